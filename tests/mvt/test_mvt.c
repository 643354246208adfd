// What stands in tiles that were put together by hand: the examples of the specification, and
// what it leaves to readers.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "bytes.h"
#include "on_arena.h"
#include "mvt/mvt.h"

static struct mvt_tile good(struct arena *arena, const struct bytes *tile)
{
    struct mvt_tile out;
    struct err err = {""};
    if (!mvt_read(arena, tile->at, tile->n, &out, &err))
        fail_msg("%s", err.text);
    return out;
}

static void bad(struct arena *arena, const struct bytes *tile, const char *why)
{
    struct mvt_tile out;
    struct err err = {""};
    if (mvt_read(arena, tile->at, tile->n, &out, &err))
        fail_msg("was read, and should be refused: %s", why);
    if (!strstr(err.text, why))
        fail_msg("'%s' instead of '%s'", err.text, why);
    assert_int_equal(out.n_layers, 0);
}

static struct bytes tile_of(uint32_t version, uint32_t kind, const uint32_t *steps,
                            size_t n)
{
    struct bytes feature = {.n = 0}, layer = {.n = 0};
    put_number(&feature, 3, kind);
    put_packed(&feature, 4, steps, n);
    put_number(&layer, 15, version);
    put_text(&layer, 1, "layer");
    put_inner(&layer, 2, &feature);
    return bytes_tile(&layer);
}

// "3,6 8,12 20,34; ..." of a feature's parts.
static const char *told(const struct mvt_feature *f)
{
    static char text[2000];
    int len = 0;
    text[0] = '\0';
    for (size_t i = 0; i < f->n_parts; i++)
        for (size_t k = 0; k < f->parts[i].n; k++)
            len += snprintf(text + len, sizeof(text) - (size_t)len, "%s%d,%d",
                            k   ? " "
                            : i ? "; "
                                : "",
                            f->parts[i].points[k].x, f->parts[i].points[k].y);
    return text;
}

struct shape {
    uint32_t version, kind, steps[40];
    size_t n;
    const char *told;
};

static void reads(struct arena *arena, const struct shape *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct bytes tile =
            tile_of(cases[i].version, cases[i].kind, cases[i].steps, cases[i].n);
        struct mvt_tile out = good(arena, &tile);
        assert_int_equal(out.n_layers, 1);
        assert_int_equal(out.layers[0].n_features, 1);
        const char *is = told(&out.layers[0].features[0]);
        if (strcmp(is, cases[i].told) != 0)
            fail_msg("case %zu: '%s' instead of '%s'", i, is, cases[i].told);
    }
}

static void test_the_specifications_examples(void **state)
{
    // Vector Tile Specification 2.1, 4.3.5.
    static const struct shape cases[] = {
        {2, 1, {9, 50, 34}, 3, "25,17"},
        {2, 1, {17, 10, 14, 3, 9}, 5, "5,7 3,2"},
        {2, 2, {9, 4, 4, 18, 0, 16, 16, 0}, 8, "2,2 2,10 10,10"},
        {2,
         2,
         {9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8},
         14,
         "2,2 2,10 10,10; 1,1 3,5"},
        {2, 3, {9, 6, 12, 18, 10, 12, 24, 44, 15}, 9, "3,6 8,12 20,34"},
        {2,
         3,
         {9, 0,  0,  26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0,
          0, 18, 17, 0,  15, 9, 4, 13, 26, 0, 8,  8, 0,  0, 7,  15},
         33,
         "0,0 10,0 10,10 0,10; 11,11 20,11 20,20 11,20; 13,13 13,17 17,17 17,13"},
    };
    reads(*state, cases, ARRAY_LEN(cases));
}

