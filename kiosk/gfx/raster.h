// Painting shapes into 32-bit pixels, in software. Pure: the same calls give the same bytes,
// and a shape painted in parts, by any clips, is the shape painted at once.
//
// Colours are 0xAARRGGBB, not premultiplied. What is painted on is opaque and stays so.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/rect.h"
#include "draw/draw.h" // enum corner

struct raster {
    uint32_t *px; // of (0, 0), which need not be within the clip
    int pitch_px;
    struct rect clip; // nothing outside is touched
};

// Which corners of a box are round; none where radius is 0.
struct round {
    int radius;  // px; more than half the short side means half of it
    int corners; // of enum corner
};

// How much of the pixel is in the rounded box: 0..255.
unsigned raster_cover(struct rect box, struct round round, int x, int y);

void raster_fill(const struct raster *r, struct rect box, struct round round,
                 uint32_t colour);
// A border `line` px wide, inside the box.
void raster_outline(const struct raster *r, struct rect box, struct round round, int line,
                    uint32_t colour);
// Opaque pixels, at the box's size, 1:1.
void raster_image(const struct raster *r, struct rect box, struct round round,
                  const uint32_t *src, int src_pitch_px);
// The same, but only `opacity` / 255 of the way there.
void raster_fade(const struct raster *r, struct rect box, struct round round,
                 const uint32_t *src, int src_pitch_px, unsigned opacity);
// One colour through coverage; mask is of the box's size.
void raster_mask(const struct raster *r, struct rect box, const uint8_t *mask,
                 uint32_t colour);
// One row of it, for masks that are stretched: n pixels at x, y of the same coverage.
void raster_span(const struct raster *r, int x, int y, int n, unsigned cover,
                 uint32_t colour);
// raster_fade of a box without round corners.
void raster_lerp(const struct raster *r, struct rect box, const uint32_t *src,
                 int src_pitch_px, unsigned opacity);
