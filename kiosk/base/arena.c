#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/mem.h"

#define CHUNK_BYTES ((size_t)32 * 1024)

struct arena_chunk {
    struct arena_chunk *next;
    size_t cap, used;
    max_align_t bytes[];
};

void arena_init(struct arena *a)
{
    *a = (struct arena){0};
}

void arena_clear(struct arena *a)
{
    // The last chunk in the list is the first one made, of the common size.
    while (a->first && a->first->next) {
        struct arena_chunk *next = a->first->next;
        free(a->first);
        a->first = next;
    }
    if (a->first)
        a->first->used = 0;
    a->used_bytes = 0;
}

void arena_release(struct arena *a)
{
    arena_clear(a);
    free(a->first);
    a->first = NULL;
}

static void add_chunk(struct arena *a, size_t bytes)
{
    size_t cap = bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES;
    struct arena_chunk *c = xmalloc(sizeof(*c) + cap);
    c->next = a->first;
    c->cap = cap;
    c->used = 0;
    a->first = c;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
    const size_t align = _Alignof(max_align_t);
    if (bytes > SIZE_MAX - 2 * align)
        BUG("arena: %zu bytes", bytes);
    size_t need = (bytes + align - 1) / align * align;
    if (!a->first || a->first->cap - a->first->used < need)
        add_chunk(a, need);
    void *p = (char *)a->first->bytes + a->first->used;
    a->first->used += need;
    a->used_bytes += bytes;
    return memset(p, 0, need);
}

void *arena_array(struct arena *a, size_t count, size_t bytes)
{
    if (bytes && count > SIZE_MAX / bytes)
        BUG("arena: %zu x %zu bytes overflow", count, bytes);
    return arena_alloc(a, count * bytes);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
    char *p = arena_alloc(a, len + 1);
    if (len)
        memcpy(p, s, len);
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    va_list again;
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len < 0)
        BUG("bad format '%s'", fmt);
    char *p = arena_alloc(a, (size_t)len + 1);
    vsnprintf(p, (size_t)len + 1, fmt, again);
    va_end(again);
    return p;
}
