#include "gfx/gfx.h"

#include <SDL2/SDL.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "encoded.h"
#include "offscreen.h"
#include "scene.h"

#define W 320
#define H 200

static struct gfx *open_offscreen(struct jobs *jobs, gfx_read_fn read, int rotate)
{
    struct err err;
    struct gfx *gfx = gfx_create(&(struct gfx_config){.w = W,
                                                      .h = H,
                                                      .offscreen = true,
                                                      .rotate = rotate,
                                                      .jobs = jobs,
                                                      .read_media = read},
                                 &err);
    if (!gfx)
        fail_msg("%s", err.text);
    return gfx;
}

static struct draw_frame some_frame(struct arena *arena, uint32_t seed)
{
    struct draw_frame f = {.w = W, .h = H, .background = 0xFFFBF3EA};
    struct rect list = {30, 40, 200, 120};
    arena_init(arena);
    scene_fill_by_chance(
        scene_layer(&f, arena, LAYER_PLAIN, 1, (struct rect){0, 0, W, H}), seed, 20, W,
        H);
    scene_fill_by_chance(scene_layer(&f, arena, LAYER_SCROLLER, 2, list), seed + 1, 20,
                         200, 400);
    f.layers[1].content_h = 400;
    return f;
}

static bool read_quarters(void *data, const struct image_ref *ref, struct gfx_media *out,
                          struct err *err)
{
    (void)data;
    if (strcmp(ref->media, "bad") == 0)
        return err_set(err, "picture %s: not in the pack", ref->media);
    *out = encoded_media(encoded_jpeg(120, 80));
    return true;
}

static void test_offscreen_needs_no_display_and_no_home(void **state)
{
    (void)state;
    struct arena arena;
    struct draw_frame f = some_frame(&arena, 1);
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    unsetenv("HOME");
    setenv("SDL_VIDEODRIVER", "no such driver", 1);
    struct gfx *gfx = open_offscreen(NULL, NULL, 90);
    struct gfx_size size = gfx_size(gfx);
    assert_int_equal(size.w, W);
    assert_int_equal(size.h, H);
    assert_int_equal(size.refresh_hz, 60);
    assert_true(gfx_play(gfx, &f));
    assert_false(gfx_play(gfx, &f));
    assert_false(gfx_dirty(gfx));
    assert_int_equal(SDL_WasInit(SDL_INIT_VIDEO), 0);
    gfx_destroy(gfx);
    arena_release(&arena);
}

static void test_the_first_frame_is_all_and_a_change_is_little(void **state)
{
    (void)state;
    struct arena arena;
    struct draw_frame f = some_frame(&arena, 1);
    struct gfx *gfx = open_offscreen(NULL, NULL, 0);
    gfx_play(gfx, &f);
    assert_int_equal(gfx_stats(gfx).painted_px, W * H);
    scene_fill(&f.layers[0], (struct rect){300, 180, 10, 10}, 0xFF000000);
    gfx_play(gfx, &f);
    assert_int_equal(gfx_stats(gfx).painted_px, (W - 288) * 96);
    int pitch;
    const uint32_t *px = gfx_pixels(gfx, &pitch);
    assert_int_equal(px[185 * pitch + 305], 0xFF000000);
    gfx_destroy(gfx);
    arena_release(&arena);
}

static void test_pictures_arrive_and_make_it_dirty(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct draw_frame f = {.w = W, .h = H};
    struct draw_layer *layer =
        scene_layer(&f, &arena, LAYER_PLAIN, 1, (struct rect){0, 0, W, H});
    struct draw_command c = {.kind = DRAW_IMAGE, .box = {100, 0, 60, 40}};
    c.image =
        (struct image_ref){.media = "quarters", .w = 60, .h = 40, .colour = 0x123456};
    draw_add(&layer->list, &c);
    struct jobs *jobs = jobs_create(2, NULL, NULL);
    struct gfx *gfx = open_offscreen(jobs, read_quarters, 0);
    int pitch;
    gfx_play(gfx, &f);
    assert_int_equal(gfx_pixels(gfx, &pitch)[110], 0xFF123456);
    assert_int_equal(gfx_pictures_pending(gfx), 1);
    jobs_finish(jobs);
    assert_true(gfx_dirty(gfx));
    assert_true(gfx_play(gfx, &f));
    assert_int_equal(gfx_stats(gfx).painted_px, 96 * 96);
    assert_int_equal(gfx_stats(gfx).picture_bytes, 60 * 40 * 4);
    assert_true((gfx_pixels(gfx, &pitch)[110] >> 16 & 0xFF) > 230); // the red quarter
    assert_false(gfx_dirty(gfx));
    layer->list.count = 0;
    gfx_play(gfx, &f);
    gfx_trim(gfx);
    assert_int_equal(gfx_stats(gfx).picture_bytes, 0);
    gfx_destroy(gfx);
    jobs_destroy(jobs);
    arena_release(&arena);
}

