// Where lines end, in which languages.
#include "sample.h"

static void assert_fits(const struct paragraph *p, float width)
{
    for (int i = 0; i < paragraph_lines(p); i++) {
        size_t len;
        const char *line = paragraph_line(p, i, &len);
        float w = paragraph_line_debug(p, i).width;
        if (w > width)
            fail_msg("%.*s is %.1f px, wider than %.1f", (int)len, line, (double)w,
                     (double)width);
    }
}

static const struct sample {
    const char *lang, *text;
} samples[] = {
    {"en",
     "Union Station opened in May 1939, the last of the great stations; its waiting "
     "room stands in for a quiet terminal (of a city that never was)."},
    {"de",
     "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft "
     "hat Verspätung."},
    {"ar", "صُوِّر الفيلم في محطة Union Station عام 1897 بمساحة 65×100 مترًا، ثم في 2013."},
    {"he", "הסרט Her צולם בתחנת Union Station בשנת 2013 (65×100), ונפתח ב־1939."},
    {"hi", "यूनियन स्टेशन लॉस एंजिल्स का मुख्य रेलवे स्टेशन है, जिसका उद्घाटन 1939 में हुआ।"},
    {"th", "สถานียูเนียนเป็นสถานีรถไฟหลักของลอสแอนเจลิส เปิดให้บริการในปี 1939 และใช้ถ่ายทำ"},
    {"ja",
     "ユニオン駅は、ロサンゼルスの主要な鉄道駅です。「Her」の撮影は2013年。ちょっと待って。"},
    {"zh", "联合车站是洛杉矶的主要火车站，“她”于2013年在此拍摄——直骨门。"},
    {"ko", "유니언 역은 로스앤젤레스의 주요 철도역이며 1939년에 개업했다."},
    {"en",
     "👩‍👩‍👧‍👦🇺🇸👍🏽❤️ 👩‍👩‍👧‍👦🇺🇸👍🏽❤️☎️1️⃣"},
};

static void test_no_line_is_wider_than_the_paragraph(void **state)
{
    static const float widths[] = {64, 101, 257, 400.5f, 1000};
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        for (size_t w = 0; w < sizeof(widths) / sizeof(widths[0]); w++)
            assert_fits(sample_lay(state, samples[i].text, samples[i].lang, widths[w]),
                        widths[w]);
    }
}

// Without its white space and what hyphenation adds, every line after another is the text.
static void test_no_word_is_lost_at_any_width(void **state)
{
    static const float widths[] = {40, 150, 333, 2000};
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        for (size_t w = 0; w < sizeof(widths) / sizeof(widths[0]); w++) {
            const struct paragraph *p =
                sample_lay(state, samples[i].text, samples[i].lang, widths[w]);
            const char *at = samples[i].text;
            for (int n = 0; n < paragraph_lines(p); n++) {
                size_t len;
                const char *line = paragraph_line(p, n, &len);
                while (*at == ' ')
                    at++;
                assert_memory_equal(line, at, len);
                at += len;
            }
            assert_string_equal(at, "");
        }
    }
}

static void test_a_narrow_paragraph_shows_at_least_a_cluster_a_line(void **state)
{
    const struct paragraph *p = sample_lay(state,
                                           "Ab\xCC\x81"
                                           "c",
                                           "en", 1);
    assert_int_equal(paragraph_lines(p), 3);
    assert_line(p, 0, "A");
    assert_line(p, 1, "b\xCC\x81");
    assert_line(p, 2, "c");
}

static void test_without_a_width_only_newlines_end_lines(void **state)
{
    const struct paragraph *p =
        sample_lay(state, "one two three\nfour\r\n\nsix\xE2\x80\xA8seven\n", "en", 0);
    static const char *const expected[] = {"one two three", "four", "", "six", "seven"};
    assert_int_equal(paragraph_lines(p), 5);
    for (int i = 0; i < 5; i++)
        assert_line(p, i, expected[i]);
    assert_int_equal((int)paragraph_height(p), 5 * 45);
}

static void test_an_empty_text_takes_no_room(void **state)
{
    struct type_spec spec = sample_spec(NULL, NULL, 100);
    assert_int_equal(paragraph_lines(type_paragraph(*state, &spec)), 0);
    const struct paragraph *p = sample_lay(state, "", "en", 100);
    assert_int_equal((int)paragraph_height(p), 0);
    assert_int_equal((int)paragraph_width(p), 0);
    assert_int_equal((int)paragraph_first_baseline(p), 0);
}

static void test_a_soft_hyphen_shows_only_where_the_line_breaks(void **state)
{
    const struct paragraph *p = sample_lay(state, "rail\xC2\xADway", "en", 500);
    assert_int_equal(paragraph_lines(p), 1);
    assert_line(p, 0, "railway");
    float width = paragraph_width(p);
    p = sample_lay(state, "rail\xC2\xADway", "en", width - 2);
    assert_int_equal(paragraph_lines(p), 2);
    assert_line(p, 0, "rail\u2010");
    assert_line(p, 1, "way");
}

// Characters that Japanese lines must not begin with.
static void test_japanese_lines_keep_their_marks(void **state)
{
    static const char *const forbidden[] = {"。", "、", "」", "ょ",
                                            "っ", "ー", "・", "）"};
    const char *text =
        "ちょっと待って。「ロー・ド」と、彼女（サマンサ）は言った。フューチャー、"
        "ロサンゼルスのユニオン駅でちょっと。";
    for (float width = 150; width < 450; width += 17) {
        const struct paragraph *p = sample_lay(state, text, "ja", width);
        for (int i = 1; i < paragraph_lines(p); i++) {
            size_t len;
            const char *line = paragraph_line(p, i, &len);
            for (size_t f = 0; f < sizeof(forbidden) / sizeof(forbidden[0]); f++)
                if (strncmp(line, forbidden[f], strlen(forbidden[f])) == 0)
                    fail_msg("%.0f px: a line is %.*s", (double)width, (int)len, line);
        }
    }
}

