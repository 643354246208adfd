#include "map/anchors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "map/along.h"
#include "map/near.h"

#define DEGREES 57.29577951308232
#define BESIDE_DP 8.0f          // half the route's line, and some air
#define STEP_DP 16.0            // from one place that is tried to the next
#define STREET_REPEAT_DP 220.0f // from one's end to the next
#define PLACE_REPEAT_DP 480.0f

// How names of a kind look; dp.
struct look_of {
    float size;
    bool bold, capitals;
    float spacing; // of the size
    float dot;
    uint32_t ink[MAP_THEMES];
};

static const struct look_of looks[NAME_KINDS] = {
    [NAME_STOP] = {28, true, false, 0, 0, {0xFF2A1D22, 0xFFFFF6EA, 0xFFFFFFFF}},
    [NAME_TOWN] = {32, true, false, 0, 0, {0xFF2A1D22, 0xFFF6EADD, 0xFFFFFFFF}},
    [NAME_STATION] = {24, true, false, 0, 10, {0xFF1F4C8F, 0xFFA9CBFF, 0xFFFFE14D}},
    [NAME_PARK] = {24, false, false, 0, 0, {0xFF245540, 0xFFB4DCC2, 0xFFFFFFFF}},
    [NAME_DISTRICT] = {24, false, true, 0.12f, 0, {0xFF5C4A4C, 0xFFD8C6BE, 0xFFFFFFFF}},
    [NAME_MAIN_ROAD] = {26, false, false, 0, 0, {0xFF2A1D22, 0xFFF6EADD, 0xFFFFFFFF}},
    [NAME_WATER] = {24, false, false, 0.04f, 0, {0xFF2C5670, 0xFFB0D3EA, 0xFFFFFFFF}},
    [NAME_SIGHT] = {24, false, false, 0, 8, {0xFF6A3B52, 0xFFEBC3D6, 0xFFFFFFFF}},
    [NAME_ROAD] = {24, false, false, 0, 0, {0xFF3D3034, 0xFFF6EADD, 0xFFFFFFFF}},
    [NAME_MINOR_ROAD] = {24, false, false, 0, 0, {0xFF55464A, 0xFFD8C6BE, 0xFFFFFFFF}},
    [NAME_PATH] = {22, false, false, 0, 0, {0xFF5C4A4C, 0xFFCDB9B0, 0xFFFFFFFF}},
};

uint32_t anchors_ink(const struct anchor *a, enum map_theme theme)
{
    return looks[a->kind].ink[theme];
}

// Streets of the route come third.
static const int orders[NAME_KINDS] = {
    [NAME_STOP] = 0,     [NAME_TOWN] = 2,        [NAME_STATION] = 4, [NAME_PARK] = 5,
    [NAME_DISTRICT] = 6, [NAME_MAIN_ROAD] = 7,   [NAME_WATER] = 8,   [NAME_SIGHT] = 9,
    [NAME_ROAD] = 10,    [NAME_MINOR_ROAD] = 11, [NAME_PATH] = 12,
};

#define ORDER_ROUTE 3

struct finding {
    struct anchors *out;
    struct lettering *lettering;
    const struct map_labels_spec *spec;
    float dp; // px
    struct near near;
    double left, top, right, bottom; // of the plane: where names may stand
};

// A street that the route follows, not one that it crosses.
static bool follows(const struct near *near, const struct along_fit *fit)
{
    return near_at(near, fit->at) && near_at(near, fit->a) && near_at(near, fit->b);
}

// --- what a name would be ---

static struct letters letters_of(const struct finding *f, const char *text,
                                 enum name_kind kind, int rank)
{
    const struct look_of *l = &looks[kind];
    float size = l->size;
    if (kind == NAME_TOWN)
        size += rank == 0 ? 6 : rank == 1 ? 0 : -4;
    size = roundf(size * f->dp * 4) / 4;
    return (struct letters){.text = text,
                            .size_px = size,
                            .spacing_px = l->spacing * size,
                            .halo_px = fmaxf(1.5f, 1.9f * f->dp),
                            .bold = l->bold && (kind != NAME_TOWN || rank < 2),
                            .capitals = l->capitals};
}

