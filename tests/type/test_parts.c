// Capitals, letter spacing and parts of another look.
#include "sample.h"

static const struct paragraph *lay_parts(void **state, const char *text, const char *lang,
                                         const struct type_part *parts, size_t n,
                                         bool capitals)
{
    struct type_spec spec = sample_spec(text, lang, 0);
    spec.parts = parts;
    spec.n_parts = n;
    spec.style.capitals = capitals;
    return type_paragraph(*state, &spec);
}

static void assert_coloured(const struct paragraph *p, const char *expected)
{
    char found[128] = "";
    for (int i = 0; i < paragraph_line_debug(p, 0).runs; i++) {
        struct run_debug run = paragraph_run_debug(p, 0, i);
        if (run.colour == 1)
            strncat(found, run.text, run.len);
    }
    assert_string_equal(found, expected);
}

static void test_capitals_follow_the_language(void **state)
{
    static const struct {
        const char *lang, *text, *expected;
    } table[] = {
        {"en", "istanbul, ışık", "ISTANBUL, IŞIK"},
        {"tr", "istanbul, ışık", "İSTANBUL, IŞIK"},
        {"de", "Straße", "STRASSE"},
        {"el", "σταθμός, άλφα", "ΣΤΑΘΜΟΣ, ΑΛΦΑ"},
        {"ar", "محطة", "محطة"},
        {"ja", "駅 station", "駅 STATION"},
        {NULL, "ﬁlm 12", "FILM 12"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        assert_line(lay_parts(state, table[i].text, table[i].lang, NULL, 0, true), 0,
                    table[i].expected);
}

static void test_parts_stay_where_they_were_when_capitals_grow(void **state)
{
    // The first word grows by a letter, the part is of bytes 8 to 11: "Her".
    struct type_part part = {.start = 8, .end = 11, .colour = 1};
    assert_coloured(lay_parts(state, "Straße Her ß", "de", &part, 1, false), "Her");
    const struct paragraph *p = lay_parts(state, "Straße Her ß", "de", &part, 1, true);
    assert_line(p, 0, "STRASSE HER SS");
    assert_coloured(p, "HER");
}

static void test_odd_parts_are_put_right(void **state)
{
    static const struct {
        struct type_part parts[2];
        size_t n;
        const char *expected;
    } table[] = {
        {{{.start = 2, .end = 900, .colour = 1}}, 1, "cdé"},
        {{{.start = 700, .end = 900, .colour = 1}}, 1, ""},
        {{{.start = 3, .end = 3, .colour = 1}}, 1, ""},
        {{{.start = 4, .end = 1, .colour = 1}}, 1, ""},
        {{{.start = 5, .end = 6, .colour = 1}}, 1, "é"}, // within the letter
        {{{.start = 0, .end = 3, .colour = 1}, {.start = 1, .end = 4, .colour = 1}},
         2,
         "abcd"},
        {{{.start = 0, .end = 1, .colour = 9}}, 1, "a"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const struct paragraph *p =
            lay_parts(state, "abcdé", "en", table[i].parts, table[i].n, false);
        assert_line(p, 0, "abcdé");
        assert_coloured(p, table[i].expected);
    }
}

static void test_parts_change_face_and_height(void **state)
{
    static const struct type_part parts[] = {
        {.start = 0, .end = 4, .bold = true},
        {.start = 5, .end = 10, .italic = true},
        {.start = 10, .end = 11, .raised = true},
    };
    const char *text = "bold slant1";
    const struct paragraph *p = lay_parts(state, text, "en", parts, 3, false);
    float plain = paragraph_width(sample_lay(state, "bold", "en", 0));
    assert_int_equal(paragraph_line_debug(p, 0).runs, 4);
    assert_true(paragraph_run_debug(p, 0, 0).width > plain);
    struct run_debug raised = paragraph_run_debug(p, 0, 3);
    assert_int_equal(raised.px, 19);
    assert_int_equal(raised.rise, 10);
    assert_int_equal((int)paragraph_height(p), 45);
}

static void test_spacing_is_between_clusters_of_european_scripts(void **state)
{
    static const struct {
        const char *text, *lang;
        int gaps;
    } table[] = {
        {"abc", "en", 2},
        {"Ab\xCC\x81"
         "c",
         "en", 2},
        {"Вок", "ru", 2},
        {"Στα", "el", 2},
        {"a b", "en", 2},
        {"محطة", "ar", 0},
        {"हिंदी", "hi", 0},
        {"駅前", "ja", 0},
        {"x", "en", 0},
        {"1939", "en", 3},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct type_spec spec = sample_spec(table[i].text, table[i].lang, 0);
        float plain = paragraph_width(type_paragraph(*state, &spec));
        spec.style.spacing_px = 10;
        float spaced = paragraph_width(type_paragraph(*state, &spec));
        float off = spaced - plain - 10.0f * (float)table[i].gaps;
        if (off > 3.0f || off < -3.0f)
            fail_msg("%s grew from %.0f to %.0f px", table[i].text, (double)plain,
                     (double)spaced);
    }
}

static void test_spaced_text_wraps_too(void **state)
{
    struct type_spec spec = sample_spec("Downtown Los Angeles · stop 1 of 12", "en", 300);
    spec.style.spacing_px = 3;
    spec.style.capitals = true;
    spec.style.bold = true;
    const struct paragraph *p = type_paragraph(*state, &spec);
    assert_int_equal(paragraph_lines(p), 3);
    assert_line(p, 0, "DOWNTOWN LOS");
    assert_true(paragraph_width(p) <= 300.0f);
}

static void test_equal_specs_are_one_paragraph(void **state)
{
    char text[] = "the same", lang[] = "en";
    struct type_part part = {.start = 0, .end = 3, .bold = true};
    struct type_spec a = sample_spec("the same", "en", 300);
    struct type_spec b = sample_spec(text, lang, 300);
    a.parts = b.parts = &part;
    a.n_parts = b.n_parts = 1;
    const struct paragraph *p = type_paragraph(*state, &a);
    assert_ptr_equal(p, type_paragraph(*state, &b));
    struct type_part other = {.start = 0, .end = 3, .italic = true};
    b.parts = &other;
    const struct paragraph *q = type_paragraph(*state, &b);
    assert_ptr_not_equal(p, q);
    assert_true(paragraph_hash(p) != paragraph_hash(q));
    b.parts = &part;
    b.width_px = 301;
    assert_true(paragraph_hash(p) != paragraph_hash(type_paragraph(*state, &b)));
    b.width_px = 300;
    b.lang = "tr";
    assert_true(paragraph_hash(p) != paragraph_hash(type_paragraph(*state, &b)));
}

static void test_a_paragraph_lives_through_two_ticks_without_being_asked_for(void **state)
{
    struct type_spec spec = sample_spec("short life", "en", 300);
    const struct paragraph *p = type_paragraph(*state, &spec);
    uint64_t hash = paragraph_hash(p);
    for (int i = 0; i < 5; i++) {
        type_tick(*state);
        type_tick(*state);
        assert_line(p, 0, "short life");
        assert_ptr_equal(type_paragraph(*state, &spec), p);
    }
    for (int i = 0; i < 4; i++)
        type_tick(*state);
    assert_true(paragraph_hash(type_paragraph(*state, &spec)) == hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_capitals_follow_the_language),
        cmocka_unit_test(test_parts_stay_where_they_were_when_capitals_grow),
        cmocka_unit_test(test_odd_parts_are_put_right),
        cmocka_unit_test(test_parts_change_face_and_height),
        cmocka_unit_test(test_spacing_is_between_clusters_of_european_scripts),
        cmocka_unit_test(test_spaced_text_wraps_too),
        cmocka_unit_test(test_equal_specs_are_one_paragraph),
        cmocka_unit_test(
            test_a_paragraph_lives_through_two_ticks_without_being_asked_for),
    };
    return cmocka_run_group_tests(tests, sample_setup, sample_teardown);
}
