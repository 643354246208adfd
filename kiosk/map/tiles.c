#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/mem.h"

#define AT_ONCE 2
#define WANTED_MAX 128
#define BEYOND_PX 16 // so far a wide line reaches into the neighbour
#define TILE_BYTES ((size_t)MAP_TILE_PX * MAP_TILE_PX * sizeof(uint32_t))

struct wish {
    struct map_pixels *tile;
    struct map_source *from[MAP_SOURCES_MAX];
    int n_from;
};

struct map_tiles {
    struct jobs *jobs;
    struct map_sources *sources;
    struct map_pixels **items;
    size_t n, cap;
    struct wish wanted[WANTED_MAX];
    size_t n_wanted;
    struct map_scratch *scratch[AT_ONCE]; // NULL: in use
    int running;
    uint64_t next_id, used;
    size_t bytes;
    unsigned generation;
    bool arrived, closed;
    int refs;
};

struct drawing {
    struct map_tiles *t;
    unsigned generation;
    struct map_pixels key; // a copy: the tile may be gone when it is done
    struct wish wish;
    struct map_scratch *scratch;
    uint32_t *px;
};

bool map_frame_eq(const struct map_frame *a, const struct map_frame *b)
{
    return a->zoom == b->zoom && a->bearing_deg == b->bearing_deg &&
           a->px_dp == b->px_dp && a->theme == b->theme;
}

struct map_affine map_frame_affine(const struct map_frame *f, double px, double py)
{
    double turn = f->bearing_deg * (M_PI / 180);
    return (struct map_affine){.scale = PLANE_SIDE_DP * exp2(f->zoom) * (double)f->px_dp,
                               .cos = cos(turn),
                               .sin = sin(turn),
                               .px = px,
                               .py = py};
}

// ---- life ----

struct map_tiles *map_tiles_create(struct jobs *jobs, struct map_sources *sources)
{
    struct map_tiles *t = xcalloc(1, sizeof(*t));
    t->jobs = jobs;
    t->sources = sources;
    t->refs = 1;
    for (int i = 0; i < AT_ONCE; i++)
        t->scratch[i] = map_scratch_create();
    return t;
}

static void let_go(struct map_tiles *t)
{
    if (--t->refs)
        return;
    for (int i = 0; i < AT_ONCE; i++)
        map_scratch_destroy(t->scratch[i]);
    free(t->items);
    free(t);
}

static void drop(struct map_tiles *t, size_t i)
{
    struct map_pixels *p = t->items[i];
    if (p->px)
        t->bytes -= TILE_BYTES;
    free(p->px);
    free(p);
    t->items[i] = t->items[--t->n];
}

void map_tiles_forget(struct map_tiles *t)
{
    t->n_wanted = 0;
    t->generation++;
    while (t->n)
        drop(t, t->n - 1);
}

void map_tiles_destroy(struct map_tiles *t)
{
    if (!t)
        return;
    map_tiles_forget(t);
    t->closed = true;
    let_go(t);
}

// ---- what is needed ----

static int clamp_int(double v, int low, int high)
{
    return v < low ? low : v > high ? high : (int)v;
}

struct map_cover map_cover(const struct map_affine *to_px, struct rect px, double zoom,
                           struct map_extent extent)
{
    struct map_cover c = {
        .z = clamp_int(floor(zoom + 1e-6), extent.min_zoom, extent.max_zoom)};
    double side = exp2(c.z), x0 = 1, y0 = 1, x1 = 0, y1 = 0;
    for (int i = 0; i < 4; i++) {
        struct geo_xy m =
            map_from_px(to_px, px.x + (i & 1 ? px.w + BEYOND_PX : -BEYOND_PX),
                        px.y + (i & 2 ? px.h + BEYOND_PX : -BEYOND_PX));
        x0 = fmin(x0, m.x);
        y0 = fmin(y0, m.y);
        x1 = fmax(x1, m.x);
        y1 = fmax(y1, m.y);
    }
    int last = (int)side - 1;
    int left = clamp_int(floor(x0 * side), 0, last),
        right = clamp_int(floor(x1 * side), 0, last);
    int top = clamp_int(floor(y0 * side), 0, last),
        low = clamp_int(floor(y1 * side), 0, last);
    for (int y = top; y <= low; y++)
        for (int x = left; x <= right && c.n < MAP_SOURCES_MAX; x++) {
            c.x[c.n] = x;
            c.y[c.n++] = y;
        }
    return c;
}

static struct map_pixels *find(const struct map_tiles *t, const struct map_frame *f,
                               int ix, int iy)
{
    for (size_t i = 0; i < t->n; i++) {
        struct map_pixels *p = t->items[i];
        if (p->ix == ix && p->iy == iy && map_frame_eq(&p->frame, f))
            return p;
    }
    return NULL;
}

const struct map_pixels *map_tiles_find(const struct map_tiles *t,
                                        const struct map_frame *f, int ix, int iy)
{
    struct map_pixels *p = find(t, f, ix, iy);
    if (!p || !p->px)
        return NULL;
    p->used = t->used;
    return p;
}

void map_tiles_begin(struct map_tiles *t, uint64_t used)
{
    // What was wished for and not begun is dropped, and what there was no memory for.
    for (size_t i = t->n; i-- > 0;)
        if (!t->items[i]->px && !t->items[i]->drawing)
            drop(t, i);
    t->n_wanted = 0;
    t->used = used;
}

