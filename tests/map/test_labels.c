// Names on the map: no two over each other, all of them readable, the same ones on the same spots.
#include "city.h"

#include "map/anchors.h"
#include "map/style.h"

#define W 1100
#define H 760
#define PI 3.14159265358979

struct stand {
    struct type *type;
    struct map_labels *labels;
    struct city *city;
    struct arena arena;
};

static int setup(void **state)
{
    struct err err;
    struct stand *s = calloc(1, sizeof(*s));
    s->type = type_create(&err);
    s->labels = map_labels_create(s->type);
    s->city = city_grid();
    city_finish(s->city);
    arena_init(&s->arena);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct stand *s = *state;
    map_labels_destroy(s->labels);
    type_destroy(s->type);
    city_destroy(s->city);
    arena_release(&s->arena);
    free(s);
    return 0;
}

static struct map_labels_spec place(struct stand *s, double zoom, double bearing)
{
    struct map_labels_spec spec = city_spec(s->city, W, H, zoom, bearing);
    map_labels_place(s->labels, &spec);
    return spec;
}

// What is placed, to be compared with what is placed later.
struct shot {
    struct map_label *items;
    size_t n;
};

static struct shot shoot(struct stand *s)
{
    struct shot shot = {.n = map_labels_count(s->labels)};
    shot.items = ARENA_ARRAY(&s->arena, struct map_label, shot.n);
    for (size_t i = 0; i < shot.n; i++) {
        shot.items[i] = map_labels_at(s->labels, i);
        shot.items[i].text = arena_strdup(&s->arena, shot.items[i].text);
    }
    return shot;
}

static const struct map_label *find(const struct shot *shot, const char *text)
{
    for (size_t i = 0; i < shot->n; i++)
        if (strcmp(shot->items[i].text, text) == 0)
            return &shot->items[i];
    return NULL;
}

static bool stands(const struct shot *shot, const struct map_label *l, float dx, float dy)
{
    for (size_t i = 0; i < shot->n; i++) {
        const struct map_label *o = &shot->items[i];
        if (strcmp(o->text, l->text) == 0 && fabsf(o->x - l->x - dx) < 0.02f &&
            fabsf(o->y - l->y - dy) < 0.02f && o->angle_rad == l->angle_rad)
            return true;
    }
    return false;
}

static bool in_window(const struct map_label *l, float margin)
{
    return l->x > margin && l->y > margin && l->x < W - margin && l->y < H - margin;
}

// --- by the definition: the corners of one, seen along the sides of the other ---

static void corners(const struct map_label *l, float out[4][2])
{
    float c = cosf(l->angle_rad), s = sinf(l->angle_rad);
    for (int i = 0; i < 4; i++) {
        float x = (i & 1 ? 0.5f : -0.5f) * l->w, y = (i & 2 ? 0.5f : -0.5f) * l->h;
        out[i][0] = l->x + c * x - s * y;
        out[i][1] = l->y + s * x + c * y;
    }
}

static bool overlap(const struct map_label *a, const struct map_label *b)
{
    float p[2][4][2];
    corners(a, p[0]);
    corners(b, p[1]);
    for (int k = 0; k < 4; k++) {
        float turn = (k < 2 ? a : b)->angle_rad + (k & 1 ? 1.5707963f : 0);
        float low[2], high[2];
        for (int i = 0; i < 2; i++) {
            low[i] = INFINITY;
            high[i] = -INFINITY;
            for (int j = 0; j < 4; j++) {
                float at = cosf(turn) * p[i][j][0] + sinf(turn) * p[i][j][1];
                low[i] = fminf(low[i], at);
                high[i] = fmaxf(high[i], at);
            }
        }
        if (high[0] <= low[1] || high[1] <= low[0])
            return false;
    }
    return true;
}

static void test_no_name_overlaps_another_and_none_is_upside_down(void **state)
{
    struct stand *s = *state;
    static const double zooms[] = {13.2, 14, 15, 15.5, 16.2, 17.7};
    for (int turn = 0; turn < 8; turn++)
        for (size_t z = 0; z < ARRAY_LEN(zooms); z++) {
            place(s, zooms[z], turn * PI / 4 + 0.1 * (turn & 1));
            struct shot shot = shoot(s);
            assert_true(shot.n > 3);
            for (size_t i = 0; i < shot.n; i++) {
                float degrees = shot.items[i].angle_rad * (float)(180 / PI);
                assert_true(degrees > -100.1f && degrees < 80.1f);
                for (size_t k = 0; k < i; k++)
                    assert_false(overlap(&shot.items[i], &shot.items[k]));
            }
        }
}

