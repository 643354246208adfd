// Scaling a part of a picture, by Catmull-Rom over as many source pixels as a target pixel
// covers: sharp at the small ratios a decoder leaves, without ringing that shows.
#pragma once

#include <stdbool.h>

#include "gfx/bitmap.h"

// A part of a picture, in its pixels.
struct resample_from {
    double x, y, w, h;
};

// Fills `to`, which is opaque after. Any thread. False: no memory.
bool resample(const struct bitmap *src, struct resample_from from, struct bitmap *to);

// The largest part of w x h that has the target's shape, with the focus (0..1) as near its
// middle as the edges let it be.
struct resample_from resample_cover(int w, int h, int to_w, int to_h, float focus_x,
                                    float focus_y);
