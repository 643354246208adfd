// What makes the pseudo-languages: lengths are counted as a reader would.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/utf8.h"
#include "words/pseudo.h"

static void test_length_counts_clusters_outside_placeholders(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {
        {"", 0},
        {"Back", 4},
        {"e\u0301", 1},                    // a letter and its accent
        {"\U0001F1EA\U0001F1F8", 1},       // a flag
        {"\U0001F469\u200D\U0001F680", 1}, // an astronaut
        {"{title}", 0},
        {"Next: {title}", 6},
        {"{n} of {total}", 4},
        {"{Not a name}", 12},
        {"{", 1},
        {"{}", 2},
        {"\xff\xff", 2},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(pseudo_length(cases[i].text), cases[i].length);
}

static void test_long_is_forty_per_cent_longer_at_any_length_and_ends_in_the_mark(
    void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    char text[400];
    for (size_t n = 1; n < sizeof(text); n++) {
        memset(text, 'x', n);
        text[n] = '\0';
        const char *made = pseudo_make(PSEUDO_LONG, &arena, text, NULL);
        size_t length = pseudo_length(made);
        assert_true(length * 10 >= n * 14);
        assert_true(length <= n + 2 || length * 10 < n * 14 + 10);
        assert_memory_equal(made, text, n);
        assert_string_equal(made + strlen(made) - 3, PSEUDO_END);
        assert_int_not_equal(made[strlen(made) - 4], ' ');
        assert_int_equal(utf8_check(made, strlen(made)), strlen(made));
    }
    arena_release(&arena);
}

static void test_no_pseudo_language_gives_the_very_text(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    size_t prefix = 7;
    const char *text = "Union Station";
    assert_ptr_equal(pseudo_make(PSEUDO_NONE, &arena, text, &prefix), text);
    assert_int_equal(prefix, 0);
    assert_int_equal(arena.used_bytes, 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_length_counts_clusters_outside_placeholders),
        cmocka_unit_test(
            test_long_is_forty_per_cent_longer_at_any_length_and_ends_in_the_mark),
        cmocka_unit_test(test_no_pseudo_language_gives_the_very_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
