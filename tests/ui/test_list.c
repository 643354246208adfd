// A list of 10,000 rows in a scroller, flicked, dragged and thrown about: what is built for it.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"
#include "ui/list.h"
#include "ui/ui_private.h"

#define ROWS 10000
#define GAP 10.0f
#define ABOVE 300.0f

static int trees, called; // rows of the last tree

// Of four heights, 100 dp at least.
static float height_of(size_t i)
{
    return 100 + (float)(i * 7 % 4) * 20;
}

static struct node *make_row(struct build *b, struct node *parent, const void *data,
                             size_t i)
{
    (void)data;
    called++;
    struct node *n = stand_button(b, parent, arena_printf(b->arena, "row %zu", i), 1, 900,
                                  height_of(i));
    n->position = (int)i + 1;
    n->of = ROWS;
    return n;
}

static const char *name_row(struct arena *arena, const void *data, size_t i)
{
    (void)data;
    return arena_printf(arena, "row %zu", i);
}

static const struct list_source source = {
    .count = ROWS, .gap_dp = GAP, .row = make_row, .name = name_row};

static void show(struct stand *s)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, 4, "en");
    struct node *root = stand_root(b, 4, (struct node_style){0});
    struct node *scroller = stand_scroller(b, root);
    node_box(b, scroller, "above", (struct node_style){.w = GROW, .h = DP(ABOVE)});
    list_add(b, scroller, "list", "rows", &source);
    called = 0;
    trees++;
    ui_set(s->ui, UI_PAGE, root);
}

// Rows in sight, and how much of the view is without one below the first.
static int count_rows(struct stand *s, int *seen_out, float *covered_out)
{
    const struct node *list = ui_find(s->ui, "rows");
    int present = 0;
    *seen_out = 0;
    *covered_out = 0;
    for (const struct node *n = list->first; n; n = n->next, present++) {
        float x, y;
        ui_window_box(s->ui, n, &x, &y);
        float inside = fminf(y + n->h + GAP, 800) - fmaxf(y, 0);
        *seen_out += y < 800 && y + n->h > 0;
        *covered_out += fmaxf(0, inside);
    }
    return present;
}

// The first tree also builds a screenful to measure it.
static void check(struct stand *s)
{
    int seen;
    float covered, x, y;
    for (int i = 0; ui_wants_view(s->ui); i++) {
        show(s);
        assert_true(i < 4);
    }
    int present = count_rows(s, &seen, &covered);
    const struct node *list = ui_find(s->ui, "rows");
    ui_window_box(s->ui, list, &x, &y);
    float room = fminf(800, y + list->h) - fmaxf(0, y);
    if (seen < 1 || present > 3 * seen || (called > 3 * seen && trees > 1) ||
        covered < room - 2 * GAP)
        fail_msg("%d rows seen, %d present, %d built, %g of %g dp covered", seen, present,
                 called, (double)covered, (double)room);
}

static int64_t step_to_rest(struct stand *s, int64_t at_us)
{
    for (int i = 0; i < 2000 && ui_step(s->ui, at_us); i++, at_us += 16667)
        check(s);
    check(s);
    return at_us;
}

static void test_at_most_three_times_what_is_seen_is_there(void **state)
{
    (void)state;
    struct stand s;
    stand_init(&s, false);
    show(&s);
    check(&s);
    int64_t at = 1000000;
    for (int k = 0; k < 6; k++, at += 1000000) { // flicks, one after the other
        ui_pointer(s.ui, POINTER_DOWN, 1, 500, 750, at);
        for (int i = 1; i <= 10; i++) {
            ui_pointer(s.ui, POINTER_MOVE, 1, 500, 750 - 65 * (float)i, at + i * 8000);
            ui_step(s.ui, at + i * 8000);
            check(&s);
        }
        ui_pointer(s.ui, POINTER_UP, 1, 500, 100, at + 82000);
        at = step_to_rest(&s, at + 90000);
    }
    assert_true(ui_offset(s.ui, ui_find(s.ui, "text")) > 5000);
    uint32_t random = 12345;
    for (int k = 0; k < 60; k++, at += 1000000) { // anywhere
        random = random * 1664525u + 1013904223u;
        const struct node *scroller = ui_find(s.ui, "text");
        float to = (float)(random >> 8) / 16777216.0f * ui_scroll_range(scroller);
        struct motion *m = ui_take_motion(s.ui, scroller);
        motion_scroll_to(m, to);
        motion_finish(m, scroller);
        at = step_to_rest(&s, at);
    }
    stand_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_at_most_three_times_what_is_seen_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
