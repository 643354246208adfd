// Texts: which language, which blocks, which spans. Each is read as a stop's story.
#include "opened.h"

static int setup(void **state)
{
    (void)state;
    return opened_setup(NULL);
}

static struct stop_model load_one(struct pack *p)
{
    struct stop_model stop;
    if (!pack_load_stop(p, &arena, "one", &stop, &err))
        fail_msg("%s", err.text);
    return stop;
}

// Opens a pack whose stop `one` has this story; the caller closes it.
static struct text story(const char *body_sql, const char *spans)
{
    char sql[2000];
    snprintf(
        sql, sizeof(sql),
        "UPDATE txt SET body = %s, spans = '%s' WHERE field = 'story' AND lang = 'en'",
        body_sql, spans);
    sample_sql(sample.path, sql);
    enum pack_fault fault;
    struct pack *p = pack_open(sample.path, &fault, &err);
    assert_non_null(p);
    struct text t = load_one(p).story;
    pack_close(p);
    return t;
}

static void expect_spans(const struct block *b, const char *want)
{
    char got[300] = "";
    for (size_t i = 0; i < b->n_spans; i++)
        snprintf(got + strlen(got), sizeof(got) - strlen(got), "%u-%u %d%s%s;",
                 b->spans[i].start, b->spans[i].end, (int)b->spans[i].kind,
                 b->spans[i].target[0] ? " " : "", b->spans[i].target);
    assert_string_equal(got, want);
}

static void test_languages_are_chosen_by_tag_then_by_its_first_part(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"es", "es"}, {"ES", "es"}, {"es-mx", "es-MX"},  {"es-AR", "es"}, {"pt", "en"},
        {"", "en"},   {"-", "en"},  {"ar-EG-x-y", "ar"}, {"esp", "en"},   {"en-GB", "en"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        pack_set_lang(pack, cases[i][0]);
        assert_string_equal(pack_lang(pack), cases[i][1]);
    }
    pack_set_lang(pack, NULL);
    assert_string_equal(pack_lang(pack), "en");
}

static void test_each_text_falls_back_by_itself(void **state)
{
    (void)state;
    pack_set_lang(pack, "es");
    struct stop_model s = load_one(pack);
    assert_string_equal(text_line(&s.lede), "Una sala.");
    assert_string_equal(s.lede.lang, "es");
    assert_false(s.lede.fallback);
    assert_string_equal(s.title.lang, "en");
    assert_true(s.title.fallback);

    // ar falls back to es, and only then to the original.
    pack_set_lang(pack, "ar");
    s = load_one(pack);
    assert_string_equal(s.lede.lang, "es");
    assert_true(s.lede.fallback);
    assert_string_equal(s.story.lang, "en");

    pack_set_lang(pack, "en");
    s = load_one(pack);
    assert_string_equal(text_line(&s.lede), "A hall.");
    assert_false(s.lede.fallback);
}

static void test_fallbacks_in_a_circle_end(void **state)
{
    (void)state;
    struct sample other;
    sample_init(&other);
    sample_make(&other);
    sample_sql(other.path, "UPDATE lang SET fallback = 'ar' WHERE tag = 'es'");
    enum pack_fault fault;
    struct pack *p = pack_open(other.path, &fault, &err);
    assert_non_null(p);
    pack_set_lang(p, "ar");
    assert_string_equal(load_one(p).story.lang, "en");
    pack_close(p);
    sample_release(&other);
}

static void test_a_blank_translation_counts_as_none(void **state)
{
    (void)state;
    struct sample other;
    sample_init(&other);
    sample_make(&other);
    sample_sql(other.path, "UPDATE txt SET body = char(10, 10) WHERE lang = 'es'");
    enum pack_fault fault;
    struct pack *p = pack_open(other.path, &fault, &err);
    assert_non_null(p);
    pack_set_lang(p, "es");
    struct stop_model s = load_one(p);
    assert_string_equal(text_line(&s.lede), "A hall.");
    pack_close(p);
    sample_release(&other);
}

static void test_a_text_is_cut_into_blocks_of_their_kinds(void **state)
{
    (void)state;
    struct text t = load_one(pack).story;
    static const struct {
        enum block_kind kind;
        const char *text, *spans;
    } want[] = {
        {BLOCK_PARAGRAPH, "First words.", "0-5 1;3-12 0;12-12 2 book;"},
        {BLOCK_HEADING, "A heading", "0-6 0;"},
        {BLOCK_ITEM, "an item", ""}, // its cite names a source the pack doesn't have
        {BLOCK_QUOTE, "a quote", ""},
    };
    assert_int_equal(t.n_blocks, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(t.blocks[i].kind, want[i].kind);
        assert_string_equal(t.blocks[i].text, want[i].text);
        expect_spans(&t.blocks[i], want[i].spans);
    }
}

