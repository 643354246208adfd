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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
