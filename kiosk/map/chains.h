// Lines of one row that meet end to end, made into as few lines as can be: a street that comes in
// twenty pieces has one outline, and nothing is counted twice where pieces meet.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "map/shapes_data.h"

struct chain_line {
    const struct shape_point *points; // at least 2
    size_t n;
    unsigned ends; // of enum shape_end
    unsigned row;  // chain_flatten: is drawn over what has a smaller one
};

// Returns a new array in the arena; `lines` is left as it is. A line that is there twice, in
// either direction, is taken once. Where three or more ends meet the
// two that go on most nearly straight are joined, the others end flat.
struct chain_line *chain_lines(struct arena *arena, const struct chain_line *lines,
                               size_t n, size_t *n_out);
// Ends that are a point inside of another line, whatever row that is of, become flat: a street ends
// on the street it leads into, and does not bulge beyond it. And so does what is drawn over
// another line where that goes straight on, as at the mouth of a tunnel.
void chain_flatten(struct arena *arena, struct chain_line *lines, size_t n);