static struct anchor *add(struct finding *f, const struct anchor *a)
{
    struct anchors *out = f->out;
    if (out->n == out->cap) {
        size_t cap = out->cap ? 2 * out->cap : 512;
        struct anchor *items = ARENA_ARRAY(out->arena, struct anchor, cap);
        if (out->n)
            memcpy(items, out->items, out->n * sizeof(*items));
        out->items = items;
        out->cap = cap;
    }
    out->items[out->n] = *a;
    return &out->items[out->n++];
}

static bool within(const struct finding *f, struct geo_xy at)
{
    return at.x >= f->left && at.y >= f->top && at.x < f->right && at.y < f->bottom;
}

static void put(struct anchor *a, float x, float y)
{
    a->off[a->n_off].x = x;
    a->off[a->n_off++].y = y;
}

// --- streets ---

struct street_search {
    const struct street *street;
    struct along line;
    struct letters letters;
    struct letters_size size, stacked;
    bool stackable;
};

// Degrees in which it can be read: -100 to 80. Streets of a grid that stands upright lean a little
// to either side, and should all be read the same way.
static int readable(double turn_rad)
{
    int turn = (int)lround(turn_rad * DEGREES);
    while (turn > 80)
        turn -= 180;
    while (turn <= -100)
        turn += 180;
    return turn;
}

// Of a street that the route follows: where the letters do not lie on the route, near the
// street's middle first, and above it first.
static void beside(const struct finding *f, struct anchor *a, const struct along_fit *fit)
{
    static const float steps[] = {0, 1, -1, 1.5f, -1.5f, 2, -2};
    double dx = fit->b.x - fit->a.x, dy = fit->b.y - fit->a.y, len = hypot(dx, dy);
    double up = dx > 0 || (dx == 0 && dy > 0) ? 1 : -1; // up from a line that goes right
    double x = dy / len * up, y = -dx / len * up;
    double half = (double)(a->letters.stacked ? a->w : a->h) / 2;
    a->n_off = 0;
    for (size_t i = 0; i < ARRAY_LEN(steps) && a->n_off < 4; i++) {
        double off = (double)steps[i] * (half + (double)(BESIDE_DP * f->dp));
        bool covers = false;
        for (int row = -1; row <= 1; row++) {
            double at = off + row * 0.8 * half;
            struct geo_xy from = {fit->a.x + x * at, fit->a.y + y * at};
            covers |=
                near_covers(&f->near, from, (struct geo_xy){from.x + dx, from.y + dy});
        }
        if (!covers)
            put(a, (float)(x * off), (float)(y * off));
    }
    if (!a->n_off)
        put(a, 0, 0);
}

static void add_street(struct finding *f, const struct street_search *s,
                       const struct along_fit *fit, uint64_t square)
{
    const struct street *street = s->street;
    struct anchor a = {
        .kind = street->kind,
        .order = orders[street->kind],
        .rank = street->rank,
        .id = street->id,
        .tie = hash_u64(street->id, square),
        .text = street->text,
        .letters = s->letters,
        .at = fit->at,
        .turns = true,
        .turn_deg = readable(fit->turn_rad),
        .w = s->size.w,
        .h = s->size.h,
        .repeat_px = s->size.w + STREET_REPEAT_DP * f->dp,
        .n_off = 1,
    };
    if (s->stackable && abs(a.turn_deg) > 50) {
        a.letters.stacked = true;
        a.turn_deg += a.turn_deg < 0 ? 90 : -90;
        a.w = s->stacked.w;
        a.h = s->stacked.h;
    }
    if (follows(&f->near, fit)) {
        a.order = ORDER_ROUTE;
        beside(f, &a, fit);
    }
    add(f, &a);
}

