// Vector tiles, read and written: Mapbox Vector Tile 2.1 (version 1 is read, too), gzip or not.
//
// A decoded tile is a value in the arena given; what is read from tiles is never trusted: every
// length, index and count is checked, coordinates wrap as uint32 and are cut to int32, and a
// tile that would need more than the limits below is refused. Any thread, one arena each.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

#define MVT_BYTES_MAX ((size_t)8 << 20)    // of a tile, unpacked
#define MVT_POINTS_MAX ((size_t)1 << 20)   // of a tile
#define MVT_FEATURES_MAX ((size_t)1 << 18) // of a tile
#define MVT_TAGS_MAX ((size_t)1 << 19)     // of a tile; its keys and values together, too
#define MVT_LAYERS_MAX ((size_t)256)

enum mvt_kind { MVT_UNKNOWN, MVT_POINT, MVT_LINE, MVT_AREA };

struct mvt_point {
    int32_t x,
        y; // of the layer's extent, down and right; beyond it on all sides is the buffer
};

// One line, or one ring without its closing point. Of an area outer rings go clockwise on the
// screen (a positive area by the surveyor's formula with y down), holes the other way and after
// their outer ring. Of points: all of the feature's in one part.
struct mvt_part {
    const struct mvt_point *points;
    size_t n;
};

enum mvt_value_kind { MVT_STRING, MVT_NUMBER, MVT_BOOL };

struct mvt_value {
    enum mvt_value_kind kind;
    const char *string; // valid UTF-8; what was not has U+FFFD. "" unless MVT_STRING
    double number;      // finite; 0 or 1 of a bool
};

struct mvt_tag {
    const char *key;
    struct mvt_value value;
};

struct mvt_feature {
    uint64_t id; // 0: none
    enum mvt_kind kind;
    struct mvt_part *parts;
    size_t n_parts;
    struct mvt_tag *tags;
    size_t n_tags;
};

struct mvt_layer {
    const char *name;
    uint32_t extent;
    struct mvt_feature *features;
    size_t n_features;
};

struct mvt_tile {
    struct mvt_layer *layers;
    size_t n_layers;
};

// gzip, zlib or plain. False: not a tile, cut short, or beyond the limits; the sentence says what.
// What the specification calls an error is one, but for these, which are mended: a feature of no
// known kind has no parts; a ring without area is left out, and where a feature's first ring goes
// the wrong way all are turned; of two layers of one name, of two geometries of a feature the
// first counts; a key without a value is left out; a NUL in a string is U+FFFD. A layer that
// tells no version has 1, as old writers left it out.
bool mvt_read(struct arena *arena, const void *bytes, size_t len, struct mvt_tile *out,
              struct err *err);
// NULL: the feature has no such tag.
const struct mvt_value *mvt_tag(const struct mvt_feature *f, const char *key);
const char *mvt_string(const struct mvt_feature *f, const char *key); // "" without one

// A tile as gzip, the same bytes for the same tile (no time in the header); in the arena.
// Parts with fewer points than their kind needs are left out, and features without parts. Steps
// of no length are, too, and areas are turned as the reader turns them. False: beyond the limits,
// two layers of one name, or not UTF-8.
bool mvt_write(struct arena *arena, const struct mvt_tile *tile, const void **bytes_out,
               size_t *len_out, struct err *err);
