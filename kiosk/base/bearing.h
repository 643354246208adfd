// Which way one point lies from another.
#pragma once

// The initial bearing of the great circle, degrees clockwise from true north in [0, 360), from
// one point to another, each in degrees of latitude and longitude (north and east positive):
//   atan2(sin dL cos p2, cos p1 sin p2 - sin p1 cos p2 cos dL)
// on a sphere (Ed Williams, Aviation Formulary, "Course between points"). Against the ellipsoid
// it is wrong by less than 0.2 degrees. Of two equal points it is 0.
double bearing_deg(double from_lat, double from_lon, double to_lat, double to_lon);
