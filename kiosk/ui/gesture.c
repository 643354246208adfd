#include "ui/gesture.h"

#include <math.h>

#define THROW_WINDOW_US 100000 // older samples say nothing of how the finger left
#define LIFT_US 16000          // what a finger seems to do while it leaves the glass
#define APART_LEAST_SLOPS 4    // nearer fingers are as good as this far apart

static void sample(struct gesture *g, float x, float y, int64_t now_us)
{
    g->newest = (g->newest + 1) % GESTURE_SAMPLES;
    g->samples[g->newest] = (struct gesture_sample){x, y, now_us};
    if (g->n_samples < GESTURE_SAMPLES)
        g->n_samples++;
}

static const struct gesture_sample *nth_last(const struct gesture *g, int i)
{
    return &g->samples[(g->newest + GESTURE_SAMPLES - i) % GESTURE_SAMPLES];
}

// Sums for the straight line through samples, by least squares.
struct line {
    double n, t, x, y, tt, tx, ty;
};

static void line_add(struct line *l, const struct gesture_sample *s, int64_t now_us)
{
    double t = (double)(s->at_us - now_us) / 1e6;
    l->n++;
    l->t += t;
    l->x += (double)s->x;
    l->y += (double)s->y;
    l->tt += t * t;
    l->tx += t * (double)s->x;
    l->ty += t * (double)s->y;
}

// The line through what the finger did last, but for the moment in which it left: its last
// places jump, and each is a few milliseconds and a few tenths of a millimetre wrong.
static void velocity(const struct gesture *g, int64_t now_us, float *vx, float *vy)
{
    struct line line = {0};
    *vx = *vy = 0;
    // A finger that rested before it left throws nothing.
    if (now_us - nth_last(g, 0)->at_us > THROW_WINDOW_US * 9 / 10)
        return;
    int64_t end = nth_last(g, 0)->at_us - LIFT_US;
    for (int i = 0; i < g->n_samples; i++) {
        const struct gesture_sample *s = nth_last(g, i);
        if (now_us - s->at_us > THROW_WINDOW_US)
            break;
        if (s->at_us <= end)
            line_add(&line, s, now_us);
    }
    // So quick that there is nothing before it left.
    for (int i = 0; line.n < 2 && i < g->n_samples; i++)
        if (nth_last(g, i)->at_us > end)
            line_add(&line, nth_last(g, i), now_us);
    double spread = line.n * line.tt - line.t * line.t;
    if (spread <= 1e-9)
        return;
    *vx = (float)((line.n * line.tx - line.t * line.x) / spread);
    *vy = (float)((line.n * line.ty - line.t * line.y) / spread);
}

static struct gesture_event begin(struct gesture *g, int64_t pointer, float x, float y,
                                  int64_t now_us)
{
    g->state = GESTURE_DOWN;
    g->finger[0] = (struct gesture_finger){pointer, x, y};
    g->field.w = 0;
    g->start_x = x;
    g->start_y = y;
    g->down_us = now_us;
    g->n_samples = 0;
    sample(g, x, y, now_us);
    return (struct gesture_event){.kind = GESTURE_PRESS, .x = x, .y = y};
}

static float apart(const struct gesture *g)
{
    float d = hypotf(g->finger[1].x - g->finger[0].x, g->finger[1].y - g->finger[0].y);
    return fmaxf(d, APART_LEAST_SLOPS * g->slop_dp);
}

static bool joins(const struct gesture *g, float x, float y)
{
    return (g->state == GESTURE_DOWN || g->state == GESTURE_DRAGGING) && g->field.w > 0 &&
           x >= g->field.x && y >= g->field.y && x < g->field.x + g->field.w &&
           y < g->field.y + g->field.h;
}

static struct gesture_event pinch(const struct gesture *g, float dx, float dy,
                                  float wider)
{
    return (struct gesture_event){
        .kind = GESTURE_PINCH,
        .x = (g->finger[0].x + g->finger[1].x) / 2,
        .y = (g->finger[0].y + g->finger[1].y) / 2,
        .dx = dx,
        .dy = dy,
        .wider = wider,
    };
}

static struct gesture_event join(struct gesture *g, int64_t pointer, float x, float y)
{
    g->finger[1] = (struct gesture_finger){pointer, x, y};
    g->state = GESTURE_PINCHING;
    g->apart = apart(g);
    g->widens = false;
    return pinch(g, 0, 0, 1);
}

static struct gesture_event move_two(struct gesture *g, struct gesture_finger *finger,
                                     float x, float y)
{
    float dx = (x - finger->x) / 2, dy = (y - finger->y) / 2;
    finger->x = x;
    finger->y = y;
    float now = apart(g), wider = 1;
    if (!g->widens && fabsf(now - g->apart) > g->slop_dp) {
        g->widens = true; // from here on, so that nothing jumps by the slop
        g->apart = now;
    }
    if (g->widens) {
        wider = now / g->apart;
        g->apart = now;
    }
    return pinch(g, dx, dy, wider);
}

