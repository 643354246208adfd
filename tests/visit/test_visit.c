#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "visit/visit.h"

static struct visit fresh(void)
{
    struct visit v;
    visit_init(&v, &(struct visit_settings){"en", "daylight", 2, false});
    return v;
}

static bool apply(struct visit *v, uint32_t kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    return visit_apply(v, &c);
}

static void test_a_visit_begins_at_the_attract_screen(void **state)
{
    (void)state;
    struct visit v = fresh();
    assert_int_equal(v.depth, 1);
    assert_int_equal(visit_top(&v)->screen, SCREEN_ATTRACT);
    assert_false(apply(&v, VISIT_BACK, 0, NULL));
    assert_true(apply(&v, VISIT_BEGIN, 0, NULL));
    assert_int_equal(visit_top(&v)->screen, SCREEN_HOME);
    assert_false(apply(&v, VISIT_BEGIN, 0, NULL));
}

static void test_the_next_stop_takes_this_ones_place(void **state)
{
    (void)state;
    struct visit v = fresh();
    assert_true(apply(&v, VISIT_OPEN_TOUR, 0, "her"));
    assert_true(apply(&v, VISIT_OPEN_STOP, 0, "union-station"));
    uint64_t first = visit_top(&v)->serial;
    assert_true(apply(&v, VISIT_OPEN_STOP, 0, "macarthur-park"));
    assert_int_equal(v.depth, 4);
    assert_string_equal(visit_top(&v)->id, "macarthur-park");
    assert_false(visit_has_entry(&v, first));
    assert_false(apply(&v, VISIT_OPEN_STOP, 0, "macarthur-park"));
    assert_true(apply(&v, VISIT_BACK, 0, NULL));
    assert_int_equal(visit_top(&v)->screen, SCREEN_TOUR);
    assert_true(apply(&v, VISIT_BACK, 0, NULL));
    assert_int_equal(visit_top(&v)->screen, SCREEN_HOME);
    assert_false(apply(&v, VISIT_BACK, 0, NULL));
    assert_false(apply(&v, VISIT_HOME, 0, NULL));
}

static void test_a_stop_leads_back_to_the_tour_below_it(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_OPEN_TOUR, 0, "her");
    uint64_t tour = visit_top(&v)->serial;
    for (int i = 0; i < 3; i++) {
        assert_true(apply(&v, VISIT_OPEN_STOP, 0, "union-station"));
        assert_true(apply(&v, VISIT_OPEN_TOUR, 0, "her"));
        assert_true(visit_top(&v)->serial == tour);
    }
    assert_int_equal(v.depth, 3);
    apply(&v, VISIT_OPEN_STOP, 0, "union-station");
    assert_true(apply(&v, VISIT_OPEN_TOUR, 0, "another"));
    assert_int_equal(v.depth, 5);
}

// From a film to a person to another film: back goes the same way.
static void test_pages_of_one_thing_stack_up(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_BEGIN, 0, NULL);
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_FILM, 0), "her"));
    assert_false(apply(&v, VISIT_OPEN, visit_page(SCREEN_FILM, 0), "her"));
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_PERSON, 0), "spike-jonze"));
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_FILM, 0), "im-here"));
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_FILM, 0), "giving-tree"));
    assert_int_equal(v.depth, 6);
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_TRIVIA, DECK_WORK), "her"));
    assert_int_equal(visit_top(&v)->number, DECK_WORK);
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_TRIVIA, DECK_PLACE), "her"));
    static const char *const back[] = {"giving-tree", "im-here", "spike-jonze", "her",
                                       ""};
    for (int i = 0; i < 5; i++) {
        assert_true(apply(&v, VISIT_BACK, 0, NULL));
        assert_string_equal(visit_top(&v)->id, back[i]);
    }
    assert_int_equal(visit_top(&v)->screen, SCREEN_HOME);
}

