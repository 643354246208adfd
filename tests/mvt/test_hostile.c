// Tiles made by an enemy: cut, with bits turned, packed to explode, larger than anything.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/utf8.h"
#include "bytes.h"
#include "on_arena.h"
#include "mvt/mvt.h"

// All that a reader of the tile may look at is there, and as the header promises.
static void sound(const struct mvt_tile *tile)
{
    size_t points = 0, features = 0, tags = 0;
    for (size_t i = 0; i < tile->n_layers; i++) {
        const struct mvt_layer *layer = &tile->layers[i];
        assert_int_equal(utf8_check(layer->name, strlen(layer->name)),
                         strlen(layer->name));
        assert_true(layer->extent > 0 && layer->extent <= INT32_MAX);
        features += layer->n_features;
        for (size_t k = 0; k < layer->n_features; k++) {
            const struct mvt_feature *f = &layer->features[k];
            assert_true(f->kind <= MVT_AREA);
            tags += f->n_tags;
            for (size_t t = 0; t < f->n_tags; t++) {
                const char *s = f->tags[t].value.string;
                assert_int_equal(utf8_check(s, strlen(s)), strlen(s));
                assert_true(strlen(f->tags[t].key) < MVT_BYTES_MAX * 3);
            }
            for (size_t p = 0; p < f->n_parts; p++) {
                assert_true(f->parts[p].n >= (f->kind == MVT_POINT ? 1 : f->kind));
                points += f->parts[p].n;
                volatile int32_t last = f->parts[p].points[f->parts[p].n - 1].y;
                (void)last;
            }
        }
    }
    assert_true(points <= MVT_POINTS_MAX);
    assert_true(features <= MVT_FEATURES_MAX);
    assert_true(tags <= MVT_TAGS_MAX);
}

// In a block of just its length, so that a sanitizer sees a byte too far.
static bool reads(struct arena *arena, const void *bytes, size_t len)
{
    uint8_t *own = malloc(len ? len : 1);
    struct mvt_tile tile;
    struct err err = {""};
    assert_non_null(own);
    memcpy(own, bytes, len);
    bool good = mvt_read(arena, own, len, &tile, &err);
    memset(own, 0xAA, len);
    free(own); // the tile borrows nothing of it
    if (good)
        sound(&tile);
    else
        assert_true(strlen(err.text) > 10);
    assert_true(good || tile.n_layers == 0);
    arena_clear(arena);
    return good;
}

static struct bytes street_map(void)
{
    struct bytes tile = {.n = 0};
    static const char *const names[] = {"water", "transportation", "place"};
    static const uint32_t shapes[][18] = {
        {9, 0, 0, 26, 200, 0, 0, 200, 199, 0, 15, 9, 22, 7, 18, 4, 4, 0},
        {9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4000, 80000},
        {17, 10, 14, 3, 9},
    };
    static const size_t lens[] = {11, 14, 5};
    for (uint32_t i = 0; i < 3; i++) {
        struct bytes layer = bytes_layer(names[i]), value = {.n = 0};
        for (uint32_t k = 0; k < 4; k++) {
            struct bytes f = {.n = 0};
            put_number(&f, 1, 1000 + k);
            put_packed(&f, 2, (uint32_t[]){0, k % 2, 1, 2}, 4);
            put_number(&f, 3, 3 - i);
            put_packed(&f, 4, shapes[i], lens[i]);
            put_inner(&layer, 2, &f);
        }
        put_text(&layer, 3, "name");
        put_text(&layer, 3, "rank");
        put_text(&value, 1, "Broadway \xE7\x99\xBE");
        put_inner(&layer, 4, &value);
        value.n = 0;
        put_text(&value, 1, "");
        put_inner(&layer, 4, &value);
        value.n = 0;
        put_number(&value, 6, 77);
        put_inner(&layer, 4, &value);
        put_number(&layer, 5, 4096);
        put_inner(&tile, 3, &layer);
    }
    return tile;
}

static void test_a_tile_cut_at_any_byte_is_refused(void **state)
{
    struct bytes tile = street_map(), packed;
    assert_true(reads(*state, tile.at, tile.n));
    size_t whole = 0;
    for (size_t n = 0; n < tile.n; n++)
        whole += reads(*state, tile.at, n);
    assert_int_equal(whole,
                     3); // at the ends of layers, it can't be seen: none, one and two
    static const int windows[] = {15, 31};
    for (size_t w = 0; w < 2; w++) {
        packed.n = bytes_pack(tile.at, tile.n, windows[w], packed.at, sizeof(packed.at));
        assert_true(packed.n > 100);
        for (size_t n = 1; n < packed.n; n++)
            if (reads(*state, packed.at, n))
                fail_msg("%zu of %zu packed bytes are taken for a tile", n, packed.n);
        assert_true(reads(*state, packed.at, packed.n));
    }
}

