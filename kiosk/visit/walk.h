// The walk engine: fixes in, progress out. A pure function: the time of the fixes is its only
// clock, and it cannot tell a satellite from a finger.
//
// A plan is made once of a walk's model and never changes. A walk is a plain value without
// pointers: compared, hashed, saved and put back as it is. What cannot be believed changes
// nothing: a fix that is not finite, not on the earth or 500 km from the walk, or older than the
// last one; one that is further than legs can carry waits for others that say the same for half a
// minute. A million fixes a second (tests/bench/walk.c).
//
// On the legs a stop is reached along them, in order, and never backwards. Of two stops whose
// triggers overlap the nearer one counts, or the one of higher priority. Off the legs, and before
// the first of them, the next stop's trigger is a place like any other; a later stop's fires only
// for who stands in it for half a minute, with all before it further than their exit: then
// those are passed. So are up to two of them for who walks along the legs after them.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "geo/fix.h"
#include "geo/geo.h"
#include "pack/walk_model.h"

struct walk_plan; // in the arena

// NULL: the tour has no legs. Borrows nothing of the model.
const struct walk_plan *walk_plan_make(struct arena *arena,
                                       const struct walk_model *model);
size_t walk_plan_stops(const struct walk_plan *plan);
double walk_plan_metres(const struct walk_plan *plan); // of all legs
double walk_plan_stop_metres(const struct walk_plan *plan,
                             size_t stop); // to it, from the start
struct geo_point walk_plan_at(const struct walk_plan *plan, double metres); // on the legs
double walk_plan_bearing(const struct walk_plan *plan,
                         double metres); // of the leg there, degrees

enum walk_status {
    WALK_WAITING, // no fix yet
    WALK_ON,      // on the way to the next stop
    WALK_AT,      // at a stop: it was triggered, and not left yet
    WALK_OFF,     // too far from the leg for too long
    WALK_POOR,    // the accuracy is too poor for an arrow
    WALK_ENDED,   // the last stop was reached
};

enum walk_event {
    WALK_NOTHING,
    WALK_ARRIVED, // at walk.at: its trigger fired
    WALK_LEFT,    // the stop, with its exit radius
    WALK_STRAYED,
    WALK_RETURNED,
    WALK_DONE, // arrived at the last stop
};

// The engine's own (walk_track.h, walk.c), all zero at the start. Times are those of fixes.
struct walk_inner {
    // How far along the legs, how fast, and by how much the receiver is wrong to the east and to
    // the north; and how well each of them is known.
    double s, v, bx, by, p[4][4];
    double spread2;         // off the legs: the variance of x and of y
    double floor_m, peak_m; // so far along at least; and at most, since the last stop
    double last_x, last_y;  // the last fix that was believed, as it came
    double jump_x, jump_y;  // where those are that are not believed
    double stand_x, stand_y, far_x, far_y, strayed_m, join_m;
    // The last fix at all; since when there was no jump; since and until when there is one; when
    // time went back, and to where it has come; since when another point of the legs
    // explains more, and when it was taken for a point far ahead.
    int64_t last_us, since_us, jump_us, jump_last_us, back_us, back_last_us, bent_us,
        hop_us;
    // In a trigger; far from the legs; back at them; along those after them.
    int64_t in_us, far_us, near_us, join_us;
    float sigma_m; // of the receiver's error on one axis
    uint16_t in_stop, back_fixes;
    bool begun, told, tracking, jumped, back, in, far, off, near, poor, bent, hopped,
        joins;
};

struct walk {
    enum walk_status status;
    uint16_t next; // the stop one is led to; the number of stops: none is left
    int16_t at;    // the stop one is at, -1: none
    uint64_t seen[WALK_STOPS_MAX / 64]; // which were reached or skipped
    double metres;    // along the legs, from the start; never beyond the next stop
    double x, y;      // smoothed, on the plan's plane
    float accuracy_m; // of it
    int64_t time_us;  // of the last fix that was believed
    struct walk_inner inner;
};

void walk_begin(struct walk *w); // before the first fix, at the first stop's way
enum walk_event walk_fix(struct walk *w, const struct walk_plan *plan,
                         const struct fix *fix);
// By hand. "I'm here": at this stop, with all before it behind.
enum walk_event walk_arrive(struct walk *w, const struct walk_plan *plan, size_t stop);
// The next stop is passed over; past the last one the walk ends.
enum walk_event walk_skip(struct walk *w, const struct walk_plan *plan);
// As if one had walked to there: what a scrubbed preview does. Stops before it are seen.
void walk_seek(struct walk *w, const struct walk_plan *plan, double metres);

// What the walker is told.
struct walk_guide {
    enum walk_status status;
    size_t next;            // stop
    double metres, seconds; // along the leg to the next stop, at WALK_PACE_M_S
    double all_metres;      // to the last stop
    int step;               // of the leg's directions: the one ahead, -1: none
    size_t leg;
    double step_metres; // to it
    double
        bearing_deg; // of the leg ahead; when off or poor: straight to the leg / to the stop
    double back_metres;  // off: to the leg
    struct geo_point at; // smoothed; matched to the leg while on it
    float accuracy_m;
};

struct walk_guide walk_guide(const struct walk *w, const struct walk_plan *plan);
bool walk_seen(const struct walk *w, size_t stop);
uint64_t walk_hash(const struct walk *w, uint64_t h);
