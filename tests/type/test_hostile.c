// Texts that nobody writes: they come to an end, and nothing breaks.
#include "sample.h"

static char *repeated(const char *unit, size_t times)
{
    size_t len = strlen(unit);
    char *text = malloc(len * times + 1);
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * len, unit, len);
    text[len * times] = '\0';
    return text;
}

static void paint_some(void **state, const struct paragraph *p)
{
    enum { W = 200, H = 120 };
    static uint32_t px[W * H];
    const uint32_t colours[2] = {0xFF000000u, 0xFF800000u};
    struct type_target target = {px, W, {0, 0, W, H}};
    paragraph_paint(*state, p, &target, 0, 0, colours);
    paragraph_paint(*state, p, &target, -5000, -300, colours);
}

static void test_long_texts_are_cut_at_64_kib(void **state)
{
    static const char *const units[] = {
        "word after word ",
        "x",
        "\n",
        " ",
        "שלום ",
        "駅",
        "\xFF",
        "\u202E",
        "a\u00AD",
        "\u0301",
        "\u200D",
        "🇺",
        "\xEE\x80\x80",
    };
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        char *text = repeated(units[i], (1 << 20) / strlen(units[i]));
        struct type_spec spec = sample_spec(text, "en", 900);
        const struct paragraph *p = type_paragraph(*state, &spec);
        assert_true(paragraph_cut(p));
        size_t len;
        const char *last = paragraph_line(p, paragraph_lines(p) - 1, &len);
        assert_true(len >= 3);
        assert_memory_equal(last + len - 3, "\u2026", 3);
        paint_some(state, p);
        free(text);
        for (int n = 0; n < 4; n++)
            type_tick(*state);
    }
}

static void test_one_line_of_64_kib_without_a_width_is_painted(void **state)
{
    char *text = repeated("a fairly long line ", 3400);
    const struct paragraph *p = sample_lay(state, text, "en", 0);
    assert_int_equal(paragraph_lines(p), 1);
    assert_true(paragraph_width(p) > 100000.0f);
    paint_some(state, p);
    struct type_spec spec = sample_spec(text, "en", 300);
    spec.max_lines = 1;
    p = type_paragraph(*state, &spec);
    assert_line(p, 0, "a fairly long line a\u2026");
    free(text);
}

static void test_ten_thousand_marks_on_one_letter(void **state)
{
    char marks[20003] = "e";
    for (int i = 0; i < 10000; i++)
        memcpy(marks + 1 + 2 * i, "\u0301", 2);
    const struct paragraph *p = sample_lay(state, marks, "en", 300);
    assert_int_equal(paragraph_lines(p), 1);
    size_t len;
    paragraph_line(p, 0, &len);
    assert_int_equal(len, 1 + 2 * 30); // as many as a language could need
    paint_some(state, p);
}

static void test_every_code_point_is_safe(void **state)
{
    char text[4 * 512 + 1];
    for (uint32_t first = 1; first < 0x1F000; first += 512) {
        bool syllables = first > 0x3400 && first < 0xD800;
        if (first % (syllables ? 0x2000 : first > 0xFFFF ? 0x800 : 0x200) != 1)
            continue; // more of the same
        size_t len = 0;
        for (uint32_t code = first; code < first + 512; code++) {
            char *to = text + len;
            if (code < 0x80) {
                to[0] = (char)code;
                len += 1;
            } else if (code < 0x800) {
                to[0] = (char)(0xC0 | code >> 6);
                to[1] = (char)(0x80 | (code & 63));
                len += 2;
            } else if (code < 0x10000) {
                to[0] = (char)(0xE0 | code >> 12);
                to[1] = (char)(0x80 | (code >> 6 & 63));
                to[2] = (char)(0x80 | (code & 63));
                len += 3;
            } else {
                to[0] = (char)(0xF0 | code >> 18);
                to[1] = (char)(0x80 | (code >> 12 & 63));
                to[2] = (char)(0x80 | (code >> 6 & 63));
                to[3] = (char)(0x80 | (code & 63));
                len += 4;
            }
        }
        text[len] = '\0';
        struct type_spec spec = sample_spec(text, "ja", 400);
        spec.style.size_px = 12;
        spec.style.line_px = 16;
        spec.style.capitals = (first / 512) % 2;
        spec.style.spacing_px = (first / 512) % 3 ? 0.0f : 1.5f;
        const struct paragraph *p = type_paragraph(*state, &spec);
        for (int i = 0; i < paragraph_lines(p); i++)
            assert_true(paragraph_line_debug(p, i).width <= 400.0f);
        paint_some(state, p);
        type_tick(*state);
    }
}

static void test_random_bytes_are_safe(void **state)
{
    uint32_t seed = 1;
    for (int round = 0; round < 200; round++) {
        char text[200];
        for (size_t i = 0; i < sizeof(text) - 1; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = (char)(1 + (seed >> 24) % 255);
        }
        text[sizeof(text) - 1] = '\0';
        struct type_spec spec =
            sample_spec(text, round % 2 ? "ar" : "xx-invalid!tag", 333);
        struct type_part parts[2] = {{.start = seed % 90, .end = 100, .italic = true},
                                     {.start = 110, .end = 150, .raised = true}};
        spec.parts = parts;
        spec.n_parts = 2;
        spec.balance = round % 3 == 0;
        spec.max_lines = round % 5;
        spec.style.spacing_px = round % 4 ? 0.0f : -2.5f;
        paint_some(state, type_paragraph(*state, &spec));
        type_tick(*state);
    }
}

static void test_odd_numbers_in_a_spec_are_safe(void **state)
{
    float zero = 0.0f;
    const float widths[] = {-1, 0, 0.5f, 1e30f, zero / zero, 1 / zero, -1 / zero};
    for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
        struct type_spec spec = sample_spec("some words\nin lines", "en", widths[i]);
        spec.balance = true;
        spec.max_lines = 3;
        assert_true(paragraph_lines(type_paragraph(*state, &spec)) >= 2);
        spec.width_px = 300;
        spec.style.size_px = widths[i];
        spec.style.line_px = widths[i];
        paint_some(state, type_paragraph(*state, &spec));
        spec.style.size_px = 30;
        spec.style.line_px = 45;
        spec.style.spacing_px = widths[i];
        paint_some(state, type_paragraph(*state, &spec));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_texts_are_cut_at_64_kib),
        cmocka_unit_test(test_one_line_of_64_kib_without_a_width_is_painted),
        cmocka_unit_test(test_ten_thousand_marks_on_one_letter),
        cmocka_unit_test(test_every_code_point_is_safe),
        cmocka_unit_test(test_random_bytes_are_safe),
        cmocka_unit_test(test_odd_numbers_in_a_spec_are_safe),
    };
    return cmocka_run_group_tests(tests, sample_setup, sample_teardown);
}
