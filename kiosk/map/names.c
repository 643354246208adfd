#include "map/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "map/names_private.h"

#define NAMES_MAX 6000 // of a tile
#define POINTS_MAX 60000
#define TEXT_MAX 96 // bytes

// --- which of a feature's names ---

static bool latin(const char *text)
{
    size_t len = strlen(text), letters = 0, foreign = 0;
    for (size_t pos = 0; pos < len;) {
        uint32_t c = utf8_next(text, len, &pos);
        letters += c > 0x40;
        foreign +=
            c > 0x24F && !(c >= 0x1E00 && c < 0x1F00) && !(c >= 0x2000 && c < 0x2070);
    }
    return letters > 0 && foreign == 0;
}

static bool reads_latin(const char *lang)
{
    static const char *const others[] = {"ar", "el", "fa", "he", "hi", "ja",
                                         "ko", "ru", "th", "uk", "ur", "zh"};
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (strncmp(lang, others[i], 2) == 0)
            return false;
    return true;
}

static const char *tagged(const struct mvt_feature *f, const char *before,
                          const char *lang)
{
    char key[48];
    str_copy(key, sizeof(key), before);
    size_t len = strlen(key);
    str_copy(key + len, sizeof(key) - len, lang);
    return mvt_string(f, key);
}

static const char *in_language(const struct mvt_feature *f, const char *lang)
{
    const char *text = tagged(f, "name:", lang);
    return *text ? text : tagged(f, "name_", lang);
}

static const char *name_of(const struct mvt_feature *f, const char *lang)
{
    char primary[16];
    str_copy(primary, sizeof(primary), lang);
    primary[strcspn(primary, "-_")] = '\0';
    const char *text = *lang ? in_language(f, lang) : "";
    if (!*text && *primary)
        text = in_language(f, primary);
    if (*text)
        return text;
    const char *own = mvt_string(f, "name");
    if (*own && (!reads_latin(primary) || latin(own)))
        return own;
    // Letters that the visitor reads are better than those on the sign.
    static const char *const instead[] = {"name:latin", "name_int", "name:en", "name_en"};
    for (size_t i = 0; i < ARRAY_LEN(instead); i++)
        if (*mvt_string(f, instead[i]))
            return mvt_string(f, instead[i]);
    return own;
}

// One line without controls; "" when there is nothing to read.
static const char *cleaned(struct arena *arena, const char *text)
{
    char out[TEXT_MAX + 8];
    size_t len = strlen(text), n = 0;
    bool space = true, cut = false;
    for (size_t pos = 0; pos < len && !cut;) {
        uint32_t c = utf8_next(text, len, &pos);
        bool blank = c <= ' ' || c == 0x7F || (c >= 0x80 && c < 0xA1) || c == 0x2028 ||
                     c == 0x2029;
        if (blank && space)
            continue;
        cut = n > TEXT_MAX - 4;
        n += utf8_put(out + n, cut ? 0x2026 : blank ? ' ' : c);
        space = blank;
    }
    while (n && out[n - 1] == ' ')
        n--;
    return arena_strndup(arena, out, n);
}

// --- what a feature is ---

enum sort { SORT_NONE, SORT_STREETS, SORT_PLACES, SORT_POIS, SORT_PARKS, SORT_WATERS };

static const struct {
    const char *layer;
    enum sort sort;
} layers[] = {
    {"transportation_name", SORT_STREETS},
    {"transportation", SORT_STREETS},
    {"road_label", SORT_STREETS},
    {"road", SORT_STREETS},
    {"roads", SORT_STREETS},
    {"streets", SORT_STREETS},
    {"street_labels", SORT_STREETS},
    {"place", SORT_PLACES},
    {"places", SORT_PLACES},
    {"place_label", SORT_PLACES},
    {"place_labels", SORT_PLACES},
    {"poi", SORT_POIS},
    {"pois", SORT_POIS},
    {"poi_label", SORT_POIS},
    {"rail_station_label", SORT_POIS},
    {"transit_stop_label", SORT_POIS},
    {"transit", SORT_POIS},
    {"public_transport", SORT_POIS},
    {"park", SORT_PARKS},
    {"landuse", SORT_PARKS},
    {"landuse_label", SORT_PARKS},
    {"natural_label", SORT_WATERS},
    {"water_name", SORT_WATERS},
    {"water", SORT_WATERS},
    {"waterway", SORT_WATERS},
    {"waterway_label", SORT_WATERS},
    {"water_label", SORT_WATERS},
};

