#include "app/walking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_private.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "pack/walks.h"
#include "place/place.h"
#include "place/track.h"

#define PASS_US 100000 // of a preview, between two pictures

struct walkings {
    struct arena arena;
    char tour[ID_CAP]; // whose plan it is; "": none was looked for
    struct walk_model model;
    const struct walk_plan *plan;
    struct place_spec spec;
    struct place *place;
    struct track_writer *record;
    int64_t passed_us;  // until when time has passed; -1: it begins with the next step
    double simulated_s; // of --position simulate
    double next_fix_s;
};

// ---- life ----

static bool open_sources(struct app *app, struct walkings *w, struct err *err)
{
    const struct options *o = app->options;
    if (o->position && !place_parse(o->position, &w->spec, err))
        return false;
    if (w->spec.kind == PLACE_GPSD || w->spec.kind == PLACE_REPLAY) {
        w->place = place_open(&w->spec, app_wake, app, err);
        if (!w->place)
            return false;
    }
    if (o->record) {
        w->record = track_create(o->record, err);
        if (!w->record)
            return false;
    }
    return true;
}

bool walkings_create(struct app *app, struct err *err)
{
    struct walkings *w = xcalloc(1, sizeof(*w));
    app->walkings = w;
    arena_init(&w->arena);
    w->passed_us = -1;
    if (!open_sources(app, w, err))
        return false;
    app->env.live = w->spec.kind != PLACE_NONE;
    return true;
}

void walkings_destroy(struct app *app)
{
    struct walkings *w = app->walkings;
    if (!w)
        return;
    place_close(w->place);
    track_close(w->record);
    arena_release(&w->arena);
    free(w);
    app->walkings = NULL;
}

// ---- the plan ----

void walkings_forget(struct app *app)
{
    struct walkings *w = app->walkings;
    if (!w)
        return;
    w->tour[0] = '\0';
    w->plan = NULL;
    app->env.plan = NULL;
    arena_clear(&w->arena);
}

static void take_plan(struct app *app)
{
    struct walkings *w = app->walkings;
    const char *tour = app->visit.walking.tour;
    struct err err = {0};
    if (strcmp(w->tour, tour) == 0)
        return;
    walkings_forget(app);
    str_copy(w->tour, sizeof(w->tour), tour);
    w->simulated_s = w->next_fix_s = 0;
    w->passed_us = -1;
    if (!*tour || !app->pack)
        return;
    if (pack_load_walk(app->pack, &w->arena, tour, &w->model, &err))
        w->plan = walk_plan_make(&w->arena, &w->model);
    else
        log_warn("%s", err.text);
    app->env.plan = w->plan;
    app->stale = true;
}

// ---- time and fixes ----

static const char *stop_id(const struct walkings *w, int stop)
{
    return stop >= 0 && (size_t)stop < w->model.n_stops ? w->model.stops[stop].id : "";
}

static void tell(const struct walkings *w, const struct walk *before,
                 const struct walk *now)
{
    if (now->at != before->at && now->at >= 0)
        log_info("walk: arrived at stop %s", stop_id(w, now->at));
    if (now->status != before->status && now->status == WALK_OFF)
        log_info("walk: off the route");
    if (now->status != before->status && now->status == WALK_ENDED)
        log_info("walk: ended");
}

static bool take_fix(struct app *app, const struct fix *fix)
{
    struct walkings *w = app->walkings;
    struct err err = {0};
    if (w->record && !track_write(w->record, fix, &err)) {
        log_warn("%s", err.text);
        track_close(w->record);
        w->record = NULL;
    }
    return w->plan && walking_fix(&app->visit.walking, w->plan, fix);
}

static bool simulate(struct app *app, double seconds)
{
    struct walkings *w = app->walkings;
    const struct walking *now = &app->visit.walking;
    bool changed = false;
    if (w->spec.kind != PLACE_SIMULATE || !w->plan || now->preview || now->paused)
        return false;
    w->simulated_s += seconds * (double)w->spec.speed;
    for (; w->next_fix_s <= w->simulated_s; w->next_fix_s++) {
        struct fix fix = walker_fix(w->plan, w->next_fix_s, NULL);
        changed |= take_fix(app, &fix);
    }
    return changed;
}

static bool previews(const struct walkings *w, const struct walking *now)
{
    return w->plan && now->preview && !now->paused && now->walk.status != WALK_ENDED;
}

static bool simulates(const struct walkings *w, const struct walking *now)
{
    return w->plan && w->spec.kind == PLACE_SIMULATE && !now->preview && !now->paused &&
           w->next_fix_s <= walker_seconds(w->plan) + 1;
}

static bool pass(struct app *app, int64_t now_us)
{
    struct walkings *w = app->walkings;
    struct walking *now = &app->visit.walking;
    if (!previews(w, now) && !simulates(w, now)) {
        w->passed_us = -1;
        return false;
    }
    bool begins = w->passed_us < 0;
    if (begins)
        w->passed_us = now_us;
    if (!begins && now_us - w->passed_us < PASS_US)
        return false;
    double seconds = (double)(now_us - w->passed_us) / 1e6;
    w->passed_us = now_us;
    // One whose machine slept finds the walker where he was.
    seconds = fmin(seconds, 1);
    return previews(w, now) ? walking_pass(now, w->plan, seconds)
                            : simulate(app, seconds);
}

void walkings_step(struct app *app)
{
    struct walkings *w = app->walkings;
    struct walking *now = &app->visit.walking;
    int64_t now_us = clock_now_us(&app->clock);
    struct fix fix;
    if (!w)
        return;
    take_plan(app);
    struct walk before = now->walk;
    bool changed = w->plan && walking_act(now, w->plan);
    changed |= pass(app, now_us);
    while (w->place && place_next(w->place, now_us, &fix))
        changed |= take_fix(app, &fix);
    app->stale |= changed;
    tell(w, &before, &now->walk);
}

int64_t walkings_deadline_us(const struct app *app)
{
    const struct walkings *w = app->walkings;
    const struct walking *now = &app->visit.walking;
    if (!w)
        return -1;
    int64_t due = w->place ? place_deadline_us(w->place) : -1;
    if (!previews(w, now) && !simulates(w, now))
        return due;
    int64_t next = w->passed_us < 0 ? 0 : w->passed_us + PASS_US;
    return due >= 0 && due < next ? due : next;
}
