// Where the route goes, in squares: which streets it follows, and which letters would lie on it.
#pragma once

#include "base/arena.h"
#include "map/labels.h"

// Of px of the plane of map_plane_px.
struct near_box {
    double left, top, right, bottom;
};

struct near {
    uint8_t *squares; // the arena's; NULL: there is no route
    int64_t col, row;
    int columns, rows;
};

enum near_what { NEAR_IT = 1, NEAR_ON_IT = 2 };

void near_init(struct near *near, struct arena *arena, const struct map_labels_spec *spec,
               struct near_box box);
unsigned near_at(const struct near *near, struct geo_xy at); // of enum near_what
// Whether anything between the two is on the route.
bool near_covers(const struct near *near, struct geo_xy a, struct geo_xy b);
