#include "gfx/turn.h"

#include <SDL2/SDL.h>
#include <stdio.h>

#include "encoded.h"
#include "gfx/gfx.h"
#include "gfx/rotate.h"
#include "offscreen.h"
#include "scene.h"

#define W 320
#define H 200
#define RED 0xFFFF0000u
#define BLUE 0xFF0000FFu

static struct gfx *open_memory(int w, int h, struct jobs *jobs, gfx_read_fn read)
{
    struct err err;
    struct gfx *gfx = gfx_create(
        &(struct gfx_config){
            .w = w, .h = h, .offscreen = true, .jobs = jobs, .read_media = read},
        &err);
    if (!gfx)
        fail_msg("%s", err.text);
    return gfx;
}

// A page of many shapes, with a list in it.
static struct draw_frame page(struct arena *arena, uint32_t seed, int w, int h)
{
    struct draw_frame f = {.w = w, .h = h, .background = 0xFFFBF3EA};
    struct rect all = {0, 0, w, h}, list = {w / 10, h / 5, w * 2 / 3, h / 2};
    scene_fill_by_chance(scene_layer(&f, arena, LAYER_PLAIN, 1, all), seed, 20, w, h);
    scene_fill_by_chance(scene_layer(&f, arena, LAYER_SCROLLER, 2 + seed % 3, list),
                         seed + 1, 20, w, 2 * h);
    f.layers[1].content_h = 2 * h;
    return f;
}

static struct draw_frame plain(struct arena *arena, uint32_t colour)
{
    struct draw_frame f = {.w = W, .h = H, .background = colour};
    scene_layer(&f, arena, LAYER_PLAIN, 1, (struct rect){0, 0, W, H});
    return f;
}

static struct bitmap seen(struct gfx *gfx)
{
    int pitch;
    struct gfx_size size = gfx_size(gfx);
    const uint32_t *px = gfx_pixels(gfx, &pitch);
    struct bitmap b = canvas_make(size.w, size.h, 0);
    struct raster to = canvas_raster(&b);
    raster_image(&to, to.clip, (struct round){0}, px, pitch);
    return b;
}

// As one sees it who sees nothing else.
static struct bitmap afresh(const struct draw_frame *f, int w, int h)
{
    struct draw_frame alone = *f;
    struct gfx *gfx = open_memory(w, h, NULL, NULL);
    alone.turn = (struct draw_turn){0};
    gfx_play(gfx, &alone);
    struct bitmap b = seen(gfx);
    gfx_destroy(gfx);
    return b;
}

static void check_seen(struct gfx *gfx, const struct bitmap *want)
{
    struct bitmap b = seen(gfx);
    canvas_same(&b, want);
    bitmap_release(&b);
}

static void check_afresh(struct gfx *gfx, const struct draw_frame *f)
{
    struct gfx_size size = gfx_size(gfx);
    struct bitmap want = afresh(f, size.w, size.h);
    check_seen(gfx, &want);
    bitmap_release(&want);
}

static bool play_at(struct gfx *gfx, struct draw_frame *f, float at)
{
    f->turn.at = at;
    return gfx_play(gfx, f);
}

static bool play_plain(struct gfx *gfx, struct draw_frame *f)
{
    f->turn = (struct draw_turn){0};
    return gfx_play(gfx, f);
}

static uint32_t at(struct gfx *gfx, int x, int y)
{
    int pitch;
    return gfx_pixels(gfx, &pitch)[y * pitch + x];
}

static const enum turn_kind kinds[] = {TURN_PUSH, TURN_GROW, TURN_RISE, TURN_FADE};

