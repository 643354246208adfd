#include "tourc/values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "base/array.h"

static void test_a_slug_is_short_and_plain(void **state)
{
    (void)state;
    const char *good[] = {
        "a", "her-los-angeles", "101",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    const char *bad[] = {
        "",    "A",
        "a_b", "a b",
        "ñ",   "a.b",
        "a/b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(value_is_slug(good[i]));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_is_slug(bad[i]));
}

static void test_a_language_tag_has_parts_of_letters_and_digits(void **state)
{
    (void)state;
    const char *good[] = {"en", "yue", "zh-Hant", "pt-BR", "es-419", "de-CH-1996"};
    const char *bad[] = {"",
                         "e",
                         "en-",
                         "-en",
                         "en--US",
                         "en_US",
                         "englishlanguage",
                         "12",
                         "en-waytoolong",
                         "a b"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(value_is_tag(good[i]));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_is_tag(bad[i]));
}

static void test_whole_numbers_have_nothing_around_them(void **state)
{
    (void)state;
    int value = 7;
    assert_true(value_int("2147483647", &value));
    assert_int_equal(value, 2147483647);
    assert_true(value_int("-12", &value));
    assert_int_equal(value, -12);
    const char *bad[] = {"",   "-",    "+1",         "1.0", " 1",
                         "1 ", "0x10", "2147483648", "1e3", "99999999999999999999"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_int(bad[i], &value));
    assert_int_equal(value, -12);
    int64_t large = 7;
    assert_true(value_int64("-30000000000", &large));
    assert_int_equal(large, -30000000000);
    assert_false(value_int64("1234567890123456789", &large));
    assert_false(value_int64("3e10", &large));
    assert_int_equal(large, -30000000000);
}

static void test_decimals_are_the_nearest_doubles(void **state)
{
    (void)state;
    double value;
    assert_true(value_number("34.0558", &value));
    assert_true(value == 34.0558);
    assert_true(value_number("-118.23637512345", &value));
    assert_true(value == -118.23637512345);
    assert_true(value_number("0", &value));
    assert_true(value == 0.0);
    const char *bad[] = {"",
                         ".5",
                         "1.",
                         "1,5",
                         "nan",
                         "inf",
                         "1e5",
                         "0x1p3",
                         "1.2.3",
                         "--1",
                         "1234567890.123456"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_number(bad[i], &value));
}

static void test_dates_are_days_that_exist(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int64_t seconds;
    } good[] = {
        {"1970-01-01", 0},          {"1969-12-31", -86400},     {"2000-02-29", 951782400},
        {"2026-11-22", 1795305600}, {"2100-03-01", 4107542400},
    };
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        int64_t seconds = 1;
        assert_true(value_date(good[i].text, &seconds));
        assert_int_equal(seconds, good[i].seconds);
    }
    const char *bad[] = {
        "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10",  "2026-04-31",
        "2026-1-1",   "22-11-2026", "0000-01-01", "2026-11-22 ", ""};
    int64_t seconds;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_date(bad[i], &seconds));
}

static void test_a_time_is_a_day_a_month_or_a_year(void **state)
{
    (void)state;
    const char *good[] = {"2013", "2013-12", "2013-12-18", "0999"};
    const char *bad[] = {"",        "13",       "2013-", "2013-13",     "2013-1",
                         "2013-00", "2013-1-1", "20131", "2013-02-30",  "0000",
                         "2O13",    "-013",     "+013",  "2013-12-181", "c2013"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(value_is_when(good[i]));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        if (value_is_when(bad[i]))
            fail_msg("%s", bad[i]);
}

static void test_a_currency_is_three_capitals(void **state)
{
    (void)state;
    const char *bad[] = {"", "US", "USDD", "usd", "U$D", "US ", "ÄBC"};
    assert_true(value_is_currency("USD"));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_is_currency(bad[i]));
}

static void test_an_address_can_be_opened_printed_and_scanned(void **state)
{
    (void)state;
    char longest[202];
    memset(longest, 'x', sizeof(longest));
    memcpy(longest, "https://a.b/", 12);
    longest[200] = '\0';
    const char *good[] = {"https://example.org", "http://a.b",
                          "https://www.example.org:8080/tours/?day=sun&n=%C3%A9#top",
                          "https://xn--exmple-cua.org/~x_y;z,(1)!*'$@+=", longest};
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(value_is_address(good[i]));
    const char *bad[] = {"",
                         "https://",
                         "https:///x.y",
                         "https://localhost/",
                         "https://...",
                         "https://a..b",
                         "https://a.b.",
                         "https://.a.b",
                         "https://a.b:",
                         "https://a.b:8o",
                         "https://you:secret@a.b/",
                         "https://exämple.org",
                         "https://a.b/ä",
                         "https://a.b/x y",
                         "https://a.b/\"x",
                         "https://a.b/<x>",
                         "https://a.b/{x}",
                         "HTTPS://A.B",
                         "ftp://a.b",
                         "javascript:alert(1)",
                         "//a.b",
                         "a.b/https://a.b"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_is_address(bad[i]));
    memcpy(longest + 200, "x", 2);
    assert_false(value_is_address(longest));
}

static void test_a_colour_has_six_digits(void **state)
{
    (void)state;
    uint32_t colour = 0;
    assert_true(value_colour("#8a4B2d", &colour));
    assert_int_equal(colour, 0x8A4B2D);
    const char *bad[] = {"",        "#",         "8a4b2d",  "#8a4",     "#8a4b2",
                         "#8a4b2g", "#8a4b2d00", "# 8a4b2", "#-8a4b2d", "0x8a4b2d"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(value_colour(bad[i], &colour));
    assert_int_equal(colour, 0x8A4B2D);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_slug_is_short_and_plain),
        cmocka_unit_test(test_a_language_tag_has_parts_of_letters_and_digits),
        cmocka_unit_test(test_whole_numbers_have_nothing_around_them),
        cmocka_unit_test(test_decimals_are_the_nearest_doubles),
        cmocka_unit_test(test_dates_are_days_that_exist),
        cmocka_unit_test(test_a_time_is_a_day_a_month_or_a_year),
        cmocka_unit_test(test_a_currency_is_three_capitals),
        cmocka_unit_test(test_an_address_can_be_opened_printed_and_scanned),
        cmocka_unit_test(test_a_colour_has_six_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
