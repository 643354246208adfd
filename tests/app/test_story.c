// From a cold start to what stands behind a film, as a visitor would go.
#include "stand.h"

static void do_all(struct stand *s, const char *const *steps)
{
    for (; *steps; steps++)
        stand_do(s, *steps);
}

static void test_from_a_name_to_the_source_of_an_award(void **state)
{
    (void)state;
    static const char *const steps[] = {
        "touch 960,540", // the idle screen
        "touch \"Search\"",
        "touch \"p\"",
        "touch \"h\"",
        "touch \"o\"",
        "touch \"e\"",
        "touch \"n\"",
        "touch \"i\"",
        "touch \"x\"",
        "wait 1s",
        "touch \"Joaquin Phoenix\"",
        "wait 1s",
        "expect \"Born 1974\"",
        "touch \"Her\"",
        "wait 1s",
        "expect \"Theodore Twombly\"",
        "touch \"Academy Award\"",
        "wait 1s",
        "expect \"Says so\"",
        NULL,
    };
    struct options o = stand_options(TOURS_PACK);
    struct stand *s = stand_create(&o);
    do_all(s, steps);
    assert_int_equal(s->app.visit.sheet, SHEET_SOURCES);
    assert_int_equal(s->app.visit.cite, CITE_AWARD);
    // Back the same way, page by page.
    static const enum screen back[] = {SCREEN_FILM, SCREEN_PERSON, SCREEN_SEARCH};
    for (int i = 0; i < 3; i++) {
        stand_do(s, "key Escape");
        assert_int_equal(visit_top(&s->app.visit)->screen, back[i]);
    }
    stand_do(s, "expect \"Joaquin Phoenix\"");
    stand_do(s, "touch \"Back\"");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_HOME);
    stand_destroy(s);
}

static void test_the_keypad_leads_to_the_last_stop_of_her(void **state)
{
    (void)state;
    static const char *const steps[] = {"touch 960,540", "key 1",      "key 0",
                                        "key 7",         "key Return", NULL};
    struct options o = stand_options(TOURS_PACK);
    struct stand *s = stand_create(&o);
    do_all(s, steps);
    assert_string_equal(visit_top(&s->app.visit)->id, "lujiazui");
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_keypad_leads_to_the_last_stop_of_her),
        cmocka_unit_test(test_from_a_name_to_the_source_of_an_award),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
