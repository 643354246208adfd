// The walk engine where fixes are wrong, and where walkers go other ways.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "walk_stand.h"

static void test_what_cannot_be_changes_nothing(void **state)
{
    struct stand *s = *state;
    begin_after(s, 1);
    struct fix good = {.time_us = (int64_t)((s->now_s + 1) * 1e6),
                       .lat = s->at.lat,
                       .lon = s->at.lon,
                       .accuracy_m = 5};
    struct fix bad[9];
    for (int i = 0; i < 9; i++)
        bad[i] = good;
    bad[0].lat = NAN;
    bad[1].lon = INFINITY;
    bad[2].lat = 90.1;
    bad[3].lon = -181;
    bad[4].time_us = (int64_t)(s->now_s * 1e6); // now again
    bad[5].time_us = INT64_MAX;
    bad[6].time_us = INT64_MIN;
    bad[7].lat = -INFINITY;
    bad[8].lat = -34; // in another country
    uint64_t before = hash(&s->walk);
    for (int i = 0; i < 9; i++) {
        assert_int_equal(walk_fix(&s->walk, s->plan, &bad[i]), WALK_NOTHING);
        assert_true(hash(&s->walk) == before);
    }
    assert_int_equal(walk_fix(&s->walk, s->plan, &good), WALK_NOTHING);
    assert_true(hash(&s->walk) != before);
}

static void test_time_that_goes_back_is_passed_over_until_it_stays(void **state)
{
    struct stand *s = *state;
    begin_after(s, 1);
    double metres = s->walk.metres;
    s->now_s -= 500; // a source that began anew
    int64_t believed_us = s->walk.time_us;
    struct seen seen = follow(s, metres, metres + 6);
    assert_true(s->walk.time_us == believed_us);
    seen = follow(s, metres + 6, metres + 60);
    assert_true(s->walk.time_us < believed_us);
    assert_true(s->walk.metres > metres + 40);
    assert_int_equal(seen.events[WALK_STRAYED], 0);
}

static void test_a_jump_must_last_to_be_believed(void **state)
{
    struct stand *s = *state;
    begin_after(s, 2);
    struct geo_point here = s->at;
    for (int i = 0; i < 10; i++) {
        fix_at(s, moved(here, 40.0 * i, 500));
        assert_true(geo_distance_m(walk_guide(&s->walk, s->plan).at, here) < 25);
        s->at = here;
        stay(s, 3);
    }
    assert_int_equal(s->walk.next, 3);
    // Far away, and it stays so: that is where one is.
    s->at = moved(here, 200, 500);
    stay(s, 20);
    assert_true(geo_distance_m(walk_guide(&s->walk, s->plan).at, here) < 60);
    assert_int_equal(s->walk.status, WALK_POOR);
    stay(s, 40);
    double x = s->walk.x, y = s->walk.y;
    struct geo_plane plane = geo_plane_at(stop_at(0));
    struct geo_xy there = geo_to_plane(&plane, s->at);
    assert_true(hypot(there.x - x, there.y - y) < 20);
    assert_int_equal(s->walk.next, 3);
}

static void test_off_the_legs_and_back(void **state)
{
    struct stand *s = *state;
    begin_after(s, 2);
    struct geo_point from = s->at;
    double along = walk_plan_bearing(s->plan, s->walk.metres), aside = along + 90;
    assert_int_equal(go(s, aside, 28).events[WALK_STRAYED], 0);
    double before_s = s->now_s;
    struct seen seen = go(s, aside, 100);
    assert_int_equal(seen.events[WALK_STRAYED], 1);
    assert_true(seen.first_s[WALK_STRAYED] - before_s >= 15);
    assert_true(seen.first_s[WALK_STRAYED] - before_s < 45);
    assert_int_equal(s->walk.status, WALK_OFF);
    struct walk_guide g = walk_guide(&s->walk, s->plan);
    assert_true(fabs(g.back_metres - geo_distance_m(s->at, from)) < 20);
    double turn = fmod(g.bearing_deg - (aside + 180) + 540 + 360, 360) - 180;
    assert_true(fabs(turn) < 20);
    assert_int_equal(stay(s, 60).events[WALK_STRAYED], 0); // told once
    seen = go_to(s, from);
    assert_int_equal(seen.events[WALK_RETURNED] + stay(s, 15).events[WALK_RETURNED], 1);
    assert_int_equal(s->walk.status, WALK_ON);
    seen = follow(s, s->walk.metres, walk_plan_stop_metres(s->plan, 3));
    assert_int_equal(seen.arrived, 3);
}

