#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"

static void assert_box(const struct node *n, float x, float y, float w, float h)
{
    if (fabsf(n->x - x) > 0.6f || fabsf(n->y - y) > 0.6f || fabsf(n->w - w) > 0.6f ||
        fabsf(n->h - h) > 0.6f)
        fail_msg("%s: %g,%g %gx%g instead of %g,%g %gx%g", n->key, (double)n->x,
                 (double)n->y, (double)n->w, (double)n->h, (double)x, (double)y,
                 (double)w, (double)h);
}

static struct node *box(struct build *b, struct node *parent, const char *key,
                        struct length w, struct length h)
{
    return node_box(b, parent, key, (struct node_style){.w = w, .h = h});
}

static void test_a_row_shares_what_is_left_and_mirrors(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct stand s;
        stand_init(&s, rtl);
        struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
        struct node *root =
            stand_root(b, 1, (struct node_style){.flow = FLOW_ROW, .gap = 10});
        struct node *fixed = box(b, root, "fixed", DP(200), DP(50));
        struct node *one = box(b, root, "one", GROW, GROW);
        struct node *two =
            box(b, root, "two", (struct length){LENGTH_GROW, 2}, (struct length){0});
        ui_set(s.ui, UI_PAGE, root);
        assert_box(fixed, rtl ? 800 : 0, 0, 200, 50);
        assert_box(one, rtl ? 530 : 210, 0, 260, 800);
        assert_box(two, rtl ? 0 : 480, 0, 520, 0);
        stand_release(&s);
    }
}

static void test_a_column_gives_growing_children_the_rest(void **state)
{
    (void)state;
    struct stand s;
    stand_init(&s, false);
    struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(
        b, 1, (struct node_style){.pad = {10, 20, 30, 40}, .gap = 5, .align = AT_CENTER});
    struct node *top = box(b, root, "top", DP(100), DP(60));
    struct node *rest = box(b, root, "rest", GROW, GROW);
    struct node *part = box(b, root, "part", PART(0.5f), PART(0.1f));
    ui_set(s.ui, UI_PAGE, root);
    assert_box(top, 40 + (940 - 100) / 2.0f, 10, 100, 60);
    assert_box(rest, 40, 75, 940, 760 - 60 - 76 - 10);
    assert_box(part, 40 + 235, 800 - 30 - 76, 470, 76);
    stand_release(&s);
}

static void test_justify_places_and_spreads(void **state)
{
    (void)state;
    static const struct {
        enum place_at justify;
        float first, second;
    } cases[] = {{AT_START, 0, 110},
                 {AT_CENTER, 395, 505},
                 {AT_END, 790, 900},
                 {AT_SPREAD, 0, 900}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct stand s;
        stand_init(&s, false);
        struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
        struct node *root =
            stand_root(b, 1,
                       (struct node_style){
                           .flow = FLOW_ROW, .gap = 10, .justify = cases[i].justify});
        struct node *one = box(b, root, "one", DP(100), DP(50));
        struct node *two = box(b, root, "two", DP(100), DP(50));
        ui_set(s.ui, UI_PAGE, root);
        assert_box(one, cases[i].first, 0, 100, 50);
        assert_box(two, cases[i].second, 0, 100, 50);
        stand_release(&s);
    }
}

static void test_a_stack_lays_children_over_each_other(void **state)
{
    (void)state;
    struct stand s;
    stand_init(&s, false);
    struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(
        b, 1,
        (struct node_style){.flow = FLOW_STACK, .align = AT_CENTER, .justify = AT_END});
    struct node *all = box(b, root, "all", GROW, GROW);
    struct node *small = box(b, root, "small", DP(100), DP(40));
    ui_set(s.ui, UI_PAGE, root);
    assert_box(all, 0, 0, 1000, 800);
    assert_box(small, 450, 760, 100, 40);
    stand_release(&s);
}

static void test_chips_wrap_from_the_start_side(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct stand s;
        stand_init(&s, rtl);
        struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
        struct node *root = stand_root(b, 1, (struct node_style){0});
        struct node *wrap =
            node_box(b, root, "wrap",
                     (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 20});
        struct node *a = box(b, wrap, "a", DP(400), DP(50));
        struct node *c = box(b, wrap, "c", DP(580), DP(60));
        struct node *d = box(b, wrap, "d", DP(300), DP(50));
        ui_set(s.ui, UI_PAGE, root);
        assert_box(a, rtl ? 600 : 0, 0, 400, 50);
        assert_box(c, rtl ? 0 : 420, 0, 580, 60);
        assert_box(d, rtl ? 700 : 0, 80, 300, 50);
        assert_box(wrap, 0, 0, 1000, 130);
        stand_release(&s);
    }
}

