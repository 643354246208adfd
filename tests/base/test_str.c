// Growing strings, and copies into fixed ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/str.h"

static void test_a_string_grows_by_text_bytes_and_formats(void **state)
{
    (void)state;
    struct str s;
    str_init(&s);
    assert_string_equal(str_c(&s), "");
    str_clear(&s); // before anything was added
    str_add(&s, "Union");
    str_add_bytes(&s, " Station!", 8);
    str_add_bytes(&s, NULL, 0);
    assert_string_equal(str_c(&s), "Union Station");
    str_printf(&s, ", %d", 1939);
    assert_string_equal(str_c(&s), "Union Station, 1939");
    assert_int_equal(s.len, 19);
    str_clear(&s);
    assert_string_equal(str_c(&s), "");
    assert_int_equal(s.len, 0);
    str_printf(&s, "%s", "");
    assert_string_equal(str_c(&s), "");
    str_release(&s);
    assert_null(s.data);
    assert_string_equal(str_c(&s), "");
}

static void test_a_string_keeps_bytes_that_are_nul(void **state)
{
    (void)state;
    struct str s;
    str_init(&s);
    str_add_bytes(&s, "a\0b", 3);
    assert_int_equal(s.len, 3);
    assert_memory_equal(s.data, "a\0b", 4);
    str_release(&s);
}

static void test_many_additions_keep_everything(void **state)
{
    (void)state;
    struct str s;
    str_init(&s);
    for (int i = 0; i < 3000; i++) {
        char c = (char)('a' + i % 26);
        if (i % 2)
            str_printf(&s, "%c", c);
        else
            str_add_bytes(&s, &c, 1);
    }
    assert_int_equal(s.len, 3000);
    for (int i = 0; i < 3000; i++)
        assert_int_equal(s.data[i], 'a' + i % 26);
    str_release(&s);
}

static void test_a_copy_never_cuts_a_letter(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        size_t cap;
        const char *to;
        bool whole;
    } cases[] = {
        {"Park", 5, "Park", true},
        {"Park", 4, "Par", false},
        {"Park", 1, "", false},
        {"", 1, "", true},
        {"Atr\u00E1s", 7, "Atr\u00E1s", true},
        {"Atr\u00E1s", 6, "Atr\u00E1", false},
        {"Atr\u00E1s", 5, "Atr", false},
        {"Atr\u00E1s", 4, "Atr", false},
        {"\u4E0A\u6D77", 6, "\u4E0A", false},
        {"\u4E0A\u6D77", 3, "", false},
        {"\U0001F3AC", 4, "", false},
        {"\U0001F3AC", 5, "\U0001F3AC", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char to[16];
        memset(to, 'x', sizeof(to));
        assert_int_equal(str_copy(to, cases[i].cap, cases[i].from), cases[i].whole);
        assert_string_equal(to, cases[i].to);
    }
    char untouched = 'x';
    assert_false(str_copy(&untouched, 0, "a"));
    assert_true(str_copy(&untouched, 0, ""));
    assert_int_equal(untouched, 'x');
}

static void test_null_equals_null_only(void **state)
{
    (void)state;
    assert_true(str_eq(NULL, NULL));
    assert_false(str_eq(NULL, ""));
    assert_false(str_eq("", NULL));
    char same[] = "a";
    assert_true(str_eq("a", same));
    assert_false(str_eq("a", "b"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_string_grows_by_text_bytes_and_formats),
        cmocka_unit_test(test_a_string_keeps_bytes_that_are_nul),
        cmocka_unit_test(test_many_additions_keep_everything),
        cmocka_unit_test(test_a_copy_never_cuts_a_letter),
        cmocka_unit_test(test_null_equals_null_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
