// What only shows when everything is read: names that lead nowhere, codes given twice, places
// that are nowhere, colours that can't be read. Fills in what the authors may leave out, too.
//
// What is wrong is an error. What may well be meant is a warning, for when there are no errors:
// a picture that nothing shows, say, is often a slip elsewhere.
#pragma once

#include "tourc/book.h"

// A stop is to be found so near to where a leg begins or ends, and its trigger to it.
#define VERIFY_NEAR_M 60
// Of a walk: WALK_STOPS_MAX.
#define VERIFY_STOPS_MAX 256

void verify_book(struct book *book);

// Its parts with files of their own.
void verify_coordinates(struct book *book); // verify_places.c
void verify_vantages(struct book *book);    // verify_vantages.c
void verify_triggers(struct book *book);    // verify_triggers.c
void verify_legs(struct book *book);        // verify_legs.c, after the triggers
void verify_maps(struct book *book);        // verify_maps.c
void verify_unused(struct book *book);      // verify_unused.c: the warnings

// The stops of one tour, which lie together.
struct verify_walk {
    struct book *book;
    const struct book_tour *tour;
    struct book_stop *stops;
    size_t n;
    bool on_foot, elsewhere; // neither: its mode is not known, which was said
};

// The next tour's, beginning with the stop *at; false when there are no more.
bool verify_next_walk(struct book *book, size_t *at, struct verify_walk *out);
// Where a stop is: of a place that was read; NULL: not known.
const struct book_place *verify_place_of(const struct book *book, const char *id);
// Whether a stop's trigger, once filled in, holds a point.
bool verify_trigger_holds(const struct book_trigger *trigger, struct geo_point p);
