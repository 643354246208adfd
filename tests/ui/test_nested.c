// One scroller in another: a finger's way and the wheel's belong to the inner one until its end,
// then to the one around it, and the frame shows both where they are.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"
#include "ui/ui_private.h"

#define INNER_H 400.0f
#define INNER_CONTENT 700.0f // 300 to scroll
#define ABOVE 200.0f
#define BELOW 1500.0f

// The inner one is 400 dp high and stands below 200 dp of the outer one.
static void show(struct stand *s)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, 3, "en");
    struct node *root = stand_root(b, 3, (struct node_style){0});
    struct node *outer = stand_scroller(b, root);
    stand_button(b, outer, "above", 1, 300, ABOVE);
    struct node *inner =
        node_add(b, outer,
                 &(struct node){.key = "inner",
                                .role = ROLE_GROUP,
                                .name = "inner",
                                .style = {.scroll = true, .w = GROW, .h = DP(INNER_H)}});
    stand_button(b, inner, "inside", 2, 300, INNER_CONTENT);
    stand_button(b, outer, "below", 3, 300, BELOW);
    ui_set(s->ui, UI_PAGE, root);
}

static float offset_of(struct stand *s, const char *name)
{
    return ui_offset(s->ui, ui_find(s->ui, name));
}

static void assert_offsets(struct stand *s, float outer, float inner)
{
    if (fabsf(offset_of(s, "text") - outer) > 0.6f ||
        fabsf(offset_of(s, "inner") - inner) > 0.6f)
        fail_msg("outer %g, inner %g instead of %g, %g", (double)offset_of(s, "text"),
                 (double)offset_of(s, "inner"), (double)outer, (double)inner);
}

static int64_t rest(struct stand *s, int64_t at_us)
{
    for (int i = 0; i < 1000 && ui_step(s->ui, at_us); i++)
        at_us += 16000;
    return at_us;
}

// The first 20 dp go to the slop.
static void drag(struct stand *s, float from, float by, int64_t at_us)
{
    float way = by < 0 ? -20 : 20;
    ui_pointer(s->ui, POINTER_DOWN, 1, 100, from, at_us);
    ui_pointer(s->ui, POINTER_MOVE, 1, 100, from + way, at_us + 10000);
    for (int i = 1; i <= 10; i++)
        ui_pointer(s->ui, POINTER_MOVE, 1, 100, from + way + by * (float)i / 10,
                   at_us + 10000 + i * 10000);
}

static void lift(struct stand *s, float y, int64_t at_us)
{
    ui_pointer(s->ui, POINTER_UP, 1, 100, y, at_us);
}

static int setup(void **state)
{
    struct stand *s = stand_create();
    show(s);
    *state = s;
    return 0;
}

static void test_a_drag_goes_on_outside_when_the_inside_is_at_its_end(void **state)
{
    struct stand *s = *state;
    drag(s, 550, -200, 0);
    assert_offsets(s, 0, 200);
    lift(s, 330, 600000);
    rest(s, 700000);
    drag(s, 550, -200, 2000000); // 100 inside, 100 outside
    assert_offsets(s, 100, 300);
    lift(s, 330, 2600000);
    rest(s, 2700000);
    drag(s, 300, 200, 4000000); // back: the inside first
    assert_offsets(s, 100, 100);
    lift(s, 520, 4600000);
    rest(s, 4700000);
    drag(s, 300, 200, 6000000); // 100 inside, 100 outside
    assert_offsets(s, 0, 0);
    lift(s, 520, 6600000);
    rest(s, 6700000);
    assert_offsets(s, 0, 0);
}

static void test_one_way_and_back_in_a_single_drag_ends_where_it_began(void **state)
{
    struct stand *s = *state;
    drag(s, 590, -500, 0); // 300 inside, 200 outside
    assert_offsets(s, 200, 300);
    for (int i = 1; i <= 10; i++)
        ui_pointer(s->ui, POINTER_MOVE, 1, 100, 70 + 50 * (float)i, 120000 + i * 10000);
    assert_offsets(s, 200 - 200, 0); // the inside gives back its 300 first
}

static void test_a_flick_goes_to_the_one_that_moved_last(void **state)
{
    struct stand *s = *state;
    drag(s, 550, -100, 0);
    lift(s, 430, 115000);
    rest(s, 120000);
    // It coasts inside, at most to its end, and the outside stays.
    assert_true(offset_of(s, "inner") > 150);
    assert_offsets(s, 0, fminf(offset_of(s, "inner"), 300));
    int64_t at = 5000000;
    drag(s, 580, -450, at);
    float outer = offset_of(s, "text");
    assert_true(outer > 50);
    lift(s, 110, at + 115000);
    rest(s, at + 120000);
    assert_true(offset_of(s, "text") > outer + 100);
    assert_true(fabsf(offset_of(s, "inner") - 300) < 0.6f);
}

