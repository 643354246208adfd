#include "tourc/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/str.h"

struct fixture {
    struct arena arena;
    struct report report;
    bool empty;
};

static int setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof(*f));
    arena_init(&f->arena);
    report_init(&f->report);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    report_release(&f->report);
    arena_release(&f->arena);
    free(f);
    return 0;
}

static const struct node *parse_from(struct fixture *f, const struct yaml_input *in)
{
    return yaml_parse(in, (struct yaml_memory){&f->arena, &f->arena}, &f->report,
                      &f->empty);
}

static const struct node *parse(struct fixture *f, const char *text)
{
    return parse_from(f, &(struct yaml_input){"f.yaml", 1, text, strlen(text)});
}

static char *complaints(struct fixture *f)
{
    char *text = NULL;
    size_t len;
    FILE *to = open_memstream(&text, &len);
    report_print(&f->report, to);
    fclose(to);
    return text;
}

static void test_a_tree_knows_where_its_nodes_stand(void **state)
{
    struct fixture *f = *state;
    const struct node *root = parse(f, "a: one\nb:\n  - ñ x\n  - {c: \"two\", d: no}\n");
    assert_int_equal(f->report.n_errors, 0);
    assert_int_equal(root->kind, NODE_MAP);
    assert_int_equal(root->n, 2);
    assert_string_equal(node_get(root, "a")->text, "one");
    assert_null(node_get(root, "z"));
    const struct node *list = node_get(root, "b");
    assert_int_equal(list->kind, NODE_LIST);
    assert_int_equal(list->n, 2);
    assert_int_equal(list->items[0]->at.line, 3);
    assert_int_equal(list->items[0]->at.col, 5);
    const struct node *no = node_get(list->items[1], "d");
    assert_string_equal(no->text, "no");
    assert_int_equal(no->at.line, 4);
    assert_int_equal(no->at.col, 19);
    assert_null(node_get(list, "a"));
    assert_null(node_get(NULL, "a"));
}

static void test_text_knows_where_its_first_letter_stands(void **state)
{
    struct fixture *f = *state;
    const struct node *root =
        parse(f, "p: plain\nq: \"quoted\"\nl: |\n\n    first\n    second\n"
                 "g: >-\n  folded\n  more\n");
    const struct {
        const char *key, *text;
        int line, col;
        bool follow;
    } rows[] = {
        {"p", "plain", 1, 4, false},
        {"q", "quoted", 2, 5, false},
        {"l", "\nfirst\nsecond\n", 4, 5, true},
        {"g", "folded more", 7, 4, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct node *node = node_get(root, rows[i].key);
        assert_string_equal(node->text, rows[i].text);
        assert_int_equal(node->text_at.line, rows[i].line);
        assert_int_equal(node->text_at.col, rows[i].col);
        assert_int_equal(node->lines_follow, rows[i].follow);
    }
}

static void test_lines_are_counted_from_where_the_text_begins(void **state)
{
    struct fixture *f = *state;
    const char *text = "a: 1\nb: |\n  x\n";
    const struct node *root =
        parse_from(f, &(struct yaml_input){"f.md", 2, text, strlen(text)});
    assert_int_equal(node_get(root, "a")->at.line, 2);
    assert_int_equal(node_get(root, "b")->text_at.line, 4);
    assert_int_equal(node_get(root, "b")->text_at.col, 3);
}

static void test_space_and_comments_are_no_document(void **state)
{
    struct fixture *f = *state;
    assert_null(parse(f, "# nothing\n\n"));
    assert_true(f->empty);
    assert_int_equal(f->report.n_errors, 0);
}

static void test_what_is_refused_is_named_with_its_place(void **state)
{
    (void)state;
    const struct {
        const char *text, *complaint;
    } rows[] = {
        {"a: 1\nb: &x 2\n",
         "f.yaml:2:4: an anchor (&x): expected the value alone, written out\n"},
        {"a: *x\n", "f.yaml:1:4: an alias (*x): expected the value, written out\n"},
        {"a: !!int 3\n",
         "f.yaml:1:4: a tag (tag:yaml.org,2002:int): expected the value alone\n"},
        {"a: &l [1]\nb: !m {c: d}\n",
         "f.yaml:1:4: an anchor (&l): expected the value alone, written out\n"
         "f.yaml:2:4: a tag (!m): expected the value alone\n"},
        {"a: 1\nb: 2\na: 3\n", "f.yaml:3:1: duplicate key 'a', first given in line 1\n"},
        {"? [a, b]\n: c\n", "f.yaml:1:3: expected a word as key\n"},
        {"a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document: expected one in a file\n"},
        {"a: \"x\nb: y\n",
         "f.yaml:1:4: expected the end of this quotation, found unexpected end of "
         "stream\n"},
        {"a: \"\\0\"\n", "f.yaml:1:4: a control character (0x00): expected text\n"},
        {"a: [1, 2\n",
         "f.yaml:2:1: expected YAML: did not find expected ',' or ']', while "
         "parsing a flow sequence\n"},
        {"a:\n  b: 1\n c: 2\n",
         "f.yaml:3:2: expected YAML: did not find expected key, while "
         "parsing a block mapping\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        void *fresh;
        setup(&fresh);
        parse(fresh, rows[i].text);
        char *text = complaints(fresh);
        assert_string_equal(text, rows[i].complaint);
        free(text);
        teardown(&fresh);
    }
}

static void test_32_levels_are_read_and_33_are_not(void **state)
{
    struct fixture *f = *state;
    char text[200] = "";
    for (int i = 0; i < 32; i++)
        strncat(text, "[", 2);
    for (int i = 0; i < 32; i++)
        strncat(text, "]", 2);
    assert_non_null(parse(f, text));
    char deeper[210];
    snprintf(deeper, sizeof(deeper), "[%s]", text);
    assert_null(parse(f, deeper));
    char *said = complaints(f);
    assert_string_equal(said,
                        "f.yaml:1:33: nested too deep: expected at most 32 levels\n");
    free(said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_tree_knows_where_its_nodes_stand, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_text_knows_where_its_first_letter_stands,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_lines_are_counted_from_where_the_text_begins,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_space_and_comments_are_no_document, setup,
                                        teardown),
        cmocka_unit_test(test_what_is_refused_is_named_with_its_place),
        cmocka_unit_test_setup_teardown(test_32_levels_are_read_and_33_are_not, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
