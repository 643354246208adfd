// What the pages of the ground are loaded from: places, views, sources, what was saved.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pack/grounds.h"
#include "sample.h"

static struct sample sample;
static struct pack *pack;
static struct arena arena;
static struct err err;

static int setup(void **state)
{
    (void)state;
    enum pack_fault fault;
    arena_init(&arena);
    sample_init(&sample);
    sample_make(&sample);
    pack = pack_open(sample.path, &fault, &err);
    return pack ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    pack_close(pack);
    arena_release(&arena);
    sample_release(&sample);
    return 0;
}

static struct cited_model cited(const char *entity, const char *id)
{
    struct cited_model m;
    assert_true(pack_load_cited(pack, &arena, entity, id, &m, &err));
    return m;
}

static void test_a_statement_has_all_its_sources(void **state)
{
    (void)state;
    struct cited_model m = cited("claim", "her-hall");
    assert_string_equal(text_line(&m.statement), "Filmed in the hall.");
    assert_int_equal(m.n_citations, 2);
    assert_int_equal(m.n_sources, 2);
    assert_string_equal(m.citations[0].locator, "p. 3");
    assert_int_equal(m.citations[1].stance, STANCE_CONTRADICTS);
    assert_string_equal(m.sources[1].id, "book");
    assert_string_equal(m.sources[1].address, "https://example.org");
    assert_string_equal(m.sources[1].read_on, "2026-01-02");
    assert_string_equal(m.sources[0].read_on, "");
}

static void test_what_the_words_cite_stands_behind_them_too(void **state)
{
    (void)state;
    struct cited_model m = cited("stop", "one");
    assert_string_equal(text_line(&m.statement), "A hall.");
    assert_int_equal(m.n_citations, 2);
    m = cited("place", "hall"); // no citations of its own, and its words are no statement
    assert_int_equal(m.n_sources, 0);
}

static void test_a_statement_that_is_not_there_has_no_sources(void **state)
{
    (void)state;
    struct cited_model m = cited("fact", "nobody");
    assert_int_equal(m.n_citations, 0);
    assert_int_equal(m.n_sources, 0);
    assert_int_equal(m.statement.n_blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement_has_all_its_sources),
        cmocka_unit_test(test_what_the_words_cite_stands_behind_them_too),
        cmocka_unit_test(test_a_statement_that_is_not_there_has_no_sources),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
