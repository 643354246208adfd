// The walk engine with fixes that are good, and without any.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "walk_stand.h"

static void test_a_plan_has_its_stops_and_metres(void **state)
{
    struct stand *s = *state;
    assert_int_equal(walk_plan_stops(s->plan), TOWN_STOPS);
    assert_true(walk_plan_stop_metres(s->plan, 0) == 0);
    double shortest = 1e9, longest = 0;
    for (size_t i = 1; i < TOWN_STOPS; i++) {
        double leg =
            walk_plan_stop_metres(s->plan, i) - walk_plan_stop_metres(s->plan, i - 1);
        shortest = fmin(shortest, leg);
        longest = fmax(longest, leg);
        struct geo_point at = walk_plan_at(s->plan, walk_plan_stop_metres(s->plan, i));
        assert_true(geo_distance_m(at, stop_at(i)) < 1);
    }
    assert_true(shortest > 45 && shortest < 60 && longest > 600 && longest < 800);
    assert_true(walk_plan_metres(s->plan) ==
                walk_plan_stop_metres(s->plan, TOWN_STOPS - 1));
    struct geo_point a = walk_plan_at(s->plan, 10), b = walk_plan_at(s->plan, 20);
    struct geo_point ahead = moved(a, walk_plan_bearing(s->plan, 10), 10);
    assert_true(geo_distance_m(ahead, b) < 0.1);
    s->town.model.n_legs = 0;
    assert_null(walk_plan_make(&s->town.arena, &s->town.model));
    s->town.model.n_stops = 1;
    assert_null(walk_plan_make(&s->town.arena, &s->town.model));
}

static void test_a_leg_without_a_line_is_straight(void **state)
{
    struct stand *s = *state;
    double with = walk_plan_stop_metres(s->plan, 1);
    s->town.legs[0].n_line = 0;
    s->town.lines[1][1].lat = NAN;
    replan(s);
    double straight = geo_distance_m(stop_at(0), stop_at(1));
    assert_true(fabs(walk_plan_stop_metres(s->plan, 1) - straight) < 1);
    assert_true(straight < with);
    assert_true(isfinite(walk_plan_metres(s->plan)));
}

static void test_a_good_walk_tells_each_stop_once(void **state)
{
    struct stand *s = *state;
    int next = 0, left = 0;
    double before_m = 0, left_m = 1e9;
    for (double t = 0; t < walker_seconds(s->plan); t++) {
        struct fix fix = walker_fix(s->plan, t, NULL);
        enum walk_event e = walk_fix(&s->walk, s->plan, &fix);
        struct walk_guide g = walk_guide(&s->walk, s->plan);
        struct geo_point at = {fix.lat, fix.lon};
        assert_true(e == WALK_NOTHING || e == WALK_ARRIVED || e == WALK_LEFT ||
                    e == WALK_DONE);
        if (e == WALK_ARRIVED || e == WALK_DONE) {
            assert_int_equal(s->walk.at, next);
            assert_true(geo_distance_m(at, stop_at((size_t)next)) < 45);
            assert_true(walk_seen(&s->walk, (size_t)next));
            assert_false(walk_seen(&s->walk, (size_t)next + 1));
            assert_int_equal(e == WALK_DONE, next == TOWN_STOPS - 1);
            next++;
            left_m = 1e9;
        }
        left += e == WALK_LEFT;
        if (s->walk.status == WALK_ENDED)
            continue;
        assert_true(s->walk.metres >= before_m - 0.01);
        assert_true(g.metres <= left_m + 0.01);
        assert_true(fabs(g.seconds - g.metres / 1.25) < 0.01);
        assert_true(fabs(s->walk.metres - walker_metres(s->plan, t)) < 12);
        assert_true(geo_distance_m(g.at, at) < 12);
        before_m = s->walk.metres;
        left_m = g.metres;
    }
    assert_int_equal(next, TOWN_STOPS);
    assert_int_equal(s->walk.status, WALK_ENDED);
    assert_int_equal(s->walk.next, TOWN_STOPS);
    assert_true(left >=
                TOWN_STOPS - 3); // of two stops so near to each other none is left
    struct walk_guide g = walk_guide(&s->walk, s->plan);
    assert_true(g.metres == 0 && g.all_metres == 0);
}

