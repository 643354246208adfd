// The map as a node: tiles that come, stand in for each other and go, within their budget.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../ui/bench.h"
#include "map/map.h"
#include "map/raster.h"
#include "mvt/mvt.h"
#include "ui/ui_private.h"

enum tile_kind { TILES_GOOD, TILES_NONE, TILES_HOSTILE, TILES_FAIL };

struct town {
    struct stand stand;
    struct jobs *jobs;
    struct map *map;
    enum tile_kind kind;
    struct camera base;
    uint64_t serial;
    int64_t now_us;
    struct map_stop stops[2];
};

// A park over the whole tile, with a street through it.
static const void *write_tile(struct arena *arena, size_t *len)
{
    static struct mvt_point square[] = {{0, 0}, {4096, 0}, {4096, 4096}, {0, 4096}};
    static struct mvt_point street[] = {{-64, 2000}, {4160, 2100}};
    static struct mvt_part area = {square, 4}, line = {street, 2};
    static struct mvt_tag park = {"class", {MVT_STRING, "park", 0}};
    static struct mvt_tag road[] = {{"class", {MVT_STRING, "primary", 0}},
                                    {"name", {MVT_STRING, "Main Street", 0}}};
    static struct mvt_feature parks = {
        .kind = MVT_AREA, .parts = &area, .n_parts = 1, .tags = &park, .n_tags = 1};
    static struct mvt_feature roads = {
        .kind = MVT_LINE, .parts = &line, .n_parts = 1, .tags = road, .n_tags = 2};
    static struct mvt_layer layers[] = {{"park", 4096, &parks, 1},
                                        {"transportation", 4096, &roads, 1},
                                        {"transportation_name", 4096, &roads, 1}};
    const struct mvt_tile tile = {layers, 3};
    const void *bytes;
    struct err err;
    assert_true(mvt_write(arena, &tile, &bytes, len, &err));
    return bytes;
}

static bool read_tile(void *data, struct arena *arena, int z, int x, int y,
                      const void **bytes, size_t *len)
{
    const struct town *t = data;
    (void)x, (void)y;
    assert_in_range(z, 10, 14);
    *bytes = NULL;
    if (t->kind == TILES_FAIL)
        return false;
    if (t->kind == TILES_NONE)
        return true;
    *bytes = write_tile(arena, len);
    if (t->kind == TILES_HOSTILE)
        *len = *len * 2 / 3;
    return true;
}

static void show(struct town *t)
{
    struct build *b = ui_begin(t->stand.ui, UI_PAGE, 5, "en");
    struct node *root = stand_root(b, 5, (struct node_style){0});
    struct map_view *v = ARENA_NEW(b->arena, struct map_view);
    *v = (struct map_view){.map = t->map,
                           .base = t->base,
                           .serial = t->serial,
                           .min_zoom = 10,
                           .max_zoom = 14,
                           .lang = "en",
                           .stops = t->stops,
                           .n_stops = 2};
    map_add(b, root, "map", "map", v);
    ui_set(t->stand.ui, UI_PAGE, root);
}

// One step of the program, without waiting for what is on its way.
static const struct draw_frame *frame(struct town *t)
{
    t->now_us += 16000;
    jobs_drain(t->jobs);
    ui_step(t->stand.ui, t->now_us);
    if (map_take_stirred(t->map, ui_moving(t->stand.ui)))
        ui_refresh(t->stand.ui);
    if (ui_wants_view(t->stand.ui))
        show(t);
    return ui_frame(t->stand.ui);
}

static const struct draw_frame *settle(struct town *t)
{
    const struct draw_frame *f;
    do {
        f = frame(t);
        jobs_finish(t->jobs);
    } while (ui_moving(t->stand.ui) || map_stirred(t->map, false) ||
             jobs_pending(t->jobs));
    return f;
}

