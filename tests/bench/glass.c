// Fingers on the real program, on a real window, in real time: what the frames of a gesture
// cost, and how far they are apart. A pinch needs it, since XTest has one pointer.
//
//     bench_glass MODE [OPTION of backlot]...
//
//     drag, swipe     the text of a page (--screen stop:ID), up and down; flicked, with coasting
//     push            from stop to stop (--screen stop:ID)
//     grow            a card into its page and back, twice deep (--screen home)
//     sheet           the settings, up and down
//     pinch           the pictures of a stop, full screen: two fingers, then one
//     compare         the edge between two pictures
//     map             a map (--screen map:TOUR) pulled about at 1,000 px a second
//     mappinch        two fingers on it
//     mapturn         turned to the way ahead and back (--screen preview:TOUR)
//     mapfirst        from the end of a touch on the tour's page (--screen tour:ID) until
//                     its map is complete
//
// Moves come at 120 Hz, and steps are taken when app_run would take them. Prints one object of
// JSON, in ms: `work` of a frame is all from the beginning of its step until it was handed to
// the window, `first` that of the first frame of each turn, `step` also what is done after that,
// `cpu` the processor time of the step, `interval` from one frame to the next while something
// moves, `sharp` from rest until the last sharper part of a picture is seen, `complete` from a
// touch until all of a map is there; `blank` frames had a part of a map that was paper. Not a
// test: it asserts nothing.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "glass.h"
#include "base/array.h"
#include "base/str.h"
#include "map/map.h"
#include "ui/compare.h"
#include "ui/pages.h"

#define MOVE_US 8333
#define QUIET_US 300000

int64_t glass_now_us(struct glass *g)
{
    return clock_now_us(&g->clock);
}

void glass_note(struct samples *s, double ms)
{
    if (s->n < SAMPLES_MAX)
        s->ms[s->n++] = ms;
}

// ---- the loop, as app_run turns it ----

// Processor time of this thread, which other programs don't lengthen; what the X server and the
// workers do is not in it.
static int64_t cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void note_frame(struct glass *g, int64_t step_us, int64_t step_cpu_us)
{
    struct gfx_stats s = gfx_stats(g->app.gfx);
    glass_note(&g->work, g->app.work_ms);
    if (g->turning)
        glass_note(&g->first, g->app.work_ms);
    g->turning = false;
    glass_note(&g->step, (double)step_us / 1000);
    glass_note(&g->cpu, (double)step_cpu_us / 1000);
    glass_note(&g->paint, s.paint_ms);
    glass_note(&g->present, s.present_ms);
    g->blank += map_stats(g->app.env.map).paper_px > 0;
    if (map_bytes(g->app.env.map) > g->most)
        g->most = map_bytes(g->app.env.map);
}

// A step that had nothing to show while a slow movement is less than a pixel is a frame too.
static void note_interval(struct glass *g, bool moved, int64_t at_us)
{
    if (moved && g->presented_us && g->recording)
        glass_note(&g->interval, (double)(at_us - g->presented_us) / 1000);
    g->presented_us = g->moving || g->down ? at_us : 0;
}

static void step(struct glass *g)
{
    size_t awaited = gfx_pictures_pending(g->app.gfx);
    bool moved = g->moving || g->down;
    int64_t start_us = glass_now_us(g), start_cpu_us = cpu_us();
    pace_shown(&g->pace, start_us);
    g->touched = false;
    g->moving = app_step(&g->app);
    int64_t end_us = glass_now_us(g);
    bool shown = g->app.work_ms > 0;
    if (shown && g->recording)
        note_frame(g, end_us - start_us, cpu_us() - start_cpu_us);
    note_interval(g, moved, shown ? start_us + (int64_t)(g->app.work_ms * 1000) : end_us);
    if (ui_moving(g->app.ui))
        g->moved_us = end_us;
    if (shown && (gfx_pictures_pending(g->app.gfx) < awaited || gfx_fading(g->app.gfx)))
        g->arrived_us = end_us;
}

static int64_t next_step_us(const struct glass *g)
{
    return g->touched ? pace_soonest_us(&g->pace)
                      : pace_next_us(&g->pace, g->moving, app_deadline_us(&g->app));
}

// What the window has to say ends a sleep, as it does in app_run.
static void sleep_until(struct glass *g, int64_t until_us)
{
    struct gfx_event e;
    int64_t left = until_us - glass_now_us(g);
    while (gfx_wait(g->app.gfx, &e, left > 0 ? (int)((left + 999) / 1000) : 0)) {
        g->touched = true;
        left = 0;
    }
}

