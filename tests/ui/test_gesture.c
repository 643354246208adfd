#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/gesture.h"

#define MS 1000

static struct gesture fresh(void)
{
    return (struct gesture){.slop_dp = 10};
}

static void test_down_and_up_is_a_tap_where_it_went_down(void **state)
{
    (void)state;
    struct gesture g = fresh();
    assert_int_equal(gesture_feed(&g, POINTER_DOWN, 1, 50, 60, 0).kind, GESTURE_PRESS);
    assert_int_equal(gesture_feed(&g, POINTER_MOVE, 1, 56, 66, 20 * MS).kind,
                     GESTURE_NOTHING);
    struct gesture_event e = gesture_feed(&g, POINTER_UP, 1, 57, 67, 40 * MS);
    assert_int_equal(e.kind, GESTURE_TAP);
    assert_true(e.x == 50 && e.y == 60);
}

static void test_past_the_slop_it_drags_without_a_jump_and_throws(void **state)
{
    (void)state;
    struct gesture g = fresh();
    gesture_feed(&g, POINTER_DOWN, 1, 0, 500, 0);
    struct gesture_event e = gesture_feed(&g, POINTER_MOVE, 1, 0, 485, 10 * MS);
    assert_int_equal(e.kind, GESTURE_DRAG);
    assert_true(e.dy == 0);
    e = gesture_feed(&g, POINTER_MOVE, 1, 0, 470, 20 * MS);
    assert_true(e.kind == GESTURE_DRAG && e.dy == -15);
    e = gesture_feed(&g, POINTER_UP, 1, 0, 470, 25 * MS);
    assert_int_equal(e.kind, GESTURE_THROW);
    assert_true(e.vy < -1400 && e.vy > -1600);
}

static void test_a_finger_that_rested_throws_nothing(void **state)
{
    (void)state;
    struct gesture g = fresh();
    gesture_feed(&g, POINTER_DOWN, 1, 0, 500, 0);
    gesture_feed(&g, POINTER_MOVE, 1, 0, 400, 10 * MS);
    struct gesture_event e = gesture_feed(&g, POINTER_UP, 1, 0, 400, 300 * MS);
    assert_int_equal(e.kind, GESTURE_THROW);
    assert_true(e.vy == 0);
}

static void test_a_second_finger_changes_nothing(void **state)
{
    (void)state;
    struct gesture g = fresh();
    gesture_feed(&g, POINTER_DOWN, 1, 50, 50, 0);
    assert_int_equal(gesture_feed(&g, POINTER_DOWN, 2, 300, 300, 5).kind,
                     GESTURE_NOTHING);
    assert_int_equal(gesture_feed(&g, POINTER_MOVE, 2, 400, 300, 6).kind,
                     GESTURE_NOTHING);
    assert_int_equal(gesture_feed(&g, POINTER_UP, 2, 400, 300, 7).kind, GESTURE_NOTHING);
    assert_int_equal(gesture_feed(&g, POINTER_UP, 1, 50, 50, 8).kind, GESTURE_TAP);
}

static void test_a_hold_is_told_once_and_its_up_is_nothing(void **state)
{
    (void)state;
    struct gesture g = fresh();
    int64_t until;
    gesture_feed(&g, POINTER_DOWN, 1, 50, 50, 0);
    assert_true(gesture_waiting(&g, &until));
    assert_int_equal(until, GESTURE_HOLD_US);
    assert_int_equal(gesture_wait(&g, until - 1).kind, GESTURE_NOTHING);
    assert_int_equal(gesture_wait(&g, until).kind, GESTURE_HOLD);
    assert_int_equal(gesture_wait(&g, until + MS).kind, GESTURE_NOTHING);
    assert_int_equal(gesture_feed(&g, POINTER_UP, 1, 50, 50, until + MS).kind,
                     GESTURE_NOTHING);
    assert_int_equal(gesture_feed(&g, POINTER_DOWN, 1, 0, 0, until + 2 * MS).kind,
                     GESTURE_PRESS);
}

