// The route, the pins and the position, as draw commands.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "map/overlay.h"

#define W 800
#define H 600
#define PI 3.14159265358979

struct stand {
    struct type *type;
    struct map_overlay *overlay;
    struct arena arena;
    struct look look;
    struct draw_list list;
    uint32_t px[W * H]; // what the ready-made pixels give on transparent
};

static const struct geo_point middle = {34.05, -118.25};

static struct map_affine camera(double zoom, double bearing, double dx, double dy)
{
    return (struct map_affine){geo_mercator(middle), 512 * exp2(zoom), cos(bearing),
                               sin(bearing),         W / 2.0 + dx,     H / 2.0 + dy};
}

// So many px east and south of the middle at zoom 16.
static struct geo_point off(double x, double y)
{
    struct geo_xy m = geo_mercator(middle);
    double px = 1 / (512 * exp2(16));
    return geo_unmercator((struct geo_xy){m.x + x * px, m.y + y * px});
}

static void paste(struct stand *s, const struct draw_command *c)
{
    struct rect in = rect_cut(draw_reach(c), (struct rect){0, 0, W, H});
    for (int y = in.y; y < in.y + in.h; y++)
        for (int x = in.x; x < in.x + in.w; x++) {
            uint32_t p =
                c->pixels->px[(y - c->box.y) * c->pixels->pitch_px + x - c->box.x];
            if (p >> 24 > s->px[y * W + x] >> 24)
                s->px[y * W + x] = p;
        }
}

static void draw(struct stand *s, const struct map_view *view, const struct map_affine *a)
{
    struct build b = {.arena = &s->arena, .look = &s->look, .lang = "en"};
    struct rect box = {0, 0, W, H};
    draw_list_init(&s->list, &s->arena);
    map_overlay_route(s->overlay, &b, view, a, box, &s->list);
    map_overlay_marks(s->overlay, &b, view, a, box, &s->list);
    memset(s->px, 0, sizeof(s->px));
    for (size_t i = 0; i < s->list.count; i++) {
        const struct draw_command *c = &s->list.items[i];
        assert_true(rect_eq(rect_cut(draw_reach(c), box), draw_reach(c)));
        if (c->kind == DRAW_PIXELS)
            paste(s, c);
    }
}

static bool coral(const struct stand *s, double x, double y)
{
    return s->px[(int)floor(y) * W + (int)floor(x)] ==
           look_colour(&s->look, COLOUR_CORAL);
}

static int count_kind(const struct stand *s, enum draw_kind kind)
{
    int n = 0;
    for (size_t i = 0; i < s->list.count; i++)
        n += s->list.items[i].kind == kind;
    return n;
}

static int setup(void **state)
{
    struct err err;
    struct stand *s = calloc(1, sizeof(*s));
    s->type = type_create(&err);
    s->overlay = map_overlay_create(s->type);
    arena_init(&s->arena);
    s->look = (struct look){.w_dp = W,
                            .h_dp = H,
                            .scale = 1,
                            .dp_mm = 0.25f,
                            .text_size = TEXT_SIZE_DEFAULT,
                            .theme = theme_find("daylight"),
                            .touch_mm = 20,
                            .caption_dp = 28};
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct stand *s = *state;
    map_overlay_destroy(s->overlay);
    type_destroy(s->type);
    arena_release(&s->arena);
    free(s);
    return 0;
}

static void test_what_was_walked_is_a_line_and_the_rest_is_dots(void **state)
{
    struct stand *s = *state;
    const struct geo_point line[] = {off(-300, 20), off(300, 20)};
    struct map_route route = {line, 2, 0.5};
    const struct map_view view = {.routes = &route, .n_routes = 1};
    struct map_affine a = camera(16, 0, 0, 0);
    draw(s, &view, &a);
    int ahead = 0;
    for (int x = -299; x < 299; x++) {
        bool on = coral(s, W / 2.0 + x, H / 2.0 + 20);
        if (x <= 0)
            assert_true(on);
        else
            ahead += on;
    }
    assert_in_range(ahead, 80, 240);
    // A casing of paper around it, and nothing beyond.
    uint32_t casing = s->px[(H / 2 + 20 - 6) * W + W / 2 - 100];
    assert_int_equal(casing, look_colour(&s->look, COLOUR_PAPER));
    assert_int_equal(s->px[(H / 2 + 20 - 9) * W + W / 2 - 100], 0);

    route.done = 1;
    draw(s, &view, &a);
    for (int x = -299; x < 299; x++)
        assert_true(coral(s, W / 2.0 + x, H / 2.0 + 20));
    route.done = NAN;
    draw(s, &view, &a);
    assert_false(coral(s, W / 2.0 - 299, H / 2.0 + 20));
}

