// A picture without a window that gets another size: as if it had been made with it. And a
// window whose display may sleep.
#include "gfx/gfx.h"

#include <SDL2/SDL.h>

#include "scene.h"

static struct gfx *open_offscreen(int w, int h, int rotate)
{
    struct err err = {0};
    struct gfx_config config = {.w = w, .h = h, .offscreen = true, .rotate = rotate};
    struct gfx *gfx = gfx_create(&config, &err);
    if (!gfx)
        fail_msg("%s", err.text);
    return gfx;
}

static struct draw_frame some_frame(struct arena *arena, int w, int h, uint32_t seed)
{
    struct draw_frame f = {.w = w, .h = h, .background = 0xFFFBF3EA};
    struct rect all = {0, 0, w, h}, list = {30, 40, w / 2, h / 2};
    scene_fill_by_chance(scene_layer(&f, arena, LAYER_PLAIN, 1, all), seed, 12, w, h);
    scene_fill_by_chance(scene_layer(&f, arena, LAYER_SCROLLER, 2, list), seed + 1, 20,
                         list.w, 2 * h);
    f.layers[1].content_h = 2 * h;
    return f;
}

static void expect_same(struct gfx *a, struct gfx *b, int w, int h)
{
    int pitch_a, pitch_b;
    const uint32_t *px_a = gfx_pixels(a, &pitch_a), *px_b = gfx_pixels(b, &pitch_b);
    for (int y = 0; y < h; y++)
        assert_memory_equal(px_a + (ptrdiff_t)y * pitch_a, px_b + (ptrdiff_t)y * pitch_b,
                            (size_t)w * 4);
}

static void test_another_size_looks_as_if_it_had_always_been(void **state)
{
    (void)state;
    static const struct {
        int w, h, degrees;
    } sizes[] = {
        {200, 320, 90}, {320, 200, 180}, {640, 120, 0}, {96, 96, 270}, {8, 8, 0}};
    struct gfx *gfx = open_offscreen(320, 200, 0);
    for (uint32_t i = 0; i < 5; i++) {
        int w = sizes[i].w, h = sizes[i].h, pitch;
        struct err err = {0};
        struct arena arena;
        arena_init(&arena);
        struct draw_frame old = some_frame(&arena, 320, 200, 7 + i);
        struct draw_frame f = some_frame(&arena, w, h, 40 + i);
        gfx_play(gfx, &old);
        if (!gfx_resize(gfx, w, h, sizes[i].degrees, &err))
            fail_msg("%s", err.text);
        struct gfx_size size = gfx_size(gfx);
        assert_int_equal(size.w, w);
        assert_int_equal(size.h, h);
        assert_true(gfx_dirty(gfx));
        const uint32_t *px = gfx_pixels(gfx, &pitch);
        for (int k = 0; k < w * h; k++)
            assert_int_equal(px[k / w * pitch + k % w], 0);
        struct gfx *fresh = open_offscreen(w, h, sizes[i].degrees);
        assert_true(gfx_play(gfx, &f));
        assert_int_equal(gfx_stats(gfx).painted_px, w * h);
        assert_false(gfx_dirty(gfx));
        gfx_play(fresh, &f);
        expect_same(gfx, fresh, w, h);
        gfx_destroy(fresh);
        arena_release(&arena);
    }
    gfx_destroy(gfx);
}

static void test_what_cannot_be_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const int bad[][3] = {{0, 100, 0}, {100, -1, 0},    {100, 1 << 20, 0},
                                 {9, 9, 45},  {100, 100, -90}, {100, 100, 360}};
    struct gfx *gfx = open_offscreen(320, 200, 0), *other = open_offscreen(320, 200, 0);
    struct arena arena;
    arena_init(&arena);
    struct draw_frame f = some_frame(&arena, 320, 200, 3);
    gfx_play(gfx, &f);
    gfx_play(other, &f);
    for (int i = 0; i < 6; i++) {
        struct err err = {0};
        assert_false(gfx_resize(gfx, bad[i][0], bad[i][1], bad[i][2], &err));
        assert_true(err.text[0]);
        assert_int_equal(gfx_size(gfx).w, 320);
        assert_false(gfx_play(gfx, &f));
    }
    expect_same(gfx, other, 320, 200);
    gfx_destroy(gfx);
    gfx_destroy(other);
    arena_release(&arena);
}

static void test_a_window_keeps_its_size(void **state)
{
    (void)state;
    struct err err = {0};
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    struct gfx *gfx = gfx_create(&(struct gfx_config){.w = 320, .h = 200}, &err);
    if (!gfx)
        fail_msg("%s", err.text);
    assert_false(gfx_resize(gfx, 200, 320, 0, &err));
    assert_int_equal(gfx_size(gfx).w, 320);
    gfx_destroy(gfx);
}

static void test_the_display_sleeps_when_it_may(void **state)
{
    (void)state;
    struct err err = {0};
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    struct gfx *gfx = gfx_create(&(struct gfx_config){.w = 320, .h = 200}, &err);
    assert_non_null(gfx);
    assert_false(SDL_IsScreenSaverEnabled());
    gfx_allow_sleep(gfx, true);
    assert_true(SDL_IsScreenSaverEnabled());
    gfx_allow_sleep(gfx, false);
    assert_false(SDL_IsScreenSaverEnabled());
    gfx_destroy(gfx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_another_size_looks_as_if_it_had_always_been),
        cmocka_unit_test(test_what_cannot_be_is_refused_and_changes_nothing),
        cmocka_unit_test(test_a_window_keeps_its_size),
        cmocka_unit_test(test_the_display_sleeps_when_it_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