static void check_ends(struct draw_turn turn, int w, int h)
{
    struct arena arena;
    arena_init(&arena);
    struct gfx *gfx = open_memory(w, h, NULL, NULL);
    struct draw_frame a = page(&arena, 11, w, h), b = page(&arena, 5, w, h);
    struct bitmap old = afresh(&a, w, h), new = afresh(&b, w, h);
    gfx_play(gfx, &a);
    b.turn = turn;
    play_at(gfx, &b, 0);
    check_seen(gfx, &old);
    assert_true(play_at(gfx, &b, 0.3f));
    struct bitmap between = seen(gfx);
    assert_memory_not_equal(between.px, old.px, bitmap_bytes(&old));
    assert_memory_not_equal(between.px, new.px, bitmap_bytes(&new));
    play_at(gfx, &b, 0);
    check_seen(gfx, &old);
    play_at(gfx, &b, 1);
    check_seen(gfx, &new);
    play_plain(gfx, &b);
    check_seen(gfx, &new);
    bitmap_release(&between);
    bitmap_release(&old);
    bitmap_release(&new);
    gfx_destroy(gfx);
    arena_release(&arena);
}

static void test_a_turn_begins_with_the_old_picture_and_ends_with_the_new(void **state)
{
    (void)state;
    static const int sizes[][2] = {{W, H}, {131, 257}, {96, 64}};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        for (int way = 0; way < 4; way++)
            for (int size = 0; size < 3; size++)
                check_ends((struct draw_turn){.kind = kinds[i],
                                              .serial = 7,
                                              .back = way & 1,
                                              .mirrored = way & 2,
                                              .box = {20, 30, 60, 41},
                                              .radius = 12,
                                              .corners = CORNER_ALL,
                                              .shade = 0x80102030},
                           sizes[size][0], sizes[size][1]);
}

static void test_an_interrupted_turn_goes_on_from_what_was_seen(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct arena arena;
        arena_init(&arena);
        struct gfx *gfx = open_memory(W, H, NULL, NULL);
        struct draw_frame a = page(&arena, 1, W, H), b = page(&arena, 2, W, H),
                          c = page(&arena, 3, W, H);
        gfx_play(gfx, &a);
        b.turn = (struct draw_turn){
            .kind = kinds[i], .serial = 1, .box = {5, 6, 70, 80}, .shade = 0x40000000};
        play_at(gfx, &b, 0.2f);
        play_at(gfx, &b, 0.4f);
        struct bitmap half = seen(gfx);
        c.turn = b.turn;
        c.turn.serial = 2;
        assert_false(play_at(gfx, &c, 0));
        check_seen(gfx, &half);
        play_at(gfx, &c, 0.5f);
        play_at(gfx, &c, 0);
        check_seen(gfx, &half);
        play_at(gfx, &c, 1);
        check_afresh(gfx, &c);
        // And back to where it was in mid-turn.
        b.turn.serial = 3;
        b.turn.back = true;
        play_at(gfx, &b, 0.7f);
        play_plain(gfx, &b);
        check_afresh(gfx, &b);
        bitmap_release(&half);
        gfx_destroy(gfx);
        arena_release(&arena);
    }
}

static bool read_quarters(void *data, const struct image_ref *ref, struct gfx_media *out,
                          struct err *err)
{
    (void)data, (void)ref, (void)err;
    *out = encoded_media(encoded_jpeg(120, 80));
    return true;
}

static void test_a_picture_that_arrives_in_mid_turn_is_seen(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct draw_frame a = plain(&arena, RED), b = plain(&arena, BLUE);
    struct draw_command c = {.kind = DRAW_IMAGE, .box = {100, 0, 60, 40}};
    c.image =
        (struct image_ref){.media = "quarters", .w = 60, .h = 40, .colour = 0x123456};
    b.still = true;
    draw_add(&b.layers[0].list, &c);
    struct jobs *jobs = jobs_create(2, NULL, NULL);
    struct gfx *gfx = open_memory(W, H, jobs, read_quarters);
    gfx_play(gfx, &a);
    b.turn = (struct draw_turn){.kind = TURN_PUSH, .serial = 1};
    play_at(gfx, &b, 0.75f); // 80 px to go
    assert_int_equal(at(gfx, 80 + 110, 5), 0xFF123456);
    jobs_finish(jobs);
    assert_true(gfx_dirty(gfx));
    assert_true(play_at(gfx, &b, 0.75f));
    assert_true((at(gfx, 80 + 110, 5) >> 16 & 0xFF) > 230); // the red quarter
    play_plain(gfx, &b);
    assert_true((at(gfx, 110, 5) >> 16 & 0xFF) > 230);
    assert_int_equal(at(gfx, 10, 5), BLUE);
    gfx_destroy(gfx);
    jobs_destroy(jobs);
    arena_release(&arena);
}

