// From a laid-out tree to a draw frame: decoration, words, pictures, the focus ring.
//
// Each scroller becomes a layer of its own; what is painted after it goes to a new plain layer
// above. Lengths become whole pixels here, edge by edge, so that neighbours never overlap or
// leave a gap.
#pragma once

#include "draw/draw.h"
#include "ui/node.h"

struct paint {
    struct build *b;
    struct draw_frame *frame;
    struct arena *arena;   // of the frame's lists
    uint64_t pressed;      // path under the finger, 0: none
    uint64_t focus;        // path with the ring, 0: none
    uint64_t thumb;        // path of the scroller that moves, 0: none
    struct draw_layer *at; // the plain layer being filled
};

void paint_tree(struct paint *p, const struct node *root);

// In px of its layer.
struct rect paint_box(const struct look *look, const struct node *n);
// A black layer over all others, so dark.
void paint_dim(struct draw_frame *frame, struct arena *arena, uint8_t alpha);