static void test_a_cite_between_blocks_belongs_to_the_former(void **state)
{
    (void)state;
    struct text t = story("'ab' || char(10, 10, 10) || 'cd' || char(10)",
                          "[[2,2,\"cite\",\"map\"],[4,4,\"cite\",\"map\"],"
                          "[5,5,\"cite\",\"book\"],[8,8,\"cite\",\"book\"]]");
    assert_int_equal(t.n_blocks, 2);
    expect_spans(&t.blocks[0], "2-2 2 map;2-2 2 map;");
    assert_string_equal(t.blocks[1].text, "cd");
    expect_spans(&t.blocks[1], "0-0 2 book;2-2 2 book;");
}

static void test_absurd_spans_are_dropped(void **state)
{
    (void)state;
    static const char *const absurd[] = {
        "[[0,99,\"em\"]]",
        "[[-1,3,\"em\"]]",
        "[[3,1,\"em\"]]",
        "[[1,1,\"em\"]]",
        "[[0,1,\"cite\",\"map\"]]",
        "[[2,2,\"cite\",\"\"]]",
        "[[2,2,\"cite\"]]",
        "[[0,4,\"em\"]]",
        "[[4,5,\"em\"]]",
        "[[\"0\",2,\"em\"]]",
        "[[0.5,2,\"em\"]]",
        "[[0,2,\"blink\"]]",
        "[[0,2]]",
        "[[]]",
        "[0,2,\"em\"]",
        "[\"x\",{},null]",
        "{\"a\":1}",
        "7",
        "nonsense",
        "[[0,2,\"em\"",
        "",
        "[[99999999999,2,\"em\"]]",
    };
    for (size_t i = 0; i < sizeof(absurd) / sizeof(absurd[0]); i++) {
        struct text t = story("'abc\xC3\xA4'", absurd[i]);
        assert_int_equal(t.n_blocks, 1);
        assert_string_equal(t.blocks[0].text, "abc\xC3\xA4");
        assert_int_equal(t.blocks[0].kind, BLOCK_PARAGRAPH);
        if (t.blocks[0].n_spans)
            fail_msg("%s was kept", absurd[i]);
    }
    struct text t = story("'abc\xC3\xA4'", "[[0,99,\"em\"],[3,5,\"strong\"]]");
    expect_spans(&t.blocks[0], "3-5 1;");
}

static void test_bytes_that_are_not_utf8_are_replaced(void **state)
{
    (void)state;
    struct text t = story("CAST(x'61FF62' AS TEXT)", "[[0,1,\"em\"]]");
    assert_string_equal(text_line(&t), "a\xEF\xBF\xBD"
                                       "b");
    assert_int_equal(t.blocks[0].n_spans, 0);
    t = story("CAST(x'610062' AS TEXT)", "[]");
    assert_string_equal(text_line(&t), "a\xEF\xBF\xBD"
                                       "b");
    t = story("CAST(x'F0' AS TEXT)", "[]");
    assert_string_equal(text_line(&t), "\xEF\xBF\xBD");
}

static void test_huge_texts_are_bounded(void **state)
{
    (void)state;
    struct text t = story("replace(hex(zeroblob(2000000)), '00', '\xC3\xA4')", "[]");
    size_t len = strlen(text_line(&t));
    assert_true(len > 1000000 && len < 1100000 && len % 2 == 0);
    t = story("replace(hex(zeroblob(9000)), '00', 'x' || char(10, 10))", "[]");
    assert_int_equal(t.n_blocks, 2000);
}

static void shout(void *data, struct arena *a, struct block *block)
{
    ++*(int *)data;
    block->text = arena_printf(a, "<%s>", block->text);
}

static void test_the_filter_sees_every_block_and_may_replace_it(void **state)
{
    (void)state;
    int calls = 0;
    pack_set_filter(pack, shout, &calls);
    struct text t = load_one(pack).story;
    assert_string_equal(t.blocks[0].text, "<First words.>");
    assert_string_equal(t.blocks[3].text, "<a quote>");
    assert_true(calls > 10);
    pack_set_filter(pack, NULL, NULL);
    t = load_one(pack).story;
    assert_string_equal(text_line(&t), "First words.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEXT_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEXT_TEST(test_languages_are_chosen_by_tag_then_by_its_first_part),
        TEXT_TEST(test_each_text_falls_back_by_itself),
        TEXT_TEST(test_fallbacks_in_a_circle_end),
        TEXT_TEST(test_a_blank_translation_counts_as_none),
        TEXT_TEST(test_a_text_is_cut_into_blocks_of_their_kinds),
        TEXT_TEST(test_a_cite_between_blocks_belongs_to_the_former),
        TEXT_TEST(test_absurd_spans_are_dropped),
        TEXT_TEST(test_bytes_that_are_not_utf8_are_replaced),
        TEXT_TEST(test_huge_texts_are_bounded),
        TEXT_TEST(test_the_filter_sees_every_block_and_may_replace_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
