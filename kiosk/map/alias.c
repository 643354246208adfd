#include "map/alias.h"

#include <string.h>

#include "base/array.h"

static const struct {
    const char *name;
    enum alias_group group;
} layers[] = {
    {"transportation", ALIAS_ROAD}, // OpenMapTiles
    {"landcover", ALIAS_LAND},      // and Protomaps
    {"landuse", ALIAS_LAND},        // everybody
    {"park", ALIAS_PARK},
    {"water", ALIAS_WATER},       // everybody but Shortbread
    {"waterway", ALIAS_WATERWAY}, // and Mapbox
    {"building", ALIAS_BUILDING}, // and Mapbox
    {"aeroway", ALIAS_LAND},      // and Mapbox
    {"boundary", ALIAS_BOUNDARY},
    {"road", ALIAS_ROAD}, // Mapbox
    {"bridge", ALIAS_ROAD},
    {"tunnel", ALIAS_ROAD},
    {"landuse_overlay", ALIAS_LAND},
    {"admin", ALIAS_BOUNDARY},
    {"roads", ALIAS_ROAD}, // Protomaps
    {"transit", ALIAS_ROAD},
    {"natural", ALIAS_LAND},
    {"buildings", ALIAS_BUILDING},  // and Shortbread
    {"boundaries", ALIAS_BOUNDARY}, // and Shortbread
    {"streets", ALIAS_ROAD},        // Shortbread
    {"street_polygons", ALIAS_ROAD},
    {"pier_polygons", ALIAS_ROAD},
    {"ferries", ALIAS_ROAD},
    {"land", ALIAS_LAND},
    {"sites", ALIAS_LAND},
    {"ocean", ALIAS_WATER},
    {"water_polygons", ALIAS_WATER},
    {"water_lines", ALIAS_WATERWAY},
};

struct class_alias {
    const char *name;
    enum style_row row;
};

static const struct class_alias roads[] = {
    {"motorway", STYLE_MOTORWAY},
    {"highway", STYLE_MOTORWAY}, // Protomaps' kind
    {"motorway_link", STYLE_LINK},
    {"trunk", STYLE_TRUNK},
    {"trunk_link", STYLE_LINK},
    {"primary", STYLE_PRIMARY},
    {"major_road", STYLE_PRIMARY},
    {"main", STYLE_PRIMARY}, // Mapbox v7
    {"secondary", STYLE_SECONDARY},
    {"medium_road", STYLE_SECONDARY},
    {"tertiary", STYLE_TERTIARY},
    {"primary_link", STYLE_TERTIARY},
    {"secondary_link", STYLE_TERTIARY},
    {"tertiary_link", STYLE_MINOR},
    {"link", STYLE_TERTIARY},
    {"busway", STYLE_MINOR},
    {"minor", STYLE_MINOR},
    {"minor_road", STYLE_MINOR},
    {"street", STYLE_MINOR}, // Mapbox v7
    {"street_limited", STYLE_MINOR},
    {"residential", STYLE_MINOR},
    {"unclassified", STYLE_MINOR},
    {"living_street", STYLE_MINOR},
    {"pedestrian", STYLE_MINOR},
    {"road", STYLE_MINOR},
    {"raceway", STYLE_SERVICE},
    {"service", STYLE_SERVICE},
    {"driveway", STYLE_SERVICE},
    {"pier", STYLE_SERVICE},
    {"path", STYLE_PATH},
    {"track", STYLE_PATH},
    {"footway", STYLE_PATH},
    {"sidewalk", STYLE_NONE},
    {"crossing", STYLE_NONE},
    {"steps", STYLE_PATH},
    {"cycleway", STYLE_PATH},
    {"bridleway", STYLE_PATH},
    {"corridor", STYLE_NONE},
    {"rail", STYLE_RAIL},
    {"railway", STYLE_RAIL},
    {"major_rail", STYLE_RAIL}, // Mapbox v7
    {"minor_rail", STYLE_RAIL},
    {"transit", STYLE_RAIL},
    {"light_rail", STYLE_RAIL},
    {"narrow_gauge", STYLE_RAIL},
    {"tram", STYLE_RAIL},
    {"subway", STYLE_RAIL},
    {"monorail", STYLE_RAIL},
    {"funicular", STYLE_RAIL},
    {"ferry", STYLE_FERRY},
};

