#include "town.h"

#define PAPER 0xFFF3E9DCu
#define WATER style_of(STYLE_WATER)->colour[MAP_DAYLIGHT]

// So much of the way from one colour to the other, by a channel in which they differ.
static double part_of(uint32_t px, uint32_t from, uint32_t to)
{
    return ((double)(px >> 16 & 255) - (double)(from >> 16 & 255)) /
           ((double)(to >> 16 & 255) - (double)(from >> 16 & 255));
}

static struct map_raster_spec tile_of(int px)
{
    return (struct map_raster_spec){.to_px = town_affine(14, 3, 5, px, 0, 0),
                                    .zoom = 14,
                                    .px_dp = 1,
                                    .theme = MAP_DAYLIGHT};
}

static struct map_shapes *shapes_of(struct town *t)
{
    return map_shapes_create(&t->tile, 14, 3, 5);
}

// 64 px a tile: 64 units a px.
static void test_a_pixel_that_is_half_covered_is_half(void **state)
{
    (void)state;
    struct town *t = town_create();
    TOWN_AREA(t, "water", "lake", {64 * 10 + 32, 64 * 20 + 16}, {64 * 20, 64 * 20 + 16},
              {64 * 20, 64 * 30}, {64 * 10 + 32, 64 * 30});
    struct map_shapes *s = shapes_of(t);
    struct map_raster_spec spec = tile_of(64);
    uint32_t *px =
        town_raster((const struct map_shapes *const[]){NULL, s}, 2, &spec, 64, 64);
    for (int y = 0; y < 64; y++)
        for (int x = 0; x < 64; x++) {
            double part = (x < 10 || x >= 20 ? 0
                           : x == 10         ? 0.5
                                             : 1) *
                          (y < 20 || y >= 30 ? 0
                           : y == 20         ? 0.75
                                             : 1);
            assert_float_equal(part_of(px[y * 64 + x], PAPER, WATER), part, 0.02);
        }
    test_free(px);
    map_shapes_destroy(s);
    town_destroy(t);
}

static void test_holes_are_holes_whichever_way_the_rings_turn(void **state)
{
    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        struct town *t = town_create();
        struct mvt_feature *f = town_feature(t, "water", MVT_AREA, NULL, NULL);
        if (turned) {
            TOWN_PART(t, f, {1024, 1024}, {1024, 3072}, {3072, 3072}, {3072, 1024});
            TOWN_PART(t, f, {1536, 1536}, {2560, 1536}, {2560, 2560}, {1536, 2560});
        } else {
            TOWN_PART(t, f, {1024, 1024}, {3072, 1024}, {3072, 3072}, {1024, 3072});
            TOWN_PART(t, f, {1536, 1536}, {1536, 2560}, {2560, 2560}, {2560, 1536});
        }
        struct map_shapes *s = shapes_of(t);
        struct map_raster_spec spec = tile_of(64);
        uint32_t *px =
            town_raster((const struct map_shapes *const[]){s}, 1, &spec, 64, 64);
        for (int y = 0; y < 64; y++)
            for (int x = 0; x < 64; x++) {
                bool out = x < 16 || y < 16 || x >= 48 || y >= 48;
                bool hole = x >= 24 && y >= 24 && x < 40 && y < 40;
                assert_int_equal(px[y * 64 + x], out || hole ? PAPER : WATER);
            }
        test_free(px);
        map_shapes_destroy(s);
        town_destroy(t);
    }
}

