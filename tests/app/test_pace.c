#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "app/pace.h"

#define FRAME 16667

static void test_waits_that_end_late_make_no_frame_later(void **state)
{
    (void)state;
    struct pace p = {.frame_us = FRAME};
    pace_shown(&p, 1000000);
    for (int i = 1; i <= 60; i++) {
        int64_t next = pace_next_us(&p, true, -1);
        assert_int_equal(next, 1000000 + (int64_t)i * FRAME);
        pace_shown(&p, next + 900);
    }
}

static void test_after_input_a_whole_frame_passes(void **state)
{
    (void)state;
    struct pace p = {.frame_us = FRAME};
    pace_shown(&p, 1000000);
    pace_shown(&p, 1000000 + FRAME + 9000); // a finger's, off the grid
    assert_int_equal(pace_next_us(&p, true, -1), 1000000 + 2 * FRAME + 9000);
    assert_int_equal(pace_next_us(&p, true, 1000000), 1000000); // what is due sooner
    assert_int_equal(pace_next_us(&p, false, -1), -1);
    assert_true(pace_soonest_us(&p) < 1000000 + 2 * FRAME + 9000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits_that_end_late_make_no_frame_later),
        cmocka_unit_test(test_after_input_a_whole_frame_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
