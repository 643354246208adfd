#include "visit/walk.h"

#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "visit/walk_track.h"

#define FAR_M 30.0 // from the legs, or twice the accuracy
#define FAR_US 15000000
#define FAR_WALKED_M 25.0
#define NEAR_M 20.0 // back at them
#define NEAR_US 3000000
#define STANDS_M 25.0 // who stays within this stands
#define STANDS_US 30000000
#define ABOUT_US 15000000 // about a stop, if it can't be better known
#define BACK_M 30.0       // so much before a trigger may one be when it has fired
#define DOUBT_M 3.0       // is none
#define LEFT_M 100.0      // beyond its exit who left a stop is looked for
#define TURNED_M 20.0     // so far back from the trigger who has turned there
#define TURNED_SLACK 2.0  // accuracies
#define JOIN_M 60.0       // along later legs, to be on them
#define JOIN_BACK_M 15.0
#define JOIN_US 30000000
#define JOIN_STOPS 2
#define DONE_M 0.5
#define STEP_M 5.0 // a direction is still ahead so far behind it
#define LOOK_M 8.0 // the way ahead is that to there

void walk_begin(struct walk *w)
{
    memset(w, 0, sizeof(*w));
    w->at = -1;
}

bool walk_seen(const struct walk *w, size_t stop)
{
    return stop < WALK_STOPS_MAX && (w->seen[stop / 64] >> (stop % 64) & 1);
}

static void see(struct walk *w, size_t first, size_t after)
{
    for (size_t i = first; i < after; i++)
        w->seen[i / 64] |= (uint64_t)1 << (i % 64);
}

static bool is_over(const struct walk *w, const struct walk_plan *plan)
{
    return w->next >= plan->n_stops;
}

static struct geo_xy position(const struct walk *w)
{
    return (struct geo_xy){w->x, w->y};
}

static double legs_end(const struct walk *w, const struct walk_plan *plan)
{
    return is_over(w, plan) ? plan_length(plan) : plan->stops[w->next].metres;
}

static void forget_timers(struct walk *w)
{
    w->inner.in = w->inner.far = w->inner.near = w->inner.off = w->inner.joins = false;
}

static enum walk_event take_status(struct walk *w, const struct walk_plan *plan,
                                   enum walk_event event)
{
    const struct walk_inner *n = &w->inner;
    if (is_over(w, plan))
        w->status = WALK_ENDED;
    else if (w->at >= 0)
        w->status = WALK_AT;
    else if (n->begun && n->poor)
        w->status = WALK_POOR;
    else if (n->off)
        w->status = WALK_OFF;
    else if (n->begun || w->next > 0 || w->metres > 0)
        w->status = WALK_ON;
    else
        w->status = WALK_WAITING;
    return event;
}

// The trigger of a stop fired, and all before it are behind.
static enum walk_event arrive(struct walk *w, const struct walk_plan *plan, size_t stop)
{
    struct walk_inner *n = &w->inner;
    bool again = stop < w->next;
    w->at = (int16_t)stop;
    forget_timers(w);
    if (again)
        return WALK_ARRIVED;
    bool followed = n->tracking && stop == w->next;
    n->peak_m = n->s;
    see(w, w->next, stop + 1);
    w->next = (uint16_t)(stop + 1);
    n->floor_m = fmax(n->floor_m, plan->stops[stop].enter_m - BACK_M);
    if (!followed) {
        double end = legs_end(w, plan);
        double to = fmin(end, plan->stops[stop].leave_m + LEFT_M);
        track_follow(w, plan_nearest(plan, position(w), n->floor_m, to).metres);
    }
    return is_over(w, plan) ? WALK_DONE : WALK_ARRIVED;
}

static bool lasts(int64_t since_us, int64_t now_us, int64_t us)
{
    return now_us - since_us >= us;
}

