#include "tourc/tiles_level.h"

#include <math.h>
#include <string.h>

#include "tourc/cut.h"
#include "tourc/tiles.h"

// A tile is shown 512 pixels wide, so these are half a pixel, and two pixels by two. At the last
// zoom nothing is left out: it is shown sixteen times as large.
#define WITHIN 4.0
#define LEAST_AREA 256.0

static struct geo_xy scaled(struct geo_xy p, int z)
{
    return (struct geo_xy){ldexp(p.x, z) * TILES_EXTENT, ldexp(p.y, z) * TILES_EXTENT};
}

// A ring has no ends: it is simplified between its first point and the farthest from that.
static size_t simplify_ring(struct arena *arena, struct geo_xy *ring, size_t n)
{
    size_t far = 0;
    double most = 0;
    for (size_t i = 1; i < n; i++) {
        double d = hypot(ring[i].x - ring[0].x, ring[i].y - ring[0].y);
        far = d > most ? i : far;
        most = fmax(d, most);
    }
    if (!far)
        return 1;
    struct geo_xy *rest = ARENA_ARRAY(arena, struct geo_xy, n - far + 1);
    memcpy(rest, ring + far, (n - far) * sizeof(*rest));
    rest[n - far] = ring[0];
    size_t there = geo_simplify(ring, far + 1, WITHIN);
    size_t back = geo_simplify(rest, n - far + 1, WITHIN);
    // Both ends of the way back are there already.
    memcpy(ring + there, rest + 1, (back - 2) * sizeof(*ring));
    return there + back - 2;
}

static bool simplify(struct arena *arena, enum mvt_kind kind, struct land_part *part)
{
    if (kind == MVT_LINE)
        part->n = geo_simplify(part->points, part->n, WITHIN);
    if (kind == MVT_AREA) {
        if (fabs(land_area(part->points, part->n)) < LEAST_AREA)
            return false;
        part->n = simplify_ring(arena, part->points, part->n);
    }
    return kind != MVT_AREA || part->n >= 3;
}

static struct land_part *prepare_parts(struct arena *arena, const struct land_feature *f,
                                       int z, bool last, size_t *n_out)
{
    struct land_part *parts = ARENA_ARRAY(arena, struct land_part, f->n_parts);
    size_t n = 0;
    bool outer = false;
    for (size_t i = 0; i < f->n_parts; i++) {
        struct land_part part = {ARENA_ARRAY(arena, struct geo_xy, f->parts[i].n),
                                 f->parts[i].n, f->parts[i].hole};
        for (size_t k = 0; k < part.n; k++)
            part.points[k] = scaled(f->parts[i].points[k], z);
        bool stays = last || simplify(arena, f->kind, &part);
        outer = part.hole ? outer : stays;
        if (stays && outer)
            parts[n++] = part;
    }
    *n_out = n;
    return parts;
}

static void prepare_map(struct arena *arena, const struct book_map *map, int z,
                        struct level_pieces *out)
{
    struct geo_xy a = scaled(geo_mercator((struct geo_point){map->north, map->west}), z);
    struct geo_xy b = scaled(geo_mercator((struct geo_point){map->south, map->east}), z);
    struct land_box bounds = {a.x, a.y, b.x, b.y};
    for (size_t i = 0; i < map->n_layers; i++) {
        const struct land_layer *layer = &map->layers[i];
        for (size_t k = 0; k < layer->n; k++) {
            const struct land_feature *f = &layer->features[k];
            size_t n;
            if (f->min_zoom > z)
                continue;
            struct land_part *parts = prepare_parts(arena, f, z, z == map->max_zoom, &n);
            struct level_piece piece = {.feature = f, .layer = layer->name};
            piece.n_parts = cut_parts(arena, f->kind, parts, n, bounds, &piece.parts);
            piece.box = land_box_of(piece.parts, piece.n_parts);
            if (piece.n_parts)
                out->items[out->n++] = piece;
        }
    }
}

static bool is_shown(const struct book_map *map, int z)
{
    return z >= map->min_zoom && z <= map->max_zoom;
}

struct level_pieces level_prepare(struct arena *arena, const struct book *book, int z)
{
    struct level_pieces all = {0};
    size_t most = 0;
    for (size_t i = 0; i < book->n_maps; i++)
        for (size_t k = 0; k < book->maps[i].n_layers; k++)
            most += is_shown(&book->maps[i], z) ? book->maps[i].layers[k].n : 0;
    all.items = ARENA_ARRAY(arena, struct level_piece, most + 1);
    for (size_t i = 0; i < book->n_maps; i++)
        if (is_shown(&book->maps[i], z))
            prepare_map(arena, &book->maps[i], z, &all);
    return all;
}

static struct level_range range(double low, double high, int z)
{
    if (low > high)
        return (struct level_range){0, -1};
    int most = (1 << z) - 1;
    int first = (int)floor((low - TILES_BUFFER) / TILES_EXTENT);
    int last = (int)floor((high + TILES_BUFFER) / TILES_EXTENT);
    return (struct level_range){first > 0 ? first : 0, last < most ? last : most};
}

struct level_range level_columns(const struct level_pieces *pieces, int z)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < pieces->n; i++) {
        low = fmin(low, pieces->items[i].box.x0);
        high = fmax(high, pieces->items[i].box.x1);
    }
    return range(low, high, z);
}

struct level_range level_rows(const struct level_pieces *pieces, int z)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < pieces->n; i++) {
        low = fmin(low, pieces->items[i].box.y0);
        high = fmax(high, pieces->items[i].box.y1);
    }
    return range(low, high, z);
}

struct land_box level_box(int x, int y)
{
    double left = (double)x * TILES_EXTENT, top = (double)y * TILES_EXTENT;
    return (struct land_box){left, top, left + TILES_EXTENT, top + TILES_EXTENT};
}

struct land_box level_column(int x)
{
    struct land_box box = level_box(x, 0);
    box.y0 = -INFINITY;
    box.y1 = INFINITY;
    return box;
}

static struct land_box with_buffer(struct land_box box)
{
    return (struct land_box){box.x0 - TILES_BUFFER, box.y0 - TILES_BUFFER,
                             box.x1 + TILES_BUFFER, box.y1 + TILES_BUFFER};
}

bool level_has(const struct level_pieces *pieces, struct land_box box)
{
    for (size_t i = 0; i < pieces->n; i++)
        if (land_meets(with_buffer(box), pieces->items[i].box))
            return true;
    return false;
}

struct level_pieces level_cut(struct arena *arena, const struct level_pieces *pieces,
                              struct land_box box)
{
    struct level_pieces out = {.items =
                                   ARENA_ARRAY(arena, struct level_piece, pieces->n + 1)};
    struct land_box wide = with_buffer(box);
    for (size_t i = 0; i < pieces->n; i++) {
        const struct level_piece *from = &pieces->items[i];
        enum mvt_kind kind = from->feature->kind;
        struct level_piece piece = *from;
        if (!land_meets(wide, from->box))
            continue;
        piece.n_parts = cut_parts(arena, kind, from->parts, from->n_parts,
                                  kind == MVT_POINT ? box : wide, &piece.parts);
        piece.box = land_box_of(piece.parts, piece.n_parts);
        if (piece.n_parts)
            out.items[out.n++] = piece;
    }
    return out;
}
