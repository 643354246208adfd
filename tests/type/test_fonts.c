// Which font shows what, and at which size and height.
#include "sample.h"

static void test_each_script_has_its_font(void **state)
{
    static const struct {
        const char *text, *lang, *family, *script;
    } table[] = {
        {"Union", "en", "Noto Sans", "Latn"},
        {"Вокзал", "ru", "Noto Sans", "Cyrl"},
        {"Σταθμός", "el", "Noto Sans", "Grek"},
        {"محطة", "ar", "Noto Sans Arabic", "Arab"},
        {"הסרט", "he", "Noto Sans Hebrew", "Hebr"},
        {"स्टेशन", "hi", "Noto Sans Devanagari", "Deva"},
        {"สถานี", "th", "Noto Sans Thai", "Thai"},
        {"ბათუმი", "ka", "Noto Sans Georgian", "Geor"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const struct paragraph *p = sample_lay(state, table[i].text, table[i].lang, 0);
        assert_int_equal(paragraph_line_debug(p, 0).runs, 1);
        struct run_debug run = paragraph_run_debug(p, 0, 0);
        assert_string_equal(run.family, table[i].family);
        assert_string_equal(run.script, table[i].script);
        assert_int_equal(paragraph_missing(p), 0);
    }
}

static void test_ideographs_follow_the_language(void **state)
{
    static const struct {
        const char *lang, *family;
    } table[] = {
        {"ja", "Noto Sans CJK JP"},      {"zh", "Noto Sans CJK SC"},
        {"zh-Hans", "Noto Sans CJK SC"}, {"zh-Hant", "Noto Sans CJK TC"},
        {"zh-TW", "Noto Sans CJK TC"},   {"zh-HK", "Noto Sans CJK HK"},
        {"ko", "Noto Sans CJK KR"},      {"ja-JP", "Noto Sans CJK JP"},
        {"en", "Noto Sans CJK SC"},      {"jam", "Noto Sans CJK SC"},
    };
    sample_need(state, "直", "ja", "Noto Sans CJK");
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        assert_string_equal(sample_family(state, "直骨", table[i].lang), table[i].family);
    // Kana say Japanese where the language does not.
    assert_string_equal(sample_family(state, "直の", "en"), "Noto Sans CJK JP");
}

static void test_wide_brackets_after_latin_are_those_of_the_text(void **state)
{
    sample_need(state, "直", "ja", "Noto Sans CJK");
    const struct paragraph *p = sample_lay(state, "「Her」の2013年", "ja", 0);
    struct line_debug line = paragraph_line_debug(p, 0);
    for (int i = 0; i < line.runs; i++) {
        struct run_debug run = paragraph_run_debug(p, 0, i);
        bool latin = run.text[0] == 'H' || run.text[0] == '2';
        assert_string_equal(run.family, latin ? "Noto Sans" : "Noto Sans CJK JP");
    }
}

static void test_emoji_are_one_picture_each(void **state)
{
    sample_need(state, "👍", "en", "Noto Color Emoji");
    static const char *const table[] = {
        "👍",      "👍🏽", "👩‍👩‍👧‍👦",   "🇺🇸",
        "❤️", "1️⃣",  "🏴󠁧󠁢󠁥󠁮󠁧󠁿"};
    float one = paragraph_width(sample_lay(state, "👍", "en", 0));
    assert_true(one > 28.0f && one < 45.0f); // scaled from its strike of 109
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const struct paragraph *p = sample_lay(state, table[i], "en", 0);
        assert_string_equal(paragraph_run_debug(p, 0, 0).family, "Noto Color Emoji");
        assert_int_equal(paragraph_line_debug(p, 0).runs, 1);
        float off = paragraph_width(p) - one;
        if (off > 1.5f || off < -1.5f)
            fail_msg("%s is %.1f px wide", table[i], (double)paragraph_width(p));
    }
    // Digits, and signs asked for as text, are text.
    assert_string_equal(sample_family(state, "1", "en"), "Noto Sans");
    assert_string_not_equal(sample_family(state, "☎\uFE0E", "en"), "Noto Color Emoji");
}

static void test_the_space_after_an_emoji_is_the_texts(void **state)
{
    sample_need(state, "👍", "en", "Noto Color Emoji");
    const struct paragraph *p = sample_lay(state, "👍 a", "en", 0);
    assert_string_equal(paragraph_run_debug(p, 0, 1).family, "Noto Sans");
    float emoji = paragraph_width(sample_lay(state, "👍", "en", 0));
    float letter = paragraph_width(sample_lay(state, "a", "en", 0));
    assert_true(paragraph_width(p) - emoji - letter < 12.0f);
}