// The pages of the bar lie side by side.
static void test_back_from_what_the_bar_leads_to_leads_home(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_BEGIN, 0, NULL);
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_FILMS, 0), NULL));
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_QUIZ, 0), NULL));
    assert_true(apply(&v, VISIT_OPEN, visit_page(SCREEN_SEARCH, 0), NULL));
    assert_int_equal(v.depth, 3);
    assert_true(apply(&v, VISIT_BACK, 0, NULL));
    assert_int_equal(visit_top(&v)->screen, SCREEN_HOME);
}

static void test_sources_are_those_of_one_statement(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_BEGIN, 0, NULL);
    uint64_t before = visit_hash(&v);
    assert_false(apply(&v, VISIT_SHEET, SHEET_SOURCES, NULL));
    assert_false(apply(&v, VISIT_CITE, CITE_COUNT, "x"));
    assert_false(apply(&v, VISIT_CITE, CITE_AWARD, ""));
    assert_true(apply(&v, VISIT_CITE, CITE_AWARD, "her-oscar"));
    assert_int_equal(v.sheet, SHEET_SOURCES);
    assert_true(apply(&v, VISIT_SHEET, SHEET_STILL_THERE, NULL));
    assert_true(apply(&v, VISIT_SHEET, SHEET_NONE, NULL));
    assert_string_equal(v.cited, "her-oscar");
    assert_true(apply(&v, VISIT_BACK, 0, NULL));
    assert_true(visit_hash(&v) == before);
}

static void test_back_closes_the_sheet_first(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_OPEN_TOUR, 0, "her");
    assert_true(apply(&v, VISIT_SHEET, SHEET_SETTINGS, NULL));
    assert_true(apply(&v, VISIT_BACK, 0, NULL));
    assert_int_equal(v.sheet, SHEET_NONE);
    assert_int_equal(v.depth, 3);
    apply(&v, VISIT_SHEET, SHEET_SETTINGS, NULL);
    apply(&v, VISIT_OPEN_STOP, 0, "one");
    assert_int_equal(v.sheet, SHEET_NONE);
}

static void test_a_full_history_loses_its_oldest_page_but_not_its_bottom(void **state)
{
    (void)state;
    struct visit v = fresh();
    char id[16];
    for (int i = 0; i < 40; i++) {
        snprintf(id, sizeof(id), "id-%d", i);
        assert_true(apply(&v, i % 2 ? VISIT_OPEN_STOP : VISIT_OPEN_TOUR, 0, id));
        assert_true(v.depth <= VISIT_DEPTH);
    }
    assert_int_equal(v.depth, VISIT_DEPTH);
    assert_int_equal(v.history[0].screen, SCREEN_ATTRACT);
    assert_int_equal(v.history[1].screen, SCREEN_HOME);
    assert_string_equal(visit_top(&v)->id, "id-39");
    assert_true(apply(&v, VISIT_HOME, 0, NULL));
    assert_int_equal(v.depth, 2);
}

static void test_a_question_gives_back_what_it_lay_over(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_DIGIT, 1, NULL);
    apply(&v, VISIT_DIGIT, 0, NULL);
    assert_true(apply(&v, VISIT_SHEET, SHEET_STILL_THERE, NULL));
    assert_false(apply(&v, VISIT_SHEET, SHEET_STILL_THERE, NULL));
    assert_false(apply(&v, VISIT_DIGIT, 1, NULL));
    assert_true(apply(&v, VISIT_SHEET, SHEET_NONE, NULL));
    assert_int_equal(v.sheet, SHEET_KEYPAD);
    assert_string_equal(v.digits, "10");
    assert_true(apply(&v, VISIT_SHEET, SHEET_NONE, NULL));
    assert_int_equal(v.sheet, SHEET_NONE);
    assert_string_equal(v.digits, "");
    apply(&v, VISIT_SHEET, SHEET_SETTINGS, NULL);
    apply(&v, VISIT_SHEET, SHEET_STILL_THERE, NULL);
    assert_true(apply(&v, VISIT_HOME, 0, NULL));
    assert_int_equal(v.sheet, SHEET_NONE);
    assert_int_equal(v.under, SHEET_NONE);
}

