#include <math.h>
#include <string.h>

#include "pack/load.h"

#define SIDE_MOST 20000              // of a variant
#define TILES_BYTES_MOST (64u << 20) // of one part: a 4K screen's are about 5 MB

static bool damaged_picture(const struct load *l, const char *media)
{
    return err_set(l->err, "The pack '%s' is damaged: picture '%s'.", l->pack->name.text,
                   file_shown(media).text);
}

static void copy_bytes(const struct load *l, sqlite3_stmt *row, int column,
                       struct media_bytes *out)
{
    const void *bytes = sqlite3_column_blob(row, column);
    out->len = (size_t)sqlite3_column_bytes(row, column);
    out->bytes = bytes && out->len
                     ? memcpy(arena_alloc(l->arena, out->len), bytes, out->len)
                     : NULL;
}

static bool read_variant(const struct load *l, sqlite3_stmt *row, const char *media,
                         struct media_bytes *out)
{
    static const char *const formats[] = {"jpeg", "webp"};
    int format = query_enum(row, 0, formats, 2, -1);
    out->width = query_int(row, 1, 1, SIDE_MOST, 0);
    out->height = query_int(row, 2, 1, SIDE_MOST, 0);
    copy_bytes(l, row, 3, out);
    if (format < 0 || !out->width || !out->height || !out->bytes)
        return damaged_picture(l, media);
    out->format = (enum media_format)format;
    return true;
}

bool pack_load_media(struct pack *pack, struct arena *arena, const char *media, int min_w,
                     int min_h, struct media_bytes *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct media_bytes){0};
    sqlite3_stmt *row = query_begin(pack, QUERY_VARIANT, media, NULL);
    sqlite3_bind_int(row, 2, min_w);
    sqlite3_bind_int(row, 3, min_h);
    int got = query_step(pack, row, err);
    bool good = got > 0 && read_variant(&l, row, media, out);
    query_end(row);
    return got == 0 ? load_absent(&l, "picture", media) : good;
}

// The first and last of the tiles along one side that a part touches, whatever is asked for.
static void touched(float from, float length, int side_px, int *first, int *last)
{
    double tiles = (double)side_px / PACK_TILE, most = ceil(tiles) - 1;
    *first =
        (int)fmin(fmax(floor(from * tiles), 0), most); // of a NaN, fmax takes the other
    *last = (int)fmin(fmax(ceil((from + length) * tiles) - 1, *first), most);
}

static void bind_part(sqlite3_stmt *rows, const float part[4],
                      const struct media_tiles *of)
{
    int top, bottom, left, right;
    touched(part[0], part[2], of->width, &left, &right);
    touched(part[1], part[3], of->height, &top, &bottom);
    sqlite3_bind_int(rows, 2, top);
    sqlite3_bind_int(rows, 3, bottom);
    sqlite3_bind_int(rows, 4, left);
    sqlite3_bind_int(rows, 5, right);
}

static void read_tile(const struct load *l, sqlite3_stmt *row,
                      const struct media_tiles *of, struct media_tile *out)
{
    *out = (struct media_tile){.x = sqlite3_column_int(row, 1) * PACK_TILE,
                               .y = sqlite3_column_int(row, 0) * PACK_TILE};
    out->bytes.format = MEDIA_JPEG;
    out->bytes.width = of->width - out->x < PACK_TILE ? of->width - out->x : PACK_TILE;
    out->bytes.height = of->height - out->y < PACK_TILE ? of->height - out->y : PACK_TILE;
    copy_bytes(l, row, 2, &out->bytes);
}

static bool read_tiles(const struct load *l, sqlite3_stmt *rows, const char *media,
                       struct media_tiles *out)
{
    size_t left = TILES_BYTES_MOST;
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        if ((size_t)sqlite3_column_bytes(rows, 2) > left)
            return damaged_picture(l, media);
        out->items = QUERY_GROW(l->arena, out->items, out->n);
        struct media_tile *tile = &out->items[out->n++];
        read_tile(l, rows, out, tile);
        if (!tile->bytes.bytes)
            return damaged_picture(l, media);
        left -= tile->bytes.len;
    }
    return got == 0;
}

bool pack_load_tiles(struct pack *pack, struct arena *arena, const char *media,
                     const float part[4], struct media_tiles *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct media_tiles){0};
    sqlite3_stmt *row = query_begin(pack, QUERY_PICTURE, media, NULL);
    int got = query_step(pack, row, err);
    out->width = query_int(row, 0, 1, ORIGINAL_MOST, 1);
    out->height = query_int(row, 1, 1, ORIGINAL_MOST, 1);
    query_end(row);
    if (got == 0)
        return load_absent(&l, "picture", media);
    if (got < 0)
        return false;
    sqlite3_stmt *rows = query_begin(pack, QUERY_TILES, media, NULL);
    bind_part(rows, part, out);
    bool good = read_tiles(&l, rows, media, out);
    query_end(rows);
    return good;
}
