#include "mvt/mvt.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "mvt/geometry.h"
#include "mvt/unpack.h"
#include "mvt/wire.h"

// Numbers of fields, from vector_tile.proto of the specification.
enum { TILE_LAYER = 3 };
enum {
    LAYER_NAME = 1,
    LAYER_FEATURE = 2,
    LAYER_KEY = 3,
    LAYER_VALUE = 4,
    LAYER_EXTENT = 5,
    LAYER_VERSION = 15,
};
enum { FEATURE_ID = 1, FEATURE_TAGS = 2, FEATURE_KIND = 3, FEATURE_GEOMETRY = 4 };
enum {
    VALUE_STRING = 1,
    VALUE_FLOAT = 2,
    VALUE_DOUBLE = 3,
    VALUE_INT = 4,
    VALUE_UINT = 5,
    VALUE_SINT = 6,
    VALUE_BOOL = 7,
};

// Where a layer doesn't say.
#define VERSION 1
#define EXTENT 4096

// A layer looked over once, before there is room for what is in it.
struct rough {
    struct wire body, name; // name.at: NULL until it is known
    uint32_t version;
    uint64_t extent;
    size_t n_features, n_keys, n_values;
};

struct reader {
    struct arena *arena;
    struct err *err;
    size_t layer, feature; // where we are, from 1; feature 0: not in one
    // What the layers need together.
    size_t sum_features, sum_names, sum_tags, sum_points, sum_parts, sum_text;
    struct geometry_room room;
    struct mvt_feature *features;
    struct mvt_tag *tags;
    char *text;
    // Of this layer.
    const char **keys;
    struct mvt_value *values;
};

static bool wrong(struct reader *r, const char *what)
{
    if (r->layer == 0)
        return err_set(r->err, "%s", what);
    if (r->feature == 0)
        return err_set(r->err, "layer %zu of the tile: %s", r->layer, what);
    return err_set(r->err, "layer %zu of the tile, feature %zu: %s", r->layer, r->feature,
                   what);
}

static size_t size_of(struct wire w)
{
    return (size_t)(w.end - w.at);
}

static bool scan_feature(struct reader *r, struct wire w)
{
    struct wire_field f;
    while (w.at < w.end) {
        if (!wire_field(&w, &f))
            return wrong(r, "it is cut short");
        if (f.number == FEATURE_TAGS)
            r->sum_tags += wire_count(f.bytes) / 2;
        if (f.number == FEATURE_GEOMETRY) {
            size_t steps = wire_count(f.bytes);
            r->sum_points += steps / 2;
            r->sum_parts += 1 + steps / 6;
        }
    }
    r->sum_features++;
    return true;
}

// Of the fields that are known, and no others, the kind must be right.
static bool right_kind(const struct wire_field *f)
{
    switch (f->number) {
    case LAYER_NAME:
    case LAYER_FEATURE:
    case LAYER_KEY:
    case LAYER_VALUE:
        return f->kind == WIRE_BYTES;
    case LAYER_EXTENT:
    case LAYER_VERSION:
        return f->kind == WIRE_VARINT;
    default:
        return true;
    }
}

static bool scan_field(struct reader *r, const struct wire_field *f, struct rough *layer)
{
    if (!right_kind(f))
        return wrong(r, "a field has the wrong type");
    switch (f->number) {
    case LAYER_NAME:
        layer->name = f->bytes;
        break;
    case LAYER_FEATURE:
        r->feature = ++layer->n_features;
        if (!scan_feature(r, f->bytes))
            return false;
        r->feature = 0;
        break;
    case LAYER_KEY:
        layer->n_keys++;
        r->sum_text += size_of(f->bytes) + 1;
        break;
    case LAYER_VALUE:
        layer->n_values++;
        r->sum_text += size_of(f->bytes) + 1;
        break;
    case LAYER_EXTENT:
        layer->extent = f->value;
        break;
    case LAYER_VERSION:
        if (f->value != 1 && f->value != 2)
            return wrong(r, "its version is neither 1 nor 2");
        layer->version = (uint32_t)f->value;
        break;
    }
    return true;
}

static bool scan_layer(struct reader *r, struct wire w, struct rough *layer)
{
    struct wire_field f;
    *layer = (struct rough){.body = w, .version = VERSION, .extent = EXTENT};
    while (w.at < w.end) {
        if (!wire_field(&w, &f))
            return wrong(r, "it is cut short");
        if (!scan_field(r, &f, layer))
            return false;
    }
    if (!layer->name.at)
        return wrong(r, "it has no name");
    if (layer->extent == 0 || layer->extent > INT32_MAX)
        return wrong(r, "its extent is not between 1 and 2147483647");
    r->sum_text += size_of(layer->name) + 1;
    r->sum_names += layer->n_keys + layer->n_values;
    if (r->sum_features > MVT_FEATURES_MAX)
        return wrong(r, "the tile has too many features");
    if (r->sum_tags > MVT_TAGS_MAX || r->sum_names > MVT_TAGS_MAX)
        return wrong(r, "the tile has too many tags");
    return true;
}

