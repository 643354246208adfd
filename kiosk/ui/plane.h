// A plane seen through a camera: what a map is to ui. A finger pulls it, two turn pinches into
// zoom, UI_ZOOM and UI_MOVE are its buttons; it coasts, and glides to where the view wants it.
//
// The plane's sides are 1 long, x to the right and y down; at zoom z its side is 512 * 2^z dp, and
// `bearing_deg` of it is up. The tree says where the camera ought to be (`base`); a finger takes it
// elsewhere, and it stays there until the tree's `serial` changes: then it glides back. Where it is
// is kept by ui under the node's path, and lost with the history entry.
#pragma once

#include "ui/camera.h"
#include "ui/node.h"

// Borrowed, must live as long as the tree.
struct plane {
    struct camera base;
    uint64_t serial;
    // A base that has moved by less does not set the camera off: so many dp, the same zoom and
    // bearing.
    float slack_dp;
    double min_zoom, max_zoom;
    double left, top, right, bottom; // the middle of the box stays within
    bool fixed;                      // a picture of a plane: no finger moves it
    void (*draw)(const struct build *b, const struct node *node, struct draw_list *list,
                 struct rect box, const struct camera *camera);
    // Adds the children; NULL: none. They are at their places while the camera is at rest.
    void (*children)(struct build *b, struct node *node, const struct camera *camera);
    const void *data;
};

extern const struct inside_class plane_inside;

struct node *plane_add(struct build *b, struct node *parent, const char *key,
                       const char *name, const struct plane *plane);
// Where the camera is now; whether a finger has taken it from its base.
struct camera plane_camera(const struct build *b, const struct node *node);
bool plane_astray(const struct build *b, const struct node *node);
// For `children`: a child whose middle is at x, y of the node's box, so large in both ways.
struct node *plane_child(struct build *b, struct node *node, float x_dp, float y_dp,
                         float side_dp, const struct node *proto);
// From the plane to dp of the node's box, from its top left; and back.
void plane_to_box(const struct camera *camera, float w_dp, float h_dp, double x, double y,
                  float *x_dp, float *y_dp);
void plane_from_box(const struct camera *camera, float w_dp, float h_dp, float x_dp,
                    float y_dp, double *x, double *y);
