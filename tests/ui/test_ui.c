#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"

enum { ONE = 1, TWO, THREE, LONG, SHEET_OK };

// A bar of two buttons above a scroller with one button far down.
static void show_page(struct stand *s, uint64_t entry)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, entry, "en");
    struct node *root = stand_root(b, entry, (struct node_style){0});
    struct node *bar = node_box(
        b, root, "bar", (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 20});
    stand_button(b, bar, "one", ONE, 100, 100);
    stand_button(b, bar, "two", TWO, 100, 100)->long_command =
        command_make(LONG, 0, NULL);
    struct node *scroller = stand_scroller(b, root);
    node_box(b, scroller, "above", (struct node_style){.w = GROW, .h = DP(2000)});
    stand_button(b, scroller, "three", THREE, 300, 100);
    node_box(b, scroller, "below", (struct node_style){.w = GROW, .h = DP(900)});
    ui_set(s->ui, UI_PAGE, root);
}

static void show_sheet(struct stand *s)
{
    struct build *b = ui_begin(s->ui, UI_SHEET, 0, "en");
    struct node *root = node_root(
        b, 0,
        &(struct node){
            .key = "sheet", .role = ROLE_SHEET, .name = "sheet", .modal = true});
    stand_button(b, root, "ok", SHEET_OK, 200, 100);
    ui_set(s->ui, UI_SHEET, root);
}

static float offset(struct stand *s)
{
    const struct draw_frame *f = ui_frame(s->ui);
    for (size_t i = 0; i < f->n_layers; i++)
        if (f->layers[i].kind == LAYER_SCROLLER)
            return (float)f->layers[i].offset_y;
    fail_msg("no scroller in the frame");
    return 0;
}

static void drag(struct stand *s, float from_y, float to_y, int64_t at_us)
{
    ui_pointer(s->ui, POINTER_DOWN, 1, 500, from_y, at_us);
    for (int i = 1; i <= 10; i++)
        ui_pointer(s->ui, POINTER_MOVE, 1, 500, from_y + (to_y - from_y) * (float)i / 10,
                   at_us + i * 10000);
}

static void come_to_rest(struct stand *s, int64_t at_us)
{
    for (int i = 0; i < 1000 && ui_step(s->ui, at_us); i++)
        at_us += 16000;
}

static int setup(void **state)
{
    struct stand *s = stand_create();
    show_page(s, 7);
    *state = s;
    return 0;
}

static void test_a_tap_posts_the_command_on_release_inside(void **state)
{
    struct stand *s = *state;
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 0);
    assert_int_equal(stand_command(s->ui), 0);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 50000);
    assert_int_equal(stand_command(s->ui), ONE);
    assert_int_equal(stand_command(s->ui), 0);
    stand_tap(s->ui, 110, 50, 100000); // between the buttons
    assert_int_equal(stand_command(s->ui), 0);
}

static void test_past_the_slop_the_press_is_off(void **state)
{
    struct stand *s = *state;
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 0);
    ui_pointer(s->ui, POINTER_MOVE, 1, 50, 75, 10000);
    ui_pointer(s->ui, POINTER_MOVE, 1, 50, 50, 20000);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 30000);
    assert_int_equal(stand_command(s->ui), 0);
}

static void test_a_hold_posts_the_long_command_only_where_there_is_one(void **state)
{
    struct stand *s = *state;
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 0);
    assert_int_equal(ui_deadline_us(s->ui), -1);
    ui_step(s->ui, 2 * GESTURE_HOLD_US);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 2 * GESTURE_HOLD_US);
    assert_int_equal(stand_command(s->ui), ONE);
    int64_t at = 3 * GESTURE_HOLD_US;
    ui_pointer(s->ui, POINTER_DOWN, 1, 150, 50, at);
    assert_int_equal(ui_deadline_us(s->ui), at + GESTURE_HOLD_US);
    ui_step(s->ui, at + GESTURE_HOLD_US);
    assert_int_equal(stand_command(s->ui), LONG);
    ui_pointer(s->ui, POINTER_UP, 1, 150, 50, at + GESTURE_HOLD_US + 1);
    assert_int_equal(stand_command(s->ui), 0);
}

