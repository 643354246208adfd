#include "ui/plane.h"

#include <math.h>

#include "ui/layout.h"
#include "ui/plane_motion.h"
#include "ui/scroll.h"

#define GO_S 0.3f
#define REST_DP_S 6.0f
#define ZOOM_SAME 0.001
#define TURN_SAME_DEG 0.01

// ---- where things are ----

static double scale_of(const struct camera *c)
{
    return PLANE_SIDE_DP * exp2(c->zoom);
}

static double radians(double deg)
{
    return deg * (M_PI / 180);
}

void plane_to_box(const struct camera *c, float w_dp, float h_dp, double x, double y,
                  float *x_dp, float *y_dp)
{
    double s = scale_of(c), cs = cos(radians(c->bearing_deg));
    double sn = sin(radians(c->bearing_deg)), dx = x - c->x, dy = y - c->y;
    *x_dp = w_dp / 2 + (float)(s * (cs * dx + sn * dy));
    *y_dp = h_dp / 2 + (float)(s * (-sn * dx + cs * dy));
}

void plane_from_box(const struct camera *c, float w_dp, float h_dp, float x_dp,
                    float y_dp, double *x, double *y)
{
    double s = scale_of(c), cs = cos(radians(c->bearing_deg));
    double sn = sin(radians(c->bearing_deg));
    double dx = (x_dp - w_dp / 2) / s, dy = (y_dp - h_dp / 2) / s;
    *x = c->x + cs * dx - sn * dy;
    *y = c->y + sn * dx + cs * dy;
}

bool camera_eq(const struct camera *a, const struct camera *b)
{
    return a->x == b->x && a->y == b->y && a->zoom == b->zoom &&
           a->bearing_deg == b->bearing_deg;
}

static double clamp(double v, double low, double high)
{
    return fmin(fmax(v, low), high);
}

static void fit(struct camera *c, const struct plane *p)
{
    c->zoom = clamp(c->zoom, p->min_zoom, p->max_zoom);
    c->x = clamp(c->x, p->left, p->right);
    c->y = clamp(c->y, p->top, p->bottom);
}

// ---- what is kept ----

void plane_kept(struct kept_canvas *c, const struct plane *p)
{
    if (c->set)
        return;
    *c = (struct kept_canvas){
        .set = true, .zoom = 1, .camera = p->base, .camera_for = p->serial};
}

struct camera plane_camera(const struct build *b, const struct node *n)
{
    const struct plane *p = n->inside_data;
    const struct kept_item *item = b->kept ? kept_find(b->kept, n->path) : NULL;
    return !p->fixed && item && item->canvas.set ? item->canvas.camera : p->base;
}

bool plane_astray(const struct build *b, const struct node *n)
{
    const struct kept_item *item = b->kept ? kept_find(b->kept, n->path) : NULL;
    return item && item->canvas.set && item->canvas.astray;
}

static double turn_between(double from_deg, double to_deg)
{
    return remainder(to_deg - from_deg, 360);
}

bool plane_off_base(const struct plane *p, const struct camera *at)
{
    double far = hypot(at->x - p->base.x, at->y - p->base.y) * scale_of(at);
    return far > fmax(p->slack_dp, 0.01) || fabs(at->zoom - p->base.zoom) > ZOOM_SAME ||
           fabs(turn_between(at->bearing_deg, p->base.bearing_deg)) > TURN_SAME_DEG;
}

// ---- how it moves ----

void plane_motion_init(struct plane_motion *m, const struct camera *at)
{
    *m = (struct plane_motion){.at = *at};
}

bool plane_motion_fast(const struct plane_motion *m, float dp_s)
{
    return m->way == PLANE_COASTS && hypotf(m->vx, m->vy) > dp_s;
}

void plane_motion_hold(struct plane_motion *m)
{
    m->way = PLANE_STILL;
}

void plane_motion_drag(struct plane_motion *m, const struct node *n, float dx, float dy)
{
    const struct plane *p = n->inside_data;
    double x, y;
    plane_from_box(&m->at, 0, 0, -dx, -dy, &x, &y);
    m->at.x = x;
    m->at.y = y;
    fit(&m->at, p);
}

// The held point of the plane comes to lie under fx, fy again.
static void keep_held(struct plane_motion *m, const struct node *n)
{
    double x, y;
    plane_from_box(&m->at, n->w, n->h, m->fx, m->fy, &x, &y);
    m->at.x += m->held_x - x;
    m->at.y += m->held_y - y;
    fit(&m->at, n->inside_data);
}

static void hold_point(struct plane_motion *m, const struct node *n, float fx, float fy)
{
    m->fx = fx;
    m->fy = fy;
    plane_from_box(&m->at, n->w, n->h, fx, fy, &m->held_x, &m->held_y);
}

