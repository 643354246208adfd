// What the modes of bench_glass share (glass.c): the program under fingers of its own.
#pragma once

#include "app/app.h"
#include "app/pace.h"

#define SAMPLES_MAX 20000
#define FINGERS_MAX 2
#define PI_F 3.14159265f

struct samples {
    double ms[SAMPLES_MAX];
    int n;
};

struct glass {
    struct app app;
    struct clock clock;
    struct pace pace;
    int64_t presented_us; // of the last frame while something moves, 0: it is the first
    int64_t moved_us;     // when something moved last
    int64_t arrived_us;   // when a picture that had been awaited was seen, 0: none was
    float w, h, x;        // px; where the text of a page is
    int round;            // of a mode that does the same several times
    bool moving, touched, down, recording;
    bool turning; // the next frame is the first of a turn of the page
    struct samples work, first, step, cpu, paint, present, interval, sharp, complete;
    int never;   // sharp
    int blank;   // frames in which a part of a map was paper
    size_t most; // bytes that a map kept
};

struct spot {
    float x, y;
};

// Where the fingers are at a moment of a stroke, 0 .. 1.
typedef void (*stroke_fn)(const struct glass *g, float t, struct spot spots[FINGERS_MAX]);

typedef bool (*node_fn)(const struct node *n);

int64_t glass_now_us(struct glass *g);
void glass_note(struct samples *s, double ms);
void glass_run(struct glass *g, int64_t until_us);
void glass_settle(struct glass *g); // until nothing moves and all is there
void glass_stroke(struct glass *g, int fingers, int ms, stroke_fn at);
_Noreturn void glass_fail(const char *what);
void glass_touch(struct glass *g, const struct node *n, const char *what);
const struct node *glass_seek(const struct glass *g,
                              node_fn is); // of the active tree; NULL

// glass_map.c
void glass_map_pan(struct glass *g);
void glass_map_pinch(struct glass *g);
void glass_map_turn(struct glass *g);
void glass_map_first(struct glass *g);
