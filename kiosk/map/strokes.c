#include "map/strokes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/mem.h"

#define CELL 64 // px
#define KEPT 8u // pictures of the plane
#define BUCKETS 64

struct stroke {
    struct geo_xy a, b;
    float radius;
};

// A kept picture of a cell.
struct cell {
    struct cell *next;
    uint64_t id;
    unsigned used;
    uint32_t px[CELL * CELL];
};

// A stroke that meets a cell of this picture, in the order of cells.
struct meeting {
    int cell; // row * columns + column
    uint32_t stroke;
};

struct strokes {
    struct cell *cells[BUCKETS];
    size_t n_cells;
    unsigned now;
    struct strokes_style style;
    struct map_affine to_px;
    struct rect box;
    int64_t dx, dy;       // from the plane to px of the layer
    int64_t col, row;     // of the first cell that is seen
    int columns, rows;    // how many are
    double reach;         // px that a stroke reaches around its line
    struct stroke *items; // of this picture
    size_t n, cap;
    struct meeting *meetings;
    size_t n_meetings, cap_meetings;
    uint8_t core[CELL * CELL], casing[CELL * CELL];
    struct rect inked; // of the cell being drawn
};

struct strokes *strokes_create(void)
{
    return xcalloc(1, sizeof(struct strokes));
}

// Frees the cells that have not been used in the last pictures.
static void sweep(struct strokes *s, unsigned kept)
{
    for (int i = 0; i < BUCKETS; i++)
        for (struct cell **at = &s->cells[i]; *at;) {
            struct cell *c = *at;
            if (s->now - c->used < kept) {
                at = &c->next;
                continue;
            }
            *at = c->next;
            free(c);
            s->n_cells--;
        }
}

void strokes_destroy(struct strokes *s)
{
    if (!s)
        return;
    sweep(s, 0);
    free(s->items);
    free(s->meetings);
    free(s);
}

size_t strokes_bytes(const struct strokes *s)
{
    return sizeof(*s) + s->n_cells * sizeof(struct cell) + s->cap * sizeof(*s->items) +
           s->cap_meetings * sizeof(*s->meetings);
}

struct geo_xy strokes_at(const struct strokes *s, struct geo_xy m)
{
    return map_plane_px(&s->to_px, m);
}

static int64_t cell_of(double v)
{
    return (int64_t)floor(v / CELL);
}

void strokes_begin(struct strokes *s, const struct map_affine *to_px, struct rect box,
                   const struct strokes_style *style)
{
    s->now++;
    sweep(s, KEPT);
    s->style = *style;
    s->to_px = *to_px;
    s->box = box;
    s->n = s->n_meetings = 0;
    s->reach = style->radius_px + style->casing_px + 1;
    struct geo_xy at = strokes_at(s, to_px->origin);
    s->dx = llround(to_px->px - at.x) + box.x;
    s->dy = llround(to_px->py - at.y) + box.y;
    s->col = cell_of((double)(box.x - s->dx));
    s->row = cell_of((double)(box.y - s->dy));
    s->columns = (int)(cell_of((double)(box.x + box.w - 1 - s->dx)) - s->col) + 1;
    s->rows = (int)(cell_of((double)(box.y + box.h - 1 - s->dy)) - s->row) + 1;
}

bool strokes_seen(const struct strokes *s, struct geo_xy a, struct geo_xy b,
                  double *from_out, double *to_out)
{
    double left = (double)(s->col * CELL) - s->reach;
    double top = (double)(s->row * CELL) - s->reach, t[2] = {0, 1};
    bool seen =
        geo_cut(a.x, b.x - a.x, left, left + s->columns * CELL + 2 * s->reach, t) &&
        geo_cut(a.y, b.y - a.y, top, top + s->rows * CELL + 2 * s->reach, t);
    *from_out = t[0];
    *to_out = t[1];
    return seen;
}

static int clamp(int64_t v, int size)
{
    return v < 0 ? 0 : v >= size ? size - 1 : (int)v;
}

