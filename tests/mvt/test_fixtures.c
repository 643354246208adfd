// Mapbox's fixtures (npm, @mapbox/mvt-fixtures 4.0.0, CC0), which lie beside the project and are
// not part of it: each is read or refused as its info.json states, and what is read is what its
// tile.json says.
//
// "fatal" and no verdict: refused. "recoverable": read, and mended as here:
//   003, 006  a feature without a kind, or of one that is none: without parts
//   004       a feature without a geometry: without parts
//   005       a key without a value: left out
//   015       two layers of one name: the first
//   030       two geometries: the first
//   046       a line from a place to the same: as it is
// 061, a closed line, is right in version 1. Its layer tells no version, nor does that of 024,
// which should be refused for it: both are read as version 1, which is vector_tile.proto's default
// and what old writers left out. So 024 is the one fixture that is read although it is "fatal".
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>
#include <sqlite3.h>

#include "base/array.h"
#include "mvt/mvt.h"

#define FOLDER SOURCE_DIR "/../shared/data/mvt"
#define MAPS SOURCE_DIR "/../shared/data/osm"

struct fixture {
    int number;
    struct arena arena;
    uint8_t *bytes;
    size_t len;
    json_t *info, *tile;
};

static json_t *load_json(int number, const char *name)
{
    char path[1000];
    json_error_t error;
    snprintf(path, sizeof(path), "%s/%03d/%s", FOLDER, number, name);
    json_t *loaded = json_load_file(path, 0, &error);
    if (!loaded)
        fail_msg("%s: %s", path, error.text);
    return loaded;
}

// False: there is no fixture of that number.
static bool load(int number, struct fixture *f)
{
    char path[1000];
    *f = (struct fixture){.number = number};
    snprintf(path, sizeof(path), "%s/%03d/tile.mvt", FOLDER, number);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    f->bytes = malloc(100000);
    assert_non_null(f->bytes);
    f->len = fread(f->bytes, 1, 100000, file);
    fclose(file);
    f->bytes = realloc(f->bytes, f->len ? f->len : 1); // a byte too far is seen
    f->info = load_json(number, "info.json");
    f->tile = load_json(number, "tile.json");
    arena_init(&f->arena);
    return true;
}

static void release(struct fixture *f)
{
    free(f->bytes);
    json_decref(f->info);
    json_decref(f->tile);
    arena_release(&f->arena);
}

static bool must_be_read(const struct fixture *f)
{
    const json_t *validity = json_object_get(f->info, "validity");
    const char *error = json_string_value(json_object_get(validity, "error"));
    return json_is_true(json_object_get(validity, "v2")) || f->number == 24 ||
           f->number == 61 || (error && strcmp(error, "recoverable") == 0);
}

static void same_value(int number, const json_t *due, const struct mvt_value *is)
{
    // {"string_value": "x"}; of numbers the kind is in the name, 64 bits may be strings.
    const char *kind = json_object_iter_key(json_object_iter((json_t *)(uintptr_t)due));
    const json_t *value = json_object_get(due, kind);
    if (strcmp(kind, "string_value") == 0) {
        char digits[30]; // 076 tells a string without its marks
        snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT,
                 json_integer_value(value));
        assert_int_equal(is->kind, MVT_STRING);
        assert_string_equal(is->string,
                            json_is_string(value) ? json_string_value(value) : digits);
    } else if (strcmp(kind, "bool_value") == 0) {
        assert_int_equal(is->kind, MVT_BOOL);
        assert_true(is->number == json_is_true(value));
    } else {
        double n = json_is_string(value) ? strtod(json_string_value(value), NULL)
                                         : json_number_value(value);
        assert_int_equal(is->kind, MVT_NUMBER);
        if (!(fabs(is->number - n) <= fabs(n) * 1e-6))
            fail_msg("%03d: %s is %g, not %g", number, kind, is->number, n);
    }
}

