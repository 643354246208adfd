// Zoomed pictures and fades, in pixels: through the painter and the player.
#include "encoded.h"
#include "gfx/painter.h"
#include "gfx/player.h"
#include "gfx/scale.h"
#include "scene.h"

#define W 320
#define H 240
#define BEHIND 0xFF202020u
#define STANDIN 0xFF606060u

struct stage {
    struct arena arena;
    struct jobs *jobs;
    struct pictures *pictures;
    struct player player;
    struct bitmap screen;
    bool blank;
};

// The colour of a picture is its name.
static bool read_plain(void *data, const struct image_ref *ref, struct gfx_media *out,
                       struct err *err)
{
    (void)data;
    if (*ref->media == '-')
        return err_set(err, "picture %s: not in the pack", ref->media);
    struct bitmap b = canvas_make(80, 60, (uint32_t)strtoul(ref->media, NULL, 16));
    *out = encoded_media(encoded_jpeg_of(b.px, b.pitch_px, b.w, b.h));
    bitmap_release(&b);
    return true;
}

static void stage_open(struct stage *s)
{
    arena_init(&s->arena);
    s->jobs = jobs_create(2, NULL, NULL);
    s->pictures = pictures_open(s->jobs, read_plain, NULL);
    player_init(&s->player, NULL, s->pictures);
    s->screen = canvas_make(W, H, 0);
    s->blank = true;
}

static void stage_close(struct stage *s)
{
    player_release(&s->player);
    jobs_destroy(s->jobs);
    pictures_close(s->pictures);
    bitmap_release(&s->screen);
    arena_release(&s->arena);
}

static bool play(struct stage *s, const struct draw_frame *f)
{
    pictures_begin(s->pictures, f->now_us, f->still);
    bool painted = player_play(&s->player, &s->screen, f, s->blank);
    pictures_end(s->pictures, 1 << 24);
    s->blank = false;
    return painted;
}

static struct image_ref ref_of(const char *media, int w, int h)
{
    struct image_ref ref = {
        .w = w, .h = h, .focus_x = 0.5f, .focus_y = 0.5f, .colour = STANDIN};
    snprintf(ref.media, sizeof(ref.media), "%s", media);
    return ref;
}

static bool is(const struct stage *s, int x, int y, uint32_t colour)
{
    uint32_t px = canvas_at(&s->screen, x, y);
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(px >> shift & 0xFF) - (int)(colour >> shift & 0xFF)) > 4)
            return false;
    return px >> 24 == 0xFF;
}

static const struct rect all = {0, 0, W, H};

// A red picture over most of the box, and over it a green and a blue part.
static struct draw_frame zoomed(struct stage *s, struct draw_zoom *z)
{
    struct draw_frame f = {.w = W, .h = H, .background = 0xFF800080};
    *z =
        (struct draw_zoom){.whole = ref_of("ff0000", 200, 150),
                           .whole_at = {20.5f, 10.25f, 280.5f, 220},
                           .sharp = {ref_of("00ff00", 100, 80), ref_of("0000ff", 50, 50)},
                           .sharp_at = {{60, 40, 100, 80}, {100.3f, 60.7f, 80, 90}}};
    struct draw_layer *layer = scene_layer(&f, &s->arena, LAYER_PLAIN, 1, all);
    draw_add(&layer->list, &(struct draw_command){.kind = DRAW_ZOOM,
                                                  .box = {10, 5, 300, 230},
                                                  .image = {.colour = BEHIND},
                                                  .zoom = z});
    return f;
}