void map_tiles_want(struct map_tiles *t, const struct map_frame *f, int ix, int iy,
                    struct map_extent extent)
{
    struct map_pixels *p = find(t, f, ix, iy);
    if (p) {
        p->used = t->used;
        if (p->px || p->drawing)
            return;
    }
    if (t->n_wanted == WANTED_MAX)
        return;
    if (!p) {
        p = xcalloc(1, sizeof(*p));
        *p = (struct map_pixels){.frame = *f, .ix = ix, .iy = iy, .used = t->used};
        ARRAY_GROW(t->items, t->n + 1, t->cap);
        t->items[t->n++] = p;
    }
    struct wish *w = &t->wanted[t->n_wanted++];
    struct map_affine to_px = map_frame_affine(f, 0, 0);
    struct map_cover c = map_cover(
        &to_px,
        (struct rect){ix * MAP_TILE_PX, iy * MAP_TILE_PX, MAP_TILE_PX, MAP_TILE_PX},
        f->zoom, extent);
    *w = (struct wish){.tile = p, .n_from = c.n};
    for (int i = 0; i < c.n; i++)
        w->from[i] = map_sources_want(t->sources, c.z, c.x[i], c.y[i], t->used);
}

// ---- drawing ----

static void run(void *data)
{
    struct drawing *d = data;
    const struct map_shapes *shapes[MAP_SOURCES_MAX];
    d->px = malloc(TILE_BYTES);
    if (!d->px)
        return;
    for (int i = 0; i < d->wish.n_from; i++)
        shapes[i] = d->wish.from[i]->shapes;
    struct map_raster_spec spec = {
        .tiles = shapes,
        .n_tiles = (size_t)d->wish.n_from,
        .to_px = map_frame_affine(&d->key.frame, -(double)d->key.ix * MAP_TILE_PX,
                                  -(double)d->key.iy * MAP_TILE_PX),
        .zoom = d->key.frame.zoom,
        .px_dp = d->key.frame.px_dp,
        .theme = d->key.frame.theme,
    };
    map_raster(d->scratch, &spec, d->px, MAP_TILE_PX, MAP_TILE_PX);
}

static void give_back(struct map_tiles *t, struct drawing *d)
{
    for (int i = 0; i < AT_ONCE; i++)
        if (!t->scratch[i]) {
            t->scratch[i] = d->scratch;
            break;
        }
    t->running--;
    // Where all is closed the sources are gone, pinned or not.
    for (int i = 0; i < d->wish.n_from && !t->closed; i++)
        d->wish.from[i]->pins--;
}

static void done(void *data, bool ran)
{
    struct drawing *d = data;
    struct map_tiles *t = d->t;
    struct map_pixels *p = NULL;
    give_back(t, d);
    if (!t->closed && d->generation == t->generation)
        p = find(t, &d->key.frame, d->key.ix, d->key.iy);
    if (p && d->px && !p->px) {
        p->px = d->px;
        t->bytes += TILE_BYTES;
        t->arrived = true;
    } else {
        free(d->px);
    }
    if (p)
        p->drawing = false;
    // Those that did not run are the last ones.
    if (ran && !t->closed)
        map_tiles_pump(t);
    free(d);
    let_go(t);
}

static bool all_there(const struct wish *w)
{
    for (int i = 0; i < w->n_from; i++)
        if (!w->from[i]->there)
            return false;
    return true;
}

static void begin_drawing(struct map_tiles *t, const struct wish *w)
{
    struct drawing *d = xcalloc(1, sizeof(*d));
    w->tile->id = ++t->next_id;
    w->tile->drawing = true;
    *d = (struct drawing){
        .t = t, .generation = t->generation, .key = *w->tile, .wish = *w};
    for (int i = 0; i < AT_ONCE && !d->scratch; i++) {
        d->scratch = t->scratch[i];
        t->scratch[i] = NULL;
    }
    for (int i = 0; i < w->n_from; i++)
        w->from[i]->pins++;
    t->running++;
    t->refs++;
    jobs_post(t->jobs, (struct job){run, done, d});
}

void map_tiles_pump(struct map_tiles *t)
{
    for (size_t i = 0; i < t->n_wanted && t->running < AT_ONCE; i++) {
        const struct wish *w = &t->wanted[i];
        if (!w->tile->id && all_there(w))
            begin_drawing(t, w);
    }
}

size_t map_tiles_waiting(const struct map_tiles *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_wanted; i++)
        n += !t->wanted[i].tile->px;
    return n;
}

bool map_tiles_arrived(const struct map_tiles *t)
{
    return t->arrived;
}

void map_tiles_notice(struct map_tiles *t)
{
    t->arrived = false;
}

size_t map_tiles_bytes(const struct map_tiles *t)
{
    return t->bytes;
}

void map_tiles_evict(struct map_tiles *t, size_t bytes, uint64_t used)
{
    while (t->bytes > bytes) {
        size_t oldest = t->n;
        for (size_t i = 0; i < t->n; i++) {
            const struct map_pixels *p = t->items[i];
            if (p->px && p->used < used &&
                (oldest == t->n || p->used < t->items[oldest]->used))
                oldest = i;
        }
        if (oldest == t->n)
            return;
        drop(t, oldest);
    }
}