static void test_the_guide_says_what_is_ahead(void **state)
{
    struct stand *s = *state;
    double from = walk_plan_stop_metres(s->plan, 2), bend = s->town.steps[2][1].at_m;
    walk_seek(&s->walk, s->plan, from + 1);
    follow(s, from + 1, from + bend - 50);
    struct walk_guide g = walk_guide(&s->walk, s->plan);
    assert_int_equal(g.status, WALK_ON);
    assert_int_equal(g.next, 3);
    assert_int_equal(g.leg, 2);
    assert_int_equal(g.step, 1);
    assert_true(fabs(g.step_metres - 50) < 10);
    assert_true(fabs(g.bearing_deg - walk_plan_bearing(s->plan, from + 10)) < 1);
    double all = walk_plan_metres(s->plan) - s->walk.metres;
    assert_true(fabs(g.all_metres - all) < 0.01);
    follow(s, from + bend - 50, from + bend + 40);
    assert_int_equal(walk_guide(&s->walk, s->plan).step, -1); // none is left on this leg

    walk_begin(&s->walk); // before the first stop no leg leads
    s->at = moved(stop_at(0), 90, 300);
    stay(s, 3);
    g = walk_guide(&s->walk, s->plan);
    assert_true(fabs(g.metres - 300) < 5 && fabs(g.bearing_deg - 270) < 2);
    assert_int_equal(g.step, -1);
}

static void test_of_two_near_stops_the_one_where_one_stands_counts(void **state)
{
    struct stand *s = *state;
    begin_after(s, 3);
    double m = walk_plan_stop_metres(s->plan, 4);
    struct seen seen = follow(s, s->walk.metres, m);
    assert_int_equal(seen.arrived, 4);
    // The next one is 41 m away, its circle has 40: one may look about at the first for long.
    seen = follow(s, m, m + 12);
    assert_int_equal(seen.events[WALK_ARRIVED], 0);
    seen = stay(s, 300);
    assert_int_equal(seen.events[WALK_ARRIVED], 0);
    assert_int_equal(s->walk.next, 5);
    seen = follow(s, m + 12, walk_plan_stop_metres(s->plan, 5));
    assert_int_equal(seen.events[WALK_ARRIVED] + stay(s, 10).events[WALK_ARRIVED], 1);
    assert_int_equal(s->walk.at, 5);
}

static void test_priority_comes_before_nearness(void **state)
{
    struct stand *s = *state;
    s->town.stops[5].trigger.priority = 1;
    replan(s);
    begin_after(s, 3);
    double m = walk_plan_stop_metres(s->plan, 4);
    follow(s, s->walk.metres, m);
    assert_int_equal(s->walk.at, 4);
    follow(s, m, m + 16);
    assert_int_equal(s->walk.at, 5);
}

static void test_a_trigger_waits_for_its_dwell(void **state)
{
    struct stand *s = *state;
    s->town.stops[3].trigger.dwell_s = 120;
    replan(s);
    begin_after(s, 2);
    double m = walk_plan_stop_metres(s->plan, 3);
    assert_int_equal(follow(s, s->walk.metres, m).events[WALK_ARRIVED], 0);
    double from_s = s->now_s;
    struct seen seen = stay(s, 150);
    assert_int_equal(seen.arrived, 3);
    assert_true(seen.first_s[WALK_ARRIVED] > from_s + 60);
}

static void test_an_outline_is_a_trigger_too(void **state)
{
    struct stand *s = *state;
    // 30 m around the way's last 60 m, a triangle as seen from above.
    struct geo_point c = stop_at(7),
                     p[3] = {moved(c, 0, 50), moved(c, 120, 50), moved(c, 240, 50)};
    struct walk_vertex ring[4];
    for (int i = 0; i < 3; i++)
        ring[i] = (struct walk_vertex){p[i].lat, p[i].lon};
    ring[3] = ring[0];
    s->town.stops[7].trigger = (struct walk_trigger){.shape = TRIGGER_POLYGON,
                                                     .at = town_at[7],
                                                     .exit_m = 20,
                                                     .dwell_s = 3,
                                                     .once = true,
                                                     .ring = ring,
                                                     .n_ring = 4};
    replan(s);
    begin_after(s, 6);
    double m = walk_plan_stop_metres(s->plan, 7);
    struct seen seen = follow(s, s->walk.metres, m + 1);
    assert_int_equal(seen.arrived, 7);
    seen = follow(s, m, m + 100);
    assert_int_equal(seen.events[WALK_LEFT], 1);
}

