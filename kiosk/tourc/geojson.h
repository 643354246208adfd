// A file of GeoJSON (RFC 7946) as one layer of a map: a FeatureCollection of points, lines and
// areas, longitude first. Properties that are text, numbers, true or false become tags; `min_zoom`
// says from where on a feature is seen, and what begins with '_' is for people.
#pragma once

#include "tourc/land.h"

// False with complaints made, each at the line where its feature begins.
bool geojson_read(const char *path, const char *layer, struct arena *arena,
                  struct report *report, struct land_layer *out);

// The names of the layers that there may be, up to a NULL.
extern const char *const geojson_layers[];
