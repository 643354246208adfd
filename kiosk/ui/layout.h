// Where everything goes: fills x, y, w, h, content_h and paragraph of a whole tree.
//
// A small flex box: columns, rows, stacks and wrapping rows; fit, grow, fixed and part
// lengths; start and end follow the direction of reading. Heights follow from widths.
// Coordinates are dp in the window, or in the content of the nearest scroller.
#pragma once

#include "ui/node.h"

// A page's first layout may be rough far below what is seen (build.rough); layout_more lays out
// paragraphs of so many letters, or one longer one, more of the same tree.
void layout_tree(struct build *b, struct node *root);
void layout_more(struct build *b, struct node *root, int letters);
bool layout_is_far(const struct build *b); // what is being measured need not be right yet

// For insides that place their own children: outer sizes for a width on offer, and placing.
float layout_height(struct build *b, struct node *n, float w_dp);
void layout_place(struct build *b, struct node *n, float x, float y, float w, float h);
