#include "gfx/raster.h"

#include <math.h>

#include "canvas.h"
#include "gfx/gradient.h"
#include "gfx/shadows.h"

#define WHITE 0xFFFFFFFFu
#define BLACK 0xFF000000u

static const struct round square = {0, 0};

static void test_a_fill_touches_its_box_and_nothing_else(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(8, 6, WHITE);
    struct raster r = canvas_raster(&b);
    raster_fill(&r, (struct rect){2, 1, 3, 4}, square, 0xFF123456);
    for (int y = 0; y < 6; y++)
        for (int x = 0; x < 8; x++) {
            bool in = x >= 2 && x < 5 && y >= 1 && y < 5;
            assert_int_equal(canvas_at(&b, x, y), in ? 0xFF123456 : WHITE);
        }
    bitmap_release(&b);
}

static uint32_t blended(uint32_t from, uint32_t to, uint32_t a)
{
    uint32_t px = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        double sum = (to >> shift & 0xFF) * (double)a +
                     (from >> shift & 0xFF) * (255.0 - (double)a);
        px |= (uint32_t)lround(sum / 255.0) << shift;
    }
    return px;
}

// Five pixels: four that are blended at once, and one that is left.
static void test_every_alpha_blends_to_the_nearest_value(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(5, 1, WHITE), with = canvas_make(5, 1, BLACK);
    struct raster r = canvas_raster(&b);
    const uint32_t colour = 200u << 16 | 10u << 8 | 255u;
    for (uint32_t a = 0; a < 256; a++)
        for (uint32_t v = 0; v < 256; v++) {
            const uint32_t from = BLACK | v << 16 | (255 - v) << 8 | 77;
            for (uint32_t i = 0; i < 5; i++) {
                b.px[i] = from;
                with.px[i] = BLACK | (v * 7 + i * 50) % 256 << 16 | (255 - v) << 8 | v;
            }
            raster_fill(&r, r.clip, square, a << 24 | colour);
            for (int i = 0; i < 5; i++) {
                assert_int_equal(b.px[i], blended(from, BLACK | colour, a));
                b.px[i] = from;
            }
            raster_lerp(&r, r.clip, with.px, with.pitch_px, a);
            for (int i = 0; i < 5; i++)
                assert_int_equal(b.px[i], blended(from, with.px[i], a));
        }
    bitmap_release(&b);
    bitmap_release(&with);
}

static void test_round_corners_cover_the_area_of_a_circle(void **state)
{
    (void)state;
    static const int radii[] = {3, 4, 8, 24, 40};
    for (size_t i = 0; i < sizeof(radii) / sizeof(radii[0]); i++) {
        int r = radii[i];
        struct rect box = {5, 7, 2 * r, 2 * r};
        double sum = 0, area = 3.14159265358979 * r * r;
        for (int y = 0; y < 100; y++)
            for (int x = 0; x < 100; x++)
                sum += raster_cover(box, (struct round){r, CORNER_ALL}, x, y) / 255.0;
        if (fabs(sum - area) > 0.02 * area)
            fail_msg("radius %d: %.2f, not %.2f", r, sum, area);
    }
}

static void test_only_the_corners_asked_for_are_round(void **state)
{
    (void)state;
    static const int corner[4] = {CORNER_TL, CORNER_TR, CORNER_BL, CORNER_BR};
    for (int which = 0; which <= CORNER_ALL; which++) {
        struct bitmap b = canvas_make(20, 20, WHITE);
        struct raster r = canvas_raster(&b);
        raster_fill(&r, r.clip, (struct round){6, which}, BLACK);
        for (int i = 0; i < 4; i++) {
            uint32_t px = canvas_at(&b, i & 1 ? 19 : 0, i & 2 ? 19 : 0);
            assert_int_equal(px, which & corner[i] ? WHITE : BLACK);
        }
        assert_int_equal(canvas_at(&b, 10, 0), BLACK);
        bitmap_release(&b);
    }
}

