// The pages that a pack has, each as the command that opens it: for what goes through all of them.
#pragma once

#include "base/arena.h"
#include "pack/pack.h"
#include "visit/visit.h"

struct pages_list {
    struct command *items;
    size_t n;
};

// Every page that is about nothing in particular, and of the others the first `most` of each
// kind (0: all).
bool pages_list(struct pack *pack, struct arena *arena, size_t most,
                struct pages_list *out, struct err *err);