// Whether it is the same stop as before that one is in, and since when.
static void enter(struct walk *w, size_t stop)
{
    struct walk_inner *n = &w->inner;
    if (n->in && n->in_stop == stop)
        return;
    n->in = true;
    n->in_stop = (uint16_t)stop;
    n->in_us = w->time_us;
    n->stand_x = w->x;
    n->stand_y = w->y;
}

// On the way the next stop is reached when one has come so far along the legs that the trigger is
// reached for certain enough; or nearly so far, and then back: who turns round there was there,
// since the way goes back. Position must not contradict.
static bool reaches_next(const struct walk *w, const struct walk_plan *plan)
{
    const struct walk_inner *n = &w->inner;
    const struct plan_stop *stop = &plan->stops[w->next];
    double doubt = fmax(0, track_spread_m(w) - DOUBT_M);
    double deep = fmin(doubt, 0.75 * (stop->metres - stop->enter_m));
    bool there = n->s >= fmin(stop->enter_m + deep, stop->metres - 1);
    bool turned = n->peak_m >= stop->enter_m && n->s < n->peak_m - TURNED_M;
    double slack = fmin((double)w->accuracy_m, 40) * (turned ? TURNED_SLACK : 1.0);
    return (there || turned) && plan_outside(stop, position(w)) <= stop->exit_m + slack;
}

// How deep in its trigger one must be to be in it, with the position as well known as it is.
static double depth_m(const struct walk *w, const struct plan_stop *stop)
{
    double half = stop->shape == TRIGGER_CIRCLE ? stop->radius_m / 2 : 0;
    return fmin(fmax(0, (double)w->accuracy_m - 10), half);
}

// Which trigger one is in off the legs, and which stop's could fire although it is not the next:
// a later one, if all before it are out of reach, or one that may fire again. -1: none.
static int find_stop(const struct walk *w, const struct walk_plan *plan)
{
    struct geo_xy p = position(w);
    bool free = !w->inner.tracking, clear = true;
    int best = -1;
    double best_outside = 0;
    for (size_t i = 0; i < plan->n_stops; i++) {
        const struct plan_stop *stop = &plan->stops[i];
        bool counts =
            i < w->next ? !stop->once && w->at < 0 && walk_seen(w, i) : free && clear;
        if (!counts)
            continue;
        double outside = plan_outside(stop, p);
        if (i >= w->next && outside <= stop->exit_m)
            clear = false;
        if (outside > -depth_m(w, stop))
            continue;
        if (i == w->next && free)
            return (int)i;
        bool better =
            best < 0 || stop->priority > plan->stops[best].priority ||
            (stop->priority == plan->stops[best].priority && outside < best_outside);
        if (better) {
            best = (int)i;
            best_outside = outside;
        }
    }
    return best;
}

// Who stands there, and does not pass by.
static bool stands(struct walk *w)
{
    struct walk_inner *n = &w->inner;
    if (hypot(w->x - n->stand_x, w->y - n->stand_y) > STANDS_M) {
        n->in_us = w->time_us;
        n->stand_x = w->x;
        n->stand_y = w->y;
    }
    return lasts(n->in_us, w->time_us, STANDS_US);
}

// Off the legs, and before the first of them, nothing tells how well position is known: who is
// about the next stop for a while is there.
static bool is_about_next(const struct walk *w, const struct walk_plan *plan)
{
    const struct plan_stop *stop = &plan->stops[w->next];
    double more = w->next == 0 ? fmin((double)w->accuracy_m, 60) / 2 : 0;
    return !w->inner.tracking && plan_outside(stop, position(w)) <= stop->exit_m + more;
}

