#include "gfx/icons.h"

#include <math.h>

#include "bake/icons.h"
#include "canvas.h"

#define WHITE 0xFFFFFFFFu
#define INK 0xFF2A1D22u

static void test_scaling_keeps_the_mean(void **state)
{
    (void)state;
    unsigned char from[128 * 128];
    uint8_t to[60 * 60];
    uint32_t seed = 1;
    double sum = 0;
    for (int i = 0; i < 128 * 128; i++)
        sum += from[i] = (unsigned char)(chance(&seed) & 0xFF);
    for (int size = 1; size <= 60; size += 7) {
        double small = 0;
        icons_scale(from, 128, to, size, false);
        for (int i = 0; i < size * size; i++)
            small += to[i];
        assert_true(fabs(small / (size * size) - sum / (128 * 128)) < 1.0);
    }
}

static void test_scaling_by_a_whole_number_is_the_mean_of_blocks(void **state)
{
    (void)state;
    const unsigned char from[16] = {0, 255, 8, 8, 255, 0, 8, 8, 1, 1, 40, 0, 1, 1, 0, 0};
    uint8_t to[4];
    icons_scale(from, 4, to, 2, false);
    assert_in_range(to[0], 127, 128);
    assert_int_equal(to[1], 8);
    assert_int_equal(to[2], 1);
    assert_int_equal(to[3], 10);
}

static void test_flipping_mirrors_it(void **state)
{
    (void)state;
    unsigned char from[100];
    uint8_t plain[49], flipped[49];
    uint32_t seed = 3;
    for (int i = 0; i < 100; i++)
        from[i] = (unsigned char)(chance(&seed) & 0xFF);
    icons_scale(from, 10, plain, 7, false);
    icons_scale(from, 10, flipped, 7, true);
    for (int y = 0; y < 7; y++)
        for (int x = 0; x < 7; x++)
            assert_int_equal(plain[y * 7 + x], flipped[y * 7 + 6 - x]);
}

static void test_growing_keeps_full_and_empty(void **state)
{
    (void)state;
    const unsigned char from[4] = {255, 255, 0, 0};
    uint8_t to[64];
    icons_scale(from, 2, to, 8, false);
    assert_int_equal(to[0], 255);
    assert_int_equal(to[63], 0);
}

static void test_an_icon_is_painted_in_its_colour_in_the_middle_of_its_box(void **state)
{
    (void)state;
    struct icons icons;
    icons_init(&icons);
    struct bitmap b = canvas_make(80, 40, WHITE);
    struct raster r = canvas_raster(&b);
    icons_paint(&icons, &r, r.clip, "play", false, INK);
    int inked = 0;
    for (int y = 0; y < 40; y++)
        for (int x = 0; x < 80; x++) {
            inked += canvas_at(&b, x, y) == INK;
            if (x < 20 || x >= 60)
                assert_int_equal(canvas_at(&b, x, y), WHITE);
        }
    assert_true(inked > 40);
    icons_release(&icons);
    bitmap_release(&b);
}

static void test_a_missing_icon_shows_a_small_square(void **state)
{
    (void)state;
    struct icons icons;
    icons_init(&icons);
    static const char *const names[] = {"no-such-icon", "", NULL};
    for (int i = 0; i < 3; i++) {
        struct bitmap b = canvas_make(40, 40, WHITE);
        struct raster r = canvas_raster(&b);
        icons_paint(&icons, &r, r.clip, names[i], false, INK);
        assert_int_equal(canvas_at(&b, 20, 20), INK);
        assert_int_equal(canvas_at(&b, 12, 20), INK);
        assert_int_equal(canvas_at(&b, 5, 20), WHITE);
        bitmap_release(&b);
    }
    icons_release(&icons);
}

static void test_many_sizes_do_not_pile_up_and_stay_right(void **state)
{
    (void)state;
    struct icons icons;
    icons_init(&icons);
    struct bitmap first = canvas_make(32, 32, WHITE), again = canvas_make(32, 32, WHITE);
    struct raster a = canvas_raster(&first), b = canvas_raster(&again);
    icons_paint(&icons, &a, a.clip, "play", false, INK);
    for (int size = 1; size < 3 * ICONS_MAX; size++) {
        struct bitmap scratch = canvas_make(size, size, WHITE);
        struct raster r = canvas_raster(&scratch);
        icons_paint(&icons, &r, r.clip, "back", size & 1, INK);
        bitmap_release(&scratch);
    }
    icons_paint(&icons, &b, b.clip, "play", false, INK);
    canvas_same(&first, &again);
    icons_release(&icons);
    bitmap_release(&first);
    bitmap_release(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scaling_keeps_the_mean),
        cmocka_unit_test(test_scaling_by_a_whole_number_is_the_mean_of_blocks),
        cmocka_unit_test(test_flipping_mirrors_it),
        cmocka_unit_test(test_growing_keeps_full_and_empty),
        cmocka_unit_test(test_an_icon_is_painted_in_its_colour_in_the_middle_of_its_box),
        cmocka_unit_test(test_a_missing_icon_shows_a_small_square),
        cmocka_unit_test(test_many_sizes_do_not_pile_up_and_stay_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
