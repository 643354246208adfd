// Soft shadows: a blurred mask for each shape, prepared once and stretched like a nine-slice.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/rect.h"
#include "gfx/raster.h"

#define SHADOWS_MAX 24

struct shadow_shape {
    int w, h; // of the box, at most as large as its mask needs to be
    struct round round;
    int blur;
};

struct shadow {
    struct shadow_shape shape;
    int mask_w, mask_h;
    uint8_t *mask;
    unsigned used; // when, in calls
};

struct shadows {
    struct shadow items[SHADOWS_MAX];
    size_t count;
    unsigned calls;
};

void shadows_init(struct shadows *s);
void shadows_release(struct shadows *s);

// Under `box`, fading over `blur` px to each side of its edge; the caller has moved the box.
void shadows_paint(struct shadows *s, const struct raster *r, struct rect box,
                   struct round round, int blur, uint32_t colour);