// Two layers of one name are against the rules; the first stays.
static bool is_known(const struct rough *layers, size_t n, struct wire name)
{
    size_t len = size_of(name);
    for (size_t i = 0; i < n; i++)
        if (size_of(layers[i].name) == len &&
            (len == 0 || memcmp(layers[i].name.at, name.at, len) == 0))
            return true;
    return false;
}

static bool scan_tile(struct reader *r, struct wire w, struct rough *layers, size_t *n)
{
    struct wire_field f;
    while (w.at < w.end) {
        r->layer = 0;
        if (!wire_field(&w, &f))
            return wrong(r, "the tile is cut short, or none");
        if (f.number != TILE_LAYER)
            continue;
        if (f.kind != WIRE_BYTES)
            return wrong(r, "the tile's layers have the wrong type");
        if (*n == MVT_LAYERS_MAX)
            return wrong(r, "the tile has too many layers");
        r->layer = *n + 1;
        if (!scan_layer(r, f.bytes, &layers[*n]))
            return false;
        if (!is_known(layers, *n, layers[*n].name))
            ++*n;
    }
    return true;
}

static bool is_plain(struct wire w)
{
    for (; w.at < w.end; w.at++)
        if ((uint8_t)(*w.at - 1) >= 0x7F)
            return false;
    return true;
}

// A string for C: ended by NUL, with U+FFFD for each byte that is no UTF-8, and for a NUL.
static const char *read_text(struct reader *r, struct wire w)
{
    size_t len = size_of(w), pos = 0;
    const char *s = (const char *)w.at;
    if (is_plain(w) || (!memchr(s, 0, len) && utf8_check(s, len) == len)) {
        char *out = r->text;
        if (len)
            memcpy(out, s, len);
        r->text += len + 1; // the arena's memory is zeroed
        return out;
    }
    char *mended = arena_alloc(r->arena, len * 3 + 1), *to = mended;
    while (pos < len) {
        uint32_t code = utf8_next(s, len, &pos);
        to += utf8_put(to, code ? code : UTF8_BAD);
    }
    return mended;
}

static void set_number(struct mvt_value *out, double number)
{
    *out = (struct mvt_value){.kind = MVT_NUMBER, .string = ""};
    out->number = isfinite(number) ? number : 0;
}

static enum wire_kind kind_of_value(uint32_t number)
{
    switch (number) {
    case VALUE_STRING:
        return WIRE_BYTES;
    case VALUE_FLOAT:
        return WIRE_FIXED32;
    case VALUE_DOUBLE:
        return WIRE_FIXED64;
    default:
        return WIRE_VARINT;
    }
}

static void set_value(struct reader *r, const struct wire_field *f, struct mvt_value *out)
{
    uint32_t bits = (uint32_t)f->value;
    float single;
    double number;
    switch (f->number) {
    case VALUE_STRING:
        *out = (struct mvt_value){.kind = MVT_STRING, .string = read_text(r, f->bytes)};
        break;
    case VALUE_FLOAT:
        memcpy(&single, &bits, sizeof(single));
        set_number(out, (double)single);
        break;
    case VALUE_DOUBLE:
        memcpy(&number, &f->value, sizeof(number));
        set_number(out, number);
        break;
    case VALUE_INT:
        set_number(out, (double)(int64_t)f->value);
        break;
    case VALUE_UINT:
        set_number(out, (double)f->value);
        break;
    case VALUE_SINT:
        set_number(out, (double)(int64_t)(f->value >> 1 ^ (0 - (f->value & 1))));
        break;
    case VALUE_BOOL:
        *out =
            (struct mvt_value){.kind = MVT_BOOL, .string = "", .number = f->value != 0};
        break;
    }
}

static bool read_value(struct reader *r, struct wire w, struct mvt_value *out)
{
    struct wire_field f, last = {0};
    while (w.at < w.end) {
        if (!wire_field(&w, &f))
            return wrong(r, "a value is cut short");
        if (f.number > VALUE_BOOL)
            continue;
        if (f.kind != kind_of_value(f.number))
            return wrong(r, "a value has the wrong type");
        last = f;
    }
    if (last.number == 0)
        return wrong(r, "a value has no type that is known");
    set_value(r, &last, out);
    return true;
}

static bool read_tags(struct reader *r, const struct rough *layer, struct wire w,
                      struct mvt_feature *out)
{
    while (w.at < w.end) {
        uint64_t key, value;
        if (!wire_varint(&w, &key))
            return wrong(r, "its tags are cut short");
        if (w.at == w.end)
            break; // a key alone says nothing
        if (!wire_varint(&w, &value))
            return wrong(r, "its tags are cut short");
        if (key >= layer->n_keys || value >= layer->n_values)
            return wrong(r, "a tag has a key or a value that the layer doesn't have");
        *r->tags++ = (struct mvt_tag){r->keys[key], r->values[value]};
        out->n_tags++;
    }
    return true;
}

