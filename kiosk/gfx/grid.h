// A grid of cells over an area, each with a hash of what is in it: how both the picture and
// the kept strips tell what changed.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rect.h"

struct grid {
    struct rect area;
    int cell_w, cell_h;
    int cols, rows;
    uint64_t *hash; // cols x rows
    size_t cap;
};

void grid_init(struct grid *g);
void grid_release(struct grid *g);
// All cells hold `seed`. The memory is used again.
void grid_start(struct grid *g, struct rect area, int cell_w, int cell_h, uint64_t seed);
// Mixes `hash` into every cell that `r` touches. The order of calls counts.
void grid_fold(struct grid *g, struct rect r, uint64_t hash);
// Cells that lie within `r` forget what was mixed into them: something hides it.
void grid_hide(struct grid *g, struct rect r, uint64_t seed);
struct rect grid_cell(const struct grid *g, int col, int row); // within the area
bool grid_same_shape(const struct grid *a, const struct grid *b);
