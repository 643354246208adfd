// What is typed on the search page, and how the keyboard on it stands. A plain value of the visit;
// pure.
//
// The query is whole characters of valid UTF-8 without controls, at most TYPING_CAP - 1 bytes.
// It is the visit's: back from a result finds it again.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"

#define TYPING_CAP 64
#define TYPING_KEY_CAP 16

enum typing_keys {
    KEYS_SHIFT,   // the next letter is a capital; again: it is not
    KEYS_SYMBOLS, // digits and signs; again: letters
    KEYS_LAYOUTS, // the list of layouts; again: it closes
    KEYS_AWAY,    // no keyboard, and more room
    KEYS_SHOWN,   // the keyboard again
    KEYS_COUNT,
};

struct typing {
    char query[TYPING_CAP];
    char layout[ID_CAP];       // as chosen; "": that of the language
    char held[TYPING_KEY_CAP]; // the key whose accents are open; "": none
    bool shift, symbols, layouts, away;
};

// Each of them: true if anything changed.
bool typing_add(struct typing *t,
                const char *characters); // what fits; closes the accents
bool typing_erase(struct typing *t);     // the last character, with the marks on it
bool typing_clear(struct typing *t);
bool typing_keys(struct typing *t, int keys); // enum typing_keys
bool typing_layout(struct typing *t, const char *id);
bool typing_hold(struct typing *t, const char *key); // "" or the same again closes
bool typing_open(
    const struct typing *t); // accents or the list, which Escape closes first
bool typing_close(struct typing *t);

uint64_t typing_hash(const struct typing *t, uint64_t h);
