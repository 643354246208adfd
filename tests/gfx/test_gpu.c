#include "gfx/gfx.h"

#include <SDL2/SDL.h>
#include <dlfcn.h>
#include <glob.h>
#include <stdio.h>

#include "base/log.h"
#include "gfx/cutout.h"
#include "scene.h"

#define W 480
#define H 300
#define CLOSE 5  // levels of 255: 2 %
#define STEPS 60 // of a walk through frames

// ---- alpha

static uint32_t over(uint32_t px, uint32_t below)
{
    uint32_t out = 0xFF000000u, alpha = px >> 24;
    for (int shift = 0; shift < 24; shift += 8) {
        uint32_t c =
            (px >> shift & 255) + ((below >> shift & 255) * (255 - alpha) + 127) / 255;
        out |= (c > 255 ? 255 : c) << shift;
    }
    return out;
}

static int distance(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int d = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = d > most ? d : most;
    }
    return most;
}

static void test_alpha_is_what_black_and_white_differ_by(void **state)
{
    (void)state;
    static const struct {
        uint32_t black, white, px;
    } cases[] = {
        {0xFF000000, 0xFFFFFFFF, 0x00000000}, // nothing
        {0xFF102030, 0xFF102030, 0xFF102030}, // opaque
        {0xFF000000, 0xFF7F7F7F, 0x80000000}, // half of black
        {0xFF808080, 0xFFFFFFFF, 0x80808080}, // half of white
        {0xFF400000, 0xFFFFBFC0, 0x40400000}, // a quarter of red; one channel off by one
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint32_t px = cases[i].black;
        cutout_join(&px, &cases[i].white, 1);
        assert_int_equal(px, cases[i].px);
    }
}

static void test_a_cutout_laid_over_anything_is_what_is_painted_on_it(void **state)
{
    (void)state;
    struct pictures *pictures = pictures_open(NULL, NULL, NULL);
    struct painter painter;
    struct cutout cutout;
    painter_init(&painter, NULL, pictures);
    cutout_init(&cutout);
    for (uint32_t seed = 1; seed <= 40; seed++) {
        struct arena arena;
        struct draw_frame f = {0};
        uint32_t chances = seed, below;
        arena_init(&arena);
        struct draw_layer *layer =
            scene_layer(&f, &arena, LAYER_PLAIN, 1, (struct rect){0, 0, W, H});
        scene_fill_by_chance(layer, seed, 8, W, H);
        struct rect part = {chance_to(&chances, W), chance_to(&chances, H), 120, 77};
        below = 0xFF000000u | chance(&chances);
        struct bitmap b = canvas_make(part.w, part.h, below);
        struct raster r = canvas_raster(&b);
        painter_paint_list(&painter, &r, &layer->list, -part.x, -part.y);
        assert_true(cutout_paint(&cutout, &painter, layer, part, 0));
        for (int y = 0; y < part.h; y++)
            for (int x = 0; x < part.w; x++) {
                uint32_t px = over(canvas_at(&cutout.px, x, y), below);
                if (distance(px, canvas_at(&b, x, y)) > 3)
                    fail_msg("%u: %d, %d: %08x, not %08x", seed, x, y, px,
                             canvas_at(&b, x, y));
            }
        assert_true(cutout_paint(&cutout, &painter, layer, part, below));
        for (int y = 0; y < part.h; y++)
            assert_memory_equal(cutout.px.px + y * cutout.px.pitch_px,
                                b.px + y * b.pitch_px, (size_t)part.w * 4);
        bitmap_release(&b);
        arena_release(&arena);
    }
    cutout_release(&cutout);
    painter_release(&painter);
    pictures_close(pictures);
}

// ---- frames

// They stay loaded: what a driver keeps until it is unloaded would else count as our leak.
static bool gl_is_installed(void)
{
    glob_t found = {0};
    bool there = dlopen("libEGL.so.1", RTLD_LAZY) &&
                 dlopen("libGLESv2.so.2", RTLD_LAZY) &&
                 glob("/usr/lib/*/dri/swrast_dri.so", 0, NULL, &found) == 0 &&
                 dlopen(found.gl_pathv[0], RTLD_LAZY);
    globfree(&found);
    return there;
}

