// A kiosk that looks after itself: when visitors are asked whether they are still there, when
// the next one finds a fresh screen, and that nobody is cut off before that.
#include "stand.h"

#define S 1000000ll

static struct stand *kiosk(const char *pack)
{
    struct options o = stand_options(pack);
    return stand_create(&o);
}

static enum screen screen(const struct stand *s)
{
    return visit_top(&s->app.visit)->screen;
}

static bool asked(const struct stand *s)
{
    return s->app.visit.sheet == SHEET_STILL_THERE;
}

static void send(struct stand *s, enum visit_command kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
}

// On a page with few words.
static struct stand *at_home(void)
{
    struct stand *s = kiosk(FIXTURE_PACK);
    stand_do(s, "touch 400,400");
    assert_int_equal(screen(s), SCREEN_HOME);
    assert_true(ui_visible_words(s->app.ui) < 200);
    return s;
}

static void test_a_quiet_visitor_is_asked_and_then_wiped(void **state)
{
    (void)state;
    struct stand *s = kiosk(FIXTURE_PACK);
    uint64_t cold = app_hash(&s->app);
    stand_do(s, "touch 400,400");
    send(s, VISIT_TEXT_SIZE, 4, NULL);
    app_advance(&s->app, 89 * S);
    assert_false(asked(s));
    app_advance(&s->app, 2 * S);
    assert_true(asked(s));
    app_advance(&s->app, 28 * S);
    assert_true(asked(s));
    app_advance(&s->app, 3 * S);
    assert_int_equal(screen(s), SCREEN_ATTRACT);
    assert_true(app_hash(&s->app) == cold);
    stand_destroy(s);
}

static void test_one_who_is_still_there_stays_as_often_as_they_like(void **state)
{
    (void)state;
    struct stand *s = at_home();
    for (int i = 0; i < 5; i++) {
        app_advance(&s->app, 91 * S);
        assert_true(asked(s));
        app_advance(&s->app, 20 * S);
        stand_do(s, "touch \"I’m still here\"");
        assert_false(asked(s));
        assert_int_equal(screen(s), SCREEN_HOME);
        app_advance(&s->app, 88 * S);
        assert_false(asked(s));
        stand_do(s, "touch 5,5");
    }
    stand_destroy(s);
}

static void test_start_again_is_at_once(void **state)
{
    (void)state;
    struct stand *s = kiosk(FIXTURE_PACK);
    uint64_t cold = app_hash(&s->app);
    stand_do(s, "touch 400,400");
    app_advance(&s->app, 91 * S);
    stand_do(s, "touch \"Start again\"");
    assert_true(app_hash(&s->app) == cold);
    stand_destroy(s);
}

// Every kind of input, one after the other, each just in time.
static void test_every_input_begins_the_time_again(void **state)
{
    (void)state;
    struct stand *s = at_home();
    struct app *app = &s->app;
    for (int i = 0; i < 8; i++) {
        app_advance(app, 85 * S);
        assert_false(asked(s));
        switch (i) {
        case 0:
            app_pointer(app, POINTER_DOWN, 3, 5, 5);
            break;
        case 1:
            app_pointer(app, POINTER_MOVE, 3, 9, 5);
            break;
        case 2:
            app_pointer(app, POINTER_UP, 3, 9, 5);
            break;
        case 3:
            app_wheel(app, 500, 500, 0, 1);
            break;
        case 4:
            app_key(app, "F7", false, false, false);
            break;
        case 5:
            app_key(app, "X", false, true, false);
            break;
        case 6:
            app_pointer(app, POINTER_DOWN, 4, 5, 5);
            break;
        case 7:
            app_pointer(app, POINTER_CANCEL, 4, 5, 5);
            break;
        }
    }
    app_advance(app, 89 * S);
    assert_false(asked(s));
    app_advance(app, 2 * S);
    assert_true(asked(s));
    stand_destroy(s);
}

// 0.4 seconds a word in sight, also after scrolling to where there are more.
static void test_readers_of_much_have_longer(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    o.w = 2160;
    o.h = 3840;
    o.panel_w_mm = 540;
    o.panel_h_mm = 960;
    o.text_size = 1;
    struct stand *s = stand_create(&o);
    send(s, VISIT_OPEN_STOP, 0, "union-station");
    app_wheel(&s->app, 1000, 2000, 0, 20);
    app_advance(&s->app, 2 * S);
    int words = ui_visible_words(s->app.ui);
    assert_true(words > 300);
    int64_t reading = (int64_t)words * 4 * S / 10;
    app_advance(&s->app, reading - 3 * S);
    assert_false(asked(s));
    app_advance(&s->app, 2 * S);
    assert_true(asked(s));
    stand_destroy(s);
}

static void test_the_question_gives_back_what_it_lay_over(void **state)
{
    (void)state;
    struct stand *s = at_home();
    send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
    app_advance(&s->app, 91 * S);
    assert_true(asked(s));
    stand_do(s, "touch \"I’m still here\"");
    assert_int_equal(s->app.visit.sheet, SHEET_SETTINGS);
    stand_destroy(s);
}