static void meet(struct strokes *s, int row, int from, int to)
{
    ARRAY_GROW(s->meetings, s->n_meetings + (size_t)(to - from + 1), s->cap_meetings);
    for (int i = from; i <= to; i++)
        s->meetings[s->n_meetings++] =
            (struct meeting){row * s->columns + i, (uint32_t)s->n - 1};
}

void strokes_line(struct strokes *s, struct geo_xy a, struct geo_xy b, float width)
{
    double from, to, r = s->reach;
    if (!isfinite(a.x + a.y + b.x + b.y) || !strokes_seen(s, a, b, &from, &to))
        return;
    ARRAY_GROW(s->items, s->n + 1, s->cap);
    s->items[s->n++] = (struct stroke){a, b, s->style.radius_px * width};
    double y0 = a.y + from * (b.y - a.y), y1 = a.y + to * (b.y - a.y);
    int first = clamp(cell_of(fmin(y0, y1) - r) - s->row, s->rows);
    int last = clamp(cell_of(fmax(y0, y1) + r) - s->row, s->rows);
    for (int i = first; i <= last; i++) {
        double top = (double)((s->row + i) * CELL), t[2] = {from, to};
        if (!geo_cut(a.y, b.y - a.y, top - r, top + CELL + r, t))
            continue;
        double x0 = a.x + t[0] * (b.x - a.x), x1 = a.x + t[1] * (b.x - a.x);
        int64_t left = cell_of(fmin(x0, x1) - r) - s->col;
        int64_t right = cell_of(fmax(x0, x1) + r) - s->col;
        if (right >= 0 && left < s->columns)
            meet(s, i, clamp(left, s->columns), clamp(right, s->columns));
    }
}

static void most(uint8_t *to, float cover)
{
    int v = cover <= 0 ? 0 : cover >= 1 ? 255 : (int)(cover * 255 + 0.5f);
    if (v > *to)
        *to = (uint8_t)v;
}

// Coverage by the distance of a pixel's middle from the line.
static void cover(struct strokes *s, float ax, float ay, float bx, float by, float radius)
{
    float dx = bx - ax, dy = by - ay, len2 = dx * dx + dy * dy;
    float out = radius + s->style.casing_px + 1;
    int y0 = (int)fmaxf(0, floorf(fminf(ay, by) - out));
    int y1 = (int)fminf(CELL, ceilf(fmaxf(ay, by) + out));
    int left = CELL, right = 0;
    for (int y = y0; y < y1; y++) {
        float py = (float)y + 0.5f, low = 0, high = 1;
        if (dy != 0) {
            float a = (py - out - ay) / dy, b = (py + out - ay) / dy;
            low = fmaxf(0, fminf(a, b));
            high = fminf(1, fmaxf(a, b));
        }
        float xa = ax + low * dx, xb = ax + high * dx;
        int x0 = (int)fmaxf(0, floorf(fminf(xa, xb) - out));
        int x1 = (int)fminf(CELL, ceilf(fmaxf(xa, xb) + out));
        left = x0 < left ? x0 : left;
        right = x1 > right ? x1 : right;
        for (int x = x0; x < x1; x++) {
            float qx = (float)x + 0.5f - ax, qy = py - ay;
            float t = len2 > 0 ? (qx * dx + qy * dy) / len2 : 0;
            t = t < 0 ? 0 : t > 1 ? 1 : t;
            qx -= t * dx;
            qy -= t * dy;
            float d2 = qx * qx + qy * qy;
            if (d2 > out * out)
                continue;
            float in = radius + 0.5f - sqrtf(d2);
            most(&s->core[y * CELL + x], in);
            most(&s->casing[y * CELL + x], in + s->style.casing_px);
        }
    }
    s->inked = rect_join(s->inked, (struct rect){left, y0, right - left, y1 - y0});
}

static uint32_t scaled(uint32_t colour, unsigned cover)
{
    uint32_t a = (colour >> 24) * cover / 255, out = a << 24;
    for (int shift = 0; shift < 24; shift += 8)
        out |= ((colour >> shift & 255) * a + 127) / 255 << shift;
    return out;
}

static uint32_t over(uint32_t under, uint32_t top)
{
    uint32_t left = 255 - (top >> 24), out = 0;
    for (int shift = 0; shift < 32; shift += 8)
        out |= ((top >> shift & 255) + (under >> shift & 255) * left / 255) << shift;
    return out;
}