// Version 1 of the format lets rings turn either way.
static void test_areas_that_overlap_fill_once_whichever_way_they_turn(void **state)
{
    (void)state;
    struct town *t = town_create();
    TOWN_AREA(t, "water", "lake", {1024, 1024}, {3072, 1024}, {3072, 3072}, {1024, 3072});
    TOWN_AREA(t, "water", "lake", {1024, 1024}, {1024, 4096}, {2048, 4096}, {2048, 1024});
    struct map_shapes *s = shapes_of(t);
    struct map_raster_spec spec = tile_of(64);
    uint32_t *px = town_raster((const struct map_shapes *const[]){s}, 1, &spec, 64, 64);
    for (int y = 0; y < 64; y++)
        for (int x = 0; x < 64; x++) {
            bool one = x >= 16 && y >= 16 && x < 48 && y < 48;
            bool two = x >= 16 && y >= 16 && x < 32;
            assert_int_equal(px[y * 64 + x], one || two ? WATER : PAPER);
        }
    test_free(px);
    map_shapes_destroy(s);
    town_destroy(t);
}

static double to_line(const int (*at)[2], size_t n, double x, double y)
{
    double least = INFINITY;
    for (size_t i = 0; i + 1 < n; i++) {
        double ax = at[i][0] / 64.0, ay = at[i][1] / 64.0;
        double bx = at[i + 1][0] / 64.0 - ax, by = at[i + 1][1] / 64.0 - ay;
        double part = ((x - ax) * bx + (y - ay) * by) / (bx * bx + by * by);
        part = fmin(fmax(part, 0), 1);
        least = fmin(least, hypot(x - ax - part * bx, y - ay - part * by));
    }
    return least;
}

// Against the definition: what is within half the width of the line is covered.
static void test_a_line_is_what_is_near_it(void **state)
{
    (void)state;
    static const int shapes[][6][2] = {
        {{900, 2000},
         {1500, 2000},
         {2100, 2100},
         {2600, 2400},
         {2900, 2900},
         {3100, 3400}},
        {{900, 2000},
         {2500, 2000},
         {2520, 2030},
         {2500, 2060},
         {2440, 2080},
         {900, 2300}},
        {{900, 900},
         {3000, 3000},
         {3000, 2990},
         {1500, 3000},
         {1510, 2900},
         {1700, 1000}},
        {{2000, 2000},
         {2005, 2000},
         {2005, 2010},
         {1990, 2010},
         {1990, 1990},
         {2020, 1990}},
        {{900, 2000}, {3000, 2000}, {2990, 2000}, {900, 2400}, {900, 2900}, {3000, 2600}},
        {{900, 2000},
         {2500, 2000},
         {2480, 2150},
         {2600, 2200},
         {2620, 2050},
         {3200, 2050}},
        {{900, 2000},
         {1800, 2000},
         {2500, 2000},
         {2490, 2020},
         {2300, 2100},
         {2200, 2600}},
        {{2000, 2000},
         {2100, 2000},
         {2100, 2100},
         {2150, 2100},
         {2150, 2200},
         {2400, 2200}},
    };
    const double half = 7; // px: of a river at zoom 18
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        struct town *t = town_create();
        town_part(t, town_feature(t, "waterway", MVT_LINE, "class", "river"), shapes[i],
                  6);
        struct map_shapes *s = shapes_of(t);
        struct map_raster_spec spec = tile_of(64);
        spec.zoom = 18;
        uint32_t *px =
            town_raster((const struct map_shapes *const[]){s}, 1, &spec, 64, 64);
        double sum = 0;
        for (int y = 0; y < 64; y++)
            for (int x = 0; x < 64; x++) {
                int in = 0;
                for (int k = 0; k < 64; k++)
                    in += to_line(shapes[i], 6, x + k % 8 / 8.0 + 0.0625,
                                  y + k / 8 / 8.0 + 0.0625) <= half;
                double off = part_of(px[y * 64 + x], PAPER, WATER) - in / 64.0;
                // Where edges cross within a pixel both count.
                assert_true(off > -0.12 && off < (in == 0 ? 0.12 : 0.5));
                sum += fabs(off);
            }
        assert_true(sum < 12);
        test_free(px);
        map_shapes_destroy(s);
        town_destroy(t);
    }
}

