#include <unistd.h>

#include "stand.h"

static void test_a_visitor_goes_through_the_tour_and_back(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    struct stand *s = stand_create(&o);
    static const char *const lines[] = {
        "# the first touch",
        "expect \"Touch anywhere to begin\"",
        "touch 960,540",
        "touch \"a near-future Los Angeles\"",
        "expect \"Start tour\"",
        "touch \"Start tour\"",
        "expect \"Union Station\"",
        "expect no \"Start tour\"",
        "drag 1400,800 1400,200 300ms",
        "wait 2s",
        "touch \"Next: MacArthur Park\"",
        "expect \"MacArthur Park\"",
        "touch \"Settings\"",
        "touch \"Text size 4\"",
        "touch \"Text size 2\"",
        "key Escape",
        "touch \"Back\"",
        "expect \"Start tour\"",
        "key Escape",
        "expect \"a near-future Los Angeles\"",
        "key Escape", // no further than the home page
        "expect \"a near-future Los Angeles\"",
        "wait 90s",
        "expect \"Still there?\"",
        "wait 31s",
        "expect \"Touch anywhere to begin\"",
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        stand_do(s, lines[i]);
    assert_false(s->app.quit); // a kiosk stays
    stand_destroy(s);
}

static void test_a_step_that_fails_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"jump", "no step is called 'jump'"},
        {"touch \"No such thing\"", "nothing here is called \"No such thing\""},
        {"touch \"unclosed", "quotes"},
        {"touch here", "x,y"},
        {"touch nan,inf", "x,y"},
        {"expect \"No such thing\"", "expected \"No such thing\" on"},
        {"expect no \"Touch anywhere to begin\"", "expected no"},
        {"expect words", "expect wants"},
        {"wait long", "wait wants a time"},
        {"wait 5", "wait wants a time"},
        {"wait nans", "wait wants a time"},
        {"wait 1e300s", "wait wants a time"},
        {"drag 1,1 2,2", "drag wants"},
        {"key", "key wants"},
        {"key Hyper+A", "Hyper+A"},
        {"screenshot", "wants a file name"},
        {"screenshot /nonexistent/x.png", "/nonexistent/x.png"},
        {"wait 1s now", "'now' is too much"},
    };
    struct options o = stand_options(FIXTURE_PACK);
    struct stand *s = stand_create(&o);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct err err = {0};
        assert_false(script_step(&s->app, cases[i].line, &err));
        if (!strstr(err.text, cases[i].says))
            fail_msg("'%s' does not say '%s'", err.text, cases[i].says);
    }
    stand_destroy(s);
}

static void test_a_script_names_its_line(void **state)
{
    (void)state;
    const char *path = BUILD_DIR "/tests/script.txt";
    FILE *f = fopen(path, "w");
    fputs("wait 10ms\n\n# fine so far\nexpect \"nonsense\"\n", f);
    fclose(f);
    struct options o = stand_options(FIXTURE_PACK);
    struct stand *s = stand_create(&o);
    struct err err = {0};
    assert_false(script_run(&s->app, path, &err));
    assert_non_null(strstr(err.text, "script.txt:4: expected \"nonsense\""));
    assert_false(script_run(&s->app, "/nonexistent/script", &err));
    assert_non_null(strstr(err.text, "/nonexistent/script"));
    stand_destroy(s);
    unlink(path);
}

// The next visitor finds a fresh screen: theme, size, language, eggs, scroll and focus.
static void test_after_a_reset_nothing_is_left(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    struct stand *s = stand_create(&o);
    uint64_t cold = app_hash(&s->app);
    stand_do(s, "touch 960,540");
    stand_do(s, "touch \"a near-future Los Angeles\"");
    stand_do(s, "touch \"Start tour\"");
    stand_do(s, "drag 1400,800 1400,100 200ms");
    stand_do(s, "wait 3s");
    stand_do(s, "key Down");
    struct command commands[] = {command_make(VISIT_TEXT_SIZE, 5, NULL),
                                 command_make(VISIT_LANG, 0, "es"),
                                 command_make(VISIT_THEME, 0, "evening"),
                                 command_make(VISIT_REVEAL, 0, "some-egg")};
    for (size_t i = 0; i < 4; i++)
        app_command(&s->app, &commands[i]);
    app_settle(&s->app);
    assert_true(app_hash(&s->app) != cold);
    app_reset(&s->app);
    app_settle(&s->app);
    assert_true(app_hash(&s->app) == cold);
    stand_do(s, "expect \"Touch anywhere to begin\"");
    stand_destroy(s);
}

static void test_a_pack_that_comes_later_is_shown(void **state)
{
    (void)state;
    const char *path = BUILD_DIR "/tests/later.pack";
    unlink(path);
    struct options o = stand_options(path);
    struct stand *s = stand_create(&o);
    stand_do(s, "expect \"We will be right back\"");
    assert_int_equal(symlink(FIXTURE_PACK, path), 0);
    stand_do(s, "wait 20s");
    stand_do(s, "expect \"We will be right back\"");
    stand_do(s, "wait 11s");
    stand_do(s, "expect \"Touch anywhere to begin\"");
    stand_destroy(s);
    unlink(path);
}

static void test_only_a_laptop_is_left_by_keys(void **state)
{
    (void)state;
    static const struct {
        const char *profile, *key;
        bool leaves;
    } cases[] = {{"kiosk", "key Escape", false},  {"kiosk", "key Ctrl+Q", false},
                 {"laptop", "key Escape", true},  {"laptop", "key Ctrl+Q", true},
                 {"tablet", "key Escape", false}, {"laptop", "key Q", false}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct options o = stand_options(FIXTURE_PACK);
        o.profile = cases[i].profile;
        struct stand *s = stand_create(&o);
        stand_do(s, cases[i].key);
        assert_int_equal(s->app.quit, cases[i].leaves);
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_visitor_goes_through_the_tour_and_back),
        cmocka_unit_test(test_a_step_that_fails_says_why),
        cmocka_unit_test(test_a_script_names_its_line),
        cmocka_unit_test(test_after_a_reset_nothing_is_left),
        cmocka_unit_test(test_a_pack_that_comes_later_is_shown),
        cmocka_unit_test(test_only_a_laptop_is_left_by_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
