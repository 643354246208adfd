#include "map/shapes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "map/alias.h"
#include "map/chains.h"
#include "map/shapes_data.h"

// Lines keep so much of what is around the tile, in tiles: for their width, and no more.
#define MARGIN 0.5

struct xy {
    double x, y;
};

// What is found, before it is put in order; all in an arena but what grows.
struct found {
    struct arena arena;
    struct piece {
        enum style_row row;
        const struct shape_point *points;
        size_t n;
        unsigned ends;
    } * pieces;
    size_t n, room;
    struct lines {
        struct chain_line *all, *chains;
        size_t n, room;
    } lines[STYLE_ROWS];
    size_t n_points;
};

static void keep(struct found *f, enum style_row row, const struct shape_point *points,
                 size_t n, unsigned ends)
{
    ARRAY_GROW(f->pieces, f->n + 1, f->room);
    f->pieces[f->n++] = (struct piece){row, points, n, ends};
    f->n_points += n;
}

static double within(double v)
{
    return v < 0 ? 0 : v > 1 ? 1 : v;
}

struct ring {
    struct shape_point *points;
    size_t n;
};

static void ring_add(struct ring *ring, double x, double y)
{
    struct shape_point p = {(float)x, (float)y};
    if (ring->n > 0 && ring->points[ring->n - 1].x == p.x &&
        ring->points[ring->n - 1].y == p.y)
        return;
    ring->points[ring->n++] = p;
}

// Where from a to b one of the tile's four sides is crossed: 0 < t < 1, in order.
static size_t crossings(struct xy a, struct xy b, double t[4])
{
    const double from[2] = {a.x, a.y}, to[2] = {b.x, b.y};
    size_t n = 0;
    for (int axis = 0; axis < 2; axis++)
        for (int side = 0; side < 2; side++)
            if ((from[axis] < side) != (to[axis] < side))
                t[n++] = (side - from[axis]) / (to[axis] - from[axis]);
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && t[k] < t[k - 1]; k--) {
            double one = t[k];
            t[k] = t[k - 1];
            t[k - 1] = one;
        }
    return n;
}

struct box {
    double west, north, east, south;
};

static struct box box_of(const struct mvt_part *part)
{
    int32_t west = INT32_MAX, north = INT32_MAX, east = INT32_MIN, south = INT32_MIN;
    for (size_t i = 0; i < part->n; i++) {
        struct mvt_point p = part->points[i];
        west = p.x < west ? p.x : west;
        north = p.y < north ? p.y : north;
        east = p.x > east ? p.x : east;
        south = p.y > south ? p.y : south;
    }
    return (struct box){west, north, east, south};
}

static struct xy of_tile(struct mvt_point p, double extent)
{
    return (struct xy){p.x / extent, p.y / extent};
}

// A ring pushed into the tile: what is outside comes to lie on its border, so that inside
// everything is as it was. No points: nothing is left of it.
static struct ring clipped(struct arena *arena, const struct mvt_part *part,
                           double extent, bool flip)
{
    struct ring ring = {.points = NULL};
    struct box box = box_of(part);
    if (part->n < 3 || box.west >= extent || box.north >= extent || box.east <= 0 ||
        box.south <= 0)
        return ring;
    bool inside =
        box.west >= 0 && box.north >= 0 && box.east <= extent && box.south <= extent;
    ring.points = ARENA_ARRAY(arena, struct shape_point, part->n * (inside ? 1 : 5));
    struct xy a = of_tile(part->points[flip ? 0 : part->n - 1], extent);
    for (size_t i = 0; i < part->n; i++) {
        struct xy b = of_tile(part->points[flip ? part->n - 1 - i : i], extent);
        double t[4];
        size_t n = inside ? 0 : crossings(a, b, t);
        for (size_t k = 0; k < n; k++)
            ring_add(&ring, within(a.x + t[k] * (b.x - a.x)),
                     within(a.y + t[k] * (b.y - a.y)));
        ring_add(&ring, within(b.x), within(b.y));
        a = b;
    }
    while (ring.n > 1 && ring.points[0].x == ring.points[ring.n - 1].x &&
           ring.points[0].y == ring.points[ring.n - 1].y)
        ring.n--;
    return ring;
}

