// mvt_write: a tile as version 2.1 has it, and gzip around it.
#include "mvt/mvt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "mvt/geometry.h"

struct out {
    uint8_t *at;
    size_t len, cap;
};

// Strings of bytes in the order of their coming, each once.
struct pool {
    struct out bytes;
    struct entry {
        size_t at, len;
    } * entries;
    size_t n, cap;
    uint32_t *
        slots; // 1 + an entry, 0: free; a power of two of them, half of them at most taken
    size_t n_slots;
};

struct writer {
    struct err *err;
    struct out tile, layer, feature, tags, steps, value;
    struct pool keys, values;
    struct mvt_point *part;
    size_t cap_part;
    int32_t x, y;
    size_t n_features, n_points, n_tags, n_names;
};

static void put(struct out *o, const void *bytes, size_t len)
{
    ARRAY_GROW(o->at, o->len + len, o->cap);
    if (len)
        memcpy(o->at + o->len, bytes, len);
    o->len += len;
}

static void put_varint(struct out *o, uint64_t value)
{
    uint8_t bytes[10];
    size_t n = 0;
    for (; value >= 0x80; value >>= 7)
        bytes[n++] = (uint8_t)(value | 0x80);
    bytes[n++] = (uint8_t)value;
    put(o, bytes, n);
}

static void put_number(struct out *o, uint32_t field, uint64_t value)
{
    put_varint(o, field << 3);
    put_varint(o, value);
}

static void put_bytes(struct out *o, uint32_t field, const void *bytes, size_t len)
{
    put_varint(o, field << 3 | 2);
    put_varint(o, len);
    put(o, bytes, len);
}

static size_t slot_of(const struct pool *p, const uint8_t *bytes, size_t len)
{
    size_t slot = (size_t)hash_bytes(HASH_START, bytes, len) & (p->n_slots - 1);
    for (; p->slots[slot]; slot = (slot + 1) & (p->n_slots - 1)) {
        struct entry e = p->entries[p->slots[slot] - 1];
        if (e.len == len && memcmp(p->bytes.at + e.at, bytes, len) == 0)
            break;
    }
    return slot;
}

static void widen(struct pool *p)
{
    free(p->slots);
    p->n_slots = p->n_slots ? 2 * p->n_slots : 64;
    p->slots = xcalloc(p->n_slots, sizeof(*p->slots));
    for (size_t i = 0; i < p->n; i++) {
        struct entry e = p->entries[i];
        p->slots[slot_of(p, p->bytes.at + e.at, e.len)] = (uint32_t)(i + 1);
    }
}

static uint32_t pooled(struct pool *p, const uint8_t *bytes, size_t len)
{
    if (2 * (p->n + 1) > p->n_slots)
        widen(p);
    size_t slot = slot_of(p, bytes, len);
    if (!p->slots[slot]) {
        ARRAY_GROW(p->entries, p->n + 1, p->cap);
        p->entries[p->n] = (struct entry){p->bytes.len, len};
        put(&p->bytes, bytes, len);
        p->slots[slot] = (uint32_t)++p->n;
    }
    return p->slots[slot] - 1;
}

static void empty(struct pool *p)
{
    p->n = p->bytes.len = 0;
    if (p->slots)
        memset(p->slots, 0, p->n_slots * sizeof(*p->slots));
}

static void put_pool(struct out *o, uint32_t field, const struct pool *p)
{
    for (size_t i = 0; i < p->n; i++)
        put_bytes(o, field, p->bytes.at + p->entries[i].at, p->entries[i].len);
}

static void release(struct writer *w)
{
    struct out *outs[] = {&w->tile,  &w->layer, &w->feature,    &w->tags,
                          &w->steps, &w->value, &w->keys.bytes, &w->values.bytes};
    for (size_t i = 0; i < ARRAY_LEN(outs); i++)
        free(outs[i]->at);
    free(w->keys.entries);
    free(w->keys.slots);
    free(w->values.entries);
    free(w->values.slots);
    free(w->part);
}