static void test_areas_wind_as_promised(void **state)
{
    static const struct shape cases[] = {
        // The wrong way, of version 1 and 2, with its hole: all are turned.
        {1, 3, {9, 0, 0, 18, 0, 20, 20, 0, 15}, 9, "10,10 0,10 0,0"},
        {2,
         3,
         {9, 0, 0, 18, 0, 20, 20, 0, 15, 9, 17, 11, 18, 4, 4, 0, 3, 15},
         18,
         "10,10 0,10 0,0; 3,4 3,6 1,4"},
        // The first point again before the end, once and twice: not kept.
        {2, 3, {9, 0, 0, 26, 20, 0, 0, 20, 19, 19, 15}, 11, "0,0 10,0 10,10"},
        {2, 3, {9, 0, 0, 34, 20, 0, 0, 20, 19, 19, 0, 0, 15}, 13, "0,0 10,0 10,10"},
        // Without area: two points, one line, one place; what follows is where it is.
        {2, 3, {9, 0, 0, 10, 20, 0, 15}, 7, ""},
        {2, 3, {9, 0, 0, 18, 20, 0, 20, 0, 15}, 9, ""},
        {2,
         3,
         {9, 0, 0, 18, 0, 0, 0, 0, 15, 9, 20, 20, 18, 20, 0, 0, 20, 15},
         18,
         "10,10 20,10 20,20"},
    };
    reads(*state, cases, ARRAY_LEN(cases));
}

static void test_version_1_may_close_lines_and_count_to_none(void **state)
{
    static const struct shape cases[] = {
        {1, 2, {9, 4, 4, 18, 0, 16, 16, 0, 15}, 9, "2,2 2,10 10,10 2,2"},
        {1,
         2,
         {9, 4, 4, 10, 0, 16, 15, 9, 2, 0, 10, 2, 2},
         13,
         "2,2 2,10 2,2; 3,10 4,11"},
    };
    static const struct shape early[] = {
        {1, 2, {9, 4, 4, 18, 0, 16, 16, 0, 7}, 9, "2,2 2,10 10,10 2,2"},
        {1, 3, {9, 6, 12, 18, 10, 12, 24, 44, 7}, 9, "3,6 8,12 20,34"},
    };
    reads(*state, cases, ARRAY_LEN(cases));
    reads(*state, early, ARRAY_LEN(early));
    // Who tells no version has 1: without the two bytes of it.
    struct bytes old = tile_of(1, 2, cases[0].steps, 9);
    old.at[1] = (uint8_t)(old.at[1] - 2);
    memmove(old.at + 2, old.at + 4, old.n - 4);
    old.n -= 2;
    struct mvt_tile out = good(*state, &old);
    assert_string_equal(told(&out.layers[0].features[0]), cases[0].told);
    struct bytes closed = tile_of(2, 2, cases[0].steps, 9);
    bad(*state, &closed, "doesn't begin with a move");
}

static void test_coordinates_wrap(void **state)
{
    // Twice 2147483647 to the right is 2 to the left: no overflow, whatever it means.
    static const struct shape cases[] = {
        {2,
         2,
         {9, 4294967294u, 4294967295u, 10, 4294967294u, 1},
         6,
         "2147483647,-2147483648 -2,2147483647"},
    };
    reads(*state, cases, ARRAY_LEN(cases));
}

