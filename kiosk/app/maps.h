// The map's tiles, out of the pack: read on workers, through one handle of their own.
#pragma once

#include "map/map.h"

struct maps;

struct maps *maps_create(const char *pack, struct jobs *jobs, struct type *type);
void maps_destroy(struct maps *maps); // after the jobs
struct map *maps_map(struct maps *maps);
void maps_forget(struct maps *maps); // the pack is another one, or is gone