static void test_digits_make_a_code(void **state)
{
    (void)state;
    struct visit v = fresh();
    assert_false(apply(&v, VISIT_DIGIT, 0, NULL));
    assert_true(apply(&v, VISIT_DIGIT, 1, NULL));
    assert_int_equal(visit_top(&v)->screen, SCREEN_HOME);
    assert_int_equal(v.sheet, SHEET_KEYPAD);
    for (int i = 0; i < 3; i++)
        assert_true(apply(&v, VISIT_DIGIT, i, NULL));
    assert_false(apply(&v, VISIT_DIGIT, 5, NULL));
    assert_string_equal(v.digits, "1012");
    assert_true(apply(&v, VISIT_ERASE, 0, NULL));
    assert_string_equal(v.digits, "101");
    assert_true(apply(&v, VISIT_OPEN_STOP, 0, "union-station"));
    assert_string_equal(v.digits, "");
    assert_false(apply(&v, VISIT_ERASE, 0, NULL));
    apply(&v, VISIT_SHEET, SHEET_SETTINGS, NULL);
    assert_false(apply(&v, VISIT_DIGIT, 1, NULL));
}

static void test_each_page_has_its_own_picture(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_OPEN_TOUR, 0, "her");
    apply(&v, VISIT_OPEN_STOP, 0, "union-station");
    assert_true(apply(&v, VISIT_PICTURE, 2, NULL));
    assert_int_equal(visit_top(&v)->picture, 2);
    apply(&v, VISIT_OPEN_STOP, 0, "macarthur-park");
    assert_int_equal(visit_top(&v)->picture, 0);
    assert_false(apply(&v, VISIT_PICTURE, VISIT_PICTURES, NULL));
    assert_false(apply(&v, VISIT_PICTURE, -1, NULL));
}

static void test_a_stops_pictures_are_seen_large_over_it(void **state)
{
    (void)state;
    static const enum sheet sheets[] = {SHEET_VIEWER, SHEET_COMPARE};
    for (int i = 0; i < 2; i++) {
        struct visit v = fresh();
        apply(&v, VISIT_OPEN_TOUR, 0, "her");
        assert_false(apply(&v, VISIT_SHEET, (int)sheets[i], NULL));
        apply(&v, VISIT_OPEN_STOP, 0, "union-station");
        assert_true(apply(&v, VISIT_SHEET, (int)sheets[i], NULL));
        assert_true(apply(&v, VISIT_PICTURE, 2, NULL));
        assert_int_equal(v.sheet, sheets[i]);
        apply(&v, VISIT_SHEET, SHEET_STILL_THERE, NULL);
        apply(&v, VISIT_SHEET, SHEET_NONE, NULL);
        assert_int_equal(v.sheet, sheets[i]);
        assert_true(apply(&v, VISIT_BACK, 0, NULL));
        assert_int_equal(v.sheet, SHEET_NONE);
        assert_int_equal(visit_top(&v)->picture, 2);
        apply(&v, VISIT_SHEET, (int)sheets[i], NULL);
        apply(&v, VISIT_BACK, 0, NULL);
        apply(&v, VISIT_BACK, 0, NULL);
        assert_int_equal(visit_top(&v)->screen, SCREEN_TOUR);
    }
}

static void test_what_is_no_use_changes_nothing(void **state)
{
    (void)state;
    static const struct command useless[] = {
        {.kind = VISIT_NOTHING},
        {.kind = VISIT_COMMANDS},
        {.kind = 9999},
        {.kind = VISIT_OPEN_STOP},
        {.kind = VISIT_OPEN_TOUR},
        {.kind = VISIT_TEXT_SIZE, .number = 0},
        {.kind = VISIT_TEXT_SIZE, .number = 6},
        {.kind = VISIT_TEXT_SIZE, .number = 2},
        {.kind = VISIT_SHEET, .number = -1},
        {.kind = VISIT_SHEET, .number = SHEET_COUNT},
        {.kind = VISIT_SHEET, .number = SHEET_VIEWER},
        {.kind = VISIT_SHEET, .number = SHEET_COMPARE},
        {.kind = VISIT_REVEAL},
        {.kind = VISIT_LANG},
        {.kind = VISIT_LANG, .id = "en"},
        {.kind = VISIT_THEME},
        {.kind = VISIT_MOTION, .number = 0},
        {.kind = VISIT_MOTION, .number = 2},
        {.kind = VISIT_PICTURE, .number = 0},
        {.kind = VISIT_DIGIT, .number = 10},
        {.kind = VISIT_DIGIT, .number = -1},
        {.kind = VISIT_ERASE},
        {.kind = VISIT_BACK},
        {.kind = VISIT_RESET},
    };
    struct visit v = fresh();
    uint64_t before = visit_hash(&v);
    for (size_t i = 0; i < sizeof(useless) / sizeof(useless[0]); i++) {
        assert_false(visit_apply(&v, &useless[i]));
        assert_true(visit_hash(&v) == before);
    }
}

