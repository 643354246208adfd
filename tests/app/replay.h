// Traces played on the whole program as a display's loop would play them, and what they come to.
//
// BACKLOT_SEED chooses other traces, BACKLOT_LONG plays more of them.
#pragma once

#include "app/app_private.h"
#include "base/array.h"
#include "stand.h"
#include "trace.h"
#include "ui/ui_private.h"

#define SEEDS 2 // of each gesture on each place
#define LONG_TIMES 12
#define S 1000000ll
#define MS 1000ll
#define OFFSETS 4
#define REST_US (8 * S) // until then everything is at rest

static const int rates[] = {30, 60, 90, 144};

struct scene {
    const char *screen;
    enum sheet sheet;
    int w, h, text_size;
};

// What a gesture has come to.
struct end {
    uint64_t visit; // page, sheet, picture
    float offset_dp[OFFSETS];
    int n_offsets;
    float zoom, row, edge;
};

struct player {
    struct stand *s;
    struct trace trace;
    const struct scene *scene;
    const char *gesture;
    uint64_t seed;
    int64_t phase_us; // of the frames against the fingers
};

static inline struct ui *ui_of(struct player *p)
{
    return p->s->app.ui;
}

static inline struct end end_of(struct player *p)
{
    struct ui *ui = ui_of(p);
    struct end end = {.visit = visit_hash(&p->s->app.visit)};
    const struct node *root = ui_active_root(ui);
    for (const struct node *n = root; n; n = node_after(n, root)) {
        const struct kept_item *item =
            motion_can(n) ? kept_find(&ui->kept, n->path) : NULL;
        if (n->style.scroll && end.n_offsets < OFFSETS)
            end.offset_dp[end.n_offsets++] = ui_offset(ui, n);
        else if (motion_has_edge(n))
            end.edge = item && item->canvas.set ? item->canvas.x : 0.5f;
        else if (item && item->canvas.set) {
            end.zoom = item->canvas.zoom;
            end.row = item->canvas.row;
        }
    }
    return end;
}

static inline bool same_end(const struct end *a, const struct end *b)
{
    bool same = a->visit == b->visit && a->n_offsets == b->n_offsets &&
                a->row == b->row && fabsf(a->zoom - b->zoom) <= 0.01f * a->zoom &&
                fabsf(a->edge - b->edge) < 0.002f;
    for (int i = 0; same && i < a->n_offsets; i++)
        same = fabsf(a->offset_dp[i] - b->offset_dp[i]) <= 1;
    return same;
}

static inline void print_end(const char *what, const struct end *e)
{
    print_message("    %s: visit %llx", what, (unsigned long long)e->visit);
    for (int i = 0; i < e->n_offsets; i++)
        print_message(", offset %.2f", (double)e->offset_dp[i]);
    print_message(", zoom %.3f, row %.3f, edge %.3f\n", (double)e->zoom, (double)e->row,
                  (double)e->edge);
}

static inline void fail_now(const struct player *p, const char *what)
{
    print_message("%s on %s, sheet %d, %dx%d, seed %llu, panel of %d Hz\n", p->gesture,
                  p->scene->screen, p->scene->sheet, p->scene->w, p->scene->h,
                  (unsigned long long)p->seed, p->trace.hz);
    fail_msg("%s", what);
}

// ---- playing ----

static inline void arrive(struct player *p)
{
    struct app *app = &p->s->app;
    struct err err = {0};
    app_reset(app);
    if (!app_go_to(app, p->scene->screen, &err))
        fail_now(p, err.text);
    if (p->scene->sheet != SHEET_NONE)
        app_command(
            app, &(struct command){.kind = VISIT_SHEET, .number = (int)p->scene->sheet});
    app_settle(app);
}

// As a display's loop does: all that happened until a frame is handed over with it.
static inline struct end play(struct player *p, int rate)
{
    struct app *app = &p->s->app;
    int i = 0, count = p->trace.count;
    int64_t before_us = 0;
    bool moving = true;
    arrive(p);
    for (int64_t frame = 1; (moving || i < count) && before_us < REST_US + 20 * S;
         frame++) {
        int64_t now_us = frame * S / rate + p->phase_us % (S / rate);
        clock_advance(&app->clock, now_us - before_us);
        for (; i < count && p->trace.events[i].at_us <= now_us; i++) {
            const struct trace_event *e = &p->trace.events[i];
            app_pointer_ago(app, e->kind, e->pointer, e->x, e->y, now_us - e->at_us);
        }
        moving = app_step(app);
        before_us = now_us;
    }
    if (moving || ui_moving(app->ui))
        fail_now(p, "it does not come to rest");
    return end_of(p);
}

static inline double any(struct player *p, double least, double most)
{
    return trace_any(&p->trace, least, most);
}

static inline int64_t any_ms(struct player *p, int least, int most)
{
    return (int64_t)any(p, least, most) * MS;
}

// Px of the window.
struct area {
    float x, y, w, h;
};

struct maker {
    const char *name;
    void (*make)(struct player *p, const struct area *a);
};

static inline uint64_t first_seed(void)
{
    const char *seed = getenv("BACKLOT_SEED");
    return seed ? strtoull(seed, NULL, 10) : 1923;
}

static inline int seeds(void)
{
    return getenv("BACKLOT_LONG") ? SEEDS * LONG_TIMES : SEEDS;
}

// A small window of a panel as large as any: its frames cost little, its lengths are the same.
static inline void open(struct player *p, const struct scene *scene)
{
    struct options o = stand_options(TOURS_PACK);
    o.w = scene->w;
    o.h = scene->h;
    o.text_size = scene->text_size;
    *p = (struct player){.scene = scene};
    p->s = stand_create(&o);
}

static inline void fresh_trace(struct player *p, uint64_t seed)
{
    const struct look *look = ui_look(ui_of(p));
    p->seed = seed;
    trace_init(&p->trace, seed, look->scale / look->dp_mm);
    p->phase_us = any_ms(p, 0, 33);
}

static inline struct end play_at_all_rates(struct player *p)
{
    struct end first = play(p, rates[0]);
    for (size_t i = 1; i < ARRAY_LEN(rates); i++) {
        struct end end = play(p, rates[i]);
        if (same_end(&first, &end))
            continue;
        print_end("30 frames a second", &first);
        print_message("    %d:\n", rates[i]);
        print_end("now", &end);
        fail_now(p, "the frame rate decides");
    }
    return first;
}
