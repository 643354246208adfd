// What receivers say of their error, as the radius of struct fix that holds the position two
// times in three.
#pragma once

#include <math.h>

// HDOP times the error of one range is the root mean square of the distance from the truth, which
// holds it 63 to 68 % of the time, by the shape of the ellipse. 5 m is what we take for the error
// of a range: a receiver of one frequency, outdoors, without corrections. Between houses it is
// more, and the receiver does not know that.
#define ACCURACY_RANGE_M 5.0

static inline float accuracy_of_hdop(double hdop)
{
    return hdop > 0 && hdop < 1000 ? (float)(hdop * ACCURACY_RANGE_M) : NAN;
}

// gpsd's manual gives its errors 95 % confidence, as well as it knows ("guessed": some receivers
// say theirs with another one); for NMEA gpsd computes them so itself. The distance from the truth
// is taken for Rayleigh's, of two equal normal errors of sigma each: the radius that holds it
// with probability p is sigma * sqrt(-2 ln(1 - p)). From 19 in 20 to two in three:
// sqrt(ln 3 / ln 20).
#define ACCURACY_OF_EPH 0.6056
// epx and epy are errors along one axis, +-1.96 sigma. With the mean of both variances:
// sqrt(2 ln 3) * hypot(epx, epy) / (1.96 * sqrt 2).
#define ACCURACY_OF_EPXY 0.5348

static inline float accuracy_of_gpsd(double eph, double epx, double epy)
{
    double radius = isfinite(eph) && eph > 0 ? ACCURACY_OF_EPH * eph
                                             : ACCURACY_OF_EPXY * hypot(epx, epy);
    return isfinite(radius) && radius > 0 && radius < 1e6 ? (float)radius : NAN;
}
