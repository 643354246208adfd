// Which places of a window are taken: turned boxes, found through a grid.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct turned_box {
    float x, y; // middle
    float half_w, half_h;
    float cos, sin; // of its turn, clockwise
};

bool turned_box_meets(const struct turned_box *a, const struct turned_box *b);

struct collide {
    struct arena *arena;
    float left, top;
    int columns, rows;
    struct collide_item **cells;
};

// Of px from left, top on; what lies outside counts for the cell next to it.
void collide_init(struct collide *c, struct arena *arena, float left, float top, float w,
                  float h);
bool collide_free(const struct collide *c, const struct turned_box *box);
void collide_add(struct collide *c, const struct turned_box *box);
