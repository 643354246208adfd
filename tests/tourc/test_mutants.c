// Texts that a cat walked over: whatever comes of them, what is handed on holds together.
#include "base/utf8.h"
#include "sandbox.h"
#include "tourc/gather.h"
#include "tourc/markup.h"
#include "tourc/verify.h"
#include "tourc/yaml.h"

#define MUTANTS 4000

static uint32_t next_random(uint32_t *state)
{
    // Source: Marsaglia, "Xorshift RNGs", 2003.
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

// What tends to matter to a parser of YAML or Markdown.
static const char *const bits[] = {
    "[",     "]",     "[^",    "{", "}",  ":", ": ",  "- ",          "\n", "\n\n", "  ",
    "#",     "## ",   "> ",    "*", "**", "_", "`",   "```\n",       "<",  "<b>",  "](",
    "![",    "\\",    "&amp;", "|", ">-", "'", "\"",  "?",           "!",  "&a ",  "*a",
    "---\n", "...\n", "%",     "ñ", "€",  "😀", "1. ", "\"\\u0000\"", ",",  "a",    "    ",
};

static void mutate(struct str *text, const char *seed, uint32_t *state)
{
    str_clear(text);
    str_add(text, seed);
    for (uint32_t n = next_random(state) % 6 + 1; n > 0 && text->len; n--) {
        size_t at = next_random(state) % text->len;
        size_t cut = next_random(state) % 12;
        size_t rest = at + cut < text->len ? at + cut : text->len;
        const char *bit = bits[next_random(state) % ARRAY_LEN(bits)];
        struct str made;
        str_init(&made);
        str_add_bytes(&made, text->data, at);
        for (uint32_t times = next_random(state) % 4; times > 0; times--)
            str_add(&made, bit);
        str_add_bytes(&made, text->data + rest, text->len - rest);
        str_release(text);
        *text = made;
    }
}

static void check_node(const struct node *node, int depth)
{
    assert_true(depth <= YAML_DEPTH_MAX + 1);
    assert_true(node->at.line >= 1 && node->at.col >= 1);
    assert_true(node->text_at.line >= node->at.line && node->text_at.col >= 1);
    if (node->kind == NODE_SCALAR)
        assert_int_equal(strlen(node->text), node->len);
    for (size_t i = 0; i < node->n; i++) {
        if (node->kind == NODE_MAP)
            assert_int_equal(node->keys[i]->kind, NODE_SCALAR);
        check_node(node->items[i], depth + 1);
    }
}

static bool is_boundary(const char *body, size_t at)
{
    return ((unsigned char)body[at] & 0xC0) != 0x80;
}

static void check_markup(const struct markup *m)
{
    size_t len = strlen(m->body);
    assert_int_equal(utf8_check(m->body, len), len);
    size_t cites = 0, last_start = 0, start, end;
    char kind[10];
    for (const char *at = strchr(m->spans + 1, '['); at; at = strchr(at + 1, '[')) {
        assert_int_equal(sscanf(at, "[%zu,%zu,\"%9[a-z]", &start, &end, kind), 3);
        assert_true(start <= end && end <= len && start >= last_start);
        assert_true(is_boundary(m->body, start) && is_boundary(m->body, end));
        assert_int_equal(start == end, str_eq(kind, "cite"));
        cites += str_eq(kind, "cite");
        last_start = start;
    }
    assert_int_equal(cites, m->n_cites);
}

static void parse_both(const char *text, size_t len)
{
    struct arena arena;
    struct report report;
    arena_init(&arena);
    report_init(&report);
    bool empty;
    const struct node *root =
        yaml_parse(&(struct yaml_input){"f", 1, text, len},
                   (struct yaml_memory){&arena, &arena}, &report, &empty);
    if (root)
        check_node(root, 1);
    assert_true(root || empty || report.n_errors);
    struct markup_input in = {text, len, {"f", 1, 1}, true, false};
    struct markup a, b;
    size_t before = report.n_errors;
    bool ok = markup_parse(&arena, &report, &in, MARKUP_BLOCKS, &a);
    assert_int_equal(ok, report.n_errors == before);
    if (ok)
        check_markup(&a);
    before = report.n_errors;
    ok = markup_split(&arena, &report, &in, &a, &b);
    assert_int_equal(ok, report.n_errors == before);
    if (ok)
        check_markup(&a);
    if (ok)
        check_markup(&b);
    report_release(&report);
    arena_release(&arena);
}

static void test_mutants_of_the_fixture_hold_together(void **state)
{
    (void)state;
    const char *files[] = {"walk/01-gate.md", "places/old-gate.yaml", "pack.yaml",
                           "walk/tour.yaml", "quiz.yaml"};
    uint32_t seed = 20261122;
    struct str text;
    str_init(&text);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        char path[500];
        size_t len;
        snprintf(path, sizeof(path), SOURCE_DIR "/tests/tourc/fixture/%s", files[i]);
        char *whole = sandbox_read(path, &len);
        for (int n = 0; n < MUTANTS / (int)ARRAY_LEN(files); n++) {
            mutate(&text, whole, &seed);
            if (utf8_check(str_c(&text), text.len) ==
                text.len) // files.c lets nothing else in
                parse_both(str_c(&text), text.len);
        }
        free(whole);
    }
    str_release(&text);
}

