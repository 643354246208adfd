#include "gfx/player.h"

#include "gfx/rotate.h"
#include "scene.h"

#define W 480
#define H 384
#define RED 0xFFFF0000u
#define BLUE 0xFF0000FFu

struct stage {
    struct arena arena;
    struct pictures *pictures;
    struct player player;
    struct bitmap screen;
    bool blank;
};

static void stage_open(struct stage *s)
{
    arena_init(&s->arena);
    s->pictures = pictures_open(NULL, NULL, NULL);
    player_init(&s->player, NULL, s->pictures);
    s->screen = canvas_make(W, H, 0);
    s->blank = true;
}

static void stage_close(struct stage *s)
{
    player_release(&s->player);
    pictures_close(s->pictures);
    bitmap_release(&s->screen);
    arena_release(&s->arena);
}

static bool play(struct stage *s, const struct draw_frame *frame)
{
    bool painted = player_play(&s->player, &s->screen, frame, s->blank);
    s->blank = false;
    return painted;
}

// The frame as one who sees it for the first time paints it.
static void check_afresh(struct stage *s, const struct draw_frame *frame)
{
    struct stage fresh;
    stage_open(&fresh);
    play(&fresh, frame);
    canvas_same(&s->screen, &fresh.screen);
    stage_close(&fresh);
}

static const struct rect all = {0, 0, W, H};

static struct draw_frame empty_frame(void)
{
    return (struct draw_frame){.w = W, .h = H, .background = 0xFF102030};
}

static void test_an_empty_frame_is_its_background(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    assert_true(play(&s, &f));
    for (int i = 0; i < W * H; i++)
        assert_int_equal(s.screen.px[i], 0xFF102030);
    stage_close(&s);
}

static void test_the_same_frame_again_paints_nothing(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    scene_fill_by_chance(scene_layer(&f, &s.arena, LAYER_PLAIN, 1, all), 7, 30, W, H);
    scene_fill_by_chance(
        scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, (struct rect){50, 40, 300, 200}), 8,
        30, 300, 600);
    assert_true(play(&s, &f));
    assert_int_equal(s.player.painted_px, W * H);
    assert_false(play(&s, &f));
    assert_int_equal(s.player.painted_px, 0);
    assert_int_equal(s.player.strip_px, 0);
    stage_close(&s);
}

static void test_only_the_cells_that_changed_are_painted(void **state)
{
    (void)state;
    static const struct {
        struct rect box;
        int cells;
    } cases[] = {
        {{10, 10, 20, 20}, 1},   {{90, 10, 20, 20}, 2},       {{90, 90, 20, 20}, 4},
        {{0, 0, 96, 96}, 1},     {{96, 96, 192, 96}, 2},      {{0, 300, W, 10}, 5},
        {{-50, -50, 60, 60}, 1}, {{W - 1, H - 1, 50, 50}, 1}, {{600, 10, 20, 20}, 0},
        {{95, 95, 2, 2}, 4},     {{95, 95, 1, 1}, 1},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct stage s;
        struct draw_frame f = empty_frame();
        stage_open(&s);
        struct draw_layer *layer = scene_layer(&f, &s.arena, LAYER_PLAIN, 1, all);
        scene_fill(layer, cases[i].box, RED);
        play(&s, &f);
        layer->list.items[0].colour = BLUE;
        assert_int_equal(play(&s, &f), cases[i].cells > 0);
        assert_int_equal(s.player.painted_px, cases[i].cells * 96 * 96);
        check_afresh(&s, &f);
        stage_close(&s);
    }
}