// A line of rivers: no casing, one colour. At zoom 14 2.6 dp wide.
static void test_where_lines_cross_and_meet_nothing_is_lost_or_doubled(void **state)
{
    (void)state;
    struct town *t = town_create();
    TOWN_LINE(t, "waterway", "river", {0, 2048}, {1024, 2048}, {2048, 2048});
    TOWN_LINE(t, "waterway", "river", {4096, 2048}, {2048, 2048});
    TOWN_LINE(t, "waterway", "river", {2048, 2048}, {2048, 4096});
    TOWN_LINE(t, "waterway", "river", {2048, 4096}, {2048, 2048}); // a twin
    struct map_shapes *s = shapes_of(t);
    struct map_raster_spec spec = tile_of(64);
    uint32_t *px = town_raster((const struct map_shapes *const[]){s}, 1, &spec, 64, 64);
    for (int y = 0; y < 64; y++)
        for (int x = 0; x < 64; x++) {
            bool flat = y == 31 || y == 32, steep = (x == 31 || x == 32) && y > 31;
            bool flat_edge = y == 30 || y == 33,
                 steep_edge = (x == 30 || x == 33) && y > 33;
            double part = flat || steep ? 1 : flat_edge || steep_edge ? 0.3 : 0;
            // In the two corners it is both edges' sum.
            if (!(flat_edge && (x == 30 || x == 33) && y > 31))
                assert_float_equal(part_of(px[y * 64 + x], PAPER, WATER), part, 0.02);
        }
    test_free(px);
    map_shapes_destroy(s);
    town_destroy(t);
}

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static int at_random(uint32_t *seed, int low, int high)
{
    return low + (int)(next(seed) % (uint32_t)(high - low));
}

// A town on several tiles: one plan in a plane, cut as a tiler does, with a buffer.
static void fill_town(struct town *t, int tile_x, int tile_y)
{
    static const char *const classes[] = {"motorway", "primary", "minor", "service",
                                          "path",     "rail",    "trunk", "tertiary"};
    uint32_t seed = 7;
    for (int i = 0; i < 260; i++) {
        int x = at_random(&seed, -500, 9000), y = at_random(&seed, -500, 9000);
        int w = at_random(&seed, 30, 900), h = at_random(&seed, 30, 900);
        int left = x - 4096 * tile_x, top = y - 4096 * tile_y;
        const char *class = classes[next(&seed) % ARRAY_LEN(classes)];
        if (left > 4500 || top > 4500 || left + w < -400 || top + h < -400)
            continue;
        if (i % 5 == 0)
            TOWN_AREA(t, "landcover", i % 2 ? "wood" : "grass", {left, top},
                      {left + w, top + h / 3}, {left + w, top + h},
                      {left + w / 4, top + h});
        else if (i % 5 == 1)
            TOWN_AREA(t, "building", "house", {left, top}, {left + w / 2, top},
                      {left + w / 2, top + h / 2}, {left, top + h / 2});
        else if (i % 5 == 2)
            TOWN_AREA(t, "water", "lake", {left, top}, {left + w, top},
                      {left + w / 2, top + h});
        else
            TOWN_LINE(t, "transportation", class, {left, top},
                      {left + w / 2, top + h / 3}, {left + w / 3, top + h / 2},
                      {left + w, top + h});
    }
}

struct plan {
    struct map_shapes *shapes[4];
};

static struct plan plan_create(void)
{
    struct plan plan;
    for (int i = 0; i < 4; i++) {
        struct town *t = town_create();
        fill_town(t, i % 2, i / 2);
        plan.shapes[i] = map_shapes_create(&t->tile, 14, 8 + i % 2, 6 + i / 2);
        town_destroy(t);
    }
    return plan;
}

static void plan_destroy(struct plan *plan)
{
    for (int i = 0; i < 4; i++)
        map_shapes_destroy(plan->shapes[i]);
}