void glass_run(struct glass *g, int64_t until_us)
{
    while (glass_now_us(g) < until_us) {
        int64_t next = next_step_us(g);
        bool later = next < 0 || next > until_us;
        sleep_until(g, later ? until_us : next);
        next = next_step_us(g);
        if (next >= 0 && next <= glass_now_us(g))
            step(g);
    }
}

static bool at_rest(const struct glass *g)
{
    return !g->moving && !gfx_dirty(g->app.gfx) && gfx_pictures_pending(g->app.gfx) == 0;
}

// Until nothing has moved and nothing was awaited for a while; in 10 s at most.
void glass_settle(struct glass *g)
{
    int64_t end = glass_now_us(g) + 10000000, quiet = glass_now_us(g) + QUIET_US;
    while (glass_now_us(g) < end && glass_now_us(g) < quiet) {
        glass_run(g, glass_now_us(g) + 5000);
        if (!at_rest(g))
            quiet = glass_now_us(g) + QUIET_US;
    }
}

// ---- fingers ----

static void point(struct glass *g, enum pointer_kind kind, int finger, struct spot at,
                  int64_t due_us)
{
    int64_t age = glass_now_us(g) - due_us;
    app_pointer_ago(&g->app, kind, finger, at.x, at.y, age > 0 ? age : 0);
    g->touched = true;
}

static void point_all(struct glass *g, enum pointer_kind kind, int fingers,
                      const struct spot *spots, int64_t due_us)
{
    for (int i = 0; i < fingers; i++)
        point(g, kind, i, spots[i], due_us);
}

// Fingers go down, along their ways, and up.
void glass_stroke(struct glass *g, int fingers, int ms, stroke_fn at)
{
    struct spot spots[FINGERS_MAX] = {0};
    int64_t start = glass_now_us(g), due = start;
    int moves = ms * 1000 / MOVE_US;
    at(g, 0, spots);
    point_all(g, POINTER_DOWN, fingers, spots, due);
    g->down = true;
    for (int i = 1; i <= moves; i++) {
        due = start + (int64_t)i * MOVE_US;
        glass_run(g, due);
        at(g, (float)i / (float)moves, spots);
        point_all(g, POINTER_MOVE, fingers, spots, due);
    }
    glass_run(g, due + MOVE_US);
    point_all(g, POINTER_UP, fingers, spots, due + MOVE_US);
    g->down = false;
}

_Noreturn void glass_fail(const char *what)
{
    fprintf(stderr, "bench_glass: %s\n", what);
    exit(1);
}

void glass_touch(struct glass *g, const struct node *n, const char *what)
{
    struct spot at;
    if (!n || !ui_where(g->app.ui, n, &at.x, &at.y))
        glass_fail(what);
    point(g, POINTER_DOWN, 0, at, glass_now_us(g));
    glass_run(g, glass_now_us(g) + 60000);
    point(g, POINTER_UP, 0, at, glass_now_us(g));
}

// ---- what is on the page ----

// The first such node in sight.
const struct node *glass_seek(const struct glass *g, node_fn is)
{
    const struct node *root = ui_active_root(g->app.ui);
    float x, y;
    for (const struct node *n = root; n; n = node_after(n, root))
        if (is(n) && ui_where(g->app.ui, n, &x, &y))
            return n;
    return NULL;
}

static bool leads_on(const struct node *n)
{
    return n->way == WAY_ON && n->command.kind == VISIT_OPEN_STOP;
}

static bool leads_back(const struct node *n)
{
    return n->way == WAY_BACK && n->command.kind == VISIT_OPEN_STOP;
}

static bool grows(const struct node *n)
{
    return n->grows && node_pressable(n);
}

static bool goes_back(const struct node *n)
{
    return n->command.kind == VISIT_BACK && node_pressable(n);
}

static bool opens_settings(const struct node *n)
{
    return n->command.kind == VISIT_SHEET && n->command.number == SHEET_SETTINGS;
}

static bool closes(const struct node *n)
{
    return n->command.kind == VISIT_SHEET && n->command.number == SHEET_NONE &&
           !n->by_touch;
}

static bool shows_pictures(const struct node *n)
{
    return n->inside == &pages_inside;
}

static bool zooms(const struct node *n)
{
    return shows_pictures(n) && ((const struct pages *)n->inside_data)->zooms;
}

static bool opens_compare(const struct node *n)
{
    return n->command.kind == VISIT_SHEET && n->command.number == SHEET_COMPARE;
}

