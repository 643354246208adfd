// The walker who isn't there: walks a plan's legs at WALK_PACE_M_S, stands at each stop for a
// while, and says where he is. A pure function of time, so that he can be scrubbed.
#pragma once

#include "visit/walk.h"

#define WALKER_PAUSE_S 20 // at each stop

struct walker_noise {
    unsigned seed; // 0: none
    double sigma_m, tau_s,
        white_m; // each axis: first-order Gauss-Markov, and white on top
};

double walker_seconds(const struct walk_plan *plan);                // the whole walk
double walker_metres(const struct walk_plan *plan, double seconds); // along the legs
double walker_when(const struct walk_plan *plan,
                   double metres); // the first time he is there
// His fix at that time; noise may be NULL. Equal arguments, equal fixes, in whatever order they are
// asked for: the noise is a chain on a grid of seconds, added up anew from the 10 tau before, so
// that with noise a fix takes up to 50 us at a tau of 60 s, without less than one.
struct fix walker_fix(const struct walk_plan *plan, double seconds,
                      const struct walker_noise *noise);