// The straightest place of a run, the nearest to its middle.
static bool best_of_run(const struct finding *f, const struct street_search *s,
                        struct along_run run, struct along_fit *best)
{
    double length = (double)(s->stackable ? fmaxf(s->size.w, s->stacked.h) : s->size.w);
    double most = 0.32 * (double)s->letters.size_px, step = STEP_DP * (double)f->dp;
    double middle = (run.from + run.to) / 2, half = (run.to - run.from) / 2;
    // From whichever end the street was put together, its places are tried in one order.
    struct geo_xy a = along_at(&s->line, run.from), b = along_at(&s->line, run.to);
    if (b.x < a.x || (b.x == a.x && b.y < a.y))
        step = -step;
    int least = 1000;
    for (int k = 0; k * fabs(step) <= half && least > 0; k++)
        for (int side = -1; side <= (k ? 1 : -1) && least > 0; side += 2) {
            struct along_fit fit;
            if (!along_fit(&s->line, middle + side * k * step, length, most, &fit))
                continue;
            // Better a bend than letters on the route.
            int wavers = (int)floor(fit.waver / most * 5);
            if (near_covers(&f->near, fit.a, fit.b) && !follows(&f->near, &fit))
                wavers += 10;
            if (wavers < least) {
                least = wavers;
                *best = fit;
            }
        }
    return least < 1000;
}

static void find_street(struct finding *f, const struct street *street,
                        const struct along_grid *grid)
{
    struct arena *arena = f->out->arena;
    struct street_search s = {.street = street};
    struct geo_xy *points = ARENA_ARRAY(arena, struct geo_xy, street->n);
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (size_t i = 0; i < street->n; i++) {
        points[i] = map_plane_px(&f->spec->to_px, street->points[i]);
        x0 = fmin(x0, points[i].x);
        y0 = fmin(y0, points[i].y);
        x1 = fmax(x1, points[i].x);
        y1 = fmax(y1, points[i].y);
    }
    if (x0 > f->right || y0 > f->bottom || x1 < f->left || y1 < f->top)
        return;
    s.letters = letters_of(f, street->text, street->kind, street->rank);
    // No word is shorter than its bytes allow, so most of the short streets are not measured.
    if (hypot(x1 - x0, y1 - y0) <
        0.1 * (double)s.letters.size_px * (double)strlen(street->text))
        return;
    s.size = lettering_measure(f->lettering, &s.letters);
    s.stackable = y1 - y0 > 0.6 * (x1 - x0) && letters_stackable(street->text);
    if (s.stackable) {
        struct letters up = s.letters;
        up.stacked = true;
        s.stacked = lettering_measure(f->lettering, &up);
    }
    s.line = along_make(arena, points, street->n);
    if (s.line.s[street->n - 1] < (double)s.size.w)
        return;
    struct along_run *runs;
    size_t n = along_runs(&s.line, grid, arena, &runs);
    for (size_t i = 0; i < n; i++) {
        struct along_fit fit = {0};
        struct geo_xy at = along_at(&s.line, (runs[i].from + runs[i].to) / 2);
        struct geo_xy square = {(grid->cos * at.x - grid->sin * at.y) / grid->side,
                                (grid->sin * at.x + grid->cos * at.y) / grid->side};
        if (at.x < f->left - grid->side || at.y < f->top - grid->side ||
            at.x > f->right + grid->side || at.y > f->bottom + grid->side ||
            !best_of_run(f, &s, runs[i], &fit) || !within(f, fit.at))
            continue;
        add_street(f, &s, &fit,
                   hash_u64((uint64_t)(int64_t)floor(square.x),
                            (uint64_t)(int64_t)floor(square.y)));
    }
}

// --- places ---

