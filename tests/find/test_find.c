// Folding, Latin letters, slips and marks.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/str.h"
#include "find/find.h"

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

static const char *listed(const struct find_terms *terms)
{
    struct str all;
    str_init(&all);
    for (size_t i = 0; i < terms->n; i++)
        str_printf(&all, "%s%s", i ? " " : "", terms->items[i].text);
    const char *copy = arena_strdup(&arena, str_c(&all));
    str_release(&all);
    return copy;
}

static const char *folded(const char *text, enum find_use use)
{
    struct find_terms terms;
    find_fold(&arena, text, use, 100, &terms);
    return listed(&terms);
}

static void test_words_are_folded(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"I’m Here", "im here"},
        {"I'm here", "im here"},
        {"Los Ángeles", "los angeles"},
        {"Los A\u0301ngeles", "los angeles"}, // the accent is a character of its own
        {"STRASSE Straße", "strasse strasse"},
        {"Ærø, Łódź & Đakovo", "aero lodz dakovo"},
        {"ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ"},
        {"Ёлка", "елка"},
        {"L.A. Confidential", "la confidential"},
        {"K.K. Barrett, E.T.", "kk barrett et"},
        {"End. Of", "end of"},
        {"WALL·E Spider-Man", "wall e spider man"},
        {"\uFF22\uFF2C\uFF21\uFF24\uFF25", "blade"}, // full width
        {"한국 영화", "한국 영화"},
        {"\U0001F600 !?* \"NEAR(\" \xFF\xC0", "near"},
        {"", ""},
        {"2046年", "2046 年"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(folded(cases[i][0], FIND_INDEX), cases[i][1]);
}

static void test_signs_go_two_by_two(void **state)
{
    (void)state;
    assert_string_equal(folded("東京駅", FIND_INDEX), "東京 京駅 駅");
    assert_string_equal(folded("東京駅", FIND_QUERY), "東京 京駅");
    assert_string_equal(folded("京", FIND_QUERY), "京");
    assert_string_equal(folded("กรุง", FIND_QUERY), "กร รง"); // its marks are dropped
    assert_string_equal(folded("映画Her", FIND_QUERY), "映画 her");
}

static void test_terms_know_where_they_came_from(void **state)
{
    (void)state;
    const char *text = "¿El Cañón?";
    struct find_terms terms;
    find_fold(&arena, text, FIND_QUERY, 100, &terms);
    assert_int_equal(terms.n, 2);
    assert_int_equal(terms.items[1].start, 5);
    assert_int_equal(terms.items[1].end, strlen(text) - 1);
}

static void test_no_more_terms_than_asked_for_and_none_too_long(void **state)
{
    (void)state;
    struct find_terms terms;
    char text[10001];
    memset(text, 'x', 10000);
    text[10000] = '\0';
    find_fold(&arena, text, FIND_QUERY, 8, &terms);
    assert_int_equal(terms.n, 1);
    assert_true(strlen(terms.items[0].text) < FIND_TERM_BYTES);
    for (size_t i = 1; i < 10000; i += 2)
        text[i] = ' ';
    find_fold(&arena, text, FIND_QUERY, 8, &terms);
    assert_int_equal(terms.n, 8);
}

static bool has(const struct find_terms *terms, const char *text)
{
    for (size_t i = 0; i < terms->n; i++)
        if (strcmp(terms->items[i].text, text) == 0)
            return true;
    return false;
}

static void test_other_scripts_have_latin_terms(void **state)
{
    (void)state;
    struct find_latin *latin = find_latin_open();
    struct find_terms terms;
    find_latin_terms(latin, &arena, "Her in 北京", &terms);
    assert_string_equal(listed(&terms), "bei jing beijing");
    assert_true(terms.items[2].joined && !terms.items[0].joined);
    find_latin_terms(latin, &arena, "上海陆家嘴", &terms);
    assert_true(has(&terms, "shanghai") && has(&terms, "lujia"));
    find_latin_terms(latin, &arena, "Москва", &terms);
    assert_string_equal(listed(&terms), "moskva");
    find_latin_terms(latin, &arena, "Los Ángeles", &terms);
    assert_int_equal(terms.n, 0);
    find_latin_close(latin);
}

static void test_distances_count_slips(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int most, distance;
    } cases[] = {
        {"her", "her", 2, 0},         {"her", "hre", 2, 1},   {"her", "hr", 2, 1},
        {"her", "hear", 2, 1},        {"her", "hat", 2, 2},   {"her", "him", 1, 2},
        {"phoenix", "pheonix", 2, 1}, {"", "ab", 3, 2},       {"abc", "", 1, 2},
        {"ca", "abc", 3, 3},          {"елка", "ёлка", 2, 1}, {"abcd", "badc", 3, 2},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int one = find_distance(cases[i].a, cases[i].b, cases[i].most);
        assert_int_equal(one, cases[i].distance);
        assert_int_equal(find_distance(cases[i].b, cases[i].a, cases[i].most), one);
    }
}

static void test_words_one_slip_apart_share_a_key(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"station", "sttaion"}, {"station", "staton"},   {"station", "stautien"},
        {"station", "sxation"}, {"station", "stationx"}, {"елка", "екла"},
    };
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        const char **one, **two;
        size_t n = find_deletions(&arena, pairs[i][0], &one);
        size_t m = find_deletions(&arena, pairs[i][1], &two);
        bool shared = false;
        for (size_t a = 0; a < n; a++)
            for (size_t b = 0; b < m; b++)
                shared = shared || strcmp(one[a], two[b]) == 0;
        assert_int_equal(shared, i != 2); // two slips
    }
}

// The text with brackets around what is marked.
static const char *marked(const char *text, const char *query)
{
    struct find_mark *marks;
    size_t n = find_marks(&arena, text, query, &marks), at = 0;
    struct str out;
    str_init(&out);
    for (size_t i = 0; i < n; i++) {
        assert_true(marks[i].start >= at && marks[i].end > marks[i].start);
        str_add_bytes(&out, text + at, marks[i].start - at);
        str_printf(&out, "[%.*s]", (int)(marks[i].end - marks[i].start),
                   text + marks[i].start);
        at = marks[i].end;
    }
    str_add(&out, text + at);
    const char *copy = arena_strdup(&arena, str_c(&out));
    str_release(&out);
    return copy;
}

static void test_what_was_found_is_marked(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"Joaquin Phoenix", "phoe", "Joaquin [Phoe]nix"},
        {"I’m Here", "im he", "[I’m] [He]re"},
        {"Los Ángeles", "angel", "Los [Ángel]es"},
        {"Los Angeles", "ángeles", "Los [Angeles]"},
        {"The other", "her", "The other"}, // words begin so
        {"Straße", "strass", "[Straß]e"},
        {"新東京駅前", "東京駅", "新[東京駅]前"},
        {"東京", "京", "東[京]"},
        {"a b a", "a", "[a] b [a]"},
        {"", "a", ""},
        {"a", "", "a"},
        {"a \xFF b", "b", "a \xFF [b]"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(marked(cases[i][0], cases[i][1]), cases[i][2]);
}

int main(void)
{
#define FIND_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        FIND_TEST(test_words_are_folded),
        FIND_TEST(test_signs_go_two_by_two),
        FIND_TEST(test_terms_know_where_they_came_from),
        FIND_TEST(test_no_more_terms_than_asked_for_and_none_too_long),
        FIND_TEST(test_other_scripts_have_latin_terms),
        FIND_TEST(test_distances_count_slips),
        FIND_TEST(test_words_one_slip_apart_share_a_key),
        FIND_TEST(test_what_was_found_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
