#include "gfx/shadows.h"

#include <stdlib.h>

#include "base/mem.h"

void shadows_init(struct shadows *s)
{
    *s = (struct shadows){0};
}

void shadows_release(struct shadows *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->items[i].mask);
    shadows_init(s);
}

// Coverage while it is blurred: 0..255 with 8 more bits, in integers, so that a running sum
// stays exact.
#define FINE 256

// One pass of a box blur over n values `step` apart, `reach` to each side; 0 lies outside.
static void blur_line(int32_t *v, int n, ptrdiff_t step, int reach, int32_t *copy)
{
    int32_t sum = 0, span = 2 * reach + 1;
    for (int i = 0; i < n; i++) {
        copy[i] = v[i * step];
        sum += i < reach ? copy[i] : 0;
    }
    for (int i = 0; i < n; i++) {
        sum += i + reach < n ? copy[i + reach] : 0;
        sum -= i - reach - 1 >= 0 ? copy[i - reach - 1] : 0;
        v[i * step] = (sum + reach) / span;
    }
}

// Three boxes are close to a Gaussian, and reach exactly `blur` px.
static void blur_mask(int32_t *v, int w, int h, int blur)
{
    int32_t *copy = xcalloc((size_t)(w > h ? w : h), sizeof(*copy));
    for (int pass = 0; pass < 3; pass++) {
        int reach = (blur + pass) / 3;
        for (int y = 0; y < h && reach; y++)
            blur_line(v + (ptrdiff_t)y * w, w, 1, reach, copy);
        for (int x = 0; x < w && reach; x++)
            blur_line(v + x, h, w, reach, copy);
    }
    free(copy);
}

static void shadow_make(struct shadow *s, const struct shadow_shape *shape)
{
    int blur = shape->blur, w = shape->w + 2 * blur, h = shape->h + 2 * blur;
    size_t count = (size_t)w * (size_t)h;
    int32_t *v = xcalloc(count, sizeof(*v));
    struct rect box = {blur, blur, shape->w, shape->h};
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            v[(ptrdiff_t)y * w + x] =
                (int32_t)raster_cover(box, shape->round, x, y) * FINE;
    blur_mask(v, w, h, blur);
    *s = (struct shadow){
        .shape = *shape, .mask_w = w, .mask_h = h, .mask = xmalloc(count)};
    for (size_t i = 0; i < count; i++)
        s->mask[i] = (uint8_t)((v[i] + FINE / 2) / FINE);
    free(v);
}

static bool same(const struct shadow_shape *a, const struct shadow_shape *b)
{
    return a->w == b->w && a->h == b->h && a->blur == b->blur &&
           a->round.radius == b->round.radius && a->round.corners == b->round.corners;
}

static struct shadow *find(struct shadows *s, const struct shadow_shape *shape)
{
    struct shadow *oldest = s->items;
    s->calls++;
    for (size_t i = 0; i < s->count; i++) {
        struct shadow *item = &s->items[i];
        if (same(&item->shape, shape)) {
            item->used = s->calls;
            return item;
        }
        if (s->calls - item->used > s->calls - oldest->used)
            oldest = item;
    }
    if (s->count < SHADOWS_MAX)
        oldest = &s->items[s->count++];
    free(oldest->mask);
    shadow_make(oldest, shape);
    oldest->used = s->calls;
    return oldest;
}

// Where column (or row) i of `n` lies in a mask of `mask_n`: the ends as they are, all
// between them like the middle.
static int slice(int i, int n, int mask_n)
{
    int half = mask_n / 2;
    if (i <= half)
        return i;
    return n - i <= mask_n - half - 1 ? mask_n - (n - i) : half;
}

static void paint_row(const struct shadow *s, const struct raster *r, struct rect reach,
                      int y, uint32_t colour)
{
    const uint8_t *mask =
        s->mask + (ptrdiff_t)slice(y - reach.y, reach.h, s->mask_h) * s->mask_w;
    int half = s->mask_w / 2, stretch = reach.w - s->mask_w;
    // Columns of the mask that are in the clip: at the start, then at the end.
    int from = r->clip.x - reach.x, to = from + r->clip.w;
    for (int i = from > 0 ? from : 0; i < half && i < to; i++)
        raster_span(r, reach.x + i, y, 1, mask[i], colour);
    raster_span(r, reach.x + half, y, stretch + 1, mask[half], colour);
    from -= stretch;
    to -= stretch;
    for (int i = from > half + 1 ? from : half + 1; i < s->mask_w && i < to; i++)
        raster_span(r, reach.x + stretch + i, y, 1, mask[i], colour);
}

void shadows_paint(struct shadows *s, const struct raster *r, struct rect box,
                   struct round round, int blur, uint32_t colour)
{
    struct rect reach = {box.x - blur, box.y - blur, box.w + 2 * blur, box.h + 2 * blur};
    struct rect cut = rect_cut(reach, r->clip);
    if (rect_empty(cut) || rect_empty(box) || blur < 0 || colour >> 24 == 0)
        return;
    int short_side = box.w < box.h ? box.w : box.h;
    if (round.radius > short_side / 2)
        round.radius = short_side / 2;
    // From this size on, the middle is the same whatever the size.
    int enough = 2 * (round.radius + blur) + 1;
    struct shadow_shape shape = {.w = box.w < enough ? box.w : enough,
                                 .h = box.h < enough ? box.h : enough,
                                 .round = round,
                                 .blur = blur};
    const struct shadow *shadow = find(s, &shape);
    for (int y = cut.y; y < cut.y + cut.h; y++)
        paint_row(shadow, r, reach, y, colour);
}
