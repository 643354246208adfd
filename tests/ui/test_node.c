#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "bench.h"
#include "ui/list.h"

static void expect_wrong(const struct node *root, const char *what)
{
    struct err err = {0};
    assert_false(node_check(root, &err));
    if (!strstr(err.text, what))
        fail_msg("'%s' does not say '%s'", err.text, what);
}

static void test_a_tree_without_role_name_or_key_is_refused(void **state)
{
    (void)state;
    struct stand s;
    struct err err;
    stand_init(&s, false);
    struct build *b = ui_begin(s.ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(b, 1, (struct node_style){0});
    struct node *one = stand_button(b, root, "one", 1, 10, 10);
    struct node *two = stand_button(b, root, "two", 2, 10, 10);
    assert_true(node_check(root, &err));
    two->key = "one";
    expect_wrong(root, "two children of 'root' are called 'one'");
    two->key = "two";
    one->role = ROLE_NONE;
    expect_wrong(root, "node 'one' has no role");
    one->role = ROLE_TEXT;
    expect_wrong(root, "text 'one' has a command");
    one->role = ROLE_BUTTON;
    one->name = "";
    expect_wrong(root, "button 'one' has no name");
    stand_release(&s);
}

static void test_language_comes_from_the_nearest_that_says(void **state)
{
    (void)state;
    struct stand s;
    stand_init(&s, false);
    struct build *b = ui_begin(s.ui, UI_PAGE, 1, "es");
    struct node *root = stand_root(b, 1, (struct node_style){0});
    struct node *card = node_box(b, root, "card", (struct node_style){0});
    struct node *t = node_text(b, card, "t", TEXT_BODY, COLOUR_INK, "x");
    assert_string_equal(node_lang(t), "es");
    card->lang = "en";
    assert_string_equal(node_lang(t), "en");
    t->lang = "ja";
    assert_string_equal(node_lang(t), "ja");
    stand_release(&s);
}

// ---- lists ----

struct rows {
    size_t built;
};

static struct node *row(struct build *b, struct node *parent, const void *data, size_t i)
{
    ((struct rows *)(uintptr_t)data)->built++;
    char *name = arena_printf(b->arena, "row %zu", i + 1);
    return node_add(b, parent,
                    &(struct node){.key = name,
                                   .role = ROLE_LINK,
                                   .name = name,
                                   .position = (int)i + 1,
                                   .of = 10000,
                                   .command = command_make(1, (int)i, NULL),
                                   .style = {.w = GROW, .h = DP(i % 2 ? 90 : 110)}});
}

static const char *row_name(struct arena *arena, const void *data, size_t i)
{
    (void)data;
    return arena_printf(arena, "row %zu", i + 1);
}

static struct node *show_list(struct stand *s, struct list_source *source)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, 1, "en");
    struct node *root = stand_root(b, 1, (struct node_style){0});
    struct node *scroller = stand_scroller(b, root);
    struct node *list = list_add(b, scroller, "list", "rows", source);
    ui_set(s->ui, UI_PAGE, root);
    return list;
}

static void test_ten_thousand_rows_build_what_is_near(void **state)
{
    (void)state;
    struct stand s;
    struct rows rows = {0};
    struct list_source source = {
        .count = 10000, .gap_dp = 10, .data = &rows, .row = row, .name = row_name};
    stand_init(&s, false);
    struct node *list = show_list(&s, &source);
    size_t seen = 800 / 110 + 1;
    assert_true(rows.built <= 4 * seen);
    assert_true(list->h > 1000000 && list->h < 1200000);
    assert_non_null(ui_find(s.ui, "row 1"));
    // From end to end, rebuilt whenever rows run out, never many at a time.
    for (int i = 0; i < 60; i++) {
        ui_wheel(s.ui, 500, 400, 0, 5);
        int64_t at = (int64_t)i * 2000000;
        while (ui_step(s.ui, at += 16000)) {
            rows.built = 0;
            if (ui_wants_view(s.ui))
                show_list(&s, &source);
            assert_true(rows.built <= 4 * seen);
        }
        assert_false(ui_wants_view(s.ui));
    }
    assert_null(ui_find(s.ui, "row 1"));
    stand_release(&s);
}

// A list between two texts, which both are higher than the window.
static struct node *show_long_page(struct stand *s, struct list_source *source,
                                   float above)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, 2, "en");
    struct node *root = stand_root(b, 2, (struct node_style){0});
    struct node *scroller = stand_scroller(b, root);
    node_box(b, scroller, "above", (struct node_style){.w = GROW, .h = DP(above)});
    struct node *list = list_add(b, scroller, "list", "rows", source);
    node_box(b, scroller, "below", (struct node_style){.w = GROW, .h = DP(900)});
    ui_set(s->ui, UI_PAGE, root);
    return list;
}