static void test_a_hold_is_one_also_where_frames_are_slow(void **state)
{
    struct stand *s = *state;
    ui_pointer(s->ui, POINTER_DOWN, 1, 150, 50, 0);
    ui_pointer(s->ui, POINTER_UP, 1, 150, 50, GESTURE_HOLD_US + 5000);
    assert_int_equal(stand_command(s->ui), LONG);
    assert_int_equal(stand_command(s->ui), 0);
    ui_pointer(s->ui, POINTER_DOWN, 1, 150, 50, 1000000);
    ui_pointer(s->ui, POINTER_UP, 1, 150, 50, 1000000 + GESTURE_HOLD_US - 5000);
    assert_int_equal(stand_command(s->ui), TWO);
}

static void test_the_content_follows_the_finger_coasts_and_stays(void **state)
{
    struct stand *s = *state;
    drag(s, 700, 400, 1000);
    float at = offset(s);
    assert_true(at > 250 && at < 301);
    ui_pointer(s->ui, POINTER_UP, 1, 500, 400, 105000);
    assert_true(ui_step(s->ui, 110000));
    come_to_rest(s, 126000);
    float rest = offset(s);
    assert_true(rest > at + 100);
    show_page(s, 7); // a new tree of the same entry
    assert_true(offset(s) == rest);
    show_page(s, 8); // another entry of the same screen
    assert_true(offset(s) == 0);
    show_page(s, 7);
    assert_true(offset(s) == rest);
    ui_forget(s->ui, 7);
    show_page(s, 7);
    assert_true(offset(s) == 0);
}

static void test_a_touch_that_stops_coasting_presses_nothing(void **state)
{
    struct stand *s = *state;
    drag(s, 790, 110, 1000);
    ui_pointer(s->ui, POINTER_UP, 1, 500, 110, 105000);
    ui_step(s->ui, 110000);
    ui_step(s->ui, 120000);
    float before = offset(s);
    ui_pointer(s->ui, POINTER_DOWN, 1, 150, 500, 130000);
    float caught = offset(s); // where it was when the finger came, not a frame before
    assert_true(caught > before + 30 && caught < before + 80);
    assert_false(ui_step(s->ui, 140000));
    assert_true(offset(s) == caught);
    ui_pointer(s->ui, POINTER_UP, 1, 150, 500, 150000);
    assert_int_equal(stand_command(s->ui), 0);
}

static void test_keys_go_everywhere_and_scroll_what_is_only_read(void **state)
{
    struct stand *s = *state;
    assert_null(ui_focus(s->ui));
    assert_true(ui_key(s->ui, "Down", false));
    assert_string_equal(node_name(ui_focus(s->ui)), "one");
    ui_key(s->ui, "Right", false);
    assert_string_equal(node_name(ui_focus(s->ui)), "two");
    ui_key(s->ui, "Return", false);
    assert_int_equal(stand_command(s->ui), TWO);
    ui_key(s->ui, "Down", false); // the scroller as a whole
    assert_string_equal(node_name(ui_focus(s->ui)), "text");
    int presses = 0;
    while (strcmp(node_name(ui_focus(s->ui)), "three") != 0) {
        ui_key(s->ui, "Down", false);
        come_to_rest(s, presses * 1000000);
        assert_true(++presses < 12);
    }
    assert_true(presses >= 3); // 2,000 dp of reading were not jumped over
    ui_key(s->ui, "Space", false);
    assert_int_equal(stand_command(s->ui), THREE);
    for (int i = 0; i < 12; i++) {
        ui_key(s->ui, "Up", false);
        come_to_rest(s, (100 + i) * 1000000);
    }
    const char *top = node_name(ui_focus(s->ui));
    assert_true(strcmp(top, "one") == 0 || strcmp(top, "two") == 0);
    assert_false(ui_key(s->ui, "Escape", false));
}

