// The quiz as visitors play it: by keys alone, by fingers, and two of them at once.
#include <unistd.h>

#include "changed.h"
#include "quiz_rows.h"
#include "screens/quiz.h"

#define QUIZ_PACK BUILD_DIR "/tests/quiz.pack"

static struct stand *open_quiz(const char *sql, int w, int h)
{
    struct options o = stand_options(QUIZ_PACK);
    o.w = w;
    o.h = h;
    o.screen = "quiz";
    changed_make(QUIZ_PACK, sql);
    return stand_create(&o);
}

static void close_quiz(struct stand *s)
{
    stand_destroy(s);
    unlink(QUIZ_PACK);
}

static const struct quiz *quiz_of(const struct stand *s)
{
    return &s->app.visit.quiz;
}

// The node of a player's choice in this place, as it is shown.
static const struct node *choice_at(const struct stand *s, int player, int place)
{
    const struct node *root = ui_root(s->app.ui, UI_PAGE);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->command.kind == VISIT_ANSWER && n->command.number >> 4 == player &&
            n->position == place + 1)
            return n;
    return NULL;
}

// The place of the choice that is right; or of one that is not.
static int place_of(const struct stand *s, int player, bool right)
{
    for (int i = 0; i < QUIZ_CHOICES; i++) {
        const struct node *n = choice_at(s, player, i);
        if (n && (strcmp(n->name, "the right one") == 0) == right)
            return i;
    }
    fail_msg("no such choice");
    return 0;
}

static void press_digit(struct stand *s, char digit)
{
    char line[16];
    snprintf(line, sizeof(line), "key %c", digit);
    stand_do(s, line);
}

static void test_a_whole_quiz_is_played_by_keys_alone(void **state)
{
    (void)state;
    struct stand *s = open_quiz(QUIZ_ROWS(20), 1920, 1080);
    stand_do(s, "key Down");
    stand_do(s, "key Return");
    for (int i = 0; i < QUIZ_ROUND; i++) {
        assert_int_equal(quiz_of(s)->at, i);
        bool right = i % 4 != 0;
        if (i % 2) { // a number key, and on with the ring on "Next question"
            press_digit(s, quiz_digits(0)[place_of(s, 0, right)]);
        } else { // the ring is on the first choice
            for (int k = place_of(s, 0, right); k > 0; k--)
                stand_do(s, "key Tab");
            stand_do(s, "key Return");
        }
        assert_true(quiz_answered(quiz_of(s)));
        stand_do(s, right ? "expect \"Right\"" : "expect \"Not this one\"");
        stand_do(s, "expect \"So says the plaque\"");
        stand_do(s, "key Return");
    }
    stand_do(s, "expect \"6 of 8\"");
    stand_do(s, "key Return"); // again
    assert_int_equal(quiz_of(s)->rounds, 2);
    assert_true(quiz_on(quiz_of(s)));
    stand_do(s, "key Escape");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_HOME);
    close_quiz(s);
}

static void test_a_pack_with_few_questions_asks_those_and_one_with_none_says_so(
    void **state)
{
    (void)state;
    struct stand *s = open_quiz(QUIZ_ROWS(3), 1280, 800);
    stand_do(s, "expect \"3 questions\"");
    stand_do(s, "touch \"One player\"");
    for (int i = 0; i < 3; i++) {
        press_digit(s, quiz_digits(0)[place_of(s, 0, true)]);
        stand_do(s, i < 2 ? "touch \"Next question\"" : "touch \"Your score\"");
    }
    stand_do(s, "expect \"3 of 3\"");
    close_quiz(s);
    s = open_quiz("DELETE FROM quiz_choice; DELETE FROM quiz;", 1280, 800);
    stand_do(s, "expect \"There are no questions here yet.\"");
    stand_do(s, "expect no \"One player\"");
    stand_do(s, "expect no \"Two players\"");
    stand_do(s, "touch \"Leave the quiz\"");
    close_quiz(s);
}

