// Whole-pixel rectangles.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/rect.h"

static void assert_rect(struct rect r, int x, int y, int w, int h)
{
    assert_true(rect_eq(r, (struct rect){x, y, w, h}));
}

static void test_the_cut_is_what_both_have(void **state)
{
    (void)state;
    const struct rect a = {10, 10, 20, 20};
    assert_rect(rect_cut(a, (struct rect){15, 5, 5, 50}), 15, 10, 5, 20);
    assert_rect(rect_cut((struct rect){15, 5, 5, 50}, a), 15, 10, 5, 20);
    assert_rect(rect_cut(a, a), 10, 10, 20, 20);
    static const struct rect apart[] = {
        {30, 10, 5, 5}, {5, 10, 5, 5},  {10, 30, 5, 5},
        {10, 0, 5, 10}, {15, 15, 0, 5}, {15, 15, 5, -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(apart); i++)
        assert_true(rect_empty(rect_cut(a, apart[i])));
}

static void test_the_join_is_around_both_and_ignores_empty_ones(void **state)
{
    (void)state;
    const struct rect a = {10, 10, 20, 20}, none = {500, 500, 0, 9};
    assert_rect(rect_join(a, (struct rect){40, 5, 5, 5}), 10, 5, 35, 25);
    assert_rect(rect_join((struct rect){-5, 20, 3, 40}, a), -5, 10, 35, 50);
    assert_rect(rect_join(a, none), 10, 10, 20, 20);
    assert_rect(rect_join(none, a), 10, 10, 20, 20);
}

static void test_a_point_on_the_left_or_upper_edge_is_inside(void **state)
{
    (void)state;
    const struct rect a = {10, 10, 20, 20};
    assert_true(rect_has(a, 10, 10));
    assert_true(rect_has(a, 29, 29));
    assert_false(rect_has(a, 30, 10));
    assert_false(rect_has(a, 10, 30));
    assert_false(rect_has(a, 9, 10));
    assert_false(rect_has(a, 10, 9));
    assert_false(rect_has((struct rect){0, 0, 0, 0}, 0, 0));
}

static void test_equal_means_all_four(void **state)
{
    (void)state;
    const struct rect a = {1, 2, 3, 4};
    assert_true(rect_eq(a, (struct rect){1, 2, 3, 4}));
    assert_false(rect_eq(a, (struct rect){0, 2, 3, 4}));
    assert_false(rect_eq(a, (struct rect){1, 0, 3, 4}));
    assert_false(rect_eq(a, (struct rect){1, 2, 0, 4}));
    assert_false(rect_eq(a, (struct rect){1, 2, 3, 0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_cut_is_what_both_have),
        cmocka_unit_test(test_the_join_is_around_both_and_ignores_empty_ones),
        cmocka_unit_test(test_a_point_on_the_left_or_upper_edge_is_inside),
        cmocka_unit_test(test_equal_means_all_four),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