static void test_a_route_lies_where_the_ground_is_at_every_heading(void **state)
{
    struct stand *s = *state;
    const struct geo_point line[] = {off(-90, -60), off(40, 10), off(120, -80)};
    const struct map_route route = {line, 3, 1};
    const struct map_view view = {.routes = &route, .n_routes = 1};
    for (int turn = 0; turn < 8; turn++) {
        struct map_affine a = camera(16.4, turn * PI / 4, 0.3, 0.6);
        draw(s, &view, &a);
        for (int i = 0; i < 2; i++)
            for (int k = 0; k <= 10; k++) {
                struct geo_xy p = geo_mercator(line[i]), q = geo_mercator(line[i + 1]);
                struct geo_xy at =
                    map_to_px(&a, p.x + (q.x - p.x) * k / 10, p.y + (q.y - p.y) * k / 10);
                assert_true(coral(s, at.x, at.y));
            }
    }
}

static void test_panning_moves_the_same_pictures(void **state)
{
    struct stand *s = *state;
    const struct geo_point line[] = {off(-100, -60), off(40, 10), off(120, -80)};
    const struct map_route route = {line, 3, 0.3};
    const struct map_view view = {.routes = &route, .n_routes = 1};
    struct map_affine a = camera(16, 0.4, 0, 0), b = camera(16, 0.4, 7, -3);
    draw(s, &view, &a);
    uint32_t *before = malloc(sizeof(s->px));
    memcpy(before, s->px, sizeof(s->px));
    struct draw_list list = s->list;
    draw(s, &view, &b);
    assert_int_equal(list.count, s->list.count);
    for (size_t i = 0; i < list.count; i++) {
        assert_int_equal(list.items[i].pixels->id, s->list.items[i].pixels->id);
        assert_ptr_equal(list.items[i].pixels->px, s->list.items[i].pixels->px);
    }
    for (int y = 3; y < H; y++)
        assert_memory_equal(before + y * W, s->px + (y - 3) * W + 7,
                            (W - 7) * sizeof(*before));
    free(before);
}

static void test_only_what_is_seen_is_drawn(void **state)
{
    struct stand *s = *state;
    enum { N = 20000 };
    struct geo_point *line = malloc(N * sizeof(*line));
    for (int i = 0; i < N; i++)
        line[i] =
            (struct geo_point){-60 + 120.0 * i / N, fmod(7.7 * i, 360) - 180 + 0.0001};
    line[N / 2] = off(-100, 0);
    line[N / 2 + 1] = off(100, 5);
    const struct map_route route = {line, N, 0.2};
    const struct map_view view = {.routes = &route, .n_routes = 1};
    struct map_affine a = camera(18, 1, 0, 0);
    draw(s, &view, &a);
    assert_in_range(s->list.count, 1, 200);
    assert_in_range(map_overlay_bytes(s->overlay), 1, 4 << 20);

    const struct geo_point away[] = {off(2000, 0), off(4000, 700)};
    const struct map_route gone = {away, 2, 0.5};
    const struct map_stop stop = {.at = off(-3000, 0), .label = "1"};
    const struct map_view nothing = {
        .routes = &gone, .n_routes = 1, .stops = &stop, .n_stops = 1};
    a = camera(16, 0, 0, 0);
    draw(s, &nothing, &a);
    assert_int_equal(s->list.count, 0);
    free(line);
}

static void test_pins_say_their_number_upright_and_the_next_is_the_largest(void **state)
{
    struct stand *s = *state;
    const struct map_stop stops[] = {
        {.at = off(10, 0), .label = "3", .state = MAP_STOP_NEXT},
        {.at = off(0, 0), .label = "2", .state = MAP_STOP_SEEN},
        {.at = off(30, 0), .label = "12", .state = MAP_STOP_LATER},
        {.at = off(100, 90), .label = "4", .state = MAP_STOP_HERE},
    };
    const struct map_view view = {.stops = stops, .n_stops = 4};
    for (int turn = 0; turn < 8; turn++) {
        struct map_affine a = camera(16, turn * PI / 4, 0, 0);
        draw(s, &view, &a);
        assert_int_equal(count_kind(s, DRAW_TEXT), 3);
        assert_int_equal(count_kind(s, DRAW_ICON), 1);
        const struct draw_command *last = &s->list.items[s->list.count - 1];
        const struct draw_command *under = last - 1;
        size_t len;
        assert_int_equal(last->kind, DRAW_TEXT);
        assert_memory_equal(paragraph_line(last->paragraph, 0, &len), "3", 1);
        assert_true(under->kind == DRAW_FILL && under->box.w > (int)MAP_PIN_DP);
        assert_int_equal(under->colour, look_colour(&s->look, COLOUR_CORAL));
        struct geo_xy m = geo_mercator(stops[0].at), at = map_to_px(&a, m.x, m.y);
        assert_in_range(under->box.x + under->box.w / 2 - (int)lround(at.x) + 1, 0, 2);
        assert_in_range(under->box.y + under->box.h / 2 - (int)lround(at.y) + 1, 0, 2);
    }
}