static bool box_covers(const struct near *near, const struct anchor *a, float x, float y)
{
    for (int i = -1; i <= 1; i++) {
        double at_y = a->at.y + (double)(y + (float)i * a->h * 0.4f);
        struct geo_xy from = {a->at.x + (double)(x - a->w / 2), at_y};
        if (near_covers(near, from, (struct geo_xy){from.x + (double)a->w, at_y}))
            return true;
    }
    return false;
}

struct offset {
    float x, y;
    int worth; // the lower the earlier
};

// Below, after, before and above what stands at the place itself.
static void offsets(const struct anchor *a, float radius, struct offset out[4])
{
    float x = radius + a->w / 2, y = radius + a->h / 2;
    out[0] = (struct offset){0, y, 0};
    out[1] = (struct offset){x, 0, 0};
    out[2] = (struct offset){-x, 0, 0};
    out[3] = (struct offset){0, -y, 0};
}

static void put_by_worth(struct anchor *a, const struct offset from[4])
{
    for (int worth = 0; worth < 4; worth++)
        for (int i = 0; i < 4; i++)
            if (from[i].worth == worth)
                put(a, from[i].x, from[i].y);
}

// Last what covers the route.
static void around(const struct near *near, struct anchor *a, float radius)
{
    struct offset offs[4];
    offsets(a, radius, offs);
    for (int i = 0; i < 4; i++)
        offs[i].worth = box_covers(near, a, offs[i].x, offs[i].y);
    put_by_worth(a, offs);
}

// Before that, what is not wholly to be seen.
static void around_stop(const struct finding *f, struct anchor *a, float radius)
{
    struct offset offs[4];
    const struct map_labels_spec *spec = f->spec;
    struct rect open =
        spec->open.w > 0 ? spec->open : (struct rect){0, 0, spec->w, spec->h};
    double x = a->at.x - f->left - ANCHORS_AROUND_PX;
    double y = a->at.y - f->top - ANCHORS_AROUND_PX;
    offsets(a, radius, offs);
    for (int i = 0; i < 4; i++) {
        double left = x + (double)(offs[i].x - a->w / 2) - open.x;
        double top = y + (double)(offs[i].y - a->h / 2) - open.y;
        bool seen = left >= 0 && top >= 0 && left + (double)a->w <= open.w &&
                    top + (double)a->h <= open.h;
        offs[i].worth = box_covers(&f->near, a, offs[i].x, offs[i].y) + 2 * !seen;
    }
    put_by_worth(a, offs);
}

// In up to three lines, none of them narrower than a word.
static void measure_place(const struct finding *f, struct anchor *a)
{
    size_t most = 0, words = 0;
    for (const char *at = a->text; *at;) {
        size_t len = strcspn(at, " ");
        size_t signs = utf8_count(at, len);
        most = signs > most ? signs : most;
        words++;
        at += len + (at[len] == ' ');
    }
    struct letters *t = &a->letters;
    float sign = t->size_px * (t->capitals ? 0.8f : 0.65f) + t->spacing_px;
    bool one = words < 2 && (unsigned char)a->text[0] < 0xE0;
    t->wrap_px = one ? 0 : roundf(fmaxf(8 * t->size_px, sign * (float)most));
    struct letters_size size = lettering_measure(f->lettering, t);
    a->w = size.w;
    a->h = size.h;
}

