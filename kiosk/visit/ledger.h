// What this visitor did with the easter eggs (and with whatever else is covered until it is
// touched): which hints were asked for, what is open now, what was found. A part of the visit,
// forgotten with it. What is not in it was not touched; what was found once stays found.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"

#define LEDGER_MOST 256
#define LEDGER_HINTS 3

struct ledger_entry {
    char id[ID_CAP]; // of a fact
    uint8_t hints;   // asked for
    bool open;       // its answer is shown
    bool found;      // it was open before, or is
};

struct ledger {
    struct ledger_entry items[LEDGER_MOST]; // in the order of touching
    int n;
};

// False: nothing changed, because all hints were given, or there is no room for one more.
bool ledger_hint(struct ledger *l, const char *id);
bool ledger_toggle(struct ledger *l, const char *id);

// Borrowed until the ledger changes. NULL: untouched.
const struct ledger_entry *ledger_find(const struct ledger *l, const char *id);
bool ledger_takes(const struct ledger *l,
                  const char *id); // it is there, or there is room
uint64_t ledger_hash(uint64_t h, const struct ledger *l);
