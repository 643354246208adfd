// What is written is read as it was, in the same bytes every time.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "bytes.h"
#include "on_arena.h"
#include "mvt/mvt.h"

static struct mvt_tile back(struct arena *arena, const struct mvt_tile *tile)
{
    const void *bytes;
    size_t len;
    struct mvt_tile out = {0};
    struct err err = {""};
    if (!mvt_write(arena, tile, &bytes, &len, &err) ||
        !mvt_read(arena, bytes, len, &out, &err))
        fail_msg("%s", err.text);
    return out;
}

static void same_value(const struct mvt_value *a, const struct mvt_value *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_string_equal(a->string, b->string);
    assert_true(a->number == b->number);
}

static void same_feature(const struct mvt_feature *a, const struct mvt_feature *b)
{
    assert_true(a->id == b->id);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->n_tags, b->n_tags);
    for (size_t i = 0; i < a->n_tags; i++) {
        assert_string_equal(a->tags[i].key, b->tags[i].key);
        same_value(&a->tags[i].value, &b->tags[i].value);
    }
    assert_int_equal(a->n_parts, b->n_parts);
    for (size_t i = 0; i < a->n_parts; i++) {
        assert_int_equal(a->parts[i].n, b->parts[i].n);
        assert_memory_equal(a->parts[i].points, b->parts[i].points,
                            a->parts[i].n * sizeof(struct mvt_point));
    }
}

static void same_tile(const struct mvt_tile *a, const struct mvt_tile *b)
{
    assert_int_equal(a->n_layers, b->n_layers);
    for (size_t i = 0; i < a->n_layers; i++) {
        const struct mvt_layer *one = &a->layers[i], *other = &b->layers[i];
        assert_string_equal(one->name, other->name);
        assert_int_equal(one->extent, other->extent);
        assert_int_equal(one->n_features, other->n_features);
        for (size_t k = 0; k < one->n_features; k++)
            same_feature(&one->features[k], &other->features[k]);
    }
}

// A tile of everything that may be in one, different for each seed.
struct maker {
    struct arena *arena;
    unsigned seed;
};

static int32_t any(struct maker *m, int32_t least, int32_t most)
{
    return least + rand_r(&m->seed) % (most - least + 1);
}

static struct mvt_part any_part(struct maker *m, enum mvt_kind kind, bool hole)
{
    size_t n = kind == MVT_AREA ? 4 : (size_t)any(m, kind == MVT_POINT ? 1 : 2, 40);
    struct mvt_point *p = ARENA_ARRAY(m->arena, struct mvt_point, n);
    int32_t x = any(m, -4096, 8192), y = any(m, -4096, 8192), size = any(m, 1, 900);
    for (size_t i = 0; i < n; i++) {
        p[i] = (struct mvt_point){x, y};
        x += any(m, 1, 50); // no step of no length
        y += any(m, -50, 50);
    }
    for (size_t i = 0; kind == MVT_AREA && i < 4; i++) {
        size_t k = hole ? 3 - i : i;
        p[k] =
            (struct mvt_point){x + (i == 1 || i == 2 ? size : 0), y + (i > 1 ? size : 0)};
    }
    return (struct mvt_part){p, n};
}

static struct mvt_value any_value(struct maker *m)
{
    static const double numbers[] = {
        0,       1,          -1,  4096, 0.5, -2.25,     1e300, -1e-300,      0x1p53,
        -0x1p53, 0x1p53 + 2, 300, -64,  128, 3.1415926, 1e17,  -9223372036e9};
    static const char *const strings[] = {
        "",  "primary", "Broadway",   "\xE5\xA4\x96\xE6\xBB\xA9",
        "1", "true",    "Caf\xC3\xA9"};
    switch (any(m, 0, 2)) {
    case 0:
        return (struct mvt_value){MVT_STRING, strings[any(m, 0, 6)], 0};
    case 1:
        return (struct mvt_value){MVT_NUMBER, "", numbers[any(m, 0, 16)]};
    default:
        return (struct mvt_value){MVT_BOOL, "", any(m, 0, 1)};
    }
}