static void test_geometry_that_breaks_the_rules_is_refused(void **state)
{
    static const struct {
        uint32_t kind, steps[12];
        size_t n;
        const char *why;
    } cases[] = {
        {1, {9, 50}, 2, "fewer points"},
        {1, {17, 10, 14}, 3, "fewer points"},
        {1, {1, 10, 14}, 3, "not places"}, // none
        {1, {15}, 1, "not places"},
        {1, {10, 4, 4}, 3, "not places"},
        {1, {4294967289u, 4, 4}, 3, "fewer points"}, // 2^29 - 1 of them
        {2, {15}, 1, "doesn't begin"},
        {2, {18, 0, 16, 16, 0}, 5, "doesn't begin"},
        {2, {17, 4, 4, 4, 4, 10, 2, 2}, 8, "doesn't begin"}, // to two places
        {2, {9, 4, 4}, 3, "goes nowhere"},
        {2, {9, 4, 4, 2}, 4, "goes nowhere"},        // to none
        {2, {9, 4, 4, 12, 2, 2}, 6, "goes nowhere"}, // command 4 is none
        {2, {9, 4, 4, 4294967290u, 2, 2}, 6, "fewer points"},
        {3, {9, 0, 0, 18, 20, 0, 0, 20}, 8, "not closed"},
        {3, {9, 0, 0, 18, 20, 0, 0, 20, 7}, 9, "not closed"},
        {3, {9, 0, 0, 18, 20, 0, 0, 20, 23}, 9, "not closed"},
        {3, {9, 0, 0, 15}, 4, "goes nowhere"},
        {3, {9, 0, 0, 18, 20, 0, 0, 20, 15, 15}, 10, "doesn't begin"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct bytes tile = tile_of(2, cases[i].kind, cases[i].steps, cases[i].n);
        bad(*state, &tile, cases[i].why);
    }
}

static struct bytes one_value(const struct bytes *value)
{
    struct bytes layer = bytes_layer("l"), feature = {.n = 0};
    put_packed(&feature, 2, (uint32_t[]){0, 0}, 2);
    put_number(&feature, 3, 1);
    put_packed(&feature, 4, (uint32_t[]){9, 2, 2}, 3);
    put_inner(&layer, 2, &feature); // before what it means
    put_text(&layer, 3, "key");
    put_inner(&layer, 4, value);
    return bytes_tile(&layer);
}

static void test_values_of_each_type(void **state)
{
    static const struct {
        uint8_t at[16];
        size_t n;
        enum mvt_value_kind kind;
        double number;
        const char *string;
    } cases[] = {
        {{0x0A, 2, 'h', 'i'}, 4, MVT_STRING, 0, "hi"},
        {{0x0A, 0}, 2, MVT_STRING, 0, ""},
        {{0x15, 0, 0, 0x46, 0x40}, 5, MVT_NUMBER, 3.09375, ""}, // 0x40460000
        {{0x19, 0, 0, 0, 0, 0, 0, 0xF4, 0xBF}, 9, MVT_NUMBER, -1.25, ""},
        {{0x20, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1},
         11,
         MVT_NUMBER,
         -2,
         ""},
        {{0x28, 0xAC, 2}, 3, MVT_NUMBER, 300, ""},
        {{0x28, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1},
         11,
         MVT_NUMBER,
         0x1p64,
         ""},
        {{0x30, 0xAB, 2}, 3, MVT_NUMBER, -150, ""},
        {{0x38, 1}, 2, MVT_BOOL, 1, ""},
        {{0x38, 0}, 2, MVT_BOOL, 0, ""},
        {{0x38, 7}, 2, MVT_BOOL, 1, ""},
        {{0x15, 0, 0, 0xC0, 0x7F}, 5, MVT_NUMBER, 0, ""},             // not a number
        {{0x19, 0, 0, 0, 0, 0, 0, 0xF0, 0x7F}, 9, MVT_NUMBER, 0, ""}, // infinite
        {{0x28, 3, 0x80, 1, 5, 0x30, 4},
         7,
         MVT_NUMBER,
         2,
         ""}, // the last, past an unknown one
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct bytes value = {.n = cases[i].n};
        memcpy(value.at, cases[i].at, value.n);
        struct bytes tile = one_value(&value);
        struct mvt_tile out = good(*state, &tile);
        const struct mvt_value *is = mvt_tag(&out.layers[0].features[0], "key");
        assert_non_null(is);
        if (is->kind != cases[i].kind || is->number != cases[i].number ||
            strcmp(is->string, cases[i].string) != 0)
            fail_msg("case %zu: kind %d, %g, '%s'", i, (int)is->kind, is->number,
                     is->string);
        assert_string_equal(mvt_string(&out.layers[0].features[0], "key"),
                            cases[i].string);
        assert_string_equal(mvt_string(&out.layers[0].features[0], "other"), "");
        assert_null(mvt_tag(&out.layers[0].features[0], "ke"));
    }
}

static void test_values_that_are_none_are_refused(void **state)
{
    static const struct {
        uint8_t at[12];
        size_t n;
        const char *why;
    } cases[] = {
        {{0}, 0, "no type that is known"},
        {{0x40, 1}, 2, "no type that is known"},
        {{0x08, 1}, 2, "wrong type"},    // a string as a number
        {{0x2A, 1, 1}, 3, "wrong type"}, // a number as a string
        {{0x1D, 0, 0, 0, 0}, 5, "wrong type"},
        {{0x19, 0, 0, 0, 0, 0, 0, 0}, 8, "cut short"},
        {{0x0A, 5, 'a'}, 3, "cut short"},
        {{0x28, 0x80}, 2, "cut short"},
        {{0x28, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2},
         11,
         "cut short"},
        {{0x0B, 0x0C}, 2, "cut short"}, // a group
        {{0x02, 0}, 2, "cut short"},    // field 0
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct bytes value = {.n = cases[i].n};
        memcpy(value.at, cases[i].at, value.n);
        struct bytes tile = one_value(&value);
        bad(*state, &tile, cases[i].why);
    }
}

static void test_strings_are_utf_8_whatever_they_were(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *text;
    } cases[] = {
        {"Stra\xC3\x9F"
         "e",
         7,
         "Stra\xC3\x9F"
         "e"},
        {"\xE5\xA4\x96\xE6\xBB\xA9", 6, "\xE5\xA4\x96\xE6\xBB\xA9"},
        {"a\xFF"
         "b",
         3,
         "a\xEF\xBF\xBD"
         "b"},
        {"\x80\x80\x80", 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xED\xA0\x80", 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"a\0b", 3,
         "a\xEF\xBF\xBD"
         "b"},
        {"", 0, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct bytes layer = {.n = 0}, feature = {.n = 0}, value = {.n = 0};
        put_number(&layer, 15, 2);
        put_bytes(&layer, 1, cases[i].bytes, cases[i].n);
        put_packed(&feature, 2, (uint32_t[]){0, 0}, 2);
        put_inner(&layer, 2, &feature);
        put_bytes(&layer, 3, cases[i].bytes, cases[i].n);
        put_bytes(&value, 1, cases[i].bytes, cases[i].n);
        put_inner(&layer, 4, &value);
        struct bytes tile = bytes_tile(&layer);
        struct mvt_tile out = good(*state, &tile);
        assert_string_equal(out.layers[0].name, cases[i].text);
        assert_string_equal(out.layers[0].features[0].tags[0].key, cases[i].text);
        assert_string_equal(out.layers[0].features[0].tags[0].value.string,
                            cases[i].text);
    }
}

static void test_layers_as_they_may_be(void **state)
{
    struct bytes tile = {.n = 0};
    assert_int_equal(good(*state, &tile).n_layers, 0); // an empty tile is one
    struct bytes first = bytes_layer("one"), again = bytes_layer("one"),
                 two = bytes_layer("two");
    put_number(&first, 5, 512);
    put_number(&first, 16, 99); // of a later version
    put_text(&first, 100, "an extension");
    put_number(&two, 15, 1); // the last counts
    put_number(&tile, 4, 1);
    put_inner(&tile, 3, &first);
    put_text(&tile, 17, "an extension");
    put_inner(&tile, 3, &again);
    put_inner(&tile, 3, &two);
    struct mvt_tile out = good(*state, &tile);
    assert_int_equal(out.n_layers, 2);
    assert_string_equal(out.layers[0].name, "one");
    assert_int_equal(out.layers[0].extent, 512);
    assert_int_equal(out.layers[0].n_features, 0);
    assert_string_equal(out.layers[1].name, "two");
    assert_int_equal(out.layers[1].extent, 4096); // where it doesn't say
}

static void test_layers_that_are_none_are_refused(void **state)
{
    struct bytes layer = {.n = 0};
    put_number(&layer, 15, 2);
    struct bytes tile = bytes_tile(&layer);
    bad(*state, &tile, "layer 1 of the tile: it has no name");
    static const struct {
        uint32_t field;
        uint64_t value;
        const char *why;
    } numbers[] = {
        {15, 0, "neither 1 nor 2"},
        {15, 3, "neither 1 nor 2"},
        {15, 0x100000002u, "neither 1 nor 2"},
        {5, 0, "extent"},
        {5, 0x80000000u, "extent"},
        {1, 1, "wrong type"},
        {2, 1, "wrong type"},
        {3, 1, "wrong type"},
        {4, 1, "wrong type"},
    };
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        layer = bytes_layer("l");
        put_number(&layer, numbers[i].field, numbers[i].value);
        tile = bytes_tile(&layer);
        bad(*state, &tile, numbers[i].why);
    }
    layer = bytes_layer("l");
    put_text(&layer, 5, "4096");
    tile = bytes_tile(&layer);
    bad(*state, &tile, "wrong type");
    tile.n = 0;
    put_number(&tile, 3, 1);
    bad(*state, &tile, "wrong type");
}

