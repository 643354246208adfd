#include "tourc/tiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tourc/cut.h"
#include "tourc/tiles_level.h"

#define TILES_MAX 100000 // of all maps

#define NAMES_LAYER "transportation_name"

// What one tile is made in.
struct press {
    struct book *book;
    struct arena arena;
    const char **layers; // in the order drawn; the streets' names last
    size_t n_layers;
};

static struct mvt_point *whole_points(struct arena *arena, const struct land_part *part,
                                      struct land_box tile, size_t *n_out)
{
    struct mvt_point *points = ARENA_ARRAY(arena, struct mvt_point, part->n);
    size_t n = 0;
    for (size_t i = 0; i < part->n; i++) {
        // Rounded to the same side in the tiles on both sides of an edge.
        struct mvt_point p = {(int32_t)floor(part->points[i].x - tile.x0 + 0.5),
                              (int32_t)floor(part->points[i].y - tile.y0 + 0.5)};
        if (!n || points[n - 1].x != p.x || points[n - 1].y != p.y)
            points[n++] = p;
    }
    *n_out = n;
    return points;
}

static int64_t twice_area(const struct mvt_point *ring, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct mvt_point a = ring[i], b = ring[(i + 1) % n];
        sum += (int64_t)a.x * b.y - (int64_t)b.x * a.y;
    }
    return sum;
}

// What is left of a ring on whole units; 0: nothing. A sliver may have turned round.
static size_t whole_ring(struct mvt_point *ring, size_t n, bool hole)
{
    while (n > 1 && ring[0].x == ring[n - 1].x && ring[0].y == ring[n - 1].y)
        n--;
    int64_t area = n < 3 ? 0 : twice_area(ring, n);
    return area && (area < 0) == hole ? n : 0;
}

static void add_feature(struct press *p, const struct level_piece *piece,
                        struct land_box tile, struct mvt_layer *to)
{
    const struct land_feature *f = piece->feature;
    struct mvt_feature *out = &to->features[to->n_features];
    *out = (struct mvt_feature){.kind = f->kind, .tags = f->tags, .n_tags = f->n_tags};
    out->parts = ARENA_ARRAY(&p->arena, struct mvt_part, piece->n_parts);
    bool outer = false;
    for (size_t i = 0; i < piece->n_parts; i++) {
        size_t n;
        bool hole = piece->parts[i].hole;
        struct mvt_point *points = whole_points(&p->arena, &piece->parts[i], tile, &n);
        if (f->kind == MVT_AREA) {
            n = hole && !outer ? 0 : whole_ring(points, n, hole);
            outer = hole ? outer : n > 0;
        }
        if (n >= (f->kind == MVT_POINT ? 1 : f->kind == MVT_LINE ? 2 : 3))
            out->parts[out->n_parts++] = (struct mvt_part){points, n};
    }
    to->n_features += out->n_parts > 0;
}

static bool is_street_name(const struct level_piece *piece)
{
    if (piece->feature->kind != MVT_LINE || !str_eq(piece->layer, "transportation"))
        return false;
    for (size_t i = 0; i < piece->feature->n_tags; i++)
        if (strncmp(piece->feature->tags[i].key, "name", 4) == 0)
            return true;
    return false;
}

static void fill_layer(struct press *p, const struct level_pieces *pieces,
                       struct land_box tile, struct mvt_layer *to)
{
    bool names = str_eq(to->name, NAMES_LAYER);
    to->features = ARENA_ARRAY(&p->arena, struct mvt_feature, pieces->n + 1);
    for (size_t i = 0; i < pieces->n; i++)
        if (names ? is_street_name(&pieces->items[i])
                  : str_eq(pieces->items[i].layer, to->name))
            add_feature(p, &pieces->items[i], tile, to);
}

// What a kiosk refuses is refused here.
static bool press_tile(struct press *p, const struct mvt_tile *tile,
                       struct book_tile *out, struct err *err)
{
    const void *bytes;
    struct mvt_tile again;
    if (!mvt_write(&p->arena, tile, &bytes, &out->len, err) ||
        !mvt_read(&p->arena, bytes, out->len, &again, err))
        return false;
    out->bytes = memcpy(arena_alloc(&p->book->arena, out->len), bytes, out->len);
    return true;
}