// 25 m are walked sooner than 15 s are over.
static void test_who_runs_is_not_off_sooner(void **state)
{
    struct stand *s = *state;
    begin_after(s, 2);
    struct geo_point from = s->at;
    double aside = walk_plan_bearing(s->plan, s->walk.metres) + 90, far_s = 0;
    for (double m = 0; s->walk.status != WALK_OFF && m < 200; m += 2.4) {
        fix_at(s, moved(from, aside, m));
        if (m < 30)
            far_s = s->now_s;
    }
    assert_int_equal(s->walk.status, WALK_OFF);
    assert_true(s->now_s - far_s >= 15 && s->now_s - far_s < 30);
}

static void test_who_does_not_walk_is_not_off(void **state)
{
    struct stand *s = *state;
    begin_after(s, 2);
    s->at = moved(s->at, walk_plan_bearing(s->plan, s->walk.metres) + 90, 45);
    struct seen seen = stay(s, 300);
    assert_int_equal(seen.events[WALK_STRAYED], 0);
    assert_int_equal(s->walk.status, WALK_ON);
}

static void test_a_poor_receiver_is_no_straying(void **state)
{
    struct stand *s = *state;
    begin_after(s, 2);
    s->accuracy_m = 90;
    stay(s, 20);
    assert_int_equal(s->walk.status, WALK_POOR);
    struct walk_guide g = walk_guide(&s->walk, s->plan);
    struct geo_plane plane = geo_plane_at(g.at);
    struct geo_xy to = geo_to_plane(&plane, stop_at(3));
    double straight = fmod(atan2(to.x, to.y) * 180 / M_PI + 360, 360);
    assert_true(fabs(g.bearing_deg - straight) < 5);
    double aside = walk_plan_bearing(s->plan, s->walk.metres) + 90;
    assert_int_equal(go(s, aside, 120).events[WALK_STRAYED], 0);
    s->accuracy_m = 5;
    s->at = walk_plan_at(s->plan, s->walk.metres);
    stay(s, 60);
    assert_int_equal(s->walk.status, WALK_ON);
}

static void test_a_shortcut_leads_to_a_later_stop(void **state)
{
    struct stand *s = *state;
    begin_after(s, 2);
    // Past the tunnel, straight to the market: three stops on. Passing is not arriving.
    struct seen seen = go_to(s, stop_at(6));
    assert_int_equal(seen.events[WALK_STRAYED], 1);
    assert_int_equal(s->walk.next, 3);
    s->at = stop_at(6);
    seen = stay(s, 60);
    assert_int_equal(seen.events[WALK_ARRIVED], 1);
    assert_int_equal(seen.arrived, 6);
    assert_int_equal(s->walk.next, 7);
    for (size_t i = 0; i <= 6; i++)
        assert_true(walk_seen(&s->walk, i));
    double m = walk_plan_stop_metres(s->plan, 6);
    seen = follow(s, m, walk_plan_stop_metres(s->plan, 7));
    assert_int_equal(seen.arrived, 7);
    assert_int_equal(seen.events[WALK_STRAYED], 0);
}

