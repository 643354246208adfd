// Where a plane is looked at from (ui/plane.h).
#pragma once

#include <stdbool.h>

#define PLANE_SIDE_DP 512.0

struct camera {
    double x, y; // what is in the middle of the box
    double zoom, bearing_deg;
};

bool camera_eq(const struct camera *a, const struct camera *b);