static enum walk_event look_for_stops(struct walk *w, const struct walk_plan *plan)
{
    struct walk_inner *n = &w->inner;
    if (hypot(n->bx, n->by) <= 2 * (double)n->sigma_m) // else it may be no peak
        n->peak_m = fmax(n->peak_m, n->s);
    if (n->tracking && reaches_next(w, plan)) {
        enter(w, w->next);
        if (lasts(n->in_us, w->time_us, plan->stops[w->next].dwell_us))
            return arrive(w, plan, w->next);
        return WALK_NOTHING;
    }
    int stop = n->tracking && !plan->again ? -1 : find_stop(w, plan);
    if (stop < 0 && is_about_next(w, plan)) {
        enter(w, plan->n_stops); // in no trigger, but about the next one
        if (lasts(n->in_us, w->time_us, ABOUT_US))
            return arrive(w, plan, w->next);
        return WALK_NOTHING;
    }
    if (stop < 0) {
        n->in = false;
        return WALK_NOTHING;
    }
    enter(w, (size_t)stop);
    int64_t dwell = plan->stops[stop].dwell_us;
    bool fires = lasts(n->in_us, w->time_us, dwell) && (stop == w->next || stands(w));
    return fires ? arrive(w, plan, (size_t)stop) : WALK_NOTHING;
}

static bool has_left(const struct walk *w, const struct walk_plan *plan)
{
    const struct plan_stop *stop = &plan->stops[w->at];
    double outside = plan_outside(stop, position(w));
    bool gone_on = w->inner.tracking && w->inner.s >= stop->leave_m;
    return outside > stop->exit_m + (gone_on ? 0 : (double)w->accuracy_m);
}

// From here on the legs go on, also where they lead back the way one came.
static enum walk_event leave(struct walk *w, const struct walk_plan *plan)
{
    struct walk_inner *n = &w->inner;
    const struct plan_stop *stop = &plan->stops[w->at];
    bool last = (size_t)w->at + 1 == w->next;
    w->at = -1;
    if (!last || !n->tracking)
        return WALK_LEFT;
    n->floor_m = fmax(n->floor_m, stop->metres);
    if (n->s < stop->metres) {
        double to_m = fmin(legs_end(w, plan), stop->leave_m + LEFT_M);
        track_follow(w, plan_nearest(plan, position(w), n->floor_m, to_m).metres);
    }
    return WALK_LEFT;
}

// Beside the leg to the next stop, but on the one after it, having come close to that stop: one was
// there, and it was not seen.
static bool passes_next(struct walk *w, const struct walk_plan *plan, double distance)
{
    struct walk_inner *n = &w->inner;
    const struct plan_stop *stop = &plan->stops[w->next];
    double accuracy = (double)w->accuracy_m;
    bool close = n->peak_m >= stop->enter_m - track_spread_m(w) - BACK_M &&
                 plan_outside(stop, position(w)) <= stop->exit_m + 2 * accuracy;
    if (!close || distance < fmax(FAR_M / 2, accuracy)) {
        n->near = false;
        return false;
    }
    struct plan_near near =
        plan_nearest(plan, position(w), stop->metres, stop->leave_m + LEFT_M);
    if (near.distance > distance / 2) {
        n->near = false;
        return false;
    }
    if (!n->near) {
        n->near = true;
        n->near_us = w->time_us;
    }
    return lasts(n->near_us, w->time_us, NEAR_US);
}

// Off the legs: too far from them for too long, having walked meanwhile.
static enum walk_event look_for_straying(struct walk *w, const struct walk_plan *plan)
{
    struct walk_inner *n = &w->inner;
    double error = hypot(n->bx, n->by), limit = fmax(FAR_M, 2 * (double)w->accuracy_m);
    if (error < limit / 2) {
        n->far = false; // no nearer point needs to be looked for
        return WALK_NOTHING;
    }
    struct plan_near near =
        plan_nearest(plan, position(w), n->floor_m, legs_end(w, plan));
    if (passes_next(w, plan, near.distance)) {
        n->tracking = false; // to be looked for again
        return arrive(w, plan, w->next);
    }
    if (near.distance <= limit) {
        n->far = false;
        return WALK_NOTHING;
    }
    if (!n->far) {
        n->far = true;
        n->far_us = w->time_us;
        n->far_x = w->x;
        n->far_y = w->y;
        n->strayed_m = 0;
    }
    double step = hypot(w->x - n->far_x, w->y - n->far_y);
    if (step >= fmax(5, (double)w->accuracy_m / 3)) {
        n->strayed_m += step;
        n->far_x = w->x;
        n->far_y = w->y;
    }
    if (!lasts(n->far_us, w->time_us, FAR_US) || n->strayed_m < FAR_WALKED_M)
        return WALK_NOTHING;
    track_leave(w);
    forget_timers(w);
    n->off = true;
    return WALK_STRAYED;
}