void plane_motion_pinch(struct plane_motion *m, const struct node *n, float fx, float fy,
                        float wider)
{
    const struct plane *p = n->inside_data;
    hold_point(m, n, fx, fy);
    m->at.zoom = clamp(m->at.zoom + log2(fmax(wider, 0.01)), p->min_zoom, p->max_zoom);
    keep_held(m, n);
}

void plane_motion_release(struct plane_motion *m, float vx, float vy)
{
    m->vx = vx;
    m->vy = vy;
    m->way = hypotf(vx, vy) > REST_DP_S ? PLANE_COASTS : PLANE_STILL;
}

void plane_motion_zoom_to(struct plane_motion *m, const struct node *n, double zoom,
                          float fx, float fy)
{
    const struct plane *p = n->inside_data;
    hold_point(m, n, fx, fy);
    m->from = m->to = m->at;
    m->to.zoom = clamp(zoom, p->min_zoom, p->max_zoom);
    m->part = 0;
    m->way = PLANE_ZOOMS;
}

void plane_motion_go(struct plane_motion *m, const struct camera *to)
{
    m->from = m->at;
    m->to = *to;
    m->part = 0;
    m->way = PLANE_GOES;
}

// With another zoom on the way the point that stays where it is seen goes on staying there.
static void go(struct plane_motion *m)
{
    float left = 1 - m->part;
    double part = 1 - (double)(left * left * left), zooms = m->to.zoom - m->from.zoom;
    double near =
        fabs(zooms) < ZOOM_SAME ? part : (exp2(-zooms * part) - 1) / (exp2(-zooms) - 1);
    m->at.zoom = m->from.zoom + zooms * part;
    m->at.x = m->from.x + (m->to.x - m->from.x) * near;
    m->at.y = m->from.y + (m->to.y - m->from.y) * near;
    m->at.bearing_deg =
        m->from.bearing_deg + turn_between(m->from.bearing_deg, m->to.bearing_deg) * part;
    if (m->part >= 1)
        m->at = m->to;
}

static void zoom(struct plane_motion *m, const struct node *n)
{
    float left = 1 - m->part;
    m->at.zoom =
        m->from.zoom + (m->to.zoom - m->from.zoom) * (1 - (double)(left * left * left));
    keep_held(m, n);
}

static bool coast(struct plane_motion *m, const struct node *n, float dt)
{
    float k = (float)M_LN2 / SCROLL_COAST_HALF_LIFE_S, slower = expf(-k * dt);
    plane_motion_drag(m, n, m->vx / k * (1 - slower), m->vy / k * (1 - slower));
    m->vx *= slower;
    m->vy *= slower;
    return hypotf(m->vx, m->vy) > REST_DP_S;
}

bool plane_motion_step(struct plane_motion *m, const struct node *n, float dt)
{
    bool more = false;
    if (m->way == PLANE_STILL)
        return false;
    if (m->way == PLANE_COASTS) {
        more = coast(m, n, dt);
    } else {
        m->part = fminf(m->part + dt / GO_S, 1);
        if (m->way == PLANE_GOES)
            go(m);
        else
            zoom(m, n);
        more = m->part < 1;
    }
    if (!more)
        m->way = PLANE_STILL;
    return more;
}

void plane_motion_finish(struct plane_motion *m, const struct node *n)
{
    if (m->way == PLANE_GOES || m->way == PLANE_ZOOMS)
        plane_motion_step(m, n, 2 * GO_S);
    m->way = PLANE_STILL;
}

// ---- the node ----

static float measure(struct build *b, struct node *n, float w_dp)
{
    (void)b, (void)n;
    return w_dp / 1.6f;
}

static void children(struct build *b, struct node *n, float from_dp, float to_dp)
{
    const struct plane *p = n->inside_data;
    (void)from_dp, (void)to_dp;
    n->first = n->last = NULL;
    n->told_camera = plane_camera(b, n);
    if (p->children)
        p->children(b, n, &n->told_camera);
}

struct node *plane_child(struct build *b, struct node *n, float x, float y, float side,
                         const struct node *proto)
{
    struct node *c = node_add(b, n, proto);
    layout_place(b, c, n->x + x - side / 2, n->y + y - side / 2, side, side);
    return c;
}

static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    const struct plane *p = n->inside_data;
    struct camera camera = plane_camera(b, n);
    p->draw(b, n, list, box, &camera);
}

const struct inside_class plane_inside = {
    .name = "plane", .measure = measure, .children = children, .draw = draw};

struct node *plane_add(struct build *b, struct node *parent, const char *key,
                       const char *name, const struct plane *plane)
{
    return node_add(b, parent,
                    &(struct node){.key = key,
                                   .kind = NODE_INSIDE,
                                   .role = ROLE_CANVAS,
                                   .name = name,
                                   .inside = &plane_inside,
                                   .inside_data = plane,
                                   .style = {.w = GROW, .h = GROW}});
}