static void test_a_bad_picture_keeps_its_placeholder_and_wakes_nobody(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct draw_frame f = {.w = W, .h = H};
    struct draw_layer *layer =
        scene_layer(&f, &arena, LAYER_SCROLLER, 1, (struct rect){0, 0, W, H});
    struct draw_command c = {.kind = DRAW_IMAGE, .box = {0, 0, 60, 40}};
    c.image = (struct image_ref){.media = "bad", .w = 60, .h = 40, .colour = 0xFF123456};
    draw_add(&layer->list, &c);
    struct jobs *jobs = jobs_create(1, NULL, NULL);
    struct gfx *gfx = open_offscreen(jobs, read_quarters, 0);
    int pitch;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(gfx_play(gfx, &f), i == 0);
        jobs_finish(jobs);
        assert_false(gfx_dirty(gfx));
        assert_int_equal(gfx_pixels(gfx, &pitch)[5], 0xFF123456);
    }
    gfx_destroy(gfx);
    jobs_destroy(jobs);
    arena_release(&arena);
}

static size_t slurp(const char *path, unsigned char *out, size_t cap)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t len = fread(out, 1, cap, file);
    fclose(file);
    assert_true(len < cap);
    return len;
}

static void test_screenshots_have_the_same_bytes_every_time(void **state)
{
    (void)state;
    static unsigned char one[1 << 20], two[1 << 20];
    char path[] = "/tmp/backlot-test-XXXXXX";
    struct arena arena;
    struct draw_frame f = some_frame(&arena, 5);
    struct err err;
    close(mkstemp(path));
    struct gfx *a = open_offscreen(NULL, NULL, 0), *b = open_offscreen(NULL, NULL, 0);
    gfx_play(a, &f);
    assert_true(gfx_write_png(a, path, &err));
    size_t len = slurp(path, one, sizeof(one));
    f.layers[1].offset_y = 30; // another way to the same frame
    gfx_play(b, &f);
    f.layers[1].offset_y = 0;
    gfx_play(b, &f);
    assert_true(gfx_write_png(b, path, &err));
    assert_int_equal(slurp(path, two, sizeof(two)), len);
    assert_memory_equal(one, two, len);
    assert_memory_equal(one, "\x89PNG\r\n", 6);
    gfx_destroy(a);
    gfx_destroy(b);
    unlink(path);
    arena_release(&arena);
}

static void test_a_screenshot_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    struct err err = {{0}};
    struct gfx *gfx = open_offscreen(NULL, NULL, 0);
    assert_false(gfx_write_png(gfx, "/no/such/folder/a.png", &err));
    assert_non_null(strstr(err.text, "/no/such/folder/a.png"));
    assert_false(gfx_write_png(gfx, "/dev/full", &err));
    assert_non_null(strstr(err.text, "/dev/full"));
    gfx_destroy(gfx);
}

static void test_odd_turns_are_refused(void **state)
{
    (void)state;
    static const int turns[] = {-90, 45, 360, 1};
    for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++) {
        struct err err = {{0}};
        assert_null(gfx_create(
            &(struct gfx_config){.offscreen = true, .rotate = turns[i]}, &err));
        assert_true(err.text[0]);
    }
    gfx_destroy(NULL);
}

static void test_no_display_is_an_error_not_a_crash(void **state)
{
    (void)state;
    struct err err = {{0}};
    setenv("SDL_VIDEODRIVER", "no such driver", 1);
    assert_null(gfx_create(&(struct gfx_config){.w = W, .h = H}, &err));
    assert_non_null(strstr(err.text, "no display"));
}

static void *ring(void *data)
{
    gfx_wake(data);
    return NULL;
}

static void check_wake(struct gfx *gfx)
{
    struct gfx_event event;
    pthread_t thread;
    assert_false(gfx_wait(gfx, &event, 0));
    assert_false(gfx_wait(gfx, &event, 3));
    assert_int_equal(event.kind, GFX_EVENT_NONE);
    pthread_create(&thread, NULL, ring, gfx);
    assert_true(gfx_wait(gfx, &event, -1));
    assert_int_equal(event.kind, GFX_EVENT_WAKE);
    pthread_join(thread, NULL);
    assert_false(gfx_wait(gfx, &event, 0));
    gfx_wake(gfx);
    assert_true(gfx_wait(gfx, &event, 1000));
    gfx_destroy(gfx);
}

