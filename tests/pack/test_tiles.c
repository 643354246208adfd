// Parts of a large picture at full size, from a good pack and from some that lie.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"
#include "pack/pack.h"
#include "sample.h"

static struct sample sample;
static struct pack *pack;
static struct arena arena;
static struct err err;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    sample_init(&sample);
    sample_make(&sample);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    pack_close(pack);
    pack = NULL;
    arena_release(&arena);
    sample_release(&sample);
    return 0;
}

// The sample, changed; `hero` has 7 x 4 tiles of 3200 x 1800 px, of 100 bytes, 101, 102 ...
static void open_changed(const char *sql)
{
    enum pack_fault fault;
    sample_sql(sample.path, sql);
    pack = pack_open(sample.path, &fault, &err);
    if (!pack)
        fail_msg("%s", err.text);
}

static struct media_tiles load(const char *media, float x, float y, float w, float h)
{
    struct media_tiles tiles;
    const float part[] = {x, y, w, h};
    if (!pack_load_tiles(pack, &arena, media, part, &tiles, &err))
        fail_msg("%s", err.text);
    return tiles;
}

static void test_the_tiles_that_touch_a_part_come_in_order(void **state)
{
    (void)state;
    static const struct {
        float part[4];
        int left, top, right, bottom; // columns and rows, ends included
    } rows[] = {
        {{0, 0, 1, 1}, 0, 0, 6, 3},
        {{0, 0, 0.1f, 0.1f}, 0, 0, 0, 0},
        {{0.155f, 0, 0.01f, 0.1f}, 0, 0, 1, 0}, // 496 to 528 px
        {{0.165f, 0, 0.15f, 0.2f}, 1, 0, 1, 0}, // 528 to 1008 px
        {{0.5f, 0.5f, 0.25f, 0.25f}, 3, 1, 4, 2},
        {{0.97f, 0.9f, 0.03f, 0.1f}, 6, 3, 6, 3},
        {{0.5f, 0.5f, 0, 0}, 3, 1, 3, 1},
        {{-3, -3, 9, 9}, 0, 0, 6, 3}, // beyond every edge
        {{7, 7, 1, 1}, 6, 3, 6, 3},
        {{-7, -7, 1, 1}, 0, 0, 0, 0},
        {{0.5f, 0.5f, -1, -1}, 3, 1, 3, 1},
        {{NAN, NAN, NAN, NAN}, 0, 0, 0, 0},
        {{-INFINITY, 0, INFINITY, INFINITY}, 0, 0, 0, 3},
        {{1e38f, 0, 1e38f, 1}, 6, 0, 6, 3},
    };
    open_changed("");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const float *p = rows[i].part;
        struct media_tiles tiles = load("hero", p[0], p[1], p[2], p[3]);
        size_t n = 0;
        assert_int_equal(tiles.width, 3200);
        assert_int_equal(tiles.height, 1800);
        for (int y = rows[i].top; y <= rows[i].bottom; y++) {
            for (int x = rows[i].left; x <= rows[i].right; x++, n++) {
                if (n >= tiles.n)
                    fail_msg("row %zu: only %zu tiles", i, tiles.n);
                assert_int_equal(tiles.items[n].x, x * PACK_TILE);
                assert_int_equal(tiles.items[n].y, y * PACK_TILE);
                assert_int_equal(tiles.items[n].bytes.len, 100 + y * 7 + x);
            }
        }
        if (tiles.n != n)
            fail_msg("row %zu: %zu tiles, not %zu", i, tiles.n, n);
    }
}

static void test_the_last_tiles_are_what_is_left(void **state)
{
    (void)state;
    open_changed("");
    struct media_tiles tiles = load("hero", 0.8f, 0.7f, 0.2f, 0.3f); // columns 5, 6; 2, 3
    assert_int_equal(tiles.n, 4);
    assert_int_equal(tiles.items[0].bytes.width, 512);
    assert_int_equal(tiles.items[0].bytes.height, 512);
    assert_int_equal(tiles.items[3].bytes.width, 128);
    assert_int_equal(tiles.items[3].bytes.height, 264);
    for (size_t i = 0; i < tiles.n; i++) {
        assert_int_equal(tiles.items[i].bytes.format, MEDIA_JPEG);
        assert_int_equal(((const char *)tiles.items[i].bytes.bytes)[50], 0);
    }
}