static void test_a_scroller_knows_how_high_its_content_is(void **state)
{
    (void)state;
    struct stand s;
    stand_init(&s, false);
    struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(b, 1, (struct node_style){0});
    struct node *top = box(b, root, "top", GROW, DP(100));
    struct node *scroller = stand_scroller(b, root);
    scroller->style.pad = PAD(20);
    struct node *high = box(b, scroller, "high", GROW, DP(3000));
    ui_set(s.ui, UI_PAGE, root);
    assert_box(top, 0, 0, 1000, 100);
    assert_box(scroller, 0, 100, 1000, 700);
    assert_box(high, 20, 20, 960, 3000); // in the content
    assert_true(scroller->content_h == 3040);
    stand_release(&s);
}

static void test_a_scroller_is_as_high_as_its_content_while_there_is_room(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct stand s;
        stand_init(&s, false);
        struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
        struct node *root = stand_root(b, 1, (struct node_style){.justify = AT_END});
        struct node *card =
            node_box(b, root, "card", (struct node_style){.w = GROW, .max_h = 600});
        struct node *head = box(b, card, "head", GROW, DP(100));
        struct node *scroller =
            node_box(b, card, "scroller", (struct node_style){.w = GROW, .scroll = true});
        box(b, scroller, "inside", GROW, DP(i ? 900 : 300));
        ui_set(s.ui, UI_PAGE, root);
        assert_box(card, 0, i ? 200 : 400, 1000, i ? 600 : 400);
        assert_box(head, 0, i ? 200 : 400, 1000, 100);
        assert_box(scroller, 0, i ? 300 : 500, 1000, i ? 500 : 300);
        assert_true(scroller->content_h == (i ? 900 : 300));
        stand_release(&s);
    }
}

static void test_text_wraps_and_too_wide_rows_squeeze(void **state)
{
    (void)state;
    struct stand s;
    stand_init(&s, false);
    struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(b, 1, (struct node_style){0});
    struct node *narrow =
        node_box(b, root, "narrow", (struct node_style){.w = DP(300), .flow = FLOW_ROW});
    const char *words = "A row of words that is far too wide for three hundred";
    struct node *a = node_text(b, narrow, "a", TEXT_BODY, COLOUR_INK, words);
    struct node *c = node_text(b, narrow, "c", TEXT_BODY, COLOUR_INK, words);
    struct node *one = node_text(b, root, "one", TEXT_BODY, COLOUR_INK, "Short");
    ui_set(s.ui, UI_PAGE, root);
    assert_true(fabsf(a->w + c->w - 300) < 1);
    assert_true(a->h > 4 * 45 - 1);
    assert_true(one->h < 46 && one->w < 200);
    assert_int_equal(paragraph_lines(one->paragraph), 1);
    stand_release(&s);
}

static void test_a_fitted_title_gets_smaller_before_it_gets_longer(void **state)
{
    (void)state;
    struct stand s;
    stand_init(&s, false);
    struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(b, 1, (struct node_style){0});
    struct node *narrow = node_box(b, root, "narrow", (struct node_style){.w = DP(460)});
    const char *words = "A title of many words, far too many";
    struct node *free_ = node_text(b, narrow, "free", TEXT_TITLE, COLOUR_INK, words);
    struct node *fitted = node_text(b, narrow, "fitted", TEXT_TITLE, COLOUR_INK, words);
    fitted->text.fit_lines = 2;
    ui_set(s.ui, UI_PAGE, root);
    assert_true(paragraph_lines(free_->paragraph) >= 3);
    assert_int_equal(paragraph_lines(fitted->paragraph), 2);
    stand_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_row_shares_what_is_left_and_mirrors),
        cmocka_unit_test(test_a_column_gives_growing_children_the_rest),
        cmocka_unit_test(test_justify_places_and_spreads),
        cmocka_unit_test(test_a_stack_lays_children_over_each_other),
        cmocka_unit_test(test_chips_wrap_from_the_start_side),
        cmocka_unit_test(test_a_scroller_knows_how_high_its_content_is),
        cmocka_unit_test(test_a_scroller_is_as_high_as_its_content_while_there_is_room),
        cmocka_unit_test(test_text_wraps_and_too_wide_rows_squeeze),
        cmocka_unit_test(test_a_fitted_title_gets_smaller_before_it_gets_longer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
