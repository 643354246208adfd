// What of a vector tile has a name: streets, places, parks, stations, water. Made on a worker and
// never changed.
#pragma once

#include "mvt/mvt.h"

struct map_names;

// Names in `lang` where the tile has them (name:es, name_es), else its own.
struct map_names *map_names_create(const struct mvt_tile *tile, int z, int x, int y,
                                   const char *lang);
void map_names_destroy(struct map_names *names);
size_t map_names_bytes(const struct map_names *names);
