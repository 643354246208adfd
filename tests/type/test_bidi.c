// What is seen from left to right where directions mix.
#include "sample.h"

static void assert_seen(const struct paragraph *p, int line, const char *expected)
{
    char seen[512];
    sample_runs(p, line, seen, sizeof(seen));
    assert_string_equal(seen, expected);
}

static void test_digits_in_arabic_run_from_left_to_right(void **state)
{
    const struct paragraph *p = sample_lay(state, "عام 1897 قرب 65×100", "ar", 0);
    char seen[512];
    sample_runs(p, 0, seen, sizeof(seen));
    // The text begins at the right; each number is one run that is shaped left to right.
    int runs = paragraph_line_debug(p, 0).runs;
    bool year = false;
    for (int i = 0; i < runs; i++) {
        struct run_debug run = paragraph_run_debug(p, 0, i);
        if (run.len == 4 && memcmp(run.text, "1897", 4) == 0) {
            year = true;
            assert_false(run.rtl);
        }
        if (memcmp(run.text, "\xD8\xB9", 2) == 0) // ain, the first letter
            assert_int_equal(i, runs - 1);
    }
    assert_true(year);
    assert_true(strstr(seen, "100") < strstr(seen, "1897"));
}

static void test_latin_words_stay_readable_in_hebrew(void **state)
{
    const struct paragraph *p = sample_lay(state, "הסרט Her and Him צולם", "he", 0);
    assert_seen(p, 0, "צולם| |Her and Him|הסרט ");
}

static void test_hebrew_in_english_keeps_the_line_going_right(void **state)
{
    const struct paragraph *p = sample_lay(state, "The film אבג, twice", "en", 0);
    assert_seen(p, 0, "The film |אבג|, |twice");
    // A number after Hebrew goes on in its direction.
    p = sample_lay(state, "The film אבג 12", "en", 0);
    assert_seen(p, 0, "The film |12|אבג ");
}

static void test_the_first_strong_letter_decides_when_asked(void **state)
{
    static const struct {
        const char *text;
        enum type_dir dir;
        bool right;
    } table[] = {
        {"123 abc", TYPE_DIR_AUTO, false},
        {"123 אבג", TYPE_DIR_AUTO, true},
        {"(«عربي» latin", TYPE_DIR_AUTO, true},
        {"\u2067אבג\u2069 abc", TYPE_DIR_AUTO, false}, // isolates are passed over
        {"123", TYPE_DIR_AUTO, false},
        {"abc", TYPE_RTL, true},
        {"אבג", TYPE_LTR, false},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct type_spec spec = sample_spec(table[i].text, "en", 600);
        spec.dir = table[i].dir;
        struct line_debug line = paragraph_line_debug(type_paragraph(*state, &spec), 0);
        float right = 600.0f - (float)line.left - line.width;
        if (table[i].right)
            assert_true(line.left > 300 && right < 1.0f);
        else
            assert_int_equal(line.left, 0);
    }
}

static void test_start_and_end_follow_the_direction(void **state)
{
    static const struct {
        const char *text;
        enum type_align align;
        char side;
    } table[] = {
        {"abc", TYPE_START, 'l'}, {"abc", TYPE_END, 'r'}, {"abc", TYPE_CENTER, 'c'},
        {"אבג", TYPE_START, 'r'}, {"אבג", TYPE_END, 'l'}, {"אבג", TYPE_CENTER, 'c'},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct type_spec spec = sample_spec(table[i].text, "en", 500);
        spec.align = table[i].align;
        struct line_debug line = paragraph_line_debug(type_paragraph(*state, &spec), 0);
        float left = (float)line.left, right = 500.0f - left - line.width;
        char side = left < 1.0f ? 'l' : right < 1.0f ? 'r' : 'c';
        assert_int_equal(side, table[i].side);
        if (side == 'c')
            assert_true(left - right < 2.0f && right - left < 2.0f);
    }
}

static void test_overrides_turn_and_show_nothing(void **state)
{
    const struct paragraph *p = sample_lay(state, "a \u202Edef\u202C z", "en", 0);
    assert_line(p, 0, "a def z");
    assert_seen(p, 0, "a |def| z");
    assert_true(paragraph_run_debug(p, 0, 1).rtl);
    p = sample_lay(state, "x \u2067אבג\u2069 \u200Fy", "en", 0);
    assert_line(p, 0, "x אבג y");
    assert_int_equal(paragraph_missing(p), 0);
}

static void test_wrapped_lines_are_reordered_one_by_one(void **state)
{
    const char *text = "אחת שתיים one two three four שלוש";
    float whole = paragraph_width(sample_lay(state, text, "he", 0));
    const struct paragraph *p = sample_lay(state, text, "he", whole * 0.55f);
    assert_int_equal(paragraph_lines(p), 2);
    char first[256], second[256];
    sample_runs(p, 0, first, sizeof(first));
    sample_runs(p, 1, second, sizeof(second));
    // English flows from the left end of the first line to the right of the second's.
    assert_memory_equal(first, "one", 3);
    assert_memory_equal(second, "שלוש", strlen("שלוש"));
    assert_non_null(strstr(second, "four"));
}

static void test_joined_letters_stay_joined_across_colours(void **state)
{
    // Beh beh beh: the middle one in another colour, all still joined, so just as wide.
    const char *text = "ببب";
    float whole = paragraph_width(sample_lay(state, text, "ar", 0));
    struct type_spec spec = sample_spec(text, "ar", 0);
    struct type_part part = {.start = 2, .end = 4, .colour = 1};
    spec.parts = &part;
    spec.n_parts = 1;
    const struct paragraph *p = type_paragraph(*state, &spec);
    assert_int_equal(paragraph_line_debug(p, 0).runs, 3);
    float off = paragraph_width(p) - whole;
    assert_true(off < 4.0f && off > -4.0f);
    float apart = 3 * paragraph_width(sample_lay(state, "ب", "ar", 0));
    assert_true(apart > whole + 10.0f);
}

static void test_an_ellipsis_stands_at_the_end_of_its_direction(void **state)
{
    struct type_spec spec =
        sample_spec("نص طويل جدا يجب أن يقطع إلى سطر واحد", "ar", 250);
    spec.max_lines = 1;
    const struct paragraph *p = type_paragraph(*state, &spec);
    assert_true(paragraph_cut(p));
    struct run_debug first = paragraph_run_debug(p, 0, 0);
    assert_memory_equal(first.text + first.len - 3, "\u2026", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digits_in_arabic_run_from_left_to_right),
        cmocka_unit_test(test_latin_words_stay_readable_in_hebrew),
        cmocka_unit_test(test_hebrew_in_english_keeps_the_line_going_right),
        cmocka_unit_test(test_the_first_strong_letter_decides_when_asked),
        cmocka_unit_test(test_start_and_end_follow_the_direction),
        cmocka_unit_test(test_overrides_turn_and_show_nothing),
        cmocka_unit_test(test_wrapped_lines_are_reordered_one_by_one),
        cmocka_unit_test(test_joined_letters_stay_joined_across_colours),
        cmocka_unit_test(test_an_ellipsis_stands_at_the_end_of_its_direction),
    };
    return cmocka_run_group_tests(tests, sample_setup, sample_teardown);
}