static struct mvt_feature any_feature(struct maker *m)
{
    struct mvt_feature f = {.kind = (enum mvt_kind)any(m, MVT_POINT, MVT_AREA)};
    f.id = (uint64_t)any(m, 0, 3) << any(m, 0, 62);
    f.n_parts = f.kind == MVT_POINT ? 1 : (size_t)any(m, 1, 4);
    f.parts = ARENA_ARRAY(m->arena, struct mvt_part, f.n_parts);
    for (size_t i = 0; i < f.n_parts; i++)
        f.parts[i] = any_part(m, f.kind, i > 0 && any(m, 0, 1));
    f.n_tags = (size_t)any(m, 0, 6);
    f.tags = ARENA_ARRAY(m->arena, struct mvt_tag, f.n_tags);
    for (size_t i = 0; i < f.n_tags; i++)
        f.tags[i] = (struct mvt_tag){arena_printf(m->arena, "key %d", any(m, 0, 200)),
                                     any_value(m)};
    return f;
}

static struct mvt_tile any_tile(struct arena *arena, unsigned seed)
{
    struct maker m = {arena, seed};
    struct mvt_tile tile = {.n_layers = (size_t)any(&m, 0, 5)};
    tile.layers = ARENA_ARRAY(arena, struct mvt_layer, tile.n_layers);
    for (size_t i = 0; i < tile.n_layers; i++) {
        struct mvt_layer *layer = &tile.layers[i];
        layer->name = arena_printf(arena, "layer %zu", i);
        layer->extent = (uint32_t)1 << any(&m, 0, 16);
        layer->n_features = (size_t)any(&m, 0, 40);
        layer->features = ARENA_ARRAY(arena, struct mvt_feature, layer->n_features);
        for (size_t k = 0; k < layer->n_features; k++)
            layer->features[k] = any_feature(&m);
    }
    return tile;
}

static void test_what_is_written_is_read_as_it_was(void **state)
{
    for (unsigned seed = 0; seed < 200; seed++) {
        struct mvt_tile tile = any_tile(*state, seed);
        struct mvt_tile read = back(*state, &tile);
        same_tile(&tile, &read);
        arena_clear(*state);
    }
}

static void test_the_same_tile_gives_the_same_bytes(void **state)
{
    for (unsigned seed = 0; seed < 20; seed++) {
        struct mvt_tile one = any_tile(*state, seed), other = any_tile(*state, seed);
        struct mvt_tile read = back(*state, &one);
        const struct mvt_tile *tiles[] = {&one, &other, &read};
        const void *bytes[3];
        size_t len[3];
        struct err err = {""};
        for (size_t i = 0; i < 3; i++)
            assert_true(mvt_write(*state, tiles[i], &bytes[i], &len[i], &err));
        for (size_t i = 1; i < 3; i++) {
            assert_int_equal(len[i], len[0]);
            assert_memory_equal(bytes[i], bytes[0], len[0]);
        }
        const uint8_t *head = bytes[0];
        assert_memory_equal(head, "\x1F\x8B\x08\0\0\0\0\0", 8); // no name, no time
        assert_int_equal(head[9], 255);                         // no system
        arena_clear(*state);
    }
}

static struct mvt_tile tile_of(struct arena *arena, enum mvt_kind kind,
                               const char *points)
{
    // "0,0 1,1; 2,2": of one feature.
    struct mvt_tile tile = {ARENA_NEW(arena, struct mvt_layer), 1};
    struct mvt_feature *f = ARENA_NEW(arena, struct mvt_feature);
    struct mvt_point *p = ARENA_ARRAY(arena, struct mvt_point, 100);
    tile.layers[0] = (struct mvt_layer){"layer", 4096, f, 1};
    f->kind = kind;
    f->parts = ARENA_ARRAY(arena, struct mvt_part, 10);
    for (const char *at = points; *at; f->n_parts++) {
        struct mvt_part *part = &f->parts[f->n_parts];
        part->points = p;
        while (*at && *at != ';') {
            char *end;
            p->x = (int32_t)strtol(at, &end, 10);
            p->y = (int32_t)strtol(end + 1, &end, 10);
            at = *end == ' ' ? end + 1 : end;
            p++;
            part->n++;
        }
        at += *at == ';';
    }
    return tile;
}

