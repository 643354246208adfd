#include "tourc/markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/mem.h"

struct fixture {
    struct arena arena;
    struct report report;
    struct markup out;
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

static bool parse(struct fixture *f, enum markup_kind kind, const char *text)
{
    struct markup_input in = {text, strlen(text), {"f.md", 10, 3}, true, false};
    return markup_parse(&f->arena, &f->report, &in, kind, &f->out);
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

static void test_words_come_out_plain_with_spans_in_bytes(void **state)
{
    struct fixture *f = *state;
    const struct {
        enum markup_kind kind;
        const char *text, *body, *spans;
    } rows[] = {
        {MARKUP_LINE, "", "", "[]"},
        {MARKUP_LINE, "Plain & simple\\*", "Plain & simple*", "[]"},
        {MARKUP_LINE, "Año *nuevo*", "Año nuevo", "[[5,10,\"em\",\"\"]]"},
        {MARKUP_LINE, "a **b *c* d**", "a b c d",
         "[[2,7,\"strong\",\"\"],[4,5,\"em\",\"\"]]"},
        {MARKUP_LINE, "two\nlines", "two lines", "[]"},
        {MARKUP_LINE, "said [^one].", "said.", "[[4,4,\"cite\",\"one\"]]"},
        {MARKUP_LINE, "a[^x][^y] b", "a b",
         "[[1,1,\"cite\",\"x\"],[1,1,\"cite\",\"y\"]]"},
        {MARKUP_LINE, "a *[^x]*", "a ", "[[2,2,\"cite\",\"x\"]]"},
        {MARKUP_LINE, "[Her] &amp; him", "[Her] & him", "[]"},
        {MARKUP_BLOCKS, "One.\n\n## Two\n\n- three\n- *four*\n\n> five\n>\n> six\n",
         "One.\n\nTwo\n\nthree\n\nfour\n\nfive\n\nsix",
         "[[6,9,\"heading\",\"\"],[11,16,\"item\",\"\"],[18,22,\"item\",\"\"],"
         "[18,22,\"em\",\"\"],[24,28,\"quote\",\"\"],[30,33,\"quote\",\"\"]]"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_true(parse(f, rows[i].kind, rows[i].text));
        assert_string_equal(f->out.body, rows[i].body);
        assert_string_equal(f->out.spans, rows[i].spans);
    }
    assert_int_equal(f->report.n_errors, 0);
}

static void test_cites_are_listed_with_their_places(void **state)
{
    struct fixture *f = *state;
    assert_true(parse(f, MARKUP_BLOCKS, "Año [^one].\n\n- it*em*\n  more[^two]"));
    assert_int_equal(f->out.n_cites, 2);
    assert_string_equal(f->out.cites[0].source, "one");
    assert_int_equal(f->out.cites[0].at.line, 10);
    assert_int_equal(f->out.cites[0].at.col, 7);
    assert_string_equal(f->out.cites[1].source, "two");
    assert_int_equal(f->out.cites[1].at.line, 13);
    assert_int_equal(f->out.cites[1].at.col, 9);
}

static void test_what_a_kiosk_cannot_show_is_refused_with_the_way_out(void **state)
{
    (void)state;
    const struct {
        enum markup_kind kind;
        const char *text, *begins;
    } rows[] = {
        {MARKUP_LINE, "a <b>c</b>", "f.md:10:5: raw HTML"},
        {MARKUP_BLOCKS, "a\n\n<div>\n</div>", "f.md:12:3: raw HTML"},
        {MARKUP_LINE, "[a](http://b)", "f.md:10:3: a link"},
        {MARKUP_LINE, "<http://b.example>", "f.md:10:3: a link"},
        {MARKUP_LINE, "![a](b.png)", "f.md:10:3: a picture in the text"},
        {MARKUP_BLOCKS, "a\n\n    code", "f.md:12:"},
        {MARKUP_LINE, "a `b` c", "f.md:10:"},
        {MARKUP_BLOCKS, "a\n\n***\n\nb", "f.md:12:3: a rule"},
        {MARKUP_BLOCKS, "# one", "f.md:10:3: a heading: expected '## '"},
        {MARKUP_BLOCKS, "### three", "f.md:10:3: a heading: expected '## '"},
        {MARKUP_BLOCKS, "1. one", "f.md:10:3: a list"},
        {MARKUP_BLOCKS, "- one\n  - nested", "f.md:11:5: a list"},
        {MARKUP_BLOCKS, "- one\n\n  two", "f.md:12:5: expected a paragraph"},
        {MARKUP_BLOCKS, "-\n", "f.md:10:3: expected a paragraph"},
        {MARKUP_BLOCKS, "> - one", "f.md:10:5: a list"},
        {MARKUP_LINE, "a  \nb", "f.md:10:"},
        {MARKUP_LINE, "## one", "f.md:10:3: a heading"},
        {MARKUP_LINE, "- one", "f.md:10:3: a list"},
        {MARKUP_LINE, "> one", "f.md:10:3: a quotation"},
        {MARKUP_LINE, "one\n\ntwo", "f.md:12:3: expected one paragraph"},
        {MARKUP_LINE, "a [^No good] b", "f.md:10:5: expected [^source-id]"},
        {MARKUP_LINE, "a [^open", "f.md:10:5: expected [^source-id]"},
        {MARKUP_BLOCKS, "a[^x]\n\n[^x]: A book", "f.md:12:3: a footnote's text"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        void *fresh;
        setup(&fresh);
        assert_false(parse(fresh, rows[i].kind, rows[i].text));
        char *text = complaints(fresh);
        if (strncmp(text, rows[i].begins, strlen(rows[i].begins)) != 0)
            fail_msg("%s gives %s", rows[i].text, text);
        free(text);
        teardown(&fresh);
    }
}

static void test_a_text_whose_lines_do_not_follow_is_blamed_as_a_whole(void **state)
{
    struct fixture *f = *state;
    const char *text = "one\n\n`two`";
    struct markup_input in = {text, strlen(text), {"f.yaml", 4, 9}, false, false};
    assert_false(markup_parse(&f->arena, &f->report, &in, MARKUP_BLOCKS, &f->out));
    char *said = complaints(f);
    assert_memory_equal(said, "f.yaml:4:9: ", 12);
    free(said);
}

static void test_the_first_paragraph_is_the_lede(void **state)
{
    struct fixture *f = *state;
    const char *text = "The *lede*.\n\nThe story.\n\n## More\n";
    struct markup_input in = {text, strlen(text), {"f.md", 1, 1}, true, false};
    struct markup lede, story;
    assert_true(markup_split(&f->arena, &f->report, &in, &lede, &story));
    assert_string_equal(lede.body, "The lede.");
    assert_string_equal(lede.spans, "[[4,8,\"em\",\"\"]]");
    assert_string_equal(story.body, "The story.\n\nMore");
    assert_string_equal(story.spans, "[[12,16,\"heading\",\"\"]]");
    in.text = "## Not a lede\n";
    in.len = strlen(in.text);
    assert_false(markup_split(&f->arena, &f->report, &in, &lede, &story));
    in.len = 0;
    assert_true(markup_split(&f->arena, &f->report, &in, &lede, &story));
    assert_string_equal(lede.body, "");
}

static void test_more_than_64_kb_is_refused_unparsed(void **state)
{
    struct fixture *f = *state;
    size_t len = MARKUP_MAX + 1;
    char *text = xmalloc(len + 1);
    memset(text, '[', len);
    text[len] = '\0';
    struct markup_input in = {text, len, {"f.md", 1, 1}, true, false};
    assert_false(markup_parse(&f->arena, &f->report, &in, MARKUP_LINE, &f->out));
    in.len = len - 1;
    assert_true(markup_parse(&f->arena, &f->report, &in, MARKUP_LINE, &f->out));
    assert_int_equal(strlen(f->out.body), MARKUP_MAX);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words_come_out_plain_with_spans_in_bytes,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_cites_are_listed_with_their_places, setup,
                                        teardown),
        cmocka_unit_test(test_what_a_kiosk_cannot_show_is_refused_with_the_way_out),
        cmocka_unit_test_setup_teardown(
            test_a_text_whose_lines_do_not_follow_is_blamed_as_a_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_first_paragraph_is_the_lede, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_more_than_64_kb_is_refused_unparsed, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
