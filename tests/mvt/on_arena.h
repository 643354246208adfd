// Tests that share an arena, as their state.
#pragma once

#include "base/arena.h"

static inline int on_arena(void **state)
{
    static struct arena arena;
    arena_init(&arena);
    *state = &arena;
    return 0;
}

static inline int off_arena(void **state)
{
    arena_release(*state);
    return 0;
}
