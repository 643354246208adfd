// A search under way: what is asked of the pack's index, and what was found so far.
//
// Each kind of thing is asked for in ranges of rows that stand in the order of their rank (see
// search_part in data/schema.sql), so that the first rows are the best ones and reading ends
// there. Only then are titles compared with what was typed.
#pragma once

#include "pack/hits.h"

#define ASK_OTHERS_MAX 24

// A word that is asked for, or any of others in its place.
struct ask_word {
    struct ask_option {
        const char *text;
        bool prefix;        // what begins with it is meant, too:
        const char **words; // all that does, the word itself included; NULL: too many
        size_t n_words;
    } options[ASK_OTHERS_MAX];
    size_t n;
};

struct ask {
    struct ask_word words[SEARCH_TERMS_MAX];
    size_t n;
    bool mended; // words instead of those that were typed
};

// How near a hit is to what was typed; less is nearer.
enum nearness {
    NEAR_WHOLE,      // the whole title
    NEAR_START,      // its first words
    NEAR_SLIP,       // the whole title but for a slip
    NEAR_START_PART, // its beginning, within a word
    NEAR_WORDS,      // whole words of it
    NEAR_PARTS,      // beginnings of words of it
    NEAR_MENDED,     // the same, where a word was mended
    NEAR_TEXT,       // its text
    NEAR_MENDED_TEXT,
};

struct found {
    const char *id;
    enum nearness nearness;
    int row;            // its rank
    const char *lang;   // of a text's row, else ""
    const char *mended; // the words instead of those that were typed, or NULL
};

struct found_group {
    struct found *items;
    size_t n;
};

#define FINDER_TEXTS 6 // languages, as many as a pack's handle tries for a text

struct finder_part {
    int first, last;  // 0: there are none
    const char *lang; // of texts
};

struct finder {
    const struct load *l;
    const char *whole; // the folded query, words parted by spaces
    bool sure;         // the words are right: of mended ones only whole titles count
    struct {
        struct finder_part title, texts[FINDER_TEXTS];
    } parts[SEARCH_KINDS];
    struct found_group groups[SEARCH_KINDS];
};

// False if the pack is damaged, as with all that follow.
bool finder_open(struct finder *f, const struct load *l, const char *whole);

// Titles whose whole words begin so; `mended` as in struct found.
bool finder_starts(struct finder *f, const char *whole, const char *mended);
bool finder_titles(struct finder *f, const struct ask *ask);
bool finder_texts(struct finder *f, const struct ask *ask);
size_t finder_count(const struct finder *f); // found so far, of all kinds

// Puts each group's best first.
void finder_sort(struct finder *f);

// Makes the option mean what begins with it. *any_out: whether anything does, itself included.
bool finder_expand(const struct load *l, struct ask_option *option, bool *any_out);
// Whether the vocabulary has the word itself.
bool finder_known(const struct load *l, const char *word, bool *yes);