// Whole numbers are shorter as varints: of nothing but digits up to 2^53.
static void put_value(struct out *o, const struct mvt_value *v)
{
    double number = isfinite(v->number) ? v->number : 0;
    uint8_t bytes[8];
    uint64_t bits;
    o->len = 0;
    if (v->kind == MVT_STRING) {
        put_bytes(o, 1, v->string, strlen(v->string));
    } else if (v->kind == MVT_BOOL) {
        put_number(o, 7, number != 0);
    } else if (floor(number) == number && number >= 0 && number <= 0x1p53) {
        put_number(o, 5, (uint64_t)number);
    } else if (floor(number) == number && number < 0 && number >= -0x1p53) {
        put_number(o, 6, (uint64_t)-number * 2 - 1);
    } else {
        memcpy(&bits, &number, sizeof(bits));
        for (size_t i = 0; i < 8; i++)
            bytes[i] = (uint8_t)(bits >> 8 * i);
        put_varint(o, 3 << 3 | 1);
        put(o, bytes, 8);
    }
}

static bool is_text(const char *s)
{
    size_t len = strlen(s);
    return utf8_check(s, len) == len;
}

static bool put_tags(struct writer *w, const struct mvt_feature *f)
{
    w->tags.len = 0;
    for (size_t i = 0; i < f->n_tags; i++) {
        const struct mvt_tag *tag = &f->tags[i];
        if (!is_text(tag->key))
            return err_set(w->err, "a tag's key is not UTF-8");
        if (tag->value.kind == MVT_STRING && !is_text(tag->value.string))
            return err_set(w->err, "a tag's value is not UTF-8");
        put_value(&w->value, &tag->value);
        put_varint(&w->tags,
                   pooled(&w->keys, (const uint8_t *)tag->key, strlen(tag->key)));
        put_varint(&w->tags, pooled(&w->values, w->value.at, w->value.len));
    }
    w->n_tags += f->n_tags;
    return true;
}

static void put_steps(struct writer *w, const struct mvt_point *points, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t dx = (uint32_t)points[i].x - (uint32_t)w->x;
        uint32_t dy = (uint32_t)points[i].y - (uint32_t)w->y;
        put_varint(&w->steps, dx << 1 ^ (0 - (dx >> 31)));
        put_varint(&w->steps, dy << 1 ^ (0 - (dy >> 31)));
        w->x = points[i].x;
        w->y = points[i].y;
    }
    w->n_points += n;
}

static bool same(struct mvt_point a, struct mvt_point b)
{
    return a.x == b.x && a.y == b.y;
}

// The part without steps of no length; of a ring, without the one that closes it.
static size_t take_part(struct writer *w, const struct mvt_part *part, bool ring)
{
    size_t n = 0;
    ARRAY_GROW(w->part, part->n, w->cap_part);
    for (size_t i = 0; i < part->n; i++)
        if (n == 0 || !same(w->part[n - 1], part->points[i]))
            w->part[n++] = part->points[i];
    while (ring && n > 1 && same(w->part[n - 1], w->part[0]))
        n--;
    return n;
}

static void put_points(struct writer *w, const struct mvt_feature *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n_parts; i++)
        n += f->parts[i].n;
    if (n)
        put_varint(&w->steps, n << 3 | 1);
    for (size_t i = 0; i < f->n_parts; i++)
        put_steps(w, f->parts[i].points, f->parts[i].n);
}

static void put_parts(struct writer *w, const struct mvt_feature *f)
{
    bool ring = f->kind == MVT_AREA, turned = false;
    for (size_t i = 0; i < f->n_parts; i++) {
        size_t n = take_part(w, &f->parts[i], ring);
        double area = ring && n > 2 ? geometry_area(w->part, n) : 0;
        if (n < 2 || (ring && !(area > 0 || area < 0)))
            continue;
        if (w->steps.len == 0)
            turned = area < 0; // as the reader has it
        if (turned)
            geometry_turn(w->part, n);
        put_varint(&w->steps, 1 << 3 | 1);
        put_steps(w, w->part, 1);
        put_varint(&w->steps, (n - 1) << 3 | 2);
        put_steps(w, w->part + 1, n - 1);
        if (ring)
            put_varint(&w->steps, 1 << 3 | 7);
    }
}

