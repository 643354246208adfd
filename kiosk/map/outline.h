// Outlines of lines, edge by edge: each piece of a line is a box, all turned the same way round;
// where two meet the outer side is rounded, and on the inner side they overlap. Nothing is ever
// counted with the wrong sign, and hardly anything twice.
#pragma once

#include "map/cover.h"
#include "map/shapes_data.h"

// After so much of a cover's work (a city's tile needs a hundredth) nothing more is drawn: a tile
// that is made to keep the workers busy does so for a moment.
#define OUTLINE_WORK_MOST ((uint64_t)50 << 20)

// From a tile to the picture, and what of the tile is seen there.
struct outline_view {
    double xx, xy, yx, yy, x0,
        y0;    // px: x0 + xx * x + xy * y, y0 + yx * x + yy * y; in 1/256
    double px; // of the tile's side
    double west, north, east, south; // around what of the tile is in the picture
    // Edges that leave this square are pushed onto its border.
    double clip_west, clip_north, clip_east, clip_south;
};

struct outline {
    struct cover *cover;
    const struct outline_view *view;
    double half;           // the line's width, of the tile
    double dash, gap;      // of the tile; 0: a whole line
    double turn_x, turn_y; // cosine and sine of one step round a corner
};

void outline_init(struct outline *s, struct cover *cover, const struct outline_view *view,
                  double width_px);
void outline_shape(const struct outline *s, const struct shape *shape,
                   const struct shape_point *points);
// The ring's edges, as they are.
void outline_ring(struct cover *cover, const struct outline_view *view,
                  const struct shape *shape, const struct shape_point *points);