static void test_revealing_again_hides(void **state)
{
    (void)state;
    struct visit v = fresh();
    assert_true(apply(&v, VISIT_REVEAL, 0, "egg-1"));
    assert_true(apply(&v, VISIT_REVEAL, 0, "egg-2"));
    assert_true(visit_revealed(&v, "egg-1") && visit_revealed(&v, "egg-2"));
    assert_true(apply(&v, VISIT_REVEAL, 0, "egg-1"));
    assert_false(visit_revealed(&v, "egg-1"));
    assert_true(visit_revealed(&v, "egg-2"));
}

// A visitor who does everything; the next one must find nothing of it.
static void test_a_reset_gives_back_the_cold_start(void **state)
{
    (void)state;
    struct visit v = fresh();
    uint64_t cold = visit_hash(&v);
    apply(&v, VISIT_OPEN_TOUR, 0, "her");
    apply(&v, VISIT_OPEN_STOP, 0, "union-station");
    apply(&v, VISIT_REVEAL, 0, "egg");
    apply(&v, VISIT_TEXT_SIZE, 5, NULL);
    apply(&v, VISIT_LANG, 0, "es");
    apply(&v, VISIT_THEME, 0, "contrast");
    apply(&v, VISIT_MOTION, 1, NULL);
    apply(&v, VISIT_PICTURE, 1, NULL);
    apply(&v, VISIT_DIGIT, 1, NULL);
    apply(&v, VISIT_SHEET, SHEET_STILL_THERE, NULL);
    apply(&v, VISIT_SHEET, SHEET_SETTINGS, NULL);
    assert_int_equal(v.settings.text_size, 5);
    assert_string_equal(v.settings.lang, "es");
    assert_string_equal(v.settings.theme, "contrast");
    assert_true(visit_hash(&v) != cold);
    assert_true(apply(&v, VISIT_RESET, 0, NULL));
    assert_true(visit_hash(&v) == cold);
    struct visit other = fresh();
    assert_memory_equal(&v, &other, sizeof(v));
}

static void test_screens_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < SCREEN_COUNT; i++)
        assert_int_equal(screen_find(screen_name((enum screen)i)), i);
    assert_int_equal(screen_find("stop:attract"), SCREEN_STOP);
    static const char *const none[] = {"lobby", "stops", "sto", "", ":stop"};
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        assert_int_equal(screen_find(none[i]), SCREEN_COUNT);
}

static void test_stops_and_places_are_put_by_until_the_visit_ends(void **state)
{
    (void)state;
    struct visit v = fresh();
    uint64_t cold = visit_hash(&v);
    assert_true(apply(&v, VISIT_SAVE, SCREEN_STOP, "gate"));
    uint64_t one = visit_hash(&v);
    assert_true(apply(&v, VISIT_SAVE, SCREEN_PLACE, "gate"));
    assert_true(saved_has(&v.saved, SCREEN_STOP, "gate"));
    assert_int_equal(v.saved.n, 2);
    assert_int_not_equal(visit_hash(&v), one);
    assert_true(apply(&v, VISIT_SAVE, SCREEN_PLACE, "gate"));
    assert_int_equal(visit_hash(&v), one);
    assert_false(apply(&v, VISIT_SAVE, SCREEN_FILM, "gate"));
    assert_false(apply(&v, VISIT_SAVE, SCREEN_STOP, ""));
    assert_true(apply(&v, VISIT_FILTER, FILTER_INDOORS, NULL));
    assert_true(apply(&v, VISIT_FILTER, FILTER_SHORT, NULL));
    assert_int_equal(v.filters, FILTER_INDOORS | FILTER_SHORT);
    assert_true(apply(&v, VISIT_FILTER, FILTER_SHORT, NULL));
    assert_int_equal(v.filters, FILTER_INDOORS);
    assert_false(apply(&v, VISIT_FILTER, FILTER_ALL, NULL));
    assert_false(apply(&v, VISIT_FILTER, 8, NULL));
    assert_true(apply(&v, VISIT_RESET, 0, NULL));
    assert_int_equal(visit_hash(&v), cold);
}

