// The screens and the sheets over them: load(pack) -> model, view(model, visit) -> tree. One
// file a screen.
//
// A view is a pure function of its model, the visit and the look; it only builds nodes. A
// model lives in the arena that load was given. The rows of a list that may be very long are
// read from the pack while they are built, into the tree's own arena.
#pragma once

#include "map/map.h"
#include "pack/pack.h"
#include "pack/search.h"
#include "ui/node.h"
#include "visit/visit.h"
#include "words/words.h"

// What a query found.
struct screen_found {
    const char *query;
    struct search_results results;
};

struct screen_env {
    const struct visit *visit;
    const struct words *words;
    struct pack *pack;               // NULL: there is none; for rows of long lists
    const struct intro_model *intro; // of the pack, NULL without one
    // Of the attract screen, which changes by itself: the invitation is in this one of the
    // pack's languages, and words stand so many dp from their usual place (against burn-in).
    const struct words *turn_words;
    float shift_x, shift_y;
    // Of the attract screen: so much of its walk has been walked, 0..1; less: it shows pictures.
    double walked;
    // Of the search page: of what is typed, or was a moment ago; NULL: nothing yet.
    const struct screen_found *found;
    struct map *map;              // NULL: none; maps are paper with pins then
    const struct walk_plan *plan; // of the visit's walk, visit.walking.tour; NULL: none
    bool live;                    // there is a position that is no preview's
    bool carried;                 // by the visitor, who can walk with it
    // Of the fault screen: which, and the sentence for the operator.
    enum pack_fault fault;
    const char *fault_text;
};

struct screen_class {
    // False: the pack has no such thing, or is damaged. NULL: nothing to load.
    bool (*load)(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err);
    struct node *(*view)(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model);
    uint32_t (*accent)(const void *model); // NULL: the house's own
    // A hash of what in the visit the model depends on, besides the page that is on top; it is
    // loaded again when that changes. NULL: on nothing.
    uint64_t (*depends)(const struct visit *visit);
};

const struct screen_class *screen_class(enum screen screen);

// Of the attract screen's model: how long it shows pictures before a walker who isn't there walks
// through a tour for ATTRACT_WALK_S, and then from the beginning. 0: there is no walk.
#define ATTRACT_WALK_S 24
double attract_pictures_s(const void *model);

struct sheet_class {
    // NULL: the page's model will do.
    bool (*load)(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err);
    // NULL: there is nothing to show on it.
    struct node *(*view)(struct build *b, const struct screen_env *env,
                         const void *model);
    uint64_t (*depends)(const struct visit *visit); // as above
};

// NULL of SHEET_NONE. A sheet's tree has the entry 0.
const struct sheet_class *sheet_class(enum sheet sheet);