static bool compares(const struct node *n)
{
    return n->inside == &compare_inside;
}

// ---- the modes ----

// One finger up and down the page, a second each way.
static void up_and_down(const struct glass *g, float t, struct spot *s)
{
    float way = fmodf(t * 6, 2);
    s[0] = (struct spot){g->x, g->h * (.78f - .45f * (way > 1 ? 2 - way : way))};
}

static void flick_up(const struct glass *g, float t, struct spot *s)
{
    s[0] = (struct spot){g->x, g->h * (.75f - .4f * t)};
}

static void flick_down(const struct glass *g, float t, struct spot *s)
{
    flick_up(g, 1 - t, s);
}

// Two fingers about a middle that is another one in each round.
static void hold_two(const struct glass *g, float x, float y, float apart, struct spot *s)
{
    float turn = .4f + .3f * (float)g->round, side = fminf(g->w, g->h);
    float dx = cosf(turn) * apart * side / 2, dy = sinf(turn) * apart * side / 2;
    x = g->w * (x + .08f * (float)g->round);
    y = g->h * (y + .05f * (float)g->round);
    s[0] = (struct spot){x - dx, y - dy};
    s[1] = (struct spot){x + dx, y + dy};
}

static void spread(const struct glass *g, float t, struct spot *s)
{
    hold_two(g, .35f, .4f, .15f + .4f * t, s);
}

static void squeeze(const struct glass *g, float t, struct spot *s)
{
    spread(g, 1 - t, s);
}

// In and out, and about.
static void knead(const struct glass *g, float t, struct spot *s)
{
    float a = 2 * PI_F * t;
    hold_two(g, .35f + .1f * sinf(a), .4f + .1f * t, .45f - .12f * sinf(2 * a), s);
}

static void pull(const struct glass *g, float t, struct spot *s)
{
    float far = .25f * t * (g->round % 2 ? -1.0f : 1.0f);
    s[0] = (struct spot){g->w * (.5f + far), g->h * (.5f - far)};
}

static void edge(const struct glass *g, float t, struct spot *s)
{
    s[0] = (struct spot){g->w * (.5f + .3f * sinf(6 * PI_F * t)), g->h * .45f};
}

static void do_drag(struct glass *g)
{
    g->recording = true;
    glass_stroke(g, 1, 6000, up_and_down);
}

static void do_swipe(struct glass *g)
{
    g->recording = true;
    for (int i = 0; i < 8; i++) {
        glass_stroke(g, 1, 150, i < 4 ? flick_up : flick_down);
        glass_run(g, glass_now_us(g) + 900000);
    }
}

// Records the frames from a touch until nothing moves, not what fades in after that.
static void turn(struct glass *g, const struct node *n, const char *what)
{
    glass_touch(g, n, what);
    g->recording = g->turning = true;
    int64_t end = glass_now_us(g) + 2000000;
    do
        glass_run(g, glass_now_us(g) + 1000);
    while ((g->touched || ui_moving(g->app.ui)) && glass_now_us(g) < end);
    g->recording = false;
    glass_settle(g);
}

static void do_push(struct glass *g)
{
    node_fn way = leads_on;
    for (int i = 0; i < 12; i++) {
        if (!glass_seek(g, way))
            way = way == leads_on ? leads_back : leads_on;
        turn(g, glass_seek(g, way), "the page leads to no other stop; --screen stop:ID");
    }
}

static void do_grow(struct glass *g)
{
    for (int i = 0; i < 4; i++) {
        turn(g, glass_seek(g, grows), "no card grows; --screen home");
        turn(g, glass_seek(g, grows), "no card of the tour's page grows");
        turn(g, glass_seek(g, goes_back), "no way back from a stop");
        turn(g, glass_seek(g, goes_back), "no way back from a tour");
    }
}

static void do_sheet(struct glass *g)
{
    for (int i = 0; i < 6; i++) {
        turn(g, glass_seek(g, opens_settings), "no settings");
        turn(g, glass_seek(g, closes), "no way out of the settings");
    }
}

// A gesture on a zoomed picture, and how long it then takes to be sharp.
static void sharpen(struct glass *g, int fingers, int ms, stroke_fn at)
{
    g->arrived_us = 0;
    glass_stroke(g, fingers, ms, at);
    int64_t up_us = glass_now_us(g);
    glass_settle(g);
    int64_t rest_us = g->moved_us > up_us ? g->moved_us : up_us;
    if (!g->arrived_us)
        g->never++;
    else
        glass_note(&g->sharp, g->arrived_us > rest_us
                                  ? (double)(g->arrived_us - rest_us) / 1000
                                  : 0);
}

