// What walk_plan_make makes; the engine's own. All legs are one line on one plane.
#pragma once

#include "visit/walk.h"

struct plan_stop {
    double metres;  // of the line, where its leg ends
    double enter_m; // where the line comes into the trigger
    double leave_m; // where it is out of it again, with the exit radius
    struct geo_xy at;
    enum trigger_shape shape;
    double radius_m, exit_m; // exit: beyond the shape's border
    int64_t dwell_us;
    int priority;
    bool once;
    const struct geo_xy *ring;
    size_t n_ring;
};

struct plan_step {
    double metres; // of the line
    size_t leg;
    int step; // of the leg's
};

struct walk_plan {
    struct geo_plane plane;
    struct geo_xy *line;
    double *along; // metres of each point of the line
    size_t n_line;
    struct plan_stop *stops;
    size_t n_stops;
    struct plan_step *steps; // in the order of the way
    size_t n_steps;
    bool again; // a trigger may fire more than once
};

double plan_length(const struct walk_plan *plan);
size_t plan_segment(const struct walk_plan *plan, double metres);
struct geo_xy plan_at(const struct walk_plan *plan, double metres);

struct plan_near {
    double metres, distance;
    struct geo_xy at;
};

// The nearest point of the line between two of its metres.
struct plan_near plan_nearest(const struct walk_plan *plan, struct geo_xy p,
                              double from_m, double to_m);
// How far p is outside of the stop's trigger; inside of it less than 0.
double plan_outside(const struct plan_stop *stop, struct geo_xy p);