static void test_another_thread_can_end_the_wait(void **state)
{
    (void)state;
    check_wake(open_offscreen(NULL, NULL, 0));
    check_wake(offscreen_open(W, H, 0));
}

static void test_a_window_shows_what_memory_would_at_any_turn(void **state)
{
    (void)state;
    for (int turn = 0; turn < 360; turn += 90) {
        struct arena arena;
        struct draw_frame f = some_frame(&arena, 6);
        struct gfx *memory = open_offscreen(NULL, NULL, turn),
                   *window = offscreen_open(W, H, turn);
        int pitch_a, pitch_b;
        assert_int_equal(gfx_size(window).w, W);
        assert_int_equal(gfx_size(window).h, H);
        for (int step = 0; step < 3; step++) {
            f.layers[1].offset_y = step * 23;
            gfx_play(memory, &f);
            gfx_play(window, &f);
            const uint32_t *a = gfx_pixels(memory, &pitch_a),
                           *b = gfx_pixels(window, &pitch_b);
            for (int y = 0; y < H; y++)
                assert_memory_equal(a + y * pitch_a, b + y * pitch_b, W * 4);
        }
        assert_false(gfx_play(window, &f));
        gfx_destroy(memory);
        gfx_destroy(window);
        arena_release(&arena);
    }
}

static void push(SDL_Event e)
{
    assert_int_equal(SDL_PushEvent(&e), 1);
}

static SDL_Event finger(Uint32 type, int id, float x, float y)
{
    SDL_Event e = {.type = type};
    e.tfinger.fingerId = id;
    e.tfinger.x = x;
    e.tfinger.y = y;
    return e;
}

static SDL_Event button(Uint32 type, Uint8 which, int x, int y)
{
    SDL_Event e = {.type = type};
    e.button.button = which;
    e.button.x = x;
    e.button.y = y;
    return e;
}

static SDL_Event motion(int x, int y)
{
    SDL_Event e = {.type = SDL_MOUSEMOTION};
    e.motion.x = x;
    e.motion.y = y;
    return e;
}

static void expect(struct gfx *gfx, enum gfx_event_kind kind, int64_t pointer, float x,
                   float y)
{
    struct gfx_event e;
    assert_true(gfx_wait(gfx, &e, 0));
    assert_int_equal(e.kind, kind);
    assert_int_equal(e.pointer, pointer);
    assert_float_equal(e.x, x, 0.01);
    assert_float_equal(e.y, y, 0.01);
}

static void expect_silence(struct gfx *gfx)
{
    struct gfx_event e;
    assert_false(gfx_wait(gfx, &e, 0));
}

static void test_a_touch_is_told_in_the_upright_picture(void **state)
{
    (void)state;
    // The finger is always a quarter in from the left and a tenth from the top of the window.
    static const float want[4][2] = {{0.25f * W, 0.1f * H},
                                     {0.1f * W, 0.75f * H},
                                     {0.75f * W, 0.9f * H},
                                     {0.9f * W, 0.25f * H}};
    for (int i = 0; i < 4; i++) {
        struct gfx *gfx = offscreen_open(W, H, i * 90);
        push(finger(SDL_FINGERDOWN, 3, 0.25f, 0.1f));
        push(finger(SDL_FINGERUP, 3, 0.25f, 0.1f));
        expect(gfx, GFX_EVENT_POINTER_DOWN, 3, want[i][0], want[i][1]);
        expect(gfx, GFX_EVENT_POINTER_UP, 3, want[i][0], want[i][1]);
        expect_silence(gfx);
        gfx_destroy(gfx);
    }
}

static void test_every_move_is_handed_on_with_its_time(void **state)
{
    (void)state;
    struct gfx *gfx = offscreen_open(W, H, 0);
    struct gfx_event e;
    push(finger(SDL_FINGERDOWN, 1, 0.1f, 0.1f));
    for (int i = 0; i < 50; i++)
        push(finger(SDL_FINGERMOTION, 1, 0.1f + 0.01f * (float)i, 0.5f));
    SDL_Delay(20);
    push(finger(SDL_FINGERUP, 1, 0.6f, 0.5f));
    expect(gfx, GFX_EVENT_POINTER_DOWN, 1, 0.1f * W, 0.1f * H);
    for (int i = 0; i < 50; i++) {
        assert_true(gfx_wait(gfx, &e, 0) && e.kind == GFX_EVENT_POINTER_MOVE);
        assert_float_equal(e.x, (0.1f + 0.01f * (float)i) * W, 0.1);
        assert_true(e.age_us >= 19000);
    }
    assert_true(gfx_wait(gfx, &e, 0) && e.kind == GFX_EVENT_POINTER_UP);
    assert_true(e.age_us < 19000);
    expect_silence(gfx);
    gfx_destroy(gfx);
}

