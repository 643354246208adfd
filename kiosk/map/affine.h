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

// The same without being moved: px of a plane that turns and grows with the camera and stays where
// it is when the camera is only pulled.
static inline struct geo_xy map_plane_px(const struct map_affine *a,
                                         struct geo_xy mercator)
{
    return (struct geo_xy){a->scale * (a->cos * mercator.x + a->sin * mercator.y),
                           a->scale * (a->cos * mercator.y - a->sin * mercator.x)};
}

static inline struct geo_xy map_from_px(const struct map_affine *a, double x, double y)
{
    double dx = (x - a->px) / a->scale, dy = (y - a->py) / a->scale;
    return (struct geo_xy){a->origin.x + a->cos * dx - a->sin * dy,
                           a->origin.y + a->sin * dx + a->cos * dy};
}