static void test_tab_goes_round_and_back(void **state)
{
    struct stand *s = *state;
    static const char *const order[] = {"one", "two", "text", "three", "one"};
    for (size_t i = 0; i < 5; i++) {
        ui_key(s->ui, "Tab", false);
        assert_string_equal(node_name(ui_focus(s->ui)), order[i]);
    }
    ui_key(s->ui, "Tab", true);
    assert_string_equal(node_name(ui_focus(s->ui)), "three");
}

static void test_the_ring_is_for_keys_only(void **state)
{
    struct stand *s = *state;
    ui_key(s->ui, "Down", false);
    assert_non_null(ui_focus(s->ui));
    stand_tap(s->ui, 150, 50, 0);
    assert_null(ui_focus(s->ui));
    ui_key(s->ui, "Down", false); // shown again, where the finger was
    assert_string_equal(node_name(ui_focus(s->ui)), "two");
}

static void test_a_sheet_takes_all_input_while_it_is_there(void **state)
{
    struct stand *s = *state;
    show_sheet(s);
    assert_string_equal(node_name(ui_active_root(s->ui)), "sheet");
    stand_tap(s->ui, 150, 50, 0);
    assert_int_equal(stand_command(s->ui), SHEET_OK);
    stand_tap(s->ui, 150, 700, 100000);
    assert_int_equal(stand_command(s->ui), 0);
    ui_key(s->ui, "Tab", false);
    ui_key(s->ui, "Tab", false);
    assert_string_equal(node_name(ui_focus(s->ui)), "ok");
    assert_null(ui_find(s->ui, "one"));
    ui_set(s->ui, UI_SHEET, NULL);
    assert_non_null(ui_find(s->ui, "one"));
    assert_string_equal(node_name(ui_focus(s->ui)), "one");
}

// A choice of two below a place beside that only fingers need.
static void show_choice(struct stand *s)
{
    struct build *b = ui_begin(s->ui, UI_SHEET, 0, "en");
    struct node *root = node_root(
        b, 0,
        &(struct node){
            .key = "sheet", .role = ROLE_SHEET, .name = "sheet", .modal = true});
    stand_button(b, root, "beside", SHEET_OK, 1000, 400)->by_touch = true;
    stand_button(b, root, "small", ONE, 200, 100);
    stand_button(b, root, "large", TWO, 200, 100)->state = NODE_SELECTED;
    ui_set(s->ui, UI_SHEET, root);
}

static void test_keys_begin_at_what_is_chosen_and_leave_out_what_is_for_fingers(
    void **state)
{
    struct stand *s = *state;
    show_choice(s);
    ui_key(s->ui, "Down", false);
    assert_string_equal(node_name(ui_focus(s->ui)), "large");
    for (int i = 0; i < 3; i++)
        ui_key(s->ui, "Up", false);
    assert_string_equal(node_name(ui_focus(s->ui)), "small");
    ui_key(s->ui, "Tab", true);
    assert_string_equal(node_name(ui_focus(s->ui)), "large");
    stand_tap(s->ui, 500, 100, 0);
    assert_int_equal(stand_command(s->ui), SHEET_OK);
}

static void test_the_focus_comes_back_to_where_it_was(void **state)
{
    struct stand *s = *state;
    ui_key(s->ui, "Down", false);
    ui_key(s->ui, "Right", false);
    show_sheet(s);
    assert_string_equal(node_name(ui_focus(s->ui)), "ok");
    show_page(s, 7);
    ui_set(s->ui, UI_SHEET, NULL);
    assert_string_equal(node_name(ui_focus(s->ui)), "two");
    show_page(s, 8); // another page begins at its beginning ...
    assert_string_equal(node_name(ui_focus(s->ui)), "one");
    show_page(s, 7); // ... and the way back leads to where one left
    assert_string_equal(node_name(ui_focus(s->ui)), "two");
    ui_forget(s->ui, 7);
    show_page(s, 7);
    assert_string_equal(node_name(ui_focus(s->ui)), "one");
}

