// What gets through a pack's authorizer: our own queries, and nothing that writes or reaches out.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pack/walks.h"
#include "sample.h"

static struct sample sample;
static struct pack *pack;

static int setup(void **state)
{
    (void)state;
    struct err err = {""};
    enum pack_fault fault;
    sample_init(&sample);
    sample_make(&sample);
    pack = pack_open(sample.path, &fault, &err);
    return pack ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    pack_close(pack);
    sample_release(&sample);
    return 0;
}

static void test_statements_that_write_or_reach_out_are_denied(void **state)
{
    (void)state;
    static const char *const forbidden[] = {
        "ATTACH ':memory:' AS other",
        "DETACH main",
        "INSERT INTO source VALUES ('x', 'x', 'x', '', '')",
        "UPDATE txt SET body = ''",
        "DELETE FROM txt",
        "DROP TABLE txt",
        "CREATE TABLE mine (x)",
        "CREATE TEMP TABLE mine (x)",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE VIRTUAL TABLE mine USING fts5(x)",
        "ALTER TABLE txt RENAME TO text",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA query_only = OFF",
        "PRAGMA data_version = 1",
        "PRAGMA user_version",
        "SELECT * FROM pragma_table_info('txt')",
        "SELECT * FROM dbstat",
        "VACUUM INTO 'pack-copy'",
        "REINDEX",
        "ANALYZE",
        "BEGIN IMMEDIATE",
        "SAVEPOINT here",
        "SELECT load_extension('libm.so.6')",
        "SELECT readfile('/etc/passwd')",
        "SELECT writefile('pack-copy', 'x')",
        "SELECT randomblob(1000000)",
        "SELECT group_concat(body) FROM txt",
        "SELECT fts5(?1)",
        "UPDATE tiles SET tile_data = x''",
        "SELECT sum(metres) FROM leg",
        "SELECT length(tile_data) FROM tiles",
    };
    for (size_t i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++) {
        struct err err = {""};
        if (pack_try(pack, forbidden[i], &err))
            fail_msg("%s was let through", forbidden[i]);
        assert_true(err.text[0]);
    }
    assert_int_not_equal(access("pack-copy", F_OK), 0);
}

static void test_plain_selects_are_let_through(void **state)
{
    (void)state;
    static const char *const allowed[] = {
        "SELECT body FROM txt WHERE entity = 'stop'",
        "SELECT count(*), max(width), min(height) FROM media_variant",
        "SELECT json_extract(value, '$[0]') FROM json_each('[[1]]')",
        "WITH RECURSIVE t(x) AS (VALUES (1) UNION SELECT x + 1 FROM t WHERE x < 9) SELECT x FROM t",
        "SELECT tile_data FROM tiles JOIN metadata JOIN map_region JOIN leg JOIN \"trigger\"",
        "PRAGMA data_version",
    };
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        struct err err = {""};
        if (!pack_try(pack, allowed[i], &err))
            fail_msg("%s: %s", allowed[i], err.text);
    }
}

static void test_a_statement_without_an_end_is_stopped(void **state)
{
    (void)state;
    struct err err = {""};
    assert_false(
        pack_try(pack,
                 "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)"
                 " SELECT max(x) FROM t",
                 &err));
    assert_string_equal(err.text, "interrupted");
    assert_true(pack_try(pack, "SELECT id FROM pack", &err));
}

static void test_every_query_of_ours_is_let_through(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct err err = {""};
    struct intro_model intro;
    struct tour_model tour;
    struct stop_model stop;
    struct media_bytes media;
    struct walk_model walk;
    struct map_regions regions;
    const char **ids;
    const void *tile;
    size_t n;
    bool good = pack_load_intro(pack, &arena, &intro, &err) &&
                pack_load_tour(pack, &arena, "walk", &tour, &err) &&
                pack_load_stop(pack, &arena, "one", &stop, &err) &&
                pack_load_media(pack, &arena, "hero", 1, 1, &media, &err) &&
                pack_load_walk(pack, &arena, "walk", &walk, &err) &&
                pack_load_regions(pack, &arena, &regions, &err) &&
                pack_load_map_tile(pack, &arena, 0, 0, 0, &tile, &n, &err) &&
                pack_list(pack, &arena, PACK_TOURS, &ids, &n, &err) &&
                pack_list(pack, &arena, PACK_STOPS, &ids, &n, &err);
    if (!good)
        fail_msg("%s", err.text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statements_that_write_or_reach_out_are_denied),
        cmocka_unit_test(test_plain_selects_are_let_through),
        cmocka_unit_test(test_a_statement_without_an_end_is_stopped),
        cmocka_unit_test(test_every_query_of_ours_is_let_through),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
