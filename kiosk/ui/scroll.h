// How a scroller moves: follows the finger, coasts, springs back. Seconds, half-lives and dp;
// exact for any frame time, so that it goes equally far at 30 and at 144 frames a second.
#pragma once

#include <stdbool.h>

#define SCROLL_COAST_HALF_LIFE_S 0.3f
#define SCROLL_SPRING_HALF_LIFE_S 0.06f

struct scroll {
    float pos_dp;   // may be beyond 0 .. range_dp while pulled
    float range_dp; // content less view, at least 0
    float view_dp;
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
void scroll_release(struct scroll *s, float vel_dp_s);
void scroll_glide(struct scroll *s, float goal_dp, bool at_once);
bool scroll_step(struct scroll *s, float dt_s); // true while it moves
