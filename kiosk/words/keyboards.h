// The keyboards that stand on the screen: which keys in which rows, and what a held key offers.
//
// One file each, assets/keyboards/ID.txt, compiled into the program; ID is the language whose
// keyboard it is, or "symbols" for the digits and signs that each of them has beside it. UTF-8,
// a line a thing:
//
//   # a remark
//   name Español             its own name, as it is offered
//   keys q w e r t           one row of keys, from the left; at most KEYBOARD_ROWS of them
//   caps Q W E R T           the same keys with shift; without it shift changes nothing
//   hold e é è               what holding that key offers, of a capital by itself
//
// What a key types stands between spaces, so a key may type more than one character.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

#define KEYBOARD_ROWS 3
#define KEYBOARD_KEYS 11 // of a row
#define KEYBOARD_HOLDS 48
#define KEYBOARD_OFFERS 10

struct keyboard_row {
    const char *plain[KEYBOARD_KEYS], *caps[KEYBOARD_KEYS];
    size_t count;
};

struct keyboard_hold {
    const char *key;
    const char *offers[KEYBOARD_OFFERS];
    size_t count;
};

// All of it in the arena that it was read into.
struct keyboard {
    const char *id, *name;
    struct keyboard_row rows[KEYBOARD_ROWS];
    size_t n_rows;
    struct keyboard_hold holds[KEYBOARD_HOLDS];
    size_t n_holds;
};

// The error says the line and what is wrong with it: a key without a row, a key that stands
// there twice, a row of capitals of another length.
bool keyboard_read(struct arena *arena, const char *id, const char *text,
                   struct keyboard *out, struct err *err);

// One of those in the program; NULL: there is none.
const struct keyboard *keyboard_find(struct arena *arena, const char *id);
// That of a language by its tag ("es-MX": "es"), else the English one.
const struct keyboard *keyboard_for(struct arena *arena, const char *tag);
#define KEYBOARD_SYMBOLS "symbols"
// All but the symbols, in the order of their ids; how many.
size_t keyboard_list(struct arena *arena, const struct keyboard ***out);
// What holding this key offers; NULL: nothing.
const struct keyboard_hold *keyboard_hold(const struct keyboard *k, const char *key);
