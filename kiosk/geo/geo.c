#include "geo/geo.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define EARTH_M 6371008.8
#define MERCATOR_LAT 85.05112877980659 // atan(sinh(pi))
#define DEG (M_PI / 180)

bool geo_valid(struct geo_point p)
{
    return isfinite(p.lat) && isfinite(p.lon) && fabs(p.lat) <= 90 && fabs(p.lon) <= 180;
}

double geo_distance_m(struct geo_point a, struct geo_point b)
{
    double up = sin((b.lat - a.lat) * DEG / 2);
    double along = sin((b.lon - a.lon) * DEG / 2);
    double h = up * up + cos(a.lat * DEG) * cos(b.lat * DEG) * along * along;
    return 2 * EARTH_M * asin(sqrt(fmin(h, 1)));
}

// Metres a degree alone would be wrong by 0.9 % at 70 degrees and 20 km, where parallels are
// shorter by so much. What is added is the next term of the orthographic projection: with
// angles in radians and the earth's radius as unit,
//   x = cos p0 dl - sin p0 dp dl,  y = dp + sin p0 cos p0 dl^2 / 2,
// which leaves 0.01 %. Unlike the whole projection it does not fold the far side of the earth
// onto this one: nothing but the origin is near the origin.
struct geo_plane geo_plane_at(struct geo_point origin)
{
    double metres = EARTH_M * DEG;
    return (struct geo_plane){
        .lat = origin.lat,
        .lon = origin.lon,
        .east_m = metres * fmax(cos(origin.lat * DEG), 1e-6), // a pole has an east, too
        .north_m = metres,
        .bend_m = metres * DEG * sin(origin.lat * DEG),
    };
}

// Half of sin p0 cos p0, as metres a square degree.
static double lift_m(const struct geo_plane *plane)
{
    return plane->bend_m * plane->east_m / plane->north_m / 2;
}

struct geo_xy geo_to_plane(const struct geo_plane *plane, struct geo_point p)
{
    double north = p.lat - plane->lat, east = p.lon - plane->lon;
    if (east > 180)
        east -= 360;
    else if (east < -180)
        east += 360;
    return (struct geo_xy){
        .x = east * (plane->east_m - plane->bend_m * north),
        .y = north * plane->north_m + lift_m(plane) * east * east,
    };
}

struct geo_point geo_from_plane(const struct geo_plane *plane, struct geo_xy p)
{
    // The two lines above with one in the other: a cubic in degrees east, by Newton's steps.
    double lift = lift_m(plane);
    double slope = plane->east_m - plane->bend_m * p.y / plane->north_m;
    double cube = plane->bend_m * lift / plane->north_m;
    double east = p.x / plane->east_m;
    for (int i = 0; i < 5; i++) {
        double rises = slope + 3 * cube * east * east;
        if (fabs(rises) < 1e-9)
            break; // a quarter of the earth away
        east -= (east * (slope + cube * east * east) - p.x) / rises;
    }
    struct geo_point at = {
        .lat = plane->lat + (p.y - lift * east * east) / plane->north_m,
        .lon = plane->lon + east,
    };
    if (at.lon > 180)
        at.lon -= 360;
    else if (at.lon < -180)
        at.lon += 360;
    return at;
}

struct geo_xy geo_mercator(struct geo_point p)
{
    double lat = fmax(-MERCATOR_LAT, fmin(MERCATOR_LAT, p.lat));
    double y = 0.5 - asinh(tan(lat * DEG)) / (2 * M_PI);
    return (struct geo_xy){.x = (p.lon + 180) / 360, .y = fmax(0, fmin(1, y))};
}

struct geo_point geo_unmercator(struct geo_xy p)
{
    return (struct geo_point){
        .lat = atan(sinh(M_PI * (1 - 2 * p.y))) / DEG,
        .lon = p.x * 360 - 180,
    };
}

double geo_mercator_m(double lat)
{
    return 2 * M_PI * EARTH_M * cos(lat * DEG);
}

// Not hypot: in a plane nothing is so long that its square overflows, and this is faster.
static double length(struct geo_xy a, struct geo_xy b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return sqrt(dx * dx + dy * dy);
}

