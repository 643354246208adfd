// When the next frame is due. Frames fall on a grid, so that a wait that ends a little late makes
// no later one later; after a pause the grid begins anew.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct pace {
    int64_t frame_us, shown_us, grid_us;
};

void pace_shown(struct pace *p, int64_t now_us); // a frame begins
// Until when there is nothing to do, if nobody does something; due_us and what is returned may
// be -1: for ever.
int64_t pace_next_us(const struct pace *p, bool moving, int64_t due_us);
// Input is shown at once, but a fast touchscreen does not make more frames than the display
// shows.
int64_t pace_soonest_us(const struct pace *p);
