// Pixels that came ready made (DRAW_PIXELS): copied, blended, or turned and stretched by the
// nearest pixel.
#pragma once

#include "gfx/raster.h"

void pixels_paint(const struct raster *r, struct rect box,
                  const struct draw_pixels *pixels, const struct draw_warp *warp);
