// What a struct map_shapes is, for what draws it.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "map/shapes.h"
#include "map/style.h"

struct shape_point {
    float x, y; // of the tile: 0..1, right and down; lines go on into the tile's buffer
};

enum shape_end {
    SHAPE_START_FLAT = 1, // something else goes on there: no round cap
    SHAPE_END_FLAT = 2,
    SHAPE_START_CUT = 4, // goes on in the next tile
    SHAPE_END_CUT = 8,
};

// A ring without its closing point, within the tile, or a line.
struct shape {
    uint32_t first, n;              // of the points
    float west, north, east, south; // around them
    unsigned ends;                  // of a line
};

struct map_shapes {
    double x, y, side; // Mercator: its top left, and how large it is
    uint32_t begin[STYLE_ROWS + 1];
    struct shape *shapes; // row after row
    struct shape_point *points;
    size_t bytes;
};
