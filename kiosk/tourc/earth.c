#include "tourc/earth.h"

#include <math.h>

#define MEAN_RADIUS_KM 6371.0088

bool earth_has(struct earth_point p)
{
    return fabs(p.lat) <= 90 && fabs(p.lon) <= 180;
}

double earth_distance_km(struct earth_point a, struct earth_point b)
{
    const double radians = acos(-1.0) / 180;
    double across = sin((b.lat - a.lat) * radians / 2);
    double along = sin((b.lon - a.lon) * radians / 2);
    double h =
        across * across + cos(a.lat * radians) * cos(b.lat * radians) * along * along;
    return 2 * MEAN_RADIUS_KM * asin(sqrt(fmin(h, 1)));
}