static void test_turned_bits_do_no_harm(void **state)
{
    struct bytes tile = street_map();
    unsigned seed = 20261123;
    size_t good = 0, tries = getenv("BACKLOT_LONG") ? 2000000 : 40000;
    for (size_t i = 0; i < tries; i++) {
        struct bytes turned = tile;
        for (int k = 1 + rand_r(&seed) % 4; k > 0; k--)
            turned.at[(size_t)rand_r(&seed) % turned.n] ^=
                (uint8_t)(1 << rand_r(&seed) % 8);
        good += reads(*state, turned.at, turned.n);
    }
    assert_true(good > tries / 100 && good < tries); // both ways were walked
}

static void test_turned_bits_of_a_packed_tile_are_seen(void **state)
{
    struct bytes tile = street_map(), packed;
    packed.n = bytes_pack(tile.at, tile.n, 31, packed.at, sizeof(packed.at));
    size_t missed = 0;
    for (size_t bit = 10 * 8; bit < packed.n * 8; bit++) { // after the header
        packed.at[bit / 8] ^= (uint8_t)(1 << bit % 8);
        missed += reads(*state, packed.at, packed.n);
        packed.at[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_true(missed <
                8); // those that fill the last byte before the checksum say nothing
}

static void test_noise_is_no_tile(void **state)
{
    unsigned seed = 5;
    uint8_t noise[300];
    size_t good = 0;
    for (size_t i = 0; i < 20000; i++) {
        size_t n = 1 + (size_t)rand_r(&seed) % sizeof(noise);
        for (size_t k = 0; k < n; k++)
            noise[k] = (uint8_t)(rand_r(&seed) >> 8);
        if (i % 3 == 0)
            noise[0] = 0x1A;
        else if (i % 3 == 1 && n > 3)
            memcpy(noise, "\x1F\x8B\x08", 3);
        good += reads(*state, noise, n);
    }
    assert_true(good < 2000);
}

static uint8_t *zeros_packed(size_t zeros, int window, size_t *len)
{
    uint8_t *plain = calloc(1, zeros);
    size_t room = zeros / 500 + 1000;
    uint8_t *packed = malloc(room);
    assert_non_null(plain);
    assert_non_null(packed);
    *len = bytes_pack(plain, zeros, window, packed, room);
    assert_true(*len > 0);
    free(plain);
    return packed;
}

static void refused(struct arena *arena, const void *bytes, size_t len, const char *why)
{
    struct mvt_tile tile;
    struct err err = {""};
    if (mvt_read(arena, bytes, len, &tile, &err))
        fail_msg("was read, and should be refused: %s", why);
    if (!strstr(err.text, why))
        fail_msg("'%s' instead of '%s'", err.text, why);
}

static void test_a_bomb_is_put_out_while_it_swells(void **state)
{
    static const int windows[] = {15, 31};
    for (size_t i = 0; i < 2; i++) {
        size_t len;
        uint8_t *bomb = zeros_packed((size_t)64 << 20, windows[i], &len);
        assert_true(len < (size_t)1 << 20);
        refused(*state, bomb, len, "larger than 8388608 bytes unpacked");
        assert_int_equal(((struct arena *)*state)->used_bytes,
                         0); // nothing was kept for it
        if (windows[i] == 31) {
            // That tells a length of 20 bytes, and of 4 GB.
            memcpy(bomb + len - 4, "\x14\0\0\0", 4);
            refused(*state, bomb, len, "larger than");
            memcpy(bomb + len - 4, "\xFF\xFF\xFF\xFF", 4);
            refused(*state, bomb, len, "larger than");
        }
        free(bomb);
    }
}

static void test_a_tile_may_have_its_8_mib_and_not_a_byte_more(void **state)
{
    // One field that nobody knows, as long as the tile.
    for (size_t more = 0; more < 2; more++) {
        size_t n = MVT_BYTES_MAX + more, room = n / 4, len;
        uint8_t *plain = calloc(1, n), *packed = malloc(room);
        assert_non_null(plain);
        assert_non_null(packed);
        struct bytes head = {.n = 0};
        put_varint(&head, 9 << 3 | 2);
        put_varint(&head, n - 5); // its length takes four bytes
        assert_int_equal(head.n, 5);
        memcpy(plain, head.at, head.n);
        len = bytes_pack(plain, n, 31, packed, room);
        assert_true(len > 0);
        struct mvt_tile tile;
        struct err err = {""};
        assert_int_equal(mvt_read(*state, plain, n, &tile, &err), more == 0);
        assert_int_equal(mvt_read(*state, packed, len, &tile, &err), more == 0);
        free(plain);
        free(packed);
    }
}

static void test_a_tile_of_50_mb_is_refused(void **state)
{
    size_t n = 50000000, len;
    uint8_t *plain = calloc(1, n);
    assert_non_null(plain);
    refused(*state, plain, n, "50000000 bytes");
    unsigned seed = 1;
    for (size_t i = 0; i < n; i++)
        plain[i] = (uint8_t)(rand_r(&seed) >> 8);
    plain[0] = 0x1A;
    refused(*state, plain, n, "50000000 bytes");
    memcpy(plain, "\x1F\x8B\x08", 3);
    refused(*state, plain, n, "50000000 bytes");
    free(plain);
    uint8_t *bomb = zeros_packed(n, 31, &len);
    refused(*state, bomb, len, "larger than");
    free(bomb);
}

// A layer of n times the same field, in a tile.
static uint8_t *swarm(uint8_t key, const void *one, size_t len, size_t n, size_t *size)
{
    struct bytes head = bytes_layer("l");
    size_t body = head.n + n * (2 + len);
    uint8_t *tile = malloc(body + 20);
    assert_non_null(tile);
    struct bytes start = {.n = 0};
    put_varint(&start, 3 << 3 | 2);
    put_varint(&start, body);
    memcpy(tile, start.at, start.n);
    memcpy(tile + start.n, head.at, head.n);
    uint8_t *to = tile + start.n + head.n;
    for (size_t i = 0; i < n; i++, to += len) {
        *to++ = (uint8_t)(key << 3 | 2);
        *to++ = (uint8_t)len;
        if (len)
            memcpy(to, one, len);
    }
    *size = (size_t)(to - tile);
    return tile;
}

static void test_too_many_of_anything_are_refused(void **state)
{
    struct bytes points = {.n = 0};
    put_number(&points, 3, 1);
    put_varint(&points, 4 << 3 | 2);
    put_varint(&points, 62);
    put_varint(&points, 30 << 3 | 1);
    memset(points.at + points.n, 0, 60);
    points.n += 60;
    points.at[3] = 62; // two bytes of the command, and sixty
    struct bytes tags = {.n = 0};
    tags.at[0] = 2 << 3 | 2;
    tags.at[1] = 100;
    tags.n = 102;
    const struct {
        uint8_t key;
        const struct bytes *one;
        size_t most;
        const char *why;
    } cases[] = {
        {2, &(struct bytes){.n = 0}, MVT_FEATURES_MAX, "too many features"},
        {3, &(struct bytes){.n = 0}, MVT_TAGS_MAX, "too many tags"},
        {2, &tags, MVT_TAGS_MAX / 50, "too many tags"},
        {2, &points, MVT_POINTS_MAX / 30, "too many points"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        size_t size;
        uint8_t *tile = swarm(cases[i].key, cases[i].one->at, cases[i].one->n,
                              cases[i].most + 1, &size);
        assert_true(size <= MVT_BYTES_MAX);
        refused(*state, tile, size, cases[i].why);
        free(tile);
        if (i == 2)
            continue; // tags of no key: refused for that
        tile =
            swarm(cases[i].key, cases[i].one->at, cases[i].one->n, cases[i].most, &size);
        assert_true(reads(*state, tile, size));
        free(tile);
    }
}

static void test_too_many_layers_are_refused(void **state)
{
    struct bytes tile = {.n = 0};
    static uint8_t many[16 * (MVT_LAYERS_MAX + 1)];
    size_t n = 0;
    for (size_t i = 0; i <= MVT_LAYERS_MAX; i++) {
        struct bytes layer = {.n = 0};
        put_number(&layer, 15, 2);
        uint8_t name[] = {(uint8_t)('a' + i % 26), (uint8_t)('a' + i / 26 % 26)};
        put_bytes(&layer, 1, name, 2);
        tile.n = 0;
        put_inner(&tile, 3, &layer);
        if (i == MVT_LAYERS_MAX)
            assert_true(reads(*state, many, n));
        memcpy(many + n, tile.at, tile.n);
        n += tile.n;
    }
    refused(*state, many, n, "too many layers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_tile_cut_at_any_byte_is_refused),
        cmocka_unit_test(test_turned_bits_do_no_harm),
        cmocka_unit_test(test_turned_bits_of_a_packed_tile_are_seen),
        cmocka_unit_test(test_noise_is_no_tile),
        cmocka_unit_test(test_a_bomb_is_put_out_while_it_swells),
        cmocka_unit_test(test_a_tile_may_have_its_8_mib_and_not_a_byte_more),
        cmocka_unit_test(test_a_tile_of_50_mb_is_refused),
        cmocka_unit_test(test_too_many_of_anything_are_refused),
        cmocka_unit_test(test_too_many_layers_are_refused),
    };
    return cmocka_run_group_tests(tests, on_arena, off_arena);
}
