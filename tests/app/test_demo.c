// The program that plays itself, and a presenter who leads through all of it with one button.
#include <math.h>

#include "stand.h"

#define S 1000000ll

static enum screen screen(const struct stand *s)
{
    return visit_top(&s->app.visit)->screen;
}

// Which of the pack's stops and eggs have been on show. An egg may lie at stops of two tours.
struct seen {
    const char **stops;
    size_t n_stops, n_seen, n_eggs, eggs_found;
    bool stop[64];
    double walked_m; // by the walker who isn't there, at most
    const char *egg[64];
};

static void seen_egg(struct seen *seen, const char *id)
{
    for (size_t i = 0; i < seen->n_eggs; i++)
        if (strcmp(seen->egg[i], id) == 0)
            return;
    assert_in_range(seen->n_eggs, 0, 63);
    seen->egg[seen->n_eggs++] = id;
}

// Of one tour, or of all (NULL).
static void seen_begin(struct seen *seen, struct stand *s, struct arena *arena,
                       const char *tour)
{
    struct err err;
    size_t all;
    *seen = (struct seen){0};
    assert_true(pack_list(s->app.pack, arena, PACK_STOPS, &seen->stops, &all, &err));
    for (size_t i = 0; i < all; i++) {
        struct stop_model m;
        assert_true(pack_load_stop(s->app.pack, arena, seen->stops[i], &m, &err));
        if (tour && strcmp(m.tour, tour) != 0)
            continue;
        seen->stops[seen->n_stops++] = seen->stops[i];
        for (size_t j = 0; j < m.n_facts; j++)
            if (m.facts[j].kind == FACT_EASTER_EGG)
                seen_egg(seen, m.facts[j].id);
    }
    assert_in_range(seen->n_stops, 2, 64);
    assert_true(seen->n_eggs > 0);
}

static void seen_look(struct seen *seen, const struct stand *s)
{
    const struct visit *v = &s->app.visit;
    if (screen(s) == SCREEN_WALK && v->walking.preview)
        seen->walked_m = fmax(seen->walked_m, v->walking.walk.metres);
    if (screen(s) != SCREEN_STOP)
        return;
    for (size_t i = 0; i < seen->n_stops; i++)
        if (strcmp(seen->stops[i], visit_top(v)->id) == 0 && !seen->stop[i]) {
            seen->stop[i] = true;
            seen->n_seen++;
        }
    if ((size_t)v->ledger.n > seen->eggs_found)
        seen->eggs_found = (size_t)v->ledger.n;
}

// A picture is on show in more than its usual size.
static bool enlarged(const struct stand *s)
{
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->role == ROLE_CANVAS && n->told > 1.2f)
            return true;
    return false;
}

static void test_the_demo_plays_all_of_it_and_begins_again(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    o.w = 960;
    o.h = 540;
    o.demo = true;
    struct stand *s = stand_create(&o);
    struct arena arena;
    struct seen seen;
    bool sheets[SHEET_COUNT] = {0}, evening = false, digits = false, zoomed = false;
    uint64_t cold = app_hash(&s->app);
    arena_init(&arena);
    seen_begin(&seen, s, &arena, NULL);
    int rounds = 0;
    for (int t = 0; t < 3600 && rounds < 1; t++) {
        bool away = app_hash(&s->app) != cold;
        app_advance(&s->app, S);
        seen_look(&seen, s);
        sheets[s->app.visit.sheet] = true;
        evening |= strcmp(s->app.visit.settings.theme, "evening") == 0;
        zoomed |= enlarged(s);
        digits |= strlen(s->app.visit.digits) == 3;
        rounds += away && app_hash(&s->app) == cold;
    }
    assert_int_equal(rounds, 1);
    assert_int_equal(seen.n_seen, seen.n_stops);
    assert_int_equal(seen.eggs_found, seen.n_eggs);
    assert_true(seen.walked_m > 200);
    assert_true(sheets[SHEET_SETTINGS] && sheets[SHEET_KEYPAD] && evening && digits);
    assert_true(sheets[SHEET_COMPARE] && sheets[SHEET_VIEWER] && zoomed);
    assert_false(sheets[SHEET_STILL_THERE]);
    arena_release(&arena);
    stand_destroy(s);
}

static void test_whoever_touches_takes_over_from_the_demo(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    o.demo = true;
    struct stand *s = stand_create(&o);
    app_advance(&s->app, 5 * S);
    assert_int_equal(screen(s), SCREEN_HOME);
    stand_do(s, "touch 5,5");
    uint64_t before = app_hash(&s->app);
    app_advance(&s->app, 58 * S);
    assert_true(app_hash(&s->app) == before);
    app_advance(&s->app, 4 * S);
    assert_true(app_hash(&s->app) != before);
    stand_destroy(s);
}

