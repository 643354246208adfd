// One zoom of all maps on its way to tiles: everything in units of a tile (tiles.h), x and y from
// the north-west corner of the world, and simplified to what a screen can show.
#pragma once

#include "tourc/book.h"

struct level_piece {
    const struct land_feature *feature;
    const char *layer;
    struct land_part *parts;
    size_t n_parts;
    struct land_box box;
};

struct level_pieces {
    struct level_piece *items;
    size_t n;
};

// In the order in which maps, layers and features are drawn; cut to the maps' bounds.
struct level_pieces level_prepare(struct arena *arena, const struct book *book, int z);

struct level_range {
    int first, last; // none: last < first
};

// Which columns, or rows, of tiles have something.
struct level_range level_columns(const struct level_pieces *pieces, int z);
struct level_range level_rows(const struct level_pieces *pieces, int z);

struct land_box level_box(int x, int y); // a tile, without its buffer
struct land_box level_column(int x);     // from the north pole to the south

// Whether anything may be in a box and its buffer.
bool level_has(const struct level_pieces *pieces, struct land_box box);
// What of the pieces lies in a box with a tile's buffer around it; points, in the box itself.
struct level_pieces level_cut(struct arena *arena, const struct level_pieces *pieces,
                              struct land_box box);
