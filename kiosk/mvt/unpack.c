#include "mvt/unpack.h"

#include <stdlib.h>

#define ZLIB_CONST
#include <zlib.h>

#include "mvt/mvt.h"

#define EITHER 32  // of inflateInit2: gzip or zlib, as it comes
#define RATIO 1032 // deflate packs no tighter
#define SLACK 512  // with less than 258 bytes to go zlib takes the slow way

static bool is_gzip(const uint8_t *b, size_t len)
{
    return len >= 2 && b[0] == 0x1F && b[1] == 0x8B;
}

// A tile that is not packed begins with the key of a layer, 0x1A, which is no zlib header.
static bool is_zlib(const uint8_t *b, size_t len)
{
    return len >= 2 && (b[0] & 0x0F) == 8 && b[0] <= 0x78 && (b[0] << 8 | b[1]) % 31 == 0;
}

// How much to make room for. gzip ends with its length, which may be a lie.
static size_t first_room(const uint8_t *b, size_t len)
{
    size_t guess = len * 4 + 1024;
    if (is_gzip(b, len) && len >= 18) {
        const uint8_t *e = b + len - 4;
        size_t told = e[0] | (size_t)e[1] << 8 | (size_t)e[2] << 16 | (size_t)e[3] << 24;
        if (told <= MVT_BYTES_MAX && told / RATIO <= len)
            guess = told + SLACK;
    }
    return guess < MVT_BYTES_MAX + 1 ? guess : MVT_BYTES_MAX + 1;
}

static bool room_for_more(uint8_t **to, size_t *room)
{
    size_t more = *room * 2 < MVT_BYTES_MAX + 1 ? *room * 2 : MVT_BYTES_MAX + 1;
    uint8_t *grown = realloc(*to, more);
    if (!grown)
        return false;
    *to = grown;
    *room = more;
    return true;
}

// The last byte of room is never a tile's: who needs it is too large.
static bool inflate_into(z_stream *z, uint8_t **to, size_t room, struct err *err)
{
    for (;;) {
        z->next_out = *to + z->total_out;
        z->avail_out = (uInt)(room - z->total_out);
        int rc = inflate(z, Z_FINISH);
        if (z->total_out > MVT_BYTES_MAX)
            return err_set(err, "the tile is larger than %zu bytes unpacked",
                           MVT_BYTES_MAX);
        if (rc == Z_STREAM_END)
            break;
        if (rc != Z_OK && rc != Z_BUF_ERROR)
            return err_set(err, "the tile's packing is damaged: %s",
                           z->msg ? z->msg : "not gzip or zlib");
        if (z->avail_out > 0)
            return err_set(err, "the tile is cut short: its packing has no end");
        if (!room_for_more(to, &room))
            return err_set(err, "no memory for a tile");
    }
    if (z->avail_in > 0)
        return err_set(err, "%u bytes stand after the end of the packed tile",
                       z->avail_in);
    return true;
}

bool unpack_init(struct unpacked *out, const void *bytes, size_t len, struct err *err)
{
    *out = (struct unpacked){.bytes = bytes, .len = len};
    if (len > MVT_BYTES_MAX)
        return err_set(err, "the tile has %zu bytes, and %zu are allowed", len,
                       MVT_BYTES_MAX);
    if (!is_gzip(bytes, len) && !is_zlib(bytes, len))
        return true;
    size_t room = first_room(bytes, len);
    uint8_t *to = malloc(room);
    z_stream z = {.next_in = bytes, .avail_in = (uInt)len};
    if (!to || inflateInit2(&z, MAX_WBITS + EITHER) != Z_OK) {
        free(to);
        return err_set(err, "no memory for a tile");
    }
    bool good = inflate_into(&z, &to, room, err);
    *out = (struct unpacked){.bytes = to, .len = z.total_out, .owned = to};
    inflateEnd(&z);
    if (!good)
        unpack_release(out);
    return good;
}

void unpack_release(struct unpacked *out)
{
    free(out->owned);
    *out = (struct unpacked){0};
}
