// How a plane's camera moves: what plane.c and motion.c share.
#pragma once

#include <stdbool.h>

#include "ui/kept.h"
#include "ui/plane.h"

enum plane_way { PLANE_STILL, PLANE_COASTS, PLANE_GOES, PLANE_ZOOMS };

struct plane_motion {
    struct camera at;
    enum plane_way way;
    float vx, vy;           // of what is seen, dp a second
    struct camera from, to; // of what goes or zooms
    float part;             // of its time
    double held_x, held_y;  // of the plane: stays under fx, fy of the box while it zooms
    float fx, fy;
};

// What is kept of a plane that was never touched is its base.
void plane_kept(struct kept_canvas *c, const struct plane *p);
void plane_motion_init(struct plane_motion *m, const struct camera *at);
bool plane_motion_fast(const struct plane_motion *m, float dp_s);
void plane_motion_hold(struct plane_motion *m);
void plane_motion_drag(struct plane_motion *m, const struct node *n, float dx, float dy);
void plane_motion_pinch(struct plane_motion *m, const struct node *n, float fx, float fy,
                        float wider);
void plane_motion_release(struct plane_motion *m, float vx, float vy);
void plane_motion_zoom_to(struct plane_motion *m, const struct node *n, double zoom,
                          float fx, float fy);
void plane_motion_go(struct plane_motion *m, const struct camera *to);
bool plane_motion_step(struct plane_motion *m, const struct node *n, float dt_s);
void plane_motion_finish(struct plane_motion *m, const struct node *n);
// The base is elsewhere than the camera, by more than the slack.
bool plane_off_base(const struct plane *p, const struct camera *at);
