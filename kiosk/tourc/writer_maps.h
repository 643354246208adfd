// The rows that say what a pack's tiles are, for kiosks and for tools that read MBTiles 1.3.
#pragma once

#include "tourc/book.h"

// A row of `metadata`; all of them, up to `n_out`, in the book's page arena.
struct writer_fact {
    const char *name, *value;
};

const struct writer_fact *writer_map_facts(struct book *book, size_t *n_out);
