// A black window while nobody is here: by the clock on the wall, and by how long it is quiet. It
// never takes a visit away, nothing moves beneath it, and what wakes it presses nothing.
#include "stand.h"

#define S 1000000ll
#define MINUTE (60 * S)
#define HOUR (60 * MINUTE)

static struct stand *stand_of(const char *profile, int from, int to, float after)
{
    struct options o = stand_options(FIXTURE_PACK);
    o.profile = profile;
    o.reduced_motion = true; // or hours would be many thousand frames
    o.w = 640;
    o.h = 400;
    o.blank_from = from * 60;
    o.blank_to = to * 60;
    o.blank_after = after;
    return stand_create(&o);
}

static enum screen screen(const struct stand *s)
{
    return visit_top(&s->app.visit)->screen;
}

// All pixels, not only what the program thinks.
static bool black(struct stand *s)
{
    int pitch;
    app_settle(&s->app);
    const uint32_t *px = gfx_pixels(s->app.gfx, &pitch);
    bool all = true;
    for (int i = 0; i < 640 * 400; i++)
        all = all && !(px[i / 640 * pitch + i % 640] & 0xFFFFFF);
    assert_int_equal(all, s->app.visit.sheet == SHEET_BLANK);
    return all;
}

// As a display's loop does it: asleep until something is due. How often it was woken.
static int sleep_for(struct stand *s, int64_t length)
{
    struct app *app = &s->app;
    int64_t end = clock_now_us(&app->clock) + length, now;
    int woken = 0, at_once = 0;
    while ((now = clock_now_us(&app->clock)) < end) {
        bool moving = app_step(app);
        int64_t due = moving ? now + 16667 : app_deadline_us(app);
        at_once = due < 0 || due > now ? 0 : at_once + 1;
        assert_true(at_once < 4);
        due = due < 0 || due > end ? end : due < now ? now : due;
        woken += due < end;
        clock_advance(&app->clock, due - now);
    }
    app_settle(app);
    return woken;
}

static void test_it_goes_black_when_nobody_came_for_so_long(void **state)
{
    (void)state;
    static const char *const profiles[] = {"kiosk", "laptop", "tablet"};
    for (int i = 0; i < 3; i++) {
        struct stand *s = stand_of(profiles[i], 0, 0, 10);
        uint64_t cold = app_hash(&s->app);
        sleep_for(s, 9 * MINUTE + 59 * S);
        assert_false(black(s));
        sleep_for(s, 2 * S);
        assert_true(black(s));
        assert_int_equal(screen(s), SCREEN_ATTRACT);
        app_reset(&s->app);
        assert_false(black(s));
        assert_true(app_hash(&s->app) == cold);
        sleep_for(s, 11 * MINUTE);
        assert_true(black(s));
        stand_destroy(s);
    }
}

static void test_nothing_moves_beneath_it(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 0, 0, 1);
    struct app *app = &s->app;
    struct command c = command_make(VISIT_MOTION, 0, NULL);
    app_command(app, &c);
    assert_true(sleep_for(s, 59 * S) > 100);
    sleep_for(s, 2 * S);
    assert_true(black(s));
    assert_true(app_deadline_us(app) < 0);
    assert_false(app_step(app));
    assert_int_equal(sleep_for(s, 30 * 24 * HOUR), 0);
    assert_false(ui_changed(app->ui));
    assert_false(gfx_dirty(app->gfx));
    // With hours to keep it looks at the clock once an hour, and paints nothing.
    stand_destroy(s);
    s = stand_of("kiosk", 11, 10, 0);
    sleep_for(s, 61 * S);
    assert_true(black(s));
    assert_in_range(sleep_for(s, 20 * HOUR), 19, 21);
    assert_true(black(s));
    stand_destroy(s);
}

