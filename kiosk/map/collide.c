#include "map/collide.h"

#include <math.h>

#define CELL 64.0f // px

struct collide_item {
    struct collide_item *next;
    struct turned_box box;
};

// Along one axis of `a`: whether a gap is between them.
static bool apart(const struct turned_box *a, const struct turned_box *b, float x,
                  float y, float half)
{
    float between = fabsf((b->x - a->x) * x + (b->y - a->y) * y);
    float reach = b->half_w * fabsf(b->cos * x + b->sin * y) +
                  b->half_h * fabsf(b->cos * y - b->sin * x);
    return between >= half + reach;
}

static bool apart_along(const struct turned_box *a, const struct turned_box *b)
{
    return apart(a, b, a->cos, a->sin, a->half_w) ||
           apart(a, b, -a->sin, a->cos, a->half_h);
}

bool turned_box_meets(const struct turned_box *a, const struct turned_box *b)
{
    return !apart_along(a, b) && !apart_along(b, a);
}

void collide_init(struct collide *c, struct arena *arena, float left, float top, float w,
                  float h)
{
    *c = (struct collide){.arena = arena, .left = left, .top = top};
    c->columns = (int)fmaxf(1, ceilf(w / CELL));
    c->rows = (int)fmaxf(1, ceilf(h / CELL));
    c->cells =
        ARENA_ARRAY(arena, struct collide_item *, (size_t)c->columns * (size_t)c->rows);
}

static int clamp(float v, int n)
{
    return v < 0 ? 0 : v >= (float)n ? n - 1 : (int)v;
}

struct cells {
    int x0, y0, x1, y1;
};

static struct cells cells_of(const struct collide *c, const struct turned_box *b)
{
    float w = fabsf(b->half_w * b->cos) + fabsf(b->half_h * b->sin);
    float h = fabsf(b->half_w * b->sin) + fabsf(b->half_h * b->cos);
    return (struct cells){clamp((b->x - w - c->left) / CELL, c->columns),
                          clamp((b->y - h - c->top) / CELL, c->rows),
                          clamp((b->x + w - c->left) / CELL, c->columns),
                          clamp((b->y + h - c->top) / CELL, c->rows)};
}

bool collide_free(const struct collide *c, const struct turned_box *box)
{
    struct cells in = cells_of(c, box);
    for (int y = in.y0; y <= in.y1; y++)
        for (int x = in.x0; x <= in.x1; x++)
            for (const struct collide_item *i = c->cells[y * c->columns + x]; i;
                 i = i->next)
                if (turned_box_meets(&i->box, box))
                    return false;
    return true;
}

void collide_add(struct collide *c, const struct turned_box *box)
{
    struct cells in = cells_of(c, box);
    for (int y = in.y0; y <= in.y1; y++)
        for (int x = in.x0; x <= in.x1; x++) {
            struct collide_item *i = ARENA_NEW(c->arena, struct collide_item);
            struct collide_item **cell = &c->cells[y * c->columns + x];
            *i = (struct collide_item){*cell, *box};
            *cell = i;
        }
}
