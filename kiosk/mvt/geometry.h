// A feature's geometry: commands and zigzag steps become points.
#pragma once

#include "mvt/mvt.h"
#include "mvt/wire.h"

// Room for points and parts that a tile's features share. A geometry of n varints needs at
// most n / 2 points and 1 + n / 6 parts: the caller makes room for that many, or for
// MVT_POINTS_MAX points where they are fewer.
struct geometry_room {
    struct mvt_point *points;
    struct mvt_part *parts;
    size_t n_points, most_points, n_parts;
};

// Adds kind's parts to feature. NULL, or what is wrong, in words.
const char *geometry_read(struct geometry_room *room, struct wire steps, uint32_t version,
                          struct mvt_feature *feature);
// Twice the area of a ring, positive where it goes clockwise on the screen.
double geometry_area(const struct mvt_point *ring, size_t n);
void geometry_turn(struct mvt_point *ring, size_t n); // the other way round
