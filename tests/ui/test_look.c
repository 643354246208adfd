#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/look.h"

// Source: WCAG 2.1, relative luminance and contrast ratio.
static double channel(uint32_t c)
{
    double v = (c & 0xFF) / 255.0;
    return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t c)
{
    return 0.2126 * channel(c >> 16) + 0.7152 * channel(c >> 8) + 0.0722 * channel(c);
}

static double contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

static void test_every_pair_of_text_and_ground_can_be_read(void **state)
{
    (void)state;
    static const struct {
        enum colour text, ground;
    } pairs[] = {
        {COLOUR_INK, COLOUR_PAPER},        {COLOUR_INK, COLOUR_CARD},
        {COLOUR_INK, COLOUR_SAND},         {COLOUR_INK, COLOUR_CORAL_SOFT},
        {COLOUR_INK_SOFT, COLOUR_PAPER},   {COLOUR_INK_SOFT, COLOUR_CARD},
        {COLOUR_CORAL_TEXT, COLOUR_PAPER}, {COLOUR_CORAL_TEXT, COLOUR_CARD},
        {COLOUR_ON_CORAL, COLOUR_CORAL},   {COLOUR_CORAL_DEEP, COLOUR_CORAL_SOFT},
        {COLOUR_ON_PLUM, COLOUR_PLUM},
    };
    const struct theme *t;
    for (int i = 0; (t = theme_at(i)); i++) {
        double least = t->outlines ? 10 : 4.5;
        for (size_t p = 0; p < sizeof(pairs) / sizeof(pairs[0]); p++) {
            double c = contrast(t->colour[pairs[p].text], t->colour[pairs[p].ground]);
            if (c < least)
                fail_msg("%s: pair %zu has %.2f : 1", t->name, p, c);
        }
        assert_ptr_equal(theme_find(t->name), t);
    }
    assert_int_equal(contrast(0xFF000000, 0xFFFFFFFF) + 0.5, 21);
    assert_null(theme_find("neon"));
}

static struct look look(float w, float h)
{
    return (struct look){.w_dp = w,
                         .h_dp = h,
                         .scale = 1,
                         .dp_mm = 0.25f,
                         .text_size = TEXT_SIZE_DEFAULT,
                         .theme = theme_find("daylight"),
                         .touch_mm = 20,
                         .caption_dp = 28};
}

static void test_text_grows_by_its_size_and_titles_less(void **state)
{
    (void)state;
    struct look l = look(1920, 1080);
    assert_true(look_style(&l, TEXT_BODY, 1).size_px == 30);
    assert_true(look_style(&l, TEXT_CAPTION, 1).size_px == 28);
    l.text_size = 5;
    assert_true(look_style(&l, TEXT_BODY, 1).size_px == 60);
    assert_true(look_style(&l, TEXT_TITLE, 1).size_px < 68 * 1.31f);
    assert_true(look_style(&l, TEXT_BODY, 0.5f).size_px == 30);
    l.text_size = 99;
    assert_true(look_style(&l, TEXT_BODY, 1).size_px == 60);
    l.text_size = -1;
    assert_true(look_style(&l, TEXT_BODY, 1).size_px == 30 * 0.85f);
}

static void test_margins_follow_the_window(void **state)
{
    (void)state;
    static const struct {
        float w, h, margin;
        bool portrait, compact;
    } cases[] = {
        {1920, 1080, 80, false, false},
        {1080, 1920, 64, true, false},
        {1356, 847, 40, false, false},
        {600, 900, 24, true, true},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct look l = look(cases[i].w, cases[i].h);
        assert_true(look_margin(&l) == cases[i].margin);
        assert_int_equal(look_portrait(&l), cases[i].portrait);
        assert_int_equal(look_compact(&l), cases[i].compact);
        assert_true(look_touch(&l) == 80);
    }
}

static void test_an_accent_is_for_daylight_alone(void **state)
{
    (void)state;
    struct look l = look(1920, 1080);
    for (int i = 0; theme_at(i); i++) {
        l.theme = theme_at(i);
        l.accent = 0;
        uint32_t own = look_colour(&l, COLOUR_CORAL), ink = look_colour(&l, COLOUR_INK);
        l.accent = 0xFF1E6F6B;
        assert_int_equal(look_colour(&l, COLOUR_CORAL), i == 0 ? 0xFF1E6F6B : own);
        assert_int_equal(look_colour(&l, COLOUR_INK), ink);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pair_of_text_and_ground_can_be_read),
        cmocka_unit_test(test_text_grows_by_its_size_and_titles_less),
        cmocka_unit_test(test_an_accent_is_for_daylight_alone),
        cmocka_unit_test(test_margins_follow_the_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