static void test_the_mouse_is_a_pointer_while_its_first_button_is_down(void **state)
{
    (void)state;
    struct gfx *gfx = offscreen_open(W, H, 0);
    push(motion(1, 1));
    push(button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 1, 1));
    expect_silence(gfx);
    push(button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 5, 6));
    push(motion(7, 8));
    push(motion(9, 10));
    push(button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 9, 10));
    push(motion(11, 12));
    expect(gfx, GFX_EVENT_POINTER_DOWN, -1, 5, 6);
    expect(gfx, GFX_EVENT_POINTER_MOVE, -1, 7, 8);
    expect(gfx, GFX_EVENT_POINTER_MOVE, -1, 9, 10);
    expect(gfx, GFX_EVENT_POINTER_UP, -1, 9, 10);
    expect_silence(gfx);
    gfx_destroy(gfx);
}

static void test_more_fingers_than_anyone_has_are_ignored(void **state)
{
    (void)state;
    struct gfx *gfx = offscreen_open(W, H, 0);
    for (int i = 0; i < 14; i++)
        push(finger(SDL_FINGERDOWN, i, 0.5f, 0.5f));
    for (int i = 0; i < 14; i++)
        push(finger(SDL_FINGERUP, i, 0.5f, 0.5f));
    for (int i = 0; i < 10; i++)
        expect(gfx, GFX_EVENT_POINTER_DOWN, i, 0.5f * W, 0.5f * H);
    for (int i = 0; i < 10; i++)
        expect(gfx, GFX_EVENT_POINTER_UP, i, 0.5f * W, 0.5f * H);
    expect_silence(gfx);
    gfx_destroy(gfx);
}

static SDL_Event window_event(Uint8 which)
{
    SDL_Event e = {.type = SDL_WINDOWEVENT};
    e.window.event = which;
    return e;
}

static void test_a_hidden_window_cancels_what_is_pressed(void **state)
{
    (void)state;
    struct gfx *gfx = offscreen_open(W, H, 0);
    push(finger(SDL_FINGERDOWN, 4, 0.5f, 0.5f));
    push(window_event(SDL_WINDOWEVENT_HIDDEN));
    push(finger(SDL_FINGERUP, 4, 0.5f, 0.5f));
    expect(gfx, GFX_EVENT_POINTER_DOWN, 4, 0.5f * W, 0.5f * H);
    expect(gfx, GFX_EVENT_POINTER_CANCEL, 4, 0.5f * W, 0.5f * H);
    expect_silence(gfx);
    gfx_destroy(gfx);
}

static void test_window_events_are_told(void **state)
{
    (void)state;
    struct arena arena;
    struct draw_frame f = some_frame(&arena, 6);
    struct gfx *gfx = offscreen_open(W, H, 0);
    gfx_play(gfx, &f);
    push(window_event(SDL_WINDOWEVENT_CLOSE));
    expect(gfx, GFX_EVENT_CLOSE, 0, 0, 0);
    push(window_event(SDL_WINDOWEVENT_EXPOSED));
    assert_false(gfx_dirty(gfx));
    expect(gfx, GFX_EVENT_NONE, 0, 0, 0);
    assert_true(gfx_dirty(gfx));
    assert_false(gfx_play(gfx, &f)); // shown again, but not painted
    assert_false(gfx_dirty(gfx));
    push(window_event(SDL_WINDOWEVENT_SIZE_CHANGED));
    expect(gfx, GFX_EVENT_NONE, 0, 0, 0); // the size is what it was
    assert_true(gfx_dirty(gfx));
    assert_true(gfx_play(gfx, &f));
    assert_int_equal(gfx_stats(gfx).painted_px, W * H);
    gfx_set_fullscreen(gfx, true);
    gfx_set_fullscreen(gfx, false);
    gfx_destroy(gfx);
    arena_release(&arena);
}

