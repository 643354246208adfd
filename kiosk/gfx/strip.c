#include "gfx/strip.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define STRIP_BYTES_MAX (96u << 20)
#define BANDS_PREPARED 3

// Band b is kept in slot b mod slots.
struct slot {
    int band;
    bool painted;
    uint64_t *tiles; // what each tile's hash was when it was painted
};

struct strip {
    uint64_t key;
    int w, view_h, content_h;
    uint32_t background;
    int slots, cols;
    struct slot *slot;
    uint64_t *tiles; // of all slots
    struct bitmap px;
    struct grid grid; // tiles of the bands around the view, as the layer has them now
    int first, last;  // bands in view
    int shown_first, shown_last; // when last shown; none if first > last
    int offset_y, direction;
    int stir;              // frames for which it may still paint ahead
    struct region painted; // in px
};

static int floor_div(int a, int b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static int bands_for(int rows)
{
    return (rows + STRIP_BAND_H - 1) / STRIP_BAND_H;
}

bool strip_fits(const struct draw_layer *layer)
{
    return layer->kind == LAYER_SCROLLER && layer->offset_x == 0 &&
           !rect_empty(layer->clip) && layer->clip.w <= 8192 && layer->clip.h <= 8192;
}

// The view, wherever it starts, and as much again, but no more than there is to scroll.
static int slots_for(const struct draw_layer *layer)
{
    int view = bands_for(layer->clip.h) + 1;
    int beyond = bands_for(
        layer->content_h > layer->clip.h ? layer->content_h - layer->clip.h : 0);
    return view + (beyond < view ? beyond : view);
}

bool strip_is(const struct strip *s, const struct draw_layer *layer)
{
    return s->key == layer->key && s->w == layer->clip.w && s->view_h == layer->clip.h &&
           s->slots >= slots_for(layer);
}

struct strip *strip_create(const struct draw_layer *layer)
{
    int slots = slots_for(layer), w = layer->clip.w;
    struct bitmap px;
    if ((size_t)slots * STRIP_BAND_H * (size_t)w * 4 > STRIP_BYTES_MAX ||
        !bitmap_init(&px, w, slots * STRIP_BAND_H))
        return NULL;
    struct strip *s = xcalloc(1, sizeof(*s));
    *s = (struct strip){.key = layer->key,
                        .w = w,
                        .view_h = layer->clip.h,
                        .slots = slots,
                        .cols = (w + STRIP_TILE_W - 1) / STRIP_TILE_W,
                        .px = px,
                        .shown_first = 1,
                        .offset_y = layer->offset_y};
    s->slot = xcalloc((size_t)slots, sizeof(*s->slot));
    s->tiles = xcalloc((size_t)slots * (size_t)s->cols, sizeof(*s->tiles));
    for (int i = 0; i < slots; i++)
        s->slot[i].tiles = s->tiles + (ptrdiff_t)i * s->cols;
    grid_init(&s->grid);
    region_init(&s->painted);
    return s;
}

void strip_destroy(struct strip *s)
{
    if (!s)
        return;
    bitmap_release(&s->px);
    grid_release(&s->grid);
    region_release(&s->painted);
    free(s->slot);
    free(s->tiles);
    free(s);
}

static int slot_index(const struct strip *s, int band)
{
    int i = band % s->slots;
    return i < 0 ? i + s->slots : i;
}

static void hash_tiles(struct strip *s, const struct painter *painter,
                       const struct draw_layer *layer)
{
    int spare = s->slots - (s->last - s->first + 1);
    struct rect area = {0, (s->first - spare) * STRIP_BAND_H, s->w,
                        (s->slots + spare) * STRIP_BAND_H};
    grid_start(&s->grid, area, STRIP_TILE_W, STRIP_BAND_H,
               hash_u64(HASH_START, layer->background));
    for (size_t i = 0; i < layer->list.count; i++) {
        const struct draw_command *c = &layer->list.items[i];
        struct rect parts[DRAW_PARTS_MAX];
        int n = draw_parts(c, parts);
        if (rect_empty(rect_cut(draw_reach(c), area)))
            continue;
        uint64_t hash = painter_hash(painter, c);
        for (int k = 0; k < n; k++)
            grid_fold(&s->grid, parts[k], hash);
    }
}

static const uint64_t *tiles_now(const struct strip *s, int band)
{
    int row = band - floor_div(s->grid.area.y, STRIP_BAND_H);
    return s->grid.hash + (ptrdiff_t)row * s->grid.cols;
}

static int paint_tiles(struct strip *s, struct painter *painter,
                       const struct draw_layer *layer, int band, struct rect tiles)
{
    uint32_t *px =
        s->px.px + (ptrdiff_t)slot_index(s, band) * STRIP_BAND_H * s->px.pitch_px;
    struct raster r = {px, s->px.pitch_px, {tiles.x, 0, tiles.w, STRIP_BAND_H}};
    raster_fill(&r, r.clip, (struct round){0}, layer->background | 0xFF000000u);
    painter_paint_list(painter, &r, &layer->list, 0, -band * STRIP_BAND_H);
    return r.clip.w * r.clip.h;
}

// A tile of the band, or a run of them, in the band's own coordinates.
static struct rect tile_run(const struct strip *s, int from, int to)
{
    int x0 = from * STRIP_TILE_W,
        x1 = to * STRIP_TILE_W < s->w ? to * STRIP_TILE_W : s->w;
    return (struct rect){x0, 0, x1 - x0, STRIP_BAND_H};
}

static int paint_band(struct strip *s, struct painter *painter,
                      const struct draw_layer *layer, int band, struct region *changed)
{
    struct slot *slot = &s->slot[slot_index(s, band)];
    const uint64_t *now = tiles_now(s, band);
    bool fresh = !slot->painted || slot->band != band;
    bool shown = band >= s->shown_first && band <= s->shown_last;
    int painted = 0;
    for (int from = 0; from < s->cols;) {
        if (!fresh && slot->tiles[from] == now[from]) {
            from++;
            continue;
        }
        int to = from + 1;
        while (to < s->cols && (fresh || slot->tiles[to] != now[to]))
            to++;
        struct rect run = tile_run(s, from, to);
        painted += paint_tiles(s, painter, layer, band, run);
        run.y = slot_index(s, band) * STRIP_BAND_H;
        region_add(&s->painted, run);
        run.x += layer->clip.x;
        run.y = layer->clip.y + band * STRIP_BAND_H - layer->offset_y;
        if (changed && shown)
            region_add(changed, rect_cut(run, layer->clip));
        from = to;
    }
    slot->band = band;
    slot->painted = true;
    memcpy(slot->tiles, now, (size_t)s->cols * sizeof(*now));
    return painted;
}

// Where the layer is now.
static void take_place(struct strip *s, const struct draw_layer *layer)
{
    s->offset_y = layer->offset_y;
    s->content_h = layer->content_h;
    s->first = floor_div(layer->offset_y, STRIP_BAND_H);
    s->last = floor_div(layer->offset_y + s->view_h - 1, STRIP_BAND_H);
}

int strip_prepare(struct strip *s, struct painter *painter,
                  const struct draw_layer *layer)
{
    int painted = 0, bands = 0;
    take_place(s, layer);
    hash_tiles(s, painter, layer);
    region_clear(&s->painted);
    for (int band = s->first; band <= s->last && bands < BANDS_PREPARED; band++) {
        int now = paint_band(s, painter, layer, band, NULL);
        painted += now;
        bands += now > 0;
    }
    return painted;
}

static bool is_within(const struct draw_layer *layer, int band, const struct rect *within)
{
    int y = layer->clip.y + band * STRIP_BAND_H - layer->offset_y;
    struct rect rows = {layer->clip.x, y, layer->clip.w, STRIP_BAND_H};
    return !within || !rect_empty(rect_cut(rows, *within));
}

int strip_update(struct strip *s, struct painter *painter, const struct draw_layer *layer,
                 const struct rect *within, struct region *changed)
{
    int moved = layer->offset_y - s->offset_y;
    s->direction = moved ? (moved > 0 ? 1 : -1) : s->direction;
    s->stir = moved ? 2 : s->stir > 0 ? s->stir - 1 : 0;
    take_place(s, layer);
    hash_tiles(s, painter, layer);
    region_clear(&s->painted);
    // A new strip does not know what was shown in its place: a smaller one, of fewer rows.
    if (changed && s->shown_first > s->shown_last)
        region_add(changed, layer->clip);
    int painted = 0;
    for (int band = s->first; band <= s->last; band++)
        if (is_within(layer, band, within))
            painted += paint_band(s, painter, layer, band, changed);
    s->shown_first = s->first;
    s->shown_last = s->last;
    return painted;
}

int strip_fill_ahead(struct strip *s, struct painter *painter,
                     const struct draw_layer *layer)
{
    int spare = s->slots - (s->last - s->first + 1), end = bands_for(s->content_h);
    region_clear(&s->painted);
    for (int i = 1; s->stir && i <= spare; i++) {
        int band = s->direction > 0 ? s->last + i : s->first - i;
        if (band < 0 || band >= end)
            break;
        const struct slot *slot = &s->slot[slot_index(s, band)];
        if (!slot->painted || slot->band != band)
            return paint_band(s, painter, layer, band, NULL);
    }
    return 0;
}

int strip_run(const struct strip *s, const struct draw_layer *layer, struct rect cut,
              int *y_out)
{
    int content_y = cut.y - layer->clip.y + layer->offset_y;
    int band = floor_div(content_y, STRIP_BAND_H);
    *y_out = slot_index(s, band) * STRIP_BAND_H + content_y - band * STRIP_BAND_H;
    int rows = s->px.h - *y_out;
    return rows < cut.h ? rows : cut.h;
}

void strip_blit(const struct strip *s, const struct draw_layer *layer,
                const struct raster *r)
{
    struct rect cut = rect_cut(layer->clip, r->clip);
    // As many rows as follow each other in the ring: all, or two runs.
    while (!rect_empty(cut)) {
        int ring_y, rows = strip_run(s, layer, cut, &ring_y);
        struct rect box = {layer->clip.x, cut.y, s->w, rows};
        struct raster part = *r;
        part.clip = rect_cut(r->clip, box);
        raster_image(&part, box, (struct round){0},
                     s->px.px + (ptrdiff_t)ring_y * s->px.pitch_px, s->px.pitch_px);
        cut.y += rows;
        cut.h -= rows;
    }
}

const struct bitmap *strip_pixels(const struct strip *s)
{
    return &s->px;
}

const struct region *strip_painted(const struct strip *s)
{
    return &s->painted;
}

void strip_add_all(const struct strip *s, struct region *out)
{
    for (int i = 0; i < s->slots; i++)
        if (s->slot[i].painted)
            region_add(out, (struct rect){0, i * STRIP_BAND_H, s->w, STRIP_BAND_H});
}
