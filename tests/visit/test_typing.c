// What is typed on the search page, character by character, and how the keyboard stands.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "visit/visit.h"

static bool apply(struct visit *v, uint32_t kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    return visit_apply(v, &c);
}

static struct visit on_search(void)
{
    struct visit v;
    struct visit_settings s = {"en", "daylight", 2, false};
    visit_init(&v, &s);
    struct command c = visit_open(SCREEN_SEARCH, 0, NULL);
    assert_true(visit_apply(&v, &c));
    return v;
}

static void test_whole_characters_are_typed_and_erased(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *is, *erased; // after one erasing
    } cases[] = {
        {"her", "her", "he"},
        {"  her", "her", "he"},
        {"l.a. ", "l.a. ", "l.a."},
        {"\u00e9", "\u00e9", ""},
        {"ae\u0301", "ae\u0301", "a"}, // a letter and its accent
        {"a\U0001F469\u200D\U0001F3A4", "a\U0001F469\u200D\U0001F3A4",
         "a"}, // joined signs
        {"a\U0001F44D\U0001F3FD", "a\U0001F44D\U0001F3FD", "a"},
        {"\u6771\u4eac", "\u6771\u4eac", "\u6771"},
        {"a\tb\nc\x7f", "abc", "ab"},
        {"a\xff\xc3"
         "b",
         "ab", "a"},
        {"\u202e"
         "ab",
         "ab", "a"},
        {"\u0301", "\u0301", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct visit v = on_search();
        assert_int_equal(apply(&v, VISIT_TYPE, 0, cases[i].typed), *cases[i].is != '\0');
        assert_string_equal(v.typing.query, cases[i].is);
        assert_int_equal(apply(&v, VISIT_ERASE, 0, NULL), *cases[i].is != '\0');
        assert_string_equal(v.typing.query, cases[i].erased);
    }
}

static void test_a_full_query_stays_whole_characters(void **state)
{
    (void)state;
    struct visit v = on_search();
    for (int i = 0; i < 100; i++)
        apply(&v, VISIT_TYPE, 0, i % 3 ? "\u6771" : "a");
    size_t len = strlen(v.typing.query);
    assert_in_range(len, TYPING_CAP - 4, TYPING_CAP - 1);
    assert_int_equal(utf8_check(v.typing.query, len), len);
    assert_false(apply(&v, VISIT_TYPE, 0, "\u6771"));
    assert_true(apply(&v, VISIT_CLEAR, 0, NULL));
    assert_string_equal(v.typing.query, "");
    assert_false(apply(&v, VISIT_CLEAR, 0, NULL));
}

static void test_shift_is_for_one_letter(void **state)
{
    (void)state;
    struct visit v = on_search();
    assert_true(apply(&v, VISIT_KEYS, KEYS_SHIFT, NULL));
    assert_true(v.typing.shift);
    assert_true(apply(&v, VISIT_TYPE, 0, "H"));
    assert_false(v.typing.shift);
    assert_true(apply(&v, VISIT_KEYS, KEYS_SYMBOLS, NULL));
    assert_true(v.typing.symbols);
    assert_true(apply(&v, VISIT_KEYS, KEYS_SYMBOLS, NULL));
    assert_false(v.typing.symbols);
    assert_true(apply(&v, VISIT_KEYS, KEYS_AWAY, NULL));
    assert_true(v.typing.away);
    assert_false(apply(&v, VISIT_KEYS, KEYS_AWAY, NULL));
    assert_true(apply(&v, VISIT_KEYS, KEYS_SHOWN, NULL));
    assert_false(apply(&v, VISIT_KEYS, KEYS_COUNT, NULL));
    assert_false(apply(&v, VISIT_KEYS, -1, NULL));
}

