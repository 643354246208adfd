#include "ui/motion.h"

#include <math.h>

#include "ui/compare.h"
#include "ui/pages.h"
#include "ui/pages_place.h"
#include "ui/plane.h"

#define FLICK_DP_S 150.0f
#define FAST_DP_S 60.0f
#define MOVE_PART 0.4f // of the box, by a button
#define EDGE_PART 0.1f
#define FAR_PAGES 2 // more are not run through

static bool is_pages(const struct node *n)
{
    return n->kind == NODE_INSIDE && n->inside == &pages_inside;
}

static bool is_compare(const struct node *n)
{
    return n->kind == NODE_INSIDE && n->inside == &compare_inside;
}

bool motion_is_plane(const struct node *n)
{
    const struct plane *p = n->inside_data;
    return n->kind == NODE_INSIDE && n->inside == &plane_inside && !p->fixed;
}

bool motion_can(const struct node *n)
{
    return n->style.scroll || is_pages(n) || is_compare(n) || motion_is_plane(n);
}

bool motion_zooms(const struct node *n)
{
    const struct pages *p = is_pages(n) ? n->inside_data : NULL;
    return (p && p->zooms) || motion_is_plane(n);
}

static bool swipes(const struct node *n)
{
    const struct pages *p = n->inside_data;
    return p->turned.kind != 0 && p->count > 1;
}

static bool zoomed(const struct node *n, const struct kept *kept)
{
    const struct kept_item *item = kept_find(kept, n->path);
    return is_pages(n) && motion_zooms(n) && item && item->canvas.zoom > 1.01f;
}

bool motion_along_x(const struct node *n, const struct kept *kept)
{
    return is_compare(n) || motion_is_plane(n) ||
           (is_pages(n) && (swipes(n) || zoomed(n, kept)));
}

bool motion_along_y(const struct node *n, const struct kept *kept)
{
    return (n->style.scroll && n->content_h > n->h + 0.5f) || motion_is_plane(n) ||
           zoomed(n, kept);
}

bool motion_has_edge(const struct node *n)
{
    return is_compare(n);
}

bool motion_by_keys(const struct node *n, const struct kept *kept)
{
    return is_compare(n) || zoomed(n, kept);
}

// ---- from and to what is kept ----

float motion_zoom(const struct motion *m)
{
    return exp2f(m->size.pos_dp / MOTION_OCTAVE);
}

static float edge_way(const struct node *n)
{
    float w, h;
    compare_size(n, &w, &h);
    return fmaxf(w, 1);
}

static float pitch(const struct node *n)
{
    return n->w + PAGES_GAP;
}

static void fit_pages(struct motion *m, const struct node *n)
{
    const struct pages *p = n->inside_data;
    float w, h;
    pages_size(n, p->index, motion_zoom(m), &w, &h);
    float octaves = p->zooms ? log2f(PAGES_ZOOM_MOST) * MOTION_OCTAVE : 0;
    scroll_fit(&m->size, octaves, octaves);
    scroll_fit(&m->x, fmaxf(0, w - n->w), n->w);
    scroll_fit(&m->y, fmaxf(0, h - n->h), n->h);
    scroll_fit(&m->row, (float)(p->count - 1) * pitch(n), n->w);
}

void motion_fit(struct motion *m, const struct node *n)
{
    if (is_pages(n))
        fit_pages(m, n);
    else if (is_compare(n))
        scroll_fit(&m->x, edge_way(n), 0);
    else if (!motion_is_plane(n))
        scroll_fit(&m->y, fmaxf(0, n->content_h - n->h), n->h);
}

// Where the middle of the box is, in fractions of a side that is so long.
static float middle(const struct scroll *s, float side)
{
    return s->range_dp > 0 ? (s->pos_dp + s->view_dp / 2) / side : 0.5f;
}

static void set_middle(struct scroll *s, float side, float at)
{
    s->pos_dp = fminf(fmaxf(at * side - s->view_dp / 2, 0), s->range_dp);
}