static bool put_feature(struct writer *w, const struct mvt_feature *f)
{
    w->steps.len = w->feature.len = 0;
    w->x = w->y = 0;
    if (f->kind == MVT_POINT)
        put_points(w, f);
    else if (f->kind != MVT_UNKNOWN)
        put_parts(w, f);
    if (w->steps.len == 0)
        return true;
    if (!put_tags(w, f))
        return false;
    if (f->id)
        put_number(&w->feature, 1, f->id);
    if (w->tags.len)
        put_bytes(&w->feature, 2, w->tags.at, w->tags.len);
    put_number(&w->feature, 3, f->kind);
    put_bytes(&w->feature, 4, w->steps.at, w->steps.len);
    put_bytes(&w->layer, 2, w->feature.at, w->feature.len);
    w->n_features++;
    return true;
}

static bool put_layer(struct writer *w, const struct mvt_layer *layer)
{
    if (layer->extent == 0 || layer->extent > INT32_MAX)
        return err_set(w->err, "its extent is not between 1 and 2147483647");
    if (!is_text(layer->name))
        return err_set(w->err, "its name is not UTF-8");
    w->layer.len = 0;
    empty(&w->keys);
    empty(&w->values);
    put_number(&w->layer, 15, 2);
    put_bytes(&w->layer, 1, layer->name, strlen(layer->name));
    for (size_t i = 0; i < layer->n_features; i++)
        if (!put_feature(w, &layer->features[i]))
            return false;
    put_pool(&w->layer, 3, &w->keys);
    put_pool(&w->layer, 4, &w->values);
    put_number(&w->layer, 5, layer->extent);
    put_bytes(&w->tile, 3, w->layer.at, w->layer.len);
    w->n_names += w->keys.n + w->values.n;
    if (w->tile.len > MVT_BYTES_MAX || w->n_points > MVT_POINTS_MAX ||
        w->n_features > MVT_FEATURES_MAX || w->n_tags > MVT_TAGS_MAX ||
        w->n_names > MVT_TAGS_MAX)
        return err_set(w->err, "the tile is too large");
    return true;
}

static bool put_layers(struct writer *w, const struct mvt_tile *tile)
{
    if (tile->n_layers > MVT_LAYERS_MAX)
        return err_set(w->err, "a tile has %zu layers, and %zu are allowed",
                       tile->n_layers, MVT_LAYERS_MAX);
    for (size_t i = 0; i < tile->n_layers; i++) {
        const char *name = tile->layers[i].name;
        for (size_t k = 0; k < i; k++)
            if (strcmp(tile->layers[k].name, name) == 0)
                return err_set(w->err, "two layers of a tile have the name %.100s", name);
        if (!put_layer(w, &tile->layers[i])) {
            struct err why = *w->err;
            return err_set(w->err, "layer %.100s: %s", name, why.text);
        }
    }
    return true;
}

// No time and no system in the header, so that the bytes hang on the tile alone.
static bool pack(struct arena *arena, const struct out *tile, const void **bytes_out,
                 size_t *len_out)
{
    z_stream z = {0};
    gz_header header = {.os = 255};
    if (deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    uLong room = deflateBound(&z, (uLong)tile->len);
    uint8_t *to = malloc(room);
    z.next_in = tile->at;
    z.avail_in = (uInt)tile->len;
    z.next_out = to;
    z.avail_out = (uInt)room;
    bool good = to && deflateSetHeader(&z, &header) == Z_OK &&
                deflate(&z, Z_FINISH) == Z_STREAM_END;
    if (good) {
        void *kept = arena_alloc(arena, z.total_out);
        memcpy(kept, to, z.total_out);
        *bytes_out = kept;
        *len_out = z.total_out;
    }
    deflateEnd(&z);
    free(to);
    return good;
}

bool mvt_write(struct arena *arena, const struct mvt_tile *tile, const void **bytes_out,
               size_t *len_out, struct err *err)
{
    struct writer w = {.err = err};
    bool good = put_layers(&w, tile);
    if (good && !pack(arena, &w.tile, bytes_out, len_out))
        good = err_set(err, "no memory to pack a tile");
    release(&w);
    return good;
}
