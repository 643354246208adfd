// Memory that dies together: a screen's model, a tree, a frame's draw list.
//
// An arena owns chunks; what it hands out is zeroed, aligned for any type and lives until
// arena_clear or arena_release. Not for more than one thread at a time.
#pragma once

#include <stdarg.h>
#include <stddef.h>

#include "base/err.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *first; // newest
    size_t used_bytes;         // handed out since the last clear, without slack
};

void arena_init(struct arena *a);
void arena_clear(struct arena *a);   // frees all but one chunk
void arena_release(struct arena *a); // frees all

void *arena_alloc(struct arena *a, size_t bytes);
void *arena_array(struct arena *a, size_t count, size_t bytes); // overflow is a BUG
char *arena_strdup(struct arena *a, const char *s);             // NULL gives NULL
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))
