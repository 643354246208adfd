// From a laid-out tree to a draw frame: decoration, words, pictures, the focus ring.
//
// Each scroller becomes a layer of its own; what lies above it, after it in a stack or after it
// in the window, goes to a new plain layer. Lengths become whole pixels here, edge by edge, so
// that neighbours never overlap or leave a gap.
#pragma once

#include "draw/draw.h"
#include "ui/node.h"

struct paint {
    struct build *b;
    struct draw_frame *frame;
    struct arena *arena;    // of the frame's lists
    uint64_t pressed;       // path under the finger, 0: none
    uint64_t focus;         // path with the ring, 0: none
    const uint64_t *thumbs; // paths of scrollers that move
    int n_thumbs;
    struct draw_layer *at; // the layer being filled
    // What that layer is seen through, and moved by: the window's or the scroller's around it.
    struct rect view;
    int offset_y;
};

void paint_tree(struct paint *p, const struct node *root);

// In px of its layer.
struct rect paint_box(const struct look *look, const struct node *n);
int paint_px(const struct look *look, float dp);
// A picture that is not seen yet, but may be at the next touch. While painting only.
void paint_soon(const struct build *b, struct image_ref ref);
// A black layer over all others, so dark.
void paint_dim(struct draw_frame *frame, struct arena *arena, uint8_t alpha);
