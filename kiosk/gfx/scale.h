// Stretching a picture onto any box, fast enough for each frame of a pinch: bilinear, in 8-bit
// fixed point. What is to stand still is scaled by resample.h, once.
//
// Pure: painted in parts, by any clips, it is the same as painted at once.
#pragma once

#include "base/rect.h"
#include "draw/draw.h" // struct fbox
#include "gfx/bitmap.h"
#include "gfx/raster.h"

// The pixels whose middle lies in the box: what scale_bilinear paints.
struct rect scale_box(struct fbox at);
// Opaque pixels, stretched to the box; what lies beyond their edges is their edges.
void scale_bilinear(const struct raster *to, struct fbox at, const struct bitmap *from);