static void test_a_laptop_never_asks_and_a_tablet_goes_dark(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct options o = stand_options(FIXTURE_PACK);
        o.profile = i ? "tablet" : "laptop";
        struct stand *s = stand_create(&o);
        send(s, VISIT_OPEN_STOP, 0, "gate");
        uint64_t before = app_hash(&s->app);
        int pitch;
        uint32_t light = gfx_pixels(s->app.gfx, &pitch)[0];
        app_advance(&s->app, 119 * S);
        assert_true(gfx_pixels(s->app.gfx, &pitch)[0] == light);
        app_advance(&s->app, 3600 * S);
        assert_true(app_hash(&s->app) == before);
        assert_true((gfx_pixels(s->app.gfx, &pitch)[0] != light) == (i == 1));
        // A touch only lights it again.
        const struct node *n = ui_find(s->app.ui, "Back");
        float x = 0, y = 0;
        assert_true(n && ui_where(s->app.ui, n, &x, &y));
        app_pointer(&s->app, POINTER_DOWN, 0, x, y);
        app_pointer(&s->app, POINTER_UP, 0, x, y);
        app_settle(&s->app);
        assert_int_equal(screen(s), i ? SCREEN_STOP : SCREEN_HOME);
        stand_destroy(s);
    }
}

// Whatever it is, it only wakes: under the finger there is something on the page that follows.
static void test_the_first_touch_wakes_and_presses_nothing(void **state)
{
    (void)state;
    struct stand *s = kiosk(FIXTURE_PACK);
    struct app *app = &s->app;
    stand_do(s, "touch 400,400");
    float x = 0, y = 0;
    const struct node *card = ui_find(app->ui, "Settings");
    assert_true(card && ui_where(app->ui, card, &x, &y));
    app_reset(app);
    app_settle(app);
    app_pointer(app, POINTER_DOWN, 0, x, y);
    app_settle(app);
    assert_int_equal(screen(s), SCREEN_HOME); // it answers before the finger is up
    app_advance(app, 100000);
    app_pointer(app, POINTER_UP, 0, x, y);
    app_settle(app);
    assert_int_equal(app->visit.sheet, SHEET_NONE);
    assert_int_equal(screen(s), SCREEN_HOME);
    // The next one is a touch as any other.
    app_pointer(app, POINTER_DOWN, 0, x, y);
    app_pointer(app, POINTER_UP, 0, x, y);
    app_settle(app);
    assert_int_equal(app->visit.sheet, SHEET_SETTINGS);
    // Keys, a drag and a wheel wake alike.
    for (int i = 0; i < 4; i++) {
        app_reset(app);
        app_settle(app);
        if (i == 0)
            stand_do(s, "drag 300,900 300,200 200ms");
        else if (i == 1)
            app_wheel(app, 10, 10, 0, 1);
        else
            app_key(app, i == 2 ? "Return" : "7", false, false, false);
        app_settle(app);
        assert_int_equal(screen(s), SCREEN_HOME);
        assert_int_equal(app->visit.sheet, SHEET_NONE);
        assert_null(ui_focus(app->ui));
    }
    stand_destroy(s);
}

// Glass loses fingers: the one that woke the screen and never came up, too.
static void test_a_waking_finger_that_was_lost_presses_with_its_next_touch(void **state)
{
    (void)state;
    struct stand *s = kiosk(FIXTURE_PACK);
    app_pointer(&s->app, POINTER_DOWN, 0, 400, 400);
    app_settle(&s->app);
    assert_int_equal(screen(s), SCREEN_HOME);
    stand_do(s, "touch \"Settings\"");
    assert_int_equal(s->app.visit.sheet, SHEET_SETTINGS);
    stand_destroy(s);
}

// Nothing there asks for another language, but were it asked for, the invitation would have it.
static void test_the_attract_screen_can_change_its_language(void **state)
{
    (void)state;
    struct stand *s = kiosk(FIXTURE_PACK);
    app_advance(&s->app, 7 * S); // in the middle of its turns
    assert_ptr_equal(s->app.env.turn_words, s->app.turns.words);
    send(s, VISIT_LANG, 0, "es");
    assert_ptr_equal(s->app.env.turn_words, s->app.words);
    send(s, VISIT_LANG, 0, "ar-XB"); // a test language is spoken all the time
    app_advance(&s->app, 20 * S);
    assert_ptr_equal(s->app.env.turn_words, s->app.words);
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_quiet_visitor_is_asked_and_then_wiped),
        cmocka_unit_test(test_one_who_is_still_there_stays_as_often_as_they_like),
        cmocka_unit_test(test_start_again_is_at_once),
        cmocka_unit_test(test_every_input_begins_the_time_again),
        cmocka_unit_test(test_readers_of_much_have_longer),
        cmocka_unit_test(test_the_question_gives_back_what_it_lay_over),
        cmocka_unit_test(test_a_laptop_never_asks_and_a_tablet_goes_dark),
        cmocka_unit_test(test_the_first_touch_wakes_and_presses_nothing),
        cmocka_unit_test(test_a_waking_finger_that_was_lost_presses_with_its_next_touch),
        cmocka_unit_test(test_the_attract_screen_can_change_its_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
