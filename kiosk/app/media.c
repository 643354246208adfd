#include "app/media.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pack/pack.h"

static bool copy_piece(const struct media_bytes *bytes, struct gfx_piece *out,
                       struct err *err)
{
    out->format = bytes->format == MEDIA_WEBP ? GFX_WEBP : GFX_JPEG;
    out->len = bytes->len;
    out->bytes = malloc(bytes->len ? bytes->len : 1);
    if (!out->bytes)
        return err_set(err, "no memory for a picture of %zu bytes", bytes->len);
    memcpy(out->bytes, bytes->bytes, bytes->len);
    return true;
}

static bool copy_whole(const struct media_bytes *bytes, struct gfx_media *out,
                       struct err *err)
{
    *out = (struct gfx_media){.pieces = calloc(1, sizeof(*out->pieces)), .n = 1};
    if (!out->pieces) {
        out->n = 0;
        return err_set(err, "no memory for a picture");
    }
    return copy_piece(bytes, out->pieces, err);
}

static bool copy_tiles(const struct media_tiles *tiles, struct gfx_media *out,
                       struct err *err)
{
    *out = (struct gfx_media){.pieces = calloc(tiles->n, sizeof(*out->pieces)),
                              .w = tiles->width,
                              .h = tiles->height};
    if (!out->pieces)
        return err_set(err, "no memory for %zu tiles", tiles->n);
    for (size_t i = 0; i < tiles->n; i++) {
        const struct media_tile *t = &tiles->items[i];
        struct gfx_piece *piece = &out->pieces[out->n++];
        piece->x = t->x;
        piece->y = t->y;
        piece->w = t->bytes.width;
        piece->h = t->bytes.height;
        if (!copy_piece(&t->bytes, piece, err))
            return false;
    }
    return true;
}

// How large the whole must be that gives a part its size. A fiftieth less can't be seen, and
// spares the tiles of the original.
static int enough(int side, float part)
{
    return (int)fminf(ceilf((float)side / fmaxf(part, 0.001f) * 0.98f), 1e6f);
}

static bool read_part(struct pack *pack, struct arena *arena, const struct image_ref *ref,
                      struct gfx_media *out, struct err *err)
{
    int w = enough(ref->w, ref->part.w), h = enough(ref->h, ref->part.h);
    const float part[4] = {ref->part.x, ref->part.y, ref->part.w, ref->part.h};
    struct media_bytes best;
    struct media_tiles tiles;
    if (!pack_load_media(pack, arena, ref->media, w, h, &best, err))
        return false;
    if (best.width >= w && best.height >= h)
        return copy_whole(&best, out, err);
    if (!pack_load_tiles(pack, arena, ref->media, part, &tiles, err))
        return false;
    return tiles.n ? copy_tiles(&tiles, out, err) : copy_whole(&best, out, err);
}

bool media_read(void *data, const struct image_ref *ref, struct gfx_media *out,
                struct err *err)
{
    enum pack_fault fault;
    struct pack *pack = pack_open(data, &fault, err);
    if (!pack)
        return false;
    struct arena arena;
    struct media_bytes bytes;
    arena_init(&arena);
    bool good = ref->part.w > 0 ? read_part(pack, &arena, ref, out, err)
                                : pack_load_media(pack, &arena, ref->media, ref->w,
                                                  ref->h, &bytes, err) &&
                                      copy_whole(&bytes, out, err);
    arena_release(&arena);
    pack_close(pack);
    return good;
}
