// The walk that the visitor is on, as a part of the visit: whose it is, how it is shown, and the
// engine's state. What needs the plan, which only the app has, is asked for by a command and done
// in the same step by walking_act.
#pragma once

#include "base/command.h"
#include "visit/walk.h"
#include "visit/walker.h"

enum walking_camera {
    WALKING_FOLLOW,  // where one is, north up
    WALKING_HEADING, // where one is, the way ahead up
    WALKING_FIT,     // the whole route
    WALKING_CAMERAS,
};

#define WALKING_SPEED 10 // of a preview, until another one is chosen
#define WALKING_SPEED_MAX 20

enum walking_ask {
    WALKING_ASK_NOTHING,
    WALKING_ASK_SKIP,
    WALKING_ASK_HERE,
    WALKING_ASK_SEEK
};

struct walking {
    char tour[ID_CAP]; // "": no walk has begun
    bool preview;      // the walker isn't there
    bool paused;
    bool safe;      // the line on walking safely was read
    int speed;      // of a preview, 1..WALKING_SPEED_MAX
    double seconds; // of a preview: since the walker set off (visit/walker.h)
    enum walking_camera camera;
    uint32_t camera_serial; // each wish for a camera has another one
    int16_t card;           // the stop whose card an arrival opened, -1: none
    enum walking_ask ask;
    int asked; // here: a stop's index; seek: permille of walker_seconds
    struct walk walk;
};

void walking_init(struct walking *w);
// A new walk, or the same one where it was, going on; one that has ended begins anew. What was read
// and chosen for the walk before (safe, speed, camera) stays. True if anything changed.
bool walking_begin(struct walking *w, const char *tour, bool preview);
// The visit's commands VISIT_WALK_*; true if anything changed. Without a walk nothing does, but
// for the camera, which the map of a tour has, too.
bool walking_apply(struct walking *w, uint32_t kind, int number);
// Does what was asked for. Call before anything else of a step; true if anything changed.
bool walking_act(struct walking *w, const struct walk_plan *plan);
// A preview on by so many seconds of real time, at its speed and unless it is paused; true if the
// walker moved.
bool walking_pass(struct walking *w, const struct walk_plan *plan, double seconds);
// A fix of a walk that is no preview (paused ones pass over it).
bool walking_fix(struct walking *w, const struct walk_plan *plan, const struct fix *fix);
uint64_t walking_hash(const struct walking *w, uint64_t h);