static void find_place(struct finding *f, const struct name *name)
{
    const struct map_labels_spec *spec = f->spec;
    struct geo_xy at = map_plane_px(&spec->to_px, name->points[0]);
    if (!within(f, at))
        return;
    struct anchor a = {
        .kind = name->kind,
        .order = orders[name->kind],
        .rank = name->rank,
        .id = name->id,
        .text = name->text,
        .letters = letters_of(f, name->text, name->kind, name->rank),
        .at = at,
        .dot = looks[name->kind].dot * f->dp,
        .repeat_px = PLACE_REPEAT_DP * f->dp,
    };
    measure_place(f, &a);
    // A small area says no name that is wider than it.
    if (name->extent > 0 && name->extent * spec->to_px.scale < 0.7 * (double)a.w)
        return;
    // To 1/65536 of a square, which is finer than any tile.
    a.tie = hash_u64(name->id, (uint64_t)llround(name->points[0].x * 0x1p34));
    a.tie = hash_u64(a.tie, (uint64_t)llround(name->points[0].y * 0x1p34));
    if (a.dot > 0)
        around(&f->near, &a, a.dot / 2 + 2 * f->dp);
    else
        put(&a, 0, 0);
    add(f, &a);
}

static void find_stop(struct finding *f, const struct map_labels_stop *stop, size_t i)
{
    struct geo_xy at = map_plane_px(&f->spec->to_px, stop->at);
    if (!stop->title || !*stop->title || !isfinite(at.x + at.y) || !within(f, at))
        return;
    struct anchor a = {
        .kind = NAME_STOP,
        .order = stop->next ? 0 : 1,
        .rank = (int)i,
        .id = name_id(stop->title, false),
        .tie = i,
        .text = stop->title,
        .letters = letters_of(f, stop->title, NAME_STOP, 0),
        .at = at,
    };
    measure_place(f, &a);
    around_stop(f, &a, stop->radius_px + 4 * f->dp);
    add(f, &a);
}

// --- all of them ---

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_order(const void *a, const void *b)
{
    const struct anchor *x = a, *y = b;
    if (x->order != y->order)
        return x->order - y->order;
    if (x->rank != y->rank)
        return x->rank - y->rank;
    if (x->tie != y->tie)
        return x->tie < y->tie ? -1 : 1;
    int c = compare(x->at.x, y->at.x);
    return c ? c : compare(x->at.y, y->at.y);
}

static bool shown(const struct map_labels_spec *spec, float min_zoom, float max_zoom)
{
    return spec->zoom >= (double)min_zoom &&
           (max_zoom <= 0 || spec->zoom < (double)max_zoom);
}

void anchors_find(struct anchors *out, struct arena *arena, struct lettering *lettering,
                  const struct map_labels_spec *spec, const struct streets *streets,
                  struct geo_xy move)
{
    *out = (struct anchors){.arena = arena};
    struct finding f = {
        .out = out,
        .lettering = lettering,
        .spec = spec,
        .dp = spec->px_dp * (spec->text > 0 ? spec->text : 1),
        .left = -ANCHORS_AROUND_PX - move.x,
        .top = -ANCHORS_AROUND_PX - move.y,
        .right = spec->w + ANCHORS_AROUND_PX - move.x,
        .bottom = spec->h + ANCHORS_AROUND_PX - move.y,
    };
    near_init(&f.near, arena, spec, (struct near_box){f.left, f.top, f.right, f.bottom});
    // Squares of 256 to 512 dp, the same of the ground for a whole zoom.
    const struct along_grid grid = {
        .side = spec->to_px.scale * exp2(-floor(spec->zoom) - 1),
        .cos = spec->to_px.cos,
        .sin = spec->to_px.sin,
    };
    for (size_t i = 0; i < streets->n; i++)
        if (shown(spec, streets->items[i].min_zoom, 0))
            find_street(&f, &streets->items[i], &grid);
    for (size_t i = 0; i < spec->n_tiles; i++)
        for (size_t k = 0; spec->tiles[i] && k < spec->tiles[i]->n; k++) {
            const struct name *name = &spec->tiles[i]->items[k];
            if (name->n == 1 && shown(spec, name->min_zoom, name->max_zoom))
                find_place(&f, name);
        }
    for (size_t i = 0; i < spec->n_stops; i++)
        find_stop(&f, &spec->stops[i], i);
    if (out->n)
        qsort(out->items, out->n, sizeof(*out->items), by_order);
}
