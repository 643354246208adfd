// Loads walks and maps of a pack (walk_model.h).
#pragma once

#include "pack/pack.h"
#include "pack/walk_model.h"

bool pack_load_walk(struct pack *pack, struct arena *arena, const char *tour,
                    struct walk_model *out, struct err *err);
bool pack_load_regions(struct pack *pack, struct arena *arena, struct map_regions *out,
                       struct err *err);
// A tile as it stands in the pack, rows counted from the north (XYZ). bytes NULL: there is none.
bool pack_load_map_tile(struct pack *pack, struct arena *arena, int z, int x, int y,
                        const void **bytes, size_t *len, struct err *err);