static void test_rows_appear_however_far_down_the_list_begins(void **state)
{
    (void)state;
    struct stand s;
    struct rows rows = {0};
    struct list_source source = {.count = 5, .data = &rows, .row = row, .name = row_name};
    stand_init(&s, false);
    show_long_page(&s, &source, 5000);
    assert_null(ui_find(s.ui, "row 1"));
    ui_key(s.ui, "End", false);
    for (int64_t at = 0; ui_step(s.ui, at += 16000);)
        if (ui_wants_view(s.ui))
            show_long_page(&s, &source, 5000);
    assert_non_null(ui_find(s.ui, "row 1"));
    stand_release(&s);
}

// Whether all rows were known, or met as the page was laid out.
static void test_what_follows_a_list_is_placed_after_its_last_row(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 4, 9, 14, 25};
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        struct stand s;
        struct rows rows = {0};
        struct list_source source = {.count = counts[i],
                                     .gap_dp = 10,
                                     .data = &rows,
                                     .row = row,
                                     .name = row_name};
        stand_init(&s, false);
        const struct node *list = show_long_page(&s, &source, 60);
        if (list->last && list->last->position == (int)counts[i])
            assert_true(list->last->y + list->last->h == list->next->y);
        assert_true(list->next->y == list->y + list->h);
        assert_false(ui_wants_view(s.ui));
        stand_release(&s);
    }
}

// Back up from the end of a list whose rows were only guessed, nothing jumps.
static void test_rows_that_become_known_above_move_nothing_that_is_seen(void **state)
{
    (void)state;
    struct stand s;
    struct rows rows = {0};
    struct list_source source = {
        .count = 400, .data = &rows, .row = row, .name = row_name};
    stand_init(&s, false);
    show_list(&s, &source);
    ui_key(s.ui, "End", true);
    int64_t at = 0;
    while (ui_step(s.ui, at += 16000) || ui_wants_view(s.ui))
        if (ui_wants_view(s.ui))
            show_list(&s, &source);
    assert_non_null(ui_find(s.ui, "row 400"));
    for (int i = 0; i < 200; i++) {
        ui_wheel(s.ui, 500, 400, 0, -1);
        while (ui_step(s.ui, at += 16000)) {
        }
        if (!ui_wants_view(s.ui))
            continue;
        const struct node *root = ui_root(s.ui, UI_PAGE), *seen = root;
        float x, y, y_then;
        while (seen->role != ROLE_LINK || !ui_where(s.ui, seen, &x, &y))
            seen = node_after(seen, root);
        char name[16];
        snprintf(name, sizeof(name), "%s", node_name(seen));
        show_list(&s, &source);
        assert_true(ui_where(s.ui, ui_find(s.ui, name), &x, &y_then));
        assert_true(fabsf(y - y_then) < 1);
    }
    stand_release(&s);
}

static void test_a_row_is_told_without_being_built(void **state)
{
    (void)state;
    struct stand s;
    struct rows rows = {0};
    struct list_source source = {
        .count = 10000, .data = &rows, .row = row, .name = row_name};
    struct inside_item item;
    struct arena arena;
    arena_init(&arena);
    stand_init(&s, false);
    struct node *list = show_list(&s, &source);
    rows.built = 0;
    assert_true(list->inside->describe(&arena, list, 311, &item));
    assert_string_equal(item.name, "row 312");
    assert_int_equal(item.position, 312);
    assert_int_equal(item.count, 10000);
    assert_int_equal(rows.built, 0);
    assert_false(list->inside->describe(&arena, list, 10000, &item));
    arena_release(&arena);
    stand_release(&s);
}

static void test_an_empty_list_is_flat(void **state)
{
    (void)state;
    struct stand s;
    struct list_source source = {.count = 0, .row = row, .name = row_name};
    stand_init(&s, false);
    struct node *list = show_list(&s, &source);
    assert_true(list->h == 0);
    assert_null(list->first);
    assert_false(ui_wants_view(s.ui));
    stand_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_tree_without_role_name_or_key_is_refused),
        cmocka_unit_test(test_language_comes_from_the_nearest_that_says),
        cmocka_unit_test(test_ten_thousand_rows_build_what_is_near),
        cmocka_unit_test(test_rows_appear_however_far_down_the_list_begins),
        cmocka_unit_test(test_what_follows_a_list_is_placed_after_its_last_row),
        cmocka_unit_test(test_rows_that_become_known_above_move_nothing_that_is_seen),
        cmocka_unit_test(test_a_row_is_told_without_being_built),
        cmocka_unit_test(test_an_empty_list_is_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
