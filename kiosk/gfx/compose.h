// The picture in the middle of a page turn, made of the frozen one and the coming one. Pure.
#pragma once

#include "draw/draw.h" // struct draw_turn
#include "gfx/bitmap.h"

// Of the memory that a growing card needs: as wide as the picture, this high.
#define COMPOSE_BAND_H 64

struct compose_from {
    const struct bitmap *frozen, *coming;
    const struct bitmap *band; // scratch
};

// Fills `to`, which is none of the others and as large as both pictures. At 0 it is the frozen
// one and at 1 the coming one, bit by bit. A card of which nothing is seen fades.
void compose(const struct bitmap *to, const struct compose_from *from,
             const struct draw_turn *turn);

// All that compose looks at of the coming picture, so that the rest need not be painted yet.
struct rect compose_seen(const struct draw_turn *turn, int w, int h);
