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
