// What fingers mean: a touch, a hold, a drag, a flick, a pinch. A pure state machine: it is told
// what each finger did and when, in dp and microseconds, and nothing else.
//
// One gesture goes on at a time, and it is that of the finger that came first. A second finger
// joins it only within `field`, where two fingers mean something; every other one, a palm or a
// second visitor's hand, is ignored until it is up. A finger that has long been silent, or comes
// down again, was lost on its way, and the next one takes its place.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define GESTURE_SLOP_MM 2.5f
#define GESTURE_HOLD_US 600000
#define GESTURE_LOST_US 5000000
#define GESTURE_DOUBLE_US 350000 // from one touch to the next
#define GESTURE_DOUBLE_SLOPS 4   // and so near to it

enum gesture_kind {
    GESTURE_NOTHING,
    GESTURE_PRESS, // down
    GESTURE_TAP,   // up within the slop
    GESTURE_HOLD,  // long enough within the slop; the up that follows is nothing
    GESTURE_DRAG,  // dx, dy since the last; the first one only says that it is a drag
    GESTURE_PINCH, // dx, dy of the middle between two fingers, and how much wider they are
    GESTURE_THROW,  // up after a drag, with vx, vy in dp a second
    GESTURE_CANCEL, // the press is off, without a drag
};

enum pointer_kind { POINTER_DOWN, POINTER_MOVE, POINTER_UP, POINTER_CANCEL };

struct gesture_sample {
    float x, y;
    int64_t at_us;
};

struct gesture_finger {
    int64_t id;
    float x, y;
};

#define GESTURE_SAMPLES 32

struct gesture {
    enum {
        GESTURE_IDLE,
        GESTURE_DOWN,
        GESTURE_DRAGGING,
        GESTURE_PINCHING,
        GESTURE_SPENT
    } state;
    float slop_dp;
    // Where a second finger joins; w == 0: nowhere. Set by the owner after a press.
    struct {
        float x, y, w, h;
    } field;
    struct gesture_finger finger[2]; // the second one while they pinch
    float start_x, start_y;
    float apart; // of two fingers, when it was last told
    bool widens; // they have moved apart or together by more than the slop
    int64_t down_us;
    struct gesture_sample samples[GESTURE_SAMPLES]; // newest at `newest`
    int newest, n_samples;
    struct gesture_sample tapped; // the last touch; at_us 0: none
};

struct gesture_event {
    enum gesture_kind kind;
    float x,
        y; // where the finger is, or the middle; of a press and a tap, where it went down
    float dx, dy, vx, vy;
    float wider;   // of a pinch: 1 as before
    bool twice;    // of a tap: the second one soon after another in the same place
    int64_t at_us; // when it happened
};

struct gesture_event gesture_feed(struct gesture *g, enum pointer_kind kind,
                                  int64_t pointer, float x, float y, int64_t now_us);
// Called as time passes: a hold needs no movement to be noticed.
struct gesture_event gesture_wait(struct gesture *g, int64_t now_us);
bool gesture_waiting(const struct gesture *g, int64_t *until_us_out);
// The finger counts as up where it is, and what it does from now on is nothing: a tap, or
// GESTURE_CANCEL.
struct gesture_event gesture_finish(struct gesture *g, int64_t now_us);
void gesture_drop(struct gesture *g); // the tree changed under the finger