// Who walks along the legs further on, for a while and forwards, has taken them up there. Not for
// more than a few stops, since ways cross; these are passed.
static bool takes_up(struct walk *w, const struct walk_plan *plan)
{
    struct walk_inner *n = &w->inner;
    size_t last = (size_t)w->next + JOIN_STOPS;
    double from_m = w->next ? legs_end(w, plan) : 0;
    double to_m = plan->stops[last < plan->n_stops ? last : plan->n_stops - 1].metres;
    if (to_m <= from_m)
        return false;
    struct plan_near near = plan_nearest(plan, position(w), from_m, to_m);
    bool beside = near.distance <= fmax(NEAR_M, (double)w->accuracy_m);
    bool on = n->joins && near.metres > n->join_m - JOIN_BACK_M;
    if (!beside || !on) {
        n->joins = beside;
        n->join_m = near.metres;
        n->join_us = w->time_us;
        return false;
    }
    if (near.metres < n->join_m + JOIN_M || !lasts(n->join_us, w->time_us, JOIN_US))
        return false;
    size_t next = w->next;
    while (next + 1 < plan->n_stops && plan->stops[next].metres <= near.metres)
        next++;
    see(w, w->next, next);
    w->next = (uint16_t)next;
    n->floor_m = fmax(n->floor_m, near.metres - JOIN_M);
    forget_timers(w);
    track_follow(w, near.metres);
    return true;
}

static enum walk_event look_for_return(struct walk *w, const struct walk_plan *plan)
{
    struct walk_inner *n = &w->inner;
    struct plan_near near =
        plan_nearest(plan, position(w), n->floor_m, legs_end(w, plan));
    n->s = near.metres;
    if (near.distance > fmax(NEAR_M, (double)w->accuracy_m)) {
        n->near = false;
        return WALK_NOTHING;
    }
    if (!n->near) {
        n->near = true;
        n->near_us = w->time_us;
    }
    if (!lasts(n->near_us, w->time_us, NEAR_US))
        return WALK_NOTHING;
    forget_timers(w);
    track_follow(w, near.metres);
    return WALK_RETURNED;
}

// What is shown does not go back for every doubt.
static void take_metres(struct walk *w, const struct walk_plan *plan)
{
    double now = fmax(0, fmin(w->inner.s, legs_end(w, plan)));
    double slack = 10 + track_spread_m(w);
    if (w->next == 0)
        return;
    if (now > w->metres)
        w->metres = now;
    else if (now < w->metres - slack)
        w->metres = now + slack;
}

static enum walk_event look_about(struct walk *w, const struct walk_plan *plan)
{
    enum walk_event event = look_for_stops(w, plan);
    if (event == WALK_NOTHING && w->at >= 0 && has_left(w, plan))
        event = leave(w, plan);
    bool free = !w->inner.tracking && w->at < 0;
    if (event == WALK_NOTHING && free && takes_up(w, plan))
        return w->next > 0 && w->status == WALK_OFF ? WALK_RETURNED : WALK_NOTHING;
    if (event == WALK_NOTHING && w->next > 0 && w->at < 0)
        event = w->inner.off ? look_for_return(w, plan) : look_for_straying(w, plan);
    return event;
}

