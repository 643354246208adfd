// One finger's gesture: press, then a tap, a hold or a drag. A pure state machine: it is told
// what the finger did and when, in dp and microseconds. A second finger is ignored until the
// first is up, so that a palm does not break what the first one does; but one that has long
// been silent, or comes down again, was lost on its way, and the next one takes its place.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define GESTURE_SLOP_MM 2.5f
#define GESTURE_HOLD_US 600000
#define GESTURE_LOST_US 5000000

enum gesture_kind {
    GESTURE_NOTHING,
    GESTURE_PRESS,  // down
    GESTURE_TAP,    // up within the slop
    GESTURE_HOLD,   // long enough within the slop; the up that follows is nothing
    GESTURE_DRAG,   // dx, dy since the last
    GESTURE_THROW,  // up after a drag, with vx, vy in dp a second
    GESTURE_CANCEL, // the press is off, without a drag
};

enum pointer_kind { POINTER_DOWN, POINTER_MOVE, POINTER_UP, POINTER_CANCEL };

struct gesture_sample {
    float x, y;
    int64_t at_us;
};

#define GESTURE_SAMPLES 8

struct gesture {
    enum { GESTURE_IDLE, GESTURE_DOWN, GESTURE_DRAGGING, GESTURE_SPENT } state;
    int64_t pointer;
    float slop_dp;
    float start_x, start_y, x, y;
    int64_t down_us;
    struct gesture_sample samples[GESTURE_SAMPLES]; // newest at `newest`
    int newest, n_samples;
};

struct gesture_event {
    enum gesture_kind kind;
    float x, y; // where the finger is; of a press and a tap, where it went down
    float dx, dy, vx, vy;
};

struct gesture_event gesture_feed(struct gesture *g, enum pointer_kind kind,
                                  int64_t pointer, float x, float y, int64_t now_us);
// Called as time passes: a hold needs no movement to be noticed.
struct gesture_event gesture_wait(struct gesture *g, int64_t now_us);
bool gesture_waiting(const struct gesture *g, int64_t *until_us_out);
void gesture_drop(struct gesture *g); // the tree changed under the finger
