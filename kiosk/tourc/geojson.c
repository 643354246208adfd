#include "tourc/geojson.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "tourc/files.h"
#include "tourc/geojson_lines.h"
#include "tourc/nearest.h"

#define BYTES_MAX ((size_t)32 << 20)
#define FEATURES_MAX 50000
#define PART_MAX 10000 // positions of a line or ring: simplifying may take their square
#define COMPLAINTS_MAX 10 // of a file: mostly the same mistake again

#define ZOOM_NEVER 24

enum { POINTS = 1 << MVT_POINT, LINES = 1 << MVT_LINE, AREAS = 1 << MVT_AREA };

const char *const geojson_layers[] = {"water", "waterway", "landcover",      "landuse",
                                      "park",  "building", "transportation", "place",
                                      "poi",   NULL};

static const struct {
    const char *layer, *kinds_like;
    int kinds;
} shapes[] = {
    {"water", "areas", AREAS},
    {"waterway", "lines", LINES},
    {"landcover", "areas", AREAS},
    {"landuse", "areas", AREAS},
    {"park", "areas or points", AREAS | POINTS},
    {"building", "areas", AREAS},
    {"transportation", "lines or areas", LINES | AREAS},
    {"place", "points", POINTS},
    {"poi", "points", POINTS},
};

// Of streets, as OpenMapTiles has them: one misspelt would not be drawn.
static const char *const streets[] = {
    "motorway", "trunk",   "primary", "secondary",  "tertiary", "minor",
    "service",  "track",   "path",    "pedestrian", "busway",   "raceway",
    "rail",     "transit", "ferry",   "aerialway",  "bridge",   "pier"};

struct reader {
    struct arena *arena;
    struct report *report;
    const char *layer;
    struct spot at; // of the feature
    size_t number;  // of the feature, from 1
    size_t complaints;
};

static bool wrong(struct reader *r, const char *fmt, ...) PRINTF_LIKE(2, 3);

static bool wrong(struct reader *r, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char text[400];
    vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
    report_error(r->report, r->at, "feature %zu: %s", r->number, text);
    r->complaints++;
    return false;
}

static bool read_position(struct reader *r, const json_t *json, struct geo_xy *out)
{
    const json_t *lon = json_array_get(json, 0), *lat = json_array_get(json, 1);
    if (!json_is_number(lon) || !json_is_number(lat))
        return wrong(r, "expected a position, [longitude, latitude], of two numbers");
    struct geo_point p = {json_number_value(lat), json_number_value(lon)};
    if (!geo_valid(p))
        return wrong(r,
                     "[%.10g, %.10g] is not on the earth: expected [longitude, latitude]",
                     p.lon, p.lat);
    *out = geo_mercator(p);
    return true;
}

static bool read_positions(struct reader *r, const json_t *json, size_t least,
                           const char *what, struct land_part *out)
{
    size_t n = json_array_size(json);
    if (!json_is_array(json) || !json_is_array(json_array_get(json, 0)))
        return wrong(r, "expected a list of positions for %s", what);
    if (n < least)
        return wrong(r, "%s of %zu positions: expected at least %zu", what, n, least);
    if (n > PART_MAX && least > 1)
        return wrong(r, "%s of %zu positions: expected at most %d", what, n, PART_MAX);
    *out = (struct land_part){.points = ARENA_ARRAY(r->arena, struct geo_xy, n), .n = n};
    for (size_t i = 0; i < n; i++)
        if (!read_position(r, json_array_get(json, i), &out->points[i]))
            return false;
    return true;
}

static bool same(struct geo_xy a, struct geo_xy b)
{
    return !(a.x < b.x || a.x > b.x || a.y < b.y || a.y > b.y);
}

// Whichever way its author went round, an outer ring comes out clockwise, a hole the other way.
static bool read_ring(struct reader *r, const json_t *json, bool hole,
                      struct land_part *out)
{
    if (!read_positions(r, json, 4, "a ring", out))
        return false;
    if (!same(out->points[0], out->points[out->n - 1]))
        return wrong(r, "a ring does not end where it begins");
    out->n--;
    out->hole = hole;
    if ((land_area(out->points, out->n) < 0) == hole)
        return true;
    for (size_t i = 0; i < out->n / 2; i++) {
        struct geo_xy p = out->points[i];
        out->points[i] = out->points[out->n - 1 - i];
        out->points[out->n - 1 - i] = p;
    }
    return true;
}