static void test_a_zoomed_picture_shows_what_is_there_of_it(void **state)
{
    (void)state;
    struct stage s;
    struct draw_zoom z;
    stage_open(&s);
    struct draw_frame f = zoomed(&s, &z);
    snprintf(z.sharp[1].media, ID_CAP, "-");
    assert_true(play(&s, &f));
    assert_true(is(&s, 5, 2, 0xFF800080)); // beside the box
    assert_true(is(&s, 15, 120, BEHIND));  // beside the picture
    assert_true(is(&s, 100, 60, STANDIN)); // nothing is there
    assert_true(is(&s, 290, 200, STANDIN));
    jobs_finish(s.jobs);
    assert_true(play(&s, &f)); // the whole and the first part came
    assert_true(is(&s, 15, 120, BEHIND));
    assert_true(is(&s, 290, 200, 0xFFFF0000));
    assert_true(is(&s, 65, 45, 0xFF00FF00));
    assert_true(is(&s, 150, 110, 0xFF00FF00)); // under the part that can't be had
    assert_true(is(&s, 170, 140, 0xFFFF0000));
    snprintf(z.sharp[1].media, ID_CAP, "0000ff");
    play(&s, &f);
    jobs_finish(s.jobs);
    assert_true(play(&s, &f));
    assert_true(is(&s, 65, 45, 0xFF00FF00));
    assert_true(is(&s, 150, 110, 0xFF0000FF)); // the later lies over the earlier
    assert_true(is(&s, 170, 140, 0xFF0000FF));
    assert_false(play(&s, &f));
    stage_close(&s);
}

static void test_a_zoom_hash_tells_each_picture_that_came(void **state)
{
    (void)state;
    struct stage s;
    struct draw_zoom z;
    stage_open(&s);
    struct draw_frame f = zoomed(&s, &z);
    const struct draw_command *c = &f.layers[0].list.items[0];
    const struct image_ref *refs[3] = {&z.whole, &z.sharp[0], &z.sharp[1]};
    uint64_t seen[4] = {painter_hash(&s.player.painter, c)};
    for (int i = 0; i < 3; i++) {
        pictures_want(s.pictures, refs[i], PICTURES_NEAR);
        jobs_finish(s.jobs);
        seen[i + 1] = painter_hash(&s.player.painter, c);
        for (int k = 0; k <= i; k++)
            assert_true(seen[k] != seen[i + 1]);
    }
    assert_true(painter_covers(c, c->box));
    assert_false(painter_covers(c, (struct rect){9, 5, 5, 5}));
    stage_close(&s);
}

// Without what lies under opaque parts it is what all of it, one over the other, is.
static void check_by_hand(struct stage *s, const struct draw_zoom *z, struct rect box)
{
    struct bitmap want = canvas_make(W, H, 0xFF800080);
    struct raster r = {want.px, want.pitch_px, box};
    raster_fill(&r, box, (struct round){0}, BEHIND);
    scale_bilinear(&r, z->whole_at, pictures_find(s->pictures, &z->whole));
    for (int i = 0; i < DRAW_SHARP_MAX; i++)
        scale_bilinear(&r, z->sharp_at[i], pictures_find(s->pictures, &z->sharp[i]));
    canvas_same(&want, &s->screen);
    bitmap_release(&want);
}

static void test_parts_anywhere_look_as_if_all_was_painted(void **state)
{
    (void)state;
    struct stage s;
    struct draw_zoom z;
    uint32_t seed = 6;
    stage_open(&s);
    struct draw_frame f = zoomed(&s, &z);
    play(&s, &f);
    jobs_finish(s.jobs);
    for (int round = 0; round < 60; round++) {
        struct fbox *boxes[3] = {&z.whole_at, &z.sharp_at[0], &z.sharp_at[1]};
        for (int i = 0; i < 3; i++)
            *boxes[i] = (struct fbox){(float)chance_to(&seed, 3000) / 10 - 50,
                                      (float)chance_to(&seed, 2400) / 10 - 50,
                                      (float)chance_to(&seed, 3000) / 10,
                                      (float)chance_to(&seed, 2400) / 10};
        play(&s, &f);
        check_by_hand(&s, &z, f.layers[0].list.items[0].box);
    }
    stage_close(&s);
}

