// The way of a walk: whether its legs lead from stop to stop, how long they are, and where on
// them the directions stand.
#include "tourc/verify.h"

#include <math.h>

#include "base/str.h"
#include "pack/walk_model.h"

#define OFF_LINE_M 15

static struct geo_point point_of(const struct book_place *place)
{
    return (struct geo_point){place->lat, place->lon};
}

static double length_m(const struct book_leg *leg)
{
    double metres = 0;
    for (size_t i = 1; i < leg->n_line; i++)
        metres += geo_distance_m(leg->line[i - 1], leg->line[i]);
    return round(metres);
}

static bool check_end(const struct verify_walk *walk, const struct book_leg *leg,
                      size_t stop, bool ends)
{
    const struct book_stop *s = &walk->stops[stop];
    const struct book_place *place = verify_place_of(walk->book, s->place.id);
    if (!place || !geo_valid(point_of(place)))
        return true;
    struct geo_point p = leg->line[ends ? leg->n_line - 1 : 0];
    double metres = geo_distance_m(p, point_of(place));
    bool near = metres <= VERIFY_NEAR_M;
    bool holds = !ends || !s->trigger.starts || verify_trigger_holds(&s->trigger, p);
    if (!near)
        report_error(walk->book->report, leg->line_at,
                     "the leg to '%s' %s %.0f m from stop '%s': expected at most %d",
                     leg->to.id, ends ? "ends" : "begins", metres, s->id, VERIFY_NEAR_M);
    else if (!holds)
        report_error(walk->book->report, leg->line_at,
                     "the leg to '%s' ends outside the stop's trigger, %.0f m from its "
                     "place: expected an end inside, or a larger 'trigger'",
                     leg->to.id, metres);
    return near && holds;
}

// A leg's line on a plane, and room for what of it is still ahead.
struct way {
    struct geo_xy *line, *ahead;
    size_t n;
};

// Metres along the way, not before `along`; negative: the point is not there.
static double snap(const struct way *way, struct geo_xy p, double along)
{
    size_t n = 0;
    double sum = 0;
    way->ahead[n++] = geo_line_at(way->line, way->n, along);
    for (size_t i = 1; i < way->n; i++) {
        sum += geo_line_length(&way->line[i - 1], 2);
        if (sum > along)
            way->ahead[n++] = way->line[i];
    }
    struct geo_near near = geo_line_nearest(way->ahead, n, p);
    return near.distance <= OFF_LINE_M ? along + near.along : -1;
}

static void place_directions(const struct verify_walk *walk, struct book_leg *leg)
{
    struct book *book = walk->book;
    struct geo_plane plane = geo_plane_at(leg->line[0]);
    struct way way = {ARENA_ARRAY(&book->page, struct geo_xy, leg->n_line),
                      ARENA_ARRAY(&book->page, struct geo_xy, leg->n_line + 1),
                      leg->n_line};
    for (size_t i = 0; i < leg->n_line; i++)
        way.line[i] = geo_to_plane(&plane, leg->line[i]);
    double along = 0;
    for (size_t i = 0; i < leg->n_steps; i++) {
        struct book_leg_step *step = &book->leg_steps[leg->first_step + i];
        if (!step->at.file)
            continue; // no point, which was said
        struct geo_xy p = geo_to_plane(&plane, step->point);
        double here = snap(&way, p, along);
        if (here >= 0)
            along = here;
        else if (snap(&way, p, 0) >= 0)
            report_error(book->report, step->at,
                         "direction %zu of the leg to '%s' lies before the one above it: "
                         "expected the order of the way",
                         i + 1, leg->to.id);
        else
            report_error(
                book->report, step->at,
                "direction %zu of the leg to '%s' is off the leg's line: expected "
                "a point at most %d m from it",
                i + 1, leg->to.id, OFF_LINE_M);
        step->metres = fmin(round(along), leg->metres);
    }
}

static void check_leg(const struct verify_walk *walk, struct book_leg *leg, size_t i)
{
    leg->position = (int)i + 1;
    if (leg->n_line < 2)
        return; // which was said
    leg->metres = length_m(leg);
    leg->minutes = (int)ceil(leg->metres / (WALK_PACE_M_S * 60));
    bool good = check_end(walk, leg, i, false);
    // A line that leads elsewhere is no line for directions.
    if (check_end(walk, leg, i + 1, true) && good)
        place_directions(walk, leg);
}

// One complaint: what follows a leg that is missing would be wrong as well.
static bool check_order(const struct verify_walk *walk, const struct book_leg *legs,
                        size_t n)
{
    struct report *report = walk->book->report;
    for (size_t i = 0; i < n && i + 1 < walk->n; i++) {
        const char *next = walk->stops[i + 1].id;
        if (!book_knows(walk->book, &walk->book->stop_names, "stop", legs[i].to))
            return false;
        if (str_eq(legs[i].to.id, next))
            continue;
        report_error(report, legs[i].to.at,
                     "leg %zu leads to '%s': expected '%s', the stop after '%s'", i + 1,
                     legs[i].to.id, next, walk->stops[i].id);
        return false;
    }
    if (n + 1 != walk->n && !walk->book->stop_names.unread)
        report_error(report, legs[n - 1].to.at,
                     "%zu %s for %zu stops: expected %zu, one from each stop to the next",
                     n, n == 1 ? "leg" : "legs", walk->n, walk->n - 1);
    return n + 1 == walk->n;
}

static void check_walk(const struct verify_walk *walk, struct book_leg *legs, size_t n)
{
    if (walk->on_foot && walk->n > VERIFY_STOPS_MAX)
        report_error(walk->book->report, walk->tour->at,
                     "a walk of %zu stops: expected at most %d", walk->n,
                     VERIFY_STOPS_MAX);
    else if (n && walk->elsewhere)
        report_error(walk->book->report, legs[0].to.at,
                     "only a tour with 'mode: walk' has legs: expected none");
    else if (n && check_order(walk, legs, n))
        for (size_t i = 0; i < n; i++)
            check_leg(walk, &legs[i], i);
}

void verify_legs(struct book *book)
{
    struct verify_walk walk;
    arena_clear(&book->page);
    for (size_t at = 0; verify_next_walk(book, &at, &walk);) {
        size_t first = 0, n = 0;
        while (first < book->n_legs && book->legs[first].tour != walk.stops[0].tour)
            first++;
        while (first + n < book->n_legs &&
               book->legs[first + n].tour == walk.stops[0].tour)
            n++;
        if (walk.tour)
            check_walk(&walk, n ? &book->legs[first] : NULL, n);
    }
}
