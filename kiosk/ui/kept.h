// What outlives a tree: scroll offsets, heights of rows seen, where the keys were; by a node's
// path. Forgotten with the history entry it belongs to, and all of it at a reset.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw/draw.h"
#include "ui/camera.h"

// Of a canvas. What is seen is kept in fractions, so that it is right for every window.
struct kept_canvas {
    bool set;
    size_t index; // of the picture that the rest is about
    float row;    // which picture is in the box: 1.5 is between the second and the third
    float zoom;   // 1: as it stands in its box
    float x, y;   // of the picture, in the middle of the box; of a comparison: its edge
    struct part
        sharp[DRAW_SHARP_MAX]; // what is seen of it at rest now, and was before; w == 0
    int sharp_w[DRAW_SHARP_MAX], sharp_h[DRAW_SHARP_MAX]; // px
    struct camera camera;                                 // of a plane ...
    uint64_t camera_for;                                  // ... with this serial
    bool astray; // a finger has taken it from where the tree wants it
};

struct kept_item {
    uint64_t entry, path;
    float offset_dp; // of a scroller
    struct kept_canvas canvas;
    uint64_t focus; // of a root: the path of what keys would press, 0: none yet
    // Of a list: each row's height; 0: not seen yet, less: as high as -that it was when letters or
    // window were others.
    float *extents_dp;
    size_t n_extents;
    float extents_for; // what they were measured for
    // Together, of rows that have been measured before: then and now.
    float extents_then_dp, extents_now_dp;
};

struct kept {
    struct kept_item *items;
    size_t count, cap;
};

void kept_init(struct kept *k);
void kept_release(struct kept *k);
struct kept_item *kept_find(const struct kept *k, uint64_t path); // NULL: nothing kept
// Made when missing. What it returns moves when another one is made.
struct kept_item *kept_get(struct kept *k, uint64_t entry, uint64_t path);
float kept_offset(const struct kept *k, uint64_t path);
void kept_forget(struct kept *k, uint64_t entry);
// Of what a visitor did; heights follow the text.
uint64_t kept_hash(const struct kept *k, uint64_t h);
