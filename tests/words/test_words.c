// The interface's strings, in languages that are spoken and in the two that are not.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>

#include "base/array.h"
#include "words/pseudo.h"
#include "words/words.h"

#define RLO "\u202E"
#define PDF "\u202C"

static struct arena arena;

static int start(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void test_the_closest_language_there_is_gets_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *asked, *tag, *content, *back;
        bool rtl;
    } cases[] = {
        {"en", "en", "en", "Back", false},
        {"es", "es", "es", "Atrás", false},
        {"es-MX", "es-MX", "es-MX", "Atrás", false},
        {"en-GB", "en-GB", "en-GB", "Back", false},
        {"eo", "eo", "eo", "Back", false},
        {"ar", "ar", "ar", "Back", false}, // English words stand left to right
        {"esperanto", "esperanto", "esperanto", "Back", false},
        {"", "en", "en", "Back", false},
        {NULL, "en", "en", "Back", false},
        {"../es", "../es", "../es", "Back", false},
        {"en-XA", "en-XA", "en", "Back~" PSEUDO_END, false},
        {"ar-XB", "ar-XB", "en", RLO "Back" PDF, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct words *words = words_create(cases[i].asked);
        assert_string_equal(words_tag(words), cases[i].tag);
        assert_string_equal(words_content_lang(words), cases[i].content);
        assert_int_equal(words_rtl(words), cases[i].rtl);
        assert_string_equal(words_text(words, NULL, "Back"), cases[i].back);
        words_destroy(words);
    }
    words_destroy(NULL);
}

static void test_a_msgid_without_a_translation_gives_itself(void **state)
{
    (void)state;
    struct words *words = words_create("es");
    const char *odd = "A string nobody has";
    assert_ptr_equal(words_text(words, NULL, odd), odd);
    assert_string_equal(words_text(words, "nowhere", "Back"), "Back");
    // The empty msgid is the catalogue's header, which nobody wants to read.
    assert_string_equal(words_text(words, NULL, ""), "");
    words_destroy(words);
}

static void test_names_in_braces_are_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *msgid;
        struct word_arg args[3];
        const char *result;
    } cases[] = {
        {"en", "Next: {title}", {{"title", "MacArthur Park"}}, "Next: MacArthur Park"},
        {"es",
         "Next: {title}",
         {{"title", "MacArthur Park"}},
         "Siguiente: MacArthur Park"},
        {"es", "Stop {n} of {total}", {{"n", "1"}, {"total", "2"}}, "Parada 1 de 2"},
        {"es", "Stop {n} of {total}", {{"total", "2"}, {"n", "1"}}, "Parada 1 de 2"},
        {"en", "Next: {title}", {{"titles", "x"}}, "Next: {title}"},
        {"en", "Next: {title}", {{NULL, NULL}}, "Next: {title}"},
        {"en", "Next: {title}", {{"title", ""}}, "Next: "},
        {"en",
         "Next: {title}",
         {{"title", "{title} 100% {n}"}},
         "Next: {title} 100% {n}"},
        {"en", "a { b } {", {{"title", "x"}}, "a { b } {"},
        {"en", "{{title}}", {{"title", "x"}}, "{x}"},
        {"en", "", {{"title", "x"}}, ""},
        // Other directions are fenced off, and only those.
        {"en", "Next: {title}", {{"title", "שלום"}}, "Next: \u2068שלום\u2069"},
        {"en", "Next: {title}", {{"title", "مرحبا"}}, "Next: \u2068مرحبا\u2069"},
        {"en", "Next: {title}", {{"title", "上海 12"}}, "Next: 上海 12"},
        {"en",
         "Next: {title}",
         {{"title", RLO "x" PDF}},
         "Next: \u2068" RLO "x" PDF "\u2069"},
        {"ar-XB", "Next: {title}", {{"title", "Park"}}, RLO "Next: \u2068Park\u2069" PDF},
        {"ar-XB", "Next: {title}", {{"title", "12"}}, RLO "Next: 12" PDF},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct words *words = words_create(cases[i].lang);
        assert_string_equal(
            words_format(words, &arena, NULL, cases[i].msgid, cases[i].args),
            cases[i].result);
        words_destroy(words);
    }
}

static void test_no_args_at_all_leave_the_text_as_it_is(void **state)
{
    (void)state;
    struct words *words = words_create("es");
    assert_string_equal(words_format(words, &arena, NULL, "Next: {title}", NULL),
                        "Siguiente: {title}");
    words_destroy(words);
}

static void test_numbers_choose_the_plural_and_are_written_by_the_rules(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        long n;
        const char *result;
    } cases[] = {
        {"en", 0, "0 stops"},
        {"en", 1, "1 stop"},
        {"en", 2, "2 stops"},
        {"en", 12345, "12,345 stops"},
        {"en", -1, "-1 stop"},
        {"es", 0, "0 paradas"},
        {"es", 1, "1 parada"},
        {"es", 12345, "12.345 paradas"},
        {"es", 1000000, "1.000.000 paradas"}, // CLDR's "many", which es.po leaves out
        {"es-MX", 12345, "12,345 paradas"},
        {"eo", 2, "2 stops"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct words *words = words_create(cases[i].lang);
        assert_string_equal(
            words_plural(words, &arena, "{n} stop", "{n} stops", cases[i].n),
            cases[i].result);
        words_destroy(words);
    }
}

static void test_a_plural_nobody_translated_falls_back_to_english(void **state)
{
    (void)state;
    struct words *words = words_create("es");
    assert_string_equal(words_plural(words, &arena, "{n} owl", "{n} owls", 1), "1 owl");
    assert_string_equal(words_plural(words, &arena, "{n} owl", "{n} owls", 3), "3 owls");
    words_destroy(words);
}

