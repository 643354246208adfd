#include "tourc/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/array.h"
#include "tourc/names.h"

static void test_the_distance_counts_slips(void **state)
{
    (void)state;
    const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},
        {"abc", "abc", 0},
        {"", "abc", 3},
        {"abc", "abd", 1},
        {"abc", "acb", 1},
        {"abc", "ab", 1},
        {"title", "titel", 1},
        {"abcd", "badc", 2},
        {"filmed_in", "filmed_at", 2},
        {"kitten", "sitting", 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(nearest_distance(rows[i].a, rows[i].b), rows[i].distance);
        assert_int_equal(nearest_distance(rows[i].b, rows[i].a), rows[i].distance);
    }
    char longest[65];
    for (size_t i = 0; i < 64; i++)
        longest[i] = 'a';
    longest[64] = '\0';
    assert_true(nearest_distance(longest, "a") == SIZE_MAX);
}

static void test_only_what_is_near_is_offered_and_the_nearest_wins(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct nearest near;
    nearest_start(&near, "filmed_in");
    nearest_offer(&near, "set_in");
    assert_string_equal(nearest_hint(&near, &arena), "");
    nearest_offer(&near, "filmd_at");
    nearest_offer(&near, "filmed_at");
    nearest_offer(&near, "filmes_an");
    assert_string_equal(nearest_hint(&near, &arena), " (did you mean 'filmed_at'?)");
    nearest_start(&near, "no");
    nearest_offer(&near, "yes");
    assert_string_equal(nearest_hint(&near, &arena), "");
    arena_release(&arena);
}

static void test_names_are_unique_and_found_among_thousands(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct names names = {0};
    assert_null(names_find(&names, "x"));
    for (size_t i = 0; i < 3000; i++)
        assert_true(names_add(&names, arena_printf(&arena, "name-%zu", i),
                              (struct spot){"f", (int)i, 1}, i));
    assert_false(names_add(&names, "name-17", spot_top("g"), 1));
    for (size_t i = 0; i < 3000; i++)
        assert_int_equal(names_find(&names, arena_printf(&arena, "name-%zu", i))->index,
                         i);
    assert_null(names_find(&names, "name-3000"));
    assert_string_equal(names_hint(&names, "nmae-2999", &arena),
                        " (did you mean 'name-2999'?)");
    names_release(&names);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_distance_counts_slips),
        cmocka_unit_test(test_only_what_is_near_is_offered_and_the_nearest_wins),
        cmocka_unit_test(test_names_are_unique_and_found_among_thousands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