static void make_tile(struct press *p, const struct level_pieces *pieces, int z, int x,
                      int y)
{
    struct land_box box = level_box(x, y);
    struct mvt_tile tile = {.layers =
                                ARENA_ARRAY(&p->arena, struct mvt_layer, p->n_layers)};
    for (size_t i = 0; i < p->n_layers; i++) {
        struct mvt_layer *layer = &tile.layers[tile.n_layers];
        *layer = (struct mvt_layer){.name = p->layers[i], .extent = TILES_EXTENT};
        fill_layer(p, pieces, box, layer);
        tile.n_layers += layer->n_features > 0;
    }
    struct book_tile made = {.z = z, .x = x, .y = y};
    struct err err;
    if (!tile.n_layers)
        return;
    if (press_tile(p, &tile, &made, &err))
        BOOK_ADD(p->book, tiles, made);
    else
        report_error(p->book->report, p->book->maps[0].at, "tile %d/%d/%d: %s", z, x, y,
                     err.text);
}

// Column by column, so that a long coast is cut once for each and not for every tile.
static void make_zoom(struct press *p, int z)
{
    struct arena level, column;
    arena_init(&level);
    arena_init(&column);
    struct level_pieces all = level_prepare(&level, p->book, z);
    struct level_range xs = level_columns(&all, z);
    for (int x = xs.first; x <= xs.last; x++) {
        if (!level_has(&all, level_column(x)))
            continue; // between two maps
        arena_clear(&column);
        struct level_pieces strip = level_cut(&column, &all, level_column(x));
        struct level_range ys = level_rows(&strip, z);
        for (int y = ys.first; y <= ys.last; y++) {
            arena_clear(&p->arena);
            struct level_pieces pieces = level_cut(&p->arena, &strip, level_box(x, y));
            if (pieces.n)
                make_tile(p, &pieces, z, x, y);
        }
    }
    arena_release(&column);
    arena_release(&level);
}

static void list_layers(struct press *p)
{
    const struct book *book = p->book;
    size_t most = 1;
    for (size_t i = 0; i < book->n_maps; i++)
        most += book->maps[i].n_layers;
    p->layers = ARENA_ARRAY(&p->book->page, const char *, most);
    for (size_t i = 0; i < book->n_maps; i++)
        for (size_t k = 0; k < book->maps[i].n_layers; k++) {
            const char *name = book->maps[i].layers[k].name;
            size_t at = 0;
            while (at < p->n_layers && !str_eq(p->layers[at], name))
                at++;
            p->layers[at] = name;
            p->n_layers += at == p->n_layers;
        }
    p->layers[p->n_layers++] = NAMES_LAYER;
}

static bool few_enough(struct book *book)
{
    double n = 0;
    for (size_t i = 0; i < book->n_maps; i++) {
        const struct book_map *m = &book->maps[i];
        struct geo_xy a = geo_mercator((struct geo_point){m->north, m->west});
        struct geo_xy b = geo_mercator((struct geo_point){m->south, m->east});
        for (int z = m->min_zoom; z <= m->max_zoom; z++)
            n += (ceil(ldexp(b.x - a.x, z)) + 1) * (ceil(ldexp(b.y - a.y, z)) + 1);
        if (n <= TILES_MAX)
            continue;
        report_error(book->report, m->at,
                     "the maps would have %.0f tiles: expected at most %d, by narrower "
                     "'bounds' or a lower 'max_zoom'",
                     n, TILES_MAX);
        return false;
    }
    return true;
}

void tiles_make(struct book *book)
{
    struct press p = {.book = book};
    if (!book->n_maps || !few_enough(book))
        return;
    arena_init(&p.arena);
    list_layers(&p);
    size_t before = book->report->n_errors;
    for (int z = 0; z <= BOOK_ZOOM_MAX && book->report->n_errors == before; z++)
        make_zoom(&p, z);
    arena_release(&p.arena);
}
