// What moves: a scroller, a row of pictures, a picture that is zoomed, the edge of a comparison.
// Each node in motion or under a finger has one of these; at rest it has none, and all that is
// known of it is in ui/kept.h. Nobody outside this folder includes it.
#pragma once

#include "ui/kept.h"
#include "ui/look.h"
#include "ui/node.h"
#include "ui/plane_motion.h"
#include "ui/scroll.h"

#define MOTION_OCTAVE 400.0f // dp of `size` for twice the zoom
#define MOTION_STILL_US 60000

struct motion {
    uint64_t path, entry; // of its node
    struct scroll y;      // of a scroller, or of a zoomed picture
    struct scroll x;      // of a zoomed picture, or a comparison's edge
    struct scroll row;    // from picture to picture
    struct scroll size;   // how large, by octaves
    struct plane_motion plane;
    float fx, fy; // what stays in place while it grows, dp in the box
    bool held;
    int64_t at_us;      // until when it has moved; -1: it begins with the next step
    int64_t stirred_us; // when it changed last
    bool still;         // it has been at rest since, and is wanted sharp
};

bool motion_can(const struct node *n); // whether it is of a kind that moves
// Whether a drag along an axis means something to it.
bool motion_along_x(const struct node *n, const struct kept *kept);
bool motion_along_y(const struct node *n, const struct kept *kept);
bool motion_zooms(const struct node *n);
bool motion_has_edge(const struct node *n); // of a comparison
bool motion_is_plane(const struct node *n); // that a finger may move
bool motion_by_keys(const struct node *n,
                    const struct kept *kept); // arrows move what is seen

// From what is kept of the node.
void motion_init(struct motion *m, const struct node *n, struct kept *kept,
                 uint64_t entry);
// The node's box or content has another size now.
void motion_fit(struct motion *m, const struct node *n);
// Back into what is kept; true if that changed.
bool motion_keep(const struct motion *m, const struct node *n, struct kept *kept);

void motion_hold(struct motion *m);
bool motion_fast(const struct motion *m); // so that a touch means to stop it
float motion_zoom(const struct motion *m);
float motion_zoom_goal(const struct motion *m);
// Takes what it can of dx, dy; what it leaves belongs to what is around it. The outermost leaves
// nothing.
void motion_drag(struct motion *m, const struct node *n, float *dx, float *dy,
                 bool outermost);
// The middle of two fingers is at fx, fy of the box.
struct motion_pinch {
    float fx, fy, dx, dy, wider;
};
void motion_pinch(struct motion *m, const struct node *n, const struct motion_pinch *by);
// Lets go. Of a row: the index of the picture that it goes to now, else -1.
int motion_release(struct motion *m, const struct node *n, float vx, float vy);

// Glides, which motion_finish cuts short.
void motion_scroll_to(struct motion *m, float offset_dp);
void motion_zoom_to(struct motion *m, float zoom, float fx, float fy);
// By a part of what is seen, the way of the arrow.
void motion_move(struct motion *m, const struct node *n, enum arrow arrow);
bool motion_can_move(const struct motion *m, const struct node *n, enum arrow arrow);
void motion_edge_to(struct motion *m, const struct node *n, float x_dp); // in the box
// The row goes to the picture that the tree has in view; the old one's zoom is over.
void motion_turn_to(struct motion *m, const struct node *n, struct kept *kept);

// On to now_us; true while it moves by itself.
bool motion_step(struct motion *m, const struct node *n, int64_t now_us);
void motion_finish(struct motion *m, const struct node *n); // at once where it was going
