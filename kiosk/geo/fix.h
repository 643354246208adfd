// A fix: where something says the visitor is. What gpsd, a track, the simulated walker and a
// finger all come down to.
#pragma once

#include <stdint.h>

struct fix {
    int64_t time_us;  // of the source's own clock: only differences mean anything
    double lat, lon;  // degrees, WGS 84
    float accuracy_m; // radius that holds it two times in three; NAN: not told
    float course_deg, speed_m_s; // over ground, clockwise from true north; NAN: not told
};
