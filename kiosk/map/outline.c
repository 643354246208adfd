#include "map/outline.h"

#include <math.h>

// How far a rounded corner may be from round, px.
#define ROUND_PX 0.06

struct xy {
    double x, y;
};

// Where an outline has come to, here and in the picture.
struct pen {
    struct xy at;
    int x, y;
};

static inline int snapped(double v)
{
    // Rounded down, which a cast is for positive numbers only.
    return (int)(v + (COVER_REACH + 0.5)) - COVER_REACH;
}

static inline void place(struct pen *pen, const struct outline_view *v, struct xy at)
{
    pen->at = at;
    pen->x = snapped(v->x0 + v->xx * at.x + v->xy * at.y);
    pen->y = snapped(v->y0 + v->yx * at.x + v->yy * at.y);
}

static inline double between(double v, double low, double high)
{
    return v < low ? low : v > high ? high : v;
}

static inline bool inside(const struct outline_view *v, struct xy p)
{
    return p.x >= v->clip_west && p.x <= v->clip_east && p.y >= v->clip_north &&
           p.y <= v->clip_south;
}

// An edge that may leave the square: in pieces, each of them inside or pushed onto the border, and
// so an outline stays closed.
static void clipped_edge(struct cover *cover, const struct outline_view *v, struct xy a,
                         struct xy b)
{
    const double from[2] = {a.x, a.y}, to[2] = {b.x, b.y};
    const double sides[2][2] = {{v->clip_west, v->clip_east},
                                {v->clip_north, v->clip_south}};
    double t[5];
    size_t n = 0;
    for (int axis = 0; axis < 2; axis++)
        for (int i = 0; i < 2; i++)
            if ((from[axis] < sides[axis][i]) != (to[axis] < sides[axis][i]))
                t[n++] = (sides[axis][i] - from[axis]) / (to[axis] - from[axis]);
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && t[k] < t[k - 1]; k--) {
            double one = t[k];
            t[k] = t[k - 1];
            t[k - 1] = one;
        }
    t[n++] = 1;
    struct pen last, next;
    for (size_t i = 0; i <= n; i++) {
        double at = i == 0 ? 0 : t[i - 1];
        struct xy p =
            i == n ? b : (struct xy){a.x + at * (b.x - a.x), a.y + at * (b.y - a.y)};
        p.x = between(p.x, v->clip_west, v->clip_east);
        p.y = between(p.y, v->clip_north, v->clip_south);
        place(&next, v, p);
        if (i > 0)
            cover_edge(cover, last.x, last.y, next.x, next.y);
        last = next;
    }
}

static inline void edge(struct cover *cover, const struct outline_view *v,
                        const struct pen *a, const struct pen *b)
{
    if (inside(v, a->at) && inside(v, b->at))
        cover_edge(cover, a->x, a->y, b->x, b->y);
    else
        clipped_edge(cover, v, a->at, b->at);
}

void outline_ring(struct cover *cover, const struct outline_view *view,
                  const struct shape *shape, const struct shape_point *points)
{
    const struct shape_point *p = points + shape->first;
    struct pen last, next;
    place(&last, view, (struct xy){(double)p[shape->n - 1].x, (double)p[shape->n - 1].y});
    for (uint32_t i = 0; i < shape->n; i++) {
        place(&next, view, (struct xy){(double)p[i].x, (double)p[i].y});
        edge(cover, view, &last, &next);
        last = next;
    }
}

// A line's outline: its left side goes with the line, its right side back.
struct trace {
    const struct outline *s;
    struct xy at, way; // where the last box ended, and its direction, 1 long
    struct pen left, right;
    bool open;
};

static struct xy left_of(const struct trace *o, struct xy way)
{
    return (struct xy){way.y * o->s->half, -way.x * o->s->half};
}

static struct xy plus(struct xy a, struct xy b)
{
    return (struct xy){a.x + b.x, a.y + b.y};
}

static struct xy minus(struct xy a, struct xy b)
{
    return (struct xy){a.x - b.x, a.y - b.y};
}

// To the next place, along the line or, of the right side, against it.
static void draw(const struct trace *o, struct pen *pen, bool back, struct xy to)
{
    struct pen next;
    place(&next, o->s->view, to);
    if (back)
        edge(o->s->cover, o->s->view, &next, pen);
    else
        edge(o->s->cover, o->s->view, pen, &next);
    *pen = next;
}