// A walk begun in the middle of the first leg, and one taken up beyond a stop that was not seen.
static void test_who_walks_along_later_legs_takes_them_up(void **state)
{
    struct stand *s = *state;
    struct seen seen = follow(s, 120, 170);
    assert_int_equal(s->walk.next, 0); // not for every crossing
    seen = follow(s, 170, walk_plan_stop_metres(s->plan, 1));
    assert_int_equal(seen.arrived, 1);
    assert_true(walk_seen(&s->walk, 0));

    begin_after(s, 2);
    double m = walk_plan_stop_metres(s->plan, 3) + 150;
    seen = go_to(s, walk_plan_at(s->plan, m));
    assert_int_equal(seen.events[WALK_STRAYED], 1);
    assert_int_equal(s->walk.next, 3);
    seen = follow(s, m, m + 140);
    assert_int_equal(seen.events[WALK_RETURNED], 1);
    assert_int_equal(s->walk.next, 4);
    assert_int_equal(s->walk.status, WALK_ON);
    assert_true(fabs(s->walk.metres - m - 140) < 20);
}

static void test_only_some_triggers_fire_again(void **state)
{
    struct stand *s = *state;
    for (int again = 0; again < 2; again++) {
        walk_begin(&s->walk);
        s->now_s += 100;
        s->town.stops[2].trigger.once = !again;
        replan(s);
        begin_after(s, 2);
        struct geo_point from = s->at;
        go_to(s, stop_at(2));
        s->at = stop_at(2);
        struct seen seen = stay(s, 60);
        assert_int_equal(seen.events[WALK_ARRIVED], again);
        assert_int_equal(s->walk.next, 3);
        go_to(s, from);
    }
}

// Whatever comes, the walk stays one.
static void test_mad_fixes_do_no_harm(void **state)
{
    struct stand *s = *state;
    int rounds = getenv("BACKLOT_LONG") ? 2000000 : 60000;
    uint64_t r = 88172645463325252u;
    int64_t now = 0;
    for (int i = 0; i < rounds; i++) {
        r ^= r << 13;
        r ^= r >> 7;
        r ^= r << 17;
        double far = (double)(r >> 40 & 0xff) / 255 - 0.5;
        double scale = (double[]){1e-4, 1e-3, 0.02, 400}[r >> 8 & 3];
        now += (int64_t)(r >> 20 & 0x3fffff) - (r >> 5 & 15 ? 0 : 60000000);
        struct fix fix = {
            .time_us = r % 997 == 0 ? (int64_t)r : now,
            .lat = 34.0537 + far * scale,
            .lon = -118.2427 + ((double)(r >> 48 & 0xff) / 255 - 0.5) * scale,
            .accuracy_m =
                (float[]){NAN, 0, -1, 5, 1e30f, INFINITY, 40, 1e-30f}[r >> 3 & 7],
        };
        if (r % 4001 == 0)
            walk_seek(&s->walk, s->plan, (double)(r >> 50));
        if (r % 3001 == 0)
            walk_skip(&s->walk, s->plan);
        if (r % 5003 == 0)
            walk_arrive(&s->walk, s->plan, r % 13);
        walk_fix(&s->walk, s->plan, &fix);
        struct walk_guide g = walk_guide(&s->walk, s->plan);
        assert_true(s->walk.metres >= 0 && s->walk.metres <= walk_plan_metres(s->plan));
        assert_true(isfinite(s->walk.x) && isfinite(s->walk.y));
        assert_true(s->walk.next <= TOWN_STOPS && s->walk.at < TOWN_STOPS);
        assert_true(isfinite(g.metres) && g.metres >= 0 && g.all_metres >= -1e-6);
        assert_true(g.bearing_deg >= 0 && g.bearing_deg <= 360);
        assert_true(geo_valid(g.at) && isfinite(g.back_metres));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_cannot_be_changes_nothing),
        TEST(test_time_that_goes_back_is_passed_over_until_it_stays),
        TEST(test_a_jump_must_last_to_be_believed),
        TEST(test_off_the_legs_and_back),
        TEST(test_who_runs_is_not_off_sooner),
        TEST(test_who_does_not_walk_is_not_off),
        TEST(test_a_poor_receiver_is_no_straying),
        TEST(test_a_shortcut_leads_to_a_later_stop),
        TEST(test_who_walks_along_later_legs_takes_them_up),
        TEST(test_only_some_triggers_fire_again),
        TEST(test_mad_fixes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