static const struct view {
    double zoom, turn_deg;
    enum map_theme theme;
    float px_dp;
} views[] = {
    {14, 0, MAP_DAYLIGHT, 1},       {14, 30, MAP_CONTRAST, 1},
    {14.37, 0, MAP_EVENING, 1},     {14.62, 30, MAP_CONTRAST, 2},
    {15, 90, MAP_DAYLIGHT, 1},      {16.8, 211, MAP_CONTRAST, 1.5f},
    {13.6, 123.4, MAP_CONTRAST, 1},
};

static struct map_raster_spec look(const struct view *v, double left, double top)
{
    const double turn = v->turn_deg * 3.14159265358979 / 180, side = ldexp(1, -14);
    return (struct map_raster_spec){
        // In the middle of the picture is where the four tiles meet, nearly.
        .to_px = {{9.03 * side, 6.98 * side},
                  512 * exp2(v->zoom) * (double)v->px_dp,
                  cos(turn),
                  sin(turn),
                  512 - left,
                  512 - top},
        .zoom = v->zoom,
        .px_dp = v->px_dp,
        .theme = v->theme,
    };
}

static void test_four_pictures_are_one_large_picture(void **state)
{
    (void)state;
    struct plan plan = plan_create();
    const struct map_shapes *const *tiles = (const struct map_shapes *const *)plan.shapes;
    for (size_t i = 0; i < ARRAY_LEN(views); i++) {
        struct map_raster_spec spec = look(&views[i], 0, 0);
        uint32_t *whole = town_raster(tiles, 4, &spec, 1024, 1024);
        size_t seen = 0;
        for (int part = 0; part < 4; part++) {
            int left = part % 2 * 512, top = part / 2 * 512;
            spec = look(&views[i], left, top);
            uint32_t *px = town_raster(tiles, 4, &spec, 512, 512);
            for (int y = 0; y < 512; y++)
                for (int x = 0; x < 512; x++) {
                    uint32_t one = px[y * 512 + x],
                             all = whole[(top + y) * 1024 + left + x];
                    assert_true(town_apart(one, all) <= 1);
                    seen += all != style_paper(views[i].theme);
                }
            test_free(px);
        }
        assert_true(seen > 20000);
        test_free(whole);
    }
    plan_destroy(&plan);
}

static void test_the_same_calls_give_the_same_bytes(void **state)
{
    (void)state;
    struct plan plan = plan_create(), again = plan_create();
    for (size_t i = 0; i < 3; i++) {
        struct map_raster_spec spec = look(&views[i], 0, 0);
        uint32_t *one = town_raster((const struct map_shapes *const *)plan.shapes, 4,
                                    &spec, 700, 300);
        uint32_t *two = town_raster((const struct map_shapes *const *)again.shapes, 4,
                                    &spec, 700, 300);
        assert_memory_equal(one, two, 700 * 300 * sizeof(*one));
        test_free(one);
        test_free(two);
    }
    plan_destroy(&plan);
    plan_destroy(&again);
}

// What fills both tiles: where they meet there is nothing to see, at any angle.
static void test_an_area_goes_on_in_the_next_tile_without_a_hairline(void **state)
{
    (void)state;
    struct map_shapes *shapes[4];
    for (int i = 0; i < 4; i++) {
        struct town *t = town_create();
        TOWN_AREA(t, "water", "sea", {-80, -80}, {4176, -80}, {4176, 4176}, {-80, 4176});
        TOWN_AREA(t, "landcover", "wood", {0, 0}, {4096, 0}, {4096, 4096}, {0, 4096});
        shapes[i] = map_shapes_create(&t->tile, 14, 8 + i % 2, 6 + i / 2);
        town_destroy(t);
    }
    for (double turn = 0; turn < 360; turn += 7.3) {
        struct view view = {14.2, turn, MAP_CONTRAST, 1};
        struct map_raster_spec spec = look(&view, 384, 384);
        uint32_t *px =
            town_raster((const struct map_shapes *const *)shapes, 4, &spec, 256, 256);
        for (int i = 0; i < 256 * 256; i++)
            assert_true(town_apart(px[i], style_of(STYLE_WATER)->colour[MAP_CONTRAST]) <=
                        1);
        test_free(px);
    }
    for (int i = 0; i < 4; i++)
        map_shapes_destroy(shapes[i]);
}