static void test_thai_breaks_between_its_words(void **state)
{
    // "station", "union", "beautiful": nothing but the dictionary knows.
    const char *text = "สถานีรถไฟสวยมาก";
    float whole = paragraph_width(sample_lay(state, text, "th", 0));
    const struct paragraph *p = sample_lay(state, text, "th", whole * 0.7f);
    assert_int_equal(paragraph_lines(p), 2);
    assert_line(p, 0, "สถานีรถไฟ");
    assert_line(p, 1, "สวยมาก");
}

static void test_clusters_are_never_cut(void **state)
{
    const char *family = "👩‍👩‍👧‍👦";
    char text[200] = "";
    for (int i = 0; i < 5; i++)
        memcpy(text + strlen(text), family, strlen(family) + 1);
    const struct paragraph *p = sample_lay(state, text, "en", 41);
    assert_true(paragraph_lines(p) >= 2);
    for (int i = 0; i < paragraph_lines(p); i++) {
        size_t len;
        const char *line = paragraph_line(p, i, &len);
        assert_int_equal(len % strlen(family), 0);
        assert_memory_equal(line, family, strlen(family));
    }
}

static void test_too_many_lines_end_in_an_ellipsis(void **state)
{
    const char *text = "An overlong text that must be cut into two lines and then ends";
    struct type_spec spec = sample_spec(text, "en", 400);
    spec.max_lines = 2;
    const struct paragraph *p = type_paragraph(*state, &spec);
    assert_int_equal(paragraph_lines(p), 2);
    assert_true(paragraph_cut(p));
    assert_line(p, 1, "be cut into two lines and\u2026");
    assert_fits(p, 400);
    spec.max_lines = 5;
    p = type_paragraph(*state, &spec);
    assert_false(paragraph_cut(p));
    assert_int_equal(paragraph_lines(p), 3);
}

static void test_an_ellipsis_cuts_a_word_rather_than_half_the_line(void **state)
{
    struct type_spec spec =
        sample_spec("A Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "de", 300);
    spec.max_lines = 1;
    const struct paragraph *p = type_paragraph(*state, &spec);
    assert_true(paragraph_cut(p));
    assert_true(paragraph_width(p) > 250.0f && paragraph_width(p) <= 300.0f);
    spec.text = "one\ntwo";
    p = type_paragraph(*state, &spec);
    assert_line(p, 0, "one\u2026");
    spec.width_px = 0;
    assert_line(type_paragraph(*state, &spec), 0, "one\u2026");
    spec.width_px = 3; // too narrow for anything
    assert_line(type_paragraph(*state, &spec), 0, "\u2026");
}

static void test_balanced_titles_have_lines_of_about_equal_width(void **state)
{
    struct type_spec spec =
        sample_spec("Where the future was filmed, one evening", "en", 560);
    spec.style.face = TYPE_SERIF_DISPLAY;
    const struct paragraph *greedy = type_paragraph(*state, &spec);
    spec.balance = true;
    const struct paragraph *even = type_paragraph(*state, &spec);
    assert_int_equal(paragraph_lines(greedy), 2);
    assert_int_equal(paragraph_lines(even), 2);
    float was = paragraph_line_debug(greedy, 1).width;
    float is = paragraph_line_debug(even, 1).width;
    assert_true(is > was + 20);
    assert_true(paragraph_width(even) < paragraph_width(greedy));
    spec.text = "Short";
    assert_int_equal(paragraph_lines(type_paragraph(*state, &spec)), 1);
}

static void test_balance_never_adds_a_line(void **state)
{
    const char *text = "A walk through the city of Her, in twelve stops and an evening";
    for (float width = 120; width < 900; width += 23) {
        struct type_spec spec = sample_spec(text, "en", width);
        int lines = paragraph_lines(type_paragraph(*state, &spec));
        spec.balance = true;
        const struct paragraph *p = type_paragraph(*state, &spec);
        assert_int_equal(paragraph_lines(p), lines);
        assert_fits(p, width);
        spec.max_lines = lines;
        assert_false(paragraph_cut(type_paragraph(*state, &spec)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_line_is_wider_than_the_paragraph),
        cmocka_unit_test(test_no_word_is_lost_at_any_width),
        cmocka_unit_test(test_a_narrow_paragraph_shows_at_least_a_cluster_a_line),
        cmocka_unit_test(test_without_a_width_only_newlines_end_lines),
        cmocka_unit_test(test_an_empty_text_takes_no_room),
        cmocka_unit_test(test_a_soft_hyphen_shows_only_where_the_line_breaks),
        cmocka_unit_test(test_japanese_lines_keep_their_marks),
        cmocka_unit_test(test_thai_breaks_between_its_words),
        cmocka_unit_test(test_clusters_are_never_cut),
        cmocka_unit_test(test_too_many_lines_end_in_an_ellipsis),
        cmocka_unit_test(test_an_ellipsis_cuts_a_word_rather_than_half_the_line),
        cmocka_unit_test(test_balanced_titles_have_lines_of_about_equal_width),
        cmocka_unit_test(test_balance_never_adds_a_line),
    };
    return cmocka_run_group_tests(tests, sample_setup, sample_teardown);
}
