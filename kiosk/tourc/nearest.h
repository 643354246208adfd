// "Did you mean": the known word that is the fewest slips of the hand away.
#pragma once

#include <stddef.h>

#include "base/arena.h"

// Insertions, deletions, replacements and swapped neighbours between two words, in bytes.
// Source: the optimal string alignment distance (Damerau 1964). Words over 63 bytes count
// as far from everything.
size_t nearest_distance(const char *a, const char *b);

// Feeds candidates one by one; `best` stays NULL while none is near enough to offer.
struct nearest {
    const char *word, *best; // borrowed
    size_t distance;
};

void nearest_start(struct nearest *n, const char *word);
void nearest_offer(struct nearest *n, const char *candidate);

// " (did you mean 'x'?)" from the arena, or "" when nothing is near.
const char *nearest_hint(const struct nearest *n, struct arena *arena);
