// Where everything goes: fills x, y, w, h, content_h and paragraph of a whole tree.
//
// A small flex box: columns, rows, stacks and wrapping rows; fit, grow, fixed and part
// lengths; start and end follow the direction of reading. Heights follow from widths.
// Coordinates are dp in the window, or in the content of the nearest scroller.
#pragma once

#include "ui/node.h"

void layout_tree(struct build *b, struct node *root);

// For insides that place their own children: outer sizes for a width on offer, and placing.
float layout_height(struct build *b, struct node *n, float w_dp);
void layout_place(struct build *b, struct node *n, float x, float y, float w, float h);
