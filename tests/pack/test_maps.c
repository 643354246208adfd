// Maps as they stand in a pack: regions, and tiles that nobody looks into here.
#include "opened.h"
#include "pack/walks.h"

static int setup(void **state)
{
    (void)state;
    return opened_setup(
        "INSERT INTO map_region VALUES"
        " ('lujiazui', 2, 121.49, 31.23, 121.52, 31.25, 12, 14, 0, 'Somebody'),"
        " ('los-angeles', 1, -118.7, 33.85, -118.1, 34.45, 10, 14, 1, 'Drawn by us');"
        "INSERT INTO txt (entity, id, field, lang, body) VALUES"
        " ('map', 'los-angeles', 'title', 'en', 'Los Angeles');"
        // z 2: 16 tiles; each is as long as its row from the south and its column say.
        "WITH RECURSIVE t(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE i < 15)"
        " INSERT INTO tiles SELECT 2, i % 4, i / 4, zeroblob(10 + i) FROM t;"
        "INSERT INTO tiles VALUES (3, 0, 0, zeroblob(8388608)), (3, 1, 0, zeroblob(8388609)),"
        " (3, 2, 0, ''), (3, 3, 0, NULL), (3, 4, 0, 'text');");
}

static void test_regions_come_in_their_order(void **state)
{
    (void)state;
    struct map_regions r;
    assert_true(pack_load_regions(pack, &arena, &r, &err));
    assert_int_equal(r.n, 2);
    assert_string_equal(r.items[0].id, "los-angeles");
    assert_string_equal(text_line(&r.items[0].title), "Los Angeles");
    assert_string_equal(r.items[0].attribution, "Drawn by us");
    assert_float_equal(r.items[0].west, -118.7, 0);
    assert_float_equal(r.items[0].south, 33.85, 0);
    assert_float_equal(r.items[0].east, -118.1, 0);
    assert_float_equal(r.items[0].north, 34.45, 0);
    assert_int_equal(r.items[0].min_zoom, 10);
    assert_int_equal(r.items[0].max_zoom, 14);
    assert_true(r.items[0].illustrated);
    assert_false(r.items[1].illustrated);
    assert_string_equal(text_line(&r.items[1].title), "lujiazui");
}

static bool tile(int z, int x, int y, size_t *len)
{
    const void *bytes;
    err.text[0] = '\0';
    bool good = pack_load_map_tile(pack, &arena, z, x, y, &bytes, len, &err);
    assert_true(!bytes == !*len);
    return good;
}

static void test_rows_count_from_the_north(void **state)
{
    (void)state;
    size_t len;
    for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
            assert_true(tile(2, x, y, &len));
            assert_int_equal(len, 10 + x + 4 * (3 - y));
        }
    }
}

static void test_what_is_not_there_is_no_error(void **state)
{
    (void)state;
    static const int places[][3] = {{2, 4, 0},  {2, 0, 4},  {2, -1, 0},        {2, 0, -1},
                                    {-1, 0, 0}, {10, 5, 5}, {17, 0, 0},        {31, 0, 0},
                                    {3, 2, 7},  {3, 3, 7},  {16, 65535, 65535}};
    size_t len;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        assert_true(tile(places[i][0], places[i][1], places[i][2], &len));
        assert_int_equal(len, 0);
    }
}

static void test_a_tile_that_is_too_large_is_refused(void **state)
{
    (void)state;
    size_t len;
    assert_true(tile(3, 0, 7, &len));
    assert_int_equal(len, PACK_MAP_TILE_MAX);
    assert_false(tile(3, 1, 7, &len));
    assert_int_equal(len, 0);
    assert_non_null(strstr(err.text, "3/1/7"));
    assert_true(tile(3, 4, 7, &len)); // whatever it is, it is bytes
    assert_int_equal(len, 4);
}

static void test_a_region_that_cannot_be_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "('x', 1, -118, 33, -119, 34, 10, 14, 0, 'y')",
        "('x', 1, -118, 34, -117, 33, 10, 14, 0, 'y')",
        "('x', 1, -118, 33, 9e999, 34, 10, 14, 0, 'y')",
        "('x', 1, -118, 33, -117, 34, 14, 10, 0, 'y')",
        "('x', 1, -118, 33, -117, 34, 10, 99, 0, 'y')",
        "('x', 1, -118, 33, -117, 34, 10, 14, 0, '')",
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct sample own;
        enum pack_fault fault;
        struct map_regions r;
        char sql[300];
        snprintf(sql, sizeof(sql),
                 "PRAGMA ignore_check_constraints = ON; INSERT INTO map_region VALUES %s",
                 rows[i]);
        sample_init(&own);
        sample_make(&own);
        sample_sql(own.path, sql);
        struct pack *p = pack_open(own.path, &fault, &err);
        assert_non_null(p);
        if (pack_load_regions(p, &arena, &r, &err))
            fail_msg("%s was let through", rows[i]);
        assert_non_null(strstr(err.text, "map 'x'"));
        pack_close(p);
        sample_release(&own);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_regions_come_in_their_order),
        cmocka_unit_test(test_rows_count_from_the_north),
        cmocka_unit_test(test_what_is_not_there_is_no_error),
        cmocka_unit_test(test_a_tile_that_is_too_large_is_refused),
        cmocka_unit_test(test_a_region_that_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