static void test_cancel_and_drop_press_nothing(void **state)
{
    (void)state;
    struct gesture g = fresh();
    gesture_feed(&g, POINTER_DOWN, 1, 50, 50, 0);
    assert_int_equal(gesture_feed(&g, POINTER_CANCEL, 1, 50, 50, 1).kind, GESTURE_CANCEL);
    gesture_feed(&g, POINTER_DOWN, 1, 50, 50, 2);
    gesture_drop(&g);
    assert_int_equal(gesture_feed(&g, POINTER_UP, 1, 50, 50, 3).kind, GESTURE_NOTHING);
}

static void test_a_lost_finger_does_not_keep_the_others_out(void **state)
{
    (void)state;
    struct gesture g = {.slop_dp = 10};
    gesture_feed(&g, POINTER_DOWN, 1, 50, 50, 0); // and never again a word of it
    assert_int_equal(gesture_feed(&g, POINTER_DOWN, 2, 90, 90, GESTURE_LOST_US).kind,
                     GESTURE_NOTHING);
    assert_int_equal(gesture_feed(&g, POINTER_DOWN, 3, 70, 70, GESTURE_LOST_US + 1).kind,
                     GESTURE_PRESS);
    assert_int_equal(
        gesture_feed(&g, POINTER_UP, 1, 50, 50, GESTURE_LOST_US + 2 * MS).kind,
        GESTURE_NOTHING);
    // Down again without having been up: the mouse, say.
    assert_int_equal(
        gesture_feed(&g, POINTER_DOWN, 3, 20, 20, GESTURE_LOST_US + 3 * MS).kind,
        GESTURE_PRESS);
    assert_int_equal(
        gesture_feed(&g, POINTER_UP, 3, 20, 20, GESTURE_LOST_US + 4 * MS).kind,
        GESTURE_TAP);
}

// A field of 1000 x 1000 in which a second finger joins.
static struct gesture in_field(void)
{
    struct gesture g = fresh();
    gesture_feed(&g, POINTER_DOWN, 1, 400, 500, 0);
    g.field.w = g.field.h = 1000;
    return g;
}

static void test_a_second_finger_joins_only_within_the_field(void **state)
{
    (void)state;
    struct gesture g = in_field();
    assert_int_equal(gesture_feed(&g, POINTER_DOWN, 2, 1200, 500, 10 * MS).kind,
                     GESTURE_NOTHING);
    struct gesture_event e = gesture_feed(&g, POINTER_DOWN, 3, 600, 500, 20 * MS);
    assert_int_equal(e.kind, GESTURE_PINCH);
    assert_true(e.x == 500 && e.y == 500 && e.wider == 1 && e.dx == 0);
    // A third one is no part of it.
    assert_int_equal(gesture_feed(&g, POINTER_DOWN, 4, 500, 500, 30 * MS).kind,
                     GESTURE_NOTHING);
    assert_int_equal(gesture_feed(&g, POINTER_MOVE, 4, 800, 800, 40 * MS).kind,
                     GESTURE_NOTHING);
}

static void test_two_fingers_tell_their_middle_and_how_much_wider_they_are(void **state)
{
    (void)state;
    struct gesture g = in_field();
    gesture_feed(&g, POINTER_DOWN, 2, 600, 500, 10 * MS);
    // Both to the right: they move, and are as wide as they were.
    gesture_feed(&g, POINTER_MOVE, 1, 406, 500, 20 * MS);
    struct gesture_event e = gesture_feed(&g, POINTER_MOVE, 2, 606, 500, 21 * MS);
    assert_true(e.dx == 3 && e.wider == 1 && e.x == 506);
    // Apart by more than the slop, from there on without a jump.
    float wider = 1;
    for (int i = 1; i <= 42; i++)
        wider *= gesture_feed(&g, POINTER_MOVE, 2, 606 + 5 * (float)i, 500, (30 + i) * MS)
                     .wider;
    assert_true(fabsf(wider - 410.0f / 215) < 0.001f);
    for (int i = 1; i <= 42; i++)
        wider *= gesture_feed(&g, POINTER_MOVE, 2, 816 - 5 * (float)i, 500, (90 + i) * MS)
                     .wider;
    assert_true(fabsf(wider - 200.0f / 215) < 0.001f);
}

