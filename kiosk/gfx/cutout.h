// A part of a layer by itself, for a GPU to lay over what is below: premultiplied 0xAARRGGBB.
//
// The painter knows opaque pixels only, so it paints over black, and once more over white: as
// much as the two differ, so much of what is below is seen.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/rect.h"
#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/painter.h"

struct cutout {
    struct bitmap px; // what was cut out last, from its top left on; may be larger
    struct bitmap white;
};

void cutout_init(struct cutout *c);
void cutout_release(struct cutout *c);

// `part`: in the layer's own coordinates. `below`: the colour it stands on, 0xFFRRGGBB; or 0,
// not known. False: no memory.
bool cutout_paint(struct cutout *c, struct painter *painter,
                  const struct draw_layer *layer, struct rect part, uint32_t below);

// From n pixels over black, and the same over white: premultiplied, in place.
void cutout_join(uint32_t *black, const uint32_t *white, int n);
