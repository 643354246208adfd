// Whether the heading of a view can be computed: from one known point to another.
#include "tourc/verify.h"

#include "base/str.h"
#include "tourc/earth.h"

// Nearer than this, a heading says more of how the points were read off than of the ground.
#define APART_M 10

static bool is_point(const struct book_place *place)
{
    return !str_eq(place->precision, "district") && !str_eq(place->precision, "city");
}

static void check_heading(struct book *book, const struct book_vantage *v,
                          const struct book_place *from, const struct book_place *to)
{
    const struct book_place *vague = !is_point(from) ? from : !is_point(to) ? to : NULL;
    double m = 1000 * earth_distance_km((struct earth_point){from->lat, from->lon},
                                        (struct earth_point){to->lat, to->lon});
    if (from == to)
        report_error(
            book->report, v->towards.at,
            "vantage '%s' looks towards its own place: expected another place, or "
            "no 'towards'",
            v->id);
    else if (vague)
        report_error(book->report, v->towards.at,
                     "no heading can be computed, since of place '%s' only the %s is "
                     "known: expected no 'towards'",
                     vague->id, vague->precision);
    else if (m < APART_M)
        report_error(book->report, v->towards.at,
                     "no heading can be computed, since places '%s' and '%s' are at the "
                     "same point: expected no 'towards'",
                     from->id, to->id);
}

void verify_vantages(struct book *book)
{
    for (size_t i = 0; i < book->n_vantages; i++) {
        const struct book_vantage *v = &book->vantages[i];
        const struct book_place *from = verify_place_of(book, v->place);
        const struct book_place *to = verify_place_of(book, v->towards.id);
        if (from && to)
            check_heading(book, v, from, to);
    }
}