static void wake_by(struct app *app, int how)
{
    if (how == 0)
        app_pointer(app, POINTER_DOWN, 0, 320, 200);
    else if (how == 1)
        app_wheel(app, 320, 200, 0, 1);
    else
        app_key(app, how == 2 ? "Return" : "7", false, false, false);
}

static void test_whatever_wakes_it_presses_nothing(void **state)
{
    (void)state;
    static const char *const profiles[] = {"kiosk", "laptop", "tablet"};
    for (int i = 0; i < 12; i++) {
        struct stand *s = stand_of(profiles[i % 3], 0, 0, 1);
        struct app *app = &s->app;
        uint64_t cold = app_hash(app);
        sleep_for(s, 61 * S);
        assert_true(black(s));
        wake_by(app, i / 3);
        app_step(app); // one frame, and it is back
        assert_false(black(s));
        assert_int_equal(screen(s), SCREEN_ATTRACT);
        sleep_for(s, 50000);
        if (i / 3 == 0)
            app_pointer(app, POINTER_UP, 0, 320, 200);
        sleep_for(s, 2 * S);
        assert_true(app_hash(app) == cold);
        // It counts from the beginning.
        sleep_for(s, 55 * S);
        assert_false(black(s));
        sleep_for(s, 6 * S);
        assert_true(black(s));
        // The second one begins, as ever.
        wake_by(app, i / 3);
        if (i / 3 == 0)
            app_pointer(app, POINTER_UP, 0, 320, 200);
        sleep_for(s, S);
        stand_do(s, "touch 320,200");
        assert_int_equal(screen(s), SCREEN_HOME);
        stand_destroy(s);
    }
}

// The palm, and a second finger after the first.
static void test_a_whole_hand_wakes_and_presses_nothing(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 0, 0, 1);
    struct app *app = &s->app;
    float x, y;
    stand_do(s, "touch 320,200");
    const struct node *n = ui_find(app->ui, "Settings");
    assert_true(n && ui_where(app->ui, n, &x, &y));
    for (int i = 0; i < 2; i++) {
        app_reset(app);
        app_settle(app);
        if (i == 0)
            sleep_for(s, 61 * S);
        for (int finger = 0; finger < 3; finger++) {
            app_pointer(app, POINTER_DOWN, finger, x, y);
            sleep_for(s, 60000);
        }
        for (int finger = 0; finger < 3; finger++)
            app_pointer(app, POINTER_UP, finger, x, y);
        app_settle(app);
        assert_int_equal(screen(s), i ? SCREEN_HOME : SCREEN_ATTRACT);
        assert_int_equal(app->visit.sheet, SHEET_NONE);
    }
    // A finger that was lost on the glass stops no other for long.
    app_reset(app);
    app_pointer(app, POINTER_DOWN, 0, x, y);
    sleep_for(s, 2 * S);
    app_pointer(app, POINTER_DOWN, 5, x, y);
    app_pointer(app, POINTER_UP, 5, x, y);
    app_settle(app);
    assert_int_equal(app->visit.sheet, SHEET_SETTINGS);
    stand_destroy(s);
}

static void test_a_visit_ends_by_its_own_rules_first(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 13, 18, 1);
    sleep_for(s, 59 * MINUTE + 30 * S);
    assert_true(black(s));
    stand_do(s, "touch 320,200");
    stand_do(s, "touch 320,200");
    assert_int_equal(screen(s), SCREEN_HOME);
    sleep_for(s, 119 * S); // asked meanwhile, though it is closed by now
    assert_false(black(s));
    assert_int_equal(s->app.visit.sheet, SHEET_STILL_THERE);
    sleep_for(s, 2 * S);
    assert_int_equal(screen(s), SCREEN_ATTRACT);
    sleep_for(s, 55 * S);
    assert_false(black(s));
    sleep_for(s, 6 * S);
    assert_true(black(s));
    stand_destroy(s);
    // A laptop's visits never end.
    s = stand_of("laptop", 13, 18, 1);
    stand_do(s, "touch 320,200");
    sleep_for(s, 3 * HOUR);
    assert_int_equal(screen(s), SCREEN_HOME);
    assert_false(black(s));
    stand_destroy(s);
}

