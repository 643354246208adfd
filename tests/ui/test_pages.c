// Pictures in a row that are swiped and zoomed, and an edge between two of them.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"
#include "ui/compare.h"
#include "ui/pages.h"
#include "ui/ui_private.h"

enum { TURNED = 1 };

static const struct pages_item items[3] = {
    {.aspect = 1.25f}, {.aspect = 1.25f}, {.aspect = 2}};
static const struct compare pair = {.aspect = 1.25f};

// The window is the box: 1000 x 800, which the first two pictures fill.
static void show(struct stand *s, size_t index, bool zooms)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, 5, "en");
    struct node *root = stand_root(b, 5, (struct node_style){0});
    struct pages *p = ARENA_NEW(b->arena, struct pages);
    *p = (struct pages){.items = items,
                        .count = 3,
                        .index = index,
                        .whole = true,
                        .zooms = zooms,
                        .turned = command_make(TURNED, 0, NULL)};
    pages_add(b, root, "pages", "picture", p);
    ui_set(s->ui, UI_PAGE, root);
}

static void show_pair(struct stand *s)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, 6, "en");
    struct node *root = stand_root(b, 6, (struct node_style){0});
    compare_add(b, root, "compare", "picture", &pair);
    ui_set(s->ui, UI_PAGE, root);
}

static struct kept_canvas state_of(struct stand *s)
{
    struct kept_item *item = kept_find(&s->ui->kept, ui_find(s->ui, "picture")->path);
    return item ? item->canvas : (struct kept_canvas){0};
}

static void finger(struct stand *s, enum pointer_kind kind, int64_t id, float x, float y,
                   int64_t at_us)
{
    ui_pointer(s->ui, kind, id, x, y, at_us);
}

// By `dx`, `dy` beyond the slop, in so many microseconds; the finger is still down.
static void drag(struct stand *s, float dx, float dy, int64_t at_us, int64_t us)
{
    float sx = dx != 0 ? copysignf(11, dx) : 0, sy = dx != 0 ? 0 : copysignf(11, dy);
    finger(s, POINTER_DOWN, 1, 500, 400, at_us);
    finger(s, POINTER_MOVE, 1, 500 + sx, 400 + sy, at_us + us / 20);
    for (int i = 1; i <= 10; i++)
        finger(s, POINTER_MOVE, 1, 500 + sx + dx * (float)i / 10,
               400 + sy + dy * (float)i / 10, at_us + us / 20 + us * i / 11);
}

static void lift(struct stand *s, int64_t at_us)
{
    const struct gesture_finger *f = &s->ui->gesture.finger[0];
    finger(s, POINTER_UP, 1, f->x, f->y, at_us);
}

static void rest(struct stand *s, int64_t at_us)
{
    for (int i = 0; i < 1000 && ui_step(s->ui, at_us); i++)
        at_us += 16000;
}

// The index that is asked for; -1: none.
static int turned(struct stand *s)
{
    struct command c;
    return ui_next_command(s->ui, &c) && c.kind == TURNED ? c.number : -1;
}

static int setup(void **state)
{
    *state = stand_create();
    return 0;
}

static void test_half_a_swipe_or_a_flick_turns_and_a_quarter_does_not(void **state)
{
    struct stand *s = *state;
    static const struct {
        float dx;
        int64_t us, rest_us;
        int index;
    } swipes[] = {{-600, 500000, 300000, 2},  {600, 500000, 300000, 0},
                  {-250, 500000, 300000, -1}, {250, 500000, 300000, -1},
                  {-100, 80000, 5000, 2},     {100, 80000, 5000, 0}};
    for (size_t i = 0; i < sizeof(swipes) / sizeof(swipes[0]); i++) {
        int64_t at = (int64_t)i * 10000000;
        show(s, 1, false);
        rest(s, at);
        drag(s, swipes[i].dx, 0, at + 5000000, swipes[i].us);
        lift(s, at + 5000000 + swipes[i].us + swipes[i].rest_us);
        assert_int_equal(turned(s), swipes[i].index);
        assert_int_equal(turned(s), -1);
        if (swipes[i].index >= 0)
            show(s, (size_t)swipes[i].index, false);
        rest(s, at + 6000000);
        assert_true(state_of(s).row ==
                    (swipes[i].index < 0 ? 1 : (float)swipes[i].index));
    }
}

