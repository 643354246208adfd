// Shapes to pixels: coverage accumulated as signed areas, so that edges are exact and tiles meet
// without a seam. Pure: the same calls give the same bytes, and a picture rastered in parts is the
// picture rastered at once, within 1/255.
#pragma once

#include "map/affine.h"
#include "map/shapes.h"
#include "map/style.h"

struct map_raster_spec {
    const struct map_shapes *const *tiles; // NULL ones are skipped
    size_t n_tiles;
    struct map_affine to_px;
    double zoom; // of the style: which classes, how wide
    float px_dp; // px a dp
    enum map_theme theme;
};

struct map_scratch; // buffers of a thread's rastering, kept for the next tile

struct map_scratch *map_scratch_create(void);
void map_scratch_destroy(struct map_scratch *scratch);
// Fills w x h opaque pixels, 0xFFRRGGBB; what no tile covers is paper.
void map_raster(struct map_scratch *scratch, const struct map_raster_spec *spec,
                uint32_t *px, int w, int h);
uint32_t map_paper(enum map_theme theme);
