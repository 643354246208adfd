// The keyboard of the search page: keys are nodes, laid out as words/keyboards.h has them, in the
// order of that layout in every direction of reading.
//
// A key is at least as large as a target where the panel is 220 mm wide or wider; a row of more
// than ten gives the rest to a row above then. Narrower ones have ten keys a row all the same.
#pragma once

#include "screens/parts.h"
#include "words/keyboards.h"

// How the keys stand in this window; lengths in dp.
struct keys {
    const struct screen_env *env;
    const struct keyboard *layout, *shown; // shown: the symbols, while they are asked for
    size_t columns;
    float unit, gap, key_h, pad;
    float high; // of all of it
};

struct keys keys_plan(struct build *b, const struct screen_env *env);
// Across the window's foot. While accents are open the other keys are for fingers alone.
void keys_add(struct build *b, struct node *parent, const struct keys *k);
// The accents of the key that is held, above it; nothing if there are none. `over` is a stack
// as large as the window.
void keys_add_accents(struct build *b, struct node *over, const struct keys *k);
bool keys_accents_open(const struct keys *k);
