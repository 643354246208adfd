// What a map shows, as the authors' files have it: features in Web Mercator (geo.h), x and y
// from 0 to 1.
#pragma once

#include "geo/geo.h"
#include "mvt/mvt.h"
#include "tourc/report.h"

// A line, a ring without its closing point, or points.
struct land_part {
    struct geo_xy *points;
    size_t n;
    bool hole; // of the ring before it that is none
};

struct land_box {
    double x0, y0, x1, y1;
};

struct land_feature {
    enum mvt_kind kind;
    struct land_part *parts; // rings turn as mvt.h has them
    size_t n_parts;
    struct mvt_tag *tags;
    size_t n_tags;
    int min_zoom; // not seen below
    struct land_box box;
};

// One file.
struct land_layer {
    const char *name; // as OpenMapTiles has it
    struct land_feature *features;
    size_t n;
};

struct land_box land_box_of(const struct land_part *parts, size_t n);
bool land_meets(struct land_box a, struct land_box b);
double land_area(const struct geo_xy *ring,
                 size_t n); // signed, positive clockwise on a screen
