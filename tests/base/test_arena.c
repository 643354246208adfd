// Memory that dies together.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/array.h"
#include "died.h"

static void test_memory_is_zeroed_and_aligned_for_any_type(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (int round = 0; round < 3; round++) {
        for (size_t bytes = 0; bytes < 100; bytes++) {
            unsigned char *p = arena_alloc(&a, bytes);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < bytes; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xAB, bytes); // the next round meets it again
        }
        arena_clear(&a);
    }
    arena_release(&a);
}

static void test_what_is_handed_out_never_overlaps(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    unsigned char *all[500];
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        all[i] = arena_alloc(&a, i);
        memset(all[i], (int)(i & 0xFF), i);
    }
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        for (size_t k = 0; k < i; k++)
            assert_int_equal(all[i][k], i & 0xFF);
    }
    arena_release(&a);
}

static void test_used_bytes_are_counted_until_the_clear(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_int_equal(a.used_bytes, 0);
    arena_alloc(&a, 10);
    arena_alloc(&a, 100000); // more than a chunk
    assert_int_equal(a.used_bytes, 100010);
    arena_clear(&a);
    assert_int_equal(a.used_bytes, 0);
    assert_non_null(a.first); // one chunk is kept
    arena_release(&a);
    assert_null(a.first);
    arena_clear(&a); // an empty one may be cleared too
    arena_release(&a);
}

static void test_strings_are_copied_and_ended(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    char text[] = "walker";
    char *copy = arena_strdup(&a, text), *part = arena_strndup(&a, text, 4);
    text[0] = 'X';
    assert_string_equal(copy, "walker");
    assert_string_equal(part, "walk");
    assert_string_equal(arena_strndup(&a, NULL, 0), "");
    assert_null(arena_strdup(&a, NULL));
    assert_string_equal(arena_printf(&a, "%d of %s", 3, "12"), "3 of 12");
    assert_string_equal(arena_printf(&a, "%s", ""), "");
    assert_int_equal(strlen(arena_printf(&a, "%*d", 70000, 1)), 70000);
    arena_release(&a);
}

struct pair {
    int a;
    double b;
};

static void test_the_macros_give_typed_memory(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    struct pair *one = ARENA_NEW(&a, struct pair);
    assert_int_equal(one->a, 0);
    struct pair *many = ARENA_ARRAY(&a, struct pair, 50);
    many[49].b = 1.0;
    assert_int_equal(a.used_bytes, 51 * sizeof(struct pair));
    assert_non_null(ARENA_ARRAY(&a, struct pair, 0));
    arena_release(&a);
}

static void ask_too_much(void)
{
    struct arena a;
    arena_init(&a);
    arena_alloc(&a, SIZE_MAX - 3);
}

static void ask_an_overflow(void)
{
    struct arena a;
    arena_init(&a);
    arena_array(&a, SIZE_MAX / 4, 8);
}

static void test_sizes_that_overflow_are_bugs(void **state)
{
    (void)state;
    assert_true(died(ask_too_much, "bytes"));
    assert_true(died(ask_an_overflow, "overflow"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_and_aligned_for_any_type),
        cmocka_unit_test(test_what_is_handed_out_never_overlaps),
        cmocka_unit_test(test_used_bytes_are_counted_until_the_clear),
        cmocka_unit_test(test_strings_are_copied_and_ended),
        cmocka_unit_test(test_the_macros_give_typed_memory),
        cmocka_unit_test(test_sizes_that_overflow_are_bugs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