void motion_init(struct motion *m, const struct node *n, struct kept *kept,
                 uint64_t entry)
{
    struct kept_item *item = kept_get(kept, entry, n->path);
    struct kept_canvas *c = &item->canvas;
    *m = (struct motion){.path = n->path, .entry = entry, .at_us = -1};
    if (n->style.scroll) {
        m->y.pos_dp = item->offset_dp;
        motion_fit(m, n);
        return;
    }
    if (motion_is_plane(n)) {
        plane_kept(c, n->inside_data);
        plane_motion_init(&m->plane, &c->camera);
        return;
    }
    pages_kept(c, n);
    m->size.pos_dp = log2f(c->zoom) * MOTION_OCTAVE;
    m->row.pos_dp = c->row * pitch(n);
    motion_fit(m, n);
    if (is_compare(n)) {
        m->x.pos_dp = c->x * edge_way(n);
        return;
    }
    float w, h;
    pages_size(n, c->index, c->zoom, &w, &h);
    set_middle(&m->x, w, c->x);
    set_middle(&m->y, h, c->y);
}

bool motion_keep(const struct motion *m, const struct node *n, struct kept *kept)
{
    struct kept_item *item = kept_get(kept, m->entry, m->path);
    struct kept_canvas *c = &item->canvas, before = *c;
    if (n->style.scroll) {
        bool moved = item->offset_dp != m->y.pos_dp;
        item->offset_dp = m->y.pos_dp;
        return moved;
    }
    if (is_compare(n)) {
        c->x = m->x.pos_dp / edge_way(n);
        return c->x != before.x;
    }
    if (motion_is_plane(n)) {
        c->camera = m->plane.at;
        c->astray |=
            m->held || m->plane.way == PLANE_COASTS || m->plane.way == PLANE_ZOOMS;
        return !camera_eq(&c->camera, &before.camera);
    }
    float w, h;
    c->zoom = motion_zoom(m);
    c->row = m->row.pos_dp / pitch(n);
    pages_size(n, c->index, c->zoom, &w, &h);
    c->x = middle(&m->x, w);
    c->y = middle(&m->y, h);
    return c->zoom != before.zoom || c->row != before.row || c->x != before.x ||
           c->y != before.y;
}

// ---- fingers ----

bool motion_fast(const struct motion *m)
{
    return fabsf(m->x.vel_dp_s) + fabsf(m->y.vel_dp_s) + fabsf(m->row.vel_dp_s) +
                   fabsf(m->size.vel_dp_s) >
               FAST_DP_S ||
           plane_motion_fast(&m->plane, FAST_DP_S);
}

void motion_hold(struct motion *m)
{
    m->at_us = -1;
    scroll_hold(&m->x);
    scroll_hold(&m->y);
    scroll_hold(&m->row);
    scroll_hold(&m->size);
    plane_motion_hold(&m->plane);
    m->held = true;
}

// So far is the row from the picture's own place.
static float aside(const struct motion *m, const struct node *n)
{
    const struct pages *p = n->inside_data;
    return m->row.pull_dp - (float)p->index * pitch(n);
}

static void drag_row(struct motion *m, const struct node *n, float *dx)
{
    float by = -*dx, off = aside(m, n);
    bool zooms = m->x.range_dp > 0;
    // A row that comes back to its place goes no further while the picture can be moved.
    if (zooms && off * by < 0 && fabsf(by) > fabsf(off))
        by = -off;
    scroll_drag(&m->row, by);
    *dx += by;
}

static void drag_pages(struct motion *m, const struct node *n, float *dx, float *dy)
{
    if (swipes(n) && fabsf(aside(m, n)) > 0.5f)
        drag_row(m, n, dx);
    if (m->x.range_dp > 0) {
        float takes = swipes(n) ? scroll_takes(&m->x, -*dx) : -*dx;
        scroll_drag(&m->x, takes);
        *dx += takes;
    }
    if (swipes(n) && *dx != 0)
        drag_row(m, n, dx);
    if (m->y.range_dp > 0) {
        scroll_drag(&m->y, -*dy);
        *dy = 0;
    }
}