struct class
{
    enum sort sort;
    const char *name;
    enum name_kind kind;
    int rank;
    float min_zoom, max_zoom;
};

static const struct class classes[] = {
    {SORT_STREETS, "motorway", NAME_MAIN_ROAD, 0, 11.5f, 0},
    {SORT_STREETS, "highway", NAME_MAIN_ROAD, 0, 11.5f, 0},
    {SORT_STREETS, "trunk", NAME_MAIN_ROAD, 1, 12, 0},
    {SORT_STREETS, "primary", NAME_MAIN_ROAD, 2, 12.5f, 0},
    {SORT_STREETS, "main", NAME_MAIN_ROAD, 2, 12.5f, 0},
    {SORT_STREETS, "major_road", NAME_MAIN_ROAD, 2, 12.5f, 0},
    {SORT_STREETS, "secondary", NAME_ROAD, 0, 13, 0},
    {SORT_STREETS, "tertiary", NAME_ROAD, 1, 13.8f, 0},
    {SORT_STREETS, "medium_road", NAME_ROAD, 1, 13.8f, 0},
    {SORT_STREETS, "street", NAME_MINOR_ROAD, 0, 14.5f, 0},
    {SORT_STREETS, "street_limited", NAME_MINOR_ROAD, 1, 14.5f, 0},
    {SORT_STREETS, "minor", NAME_MINOR_ROAD, 0, 14.5f, 0},
    {SORT_STREETS, "minor_road", NAME_MINOR_ROAD, 0, 14.5f, 0},
    {SORT_STREETS, "residential", NAME_MINOR_ROAD, 0, 14.5f, 0},
    {SORT_STREETS, "unclassified", NAME_MINOR_ROAD, 0, 14.5f, 0},
    {SORT_STREETS, "living_street", NAME_MINOR_ROAD, 0, 14.5f, 0},
    {SORT_STREETS, "pedestrian", NAME_MINOR_ROAD, 0, 14.8f, 0},
    {SORT_STREETS, "service", NAME_PATH, 0, 16, 0},
    {SORT_STREETS, "path", NAME_PATH, 1, 16, 0},
    {SORT_STREETS, "footway", NAME_PATH, 1, 16, 0},
    {SORT_STREETS, "steps", NAME_PATH, 1, 16, 0},
    {SORT_STREETS, "cycleway", NAME_PATH, 2, 16.5f, 0},
    {SORT_STREETS, "track", NAME_PATH, 2, 16, 0},
    {SORT_PLACES, "city", NAME_TOWN, 0, 0, 13.6f},
    {SORT_PLACES, "town", NAME_TOWN, 1, 9, 14.5f},
    {SORT_PLACES, "village", NAME_TOWN, 2, 11, 15.5f},
    {SORT_PLACES, "suburb", NAME_DISTRICT, 0, 11.5f, 16.5f},
    {SORT_PLACES, "borough", NAME_DISTRICT, 0, 11, 16},
    {SORT_PLACES, "district", NAME_DISTRICT, 0, 11.5f, 16.5f},
    {SORT_PLACES, "quarter", NAME_DISTRICT, 1, 12.5f, 17},
    {SORT_PLACES, "hamlet", NAME_DISTRICT, 2, 13, 17},
    {SORT_PLACES, "neighbourhood", NAME_DISTRICT, 2, 13.2f, 17.5f},
    {SORT_PLACES, "neighborhood", NAME_DISTRICT, 2, 13.2f, 17.5f},
    {SORT_PLACES, "island", NAME_DISTRICT, 2, 12, 17},
    {SORT_PLACES, "locality", NAME_DISTRICT, 3, 14.5f, 0},
    {SORT_POIS, "station", NAME_STATION, 0, 13, 0},
    {SORT_POIS, "railway", NAME_STATION, 0, 13, 0},
    {SORT_POIS, "rail", NAME_STATION, 0, 13, 0},
    {SORT_POIS, "rail-metro", NAME_STATION, 1, 13.5f, 0},
    {SORT_POIS, "subway", NAME_STATION, 1, 13.5f, 0},
    {SORT_POIS, "metro", NAME_STATION, 1, 13.5f, 0},
    {SORT_POIS, "rail-light", NAME_STATION, 2, 14.5f, 0},
    {SORT_POIS, "tram_stop", NAME_STATION, 3, 16, 0},
    {SORT_POIS, "park", NAME_PARK, 1, 14.5f, 0},
    {SORT_POIS, "garden", NAME_PARK, 2, 15, 0},
    {SORT_POIS, "cemetery", NAME_PARK, 2, 15, 0},
    {SORT_POIS, "landmark", NAME_SIGHT, 0, 14, 0},
    {SORT_POIS, "attraction", NAME_SIGHT, 0, 15, 0},
    {SORT_POIS, "museum", NAME_SIGHT, 1, 15, 0},
    {SORT_POIS, "theatre", NAME_SIGHT, 1, 15, 0},
    {SORT_POIS, "castle", NAME_SIGHT, 1, 14.5f, 0},
    {SORT_POIS, "monument", NAME_SIGHT, 1, 15.5f, 0},
    {SORT_POIS, "stadium", NAME_SIGHT, 1, 14.5f, 0},
    {SORT_POIS, "town_hall", NAME_SIGHT, 2, 15.5f, 0},
    {SORT_POIS, "library", NAME_SIGHT, 2, 15.5f, 0},
    {SORT_POIS, "cinema", NAME_SIGHT, 2, 15.5f, 0},
    {SORT_POIS, "art_gallery", NAME_SIGHT, 2, 16, 0},
    {SORT_POIS, "university", NAME_SIGHT, 2, 15, 0},
    {SORT_PARKS, "park", NAME_PARK, 0, 13, 0},
    {SORT_PARKS, "nature_reserve", NAME_PARK, 1, 13, 0},
    {SORT_PARKS, "national_park", NAME_PARK, 0, 10, 0},
    {SORT_PARKS, "public_park", NAME_PARK, 0, 13, 0},
    {SORT_PARKS, "cemetery", NAME_PARK, 2, 14, 0},
    {SORT_PARKS, "garden", NAME_PARK, 1, 14.5f, 0},
    {SORT_WATERS, "ocean", NAME_WATER, 0, 0, 0},
    {SORT_WATERS, "sea", NAME_WATER, 0, 5, 0},
    {SORT_WATERS, "bay", NAME_WATER, 0, 10, 0},
    {SORT_WATERS, "lake", NAME_WATER, 1, 12, 0},
    {SORT_WATERS, "river", NAME_WATER, 1, 12, 0},
    {SORT_WATERS, "canal", NAME_WATER, 2, 14, 0},
    {SORT_WATERS, "pond", NAME_WATER, 2, 15, 0},
    {SORT_WATERS, "stream", NAME_WATER, 3, 15, 0},
};