static void test_at_an_end_the_row_gives_way_and_comes_back(void **state)
{
    struct stand *s = *state;
    show(s, 0, false);
    drag(s, 600, 0, 0, 500000);
    assert_true(state_of(s).row < -0.02f && state_of(s).row > -0.25f);
    lift(s, 900000);
    assert_int_equal(turned(s), -1);
    rest(s, 1000000);
    assert_true(state_of(s).row == 0);
}

static void test_another_index_glides_there(void **state)
{
    struct stand *s = *state;
    show(s, 0, false);
    show(s, 1, false);
    assert_true(ui_moving(s->ui));
    ui_step(s->ui, 1000000);
    ui_step(s->ui, 1050000);
    assert_true(state_of(s).row > 0.05f && state_of(s).row < 0.95f);
    rest(s, 1066000);
    assert_true(state_of(s).row == 1);
}

static void add_pinch(struct stand *s, float x, float y, float factor, int64_t at)
{
    finger(s, POINTER_DOWN, 1, x - 100, y, at);
    finger(s, POINTER_DOWN, 2, x + 100, y, at + 1000);
    // The slop first, and then so much wider than that.
    finger(s, POINTER_MOVE, 2, x + 111, y, at + 2000);
    finger(s, POINTER_MOVE, 1, x - 111, y, at + 3000);
    for (int i = 1; i <= 20; i++) {
        float half = 111 + (111 * factor - 111) * (float)i / 20;
        finger(s, POINTER_MOVE, 1, x - half, y, at + 3000 + i * 8000);
        finger(s, POINTER_MOVE, 2, x + half, y, at + 4000 + i * 8000);
    }
}

static void end_pinch(struct stand *s, int64_t at)
{
    finger(s, POINTER_UP, 1, 0, 0, at);
    finger(s, POINTER_UP, 2, 0, 0, at + 10000);
}

// Where in the picture a point of the box is, in fractions of its width.
static float under(struct stand *s, float x)
{
    struct kept_canvas c = state_of(s);
    float side = 1000 * c.zoom;
    return c.x + (x - 500) / side;
}

static void test_a_pinch_keeps_what_is_under_the_fingers(void **state)
{
    struct stand *s = *state;
    show(s, 0, true);
    add_pinch(s, 300, 300, 2, 0);
    assert_true(fabsf(state_of(s).zoom - 2) < 0.15f);
    assert_true(fabsf(under(s, 300) - 0.3f) < 0.01f);
    end_pinch(s, 400000);
    rest(s, 500000);
    assert_true(fabsf(state_of(s).zoom - 2) < 0.15f);
    assert_int_equal(turned(s), -1);
}

static void test_beyond_the_limits_it_gives_way_and_comes_back(void **state)
{
    struct stand *s = *state;
    show(s, 0, true);
    add_pinch(s, 500, 400, 0.4f, 0);
    assert_true(state_of(s).zoom < 1);
    end_pinch(s, 400000);
    rest(s, 500000);
    assert_true(fabsf(state_of(s).zoom - 1) < 0.001f);
    for (int i = 1; i <= 2; i++) {
        add_pinch(s, 500, 400, 4, i * 10000000);
        if (i == 2)
            assert_true(state_of(s).zoom > PAGES_ZOOM_MOST);
        end_pinch(s, i * 10000000 + 400000);
        rest(s, i * 10000000 + 500000);
        assert_true(state_of(s).zoom <= PAGES_ZOOM_MOST + 0.001f);
    }
    assert_true(fabsf(state_of(s).zoom - PAGES_ZOOM_MOST) < 0.001f);
}