// One line across a border, in one tile's coordinates or in two tiles with a buffer.
static void test_a_line_goes_on_in_the_next_tile(void **state)
{
    (void)state;
    static const char *const classes[] = {"motorway", "minor"};
    for (size_t c = 0; c < ARRAY_LEN(classes); c++)
        for (double turn = 0; turn < 180; turn += 30) {
            struct town *t = town_create(), *left = town_create(), *right = town_create();
            TOWN_LINE(t, "road", classes[c], {1000, 1000}, {2000, 1700}, {3000, 1400});
            TOWN_LINE(left, "road", classes[c], {2000, 2000}, {4000, 3400}, {4250, 3325});
            TOWN_LINE(right, "road", classes[c], {-196, 3330}, {-96, 3400}, {1904, 2800});
            struct map_shapes *one = map_shapes_create(&t->tile, 13, 4, 3);
            struct map_shapes *two[2] = {map_shapes_create(&left->tile, 14, 8, 6),
                                         map_shapes_create(&right->tile, 14, 9, 6)};
            struct view view = {15, turn, MAP_DAYLIGHT, 1};
            struct map_raster_spec spec = look(&view, 0, 0);
            spec.to_px.origin.y = 6.83 / 16384;
            uint32_t *a = town_raster((const struct map_shapes *const[]){one}, 1, &spec,
                                      1024, 1024);
            uint32_t *b =
                town_raster((const struct map_shapes *const *)two, 2, &spec, 1024, 1024);
            size_t lines = 0, apart = 0;
            for (int i = 0; i < 1024 * 1024; i++) {
                lines += a[i] != PAPER;
                apart += town_apart(a[i], b[i]) > 1;
            }
            assert_true(lines > 1000);
            assert_int_equal(apart, 0);
            test_free(a);
            test_free(b);
            map_shapes_destroy(one);
            map_shapes_destroy(two[0]);
            map_shapes_destroy(two[1]);
            town_destroy(t);
            town_destroy(left);
            town_destroy(right);
        }
}

// At the border of two tiles is the middle of a dash, however long the lines are on both sides.
static void test_dashes_go_on_in_the_next_tile(void **state)
{
    (void)state;
    const uint32_t rail = style_of(STYLE_RAIL)->colour[MAP_DAYLIGHT];
    for (int i = 0; i < 30; i++) {
        struct town *left = town_create(), *right = town_create();
        TOWN_LINE(left, "road", "rail", {1000 + 37 * i, 1992 + 30 * i},
                  {4256, 1992 + 30 * i});
        TOWN_LINE(right, "road", "rail", {-160, 1992 + 30 * i}, {4256, 1992 + 30 * i});
        struct map_shapes *two[2] = {map_shapes_create(&left->tile, 14, 8, 6),
                                     map_shapes_create(&right->tile, 14, 9, 6)};
        struct map_raster_spec spec = {
            .to_px = town_affine(14, 9, 6, 4096, 20, 20 - 1992 - 30 * i),
            .zoom = 17,
            .px_dp = 1};
        uint32_t *px =
            town_raster((const struct map_shapes *const *)two, 2, &spec, 40, 40);
        for (int x = 0; x < 40; x++) {
            bool dash = x >= 17 && x < 23, gap = x < 16 || x >= 24;
            if (dash)
                assert_int_equal(px[20 * 40 + x], rail);
            if (gap && x > 13 && x < 27)
                assert_int_equal(px[20 * 40 + x], PAPER);
        }
        test_free(px);
        for (int k = 0; k < 2; k++)
            map_shapes_destroy(two[k]);
        town_destroy(left);
        town_destroy(right);
    }
}