// A question without a right choice, or with one choice, could never be gone on from.
static void test_what_cant_be_answered_is_not_asked(void **state)
{
    (void)state;
    struct stand *s = open_quiz(
        QUIZ_ROWS(4) "UPDATE quiz_choice SET is_right = 0 WHERE quiz = 'q-1';"
                     "DELETE FROM quiz_choice WHERE quiz = 'q-2' AND position > 1;"
                     "UPDATE quiz_choice SET is_right = 1 WHERE quiz = 'q-3';",
        1280, 800);
    stand_do(s, "expect \"1 question\"");
    stand_do(s, "touch \"One player\"");
    stand_do(s, "expect \"Question 4 of the gate\"");
    close_quiz(s);
}

static void test_the_right_answer_is_marked_and_its_source_is_a_touch_away(void **state)
{
    (void)state;
    struct stand *s = open_quiz(QUIZ_ROWS(9), 1920, 1080);
    stand_do(s, "touch \"One player\"");
    int wrong = place_of(s, 0, false), right = place_of(s, 0, true);
    assert_null(choice_at(s, 0, right)->value); // not given away
    press_digit(s, quiz_digits(0)[wrong]);
    assert_string_equal(choice_at(s, 0, right)->value, "The right answer");
    assert_string_equal(choice_at(s, 0, wrong)->value, "Your answer");
    // Not by colour alone: each has an icon behind its words.
    assert_string_equal(choice_at(s, 0, right)->last->icon, "check");
    assert_string_equal(choice_at(s, 0, wrong)->last->icon, "close");
    int answer = quiz_of(s)->answers[0][0];
    press_digit(s, quiz_digits(0)[right]); // too late
    assert_int_equal(quiz_of(s)->answers[0][0], answer);
    stand_do(s, "touch \"Source: \"");
    assert_int_equal(s->app.visit.sheet, SHEET_SOURCES);
    assert_int_equal(s->app.visit.cite, CITE_QUIZ);
    close_quiz(s);
}

static void test_the_places_of_the_questions_are_one_touch_from_the_score(void **state)
{
    (void)state;
    struct stand *s = open_quiz(QUIZ_ROWS(8), 1920, 1080);
    stand_do(s, "touch \"One player\"");
    while (quiz_on(quiz_of(s))) {
        press_digit(s, '1');
        stand_do(s, "key Return");
    }
    stand_do(s, "touch \"See the places\"");
    stand_do(s, "wait 1s");
    int films = 0, places = 0;
    const struct node *root = ui_root(s->app.ui, UI_PAGE);
    for (const struct node *n = root; n; n = node_after(n, root)) {
        films += n->role == ROLE_LINK && (n->command.number & 0xff) == SCREEN_FILM;
        places += n->role == ROLE_LINK && (n->command.number & 0xff) == SCREEN_PLACE;
    }
    assert_int_equal(films, 1); // eight questions about one film and one place
    assert_int_equal(places, 1);
    stand_do(s, "touch \"Back\"");
    stand_do(s, "expect \"See the places\"");
    close_quiz(s);
}

// ---- two players ----

static void finger(struct stand *s, enum pointer_kind kind, int64_t id,
                   const struct node *n)
{
    float x = 0, y = 0;
    assert_true(n && ui_where(s->app.ui, n, &x, &y));
    app_pointer(&s->app, kind, id, x, y);
}

static void test_two_touches_in_one_frame_both_count(void **state)
{
    (void)state;
    struct stand *s = open_quiz(QUIZ_ROWS(20), 1920, 1080);
    stand_do(s, "touch \"Two players\"");
    for (int i = 0; i < QUIZ_ROUND; i++) {
        int left = place_of(s, 0, i % 2 == 0), right = place_of(s, 1, true);
        const struct node *a = choice_at(s, 0, left), *b = choice_at(s, 1, right);
        assert_true(a->x + a->w < b->x); // halves beside each other
        finger(s, POINTER_DOWN, 11, a);
        finger(s, POINTER_DOWN, 22, b);
        finger(s, POINTER_UP, 11, a);
        finger(s, POINTER_UP, 22, b);
        app_step(&s->app); // one frame
        assert_true(quiz_answered(quiz_of(s)));
        app_settle(&s->app);
        stand_do(s,
                 i < QUIZ_ROUND - 1 ? "touch \"Next question\"" : "touch \"Your score\"");
    }
    stand_do(s, "expect \"4 of 8\"");
    stand_do(s, "expect \"8 of 8\"");
    stand_do(s, "expect \"The right player knows more.\"");
    close_quiz(s);
}

