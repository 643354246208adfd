// Pages and sheets that come and go: for how long, from where, and what ends it.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"

enum { OPEN = 1, OTHER };

// A page with a card at the top of a scroller, which its page grows out of.
static void show(struct stand *s, uint64_t entry)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, entry, "en");
    struct node *root = stand_root(b, entry, (struct node_style){0});
    struct node *scroller = stand_scroller(b, root);
    stand_button(b, scroller, "card", OPEN, 400, 300)->grows = true;
    node_box(b, scroller, "below", (struct node_style){.w = GROW, .h = DP(3000)});
    ui_set(s->ui, UI_PAGE, root);
}

static void turn(struct stand *s, enum turn_kind kind, bool back, uint64_t entry)
{
    struct command opened = command_make(OPEN, 0, NULL);
    ui_turn(s->ui, kind, back, &opened);
    show(s, entry);
}

static const struct draw_turn *turn_now(struct stand *s)
{
    return &ui_frame(s->ui)->turn;
}

static int setup(void **state)
{
    struct stand *s = stand_create();
    show(s, 1);
    ui_step(s->ui, 0);
    *state = s;
    return 0;
}

static void test_its_first_frame_shows_something_and_it_lasts_300_ms(void **state)
{
    struct stand *s = *state;
    assert_int_equal(turn_now(s)->kind, TURN_NONE);
    turn(s, TURN_PUSH, false, 2);
    assert_int_equal(turn_now(s)->kind, TURN_PUSH);
    assert_true(turn_now(s)->at > 0.02f && turn_now(s)->at < 0.4f);
    int frames = 1;
    float before = turn_now(s)->at;
    for (int64_t at = 1000000; ui_step(s->ui, at); at += 16667, frames++) {
        assert_true(turn_now(s)->at > before && turn_now(s)->at <= 1);
        before = turn_now(s)->at;
    }
    assert_true(frames >= 17 && frames <= 19);
    assert_int_equal(turn_now(s)->kind, TURN_NONE);
}

static void test_each_turn_has_a_serial_of_its_own(void **state)
{
    struct stand *s = *state;
    turn(s, TURN_PUSH, false, 2);
    uint64_t first = turn_now(s)->serial;
    turn(s, TURN_PUSH, true, 1);
    assert_true(turn_now(s)->serial != first && turn_now(s)->back);
}

static void test_a_touch_ends_it_and_is_a_touch(void **state)
{
    struct stand *s = *state;
    turn(s, TURN_PUSH, false, 2);
    ui_step(s->ui, 1000000);
    assert_int_equal(turn_now(s)->kind, TURN_PUSH);
    ui_pointer(s->ui, POINTER_DOWN, 1, 100, 100, 1010000);
    assert_int_equal(turn_now(s)->kind, TURN_NONE);
    assert_false(ui_moving(s->ui));
    ui_pointer(s->ui, POINTER_UP, 1, 100, 100, 1050000);
    assert_int_equal(stand_command(s->ui), OPEN);
}

static void test_reduced_motion_cuts(void **state)
{
    struct stand *s = *state;
    s->look.reduced_motion = true;
    ui_set_look(s->ui, &s->look, 1000, 800);
    for (int kind = TURN_PUSH; kind <= TURN_FADE; kind++) {
        turn(s, (enum turn_kind)kind, false, (uint64_t)(kind % 2 + 1));
        assert_int_equal(turn_now(s)->kind, TURN_NONE);
        assert_false(ui_moving(s->ui));
    }
}

static void test_a_page_grows_out_of_its_card_and_back_into_it(void **state)
{
    struct stand *s = *state;
    stand_tap(s->ui, 100, 100, 0);
    assert_int_equal(stand_command(s->ui), OPEN);
    turn(s, TURN_GROW, true,
         2); // forwards below; backwards there is no such focus on page 2
    assert_int_equal(turn_now(s)->kind, TURN_PUSH);
    turn(s, TURN_GROW, false, 1);
    stand_tap(s->ui, 100, 100, 1000000);
    assert_int_equal(stand_command(s->ui), OPEN);
    turn(s, TURN_GROW, false, 3);
    const struct draw_turn *t = turn_now(s);
    assert_int_equal(t->kind, TURN_GROW);
    assert_true(rect_eq(t->box, (struct rect){0, 0, 400, 300}));
    turn(s, TURN_GROW, true, 1); // its focus is on the card
    t = turn_now(s);
    assert_int_equal(t->kind, TURN_GROW);
    assert_true(t->back && rect_eq(t->box, (struct rect){0, 0, 400, 300}));
}

static void test_it_goes_back_to_what_is_seen_of_the_card_or_pushes(void **state)
{
    struct stand *s = *state;
    stand_tap(s->ui, 100, 100, 0);
    assert_int_equal(stand_command(s->ui), OPEN);
    for (int i = 0; i < 2; i++) {
        ui_wheel(s->ui, 500, 400, 0, i ? 4 : 1); // 120, then 600: out of sight
        for (int64_t at = 1000000 * (i + 1); ui_step(s->ui, at); at += 16000)
            continue;
        turn(s, TURN_NONE, false, 9);
        turn(s, TURN_GROW, true, 1);
        const struct draw_turn *t = turn_now(s);
        assert_int_equal(t->kind, i ? TURN_PUSH : TURN_GROW);
        if (!i)
            assert_true(rect_eq(t->box, (struct rect){0, 0, 400, 180}));
        ui_finish(s->ui);
    }
}

static void sheet(struct stand *s, bool there)
{
    if (!there) {
        ui_set(s->ui, UI_SHEET, NULL);
        return;
    }
    struct build *b = ui_begin(s->ui, UI_SHEET, 0, "en");
    struct node *root = node_root(b, 0,
                                  &(struct node){.key = "sheet",
                                                 .role = ROLE_SHEET,
                                                 .name = "sheet",
                                                 .modal = true,
                                                 .style = {.justify = AT_END}});
    struct node *card = node_box(b, root, "card", (struct node_style){.w = GROW});
    card->rises = true;
    stand_button(b, card, "ok", OTHER, 1000, 300);
    ui_set(s->ui, UI_SHEET, root);
}

static void test_a_sheet_rises_and_sinks_by_itself(void **state)
{
    struct stand *s = *state;
    sheet(s, true);
    const struct draw_turn *t = turn_now(s);
    assert_int_equal(t->kind, TURN_RISE);
    assert_true(!t->back && rect_eq(t->box, (struct rect){0, 500, 1000, 300}));
    int64_t at = 1000000, from = at;
    while (ui_step(s->ui, at))
        at += 16667;
    assert_true(at - from > 200000 && at - from < 300000);
    sheet(s, true); // a new tree of the same one stands
    assert_int_equal(turn_now(s)->kind, TURN_NONE);
    sheet(s, false);
    t = turn_now(s);
    assert_true(t->kind == TURN_RISE && t->back && t->box.y == 500);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, stand_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(test_its_first_frame_shows_something_and_it_lasts_300_ms),
        WITH(test_each_turn_has_a_serial_of_its_own),
        WITH(test_a_touch_ends_it_and_is_a_touch),
        WITH(test_reduced_motion_cuts),
        WITH(test_a_page_grows_out_of_its_card_and_back_into_it),
        WITH(test_it_goes_back_to_what_is_seen_of_the_card_or_pushes),
        WITH(test_a_sheet_rises_and_sinks_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
