#include "stand.h"

static bool parse(struct options *o, struct err *err, const char *line)
{
    static char words[512];
    char *argv[48] = {(char *)(uintptr_t) "backlot"}, *rest = NULL;
    int argc = 1;
    str_copy(words, sizeof(words), line);
    for (char *w = strtok_r(words, " ", &rest); w; w = strtok_r(NULL, " ", &rest))
        argv[argc++] = w;
    return options_parse(o, argc, argv, err);
}

static void test_everything_can_be_said(void **state)
{
    (void)state;
    struct options o;
    struct err err = {0};
    assert_true(
        parse(&o, &err,
              "some.pack --profile kiosk --size 1080x1920 --panel-mm 300x530 "
              "--rotate 90 --lang ar-XB --text-size 5 --theme contrast --state /s "
              "--screen stop:union-station --screenshots out --script x.txt "
              "--dump-tree --frames --version --help --blank 22:05-09:30 "
              "--blank-after 2.5 --monkey 7:20000 --position gpsd:[::1]:2948"));
    assert_string_equal(o.position, "gpsd:[::1]:2948");
    assert_null(o.record);
    assert_int_equal(o.monkey, 20000);
    assert_int_equal(o.monkey_seed, 7);
    assert_string_equal(o.pack, "some.pack");
    assert_string_equal(o.profile, "kiosk");
    assert_true(o.w == 1080 && o.h == 1920);
    assert_true(o.panel_w_mm == 300 && o.panel_h_mm == 530);
    assert_int_equal(o.rotate, 90);
    assert_string_equal(o.lang, "ar-XB");
    assert_int_equal(o.text_size, 5);
    assert_string_equal(o.theme, "contrast");
    assert_string_equal(o.screen, "stop:union-station");
    assert_string_equal(o.screenshots, "out");
    assert_int_equal(o.blank_from, 22 * 60 + 5);
    assert_int_equal(o.blank_to, 9 * 60 + 30);
    assert_true(o.blank_after == 2.5f);
    assert_true(o.dump_tree && o.frames && o.version && o.help);
}

static void test_nothing_said_is_a_laptop_on_a_display(void **state)
{
    (void)state;
    struct options o;
    struct err err = {0};
    assert_true(parse(&o, &err, ""));
    assert_string_equal(o.profile, "laptop");
    assert_string_equal(o.pack, "build/backlot.pack");
    assert_int_equal(o.text_size, 2);
    assert_false(options_offscreen(&o));
    assert_true(parse(&o, &err, "--script x"));
    assert_true(options_offscreen(&o));
    assert_true(parse(&o, &err, "--monkey 1:1"));
    assert_true(options_offscreen(&o));
}

