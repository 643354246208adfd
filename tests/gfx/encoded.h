// Encoded pictures made on the spot: four quarters, red, green, blue and white.
#pragma once

#include <string.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include "canvas.h"
#include "gfx/gfx.h"

static inline uint32_t encoded_colour(int x, int y, int w, int h)
{
    static const uint32_t colour[4] = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF};
    return colour[(x >= w / 2) + 2 * (y >= h / 2)];
}

static inline struct gfx_media encoded_jpeg(int w, int h)
{
    struct bitmap b = canvas_make(w, h, 0);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b.px[y * w + x] = encoded_colour(x, y, w, h);
    tjhandle tj = tjInitCompress();
    unsigned char *out = NULL;
    unsigned long len = 0;
    assert_int_equal(tjCompress2(tj, (unsigned char *)b.px, w, w * 4, h, TJPF_BGRX, &out,
                                 &len, TJSAMP_444, 92, 0),
                     0);
    struct gfx_media media = {GFX_JPEG, malloc(len), len};
    memcpy(media.bytes, out, len);
    tjFree(out);
    tjDestroy(tj);
    bitmap_release(&b);
    return media;
}

// With `alpha`, all of it equally see-through.
static inline struct gfx_media encoded_webp(int w, int h, uint8_t alpha)
{
    struct bitmap b = canvas_make(w, h, 0);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b.px[y * w + x] = (encoded_colour(x, y, w, h) & 0xFFFFFF) | (uint32_t)alpha
                                                                            << 24;
    uint8_t *out = NULL;
    size_t len = WebPEncodeLosslessBGRA((const uint8_t *)b.px, w, h, w * 4, &out);
    assert_true(len > 0);
    struct gfx_media media = {GFX_WEBP, malloc(len), len};
    memcpy(media.bytes, out, len);
    WebPFree(out);
    bitmap_release(&b);
    return media;
}
