// What outlives a tree: scroll offsets, heights of rows seen, keyed by a node's path.
//
// Focus and running motion are kept by ui.h in the same spirit; this is the part that has a
// place for each history entry. Forgotten with the entry, and all of it at a reset.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kept_item {
    uint64_t entry, path;
    float offset_dp;   // of a scroller
    float *extents_dp; // of a list: each row's height, 0: not seen yet
    size_t n_extents;
    float extents_for; // what they were measured for: forgotten when it changes
};

struct kept {
    struct kept_item *items;
    size_t count, cap;
    uint64_t entry; // which history entry new items belong to
};

void kept_init(struct kept *k);
void kept_release(struct kept *k);
struct kept_item *kept_find(struct kept *k, uint64_t path); // NULL: nothing kept
struct kept_item *kept_get(struct kept *k, uint64_t path);  // made when missing
void kept_forget(struct kept *k, uint64_t entry);
uint64_t kept_hash(const struct kept *k,
                   uint64_t h); // heights apart: they follow the text