static void test_a_drag_repaints_the_view_as_one_rectangle(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    struct rect view = {33, 21, 401, 300};
    stage_open(&s);
    scene_fill_by_chance(scene_layer(&f, &s.arena, LAYER_PLAIN, 1, all), 3, 10, W, H);
    struct draw_layer *list = scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, view);
    list->content_h = 2000;
    scene_fill_by_chance(list, 4, 60, 401, 2000);
    play(&s, &f);
    list->offset_y = 17;
    assert_true(play(&s, &f));
    assert_int_equal(s.player.region.count, 1);
    assert_true(rect_eq(s.player.region.items[0], view));
    assert_int_equal(s.player.painted_px, view.w * view.h);
    assert_true(s.player.strip_px <= 401 * STRIP_BAND_H);
    check_afresh(&s, &f);
    stage_close(&s);
}

static void test_a_change_inside_a_scroller_repaints_its_tiles_only(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    struct draw_layer *list =
        scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, (struct rect){0, 0, W, 300});
    scene_fill(list, (struct rect){10, 70, 30, 20}, RED);
    play(&s, &f);
    list->list.items[0].colour = BLUE;
    assert_true(play(&s, &f));
    assert_int_equal(s.player.painted_px, STRIP_TILE_W * STRIP_BAND_H);
    assert_int_equal(s.player.strip_px, STRIP_TILE_W * STRIP_BAND_H);
    check_afresh(&s, &f);
    stage_close(&s);
}

// More rows than the strip has room for: another takes its place, and is seen.
static void test_a_longer_list_in_the_same_place_is_seen(void **state)
{
    (void)state;
    struct stage s;
    stage_open(&s);
    struct draw_frame f = empty_frame();
    struct draw_layer *list =
        scene_layer(&f, &s.arena, LAYER_SCROLLER, 7, (struct rect){10, 20, 200, 150});
    list->content_h = 150;
    scene_fill(list, (struct rect){0, 0, 200, 150}, 0xFF205080);
    play(&s, &f);
    draw_list_init(&list->list, &s.arena);
    list->content_h = 600;
    scene_fill(list, (struct rect){0, 0, 200, 600}, 0xFF802050);
    play(&s, &f);
    check_afresh(&s, &f);
    stage_close(&s);
}

static void test_scrolling_any_way_gives_what_a_full_repaint_gives(void **state)
{
    (void)state;
    static const int heights[] = {100, 290, 1000, 3000};
    for (size_t i = 0; i < sizeof(heights) / sizeof(heights[0]); i++) {
        struct stage s;
        struct draw_frame f = empty_frame();
        uint32_t seed = 77 + (uint32_t)i;
        stage_open(&s);
        struct draw_layer *list =
            scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, (struct rect){20, 30, 300, 290});
        list->content_h = heights[i];
        scene_fill_by_chance(list, seed, 80, 300, heights[i]);
        for (int step = 0; step < 60; step++) {
            // Mostly small steps, now and then a leap, also past both ends.
            int leap = chance_to(&seed, heights[i] + 400) - 200;
            list->offset_y =
                chance_to(&seed, 6) ? list->offset_y + chance_to(&seed, 90) - 40 : leap;
            if (chance_to(&seed, 9) == 0)
                list->list.items[chance_to(&seed, 80)].colour ^= 0x404040;
            play(&s, &f);
            player_fill_ahead(&s.player, &f);
            check_afresh(&s, &f);
        }
        stage_close(&s);
    }
}

// The same command in every band, and yet each band looks different.
static void test_one_tall_gradient_scrolls_right(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    struct draw_layer *list =
        scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, (struct rect){0, 0, 200, 256});
    list->content_h = 2000;
    draw_add(&list->list, &(struct draw_command){.kind = DRAW_GRADIENT,
                                                 .box = {0, 0, 200, 2000},
                                                 .colour = RED,
                                                 .colour2 = BLUE});
    for (list->offset_y = 0; list->offset_y < 1700; list->offset_y += 130) {
        play(&s, &f);
        check_afresh(&s, &f);
    }
    stage_close(&s);
}

// Bands and tiles leave no seams: a strip shows what a plain layer of the same list does.
static void check_seams(struct stage *s, struct draw_frame *f)
{
    struct draw_frame plain = *f;
    struct draw_layer *list = &plain.layers[0];
    list->kind = LAYER_PLAIN;
    plain.background = list->background;
    play(s, f);
    check_afresh(s, &plain);
}

