// What a search found, before it is loaded for showing.
#pragma once

#include "pack/load.h"
#include "pack/search.h"

struct hits_wanted {
    enum search_kind kind;
    const char *id;
    const char *words; // that were looked for
    bool by_text;      // found by its text, not by its title: then an excerpt tells why
};

bool hits_load(const struct load *l, const struct hits_wanted *wanted,
               struct search_hit *hit);