// Areas of a layer of roads.
static const struct class_alias squares[] = {
    {"pedestrian", STYLE_PLAZA}, {"footway", STYLE_PLAZA},  {"path", STYLE_PLAZA},
    {"pier", STYLE_PLAZA},       {"platform", STYLE_PLAZA}, {"service", STYLE_PLAZA},
    {"bridge", STYLE_PLAZA},     {"plaza", STYLE_PLAZA},    {"square", STYLE_PLAZA},
};

static const struct class_alias lands[] = {
    {"residential", STYLE_BUILT},
    {"suburb", STYLE_BUILT},
    {"neighbourhood", STYLE_BUILT},
    {"neighborhood", STYLE_BUILT},
    {"urban_area", STYLE_BUILT},
    {"commercial", STYLE_BUILT},
    {"retail", STYLE_BUILT},
    {"industrial", STYLE_CAMPUS},
    {"railway", STYLE_CAMPUS},
    {"garages", STYLE_CAMPUS},
    {"school", STYLE_CAMPUS},
    {"university", STYLE_CAMPUS},
    {"college", STYLE_CAMPUS},
    {"kindergarten", STYLE_CAMPUS},
    {"library", STYLE_CAMPUS},
    {"hospital", STYLE_CAMPUS},
    {"military", STYLE_CAMPUS},
    {"parking", STYLE_CAMPUS},
    {"apron", STYLE_CAMPUS},
    {"runway", STYLE_CAMPUS},
    {"taxiway", STYLE_CAMPUS},
    {"helipad", STYLE_CAMPUS},
    {"sand", STYLE_SAND},
    {"beach", STYLE_SAND},
    {"dune", STYLE_SAND},
    {"desert", STYLE_SAND},
    {"grass", STYLE_GREEN},
    {"grassland", STYLE_GREEN},
    {"meadow", STYLE_GREEN},
    {"village_green", STYLE_GREEN},
    {"scrub", STYLE_GREEN},
    {"heath", STYLE_GREEN},
    {"shrub", STYLE_GREEN},
    {"wetland", STYLE_GREEN},
    {"park", STYLE_GREEN},
    {"national_park", STYLE_GREEN},
    {"nature_reserve", STYLE_GREEN},
    {"protected_area", STYLE_GREEN},
    {"garden", STYLE_GREEN},
    {"allotments", STYLE_GREEN},
    {"recreation_ground", STYLE_GREEN},
    {"golf_course", STYLE_GREEN},
    {"golf", STYLE_GREEN},
    {"pitch", STYLE_GREEN},
    {"playground", STYLE_GREEN},
    {"dog_park", STYLE_GREEN},
    {"cemetery", STYLE_GREEN},
    {"grave_yard", STYLE_GREEN},
    {"zoo", STYLE_GREEN},
    {"theme_park", STYLE_GREEN},
    {"stadium", STYLE_CAMPUS},
    {"track", STYLE_GREEN},
    {"wood", STYLE_WOOD},
    {"forest", STYLE_WOOD},
    {"pedestrian", STYLE_PLAZA},
    {"pier", STYLE_PLAZA},
    {"plaza", STYLE_PLAZA},
};

static const struct class_alias strips[] = {
    {"runway", STYLE_RUNWAY},
};

static const struct class_alias streams[] = {
    {"river", STYLE_RIVER},    {"canal", STYLE_RIVER},
    {"stream", STYLE_STREAM},  {"ditch", STYLE_STREAM},
    {"drain", STYLE_STREAM},   {"stream_intermittent", STYLE_STREAM},
    {"riverbank", STYLE_NONE}, {"dock", STYLE_NONE},
    {"dam", STYLE_NONE},
};

// The most exact first: a path that is a pedestrian street, a "main" that is secondary. What one
// does not know, the next one may.
static const char *const class_keys[] = {
    "kind_detail", "pmap:kind_detail", "subclass", "type", "class", "kind", "pmap:kind",
};

enum alias_group alias_layer(const char *layer)
{
    for (size_t i = 0; i < ARRAY_LEN(layers); i++)
        if (strcmp(layers[i].name, layer) == 0)
            return layers[i].group;
    return ALIAS_UNKNOWN;
}

