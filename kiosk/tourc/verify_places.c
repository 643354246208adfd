// Whether the places are where they say: latitude and longitude change places easily.
#include "tourc/verify.h"

#include <stdlib.h>

#include "tourc/earth.h"

// Swapped, a place must come so many times nearer, ...
#define NEARER 10
// ... and it must be so far away: in a walk along the diagonal, where latitude and longitude
// are alike, places do come nearer by chance.
#define FAR_KM 10
// So many of a tour's other places are enough for a median.
#define OTHERS 31
// What is not on earth is as far away as can be.
#define FARTHEST_KM 20015

// One tour's places, in the order of its stops.
struct route {
    struct book *book;
    const size_t *places; // indices in book->places
    size_t n;
    bool *done; // by place: it has had its complaint
};

static struct earth_point point_of(const struct book *book, size_t place)
{
    return (struct earth_point){book->places[place].lat, book->places[place].lon};
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

// The median, since one place that is wrong itself must not make the others look so: it takes
// two others to know which is. Negative when there is nothing to compare with.
static double distance_to_others(const struct route *r, size_t place,
                                 struct earth_point p)
{
    double km[OTHERS];
    size_t n = 0;
    size_t step = r->n / OTHERS + 1;
    for (size_t i = 0; i < r->n && n < OTHERS; i += step) {
        struct earth_point other = point_of(r->book, r->places[i]);
        if (r->places[i] != place && earth_has(other))
            km[n++] = earth_distance_km(p, other);
    }
    if (!n)
        return -1;
    if (!earth_has(p))
        return FARTHEST_KM;
    qsort(km, n, sizeof(*km), by_size);
    return (km[(n - 1) / 2] + km[n / 2]) / 2;
}

static void check_swap(struct route *r, size_t place)
{
    struct earth_point given = point_of(r->book, place);
    struct earth_point swapped = {given.lon, given.lat};
    double given_km = distance_to_others(r, place, given);
    double swapped_km = distance_to_others(r, place, swapped);
    struct spot at = r->book->places[place].lat_at;
    // Without a place in the file there is no latitude at all, which was said.
    if (!at.file || r->done[place] || given_km < FAR_KM ||
        swapped_km * NEARER > given_km || !earth_has(swapped))
        return;
    r->done[place] = true;
    if (!earth_has(given))
        report_error(
            r->book->report, at,
            "expected lat %.10g, lon %.10g: swapped, this place is on earth, and "
            "%.0f km from the tour's other places",
            swapped.lat, swapped.lon, swapped_km);
    else
        report_error(r->book->report, at,
                     "expected lat %.10g, lon %.10g: swapped, this place is %.0f km from "
                     "the tour's other places, not %.0f",
                     swapped.lat, swapped.lon, swapped_km, given_km);
}

// Stops lie tour by tour.
static size_t collect(const struct book *book, size_t first, size_t *places, size_t *n)
{
    size_t i = first;
    *n = 0;
    for (; i < book->n_stops && book->stops[i].tour == book->stops[first].tour; i++) {
        const char *id = book->stops[i].place.id;
        const struct name *name = id ? names_find(&book->place_names, id) : NULL;
        if (name)
            places[(*n)++] = name->index;
    }
    return i;
}

void verify_coordinates(struct book *book)
{
    size_t *places = xcalloc(book->n_stops + 1, sizeof(*places));
    struct route route = {
        .book = book,
        .places = places,
        .done = xcalloc(book->n_places + 1, sizeof(*route.done)),
    };
    for (size_t first = 0; first < book->n_stops;) {
        first = collect(book, first, places, &route.n);
        for (size_t i = 0; i < route.n; i++)
            check_swap(&route, route.places[i]);
    }
    free(route.done);
    free(places);
}