static void test_by_hand(void **state)
{
    struct stand *s = *state;
    assert_int_equal(walk_arrive(&s->walk, s->plan, TOWN_STOPS), WALK_NOTHING);
    assert_int_equal(walk_arrive(&s->walk, s->plan, 5), WALK_ARRIVED);
    assert_int_equal(s->walk.status, WALK_AT);
    assert_int_equal(s->walk.at, 5);
    assert_int_equal(s->walk.next, 6);
    assert_true(s->walk.metres == walk_plan_stop_metres(s->plan, 5));
    assert_true(walk_seen(&s->walk, 0) && walk_seen(&s->walk, 5));
    assert_false(walk_seen(&s->walk, 6));
    // On from there with fixes.
    struct seen seen = follow(s, s->walk.metres, walk_plan_stop_metres(s->plan, 6) + 1);
    assert_int_equal(seen.arrived, 6);
    assert_int_equal(walk_arrive(&s->walk, s->plan, 2), WALK_ARRIVED); // back
    assert_int_equal(s->walk.next, 3);
    assert_false(walk_seen(&s->walk, 5));
    assert_int_equal(walk_skip(&s->walk, s->plan), WALK_NOTHING);
    assert_int_equal(s->walk.next, 4);
    assert_true(walk_seen(&s->walk, 3));
    struct walk_guide g = walk_guide(&s->walk, s->plan);
    double two = walk_plan_stop_metres(s->plan, 4) - walk_plan_stop_metres(s->plan, 2);
    assert_true(fabs(g.metres - two) < 0.01);
    seen = follow(s, s->walk.metres, walk_plan_stop_metres(s->plan, 4));
    assert_int_equal(seen.events[WALK_ARRIVED], 1); // not at the one that was skipped
    assert_int_equal(seen.arrived, 4);
    while (s->walk.next < TOWN_STOPS - 1)
        assert_int_equal(walk_skip(&s->walk, s->plan), WALK_NOTHING);
    assert_int_equal(walk_skip(&s->walk, s->plan), WALK_DONE);
    assert_int_equal(s->walk.status, WALK_ENDED);
    assert_int_equal(walk_skip(&s->walk, s->plan), WALK_NOTHING);
    assert_int_equal(walk_arrive(&s->walk, s->plan, TOWN_STOPS - 1), WALK_DONE);
}

static void test_sought_is_as_walked(void **state)
{
    struct stand *s = *state;
    for (size_t i = 0; i + 1 < TOWN_STOPS; i++) {
        double m = walk_plan_stop_metres(s->plan, i) + 20;
        walk_seek(&s->walk, s->plan, m);
        assert_int_equal(s->walk.next, i + 1);
        assert_true(walk_seen(&s->walk, i) && !walk_seen(&s->walk, i + 1));
        assert_true(s->walk.metres == m);
        assert_int_equal(s->walk.status, WALK_ON);
        s->now_s = 100 - (double)i; // time may go back with it
        struct seen seen = follow(s, m, walk_plan_stop_metres(s->plan, i + 1));
        assert_int_equal(seen.events[WALK_ARRIVED] + seen.events[WALK_DONE] +
                             stay(s, 6).events[WALK_ARRIVED],
                         1);
    }
    walk_seek(&s->walk, s->plan, walk_plan_stop_metres(s->plan, 3));
    assert_int_equal(s->walk.next, 3); // it is told when one is seen to be there
    walk_seek(&s->walk, s->plan, 1e9);
    assert_int_equal(s->walk.status, WALK_ENDED);
    assert_int_equal(s->walk.at, TOWN_STOPS - 1);
    walk_seek(&s->walk, s->plan, NAN);
    walk_seek(&s->walk, s->plan, -5);
    assert_int_equal(s->walk.status, WALK_WAITING);
    assert_int_equal(s->walk.next, 0);
}

static void test_a_walk_is_a_value(void **state)
{
    struct stand *s = *state;
    begin_after(s, 4);
    struct stand other = *s;
    assert_true(hash(&s->walk) == hash(&other.walk));
    follow(s, s->walk.metres, s->walk.metres + 200);
    follow(&other, other.walk.metres, other.walk.metres + 200);
    assert_true(hash(&s->walk) == hash(&other.walk));
    assert_memory_equal(&s->walk, &other.walk, sizeof(s->walk));
    stay(s, 1);
    assert_true(hash(&s->walk) != hash(&other.walk));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_plan_has_its_stops_and_metres),
        TEST(test_a_leg_without_a_line_is_straight),
        TEST(test_a_good_walk_tells_each_stop_once),
        TEST(test_the_guide_says_what_is_ahead),
        TEST(test_of_two_near_stops_the_one_where_one_stands_counts),
        TEST(test_priority_comes_before_nearness),
        TEST(test_a_trigger_waits_for_its_dwell),
        TEST(test_an_outline_is_a_trigger_too),
        TEST(test_by_hand),
        TEST(test_sought_is_as_walked),
        TEST(test_a_walk_is_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