// Adds the rings of a polygon.
static bool read_polygon(struct reader *r, const json_t *json, struct land_feature *f)
{
    size_t n = json_array_size(json);
    if (!n)
        return wrong(r, "expected a list of rings for a polygon");
    struct land_part *parts = ARENA_ARRAY(r->arena, struct land_part, f->n_parts + n);
    memcpy(parts, f->parts, f->n_parts * sizeof(*parts));
    f->parts = parts;
    for (size_t i = 0; i < n; i++)
        if (!read_ring(r, json_array_get(json, i), i > 0, &f->parts[f->n_parts++]))
            return false;
    return true;
}

static bool read_lines(struct reader *r, const json_t *json, struct land_feature *f)
{
    f->n_parts = json_array_size(json);
    f->parts = ARENA_ARRAY(r->arena, struct land_part, f->n_parts + 1);
    for (size_t i = 0; i < f->n_parts; i++)
        if (!read_positions(r, json_array_get(json, i), 2, "a line", &f->parts[i]))
            return false;
    return f->n_parts || wrong(r, "expected a list of lines");
}

static bool read_shape(struct reader *r, const char *type, const json_t *at,
                       struct land_feature *f)
{
    struct land_part *one = ARENA_NEW(r->arena, struct land_part);
    bool multi = strncmp(type, "Multi", 5) == 0;
    const char *base = multi ? type + 5 : type;
    f->parts = one;
    if (str_eq(base, "Point")) {
        f->kind = MVT_POINT;
        f->n_parts = 1;
        *one = (struct land_part){.points = ARENA_NEW(r->arena, struct geo_xy), .n = 1};
        return multi ? read_positions(r, at, 1, "points", one)
                     : read_position(r, at, one->points);
    }
    if (str_eq(base, "LineString")) {
        f->kind = MVT_LINE;
        f->n_parts = 1;
        return multi ? read_lines(r, at, f) : read_positions(r, at, 2, "a line", one);
    }
    if (!str_eq(base, "Polygon"))
        return wrong(r,
                     "unknown geometry '%.40s': expected a Point, LineString or Polygon, "
                     "or several as MultiPoint and so on",
                     type);
    f->kind = MVT_AREA;
    if (!multi)
        return read_polygon(r, at, f);
    for (size_t i = 0; i < json_array_size(at); i++)
        if (!read_polygon(r, json_array_get(at, i), f))
            return false;
    return f->n_parts || wrong(r, "expected a list of polygons");
}

static bool check_shape(struct reader *r, const struct land_feature *f)
{
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++)
        if (str_eq(shapes[i].layer, r->layer) && !(shapes[i].kinds & 1 << f->kind))
            return wrong(r, "expected %s in layer '%s'", shapes[i].kinds_like, r->layer);
    return true;
}

static bool read_geometry(struct reader *r, const json_t *geometry,
                          struct land_feature *f)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    if (!type)
        return wrong(r, "expected a 'geometry' with a 'type'");
    if (!read_shape(r, type, json_object_get(geometry, "coordinates"), f) ||
        !check_shape(r, f))
        return false;
    f->box = land_box_of(f->parts, f->n_parts);
    return true;
}

static bool check_class(struct reader *r, const char *class)
{
    struct nearest near;
    if (!str_eq(r->layer, "transportation"))
        return true;
    if (!class)
        return wrong(r, "expected a 'class', like 'minor', in layer 'transportation'");
    nearest_start(&near, class);
    for (size_t i = 0; i < ARRAY_LEN(streets); i++) {
        if (str_eq(class, streets[i]))
            return true;
        nearest_offer(&near, streets[i]);
    }
    return wrong(r, "unknown class '%.60s'%s", class, nearest_hint(&near, r->arena));
}

static bool read_min_zoom(struct reader *r, const json_t *value, int *out)
{
    double zoom = json_number_value(value);
    if (!json_is_number(value) || zoom < 0 || zoom > ZOOM_NEVER)
        return wrong(r, "expected a number from 0 to %d for 'min_zoom'", ZOOM_NEVER);
    *out = (int)ceil(zoom);
    return true;
}

