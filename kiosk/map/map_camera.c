#include "map/map.h"

#include <math.h>

#include "map/tiles.h"

struct camera map_fit(const struct geo_point *points, size_t n, float w_dp, float h_dp,
                      struct edges covered, double max_zoom, double bearing_deg)
{
    struct map_frame f = {.bearing_deg = bearing_deg, .px_dp = 1};
    struct map_affine a = map_frame_affine(&f, 0, 0); // at zoom 0, where a dp is a dp
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        struct geo_xy m = geo_mercator(points[i]), at = map_to_px(&a, m.x, m.y);
        x0 = fmin(x0, at.x);
        y0 = fmin(y0, at.y);
        x1 = fmax(x1, at.x);
        y1 = fmax(y1, at.y);
    }
    if (!n)
        x0 = y0 = 0, x1 = y1 = PLANE_SIDE_DP;
    double w = fmax(w_dp - covered.start - covered.end, 16);
    double h = fmax(h_dp - covered.top - covered.bottom, 16);
    double zoom = fmin(log2(w / fmax(x1 - x0, 1e-9)), log2(h / fmax(y1 - y0, 1e-9)));
    zoom = fmax(0, fmin(zoom, max_zoom));
    // What is covered on one side moves the middle to the other.
    double dp = exp2(-zoom);
    double x = (x0 + x1) / 2 - (double)(covered.start - covered.end) / 2 * dp;
    double y = (y0 + y1) / 2 - (double)(covered.top - covered.bottom) / 2 * dp;
    struct geo_xy middle = map_from_px(&a, x, y);
    return (struct camera){middle.x, middle.y, zoom, bearing_deg};
}

struct camera map_at(struct geo_point at, double zoom, double bearing_deg,
                     struct edges covered)
{
    struct camera c = map_fit(&at, 1, 1e4f, 1e4f, covered, zoom, bearing_deg);
    return c;
}

double map_metres_a_dp(double lat, double zoom)
{
    return geo_mercator_m(lat) / (PLANE_SIDE_DP * exp2(zoom));
}