static void count(const struct draw_frame *f, int *straight, int *warped)
{
    *straight = *warped = 0;
    for (size_t i = 0; i < f->n_layers; i++)
        for (size_t k = 0; k < f->layers[i].list.count; k++) {
            const struct draw_command *c = &f->layers[i].list.items[k];
            if (c->kind != DRAW_PIXELS || !c->pixels->opaque)
                continue;
            const struct draw_pixels *p = c->pixels;
            int across = p->squares ? (p->w + p->x + p->side - 1) / p->side : 1;
            int down = p->squares ? (p->h + p->y + p->side - 1) / p->side : 1;
            *(c->warp ? warped : straight) += across * down;
        }
}

static int setup(void **state)
{
    struct town *t = xcalloc(1, sizeof(*t));
    struct geo_xy at = geo_mercator((struct geo_point){34.05, -118.25});
    stand_init(&t->stand, false);
    t->jobs = jobs_create(2, NULL, NULL);
    t->map = map_create(t->jobs, t->stand.type, read_tile, t);
    t->base = (struct camera){at.x, at.y, 14, 0};
    t->serial = 1;
    for (int i = 0; i < 2; i++)
        t->stops[i] = (struct map_stop){.at = {34.05, -118.25 + 0.01 * i},
                                        .label = i ? "2" : "1",
                                        .title = "",
                                        .name = i ? "Stop 2" : "Stop 1",
                                        .command = command_make(7, i, NULL)};
    *state = t;
    return 0;
}

static int teardown(void **state)
{
    struct town *t = *state;
    jobs_destroy(t->jobs);
    map_destroy(t->map);
    stand_release(&t->stand);
    free(t);
    return 0;
}

static void test_at_rest_its_tiles_lie_pixel_by_pixel(void **state)
{
    struct town *t = *state;
    int straight, warped;
    show(t);
    count(settle(t), &straight, &warped);
    // 1000 x 800 in tiles of 512.
    assert_in_range(straight, 4, 9);
    assert_int_equal(warped, 0);
    assert_int_equal(map_stats(t->map).waiting, 0);
    assert_int_equal(map_stats(t->map).paper_px, 0);
    assert_in_range(map_bytes(t->map), 1 << 20, MAP_BYTES);
}

static void test_it_is_sharp_again_after_a_turn_and_a_zoom(void **state)
{
    struct town *t = *state;
    int straight, warped;
    bool stood_in = false;
    show(t);
    settle(t);
    t->base.bearing_deg = 38;
    t->base.zoom = 16.3; // further than there are tiles
    show(t);
    while (ui_moving(t->stand.ui)) {
        count(frame(t), &straight, &warped);
        assert_int_equal(map_stats(t->map).paper_px, 0);
        stood_in |= warped > 0;
    }
    assert_true(stood_in);
    count(settle(t), &straight, &warped);
    assert_int_equal(warped, 0);
    assert_in_range(straight, 4, 12);
}

static void test_pulled_far_it_keeps_within_its_budget(void **state)
{
    struct town *t = *state;
    struct command east = command_make(UI_MOVE, ARROW_RIGHT, NULL);
    show(t);
    settle(t);
    for (int i = 0; i < 60; i++) {
        ui_post(t->stand.ui, ui_find(t->stand.ui, "map"), &east);
        settle(t);
        assert_in_range(map_bytes(t->map), 1, MAP_BYTES);
    }
    assert_int_equal(map_stats(t->map).paper_px, 0);
    map_trim(t->map);
    assert_in_range(map_bytes(t->map), 0, 2 << 20);
}

// The first pixel of the window is what the theme calls paper, and nothing waits for ever.
static void expect_paper(struct town *t, enum tile_kind kind)
{
    t->kind = kind;
    show(t);
    const struct draw_frame *f = settle(t);
    assert_int_equal(map_stats(t->map).waiting, 0);
    const struct draw_pixels *first = NULL;
    for (size_t k = 0; k < f->layers[0].list.count && !first; k++)
        first = f->layers[0].list.items[k].pixels;
    assert_non_null(first);
    const uint32_t *px = first->squares ? first->squares[0] : first->px;
    assert_int_equal(px[0] & 0xFFFFFF, map_paper(MAP_DAYLIGHT) & 0xFFFFFF);
}

