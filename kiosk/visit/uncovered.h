// Which parts of a story a visitor has uncovered. A plain value of the visit; pure.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"

#define UNCOVERED_MOST 64 // the one uncovered first is covered again for another one

struct uncovered {
    char scenes[UNCOVERED_MOST][ID_CAP];
    int n;
};

bool uncovered_has(const struct uncovered *u, const char *scene);
// Uncovers the scene, or covers it again; false for no id.
bool uncovered_turn(struct uncovered *u, const char *scene);
uint64_t uncovered_hash(const struct uncovered *u, uint64_t h);
