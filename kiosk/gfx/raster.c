#include "gfx/raster.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define OPAQUE 0xFF000000u

// Paints n pixels of one row, from x, y on, `cover` / 255 of the way.
typedef void (*span_fn)(uint32_t *dst, int x, int y, int n, unsigned cover,
                        const void *source);

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

// x / 255, rounded to nearest, for x up to 255 * 255.
static uint32_t over_255(uint32_t x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

// Two channels at a time, each rounded as over_255 does.
static uint32_t pair_over_255(uint32_t x)
{
    x += 0x00800080u;
    return ((x + ((x >> 8) & 0x00FF00FFu)) >> 8) & 0x00FF00FFu;
}

static uint32_t mix(uint32_t dst, uint32_t src, uint32_t a)
{
    uint32_t b = 255 - a;
    uint32_t rb = pair_over_255((src & 0xFF00FFu) * a + (dst & 0xFF00FFu) * b);
    uint32_t g = over_255((src >> 8 & 0xFFu) * a + (dst >> 8 & 0xFFu) * b);
    return OPAQUE | rb | g << 8;
}

// Four pixels at once: every second byte of them, as words, which hold any product of two
// bytes. The same numbers as mix, at the speed of memory.
typedef uint16_t words __attribute__((vector_size(16)));

static const words low_bytes = {255, 255, 255, 255, 255, 255, 255, 255};

static words words_of(uint32_t colour)
{
    const uint32_t px[4] = {colour, colour, colour, colour};
    words all;
    memcpy(&all, px, sizeof(all));
    return all;
}

// even, odd: sums of two products each, and 128.
static words words_over_255(words even, words odd)
{
    even = (even + (even >> 8)) >> 8;
    odd = (odd + (odd >> 8)) & ~low_bytes;
    return even | odd;
}

static void span_solid(uint32_t *dst, int n, uint32_t colour, uint32_t a)
{
    if (a == 0)
        return;
    if (a == 255) {
        for (int i = 0; i < n; i++)
            dst[i] = colour | OPAQUE;
        return;
    }
    int i = 0;
    uint16_t to = (uint16_t)a, keep = (uint16_t)(255 - a);
    words all = words_of(colour | OPAQUE), even = (all & low_bytes) * to + 128,
          odd = (all >> 8) * to + 128;
    for (; i + 4 <= n; i += 4) {
        words px;
        memcpy(&px, dst + i, sizeof(px));
        px = words_over_255(even + (px & low_bytes) * keep, odd + (px >> 8) * keep);
        memcpy(dst + i, &px, sizeof(px));
    }
    for (; i < n; i++)
        dst[i] = mix(dst[i], colour, a);
}

static void span_mix(uint32_t *dst, const uint32_t *src, int n, uint32_t a)
{
    int i = 0;
    uint16_t to = (uint16_t)a, keep = (uint16_t)(255 - a);
    for (; i + 4 <= n; i += 4) {
        words px, other;
        memcpy(&px, dst + i, sizeof(px));
        memcpy(&other, src + i, sizeof(other));
        px = words_over_255((other & low_bytes) * to + (px & low_bytes) * keep + 128,
                            (other >> 8) * to + (px >> 8) * keep + 128);
        memcpy(dst + i, &px, sizeof(px));
    }
    for (; i < n; i++)
        dst[i] = mix(dst[i], src[i], a);
}

// Coverage by the distance of the pixel's middle from the arc: within 2 % of the exact area
// from a radius of 3 px on. dx, dy: from the corner of the box.
static unsigned corner_cover(int radius, int dx, int dy)
{
    float fx = (float)(radius - dx) - 0.5f, fy = (float)(radius - dy) - 0.5f;
    float in = (float)radius + 0.5f - sqrtf(fx * fx + fy * fy);
    if (in <= 0.0f)
        return 0;
    return in >= 1.0f ? 255 : (unsigned)(in * 255.0f + 0.5f);
}

static int radius_of(struct rect box, struct round round)
{
    return most(0, least(round.radius, least(box.w, box.h) / 2));
}

unsigned raster_cover(struct rect box, struct round round, int x, int y)
{
    if (!rect_has(box, x, y))
        return 0;
    int radius = radius_of(box, round);
    int left = x - box.x, right = box.x + box.w - 1 - x;
    int top = y - box.y, below = box.y + box.h - 1 - y;
    bool at_left = left < right, at_top = top < below;
    int corner =
        at_top ? (at_left ? CORNER_TL : CORNER_TR) : (at_left ? CORNER_BL : CORNER_BR);
    int dx = at_left ? left : right, dy = at_top ? top : below;
    if (!(round.corners & corner) || dx >= radius || dy >= radius)
        return 255;
    return corner_cover(radius, dx, dy);
}

// How many columns at the left and at the right of row y may be covered in part.
static void bends(struct rect box, struct round round, int y, int *left, int *right)
{
    int radius = radius_of(box, round);
    bool top = y - box.y < radius, below = box.y + box.h - 1 - y < radius;
    bool bend_left =
        (top && round.corners & CORNER_TL) || (below && round.corners & CORNER_BL);
    bool bend_right =
        (top && round.corners & CORNER_TR) || (below && round.corners & CORNER_BR);
    *left = bend_left ? radius : 0;
    *right = bend_right ? radius : 0;
}

struct shape {
    const struct raster *raster;
    struct rect box, cut;
    struct round round;
    span_fn span;
    const void *source;
};

static void shape_edge(const struct shape *s, uint32_t *row, int y, int from, int to)
{
    from = most(from, s->cut.x);
    to = least(to, s->cut.x + s->cut.w);
    for (int x = from; x < to; x++) {
        unsigned cover = raster_cover(s->box, s->round, x, y);
        if (cover)
            s->span(row + x, x, y, 1, cover, s->source);
    }
}

static void shape_row(const struct shape *s, int y)
{
    uint32_t *row = s->raster->px + (ptrdiff_t)y * s->raster->pitch_px;
    int left, right, end = s->box.x + s->box.w;
    bends(s->box, s->round, y, &left, &right);
    shape_edge(s, row, y, s->box.x, s->box.x + left);
    int from = most(s->box.x + left, s->cut.x),
        to = least(end - right, s->cut.x + s->cut.w);
    if (from < to)
        s->span(row + from, from, y, to - from, 255, s->source);
    shape_edge(s, row, y, end - right, end);
}

static void shape_paint(const struct raster *r, struct rect box, struct round round,
                        span_fn span, const void *source)
{
    struct shape s = {r, box, rect_cut(box, r->clip), round, span, source};
    for (int y = s.cut.y; y < s.cut.y + s.cut.h; y++)
        shape_row(&s, y);
}

static void fill_span(uint32_t *dst, int x, int y, int n, unsigned cover,
                      const void *source)
{
    (void)x;
    (void)y;
    const uint32_t *colour = source;
    span_solid(dst, n, *colour, over_255((*colour >> 24) * cover));
}

void raster_fill(const struct raster *r, struct rect box, struct round round,
                 uint32_t colour)
{
    if (colour >> 24)
        shape_paint(r, box, round, fill_span, &colour);
}

struct outline {
    struct rect outer, inner;
    struct round round, inner_round;
    uint32_t colour;
};

static void outline_span(uint32_t *dst, int x, int y, int n, unsigned cover,
                         const void *source)
{
    const struct outline *o = source;
    for (int i = 0; i < n; i++) {
        unsigned hole = raster_cover(o->inner, o->inner_round, x + i, y);
        if (hole < cover)
            span_solid(dst + i, 1, o->colour,
                       over_255((o->colour >> 24) * (cover - hole)));
    }
}

static struct rect shrink(struct rect box, int by)
{
    return (struct rect){box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

void raster_outline(const struct raster *r, struct rect box, struct round round, int line,
                    uint32_t colour)
{
    struct rect inner = shrink(box, line);
    if (rect_empty(inner)) {
        raster_fill(r, box, round, colour);
        return;
    }
    int radius = radius_of(box, round);
    struct outline o = {
        box, inner, round, {most(0, radius - line), round.corners}, colour};
    // Bends only within the corners' squares; the bars between are plain.
    int edge = most(radius, line), right = box.x + box.w - edge,
        low = box.y + box.h - edge;
    const struct rect corners[4] = {
        {box.x, box.y, edge, edge},
        {right, box.y, edge, edge},
        {box.x, low, edge, edge},
        {right, low, edge, edge},
    };
    const struct rect bars[4] = {
        {box.x + edge, box.y, box.w - 2 * edge, line},
        {box.x + edge, box.y + box.h - line, box.w - 2 * edge, line},
        {box.x, box.y + edge, line, box.h - 2 * edge},
        {box.x + box.w - line, box.y + edge, line, box.h - 2 * edge},
    };
    for (int i = 0; i < 4; i++) {
        struct raster part = *r;
        part.clip = rect_cut(r->clip, corners[i]);
        shape_paint(&part, box, round, outline_span, &o);
        raster_fill(r, bars[i], (struct round){0}, colour);
    }
}

struct picture {
    struct rect box;
    const uint32_t *px;
    int pitch_px;
    unsigned opacity;
};

static void picture_span(uint32_t *dst, int x, int y, int n, unsigned cover,
                         const void *source)
{
    const struct picture *p = source;
    const uint32_t *src =
        p->px + (ptrdiff_t)(y - p->box.y) * p->pitch_px + (x - p->box.x);
    cover = over_255(cover * p->opacity);
    if (cover == 255)
        memcpy(dst, src, (size_t)n * sizeof(*dst));
    else
        span_mix(dst, src, n, cover);
}

void raster_image(const struct raster *r, struct rect box, struct round round,
                  const uint32_t *src, int src_pitch_px)
{
    raster_fade(r, box, round, src, src_pitch_px, 255);
}

void raster_fade(const struct raster *r, struct rect box, struct round round,
                 const uint32_t *src, int src_pitch_px, unsigned opacity)
{
    struct picture p = {box, src, src_pitch_px, opacity};
    shape_paint(r, box, round, picture_span, &p);
}

void raster_span(const struct raster *r, int x, int y, int n, unsigned cover,
                 uint32_t colour)
{
    if (y < r->clip.y || y >= r->clip.y + r->clip.h)
        return;
    int from = most(x, r->clip.x), to = least(x + n, r->clip.x + r->clip.w);
    if (from < to)
        span_solid(r->px + (ptrdiff_t)y * r->pitch_px + from, to - from, colour,
                   over_255((colour >> 24) * cover));
}

void raster_mask(const struct raster *r, struct rect box, const uint8_t *mask,
                 uint32_t colour)
{
    struct rect cut = rect_cut(box, r->clip);
    uint32_t alpha = colour >> 24;
    for (int y = cut.y; y < cut.y + cut.h; y++) {
        uint32_t *dst = r->px + (ptrdiff_t)y * r->pitch_px + cut.x;
        const uint8_t *m = mask + (ptrdiff_t)(y - box.y) * box.w + (cut.x - box.x);
        for (int i = 0; i < cut.w; i++)
            if (m[i])
                dst[i] = mix(dst[i], colour, over_255(alpha * m[i]));
    }
}

void raster_lerp(const struct raster *r, struct rect box, const uint32_t *src,
                 int src_pitch_px, unsigned opacity)
{
    raster_fade(r, box, (struct round){0}, src, src_pitch_px, opacity);
}
