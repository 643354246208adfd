// A pack that was damaged on its way: whatever byte was changed and wherever it was cut, all is
// either loaded or refused with a sentence. Run it under the sanitizers.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "pack/walks.h"
#include "sample.h"

static struct sample sample;
static char *whole;
static size_t whole_len;

static int setup(void **state)
{
    (void)state;
    sample_init(&sample);
    sample_make(&sample);
    sample_sql(
        sample.path,
        "INSERT INTO leg VALUES ('two', 'walk', 1, 412, 6, 'no',"
        " 'LINESTRING(-118.236 34.056, -118.25 34.0575, -118.28 34.06)');"
        "INSERT INTO leg_step VALUES ('two.1', 'two', 1, 0, 'start');"
        "INSERT INTO \"trigger\" VALUES ('two', 'polygon', 34, -118, 0, 20, 0, 0, 0,"
        " 'POLYGON((-118.3 34, -118.2 34, -118.2 34.1, -118.3 34))');"
        "INSERT INTO map_region VALUES ('town', 1, -119, 33, -118, 35, 10, 14, 1, 'Us');"
        "WITH RECURSIVE t(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE i < 40)"
        " INSERT INTO tiles SELECT 10, i, i, zeroblob(50 + i * i) FROM t;");
    whole = sample_read(sample.path, &whole_len);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    free(whole);
    sample_release(&sample);
    return 0;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void check_text(const struct text *t)
{
    for (size_t i = 0; i < t->n_blocks; i++) {
        const struct block *b = &t->blocks[i];
        size_t len = strlen(b->text);
        assert_int_equal(utf8_check(b->text, len), len);
        for (size_t k = 0; k < b->n_spans; k++)
            assert_true(b->spans[k].start <= b->spans[k].end && b->spans[k].end <= len);
    }
}

static void check_stop(const struct stop_model *s)
{
    check_text(&s->title);
    check_text(&s->lede);
    check_text(&s->story);
    for (size_t i = 0; i < s->n_facts; i++)
        check_text(&s->facts[i].body);
    for (size_t i = 0; i < s->n_sources; i++)
        assert_true(strlen(s->sources[i].id) < 64 && s->sources[i].title);
}

static void check_walk(const struct walk_model *w)
{
    assert_true(w->n_legs == 0 || w->n_legs + 1 == w->n_stops);
    for (size_t i = 0; i < w->n_legs; i++) {
        assert_true(w->legs[i].n_line >= 2 && w->legs[i].metres >= 0);
        for (size_t k = 0; k < w->legs[i].n_line; k++)
            assert_true(w->legs[i].line[k].lat >= -90 && w->legs[i].line[k].lon <= 180);
    }
    for (size_t i = 0; i < w->n_stops; i++)
        assert_true(w->stops[i].trigger.shape == TRIGGER_CIRCLE ||
                    w->stops[i].trigger.n_ring >= 3);
}

static bool load_maps(struct pack *pack, struct arena *arena, struct err *err)
{
    struct map_regions regions;
    bool all = pack_load_regions(pack, arena, &regions, err);
    for (size_t i = 0; i < regions.n; i++)
        assert_true(regions.items[i].west < regions.items[i].east);
    for (int i = 0; i < 50; i++) {
        const void *bytes;
        size_t len;
        all &= pack_load_map_tile(pack, arena, 10, i, 1023 - i, &bytes, &len, err);
        assert_true(!bytes == !len && len <= PACK_MAP_TILE_MAX);
    }
    return all;
}

static bool load_walk(struct pack *pack, struct arena *arena, const char *tour,
                      struct err *err)
{
    struct walk_model walk;
    bool good = pack_load_walk(pack, arena, tour, &walk, err);
    if (good)
        check_walk(&walk);
    return good;
}

// True if all of it could be loaded.
static bool load_all(struct pack *pack)
{
    struct arena arena;
    arena_init(&arena);
    struct err err = {""};
    struct intro_model intro;
    struct home_model home;
    struct tour_model tour;
    struct stop_model stop;
    struct stop_card card;
    struct keypad_model keypad;
    struct media_bytes media;
    struct media_tiles tiles;
    const char **ids;
    size_t n;
    bool all = pack_load_intro(pack, &arena, &intro, &err);
    all &= pack_load_media(pack, &arena, "hero", 700, 1, &media, &err);
    all &= pack_load_tiles(pack, &arena, "hero", (const float[]){0.4f, 0.2f, 0.3f, 0.3f},
                           &tiles, &err);
    all &= pack_load_home(pack, &arena, &home, &err);
    all &= pack_load_keypad(pack, &arena, "101", &keypad, &err);
    all &= pack_list(pack, &arena, PACK_TOURS, &ids, &n, &err);
    for (size_t i = 0; i < n; i++) {
        all &= pack_load_tour(pack, &arena, ids[i], &tour, &err);
        all &= pack_load_card(pack, &arena, ids[i], 1, &card, &err);
        all &= load_walk(pack, &arena, ids[i], &err);
    }
    all &= load_maps(pack, &arena, &err);
    all &= pack_list(pack, &arena, PACK_STOPS, &ids, &n, &err);
    for (size_t i = 0; i < n; i++) {
        bool good = pack_load_stop(pack, &arena, ids[i], &stop, &err);
        if (good)
            check_stop(&stop);
        all &= good;
    }
    assert_true(all || err.text[0]);
    arena_release(&arena);
    return all;
}

// 2: all loaded, 1: opened, 0: refused.
static int try_bytes(const char *bytes, size_t len)
{
    struct err err = {""};
    enum pack_fault fault = PACK_FAULT_NONE;
    sample_write(sample.path, bytes, len);
    struct pack *pack = pack_open(sample.path, &fault, &err);
    if (!pack) {
        assert_true(fault != PACK_FAULT_NONE);
        assert_non_null(strstr(err.text, sample.path)); // names the file in every case
        assert_int_equal(utf8_check(err.text, strlen(err.text)), strlen(err.text));
        return 0;
    }
    int result = load_all(pack) ? 2 : 1;
    pack_close(pack);
    return result;
}

static void test_flipped_bytes_are_survived(void **state)
{
    (void)state;
    uint32_t seed = 20261122;
    int results[3] = {0};
    char *copy = malloc(whole_len);
    for (int i = 0; i < 300; i++) {
        memcpy(copy, whole, whole_len);
        // Three of four hit where the trees are; the rest anywhere.
        size_t span = i % 4 ? whole_len / 3 : whole_len;
        for (int k = 0; k <= i % 3; k++)
            copy[next_random(&seed) % span] ^= (char)(1 + next_random(&seed) % 255);
        results[try_bytes(copy, whole_len)]++;
    }
    free(copy);
    // All three ways must have been met, or this test looks at nothing.
    assert_true(results[0] > 0 && results[1] > 0 && results[2] > 0);
}

static void test_cut_files_are_refused(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int i = 0; i < 100; i++)
        assert_int_equal(try_bytes(whole, next_random(&seed) % whole_len), 0);
}

static void test_zeroed_pages_are_survived(void **state)
{
    (void)state;
    int refused_or_partial = 0;
    char *copy = malloc(whole_len);
    for (size_t at = 1024; at + 1024 <= whole_len; at += 1024) {
        memcpy(copy, whole, whole_len);
        memset(copy + at, 0, 1024);
        refused_or_partial += try_bytes(copy, whole_len) < 2;
    }
    free(copy);
    assert_true(refused_or_partial > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define DAMAGE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        DAMAGE_TEST(test_flipped_bytes_are_survived),
        DAMAGE_TEST(test_cut_files_are_refused),
        DAMAGE_TEST(test_zeroed_pages_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