// The keys' first place on a new page may be half hidden: it comes into sight by itself.
static void test_a_new_page_moves_to_where_the_keys_are(void **state)
{
    struct stand *s = *state;
    ui_key(s->ui, "Down", false);
    struct build *b = ui_begin(s->ui, UI_PAGE, 5, "en");
    struct node *root = stand_root(b, 5, (struct node_style){0});
    struct node *scroller = stand_scroller(b, root);
    node_box(b, scroller, "above", (struct node_style){.w = GROW, .h = DP(750)});
    stand_button(b, scroller, "hidden", ONE, 300, 300);
    node_box(b, scroller, "below", (struct node_style){.w = GROW, .h = DP(500)});
    assert_false(ui_moving(s->ui));
    ui_set(s->ui, UI_PAGE, root);
    assert_string_equal(node_name(ui_focus(s->ui)), "hidden");
    assert_true(ui_moving(s->ui));
    come_to_rest(s, 1000);
    assert_false(ui_moving(s->ui));
    assert_true(offset(s) >= 750 + 300 - 800);
}

static void test_a_sheet_that_opens_under_a_finger_takes_nothing_with_it(void **state)
{
    struct stand *s = *state;
    drag(s, 200, 700, 1000); // pulled beyond its beginning
    assert_true(offset(s) < 0);
    show_sheet(s);
    assert_true(offset(s) == 0);
    ui_pointer(s->ui, POINTER_UP, 1, 500, 700, 150000);
    assert_false(ui_step(s->ui, 160000));
    // The same the other way round: a press on the sheet when it closes.
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 200000);
    ui_set(s->ui, UI_SHEET, NULL);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 250000);
    assert_int_equal(stand_command(s->ui), 0);
    show_sheet(s);
    stand_tap(s->ui, 50, 50, 300000);
    assert_int_equal(stand_command(s->ui), SHEET_OK);
}

static void test_a_pulled_page_springs_back_when_the_look_changes_under_the_finger(
    void **state)
{
    struct stand *s = *state;
    drag(s, 200, 700, 1000);
    assert_true(offset(s) < 0);
    ui_set_look(s->ui, &s->look, 1000, 800);
    show_page(s, 7);
    come_to_rest(s, 200000);
    assert_true(offset(s) == 0);
}

static void test_page_keys_and_notches_add_up_while_it_glides(void **state)
{
    struct stand *s = *state;
    ui_key(s->ui, "PageDown", false);
    ui_key(s->ui, "PageDown", false);
    ui_wheel(s->ui, 500, 400, 0, 1);
    come_to_rest(s, 1000000);
    assert_true(fabsf(offset(s) - (2 * 0.85f * 700 + 120)) <= 1);
}

static void test_the_place_in_the_text_stays_when_what_is_above_grows(void **state)
{
    struct stand *s = *state;
    float heights[] = {1000, 1700, 300};
    for (int i = 0; i < 3; i++) {
        struct build *b = ui_begin(s->ui, UI_PAGE, 9, "en");
        struct node *root = stand_root(b, 9, (struct node_style){0});
        struct node *scroller = stand_scroller(b, root);
        node_box(b, scroller, "above",
                 (struct node_style){.w = GROW, .h = DP(heights[i])});
        stand_button(b, scroller, "read", ONE, 300, 100);
        node_box(b, scroller, "below", (struct node_style){.w = GROW, .h = DP(2000)});
        ui_set(s->ui, UI_PAGE, root);
        if (i == 0) {
            ui_wheel(s->ui, 500, 400, 0, 1030.0f / 120);
            come_to_rest(s, 1000000);
        }
        assert_true(offset(s) == heights[i] + 30);
    }
}

static void test_a_page_that_became_shorter_is_not_left_beyond_its_end(void **state)
{
    struct stand *s = *state;
    ui_key(s->ui, "End", false);
    ui_step(s->ui, 1000);
    ui_step(s->ui, 91000); // still gliding
    assert_true(offset(s) > 500);
    struct build *b = ui_begin(s->ui, UI_PAGE, 7, "en");
    struct node *root = stand_root(b, 7, (struct node_style){0});
    node_box(b, stand_scroller(b, root), "short",
             (struct node_style){.w = GROW, .h = DP(900)});
    ui_set(s->ui, UI_PAGE, root);
    assert_true(offset(s) <= 100 + 200);
    come_to_rest(s, 200000);
    assert_true(offset(s) == 100);
}