static void test_a_tablet_asks_gpsd_and_nothing_else_does(void **state)
{
    (void)state;
    static const struct {
        const char *line, *position;
    } cases[] = {
        {"", "none"},
        {"--profile kiosk", "none"},
        {"--profile laptop", "none"},
        {"--profile tablet", "gpsd"},
        {"--profile tablet --position none", "none"},
        {"--position simulate:4 --profile tablet", "simulate:4"},
        {"--profile tablet --script x", "none"},
        {"--profile tablet --monkey 1:1", "none"},
        {"--profile tablet --dump-tree --position gpsd", "gpsd"},
        {"--position replay:a@b.gpx@20", "replay:a@b.gpx@20"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct options o;
        struct err err = {0};
        if (!parse(&o, &err, cases[i].line))
            fail_msg("'%s': %s", cases[i].line, err.text);
        assert_string_equal(o.position, cases[i].position);
    }
}

static void test_a_track_is_never_written_at_a_kiosk(void **state)
{
    (void)state;
    struct options o;
    struct err err = {0};
    assert_true(parse(&o, &err, "--profile tablet --record walk.gpx"));
    assert_string_equal(o.record, "walk.gpx");
    assert_true(parse(&o, &err, "--record walk.gpx"));
    assert_false(parse(&o, &err, "--record walk.gpx --profile kiosk"));
    assert_non_null(strstr(err.text, "--record"));
    assert_non_null(strstr(err.text, "kiosk"));
    assert_false(parse(&o, &err, "--profile kiosk --position none --record walk.gpx"));
}

static void test_what_makes_no_sense_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"--wings", "--wings"},
        {"--profile tv", "--profile can't be 'tv'"},
        {"--size 1920", "--size can't be '1920'"},
        {"--size 10x10", "'10x10'"},
        {"--size 1920x1080x3", "'1920x1080x3'"},
        {"--panel-mm ax3", "'ax3'"},
        {"--rotate 45", "'45'"},
        {"--lang tlh", "'tlh'"},
        {"--text-size 6", "'6'"},
        {"--text-size two", "'two'"},
        {"--theme neon", "'neon'"},
        {"--screen lobby", "'lobby'"},
        {"--blank 22-9", "'22-9'"},
        {"--blank 22:00-24:00", "'22:00-24:00'"},
        {"--blank 22:00-09:60", "'22:00-09:60'"},
        {"--blank 09:00-09:00", "'09:00-09:00'"},
        {"--blank 22:00+09:00", "'22:00+09:00'"},
        {"--blank-after 0", "'0'"},
        {"--blank-after nan", "'nan'"},
        {"--blank-after 1e9", "'1e9'"},
        {"--blank-after 5m", "'5m'"},
        {"--monkey 7", "'7'"},
        {"--monkey 7:", "'7:'"},
        {"--monkey 7:0", "'7:0'"},
        {"--monkey x:10", "'x:10'"},
        {"--monkey -1:10", "'-1:10'"},
        {"--position compass", "--position: a position is none"},
        {"--position gpsd:here", "HOST:PORT"},
        {"--position simulate:21", "'21'"},
        {"--position replay:", "needs a file"},
        {"--record", "--record needs a value"},
        {"--script", "--script needs a value"},
        {"a.pack b.pack", "'b.pack'"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct options o;
        struct err err = {0};
        assert_false(parse(&o, &err, cases[i].line));
        if (!strstr(err.text, cases[i].says))
            fail_msg("'%s' does not say '%s'", err.text, cases[i].says);
    }
}

static void test_a_dp_is_a_length(void **state)
{
    (void)state;
    static const struct {
        const char *profile;
        int w, h;
        float panel_w, panel_h, dp_mm, scale;
    } cases[] = {
        {"kiosk", 1920, 1080, 0, 0, 0.25f, 1},           // 480 x 270 mm
        {"kiosk", 1080, 1920, 0, 0, 0.25f, 1},           // turned with the window
        {"kiosk", 3840, 2160, 0, 0, 0.25f, 2},           // the same size, finer
        {"kiosk", 1920, 1080, 1440, 810, 0.40f, 0.533f}, // a wall shows more, not bigger
        {"kiosk", 1920, 1080, 700, 394, 0.3648f, 1},     // never under 1/1080 of the side
        {"laptop", 1920, 1080, 0, 0, 0.19f, 1.179f},
        {"tablet", 1280, 800, 0, 0, 0.16f, 0.944f},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct look look;
        profile_look(profile_find(cases[i].profile), cases[i].w, cases[i].h,
                     cases[i].panel_w, cases[i].panel_h, &look);
        if (look.dp_mm < cases[i].dp_mm - 0.001f ||
            look.dp_mm > cases[i].dp_mm + 0.001f ||
            look.scale < cases[i].scale - 0.002f || look.scale > cases[i].scale + 0.002f)
            fail_msg("case %zu: %g mm, %g px a dp", i, (double)look.dp_mm,
                     (double)look.scale);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_can_be_said),
        cmocka_unit_test(test_nothing_said_is_a_laptop_on_a_display),
        cmocka_unit_test(test_a_tablet_asks_gpsd_and_nothing_else_does),
        cmocka_unit_test(test_a_track_is_never_written_at_a_kiosk),
        cmocka_unit_test(test_what_makes_no_sense_is_named),
        cmocka_unit_test(test_a_dp_is_a_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
