#include "gfx/gradient.h"

#include <stddef.h>

// Ordered dither (Bayer, 8 x 8), as 64ths.
static const uint8_t bayer[8][8] = {
    {0, 32, 8, 40, 2, 34, 10, 42},  {48, 16, 56, 24, 50, 18, 58, 26},
    {12, 44, 4, 36, 14, 46, 6, 38}, {60, 28, 52, 20, 62, 30, 54, 22},
    {3, 35, 11, 43, 1, 33, 9, 41},  {51, 19, 59, 27, 49, 17, 57, 25},
    {15, 47, 7, 39, 13, 45, 5, 37}, {63, 31, 55, 23, 61, 29, 53, 21},
};

// A colour between two: channels with 8 more bits, alpha of 0..32768, which keeps
// (channel difference) * alpha within 31 bits.
struct fine {
    int32_t r, g, b, a;
};

static int32_t between(uint32_t from, uint32_t to, int shift, int64_t at, int64_t len)
{
    int64_t a = from >> shift & 0xFF, b = to >> shift & 0xFF;
    return (int32_t)((a * 256 * (len - at) + b * 256 * at) / len);
}

// At the middle of pixel `pos` of `px`.
static struct fine fine_at(uint32_t from, uint32_t to, int pos, int px, unsigned cover)
{
    int64_t at = 2 * (int64_t)pos + 1, len = 2 * (int64_t)px;
    int64_t alpha = between(from, to, 24, at, len);
    return (struct fine){
        .r = between(from, to, 16, at, len),
        .g = between(from, to, 8, at, len),
        .b = between(from, to, 0, at, len),
        .a = (int32_t)(alpha * 32768 * (int64_t)cover / (65280 * 255)),
    };
}

static uint32_t channel(uint32_t dst, int shift, int32_t src, int32_t alpha,
                        int32_t dither)
{
    int32_t d = (int32_t)(dst >> shift & 0xFF) * 256;
    int32_t v = d + ((src - d) * alpha >> 15) + dither;
    return (uint32_t)(v >> 8) << shift;
}

static uint32_t fine_mix(uint32_t dst, const struct fine *c, int32_t dither)
{
    return 0xFF000000u | channel(dst, 16, c->r, c->a, dither) |
           channel(dst, 8, c->g, c->a, dither) | channel(dst, 0, c->b, c->a, dither);
}

// The dither of eight pixels from x, y on.
static void dither_row(int x, int y, int32_t out[8])
{
    for (int i = 0; i < 8; i++)
        out[i] = bayer[y & 7][(x + i) & 7] * 4 + 2;
}

struct gradient {
    const struct raster *raster;
    struct rect box;
    enum gradient_axis axis;
    uint32_t from, to;
};

#define BLOCK 256 // columns whose colours are worked out once

// cut: what of the box is painted, all of it with the same coverage.
static void paint_right(const struct gradient *g, struct rect cut, unsigned cover)
{
    struct fine c[BLOCK];
    int32_t dither[8];
    for (int i = 0; i < cut.w; i++)
        c[i] = fine_at(g->from, g->to, cut.x + i - g->box.x, g->box.w, cover);
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        uint32_t *row = g->raster->px + (ptrdiff_t)y * g->raster->pitch_px + cut.x;
        dither_row(cut.x - g->box.x, y - g->box.y, dither);
        for (int i = 0; i < cut.w; i++)
            row[i] = fine_mix(row[i], &c[i], dither[i & 7]);
    }
}

static void paint_down(const struct gradient *g, struct rect cut, unsigned cover)
{
    int32_t dither[8];
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        uint32_t *row = g->raster->px + (ptrdiff_t)y * g->raster->pitch_px + cut.x;
        const struct fine c = fine_at(g->from, g->to, y - g->box.y, g->box.h, cover);
        dither_row(cut.x - g->box.x, y - g->box.y, dither);
        int i = 0;
        for (; i + 8 <= cut.w; i += 8) // eight at once, for vector code
            for (int k = 0; k < 8; k++)
                row[i + k] = fine_mix(row[i + k], &c, dither[k]);
        for (; i < cut.w; i++)
            row[i] = fine_mix(row[i], &c, dither[i & 7]);
    }
}

static void paint(const struct gradient *g, struct rect cut, unsigned cover)
{
    if (g->axis == GRADIENT_DOWN) {
        paint_down(g, cut, cover);
        return;
    }
    for (int x = 0; x < cut.w; x += BLOCK) {
        int w = cut.w - x < BLOCK ? cut.w - x : BLOCK;
        paint_right(g, (struct rect){cut.x + x, cut.y, w, cut.h}, cover);
    }
}

static void paint_corner(const struct gradient *g, struct round round, struct rect cut)
{
    for (int y = cut.y; y < cut.y + cut.h; y++)
        for (int x = cut.x; x < cut.x + cut.w; x++) {
            unsigned cover = raster_cover(g->box, round, x, y);
            if (cover)
                paint(g, (struct rect){x, y, 1, 1}, cover);
        }
}

void gradient_paint(const struct raster *r, struct rect box, struct round round,
                    enum gradient_axis axis, uint32_t from, uint32_t to)
{
    struct gradient g = {r, box, axis, from, to};
    int most = (box.w < box.h ? box.w : box.h) / 2;
    int radius = round.radius < most ? round.radius : most;
    if (radius < 0 || round.corners == 0)
        radius = 0;
    int right = box.x + box.w - radius, below = box.y + box.h - radius;
    const struct rect corners[4] = {
        {box.x, box.y, radius, radius},
        {right, box.y, radius, radius},
        {box.x, below, radius, radius},
        {right, below, radius, radius},
    };
    const struct rect plain[3] = {
        {box.x + radius, box.y, box.w - 2 * radius, radius},
        {box.x, box.y + radius, box.w, box.h - 2 * radius},
        {box.x + radius, below, box.w - 2 * radius, radius},
    };
    for (int i = 0; i < 4; i++)
        paint_corner(&g, round, rect_cut(corners[i], r->clip));
    for (int i = 0; i < 3; i++)
        paint(&g, rect_cut(plain[i], r->clip), 255);
}
