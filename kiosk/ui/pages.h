// Pictures side by side, one in view: swiped from one to the next, and where they zoom, pinched
// and pulled about up to 400 %. 100 % is the picture as it stands in its box.
//
// A finger's drag belongs to the zoomed picture until its edge, then to the row of pictures.
// What is in view is the visit's: a swipe posts `turned` with the index as its number, and a
// tree with another index glides there. Zoom and place are kept by ui, and are lost when
// another picture comes into view.
#pragma once

#include "ui/node.h"

#define PAGES_ZOOM_MOST 4.0f

struct pages_item {
    struct image_ref image; // w and h are set here
    float aspect;           // w / h of the original
};

// Borrowed, must live as long as the tree.
struct pages {
    const struct pages_item *items;
    size_t count; // at least 1
    size_t index;
    bool whole; // all of each picture is seen, on the node's fill; else it covers the box
    bool zooms; // a pinch, a double touch, UI_ZOOM and UI_MOVE of the tree
    struct command turned; // kind 0: it can't be swiped
};

extern const struct inside_class pages_inside;

// Fills its place. A canvas, named for what is in view; give it a command for what a touch does.
struct node *pages_add(struct build *b, struct node *parent, const char *key,
                       const char *name, const struct pages *pages);
// How large it is shown now, 1 .. PAGES_ZOOM_MOST: for the label between the buttons, and for
// the buttons that move what is seen, which are there only while it is zoomed.
float pages_zoom(const struct build *b, const struct node *pages);
