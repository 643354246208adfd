// Searching, whatever is typed and whatever the pack's index looks like. What is found by tourc's
// own index is in tests/tourc/test_index.c.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/utf8.h"
#include "pack/search.h"
#include "sample.h"

// As tourc would write it for the sample pack.
static const char index_rows[] =
    "INSERT INTO search_part VALUES ('place', 'title', '', 1, 2), ('work', 'title', '', 3, 4),"
    " ('stop', 'title', '', 5, 6), ('stop', 'text', 'en', 7, 7), ('fact', 'text', 'en', 8, 8);"
    "INSERT INTO search_row VALUES (1, 'place', 'hall', 'the great hall'),"
    " (2, 'place', 'lake', 'lake'), (3, 'work', 'her', 'her'), (4, 'work', 'noir', 'noir'),"
    " (5, 'stop', 'one', 'the great hall'), (6, 'stop', 'two', 'the lake'),"
    " (7, 'stop', 'one', ''), (8, 'fact', 'dates', '');"
    "INSERT INTO search_title VALUES ('place', 'the great hall', 1), ('place', 'lake', 2),"
    " ('work', 'her', 3), ('work', 'noir', 4), ('stop', 'the great hall', 5),"
    " ('stop', 'the lake', 6);"
    "INSERT INTO search (rowid, words) VALUES (1, 'the great hall'), (2, 'lake'), (3, 'her'),"
    " (4, 'noir'), (5, 'the great hall'), (6, 'the lake'), (7, 'a hall the great'),"
    " (8, 'opened in 1939');"
    "INSERT INTO vocabulary VALUES ('great', 2, 1), ('hall', 2, 1), ('her', 1, 0),"
    " ('lake', 2, 0), ('noir', 1, 0), ('opened', 0, 1), ('the', 3, 1);"
    "INSERT INTO vocabulary_key VALUES ('grat', 'great'), ('hal', 'hall'), ('hall', 'hall'),"
    " ('lae', 'lake'), ('lake', 'lake');"
    "INSERT INTO search (search) VALUES ('optimize');";

static struct sample sample;
static struct arena arena;
static struct search_results results;

static int setup(void **state)
{
    (void)state;
    sample_init(&sample);
    sample_make(&sample);
    sample_sql(sample.path, index_rows);
    arena_init(&arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    sample_release(&sample);
    return 0;
}

static struct pack *opened(void)
{
    struct err err = {""};
    enum pack_fault fault;
    struct pack *pack = pack_open(sample.path, &fault, &err);
    if (!pack)
        fail_msg("%s", err.text);
    return pack;
}

static void check_results(void)
{
    for (size_t i = 0; i < results.n; i++) {
        const struct search_group *g = &results.groups[i];
        assert_true(g->n >= 1 && g->n <= SEARCH_GROUP_MAX);
        for (size_t k = 0; k < g->n; k++) {
            const struct search_hit *h = &g->hits[k];
            assert_true(h->id[0] && h->picture.media && h->role && h->owner);
            assert_int_equal(utf8_check(h->excerpt, strlen(h->excerpt)),
                             strlen(h->excerpt));
        }
    }
    assert_true(results.corrected && results.marked);
}

// True if it could be searched; else there is a sentence.
static bool search(struct pack *pack, const char *typed)
{
    struct err err = {""};
    arena_clear(&arena);
    bool good = pack_search(pack, &arena, typed, &results, &err);
    if (good)
        check_results();
    else
        assert_true(err.text[0]);
    return good;
}

static void test_groups_stand_in_the_order_of_their_best_hit(void **state)
{
    (void)state;
    struct pack *pack = opened();
    assert_true(search(pack, "the great"));
    assert_int_equal(results.n, 2);
    assert_int_equal(results.groups[0].kind, SEARCH_PLACE);
    assert_string_equal(results.groups[0].hits[0].id, "hall");
    assert_string_equal(text_line(&results.groups[0].hits[0].line), "Downtown");
    assert_string_equal(results.groups[0].hits[0].picture.media, "hero"); // its stop's
    assert_int_equal(results.groups[1].kind, SEARCH_STOP);
    assert_int_equal(results.groups[1].hits[0].code, 101);
    assert_string_equal(text_line(&results.groups[1].hits[0].line), "A walk");
    assert_true(search(pack, "h"));
    assert_int_equal(results.groups[0].kind, SEARCH_FILM); // begins so
    assert_int_equal(results.groups[0].hits[0].year, 2013);
    assert_true(search(pack, "1939"));
    assert_int_equal(results.groups[0].kind, SEARCH_TRIVIA);
    assert_string_equal(results.groups[0].hits[0].excerpt, "Opened in 1939.");
    assert_true(search(pack, "hlal"));
    assert_string_equal(results.corrected, "hall");
    pack_close(pack);
}

static void test_whatever_is_typed_is_no_error(void **state)
{
    (void)state;
    static const char *const typed[] = {
        "",
        " ",
        "\"",
        "\"\"",
        "\"hall",
        "'",
        "''",
        "*",
        "hall*",
        "NEAR(",
        "NEAR(hall the, 2)",
        "AND",
        "OR",
        "NOT",
        "hall AND",
        "hall OR the",
        "NOT hall",
        "hall -the",
        "words:hall",
        "{words}:hall",
        "^hall",
        "hall + the",
        "(",
        ")",
        "((((((((",
        "hall;--",
        "%",
        "_",
        "\\",
        "'; DROP TABLE search; --",
        "\U0001F600",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467",
        "h\u0301\u0301\u0301\u0301",
        "\u0301",
        "\u200D",
        "\uFEFF",
        "\xFF\xFE",
        "\xC3",
        "hall\xC3",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\u202Ehall",
        "0",
        "-1",
        "1e999",
        "\t\n\r",
        "ﷺ",
        "東",
        "東京",
        "กรุงเทพ",
        "\U0002A6D6",
        "\U00016E40",
        "\u1E9E",
        "İI",
        "a b c d e f g h i j k l",
    };
    struct pack *pack = opened();
    for (size_t i = 0; i < ARRAY_LEN(typed); i++)
        if (!search(pack, typed[i]))
            fail_msg("'%s' is an error", typed[i]);
    assert_true(search(pack, "\"hall\" *"));
    assert_true(results.n > 0); // signs are spaces
    pack_close(pack);
}

static void test_ten_thousand_characters_are_no_error(void **state)
{
    (void)state;
    static const char *const units[] = {"a",       "hall ",    "\"", "東",
                                        "e\u0301", "\xF0\x9F", "* "};
    struct pack *pack = opened();
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        char *typed = calloc(10000, strlen(units[i]) + 1);
        for (size_t k = 0; k < 10000; k++)
            memcpy(typed + k * strlen(units[i]), units[i], strlen(units[i]));
        assert_true(search(pack, typed));
        free(typed);
    }
    pack_close(pack);
}