static enum style_row look_up(const struct mvt_feature *f,
                              const struct class_alias *table, size_t n,
                              enum style_row otherwise)
{
    for (size_t k = 0; k < ARRAY_LEN(class_keys); k++) {
        const char *value = mvt_string(f, class_keys[k]);
        if (value[0] == '\0')
            continue;
        for (size_t i = 0; i < n; i++)
            if (strcmp(table[i].name, value) == 0)
                return table[i].row;
    }
    return otherwise;
}

static bool is_true(const struct mvt_feature *f, const char *key)
{
    const struct mvt_value *v = mvt_tag(f, key);
    if (!v)
        return false;
    if (v->kind == MVT_STRING)
        return strcmp(v->string, "1") == 0 || strcmp(v->string, "yes") == 0 ||
               strcmp(v->string, "true") == 0;
    return v->number > 0;
}

static bool in_tunnel(const struct mvt_feature *f)
{
    return strcmp(mvt_string(f, "brunnel"), "tunnel") == 0 ||
           strcmp(mvt_string(f, "structure"), "tunnel") == 0 || is_true(f, "is_tunnel") ||
           is_true(f, "tunnel") || is_true(f, "pmap:is_tunnel");
}

static enum style_row road(const struct mvt_feature *f)
{
    if (f->kind == MVT_AREA)
        return look_up(f, squares, ARRAY_LEN(squares), STYLE_NONE);
    enum style_row row = look_up(f, roads, ARRAY_LEN(roads), STYLE_NONE);
    if (row == STYLE_NONE)
        return row;
    if (row == STYLE_RAIL)
        // Yards and sidings are many lines that nobody walks by.
        return in_tunnel(f) || mvt_tag(f, "service") ? STYLE_NONE : row;
    bool tunnel = in_tunnel(f);
    if (row == STYLE_PATH || row == STYLE_SERVICE)
        return tunnel ? STYLE_NONE : row;
    if (tunnel)
        return row == STYLE_FERRY ? STYLE_NONE : STYLE_TUNNEL;
    bool ramp = is_true(f, "ramp") || is_true(f, "is_link") || is_true(f, "link");
    if (ramp && (row == STYLE_MOTORWAY || row == STYLE_TRUNK))
        return STYLE_LINK;
    return ramp && row == STYLE_PRIMARY ? STYLE_TERTIARY : row;
}

// Of countries and states.
static enum style_row boundary(const struct mvt_feature *f)
{
    const struct mvt_value *level = mvt_tag(f, "admin_level");
    const char *kind = mvt_string(f, "kind");
    if (f->kind != MVT_LINE || is_true(f, "maritime"))
        return STYLE_NONE;
    if (!level)
        level = mvt_tag(f, "pmap:min_admin_level");
    if (level && level->kind == MVT_NUMBER)
        return level->number <= 4 ? STYLE_BOUNDARY : STYLE_NONE;
    return strcmp(kind, "country") == 0 || strcmp(kind, "region") == 0 ? STYLE_BOUNDARY
                                                                       : STYLE_NONE;
}

static enum style_row waterway(const struct mvt_feature *f)
{
    if (f->kind != MVT_LINE || in_tunnel(f))
        return STYLE_NONE;
    return look_up(f, streams, ARRAY_LEN(streams), STYLE_STREAM);
}

enum style_row alias_row(enum alias_group group, const struct mvt_feature *f)
{
    if (f->kind != MVT_LINE && f->kind != MVT_AREA)
        return STYLE_NONE;
    bool area = f->kind == MVT_AREA;
    switch (group) {
    case ALIAS_ROAD:
        return road(f);
    case ALIAS_LAND:
        return area ? look_up(f, lands, ARRAY_LEN(lands), STYLE_NONE)
                    : look_up(f, strips, ARRAY_LEN(strips), STYLE_NONE);
    case ALIAS_PARK:
        return area ? STYLE_GREEN : STYLE_NONE;
    case ALIAS_WATER:
        return area ? STYLE_WATER : waterway(f);
    case ALIAS_WATERWAY:
        return waterway(f);
    case ALIAS_BUILDING:
        return area ? STYLE_BUILDING : STYLE_NONE;
    case ALIAS_BOUNDARY:
        return boundary(f);
    case ALIAS_UNKNOWN:
        break;
    }
    return STYLE_NONE;
}