static void test_any_order_of_tiles_gives_the_same_names(void **state)
{
    struct stand *s = *state;
    for (int zoom = 0; zoom < 3; zoom++) {
        struct map_labels_spec spec = place(s, 14.4 + zoom, 0.3);
        struct shot first = shoot(s);
        const struct map_names *tiles[6];
        for (int order = 1; order < 24; order++) {
            int left[4] = {0, 1, 2, 3};
            size_t n = 0;
            for (int i = 4, rest = order; i > 0; rest /= i--) {
                int pick = rest % i;
                tiles[n++] = s->city->names[left[pick]];
                for (int k = pick; k < 3; k++)
                    left[k] = left[k + 1];
            }
            tiles[n++] = NULL;
            struct map_labels *fresh = map_labels_create(s->type);
            spec.tiles = tiles;
            spec.n_tiles = n;
            map_labels_place(fresh, &spec);
            assert_int_equal(map_labels_count(fresh), first.n);
            for (size_t i = 0; i < first.n; i++) {
                struct map_label l = map_labels_at(fresh, i);
                assert_string_equal(l.text, first.items[i].text);
                assert_true(l.x == first.items[i].x && l.y == first.items[i].y);
            }
            map_labels_destroy(fresh);
        }
    }
}

static void test_pulling_the_map_moves_the_same_names(void **state)
{
    struct stand *s = *state;
    size_t before = 0, gone = 0;
    for (int turn = 0; turn < 8; turn++)
        for (int pull = 0; pull < 12; pull++) {
            struct map_labels_spec spec =
                place(s, 14.1 + 0.3 * pull, turn * PI / 4 + 0.05);
            struct shot then = shoot(s);
            float dx = pull % 3 == 0 ? 1 : (float)(pull * 7), dy = pull % 2 ? 1.0f : 0;
            spec.to_px.px += (double)dx;
            spec.to_px.py += (double)dy;
            map_labels_place(s->labels, &spec);
            struct shot now = shoot(s);
            size_t lost = 0, n = 0;
            for (size_t i = 0; i < then.n; i++)
                if (in_window(&then.items[i], 10)) {
                    n++;
                    lost += !stands(&now, &then.items[i], dx, dy);
                }
            // What comes in from farther away may push out a few.
            assert_true(pull % 3 || lost * 10 <= n);
            before += n;
            gone += lost;
            spec.to_px.px -= (double)dx;
            spec.to_px.py -= (double)dy;
            map_labels_place(s->labels, &spec);
            struct shot back = shoot(s);
            assert_int_equal(back.n, then.n);
            for (size_t i = 0; i < then.n; i++)
                assert_true(stands(&back, &then.items[i], 0, 0));
        }
    assert_true(gone * 50 < before);
}

static void test_the_window_moves_and_a_street_keeps_its_names_places(void **state)
{
    struct stand *s = *state;
    struct map_labels_spec spec = place(s, 16, 0);
    struct shot then = shoot(s);
    // Only two of the tiles are left.
    spec.n_tiles = 2;
    map_labels_place(s->labels, &spec);
    struct shot now = shoot(s);
    int same = 0;
    for (size_t i = 0; i < then.n; i++)
        if (then.items[i].y < H / 2 - 150 && strstr(then.items[i].text, "Street")) {
            assert_true(stands(&now, &then.items[i], 0, 0));
            same++;
        }
    assert_true(same >= 3);
}

static void test_nothing_stands_on_what_is_blocked(void **state)
{
    struct stand *s = *state;
    const struct rect blocked[] = {
        {0, 0, 420, 170}, {200, 300, 48, 48}, {700, 380, 60, 60}, {24, 560, W - 48, 180}};
    for (int turn = 0; turn < 8; turn++) {
        struct map_labels_spec spec = city_spec(s->city, W, H, 15.3, turn * PI / 4);
        spec.blocked = blocked;
        spec.n_blocked = ARRAY_LEN(blocked);
        map_labels_place(s->labels, &spec);
        struct shot shot = shoot(s);
        assert_true(shot.n > 8);
        for (size_t i = 0; i < shot.n; i++)
            for (size_t k = 0; k < ARRAY_LEN(blocked); k++) {
                struct rect r = blocked[k];
                struct map_label box = {.x = (float)r.x + (float)r.w / 2,
                                        .y = (float)r.y + (float)r.h / 2,
                                        .w = (float)r.w,
                                        .h = (float)r.h};
                assert_false(overlap(&shot.items[i], &box));
            }
    }
}

