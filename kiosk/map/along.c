#include "map/along.h"

#include <math.h>
#include <stdlib.h>

#define RUNS_MAX 4096 // of a line
#define QUARTER_TURN 0.7853981633974483

struct along along_make(struct arena *arena, struct geo_xy *points, size_t n)
{
    struct along line = {points, ARENA_ARRAY(arena, double, n), n};
    for (size_t i = 1; i < n; i++)
        line.s[i] = line.s[i - 1] +
                    hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    return line;
}

// The segment with s.
static size_t segment_at(const struct along *line, double s)
{
    size_t low = 0, high = line->n - 1;
    while (high - low > 1) {
        size_t mid = (low + high) / 2;
        if (line->s[mid] <= s)
            low = mid;
        else
            high = mid;
    }
    return low;
}

struct geo_xy along_at(const struct along *line, double s)
{
    size_t i = segment_at(line, s);
    double run = line->s[i + 1] - line->s[i];
    double t = run > 0 ? (s - line->s[i]) / run : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    struct geo_xy a = line->points[i], b = line->points[i + 1];
    return (struct geo_xy){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

// Between the directions of neighbouring thirds.
static bool bends(const struct along *line, double from, double length)
{
    struct geo_xy p[4];
    for (int i = 0; i < 4; i++)
        p[i] = along_at(line, from + length * i / 3);
    for (int i = 0; i < 2; i++) {
        double a = atan2(p[i + 1].y - p[i].y, p[i + 1].x - p[i].x);
        double b = atan2(p[i + 2].y - p[i + 1].y, p[i + 2].x - p[i + 1].x);
        if (fabs(remainder(b - a, 8 * QUARTER_TURN)) > QUARTER_TURN)
            return true;
    }
    return false;
}

bool along_fit(const struct along *line, double s, double length, double most,
               struct along_fit *out)
{
    double from = s - length / 2, to = s + length / 2;
    if (from < 0 || to > line->s[line->n - 1] || length <= 0)
        return false;
    struct geo_xy a = along_at(line, from), b = along_at(line, to);
    double dx = b.x - a.x, dy = b.y - a.y, chord = hypot(dx, dy);
    if (chord < 0.8 * length)
        return false;
    double low = 0, high = 0;
    for (size_t i = segment_at(line, from) + 1; i < line->n && line->s[i] < to; i++) {
        const struct geo_xy *p = &line->points[i];
        double off = ((p->y - a.y) * dx - (p->x - a.x) * dy) / chord;
        low = fmin(low, off);
        high = fmax(high, off);
    }
    double waver = (high - low) / 2, middle = (high + low) / 2;
    if (waver > most || bends(line, from, length))
        return false;
    *out = (struct along_fit){
        .at = {(a.x + b.x) / 2 - dy / chord * middle,
               (a.y + b.y) / 2 + dx / chord * middle},
        .a = a,
        .b = b,
        .turn_rad = atan2(dy, dx),
        .waver = waver,
    };
    return true;
}

struct cutting {
    double *at;
    size_t n, most;
};

// Where one coordinate, in squares, goes over a whole number.
static void cross(struct cutting *c, double a, double b, double s, double run)
{
    double low = fmin(a, b), high = fmax(a, b);
    for (double i = floor(low) + 1; i <= high && c->n < c->most; i++)
        c->at[c->n++] = s + run * (i - a) / (b - a);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct geo_xy in_squares(const struct along_grid *g, struct geo_xy p)
{
    double x = p.x - g->origin.x, y = p.y - g->origin.y;
    return (struct geo_xy){(g->cos * x - g->sin * y) / g->side,
                           (g->sin * x + g->cos * y) / g->side};
}

size_t along_runs(const struct along *line, const struct along_grid *grid,
                  struct arena *arena, struct along_run **out)
{
    struct geo_xy *at = ARENA_ARRAY(arena, struct geo_xy, line->n);
    double squares = 0;
    for (size_t i = 0; i < line->n; i++) {
        at[i] = in_squares(grid, line->points[i]);
        if (i)
            squares +=
                ceil(fabs(at[i].x - at[i - 1].x)) + ceil(fabs(at[i].y - at[i - 1].y));
    }
    struct cutting c = {.most = squares < RUNS_MAX ? (size_t)squares + 1 : RUNS_MAX};
    c.at = ARENA_ARRAY(arena, double, c.most + 2);
    c.at[c.n++] = 0;
    for (size_t i = 0; i + 1 < line->n; i++) {
        double run = line->s[i + 1] - line->s[i];
        cross(&c, at[i].x, at[i + 1].x, line->s[i], run);
        cross(&c, at[i].y, at[i + 1].y, line->s[i], run);
    }
    c.at[c.n++] = line->s[line->n - 1];
    qsort(c.at, c.n, sizeof(*c.at), by_size);
    *out = ARENA_ARRAY(arena, struct along_run, c.n);
    size_t n = 0;
    for (size_t i = 0; i + 1 < c.n; i++)
        if (c.at[i + 1] - c.at[i] > grid->side / 64)
            (*out)[n++] = (struct along_run){c.at[i], c.at[i + 1]};
    return n;
}
