#include "app/walking.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_private.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "pack/walks.h"
#include "keep/keep.h"
#include "place/place.h"
#include "place/track.h"

#define PASS_US 100000 // of a preview, between two pictures
#define KEEP_US 2000000
#define KEPT_FORMAT 1u
#define KEPT_NAME "walk"

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
    struct keep *keep; // NULL: nothing outlives the program
    uint64_t kept_for; // hash of what was kept last, 0: nothing was yet
    int64_t kept_us;
    bool walked; // no preview, at the step before
};

// What outlives the program of a walk; in the file as it lies here, for the same machine reads it.
struct kept_walk {
    uint32_t format;
    uint64_t sum;  // of all that follows
    uint64_t pack; // hash of its id and of the plan
    uint64_t next; // the stop one was led to
    double metres;
    char tour[ID_CAP];
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

// --state, else where the system keeps such things for whoever runs this.
static bool state_folder(const struct options *o, struct str *out)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (o->state)
        str_add(out, o->state);
    else if (state && *state == '/')
        str_printf(out, "%s/backlot", state);
    else if (home && *home == '/')
        str_printf(out, "%s/.local/state/backlot", home);
    return out->len > 0;
}

// Scripts and pictures begin where everybody does, unless they say otherwise.
static void open_keep(const struct app *app, struct walkings *w)
{
    struct err why = {0};
    struct str path;
    if (!app->profile->keeps_walk ||
        (options_offscreen(app->options) && !app->options->state))
        return;
    str_init(&path);
    if (state_folder(app->options, &path)) {
        str_add(&path, "/state.db");
        w->keep = keep_open(str_c(&path), &why);
        if (!w->keep)
            log_warn("%s", why.text);
    }
    str_release(&path);
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
    open_keep(app, w);
    return true;
}

void walkings_destroy(struct app *app)
{
    struct walkings *w = app->walkings;
    if (!w)
        return;
    place_close(w->place);
    track_close(w->record);
    keep_close(w->keep);
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

// ---- what is kept ----

static uint64_t kept_pack(const struct app *app, const struct walk_plan *plan)
{
    uint64_t h = hash_str(HASH_START, app->intro.id);
    h = hash_u64(h, walk_plan_stops(plan));
    return hash_u64(h, (uint64_t)(walk_plan_metres(plan) * 10));
}

static uint64_t sum_of(const struct kept_walk *k)
{
    size_t from = offsetof(struct kept_walk, pack);
    return hash_bytes(HASH_START, (const char *)k + from, sizeof(*k) - from);
}

static void keep_walk(struct app *app)
{
    struct walkings *w = app->walkings;
    const struct walking *now = &app->visit.walking;
    // A preview is nothing to keep, and puts no end to the walk that is.
    if (!w->keep || now->preview)
        return;
    bool any = *now->tour && w->plan && now->walk.status != WALK_ENDED;
    // At most every two seconds: a walk changes with each fix.
    uint64_t h = any ? walk_hash(&now->walk, HASH_START) : 1;
    int64_t now_us = clock_now_us(&app->clock);
    bool early = any && w->kept_for > 1 && now_us - w->kept_us < KEEP_US;
    if (h == w->kept_for || early || (!any && !w->kept_for))
        return;
    w->kept_for = h;
    w->kept_us = now_us;
    if (!any) {
        keep_put(w->keep, KEPT_NAME, NULL, 0);
        return;
    }
    struct kept_walk k;
    memset(&k, 0, sizeof(k));
    k.format = KEPT_FORMAT;
    k.next = now->walk.next;
    k.pack = kept_pack(app, w->plan);
    str_copy(k.tour, sizeof(k.tour), now->tour);
    k.metres = now->walk.metres;
    k.sum = sum_of(&k);
    keep_put(w->keep, KEPT_NAME, &k, sizeof(k));
}

static bool read_kept(struct walkings *w, struct kept_walk *k)
{
    return w->keep && keep_get(w->keep, KEPT_NAME, k, sizeof(*k)) == sizeof(*k) &&
           k->format == KEPT_FORMAT && k->sum == sum_of(k);
}

// A walk that begins on this tour goes on where it was. The tour may be another one by now: then it
// begins anew.
static void take_up(struct app *app)
{
    struct walkings *w = app->walkings;
    struct walk *walk = &app->visit.walking.walk;
    struct kept_walk k;
    if (!w->plan || !read_kept(w, &k) || strcmp(k.tour, app->visit.walking.tour) != 0 ||
        k.pack != kept_pack(app, w->plan))
        return;
    walk_seek(walk, w->plan, k.metres);
    // What was skipped, or said to have been reached, goes further than the metres.
    if (walk->next < k.next && k.next <= walk_plan_stops(w->plan))
        walk_arrive(walk, w->plan, (size_t)k.next - 1);
    app->stale = true;
}

void walkings_resume(struct app *app)
{
    struct walkings *w = app->walkings;
    struct kept_walk k;
    if (!app->pack || !read_kept(w, &k))
        return;
    struct command c = command_make(VISIT_BEGIN, 0, NULL);
    app_command(app, &c);
    c = command_make(VISIT_OPEN_TOUR, 0, k.tour);
    app_command(app, &c);
    c = command_make(VISIT_WALK, 0, k.tour);
    app_command(app, &c);
    take_plan(app);
    if (!w->plan)
        app_reset(app);
}

// ---- time and fixes ----

static const char *stop_id(const struct walkings *w, int stop)
{
    return stop >= 0 && (size_t)stop < w->model.n_stops ? w->model.stops[stop].id : "";
}

// What happens on the way is for the log, and lights a tablet that has gone dark in the hand.
static void tell(struct app *app, const struct walk *before, const struct walk *now)
{
    bool arrived = now->at != before->at && now->at >= 0;
    bool other = now->status != before->status;
    if (arrived)
        log_info("walk: arrived at stop %s", stop_id(app->walkings, now->at));
    if (other && now->status == WALK_OFF)
        log_info("walk: off the route");
    if (other && now->status == WALK_ENDED)
        log_info("walk: ended");
    if ((arrived || other) && app->idle.dark)
        app_idle_input(app);
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
    bool walks = *now->tour && !now->preview;
    if (walks && !w->walked)
        take_up(app);
    w->walked = walks;
    struct walk before = now->walk;
    bool changed = w->plan && walking_act(now, w->plan);
    changed |= pass(app, now_us);
    while (w->place && place_next(w->place, now_us, &fix))
        changed |= take_fix(app, &fix);
    app->stale |= changed;
    tell(app, &before, &now->walk);
    keep_walk(app);
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