static void test_a_press_is_off_when_its_target_is_gone(void **state)
{
    struct stand *s = *state;
    ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 0);
    struct build *b = ui_begin(s->ui, UI_PAGE, 7, "en");
    struct node *root = stand_root(b, 7, (struct node_style){0});
    stand_button(b, root, "other", THREE, 300, 300);
    ui_set(s->ui, UI_PAGE, root);
    ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 50000);
    assert_int_equal(stand_command(s->ui), 0);
}

static void test_a_press_is_off_when_its_target_can_no_longer_be_pressed(void **state)
{
    struct stand *s = *state;
    for (int works = 1; works >= 0; works--) {
        ui_pointer(s->ui, POINTER_DOWN, 1, 50, 50, 0);
        struct build *b = ui_begin(s->ui, UI_PAGE, 7, "en");
        struct node *root = stand_root(b, 7, (struct node_style){0});
        struct node *bar = node_box(b, root, "bar", (struct node_style){.w = GROW});
        stand_button(b, bar, "one", ONE, 100, 100)->state = works ? 0 : NODE_DISABLED;
        ui_set(s->ui, UI_PAGE, root);
        ui_pointer(s->ui, POINTER_UP, 1, 50, 50, 50000);
        assert_int_equal(stand_command(s->ui), works ? ONE : 0);
    }
}

static void test_wheel_and_page_keys_scroll(void **state)
{
    struct stand *s = *state;
    ui_wheel(s->ui, 500, 400, 0, 1);
    come_to_rest(s, 1000000);
    assert_true(offset(s) == 120);
    ui_wheel(s->ui, 50, 50, 0, 1); // not over the scroller
    assert_true(offset(s) == 120);
    ui_key(s->ui, "End", false);
    come_to_rest(s, 3000000);
    assert_true(offset(s) == 3000 - 700);
    ui_key(s->ui, "PageUp", false);
    come_to_rest(s, 6000000);
    assert_true(offset(s) == 2300 - 0.85f * 700);
    ui_key(s->ui, "Home", false);
    come_to_rest(s, 9000000);
    assert_true(offset(s) == 0);
}

static void test_what_is_kept_goes_with_its_page(void **state)
{
    struct stand *s = *state;
    uint64_t cold = ui_hash(s->ui);
    ui_begin(s->ui, UI_SHEET, 0, "en"); // as a program asks whether there is a sheet
    ui_set(s->ui, UI_SHEET, NULL);
    ui_wheel(s->ui, 500, 400, 0, 3);
    stand_tap(s->ui, 50, 50, 0);
    assert_int_equal(stand_command(s->ui), ONE);
    come_to_rest(s, 1000000);
    assert_true(ui_hash(s->ui) != cold);
    ui_forget(s->ui, 7);
    assert_true(ui_hash(s->ui) == cold);
}

static void test_a_reset_leaves_nothing(void **state)
{
    struct stand *s = *state;
    uint64_t cold = ui_hash(s->ui);
    ui_key(s->ui, "Down", false);
    drag(s, 700, 300, 0);
    ui_pointer(s->ui, POINTER_UP, 1, 500, 300, 200000);
    stand_tap(s->ui, 50, 50, 300000);
    come_to_rest(s, 400000);
    assert_true(ui_hash(s->ui) != cold);
    ui_reset(s->ui);
    assert_true(ui_hash(s->ui) == cold);
}

static void test_the_dump_says_what_is_there(void **state)
{
    struct stand *s = *state;
    struct str text;
    str_init(&text);
    ui_key(s->ui, "Down", false);
    ui_dump(s->ui, &text);
    assert_non_null(strstr(str_c(&text), "page \"page\" lang=en (0,0 1000x800)\n"));
    assert_non_null(strstr(str_c(&text), "  button \"one\" focus (0,0 100x100)\n"));
    assert_non_null(strstr(str_c(&text), "    button \"three\" (0,2100 300x100)\n"));
    str_release(&text);
}

