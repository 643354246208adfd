#include "gfx/pixels.h"

#include <math.h>
#include <string.h>

// Premultiplied over opaque; two channels at a time.
static uint32_t over(uint32_t dst, uint32_t src)
{
    uint32_t left = 256 - (src >> 24) - (src >> 31); // 255 lets nothing through
    uint32_t rb = (dst & 0x00FF00FFu) * left >> 8 & 0x00FF00FFu;
    uint32_t g = (dst & 0x0000FF00u) * left >> 8 & 0x0000FF00u;
    return 0xFF000000u | (src + rb + g);
}

static void paint_straight(const struct raster *r, struct rect box,
                           const struct draw_pixels *p)
{
    struct rect cut =
        rect_cut(r->clip, (struct rect){box.x, box.y, box.w < p->w ? box.w : p->w,
                                        box.h < p->h ? box.h : p->h});
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        const uint32_t *src =
            p->px + (ptrdiff_t)(y - box.y) * p->pitch_px + (cut.x - box.x);
        uint32_t *dst = r->px + (ptrdiff_t)y * r->pitch_px + cut.x;
        if (p->opaque) {
            memcpy(dst, src, (size_t)cut.w * sizeof(*dst));
            continue;
        }
        for (int i = 0; i < cut.w; i++)
            if (src[i] >> 24)
                dst[i] = over(dst[i], src[i]);
    }
}

// Row by row, from square to square.
static void paint_squares(const struct raster *r, struct rect box,
                          const struct draw_pixels *p)
{
    struct rect cut = rect_cut(r->clip, box);
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        int sy = y - box.y + p->y, sx = cut.x - box.x + p->x;
        const uint32_t *const *row = p->squares + (ptrdiff_t)(sy / p->side) * p->columns;
        uint32_t *dst = r->px + (ptrdiff_t)y * r->pitch_px + cut.x;
        for (int left = cut.w; left > 0;) {
            int at = sx % p->side, n = p->side - at < left ? p->side - at : left;
            memcpy(dst, row[sx / p->side] + (ptrdiff_t)(sy % p->side) * p->side + at,
                   (size_t)n * sizeof(*dst));
            dst += n;
            sx += n;
            left -= n;
        }
    }
}

// The i for which 0 <= at + i * step < size, out of [*from, *to).
static void within(double at, double step, int size, int *from, int *to)
{
    if (step == 0) {
        if (at < 0 || at >= size)
            *to = *from;
        return;
    }
    double a = -at / step, b = (size - at) / step;
    double low = ceil(fmin(a, b)), high = ceil(fmax(a, b));
    if (low > *from)
        *from = low < *to ? (int)low : *to;
    if (high < *to)
        *to = high > *from ? (int)high : *from;
}

// A row's way through the pixels, in 1/65536 of one: enough for 32,768 of them.
struct walk_row {
    int64_t x, y;
    int32_t dx, dy;
};

static bool meets(const struct draw_pixels *p, const struct walk_row *w, int i)
{
    int64_t x = w->x + (int64_t)i * w->dx, y = w->y + (int64_t)i * w->dy;
    return x >= 0 && y >= 0 && x >> 16 < p->w && y >> 16 < p->h;
}

static void copy_row(uint32_t *dst, int n, const struct draw_pixels *p,
                     const struct walk_row *w)
{
    const uint32_t *px = p->px;
    uint32_t x = (uint32_t)w->x, y = (uint32_t)w->y, pitch = (uint32_t)p->pitch_px;
    uint32_t dx = (uint32_t)w->dx, dy = (uint32_t)w->dy;
    for (int i = 0; i < n; i++, x += dx, y += dy)
        dst[i] = px[(size_t)(y >> 16) * pitch + (x >> 16)];
}

static void blend_row(uint32_t *dst, int n, const struct draw_pixels *p,
                      const struct walk_row *w)
{
    int64_t x = w->x, y = w->y;
    for (int i = 0; i < n; i++, x += w->dx, y += w->dy)
        dst[i] = over(dst[i], p->px[(ptrdiff_t)(y >> 16) * p->pitch_px + (x >> 16)]);
}

static void warp_row(uint32_t *dst, int n, const struct draw_pixels *p, double x,
                     double y, const struct draw_warp *warp)
{
    struct walk_row w = {llround(x * 65536), llround(y * 65536),
                         (int32_t)lround((double)warp->xx * 65536),
                         (int32_t)lround((double)warp->yx * 65536)};
    // What rounding has put beside them, at either end.
    while (n > 0 && !meets(p, &w, 0)) {
        w.x += w.dx;
        w.y += w.dy;
        dst++;
        n--;
    }
    while (n > 0 && !meets(p, &w, n - 1))
        n--;
    if (p->opaque)
        copy_row(dst, n, p, &w);
    else
        blend_row(dst, n, p, &w);
}

void pixels_paint(const struct raster *r, struct rect box,
                  const struct draw_pixels *pixels, const struct draw_warp *w)
{
    if (!w) {
        if (pixels->squares)
            paint_squares(r, box, pixels);
        else
            paint_straight(r, box, pixels);
        return;
    }
    struct rect cut = rect_cut(r->clip, box);
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        double j = y - box.y + 0.5, i = cut.x - box.x + 0.5;
        double x0 = w->xx * i + w->xy * j + w->x, y0 = w->yx * i + w->yy * j + w->y;
        int from = 0, to = cut.w;
        within(x0, w->xx, pixels->w, &from, &to);
        within(y0, w->yx, pixels->h, &from, &to);
        if (from < to)
            warp_row(r->px + (ptrdiff_t)y * r->pitch_px + cut.x + from, to - from, pixels,
                     x0 + from * (double)w->xx, y0 + from * (double)w->yx, w);
    }
}
