#include "gfx/grid.h"

#include <stdlib.h>

#include "base/array.h"

void grid_init(struct grid *g)
{
    *g = (struct grid){0};
}

void grid_release(struct grid *g)
{
    free(g->hash);
    grid_init(g);
}

void grid_start(struct grid *g, struct rect area, int cell_w, int cell_h, uint64_t seed)
{
    g->area = area;
    g->cell_w = cell_w;
    g->cell_h = cell_h;
    g->cols = (area.w + cell_w - 1) / cell_w;
    g->rows = (area.h + cell_h - 1) / cell_h;
    size_t count = (size_t)g->cols * (size_t)g->rows;
    ARRAY_GROW(g->hash, count, g->cap);
    for (size_t i = 0; i < count; i++)
        g->hash[i] = seed;
}

// The cells that `r` touches: columns as x and w, rows as y and h.
static struct rect span_of(const struct grid *g, struct rect r)
{
    struct rect cut = rect_cut(r, g->area);
    if (rect_empty(cut))
        return (struct rect){0};
    int x0 = (cut.x - g->area.x) / g->cell_w, y0 = (cut.y - g->area.y) / g->cell_h;
    int x1 = (cut.x + cut.w - 1 - g->area.x) / g->cell_w;
    int y1 = (cut.y + cut.h - 1 - g->area.y) / g->cell_h;
    return (struct rect){x0, y0, x1 - x0 + 1, y1 - y0 + 1};
}

void grid_fold(struct grid *g, struct rect r, uint64_t hash)
{
    struct rect span = span_of(g, r);
    for (int y = span.y; y < span.y + span.h; y++)
        for (int x = span.x; x < span.x + span.w; x++) {
            uint64_t *cell = &g->hash[(ptrdiff_t)y * g->cols + x];
            // One round of a multiplicative mix; the inputs are good hashes already.
            uint64_t h = (*cell ^ hash) * 0x9E3779B97F4A7C15u;
            *cell = h ^ h >> 32;
        }
}

void grid_hide(struct grid *g, struct rect r, uint64_t seed)
{
    struct rect span = span_of(g, r);
    for (int y = span.y; y < span.y + span.h; y++)
        for (int x = span.x; x < span.x + span.w; x++) {
            struct rect cell = grid_cell(g, x, y);
            if (rect_eq(rect_cut(cell, r), cell))
                g->hash[(ptrdiff_t)y * g->cols + x] = seed;
        }
}

struct rect grid_cell(const struct grid *g, int col, int row)
{
    struct rect cell = {g->area.x + col * g->cell_w, g->area.y + row * g->cell_h,
                        g->cell_w, g->cell_h};
    return rect_cut(cell, g->area);
}

bool grid_same_shape(const struct grid *a, const struct grid *b)
{
    return rect_eq(a->area, b->area) && a->cell_w == b->cell_w && a->cell_h == b->cell_h;
}
