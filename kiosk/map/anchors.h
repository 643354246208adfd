// Where names could stand: of a street the straightest place in each square of the ground, of a
// place the place itself.
//
// All of it in px of the plane of map_plane_px, so that a map that is pulled has the same places,
// to the last bit.
#pragma once

#include "map/labels.h"
#include "map/lettering.h"
#include "map/streets.h"

#define ANCHORS_AROUND_PX 100 // of the window: names there come in without a change

struct anchor {
    enum name_kind kind;
    int order, rank;  // which is placed first
    uint64_t id, tie; // of the words; of the words and the place
    const char *text;
    struct letters letters;
    struct geo_xy at; // px of the plane
    bool turns;       // with the map: of a line
    int turn_deg;     // of the picture
    float w, h;       // of the letters
    float dot;        // px of the dot at the place; 0: none
    float repeat_px;  // as far as the same words are from each other
    // What is tried in turn: the letters' middle from the place.
    struct {
        float x, y;
    } off[4];
    int n_off;
};

struct anchors {
    struct arena *arena;
    struct anchor *items;
    size_t n, cap;
};

// `move` leads from px of the plane to px of the window. Sorted; the arena's.
void anchors_find(struct anchors *out, struct arena *arena, struct lettering *lettering,
                  const struct map_labels_spec *spec, const struct streets *streets,
                  struct geo_xy move);
uint32_t anchors_ink(const struct anchor *anchor, enum map_theme theme);