static void test_a_radius_is_at_most_half_the_short_side(void **state)
{
    (void)state;
    struct rect box = {0, 0, 40, 20};
    for (int y = 0; y < 20; y++)
        for (int x = 0; x < 40; x++)
            assert_int_equal(raster_cover(box, (struct round){1000, CORNER_ALL}, x, y),
                             raster_cover(box, (struct round){10, CORNER_ALL}, x, y));
}

// One of each shape, as the parts test below paints them.
static void paint_shape(const struct raster *r, int kind)
{
    static struct shadows shadows;
    static uint32_t picture[70 * 50];
    static uint8_t mask[70 * 50];
    struct rect box = {9, 8, 70, 50};
    struct round round = {13, CORNER_TL | CORNER_BR | CORNER_BL};
    uint32_t seed = 5;
    for (int i = 0; i < 70 * 50; i++) {
        picture[i] = BLACK | chance(&seed);
        mask[i] = (uint8_t)chance(&seed);
    }
    switch (kind) {
    case 0:
        raster_fill(r, box, round, 0x80336699);
        break;
    case 1:
        raster_outline(r, box, round, 3, 0xC0336699);
        break;
    case 2:
        gradient_paint(r, box, round, GRADIENT_DOWN, 0x20FF8000, 0xF00080FF);
        break;
    case 3:
        gradient_paint(r, box, round, GRADIENT_RIGHT, 0xFFFF8000, 0x000080FF);
        break;
    case 4:
        raster_image(r, box, round, picture, 70);
        break;
    case 5:
        raster_mask(r, box, mask, 0xA0336699);
        break;
    case 6:
        shadows_paint(&shadows, r, box, round, 9, 0x60000000);
        shadows_release(&shadows);
        break;
    default:
        raster_lerp(r, box, picture, 70, 99);
        break;
    }
}

static void test_a_shape_painted_in_parts_is_the_shape_painted_at_once(void **state)
{
    (void)state;
    for (int kind = 0; kind < 8; kind++) {
        struct bitmap whole = canvas_make(90, 70, 0xFFEEDDCC);
        struct bitmap parts = canvas_make(90, 70, 0xFFEEDDCC);
        struct raster r = canvas_raster(&whole);
        paint_shape(&r, kind);
        static const int step_x[] = {1, 7, 33}, step_y[] = {64, 5, 1};
        for (int i = 0; i < 3; i++) {
            for (int p = 0; p < 90 * 70; p++)
                parts.px[p] = 0xFFEEDDCC;
            for (int y = 0; y < 70; y += step_y[i])
                for (int x = 0; x < 90; x += step_x[i]) {
                    struct raster part = canvas_raster(&parts);
                    part.clip =
                        rect_cut(part.clip, (struct rect){x, y, step_x[i], step_y[i]});
                    paint_shape(&part, kind);
                }
            canvas_same(&parts, &whole);
        }
        assert_int_not_equal(canvas_at(&whole, 40, 10), 0xFFEEDDCC);
        bitmap_release(&whole);
        bitmap_release(&parts);
    }
}

static void test_nothing_outside_the_clip_is_touched(void **state)
{
    (void)state;
    for (int kind = 0; kind < 8; kind++) {
        struct bitmap b = canvas_make(90, 70, WHITE);
        struct raster r = canvas_raster(&b);
        r.clip = (struct rect){20, 15, 30, 20};
        paint_shape(&r, kind);
        for (int y = 0; y < 70; y++)
            for (int x = 0; x < 90; x++)
                if (!rect_has(r.clip, x, y))
                    assert_int_equal(canvas_at(&b, x, y), WHITE);
        bitmap_release(&b);
    }
}

