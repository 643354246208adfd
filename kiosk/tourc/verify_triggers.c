// What starts the stops of a walk: wide enough for how well a place is known, and not one inside
// another.
#include "tourc/verify.h"

#include <math.h>

#include "base/str.h"

#define LEAST_RADIUS_M 40
#define EXIT_TIMES 1.5
#define OUTLINE_EXIT_M 20

// How far from a place's point its true one may lie; 0: nobody can say.
static double precision_m(const char *precision)
{
    return str_eq(precision, "spot")       ? 10
           : str_eq(precision, "building") ? 30
           : str_eq(precision, "block")    ? 75
                                           : 0;
}

static void check_figures(struct book *book, struct book_trigger *t,
                          const struct book_place *place)
{
    double least = precision_m(place->precision);
    if (t->radius < least)
        report_error(
            book->report, t->radius_at,
            "radius %.10g is less than how well place '%s' is known: expected at "
            "least %.0f for the precision '%s'",
            t->radius, place->id, least, place->precision);
    else if (t->exit <= t->radius)
        report_error(book->report, t->exit_at.file ? t->exit_at : t->radius_at,
                     "exit %.10g lies within radius %.10g: expected more", t->exit,
                     t->radius);
    else
        t->starts = true;
}

struct plan {
    struct geo_plane plane;
    const struct book_trigger *t;
    struct geo_xy centre, ring[BOOK_OUTLINE_MAX];
};

static void plan_make(struct plan *p, const struct geo_plane *plane,
                      const struct book_trigger *t)
{
    p->plane = *plane;
    p->t = t;
    p->centre = geo_to_plane(plane, t->centre);
    for (size_t i = 0; i < t->n_outline; i++)
        p->ring[i] = geo_to_plane(plane, t->outline[i]);
}

static double distance(struct geo_xy a, struct geo_xy b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

// How deep in it a point lies, in metres; negative: outside, and so far.
static double depth(const struct plan *p, struct geo_xy at)
{
    size_t n = p->t->n_outline;
    if (!n)
        return p->t->radius - distance(p->centre, at);
    double border = geo_ring_distance(p->ring, n, at);
    return geo_in_ring(p->ring, n, at) ? border : -border;
}

// Of an outline the corners alone are looked at: one with bays may seem to hold what it doesn't.
static bool holds(const struct plan *p, const struct plan *other)
{
    if (!other->t->n_outline)
        return depth(p, other->centre) >= other->t->radius;
    for (size_t i = 0; i < other->t->n_outline; i++)
        if (depth(p, other->ring[i]) < 0)
            return false;
    return true;
}

static void check_pair(const struct verify_walk *walk, size_t i, size_t k)
{
    const struct book_stop *a = &walk->stops[i], *b = &walk->stops[k];
    if (!a->trigger.starts || !b->trigger.starts ||
        a->trigger.priority != b->trigger.priority)
        return;
    if (!a->trigger.at.file && !b->trigger.at.file && str_eq(a->place.id, b->place.id))
        return; // a walk may end where it began
    struct geo_plane plane = geo_plane_at(a->trigger.centre);
    struct plan one, other;
    plan_make(&one, &plane, &a->trigger);
    plan_make(&other, &plane, &b->trigger);
    bool first = holds(&one, &other);
    if (!first && !holds(&other, &one))
        return;
    const struct book_stop *in = first ? b : a, *out = first ? a : b;
    const struct book_stop *at = b->trigger.at.file || !a->trigger.at.file ? b : a;
    report_error(walk->book->report, at->trigger.at.file ? at->trigger.at : at->at,
                 "the trigger of stop '%s' lies wholly in that of stop '%s': expected "
                 "smaller ones, or another 'priority'",
                 in->id, out->id);
}

static void fill_in(struct book_trigger *t, const struct book_place *place)
{
    double least = precision_m(place->precision);
    t->centre = (struct geo_point){place->lat, place->lon};
    if (t->n_outline) {
        t->radius = 0;
        t->exit = t->exit > 0 ? t->exit : OUTLINE_EXIT_M;
        return;
    }
    if (!t->radius_at.file)
        t->radius = fmax(LEAST_RADIUS_M, least);
    if (!t->exit_at.file)
        t->exit = t->radius * EXIT_TIMES;
}

static void check_outline(struct book *book, struct book_trigger *t,
                          const struct book_place *place)
{
    struct plan p;
    struct geo_plane plane = geo_plane_at(t->centre);
    plan_make(&p, &plane, t);
    double beyond = -depth(&p, p.centre);
    t->starts = beyond <= VERIFY_NEAR_M;
    if (!t->starts)
        report_error(book->report, t->outline_at,
                     "the outline is %.0f m from place '%s': expected one around it, or "
                     "within %d m",
                     beyond, place->id, VERIFY_NEAR_M);
}

static void check_stop(const struct verify_walk *walk, struct book_stop *stop)
{
    struct book_trigger *t = &stop->trigger;
    const struct book_place *place = verify_place_of(walk->book, stop->place.id);
    if (t->at.file && walk->elsewhere) {
        report_error(walk->book->report, t->at,
                     "only a tour with 'mode: walk' has triggers: expected none");
        return;
    }
    if (!walk->on_foot || !place || t->bad ||
        !geo_valid((struct geo_point){place->lat, place->lon}))
        return;
    bool vague = str_eq(place->precision, "district") || str_eq(place->precision, "city");
    if (vague && t->at.file)
        report_error(walk->book->report, t->at,
                     "of place '%s' only the %s is known, and nobody can say when it is "
                     "reached: expected no 'trigger'",
                     place->id, place->precision);
    if (precision_m(place->precision) <= 0)
        return;
    fill_in(t, place);
    if (t->n_outline)
        check_outline(walk->book, t, place);
    else
        check_figures(walk->book, t, place);
}

void verify_triggers(struct book *book)
{
    struct verify_walk walk;
    for (size_t at = 0; verify_next_walk(book, &at, &walk);) {
        for (size_t i = 0; i < walk.n; i++)
            check_stop(&walk, &walk.stops[i]);
        for (size_t i = 0; i < walk.n && walk.on_foot && walk.n <= VERIFY_STOPS_MAX; i++)
            for (size_t k = i + 1; k < walk.n; k++)
                check_pair(&walk, i, k);
    }
}

bool verify_trigger_holds(const struct book_trigger *trigger, struct geo_point p)
{
    struct plan plan;
    struct geo_plane plane = geo_plane_at(trigger->centre);
    plan_make(&plan, &plane, trigger);
    return depth(&plan, geo_to_plane(&plane, p)) >= 0;
}
