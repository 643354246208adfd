#include "map/streets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define NEAR_MOST 24  // ends that are compared with one
#define TURN_MOST 1.3 // radians from straight on

// A line of a tile; of two of one name that meet, the ends are linked.
struct piece {
    const struct name *name;
    int link[2]; // the end that follows: 2 * piece + end; -1: none
    bool walked;
};

struct end {
    int at;              // 2 * piece + end
    double x, y, dx, dy; // and where it comes from, a unit long
};

struct joint {
    int a, b; // ends in the order of ends
    double turn;
};

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_name_and_place(const void *a, const void *b)
{
    const struct name *x = ((const struct piece *)a)->name;
    const struct name *y = ((const struct piece *)b)->name;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    int c = compare(x->points[0].x, y->points[0].x);
    c = c ? c : compare(x->points[0].y, y->points[0].y);
    c = c ? c : compare(x->points[x->n - 1].x, y->points[y->n - 1].x);
    c = c ? c : compare(x->points[x->n - 1].y, y->points[y->n - 1].y);
    c = c ? c : (x->n > y->n) - (x->n < y->n);
    return c ? c : memcmp(x->points, y->points, x->n * sizeof(*x->points));
}

static int by_place(const void *a, const void *b)
{
    const struct end *x = a, *y = b;
    int c = compare(x->x, y->x);
    c = c ? c : compare(x->y, y->y);
    return c ? c : (x->at > y->at) - (x->at < y->at);
}

static int by_turn(const void *a, const void *b)
{
    const struct joint *x = a, *y = b;
    int c = compare(x->turn, y->turn);
    c = c ? c : (x->a > y->a) - (x->a < y->a);
    return c ? c : (x->b > y->b) - (x->b < y->b);
}

static struct geo_xy point(const struct piece *p, int end, size_t i)
{
    const struct name *n = p->name;
    return n->points[end ? n->n - 1 - i : i];
}

static struct end end_of(const struct piece *pieces, int at)
{
    const struct piece *p = &pieces[at / 2];
    struct geo_xy a = point(p, at % 2, 0), b = point(p, at % 2, 1);
    double len = fmax(hypot(a.x - b.x, a.y - b.y), 1e-30);
    return (struct end){at, a.x, a.y, (a.x - b.x) / len, (a.y - b.y) / len};
}

// Ends that meet go on in those that turn least.
static void link_ends(struct piece *all, int from, int to, double near,
                      struct arena *arena)
{
    int n = 2 * (to - from);
    struct end *ends = ARENA_ARRAY(arena, struct end, (size_t)n);
    for (int i = 0; i < n; i++)
        ends[i] = end_of(all, 2 * from + i);
    qsort(ends, (size_t)n, sizeof(*ends), by_place);
    struct joint *joints = NULL;
    size_t n_joints = 0, cap = 0;
    for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n && k <= i + NEAR_MOST; k++) {
            if (ends[k].x - ends[i].x > near)
                break;
            double turn = acos(
                fmax(-1, fmin(1, -(ends[i].dx * ends[k].dx + ends[i].dy * ends[k].dy))));
            if (fabs(ends[k].y - ends[i].y) > near || ends[i].at / 2 == ends[k].at / 2 ||
                turn > TURN_MOST)
                continue;
            if (n_joints == cap)
                joints = xrealloc(joints, cap = cap ? 2 * cap : 32, sizeof(*joints));
            joints[n_joints++] = (struct joint){i, k, turn};
        }
    if (n_joints)
        qsort(joints, n_joints, sizeof(*joints), by_turn);
    for (size_t i = 0; i < n_joints; i++) {
        int a = ends[joints[i].a].at, b = ends[joints[i].b].at;
        if (all[a / 2].link[a % 2] < 0 && all[b / 2].link[b % 2] < 0) {
            all[a / 2].link[a % 2] = b;
            all[b / 2].link[b % 2] = a;
        }
    }
    free(joints);
}

// From an end on through all that is linked.
static void walk(struct streets *s, struct piece *all, int start)
{
    const struct name *first = all[start / 2].name;
    struct street *out = &s->items[s->n++];
    size_t n = 0;
    int at = start;
    do {
        n += all[at / 2].name->n;
        all[at / 2].walked = true;
        at = all[at / 2].link[1 - at % 2];
    } while (at >= 0 && at != start && !all[at / 2].walked);
    *out = (struct street){.text = first->text,
                           .id = first->id,
                           .kind = first->kind,
                           .rank = first->rank,
                           .min_zoom = first->min_zoom,
                           .points = ARENA_ARRAY(&s->arena, struct geo_xy, n)};
    for (at = start; out->n < n; at = all[at / 2].link[1 - at % 2]) {
        const struct piece *p = &all[at / 2];
        // Where one ends the next begins.
        for (size_t i = out->n ? 1 : 0; i < p->name->n; i++)
            out->points[out->n++] = point(p, at % 2, i);
        n -= at == start ? 0 : 1;
        if (p->name->kind < out->kind ||
            (p->name->kind == out->kind && p->name->rank < out->rank)) {
            out->kind = p->name->kind;
            out->rank = p->name->rank;
        }
        out->min_zoom = fminf(out->min_zoom, p->name->min_zoom);
    }
}

static void walk_all(struct streets *s, struct piece *all, int from, int to)
{
    // Lines with a beginning first; what is left goes round.
    for (int i = 2 * from; i < 2 * to; i++)
        if (!all[i / 2].walked && all[i / 2].link[i % 2] < 0)
            walk(s, all, i);
    for (int i = 2 * from; i < 2 * to; i += 2)
        if (!all[i / 2].walked)
            walk(s, all, i);
}

static void gather(struct piece *out, const struct map_names *const *tiles,
                   size_t n_tiles, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < n_tiles; i++)
        for (size_t k = 0; tiles[i] && k < tiles[i]->n; k++)
            if (tiles[i]->items[k].n >= 2) {
                if (out)
                    out[*n] =
                        (struct piece){.name = &tiles[i]->items[k], .link = {-1, -1}};
                ++*n;
            }
}

void streets_init(struct streets *s, const struct map_names *const *tiles, size_t n_tiles)
{
    *s = (struct streets){0};
    arena_init(&s->arena);
    size_t n;
    gather(NULL, tiles, n_tiles, &n);
    if (!n)
        return;
    struct arena scratch;
    arena_init(&scratch);
    struct piece *all = ARENA_ARRAY(&scratch, struct piece, n);
    gather(all, tiles, n_tiles, &n);
    qsort(all, n, sizeof(*all), by_name_and_place);
    s->items = ARENA_ARRAY(&s->arena, struct street, n);
    double near = 0;
    for (size_t i = 0; i < n_tiles; i++)
        near = tiles[i] ? fmax(near, tiles[i]->unit) : near;
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && all[to].name->id == all[from].name->id; to++)
            continue;
        size_t first = s->n;
        link_ends(all, (int)from, (int)to, 3 * near, &scratch);
        walk_all(s, all, (int)from, (int)to);
        const char *text = arena_strdup(&s->arena, s->items[first].text);
        for (size_t i = first; i < s->n; i++)
            s->items[i].text = text;
    }
    arena_release(&scratch);
}

void streets_release(struct streets *s)
{
    arena_release(&s->arena);
    *s = (struct streets){0};
}
