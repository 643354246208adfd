// The walk as a part of the visit: commands, the preview, fixes, and a reset.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/hash.h"
#include "visit/visit.h"
#include "walk_town.h"

static struct town town;
static struct visit visit;
static struct walking *const w = &visit.walking;

static int open_town(void **state)
{
    (void)state;
    town_open(&town);
    visit_init(&visit, &(struct visit_settings){"en", "daylight", 2, false});
    return town.plan ? 0 : -1;
}

static int close_town(void **state)
{
    (void)state;
    town_close(&town);
    return 0;
}

static bool apply(uint32_t kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    return visit_apply(&visit, &c);
}

// A second of real time.
static bool pass(double seconds)
{
    bool acted = walking_act(w, town.plan);
    return walking_pass(w, town.plan, seconds) || acted;
}

static bool fix_at(double seconds)
{
    struct fix fix = walker_fix(town.plan, seconds, NULL);
    return walking_fix(w, town.plan, &fix);
}

static void test_a_walk_opens_its_page_and_is_taken_up(void **state)
{
    (void)state;
    assert_false(apply(VISIT_WALK, 0, NULL));
    assert_false(apply(VISIT_WALK, 2, "town"));
    assert_true(apply(VISIT_OPEN_TOUR, 0, "town"));
    assert_true(apply(VISIT_WALK, 0, "town"));
    assert_int_equal(visit_top(&visit)->screen, SCREEN_WALK);
    assert_string_equal(visit_top(&visit)->id, "town");
    assert_string_equal(w->tour, "town");
    assert_false(w->preview);
    assert_int_equal(w->card, -1);
    assert_int_equal(w->walk.at, -1);
    for (double t = 0; t < 100; t++)
        fix_at(t);
    double metres = w->walk.metres;
    assert_true(metres > 50);
    assert_false(apply(VISIT_WALK, 0, "town")); // it is on already
    assert_true(apply(VISIT_BACK, 0, NULL));
    assert_int_equal(visit_top(&visit)->screen, SCREEN_TOUR);
    assert_true(apply(VISIT_WALK, 0, "town"));
    assert_true(w->walk.metres == metres);
    // The other kind, and another tour: new ones, and the same place in the history.
    int depth = visit.depth;
    struct command preview = visit_open(SCREEN_WALK, 1, "town");
    assert_true(visit_apply(&visit, &preview));
    assert_true(w->preview && w->walk.metres == 0);
    assert_int_equal(visit.depth, depth);
    assert_true(apply(VISIT_WALK, 0, "another"));
    assert_string_equal(w->tour, "another");
    assert_int_equal(visit.depth, depth);
    assert_true(apply(VISIT_BACK, 0, NULL));
    assert_int_equal(visit_top(&visit)->screen, SCREEN_TOUR);
    // The map is a page like others.
    struct command map = visit_open(SCREEN_MAP, 0, "town");
    assert_true(visit_apply(&visit, &map));
    assert_int_equal(visit_top(&visit)->screen, SCREEN_MAP);
}

