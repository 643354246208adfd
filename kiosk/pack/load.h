// What every loading function of this room is given: where from, where to, and what went wrong.
#pragma once

#include "pack/plays.h"
#include "pack/query.h"

#define ORIGINAL_MOST 100000 // px, a side of an original

struct load {
    struct pack *pack;
    struct arena *arena;
    struct err *err;
};

// "The pack has no `what` named `id`."; false.
bool load_absent(const struct load *l, const char *what, const char *id);

// Fills `out`; absent texts have no blocks. False only if the pack is damaged.
bool load_text(const struct load *l, const char *entity, const char *id,
               const char *field, struct text *out);

// Fills `out`; a picture that the pack doesn't have gets media "".
bool load_picture(const struct load *l, const char *media, struct picture *out);
// The pictures of a stop, place, tour or work; none is no error.
bool load_pictures(const struct load *l, const char *entity, const char *id,
                   struct picture **out, size_t *n_out);
// The first of them.
bool load_first_picture(const struct load *l, const char *entity, const char *id,
                        struct picture *out);

// The title of a pack, tour, place or work. What has none is called by its id, since there must
// be something to read and to press.
bool load_title(const struct load *l, const char *entity, const char *id,
                struct text *out);
// A stop's title: its own, else its place's.
bool load_stop_title(const struct load *l, const char *stop, const char *place,
                     struct text *out);

// The sources of a page, in the order of first use.
struct load_sources {
    struct source *items;
    size_t n;
};

// Adds those that stand behind a claim, fact or stop, and the citations themselves if `out`.
bool load_citations(const struct load *l, const char *entity, const char *id,
                    struct load_sources *sources, struct citation **out, size_t *n_out);
// Adds those that a text cites; a cite of a source that the pack doesn't have is dropped.
bool load_cited(const struct load *l, struct text *text, struct load_sources *sources);

// A place's own columns and texts.
bool load_place(const struct load *l, const char *id, struct place *out);

// Things in the arena, added to what is there already. Their sources are added, too.
struct load_claims {
    struct claim *items;
    size_t n;
};

// By a query whose rows are those of QUERY_CLAIMS, for an id.
bool load_claims(const struct load *l, enum query query, const char *id,
                 struct load_sources *sources, struct load_claims *out);

struct load_facts {
    struct fact *items;
    size_t n;
};

// From a row of id, kind and status.
bool load_fact(const struct load *l, sqlite3_stmt *row, struct load_sources *sources,
               struct fact *out);
// Those of a stop, place, work or person, in the author's order.
bool load_facts(const struct load *l, const char *entity, const char *id,
                struct load_sources *sources, struct load_facts *out);

// Adds a link, if it is not there already and the id is not "".
bool load_play(const struct load *l, enum play_kind kind, const char *id,
               struct play_links *out);

// Of a tour's row.
enum tour_mode load_mode(sqlite3_stmt *row, int column);

// All legs of a tour together.
struct load_way {
    double metres;
    int minutes; // on foot
    bool has_legs;
};

bool load_way(const struct load *l, const char *tour, struct load_way *out);

// The languages; at open.
bool load_languages(const struct load *l);
