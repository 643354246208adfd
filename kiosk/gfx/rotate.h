// Turning clockwise by 0, 90, 180 or 270 degrees: pixels on their way to the window, and
// points on their way back.
#pragma once

#include "base/rect.h"
#include "gfx/bitmap.h"

// Where `r` of an upright picture of w x h lies once it is turned.
struct rect rotate_rect(struct rect r, int w, int h, int degrees);
// From the turned window, of an upright picture of w x h, to the picture.
void rotate_point_back(float *x, float *y, int w, int h, int degrees);
// `to` is the turned picture's size. Copies what lies within `part` of the upright one.
void rotate_copy(const struct bitmap *from, struct bitmap *to, struct rect part,
                 int degrees);