static void test_what_is_too_short_is_left_out(void **state)
{
    static const struct {
        enum mvt_kind kind;
        const char *in, *out; // NULL: no feature
    } cases[] = {
        {MVT_LINE, "1,1", NULL},
        {MVT_LINE, "1,1 1,1 1,1", NULL},
        {MVT_LINE, "1,1 1,1 2,1 2,1 2,2", "1,1 2,1 2,2"},
        {MVT_LINE, "1,1; 2,2 3,3; 4,4", "2,2 3,3"},
        {MVT_LINE, "1,1 2,2 1,1", "1,1 2,2 1,1"}, // a line may come back
        {MVT_AREA, "0,0 5,0", NULL},
        {MVT_AREA, "0,0 5,0 5,0 0,0 0,0", NULL},
        {MVT_AREA, "0,0 5,0 9,0", NULL},
        {MVT_AREA, "0,0 5,0 5,5 0,0", "0,0 5,0 5,5"},
        {MVT_AREA, "0,0 5,0 9,0; 0,0 5,0 5,5", "0,0 5,0 5,5"},
        {MVT_AREA, "5,5 5,0 0,0; 3,1 4,2 4,1", "0,0 5,0 5,5; 4,1 4,2 3,1"}, // turned
        {MVT_POINT, "1,1 1,1; 2,2", "1,1 1,1 2,2"},
        {MVT_POINT, "", NULL},
        {MVT_LINE, "", NULL},
        {MVT_UNKNOWN, "1,1 2,2 3,2", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct mvt_tile tile = tile_of(*state, cases[i].kind, cases[i].in);
        struct mvt_tile read = back(*state, &tile);
        assert_int_equal(read.layers[0].n_features, cases[i].out ? 1 : 0);
        if (cases[i].out) {
            struct mvt_tile due = tile_of(*state, cases[i].kind, cases[i].out);
            same_feature(&due.layers[0].features[0], &read.layers[0].features[0]);
        }
    }
}

static void test_far_coordinates_come_back(void **state)
{
    struct mvt_tile tile = tile_of(
        *state, MVT_LINE, "2147483647,-2147483648 -2147483648,2147483647 0,0 -1,-1");
    struct mvt_tile read = back(*state, &tile);
    same_tile(&tile, &read);
}

static void test_a_key_and_a_value_are_written_once(void **state)
{
    struct mvt_tile tile = tile_of(*state, MVT_POINT, "1,1");
    struct mvt_feature many[1000];
    struct mvt_tag tags[] = {{"class", {MVT_STRING, "a street like any other", 0}},
                             {"name", {MVT_STRING, "a street like any other", 0}}};
    for (size_t i = 0; i < 1000; i++) {
        many[i] = tile.layers[0].features[0];
        many[i].tags = tags;
        many[i].n_tags = 2;
    }
    tile.layers[0].features = many;
    tile.layers[0].n_features = 1000;
    const void *bytes;
    size_t len, n = 0;
    struct err err = {""};
    assert_true(mvt_write(*state, &tile, &bytes, &len, &err));
    static uint8_t plain[100000];
    z_stream z = {.next_in = (uint8_t *)(uintptr_t)bytes, .avail_in = (uInt)len};
    z.next_out = plain;
    z.avail_out = sizeof(plain);
    assert_int_equal(inflateInit2(&z, 31), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    for (size_t i = 0; i + 8 < z.total_out; i++)
        n += memcmp(plain + i, "a street", 8) == 0;
    assert_int_equal(n, 1);
    inflateEnd(&z);
}

static void refused(struct arena *arena, const struct mvt_tile *tile, const char *why)
{
    const void *bytes;
    size_t len;
    struct err err = {""};
    if (mvt_write(arena, tile, &bytes, &len, &err))
        fail_msg("was written, and should be refused: %s", why);
    if (!strstr(err.text, why))
        fail_msg("'%s' instead of '%s'", err.text, why);
}

static void test_what_could_not_be_read_is_not_written(void **state)
{
    struct mvt_tile tile = tile_of(*state, MVT_POINT, "1,1");
    struct mvt_tag tag = {"key", {MVT_STRING, "\xFF", 0}};
    struct mvt_feature *f = tile.layers[0].features;
    f->tags = &tag;
    f->n_tags = 1;
    refused(*state, &tile, "layer layer: a tag's value is not UTF-8");
    tag = (struct mvt_tag){"\xFF", {MVT_NUMBER, "", 1}};
    refused(*state, &tile, "key is not UTF-8");
    tag.key = "key";
    tile.layers[0].extent = 0;
    refused(*state, &tile, "extent");
    tile.layers[0].extent = 4096;
    struct mvt_layer two[] = {tile.layers[0], tile.layers[0]};
    refused(*state, &(struct mvt_tile){two, 2},
            "two layers of a tile have the name layer");
    two[1].name = "\xC3";
    refused(*state, &(struct mvt_tile){two, 2}, "its name is not UTF-8");
    struct mvt_layer *many = ARENA_ARRAY(*state, struct mvt_layer, MVT_LAYERS_MAX + 1);
    for (size_t i = 0; i <= MVT_LAYERS_MAX; i++)
        many[i] = (struct mvt_layer){.name = arena_printf(*state, "%zu", i), .extent = 1};
    refused(*state, &(struct mvt_tile){many, MVT_LAYERS_MAX + 1}, "layers");
    struct mvt_tile most = {many, MVT_LAYERS_MAX};
    assert_int_equal(back(*state, &most).n_layers, MVT_LAYERS_MAX);
}

static void test_the_most_points_come_back_and_one_more_does_not(void **state)
{
    struct mvt_tile tile = tile_of(*state, MVT_LINE, "1,1 2,2");
    size_t n = MVT_POINTS_MAX;
    struct mvt_point *p = ARENA_ARRAY(*state, struct mvt_point, n + 1);
    for (size_t i = 0; i <= n; i++)
        p[i] = (struct mvt_point){(int32_t)(i % 3), (int32_t)(i % 2)};
    tile.layers[0].features[0].parts[0] = (struct mvt_part){p, n};
    struct mvt_tile read = back(*state, &tile);
    same_tile(&tile, &read);
    tile.layers[0].features[0].parts[0].n = n + 1;
    refused(*state, &tile, "too large");
}

static void test_numbers_that_are_none_are_written_as_0(void **state)
{
    struct mvt_tile tile = tile_of(*state, MVT_POINT, "1,1");
    struct mvt_tag tags[] = {{"a", {MVT_NUMBER, "", NAN}},
                             {"b", {MVT_NUMBER, "", -INFINITY}}};
    tile.layers[0].features[0].tags = tags;
    tile.layers[0].features[0].n_tags = 2;
    struct mvt_tile read = back(*state, &tile);
    for (size_t i = 0; i < 2; i++)
        assert_true(read.layers[0].features[0].tags[i].value.number == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read_as_it_was),
        cmocka_unit_test(test_the_same_tile_gives_the_same_bytes),
        cmocka_unit_test(test_what_is_too_short_is_left_out),
        cmocka_unit_test(test_far_coordinates_come_back),
        cmocka_unit_test(test_a_key_and_a_value_are_written_once),
        cmocka_unit_test(test_what_could_not_be_read_is_not_written),
        cmocka_unit_test(test_the_most_points_come_back_and_one_more_does_not),
        cmocka_unit_test(test_numbers_that_are_none_are_written_as_0),
    };
    return cmocka_run_group_tests(tests, on_arena, off_arena);
}
