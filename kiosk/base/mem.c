#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"

void *xmalloc(size_t bytes)
{
    void *p = malloc(bytes ? bytes : 1);
    if (!p)
        BUG("no memory for %zu bytes", bytes);
    return p;
}

void *xcalloc(size_t count, size_t bytes)
{
    void *p = calloc(count ? count : 1, bytes ? bytes : 1);
    if (!p)
        BUG("no memory for %zu x %zu bytes", count, bytes);
    return p;
}

void *xrealloc(void *old, size_t count, size_t bytes)
{
    if (bytes && count > SIZE_MAX / bytes)
        BUG("%zu x %zu bytes overflow", count, bytes);
    size_t all = count * bytes;
    void *p = realloc(old, all ? all : 1);
    if (!p)
        BUG("no memory for %zu bytes", all);
    return p;
}

char *xstrdup(const char *s)
{
    size_t bytes = strlen(s) + 1;
    return memcpy(xmalloc(bytes), s, bytes);
}