// The points in the order of the steps, as the fixture tells them; an area's rings are all right.
static void same_geometry(const struct fixture *f, const json_t *steps,
                          const struct mvt_feature *is)
{
    uint32_t x = 0, y = 0;
    size_t part = 0, point = 0, n = json_array_size(steps);
    for (size_t i = 0; i < n;) {
        uint32_t word = (uint32_t)json_integer_value(json_array_get(steps, i++));
        if ((word & 7) == 7)
            continue;
        if ((word & 7) == 1 && i > 1) {
            assert_int_equal(point, is->parts[part].n);
            part++;
            point = 0;
        }
        for (uint32_t k = word >> 3; k > 0; k--, point++, i += 2) {
            uint32_t dx = (uint32_t)json_integer_value(json_array_get(steps, i));
            uint32_t dy = (uint32_t)json_integer_value(json_array_get(steps, i + 1));
            x += dx >> 1 ^ (0 - (dx & 1));
            y += dy >> 1 ^ (0 - (dy & 1));
            if (part >= is->n_parts || point >= is->parts[part].n)
                fail_msg("%03d: there is no point %zu in part %zu", f->number, point,
                         part);
            assert_int_equal(is->parts[part].points[point].x, (int32_t)x);
            assert_int_equal(is->parts[part].points[point].y, (int32_t)y);
        }
    }
    if (n) {
        bool closed = f->number == 61; // where it began
        assert_int_equal(is->n_parts, part + 1);
        assert_int_equal(is->parts[part].n, point + closed);
    }
}

static void same_feature(const struct fixture *f, const json_t *layer, const json_t *due,
                         const struct mvt_feature *is)
{
    const json_t *tags = json_object_get(due, "tags"), *id = json_object_get(due, "id");
    const json_t *steps = json_object_get(due, "geometry");
    int kind = (int)json_integer_value(json_object_get(due, "type"));
    if (kind < 0 || kind > 3)
        kind = 0;
    if (f->number == 39)
        return; // its tile.json is of a format with defaults of its own
    assert_int_equal(is->id, json_integer_value(id));
    assert_int_equal(is->kind, kind);
    assert_int_equal(is->n_tags, json_array_size(tags) / 2);
    for (size_t i = 0; i < is->n_tags; i++) {
        size_t key = (size_t)json_integer_value(json_array_get(tags, 2 * i));
        size_t value = (size_t)json_integer_value(json_array_get(tags, 2 * i + 1));
        assert_string_equal(is->tags[i].key, json_string_value(json_array_get(
                                                 json_object_get(layer, "keys"), key)));
        same_value(f->number, json_array_get(json_object_get(layer, "values"), value),
                   &is->tags[i].value);
    }
    if (kind != 0 && f->number != 30)
        same_geometry(f, steps, is);
}

static void same_tile(const struct fixture *f, const struct mvt_tile *is)
{
    const json_t *layers = json_object_get(f->tile, "layers");
    size_t twins = f->number == 15; // both have one name
    assert_int_equal(is->n_layers, json_array_size(layers) - twins);
    for (size_t i = 0; i < is->n_layers; i++) {
        const json_t *layer = json_array_get(layers, i);
        const json_t *features = json_object_get(layer, "features");
        const json_t *extent = json_object_get(layer, "extent");
        assert_string_equal(is->layers[i].name,
                            json_string_value(json_object_get(layer, "name")));
        assert_int_equal(is->layers[i].extent,
                         extent ? json_integer_value(extent) : 4096);
        assert_int_equal(is->layers[i].n_features, json_array_size(features));
        for (size_t k = 0; k < is->layers[i].n_features; k++)
            same_feature(f, layer, json_array_get(features, k),
                         &is->layers[i].features[k]);
    }
}

static void test_each_is_read_or_refused_as_it_states(void **state)
{
    (void)state;
    size_t read = 0, refused = 0;
    if (access(FOLDER, R_OK) != 0) {
        printf("SKIP: %s is not there\n", FOLDER);
        skip();
    }
    for (int number = 1; number < 200; number++) {
        struct fixture f;
        struct mvt_tile tile;
        struct err err = {""};
        if (!load(number, &f))
            continue;
        bool good = mvt_read(&f.arena, f.bytes, f.len, &tile, &err);
        if (good != must_be_read(&f))
            fail_msg("%03d: %s: %s", number, good ? "read" : err.text,
                     json_string_value(json_object_get(f.info, "description")));
        if (good)
            same_tile(&f, &tile);
        read += good;
        refused += !good;
        release(&f);
    }
    printf("%zu are read, %zu refused\n", read, refused);
    assert_true(read > 40 && refused > 15);
}

