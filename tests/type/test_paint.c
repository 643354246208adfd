// Pixels: where ink is and where it must not be.
#include "sample.h"

#define W 700
#define H 400
#define PAPER 0xFFFBF3EAu

static const uint32_t colours[2] = {0xFF2A1D22u, 0xFFC8402Bu};

struct canvas {
    uint32_t px[W * H];
};

static struct canvas *blank(void)
{
    struct canvas *c = malloc(sizeof(*c));
    assert_non_null(c);
    for (int i = 0; i < W * H; i++)
        c->px[i] = PAPER;
    return c;
}

static void paint(void **state, struct canvas *c, const struct paragraph *p,
                  struct rect clip, int x, int y)
{
    struct type_target target = {c->px, W, clip};
    paragraph_paint(*state, p, &target, x, y, colours);
}

static const struct rect everything = {0, 0, W, H};

static struct rect ink(const struct canvas *c)
{
    struct rect all = {0, 0, 0, 0};
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            if (c->px[y * W + x] != PAPER)
                all = rect_join(all, (struct rect){x, y, 1, 1});
        }
    }
    return all;
}

static int count(const struct canvas *c, uint32_t colour)
{
    int n = 0;
    for (int i = 0; i < W * H; i++)
        n += c->px[i] == colour;
    return n;
}

static const struct sample {
    const char *lang, *text;
} samples[] = {
    {"en", "Åjf (Quiet) gyp \u27E7"},
    {"ar", "صُوِّر في محطة ⟧"},
    {"he", "הסרט Her 2013 ⟧"},
    {"hi", "हिंदी क्षेत्र ⟧"},
    {"th", "ที่นี่ ปู่ ⟧"},
    {"ja", "駅。ー「撮影」⟧"},
    {"en", "👍🏽👩‍👩‍👧‍👦 x"},
    {"vi", "Ẫ ẵ Ễ"},
    {"my", "မြန်မာ"},
    {"bo", "བོད་སྐད་"},
};

static void test_ink_stays_within_a_quarter_em_of_the_box(void **state)
{
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        struct canvas *c = blank();
        const struct paragraph *p =
            sample_lay(state, samples[i].text, samples[i].lang, 0);
        paint(state, c, p, everything, 50, 60);
        struct rect box = {50 - 7, 60 - 7, (int)paragraph_width(p) + 14,
                           (int)paragraph_height(p) + 14};
        struct rect found = ink(c);
        struct rect inside = rect_cut(found, box);
        assert_false(rect_empty(found));
        if (!rect_eq(found, inside))
            fail_msg("%s: ink at %d,%d %dx%d", samples[i].text, found.x, found.y, found.w,
                     found.h);
        // And is not cut off by that rule: letters are about where they are measured.
        assert_true(found.w > (int)paragraph_width(p) * 3 / 4);
        free(c);
    }
}

static void test_nothing_is_painted_outside_the_clip(void **state)
{
    const struct rect clips[] = {{60, 70, 40, 20},    {0, 0, 55, H},  {100, 0, 1, H},
                                 {0, 75, W, 1},       {300, 0, 5, 5}, {0, 0, 0, 0},
                                 {W - 1, H - 1, 1, 1}};
    struct canvas *whole = blank();
    struct type_spec spec = sample_spec("Åjf (Quiet) gyp, and more 👍 lines", "en", 200);
    const struct paragraph *p = type_paragraph(*state, &spec);
    paint(state, whole, p, everything, 50, 60);
    for (size_t i = 0; i < sizeof(clips) / sizeof(clips[0]); i++) {
        struct canvas *c = blank();
        paint(state, c, p, clips[i], 50, 60);
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                uint32_t wanted = rect_has(clips[i], x, y) ? whole->px[y * W + x] : PAPER;
                assert_int_equal(c->px[y * W + x], wanted);
            }
        }
        free(c);
    }
    free(whole);
}

static void test_a_text_partly_off_the_buffer_is_safe(void **state)
{
    static const struct {
        int x, y;
    } at[] = {{-80, -20}, {W - 10, H - 10}, {-5000, 5}, {5, 5000}, {-30, H - 20}};
    const struct paragraph *p = sample_lay(state, "Union Station\nand more 👍", "en", 0);
    for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
        struct canvas *c = blank();
        paint(state, c, p, everything, at[i].x, at[i].y);
        free(c);
    }
}

// A strip is painted in bands of rows: together they are what one painting gives.
static void test_bands_make_the_same_picture(void **state)
{
    const char *text = "Where the future was filmed, gyp محطة 駅 👍 in Los Angeles";
    const struct paragraph *p = sample_lay(state, text, "en", 300);
    struct canvas *whole = blank(), *bands = blank();
    paint(state, whole, p, everything, 20, 10);
    for (int y = 0; y < H; y += 23)
        paint(state, bands, p, (struct rect){0, y, W, y + 23 < H ? 23 : H - y}, 20, 10);
    assert_memory_equal(whole->px, bands->px, sizeof(whole->px));
    free(whole);
    free(bands);
}

