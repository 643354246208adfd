// The walk on its page: previewed by a script from its beginning to its end, walked with a finger
// in the hand, and in every window, language and size of letters.
#include "fits.h"

static struct stand *open_walk(const char *profile, const char *screen)
{
    struct options o = stand_options(FIXTURE_PACK);
    o.profile = profile;
    o.screen = screen;
    return stand_create(&o);
}

static void do_all(struct stand *s, const char *const *lines)
{
    for (; *lines; lines++)
        stand_do(s, *lines);
}

static enum screen screen_of(const struct stand *s)
{
    return visit_top(&s->app.visit)->screen;
}

static const struct walking *walking_of(const struct stand *s)
{
    return &s->app.visit.walking;
}

static void test_a_preview_is_played_scrubbed_and_ends(void **state)
{
    (void)state;
    struct stand *s = open_walk("kiosk", "tour:walk");
    do_all(s,
           (const char *const[]){"touch \"Preview this walk\"", "expect \"Preview\"",
                                 "expect \"Speed 10 ×\"", "expect no \"crossing\"",
                                 "touch \"Pause\"", "expect \"Preview, paused\"",
                                 "touch \"Speed 10 ×\"", "expect \"Speed 20 ×\"",
                                 "touch \"Speed 20 ×\"", "expect \"Speed 1 ×\"", NULL});
    assert_int_equal(screen_of(s), SCREEN_WALK);
    double paused = walking_of(s)->seconds;
    stand_do(s, "wait 3s");
    assert_true(walking_of(s)->seconds == paused);
    do_all(s, (const char *const[]){"touch \"Go on\"", "wait 5s", NULL});
    assert_true(walking_of(s)->seconds > paused + 4);
    // The leg itself can be touched, and the walker stands where it begins.
    do_all(s, (const char *const[]){"touch \"Pause\"", "touch \"From stop 1 to stop 2\"",
                                    NULL});
    assert_true(walking_of(s)->seconds >= WALKER_PAUSE_S);
    assert_true(walking_of(s)->seconds < WALKER_PAUSE_S + 90);
    do_all(s, (const char *const[]){"expect \"Next · stop 2 of 2\"",
                                    "expect \"Past the benches.\"", NULL});
    stand_do(s, "touch \"On a stop\"");
    assert_int_equal(walking_of(s)->walk.status, WALK_ENDED);
    stand_destroy(s);
}

static void test_an_arrival_opens_the_card_of_its_stop(void **state)
{
    (void)state;
    struct stand *s = open_walk("kiosk", "preview:walk");
    stand_do(s, "wait 2s"); // 20 seconds at the first stop
    assert_int_equal(walking_of(s)->card, 0);
    do_all(s, (const char *const[]){"expect \"You are here · stop 1 of 2\"",
                                    "touch \"Pause\"", "touch \"Open stop\"", NULL});
    assert_int_equal(screen_of(s), SCREEN_STOP);
    assert_string_equal(visit_top(&s->app.visit)->id, "gate");
    int depth = s->app.visit.depth;
    stand_do(s, "touch \"Back to the walk\"");
    assert_int_equal(screen_of(s), SCREEN_WALK);
    assert_int_equal(s->app.visit.depth, depth - 1);
    stand_do(s, "touch \"Walk on\"");
    assert_int_equal(walking_of(s)->card, -1);
    stand_do(s, "expect \"Next · stop 2 of 2\"");
    stand_destroy(s);
}

static void test_after_the_last_stop_there_is_more(void **state)
{
    (void)state;
    struct stand *s = open_walk("kiosk", "preview:walk");
    stand_do(s, "wait 60s");
    assert_int_equal(walking_of(s)->walk.status, WALK_ENDED);
    do_all(s, (const char *const[]){
                  "expect \"You have walked it all\"", "touch \"What comes next\"",
                  "expect \"See the tours\"", "touch \"Preview it again\"",
                  "expect \"Preview\"", NULL});
    assert_int_not_equal(walking_of(s)->walk.status, WALK_ENDED);
    stand_do(s, "touch \"Close\"");
    assert_int_not_equal(screen_of(s), SCREEN_WALK);
    stand_destroy(s);
}

static void test_in_the_hand_a_finger_walks_it(void **state)
{
    (void)state;
    struct stand *s = open_walk("tablet", "tour:walk");
    do_all(s, (const char *const[]){
                  "expect \"Preview this walk\"", "touch \"Start walking\"",
                  "expect \"You say where you are\"", "expect \"the streets come first\"",
                  "expect no \"Skip\"", "touch \"OK\"",
                  "expect no \"the streets come first\"", "touch \"I’m here\"",
                  "expect \"You are here · stop 1 of 2\"", "touch \"Walk on\"", NULL});
    assert_true(walking_of(s)->safe);
    // What was read is read, and the walk is where it was.
    do_all(s, (const char *const[]){"touch \"Close\"", "touch \"Go on walking\"",
                                    "expect no \"the streets come first\"",
                                    "expect \"Next · stop 2 of 2\"", NULL});
    do_all(s, (const char *const[]){"touch \"High contrast\"", NULL});
    assert_string_equal(s->app.visit.settings.theme, "contrast");
    do_all(s, (const char *const[]){"touch \"Usual colours\"", NULL});
    assert_string_equal(s->app.visit.settings.theme, "daylight");
    do_all(s, (const char *const[]){"touch \"Skip\"", "expect \"You have walked it all\"",
                                    "touch \"Back to the tour\"",
                                    "expect \"Start walking\"", NULL});
    stand_destroy(s);
}

