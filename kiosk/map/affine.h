// From Web Mercator (geo/geo.h) to pixels: scaled, turned and moved.
#pragma once

#include "geo/geo.h"

struct map_affine {
    struct geo_xy origin; // of Mercator, shown at px, py
    double scale;         // px a unit: 512 * 2^zoom * px a dp
    double cos, sin;      // of the bearing: what lies that way is up
    double px, py;
};

// x = px + scale * (cos * dx + sin * dy), y = py + scale * (-sin * dx + cos * dy)
static inline struct geo_xy map_to_px(const struct map_affine *a, double x, double y)
{
    double dx = x - a->origin.x, dy = y - a->origin.y;
    return (struct geo_xy){a->px + a->scale * (a->cos * dx + a->sin * dy),
                           a->py + a->scale * (-a->sin * dx + a->cos * dy)};
}

static inline struct geo_xy map_from_px(const struct map_affine *a, double x, double y)
{
    double dx = (x - a->px) / a->scale, dy = (y - a->py) / a->scale;
    return (struct geo_xy){a->origin.x + a->cos * dx - a->sin * dy,
                           a->origin.y + a->sin * dx + a->cos * dy};
}