static void test_commands_want_a_walk_and_sense(void **state)
{
    (void)state;
    for (uint32_t kind = VISIT_WALK_PAUSE; kind <= VISIT_WALK_CARD; kind++)
        if (kind != VISIT_WALK_CAMERA)
            assert_false(apply(kind, 1, NULL));
    assert_true(apply(VISIT_WALK_CAMERA, WALKING_FIT, NULL)); // the map has it, too
    apply(VISIT_WALK, 1, "town");
    static const struct {
        uint32_t kind;
        int number;
    } bad[] = {{VISIT_WALK_SPEED, 0},   {VISIT_WALK_SPEED, WALKING_SPEED_MAX + 1},
               {VISIT_WALK_SEEK, -1},   {VISIT_WALK_SEEK, 1001},
               {VISIT_WALK_HERE, -1},   {VISIT_WALK_HERE, WALK_STOPS_MAX},
               {VISIT_WALK_CAMERA, -1}, {VISIT_WALK_CAMERA, WALKING_CAMERAS},
               {VISIT_WALK_CARD, 2},    {VISIT_WALK_CARD, 1}};
    uint64_t before = visit_hash(&visit);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(apply(bad[i].kind, bad[i].number, NULL));
    assert_true(visit_hash(&visit) == before);
    assert_true(apply(VISIT_WALK_SAFE, 0, NULL));
    assert_false(apply(VISIT_WALK_SAFE, 0, NULL));
    uint32_t serial = w->camera_serial;
    assert_true(apply(VISIT_WALK_CAMERA, WALKING_HEADING, NULL));
    assert_true(apply(VISIT_WALK_CAMERA, WALKING_HEADING, NULL));
    assert_int_equal(w->camera_serial, serial + 2);
    assert_true(apply(VISIT_WALK_SPEED, 20, NULL));
    assert_false(apply(VISIT_WALK_SPEED, 20, NULL));
    assert_true(apply(VISIT_WALK, 0, "another")); // what was read stays read
    assert_true(w->safe);
    assert_false(
        apply(VISIT_WALK_SEEK, 500, NULL)); // nobody is moved but who isn't there
}

static void test_a_preview_goes_from_stop_to_stop(void **state)
{
    (void)state;
    apply(VISIT_WALK, 1, "town");
    assert_int_equal(w->speed, WALKING_SPEED);
    apply(VISIT_WALK_SPEED, 20, NULL);
    int cards = 0, card = -1, steps = 0;
    while (w->seconds < walker_seconds(town.plan) && steps++ < 100000) {
        assert_true(pass(1 / 60.0));
        if (w->card >= 0 && w->card != card)
            assert_int_equal(w->card, cards++);
        card = w->card;
        assert_true(fabs(w->walk.metres - walker_metres(town.plan, w->seconds)) < 15);
    }
    assert_int_equal(cards, TOWN_STOPS);
    assert_int_equal(w->walk.status, WALK_ENDED);
    assert_false(pass(1));
    double takes = walker_seconds(town.plan) / 20;
    assert_true(steps / 60.0 > takes - 3 && steps / 60.0 < takes + 1);
    assert_true(apply(VISIT_WALK, 1, "town")); // once more, from the start
    assert_true(w->seconds == 0 && w->walk.next == 0);
    assert_int_equal(w->speed, 20);
}

static void test_a_preview_is_the_same_at_any_frame_rate(void **state)
{
    (void)state;
    uint64_t hashes[3];
    static const double steps_s[] = {1 / 144.0, 1 / 30.0, 0.4};
    for (int i = 0; i < 3; i++) {
        visit_init(&visit, &visit.start);
        apply(VISIT_WALK, 1, "town");
        // To the same moment, but for rounding: 1,000.1 s, between two fixes.
        for (int k = 1; w->seconds < 1000.1; k++)
            pass(fmin(steps_s[i], (1000.1 - w->seconds) / w->speed));
        hashes[i] = walk_hash(&w->walk, HASH_START);
    }
    assert_true(hashes[0] == hashes[1] && hashes[1] == hashes[2]);
}

