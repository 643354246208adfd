#include "tourc/wkt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

#define SCALE 10000000

static void add_number(struct str *out, double degrees)
{
    long long whole = llround(degrees * SCALE);
    char part[16];
    int digits = snprintf(part, sizeof(part), "%07lld", llabs(whole % SCALE));
    while (digits > 0 && part[digits - 1] == '0')
        digits--;
    str_printf(out, "%s%lld%s%.*s", whole < 0 ? "-" : "", llabs(whole / SCALE),
               digits ? "." : "", digits, part);
}

static void add_points(struct str *out, const struct geo_point *points, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        str_add(out, i ? ", " : "");
        add_number(out, points[i].lon);
        str_add(out, " ");
        add_number(out, points[i].lat);
    }
}

static const char *take(struct arena *arena, struct str *s)
{
    const char *text = arena_strdup(arena, str_c(s));
    str_release(s);
    return text;
}

const char *wkt_line(struct arena *arena, const struct geo_point *points, size_t n)
{
    struct str s;
    str_init(&s);
    str_add(&s, "LINESTRING(");
    add_points(&s, points, n);
    str_add(&s, ")");
    return take(arena, &s);
}

const char *wkt_polygon(struct arena *arena, const struct geo_point *points, size_t n)
{
    struct str s;
    str_init(&s);
    str_add(&s, "POLYGON((");
    add_points(&s, points, n);
    str_add(&s, ", ");
    add_points(&s, points, n ? 1 : 0);
    str_add(&s, "))");
    return take(arena, &s);
}

const char *wkt_number(struct arena *arena, double degrees)
{
    struct str s;
    str_init(&s);
    add_number(&s, degrees);
    return take(arena, &s);
}