enum walk_event walk_fix(struct walk *w, const struct walk_plan *plan,
                         const struct fix *fix)
{
    enum walk_event event = WALK_NOTHING;
    if (track_fix(w, plan, fix)) {
        if (!is_over(w, plan)) // afterwards one is only shown where one is
            event = look_about(w, plan);
        take_metres(w, plan);
    }
    return take_status(w, plan, event);
}

// The next fix is where one is, whatever was before.
static void move_to(struct walk *w, const struct walk_plan *plan, double metres)
{
    struct geo_xy at = plan_at(plan, metres);
    forget_timers(w);
    w->inner.begun = w->inner.jumped = w->inner.back = false;
    w->x = at.x;
    w->y = at.y;
    w->metres = metres;
    w->inner.tracking = false;
    if (w->next > 0)
        track_follow(w, metres);
}

enum walk_event walk_arrive(struct walk *w, const struct walk_plan *plan, size_t stop)
{
    if (stop >= plan->n_stops)
        return WALK_NOTHING;
    memset(w->seen, 0, sizeof(w->seen));
    see(w, 0, stop + 1);
    w->next = (uint16_t)(stop + 1);
    w->at = (int16_t)stop;
    w->inner.floor_m = fmax(0, plan->stops[stop].enter_m - BACK_M);
    move_to(w, plan, plan->stops[stop].metres);
    return take_status(w, plan, is_over(w, plan) ? WALK_DONE : WALK_ARRIVED);
}

enum walk_event walk_skip(struct walk *w, const struct walk_plan *plan)
{
    if (is_over(w, plan))
        return WALK_NOTHING;
    see(w, w->next, (size_t)w->next + 1);
    w->next++;
    w->inner.in = false;
    if (!w->inner.tracking && !w->inner.off)
        move_to(w, plan, 0); // on from the first stop, the way that is known
    return take_status(w, plan, is_over(w, plan) ? WALK_DONE : WALK_NOTHING);
}

void walk_seek(struct walk *w, const struct walk_plan *plan, double metres)
{
    float accuracy_m = w->accuracy_m, sigma_m = w->inner.sigma_m;
    walk_begin(w);
    w->accuracy_m = accuracy_m;
    w->inner.sigma_m = sigma_m;
    metres = fmax(0, fmin(metres, plan_length(plan)));
    while (!is_over(w, plan) && plan->stops[w->next].metres < metres - DONE_M)
        w->next++;
    if (metres >= plan_length(plan) - DONE_M) {
        w->next = (uint16_t)plan->n_stops;
        w->at = (int16_t)(plan->n_stops - 1);
    }
    see(w, 0, w->next);
    w->inner.floor_m = fmax(0, metres - BACK_M);
    move_to(w, plan, metres);
    take_status(w, plan, WALK_NOTHING);
}

static double bearing(struct geo_xy from, struct geo_xy to)
{
    double degrees = atan2(to.x - from.x, to.y - from.y) * 180 / M_PI;
    return degrees < 0 ? degrees + 360 : degrees;
}