static void test_a_strip_has_no_seams(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 12; seed++) {
        struct stage s;
        struct draw_frame f = empty_frame();
        stage_open(&s);
        struct draw_layer *list = scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, all);
        list->offset_y = (int)seed * 13;
        scene_fill_by_chance(list, seed, 40, W, 2 * H);
        check_seams(&s, &f);
        stage_close(&s);
    }
}

static void test_letters_have_no_seams(void **state)
{
    (void)state;
    struct stage s;
    struct err err;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    struct type *type = type_create(&err);
    if (!type)
        fail_msg("%s", err.text);
    s.player.painter.type = type;
    struct draw_layer *list = scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, all);
    const struct paragraph *p = type_paragraph(
        type, &(struct type_spec){.text = "Jagged Åffinities fly \u0E1B\u0E31\u0E4A "
                                          "\u0622\u0628 and lean far out of their box",
                                  .style = {.face = TYPE_SERIF_DISPLAY,
                                            .size_px = 83,
                                            .line_px = 80,
                                            .italic = true},
                                  .lang = "en",
                                  .width_px = 420});
    draw_add(&list->list,
             &(struct draw_command){.kind = DRAW_TEXT,
                                    .box = {7, 11, 420, (int)paragraph_height(p)},
                                    .colour = BLUE,
                                    .paragraph = p});
    for (list->offset_y = 0; list->offset_y < 64; list->offset_y += 9) {
        struct draw_frame plain = f;
        struct bitmap strip = canvas_make(W, H, 0);
        play(&s, &f);
        rotate_copy(&s.screen, &strip, all, 0);
        plain.layers[0].kind = LAYER_PLAIN;
        plain.background = list->background;
        s.blank = true;
        play(&s, &plain);
        canvas_same(&strip, &s.screen);
        bitmap_release(&strip);
        s.blank = true;
    }
    int inked = 0;
    for (int i = 0; i < W * H; i++)
        inked += s.screen.px[i] == BLUE;
    assert_true(inked > 1000);
    stage_close(&s);
    type_destroy(type);
}

static void test_bands_ahead_are_painted_while_it_moves_and_once_after(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    struct draw_layer *list =
        scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, (struct rect){0, 0, 200, 256});
    list->content_h = 4000;
    play(&s, &f);
    player_fill_ahead(&s.player, &f);
    assert_int_equal(s.player.strip_px, 200 * 4 * STRIP_BAND_H); // at rest: the view only
    list->offset_y = 1;
    play(&s, &f);
    player_fill_ahead(&s.player, &f);
    assert_int_equal(s.player.strip_px,
                     2 * 200 * STRIP_BAND_H); // the fifth, and one ahead
    list->offset_y = 64;                      // of which five are there
    play(&s, &f);
    assert_int_equal(s.player.strip_px, 0);
    player_fill_ahead(&s.player, &f);
    assert_int_equal(s.player.strip_px, 200 * STRIP_BAND_H);
    play(&s, &f);
    player_fill_ahead(&s.player, &f);
    assert_int_equal(s.player.strip_px, 200 * STRIP_BAND_H);
    play(&s, &f);
    player_fill_ahead(&s.player, &f);
    assert_int_equal(s.player.strip_px, 0);
    stage_close(&s);
}

// Whatever changes from frame to frame: layers come, go, move, fade and change places.
static void any_frame(struct draw_frame *f, struct arena *arena, uint32_t *seed)
{
    static const uint64_t keys[] = {11, 12, 13, 14, 15};
    *f = empty_frame();
    int first = chance_to(seed, 5), count = 1 + chance_to(seed, 4);
    for (int i = 0; i < count; i++) {
        enum layer_kind kind = chance_to(seed, 2) ? LAYER_PLAIN : LAYER_SCROLLER;
        struct rect clip = chance_to(seed, 3) ? scene_box(seed, W, H) : all;
        struct draw_layer *layer =
            scene_layer(f, arena, kind, keys[(first + i) % 5], clip);
        layer->content_h = chance_to(seed, 900);
        layer->offset_y = chance_to(seed, 300) - 50;
        layer->offset_x = chance_to(seed, 8) ? 0 : chance_to(seed, 50);
        layer->opacity = (uint8_t)(chance_to(seed, 4) ? 255 : chance_to(seed, 256));
        if (chance_to(seed, 2))
            layer->background = 0xFF000000u | chance(seed);
        scene_fill_by_chance(layer, chance(seed), chance_to(seed, 20), W, H);
    }
}

