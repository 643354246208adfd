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
        ui_wheel(s.ui, 500, 400, 5);
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
        cmocka_unit_test(test_a_row_is_told_without_being_built),
        cmocka_unit_test(test_an_empty_list_is_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
