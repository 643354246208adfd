// Streets of all tiles in one piece: what tiles and crossings have cut is put together by name.
#pragma once

#include "map/names_private.h"

struct street {
    const char *text;
    uint64_t id;
    enum name_kind kind;
    int rank;
    float min_zoom;
    struct geo_xy *points; // Mercator
    size_t n;
};

struct streets {
    struct arena arena; // holds everything, words too
    struct street *items;
    size_t n;
};

// The same streets for the same tiles in any order. NULL tiles are skipped.
void streets_init(struct streets *streets, const struct map_names *const *tiles,
                  size_t n_tiles);
void streets_release(struct streets *streets);