static void test_a_double_touch_goes_near_and_back(void **state)
{
    struct stand *s = *state;
    show(s, 0, true);
    for (int i = 0; i < 2; i++) {
        int64_t at = (i + 1) * 10000000;
        stand_tap(s->ui, 400, 300, at);
        rest(s, at + 60000);
        assert_true(fabsf(state_of(s).zoom - (i ? 2.5f : 1)) < 0.01f ||
                    state_of(s).zoom == 0); // one touch does nothing
        stand_tap(s->ui, 402, 301, at + 200000);
        rest(s, at + 300000);
        assert_true(fabsf(state_of(s).zoom - (i ? 1 : 2.5f)) < 0.01f);
        if (!i)
            assert_true(fabsf(under(s, 402) - 0.402f) < 0.01f);
    }
}

static void test_a_zoomed_picture_hands_over_at_its_edge(void **state)
{
    struct stand *s = *state;
    show(s, 0, true);
    ui_post(s->ui, ui_find(s->ui, "picture"),
            &(struct command){.kind = UI_ZOOM, .number = 1});
    rest(s, 1000000);
    float zoom = state_of(s).zoom;
    assert_true(fabsf(zoom - 1.5f) < 0.01f);
    drag(s, -200, 0, 10000000, 600000); // 250 to the edge
    assert_true(state_of(s).row == 0);
    assert_true(fabsf(under(s, 500) - (0.5f + 200 / 1500.0f)) < 0.01f);
    lift(s, 11000000);
    rest(s, 11100000);
    drag(s, -750, 0, 20000000, 600000); // and 700 beyond it
    assert_true(state_of(s).row > 0.5f);
    lift(s, 21000000);
    assert_int_equal(turned(s), 1);
    show(s, 1, true);
    rest(s, 22000000);
    assert_true(state_of(s).row == 1 && state_of(s).zoom == 1); // each begins whole
}

static float edge(struct stand *s)
{
    return compare_at(&s->ui->trees[UI_PAGE].build, ui_find(s->ui, "picture"));
}

static void test_an_edge_is_dragged_touched_and_moved_by_keys(void **state)
{
    struct stand *s = *state;
    show_pair(s);
    assert_true(edge(s) == 0.5f);
    drag(s, 200, 0, 0, 500000);
    assert_true(fabsf(edge(s) - 0.7f) < 0.001f);
    lift(s, 900000);
    rest(s, 1000000);
    assert_true(fabsf(edge(s) - 0.7f) < 0.001f); // no throw
    drag(s, 900, 0, 2000000, 500000);
    assert_true(edge(s) == 1);
    lift(s, 2900000);
    rest(s, 3000000);
    stand_tap(s->ui, 250, 400, 4000000);
    rest(s, 4100000);
    assert_true(fabsf(edge(s) - 0.25f) < 0.001f);
    struct command right = command_make(UI_MOVE, ARROW_RIGHT, NULL);
    ui_post(s->ui, ui_find(s->ui, "picture"), &right);
    rest(s, 5000000);
    assert_true(fabsf(edge(s) - 0.35f) < 0.001f);
    ui_key(s->ui, "Tab", false);
    ui_key(s->ui, "Left", false);
    rest(s, 6000000);
    assert_true(fabsf(edge(s) - 0.25f) < 0.001f);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, stand_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(test_half_a_swipe_or_a_flick_turns_and_a_quarter_does_not),
        WITH(test_at_an_end_the_row_gives_way_and_comes_back),
        WITH(test_another_index_glides_there),
        WITH(test_a_pinch_keeps_what_is_under_the_fingers),
        WITH(test_beyond_the_limits_it_gives_way_and_comes_back),
        WITH(test_a_double_touch_goes_near_and_back),
        WITH(test_a_zoomed_picture_hands_over_at_its_edge),
        WITH(test_an_edge_is_dragged_touched_and_moved_by_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
