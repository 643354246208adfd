// What a tile's names are to the labels: kinds, ranks, and where they lie.
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "geo/geo.h"
#include "map/names.h"

// In the order of placing, but for the route's streets.
enum name_kind {
    NAME_STOP, // a stop's title: not of a tile
    NAME_TOWN,
    NAME_STATION,
    NAME_PARK,
    NAME_DISTRICT,
    NAME_MAIN_ROAD,
    NAME_WATER,
    NAME_SIGHT,
    NAME_ROAD,
    NAME_MINOR_ROAD,
    NAME_PATH,
    NAME_KINDS,
};

struct name {
    const char *text;
    uint64_t id; // of the words, and whether it is a street
    enum name_kind kind;
    int rank;              // within the kind, the lower the earlier
    float min_zoom;        // shown from there on
    float max_zoom;        // and below that; 0: always
    struct geo_xy *points; // Mercator: a line of at least two, or a place
    size_t n;
    double extent; // of a place: its area's side, Mercator; 0: none known
};

struct map_names {
    struct arena arena;
    struct name *items;
    size_t n, cap;
    double unit;   // Mercator: how finely lines are given
    uint64_t hash; // of all of them
};

// What has the same words is the same place, a stop or a station; but not a street.
uint64_t name_id(const char *text, bool street);