static double apart(struct geo_xy a, struct geo_xy b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

// The leg one is on, and its direction ahead.
static void guide_steps(struct walk_guide *g, const struct walk_plan *plan, double metres)
{
    while (g->leg + 2 < plan->n_stops && plan->stops[g->leg + 1].metres <= metres)
        g->leg++;
    g->step = -1;
    for (size_t i = 0; i < plan->n_steps; i++) {
        const struct plan_step *step = &plan->steps[i];
        if (step->leg != g->leg || step->metres < metres - STEP_M)
            continue;
        g->step = step->step;
        g->step_metres = fmax(0, step->metres - metres);
        break;
    }
}

struct walk_guide walk_guide(const struct walk *w, const struct walk_plan *plan)
{
    struct geo_xy here = position(w), on_legs = plan_at(plan, w->metres);
    struct walk_guide g = {
        .status = w->status,
        .next = w->next,
        .step = -1,
        .accuracy_m = w->accuracy_m,
    };
    bool lost = w->status == WALK_OFF || w->status == WALK_POOR;
    guide_steps(&g, plan, w->metres);
    g.all_metres = plan_length(plan) - w->metres;
    if (is_over(w, plan)) {
        g.bearing_deg = walk_plan_bearing(plan, w->metres);
        g.all_metres = 0;
    } else if (w->next == 0) {
        // No leg leads to the first stop.
        struct geo_xy to = plan->stops[0].at;
        g.step = -1;
        g.metres = w->inner.begun ? apart(here, to) : 0;
        g.bearing_deg = bearing(here, to);
        g.all_metres += g.metres;
    } else {
        struct geo_xy ahead = plan_at(plan, fmin(w->metres + LOOK_M, legs_end(w, plan)));
        g.metres = fmax(0, legs_end(w, plan) - w->metres);
        g.bearing_deg = bearing(on_legs, ahead);
        if (apart(on_legs, ahead) < 1)
            g.bearing_deg = walk_plan_bearing(plan, w->metres);
        if (w->status == WALK_POOR)
            g.bearing_deg = bearing(here, plan->stops[w->next].at);
    }
    if (w->status == WALK_OFF) {
        struct plan_near near =
            plan_nearest(plan, here, w->inner.floor_m, legs_end(w, plan));
        g.back_metres = near.distance;
        g.bearing_deg = bearing(here, near.at);
    }
    g.seconds = g.metres / WALK_PACE_M_S;
    bool matched = w->inner.tracking && !lost;
    g.at = geo_from_plane(&plan->plane, matched ? on_legs : here);
    return g;
}

static uint64_t hash_f64(uint64_t h, double v)
{
    return hash_bytes(h, &v, sizeof(v));
}

static uint64_t hash_inner(uint64_t h, const struct walk_inner *n)
{
    const double *const reals[] = {
        &n->s,      &n->v,      &n->bx,        &n->by,     &n->spread2, &n->floor_m,
        &n->last_x, &n->last_y, &n->jump_x,    &n->jump_y, &n->stand_x, &n->stand_y,
        &n->far_x,  &n->far_y,  &n->strayed_m, &n->peak_m, &n->join_m};
    const int64_t *const times[] = {&n->last_us,      &n->since_us, &n->jump_us,
                                    &n->jump_last_us, &n->back_us,  &n->back_last_us,
                                    &n->bent_us,      &n->hop_us,   &n->join_us,
                                    &n->in_us,        &n->far_us,   &n->near_us};
    for (size_t i = 0; i < ARRAY_LEN(reals); i++)
        h = hash_f64(h, *reals[i]);
    for (size_t i = 0; i < ARRAY_LEN(times); i++)
        h = hash_u64(h, (uint64_t)*times[i]);
    h = hash_bytes(h, n->p, sizeof(n->p));
    const bool flags[] = {n->begun, n->tracking, n->jumped, n->back, n->in,
                          n->far,   n->off,      n->near,   n->poor, n->told,
                          n->bent,  n->hopped,   n->joins};
    uint64_t bits = n->in_stop | (uint64_t)n->back_fixes << 48;
    for (size_t i = 0; i < ARRAY_LEN(flags); i++)
        bits |= (uint64_t)flags[i] << (16 + i);
    return hash_u64(hash_f32(h, n->sigma_m), bits);
}

uint64_t walk_hash(const struct walk *w, uint64_t h)
{
    h = hash_u64(h, (uint64_t)w->status << 32 | (uint64_t)w->next << 16 |
                        (uint64_t)(uint16_t)w->at);
    h = hash_bytes(h, w->seen, sizeof(w->seen));
    h = hash_f64(hash_f64(hash_f64(h, w->metres), w->x), w->y);
    h = hash_u64(hash_f32(h, w->accuracy_m), (uint64_t)w->time_us);
    return hash_inner(h, &w->inner);
}
