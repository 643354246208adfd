// Icons at the size they are shown at, as coverage: scaled down once from the baked masks.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/rect.h"
#include "gfx/raster.h"

#define ICONS_MAX 64

struct icon {
    uint64_t key; // 0: free
    uint8_t *mask;
    unsigned used;
};

struct icons {
    struct icon items[ICONS_MAX];
    unsigned calls;
};

void icons_init(struct icons *icons);
void icons_release(struct icons *icons);

// As large as fits the box, in its middle; `flip` mirrors it. A small rounded square where
// there is no such icon.
void icons_paint(struct icons *icons, const struct raster *r, struct rect box,
                 const char *name, bool flip, uint32_t colour);

// Coverage of size x size from one of from_size x from_size: the mean over each pixel's
// area; between pixels where it grows.
void icons_scale(const unsigned char *from, int from_size, uint8_t *to, int size,
                 bool flip);
