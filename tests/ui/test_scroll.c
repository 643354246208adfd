#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/scroll.h"

static struct scroll long_page(void)
{
    return (struct scroll){.range_dp = 5000, .view_dp = 800};
}

static float coast(float speed, float dt)
{
    struct scroll s = long_page();
    scroll_hold(&s);
    scroll_release(&s, speed);
    for (int i = 0; i < 10000 && scroll_step(&s, dt); i++)
        continue;
    return s.pos_dp;
}

static void test_coast_goes_equally_far_at_any_frame_rate(void **state)
{
    (void)state;
    static const float rates[] = {30, 60, 90, 144, 240};
    float first = coast(2000, 1.0f / 30);
    assert_true(first > 800 && first < 880); // v * h / ln 2 = 866
    for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++)
        assert_true(fabsf(coast(2000, 1 / rates[i]) - first) < 1);
}

static void test_a_hold_stops_it_dead(void **state)
{
    (void)state;
    struct scroll s = long_page();
    scroll_release(&s, 3000);
    scroll_step(&s, 0.1f);
    float at = s.pos_dp;
    assert_true(at > 100);
    scroll_hold(&s);
    assert_false(scroll_step(&s, 0.1f));
    assert_true(s.pos_dp == at);
}

static void test_beyond_an_end_it_gives_way_and_springs_back(void **state)
{
    (void)state;
    struct scroll s = long_page();
    scroll_hold(&s);
    scroll_drag(&s, -100);
    assert_true(s.pos_dp < 0 && s.pos_dp > -51);
    scroll_drag(&s, -100000);
    assert_true(s.pos_dp > -800 * 0.25f);
    scroll_release(&s, 0);
    int steps = 0;
    while (scroll_step(&s, 1.0f / 60))
        assert_true(++steps < 120);
    assert_true(s.pos_dp == 0);
}

static void test_a_caught_spring_does_not_jump(void **state)
{
    (void)state;
    struct scroll s = long_page();
    scroll_hold(&s);
    scroll_drag(&s, -300);
    scroll_release(&s, 0);
    scroll_step(&s, 0.02f);
    float at = s.pos_dp;
    scroll_hold(&s);
    scroll_drag(&s, 0);
    assert_true(fabsf(s.pos_dp - at) < 0.5f);
}

static void test_coasting_stops_at_the_end(void **state)
{
    (void)state;
    struct scroll s = long_page();
    s.pos_dp = 4990;
    scroll_release(&s, 4000);
    for (int i = 0; i < 600 && scroll_step(&s, 1.0f / 60); i++)
        continue;
    assert_true(s.pos_dp == 5000);
}

// Also where it leaves from the end itself, thrown by a finger that no hand is as fast as.
static void test_the_fastest_throw_goes_a_quarter_beyond_the_end(void **state)
{
    (void)state;
    static const float from[] = {0, 3, 5000, 4990};
    for (size_t i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
        struct scroll s = long_page();
        s.pos_dp = from[i];
        scroll_hold(&s);
        scroll_release(&s, from[i] < 100 ? -60000 : 60000);
        while (scroll_step(&s, 1.0f / 60))
            assert_true(s.pos_dp > -200 && s.pos_dp < 5200);
        assert_true(s.pos_dp == (from[i] < 100 ? 0 : 5000));
    }
}

static void test_gliding_arrives_and_cuts_when_asked(void **state)
{
    (void)state;
    struct scroll s = long_page();
    scroll_glide(&s, 9000, true);
    assert_true(s.pos_dp == 5000);
    assert_false(scroll_step(&s, 0.1f));
    scroll_glide(&s, 1000, false);
    assert_true(s.pos_dp == 5000);
    while (scroll_step(&s, 1.0f / 60))
        continue;
    assert_true(s.pos_dp == 1000);
}

static void test_a_glide_from_full_speed_does_not_shoot_past_its_goal(void **state)
{
    (void)state;
    for (int way = -1; way <= 1; way += 2) {
        struct scroll s = long_page();
        s.pos_dp = 2500;
        scroll_release(&s, (float)way * 40000);
        scroll_glide(&s, 2600, false);
        while (scroll_step(&s, 1.0f / 120))
            assert_true(s.pos_dp <= 2600.5f && s.pos_dp > 2500 - 800 * 0.25f);
        assert_true(s.pos_dp == 2600);
    }
}

static void test_it_rests_at_the_same_place_at_any_frame_rate_also_at_an_end(void **state)
{
    (void)state;
    static const float rates[] = {30, 60, 90, 144, 240};
    for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
        struct scroll s = long_page();
        s.pos_dp = 4600;
        scroll_hold(&s);
        scroll_release(&s, 3000);
        float most = 0, seconds = 0;
        while (scroll_step(&s, 1 / rates[i]) && (seconds += 1 / rates[i]) < 10)
            most = fmaxf(most, s.pos_dp);
        assert_true(s.pos_dp == 5000);
        assert_true(most > 5001 && most < 5000 + 800 * 0.25f); // it gave way
        assert_true(seconds < 1.5f);
    }
}

static void test_a_glide_keeps_the_speed_it_has(void **state)
{
    (void)state;
    struct scroll s = long_page();
    scroll_hold(&s);
    scroll_release(&s, 2000);
    scroll_step(&s, 0.1f);
    float at = s.pos_dp, speed = s.vel_dp_s;
    scroll_glide(&s, 2000, false);
    scroll_step(&s, 0.001f);
    assert_true(fabsf((s.pos_dp - at) / 0.001f - speed) < speed * 0.2f);
    while (scroll_step(&s, 1.0f / 60))
        continue;
    assert_true(s.pos_dp == 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coast_goes_equally_far_at_any_frame_rate),
        cmocka_unit_test(test_a_hold_stops_it_dead),
        cmocka_unit_test(test_beyond_an_end_it_gives_way_and_springs_back),
        cmocka_unit_test(test_a_caught_spring_does_not_jump),
        cmocka_unit_test(test_coasting_stops_at_the_end),
        cmocka_unit_test(test_the_fastest_throw_goes_a_quarter_beyond_the_end),
        cmocka_unit_test(test_a_glide_from_full_speed_does_not_shoot_past_its_goal),
        cmocka_unit_test(test_gliding_arrives_and_cuts_when_asked),
        cmocka_unit_test(
            test_it_rests_at_the_same_place_at_any_frame_rate_also_at_an_end),
        cmocka_unit_test(test_a_glide_keeps_the_speed_it_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
