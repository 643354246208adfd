// Pixels that came ready made: copied, blended, turned and stretched.
#include <math.h>

#include "canvas.h"
#include "gfx/pixels.h"

#define BEHIND 0xFF204060u

// Each pixel says where it is.
static struct bitmap chart(int w, int h)
{
    struct bitmap b = canvas_make(w, h, 0);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b.px[y * b.pitch_px + x] = 0xFF000000u | (uint32_t)(x << 8) | (uint32_t)y;
    return b;
}

static struct draw_pixels pixels_of(const struct bitmap *b, bool opaque)
{
    return (struct draw_pixels){.px = b->px,
                                .w = b->w,
                                .h = b->h,
                                .pitch_px = b->pitch_px,
                                .id = 1,
                                .opaque = opaque};
}

static void test_as_they_are_at_their_place(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(20, 20, BEHIND), c = chart(8, 6);
    struct raster r = canvas_raster(&b);
    struct draw_pixels p = pixels_of(&c, true);
    r.clip = (struct rect){4, 4, 5, 20};
    pixels_paint(&r, (struct rect){3, 2, 8, 6}, &p, NULL);
    for (int y = 0; y < 20; y++)
        for (int x = 0; x < 20; x++) {
            bool in = x >= 4 && x < 9 && y >= 4 && y < 8;
            assert_int_equal(canvas_at(&b, x, y),
                             in ? canvas_at(&c, x - 3, y - 2) : BEHIND);
        }
    bitmap_release(&b);
    bitmap_release(&c);
}

static void test_premultiplied_ones_let_through(void **state)
{
    (void)state;
    struct bitmap b = canvas_make(4, 1, 0xFF808080u), c = canvas_make(4, 1, 0);
    struct raster r = canvas_raster(&b);
    struct draw_pixels p = pixels_of(&c, false);
    c.px[1] = 0xFFFFFFFFu;
    c.px[2] = 0x80800000u; // half red
    c.px[3] = 0xFF000000u;
    pixels_paint(&r, (struct rect){0, 0, 4, 1}, &p, NULL);
    assert_int_equal(b.px[0], 0xFF808080u);
    assert_int_equal(b.px[1], 0xFFFFFFFFu);
    assert_int_equal(b.px[3], 0xFF000000u);
    assert_in_range(b.px[2] >> 16 & 255, 0xBE, 0xC1);
    assert_in_range(b.px[2] & 255, 0x3E, 0x41);
    bitmap_release(&b);
    bitmap_release(&c);
}

// Against the definition, pixel by pixel, at many turns and sizes.
static void test_warped_ones_are_the_nearest(void **state)
{
    (void)state;
    struct bitmap c = chart(32, 24);
    struct draw_pixels p = pixels_of(&c, true);
    uint32_t seed = 7;
    for (int turn = 0; turn < 300; turn++) {
        struct bitmap b = canvas_make(40, 40, BEHIND);
        struct raster r = canvas_raster(&b);
        double a = chance_to(&seed, 6283) / 1000.0,
               s = 0.2 + chance_to(&seed, 300) / 100.0;
        struct draw_warp w = {(float)(cos(a) * s),
                              (float)(-sin(a) * s),
                              (float)(sin(a) * s),
                              (float)(cos(a) * s),
                              (float)chance_to(&seed, 40) - 10,
                              (float)chance_to(&seed, 40) - 10};
        struct rect box = {chance_to(&seed, 10), chance_to(&seed, 10), 28, 26};
        int wrong = 0;
        pixels_paint(&r, box, &p, &w);
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 40; x++) {
                double i = x - box.x + 0.5, j = y - box.y + 0.5;
                double sx = (double)w.xx * i + (double)w.xy * j + (double)w.x;
                double sy = (double)w.yx * i + (double)w.yy * j + (double)w.y;
                bool in = x >= box.x && x < box.x + box.w && y >= box.y &&
                          y < box.y + box.h && sx >= 0 && sy >= 0 && sx < 32 && sy < 24;
                uint32_t want = in ? canvas_at(&c, (int)sx, (int)sy) : BEHIND;
                wrong += canvas_at(&b, x, y) != want;
            }
        // What lies on the edge of two pixels may fall to either.
        assert_in_range(wrong, 0, 2);
        bitmap_release(&b);
    }
    bitmap_release(&c);
}

static void test_by_any_clips_it_is_the_same(void **state)
{
    (void)state;
    struct bitmap c = chart(64, 64), one = canvas_make(50, 50, BEHIND),
                  two = canvas_make(50, 50, BEHIND);
    struct draw_pixels p = pixels_of(&c, true);
    struct draw_warp w = {0.8f, -0.6f, 0.6f, 0.8f, 20, -5};
    struct rect box = {3, 4, 44, 40};
    struct raster r = canvas_raster(&one);
    pixels_paint(&r, box, &p, &w);
    r = canvas_raster(&two);
    for (int y = 0; y < 50; y += 7)
        for (int x = 0; x < 50; x += 9) {
            r.clip = rect_cut((struct rect){x, y, 9, 7}, bitmap_rect(&two));
            pixels_paint(&r, box, &p, &w);
        }
    canvas_same(&one, &two);
    bitmap_release(&c);
    bitmap_release(&one);
    bitmap_release(&two);
}

// Four squares show the same as the picture that they were cut from, from any place on.
static void test_squares_are_the_picture_they_were_cut_from(void **state)
{
    enum { SIDE = 16 };
    (void)state;
    struct bitmap c = chart(2 * SIDE, 2 * SIDE);
    uint32_t cut[4][SIDE * SIDE];
    const uint32_t *squares[4];
    for (int i = 0; i < 4; i++) {
        squares[i] = cut[i];
        for (int k = 0; k < SIDE * SIDE; k++)
            cut[i][k] = canvas_at(&c, i % 2 * SIDE + k % SIDE, i / 2 * SIDE + k / SIDE);
    }
    for (int x = 0; x < 12; x += 3)
        for (int y = 0; y < 12; y += 5) {
            struct bitmap b = canvas_make(40, 40, BEHIND);
            struct raster r = canvas_raster(&b);
            struct draw_pixels p = {.opaque = true,
                                    .squares = squares,
                                    .columns = 2,
                                    .side = SIDE,
                                    .x = x,
                                    .y = y};
            struct rect box = {5, 6, 2 * SIDE - 12, 2 * SIDE - 11};
            r.clip = (struct rect){0, 7, 22, 30};
            pixels_paint(&r, box, &p, NULL);
            for (int v = 0; v < 40; v++)
                for (int u = 0; u < 40; u++) {
                    struct rect in = rect_cut(box, r.clip);
                    bool seen =
                        u >= in.x && u < in.x + in.w && v >= in.y && v < in.y + in.h;
                    assert_int_equal(canvas_at(&b, u, v),
                                     seen ? canvas_at(&c, u - 5 + x, v - 6 + y) : BEHIND);
                }
            bitmap_release(&b);
        }
    bitmap_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_they_are_at_their_place),
        cmocka_unit_test(test_premultiplied_ones_let_through),
        cmocka_unit_test(test_warped_ones_are_the_nearest),
        cmocka_unit_test(test_by_any_clips_it_is_the_same),
        cmocka_unit_test(test_squares_are_the_picture_they_were_cut_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
