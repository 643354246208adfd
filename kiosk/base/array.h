// Growing a plain C array by doubling: `ARRAY_GROW(items, count + 1, cap)`.
#pragma once

#include <stddef.h>

#include "base/mem.h"

#define ARRAY_GROW(items, need, cap)                                                     \
    do {                                                                                 \
        if ((need) > (cap)) {                                                            \
            (cap) = (cap) ? 2 * (cap) : 16;                                              \
            if ((cap) < (need))                                                          \
                (cap) = (need);                                                          \
            (items) = xrealloc((items), (cap), sizeof(*(items)));                        \
        }                                                                                \
    } while (0)

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
