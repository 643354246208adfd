// Tiles of pixels: drawn by workers, at any zoom and bearing, kept while there is room.
//
// Tiles of one zoom, bearing, density and theme are a frame: a plane of pixels whose (0, 0) is
// Mercator's, cut into squares. What is asked for is drawn in the order of asking, two at a time.
#pragma once

#include "map/raster.h"
#include "map/sources.h"

#define MAP_TILE_PX 512
#define MAP_SOURCES_MAX 32 // of a tile

struct map_frame {
    double zoom, bearing_deg;
    float px_dp;
    enum map_theme theme;
};

bool map_frame_eq(const struct map_frame *a, const struct map_frame *b);
// Its pixels as they lie when Mercator's (0, 0) is at px, py.
struct map_affine map_frame_affine(const struct map_frame *f, double px, double py);

struct map_pixels {
    struct map_frame frame;
    int ix, iy;
    uint32_t *px; // MAP_TILE_PX squared; NULL: on its way
    bool drawing;
    uint64_t id, used; // id 0: not begun
};

// Which vector tiles there are.
struct map_extent {
    int min_zoom, max_zoom;
};

struct map_tiles;

struct map_tiles *map_tiles_create(struct jobs *jobs, struct map_sources *sources);
void map_tiles_destroy(struct map_tiles *t); // jobs that run may end after it
void map_tiles_forget(struct map_tiles *t);
// A picture's wishes: begin, want in the order of need, and then again after each arrival.
void map_tiles_begin(struct map_tiles *t, uint64_t used);
void map_tiles_want(struct map_tiles *t, const struct map_frame *f, int ix, int iy,
                    struct map_extent extent);
void map_tiles_pump(struct map_tiles *t);
size_t map_tiles_waiting(const struct map_tiles *t); // wanted and not there
// NULL: not there. Borrowed until map_tiles_evict.
const struct map_pixels *map_tiles_find(const struct map_tiles *t,
                                        const struct map_frame *f, int ix, int iy);
// The vector tiles that a square of a frame shows, at most MAP_SOURCES_MAX; their common zoom.
struct map_cover {
    int z, x[MAP_SOURCES_MAX], y[MAP_SOURCES_MAX], n;
};

struct map_cover map_cover(const struct map_affine *to_px, struct rect px, double zoom,
                           struct map_extent extent);
bool map_tiles_arrived(const struct map_tiles *t); // one that nobody has noticed
void map_tiles_notice(struct map_tiles *t);
size_t map_tiles_bytes(const struct map_tiles *t);
void map_tiles_evict(struct map_tiles *t, size_t bytes, uint64_t used);
