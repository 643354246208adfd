// What a visitor put by: stops and places, in the order of saving. A plain value of the visit's,
// gone with it.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"

#define SAVED_MAX 64

struct saved_item {
    int screen; // SCREEN_STOP or SCREEN_PLACE
    char id[ID_CAP];
};

struct saved {
    struct saved_item items[SAVED_MAX];
    int n;
};

bool saved_has(const struct saved *s, int screen, const char *id);
// Adds it, or removes what is there. False: nothing changed, since there is no room.
bool saved_toggle(struct saved *s, int screen, const char *id);
uint64_t saved_hash(const struct saved *s, uint64_t seed);