static bool read_feature(struct reader *r, const struct rough *layer, struct wire w,
                         struct mvt_feature *out)
{
    struct wire_field f;
    struct wire steps = {NULL, NULL};
    out->tags = r->tags;
    while (w.at < w.end) {
        if (!wire_field(&w, &f))
            return wrong(r, "it is cut short");
        bool packed = f.number == FEATURE_TAGS || f.number == FEATURE_GEOMETRY;
        if (f.number <= FEATURE_GEOMETRY && f.kind != (packed ? WIRE_BYTES : WIRE_VARINT))
            return wrong(r, "a field has the wrong type");
        if (f.number == FEATURE_ID)
            out->id = f.value;
        else if (f.number == FEATURE_TAGS && !read_tags(r, layer, f.bytes, out))
            return false;
        else if (f.number == FEATURE_KIND)
            out->kind = f.value <= MVT_AREA ? (enum mvt_kind)f.value : MVT_UNKNOWN;
        else if (f.number == FEATURE_GEOMETRY && !steps.at)
            steps = f.bytes; // of two the first
    }
    const char *what = geometry_read(&r->room, steps, layer->version, out);
    return !what || wrong(r, what);
}

// Keys and values may stand behind the features that use them.
static bool read_names(struct reader *r, const struct rough *layer)
{
    struct wire w = layer->body;
    struct wire_field f;
    const char **key = r->keys = ARENA_ARRAY(r->arena, const char *, layer->n_keys);
    struct mvt_value *value = r->values =
        ARENA_ARRAY(r->arena, struct mvt_value, layer->n_values);
    while (w.at < w.end && wire_field(&w, &f)) {
        if (f.number == LAYER_KEY)
            *key++ = read_text(r, f.bytes);
        else if (f.number == LAYER_VALUE && !read_value(r, f.bytes, value++))
            return false;
    }
    return true;
}

static bool read_layer(struct reader *r, const struct rough *layer, struct mvt_layer *out)
{
    struct wire w = layer->body;
    struct wire_field f;
    r->feature = 0;
    *out = (struct mvt_layer){
        .name = read_text(r, layer->name),
        .extent = (uint32_t)layer->extent,
        .features = r->features,
    };
    if (!read_names(r, layer))
        return false;
    while (w.at < w.end && wire_field(&w, &f)) {
        if (f.number != LAYER_FEATURE)
            continue;
        r->feature = ++out->n_features;
        if (!read_feature(r, layer, f.bytes, r->features++))
            return false;
    }
    return true;
}

static size_t count_layers(struct wire w)
{
    struct wire_field f;
    size_t n = 0;
    while (w.at < w.end && wire_field(&w, &f))
        n += f.number == TILE_LAYER;
    return n < MVT_LAYERS_MAX ? n : MVT_LAYERS_MAX;
}

static bool read_tile(struct reader *r, struct wire w, struct mvt_tile *out)
{
    size_t n = 0, most = count_layers(w);
    struct rough *layers = ARENA_ARRAY(r->arena, struct rough, most);
    if (!scan_tile(r, w, layers, &n))
        return false;
    size_t points = r->sum_points < MVT_POINTS_MAX ? r->sum_points : MVT_POINTS_MAX;
    r->room.most_points = points;
    r->room.points = ARENA_ARRAY(r->arena, struct mvt_point, points);
    r->room.parts = ARENA_ARRAY(r->arena, struct mvt_part, r->sum_parts);
    r->features = ARENA_ARRAY(r->arena, struct mvt_feature, r->sum_features);
    r->tags = ARENA_ARRAY(r->arena, struct mvt_tag, r->sum_tags);
    r->text = arena_alloc(r->arena, r->sum_text);
    out->layers = ARENA_ARRAY(r->arena, struct mvt_layer, n);
    for (size_t i = 0; i < n; i++) {
        r->layer = i + 1;
        if (!read_layer(r, &layers[i], &out->layers[out->n_layers++]))
            return false;
    }
    return true;
}

bool mvt_read(struct arena *arena, const void *bytes, size_t len, struct mvt_tile *out,
              struct err *err)
{
    struct reader r = {.arena = arena, .err = err};
    struct unpacked plain;
    *out = (struct mvt_tile){0};
    if (!unpack_init(&plain, bytes, len, err))
        return false;
    bool good = true;
    if (plain.len > 0)
        good = read_tile(&r, (struct wire){plain.bytes, plain.bytes + plain.len}, out);
    unpack_release(&plain);
    if (!good)
        *out = (struct mvt_tile){0};
    return good;
}

const struct mvt_value *mvt_tag(const struct mvt_feature *f, const char *key)
{
    for (size_t i = 0; i < f->n_tags; i++)
        if (strcmp(f->tags[i].key, key) == 0)
            return &f->tags[i].value;
    return NULL;
}

const char *mvt_string(const struct mvt_feature *f, const char *key)
{
    const struct mvt_value *value = mvt_tag(f, key);
    return value ? value->string : "";
}
