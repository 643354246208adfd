#include "gfx/icons.h"

#include <stdlib.h>

#include "bake/icons.h"
#include "base/hash.h"
#include "base/mem.h"

void icons_init(struct icons *icons)
{
    *icons = (struct icons){0};
}

void icons_release(struct icons *icons)
{
    for (size_t i = 0; i < ICONS_MAX; i++)
        free(icons->items[i].mask);
    icons_init(icons);
}

// Sum of the first `at` / 2^16 values of a line, in 2^16ths, the last one in part.
// Lines are summed once, so that any pixel's mean is a difference of two.
static uint64_t sum_to(const uint32_t *sums, const unsigned char *line, ptrdiff_t step,
                       uint64_t at)
{
    uint64_t whole = at >> 16, part = at & 0xFFFF;
    uint64_t sum = (uint64_t)sums[whole] << 16;
    return part ? sum + line[(ptrdiff_t)whole * step] * part : sum;
}

static void scale_line(const unsigned char *from, int from_n, ptrdiff_t from_step,
                       uint8_t *to, int n, ptrdiff_t to_step, uint32_t *sums)
{
    sums[0] = 0;
    for (int i = 0; i < from_n; i++)
        sums[i + 1] = sums[i] + from[i * from_step];
    for (int i = 0; i < n; i++) {
        uint64_t start = ((uint64_t)i * (uint64_t)from_n << 16) / (uint64_t)n;
        uint64_t end = ((uint64_t)(i + 1) * (uint64_t)from_n << 16) / (uint64_t)n;
        uint64_t sum =
            sum_to(sums, from, from_step, end) - sum_to(sums, from, from_step, start);
        to[i * to_step] = (uint8_t)((sum + (end - start) / 2) / (end - start));
    }
}

void icons_scale(const unsigned char *from, int from_size, uint8_t *to, int size,
                 bool flip)
{
    // Rows first, into from_size rows of `size` columns; then columns.
    uint8_t *half = xmalloc((size_t)from_size * (size_t)size);
    uint32_t *sums = xcalloc((size_t)from_size + 1, sizeof(*sums));
    for (int y = 0; y < from_size; y++) {
        uint8_t *row = half + (ptrdiff_t)y * size;
        scale_line(from + (ptrdiff_t)y * from_size, from_size, 1,
                   flip ? row + size - 1 : row, size, flip ? -1 : 1, sums);
    }
    for (int x = 0; x < size; x++)
        scale_line(half + x, from_size, size, to + x, size, size, sums);
    free(half);
    free(sums);
}

static const uint8_t *find(struct icons *icons, const struct bake_icon *baked, int size,
                           bool flip)
{
    uint64_t key =
        hash_u64(hash_str(HASH_START, baked->name), (uint64_t)size << 1 | flip);
    struct icon *at = icons->items;
    icons->calls++;
    for (size_t i = 0; i < ICONS_MAX; i++) {
        struct icon *item = &icons->items[i];
        if (item->key == key) {
            item->used = icons->calls;
            return item->mask;
        }
        if (at->key &&
            (!item->key || icons->calls - item->used > icons->calls - at->used))
            at = item;
    }
    free(at->mask);
    *at = (struct icon){key, xmalloc((size_t)size * (size_t)size), icons->calls};
    icons_scale(baked->alpha, baked->size, at->mask, size, flip);
    return at->mask;
}

static struct rect middle(struct rect box, int size)
{
    return (struct rect){box.x + (box.w - size) / 2, box.y + (box.h - size) / 2, size,
                         size};
}

void icons_paint(struct icons *icons, const struct raster *r, struct rect box,
                 const char *name, bool flip, uint32_t colour)
{
    int size = box.w < box.h ? box.w : box.h;
    if (rect_empty(rect_cut(box, r->clip)))
        return;
    const struct bake_icon *baked = name ? bake_icon_find(name) : NULL;
    if (baked)
        raster_mask(r, middle(box, size), find(icons, baked, size, flip), colour);
    else
        raster_fill(r, middle(box, (size + 1) / 2), (struct round){size / 8, CORNER_ALL},
                    colour);
}