// So many seconds after an hour of the day.
static void set_time(struct stand *s, int hour, int seconds)
{
    s->app.wall_us =
        24 * HOUR * 1000 + hour * HOUR + seconds * S - clock_now_us(&s->app.clock);
}

// From evening to morning, past midnight.
static void test_it_keeps_hours(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 22, 9, 0);
    for (int day = 0; day < 3; day++) {
        set_time(s, 21, 3500);
        sleep_for(s, 99 * S);
        assert_false(black(s));
        sleep_for(s, 2 * S);
        assert_true(black(s));
        sleep_for(s, 5 * HOUR);
        stand_do(s, "touch 320,200");
        assert_false(black(s));
        sleep_for(s, 55 * S);
        assert_false(black(s));
        sleep_for(s, 10 * S);
        assert_true(black(s));
        set_time(s, 6, 0);
        sleep_for(s, 3 * HOUR - S);
        assert_true(black(s));
        sleep_for(s, 2 * S);
        assert_false(black(s)); // by itself
    }
    stand_destroy(s);
}

static void test_opening_is_as_if_somebody_had_come(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 22, 9, 30);
    sleep_for(s, 31 * MINUTE);
    assert_true(black(s));
    sleep_for(s, 20 * HOUR + 29 * MINUTE + S); // 9:00:01
    assert_false(black(s));
    sleep_for(s, 29 * MINUTE);
    assert_false(black(s));
    sleep_for(s, 2 * MINUTE);
    assert_true(black(s));
    stand_destroy(s);
}

// Summer time, a clock that was never set, a battery that died.
static void test_a_clock_that_is_set_is_believed_within_an_hour(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 22, 9, 0);
    sleep_for(s, 61 * S);
    set_time(s, 23, 0);
    sleep_for(s, HOUR);
    assert_true(black(s));
    set_time(s, 15, 0); // back again
    sleep_for(s, HOUR);
    assert_false(black(s));
    set_time(s, 3, 0);
    sleep_for(s, HOUR);
    assert_true(black(s));
    stand_destroy(s);
}

static void test_without_the_options_nothing_of_it_happens(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 0, 0, 0);
    sleep_for(s, HOUR);
    assert_false(black(s));
    stand_destroy(s);
}

static void test_a_missing_pack_is_told_at_any_hour(void **state)
{
    (void)state;
    struct stand *s = stand_of("kiosk", 11, 10, 1);
    sleep_for(s, 61 * S);
    assert_true(black(s));
    app_show_fault(&s->app, PACK_FAULT_MISSING, "it is gone");
    app_settle(&s->app);
    assert_ptr_not_equal(ui_root(s->app.ui, UI_PAGE), NULL);
    assert_null(ui_root(s->app.ui, UI_SHEET));
    sleep_for(s, APP_RETRY_US + S);
    assert_false(black(s));
    sleep_for(s, 61 * S);
    assert_true(black(s));
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_goes_black_when_nobody_came_for_so_long),
        cmocka_unit_test(test_nothing_moves_beneath_it),
        cmocka_unit_test(test_whatever_wakes_it_presses_nothing),
        cmocka_unit_test(test_a_whole_hand_wakes_and_presses_nothing),
        cmocka_unit_test(test_a_visit_ends_by_its_own_rules_first),
        cmocka_unit_test(test_it_keeps_hours),
        cmocka_unit_test(test_opening_is_as_if_somebody_had_come),
        cmocka_unit_test(test_a_clock_that_is_set_is_believed_within_an_hour),
        cmocka_unit_test(test_without_the_options_nothing_of_it_happens),
        cmocka_unit_test(test_a_missing_pack_is_told_at_any_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
