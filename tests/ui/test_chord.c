// Keys that quick thumbs, or two visitors, press at once.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"

enum { LEFT = 1, RIGHT, PLAIN };

static int setup(void **state)
{
    *state = stand_create();
    return 0;
}

// Two keys side by side, and beside them a button that is none.
static void show(struct ui *ui, bool right_works)
{
    struct build *b = ui_begin(ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(b, 1, (struct node_style){.flow = FLOW_ROW});
    stand_button(b, root, "left", LEFT, 100, 100)->chord = true;
    struct node *right = stand_button(b, root, "right", RIGHT, 100, 100);
    right->chord = true;
    right->state = right_works ? 0 : NODE_DISABLED;
    stand_button(b, root, "plain", PLAIN, 100, 100);
    ui_set(ui, UI_PAGE, root);
}

static void both_fingers_count_in_one_frame(void **state)
{
    struct stand *s = *state;
    show(s->ui, true);
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 1000);
    ui_pointer(s->ui, POINTER_DOWN, 2, 150, 50, 1000);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 1000);
    ui_pointer(s->ui, POINTER_UP, 2, 150, 50, 1000);
    assert_int_equal(stand_command(s->ui), LEFT);
    assert_int_equal(stand_command(s->ui), RIGHT);
    assert_int_equal(stand_command(s->ui), 0);
}

static void the_first_finger_may_stay_longest(void **state)
{
    struct stand *s = *state;
    show(s->ui, true);
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 1000);
    for (int i = 0; i < 3; i++) {
        ui_pointer(s->ui, POINTER_DOWN, 2, 150, 50, 2000 + i * 100);
        ui_pointer(s->ui, POINTER_UP, 2, 150, 50, 2050 + i * 100);
    }
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 9000);
    assert_int_equal(stand_command(s->ui), LEFT);
    for (int i = 0; i < 3; i++)
        assert_int_equal(stand_command(s->ui), RIGHT);
    assert_int_equal(stand_command(s->ui), 0);
}

static void a_button_that_is_no_key_takes_its_turn(void **state)
{
    struct stand *s = *state;
    show(s->ui, true);
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 1000);
    ui_pointer(s->ui, POINTER_DOWN, 2, 250, 50, 1000);
    ui_pointer(s->ui, POINTER_UP, 2, 250, 50, 2000);
    assert_int_equal(stand_command(s->ui), 0);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 3000);
    assert_int_equal(stand_command(s->ui), LEFT);
    ui_pointer(s->ui, POINTER_DOWN, 1, 250, 50, 4000);
    ui_pointer(s->ui, POINTER_DOWN, 2, 50, 50, 4000);
    ui_pointer(s->ui, POINTER_UP, 2, 50, 50, 5000);
    ui_pointer(s->ui, POINTER_UP, 1, 250, 50, 6000);
    assert_int_equal(stand_command(s->ui), PLAIN);
    assert_int_equal(stand_command(s->ui), 0);
}

// As the second digit of a number works only once the first is typed.
static void a_key_may_begin_to_work_under_the_finger(void **state)
{
    struct stand *s = *state;
    show(s->ui, false);
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 1000);
    ui_pointer(s->ui, POINTER_DOWN, 2, 150, 50, 1100);
    assert_int_equal(stand_command(s->ui), LEFT);
    show(s->ui, true);
    ui_pointer(s->ui, POINTER_UP, 2, 150, 50, 2000);
    assert_int_equal(stand_command(s->ui), RIGHT);
    show(s->ui, false);
    stand_tap(s->ui, 150, 50, 3000);
    assert_int_equal(stand_command(s->ui), 0);
}

// A finger that has slid off its key presses nothing, and is not in the way.
static void a_finger_that_slid_gives_way(void **state)
{
    struct stand *s = *state;
    show(s->ui, true);
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 1000);
    ui_pointer(s->ui, POINTER_MOVE, 1, 50, 90, 1500);
    ui_pointer(s->ui, POINTER_DOWN, 2, 150, 50, 2000);
    ui_pointer(s->ui, POINTER_UP, 2, 150, 50, 2500);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 90, 3000);
    assert_int_equal(stand_command(s->ui), RIGHT);
    assert_int_equal(stand_command(s->ui), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_fingers_count_in_one_frame, setup,
                                        stand_teardown),
        cmocka_unit_test_setup_teardown(the_first_finger_may_stay_longest, setup,
                                        stand_teardown),
        cmocka_unit_test_setup_teardown(a_button_that_is_no_key_takes_its_turn, setup,
                                        stand_teardown),
        cmocka_unit_test_setup_teardown(a_key_may_begin_to_work_under_the_finger, setup,
                                        stand_teardown),
        cmocka_unit_test_setup_teardown(a_finger_that_slid_gives_way, setup,
                                        stand_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
