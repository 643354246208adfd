// Machines with few fonts, none, or one that goes away. Each test has a fontconfig of its
// own, which lists one folder.
#include <sys/stat.h>
#include <unistd.h>

#include "sample.h"

#define NOTO_SANS "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"

struct place {
    char folder[512], font[600], config[600];
};

static void write_config(const struct place *place)
{
    FILE *f = fopen(place->config, "w");
    assert_non_null(f);
    fprintf(f,
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
            "<fontconfig><dir>%s</dir><cachedir>%s/cache</cachedir></fontconfig>",
            place->folder, place->folder);
    fclose(f);
    setenv("FONTCONFIG_FILE", place->config, 1);
}

static void copy_font(const struct place *place)
{
    FILE *from = fopen(NOTO_SANS, "rb");
    if (!from) {
        print_message("SKIP: Noto Sans is not installed\n");
        skip();
    }
    FILE *to = fopen(place->font, "wb");
    assert_non_null(to);
    char block[65536];
    size_t n;
    while ((n = fread(block, 1, sizeof(block), from)) > 0)
        assert_int_equal(fwrite(block, 1, n, to), n);
    fclose(from);
    fclose(to);
}

static int setup(void **state)
{
    struct place *place = calloc(1, sizeof(*place));
    log_quiet(true);
    snprintf(place->folder, sizeof(place->folder), "%s/few-fonts-XXXXXX", BUILD_DIR);
    if (!mkdtemp(place->folder))
        return -1;
    snprintf(place->font, sizeof(place->font), "%s/only.ttf", place->folder);
    snprintf(place->config, sizeof(place->config), "%s/fonts.conf", place->folder);
    write_config(place);
    *state = place;
    return 0;
}

static int teardown(void **state)
{
    struct place *place = *state;
    char command[700];
    snprintf(command, sizeof(command), "rm -rf '%s'", place->folder);
    int failed = system(command);
    free(place);
    return failed;
}

static void test_no_font_at_all_is_a_sentence(void **state)
{
    (void)state;
    struct err err;
    assert_null(type_create(&err));
    assert_string_equal(err.text, "No font with Latin letters is installed.");
}

static void test_one_font_serves_for_every_face(void **state)
{
    const struct place *place = *state;
    copy_font(place);
    struct err err;
    struct type *type = type_create(&err);
    assert_non_null(type);
    struct type_spec spec = sample_spec("Union Station", "en", 0);
    float plain = paragraph_width(type_paragraph(type, &spec));
    assert_true(plain > 150.0f);
    // Slanted and emboldened by the renderer, in place of faces that are not there.
    spec.style.bold = spec.style.italic = true;
    spec.style.face = TYPE_SERIF_DISPLAY;
    const struct paragraph *p = type_paragraph(type, &spec);
    assert_string_equal(paragraph_run_debug(p, 0, 0).family, "Noto Sans");
    assert_true(paragraph_width(p) > plain * 0.9f);
    static uint32_t px[300 * 60];
    struct type_target target = {px, 300, {0, 0, 300, 60}};
    paragraph_paint(type, p, &target, 5, 5, (const uint32_t[2]){0xFFFFFFFF, 0xFFFFFFFF});
    size_t ink = 0;
    for (size_t i = 0; i < sizeof(px) / sizeof(px[0]); i++)
        ink += px[i] != 0;
    assert_true(ink > 500);
    // What it doesn't have is counted, and doesn't stop the rest.
    spec.text = "a ก駅👍 z";
    assert_int_equal(paragraph_missing(type_paragraph(type, &spec)), 3);
    type_destroy(type);
}

static void test_a_font_that_goes_away_leaves_an_empty_text(void **state)
{
    const struct place *place = *state;
    copy_font(place);
    struct err err;
    struct type *type = type_create(&err);
    assert_non_null(type);
    assert_int_equal(unlink(place->font), 0);
    static const char *const texts[] = {"Union Station, Los Angeles", "محطة",
                                        "駅 abc\ndef"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct type_spec spec = sample_spec(texts[i], "en", 100);
        const struct paragraph *p = type_paragraph(type, &spec);
        assert_true(paragraph_lines(p) >= 1);
        assert_true(paragraph_missing(p) > 0);
        static uint32_t px[10 * 10];
        struct type_target target = {px, 10, {0, 0, 10, 10}};
        paragraph_paint(type, p, &target, 0, 0, (const uint32_t[2]){1, 1});
    }
    type_destroy(type);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_font_at_all_is_a_sentence, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_one_font_serves_for_every_face, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_font_that_goes_away_leaves_an_empty_text,
                                        setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
