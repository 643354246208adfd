// A long list inside a scroller: rows are built when they are near what is seen.
//
// The source is borrowed and must live as long as the tree. Heights of rows are kept by path;
// rows not seen yet count as high as the mean of those seen.
#pragma once

#include "ui/node.h"

struct list_source {
    size_t count;
    float gap_dp;
    const void *data;
    // Adds row i to the parent and returns it. Its role is the list's business: ROLE_LINK with
    // position and of.
    struct node *(*row)(struct build *b, struct node *parent, const void *data, size_t i);
    const char *(*name)(struct arena *arena, const void *data, size_t i);
};

extern const struct inside_class list_inside;

struct node *list_add(struct build *b, struct node *parent, const char *key,
                      const char *name, const struct list_source *source);