void motion_drag(struct motion *m, const struct node *n, float *dx, float *dy,
                 bool outermost)
{
    if (is_pages(n)) {
        drag_pages(m, n, dx, dy);
    } else if (is_compare(n)) {
        scroll_drag(&m->x, *dx);
        *dx = 0;
    } else if (motion_is_plane(n)) {
        plane_motion_drag(&m->plane, n, *dx, *dy);
        *dx = *dy = 0;
    } else {
        float takes = outermost ? -*dy : scroll_takes(&m->y, -*dy);
        scroll_drag(&m->y, takes);
        *dy += takes;
    }
}

// The picture's edge in the box: what is smaller stands in the middle.
static float edge(const struct scroll *s, float side, float box)
{
    return s->range_dp > 0 ? -s->pos_dp : (box - side) / 2;
}

static void grow(struct scroll *s, float from, float to, float focus)
{
    float before = edge(s, from, s->view_dp);
    float now = focus - (focus - before) * to / from;
    float pos = fminf(fmaxf(-now, 0), fmaxf(0, to - s->view_dp));
    scroll_fit(s, fmaxf(0, to - s->view_dp), s->view_dp);
    s->pos_dp = s->pull_dp = pos;
}

// After `size` has changed from a zoom: the point at fx, fy stays where it is.
static void grow_from(struct motion *m, const struct node *n, float zoom)
{
    const struct pages *p = n->inside_data;
    float w0, h0, w1, h1;
    pages_size(n, p->index, zoom, &w0, &h0);
    pages_size(n, p->index, motion_zoom(m), &w1, &h1);
    grow(&m->x, w0, w1, m->fx);
    grow(&m->y, h0, h1, m->fy);
}

void motion_pinch(struct motion *m, const struct node *n, const struct motion_pinch *by)
{
    float zoom = motion_zoom(m);
    if (motion_is_plane(n)) {
        plane_motion_drag(&m->plane, n, by->dx, by->dy);
        plane_motion_pinch(&m->plane, n, by->fx, by->fy, by->wider);
        return;
    }
    m->fx = by->fx;
    m->fy = by->fy;
    scroll_drag(&m->x, scroll_takes(&m->x, -by->dx));
    scroll_drag(&m->y, scroll_takes(&m->y, -by->dy));
    scroll_drag(&m->size, log2f(by->wider) * MOTION_OCTAVE);
    grow_from(m, n, zoom);
}

static int nearest_page(const struct motion *m, const struct node *n, float vx)
{
    const struct pages *p = n->inside_data;
    float at = m->row.pos_dp / pitch(n), index = (float)p->index;
    float to = roundf(at);
    if (fabsf(vx) > FLICK_DP_S && (at - index) * vx <= 0)
        to = index + (vx < 0 ? 1 : -1);
    to = fminf(fmaxf(to, index - 1), index + 1);
    return (int)fminf(fmaxf(to, 0), (float)(p->count - 1));
}

int motion_release(struct motion *m, const struct node *n, float vx, float vy)
{
    const struct pages *p = n->inside_data;
    bool row = is_pages(n) && fabsf(aside(m, n)) > 0.5f;
    int to = row ? nearest_page(m, n, vx) : is_pages(n) ? (int)p->index : -1;
    m->held = false;
    plane_motion_release(&m->plane, vx, vy);
    scroll_release(&m->size, 0);
    scroll_release(&m->x, row || is_compare(n) ? 0 : -vx);
    scroll_release(&m->y, row ? 0 : -vy);
    scroll_release(&m->row, row ? -vx : 0);
    if (to >= 0)
        scroll_glide(&m->row, (float)to * pitch(n), false);
    return to;
}

// ---- buttons, keys, the wheel ----

void motion_scroll_to(struct motion *m, float offset_dp)
{
    m->held = false;
    scroll_glide(&m->y, offset_dp, false);
}

void motion_zoom_to(struct motion *m, float zoom, float fx, float fy)
{
    m->held = false;
    m->fx = fx;
    m->fy = fy;
    scroll_glide(&m->size, log2f(fmaxf(zoom, 0.01f)) * MOTION_OCTAVE, false);
}

static float goal_of(const struct scroll *s)
{
    return s->gliding ? s->goal_dp : s->pos_dp;
}