static void test_the_map_chooses_stops_and_leads_to_them(void **state)
{
    (void)state;
    struct stand *s = open_walk("kiosk", "map:walk");
    int depth = s->app.visit.depth;
    stand_do(s, "expect no \"Open stop\"");
    stand_do(s, "touch \"The empty square\"");
    assert_int_equal(s->app.visit.depth, depth); // is no page of its own
    do_all(s, (const char *const[]){"expect \"Open stop\"", "touch \"The whole route\"",
                                    "expect no \"Open stop\"", "touch \"Stop 1: \"",
                                    "touch \"Open stop\"", NULL});
    assert_int_equal(screen_of(s), SCREEN_STOP);
    assert_string_equal(visit_top(&s->app.visit)->id, "gate");
    stand_do(s, "key Escape");
    assert_int_equal(screen_of(s), SCREEN_MAP);
    stand_destroy(s);
}

static void test_only_on_foot_one_walks(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    o.screen = "tour:machines-that-love";
    struct stand *s = stand_create(&o);
    stand_do(s, "expect no \"Preview this walk\"");
    stand_destroy(s);
}

// ---- every state of it ----

static void set_status(struct stand *s, enum walk_status status)
{
    struct walking *w = &s->app.visit.walking;
    w->walk.status = status;
    w->walk.next = status == WALK_ENDED ? 2 : 1;
    w->walk.at = status == WALK_AT ? 0 : -1;
    w->walk.seen[0] = 1;
    w->walk.accuracy_m = 20;
    w->card = -1;
    w->paused = true;
    app_relook(&s->app);
    app_settle(&s->app);
}

static void see_states(struct stand *s, void (*look)(const struct stand *s))
{
    look(s); // a walk begins with the line on walking safely
    struct command safe = command_make(VISIT_WALK_SAFE, 0, NULL);
    app_command(&s->app, &safe);
    app_settle(&s->app);
    for (int i = WALK_WAITING; i <= WALK_ENDED; i++) {
        set_status(s, (enum walk_status)i);
        look(s);
    }
    set_status(s, WALK_AT);
    struct command card = command_make(VISIT_WALK_CARD, 1, NULL);
    app_command(&s->app, &card);
    app_settle(&s->app);
    assert_int_equal(walking_of(s)->card, 0);
    look(s);
}

static void test_nothing_is_cut_in_any_state(void **state)
{
    (void)state;
    static const char *const langs[] = {"en-XA", "ar-XB"}, *const pages[] = {
                                                               "walk:walk",
                                                               "preview:walk"};
    static const int sizes[] = {2, 3, 5};
    for (size_t i = 0; i < N_WINDOWS * 2 * 2 * 3; i++) {
        struct options o = stand_options(FIXTURE_PACK);
        set_window(&o, i % N_WINDOWS);
        size_t k = i / N_WINDOWS;
        o.lang = langs[k % 2];
        o.screen = pages[k / 2 % 2];
        o.text_size = sizes[k / 4];
        if (!getenv("BACKLOT_LONG") && (i + k + k / 2 + k / 4) % 2)
            continue;
        struct stand *s = stand_create(&o);
        see_states(s, check_page);
        stand_destroy(s);
    }
}

static void look_at_words(const struct stand *s)
{
    bool contrast = strcmp(s->options.theme, "contrast") == 0;
    check_words((struct stand *)s, (struct rect){0, 0, s->options.w, s->options.h},
                contrast ? 7 : 4.5);
}

static void test_words_can_be_read_in_any_state(void **state)
{
    (void)state;
    static const char *const themes[] = {"daylight", "evening", "contrast"};
    for (size_t i = 0; i < 3 * 3; i++) {
        struct options o = stand_options(FIXTURE_PACK);
        set_window(&o, i / 3 == 0 ? 0 : i / 3 == 1 ? 3 : 6);
        o.theme = themes[i % 3];
        o.screen = i % 2 ? "walk:walk" : "preview:walk";
        struct stand *s = stand_create(&o);
        see_states(s, look_at_words);
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_preview_is_played_scrubbed_and_ends),
        cmocka_unit_test(test_an_arrival_opens_the_card_of_its_stop),
        cmocka_unit_test(test_after_the_last_stop_there_is_more),
        cmocka_unit_test(test_in_the_hand_a_finger_walks_it),
        cmocka_unit_test(test_the_map_chooses_stops_and_leads_to_them),
        cmocka_unit_test(test_only_on_foot_one_walks),
        cmocka_unit_test(test_nothing_is_cut_in_any_state),
        cmocka_unit_test(test_words_can_be_read_in_any_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