static struct gesture_event move(struct gesture *g, float x, float y, int64_t now_us)
{
    struct gesture_finger *f = &g->finger[0];
    struct gesture_event e = {.x = x, .y = y, .dx = x - f->x, .dy = y - f->y};
    sample(g, x, y, now_us);
    if (g->state == GESTURE_DOWN) {
        if (hypotf(x - g->start_x, y - g->start_y) <= g->slop_dp)
            return (struct gesture_event){0};
        // The page follows from here on, so that it does not jump by the slop.
        g->state = GESTURE_DRAGGING;
        e.dx = e.dy = 0;
    }
    f->x = x;
    f->y = y;
    e.kind = g->state == GESTURE_DRAGGING ? GESTURE_DRAG : GESTURE_NOTHING;
    return e;
}

static struct gesture_event tap(struct gesture *g, int64_t now_us)
{
    const struct gesture_sample *last = &g->tapped;
    float near = GESTURE_DOUBLE_SLOPS * g->slop_dp;
    bool twice = last->at_us && now_us - last->at_us <= GESTURE_DOUBLE_US &&
                 hypotf(g->start_x - last->x, g->start_y - last->y) <= near;
    // A third one is the first of the next two.
    g->tapped = twice ? (struct gesture_sample){0}
                      : (struct gesture_sample){g->start_x, g->start_y, now_us};
    return (struct gesture_event){
        .kind = GESTURE_TAP, .x = g->start_x, .y = g->start_y, .twice = twice};
}

static struct gesture_event end(struct gesture *g, float x, float y, int64_t now_us)
{
    struct gesture_event e = {.x = x, .y = y};
    if (g->state == GESTURE_DOWN && hypotf(x - g->start_x, y - g->start_y) > g->slop_dp) {
        e.kind = GESTURE_CANCEL; // it moved, and nobody said so
    } else if (g->state == GESTURE_DOWN) {
        e = tap(g, now_us);
    } else if (g->state == GESTURE_DRAGGING) {
        e.kind = GESTURE_THROW;
        velocity(g, now_us, &e.vx, &e.vy);
    }
    g->state = GESTURE_IDLE;
    return e;
}

// Of two fingers one is up: the other drags on from where it is.
static struct gesture_event part(struct gesture *g, int left, int64_t now_us)
{
    g->finger[0] = g->finger[left];
    g->state = GESTURE_DRAGGING;
    g->n_samples = 0;
    sample(g, g->finger[0].x, g->finger[0].y, now_us);
    return (struct gesture_event){
        .kind = GESTURE_DRAG, .x = g->finger[0].x, .y = g->finger[0].y};
}

static struct gesture_event feed(struct gesture *g, enum pointer_kind kind,
                                 int64_t pointer, float x, float y, int64_t now_us)
{
    bool pinching = g->state == GESTURE_PINCHING;
    int which = pointer == g->finger[0].id               ? 0
                : pinching && pointer == g->finger[1].id ? 1
                                                         : -1;
    if (kind == POINTER_DOWN) {
        bool silent = now_us - g->samples[g->newest].at_us > GESTURE_LOST_US && !pinching;
        if (g->state == GESTURE_IDLE || which >= 0 || silent)
            return begin(g, pointer, x, y, now_us);
        return joins(g, x, y) ? join(g, pointer, x, y) : (struct gesture_event){0};
    }
    if (g->state == GESTURE_IDLE || which < 0)
        return (struct gesture_event){0};
    if (kind == POINTER_CANCEL) {
        g->state = GESTURE_IDLE;
        return (struct gesture_event){.kind = GESTURE_CANCEL, .x = x, .y = y};
    }
    if (kind == POINTER_MOVE)
        return pinching ? move_two(g, &g->finger[which], x, y) : move(g, x, y, now_us);
    return pinching ? part(g, 1 - which, now_us) : end(g, x, y, now_us);
}

struct gesture_event gesture_feed(struct gesture *g, enum pointer_kind kind,
                                  int64_t pointer, float x, float y, int64_t now_us)
{
    struct gesture_event e = feed(g, kind, pointer, x, y, now_us);
    e.at_us = now_us;
    return e;
}

struct gesture_event gesture_wait(struct gesture *g, int64_t now_us)
{
    if (g->state != GESTURE_DOWN || now_us - g->down_us < GESTURE_HOLD_US)
        return (struct gesture_event){0};
    g->state = GESTURE_SPENT;
    return (struct gesture_event){
        .kind = GESTURE_HOLD, .x = g->start_x, .y = g->start_y, .at_us = now_us};
}

bool gesture_waiting(const struct gesture *g, int64_t *until_us_out)
{
    *until_us_out = g->down_us + GESTURE_HOLD_US;
    return g->state == GESTURE_DOWN;
}

struct gesture_event gesture_finish(struct gesture *g, int64_t now_us)
{
    struct gesture_event e = {.kind = GESTURE_CANCEL};
    if (g->state == GESTURE_DOWN)
        e = end(g, g->finger[0].x, g->finger[0].y, now_us);
    g->state = GESTURE_IDLE;
    e.at_us = now_us;
    return e;
}

void gesture_drop(struct gesture *g)
{
    if (g->state != GESTURE_IDLE)
        g->state = GESTURE_SPENT;
}