static void test_features_as_they_may_be(void **state)
{
    struct bytes layer = bytes_layer("l"), f = {.n = 0}, value = {.n = 0};
    put_inner(&layer, 2, &f); // nothing of it
    put_number(&f, 1, 0xFFFFFFFFFFFFFFFFu);
    put_number(&f, 3, 4); // no kind
    put_packed(&f, 4, (uint32_t[]){9, 2, 2}, 3);
    put_packed(&f, 4, (uint32_t[]){9, 8, 8}, 3);
    put_inner(&layer, 2, &f);
    put_number(&f, 3, 1); // now a point: of two geometries the first
    put_packed(&f, 2, (uint32_t[]){0, 0, 1}, 3);
    put_inner(&layer, 2, &f);
    put_text(&layer, 3, "a");
    put_text(&layer, 3, "b");
    put_number(&value, 7, 1);
    put_inner(&layer, 4, &value);
    struct bytes tile = bytes_tile(&layer);
    struct mvt_tile out = good(*state, &tile);
    const struct mvt_feature *is = out.layers[0].features;
    assert_int_equal(out.layers[0].n_features, 3);
    assert_int_equal(is[0].id, 0);
    assert_int_equal(is[0].kind, MVT_UNKNOWN);
    assert_int_equal(is[0].n_parts + is[0].n_tags, 0);
    assert_true(is[1].id == 0xFFFFFFFFFFFFFFFFu);
    assert_int_equal(is[1].kind, MVT_UNKNOWN);
    assert_int_equal(is[1].n_parts, 0);
    assert_int_equal(is[2].kind, MVT_POINT);
    assert_string_equal(told(&is[2]), "1,1");
    assert_int_equal(is[2].n_tags, 1); // and a key alone
    assert_string_equal(is[2].tags[0].key, "a");
}