bool geo_cut(double at, double run, double low, double high, double t[2])
{
    if (run == 0)
        return at >= low && at <= high;
    double a = (low - at) / run, b = (high - at) / run;
    t[0] = fmax(t[0], fmin(a, b));
    t[1] = fmin(t[1], fmax(a, b));
    return t[0] <= t[1];
}

double geo_line_length(const struct geo_xy *line, size_t n)
{
    double sum = 0;
    for (size_t i = 1; i < n; i++)
        sum += length(line[i - 1], line[i]);
    return sum;
}

// How far along from a to b the point nearest to p is, 0..1.
static double nearest_t(struct geo_xy a, struct geo_xy b, struct geo_xy p)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    if (!(square > 0))
        return 0;
    double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / square;
    return t > 1 ? 1 : t > 0 ? t : 0;
}

static struct geo_xy between(struct geo_xy a, struct geo_xy b, double t)
{
    return (struct geo_xy){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

static double square_to(struct geo_xy a, struct geo_xy b, struct geo_xy p)
{
    struct geo_xy at = between(a, b, nearest_t(a, b, p));
    return (p.x - at.x) * (p.x - at.x) + (p.y - at.y) * (p.y - at.y);
}

struct geo_near geo_line_nearest(const struct geo_xy *line, size_t n, struct geo_xy p)
{
    struct geo_near near = {.at = line[0]};
    double least = square_to(line[0], line[0], p);
    for (size_t i = 0; i + 1 < n; i++) {
        double square = square_to(line[i], line[i + 1], p);
        if (square < least) {
            least = square;
            near.segment = i;
            near.t = nearest_t(line[i], line[i + 1], p);
        }
    }
    if (n > 1)
        near.at = between(line[near.segment], line[near.segment + 1], near.t);
    near.distance = sqrt(least);
    near.along =
        geo_line_length(line, near.segment + 1) + length(line[near.segment], near.at);
    return near;
}

struct geo_xy geo_line_at(const struct geo_xy *line, size_t n, double along)
{
    if (!(along > 0))
        return line[0];
    for (size_t i = 0; i + 1 < n; i++) {
        double step = length(line[i], line[i + 1]);
        if (along < step)
            return between(line[i], line[i + 1], along / step);
        along -= step;
    }
    return line[n - 1];
}

bool geo_in_ring(const struct geo_xy *ring, size_t n, struct geo_xy p)
{
    bool in = false;
    for (size_t i = 0, j = n - 1; i < n; j = i++) {
        struct geo_xy a = ring[i], b = ring[j];
        if ((a.y > p.y) != (b.y > p.y) &&
            p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
            in = !in;
    }
    return in;
}

double geo_ring_distance(const struct geo_xy *ring, size_t n, struct geo_xy p)
{
    double least = INFINITY;
    for (size_t i = 0, j = n - 1; i < n; j = i++)
        least = fmin(least, square_to(ring[j], ring[i], p));
    return sqrt(least);
}

// Marks what stays strictly between two points that stay. The shorter half by a call, the
// longer in the loop, so that the stack stays flat on any line.
static void mark(const struct geo_xy *line, bool *stays, size_t first, size_t last,
                 double within)
{
    while (last - first > 1) {
        size_t farthest = first;
        double most = -1;
        for (size_t i = first + 1; i < last; i++) {
            double square = square_to(line[first], line[last], line[i]);
            if (square > most) {
                most = square;
                farthest = i;
            }
        }
        if (!(most >= within * within))
            return;
        stays[farthest] = true;
        if (farthest - first < last - farthest) {
            mark(line, stays, first, farthest, within);
            first = farthest;
        } else {
            mark(line, stays, farthest, last, within);
            last = farthest;
        }
    }
}

size_t geo_simplify(struct geo_xy *line, size_t n, double within)
{
    if (n < 3)
        return n;
    bool *stays = xcalloc(n, sizeof(*stays));
    stays[0] = stays[n - 1] = true;
    mark(line, stays, 0, n - 1, within);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (stays[i])
            line[kept++] = line[i];
    free(stays);
    return kept;
}
