// Pixels, 0xFFRRGGBB, row by row. Memory comes from the system and goes back to it at once:
// a kiosk that runs for weeks must not keep yesterday's pictures in a heap.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rect.h"

struct bitmap {
    uint32_t *px; // NULL: none
    int w, h, pitch_px;
};

bool bitmap_init(struct bitmap *b, int w, int h); // zeroed; false: no memory, or absurd
void bitmap_release(struct bitmap *b);
size_t bitmap_bytes(const struct bitmap *b);
struct rect bitmap_rect(const struct bitmap *b);