static void test_a_window_of_another_size_is_told_and_filled(void **state)
{
    (void)state;
    for (int turn = 0; turn < 360; turn += 90) {
        struct arena arena;
        struct draw_frame f = some_frame(&arena, 6);
        struct gfx *gfx = offscreen_open(W, H, turn);
        struct gfx_event e;
        gfx_play(gfx, &f);
        push(finger(SDL_FINGERDOWN, 1, 0, 0));
        assert_true(gfx_wait(gfx, &e, 0));
        SDL_SetWindowSize(offscreen_window(), 250, 260);
        assert_true(gfx_wait(gfx, &e, 0));
        assert_int_equal(e.kind, GFX_EVENT_POINTER_CANCEL);
        assert_true(gfx_wait(gfx, &e, 0));
        assert_int_equal(e.kind, GFX_EVENT_RESIZED);
        bool quarter = turn % 180 != 0;
        assert_int_equal(gfx_size(gfx).w, quarter ? 260 : 250);
        assert_int_equal(gfx_size(gfx).h, quarter ? 250 : 260);
        assert_true(gfx_play(gfx, &f));
        assert_int_equal(gfx_stats(gfx).painted_px, 250 * 260);
        int pitch;
        const uint32_t *px = gfx_pixels(gfx, &pitch);
        assert_int_equal(px[249 * pitch], f.background); // below the frame
        gfx_destroy(gfx);
        arena_release(&arena);
    }
}

static void test_keys_are_told_by_name(void **state)
{
    (void)state;
    static const struct {
        SDL_Keycode code;
        const char *name;
    } keys[] = {{SDLK_DOWN, "Down"}, {SDLK_RETURN, "Return"}, {SDLK_a, "A"},
                {SDLK_F11, "F11"},   {SDLK_PAGEUP, "PageUp"}, {SDLK_ESCAPE, "Escape"}};
    struct gfx *gfx = offscreen_open(W, H, 0);
    struct gfx_event e;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        SDL_Event k = {.type = SDL_KEYDOWN};
        k.key.keysym.sym = keys[i].code;
        k.key.keysym.mod = KMOD_LCTRL | KMOD_RSHIFT;
        k.key.repeat = i & 1;
        push(k);
        k.type = SDL_KEYUP;
        push(k);
        assert_true(gfx_wait(gfx, &e, 0));
        assert_int_equal(e.kind, GFX_EVENT_KEY);
        assert_string_equal(e.key, keys[i].name);
        assert_true(e.ctrl && e.shift && !e.alt);
        assert_int_equal(e.repeat, i & 1);
        expect_silence(gfx);
    }
    gfx_destroy(gfx);
}

static void test_the_wheel_points_right_and_down_at_any_turn(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct gfx *gfx = offscreen_open(W, H, 90 * i);
        struct gfx_event e;
        SDL_Event w = {.type = SDL_MOUSEWHEEL};
        w.wheel.preciseX = 1;
        w.wheel.preciseY = 2; // away from the user
        push(w);
        assert_true(gfx_wait(gfx, &e, 0));
        assert_int_equal(e.kind, GFX_EVENT_WHEEL);
        assert_float_equal(e.dx, 1, 0);
        assert_float_equal(e.dy, -2, 0);
        gfx_destroy(gfx);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offscreen_needs_no_display_and_no_home),
        cmocka_unit_test(test_the_first_frame_is_all_and_a_change_is_little),
        cmocka_unit_test(test_pictures_arrive_and_make_it_dirty),
        cmocka_unit_test(test_a_bad_picture_keeps_its_placeholder_and_wakes_nobody),
        cmocka_unit_test(test_screenshots_have_the_same_bytes_every_time),
        cmocka_unit_test(test_a_screenshot_that_cannot_be_written_says_so),
        cmocka_unit_test(test_odd_turns_are_refused),
        cmocka_unit_test(test_no_display_is_an_error_not_a_crash),
        cmocka_unit_test(test_another_thread_can_end_the_wait),
        cmocka_unit_test(test_a_window_shows_what_memory_would_at_any_turn),
        cmocka_unit_test(test_a_touch_is_told_in_the_upright_picture),
        cmocka_unit_test(test_every_move_is_handed_on_with_its_time),
        cmocka_unit_test(test_the_mouse_is_a_pointer_while_its_first_button_is_down),
        cmocka_unit_test(test_more_fingers_than_anyone_has_are_ignored),
        cmocka_unit_test(test_a_hidden_window_cancels_what_is_pressed),
        cmocka_unit_test(test_window_events_are_told),
        cmocka_unit_test(test_a_window_of_another_size_is_told_and_filled),
        cmocka_unit_test(test_keys_are_told_by_name),
        cmocka_unit_test(test_the_wheel_points_right_and_down_at_any_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