static void test_a_picture_without_tiles_has_none(void **state)
{
    (void)state;
    struct media_tiles tiles;
    const float all[] = {0, 0, 1, 1};
    open_changed("");
    tiles = load("night", 0, 0, 1, 1);
    assert_int_equal(tiles.n, 0);
    assert_int_equal(tiles.width, 3200);
    assert_false(pack_load_tiles(pack, &arena, "nix", all, &tiles, &err));
    assert_string_equal(err.text, "The pack has no picture named 'nix'.");
    assert_int_equal(tiles.n, 0);
}

static void test_tiles_outside_the_picture_are_never_read(void **state)
{
    (void)state;
    open_changed(
        "INSERT INTO media_tile VALUES ('hero', -1, 0, zeroblob(9)),"
        " ('hero', 0, -1, zeroblob(9)), ('hero', 4, 0, zeroblob(9)),"
        " ('hero', 0, 7, zeroblob(9)), ('hero', 4611686018427387904, 0, zeroblob(9)),"
        " ('hero', 0, -4611686018427387904, zeroblob(9))");
    assert_int_equal(load("hero", -9, -9, 99, 99).n, 28);
}

static void test_sizes_that_cannot_be_are_survived(void **state)
{
    (void)state;
    open_changed("UPDATE media SET width = -5, height = 9223372036854775807");
    struct media_tiles tiles = load("hero", 0, 0, 1, 1);
    assert_int_equal(tiles.n, 1);
    assert_int_equal(tiles.items[0].bytes.width, 1);
    assert_int_equal(tiles.items[0].bytes.height, 1);
}

// A table without its key, so that a place can be taken a thousand times.
#define KEYLESS "DROP TABLE media_tile; CREATE TABLE media_tile (media, y, x, bytes);"

static void test_a_crowd_of_tiles_is_read_up_to_a_bound(void **state)
{
    (void)state;
    open_changed(
        KEYLESS
        "WITH RECURSIVE t(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE"
        " i < 9999) INSERT INTO media_tile SELECT 'hero', 0, 0, zeroblob(9) FROM t");
    struct media_tiles tiles = load("hero", 0, 0, 1, 1);
    assert_in_range(tiles.n, 1, 320);
    for (size_t i = 0; i < tiles.n; i++)
        assert_int_equal(tiles.items[i].bytes.width, 512);
}

static void test_tiles_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE media_tile SET bytes = x'' WHERE x = 1",
        // 40 MB each: the first is read, no more than one.
        "DELETE FROM media_tile WHERE y > 0; UPDATE media_tile SET bytes = zeroblob(40000000)"
        " WHERE x < 3",
        KEYLESS "INSERT INTO media_tile VALUES ('hero', 0, 0, NULL)",
    };
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        struct media_tiles tiles;
        const float all[] = {0, 0, 1, 1};
        pack_close(pack);
        sample_make(&sample);
        open_changed(changes[i]);
        if (pack_load_tiles(pack, &arena, "hero", all, &tiles, &err))
            fail_msg("change %zu was not noticed", i);
        assert_non_null(strstr(err.text, "is damaged: picture 'hero'."));
        assert_true(arena.used_bytes < 70u << 20);
    }
    assert_true(pack_load_tiles(pack, &arena, "night", (const float[]){0, 0, 1, 1},
                                &(struct media_tiles){0}, &err)); // the rest is not lost
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TILES_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TILES_TEST(test_the_tiles_that_touch_a_part_come_in_order),
        TILES_TEST(test_the_last_tiles_are_what_is_left),
        TILES_TEST(test_a_picture_without_tiles_has_none),
        TILES_TEST(test_tiles_outside_the_picture_are_never_read),
        TILES_TEST(test_sizes_that_cannot_be_are_survived),
        TILES_TEST(test_a_crowd_of_tiles_is_read_up_to_a_bound),
        TILES_TEST(test_tiles_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
