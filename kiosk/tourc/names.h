// The names given to things of one kind: unique, found by hash, offered when one is misspelt.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "tourc/report.h"

struct name {
    const char *id; // borrowed
    struct spot at; // where it was given
    size_t index;   // of the thing, in its own array
};

struct names {
    struct name *items;
    size_t n, cap;
    size_t *slots; // open addressing; index + 1, 0 is free
    size_t n_slots;
    bool unread; // their file could not be read: not the time to complain of unknown ones
};

void names_release(struct names *names);
// False, with nothing changed, when the id is taken.
bool names_add(struct names *names, const char *id, struct spot at, size_t index);
const struct name *names_find(const struct names *names, const char *id); // NULL: none
const char *names_hint(const struct names *names, const char *id, struct arena *arena);