// Nothing to see but that it ends, and that sanitizers are content.
static void test_coordinates_from_anywhere_are_endured(void **state)
{
    (void)state;
    const int far = INT32_MAX, low = INT32_MIN;
    struct town *t = town_create();
    TOWN_AREA(t, "water", "lake", {low, low}, {far, low}, {far, far}, {low, far});
    TOWN_AREA(t, "water", "lake", {low, 5}, {far, 7}, {9, far});
    TOWN_AREA(t, "building", "x", {1, 1}, {1, 1}, {1, 1}, {1, 1});
    TOWN_LINE(t, "road", "street", {low, far}, {far, low}, {low, low}, {far, far},
              {0, 0});
    TOWN_LINE(t, "road", "rail", {low, 10}, {far, 20}, {low, 30}, {far, 4000});
    TOWN_LINE(t, "road", "motorway", {5, 5}, {5, 5});
    TOWN_LINE(t, "road", "path", {4000, 5}, {100, 50}, {100, 50}, {4000, 5});
    t->layers[0].extent = 1;
    t->layers[3].extent = 0;
    t->layers[4].extent = UINT32_MAX;
    struct map_shapes *s = shapes_of(t);
    for (double zoom = 2; zoom < 25; zoom += 1.5) {
        double side = ldexp(1, -14);
        struct map_raster_spec spec = {.to_px = {{3.4 * side, 5.5 * side},
                                                 512 * exp2(zoom),
                                                 cos(zoom),
                                                 sin(zoom),
                                                 100,
                                                 100},
                                       .zoom = zoom,
                                       .px_dp = 1};
        test_free(town_raster((const struct map_shapes *const[]){s}, 1, &spec, 200, 200));
    }
    map_shapes_destroy(s);
    town_destroy(t);
}

// Half a million lines over all of it, and a dashed one that is nearly nothing in the corner.
static void test_a_tile_that_means_to_be_slow_is_not(void **state)
{
    (void)state;
    struct town *t = town_create();
    const int n = 500000;
    struct mvt_feature *f = town_feature(t, "road", MVT_LINE, "class", "motorway");
    struct mvt_point *points = ARENA_ARRAY(&t->arena, struct mvt_point, n);
    for (int i = 0; i < n; i++)
        points[i] = (struct mvt_point){i % 4096, i % 2 * 4096};
    f->parts[f->n_parts++] = (struct mvt_part){points, (size_t)n};
    TOWN_LINE(t, "road", "rail", {-1, 2}, {1, -1});
    TOWN_LINE(t, "road", "rail", {-1000000, 999999}, {1000000, -1000000});
    struct map_shapes *s = shapes_of(t);
    struct map_raster_spec spec = tile_of(512);
    test_free(town_raster((const struct map_shapes *const[]){s}, 1, &spec, 512, 512));
    map_shapes_destroy(s);
    town_destroy(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pixel_that_is_half_covered_is_half),
        cmocka_unit_test(test_holes_are_holes_whichever_way_the_rings_turn),
        cmocka_unit_test(test_areas_that_overlap_fill_once_whichever_way_they_turn),
        cmocka_unit_test(test_a_line_is_what_is_near_it),
        cmocka_unit_test(test_where_lines_cross_and_meet_nothing_is_lost_or_doubled),
        cmocka_unit_test(test_four_pictures_are_one_large_picture),
        cmocka_unit_test(test_the_same_calls_give_the_same_bytes),
        cmocka_unit_test(test_an_area_goes_on_in_the_next_tile_without_a_hairline),
        cmocka_unit_test(test_a_line_goes_on_in_the_next_tile),
        cmocka_unit_test(test_dashes_go_on_in_the_next_tile),
        cmocka_unit_test(test_a_tile_that_means_to_be_slow_is_not),
        cmocka_unit_test(test_coordinates_from_anywhere_are_endured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