// Not ready to play is nothing to wake up for: a demo without a pack sleeps as any other.
static void test_a_demo_without_a_pack_sleeps_until_it_is_tried_again(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    o.demo = true;
    struct stand *s = stand_create(&o);
    struct app *app = &s->app;
    app_advance(app, 30 * S); // somewhere in the tour
    app_show_fault(app, PACK_FAULT_DAMAGED, "gone");
    for (int i = 0; i < 29; i++) {
        app_advance(app, S);
        assert_null(app->pack);
        assert_true(app_deadline_us(app) > clock_now_us(&app->clock));
    }
    app_advance(app, 2 * S);
    assert_int_equal(screen(s), SCREEN_ATTRACT); // shown for a while, as at the start
    app_advance(app, 4 * S);
    assert_int_equal(screen(s), SCREEN_HOME);
    stand_destroy(s);
}

static void test_a_tablet_does_not_go_dark_while_it_plays(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    o.profile = "tablet";
    o.demo = true;
    struct stand *s = stand_create(&o);
    app_advance(&s->app, 125 * S);
    assert_true(s->app.idle.input_us < 5 * S); // it has not yet begun again
    assert_false(s->app.idle.dark);
    stand_destroy(s);
}

// A visit remembers a number of easter eggs; the demo does not wait for one more for ever.
static void test_with_all_that_a_visit_remembers_the_demo_goes_on(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    o.demo = true;
    struct stand *s = stand_create(&o);
    for (int i = 0; i < LEDGER_MOST; i++) {
        char id[16];
        snprintf(id, sizeof(id), "egg-%d", i);
        struct command c = command_make(VISIT_REVEAL, 0, id);
        app_command(&s->app, &c);
    }
    for (int t = 0; t < 600 && s->app.visit.ledger.n; t++)
        app_advance(&s->app, S);
    assert_int_equal(s->app.visit.ledger.n, 0); // it was played, and begins again
    stand_destroy(s);
}

// One button through every stop of the tour, and with the other one back to the home page.
static void test_a_clicker_leads_through_the_whole_tour_and_back(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    o.profile = "laptop";
    struct stand *s = stand_create(&o);
    struct arena arena;
    struct seen seen;
    arena_init(&arena);
    seen_begin(&seen, s, &arena, s->app.intro.default_tour);
    for (int i = 0; i < 2000 && seen.n_seen < seen.n_stops; i++) {
        app_key(&s->app, "PageDown", false, false, false);
        app_advance(&s->app, 700000);
        seen_look(&seen, s);
    }
    assert_int_equal(seen.n_seen, seen.n_stops);
    const char *last = visit_top(&s->app.visit)->id;
    assert_string_equal(last, seen.stops[seen.n_stops - 1]);
    for (int i = 0; i < 2000 && strcmp(visit_top(&s->app.visit)->id, seen.stops[0]);
         i++) {
        app_key(&s->app, "PageUp", false, false, false);
        app_advance(&s->app, 700000);
    }
    assert_string_equal(visit_top(&s->app.visit)->id, seen.stops[0]);
    arena_release(&arena);
    stand_destroy(s);
}

static void test_b_makes_it_black_until_any_key_or_touch(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    o.profile = "laptop";
    struct stand *s = stand_create(&o);
    app_command(&s->app, &(struct command){.kind = VISIT_BEGIN});
    app_settle(&s->app);
    uint64_t before = app_hash(&s->app);
    for (int i = 0; i < 3; i++) {
        stand_do(s, "key B");
        int pitch;
        const uint32_t *px = gfx_pixels(s->app.gfx, &pitch);
        struct gfx_size size = gfx_size(s->app.gfx);
        for (int y = 0; y < size.h; y++)
            for (int x = 0; x < size.w; x++)
                assert_int_equal(px[(ptrdiff_t)y * pitch + x], 0xFF000000);
        stand_do(s, i == 0 ? "key B" : i == 1 ? "touch 300,700" : "key PageDown");
        assert_true(app_hash(&s->app) == before);
    }
    s->options.profile = "kiosk";
    stand_destroy(s);
    o.profile = "kiosk";
    s = stand_create(&o);
    stand_do(s, "touch 5,5");
    before = app_hash(&s->app);
    stand_do(s, "key B");
    assert_true(app_hash(&s->app) == before);
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_demo_plays_all_of_it_and_begins_again),
        cmocka_unit_test(test_whoever_touches_takes_over_from_the_demo),
        cmocka_unit_test(test_a_demo_without_a_pack_sleeps_until_it_is_tried_again),
        cmocka_unit_test(test_a_tablet_does_not_go_dark_while_it_plays),
        cmocka_unit_test(test_with_all_that_a_visit_remembers_the_demo_goes_on),
        cmocka_unit_test(test_a_clicker_leads_through_the_whole_tour_and_back),
        cmocka_unit_test(test_b_makes_it_black_until_any_key_or_touch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
