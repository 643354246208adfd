// Touches as real panels tell of them: 60 to 240 reports a second, each place 0.3 mm wrong and
// each time 4 ms, one in twenty lost, and a finger that rolls 1 to 2 mm while it leaves the glass.
//
// A trace is made of fingers, each with a way of its own; the same seed gives the same trace.
// Places are px, times count from the beginning.
#pragma once

#include <math.h>
#include <stdint.h>

#include "ui/gesture.h"

#define TRACE_EVENTS 2048
#define TRACE_JITTER_MM 0.3
#define TRACE_DROPPED 20 // one in so many
#define TRACE_STAMP_US 4000
#define TRACE_LIFT_US 15000

struct trace_event {
    int64_t at_us;
    enum pointer_kind kind;
    int64_t pointer;
    float x, y;
};

struct trace {
    uint64_t random;
    int hz;
    float mm_px;
    struct trace_event events[TRACE_EVENTS];
    int count;
};

// Down, at rest, to the other place, at rest, up.
struct trace_finger {
    int64_t pointer;
    float x, y, to_x, to_y;
    int64_t from_us, rest_us, move_us, rest_after_us;
    float roll_mm; // while it leaves
};

static inline uint64_t trace_random(struct trace *t)
{
    uint64_t z = t->random += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static inline double trace_any(struct trace *t, double least, double most)
{
    return least + (most - least) * (double)(trace_random(t) >> 11) / 9007199254740992.0;
}

static inline void trace_init(struct trace *t, uint64_t seed, float mm_px)
{
    *t = (struct trace){.random = seed, .mm_px = mm_px};
    t->hz = (int)trace_any(t, 60, 241);
}

// In the order of time; equal ones as they came.
static inline void trace_put(struct trace *t, const struct trace_event *e)
{
    int i = t->count;
    if (i == TRACE_EVENTS)
        return;
    for (; i > 0 && t->events[i - 1].at_us > e->at_us; i--)
        t->events[i] = t->events[i - 1];
    t->events[i] = *e;
    t->count++;
}

// Where the finger really is, but for what the panel adds.
static inline void trace_place(const struct trace_finger *f, int64_t at_us, double *x,
                               double *y)
{
    double part = f->move_us > 0 ? (double)(at_us - f->rest_us) / (double)f->move_us : 0;
    part = fmin(fmax(part, 0), 1);
    *x = (double)f->x + (double)(f->to_x - f->x) * part;
    *y = (double)f->y + (double)(f->to_y - f->y) * part;
}

static inline void trace_report(struct trace *t, const struct trace_finger *f,
                                enum pointer_kind kind, int64_t at_us, int64_t *last_us)
{
    int64_t end_us = f->rest_us + f->move_us + f->rest_after_us;
    double jitter = TRACE_JITTER_MM * (double)t->mm_px, x, y;
    double roll = fmax(0, (double)(at_us - end_us + TRACE_LIFT_US) / TRACE_LIFT_US);
    trace_place(f, at_us, &x, &y);
    x += trace_any(t, -jitter, jitter) / 1.5;
    y += trace_any(t, -jitter, jitter) / 1.5 + roll * (double)(f->roll_mm * t->mm_px);
    int64_t stamp_us = (int64_t)trace_any(t, -TRACE_STAMP_US, TRACE_STAMP_US);
    // Reports of one finger come in their order.
    *last_us = at_us + stamp_us > *last_us ? at_us + stamp_us : *last_us + 100;
    trace_put(t, &(struct trace_event){f->from_us + *last_us, kind, f->pointer, (float)x,
                                       (float)y});
}

static inline void trace_add(struct trace *t, const struct trace_finger *f)
{
    int64_t end_us = f->rest_us + f->move_us + f->rest_after_us;
    int64_t step_us = 1000000 / t->hz, last_us = -TRACE_STAMP_US;
    trace_report(t, f, POINTER_DOWN, 0, &last_us);
    for (int64_t at = step_us; at < end_us; at += step_us)
        if (trace_random(t) % TRACE_DROPPED != 0)
            trace_report(t, f, POINTER_MOVE, at, &last_us);
    trace_report(t, f, POINTER_UP, end_us, &last_us);
}
