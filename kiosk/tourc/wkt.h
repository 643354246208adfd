// Lines and outlines as text that any tool reads: WKT, longitude first, in degrees, with seven
// decimals (a centimetre) less what is 0. No locale has a say in it.
#pragma once

#include "base/arena.h"
#include "geo/geo.h"

const char *wkt_line(struct arena *arena, const struct geo_point *points, size_t n);
// A ring given without its closing point.
const char *wkt_polygon(struct arena *arena, const struct geo_point *points, size_t n);
// A number so written.
const char *wkt_number(struct arena *arena, double degrees);