static void test_pause_seek_skip_and_here_of_a_preview(void **state)
{
    (void)state;
    apply(VISIT_WALK, 1, "town");
    pass(1);
    assert_true(apply(VISIT_WALK_PAUSE, 0, NULL));
    double seconds = w->seconds;
    assert_false(pass(1));
    assert_true(w->seconds == seconds);
    assert_true(apply(VISIT_WALK_SEEK, 500, NULL));
    assert_true(pass(1)); // a paused one is moved by hand
    assert_true(w->ask == WALKING_ASK_NOTHING);
    assert_true(fabs(w->seconds - walker_seconds(town.plan) / 2) < 0.01);
    assert_true(w->walk.metres == walker_metres(town.plan, w->seconds));
    size_t next = w->walk.next;
    assert_true(next > 2 && next < 9);
    assert_true(apply(VISIT_WALK, 1, "town")); // goes on
    assert_false(w->paused);

    assert_true(apply(VISIT_WALK_HERE, 7, NULL));
    assert_true(pass(0));
    assert_int_equal(w->walk.at, 7);
    assert_int_equal(w->card, 7);
    assert_true(fabs(walker_metres(town.plan, w->seconds) - w->walk.metres) < 1e-6);
    assert_true(apply(VISIT_WALK_CARD, 0, NULL));
    assert_int_equal(w->card, -1);
    assert_true(apply(VISIT_WALK_CARD, 1, NULL));
    assert_int_equal(w->card, 7);
    for (int i = 0; i < 4; i++)
        pass(0.5); // he stands there: nothing is told again
    assert_int_equal(w->walk.next, 8);

    assert_true(apply(VISIT_WALK_SKIP, 0, NULL));
    pass(0);
    assert_int_equal(w->walk.next, 9);
    assert_int_equal(w->card, -1);
    double at_m = walk_plan_stop_metres(town.plan, 8);
    assert_true(walker_metres(town.plan, w->seconds) >= at_m);
    for (int i = 0; i < 4; i++)
        pass(0.5);
    assert_true(w->walk.next == 9 && w->card == -1);
    assert_true(apply(VISIT_WALK_HERE, 200, NULL)); // no such stop
    pass(0);
    assert_int_equal(w->walk.next, 9);
    apply(VISIT_WALK_SEEK, 1000, NULL);
    pass(0);
    assert_int_equal(w->walk.status, WALK_ENDED);
}

static void test_a_walk_follows_fixes_unless_it_is_paused(void **state)
{
    (void)state;
    assert_false(fix_at(0));
    apply(VISIT_WALK, 0, "town");
    assert_false(pass(1)); // nobody is simulated
    for (double t = 0; t < 30; t++)
        fix_at(t);
    assert_int_equal(w->card, 0);
    apply(VISIT_WALK_PAUSE, 0, NULL);
    uint64_t before = visit_hash(&visit);
    assert_false(fix_at(31));
    assert_true(visit_hash(&visit) == before);
    apply(VISIT_WALK_PAUSE, 0, NULL);
    assert_true(fix_at(32));
    assert_false(fix_at(32));
    for (double t = 33; t < 110; t++)
        fix_at(t);
    assert_int_equal(w->card, -1); // it went with the stop
    apply(VISIT_WALK_HERE, 4, NULL);
    assert_true(pass(0));
    assert_int_equal(w->walk.next, 5);
    apply(VISIT_WALK_SKIP, 0, NULL);
    assert_true(pass(0));
    assert_int_equal(w->walk.next, 6);
}

static void test_a_reset_wipes_it(void **state)
{
    (void)state;
    uint64_t cold = visit_hash(&visit);
    static struct visit first;
    first = visit;
    apply(VISIT_WALK, 1, "town");
    uint64_t begun = visit_hash(&visit);
    assert_true(begun != cold);
    pass(30);
    assert_true(visit_hash(&visit) != begun);
    apply(VISIT_WALK_SAFE, 0, NULL);
    apply(VISIT_WALK_CAMERA, WALKING_FIT, NULL);
    apply(VISIT_WALK_SKIP, 0, NULL);
    assert_true(apply(VISIT_RESET, 0, NULL));
    assert_true(visit_hash(&visit) == cold);
    assert_memory_equal(&visit, &first, sizeof(visit));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_town, close_town)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_walk_opens_its_page_and_is_taken_up),
        TEST(test_commands_want_a_walk_and_sense),
        TEST(test_a_preview_goes_from_stop_to_stop),
        TEST(test_a_preview_is_the_same_at_any_frame_rate),
        TEST(test_pause_seek_skip_and_here_of_a_preview),
        TEST(test_a_walk_follows_fixes_unless_it_is_paused),
        TEST(test_a_reset_wipes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
