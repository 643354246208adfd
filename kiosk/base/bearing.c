#include "base/bearing.h"

#include <math.h>

double bearing_deg(double from_lat, double from_lon, double to_lat, double to_lon)
{
    const double radian = 0.017453292519943295;
    double p1 = from_lat * radian, p2 = to_lat * radian;
    double d = (to_lon - from_lon) * radian;
    double east = sin(d) * cos(p2);
    double north = cos(p1) * sin(p2) - sin(p1) * cos(p2) * cos(d);
    double degrees = fmod(atan2(east, north) / radian + 360, 360);
    return degrees == degrees ? degrees : 0;
}