// Above 0: clockwise on the screen.
static double turning(const struct mvt_part *part)
{
    double sum = 0;
    for (size_t i = 0, last = part->n - 1; i < part->n; last = i++) {
        struct mvt_point a = part->points[last], b = part->points[i];
        sum += (double)a.x * b.y - (double)b.x * a.y;
    }
    return sum;
}

static void add_area(struct found *f, enum style_row row,
                     const struct mvt_feature *feature, double extent)
{
    // The first ring is an outer one, whichever way version 1 turned it.
    bool flip = feature->n_parts > 0 && turning(&feature->parts[0]) < 0;
    for (size_t i = 0; i < feature->n_parts; i++) {
        struct ring ring = clipped(&f->arena, &feature->parts[i], extent, flip);
        if (ring.n >= 3)
            keep(f, row, ring.points, ring.n, 0);
    }
}

static void add_lines(struct found *f, enum style_row row,
                      const struct mvt_feature *feature, double extent)
{
    struct lines *lines = &f->lines[row];
    for (size_t i = 0; i < feature->n_parts; i++) {
        const struct mvt_part *part = &feature->parts[i];
        if (part->n < 2)
            continue;
        struct ring line = {ARENA_ARRAY(&f->arena, struct shape_point, part->n), 0};
        for (size_t k = 0; k < part->n; k++)
            ring_add(&line, part->points[k].x / extent, part->points[k].y / extent);
        if (line.n < 2)
            continue;
        ARRAY_GROW(lines->all, lines->n + 1, lines->room);
        lines->all[lines->n++] = (struct chain_line){line.points, line.n, 0, 0};
    }
}

// The part of a to b that is in the square from -margin to 1 + margin. False: none is.
static bool cut(struct xy a, struct xy b, double margin, double *from, double *to)
{
    const double at[2] = {a.x, a.y}, by[2] = {b.x - a.x, b.y - a.y};
    *from = 0;
    *to = 1;
    for (int axis = 0; axis < 2; axis++) {
        double low = -margin - at[axis], high = 1 + margin - at[axis];
        if (by[axis] == 0) {
            if (low > 0 || high < 0)
                return false;
            continue;
        }
        double one = low / by[axis], two = high / by[axis];
        *from = fmax(*from, fmin(one, two));
        *to = fmin(*to, fmax(one, two));
    }
    return *from < *to;
}

// Keeps of a line what is within the margin around the tile, maybe in several pieces.
static void keep_line(struct found *f, enum style_row row, const struct chain_line *line,
                      double margin)
{
    struct ring piece = {.points = NULL};
    unsigned ends = 0;
    for (size_t i = 0; i + 1 < line->n; i++) {
        struct xy a = {(double)line->points[i].x, (double)line->points[i].y};
        struct xy b = {(double)line->points[i + 1].x, (double)line->points[i + 1].y};
        double from, to;
        if (!cut(a, b, margin, &from, &to))
            continue;
        if (piece.n == 0) {
            piece.points = ARENA_ARRAY(&f->arena, struct shape_point, line->n - i + 1);
            ends = i == 0 && from <= 0 ? line->ends & SHAPE_START_FLAT : SHAPE_START_CUT;
            ring_add(&piece, a.x + from * (b.x - a.x), a.y + from * (b.y - a.y));
        }
        ring_add(&piece, a.x + to * (b.x - a.x), a.y + to * (b.y - a.y));
        bool last = i + 2 == line->n;
        if (to < 1 || last) {
            ends |= to < 1 ? SHAPE_END_CUT : line->ends & SHAPE_END_FLAT;
            if (piece.n >= 2)
                keep(f, row, piece.points, piece.n, ends);
            piece = (struct ring){.points = NULL};
        }
    }
}

// Streets of all rows end on each other.
static void flatten_streets(struct found *f)
{
    size_t n = 0, at = 0;
    for (enum style_row row = 0; row < STYLE_ROWS; row++)
        n += style_of(row)->kind == STYLE_CASED ? f->lines[row].n : 0;
    struct chain_line *all = ARENA_ARRAY(&f->arena, struct chain_line, n + 1);
    for (enum style_row row = 0; row < STYLE_ROWS; row++) {
        struct lines *lines = &f->lines[row];
        if (style_of(row)->kind != STYLE_CASED || lines->n == 0)
            continue;
        memcpy(all + at, lines->chains, lines->n * sizeof(*all));
        lines->chains = all + at;
        for (size_t end = at + lines->n; at < end; at++)
            all[at].row = row;
    }
    chain_flatten(&f->arena, all, n);
}