static void test_the_finger_that_stays_drags_on_without_a_jump(void **state)
{
    (void)state;
    for (int left = 1; left <= 2; left++) {
        struct gesture g = in_field();
        gesture_feed(&g, POINTER_DOWN, 2, 600, 500, 10 * MS);
        gesture_feed(&g, POINTER_MOVE, 2, 700, 500, 20 * MS);
        struct gesture_event e = gesture_feed(&g, POINTER_UP, 3 - left, 0, 0, 30 * MS);
        assert_true(e.kind == GESTURE_DRAG && e.dx == 0 && e.dy == 0);
        float x = left == 1 ? 400 : 700;
        e = gesture_feed(&g, POINTER_MOVE, left, x + 7, 500, 40 * MS);
        assert_true(e.kind == GESTURE_DRAG && e.dx == 7);
        // What both did throws nothing.
        e = gesture_feed(&g, POINTER_UP, left, x + 7, 500, 400 * MS);
        assert_true(e.kind == GESTURE_THROW && e.vx == 0);
        assert_int_equal(g.state, GESTURE_IDLE);
    }
}

static struct gesture_event touch(struct gesture *g, float x, int64_t at_us)
{
    gesture_feed(g, POINTER_DOWN, 1, x, 500, at_us - 50 * MS);
    return gesture_feed(g, POINTER_UP, 1, x, 500, at_us);
}

static void test_the_second_touch_is_near_and_soon(void **state)
{
    (void)state;
    struct gesture g = fresh();
    const float near = GESTURE_DOUBLE_SLOPS * 10;
    assert_false(touch(&g, 100, 100 * MS).twice);
    assert_true(touch(&g, 100 + near, 100 * MS + GESTURE_DOUBLE_US).twice);
    assert_false(touch(&g, 100, 500 * MS).twice); // a third one begins anew ...
    assert_true(touch(&g, 100, 700 * MS).twice);  // ... and has a second one
    assert_false(touch(&g, 100, 2000 * MS).twice);
    assert_false(touch(&g, 101 + near, 2200 * MS).twice);                     // elsewhere
    assert_false(touch(&g, 101 + near, 2201 * MS + GESTURE_DOUBLE_US).twice); // too late
}

static void test_up_beyond_the_slop_presses_nothing(void **state)
{
    (void)state;
    struct gesture g = fresh();
    gesture_feed(&g, POINTER_DOWN, 1, 50, 50, 0);
    assert_int_equal(gesture_feed(&g, POINTER_UP, 1, 50, 61, 20 * MS).kind,
                     GESTURE_CANCEL);
}

static void test_the_roll_of_a_finger_that_leaves_throws_nothing_by_itself(void **state)
{
    (void)state;
    struct gesture g = fresh();
    gesture_feed(&g, POINTER_DOWN, 1, 0, 500, 0);
    for (int i = 1; i <= 20; i++) // 1,000 dp a second
        gesture_feed(&g, POINTER_MOVE, 1, 0, 500 - 8 * (float)i, i * 8 * MS);
    gesture_feed(&g, POINTER_MOVE, 1, 0, 346, 168 * MS); // and back by 6 dp
    struct gesture_event e = gesture_feed(&g, POINTER_UP, 1, 0, 346, 172 * MS);
    assert_true(e.vy < -950 && e.vy > -1050);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_lost_finger_does_not_keep_the_others_out),
        cmocka_unit_test(test_down_and_up_is_a_tap_where_it_went_down),
        cmocka_unit_test(test_past_the_slop_it_drags_without_a_jump_and_throws),
        cmocka_unit_test(test_a_finger_that_rested_throws_nothing),
        cmocka_unit_test(test_a_second_finger_changes_nothing),
        cmocka_unit_test(test_a_hold_is_told_once_and_its_up_is_nothing),
        cmocka_unit_test(test_cancel_and_drop_press_nothing),
        cmocka_unit_test(test_a_second_finger_joins_only_within_the_field),
        cmocka_unit_test(test_two_fingers_tell_their_middle_and_how_much_wider_they_are),
        cmocka_unit_test(test_the_finger_that_stays_drags_on_without_a_jump),
        cmocka_unit_test(test_the_second_touch_is_near_and_soon),
        cmocka_unit_test(test_up_beyond_the_slop_presses_nothing),
        cmocka_unit_test(test_the_roll_of_a_finger_that_leaves_throws_nothing_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