static bool read_tag(struct reader *r, const char *key, const json_t *value,
                     struct mvt_tag *out)
{
    *out = (struct mvt_tag){.key = arena_strdup(r->arena, key)};
    out->value.string = "";
    if (json_is_string(value)) {
        out->value.kind = MVT_STRING;
        out->value.string = arena_strdup(r->arena, json_string_value(value));
    } else if (json_is_number(value)) {
        out->value.kind = MVT_NUMBER;
        out->value.number = json_number_value(value);
    } else if (json_is_boolean(value)) {
        out->value.kind = MVT_BOOL;
        out->value.number = json_is_true(value);
    } else {
        return wrong(r, "expected text, a number, true or false for '%.60s'", key);
    }
    return true;
}

static bool read_properties(struct reader *r, json_t *map, struct land_feature *f)
{
    const char *key;
    json_t *value;
    f->tags = ARENA_ARRAY(r->arena, struct mvt_tag, json_object_size(map) + 1);
    json_object_foreach(map, key, value)
    {
        if (json_is_null(value) || key[0] == '_')
            continue;
        if (str_eq(key, "min_zoom")) {
            if (!read_min_zoom(r, value, &f->min_zoom))
                return false;
        } else if (!read_tag(r, key, value, &f->tags[f->n_tags++])) {
            return false;
        }
    }
    return check_class(r, json_string_value(json_object_get(map, "class")));
}

static bool read_feature(struct reader *r, json_t *json, struct land_feature *out)
{
    *out = (struct land_feature){0};
    const char *type = json_string_value(json_object_get(json, "type"));
    if (!type || !str_eq(type, "Feature"))
        return wrong(r, "expected \"type\": \"Feature\"");
    return read_geometry(r, json_object_get(json, "geometry"), out) &&
           read_properties(r, json_object_get(json, "properties"), out);
}

static void read_features(struct reader *r, const char *path, json_t *list,
                          const char *text, struct land_layer *out)
{
    size_t n = json_array_size(list);
    struct geojson_lines lines;
    geojson_lines_start(&lines, path, text);
    out->features = ARENA_ARRAY(r->arena, struct land_feature, n + 1);
    for (size_t i = 0; i < n && r->complaints < COMPLAINTS_MAX; i++) {
        r->at = geojson_lines_next(&lines);
        r->number = i + 1;
        out->n += read_feature(r, json_array_get(list, i), &out->features[out->n]);
    }
}

static bool read_root(struct reader *r, const char *path, json_t *root, const char *text,
                      struct land_layer *out)
{
    const char *type = json_string_value(json_object_get(root, "type"));
    json_t *list = json_object_get(root, "features");
    if (!type || !str_eq(type, "FeatureCollection") || !json_is_array(list)) {
        report_error(r->report, spot_top(path),
                     "expected a FeatureCollection with 'features', found %s%.40s",
                     type ? "a " : "none", type ? type : "");
        return false;
    }
    if (json_array_size(list) > FEATURES_MAX) {
        report_error(r->report, spot_top(path), "%zu features: expected at most %d",
                     json_array_size(list), FEATURES_MAX);
        return false;
    }
    read_features(r, path, list, text, out);
    return r->complaints == 0;
}

// jansson quotes what it stumbled over, line ends and all.
static void complain_of_json(struct report *report, const char *path, json_error_t *why)
{
    for (char *c = why->text; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    struct spot at = {path, why->line > 0 ? why->line : 1,
                      why->column > 0 ? why->column : 1};
    report_error(report, at, "this is no JSON: %s", why->text);
}

bool geojson_read(const char *path, const char *layer, struct arena *arena,
                  struct report *report, struct land_layer *out)
{
    struct reader r = {.arena = arena, .report = report, .layer = layer};
    struct err err;
    char *text;
    size_t len;
    *out = (struct land_layer){.name = layer};
    if (!files_read(path, BYTES_MAX, &text, &len, &err)) {
        report_error(report, spot_top(path), "can't read this file: %s", err.text);
        return false;
    }
    json_error_t why;
    // A NUL would end what is scanned for lines; in JSON there is none.
    json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);
    if (!root)
        complain_of_json(report, path, &why);
    bool good = root && read_root(&r, path, root, text, out);
    json_decref(root);
    free(text);
    return good;
}