static void test_features_that_are_none_are_refused(void **state)
{
    static const struct {
        uint32_t field;
        uint64_t value;
    } numbers[] = {{2, 0}, {4, 9}};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        struct bytes layer = bytes_layer("l"), f = {.n = 0};
        put_number(&f, numbers[i].field, numbers[i].value);
        put_inner(&layer, 2, &f);
        struct bytes tile = bytes_tile(&layer);
        bad(*state, &tile, "layer 1 of the tile, feature 1: a field has the wrong type");
    }
    static const uint32_t tags[][2] = {{1, 0}, {0, 1}, {4294967295u, 0}};
    for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
        struct bytes layer = bytes_layer("l"), f = {.n = 0}, value = {.n = 0};
        put_packed(&f, 2, tags[i], 2);
        put_text(&layer, 3, "key");
        put_text(&value, 1, "value");
        put_inner(&layer, 4, &value);
        put_inner(&layer, 2, &f);
        struct bytes tile = bytes_tile(&layer);
        bad(*state, &tile, "a key or a value that the layer doesn't have");
    }
}

static void test_gzip_zlib_and_plain_are_one(void **state)
{
    struct bytes tile = tile_of(2, 1, (uint32_t[]){9, 50, 34}, 3);
    static const int windows[] = {15, 15 + 16, 9, 9 + 16};
    for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
        struct bytes packed;
        packed.n = bytes_pack(tile.at, tile.n, windows[i], packed.at, sizeof(packed.at));
        assert_true(packed.n > 0);
        struct mvt_tile out = good(*state, &packed);
        assert_string_equal(told(&out.layers[0].features[0]), "25,17");
        packed.at[packed.n++] = 0;
        bad(*state, &packed, "after the end");
    }
    struct bytes empty = {.n = 0}, packed;
    packed.n = bytes_pack(empty.at, 0, 31, packed.at, sizeof(packed.at));
    assert_int_equal(good(*state, &packed).n_layers, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_specifications_examples),
        cmocka_unit_test(test_areas_wind_as_promised),
        cmocka_unit_test(test_version_1_may_close_lines_and_count_to_none),
        cmocka_unit_test(test_coordinates_wrap),
        cmocka_unit_test(test_geometry_that_breaks_the_rules_is_refused),
        cmocka_unit_test(test_values_of_each_type),
        cmocka_unit_test(test_values_that_are_none_are_refused),
        cmocka_unit_test(test_strings_are_utf_8_whatever_they_were),
        cmocka_unit_test(test_layers_as_they_may_be),
        cmocka_unit_test(test_layers_that_are_none_are_refused),
        cmocka_unit_test(test_features_as_they_may_be),
        cmocka_unit_test(test_features_that_are_none_are_refused),
        cmocka_unit_test(test_gzip_zlib_and_plain_are_one),
    };
    return cmocka_run_group_tests(tests, on_arena, off_arena);
}