static void test_the_end_mark_is_painted(void **state)
{
    struct canvas *with = blank(), *without = blank();
    paint(state, with, sample_lay(state, "Start\u27E7", "en", 0), everything, 50, 60);
    paint(state, without, sample_lay(state, "Start", "en", 0), everything, 50, 60);
    struct rect a = ink(with), b = ink(without);
    assert_true(a.x + a.w > b.x + b.w + 4);
    assert_int_equal(paragraph_missing(sample_lay(state, "Start\u27E7", "en", 0)), 0);
    free(with);
    free(without);
}

static void test_parts_have_their_colour(void **state)
{
    struct type_spec spec = sample_spec("one two", "en", 0);
    struct type_part part = {.start = 4, .end = 7, .colour = 1};
    spec.parts = &part;
    spec.n_parts = 1;
    struct canvas *c = blank();
    paint(state, c, type_paragraph(*state, &spec), everything, 50, 60);
    assert_true(count(c, colours[0]) > 20);
    assert_true(count(c, colours[1]) > 20);
    free(c);
}

static void test_a_colours_alpha_fades_the_text(void **state)
{
    const uint32_t faint[2] = {0x80000000u, 0};
    struct canvas *c = blank();
    struct type_target target = {c->px, W, everything};
    paragraph_paint(*state, sample_lay(state, "HHH 👍", "en", 0), &target, 50, 60, faint);
    // Half black on paper; never darker, and opaque as before.
    assert_true(count(c, 0xFF7D7975u) > 20);
    for (int i = 0; i < W * H; i++)
        assert_int_equal(c->px[i] >> 24, 0xFF);
    free(c);
}

static void test_emoji_are_coloured_and_of_the_texts_size(void **state)
{
    sample_need(state, "❤️", "en", "Noto Color Emoji");
    struct canvas *c = blank();
    paint(state, c, sample_lay(state, "❤️", "en", 0), everything, 50, 60);
    struct rect found = ink(c);
    assert_in_range(found.h, 20, 40);
    int red = 0;
    for (int i = 0; i < W * H; i++)
        red += (c->px[i] >> 16 & 0xFF) > 200 && (c->px[i] & 0xFF) < 100;
    assert_true(red > 200);
    free(c);
}

// Marks that reach above the font's ascent must not push their letter down.
static void test_tall_marks_leave_the_baseline_where_it_is(void **state)
{
    const char *plain = "H", *marked = "H\u0302\u0301\u0304\u0302\u0301\u0304";
    struct canvas *a = blank(), *b = blank();
    paint(state, a, sample_lay(state, plain, "en", 0), everything, 50, 60);
    paint(state, b, sample_lay(state, marked, "en", 0), everything, 50, 60);
    struct rect low = ink(a), high = ink(b);
    assert_int_equal(low.y + low.h, high.y + high.h);
    assert_true(high.y < low.y);
    free(a);
    free(b);
}

static void test_letters_stand_where_they_are_measured(void **state)
{
    static const char *const table[] = {"H", "jH", "fH", "HH", "AVATAR"};
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct canvas *c = blank();
        const struct paragraph *p = sample_lay(state, table[i], "en", 0);
        paint(state, c, p, everything, 50, 60);
        struct rect found = ink(c);
        int right = 50 + (int)paragraph_width(p);
        assert_in_range(found.x, 50 - 4, 50 + 5);
        assert_in_range(found.x + found.w, right - 6, right + 1);
        int baseline = 60 + (int)paragraph_first_baseline(p);
        if (table[i][0] == 'H')
            assert_int_equal(found.y + found.h, baseline);
        free(c);
    }
}

static void test_italic_and_bold_are_different_ink(void **state)
{
    struct type_spec spec = sample_spec("Station", "en", 0);
    uint64_t dark[3];
    for (int i = 0; i < 3; i++) {
        spec.style.bold = i == 1;
        spec.style.italic = i == 2;
        struct canvas *c = blank();
        paint(state, c, type_paragraph(*state, &spec), everything, 50, 60);
        dark[i] = 0;
        for (int k = 0; k < W * H; k++)
            dark[i] += 0xFB - (c->px[k] >> 16 & 0xFF);
        free(c);
    }
    assert_true(dark[1] > dark[0] * 5 / 4);
    assert_true(dark[2] != dark[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ink_stays_within_a_quarter_em_of_the_box),
        cmocka_unit_test(test_nothing_is_painted_outside_the_clip),
        cmocka_unit_test(test_a_text_partly_off_the_buffer_is_safe),
        cmocka_unit_test(test_bands_make_the_same_picture),
        cmocka_unit_test(test_the_end_mark_is_painted),
        cmocka_unit_test(test_parts_have_their_colour),
        cmocka_unit_test(test_a_colours_alpha_fades_the_text),
        cmocka_unit_test(test_emoji_are_coloured_and_of_the_texts_size),
        cmocka_unit_test(test_tall_marks_leave_the_baseline_where_it_is),
        cmocka_unit_test(test_letters_stand_where_they_are_measured),
        cmocka_unit_test(test_italic_and_bold_are_different_ink),
    };
    return cmocka_run_group_tests(tests, sample_setup, sample_teardown);
}