static void test_titles_have_a_serif_in_every_script(void **state)
{
    static const struct {
        const char *text, *lang, *family;
    } table[] = {
        {"Union", "en", "Noto Serif Display"},
        {"Вокзал", "ru", "Noto Serif Display"},
        {"محطة", "ar", "Noto Naskh Arabic"},
        {"סרט", "he", "Noto Serif Hebrew"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct type_spec spec = sample_spec(table[i].text, table[i].lang, 0);
        spec.style.face = TYPE_SERIF_DISPLAY;
        const struct paragraph *p = type_paragraph(*state, &spec);
        assert_string_equal(paragraph_run_debug(p, 0, 0).family, table[i].family);
    }
}

static void test_what_no_font_has_is_counted(void **state)
{
    static const struct {
        const char *text;
        int missing;
    } table[] = {
        {"plain", 0},
        {"\xEE\x80\x80", 1},                  // private use
        {"a\xEE\x80\x80\xEE\x80\x81 b", 2},   // and its neighbours stay
        {"\x01\x02\xC2\x85x\xE2\x81\xA0", 0}, // controls
        {"bad \xFF\xC0\x80", 0},              // shown as U+FFFD
        {"\xF3\xA0\x80\x81", 0},              // a tag
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const struct paragraph *p = sample_lay(state, table[i].text, "en", 0);
        assert_int_equal(paragraph_missing(p), table[i].missing);
    }
}

static void test_controls_take_no_room(void **state)
{
    float plain = paragraph_width(sample_lay(state, "ab", "en", 0));
    static const char *const table[] = {
        "a\x01"
        "b",
        "a\x7F"
        "b",
        "a\xC2\x81"
        "b",
        "a\u200Bb",
        "a\u200Eb",
        "a\u2060b",
        "a\uFEFFb",
        "a\u061Cb",
        "a\u202Ab\u202C",
        "a\u2066b\u2069",
        "a\uFFF9b",
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const struct paragraph *p = sample_lay(state, table[i], "en", 0);
        assert_line(p, 0, "ab");
        assert_true(paragraph_width(p) <= plain + 1.0f);
    }
}

static void test_invalid_bytes_show_a_replacement(void **state)
{
    assert_line(sample_lay(state, "a\xFFz", "en", 0), 0, "a\uFFFDz");
    assert_line(sample_lay(state, "a\xED\xA0\x80", "en", 0), 0, "a\uFFFD\uFFFD\uFFFD");
    assert_line(sample_lay(state, "cut \xE2\x80", "en", 0), 0, "cut \uFFFD\uFFFD");
    assert_line(sample_lay(state, "\xEF\xBF\xBE", "en", 0), 0, "\uFFFD"); // U+FFFE
}

static void test_lines_are_line_px_apart_and_grow_for_tall_scripts(void **state)
{
    const struct paragraph *p = sample_lay(state, "one\ntwo\nthree", "en", 0);
    for (int i = 0; i < 3; i++) {
        struct line_debug line = paragraph_line_debug(p, i);
        assert_int_equal(line.top, 45 * i);
        assert_int_equal(line.height, 45);
        // Half of the leading above, half below, around Noto Sans' 1.069 and 0.293 em.
        assert_in_range(line.baseline - line.top, 33, 36);
    }
    assert_int_equal((int)paragraph_first_baseline(p),
                     paragraph_line_debug(p, 0).baseline);
    struct type_spec spec = sample_spec("one", "en", 0);
    spec.style.line_px = 33;
    assert_int_equal((int)paragraph_height(type_paragraph(*state, &spec)), 33);
    spec.text = "one محطة";
    assert_true(paragraph_height(type_paragraph(*state, &spec)) > 40);
    spec.text = "東京タワー"; // ideographs stand in their em
    assert_int_equal((int)paragraph_height(type_paragraph(*state, &spec)), 33);
    spec.style.line_px = 0; // the font's own
    assert_in_range((int)paragraph_height(type_paragraph(*state, &spec)), 39, 43);
}

static void test_sizes_are_kept_within_reason(void **state)
{
    static const float sizes[] = {-5, 0, 1, 6, 5000, 1e30f};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct type_spec spec = sample_spec("A", "en", 0);
        spec.style.size_px = sizes[i];
        spec.style.line_px = sizes[i] * 1.5f;
        const struct paragraph *p = type_paragraph(*state, &spec);
        assert_in_range(paragraph_run_debug(p, 0, 0).px, 6, 1024);
        assert_in_range((int)paragraph_height(p), 1, 5000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_script_has_its_font),
        cmocka_unit_test(test_ideographs_follow_the_language),
        cmocka_unit_test(test_wide_brackets_after_latin_are_those_of_the_text),
        cmocka_unit_test(test_emoji_are_one_picture_each),
        cmocka_unit_test(test_the_space_after_an_emoji_is_the_texts),
        cmocka_unit_test(test_titles_have_a_serif_in_every_script),
        cmocka_unit_test(test_what_no_font_has_is_counted),
        cmocka_unit_test(test_controls_take_no_room),
        cmocka_unit_test(test_invalid_bytes_show_a_replacement),
        cmocka_unit_test(test_lines_are_line_px_apart_and_grow_for_tall_scripts),
        cmocka_unit_test(test_sizes_are_kept_within_reason),
    };
    return cmocka_run_group_tests(tests, sample_setup, sample_teardown);
}