static void test_without_tiles_it_is_paper(void **state)
{
    expect_paper(*state, TILES_NONE);
}

static void test_a_tile_that_is_cut_short_is_paper(void **state)
{
    expect_paper(*state, TILES_HOSTILE);
}

static void test_a_tile_that_cannot_be_read_is_paper(void **state)
{
    expect_paper(*state, TILES_FAIL);
}

static void test_another_pack_is_another_map(void **state)
{
    struct town *t = *state;
    show(t);
    settle(t);
    t->kind = TILES_NONE;
    map_forget(t->map);
    expect_paper(t, TILES_NONE);
}

static void test_pins_are_pressed_where_they_are_seen(void **state)
{
    struct town *t = *state;
    show(t);
    settle(t);
    const struct node *pin = ui_find(t->stand.ui, "Stop 1");
    assert_non_null(pin);
    assert_true(fabsf(pin->x + pin->w / 2 - 500) < 1 &&
                fabsf(pin->y + pin->h / 2 - 400) < 1);
    stand_tap(t->stand.ui, 500, 400, t->now_us + 1000000);
    assert_int_equal(stand_command(t->stand.ui), 7);
    // 0.01 degrees are 233 px of 512 * 2^14.
    const struct node *other = ui_find(t->stand.ui, "Stop 2");
    assert_true(fabsf(other->x - pin->x - 233) < 1);
}

static void test_a_fitted_camera_shows_every_point_beside_the_cards(void **state)
{
    (void)state;
    const struct geo_point points[] = {
        {34.05583, -118.23611}, {34.0498, -118.2542}, {34.05528, -118.25}};
    const struct edges covered = {.top = 100, .bottom = 250, .start = 300, .end = 50};
    for (int turn = 0; turn < 360; turn += 45) {
        struct camera c = map_fit(points, 3, 1000, 800, covered, 18, turn);
        float most_x = 0, least_x = 1000, most_y = 0, least_y = 800;
        for (int i = 0; i < 3; i++) {
            struct geo_xy m = geo_mercator(points[i]);
            float x, y;
            plane_to_box(&c, 1000, 800, m.x, m.y, &x, &y);
            assert_true(x > 299.5f && x < 950.5f && y > 99.5f && y < 550.5f);
            most_x = fmaxf(most_x, x);
            least_x = fminf(least_x, x);
            most_y = fmaxf(most_y, y);
            least_y = fminf(least_y, y);
        }
        // As large as it can be.
        assert_true(most_x - least_x > 649 || most_y - least_y > 449);
    }
    struct camera one = map_at(points[0], 16, 90, covered);
    struct geo_xy m = geo_mercator(points[0]);
    float x, y;
    plane_to_box(&one, 1000, 800, m.x, m.y, &x, &y);
    assert_true(one.zoom == 16 && fabsf(x - 625) < 1 && fabsf(y - 325) < 1);
}

static void test_it_may_end_while_tiles_are_on_their_way(void **state)
{
    struct town *t = *state;
    show(t);
    frame(t); // the teardown ends it
    assert_true(jobs_pending(t->jobs) > 0);
}

#define IN_TOWN(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TOWN(test_at_rest_its_tiles_lie_pixel_by_pixel),
        IN_TOWN(test_it_is_sharp_again_after_a_turn_and_a_zoom),
        IN_TOWN(test_pulled_far_it_keeps_within_its_budget),
        IN_TOWN(test_without_tiles_it_is_paper),
        IN_TOWN(test_a_tile_that_is_cut_short_is_paper),
        IN_TOWN(test_a_tile_that_cannot_be_read_is_paper),
        IN_TOWN(test_another_pack_is_another_map),
        IN_TOWN(test_pins_are_pressed_where_they_are_seen),
        IN_TOWN(test_a_fitted_camera_shows_every_point_beside_the_cards),
        IN_TOWN(test_it_may_end_while_tiles_are_on_their_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
