// One frame of a map: what map.c, ground.c and lettered.c share. Nobody outside this folder
// includes it.
#pragma once

#include "map/labels.h"
#include "map/map.h"
#include "map/overlay.h"
#include "map/tiles.h"

#define MAP_SHOWN 2
#define MAP_SEEN_MAX 64

struct map {
    struct map_sources *sources;
    struct map_tiles *tiles;
    struct map_labels *labels;
    struct map_overlay *overlay;
    char lang[ID_CAP];
    uint64_t frames;
    struct camera last;                // of the frame before ...
    uint64_t last_path;                // ... and its node
    bool unsettled;                    // that one's camera was on its way
    struct map_frame shown[MAP_SHOWN]; // what stood still last, and before
    int paper_px;                      // of this frame
    uint64_t labels_for;               // hash of what they were placed for
    int64_t labels_us;
    bool labels_noticed;                   // that there are more to draw
    struct map_source *seen[MAP_SEEN_MAX]; // under the window, for their names
    size_t n_seen;
};

struct map_picture {
    const struct build *b;
    const struct map_view *view;
    struct map *map;
    struct draw_list *list;
    struct rect box;      // px of the layer
    struct map_affine to; // px of the box's top left
    struct map_frame frame, coarse;
    struct map_extent extent;
    bool still; // neither zoom nor bearing is changing
};

// ground.c: the squares. What the frame needs is wished for, then what is there is drawn.
void ground_want(const struct map_picture *p, const struct camera *camera);
void ground_draw(const struct map_picture *p);

// lettered.c: the names, placed anew when the camera rests or other names arrived, and while it
// moves now and then.
void lettered_place(const struct map_picture *p, bool at_rest, int64_t now_us);