static void test_what_is_put_by_is_bounded(void **state)
{
    (void)state;
    struct visit v = fresh();
    char id[16];
    for (int i = 0; i < SAVED_MAX; i++) {
        snprintf(id, sizeof(id), "s-%d", i);
        assert_true(apply(&v, VISIT_SAVE, SCREEN_STOP, id));
    }
    assert_false(apply(&v, VISIT_SAVE, SCREEN_STOP, "one-more"));
    assert_true(apply(&v, VISIT_SAVE, SCREEN_STOP, "s-3"));
    assert_string_equal(v.saved.items[3].id, "s-4");
    assert_true(apply(&v, VISIT_SAVE, SCREEN_STOP, "one-more"));
    assert_string_equal(v.saved.items[SAVED_MAX - 1].id, "one-more");
}

static void test_a_sheet_of_pictures_can_begin_at_one(void **state)
{
    (void)state;
    struct visit v = fresh();
    apply(&v, VISIT_OPEN, visit_page(SCREEN_SCENE, 0), "gate");
    assert_true(apply(&v, VISIT_SHEET, visit_picture(SHEET_COMPARE, 2), NULL));
    assert_int_equal(v.sheet, SHEET_COMPARE);
    assert_int_equal(visit_top(&v)->picture, 2);
    apply(&v, VISIT_BACK, 0, NULL);
    assert_false(apply(&v, VISIT_SHEET, visit_picture(SHEET_SETTINGS, 2), NULL));
    assert_false(
        apply(&v, VISIT_SHEET, visit_picture(SHEET_VIEWER, VISIT_PICTURES), NULL));
    assert_false(apply(&v, VISIT_SHEET, -1, NULL));
    assert_false(apply(&v, VISIT_SHEET, -300, NULL));
    assert_int_equal(v.sheet, SHEET_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_visit_begins_at_the_attract_screen),
        cmocka_unit_test(test_the_next_stop_takes_this_ones_place),
        cmocka_unit_test(test_a_stop_leads_back_to_the_tour_below_it),
        cmocka_unit_test(test_pages_of_one_thing_stack_up),
        cmocka_unit_test(test_back_from_what_the_bar_leads_to_leads_home),
        cmocka_unit_test(test_sources_are_those_of_one_statement),
        cmocka_unit_test(test_back_closes_the_sheet_first),
        cmocka_unit_test(test_a_full_history_loses_its_oldest_page_but_not_its_bottom),
        cmocka_unit_test(test_a_question_gives_back_what_it_lay_over),
        cmocka_unit_test(test_digits_make_a_code),
        cmocka_unit_test(test_each_page_has_its_own_picture),
        cmocka_unit_test(test_a_stops_pictures_are_seen_large_over_it),
        cmocka_unit_test(test_what_is_no_use_changes_nothing),
        cmocka_unit_test(test_revealing_again_hides),
        cmocka_unit_test(test_a_reset_gives_back_the_cold_start),
        cmocka_unit_test(test_screens_have_names),
        cmocka_unit_test(test_stops_and_places_are_put_by_until_the_visit_ends),
        cmocka_unit_test(test_what_is_put_by_is_bounded),
        cmocka_unit_test(test_a_sheet_of_pictures_can_begin_at_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