static const struct class *class_named(enum sort sort, const char *name)
{
    for (size_t i = 0; *name && i < ARRAY_LEN(classes); i++)
        if (classes[i].sort == sort && strcmp(classes[i].name, name) == 0)
            return &classes[i];
    return NULL;
}

// Not every feature of a kept class is a place to name: an entrance of a station is none.
static bool left_out(const struct mvt_feature *f)
{
    static const char *const out[] = {"subway_entrance", "train_station_entrance",
                                      "platform", "bus_stop", "construction"};
    for (size_t i = 0; i < ARRAY_LEN(out); i++)
        if (strcmp(mvt_string(f, "subclass"), out[i]) == 0)
            return true;
    return false;
}

static const struct class *class_of(enum sort sort, const struct mvt_feature *f)
{
    // The closer word first.
    static const char *const keys[] = {"subclass", "class", "kind",
                                       "type",     "maki",  "mode"};
    if (left_out(f))
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        // What street a footway beside it belongs to does not make it one.
        if (i == 0 && sort != SORT_POIS)
            continue;
        const struct class *c = class_named(sort, mvt_string(f, keys[i]));
        if (c)
            return c;
    }
    return NULL;
}

// --- where it lies ---

struct reading {
    struct map_names *names;
    size_t points;
    struct geo_xy corner; // Mercator of the tile's top left
    double side;          // of the tile
    uint32_t extent;      // of the layer
    const struct class *class;
    const char *text;
};

static struct geo_xy mercator(const struct reading *r, double x, double y)
{
    double unit = r->side / r->extent;
    return (struct geo_xy){r->corner.x + x * unit, r->corner.y + y * unit};
}

uint64_t name_id(const char *text, bool street)
{
    return hash_u64(hash_str(HASH_START, text), street);
}

