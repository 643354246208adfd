#include "app/media.h"

#include <stdlib.h>
#include <string.h>

#include "pack/pack.h"

static bool copy_out(const struct media_bytes *bytes, struct gfx_media *out,
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

bool media_read(void *data, const char *media, int min_w, int min_h,
                struct gfx_media *out, struct err *err)
{
    enum pack_fault fault;
    struct pack *pack = pack_open(data, &fault, err);
    if (!pack)
        return false;
    struct arena arena;
    struct media_bytes bytes;
    arena_init(&arena);
    bool good = pack_load_media(pack, &arena, media, min_w, min_h, &bytes, err) &&
                copy_out(&bytes, out, err);
    arena_release(&arena);
    pack_close(pack);
    return good;
}