static void test_an_outline_is_a_ring_as_wide_as_its_line(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(40, 30, WHITE);
    struct raster r = canvas_raster(&b);
    raster_outline(&r, r.clip, square, 2, BLACK);
    for (int y = 0; y < 30; y++)
        for (int x = 0; x < 40; x++) {
            bool ring = x < 2 || y < 2 || x >= 38 || y >= 28;
            assert_int_equal(canvas_at(&b, x, y), ring ? BLACK : WHITE);
        }
    bitmap_release(&b);
}

static void test_a_round_outline_has_the_area_between_two_circles(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(60, 60, WHITE);
    struct raster r = canvas_raster(&b);
    raster_outline(&r, r.clip, (struct round){30, CORNER_ALL}, 4, BLACK);
    double sum = 0, area = 3.14159265358979 * (30 * 30 - 26 * 26);
    for (int i = 0; i < 60 * 60; i++)
        sum += (255 - (b.px[i] & 0xFF)) / 255.0;
    assert_true(fabs(sum - area) < 0.03 * area);
    assert_int_equal(canvas_at(&b, 30, 30), WHITE);
    bitmap_release(&b);
}

static void test_an_outline_wider_than_its_box_fills_it(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(6, 6, WHITE);
    struct raster r = canvas_raster(&b);
    raster_outline(&r, r.clip, square, 3, BLACK);
    for (int i = 0; i < 36; i++)
        assert_int_equal(b.px[i], BLACK);
    bitmap_release(&b);
}

static void test_a_gradient_goes_evenly_from_one_colour_to_the_other(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(64, 640, WHITE);
    struct raster r = canvas_raster(&b);
    gradient_paint(&r, r.clip, square, GRADIENT_DOWN, 0xFF102030, 0xFF182838);
    for (int y = 0; y < 640; y++) {
        double mean = 0, want = 0x10 + 8.0 * (y + 0.5) / 640.0;
        for (int dy = 0; dy < 8; dy++)
            for (int x = 0; x < 64; x++)
                mean += (canvas_at(&b, x, (y / 8) * 8 + dy) >> 16 & 0xFF) / 512.0;
        assert_true(fabs(mean - want) <
                    0.2); // no bands: the dither makes up for the steps
    }
    bitmap_release(&b);
}

static void test_a_gradient_across_has_equal_rows_but_for_its_dither(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(600, 16, WHITE);
    struct raster r = canvas_raster(&b);
    gradient_paint(&r, r.clip, square, GRADIENT_RIGHT, BLACK, WHITE);
    for (int x = 0; x < 600; x++)
        for (int y = 0; y < 16; y++) {
            double v = canvas_at(&b, x, y) & 0xFF, want = (x + 0.5) * 255 / 600;
            assert_true(fabs(v - want) < 1.0);
            assert_int_equal(canvas_at(&b, x, y), canvas_at(&b, x, y & 7));
        }
    bitmap_release(&b);
}

static void test_a_gradient_of_one_colour_is_a_fill(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(32, 32, WHITE);
    struct raster r = canvas_raster(&b);
    gradient_paint(&r, r.clip, square, GRADIENT_DOWN, 0xFFC8402B, 0xFFC8402B);
    for (int i = 0; i < 32 * 32; i++)
        assert_int_equal(b.px[i], 0xFFC8402B);
    gradient_paint(&r, r.clip, square, GRADIENT_DOWN, 0x00000000, 0x00000000);
    for (int i = 0; i < 32 * 32; i++)
        assert_int_equal(b.px[i], 0xFFC8402B);
    bitmap_release(&b);
}

