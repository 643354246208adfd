// Gradients in straight alpha, dithered by the place in the box so that no bands show, also
// where a scrim is painted over a smooth picture.
#pragma once

#include <stdint.h>

#include "base/rect.h"
#include "draw/draw.h"
#include "gfx/raster.h"

void gradient_paint(const struct raster *r, struct rect box, struct round round,
                    enum gradient_axis axis, uint32_t from, uint32_t to);
