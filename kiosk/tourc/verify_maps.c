// Whether a walk stays on the map.
#include "tourc/verify.h"

#include <math.h>

#include "tourc/earth.h"

// How far beyond a map a point lies; 0: on it.
static double beyond_km(const struct book_map *map, struct geo_point p)
{
    struct earth_point nearest = {fmax(map->south, fmin(map->north, p.lat)),
                                  fmax(map->west, fmin(map->east, p.lon))};
    return earth_distance_km(nearest, (struct earth_point){p.lat, p.lon});
}

// The nearest map, and how far from it; the first one of several that have the point.
static const struct book_map *nearest(const struct book *book, struct geo_point p,
                                      double *km_out)
{
    const struct book_map *best = NULL;
    for (size_t i = 0; i < book->n_maps; i++) {
        double km = beyond_km(&book->maps[i], p);
        if (!best || km < *km_out) {
            best = &book->maps[i];
            *km_out = km;
        }
    }
    return best;
}

static const char *how_far(struct book *book, double km)
{
    return km < 1 ? arena_printf(&book->page, "%.0f m", ceil(km * 1000))
                  : arena_printf(&book->page, "%.1f km", km);
}

static bool check_stop(struct book *book, const struct book_stop *stop)
{
    const struct book_place *place = verify_place_of(book, stop->place.id);
    struct geo_point p =
        place ? (struct geo_point){place->lat, place->lon} : (struct geo_point){NAN, NAN};
    double km = 0;
    const struct book_map *map = geo_valid(p) ? nearest(book, p, &km) : NULL;
    if (map && km > 0)
        report_error(book->report, stop->place.at,
                     "stop '%s' is on no map: its place lies %s beyond map '%s'",
                     stop->id, how_far(book, km), map->id);
    return km <= 0;
}

static void check_leg(struct book *book, const struct book_leg *leg)
{
    for (size_t i = 0; i < leg->n_line; i++) {
        double km = 0;
        const struct book_map *map = nearest(book, leg->line[i], &km);
        if (km <= 0)
            continue;
        report_error(book->report, leg->line_at,
                     "the leg to '%s' leaves map '%s' by %s, at [%.10g, %.10g]",
                     leg->to.id, map->id, how_far(book, km), leg->line[i].lat,
                     leg->line[i].lon);
        return;
    }
}

// Legs to a stop that is on no map lead off it, too.
static void check_walk(const struct verify_walk *walk)
{
    bool good = walk->on_foot;
    for (size_t i = 0; i < walk->n && walk->on_foot; i++)
        good = check_stop(walk->book, &walk->stops[i]) && good;
    for (size_t i = 0; i < walk->book->n_legs && good; i++)
        if (walk->book->legs[i].tour == walk->stops[0].tour)
            check_leg(walk->book, &walk->book->legs[i]);
}

void verify_maps(struct book *book)
{
    struct verify_walk walk;
    if (!book->n_maps || book->map_names.unread)
        return;
    for (size_t at = 0; verify_next_walk(book, &at, &walk);)
        check_walk(&walk);
}