static void test_a_shadow_reaches_its_blur_and_no_further(void **state)
{
    (void)state;
    struct shadows shadows;
    shadows_init(&shadows);
    struct bitmap b = canvas_make(200, 160, WHITE);
    struct raster r = canvas_raster(&b);
    struct rect box = {50, 40, 100, 80}, reach = {38, 28, 124, 104};
    shadows_paint(&shadows, &r, box, (struct round){16, CORNER_ALL}, 12, 0xFF000000);
    for (int y = 0; y < 160; y++)
        for (int x = 0; x < 200; x++)
            if (!rect_has(reach, x, y))
                assert_int_equal(canvas_at(&b, x, y), WHITE);
    assert_int_equal(canvas_at(&b, 100, 80), BLACK);
    int edge = (int)(canvas_at(&b, 100, 40) & 0xFF);
    assert_true(edge > 110 && edge < 145); // half at the edge of the box
    for (int x = 38; x < 75; x++)          // ever darker towards the middle
        assert_true((canvas_at(&b, x, 80) & 0xFF) >= (canvas_at(&b, x + 1, 80) & 0xFF));
    shadows_release(&shadows);
    bitmap_release(&b);
}

static void test_a_stretched_shadow_has_the_ends_of_a_small_one(void **state)
{
    (void)state;
    struct shadows shadows;
    shadows_init(&shadows);
    struct bitmap small = canvas_make(120, 90, WHITE),
                  large = canvas_make(400, 300, WHITE);
    struct raster rs = canvas_raster(&small), rl = canvas_raster(&large);
    struct round round = {8, CORNER_ALL};
    shadows_paint(&shadows, &rs, (struct rect){10, 10, 60, 50}, round, 10, 0x80000000);
    shadows_paint(&shadows, &rl, (struct rect){10, 10, 340, 250}, round, 10, 0x80000000);
    assert_int_equal(shadows.count, 1);
    for (int y = 0; y < 30; y++)
        for (int x = 0; x < 30; x++) {
            assert_int_equal(canvas_at(&small, x, y), canvas_at(&large, x, y));
            assert_int_equal(canvas_at(&small, 79 - x, 69 - y),
                             canvas_at(&large, 359 - x, 269 - y));
        }
    shadows_release(&shadows);
    bitmap_release(&small);
    bitmap_release(&large);
}

static void test_many_kinds_of_shadows_do_not_pile_up(void **state)
{
    (void)state;
    struct shadows shadows;
    shadows_init(&shadows);
    struct bitmap b = canvas_make(64, 64, WHITE);
    struct raster r = canvas_raster(&b);
    for (int i = 0; i < 3 * SHADOWS_MAX; i++)
        shadows_paint(&shadows, &r, (struct rect){8, 8, 40, 40},
                      (struct round){i % 20, i % 16}, 1 + i % 7, 0x40000000);
    assert_int_equal(shadows.count, SHADOWS_MAX);
    shadows_release(&shadows);
    bitmap_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_fill_touches_its_box_and_nothing_else),
        cmocka_unit_test(test_every_alpha_blends_to_the_nearest_value),
        cmocka_unit_test(test_round_corners_cover_the_area_of_a_circle),
        cmocka_unit_test(test_only_the_corners_asked_for_are_round),
        cmocka_unit_test(test_a_radius_is_at_most_half_the_short_side),
        cmocka_unit_test(test_a_shape_painted_in_parts_is_the_shape_painted_at_once),
        cmocka_unit_test(test_nothing_outside_the_clip_is_touched),
        cmocka_unit_test(test_an_outline_is_a_ring_as_wide_as_its_line),
        cmocka_unit_test(test_a_round_outline_has_the_area_between_two_circles),
        cmocka_unit_test(test_an_outline_wider_than_its_box_fills_it),
        cmocka_unit_test(test_a_gradient_goes_evenly_from_one_colour_to_the_other),
        cmocka_unit_test(test_a_gradient_across_has_equal_rows_but_for_its_dither),
        cmocka_unit_test(test_a_gradient_of_one_colour_is_a_fill),
        cmocka_unit_test(test_a_shadow_reaches_its_blur_and_no_further),
        cmocka_unit_test(test_a_stretched_shadow_has_the_ends_of_a_small_one),
        cmocka_unit_test(test_many_kinds_of_shadows_do_not_pile_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
