#include "map/raster.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "map/cover.h"
#include "map/shapes_data.h"
#include "map/outline.h"

// A tile larger than this, px, is cut to what is around the picture.
#define TILE_PX_MOST (1 << 19)
#define AROUND_PX 2048.0

struct seen_tile {
    const struct map_shapes *shapes;
    struct outline_view view;
};

struct map_scratch {
    struct cover cover;
    struct seen_tile *tiles;
    size_t n, room;
};

struct picture {
    struct map_scratch *scratch;
    const struct map_raster_spec *spec;
    uint32_t *px;
    int w, h;
};

struct map_scratch *map_scratch_create(void)
{
    struct map_scratch *scratch = xcalloc(1, sizeof(*scratch));
    cover_init(&scratch->cover);
    return scratch;
}

void map_scratch_destroy(struct map_scratch *scratch)
{
    if (!scratch)
        return;
    cover_release(&scratch->cover);
    free(scratch->tiles);
    free(scratch);
}

uint32_t map_paper(enum map_theme theme)
{
    return style_paper(theme);
}

// Where the picture is in the tile; false where it is not.
static bool look(const struct picture *p, const struct map_shapes *shapes,
                 struct outline_view *view)
{
    const struct map_affine *a = &p->spec->to_px;
    struct outline_view v = {.west = INFINITY, .north = INFINITY};
    v.px = a->scale * shapes->side;
    v.east = v.south = -INFINITY;
    for (int corner = 0; corner < 4; corner++) {
        struct geo_xy at = map_from_px(a, corner & 1 ? p->w : 0, corner & 2 ? p->h : 0);
        double x = (at.x - shapes->x) / shapes->side,
               y = (at.y - shapes->y) / shapes->side;
        v.west = fmin(v.west, x);
        v.east = fmax(v.east, x);
        v.north = fmin(v.north, y);
        v.south = fmax(v.south, y);
    }
    // A tile ends at its border: what is beyond is its neighbour's.
    if (!(v.west < 1 && v.east > 0 && v.north < 1 && v.south > 0) || !isfinite(v.px))
        return false;
    // Whether or not the border is in the picture: an edge that is cut there is cut everywhere.
    double around = v.px > TILE_PX_MOST ? AROUND_PX / v.px : INFINITY;
    v.west = fmax(0, v.west);
    v.north = fmax(0, v.north);
    v.east = fmin(1, v.east);
    v.south = fmin(1, v.south);
    v.clip_west = fmax(0, v.west - around);
    v.clip_north = fmax(0, v.north - around);
    v.clip_east = fmin(1, v.east + around);
    v.clip_south = fmin(1, v.south + around);
    struct geo_xy origin = map_to_px(a, shapes->x, shapes->y);
    v.x0 = COVER_SUB * origin.x;
    v.y0 = COVER_SUB * origin.y;
    v.xx = v.yy = COVER_SUB * v.px * a->cos;
    v.xy = COVER_SUB * v.px * a->sin;
    v.yx = -v.xy;
    *view = v;
    return true;
}

static bool is_drawn(const struct cover *cover, const struct shape *s,
                     const struct outline_view *v, double around)
{
    return cover->work < OUTLINE_WORK_MOST && (double)s->west <= v->east + around &&
           (double)s->east >= v->west - around && (double)s->north <= v->south + around &&
           (double)s->south >= v->north - around;
}

static void areas(struct picture *p, enum style_row row)
{
    for (size_t i = 0; i < p->scratch->n; i++) {
        const struct seen_tile *tile = &p->scratch->tiles[i];
        const struct map_shapes *shapes = tile->shapes;
        for (uint32_t k = shapes->begin[row]; k < shapes->begin[row + 1]; k++)
            if (is_drawn(&p->scratch->cover, &shapes->shapes[k], &tile->view, 0))
                outline_ring(&p->scratch->cover, &tile->view, &shapes->shapes[k],
                             shapes->points);
    }
}

static void lines(struct picture *p, enum style_row row, float width_dp)
{
    const struct style *style = style_of(row);
    double px_dp = (double)p->spec->px_dp;
    for (size_t i = 0; i < p->scratch->n; i++) {
        const struct seen_tile *tile = &p->scratch->tiles[i];
        const struct map_shapes *shapes = tile->shapes;
        struct outline outline;
        outline_init(&outline, &p->scratch->cover, &tile->view, (double)width_dp * px_dp);
        if (style->kind == STYLE_DASHED) {
            outline.dash = (double)style->dash_dp * px_dp / tile->view.px;
            outline.gap = (double)style->gap_dp * px_dp / tile->view.px;
        }
        for (uint32_t k = shapes->begin[row]; k < shapes->begin[row + 1]; k++)
            if (is_drawn(&p->scratch->cover, &shapes->shapes[k], &tile->view,
                         outline.half))
                outline_shape(&outline, &shapes->shapes[k], shapes->points);
    }
}

// All tiles of a row at once, so that they meet without a seam.
static void paint(struct picture *p, enum style_row row, bool casing)
{
    const struct style *style = style_of(row);
    if (!style_shown(row, p->spec->zoom))
        return;
    if (style->kind == STYLE_AREA) {
        areas(p, row);
    } else {
        float width = style_width_dp(row, p->spec->zoom);
        lines(p, row, casing ? width + 2 * style_casing_dp(width) : width);
    }
    const uint32_t *colours = casing ? style->casing : style->colour;
    cover_paint(&p->scratch->cover, p->px, p->w, colours[p->spec->theme]);
}

void map_raster(struct map_scratch *scratch, const struct map_raster_spec *spec,
                uint32_t *px, int w, int h)
{
    struct picture p = {scratch, spec, px, w, h};
    cover_paper(px, (size_t)w * (size_t)h, style_paper(spec->theme));
    cover_size(&scratch->cover, w, h);
    scratch->n = 0;
    for (size_t i = 0; i < spec->n_tiles; i++) {
        struct seen_tile tile = {.shapes = spec->tiles[i]};
        if (!tile.shapes || !look(&p, tile.shapes, &tile.view))
            continue;
        ARRAY_GROW(scratch->tiles, scratch->n + 1, scratch->room);
        scratch->tiles[scratch->n++] = tile;
    }
    for (enum style_row row = 0; row <= STYLE_BUILDING; row++)
        paint(&p, row, false);
    for (enum style_row row = STYLE_BUILDING + 1; row < STYLE_ROWS; row++)
        if (style_of(row)->kind == STYLE_CASED)
            paint(&p, row, true);
    for (enum style_row row = STYLE_BUILDING + 1; row < STYLE_ROWS; row++)
        paint(&p, row, false);
}
