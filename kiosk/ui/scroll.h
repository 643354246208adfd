// How something moves along one axis: follows the finger, coasts, springs back, glides. Seconds,
// half-lives and dp. Every step is the exact solution of its law of motion over that time, so
// that it goes equally far, and comes to rest in the same place, at 30 and at 144 frames a second.
//
// Coasting: the speed halves every SCROLL_COAST_HALF_LIFE_S. Beyond an end, and towards a goal,
// it is a critically damped spring: x(t) = (x0 + (v0 + w x0) t) e^(-w t).
#pragma once

#include <stdbool.h>

#define SCROLL_COAST_HALF_LIFE_S 0.3f
#define SCROLL_SPRING 18.0f // w, 1/s

struct scroll {
    float pos_dp;   // may be beyond 0 .. range_dp while pulled
    float range_dp; // content less view, at least 0
    float view_dp;  // 0: it can't be pulled beyond its ends
    float vel_dp_s;
    bool held;     // by a finger
    float pull_dp; // where the finger has it, before the rubber band
    bool gliding;  // towards goal_dp, after a key or a wheel
    float goal_dp;
};

// Its content or its view has another height now.
void scroll_fit(struct scroll *s, float range_dp, float view_dp);
void scroll_hold(struct scroll *s);              // stops it dead
void scroll_drag(struct scroll *s, float by_dp); // while held
// How much of `by` it takes without going beyond an end; it comes back from beyond first.
float scroll_takes(const struct scroll *s, float by_dp);
void scroll_release(struct scroll *s, float vel_dp_s);
void scroll_glide(struct scroll *s, float goal_dp, bool at_once);
bool scroll_step(struct scroll *s, float dt_s); // true while it moves
// At rest at once where it was going.
void scroll_finish(struct scroll *s);