static void test_any_frame_after_any_other_looks_as_if_it_were_the_first(void **state)
{
    (void)state;
    struct stage s;
    uint32_t seed = 2024;
    struct draw_frame f;
    stage_open(&s);
    for (int i = 0; i < 120; i++) {
        arena_clear(&s.arena);
        any_frame(&f, &s.arena, &seed);
        play(&s, &f);
        check_afresh(&s, &f);
        // And a small change to it.
        struct draw_layer *layer = &f.layers[chance_to(&seed, (int)f.n_layers)];
        layer->clip.x += chance_to(&seed, 3) - 1;
        layer->offset_y += chance_to(&seed, 3) - 1;
        play(&s, &f);
        check_afresh(&s, &f);
    }
    stage_close(&s);
}

static void test_layers_that_change_places_are_seen(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    scene_layer(&f, &s.arena, LAYER_SCROLLER, 1, (struct rect){0, 0, 200, 200})
        ->background = RED;
    scene_layer(&f, &s.arena, LAYER_SCROLLER, 2, (struct rect){100, 0, 200, 200})
        ->background = BLUE;
    play(&s, &f);
    assert_int_equal(canvas_at(&s.screen, 150, 50), BLUE);
    struct draw_layer swap = f.layers[0];
    f.layers[0] = f.layers[1];
    f.layers[1] = swap;
    play(&s, &f);
    assert_int_equal(canvas_at(&s.screen, 150, 50), RED);
    check_afresh(&s, &f);
    stage_close(&s);
}

static void check_after_fading(struct stage *s, struct draw_frame *f, uint8_t opacity)
{
    f->layers[0].opacity = opacity;
    play(s, f);
    assert_int_equal(canvas_at(&s->screen, 50, 50), 0xFF000000u | opacity * 0x010101u);
    check_afresh(s, f);
}

static void test_a_layer_fades_by_its_opacity(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    f.background = 0xFF000000;
    stage_open(&s);
    struct draw_layer *layer = scene_layer(&f, &s.arena, LAYER_PLAIN, 1, all);
    // Two fills one above the other fade as one: nothing of the lower shows through.
    scene_fill(layer, all, RED);
    scene_fill(layer, (struct rect){0, 0, 100, 100}, 0xFFFFFFFF);
    layer->opacity = 128;
    play(&s, &f);
    assert_int_equal(canvas_at(&s.screen, 50, 50), 0xFF808080);
    assert_int_equal(canvas_at(&s.screen, 200, 50), 0xFF800000);
    layer->opacity = 64;
    play(&s, &f);
    assert_int_equal(canvas_at(&s.screen, 50, 50), 0xFF404040);
    layer->kind = LAYER_SCROLLER;
    check_after_fading(&s, &f, 64);
    check_after_fading(&s, &f, 200);
    check_after_fading(&s, &f, 255);
    layer->opacity = 0;
    play(&s, &f);
    assert_int_equal(canvas_at(&s.screen, 50, 50), 0xFF000000);
    stage_close(&s);
}