// Round the point from one offset to another, both half a width long; sign 1: clockwise on the
// screen.
static void draw_round(const struct trace *o, struct pen *pen, bool back, struct xy from,
                       struct xy to, double sign)
{
    double c = o->s->turn_x, s = sign * o->s->turn_y;
    double near = c * o->s->half * o->s->half;
    for (int i = 0; i < 64 && from.x * to.x + from.y * to.y < near; i++) {
        from = (struct xy){c * from.x - s * from.y, s * from.x + c * from.y};
        if (i > 0 && (from.x * to.y - from.y * to.x) * sign <= 0)
            break;
        draw(o, pen, back, plus(o->at, from));
    }
    draw(o, pen, back, plus(o->at, to));
}

static void begin(struct trace *o, struct xy at, struct xy way, bool round)
{
    struct xy left = left_of(o, way);
    o->at = at;
    o->way = way;
    o->open = true;
    place(&o->right, o->s->view, minus(at, left));
    o->left = o->right;
    if (round)
        draw_round(o, &o->left, false, (struct xy){-left.x, -left.y}, left, 1);
    else
        draw(o, &o->left, false, plus(at, left));
}

static void finish(struct trace *o, bool round)
{
    struct xy left = left_of(o, o->way);
    if (round)
        draw_round(o, &o->left, false, left, (struct xy){-left.x, -left.y}, 1);
    else
        draw(o, &o->left, false, minus(o->at, left));
    o->open = false;
}

// Round the corner at o->at into another direction; `room` is the shorter of the two boxes.
static void corner(struct trace *o, struct xy way, double room)
{
    double cross = o->way.x * way.y - o->way.y * way.x;
    double dot = o->way.x * way.x + o->way.y * way.y;
    struct xy old = left_of(o, o->way), now = left_of(o, way);
    bool to_right = cross >= 0;
    struct pen *inner = to_right ? &o->right : &o->left;
    struct xy inner_now = to_right ? minus(o->at, now) : plus(o->at, now);
    // Over the point, unless both boxes are there anyway.
    if (dot <= 0 || fabs(cross) * o->s->half > room)
        draw(o, inner, to_right, o->at);
    draw(o, inner, to_right, inner_now);
    if (to_right)
        draw_round(o, &o->left, false, old, now, 1);
    else
        draw_round(o, &o->right, true, (struct xy){-old.x, -old.y},
                   (struct xy){-now.x, -now.y}, -1);
    o->way = way;
}

static bool seen(const struct outline *s, struct xy a, struct xy b)
{
    const struct outline_view *v = s->view;
    double h = s->half;
    return !((a.x < v->west - h && b.x < v->west - h) ||
             (a.x > v->east + h && b.x > v->east + h) ||
             (a.y < v->north - h && b.y < v->north - h) ||
             (a.y > v->south + h && b.y > v->south + h));
}

static void draw_line(const struct outline *s, const struct shape *shape,
                      const struct shape_point *p)
{
    struct trace o = {.s = s};
    bool round_start = !(shape->ends & (SHAPE_START_FLAT | SHAPE_START_CUT));
    bool round_end = !(shape->ends & (SHAPE_END_FLAT | SHAPE_END_CUT));
    double before = 0;
    for (uint32_t i = 0; i + 1 < shape->n; i++) {
        struct xy a = {(double)p[i].x, (double)p[i].y};
        struct xy b = {(double)p[i + 1].x, (double)p[i + 1].y};
        if (!seen(s, a, b) || s->cover->work >= OUTLINE_WORK_MOST) {
            if (o.open)
                finish(&o, false);
            continue;
        }
        struct xy by = minus(b, a);
        double length = sqrt(by.x * by.x + by.y * by.y);
        struct xy way = {by.x / length, by.y / length};
        if (o.open)
            corner(&o, way, fmin(before, length));
        else
            begin(&o, a, way, i == 0 && round_start);
        struct xy left = left_of(&o, way);
        draw(&o, &o.left, false, plus(b, left));
        draw(&o, &o.right, true, minus(b, left));
        o.at = b;
        before = length;
    }
    if (o.open)
        finish(&o, round_end);
}

