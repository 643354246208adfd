#include "ui/gesture.h"

#include <math.h>

#define THROW_WINDOW_US 90000 // older samples say nothing of how the finger left

static void sample(struct gesture *g, float x, float y, int64_t now_us)
{
    g->newest = (g->newest + 1) % GESTURE_SAMPLES;
    g->samples[g->newest] = (struct gesture_sample){x, y, now_us};
    if (g->n_samples < GESTURE_SAMPLES)
        g->n_samples++;
}

static void velocity(const struct gesture *g, int64_t now_us, float *vx, float *vy)
{
    const struct gesture_sample *last = &g->samples[g->newest], *first = last;
    for (int i = 1; i < g->n_samples; i++) {
        const struct gesture_sample *s =
            &g->samples[(g->newest + GESTURE_SAMPLES - i) % GESTURE_SAMPLES];
        if (now_us - s->at_us > THROW_WINDOW_US)
            break;
        first = s;
    }
    // A finger that rested before it left throws nothing.
    float dt = (float)(now_us - first->at_us) / 1e6f;
    bool rested = now_us - last->at_us > THROW_WINDOW_US;
    *vx = rested || dt <= 0 ? 0 : (last->x - first->x) / dt;
    *vy = rested || dt <= 0 ? 0 : (last->y - first->y) / dt;
}

static struct gesture_event begin(struct gesture *g, int64_t pointer, float x, float y,
                                  int64_t now_us)
{
    g->state = GESTURE_DOWN;
    g->pointer = pointer;
    g->start_x = g->x = x;
    g->start_y = g->y = y;
    g->down_us = now_us;
    g->n_samples = 0;
    sample(g, x, y, now_us);
    return (struct gesture_event){.kind = GESTURE_PRESS, .x = x, .y = y};
}

static struct gesture_event move(struct gesture *g, float x, float y, int64_t now_us)
{
    struct gesture_event e = {.x = x, .y = y, .dx = x - g->x, .dy = y - g->y};
    sample(g, x, y, now_us);
    if (g->state == GESTURE_DOWN) {
        if (hypotf(x - g->start_x, y - g->start_y) <= g->slop_dp)
            return (struct gesture_event){0};
        // The page follows from here on, so that it does not jump by the slop.
        g->state = GESTURE_DRAGGING;
        e.dx = e.dy = 0;
    }
    g->x = x;
    g->y = y;
    e.kind = g->state == GESTURE_DRAGGING ? GESTURE_DRAG : GESTURE_NOTHING;
    return e;
}

static struct gesture_event end(struct gesture *g, float x, float y, int64_t now_us)
{
    struct gesture_event e = {.x = x, .y = y};
    if (g->state == GESTURE_DOWN) {
        e = (struct gesture_event){.kind = GESTURE_TAP, .x = g->start_x, .y = g->start_y};
    } else if (g->state == GESTURE_DRAGGING) {
        e.kind = GESTURE_THROW;
        velocity(g, now_us, &e.vx, &e.vy);
    }
    g->state = GESTURE_IDLE;
    return e;
}

struct gesture_event gesture_feed(struct gesture *g, enum pointer_kind kind,
                                  int64_t pointer, float x, float y, int64_t now_us)
{
    int64_t silent_us = now_us - g->samples[g->newest].at_us;
    bool lost = pointer == g->pointer || silent_us > GESTURE_LOST_US;
    if (kind == POINTER_DOWN && (g->state == GESTURE_IDLE || lost))
        return begin(g, pointer, x, y, now_us);
    if (g->state == GESTURE_IDLE)
        return (struct gesture_event){0};
    if (pointer != g->pointer)
        return (struct gesture_event){0};
    if (kind == POINTER_MOVE)
        return move(g, x, y, now_us);
    if (kind == POINTER_UP)
        return end(g, x, y, now_us);
    g->state = GESTURE_IDLE;
    return (struct gesture_event){.kind = GESTURE_CANCEL, .x = x, .y = y};
}

struct gesture_event gesture_wait(struct gesture *g, int64_t now_us)
{
    if (g->state != GESTURE_DOWN || now_us - g->down_us < GESTURE_HOLD_US)
        return (struct gesture_event){0};
    g->state = GESTURE_SPENT;
    return (struct gesture_event){.kind = GESTURE_HOLD, .x = g->start_x, .y = g->start_y};
}

bool gesture_waiting(const struct gesture *g, int64_t *until_us_out)
{
    *until_us_out = g->down_us + GESTURE_HOLD_US;
    return g->state == GESTURE_DOWN;
}

void gesture_drop(struct gesture *g)
{
    if (g->state != GESTURE_IDLE)
        g->state = GESTURE_SPENT;
}
