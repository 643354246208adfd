// The screens: load(pack) -> model, view(model, visit) -> tree. One file a screen.
//
// A view is a pure function of its model, the visit and the look; it only builds nodes. A
// model lives in the arena that load was given.
#pragma once

#include "pack/pack.h"
#include "ui/node.h"
#include "visit/visit.h"
#include "words/words.h"

struct screen_env {
    const struct visit *visit;
    const struct words *words;
    // Of the fault screen: which, and the sentence for the operator.
    enum pack_fault fault;
    const char *fault_text;
};

struct screen_class {
    // False: the pack has no such thing, or is damaged. NULL: nothing to load.
    bool (*load)(struct pack *pack, struct arena *arena, const char *id, void **model_out,
                 struct err *err);
    struct node *(*view)(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model);
};

const struct screen_class *screen_class(enum screen screen);

// The sheet that the visit has open, over any page; NULL: none.
struct node *sheet_view(struct build *b, const struct screen_env *env);
