// xprobe's commands for what moves: how far apart the frames are that can be seen.
#include "xlook.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>

#define MOST 200000
#define MOST_IN 200 // frames of a slide

// Watches a column of the screen on a thread of its own, and notes when it changes.
struct watch {
    int x, y, h;
    volatile bool stop;
    double *times;
    bool *slow; // it moved by one pixel, which no frame could have divided
    int n;
};

// Rows that stand still are parts of something else: a bar; and a few are under its shadow.
static bool moved_by_one(const uint64_t *before, const uint64_t *now, int h)
{
    for (int by = -1; by <= 1; by += 2) {
        int other = 0;
        for (int y = 1; y < h - 1; y++)
            other += now[y] != before[y] && now[y] != before[y + by];
        if (other <= h / 20)
            return true;
    }
    return false;
}

// Several parts of one frame arrive one after the other.
static void watch_note(struct watch *w, double at, bool slow)
{
    if (w->n > 0 && at - w->times[w->n - 1] < 4)
        return;
    w->times[w->n] = at;
    w->slow[w->n] = slow;
    w->n += w->n < MOST - 1;
}

static void *watch_run(void *data)
{
    struct watch *w = data;
    setpriority(PRIO_PROCESS, 0, -10);
    struct grab *g = grab_open(2, w->h); // two pixels are a row of 64 bits
    size_t bytes = (size_t)w->h * sizeof(uint64_t);
    uint64_t *before = calloc(1, bytes);
    memcpy(before, look(g, w->x, w->y), bytes);
    double next = now_ms();
    while (!w->stop) {
        const void *now = look(g, w->x, w->y);
        double t = now_ms();
        if (memcmp(now, before, bytes) != 0) {
            watch_note(w, t, moved_by_one(before, now, w->h));
            memcpy(before, now, bytes);
        }
        next = next + 2 < t ? t : next + 2;
        sleep_ms(next - now_ms());
    }
    return NULL;
}

struct drag {
    Display *display;
    int x, top, bottom, hz;
    double seconds;
    double stroke_ms, rest_ms; // of a swipe
    int swipes;                // up, and then as many down
    double *presses;
    int n_presses;
};

static void press_here(struct drag *g, int y)
{
    XTestFakeMotionEvent(g->display, -1, g->x, y, 0);
    XTestFakeButtonEvent(g->display, 1, True, 0);
    XFlush(g->display);
    g->presses[g->n_presses] = now_ms();
    g->n_presses += g->n_presses < MOST - 1;
}

// The finger stays down and goes up and down, a second each way.
static void drag_on(struct drag *g)
{
    double start_ms = now_ms(), next = start_ms;
    press_here(g, g->bottom);
    while (now_ms() - start_ms < g->seconds * 1000) {
        next += 1000.0 / g->hz;
        sleep_ms(next - now_ms());
        double f = (now_ms() - start_ms) / 1000.0;
        f -= 2 * (int)(f / 2);
        if (f > 1)
            f = 2 - f;
        XTestFakeMotionEvent(g->display, -1, g->x,
                             g->bottom + (int)((g->top - g->bottom) * f), 0);
        XFlush(g->display);
    }
    XTestFakeButtonEvent(g->display, 1, False, 0);
    XFlush(g->display);
}

static void drag_swipes(struct drag *g)
{
    double start_ms = now_ms(), next = start_ms;
    int steps = (int)(g->hz * g->stroke_ms / 1000);
    for (int i = 0; now_ms() - start_ms < g->seconds * 1000; i++) {
        bool up = i / g->swipes % 2 == 0;
        int from = up ? g->bottom : g->top, to = up ? g->top : g->bottom;
        press_here(g, from);
        for (int k = 1; k <= steps; k++) {
            next += 1000.0 / g->hz;
            sleep_ms(next - now_ms());
            XTestFakeMotionEvent(g->display, -1, g->x, from + (to - from) * k / steps, 0);
            XFlush(g->display);
        }
        XTestFakeButtonEvent(g->display, 1, False, 0);
        XFlush(g->display);
        next += g->rest_ms;
        sleep_ms(next - now_ms());
    }
}

static bool pressed_between(const struct drag *g, double from, double to)
{
    for (int i = 0; i < g->n_presses; i++)
        if (g->presses[i] > from && g->presses[i] <= to)
            return true;
    return false;
}

// What lies between two frames while a finger or the page moves; before a press it may rest.
static void drag_report(const struct watch *w, const struct drag *g, double seconds)
{
    double *intervals = calloc((size_t)w->n + 1, sizeof(double));
    int n = 0, over20 = 0, over34 = 0;
    for (int i = 1; i < w->n; i++) {
        double v = w->times[i] - w->times[i - 1];
        if (pressed_between(g, w->times[i - 1], w->times[i]) || (v > 20 && w->slow[i]))
            continue;
        intervals[n++] = v;
        over20 += v > 20;
        over34 += v > 34;
    }
    printf("{\"secs\":%.2f,\"frames\":%d,\"fps\":%.1f,", seconds, w->n, w->n / seconds);
    print_stats("frame_ms", intervals, n);
    printf(",\"over20\":%d,\"over34\":%d}\n", over20, over34);
}