static void keep_lines(struct found *f)
{
    for (enum style_row row = 0; row < STYLE_ROWS; row++) {
        struct lines *lines = &f->lines[row];
        if (lines->n > 0)
            lines->chains = chain_lines(&f->arena, lines->all, lines->n, &lines->n);
    }
    flatten_streets(f);
    for (enum style_row row = 0; row < STYLE_ROWS; row++) {
        // Dashes are counted from the border, so that they go on in the next tile.
        double margin = style_of(row)->kind == STYLE_DASHED ? 0 : MARGIN;
        for (size_t i = 0; i < f->lines[row].n; i++)
            keep_line(f, row, &f->lines[row].chains[i], margin);
    }
}

static struct shape put(struct map_shapes *s, size_t *n_points, const struct piece *piece)
{
    struct shape shape = {.first = (uint32_t)*n_points,
                          .n = (uint32_t)piece->n,
                          .west = INFINITY,
                          .north = INFINITY,
                          .east = -INFINITY,
                          .south = -INFINITY,
                          .ends = piece->ends};
    for (size_t i = 0; i < piece->n; i++) {
        struct shape_point p = piece->points[i];
        s->points[(*n_points)++] = p;
        shape.west = p.x < shape.west ? p.x : shape.west;
        shape.north = p.y < shape.north ? p.y : shape.north;
        shape.east = p.x > shape.east ? p.x : shape.east;
        shape.south = p.y > shape.south ? p.y : shape.south;
    }
    return shape;
}

// In the order of rows, and within a row as they came.
static struct map_shapes *ordered(const struct found *f)
{
    size_t head = sizeof(struct map_shapes), shapes = f->n * sizeof(struct shape);
    size_t bytes = head + shapes + f->n_points * sizeof(struct shape_point);
    struct map_shapes *s = xmalloc(bytes);
    *s = (struct map_shapes){.bytes = bytes};
    s->shapes = (struct shape *)(void *)((char *)s + head);
    s->points = (struct shape_point *)(void *)((char *)s + head + shapes);
    for (size_t i = 0; i < f->n; i++)
        s->begin[f->pieces[i].row + 1]++;
    for (enum style_row row = 0; row < STYLE_ROWS; row++)
        s->begin[row + 1] += s->begin[row];
    size_t n_points = 0;
    uint32_t at[STYLE_ROWS];
    memcpy(at, s->begin, sizeof(at));
    for (size_t i = 0; i < f->n; i++)
        s->shapes[at[f->pieces[i].row]++] = put(s, &n_points, &f->pieces[i]);
    return s;
}

struct map_shapes *map_shapes_create(const struct mvt_tile *tile, int z, int x, int y)
{
    struct found f = {.n = 0};
    arena_init(&f.arena);
    for (size_t i = 0; i < tile->n_layers; i++) {
        const struct mvt_layer *layer = &tile->layers[i];
        enum alias_group group = alias_layer(layer->name);
        double extent = layer->extent ? layer->extent : 4096;
        for (size_t k = 0; group != ALIAS_UNKNOWN && k < layer->n_features; k++) {
            const struct mvt_feature *feature = &layer->features[k];
            enum style_row row = alias_row(group, feature);
            if (row == STYLE_NONE)
                continue;
            bool area = style_of(row)->kind == STYLE_AREA;
            if (area && feature->kind == MVT_AREA)
                add_area(&f, row, feature, extent);
            else if (!area && feature->kind == MVT_LINE)
                add_lines(&f, row, feature, extent);
        }
    }
    keep_lines(&f);
    struct map_shapes *s = ordered(&f);
    s->side = ldexp(1, -z);
    s->x = x * s->side;
    s->y = y * s->side;
    for (enum style_row row = 0; row < STYLE_ROWS; row++)
        free(f.lines[row].all);
    free(f.pieces);
    arena_release(&f.arena);
    return s;
}

void map_shapes_destroy(struct map_shapes *shapes)
{
    free(shapes);
}

size_t map_shapes_bytes(const struct map_shapes *shapes)
{
    return shapes->bytes;
}
