// The words of an index and how often each occurs.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct index_word {
    const char *text;
    int64_t titles, texts; // rows that have it
    size_t last_row;       // the latest of them: a row counts once
};

struct index_words {
    struct arena arena;
    struct index_word *items;
    size_t n, cap;
    uint32_t *slots; // open addressing; index + 1, 0 is free
    size_t n_slots;
};

void index_words_init(struct index_words *words);
void index_words_release(struct index_words *words);

// The word; a new one has no counts. Good until the next call.
struct index_word *index_words_get(struct index_words *words, const char *text);
void index_words_sort(struct index_words *words); // by bytes; nothing may be got after it
