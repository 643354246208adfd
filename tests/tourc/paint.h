// A PNG of any size, made without a library: squares of 512 px, each of a colour of its own.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

#define PAINT_SQUARE 512

// Which of 64 colours a pixel has.
static inline int paint_at(int x, int y)
{
    return (y / PAINT_SQUARE * 8 + x / PAINT_SQUARE) % 64;
}

static inline int paint_channel(int colour, int channel)
{
    return (colour * (channel == 0 ? 37 : channel == 1 ? 91 : 53) + 60 * channel) % 256;
}

static inline void paint_add_be32(struct str *out, uint32_t value)
{
    const char bytes[] = {(char)(value >> 24), (char)(value >> 16), (char)(value >> 8),
                          (char)value};
    str_add_bytes(out, bytes, sizeof(bytes));
}

static inline uint32_t paint_crc(const char *bytes, size_t len)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < len; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

static inline void paint_add_chunk(struct str *out, const char *type, const char *bytes,
                                   size_t len)
{
    paint_add_be32(out, (uint32_t)len);
    size_t from = out->len;
    str_add_bytes(out, type, 4);
    str_add_bytes(out, bytes, len);
    paint_add_be32(out, paint_crc(out->data + from, out->len - from));
}

// zlib's format (RFC 1950), nothing compressed: a block a line.
static inline void paint_add_lines(struct str *out, int width, int height)
{
    uint32_t a = 1, b = 0;
    size_t len = (size_t)width + 1;
    char *line = xcalloc(len, 1); // [0]: no filter
    str_add_bytes(out, "\x78\x01", 2);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++)
            line[x + 1] = (char)paint_at(x, y);
        const char head[] = {(char)(y == height - 1), (char)len, (char)(len >> 8),
                             (char)~len, (char)(~len >> 8)};
        str_add_bytes(out, head, sizeof(head));
        str_add_bytes(out, line, len);
        for (size_t i = 0; i < len; i++) {
            a = (a + (unsigned char)line[i]) % 65521;
            b = (b + a) % 65521;
        }
    }
    paint_add_be32(out, b << 16 | a);
    free(line);
}

static inline void paint_png(int width, int height, struct str *out)
{
    char palette[64 * 3];
    struct str part;
    str_init(&part);
    for (int i = 0; i < 64 * 3; i++)
        palette[i] = (char)paint_channel(i / 3, i % 3);
    str_add_bytes(out, "\x89PNG\r\n\x1a\n", 8);
    paint_add_be32(&part, (uint32_t)width);
    paint_add_be32(&part, (uint32_t)height);
    str_add_bytes(&part, "\x08\x03\0\0\0", 5); // 8 bits of a palette
    paint_add_chunk(out, "IHDR", part.data, part.len);
    paint_add_chunk(out, "PLTE", palette, sizeof(palette));
    part.len = 0;
    paint_add_lines(&part, width, height);
    paint_add_chunk(out, "IDAT", part.data, part.len);
    paint_add_chunk(out, "IEND", "", 0);
    str_release(&part);
}
