// Words that a visitor may have meant: one slip of the finger from those that were typed.
#pragma once

#include "pack/finder.h"

// The terms of a query; the last one may be unfinished.
struct mend_query {
    const char *words[SEARCH_TERMS_MAX];
    size_t n;
};

// Adds what is found with words mended to `f`: titles, and texts where there is no title.
bool mend_search(struct finder *f, const struct mend_query *query);
