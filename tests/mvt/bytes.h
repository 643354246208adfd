// Tiles put together by hand, field by field, right or wrong.
#pragma once

#include <stdint.h>
#include <string.h>

#include <zlib.h>

struct bytes {
    uint8_t at[2048];
    size_t n;
};

static inline void put_varint(struct bytes *b, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        b->at[b->n++] = (uint8_t)(value | 0x80);
    b->at[b->n++] = (uint8_t)value;
}

static inline void put_number(struct bytes *b, uint32_t field, uint64_t value)
{
    put_varint(b, field << 3);
    put_varint(b, value);
}

static inline void put_bytes(struct bytes *b, uint32_t field, const void *at, size_t n)
{
    put_varint(b, field << 3 | 2);
    put_varint(b, n);
    memcpy(b->at + b->n, at, n);
    b->n += n;
}

static inline void put_text(struct bytes *b, uint32_t field, const char *s)
{
    put_bytes(b, field, s, strlen(s));
}

static inline void put_inner(struct bytes *b, uint32_t field, const struct bytes *inner)
{
    put_bytes(b, field, inner->at, inner->n);
}

static inline void put_packed(struct bytes *b, uint32_t field, const uint32_t *values,
                              size_t n)
{
    struct bytes packed = {.n = 0};
    for (size_t i = 0; i < n; i++)
        put_varint(&packed, values[i]);
    put_inner(b, field, &packed);
}

// A layer of version 2 with a name and nothing else.
static inline struct bytes bytes_layer(const char *name)
{
    struct bytes layer = {.n = 0};
    put_number(&layer, 15, 2);
    put_text(&layer, 1, name);
    return layer;
}

static inline struct bytes bytes_tile(const struct bytes *layer)
{
    struct bytes tile = {.n = 0};
    put_inner(&tile, 3, layer);
    return tile;
}

// As gzip (31) or zlib (15); the length is given back.
static inline size_t bytes_pack(const void *at, size_t n, int window, uint8_t *to,
                                size_t room)
{
    z_stream z = {.next_in = (uint8_t *)(uintptr_t)at, .avail_in = (uInt)n};
    z.next_out = to;
    z.avail_out = (uInt)room;
    if (deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    size_t len = deflate(&z, Z_FINISH) == Z_STREAM_END ? z.total_out : 0;
    deflateEnd(&z);
    return len;
}
