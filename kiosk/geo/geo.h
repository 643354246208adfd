// Geodesy for walks: distances, the plane around a town, Web Mercator, lines and areas.
//
// Degrees are WGS 84, north and east positive. The earth is a sphere of 6,371,008.8 m (the mean
// radius of IUGG); against the ellipsoid a distance is wrong by less than 0.6 %.
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct geo_point {
    double lat, lon;
};

struct geo_xy {
    double x, y;
};

bool geo_valid(struct geo_point p);                            // finite, and on the earth
double geo_distance_m(struct geo_point a, struct geo_point b); // haversine

// A plane that touches the earth: x metres east, y metres north of its origin. Within 20 km of
// it lengths are right to 0.1 % up to 70 degrees of latitude; across 180 degrees, too. What is
// very far lies somewhere far; back from the plane comes only what is within 1,000 km.
struct geo_plane {
    double lat, lon, east_m, north_m; // metres a degree, at the origin
    double bend_m; // a square degree: by how much parallels get shorter
};

struct geo_plane geo_plane_at(struct geo_point origin);
struct geo_xy geo_to_plane(const struct geo_plane *plane, struct geo_point p);
struct geo_point geo_from_plane(const struct geo_plane *plane, struct geo_xy p);

// Web Mercator as map tiles have it: x 0..1 from 180 degrees west to east, y 0..1 from 85.0511
// degrees north to south (EPSG 3857, scaled to 1). Latitudes beyond are taken for these.
struct geo_xy geo_mercator(struct geo_point p);
struct geo_point geo_unmercator(struct geo_xy p);
// How many metres a unit of it is at that latitude.
double geo_mercator_m(double lat);

// The nearest point of a line to p, in a plane.
struct geo_near {
    size_t segment; // between point i and i + 1
    double t;       // 0..1 of it
    struct geo_xy at;
    double distance; // from p
    double along;    // from the line's beginning
};

// Cuts t[0]..t[1] of a segment down to where low <= at + t * run <= high; false: nothing is left.
// Once a side of a box (Liang and Barsky, 1984).
bool geo_cut(double at, double run, double low, double high, double t[2]);
double geo_line_length(const struct geo_xy *line, size_t n);
struct geo_near geo_line_nearest(const struct geo_xy *line, size_t n,
                                 struct geo_xy p); // n >= 1
// Its ends where along is beyond them. n >= 1.
struct geo_xy geo_line_at(const struct geo_xy *line, size_t n, double along);
// A ring may repeat its first point or not. Even-odd; a point of the border may be in or out.
bool geo_in_ring(const struct geo_xy *ring, size_t n, struct geo_xy p);
double geo_ring_distance(const struct geo_xy *ring, size_t n,
                         struct geo_xy p); // to its border; infinite without points
// Leaves out what is nearer than `within` to the line that stays (Douglas and Peucker, 1973).
// In place; how many stay: at least 2 of 2 or more.
size_t geo_simplify(struct geo_xy *line, size_t n, double within);