static void test_each_player_has_keys_of_their_own(void **state)
{
    (void)state;
    struct stand *s = open_quiz(QUIZ_ROWS(20), 1920, 1080);
    stand_do(s, "touch \"Two players\"");
    for (int i = 0; i < QUIZ_ROUND; i++) {
        int place = place_of(s, 1, true);
        press_digit(s, quiz_digits(1)[place]);
        assert_int_not_equal(quiz_of(s)->answers[1][i], QUIZ_OPEN);
        assert_int_equal(quiz_of(s)->answers[0][i], QUIZ_OPEN);
        // Nothing is given away while the other one thinks.
        assert_string_equal(choice_at(s, 1, place)->value, "Your answer");
        stand_do(s, "expect no \"So says the plaque\"");
        press_digit(s, quiz_digits(0)[place_of(s, 0, false)]);
        stand_do(s, "key Return");
        assert_int_equal(quiz_of(s)->at, i + 1);
    }
    stand_do(s, "expect \"0 of 8\"");
    stand_do(s, "expect \"8 of 8\"");
    close_quiz(s);
}

static void test_two_players_need_a_wide_window(void **state)
{
    (void)state;
    static const struct {
        const char *profile;
        int w, h, text_size;
        bool two;
    } windows[] = {{"kiosk", 1920, 1080, 2, true},
                   {"kiosk", 1080, 1920, 2, false},
                   {"tablet", 800, 1280, 2, false},
                   {"kiosk", 1920, 1080, 5, false}};
    changed_make(QUIZ_PACK, QUIZ_ROWS(9));
    for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
        struct options o = stand_options(QUIZ_PACK);
        o.profile = windows[i].profile;
        o.w = windows[i].w;
        o.h = windows[i].h;
        o.text_size = windows[i].text_size;
        o.screen = "quiz";
        struct stand *s = stand_create(&o);
        bool two = ui_find(s->app.ui, "Two players") != NULL;
        assert_int_equal(two, windows[i].two);
        stand_destroy(s);
    }
    unlink(QUIZ_PACK);
}

// Left is left, also where the page is read from the right.
static void test_the_left_players_keys_are_the_left_ones_in_every_language(void **state)
{
    (void)state;
    struct options o = stand_options(QUIZ_PACK);
    o.lang = "ar-XB";
    o.screen = "quiz";
    changed_make(QUIZ_PACK, QUIZ_ROWS(9));
    struct stand *s = stand_create(&o);
    struct command c = command_make(VISIT_QUIZ, quiz_number(2, 9), NULL);
    app_command(&s->app, &c);
    app_settle(&s->app);
    assert_true(choice_at(s, 0, 0)->x < choice_at(s, 1, 0)->x);
    close_quiz(s);
}

// Digits are answers here, and open no keypad; the round goes on under a turned window.
static void test_digits_open_no_keypad_on_the_page(void **state)
{
    (void)state;
    struct stand *s = open_quiz(QUIZ_ROWS(9), 1920, 1080);
    press_digit(s, '1');
    assert_int_equal(s->app.visit.sheet, SHEET_NONE);
    stand_do(s, "touch \"Two players\"");
    press_digit(s, '5');
    assert_int_equal(s->app.visit.sheet, SHEET_NONE);
    struct err err = {0};
    assert_true(gfx_resize(s->app.gfx, 540, 960, 0, &err));
    app_relook(&s->app);
    app_settle(&s->app);
    assert_non_null(choice_at(s, 1, 0));
    close_quiz(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_whole_quiz_is_played_by_keys_alone),
        cmocka_unit_test(
            test_a_pack_with_few_questions_asks_those_and_one_with_none_says_so),
        cmocka_unit_test(test_what_cant_be_answered_is_not_asked),
        cmocka_unit_test(test_the_right_answer_is_marked_and_its_source_is_a_touch_away),
        cmocka_unit_test(test_the_places_of_the_questions_are_one_touch_from_the_score),
        cmocka_unit_test(test_two_touches_in_one_frame_both_count),
        cmocka_unit_test(test_each_player_has_keys_of_their_own),
        cmocka_unit_test(test_two_players_need_a_wide_window),
        cmocka_unit_test(test_the_left_players_keys_are_the_left_ones_in_every_language),
        cmocka_unit_test(test_digits_open_no_keypad_on_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
