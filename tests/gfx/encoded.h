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

static inline struct bitmap encoded_quarters(int w, int h)
{
    struct bitmap b = canvas_make(w, h, 0);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b.px[y * w + x] = encoded_colour(x, y, w, h);
    return b;
}

static inline struct gfx_piece encoded_jpeg_of(const uint32_t *px, int pitch_px, int w,
                                               int h)
{
    tjhandle tj = tjInitCompress();
    unsigned char *out = NULL;
    unsigned long len = 0;
    assert_int_equal(tjCompress2(tj, (const unsigned char *)px, w, pitch_px * 4, h,
                                 TJPF_BGRX, &out, &len, TJSAMP_444, 92, 0),
                     0);
    struct gfx_piece piece = {.format = GFX_JPEG, .bytes = malloc(len), .len = len};
    memcpy(piece.bytes, out, len);
    tjFree(out);
    tjDestroy(tj);
    return piece;
}

static inline struct gfx_piece encoded_jpeg(int w, int h)
{
    struct bitmap b = encoded_quarters(w, h);
    struct gfx_piece piece = encoded_jpeg_of(b.px, b.pitch_px, w, h);
    bitmap_release(&b);
    return piece;
}

// All of a picture in squares of `side`, the last ones smaller.
static inline struct gfx_media encoded_tiles(const struct bitmap *b, int side)
{
    int cols = (b->w + side - 1) / side, rows = (b->h + side - 1) / side;
    struct gfx_media media = {calloc((size_t)(cols * rows), sizeof(*media.pieces)), 0,
                              b->w, b->h};
    for (int y = 0; y < b->h; y += side)
        for (int x = 0; x < b->w; x += side) {
            int w = b->w - x < side ? b->w - x : side,
                h = b->h - y < side ? b->h - y : side;
            struct gfx_piece p =
                encoded_jpeg_of(b->px + y * b->pitch_px + x, b->pitch_px, w, h);
            p.x = x, p.y = y, p.w = w, p.h = h;
            media.pieces[media.n++] = p;
        }
    return media;
}

// With `alpha`, all of it equally see-through.
static inline struct gfx_piece encoded_webp(int w, int h, uint8_t alpha)
{
    struct bitmap b = canvas_make(w, h, 0);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b.px[y * w + x] = (encoded_colour(x, y, w, h) & 0xFFFFFF) | (uint32_t)alpha
                                                                            << 24;
    uint8_t *out = NULL;
    size_t len = WebPEncodeLosslessBGRA((const uint8_t *)b.px, w, h, w * 4, &out);
    assert_true(len > 0);
    struct gfx_piece piece = {.format = GFX_WEBP, .bytes = malloc(len), .len = len};
    memcpy(piece.bytes, out, len);
    WebPFree(out);
    bitmap_release(&b);
    return piece;
}

// A picture in one piece, as a reader gives it.
static inline struct gfx_media encoded_media(struct gfx_piece piece)
{
    struct gfx_media media = {malloc(sizeof(piece)), 1, 0, 0};
    *media.pieces = piece;
    return media;
}