static void test_after_turns_only_what_changed_is_painted_and_rightly(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct gfx *gfx = open_memory(W, H, NULL, NULL);
    struct draw_frame pages[3] = {page(&arena, 1, W, H), page(&arena, 2, W, H),
                                  page(&arena, 3, W, H)};
    uint32_t seed = 4;
    uint64_t serial = 0;
    for (int step = 0; step < 300; step++) {
        struct draw_frame *f = &pages[chance_to(&seed, 3)];
        f->layers[1].offset_y = chance_to(&seed, H);
        f->layers[0].list.items[3].colour = 0xFF000000u | chance(&seed);
        switch (chance_to(&seed, 4)) {
        case 0:
            f->turn = (struct draw_turn){.kind = kinds[chance_to(&seed, 4)],
                                         .serial = ++serial,
                                         .back = chance_to(&seed, 2),
                                         .mirrored = chance_to(&seed, 2),
                                         .box = scene_box(&seed, W, H)};
            play_at(gfx, f, 0);
            // fallthrough
        case 1:
            f->turn.serial = serial;
            play_at(gfx, f, (float)chance_to(&seed, 5) / 4);
            if (f->turn.kind == TURN_NONE || f->turn.at >= 1)
                check_afresh(gfx, f);
            break;
        case 2:
            if (chance_to(&seed, 5) == 0)
                gfx_trim(gfx);
            break;
        default:
            play_plain(gfx, f);
            check_afresh(gfx, f);
            assert_false(gfx_play(gfx, f));
        }
    }
    play_plain(gfx, &pages[0]);
    pages[0].layers[0].list.items[0].box = (struct rect){1, 1, 5, 5};
    gfx_play(gfx, &pages[0]);
    pages[0].layers[0].list.items[0].colour ^= 0xFF;
    gfx_play(gfx, &pages[0]);
    assert_int_equal(gfx_stats(gfx).painted_px, 96 * 96);
    gfx_destroy(gfx);
    arena_release(&arena);
}

// What hangs in the window is the picture, turned.
static void check_hangs(struct gfx *gfx, int degrees)
{
    const SDL_Surface *s = SDL_GetWindowSurface(offscreen_window());
    struct bitmap upright = seen(gfx), turned = canvas_make(s->w, s->h, 0);
    rotate_copy(&upright, &turned, bitmap_rect(&upright), degrees);
    const struct bitmap window = {s->pixels, s->w, s->h, s->pitch / 4};
    canvas_same(&window, &turned);
    bitmap_release(&upright);
    bitmap_release(&turned);
}

static void test_a_window_shows_a_turn_as_memory_would(void **state)
{
    (void)state;
    for (int degrees = 0; degrees < 360; degrees += 90) {
        struct arena arena;
        arena_init(&arena);
        struct gfx *window = offscreen_open(W, H, degrees),
                   *memory = open_memory(W, H, NULL, NULL);
        struct draw_frame a = page(&arena, 1, W, H), b = page(&arena, 2, W, H);
        gfx_play(window, &a);
        gfx_play(memory, &a);
        b.turn =
            (struct draw_turn){.kind = TURN_GROW, .serial = 1, .box = {9, 9, 99, 50}};
        for (int i = 0; i <= 6; i++) {
            if (i == 6) // before the turn is over
                b.turn.kind = TURN_NONE;
            play_at(window, &b, (float)i / 7);
            play_at(memory, &b, (float)i / 7);
            struct bitmap want = seen(memory);
            check_seen(window, &want);
            check_hangs(window, degrees);
            bitmap_release(&want);
        }
        gfx_destroy(window);
        gfx_destroy(memory);
        arena_release(&arena);
    }
}