static void test_a_zoomed_picture_in_a_strip_has_no_seams(void **state)
{
    (void)state;
    struct stage s;
    struct draw_zoom z;
    stage_open(&s);
    struct draw_frame f = zoomed(&s, &z), strip = f;
    play(&s, &f);
    jobs_finish(s.jobs);
    strip.layers[0].kind = LAYER_SCROLLER;
    strip.layers[0].background = strip.background;
    strip.layers[0].content_h = 900;
    for (int y = -70; y < 200; y += 37) {
        struct bitmap kept = canvas_make(W, H, 0);
        struct raster to = canvas_raster(&kept);
        f.layers[0].offset_y = strip.layers[0].offset_y = y;
        play(&s, &strip);
        raster_image(&to, all, (struct round){0}, s.screen.px, s.screen.pitch_px);
        play(&s, &f);
        canvas_same(&kept, &s.screen);
        bitmap_release(&kept);
    }
    stage_close(&s);
}

// ---- fades

static struct draw_frame one_picture(struct stage *s, enum layer_kind kind)
{
    struct draw_frame f = {.w = W, .h = H, .background = 0xFF000000};
    struct draw_layer *layer = scene_layer(&f, &s->arena, kind, 1, all);
    draw_add(&layer->list, &(struct draw_command){.kind = DRAW_IMAGE,
                                                  .box = {20, 20, 200, 150},
                                                  .radius = 30,
                                                  .corners = CORNER_ALL,
                                                  .image = ref_of("ff0000", 200, 150)});
    return f;
}

// Layers of both kinds: the placeholder, a mixture, the picture; round corners stay round.
static void test_a_late_picture_fades_from_its_placeholder(void **state)
{
    (void)state;
    for (int kind = LAYER_PLAIN; kind <= LAYER_SCROLLER; kind++) {
        struct stage s;
        stage_open(&s);
        struct draw_frame f = one_picture(&s, (enum layer_kind)kind);
        play(&s, &f);
        uint32_t corner = canvas_at(&s.screen, 20, 20);
        jobs_finish(s.jobs);
        f.now_us = 400000;
        play(&s, &f);
        assert_true(is(&s, 100, 100, STANDIN));
        assert_true(pictures_fading(s.pictures));
        f.now_us = 475000;
        assert_true(play(&s, &f));
        assert_true(is(&s, 100, 100, 0xFFB03030));
        assert_int_equal(canvas_at(&s.screen, 20, 20), corner);
        assert_false(play(&s, &f)); // no time, no change
        f.now_us = 550000;
        assert_true(play(&s, &f));
        assert_true(is(&s, 100, 100, 0xFFFF0000));
        assert_int_equal(canvas_at(&s.screen, 20, 20), corner);
        assert_false(pictures_fading(s.pictures));
        f.now_us = 600000;
        assert_false(play(&s, &f));
        stage_close(&s);
    }
}

static void test_a_zoomed_picture_does_not_fade(void **state)
{
    (void)state;
    struct stage s;
    struct draw_zoom z;
    stage_open(&s);
    struct draw_frame f = zoomed(&s, &z);
    play(&s, &f);
    jobs_finish(s.jobs);
    f.now_us = 400000;
    play(&s, &f);
    assert_true(is(&s, 290, 200, 0xFFFF0000));
    assert_false(pictures_fading(s.pictures));
    stage_close(&s);
}

static void test_a_frame_asks_for_what_the_next_page_shows(void **state)
{
    (void)state;
    struct stage s;
    stage_open(&s);
    struct draw_frame f = {.w = W, .h = H, .background = 0xFF000000};
    f.soon[f.n_soon++] = ref_of("00ff00", 30, 30);
    play(&s, &f);
    jobs_finish(s.jobs);
    assert_non_null(pictures_find(s.pictures, &f.soon[0]));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_zoomed_picture_shows_what_is_there_of_it),
        cmocka_unit_test(test_a_zoom_hash_tells_each_picture_that_came),
        cmocka_unit_test(test_parts_anywhere_look_as_if_all_was_painted),
        cmocka_unit_test(test_a_zoomed_picture_in_a_strip_has_no_seams),
        cmocka_unit_test(test_a_late_picture_fades_from_its_placeholder),
        cmocka_unit_test(test_a_zoomed_picture_does_not_fade),
        cmocka_unit_test(test_a_frame_asks_for_what_the_next_page_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
