// Loads walks and maps of a pack (walk_model.h).
//
// Of a walk that is not whole nothing is loaded: false, and a sentence that names the stop or the
// leg.
#pragma once

#include "pack/pack.h"
#include "pack/walk_model.h"

bool pack_load_walk(struct pack *pack, struct arena *arena, const char *tour,
                    struct walk_model *out, struct err *err);
bool pack_load_regions(struct pack *pack, struct arena *arena, struct map_regions *out,
                       struct err *err);

#define PACK_MAP_TILE_MAX ((size_t)8 << 20) // bytes of a tile; a larger one is refused

// A tile as it stands in the pack, rows counted from the north (XYZ): MVT, gzip or plain, and not
// looked into. bytes NULL: there is none, and nothing is to be seen there.
bool pack_load_map_tile(struct pack *pack, struct arena *arena, int z, int x, int y,
                        const void **bytes, size_t *len, struct err *err);