static void test_those_that_are_read_are_written_and_read_again(void **state)
{
    (void)state;
    if (access(FOLDER, R_OK) != 0)
        skip();
    for (int number = 1; number < 200; number++) {
        struct fixture f;
        struct mvt_tile tile, again;
        struct err err = {""};
        const void *bytes = NULL, *twice = NULL;
        size_t len = 0, len_twice = 0;
        if (!load(number, &f))
            continue;
        if (mvt_read(&f.arena, f.bytes, f.len, &tile, &err)) {
            if (!mvt_write(&f.arena, &tile, &bytes, &len, &err) ||
                !mvt_read(&f.arena, bytes, len, &again, &err) ||
                !mvt_write(&f.arena, &again, &twice, &len_twice, &err))
                fail_msg("%03d: %s", number, err.text);
            assert_int_equal(again.n_layers, tile.n_layers);
            assert_int_equal(len, len_twice);
            assert_memory_equal(bytes, twice, len);
        }
        release(&f);
    }
}

// A tile of a real map: what is written of it is read as the same, but for features that have
// no parts left.
static void comes_back(const void *bytes, size_t len)
{
    struct arena arena;
    struct mvt_tile tile, again;
    struct err err = {""};
    const void *written;
    size_t n;
    arena_init(&arena);
    if (!mvt_read(&arena, bytes, len, &tile, &err) ||
        !mvt_write(&arena, &tile, &written, &n, &err) ||
        !mvt_read(&arena, written, n, &again, &err))
        fail_msg("%s", err.text);
    assert_int_equal(again.n_layers, tile.n_layers);
    for (size_t i = 0; i < tile.n_layers; i++) {
        const struct mvt_feature *is = again.layers[i].features;
        const struct mvt_feature *end = is + again.layers[i].n_features;
        for (size_t k = 0; k < tile.layers[i].n_features; k++) {
            const struct mvt_feature *was = &tile.layers[i].features[k];
            if (was->n_parts == 0)
                continue;
            assert_true(is < end);
            assert_int_equal(is->kind, was->kind);
            assert_int_equal(is->n_parts, was->n_parts);
            assert_int_equal(is->n_tags, was->n_tags);
            assert_int_equal(is->parts[0].points[0].x, was->parts[0].points[0].x);
            assert_string_equal(mvt_string(is, "class"), mvt_string(was, "class"));
            is++;
        }
        assert_true(is == end);
    }
    arena_release(&arena);
}

static void test_the_tiles_of_real_maps_are_read_and_come_back(void **state)
{
    (void)state;
    static const char *const maps[] = {"liechtenstein-latest-z14", "baltimore-z14",
                                       "nyc-z14", "sh"};
    if (access(MAPS, R_OK) != 0) {
        printf("SKIP: %s is not there\n", MAPS);
        skip();
    }
    for (size_t i = 0; i < ARRAY_LEN(maps); i++) {
        char path[1000];
        sqlite3 *db;
        sqlite3_stmt *q;
        size_t n = 0;
        snprintf(path, sizeof(path), "%s/%s.mbtiles", MAPS, maps[i]);
        assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL),
                         SQLITE_OK);
        assert_int_equal(
            sqlite3_prepare_v2(db, "SELECT tile_data FROM tiles", -1, &q, NULL),
            SQLITE_OK);
        for (; sqlite3_step(q) == SQLITE_ROW; n++)
            comes_back(sqlite3_column_blob(q, 0), (size_t)sqlite3_column_bytes(q, 0));
        assert_true(n > 10);
        sqlite3_finalize(q);
        sqlite3_close(db);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_is_read_or_refused_as_it_states),
        cmocka_unit_test(test_those_that_are_read_are_written_and_read_again),
        cmocka_unit_test(test_the_tiles_of_real_maps_are_read_and_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
