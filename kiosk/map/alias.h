// Which row of the style a feature is: one table of the names that OpenMapTiles, Mapbox Streets,
// Protomaps and Shortbread give their layers and classes.
#pragma once

#include "map/style.h"
#include "mvt/mvt.h"

enum alias_group {
    ALIAS_ROAD,
    ALIAS_LAND,
    ALIAS_PARK, // whatever its class, it is green
    ALIAS_WATER,
    ALIAS_WATERWAY,
    ALIAS_BUILDING,
    ALIAS_BOUNDARY,
    ALIAS_UNKNOWN,
};

enum alias_group alias_layer(const char *layer);
// STYLE_NONE: nothing that is drawn as a shape.
enum style_row alias_row(enum alias_group group, const struct mvt_feature *f);