static struct name *add(struct reading *r, size_t points)
{
    struct map_names *names = r->names;
    if (names->n >= NAMES_MAX || r->points + points > POINTS_MAX)
        return NULL;
    r->points += points;
    ARRAY_GROW(names->items, names->n + 1, names->cap);
    struct name *n = &names->items[names->n++];
    *n = (struct name){
        .text = r->text,
        .id = name_id(r->text, r->class->sort == SORT_STREETS),
        .kind = r->class->kind,
        .rank = r->class->rank,
        .min_zoom = r->class->min_zoom,
        .max_zoom = r->class->max_zoom,
        .points = ARENA_ARRAY(&names->arena, struct geo_xy, points),
    };
    return n;
}

static void add_line(struct reading *r, const struct geo_xy *points, size_t n)
{
    struct name *line = n < 2 ? NULL : add(r, n);
    for (size_t i = 0; line && i < n; i++)
        line->points[line->n++] = mercator(r, points[i].x, points[i].y);
}

static bool cut_axis(double at, double run, double high, double t[2])
{
    if (run == 0)
        return at >= 0 && at <= high;
    double a = -at / run, b = (high - at) / run;
    t[0] = fmax(t[0], fmin(a, b));
    t[1] = fmin(t[1], fmax(a, b));
    return t[0] < t[1];
}

// The parts of a line within the tile: the buffer around it is the neighbours'.
static void add_lines(struct reading *r, const struct mvt_part *part)
{
    struct geo_xy *out = NULL;
    size_t n = 0, cap = 0;
    double extent = r->extent;
    for (size_t i = 0; i + 1 < part->n; i++) {
        struct geo_xy a = {part->points[i].x, part->points[i].y};
        struct geo_xy b = {part->points[i + 1].x, part->points[i + 1].y};
        double t[2] = {0, 1};
        bool in = cut_axis(a.x, b.x - a.x, extent, t) &&
                  cut_axis(a.y, b.y - a.y, extent, t) && (a.x != b.x || a.y != b.y);
        if (!in || t[0] > 0) {
            add_line(r, out, n);
            n = 0;
        }
        if (!in)
            continue;
        ARRAY_GROW(out, n + 2, cap);
        if (!n)
            out[n++] =
                (struct geo_xy){a.x + t[0] * (b.x - a.x), a.y + t[0] * (b.y - a.y)};
        out[n++] = (struct geo_xy){a.x + t[1] * (b.x - a.x), a.y + t[1] * (b.y - a.y)};
        if (t[1] < 1) {
            add_line(r, out, n);
            n = 0;
        }
    }
    add_line(r, out, n);
    free(out);
}

static void add_place(struct reading *r, double x, double y, double extent)
{
    // Of the buffer: the neighbour has it.
    if (x < 0 || y < 0 || x >= r->extent || y >= r->extent)
        return;
    struct name *place = add(r, 1);
    if (!place)
        return;
    place->points[place->n++] = mercator(r, x, y);
    place->extent = extent * r->side / r->extent;
}

// The surveyor's formula.
static double area_of(const struct mvt_part *ring)
{
    double sum = 0;
    for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++)
        sum += (double)ring->points[j].x * ring->points[i].y -
               (double)ring->points[i].x * ring->points[j].y;
    return sum / 2;
}

// In the middle of an area: of a grid's points, that within the tile which is farthest from the
// ring.
static void add_area(struct reading *r, const struct mvt_feature *f)
{
    enum { STEPS = 9, RING_MAX = 1000 };
    const struct mvt_part *best = NULL;
    double most = 0;
    for (size_t i = 0; i < f->n_parts; i++)
        if (f->parts[i].n >= 3 && area_of(&f->parts[i]) > most) {
            most = area_of(&f->parts[i]);
            best = &f->parts[i];
        }
    if (!best)
        return;
    struct geo_xy *ring = xcalloc(best->n, sizeof(*ring));
    double x0 = r->extent, y0 = r->extent, x1 = 0, y1 = 0, far = -1, x = -1, y = -1;
    for (size_t i = 0; i < best->n; i++) {
        ring[i] = (struct geo_xy){best->points[i].x, best->points[i].y};
        x0 = fmin(x0, fmax(ring[i].x, 0));
        y0 = fmin(y0, fmax(ring[i].y, 0));
        x1 = fmax(x1, fmin(ring[i].x, r->extent));
        y1 = fmax(y1, fmin(ring[i].y, r->extent));
    }
    size_t n = geo_simplify(ring, best->n, r->extent / 400.0);
    n = n < RING_MAX ? n : RING_MAX;
    for (int i = 1; i <= STEPS; i++)
        for (int k = 1; k <= STEPS; k++) {
            struct geo_xy at = {x0 + (x1 - x0) * i / (STEPS + 1),
                                y0 + (y1 - y0) * k / (STEPS + 1)};
            double d = geo_in_ring(ring, n, at) ? geo_ring_distance(ring, n, at) : -1;
            if (d > far) {
                far = d;
                x = at.x;
                y = at.y;
            }
        }
    free(ring);
    if (far > 0)
        add_place(r, x, y, sqrt(most));
}

