// Pixels to paint on, for the tests of this folder.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "gfx/bitmap.h"
#include "gfx/raster.h"

static inline struct bitmap canvas_make(int w, int h, uint32_t colour)
{
    struct bitmap b;
    assert_true(bitmap_init(&b, w, h));
    for (int i = 0; i < w * h; i++)
        b.px[i] = colour;
    return b;
}

static inline struct raster canvas_raster(const struct bitmap *b)
{
    return (struct raster){b->px, b->pitch_px, bitmap_rect(b)};
}

static inline uint32_t canvas_at(const struct bitmap *b, int x, int y)
{
    return b->px[y * b->pitch_px + x];
}

static inline void canvas_same(const struct bitmap *a, const struct bitmap *b)
{
    assert_int_equal(a->w, b->w);
    assert_int_equal(a->h, b->h);
    for (int y = 0; y < a->h; y++)
        for (int x = 0; x < a->w; x++)
            if (canvas_at(a, x, y) != canvas_at(b, x, y))
                fail_msg("%d, %d: %08x, not %08x", x, y, canvas_at(a, x, y),
                         canvas_at(b, x, y));
}

// Numbers that are the same in every run.
static inline uint32_t chance(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static inline int chance_to(uint32_t *seed, int below)
{
    return (int)(chance(seed) % (uint32_t)below);
}
