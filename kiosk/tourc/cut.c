#include "tourc/cut.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct points {
    struct geo_xy *items;
    size_t n, cap;
};

static void add(struct points *to, struct geo_xy p)
{
    ARRAY_GROW(to->items, to->n + 1, to->cap);
    to->items[to->n++] = p;
}

struct cutter {
    struct arena *arena;
    struct land_box box;
    struct land_part *parts;
    size_t n, cap;
    struct points a, b;
};

static void keep(struct cutter *c, const struct points *points, bool hole)
{
    struct land_part part = {ARENA_ARRAY(c->arena, struct geo_xy, points->n), points->n,
                             hole};
    memcpy(part.points, points->items, points->n * sizeof(*part.points));
    ARRAY_GROW(c->parts, c->n + 1, c->cap);
    c->parts[c->n++] = part;
}

enum edge { LEFT, TOP, RIGHT, BOTTOM, EDGES };

// How far inside an edge a point lies.
static double inside(const struct land_box *box, enum edge edge, struct geo_xy p)
{
    switch (edge) {
    case LEFT:
        return p.x - box->x0;
    case TOP:
        return p.y - box->y0;
    case RIGHT:
        return box->x1 - p.x;
    default:
        return box->y1 - p.y;
    }
}

// Where the way from a to b crosses the edge: on it to the bit.
static struct geo_xy crossing(const struct land_box *box, enum edge edge, struct geo_xy a,
                              struct geo_xy b)
{
    double in = inside(box, edge, a), out = inside(box, edge, b);
    double t = in / (in - out);
    struct geo_xy p = {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
    if (edge == LEFT || edge == RIGHT)
        p.x = edge == LEFT ? box->x0 : box->x1;
    else
        p.y = edge == TOP ? box->y0 : box->y1;
    return p;
}

static bool is_within(struct land_box whole, struct land_box part)
{
    return part.x0 >= whole.x0 && part.x1 <= whole.x1 && part.y0 >= whole.y0 &&
           part.y1 <= whole.y1;
}

static bool cut_ring(struct cutter *c, const struct land_part *ring)
{
    c->a.n = 0;
    for (size_t i = 0; i < ring->n; i++)
        add(&c->a, ring->points[i]);
    if (!is_within(c->box, land_box_of(ring, 1))) {
        for (int edge = 0; edge < EDGES; edge++) {
            c->b.n = 0;
            for (size_t i = 0; i < c->a.n; i++) {
                struct geo_xy from = c->a.items[i ? i - 1 : c->a.n - 1];
                struct geo_xy to = c->a.items[i];
                bool was = inside(&c->box, (enum edge)edge, from) >= 0;
                bool is = inside(&c->box, (enum edge)edge, to) >= 0;
                if (was != is)
                    add(&c->b, crossing(&c->box, (enum edge)edge, from, to));
                if (is)
                    add(&c->b, to);
            }
            struct points swap = c->a;
            c->a = c->b;
            c->b = swap;
        }
    }
    if (c->a.n >= 3)
        keep(c, &c->a, ring->hole);
    return c->a.n >= 3;
}

static void cut_rings(struct cutter *c, const struct land_part *parts, size_t n)
{
    bool outer = false;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].hole)
            outer = cut_ring(c, &parts[i]);
        else if (outer)
            cut_ring(c, &parts[i]);
    }
}

// Of the way from a to b what lies in the box, as t0 to t1 of it; false: nothing.
static bool visible(const struct land_box *box, struct geo_xy a, struct geo_xy b,
                    double *t0, double *t1)
{
    *t0 = 0;
    *t1 = 1;
    for (int edge = 0; edge < EDGES; edge++) {
        double from = inside(box, (enum edge)edge, a),
               to = inside(box, (enum edge)edge, b);
        if (from < 0 && to < 0)
            return false;
        if (from < 0)
            *t0 = fmax(*t0, from / (from - to));
        else if (to < 0)
            *t1 = fmin(*t1, from / (from - to));
    }
    return *t0 < *t1;
}

static struct geo_xy between(struct geo_xy a, struct geo_xy b, double t)
{
    return (struct geo_xy){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

static void end_piece(struct cutter *c)
{
    if (c->a.n >= 2)
        keep(c, &c->a, false);
    c->a.n = 0;
}

static void cut_line(struct cutter *c, const struct land_part *line)
{
    c->a.n = 0;
    for (size_t i = 1; i < line->n; i++) {
        struct geo_xy a = line->points[i - 1], b = line->points[i];
        double t0, t1;
        if (!visible(&c->box, a, b, &t0, &t1)) {
            end_piece(c);
            continue;
        }
        if (t0 > 0)
            end_piece(c);
        if (!c->a.n)
            add(&c->a, t0 > 0 ? between(a, b, t0) : a);
        add(&c->a, t1 < 1 ? between(a, b, t1) : b);
        if (t1 < 1)
            end_piece(c);
    }
    end_piece(c);
}

static void cut_points(struct cutter *c, const struct land_part *points)
{
    c->a.n = 0;
    for (size_t i = 0; i < points->n; i++) {
        struct geo_xy p = points->points[i];
        if (p.x >= c->box.x0 && p.x < c->box.x1 && p.y >= c->box.y0 && p.y < c->box.y1)
            add(&c->a, p);
    }
    if (c->a.n)
        keep(c, &c->a, false);
}

size_t cut_parts(struct arena *arena, enum mvt_kind kind, const struct land_part *parts,
                 size_t n, struct land_box box, struct land_part **out)
{
    struct cutter c = {.arena = arena, .box = box};
    if (kind == MVT_AREA)
        cut_rings(&c, parts, n);
    for (size_t i = 0; i < n && kind != MVT_AREA; i++) {
        if (kind == MVT_LINE)
            cut_line(&c, &parts[i]);
        else
            cut_points(&c, &parts[i]);
    }
    *out = ARENA_ARRAY(arena, struct land_part, c.n + 1);
    if (c.n)
        memcpy(*out, c.parts, c.n * sizeof(*c.parts));
    free(c.parts);
    free(c.a.items);
    free(c.b.items);
    return c.n;
}
