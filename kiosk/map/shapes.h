// What of a vector tile is drawn as shapes: areas and lines, sorted into the style's order, in
// Web Mercator relative to the tile. Made on a worker, never changed, and read by several at once.
#pragma once

#include "mvt/mvt.h"

struct map_shapes;

// Layers of OpenMapTiles, Mapbox v7, Protomaps and the like, by one alias table.
struct map_shapes *map_shapes_create(const struct mvt_tile *tile, int z, int x, int y);
void map_shapes_destroy(struct map_shapes *shapes);
size_t map_shapes_bytes(const struct map_shapes *shapes);
