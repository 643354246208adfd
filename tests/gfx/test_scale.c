#include "gfx/scale.h"

#include <math.h>

#include "canvas.h"

#define UNTOUCHED 0xFF112233u

static struct bitmap noise(int w, int h, uint32_t seed)
{
    struct bitmap b = canvas_make(w, h, 0);
    for (int i = 0; i < w * h; i++)
        b.px[i] = 0xFF000000u | chance(&seed);
    return b;
}

static struct bitmap scaled(int w, int h, struct fbox at, const struct bitmap *from)
{
    struct bitmap b = canvas_make(w, h, UNTOUCHED);
    struct raster r = canvas_raster(&b);
    scale_bilinear(&r, at, from);
    return b;
}

static void test_whole_pixels_of_the_same_size_are_copied(void **state)
{
    (void)state;
    struct bitmap from = noise(31, 17, 3),
                  to = scaled(50, 40, (struct fbox){7, 9, 31, 17}, &from);
    for (int y = 0; y < 40; y++)
        for (int x = 0; x < 50; x++) {
            bool in = rect_has((struct rect){7, 9, 31, 17}, x, y);
            assert_int_equal(canvas_at(&to, x, y),
                             in ? canvas_at(&from, x - 7, y - 9) : UNTOUCHED);
        }
    bitmap_release(&from);
    bitmap_release(&to);
}

// What a pixel is by the book, in whole numbers as far as they reach.
static double by_the_book(const struct bitmap *b, double x, double y, int shift)
{
    double sum = 0;
    x = fmin(fmax(x, 0), b->w - 1);
    y = fmin(fmax(y, 0), b->h - 1);
    for (int k = 0; k < 4; k++) {
        int px = (int)x + (k & 1), py = (int)y + (k >> 1);
        double weight = (1 - fabs(x - px)) * (1 - fabs(y - py));
        if (weight > 0)
            sum += weight * (canvas_at(b, px, py) >> shift & 0xFF);
    }
    return sum;
}

static void check_by_the_book(struct fbox at, const struct bitmap *from)
{
    struct bitmap to = scaled(90, 70, at, from);
    struct rect box = scale_box(at);
    for (int y = 0; y < 70; y++)
        for (int x = 0; x < 90; x++) {
            uint32_t px = canvas_at(&to, x, y);
            double sx = (x + 0.5 - (double)at.x) * from->w / (double)at.w - 0.5,
                   sy = (y + 0.5 - (double)at.y) * from->h / (double)at.h - 0.5;
            if (!rect_has(box, x, y)) {
                assert_int_equal(px, UNTOUCHED);
                continue;
            }
            assert_int_equal(px >> 24, 0xFF);
            for (int shift = 0; shift < 24; shift += 8)
                if (fabs((px >> shift & 0xFF) - by_the_book(from, sx, sy, shift)) > 2.5)
                    fail_msg("%d, %d of %g, %g, %g x %g is %08x", x, y, (double)at.x,
                             (double)at.y, (double)at.w, (double)at.h, px);
        }
    bitmap_release(&to);
}

static void test_any_box_is_bilinear_to_the_subpixel(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 9}, {9, 1}, {2, 2}, {40, 30}, {200, 150}};
    uint32_t seed = 5;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct bitmap from = noise(sizes[i][0], sizes[i][1], (uint32_t)i);
        for (int round = 0; round < 40; round++) {
            struct fbox at = {(float)chance_to(&seed, 6000) / 100 - 30,
                              (float)chance_to(&seed, 6000) / 100 - 30,
                              1 + (float)chance_to(&seed, 30000) / 100,
                              1 + (float)chance_to(&seed, 30000) / 100};
            check_by_the_book(at, &from);
        }
        bitmap_release(&from);
    }
}

static void test_half_a_pixel_aside_is_the_mean_of_two(void **state)
{
    (void)state;
    struct bitmap from = canvas_make(4, 1, 0xFF000000);
    from.px[1] = 0xFFFFFFFF;
    struct bitmap to = scaled(5, 1, (struct fbox){0.5f, 0, 4, 1}, &from);
    assert_int_equal(canvas_at(&to, 0, 0), 0xFF000000);
    assert_int_equal(canvas_at(&to, 1, 0), 0xFF808080);
    assert_int_equal(canvas_at(&to, 2, 0), 0xFF808080);
    assert_int_equal(canvas_at(&to, 3, 0), 0xFF000000);
    assert_int_equal(canvas_at(&to, 4, 0), UNTOUCHED);
    bitmap_release(&from);
    bitmap_release(&to);
}

// Wider than what is painted at once, so that seams within would show too.
static void test_painted_in_parts_it_is_the_same(void **state)
{
    (void)state;
    struct bitmap from = noise(70, 60, 9);
    uint32_t seed = 21;
    for (int round = 0; round < 12; round++) {
        struct fbox at = {(float)chance_to(&seed, 4000) / 100 - 20,
                          (float)chance_to(&seed, 4000) / 100 - 20,
                          50 + (float)chance_to(&seed, 250000) / 100,
                          20 + (float)chance_to(&seed, 20000) / 100};
        struct bitmap whole = scaled(2100, 90, at, &from),
                      parts = canvas_make(2100, 90, UNTOUCHED);
        for (int y = 0, h; y < 90; y += h) {
            h = 1 + chance_to(&seed, 40);
            for (int x = 0, w; x < 2100; x += w) {
                w = 1 + chance_to(&seed, 700);
                struct raster r = canvas_raster(&parts);
                r.clip = rect_cut(r.clip, (struct rect){x, y, w, h});
                scale_bilinear(&r, at, &from);
            }
        }
        canvas_same(&whole, &parts);
        bitmap_release(&whole);
        bitmap_release(&parts);
    }
    bitmap_release(&from);
}

static void test_boxes_side_by_side_neither_overlap_nor_gape(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        float edge = (float)i / 10;
        struct rect left = scale_box((struct fbox){-3, 0, edge + 3, 5}),
                    right = scale_box((struct fbox){edge, 0, 7, 5});
        assert_int_equal(left.x + left.w, right.x);
    }
}

static void test_nothing_and_nonsense_paint_nothing(void **state)
{
    (void)state;
    static const struct fbox boxes[] = {
        {0, 0, 0, 0},       {5, 5, -3, 4},        {1e30f, 0, 5, 5},
        {0, 0, 0.2f, 0.2f}, {-1e30f, -50, 10, 9}, {NAN, NAN, NAN, NAN},
    };
    struct bitmap from = noise(8, 8, 1), none = {0};
    for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++) {
        struct bitmap to = scaled(20, 20, boxes[i], &from);
        for (int k = 0; k < 400; k++)
            assert_int_equal(to.px[k], UNTOUCHED);
        bitmap_release(&to);
    }
    struct bitmap to = scaled(20, 20, (struct fbox){0, 0, 20, 20}, &none);
    assert_int_equal(to.px[0], UNTOUCHED);
    bitmap_release(&to);
    bitmap_release(&from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_pixels_of_the_same_size_are_copied),
        cmocka_unit_test(test_any_box_is_bilinear_to_the_subpixel),
        cmocka_unit_test(test_half_a_pixel_aside_is_the_mean_of_two),
        cmocka_unit_test(test_painted_in_parts_it_is_the_same),
        cmocka_unit_test(test_boxes_side_by_side_neither_overlap_nor_gape),
        cmocka_unit_test(test_nothing_and_nonsense_paint_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