float motion_zoom_goal(const struct motion *m)
{
    return exp2f(goal_of(&m->size) / MOTION_OCTAVE);
}

static void move_plane(struct motion *m, const struct node *n, enum arrow arrow)
{
    bool upright = arrow == ARROW_UP || arrow == ARROW_DOWN;
    float by = MOVE_PART * (upright ? n->h : n->w);
    struct plane_motion there = m->plane;
    if (there.way == PLANE_GOES)
        there.at = there.to;
    plane_motion_drag(&there, n,
                      upright               ? 0
                      : arrow == ARROW_LEFT ? by
                                            : -by,
                      !upright            ? 0
                      : arrow == ARROW_UP ? by
                                          : -by);
    plane_motion_go(&m->plane, &there.at);
}

void motion_move(struct motion *m, const struct node *n, enum arrow arrow)
{
    if (motion_is_plane(n)) {
        m->held = false;
        move_plane(m, n, arrow);
        return;
    }
    bool upright = arrow == ARROW_UP || arrow == ARROW_DOWN;
    float way = arrow == ARROW_DOWN || arrow == ARROW_RIGHT ? 1 : -1;
    float by =
        is_compare(n) ? EDGE_PART * edge_way(n) : MOVE_PART * (upright ? n->h : n->w);
    struct scroll *s = upright ? &m->y : &m->x;
    m->held = false;
    scroll_glide(s, goal_of(s) + way * by, false);
}

bool motion_can_move(const struct motion *m, const struct node *n, enum arrow arrow)
{
    bool upright = arrow == ARROW_UP || arrow == ARROW_DOWN;
    const struct scroll *s = upright ? &m->y : &m->x;
    if (!is_pages(n) && !(is_compare(n) && !upright))
        return false;
    bool on = arrow == ARROW_DOWN || arrow == ARROW_RIGHT;
    return on ? goal_of(s) < s->range_dp - 1 : goal_of(s) > 1;
}

void motion_edge_to(struct motion *m, const struct node *n, float x_dp)
{
    x_dp -= (n->w - edge_way(n)) / 2;
    m->held = false;
    scroll_glide(&m->x, x_dp, false);
}

void motion_turn_to(struct motion *m, const struct node *n, struct kept *kept)
{
    const struct pages *p = n->inside_data;
    struct kept_canvas *c = &kept_get(kept, m->entry, m->path)->canvas;
    float goal = (float)p->index * pitch(n);
    bool far = fabsf(goal - m->row.pos_dp) > (FAR_PAGES + 0.5f) * pitch(n);
    *c = (struct kept_canvas){.set = true, .index = p->index, .row = c->row};
    pages_kept(c, n);
    m->size = m->x = m->y = (struct scroll){0};
    motion_fit(m, n);
    scroll_glide(&m->row, goal, far);
}

// ---- time ----

void motion_finish(struct motion *m, const struct node *n)
{
    float zoom = motion_zoom(m);
    if (motion_is_plane(n))
        plane_motion_finish(&m->plane, n);
    scroll_finish(&m->size);
    if (is_pages(n) && motion_zoom(m) != zoom)
        grow_from(m, n, zoom);
    scroll_finish(&m->x);
    scroll_finish(&m->y);
    scroll_finish(&m->row);
    m->held = false;
}

bool motion_step(struct motion *m, const struct node *n, int64_t now_us)
{
    if (m->held)
        return false;
    // What began without a time moves in the first frame already.
    float dt = m->at_us < 0 ? 1.0f / 120 : (float)(now_us - m->at_us) / 1e6f;
    m->at_us = now_us;
    dt = fmaxf(dt, 0);
    float zoom = motion_zoom(m);
    bool more = motion_is_plane(n) && plane_motion_step(&m->plane, n, dt);
    more |= scroll_step(&m->size, dt);
    if (is_pages(n) && motion_zoom(m) != zoom)
        grow_from(m, n, zoom);
    more |= scroll_step(&m->x, dt);
    more |= scroll_step(&m->y, dt);
    more |= scroll_step(&m->row, dt);
    return more;
}