static void do_pinch(struct glass *g)
{
    if (!glass_seek(g, zooms)) {
        glass_touch(g, glass_seek(g, shows_pictures), "no pictures; --screen stop:ID");
        glass_settle(g);
    }
    if (!glass_seek(g, zooms))
        glass_fail("no picture that zooms");
    g->recording = true;
    for (g->round = 0; g->round < 3; g->round++) {
        sharpen(g, 2, 500, spread);
        sharpen(g, 1, 500, pull);
        sharpen(g, 2, 1500, knead);
        glass_stroke(g, 2, 500, squeeze);
        glass_stroke(g, 2, 300, squeeze);
        glass_settle(g);
    }
}

static void do_compare(struct glass *g)
{
    glass_touch(g, glass_seek(g, opens_compare),
                "no picture with a pair; --screen stop:ID");
    glass_settle(g);
    if (!glass_seek(g, compares))
        glass_fail("no comparison");
    g->recording = true;
    glass_stroke(g, 1, 5000, edge);
    glass_settle(g);
}

// ---- the report ----

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_samples(const char *name, struct samples *s)
{
    if (s->n == 0) {
        printf(",\"%s\":null", name);
        return;
    }
    qsort(s->ms, (size_t)s->n, sizeof(*s->ms), by_size);
    printf(",\"%s\":{\"n\":%d,\"med\":%.2f,\"p95\":%.2f,\"p99\":%.2f,\"max\":%.2f}", name,
           s->n, s->ms[s->n / 2], s->ms[s->n * 95 / 100], s->ms[s->n * 99 / 100],
           s->ms[s->n - 1]);
}

static void report(struct glass *g, const char *mode)
{
    int over34 = 0;
    for (int i = 0; i < g->interval.n; i++)
        over34 += g->interval.ms[i] > 34;
    printf("{\"mode\":\"%s\",\"w\":%.0f,\"h\":%.0f", mode, (double)g->w, (double)g->h);
    print_samples("work", &g->work);
    print_samples("first", &g->first);
    print_samples("step", &g->step);
    print_samples("cpu", &g->cpu);
    print_samples("paint", &g->paint);
    print_samples("present", &g->present);
    print_samples("interval", &g->interval);
    print_samples("sharp", &g->sharp);
    print_samples("complete", &g->complete);
    printf(",\"blank\":%d,\"map_mb\":%.1f", g->blank, (double)g->most / (1 << 20));
    printf(",\"over34\":%d,\"never_sharp\":%d}\n", over34, g->never);
}

static const struct {
    const char *name;
    void (*run)(struct glass *g);
} modes[] = {{"drag", do_drag},
             {"swipe", do_swipe},
             {"push", do_push},
             {"grow", do_grow},
             {"sheet", do_sheet},
             {"pinch", do_pinch},
             {"compare", do_compare},
             {"map", glass_map_pan},
             {"mappinch", glass_map_pinch},
             {"mapturn", glass_map_turn},
             {"mapfirst", glass_map_first}};

static void begin(struct glass *g, const struct options *options)
{
    struct err err = {0};
    if (!app_create(&g->app, options, &err))
        glass_fail(err.text);
    if (!g->app.pack)
        glass_fail(g->app.fault_err.text);
    struct gfx_size size = gfx_size(g->app.gfx);
    clock_init(&g->clock, false);
    g->pace.frame_us = 1000000 / size.refresh_hz;
    step(g);
    glass_settle(g);
    size = gfx_size(g->app.gfx);
    g->w = (float)size.w;
    g->h = (float)size.h;
    g->x = g->w * (size.w > size.h ? .75f : .5f);
}

int main(int argc, char **argv)
{
    static struct glass g;
    struct options options;
    struct err err = {0};
    size_t mode = 0;
    while (mode < ARRAY_LEN(modes) && (argc < 2 || !str_eq(argv[1], modes[mode].name)))
        mode++;
    if (mode == ARRAY_LEN(modes)) {
        fputs("usage: bench_glass MODE [OPTION of backlot]...\n", stderr);
        return 2;
    }
    if (!options_parse(&options, argc - 1, argv + 1, &err))
        glass_fail(err.text);
    begin(&g, &options);
    modes[mode].run(&g);
    report(&g, argv[1]);
    app_destroy(&g.app);
    return 0;
}