static struct gfx *open_gfx(const char *driver, bool offscreen)
{
    struct err err;
    setenv("SDL_RENDER_DRIVER", driver, 1);
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    struct gfx *gfx = gfx_create(
        &(struct gfx_config){.title = "test", .w = W, .h = H, .offscreen = offscreen},
        &err);
    if (!gfx)
        fail_msg("%s", err.text);
    struct gfx_event event;
    while (!offscreen && gfx_wait(gfx, &event, 0))
        ; // what comes with a new window
    return gfx;
}

static struct gfx *open_gl(bool offscreen)
{
    if (!gl_is_installed())
        skip();
    return open_gfx("opengles2", offscreen);
}

// A page as pages are: something below, a list, something above, at times half faded.
static struct draw_frame page(struct arena *arena, uint32_t seed, int offset)
{
    struct draw_frame f = {.w = W, .h = H, .background = 0xFFFBF3EA};
    const struct rect all = {0, 0, W, H};
    uint32_t chances = seed * 77;
    struct rect view = {chance_to(&chances, 100), chance_to(&chances, 60),
                        200 + chance_to(&chances, 120), 220};
    arena_clear(arena);
    scene_fill_by_chance(scene_layer(&f, arena, LAYER_PLAIN, 1, all), seed, 12, W, H);
    struct draw_layer *list = scene_layer(&f, arena, LAYER_SCROLLER, seed, view);
    scene_fill_by_chance(list, seed + 1, 20, view.w, 700);
    list->content_h = 700;
    list->offset_y = offset;
    struct draw_layer *top = scene_layer(&f, arena, LAYER_PLAIN, 2, all);
    scene_fill_by_chance(top, seed + 2, 4, W, H);
    top->opacity = chance_to(&chances, 3) ? 255 : 100;
    return f;
}

static void check_same(struct gfx *gl, struct gfx *plain, uint32_t step)
{
    int gl_pitch, plain_pitch;
    const uint32_t *a = gfx_pixels(gl, &gl_pitch), *b = gfx_pixels(plain, &plain_pitch);
    struct gfx_size size = gfx_size(plain);
    for (int y = 0; y < size.h; y++)
        for (int x = 0; x < size.w; x++)
            if (distance(a[y * gl_pitch + x], b[y * plain_pitch + x]) > CLOSE)
                fail_msg("step %u: %d, %d: %08x, not %08x", step, x, y,
                         a[y * gl_pitch + x], b[y * plain_pitch + x]);
}

static void test_frames_by_gl_are_those_by_the_processor(void **state)
{
    (void)state;
    struct gfx *gl = open_gl(true), *plain = open_gfx("software", true);
    struct arena arena;
    struct err err;
    arena_init(&arena);
    for (uint32_t step = 0; step < STEPS; step++) {
        struct draw_frame f = page(&arena, 1 + step / 5, (int)(step * step % 480) - 20);
        if (step == STEPS / 2) {
            f.w = W - 100;
            assert_true(gfx_resize(gl, W - 100, H, 0, &err));
            assert_true(gfx_resize(plain, W - 100, H, 0, &err));
        }
        gfx_play(plain, &f);
        assert_true(gfx_play(gl, &f));
        assert_false(gfx_play(gl, &f));
        assert_int_equal(gfx_stats(gl).painted_px, 0);
        check_same(gl, plain, step);
    }
    assert_true(gfx_stats(gl).textures > 0);
    assert_int_equal(gfx_stats(plain).textures, 0);
    gfx_destroy(gl);
    gfx_destroy(plain);
    arena_release(&arena);
}

