// Two pictures of one view, registered to the pixel, with an edge between them that a finger
// moves: left of it the first is seen, right of it the second (in every direction of reading).
// A touch brings the edge there, arrows and UI_MOVE move it by a tenth.
#pragma once

#include "ui/node.h"

// Borrowed, must live as long as the tree.
struct compare {
    struct image_ref image[2]; // w and h are set here
    float aspect;              // w / h of both; all of them is seen
};

extern const struct inside_class compare_inside;

// Fills its place. A canvas whose value is how much of the first is seen: "50 %".
struct node *compare_add(struct build *b, struct node *parent, const char *key,
                         const char *name, const struct compare *compare);
float compare_at(const struct build *b, const struct node *compare); // 0..1 of the width
