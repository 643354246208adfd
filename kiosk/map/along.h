// A line, and where a word could stand along it.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "geo/geo.h"

struct along {
    struct geo_xy *points;
    double *s; // from the beginning to each
    size_t n;  // at least two
};

// Takes the points.
struct along along_make(struct arena *arena, struct geo_xy *points, size_t n);
struct geo_xy along_at(const struct along *line, double s);

struct along_fit {
    struct geo_xy at;   // the word's middle
    struct geo_xy a, b; // where it begins and ends
    double turn_rad;    // of its baseline
    double waver;       // how far the line leaves a straight one, to either side
};

// A word so long with its middle about `s`. False: the line is too short, turns by more than 45
// degrees beneath it, or wavers by more than `most`.
bool along_fit(const struct along *line, double s, double length, double most,
               struct along_fit *out);

// The parts of the line in each square of a grid: from here on to there.
struct along_run {
    double from, to;
};

// Squares of `side` around `origin`, turned by an angle: those of the ground.
struct along_grid {
    struct geo_xy origin;
    double side, cos, sin;
};

// In the arena.
size_t along_runs(const struct along *line, const struct along_grid *grid,
                  struct arena *arena, struct along_run **out);
