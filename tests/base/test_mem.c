// Small memory, growing arrays, errors, commands and BUG().
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/bug.h"
#include "base/command.h"
#include "base/err.h"
#include "base/mem.h"
#include "died.h"

static void test_memory_of_no_bytes_is_still_memory(void **state)
{
    (void)state;
    void *all[] = {xmalloc(0), xcalloc(0, 8), xcalloc(8, 0), xrealloc(NULL, 0, 8)};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        assert_non_null(all[i]);
        free(all[i]);
    }
}

static void test_calloc_zeroes_and_realloc_keeps(void **state)
{
    (void)state;
    int *p = xcalloc(10, sizeof(*p));
    for (int i = 0; i < 10; i++)
        assert_int_equal(p[i], 0);
    p[9] = 7;
    p = xrealloc(p, 1000, sizeof(*p));
    assert_int_equal(p[9], 7);
    free(p);
    char *copy = xstrdup("gate");
    assert_string_equal(copy, "gate");
    free(copy);
}

static void test_an_array_grows_by_doubling_and_by_leaps(void **state)
{
    (void)state;
    int *items = NULL;
    size_t cap = 0;
    ARRAY_GROW(items, 1, cap);
    assert_int_equal(cap, 16);
    ARRAY_GROW(items, 17, cap);
    assert_int_equal(cap, 32);
    ARRAY_GROW(items, 32, cap);
    assert_int_equal(cap, 32);
    ARRAY_GROW(items, 1000, cap);
    assert_int_equal(cap, 1000);
    items[999] = 1;
    free(items);
}

// Through volatile, so that no compiler sees the sizes and warns.
static volatile size_t half_of_all = SIZE_MAX / 2;

static void realloc_overflow(void)
{
    free(xrealloc(NULL, half_of_all, 4));
}

static void malloc_too_much(void)
{
    free(xmalloc(half_of_all + 1));
}

static void calloc_too_much(void)
{
    free(xcalloc(half_of_all, 4));
}

static void realloc_too_much(void)
{
    free(xrealloc(NULL, half_of_all + 1, 1));
}

static void test_what_cannot_be_had_is_a_bug(void **state)
{
    (void)state;
    assert_true(died(realloc_overflow, "overflow"));
    assert_true(died(malloc_too_much, "no memory"));
    assert_true(died(calloc_too_much, "no memory"));
    assert_true(died(realloc_too_much, "no memory"));
}

static void make_a_bug(void)
{
    BUG("a walk of %d stops", -1);
}

static void nothing_wrong(void)
{
}

static void test_a_bug_aborts_and_says_where_and_what(void **state)
{
    (void)state;
    assert_true(died(make_a_bug, "test_mem.c"));
    assert_true(died(make_a_bug, "a walk of -1 stops"));
    assert_false(died(nothing_wrong, ""));
}

static void test_an_error_is_false_and_may_quote_the_one_before(void **state)
{
    (void)state;
    struct err err = {{0}};
    assert_false(err_set(&err, "tours/pack.yaml: line %d", 3));
    assert_string_equal(err.text, "tours/pack.yaml: line 3");
    assert_false(err_set(&err, "No pack: %s", err.text));
    assert_string_equal(err.text, "No pack: tours/pack.yaml: line 3");
}

static void test_a_long_error_is_cut_and_ended(void **state)
{
    (void)state;
    struct err err;
    char text[2000];
    memset(text, 'e', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    err_set(&err, "%s", text);
    assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

static void test_commands_are_equal_by_kind_number_and_id(void **state)
{
    (void)state;
    struct command a = command_make(3, 7, "union-station");
    assert_int_equal(a.kind, 3);
    assert_int_equal(a.number, 7);
    assert_string_equal(a.id, "union-station");
    struct command same = command_make(3, 7, "union-station");
    assert_true(command_eq(&a, &same));
    const struct command others[] = {
        command_make(4, 7, "union-station"),
        command_make(3, 8, "union-station"),
        command_make(3, 7, "union-statio"),
        command_make(3, 7, NULL),
    };
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        assert_false(command_eq(&a, &others[i]));
    assert_string_equal(others[3].id, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_of_no_bytes_is_still_memory),
        cmocka_unit_test(test_calloc_zeroes_and_realloc_keeps),
        cmocka_unit_test(test_an_array_grows_by_doubling_and_by_leaps),
        cmocka_unit_test(test_what_cannot_be_had_is_a_bug),
        cmocka_unit_test(test_a_bug_aborts_and_says_where_and_what),
        cmocka_unit_test(test_an_error_is_false_and_may_quote_the_one_before),
        cmocka_unit_test(test_a_long_error_is_cut_and_ended),
        cmocka_unit_test(test_commands_are_equal_by_kind_number_and_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