int cmd_drag(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    struct drag g = {.display = open_display(),
                     .x = atoi(argv[0]),
                     .top = atoi(argv[1]),
                     .bottom = atoi(argv[2]),
                     .seconds = atof(argv[3]),
                     .hz = atoi(argv[4]),
                     .presses = calloc(MOST, sizeof(double))};
    struct watch w = {.x = g.x - 200,
                      .y = 150,
                      .times = calloc(MOST, sizeof(double)),
                      .slow = calloc(MOST, sizeof(bool))};
    w.h = DisplayHeight(g.display, DefaultScreen(g.display)) - 200;
    pthread_t thread;
    if (pthread_create(&thread, NULL, watch_run, &w) != 0)
        return 1;
    sleep_ms(200);
    double start_ms = now_ms();
    bool flick = argc > 5 && strcmp(argv[5], "flick") == 0;
    g.stroke_ms = flick ? 120 : 500;
    g.rest_ms = flick ? 600 : 300;
    g.swipes = flick ? 15 : 3;
    if (argc > 5 && strcmp(argv[5], "cont") == 0)
        drag_on(&g);
    else
        drag_swipes(&g);
    double seconds = (now_ms() - start_ms) / 1000;
    w.stop = true;
    pthread_join(thread, NULL);
    drag_report(&w, &g, seconds);
    return 0;
}

// One touch of something that leads to another page, and the frames in which that comes.
struct slide {
    int x, y;
    double ms; // how long it takes
    Damage damage;
    int event;
    struct grab *row; // a row of the screen, where the finger is not
    double frames
        [MOST_IN]; // when something was painted, from the first that was seen to change
    int n, seen;   // seen: how many of them changed the row
};

static void slide_note(struct slide *s, double at, bool changed)
{
    if (s->n == 0 && !changed)
        return;
    // What follows a frame sooner than a display could show it is a part of it.
    if (s->n > 0 && (at - s->frames[s->n - 1] < 12 || at - s->frames[0] >= s->ms))
        return;
    s->seen += changed;
    s->frames[s->n] = at;
    s->n += s->n < MOST_IN - 1;
}

// Milliseconds from the finger's lift to the first change; < 0: there was none.
static double slide_once(Display *d, struct slide *s)
{
    int y = DisplayHeight(d, DefaultScreen(d)) * 2 / 5;
    point(d, s->x, s->y);
    button(d, true);
    sleep_ms(50);
    s->n = s->seen = 0;
    uint64_t before = look_hash(s->row, 0, y);
    double up = now_ms(), last = up;
    button(d, false);
    for (double t = up; t - up < 3000; t = now_ms()) {
        if (damaged(s->row->display, s->event)) {
            XDamageSubtract(s->row->display, s->damage, None, None);
            XSync(s->row->display, False);
            uint64_t h = look_hash(s->row, 0, y);
            last = now_ms();
            slide_note(s, last, h != before);
            before = h;
        }
        if (s->n > 0 && t - s->frames[0] > s->ms + 50 && t - last > 100)
            break;
        sleep_ms(0.5);
    }
    return s->n > 0 ? s->frames[0] - up : -1;
}

// slide X Y MS N GAP_MS
int cmd_slide(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    struct slide s = {.x = atoi(argv[0]), .y = atoi(argv[1]), .ms = atof(argv[2])};
    int times = atoi(argv[3]), error, n = 0, n_intervals = 0, over34 = 0;
    Display *d = open_display();
    s.row = grab_open(DisplayWidth(d, DefaultScreen(d)), 2);
    XDamageQueryExtension(s.row->display, &s.event, &error);
    s.event += XDamageNotify;
    s.damage = XDamageCreate(s.row->display, s.row->root, XDamageReportNonEmpty);
    double *frames = calloc((size_t)times + 1, sizeof(double));
    double *begin = calloc((size_t)times + 1, sizeof(double));
    double *seen = calloc((size_t)times + 1, sizeof(double));
    double *intervals = calloc((size_t)(times + 1) * MOST_IN, sizeof(double));
    for (int i = 0; i < times; i++) {
        begin[n] = slide_once(d, &s);
        if (s.n == 0)
            fprintf(stderr, "slide %d: no change\n", i);
        for (int k = 1; k < s.n; k++) {
            intervals[n_intervals++] = s.frames[k] - s.frames[k - 1];
            over34 += intervals[n_intervals - 1] > 34;
        }
        frames[n] = s.n;
        seen[n++] = s.seen;
        sleep_ms(atof(argv[4]));
    }
    printf("{");
    print_stats("frames", frames, n);
    printf(",");
    print_stats("seen", seen, n);
    printf(",");
    print_stats("begin_ms", begin, n);
    printf(",");
    print_stats("interval", intervals, n_intervals);
    printf(",\"over34\":%d}\n", over34);
    return 0;
}