// Mercator of units of the city.
static struct geo_xy at(double x, double y)
{
    double side = ldexp(1, -CITY_Z);
    return (struct geo_xy){(CITY_X + x / TOWN_EXTENT) * side,
                           (CITY_Y + y / TOWN_EXTENT) * side};
}

static void test_streets_of_the_route_come_first_and_beside_it(void **state)
{
    struct stand *s = *state;
    // The 9th street is a minor one.
    const struct geo_xy route[] = {at(40, 4300), at(8150, 4260)};
    struct map_labels_spec spec = place(s, 15, 0.2);
    struct shot without = shoot(s);
    assert_true(strcmp(without.items[0].text, "West 9th Street") != 0);
    spec.route = route;
    spec.n_route = 2;
    map_labels_place(s->labels, &spec);
    struct shot with = shoot(s);
    const struct map_label *l = find(&with, "West 9th Street");
    const struct map_label *road = find(&with, "Old Post Road");
    assert_non_null(l);
    assert_true(!road || l < road);
    assert_true(l < find(&with, "Central Station"));
    // Its letters do not lie on the line.
    struct geo_xy a = map_to_px(&spec.to_px, route[0].x, route[0].y);
    struct geo_xy b = map_to_px(&spec.to_px, route[1].x, route[1].y);
    double dx = b.x - a.x, dy = b.y - a.y;
    double off = ((double)l->y - a.y) * dx - ((double)l->x - a.x) * dy;
    assert_true(fabs(off) / hypot(dx, dy) > (double)l->h / 2 + 5);
}

static void test_one_street_is_named_once_in_a_while(void **state)
{
    struct stand *s = *state;
    place(s, 15, 0);
    struct shot shot = shoot(s);
    int twice = 0;
    for (size_t i = 0; i < shot.n; i++)
        for (size_t k = 0; k < i; k++) {
            const struct map_label *a = &shot.items[i], *b = &shot.items[k];
            if (strcmp(a->text, b->text) != 0)
                continue;
            twice++;
            assert_true(hypotf(a->x - b->x, a->y - b->y) > 220 + a->w * 0.9f);
        }
    assert_true(twice > 0);
}

static void test_a_word_goes_over_the_edge_of_a_tile(void **state)
{
    struct stand *s = *state;
    struct city *c = city_create();
    // As long as its name and half in each tile; and one that is bent too much.
    city_street(c, "minor", "Edge Street", 3900, 2000, 4300, 2010);
    const int bent[][2] = {{2600, 1000}, {2800, 1000}, {2953, 1129}};
    city_line(c, "minor", "Bent Street", bent, 3);
    city_finish(c);
    struct map_labels_spec spec = city_spec(c, W, 3 * H, 16, 0);
    map_labels_place(s->labels, &spec);
    assert_int_equal(map_labels_count(s->labels), 1);
    struct map_label l = map_labels_at(s->labels, 0);
    assert_string_equal(l.text, "Edge Street");
    assert_true(fabsf(l.x - W / 2.0f) < 40);
    city_destroy(c);
}

static void test_titles_of_stops_stand_beside_their_pins(void **state)
{
    struct stand *s = *state;
    const struct map_labels_stop stops[] = {
        {.at = at(4096, 4096), .title = "Bradbury Building", .radius_px = 24},
        {.at = at(4900, 4096), .title = "Angels Flight", .radius_px = 33, .next = true},
        {.at = {NAN, 0}, .title = "Nowhere"},
        {.at = at(4096, 4900), .title = NULL},
    };
    struct map_labels_spec spec = city_spec(s->city, W, H, 15, 0);
    spec.stops = stops;
    spec.n_stops = ARRAY_LEN(stops);
    map_labels_place(s->labels, &spec);
    assert_string_equal(map_labels_at(s->labels, 0).text, "Angels Flight");
    assert_string_equal(map_labels_at(s->labels, 1).text, "Bradbury Building");
    struct map_label l = map_labels_at(s->labels, 1);
    float dx = fabsf(l.x - W / 2.0f), dy = fabsf(l.y - H / 2.0f);
    assert_true(dx >= 24 + l.w / 2 || dy >= 24 + l.h / 2);
    assert_true(dx < 40 + l.w / 2 && dy < 40 + l.h / 2);
    assert_true(l.y > H / 2.0f);
    // Not below where the route goes down.
    const struct geo_xy route[] = {at(4096, 4096), at(4096, 8000)};
    spec.route = route;
    spec.n_route = 2;
    map_labels_place(s->labels, &spec);
    l = map_labels_at(s->labels, 1);
    assert_true(fabsf(l.x - W / 2.0f) >= 24 + l.w / 2);
    // Nor where a card lies.
    spec.n_route = 0;
    spec.open = (struct rect){0, 0, W / 2 + 20, H / 2 + 50};
    map_labels_place(s->labels, &spec);
    l = map_labels_at(s->labels, 1);
    assert_true(l.x <= W / 2.0f - 24 - l.w / 2);
}