static void ink(const struct strokes *s, uint32_t *px)
{
    const struct strokes_style *style = &s->style;
    bool solid = style->colour >> 24 == 255;
    for (int y = s->inked.y; y < s->inked.y + s->inked.h; y++)
        for (int x = s->inked.x; x < s->inked.x + s->inked.w; x++) {
            int i = y * CELL + x;
            if (s->core[i] == 255 && solid)
                px[i] = style->colour;
            else if (s->casing[i])
                px[i] = over(scaled(style->casing, s->casing[i]),
                             scaled(style->colour, s->core[i]));
        }
}

static struct geo_xy corner(const struct strokes *s, int cell)
{
    return (struct geo_xy){(double)((s->col + cell % s->columns) * CELL),
                           (double)((s->row + cell / s->columns) * CELL)};
}

static uint64_t hash_cell(const struct strokes *s, const struct meeting *m, size_t n)
{
    struct geo_xy o = corner(s, m->cell);
    uint64_t h = hash_str(HASH_START, "strokes");
    h = hash_u64(h, (uint64_t)s->style.colour << 32 | s->style.casing);
    h = hash_f32(h, s->style.casing_px);
    for (size_t i = 0; i < n; i++) {
        const struct stroke *k = &s->items[m[i].stroke];
        h = hash_f32(hash_f32(h, (float)(k->a.x - o.x)), (float)(k->a.y - o.y));
        h = hash_f32(hash_f32(h, (float)(k->b.x - o.x)), (float)(k->b.y - o.y));
        h = hash_f32(h, k->radius);
    }
    return h;
}

static const struct cell *cell_find(struct strokes *s, const struct meeting *m, size_t n)
{
    uint64_t id = hash_cell(s, m, n);
    struct cell **bucket = &s->cells[id % BUCKETS];
    for (struct cell *c = *bucket; c; c = c->next)
        if (c->id == id) {
            c->used = s->now;
            return c;
        }
    struct geo_xy o = corner(s, m->cell);
    s->inked = (struct rect){0};
    memset(s->core, 0, sizeof(s->core));
    memset(s->casing, 0, sizeof(s->casing));
    for (size_t i = 0; i < n; i++) {
        const struct stroke *k = &s->items[m[i].stroke];
        cover(s, (float)(k->a.x - o.x), (float)(k->a.y - o.y), (float)(k->b.x - o.x),
              (float)(k->b.y - o.y), k->radius);
    }
    struct cell *c = xcalloc(1, sizeof(*c));
    c->id = id;
    c->used = s->now;
    c->next = *bucket;
    *bucket = c;
    s->n_cells++;
    ink(s, c->px);
    return c;
}

static int by_cell(const void *a, const void *b)
{
    const struct meeting *x = a, *y = b;
    if (x->cell != y->cell)
        return x->cell < y->cell ? -1 : 1;
    return (x->stroke > y->stroke) - (x->stroke < y->stroke);
}

void strokes_end(struct strokes *s, struct draw_list *list)
{
    if (!s->n_meetings)
        return;
    qsort(s->meetings, s->n_meetings, sizeof(*s->meetings), by_cell);
    for (size_t i = 0, n; i < s->n_meetings; i += n) {
        const struct meeting *m = &s->meetings[i];
        for (n = 1; i + n < s->n_meetings && m[n].cell == m->cell; n++)
            continue;
        const struct cell *c = cell_find(s, m, n);
        struct draw_pixels *p = ARENA_NEW(list->arena, struct draw_pixels);
        *p = (struct draw_pixels){
            .px = c->px, .w = CELL, .h = CELL, .pitch_px = CELL, .id = c->id};
        int x = (int)((s->col + m->cell % s->columns) * CELL + s->dx);
        int y = (int)((s->row + m->cell / s->columns) * CELL + s->dy);
        draw_add(list, &(struct draw_command){.kind = DRAW_PIXELS,
                                              .box = {x, y, CELL, CELL},
                                              .clip = s->box,
                                              .pixels = p});
    }
}
