#include "gfx/region.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"

void region_init(struct region *r)
{
    *r = (struct region){0};
}

void region_release(struct region *r)
{
    free(r->items);
    region_init(r);
}

void region_clear(struct region *r)
{
    r->count = 0;
}

void region_add(struct region *r, struct rect rect)
{
    if (rect_empty(rect))
        return;
    for (size_t i = 0; i < r->count; i++) {
        struct rect *above = &r->items[i];
        if (above->x == rect.x && above->w == rect.w && above->y + above->h == rect.y) {
            above->h += rect.h;
            return;
        }
    }
    ARRAY_GROW(r->items, r->count + 1, r->cap);
    r->items[r->count++] = rect;
}

static bool holds(const struct region *r, size_t count, struct rect rect)
{
    for (size_t i = 0; i < count; i++)
        if (rect_eq(rect_cut(r->items[i], rect), rect))
            return true;
    return false;
}

void region_add_once(struct region *r, struct rect rect)
{
    if (!holds(r, r->count, rect))
        region_add(r, rect);
}

void region_add_changed(struct region *r, const struct grid *now,
                        const struct grid *before)
{
    size_t first = r->count;
    for (int row = 0; row < now->rows; row++) {
        struct rect run = {0};
        for (int col = 0; col < now->cols; col++) {
            ptrdiff_t i = (ptrdiff_t)row * now->cols + col;
            struct rect cell = grid_cell(now, col, row);
            if (now->hash[i] != before->hash[i] && !holds(r, first, cell)) {
                run = rect_join(run, cell);
            } else if (run.w) {
                region_add(r, run);
                run = (struct rect){0};
            }
        }
        if (run.w)
            region_add(r, run);
    }
}