// --- pictures ---

static struct draw_list draw(struct stand *s, const struct map_affine *to,
                             struct rect box)
{
    struct draw_list list;
    for (int i = 0; i < 100; i++) {
        draw_list_init(&list, &s->arena);
        map_labels_draw(s->labels, to, box, &list);
        if (!map_labels_waiting(s->labels))
            return list;
    }
    fail_msg("never done");
    return list;
}

static void test_what_is_drawn_moves_with_the_ground(void **state)
{
    struct stand *s = *state;
    struct map_labels_spec spec = place(s, 15.2, 0.7);
    struct rect box = {0, 0, W, H}, moved = {40, 30, W, H};
    struct draw_list a = draw(s, &spec.to_px, box), b = draw(s, &spec.to_px, moved);
    assert_true(a.count > 40);
    assert_int_equal(a.count, b.count);
    for (size_t i = 0; i < a.count; i++) {
        const struct draw_command *x = &a.items[i], *y = &b.items[i];
        assert_true(x->box.x + 40 == y->box.x && x->box.y + 30 == y->box.y);
        assert_true(rect_eq(x->clip, box));
        if (x->kind != DRAW_PIXELS)
            continue;
        assert_int_equal(x->pixels->id, y->pixels->id);
        assert_null(x->warp);
        for (int k = 0; k < x->pixels->w * x->pixels->h; k++) {
            uint32_t p = x->pixels->px[k], alpha = p >> 24;
            assert_true((p & 255) <= alpha && (p >> 8 & 255) <= alpha &&
                        (p >> 16 & 255) <= alpha);
        }
    }
    // All of it somewhere else: nothing is left in the box.
    spec.to_px.px += 5000;
    assert_int_equal(draw(s, &spec.to_px, box).count, 0);
}

static void test_while_the_map_turns_streets_turn_and_places_stay_upright(void **state)
{
    struct stand *s = *state;
    struct map_labels_spec spec = place(s, 15.2, 0);
    struct map_affine to = spec.to_px;
    to.cos = cos(0.35);
    to.sin = sin(0.35);
    struct draw_list list = draw(s, &to, (struct rect){0, 0, W, H});
    int turned = 0, upright = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct draw_command *c = &list.items[i];
        if (c->kind != DRAW_PIXELS)
            continue;
        upright += !c->warp;
        turned += c->warp != NULL;
        if (c->warp)
            assert_true(fabsf(c->warp->xx - cosf(0.35f)) < 1e-4f &&
                        fabsf(c->warp->xy + sinf(0.35f)) < 1e-4f);
    }
    assert_true(turned > 20 && upright > 2);
}

static int ink_within(struct stand *s, const struct map_affine *to, float x, float y,
                      float reach)
{
    struct draw_list list = draw(s, to, (struct rect){0, 0, W, H});
    int n = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct draw_command *c = &list.items[i];
        if (c->kind != DRAW_PIXELS)
            continue;
        for (int k = 0; k < c->pixels->w * c->pixels->h; k++) {
            float px = (float)(c->box.x + k % c->pixels->w);
            float py = (float)(c->box.y + k / c->pixels->w);
            uint32_t p = c->pixels->px[k];
            n += p >> 24 == 255 && (p >> 8 & 255) < 100 && hypotf(px - x, py - y) < reach;
        }
    }
    return n;
}

static void test_every_script_is_written(void **state)
{
    struct stand *s = *state;
    static const char *const texts[] = {"شارع الملك فيصل", "南京西路", "Улица Гоголя"};
    struct map_labels_spec spec = place(s, 15.6, 0);
    struct shot shot = shoot(s);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const struct map_label *l = find(&shot, texts[i]);
        assert_non_null(l);
        assert_true(ink_within(s, &spec.to_px, l->x, l->y, 40) > 60);
    }
    // Chinese signs stand upright one below the other where the street goes down.
    const struct map_label *l = find(&shot, "南京西路");
    assert_true(l->h > 3 * l->w && fabsf(l->angle_rad) < 0.3f);
}