static void test_any_bytes_are_no_error(void **state)
{
    (void)state;
    struct pack *pack = opened();
    uint32_t seed = 5;
    for (int i = 0; i < 3000; i++) {
        char typed[24] = "";
        for (int k = 0; k < 23; k++) {
            seed = seed * 1664525u + 1013904223u;
            typed[k] =
                i % 2 ? (char)(seed >> 24) : "\"*'()^-: hatle\xC3\xA9"[(seed >> 24) % 16];
        }
        assert_true(search(pack, typed));
    }
    pack_close(pack);
}

static void test_an_index_that_is_none_of_tourcs_is_refused(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "DROP TABLE search; CREATE TABLE search (words, search)",
        "DROP TABLE search; CREATE VIEW search AS SELECT 1 AS rowid, 'a' AS words",
        "DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5(words)",
        "DROP TABLE search; CREATE VIRTUAL TABLE search USING dbstat",
        "DROP TABLE search; CREATE VIRTUAL TABLE search USING rtree(id, a, b)",
        "DROP TABLE search",
        "DROP TABLE search_data", // kept by SQLite only where nothing defends it
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'search_idx'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'unicode61',"
        " 'porter ascii') WHERE name = 'search'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'view', rootpage = 0,"
        " sql = 'CREATE VIEW search_config AS SELECT ''version'' AS k, randomblob(9) AS v'"
        " WHERE name = 'search_config'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 0, sql ="
        " 'CREATE VIRTUAL TABLE search_data USING dbstat' WHERE name = 'search_data'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TRIGGER search_idx"
        " INSERT ON txt BEGIN SELECT 1; END', type = 'trigger', rootpage = 0"
        " WHERE name = 'search_idx'",
        "DROP TABLE vocabulary_key; CREATE VIEW vocabulary_key AS SELECT 1 AS key, 'a' AS word",
    };
    for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
        struct err err = {""};
        enum pack_fault fault;
        sample_make(&sample);
        sample_sql(sample.path, hostile[i]);
        struct pack *pack = pack_open(sample.path, &fault, &err);
        if (pack)
            fail_msg("opened: %s", hostile[i]);
        assert_int_equal(fault, PACK_FAULT_DAMAGED);
        assert_true(err.text[0]);
    }
}

