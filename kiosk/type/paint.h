// Puts rendered runs into pixels.
#pragma once

#include "base/rect.h"
#include "type/faces.h"
#include "type/type.h"

// Blends an image with the pen at x on the baseline y. `clip` lies within the target.
void paint_image(const struct face_image *image, const struct type_target *target,
                 struct rect clip, int x, int y, uint32_t colour);