static void test_a_cover_hides_what_is_below_but_for_its_corners(void **state)
{
    (void)state;
    struct draw_command c = {.kind = DRAW_FILL, .box = {10, 10, 100, 60}, .colour = RED};
    assert_true(painter_covers(&c, c.box));
    assert_false(painter_covers(&c, (struct rect){9, 10, 5, 5}));
    c.radius = 20;
    c.corners = CORNER_ALL;
    assert_false(painter_covers(&c, c.box));
    assert_true(painter_covers(&c, (struct rect){30, 10, 60, 60}));
    assert_true(painter_covers(&c, (struct rect){10, 30, 100, 20}));
    c.corners = 0;
    assert_true(painter_covers(&c, c.box));
    c.colour = 0xFEFF0000;
    assert_false(painter_covers(&c, c.box));
    c = (struct draw_command){.kind = DRAW_TEXT, .box = {10, 10, 100, 60}, .colour = RED};
    assert_false(painter_covers(&c, c.box));
    c = (struct draw_command){.kind = DRAW_FILL,
                              .box = {10, 10, 100, 60},
                              .clip = {20, 20, 10, 10},
                              .colour = RED};
    assert_false(painter_covers(&c, c.box));
    assert_true(painter_covers(&c, c.clip));
}

// A card's shadow without what the card hides is the same shadow.
static void test_a_hollow_shadow_looks_whole_under_its_card(void **state)
{
    (void)state;
    struct stage s, whole;
    stage_open(&s);
    stage_open(&whole);
    for (int i = 0; i < 60; i++) {
        uint32_t seed = (uint32_t)i + 1;
        struct draw_command c = {.kind = DRAW_SHADOW,
                                 .box = scene_box(&seed, W, H),
                                 .colour = 0x80000000,
                                 .radius = chance_to(&seed, 40),
                                 .corners = chance_to(&seed, 16),
                                 .blur = chance_to(&seed, 30),
                                 .dy = chance_to(&seed, 12)};
        for (int hollow = 0; hollow < 2; hollow++) {
            struct draw_frame f = empty_frame();
            struct draw_layer *layer = scene_layer(&f, &s.arena, LAYER_PLAIN, 1, all);
            c.hollow = hollow;
            draw_add(&layer->list, &c);
            struct draw_command card = c;
            card.kind = DRAW_FILL;
            card.colour = RED;
            draw_add(&layer->list, &card);
            play(hollow ? &s : &whole, &f);
        }
        canvas_same(&s.screen, &whole.screen);
    }
    stage_close(&s);
    stage_close(&whole);
}

static void test_another_size_paints_everything(void **state)
{
    (void)state;
    struct stage s;
    struct draw_frame f = empty_frame();
    stage_open(&s);
    play(&s, &f);
    bitmap_release(&s.screen);
    s.screen = canvas_make(W / 2, H + 7, 0);
    assert_true(play(&s, &f));
    assert_int_equal(s.player.painted_px, W / 2 * (H + 7));
    stage_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_frame_is_its_background),
        cmocka_unit_test(test_the_same_frame_again_paints_nothing),
        cmocka_unit_test(test_only_the_cells_that_changed_are_painted),
        cmocka_unit_test(test_a_drag_repaints_the_view_as_one_rectangle),
        cmocka_unit_test(test_a_change_inside_a_scroller_repaints_its_tiles_only),
        cmocka_unit_test(test_a_longer_list_in_the_same_place_is_seen),
        cmocka_unit_test(test_scrolling_any_way_gives_what_a_full_repaint_gives),
        cmocka_unit_test(test_one_tall_gradient_scrolls_right),
        cmocka_unit_test(test_a_strip_has_no_seams),
        cmocka_unit_test(test_letters_have_no_seams),
        cmocka_unit_test(test_bands_ahead_are_painted_while_it_moves_and_once_after),
        cmocka_unit_test(test_any_frame_after_any_other_looks_as_if_it_were_the_first),
        cmocka_unit_test(test_layers_that_change_places_are_seen),
        cmocka_unit_test(test_a_layer_fades_by_its_opacity),
        cmocka_unit_test(test_a_cover_hides_what_is_below_but_for_its_corners),
        cmocka_unit_test(test_a_hollow_shadow_looks_whole_under_its_card),
        cmocka_unit_test(test_another_size_paints_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
