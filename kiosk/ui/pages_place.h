// Where the pictures of pages.h and compare.h stand: what those and motion.c share.
#pragma once

#include "ui/kept.h"
#include "ui/pages.h"

#define PAGES_GAP 16.0f // dp between two pictures

// Of picture i at a zoom, dp.
void pages_size(const struct node *n, size_t i, float zoom, float *w, float *h);
// What is kept of a canvas that was never touched.
void pages_kept(struct kept_canvas *c, const struct node *n);
// At rest: what is seen of a zoomed picture is wanted as sharp as the window can show it. True
// if that is another part than before.
bool pages_sharpen(const struct look *look, const struct node *n, struct kept_canvas *c);

// compare.c: of the pictures, which stand in the middle of the node; dp.
void compare_size(const struct node *n, float *w, float *h);