static void test_a_window_of_another_size_ends_the_turn(void **state)
{
    (void)state;
    for (int degrees = 0; degrees < 360; degrees += 90) {
        struct arena arena;
        arena_init(&arena);
        struct gfx *gfx = offscreen_open(W, H, degrees);
        struct gfx_event e;
        struct draw_frame a = page(&arena, 1, W, H), b = page(&arena, 2, W, H);
        gfx_play(gfx, &a);
        b.turn = (struct draw_turn){.kind = TURN_PUSH, .serial = 1};
        play_at(gfx, &b, 0.5f);
        SDL_SetWindowSize(offscreen_window(), 250, 260);
        while (gfx_wait(gfx, &e, 0))
            ;
        play_at(gfx, &b, 0.6f);
        check_afresh(gfx, &b);
        check_hangs(gfx, degrees);
        play_at(gfx, &b, 0.7f); // it does not come back
        check_afresh(gfx, &b);
        a.turn = (struct draw_turn){.kind = TURN_PUSH, .serial = 2};
        assert_false(play_at(gfx, &a, 0)); // the next one does
        check_afresh(gfx, &b);
        play_at(gfx, &a, 1);
        check_afresh(gfx, &a);
        gfx_destroy(gfx);
        arena_release(&arena);
    }
}

static void test_a_window_whose_pixels_are_lost_is_filled_in_mid_turn(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct gfx *gfx = offscreen_open(W, H, 0);
    struct gfx_event e;
    struct draw_frame a = page(&arena, 1, W, H), b = page(&arena, 2, W, H);
    SDL_Event lost = {.type = SDL_WINDOWEVENT};
    lost.window.event = SDL_WINDOWEVENT_SIZE_CHANGED;
    gfx_play(gfx, &a);
    b.turn = (struct draw_turn){.kind = TURN_FADE, .serial = 1};
    for (int i = 0; i <= 4; i++) {
        play_at(gfx, &b, (float)i / 4);
        struct bitmap want = seen(gfx);
        SDL_FillRect(SDL_GetWindowSurface(offscreen_window()), NULL, 0x123456);
        SDL_PushEvent(&lost);
        while (gfx_wait(gfx, &e, 0))
            ;
        assert_true(gfx_play(gfx, &b));
        check_seen(gfx, &want);
        bitmap_release(&want);
    }
    SDL_FillRect(SDL_GetWindowSurface(offscreen_window()), NULL, 0x123456);
    SDL_PushEvent(&lost);
    while (gfx_wait(gfx, &e, 0))
        ;
    play_plain(gfx, &b); // lost in the frame that ends it
    check_afresh(gfx, &b);
    gfx_destroy(gfx);
    arena_release(&arena);
}

static void test_boxes_of_any_kind_do_no_harm(void **state)
{
    (void)state;
    static const struct rect boxes[] = {
        {0, 0, 0, 0},    {-50, -50, 80, 80}, {300, 180, 90, 90}, {0, 0, W, H},
        {1000, 0, 5, 5}, {-9, 20, 500, 1},   {50, -90, 1, 900},  {7, 9, -3, 20},
        {0, 199, W, 1},  {319, 0, 1, 1},     {-5, -5, 999, 999},
    };
    static const float ats[] = {-1, 0.001f, 0.32f, 0.34f, 0.5f, 0.999f, 2};
    struct arena arena;
    arena_init(&arena);
    struct gfx *gfx = open_memory(W, H, NULL, NULL);
    struct draw_frame a = page(&arena, 1, W, H), b = page(&arena, 2, W, H);
    gfx_play(gfx, &a);
    for (int i = 0; i < 11 * 16; i++) {
        struct draw_frame *f = i & 1 ? &a : &b;
        f->turn = (struct draw_turn){.kind = i / 4 & 1 ? TURN_GROW : TURN_RISE,
                                     .serial = (uint64_t)i,
                                     .back = i / 2 & 1,
                                     .box = boxes[i / 16],
                                     .radius = i / 8 & 1 ? 900 : 7,
                                     .corners = i % 16,
                                     .shade = 0x99445566};
        for (size_t k = 0; k < sizeof(ats) / sizeof(ats[0]); k++) {
            play_at(gfx, f, ats[k]);
            struct bitmap is = seen(gfx);
            for (int p = 0; p < W * H; p++)
                assert_int_equal(is.px[p] >> 24, 0xFF);
            bitmap_release(&is);
        }
        check_afresh(gfx, f);
    }
    gfx_destroy(gfx);
    arena_release(&arena);
}