// The part of a to b, in lengths, where it may be seen.
static bool seen_part(const struct outline *s, struct xy a, struct xy way, double *from,
                      double *to)
{
    const struct outline_view *v = s->view;
    const double at[2] = {a.x, a.y}, by[2] = {way.x, way.y};
    const double sides[2][2] = {{v->west - s->half, v->east + s->half},
                                {v->north - s->half, v->south + s->half}};
    for (int axis = 0; axis < 2; axis++) {
        double low = sides[axis][0] - at[axis], high = sides[axis][1] - at[axis];
        if (fabs(by[axis]) < 1e-12) {
            if (low > 0 || high < 0)
                return false;
            continue;
        }
        double one = low / by[axis], two = high / by[axis];
        *from = fmax(*from, fmin(one, two));
        *to = fmin(*to, fmax(one, two));
    }
    return *from < *to;
}

static double length_of(const struct shape *shape, const struct shape_point *p)
{
    double sum = 0;
    for (uint32_t i = 0; i + 1 < shape->n; i++)
        sum += hypot((double)p[i + 1].x - (double)p[i].x,
                     (double)p[i + 1].y - (double)p[i].y);
    return sum;
}

static void draw_dash(struct trace *o, struct xy a, struct xy way, double from, double to)
{
    begin(o, (struct xy){a.x + from * way.x, a.y + from * way.y}, way, false);
    struct xy left = left_of(o, way);
    o->at = (struct xy){a.x + to * way.x, a.y + to * way.y};
    draw(o, &o->left, false, plus(o->at, left));
    draw(o, &o->right, true, minus(o->at, left));
    finish(o, false);
}

// Where a line goes on in another tile the border is the middle of a dash; between two borders
// dashes are stretched to fit. So they go on there.
static void draw_dashes(const struct outline *s, const struct shape *shape,
                        const struct shape_point *p)
{
    struct trace o = {.s = s};
    bool cut_start = shape->ends & SHAPE_START_CUT, cut_end = shape->ends & SHAPE_END_CUT;
    double length = length_of(shape, p), stretch = 1, period = s->dash + s->gap;
    if (cut_start && cut_end) {
        double whole = fmax(1, floor(length / period + 0.5));
        stretch = fmax(length / (whole * period), 0.5);
    }
    period *= stretch;
    double dash = s->dash * stretch, first = cut_start ? -dash / 2 : 0;
    if (cut_end && !cut_start)
        first = length - dash / 2 - ceil((length + dash) / period) * period;
    double along = 0;
    for (uint32_t i = 0; i + 1 < shape->n; i++) {
        struct xy a = {(double)p[i].x, (double)p[i].y};
        struct xy by = minus((struct xy){(double)p[i + 1].x, (double)p[i + 1].y}, a);
        double here = sqrt(by.x * by.x + by.y * by.y);
        struct xy way = {by.x / here, by.y / here};
        // Half a dash goes on beyond the border, where it is cut off.
        double from = i == 0 && cut_start ? -s->half : 0;
        double to = i + 2 == shape->n && cut_end ? here + s->half : here;
        if (seen_part(s, a, way, &from, &to)) {
            double k = floor((along + from - first) / period);
            for (double at = first + k * period - along; at < to; at += period)
                if (at + dash > from)
                    draw_dash(&o, a, way, fmax(at, from), fmin(at + dash, to));
        }
        along += here;
    }
}

void outline_init(struct outline *s, struct cover *cover, const struct outline_view *view,
                  double width_px)
{
    double half_px = fmax(width_px / 2, ROUND_PX);
    // From a chord to its arc it is half * (1 - cos(step / 2)).
    double half_step = acos(1 - ROUND_PX / half_px);
    *s = (struct outline){.cover = cover, .view = view, .half = width_px / 2 / view->px};
    s->turn_x = cos(2 * half_step);
    s->turn_y = sin(2 * half_step);
}

void outline_shape(const struct outline *s, const struct shape *shape,
                   const struct shape_point *points)
{
    if (s->dash > 0)
        draw_dashes(s, shape, points + shape->first);
    else
        draw_line(s, shape, points + shape->first);
}
