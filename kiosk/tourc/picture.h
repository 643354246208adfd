// One picture: looked at before it is decoded, then made into the sizes a screen may want.
//
// libvips does the work and is only started by the first call that needs it.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define PICTURE_FILE_MAX (256u << 20)
#define PICTURE_PIXELS_MAX 60000000u
#define PICTURE_VARIANTS 5

struct picture_variant {
    int width, height;
    void *bytes; // JPEG, baseline; malloc'd
    size_t len;
};

struct picture_tile {
    int x, y; // column and row, from 0
    struct picture_variant jpeg;
};

// A picture as the pack has it. Widths 480, 960, 1600 and 2560; one from pixels is never
// larger than itself, and has its own width among them if that is less than 2560. If it is more,
// it is cut into tiles of PACK_TILE px as well, row by row.
struct picture_set {
    int width, height; // of the original, after its EXIF orientation
    uint32_t colour;   // the mean, 0xRRGGBB
    struct picture_variant variants[PICTURE_VARIANTS];
    size_t n_variants;
    struct picture_tile *tiles; // malloc'd
    size_t n_tiles;
};

struct picture_size {
    int width, height;
};

// Decodes it once, to know that it can be: the error is a sentence for the author.
bool picture_check(const void *bytes, size_t len, struct picture_size *out,
                   struct err *err);
bool picture_make(const void *bytes, size_t len, struct picture_set *out,
                  struct err *err);
void picture_release(struct picture_set *set);

// Changes when the same file would give other bytes: our recipe, or libvips.
const char *picture_recipe(void);
