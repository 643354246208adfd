// Lines and rings as they stand in a pack: WKT, longitude first. Read as an enemy's: anything but
// what tourc writes is refused. No locale has a say in it.
#pragma once

#include "base/arena.h"
#include "pack/walk_model.h"

#define WKT_POINTS_MAX 20000

// "LINESTRING(lon lat, ...)" of at least two points, all on the earth.
bool wkt_read_line(struct arena *arena, const char *text, const struct walk_vertex **out,
                   size_t *n_out);
// "POLYGON((lon lat, ...))", closed, of one ring of at least three; out comes without its last
// point.
bool wkt_read_ring(struct arena *arena, const char *text, const struct walk_vertex **out,
                   size_t *n_out);
