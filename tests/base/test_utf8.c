// UTF-8 as RFC 3629 has it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/utf8.h"

static void test_every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        char bytes[4];
        size_t len = utf8_put(bytes, code), pos = 0;
        size_t due = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        uint32_t back = utf8_next(bytes, len, &pos);
        if (len != due || back != code || pos != len)
            fail_msg("U+%04X: %zu bytes, U+%04X", code, len, back);
    }
}

static void test_what_is_no_code_point_is_written_as_the_replacement(void **state)
{
    (void)state;
    static const uint32_t bad[] = {0xD800, 0xDBFF, 0xDFFF, 0x110000, 0xFFFFFFFF};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        char bytes[4];
        assert_int_equal(utf8_put(bytes, bad[i]), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static void test_invalid_sequences_are_found_where_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len, first_bad;
    } cases[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"\xEF\xBF\xBD", 3, 3}, // a real U+FFFD is valid
        {"a\x80", 2, 1},        // a tail alone
        {"\xC0\xAF", 2, 0},     // overlong '/'
        {"\xC1\xBF", 2, 0},
        {"\xE0\x80\xAF", 3, 0},
        {"\xE0\x9F\xBF", 3, 0},
        {"\xF0\x8F\xBF\xBF", 4, 0},
        {"\xED\xA0\x80", 3, 0},     // a surrogate
        {"\xF4\x90\x80\x80", 4, 0}, // above U+10FFFF
        {"\xF5\x80\x80\x80", 4, 0},
        {"\xFF", 1, 0},
        {"ab\xC3", 3, 2}, // cut
        {"ab\xE2\x82", 4, 2},
        {"ab\xF0\x9F\x8E", 5, 2},
        {"\xC3\x28", 2, 0}, // no tail
        {"\xE2\x28\xA1", 3, 0},
        {"\xE2\x82\x28", 3, 0},
        {"\xF0\x9F\x8E\x28", 4, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (utf8_check(cases[i].bytes, cases[i].len) != cases[i].first_bad)
            fail_msg("case %zu", i);
    }
}

static void test_a_bad_byte_costs_one_and_the_next_letter_survives(void **state)
{
    (void)state;
    const char bytes[] = "\xE2\x82"
                         "a\xFF"
                         "b";
    static const uint32_t due[] = {UTF8_BAD, UTF8_BAD, 'a', UTF8_BAD, 'b'};
    size_t pos = 0;
    for (size_t i = 0; i < ARRAY_LEN(due); i++)
        assert_int_equal(utf8_next(bytes, 5, &pos), due[i]);
    assert_int_equal(pos, 5);
}

static void test_count_is_of_code_points(void **state)
{
    (void)state;
    assert_int_equal(utf8_count("", 0), 0);
    assert_int_equal(utf8_count("Atr\u00E1s", strlen("Atr\u00E1s")), 5);
    assert_int_equal(utf8_count("\u4E0A\U0001F3AC", 7), 2);
    assert_int_equal(utf8_count("a\xFF\xFF", 3), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_comes_back),
        cmocka_unit_test(test_what_is_no_code_point_is_written_as_the_replacement),
        cmocka_unit_test(test_invalid_sequences_are_found_where_they_are),
        cmocka_unit_test(test_a_bad_byte_costs_one_and_the_next_letter_survives),
        cmocka_unit_test(test_count_is_of_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