static void test_pictures_are_kept_within_bounds(void **state)
{
    struct stand *s = *state;
    size_t most = 0;
    for (int i = 0; i < 40; i++) {
        struct map_labels_spec spec = place(s, 14 + 0.1 * i, 0.07 * i);
        draw(s, &spec.to_px, (struct rect){0, 0, W, H});
        size_t bytes = map_labels_bytes(s->labels);
        most = bytes > most ? bytes : most;
    }
    assert_in_range(most, 1 << 16, 12 << 20);
    map_labels_trim(s->labels);
    assert_int_equal(map_labels_count(s->labels), 0);
    assert_in_range(map_labels_bytes(s->labels), 1, 1 << 19);
}

// --- colours ---

static double light(uint32_t colour)
{
    double sum = 0;
    static const double part[3] = {0.0722, 0.7152, 0.2126};
    for (int i = 0; i < 3; i++) {
        double c = (double)(colour >> 8 * i & 255) / 255;
        sum += part[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(uint32_t a, uint32_t b)
{
    double x = light(a), y = light(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static void test_names_can_be_read_on_what_they_stand_on(void **state)
{
    (void)state;
    static const enum style_row grounds[] = {STYLE_BUILT, STYLE_CAMPUS, STYLE_GREEN,
                                             STYLE_BUILDING};
    static const enum style_row roads[] = {STYLE_SERVICE,   STYLE_MINOR,   STYLE_TERTIARY,
                                           STYLE_SECONDARY, STYLE_LINK,    STYLE_PRIMARY,
                                           STYLE_TRUNK,     STYLE_MOTORWAY};
    for (int theme = 0; theme < MAP_THEMES; theme++)
        for (int kind = 0; kind < NAME_KINDS; kind++) {
            const struct anchor a = {.kind = (enum name_kind)kind};
            uint32_t ink = anchors_ink(&a, (enum map_theme)theme);
            bool on_road = kind == NAME_MAIN_ROAD || kind == NAME_ROAD;
            assert_true(contrast(ink, map_paper((enum map_theme)theme)) >= 4.5);
            for (size_t i = 0; i < ARRAY_LEN(grounds); i++)
                assert_true(contrast(ink, style_of(grounds[i])->colour[theme]) >= 4.5);
            for (size_t i = 0; on_road && i < ARRAY_LEN(roads); i++)
                assert_true(contrast(ink, style_of(roads[i])->colour[theme]) >= 4.5);
            if (kind == NAME_WATER)
                assert_true(contrast(ink, style_of(STYLE_WATER)->colour[theme]) >= 4.5);
            if (kind == NAME_MINOR_ROAD)
                for (size_t i = 0; i < 3; i++)
                    assert_true(contrast(ink, style_of(roads[i])->colour[theme]) >= 4.5);
        }
}

static void test_odd_windows_do_no_harm(void **state)
{
    struct stand *s = *state;
    struct map_labels_spec spec = city_spec(s->city, 0, 0, 15, 0);
    map_labels_place(s->labels, &spec);
    spec = city_spec(s->city, W, H, 15, 0);
    spec.n_tiles = 0;
    map_labels_place(s->labels, &spec);
    assert_int_equal(map_labels_count(s->labels), 0);
    const struct geo_xy route[] = {
        {NAN, NAN}, {0, 0}, {1, 1}, {INFINITY, 0}, {0.17, 0.4}};
    spec = city_spec(s->city, W, H, 18, 0);
    spec.route = route;
    spec.n_route = ARRAY_LEN(route);
    map_labels_place(s->labels, &spec);
    spec = city_spec(s->city, W, H, 0, 0);
    map_labels_place(s->labels, &spec);
}

int main(void)
{
#define STANDING(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        STANDING(test_no_name_overlaps_another_and_none_is_upside_down),
        STANDING(test_any_order_of_tiles_gives_the_same_names),
        STANDING(test_pulling_the_map_moves_the_same_names),
        STANDING(test_the_window_moves_and_a_street_keeps_its_names_places),
        STANDING(test_nothing_stands_on_what_is_blocked),
        STANDING(test_streets_of_the_route_come_first_and_beside_it),
        STANDING(test_one_street_is_named_once_in_a_while),
        STANDING(test_a_word_goes_over_the_edge_of_a_tile),
        STANDING(test_titles_of_stops_stand_beside_their_pins),
        STANDING(test_what_is_drawn_moves_with_the_ground),
        STANDING(test_while_the_map_turns_streets_turn_and_places_stay_upright),
        STANDING(test_every_script_is_written),
        STANDING(test_pictures_are_kept_within_bounds),
        STANDING(test_odd_windows_do_no_harm),
        cmocka_unit_test(test_names_can_be_read_on_what_they_stand_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