static void test_a_first_picture_has_nothing_to_turn_from(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct gfx *gfx = open_memory(W, H, NULL, NULL);
    struct draw_frame f = page(&arena, 1, W, H);
    f.turn = (struct draw_turn){.kind = TURN_PUSH};
    assert_true(play_at(gfx, &f, 0));
    check_afresh(gfx, &f);
    play_at(gfx, &f, 0.5f);
    check_afresh(gfx, &f);
    assert_int_equal(gfx_stats(gfx).turn_bytes, 0);
    gfx_destroy(gfx);
    arena_release(&arena);
}

// Wider than a bitmap can be.
static void test_without_memory_the_new_picture_is_shown_at_once(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct bitmap strip = {calloc(40000, 4), 40000, 1, 40000};
    struct pictures *pictures = pictures_open(NULL, NULL, NULL);
    struct player player;
    struct turn turn;
    player_init(&player, NULL, pictures);
    turn_init(&turn);
    struct draw_frame a = plain(&arena, RED), b = plain(&arena, BLUE);
    turn_play(&turn, &player, &strip, &a, true);
    assert_int_equal(strip.px[39999], RED);
    b.turn = (struct draw_turn){.kind = TURN_FADE, .serial = 1};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(turn_play(&turn, &player, &strip, &b, false), i == 0);
        assert_int_equal(strip.px[39999], BLUE);
    }
    assert_int_equal(turn_bytes(&turn), 0);
    turn_release(&turn);
    player_release(&player);
    pictures_close(pictures);
    free(strip.px);
    arena_release(&arena);
}

static void test_turns_keep_their_memory_until_it_is_trimmed(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct gfx *gfx = open_memory(W, H, NULL, NULL);
    struct draw_frame a = page(&arena, 1, W, H), b = page(&arena, 2, W, H);
    gfx_play(gfx, &a);
    b.turn = (struct draw_turn){.kind = TURN_FADE, .serial = 1};
    play_at(gfx, &b, 0.5f);
    assert_true(gfx_stats(gfx).turn_bytes >= 2 * W * H * 4);
    assert_false(play_at(gfx, &b, 0.5f)); // nothing moves: nothing to do
    play_plain(gfx, &b);
    assert_true(gfx_stats(gfx).turn_bytes >= 2 * W * H * 4);
    gfx_trim(gfx);
    play_plain(gfx, &b);
    assert_int_equal(gfx_stats(gfx).turn_bytes, 0);
    for (int early = 0; early < 2; early++) { // before a turn, or in the middle of it
        struct draw_frame *f = early ? &b : &a;
        f->turn = (struct draw_turn){.kind = TURN_FADE, .serial = 2 + (uint64_t)early};
        if (early)
            gfx_trim(gfx);
        play_at(gfx, f, 0.5f);
        if (!early)
            gfx_trim(gfx);
        play_at(gfx, f, 0.7f);
        assert_true(gfx_stats(gfx).turn_bytes > 0);
        play_plain(gfx, f);
        assert_int_equal(gfx_stats(gfx).turn_bytes, 0);
        check_afresh(gfx, f);
    }
    gfx_destroy(gfx);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_turn_begins_with_the_old_picture_and_ends_with_the_new),
        cmocka_unit_test(test_an_interrupted_turn_goes_on_from_what_was_seen),
        cmocka_unit_test(test_a_picture_that_arrives_in_mid_turn_is_seen),
        cmocka_unit_test(test_after_turns_only_what_changed_is_painted_and_rightly),
        cmocka_unit_test(test_a_window_shows_a_turn_as_memory_would),
        cmocka_unit_test(test_a_window_of_another_size_ends_the_turn),
        cmocka_unit_test(test_a_window_whose_pixels_are_lost_is_filled_in_mid_turn),
        cmocka_unit_test(test_boxes_of_any_kind_do_no_harm),
        cmocka_unit_test(test_a_first_picture_has_nothing_to_turn_from),
        cmocka_unit_test(test_without_memory_the_new_picture_is_shown_at_once),
        cmocka_unit_test(test_turns_keep_their_memory_until_it_is_trimmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