static void test_a_scroll_by_gl_paints_new_bands_only(void **state)
{
    (void)state;
    struct gfx *gl = open_gl(true);
    struct arena arena;
    arena_init(&arena);
    struct draw_frame f = page(&arena, 3, 0);
    gfx_play(gl, &f);
    for (int offset = 8; offset <= 64; offset += 8) {
        f.layers[1].offset_y = offset;
        assert_true(gfx_play(gl, &f));
        assert_int_equal(gfx_stats(gl).painted_px, 0);
        assert_true(gfx_stats(gl).strip_px <= 2 * 64 * f.layers[1].clip.w);
    }
    gfx_destroy(gl);
    arena_release(&arena);
}

static void test_textures_that_were_lost_are_made_anew(void **state)
{
    (void)state;
    static const Uint32 events[] = {SDL_RENDER_TARGETS_RESET, SDL_RENDER_DEVICE_RESET};
    struct gfx *gl = open_gl(false), *plain = open_gfx("software", true);
    struct arena arena;
    struct gfx_event event;
    arena_init(&arena);
    struct draw_frame f = page(&arena, 5, 30);
    gfx_play(plain, &f);
    for (size_t i = 0; i < 2; i++) {
        gfx_play(gl, &f);
        assert_false(gfx_dirty(gl));
        int textures = gfx_stats(gl).textures;
        SDL_PushEvent(&(SDL_Event){.type = events[i]});
        assert_true(gfx_wait(gl, &event, 0));
        assert_true(gfx_dirty(gl));
        assert_true(gfx_play(gl, &f));
        assert_true(gfx_stats(gl).painted_px > 0);
        assert_int_equal(gfx_stats(gl).textures, textures);
        check_same(gl, plain, 0);
    }
    gfx_destroy(gl);
    gfx_destroy(plain);
    arena_release(&arena);
}

static void test_without_a_texture_the_processor_goes_on(void **state)
{
    (void)state;
    struct gfx *gl = open_gl(true), *plain = open_gfx("software", true);
    struct arena arena;
    struct err err;
    arena_init(&arena);
    struct draw_frame f = page(&arena, 9, 20);
    gfx_play(gl, &f);
    assert_true(gfx_stats(gl).textures > 0);
    f.w = 30000; // no GL has textures so wide
    f.h = 200;
    assert_true(gfx_resize(gl, f.w, f.h, 0, &err));
    assert_true(gfx_resize(plain, f.w, f.h, 0, &err));
    assert_true(gfx_play(gl, &f));
    gfx_play(plain, &f);
    assert_int_equal(gfx_stats(gl).textures, 0);
    assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    check_same(gl, plain, 0);
    f.layers[1].offset_y++;
    assert_true(gfx_play(gl, &f));
    gfx_destroy(gl);
    gfx_destroy(plain);
    arena_release(&arena);
}

// ---- turns

// How many in a thousand pixels differ by more than 5 %.
static int differing(struct gfx *gl, struct gfx *plain)
{
    int gl_pitch, plain_pitch, count = 0;
    const uint32_t *a = gfx_pixels(gl, &gl_pitch), *b = gfx_pixels(plain, &plain_pitch);
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
            count += distance(a[y * gl_pitch + x], b[y * plain_pitch + x]) > 13;
    return count * 1000 / (W * H);
}

static void play_both(struct gfx *gl, struct gfx *plain, const struct draw_frame *f)
{
    gfx_play(plain, f);
    assert_true(gfx_play(gl, f));
    assert_false(gfx_play(gl, f));
}

