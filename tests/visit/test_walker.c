// The walker who isn't there: a pure function of time.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "visit/walker.h"
#include "walk_town.h"

static struct town town;

static int open_town(void **state)
{
    (void)state;
    town_open(&town);
    return town.plan ? 0 : -1;
}

static int close_town(void **state)
{
    (void)state;
    town_close(&town);
    return 0;
}

static double stop_m(size_t i)
{
    return walk_plan_stop_metres(town.plan, i);
}

static void test_he_walks_at_his_pace_and_stands_at_stops(void **state)
{
    (void)state;
    double all = walk_plan_metres(town.plan) / WALK_PACE_M_S;
    assert_true(fabs(walker_seconds(town.plan) - all - WALKER_PAUSE_S * TOWN_STOPS) <
                1e-6);
    assert_true(walker_metres(town.plan, 0) == 0);
    assert_true(walker_metres(town.plan, -5) == 0);
    assert_true(walker_metres(town.plan, WALKER_PAUSE_S) == 0);
    assert_true(fabs(walker_metres(town.plan, WALKER_PAUSE_S + 10) - 12.5) < 1e-9);
    assert_true(walker_metres(town.plan, 1e9) == walk_plan_metres(town.plan));
    double before = 0;
    for (double t = 0; t < walker_seconds(town.plan); t += 0.7) {
        double m = walker_metres(town.plan, t);
        assert_true(m >= before && m <= before + 0.7 * WALK_PACE_M_S + 1e-9);
        before = m;
    }
}

static void test_when_is_the_other_way_round(void **state)
{
    (void)state;
    for (size_t i = 0; i < TOWN_STOPS; i++) {
        double when = walker_when(town.plan, stop_m(i));
        assert_true(fabs(walker_metres(town.plan, when) - stop_m(i)) < 1e-6);
        assert_true(fabs(walker_metres(town.plan, when + WALKER_PAUSE_S - 0.01) -
                         stop_m(i)) < 1e-6);
        assert_true(i == 0 || walker_metres(town.plan, when - 1) < stop_m(i) - 1);
    }
    for (double m = 1; m < walk_plan_metres(town.plan); m += 37)
        assert_true(fabs(walker_metres(town.plan, walker_when(town.plan, m)) - m) < 1e-6);
}

static void test_his_fixes_say_where_he_is(void **state)
{
    (void)state;
    struct fix stands = walker_fix(town.plan, 5, NULL);
    assert_true(stands.speed_m_s == 0 && isnan(stands.course_deg));
    assert_int_equal(stands.time_us, 5000000);
    struct fix walks = walker_fix(town.plan, WALKER_PAUSE_S + 10, NULL);
    assert_true(walks.speed_m_s == 1.25f);
    assert_true(fabs((double)walks.course_deg - walk_plan_bearing(town.plan, 12)) < 1e-3);
    struct geo_point at = walk_plan_at(town.plan, 12.5);
    assert_true(geo_distance_m((struct geo_point){walks.lat, walks.lon}, at) < 0.01);
    struct fix end = walker_fix(town.plan, 1e9, NULL);
    assert_true(end.speed_m_s == 0);
}

static struct geo_xy error_at(double t, const struct walker_noise *noise)
{
    struct fix fix = walker_fix(town.plan, t, noise),
               true_fix = walker_fix(town.plan, t, NULL);
    struct geo_plane plane = geo_plane_at((struct geo_point){true_fix.lat, true_fix.lon});
    return geo_to_plane(&plane, (struct geo_point){fix.lat, fix.lon});
}

static void test_noise_is_the_same_in_any_order(void **state)
{
    (void)state;
    const struct walker_noise noise = {3, 10, 60, 1};
    struct fix there[50], back[50];
    for (int i = 0; i < 50; i++)
        there[i] = walker_fix(town.plan, i * 13.37, &noise);
    for (int i = 49; i >= 0; i--)
        back[i] = walker_fix(town.plan, i * 13.37, &noise);
    for (int i = 0; i < 50; i++) {
        assert_true(there[i].lat == back[i].lat && there[i].lon == back[i].lon);
        assert_true(there[i].time_us == back[i].time_us);
    }
    struct walker_noise other = noise;
    other.seed = 4;
    assert_true(walker_fix(town.plan, 100, &other).lat !=
                walker_fix(town.plan, 100, &noise).lat);
    other.seed = 0;
    struct fix none = walker_fix(town.plan, 100, NULL);
    assert_true(walker_fix(town.plan, 100, &other).lat == none.lat);
}

// Its spread, how fast it forgets, and the white part on top.
static void test_noise_is_of_the_kind_it_says(void **state)
{
    (void)state;
    const double sigma = 10, tau = 30;
    double square = 0, after_tau = 0, white = 0, mean = 0;
    int n = 0;
    for (unsigned seed = 1; seed <= 60; seed++) {
        const struct walker_noise noise = {seed, sigma, tau, 0};
        const struct walker_noise with = {seed, sigma, tau, 2};
        for (double t = 0; t < 300; t += 30) {
            struct geo_xy a = error_at(t, &noise), b = error_at(t + tau, &noise);
            struct geo_xy w = error_at(t, &with);
            mean += a.x + a.y;
            square += a.x * a.x + a.y * a.y;
            after_tau += a.x * b.x + a.y * b.y;
            white += (w.x - a.x) * (w.x - a.x) + (w.y - a.y) * (w.y - a.y);
            n += 2;
        }
    }
    assert_true(fabs(mean / n) < 2.5);
    assert_true(fabs(sqrt(square / n) - sigma) < 1.5);
    assert_true(fabs(after_tau / square - exp(-1)) < 0.12);
    assert_true(fabs(sqrt(white / n) - 2) < 0.2);
    // From one tenth of a second to the next it hardly moves.
    const struct walker_noise noise = {7, sigma, tau, 0};
    for (double t = 50; t < 60; t += 0.1) {
        struct geo_xy a = error_at(t, &noise), b = error_at(t + 0.1, &noise);
        assert_true(hypot(a.x - b.x, a.y - b.y) < 1.5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_he_walks_at_his_pace_and_stands_at_stops),
        cmocka_unit_test(test_when_is_the_other_way_round),
        cmocka_unit_test(test_his_fixes_say_where_he_is),
        cmocka_unit_test(test_noise_is_the_same_in_any_order),
        cmocka_unit_test(test_noise_is_of_the_kind_it_says),
    };
    return cmocka_run_group_tests(tests, open_town, close_town);
}
