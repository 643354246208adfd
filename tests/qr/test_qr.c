// That a code is one: its patterns where the standard has them, and other words, other squares.
// Whether a phone can read it on the screen is asked by tests/program/test_qr.py.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "qr/qr.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct qr_code make(const char *text)
{
    struct qr_code code;
    struct err err;
    if (!qr_make(&arena, text, &code, &err))
        fail_msg("%s", err.text);
    return code;
}

static bool dark(const struct qr_code *code, int x, int y)
{
    return code->dark[y * code->side + x];
}

// A dark square of 3, a light ring, a dark ring of 7, and light around it.
static void check_finder(const struct qr_code *code, int left, int top)
{
    for (int y = 0; y < 7; y++)
        for (int x = 0; x < 7; x++) {
            int dx = x < 3 ? 3 - x : x - 3, dy = y < 3 ? 3 - y : y - 3;
            int ring = dx > dy ? dx : dy;
            assert_int_equal(dark(code, left + x, top + y), ring != 2);
        }
}

static void test_three_corners_have_the_finder_and_timing_alternates(void **state)
{
    (void)state;
    struct qr_code code = make("https://example.org/gate");
    assert_int_equal((code.side - 17) % 4, 0);
    assert_true(code.side >= 21);
    check_finder(&code, 0, 0);
    check_finder(&code, code.side - 7, 0);
    check_finder(&code, 0, code.side - 7);
    for (int i = 8; i < code.side - 8; i++) {
        assert_int_equal(dark(&code, i, 6), i % 2 == 0);
        assert_int_equal(dark(&code, 6, i), i % 2 == 0);
    }
}

static void test_other_words_are_other_squares(void **state)
{
    (void)state;
    struct qr_code a = make("https://example.org/a"), b = make("https://example.org/b");
    assert_int_equal(a.side, b.side);
    size_t n = (size_t)a.side * (size_t)a.side;
    assert_memory_not_equal(a.dark, b.dark, n);
    for (size_t i = 0; i < n; i++)
        assert_true(a.dark[i] <= 1);
}

static void test_nothing_and_too_much_are_refused(void **state)
{
    (void)state;
    char long_text[QR_TEXT_MOST + 2];
    struct qr_code code;
    struct err err;
    memset(long_text, 'a', sizeof(long_text) - 1);
    long_text[sizeof(long_text) - 1] = '\0';
    assert_false(qr_make(&arena, "", &code, &err));
    assert_false(qr_make(&arena, long_text, &code, &err));
    long_text[QR_TEXT_MOST] = '\0';
    assert_true(qr_make(&arena, long_text, &code, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_corners_have_the_finder_and_timing_alternates),
        cmocka_unit_test(test_other_words_are_other_squares),
        cmocka_unit_test(test_nothing_and_too_much_are_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
