// A list of rectangles: what has to be painted and shown.
#pragma once

#include <stddef.h>

#include "base/rect.h"
#include "gfx/grid.h"

struct region {
    struct rect *items;
    size_t count, cap;
};

void region_init(struct region *r);
void region_release(struct region *r);
void region_clear(struct region *r);
// Empty ones are ignored; one right below another of the same width makes it higher.
void region_add(struct region *r, struct rect rect);
// But for one that lies within one that is there already.
void region_add_once(struct region *r, struct rect rect);
// The cells of `now` that differ from `before` (of the same shape), in few rectangles. Cells
// within one that is already there are left out.
void region_add_changed(struct region *r, const struct grid *now,
                        const struct grid *before);