static void test_what_is_out_of_sight_can_be_found_but_not_touched(void **state)
{
    struct stand *s = *state;
    float x, y;
    assert_true(ui_where(s->ui, ui_find(s->ui, "two"), &x, &y));
    assert_true(x == 170 && y == 50);
    assert_false(ui_where(s->ui, ui_find(s->ui, "three"), &x, &y));
    assert_null(ui_find(s->ui, "nothing of the kind"));
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, stand_teardown)

static float long_page(struct ui *ui, uint64_t entry)
{
    static const char words[] =
        "Los Angeles built its last great railway station in 1939, and the film hardly had "
        "to dress it: cream walls, long light and people crossing a hall without looking up.";
    struct build *b = ui_begin(ui, UI_PAGE, entry, "en");
    struct node *root = stand_root(b, entry, (struct node_style){0});
    struct node *page = stand_scroller(b, root);
    for (int i = 0; i < 60; i++)
        node_text(b, page, NULL, TEXT_BODY, COLOUR_INK,
                  arena_printf(b->arena, "%d. %s", i, words))
            ->style.w = GROW;
    ui_set(ui, UI_PAGE, root);
    return ui_root(ui, UI_PAGE)->first->content_h;
}

static void test_what_is_far_below_is_laid_out_after_the_first_frame(void **state)
{
    struct stand *s = *state;
    float first = long_page(s->ui, 1);
    const struct node *page = ui_root(s->ui, UI_PAGE)->first;
    assert_true(ui_rough(s->ui) && ui_moving(s->ui));
    assert_non_null(page->first->paragraph);
    assert_null(page->last->paragraph);
    float second_y = page->first->next->y;
    int steps = 0;
    while (ui_step(s->ui, 16667 * ++steps))
        assert_true(steps < 100);
    assert_true(steps > 5 && !ui_rough(s->ui));
    assert_non_null(page->last->paragraph);
    assert_true(page->first->next->y == second_y);
    // Not far from what was thought; and with all of it known at once it is the same.
    assert_true(fabsf(page->content_h / first - 1) < 0.5f);
    float whole = page->content_h;
    assert_true(long_page(s->ui, 1) == whole && !ui_rough(s->ui));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(test_what_is_far_below_is_laid_out_after_the_first_frame),
        WITH(test_a_tap_posts_the_command_on_release_inside),
        WITH(test_past_the_slop_the_press_is_off),
        WITH(test_a_hold_posts_the_long_command_only_where_there_is_one),
        WITH(test_a_hold_is_one_also_where_frames_are_slow),
        WITH(test_the_content_follows_the_finger_coasts_and_stays),
        WITH(test_a_touch_that_stops_coasting_presses_nothing),
        WITH(test_keys_go_everywhere_and_scroll_what_is_only_read),
        WITH(test_tab_goes_round_and_back),
        WITH(test_the_ring_is_for_keys_only),
        WITH(test_a_sheet_takes_all_input_while_it_is_there),
        WITH(test_keys_begin_at_what_is_chosen_and_leave_out_what_is_for_fingers),
        WITH(test_the_focus_comes_back_to_where_it_was),
        WITH(test_a_new_page_moves_to_where_the_keys_are),
        WITH(test_a_sheet_that_opens_under_a_finger_takes_nothing_with_it),
        WITH(test_a_pulled_page_springs_back_when_the_look_changes_under_the_finger),
        WITH(test_page_keys_and_notches_add_up_while_it_glides),
        WITH(test_the_place_in_the_text_stays_when_what_is_above_grows),
        WITH(test_a_page_that_became_shorter_is_not_left_beyond_its_end),
        WITH(test_a_press_is_off_when_its_target_is_gone),
        WITH(test_a_press_is_off_when_its_target_can_no_longer_be_pressed),
        WITH(test_wheel_and_page_keys_scroll),
        WITH(test_what_is_kept_goes_with_its_page),
        WITH(test_a_reset_leaves_nothing),
        WITH(test_the_dump_says_what_is_there),
        WITH(test_what_is_out_of_sight_can_be_found_but_not_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
