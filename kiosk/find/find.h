// Words as a search compares them: the same folding for the pack's index, for what a visitor
// types, and for marking what was found. No state, no files; any thread.
//
// A term is a word in lower case without diacritics and apostrophes ("I’m" gives im, "Ángeles"
// angeles, "L.A." la, "Ærø" aero). Scripts without spaces between words (Han, kana, Thai, Lao,
// Khmer, Burmese) give their signs two by two: 東京駅 gives 東京 and 京駅.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define FIND_TERM_BYTES 64 // a term with its NUL; longer ones are cut

enum find_use {
    FIND_INDEX, // a lone or last sign is a term, too, so that each sign begins one
    FIND_QUERY
};

struct find_term {
    const char *text;  // in the arena
    size_t start, end; // bytes of the source that it came from, end excluded
    bool signs;        // of a script without spaces
    bool joined;       // follows its neighbour without a space between: wall-e, 東京駅
};

struct find_terms {
    struct find_term *items;
    size_t n;
};

// At most `most` terms; bytes that are no UTF-8 separate words.
void find_fold(struct arena *arena, const char *text, enum find_use use, size_t most,
               struct find_terms *out);

// Terms in Latin letters for the words of other scripts: each syllable, neighbours joined, and
// the whole run joined (北京 gives bei, jing, beijing; the last is `joined`). None where all is
// Latin; their places in the source are not known. Takes hundredths of a second to open: for the
// index alone.
struct find_latin;

struct find_latin *find_latin_open(void);
void find_latin_close(struct find_latin *latin); // takes NULL
void find_latin_terms(struct find_latin *latin, struct arena *arena, const char *text,
                      struct find_terms *out);

// How many letters must be put in, left out, replaced or swapped with their neighbour to make
// one of the other (optimal string alignment); most + 1 if that is more than `most`.
int find_distance(const char *a, const char *b, int most);

// The word, and what is left of it when one letter is taken out, each once. Two words one slip
// apart share one of these.
size_t find_deletions(struct arena *arena, const char *word, const char ***out);

struct find_mark {
    size_t start, end; // bytes, end excluded
};

// Where a shown text has the words of a query: words by their beginning, signs anywhere. In
// order, apart from each other.
size_t find_marks(struct arena *arena, const char *text, const char *query,
                  struct find_mark **out);