// What would be written, if there were no errors, must be fit to be written.
static void check_book(const struct book *book)
{
    for (size_t i = 0; i < book->n_questions; i++) {
        size_t choices = 0, right = 0;
        for (size_t k = 0; k < book->n_choices; k++) {
            bool mine = str_eq(book->choices[k].question, book->questions[i].id);
            choices += mine;
            right += mine && book->choices[k].right;
        }
        assert_true(choices == 3 || choices == 4);
        assert_int_equal(choices, book->questions[i].n_choices);
        assert_int_equal(right, 1);
    }
    for (size_t i = 0; i < book->n_people; i++)
        assert_true(!book->people[i].died ||
                    book->people[i].died >= book->people[i].born);
    for (size_t i = 0; i < book->n_vantages; i++) {
        const struct ref to = book->vantages[i].towards;
        assert_true(!to.id || names_find(&book->place_names, to.id));
    }
    for (size_t i = 0; i < book->n_texts; i++)
        assert_true(*book->texts[i].body);
}

// Whether it can be read without an error.
static bool read_folder(const char *dir)
{
    struct report report;
    struct book book;
    report_init(&report);
    book_init(&book, &report, dir);
    gather_book(&book);
    verify_book(&book);
    bool good = !report.n_errors;
    if (good)
        check_book(&book);
    book_release(&book);
    report_release(&report);
    return good;
}

static void test_mutants_in_their_folder_are_good_or_refused(void **state)
{
    (void)state;
    const char *files[] = {"quiz.yaml",
                           "quiz.es.yaml",
                           "places/old-gate.yaml",
                           "places/old-gate.es.yaml",
                           "works/it.yaml",
                           "people/ada-example.yaml"};
    uint32_t seed = 20261123;
    size_t good = 0;
    struct str text;
    str_init(&text);
    sandbox_enter("mutants");
    sandbox_copy_fixture("tour");
    assert_true(read_folder("tour"));
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        char path[200];
        size_t len;
        snprintf(path, sizeof(path), "tour/%s", files[i]);
        char *whole = sandbox_read(path, &len);
        for (int n = 0; n < MUTANTS / 4 / (int)ARRAY_LEN(files); n++) {
            mutate(&text, whole, &seed);
            sandbox_write(path, str_c(&text), text.len);
            good += read_folder("tour");
        }
        sandbox_write(path, whole, len);
        free(whole);
    }
    str_release(&text);
    // Some only spoil a word, most a line.
    assert_in_range(good, 10, MUTANTS / 4 - 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mutants_in_their_folder_are_good_or_refused),
        cmocka_unit_test(test_mutants_of_the_fixture_hold_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
