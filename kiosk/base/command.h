// A command: what a finger, a key or a script asks the visit to do. ui carries it without
// knowing what it means; visit (visit/visit.h) gives the kinds their meaning and is the only
// one that acts on them.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define ID_CAP 64 // bytes of a slug with its NUL; tourc refuses longer ones

struct command {
    uint32_t kind; // 0: no command
    int32_t number;
    char id[ID_CAP];
};

// id may be NULL.
struct command command_make(uint32_t kind, int32_t number, const char *id);
bool command_eq(const struct command *a, const struct command *b);