static void add_feature(struct reading *r, const struct mvt_feature *f)
{
    if (f->kind == MVT_LINE && r->class->sort != SORT_PLACES &&
        r->class->sort != SORT_POIS)
        for (size_t i = 0; i < f->n_parts; i++)
            add_lines(r, &f->parts[i]);
    if (f->kind == MVT_POINT && r->class->sort != SORT_STREETS && f->n_parts &&
        f->parts[0].n)
        add_place(r, f->parts[0].points[0].x, f->parts[0].points[0].y, 0);
    if (f->kind == MVT_AREA && r->class->sort != SORT_STREETS)
        add_area(r, f);
}

static void read_layer(struct reading *r, const struct mvt_layer *layer, enum sort sort,
                       const char *lang)
{
    r->extent = layer->extent ? layer->extent : 4096;
    for (size_t i = 0; i < layer->n_features && r->names->n < NAMES_MAX; i++) {
        const struct mvt_feature *f = &layer->features[i];
        r->class = class_of(sort, f);
        if (!r->class)
            continue;
        const char *text = name_of(f, lang);
        if (!*text && r->class->kind == NAME_MAIN_ROAD)
            text = mvt_string(f, "ref");
        r->text = *text ? cleaned(&r->names->arena, text) : "";
        if (*r->text)
            add_feature(r, f);
    }
}

static bool has_layer(const struct mvt_tile *tile, const char *name)
{
    for (size_t i = 0; i < tile->n_layers; i++)
        if (strcmp(tile->layers[i].name, name) == 0)
            return true;
    return false;
}

// Where a tile has a layer for names, shapes with the same names say nothing new.
static bool told_twice(const struct mvt_tile *tile, const char *layer)
{
    return (strcmp(layer, "transportation") == 0 &&
            has_layer(tile, "transportation_name")) ||
           (strcmp(layer, "road") == 0 && has_layer(tile, "road_label")) ||
           (strncmp(layer, "water", 5) == 0 && strcmp(layer, "water_name") != 0 &&
            has_layer(tile, "water_name"));
}

static uint64_t hash_names(const struct map_names *names)
{
    uint64_t h = hash_u64(HASH_START, names->n);
    for (size_t i = 0; i < names->n; i++) {
        const struct name *n = &names->items[i];
        h = hash_u64(hash_u64(h, n->id), n->n);
        h = hash_bytes(h, n->points, n->n * sizeof(*n->points));
    }
    return h;
}

struct map_names *map_names_create(const struct mvt_tile *tile, int z, int x, int y,
                                   const char *lang)
{
    struct map_names *names = xcalloc(1, sizeof(*names));
    arena_init(&names->arena);
    struct reading r = {.names = names, .side = ldexp(1, -z)};
    names->unit = r.side / 4096;
    r.corner = (struct geo_xy){x * r.side, y * r.side};
    for (size_t i = 0; i < tile->n_layers; i++)
        for (size_t k = 0; k < ARRAY_LEN(layers); k++)
            if (strcmp(tile->layers[i].name, layers[k].layer) == 0 &&
                !told_twice(tile, layers[k].layer))
                read_layer(&r, &tile->layers[i], layers[k].sort, lang ? lang : "");
    names->hash = hash_names(names);
    return names;
}

void map_names_destroy(struct map_names *names)
{
    if (!names)
        return;
    arena_release(&names->arena);
    free(names->items);
    free(names);
}

size_t map_names_bytes(const struct map_names *names)
{
    return sizeof(*names) + names->arena.used_bytes + names->cap * sizeof(*names->items);
}
