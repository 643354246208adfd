#include "pack/wkt.h"

#include <string.h>

static bool skip(const char **at, const char *words)
{
    size_t len = strlen(words);
    if (strncmp(*at, words, len) != 0)
        return false;
    *at += len;
    return true;
}

// -?[0-9]+(.[0-9]+)? of at most 15 digits: whole and scale are exact, and rounded once.
static bool read_number(const char **at, double most, double *out)
{
    bool negative = skip(at, "-");
    double value = 0, scale = 1;
    int digits = 0;
    bool point = false, last = false;
    for (;; (*at)++) {
        if (**at == '.' && !point && last) {
            point = true;
            last = false;
        } else if (**at >= '0' && **at <= '9' && digits < 15) {
            value = value * 10 + (**at - '0');
            scale *= point ? 10 : 1;
            digits++;
            last = true;
        } else {
            break;
        }
    }
    *out = (negative ? -value : value) / scale;
    return last && *out >= -most && *out <= most;
}

static bool read_points(struct arena *arena, const char *text, const char *end,
                        struct walk_vertex **out, size_t *n_out)
{
    size_t n = 1;
    for (const char *c = text; *c; c++)
        n += *c == ',';
    if (n > WKT_POINTS_MAX)
        return false;
    *out = ARENA_ARRAY(arena, struct walk_vertex, n);
    for (size_t i = 0; i < n; i++) {
        struct walk_vertex *v = &(*out)[i];
        if ((i && !skip(&text, ", ")) || !read_number(&text, 180, &v->lon) ||
            !skip(&text, " ") || !read_number(&text, 90, &v->lat))
            return false;
    }
    *n_out = n;
    return skip(&text, end) && !*text;
}

bool wkt_read_line(struct arena *arena, const char *text, const struct walk_vertex **out,
                   size_t *n_out)
{
    struct walk_vertex *points;
    if (!skip(&text, "LINESTRING(") || !read_points(arena, text, ")", &points, n_out))
        return false;
    *out = points;
    return *n_out >= 2;
}

bool wkt_read_ring(struct arena *arena, const char *text, const struct walk_vertex **out,
                   size_t *n_out)
{
    struct walk_vertex *points;
    if (!skip(&text, "POLYGON((") || !read_points(arena, text, "))", &points, n_out) ||
        *n_out < 4)
        return false;
    const struct walk_vertex *last = &points[*n_out - 1];
    bool closed = !(points->lat < last->lat || points->lat > last->lat ||
                    points->lon < last->lon || points->lon > last->lon);
    *out = points;
    *n_out -= 1;
    return closed;
}