static void test_a_held_key_opens_and_whatever_comes_closes(void **state)
{
    (void)state;
    static const struct command closing[] = {
        {.kind = VISIT_HOLD},
        {.kind = VISIT_HOLD, .id = "e"}, // the same again
        {.kind = VISIT_TYPE, .id = "x"},
        {.kind = VISIT_ERASE},
        {.kind = VISIT_CLEAR},
        {.kind = VISIT_KEYS, .number = KEYS_SHIFT},
        {.kind = VISIT_LAYOUT, .id = "es"},
    };
    for (size_t i = 0; i < sizeof(closing) / sizeof(closing[0]); i++) {
        struct visit v = on_search();
        assert_true(apply(&v, VISIT_HOLD, 0, "e"));
        assert_string_equal(v.typing.held, "e");
        assert_true(visit_apply(&v, &closing[i]));
        assert_false(typing_open(&v.typing));
    }
    struct visit v = on_search();
    assert_true(apply(&v, VISIT_HOLD, 0, "e"));
    assert_true(apply(&v, VISIT_HOLD, 0, "a")); // another one instead
    assert_string_equal(v.typing.held, "a");
    assert_true(apply(&v, VISIT_KEYS, KEYS_LAYOUTS, NULL));
    assert_true(v.typing.layouts);
    assert_string_equal(v.typing.held, "");
    assert_true(apply(&v, VISIT_KEYS, KEYS_LAYOUTS, NULL));
    assert_false(v.typing.layouts);
    assert_false(apply(&v, VISIT_HOLD, 0, "this is no key of any keyboard"));
}

static void test_the_keyboard_follows_the_language_until_one_is_chosen(void **state)
{
    (void)state;
    struct visit v = on_search();
    assert_true(apply(&v, VISIT_LAYOUT, 0, "ru"));
    assert_string_equal(v.typing.layout, "ru");
    assert_false(apply(&v, VISIT_LAYOUT, 0, "ru"));
    assert_true(apply(&v, VISIT_LANG, 0, "es"));
    assert_string_equal(v.typing.layout, "");
}

static void test_typing_is_the_search_pages_alone(void **state)
{
    (void)state;
    struct visit v = on_search();
    static const uint32_t kinds[] = {VISIT_TYPE, VISIT_CLEAR, VISIT_KEYS, VISIT_LAYOUT,
                                     VISIT_HOLD};
    apply(&v, VISIT_TYPE, 0, "her");
    struct command person = visit_open(SCREEN_PERSON, 0, "someone");
    visit_apply(&v, &person);
    uint64_t before = visit_hash(&v);
    for (size_t i = 0; i < 5; i++)
        assert_false(apply(&v, kinds[i], 0, "x"));
    assert_int_equal(visit_hash(&v), before);
    // Back from a result finds the query again; what lies over the page does not type.
    assert_true(apply(&v, VISIT_BACK, 0, NULL));
    assert_string_equal(v.typing.query, "her");
    assert_true(apply(&v, VISIT_SHEET, SHEET_SETTINGS, NULL));
    assert_false(apply(&v, VISIT_TYPE, 0, "x"));
    assert_true(apply(&v, VISIT_SHEET, SHEET_NONE, NULL));
    // A search that was left is over.
    assert_true(apply(&v, VISIT_BACK, 0, NULL));
    struct command again = visit_open(SCREEN_SEARCH, 0, NULL);
    assert_true(visit_apply(&v, &again));
    assert_string_equal(v.typing.query, "");
}

static void test_all_of_it_is_in_the_hash_and_gone_at_a_reset(void **state)
{
    (void)state;
    struct visit v = on_search();
    static const struct command changes[] = {
        {.kind = VISIT_TYPE, .id = "a"},
        {.kind = VISIT_KEYS, .number = KEYS_SHIFT},
        {.kind = VISIT_KEYS, .number = KEYS_SYMBOLS},
        {.kind = VISIT_KEYS, .number = KEYS_AWAY},
        {.kind = VISIT_LAYOUT, .id = "fr"},
        {.kind = VISIT_KEYS, .number = KEYS_LAYOUTS},
        {.kind = VISIT_HOLD, .id = "e"},
    };
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        uint64_t before = visit_hash(&v);
        assert_true(visit_apply(&v, &changes[i]));
        assert_int_not_equal(visit_hash(&v), before);
    }
    static const struct typing none;
    assert_true(apply(&v, VISIT_RESET, 0, NULL));
    assert_memory_equal(&v.typing, &none, sizeof(none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_characters_are_typed_and_erased),
        cmocka_unit_test(test_a_full_query_stays_whole_characters),
        cmocka_unit_test(test_shift_is_for_one_letter),
        cmocka_unit_test(test_a_held_key_opens_and_whatever_comes_closes),
        cmocka_unit_test(test_the_keyboard_follows_the_language_until_one_is_chosen),
        cmocka_unit_test(test_typing_is_the_search_pages_alone),
        cmocka_unit_test(test_all_of_it_is_in_the_hash_and_gone_at_a_reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
