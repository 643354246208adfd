#include <string.h>

#include "pack/load.h"

#define SIDE_MOST 20000

static bool read_variant(const struct load *l, sqlite3_stmt *row, const char *media,
                         struct media_bytes *out)
{
    static const char *const formats[] = {"jpeg", "webp"};
    int format = query_enum(row, 0, formats, 2, -1);
    out->width = query_int(row, 1, 1, SIDE_MOST, 0);
    out->height = query_int(row, 2, 1, SIDE_MOST, 0);
    const void *bytes = sqlite3_column_blob(row, 3);
    out->len = (size_t)sqlite3_column_bytes(row, 3);
    if (format < 0 || !out->width || !out->height || !bytes || !out->len)
        return err_set(l->err, "The pack '%s' is damaged: picture '%s'.",
                       l->pack->name.text, file_shown(media).text);
    out->format = (enum media_format)format;
    out->bytes = memcpy(arena_alloc(l->arena, out->len), bytes, out->len);
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