static void search_all(struct pack *pack)
{
    static const char *const typed[] = {"h",    "hall", "the great", "hlal",
                                        "1939", "t g",  "lak"};
    for (size_t i = 0; i < ARRAY_LEN(typed); i++)
        search(pack, typed[i]);
}

static void test_rows_that_make_no_sense_are_survived(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "UPDATE search_part SET first = -5, last = 9223372036854775807",
        "UPDATE search_part SET first = 9, last = 1",
        "DELETE FROM search_part",
        "DELETE FROM search_row",
        "DELETE FROM vocabulary",
        "DELETE FROM vocabulary_key",
        "UPDATE search_row SET id = CAST(x'ff00fe' AS TEXT), words = CAST(x'ff0a0a20' AS TEXT)",
        "UPDATE search_row SET id = 'nobody', words = printf('%.*c', 100000, 'h')",
        "UPDATE search_row SET id = printf('%.*c', 100, 'x')",
        "UPDATE search_title SET words = words || char(10) || char(0) || 'x'",
        "UPDATE fact_use SET entity_id = 'nobody'",
        "DELETE FROM tour_stop; DELETE FROM place; DELETE FROM work; DELETE FROM fact_use",
        "DELETE FROM txt",
        "UPDATE vocabulary SET word = printf('%.*c', 200, 'h') || word;"
        "DELETE FROM vocabulary_key;"
        "INSERT INTO vocabulary_key SELECT 'hlal', word FROM vocabulary",
        "INSERT INTO vocabulary SELECT 'ha\"' || value, 1, 1 FROM json_each('[1,2,3]')",
        "DELETE FROM search_data",
        "DELETE FROM search_data WHERE id > 10",
        "DELETE FROM search_idx",
        "DELETE FROM search_config",
        "UPDATE search_config SET v = 99",
        "UPDATE search_config SET v = zeroblob(1000)",
        "UPDATE search_data SET block = zeroblob(length(block))",
        "UPDATE search_data SET block = randomblob(0)",
        "UPDATE search_data SET block = substr(block, 1, length(block) / 2)",
        "UPDATE search_data SET block = block || block",
        "UPDATE search_data SET block = 'text'",
        "UPDATE search_idx SET pgno = -1",
    };
    for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
        struct err err = {""};
        enum pack_fault fault;
        sample_make(&sample);
        sample_sql(sample.path, index_rows);
        sample_sql(sample.path, hostile[i]);
        struct pack *pack = pack_open(sample.path, &fault, &err);
        assert_true(pack || (fault == PACK_FAULT_DAMAGED && err.text[0]));
        if (pack)
            search_all(pack);
        pack_close(pack);
    }
}

// Byte after byte of FTS5's own blocks, turned over.
static void test_damaged_blocks_are_survived(void **state)
{
    (void)state;
    int opened_ones = 0;
    size_t len;
    char *whole = sample_read(sample.path, &len);
    char *copy = malloc(len);
    uint32_t seed = 99;
    for (int i = 0; i < 400; i++) {
        struct err err = {""};
        enum pack_fault fault;
        memcpy(copy, whole, len);
        for (size_t at = 0; at + 5 < len; at++) {
            // Where a block has one of the terms, what is around it.
            if (memcmp(copy + at, "great", 5) != 0 && memcmp(copy + at, "hall", 4) != 0)
                continue;
            seed = seed * 1664525u + 1013904223u;
            size_t where = at + (seed >> 8) % 60;
            if (where >= 30 && where - 30 < len)
                copy[where - 30] = (char)(seed >> 16);
        }
        sample_write(sample.path, copy, len);
        struct pack *pack = pack_open(sample.path, &fault, &err);
        opened_ones += pack != NULL;
        if (pack)
            search_all(pack);
        pack_close(pack);
    }
    free(copy);
    free(whole);
    assert_true(opened_ones > 20);
}

int main(void)
{
#define SEARCH_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        SEARCH_TEST(test_groups_stand_in_the_order_of_their_best_hit),
        SEARCH_TEST(test_whatever_is_typed_is_no_error),
        SEARCH_TEST(test_ten_thousand_characters_are_no_error),
        SEARCH_TEST(test_any_bytes_are_no_error),
        SEARCH_TEST(test_an_index_that_is_none_of_tourcs_is_refused),
        SEARCH_TEST(test_rows_that_make_no_sense_are_survived),
        SEARCH_TEST(test_damaged_blocks_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
