// Where the features of a file stand, since a parser of JSON forgets it: a walk through text that
// is known to be JSON, from feature to feature.
#pragma once

#include "tourc/report.h"

struct geojson_lines {
    const char *at; // in the text
    struct spot spot;
    int depth;  // of brackets and braces
    int inside; // of `features`: the depth there, 0: not yet, -1: past
};

void geojson_lines_start(struct geojson_lines *l, const char *path, const char *text);
// The next feature's place; the last one's, or the top, where it can't be told.
struct spot geojson_lines_next(struct geojson_lines *l);
