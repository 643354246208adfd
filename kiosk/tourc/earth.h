// Where on earth a place is, and how far from another: as exact as a check for slips needs.
#pragma once

#include <stdbool.h>

struct earth_point {
    double lat, lon; // degrees, north and east positive
};

bool earth_has(struct earth_point p); // -90 to 90, -180 to 180
// Along a great circle of a sphere of the mean radius 6371.0088 km: within 0.6 % of the truth.
// Source: the haversine formula; the radius is that of IUGG.
double earth_distance_km(struct earth_point a, struct earth_point b);
