// The read models of the ground itself, and of who says what: the sources of one statement, a
// place, where to stand there, what a visitor saved, and all that the pack is made from. As in
// model.h; they load as in pack.h.
#pragma once

#include "pack/pack.h"

// ---- one statement ----

struct cited_model {
    struct text statement; // its words; none: there is no such statement, or it has none
    struct citation *citations; // those whose source the pack has
    size_t n_citations;
    // Theirs, and after them those that the words themselves cite.
    struct source *sources;
    size_t n_sources;
};

// By its entity, as in the pack's citations ("claim"), and its id. Nothing is found: no error.
bool pack_load_cited(struct pack *pack, struct arena *arena, const char *entity,
                     const char *id, struct cited_model *out, struct err *err);

// ---- a place ----

enum indoors { INDOORS_YES, INDOORS_PARTLY, INDOORS_NO, INDOORS_UNKNOWN };

// A stop of some tour at a place.
struct place_stop {
    const char *id;
    int position; // 1 ...
    struct text title, tour_title;
};

struct place_model {
    struct place place;
    struct text architects, history, booking;
    const char *booking_address; // "" when there is none
    enum indoors indoors;
    struct picture *pictures; // its own, else those of the first stop here that has some
    size_t n_pictures;
    struct claim *claims; // every film that is said to be of this place, by year
    size_t n_claims;
    struct fact *facts;
    size_t n_facts;
    struct place_stop *stops;
    size_t n_stops;
    int n_vantages;         // pack_load_scene has them
    struct source *sources; // all that stand behind the page
    size_t n_sources;
};

bool pack_load_place(struct pack *pack, struct arena *arena, const char *id,
                     struct place_model *out, struct err *err);

// ---- stand here, look there ----

struct vantage {
    const char *id;
    struct text stand, look;
    struct picture picture; // media "": none; with its pair it can be compared
    struct text towards; // the title of what is looked at; none: nothing that we know of
    // Degrees clockwise from north; -1: not known, since one of the two is no point but a
    // district or a city, or nothing is said of where to look.
    double heading;
    struct citation *citations;
    size_t n_citations;
};

struct scene_model {
    struct place place;
    struct vantage *vantages;
    size_t n_vantages;
    struct picture *pictures; // those of the views that have one, in their order
    size_t n_pictures;
    struct source *sources;
    size_t n_sources;
};

bool pack_load_scene(struct pack *pack, struct arena *arena, const char *place,
                     struct scene_model *out, struct err *err);

// ---- what a visitor saved ----

struct saved_card {
    bool stop; // else a place
    const char *id;
    struct text title, area, tour_title; // the last of a stop
    struct picture picture;
    int minutes; // how long one stays at a stop; 0: unknown
    enum step_free step_free;
    enum indoors indoors;
};

// A stop or a place for a list; found_out false, and no error, if the pack has no such thing.
bool pack_load_saved(struct pack *pack, struct arena *arena, bool stop, const char *id,
                     struct saved_card *out, bool *found_out, struct err *err);

// ---- what the pack is made from ----

struct credits_model {
    const char **sources; // ids, by title
    size_t n_sources;
    const char **pictures; // ids of media, by who made them
    const char **licences; // titles of the pictures' licences, "" where the pack has none
    size_t n_pictures;
};

// Ids alone: a list reads its rows while they are built.
bool pack_load_credits(struct pack *pack, struct arena *arena, struct credits_model *out,
                       struct err *err);
bool pack_load_source(struct pack *pack, struct arena *arena, const char *id,
                      struct source *out, struct err *err);
bool pack_load_picture(struct pack *pack, struct arena *arena, const char *id,
                       struct picture *out, struct err *err);
