#include "visit/walk_plan.h"

#include <math.h>

#define SAMPLE_M 1.0
#define SAME_M 0.01

double plan_length(const struct walk_plan *plan)
{
    return plan->along[plan->n_line - 1];
}

// The segment that holds this metre: between point i and i + 1.
size_t plan_segment(const struct walk_plan *plan, double metres)
{
    size_t low = 0, high = plan->n_line - 2;
    while (low < high) {
        size_t mid = (low + high + 1) / 2;
        if (plan->along[mid] <= metres)
            low = mid;
        else
            high = mid - 1;
    }
    return low;
}

static struct geo_xy on_segment(const struct walk_plan *plan, size_t i, double metres)
{
    struct geo_xy a = plan->line[i], b = plan->line[i + 1];
    double length = plan->along[i + 1] - plan->along[i];
    double t = length > 0 ? (metres - plan->along[i]) / length : 0;
    return (struct geo_xy){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

struct geo_xy plan_at(const struct walk_plan *plan, double metres)
{
    metres = fmax(0, fmin(metres, plan_length(plan)));
    return on_segment(plan, plan_segment(plan, metres), metres);
}

struct plan_near plan_nearest(const struct walk_plan *plan, struct geo_xy p,
                              double from_m, double to_m)
{
    from_m = fmax(0, from_m);
    to_m = fmax(from_m, fmin(to_m, plan_length(plan)));
    struct plan_near best = {.distance = INFINITY};
    size_t last = plan_segment(plan, to_m);
    for (size_t i = plan_segment(plan, from_m); i <= last; i++) {
        struct geo_xy a = plan->line[i], b = plan->line[i + 1];
        double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
        double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
        double metres = plan->along[i] + t * (plan->along[i + 1] - plan->along[i]);
        metres = fmax(metres, fmax(from_m, plan->along[i]));
        metres = fmin(metres, fmin(to_m, plan->along[i + 1]));
        struct geo_xy at = on_segment(plan, i, metres);
        double distance = hypot(p.x - at.x, p.y - at.y);
        if (distance < best.distance)
            best = (struct plan_near){metres, distance, at};
    }
    return best;
}

double plan_outside(const struct plan_stop *stop, struct geo_xy p)
{
    if (stop->shape == TRIGGER_CIRCLE)
        return hypot(p.x - stop->at.x, p.y - stop->at.y) - stop->radius_m;
    double border = geo_ring_distance(stop->ring, stop->n_ring, p);
    return geo_in_ring(stop->ring, stop->n_ring, p) ? -border : border;
}

static struct geo_xy to_plane(const struct walk_plan *plan, struct walk_vertex v)
{
    return geo_to_plane(&plan->plane, (struct geo_point){v.lat, v.lon});
}

static bool is_good(struct walk_vertex v)
{
    return geo_valid((struct geo_point){v.lat, v.lon});
}

static void add_point(struct walk_plan *plan, struct geo_xy p)
{
    size_t n = plan->n_line;
    double step = n ? hypot(p.x - plan->line[n - 1].x, p.y - plan->line[n - 1].y) : 0;
    if (n && step < SAME_M)
        return;
    plan->line[n] = p;
    plan->along[n] = n ? plan->along[n - 1] + step : 0;
    plan->n_line++;
}

static void add_steps(struct walk_plan *plan, const struct walk_leg *leg, size_t index,
                      double from_m)
{
    for (size_t i = 0; i < leg->n_directions; i++)
        plan->steps[plan->n_steps++] = (struct plan_step){
            .metres = from_m + fmax(0, leg->directions[i].at_m),
            .leg = index,
            .step = (int)i,
        };
}

// A leg without a line is the straight one between its stops.
static void add_leg(struct walk_plan *plan, const struct walk_model *model, size_t i)
{
    const struct walk_leg *leg = &model->legs[i];
    if (i == 0)
        plan->stops[0].metres = 0;
    double from_m = plan->n_line ? plan->along[plan->n_line - 1] : 0;
    size_t before = plan->n_line;
    for (size_t k = 0; k < leg->n_line; k++)
        if (is_good(leg->line[k]))
            add_point(plan, to_plane(plan, leg->line[k]));
    if (leg->n_line < 2 || plan->n_line < before + (before ? 1 : 2)) {
        add_point(plan, plan->stops[i].at);
        add_point(plan, plan->stops[i + 1].at);
    }
    add_steps(plan, leg, i, from_m);
    plan->stops[i + 1].metres = plan->n_line ? plan->along[plan->n_line - 1] : 0;
}

static void make_stop(struct arena *arena, const struct walk_plan *plan,
                      const struct walk_stop *from, struct plan_stop *to)
{
    const struct walk_trigger *trigger = &from->trigger;
    bool circle = trigger->shape == TRIGGER_CIRCLE;
    struct walk_vertex at = is_good(trigger->at) && circle
                                ? trigger->at
                                : (struct walk_vertex){from->lat, from->lon};
    *to = (struct plan_stop){
        .at = to_plane(plan, at),
        .shape = trigger->shape,
        .radius_m = circle ? trigger->radius_m : 0,
        .exit_m = fmax(0, circle ? trigger->exit_m - trigger->radius_m : trigger->exit_m),
        .dwell_us = (int64_t)(fmax(0, fmin(trigger->dwell_s, 3600)) * 1e6),
        .priority = trigger->priority,
        .once = trigger->once,
    };
    if (circle)
        return;
    struct geo_xy *ring = ARENA_ARRAY(arena, struct geo_xy, trigger->n_ring + 1);
    for (size_t i = 0; i < trigger->n_ring; i++)
        if (is_good(trigger->ring[i]))
            ring[to->n_ring++] = to_plane(plan, trigger->ring[i]);
    to->ring = ring;
    if (to->n_ring < 3) { // no area
        to->shape = TRIGGER_CIRCLE;
        to->radius_m = 40;
    }
}

// Where the line is in each trigger for the last time before its stop. Of two whose areas overlap
// the nearer one counts, unless the later has priority: who stands at the first is not at the
// second.
static void find_edges(struct walk_plan *plan)
{
    for (size_t i = 0; i < plan->n_stops; i++) {
        struct plan_stop *stop = &plan->stops[i];
        double from_m = 0, to_m = plan_length(plan);
        if (i > 0) {
            const struct plan_stop *before = stop - 1;
            from_m = stop->priority > before->priority
                         ? before->metres
                         : (before->metres + stop->metres) / 2;
        }
        if (i + 1 < plan->n_stops)
            to_m = stop[1].metres;
        stop->enter_m = stop->leave_m = stop->metres;
        for (double m = stop->metres; m >= from_m; m -= SAMPLE_M) {
            double outside = plan_outside(stop, plan_at(plan, m));
            if (outside > stop->exit_m)
                break;
            if (outside <= 0)
                stop->enter_m = m;
        }
        while (stop->leave_m < to_m &&
               plan_outside(stop, plan_at(plan, stop->leave_m)) <= stop->exit_m)
            stop->leave_m += SAMPLE_M;
    }
}

const struct walk_plan *walk_plan_make(struct arena *arena,
                                       const struct walk_model *model)
{
    size_t n = model->n_stops < WALK_STOPS_MAX ? model->n_stops : WALK_STOPS_MAX;
    if (n < 2 || model->n_legs + 1 < n)
        return NULL;
    size_t points = 0, steps = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        points += model->legs[i].n_line + 2;
        steps += model->legs[i].n_directions;
    }
    struct walk_plan *plan = ARENA_NEW(arena, struct walk_plan);
    struct geo_point origin = {model->stops[0].lat, model->stops[0].lon};
    plan->plane = geo_plane_at(origin);
    plan->line = ARENA_ARRAY(arena, struct geo_xy, points);
    plan->along = ARENA_ARRAY(arena, double, points);
    plan->stops = ARENA_ARRAY(arena, struct plan_stop, n);
    plan->steps = ARENA_ARRAY(arena, struct plan_step, steps + 1);
    plan->n_stops = n;
    for (size_t i = 0; i < n; i++) {
        if (!is_good((struct walk_vertex){model->stops[i].lat, model->stops[i].lon}))
            return NULL;
        make_stop(arena, plan, &model->stops[i], &plan->stops[i]);
        plan->again = plan->again || !plan->stops[i].once;
    }
    for (size_t i = 0; i + 1 < n; i++)
        add_leg(plan, model, i);
    if (plan->n_line < 2)
        return NULL; // all of it in one point
    find_edges(plan);
    return plan;
}

size_t walk_plan_stops(const struct walk_plan *plan)
{
    return plan->n_stops;
}

double walk_plan_metres(const struct walk_plan *plan)
{
    return plan_length(plan);
}

double walk_plan_stop_metres(const struct walk_plan *plan, size_t stop)
{
    return plan->stops[stop < plan->n_stops ? stop : plan->n_stops - 1].metres;
}

struct geo_point walk_plan_at(const struct walk_plan *plan, double metres)
{
    return geo_from_plane(&plan->plane, plan_at(plan, metres));
}

double walk_plan_bearing(const struct walk_plan *plan, double metres)
{
    size_t i = plan_segment(plan, fmax(0, fmin(metres, plan_length(plan))));
    struct geo_xy a = plan->line[i], b = plan->line[i + 1];
    double degrees = atan2(b.x - a.x, b.y - a.y) * 180 / M_PI;
    return degrees < 0 ? degrees + 360 : degrees;
}