static void test_turns_by_gl_are_those_by_the_processor(void **state)
{
    (void)state;
    static const enum turn_kind kinds[] = {TURN_PUSH, TURN_GROW, TURN_RISE, TURN_FADE};
    static const float ways[] = {0, 0.1f, 0.25f, 0.5f, 0.9f, 1};
    struct gfx *gl = open_gl(true), *plain = open_gfx("software", true);
    struct arena arena;
    int textures, most = 0;
    arena_init(&arena);
    struct draw_frame start = page(&arena, 39, 0);
    play_both(gl, plain, &start);
    textures = gfx_stats(gl).textures;
    for (unsigned i = 0; i < 32; i++) {
        struct draw_frame f = page(&arena, 40 + i, 10);
        f.turn = (struct draw_turn){.kind = kinds[i % 4], .serial = i + 1};
        f.turn.back = i / 4 % 2;
        f.turn.mirrored = i / 8 % 2;
        f.turn.box = i / 8 % 2 ? (struct rect){-20, 90, 240, 260}
                               : (struct rect){60, 50, 200, 150};
        f.turn.radius = 24;
        f.turn.corners = CORNER_ALL;
        f.turn.shade = 0x80301020;
        // Half of them are interrupted by the next.
        for (size_t k = 0; k < (i < 16 ? 6 : 4); k++) {
            f.turn.at = ways[k];
            play_both(gl, plain, &f);
            int now = differing(gl, plain);
            most = now > most ? now : most;
            if (f.turn.at <= 0 || f.turn.at >= 1)
                check_same(gl, plain, i);
        }
        if (i >= 16 && i < 31)
            continue;
        f.turn = (struct draw_turn){0};
        play_both(gl, plain, &f);
        check_same(gl, plain, i);
    }
    print_message("%d in 1000 pixels differ in mid-turn\n", most);
    assert_true(most <= 5);
    assert_int_equal(gfx_stats(gl).textures, textures);
    gfx_destroy(gl);
    gfx_destroy(plain);
    arena_release(&arena);
}

// ---- a long time

// Of its own memory: that of libraries depends on who else has them open.
static long pss_kb(void)
{
    char line[128];
    long kb = 0;
    FILE *f = fopen("/proc/self/smaps_rollup", "r");
    while (f && fgets(line, sizeof(line), f) && sscanf(line, "Pss_Anon: %ld", &kb) != 1)
        ;
    if (f)
        fclose(f);
    return kb;
}

static void test_a_thousand_pages_leave_no_texture_behind(void **state)
{
    (void)state;
    struct gfx *gl = open_gl(true);
    struct arena arena;
    int textures = 0, pitch;
    long pss = 0;
    arena_init(&arena);
    for (uint32_t turn = 1; turn <= 1000; turn++) {
        // Ten pages, there and back; read, so that what was asked for has happened.
        struct draw_frame f = page(&arena, 1 + turn % 10, (int)turn % 100);
        assert_true(gfx_play(gl, &f));
        gfx_pixels(gl, &pitch);
        if (turn == 10)
            textures = gfx_stats(gl).textures;
        if (turn == 100)
            pss = pss_kb();
    }
    long grown = pss_kb() - pss;
    print_message("%d textures, then %d; %ld kB more of %ld\n", textures,
                  gfx_stats(gl).textures, grown, pss);
    assert_int_equal(gfx_stats(gl).textures, textures);
    // A page of 480 x 300 is 576 kB: 900 that stayed would be 500 MB. Sanitizers keep what was
    // freed for a while, and not always as much of it.
    assert_true(grown < 48 * 1024);
    gfx_destroy(gl);
    arena_release(&arena);
}

static void test_what_is_not_forced_offscreen_is_not_there(void **state)
{
    (void)state;
    struct err err;
    unsetenv("SDL_RENDER_DRIVER");
    struct gfx *gfx =
        gfx_create(&(struct gfx_config){.w = W, .h = H, .offscreen = true}, &err);
    assert_non_null(gfx);
    assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    gfx_destroy(gfx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alpha_is_what_black_and_white_differ_by),
        cmocka_unit_test(test_a_cutout_laid_over_anything_is_what_is_painted_on_it),
        cmocka_unit_test(test_what_is_not_forced_offscreen_is_not_there),
        cmocka_unit_test(test_frames_by_gl_are_those_by_the_processor),
        cmocka_unit_test(test_a_scroll_by_gl_paints_new_bands_only),
        cmocka_unit_test(test_textures_that_were_lost_are_made_anew),
        cmocka_unit_test(test_without_a_texture_the_processor_goes_on),
        cmocka_unit_test(test_turns_by_gl_are_those_by_the_processor),
        cmocka_unit_test(test_a_thousand_pages_leave_no_texture_behind),
    };
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    log_quiet(true);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