static void test_distances_are_as_exact_as_a_walk(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        double metres;
        const char *words;
    } cases[] = {
        {"en", 0, "0 m"},
        {"en", -3, "0 m"},
        {"en", (double)NAN, "0 m"},
        {"en", 87.4, "87 m"},
        {"en", 99.6, "100 m"},
        {"en", 184, "180 m"},
        {"en", 994, "990 m"},
        {"en", 995, "1 km"},
        {"en", 1049, "1 km"},
        {"en", 1051, "1.1 km"},
        {"es", 4612, "4,6 km"},
        {"en", 9940, "9.9 km"},
        {"en", 9960, "10 km"},
        {"en", 14499, "14 km"},
        {"en-XA", 180, "180 m~" PSEUDO_END},
        {"ar-XB", 1200, RLO "1.2 km" PDF},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct words *words = words_create(cases[i].lang);
        assert_string_equal(words_distance(words, &arena, cases[i].metres),
                            cases[i].words);
        words_destroy(words);
    }
}

static void test_minutes_are_written_as_hours_from_sixty_on(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        int minutes;
        const char *result;
    } cases[] = {
        {"en", 0, "0 min"},       {"en", 45, "45 min"},
        {"en", 59, "59 min"},     {"en", 60, "1 h"},
        {"en", 80, "1 h 20 min"}, {"en", 120, "2 h"},
        {"es", 80, "1 h 20 min"}, {"ar-XB", 45, RLO "45 min" PDF},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct words *words = words_create(cases[i].lang);
        assert_string_equal(words_minutes(words, &arena, cases[i].minutes),
                            cases[i].result);
        words_destroy(words);
    }
}

static void test_languages_listed_are_those_with_a_po_file(void **state)
{
    (void)state;
    const char *const *tags;
    size_t n = words_languages(&tags), files = 0;
    assert_string_equal(tags[0], "en");
    assert_string_equal(tags[n - 2], "en-XA");
    assert_string_equal(tags[n - 1], "ar-XB");
    DIR *dir = opendir(SOURCE_DIR "/assets/words");
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        char *dot = strrchr(e->d_name, '.');
        if (!dot || strcmp(dot, ".po") != 0)
            continue;
        *dot = '\0';
        size_t i = 0;
        while (i < n && strcmp(tags[i], e->d_name) != 0)
            i++;
        if (i == n)
            fail_msg("words_languages leaves out %s", e->d_name);
        files++;
    }
    closedir(dir);
    assert_int_equal(files + 2, n);
}

static void test_every_string_of_a_pseudo_language_shows_it(void **state)
{
    (void)state;
    struct words *en = words_create("en"), *long_en = words_create("en-XA");
    static const char *const ids[] = {"Back", "Touch anywhere to begin", "Text size",
                                      "Said to be filmed here"};
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        const char *text = words_text(long_en, NULL, ids[i]);
        size_t was = pseudo_length(words_text(en, NULL, ids[i]));
        assert_true(pseudo_length(text) * 10 >= was * 14);
        assert_string_equal(text + strlen(text) - 3, PSEUDO_END);
        assert_memory_equal(text, ids[i], strlen(ids[i]));
    }
    const char *stops = words_plural(long_en, &arena, "{n} stop", "{n} stops", 2);
    assert_memory_equal(stops, "2 stops", 7);
    assert_string_equal(stops + strlen(stops) - 3, PSEUDO_END);
    const char *one = words_plural(long_en, &arena, "{n} stop", "{n} stops", 1);
    assert_memory_equal(one, "1 stop", 6);
    assert_int_not_equal(one[6], 's');
    // What isn't in the catalogue has no mark: that is how a forgotten string is seen.
    assert_string_equal(words_text(long_en, NULL, "Forgotten"), "Forgotten");
    words_destroy(en);
    words_destroy(long_en);
}

static void test_content_is_marked_too_and_the_bytes_before_it_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *result;
        size_t prefix;
    } cases[] = {
        {"en", "Union Station", "Union Station", 0},
        {"es", "Union Station", "Union Station", 0},
        {"ar-XB", "Union Station", RLO "Union Station" PDF, 3},
        {"ar-XB", "", "", 0},
        {"en-XA", "", "", 0},
        {"en-XA", "Union Station", "Union Station one~" PSEUDO_END, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct words *words = words_create(cases[i].lang);
        size_t prefix = 99;
        const char *made = words_pseudo(words, &arena, cases[i].text, &prefix);
        assert_string_equal(made, cases[i].result);
        assert_int_equal(prefix, cases[i].prefix);
        words_destroy(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_closest_language_there_is_gets_chosen),
        cmocka_unit_test(test_a_msgid_without_a_translation_gives_itself),
        cmocka_unit_test(test_names_in_braces_are_replaced),
        cmocka_unit_test(test_no_args_at_all_leave_the_text_as_it_is),
        cmocka_unit_test(test_numbers_choose_the_plural_and_are_written_by_the_rules),
        cmocka_unit_test(test_a_plural_nobody_translated_falls_back_to_english),
        cmocka_unit_test(test_distances_are_as_exact_as_a_walk),
        cmocka_unit_test(test_minutes_are_written_as_hours_from_sixty_on),
        cmocka_unit_test(test_languages_listed_are_those_with_a_po_file),
        cmocka_unit_test(test_every_string_of_a_pseudo_language_shows_it),
        cmocka_unit_test(test_content_is_marked_too_and_the_bytes_before_it_are_told),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