static void test_the_one_that_can_not_move_leaves_all_to_the_outer(void **state)
{
    struct stand *s = *state;
    drag(s, 300, 150, 0); // both at their beginning: the outermost gives way
    assert_true(offset_of(s, "text") < -10);
    assert_true(offset_of(s, "inner") == 0);
    lift(s, 470, 600000);
    rest(s, 700000);
    assert_offsets(s, 0, 0);
    drag(s, 100, -60, 2000000); // beside it
    assert_offsets(s, 60, 0);
}

static void test_the_wheel_turns_the_inner_one_until_its_end(void **state)
{
    struct stand *s = *state;
    int64_t at = 0;
    static const struct {
        float notches, outer, inner;
    } turns[] = {{2, 0, 240},   {1, 0, 300},  {1, 120, 300},
                 {-2, 120, 60}, {-1, 120, 0}, {-1, 0, 0}};
    for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++) {
        ui_wheel(s->ui, 100, 400, 0, turns[i].notches);
        at = rest(s, at + 1000000);
        assert_offsets(s, turns[i].outer, turns[i].inner);
    }
}

// By how high its content is; NULL: it has none.
static const struct draw_layer *layer_of(const struct draw_frame *f, int content_h)
{
    for (size_t i = 0; i < f->n_layers; i++)
        if (f->layers[i].content_h == content_h && f->layers[i].kind == LAYER_SCROLLER)
            return &f->layers[i];
    return NULL;
}

static void test_the_inner_layer_is_cut_by_the_outer_view(void **state)
{
    struct stand *s = *state;
    const int inner = (int)INNER_CONTENT, outer = (int)(ABOVE + INNER_H + BELOW);
    const struct draw_layer *l = layer_of(ui_frame(s->ui), inner);
    assert_int_equal(l->clip.y, 200);
    assert_int_equal(l->clip.h, 400);
    assert_int_equal(l->offset_y, 0);
    // What lies beside the inner one stays on the outer's layer, before and after it.
    size_t count = layer_of(ui_frame(s->ui), outer)->list.count;
    assert_true(count >= 2);
    ui_wheel(s->ui, 100, 100, 0, 2.5f); // 300: only the lower 300 of it are seen
    rest(s, 1000000);
    const struct draw_frame *f = ui_frame(s->ui);
    l = layer_of(f, inner);
    assert_int_equal(l->clip.y, 0);
    assert_int_equal(l->clip.h, 300);
    assert_int_equal(l->offset_y, 100); // its own, and what is cut off at the top
    assert_int_equal(layer_of(f, outer)->offset_y, 300);
    ui_wheel(s->ui, 100, 100, 0, 1); // and inside it
    rest(s, 2000000);
    l = layer_of(ui_frame(s->ui), inner);
    assert_int_equal(l->offset_y, 220);
    ui_wheel(s->ui, 100, 700, 0, 10); // out of sight: no layer
    rest(s, 3000000);
    f = ui_frame(s->ui);
    assert_non_null(layer_of(f, outer));
    assert_null(layer_of(f, inner));
}

static void test_a_touch_finds_what_is_inside_and_nothing_that_is_cut_off(void **state)
{
    struct stand *s = *state;
    stand_tap(s->ui, 100, 400, 0);
    assert_int_equal(stand_command(s->ui), 2);
    stand_tap(s->ui, 100, 650, 200000); // below its view
    assert_int_equal(stand_command(s->ui), 3);
    drag(s, 550, -200, 1000000);
    lift(s, 330, 1600000);
    rest(s, 1700000);
    stand_tap(s->ui, 100, 150, 3000000); // what was moved up there is not seen
    assert_int_equal(stand_command(s->ui), 1);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, stand_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(test_a_drag_goes_on_outside_when_the_inside_is_at_its_end),
        WITH(test_one_way_and_back_in_a_single_drag_ends_where_it_began),
        WITH(test_a_flick_goes_to_the_one_that_moved_last),
        WITH(test_the_one_that_can_not_move_leaves_all_to_the_outer),
        WITH(test_the_wheel_turns_the_inner_one_until_its_end),
        WITH(test_the_inner_layer_is_cut_by_the_outer_view),
        WITH(test_a_touch_finds_what_is_inside_and_nothing_that_is_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
