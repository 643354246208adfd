// Rectangles in whole pixels; x and y grow right and down. Empty when w or h is <= 0.
#pragma once

#include <stdbool.h>

struct rect {
    int x, y, w, h;
};

bool rect_empty(struct rect r);
struct rect rect_cut(struct rect a, struct rect b); // the part in both
// Around both; an empty one is ignored.
struct rect rect_join(struct rect a, struct rect b);
bool rect_has(struct rect r, int x, int y);
bool rect_eq(struct rect a, struct rect b);