static void test_the_wedge_points_where_the_visitor_looks(void **state)
{
    struct stand *s = *state;
    struct map_view view = {.position = {.shown = true, .at = middle}};
    for (int bearing = 0; bearing < 360; bearing += 90)
        for (int look = 0; look < 360; look += 45) {
            view.position.heading_deg = (float)look;
            struct map_affine a = camera(16, bearing * PI / 180, 0, 0);
            draw(s, &view, &a);
            double x = 0, y = 0, sum = 0;
            for (int i = 0; i < W * H; i++) {
                double c = s->px[i] >> 24;
                x += c * (i % W + 0.5 - W / 2.0);
                y += c * (i / W + 0.5 - H / 2.0);
                sum += c;
            }
            double to = (look - bearing) * PI / 180;
            assert_true(sum > 0);
            assert_true(hypot(x / sum, y / sum) > 8);
            assert_true((x * sin(to) - y * cos(to)) / hypot(x, y) > 0.999);
        }
}

static void test_a_position_that_is_old_is_pale(void **state)
{
    struct stand *s = *state;
    struct map_view view = {
        .position = {.shown = true, .at = middle, .accuracy_m = 60, .heading_deg = 10}};
    struct map_affine a = camera(16, 0, 0, 0);
    draw(s, &view, &a);
    uint32_t blue = look_colour(&s->look, COLOUR_FOCUS);
    assert_int_equal(s->list.items[s->list.count - 1].colour, blue);
    assert_true(count_kind(s, DRAW_PIXELS) > 1);
    view.position.stale = true;
    view.position.accuracy_m = NAN;
    draw(s, &view, &a);
    assert_int_equal(count_kind(s, DRAW_PIXELS), 0);
    for (size_t i = 0; i < s->list.count; i++)
        assert_true(s->list.items[i].colour != blue);
}

static void test_the_circle_is_as_wide_as_the_fix_is_good(void **state)
{
    struct stand *s = *state;
    struct map_view view = {
        .position = {.shown = true, .at = middle, .accuracy_m = 100, .heading_deg = NAN}};
    struct map_affine a = camera(16, 1, 0, 0);
    double r = 100 / geo_mercator_m(middle.lat) * a.scale;
    draw(s, &view, &a);
    for (int turn = 0; turn < 64; turn++) {
        double x = W / 2.0 + r * cos(turn * PI / 32);
        double y = H / 2.0 + r * sin(turn * PI / 32);
        assert_in_range(s->px[(int)floor(y) * W + (int)floor(x)] >> 24, 100, 255);
    }
    assert_int_equal(s->list.items[0].box.w, (int)lround(2 * r));
}

static void test_nothing_odd_is_drawn(void **state)
{
    struct stand *s = *state;
    const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, 89.99999, 0};
    struct map_affine a = camera(17, 1, 0, 0);
    for (int i = 0; i < 36; i++) {
        const struct geo_point line[] = {off(0, 0), {odd[i / 6], odd[i % 6]}, off(9, 9)};
        const struct map_route routes[] = {{line, 3, odd[i % 6]}, {line, 1, 0}, {0}};
        const struct map_stop stop = {.at = line[1]};
        const struct map_view view = {
            .routes = routes,
            .n_routes = 3,
            .stops = &stop,
            .n_stops = 1,
            .position = {true, line[1], (float)odd[i % 6], (float)odd[i / 6], false}};
        draw(s, &view, &a);
        assert_in_range(s->list.count, 0, 400);
    }
}

int main(void)
{
#define STANDING(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        STANDING(test_what_was_walked_is_a_line_and_the_rest_is_dots),
        STANDING(test_a_route_lies_where_the_ground_is_at_every_heading),
        STANDING(test_panning_moves_the_same_pictures),
        STANDING(test_only_what_is_seen_is_drawn),
        STANDING(test_pins_say_their_number_upright_and_the_next_is_the_largest),
        STANDING(test_the_wedge_points_where_the_visitor_looks),
        STANDING(test_a_position_that_is_old_is_pale),
        STANDING(test_the_circle_is_as_wide_as_the_fix_is_good),
        STANDING(test_nothing_odd_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
