// Small memory: these never return NULL, for a kiosk that can't get 100 bytes is better
// restarted. Big memory (pictures, tiles) goes through malloc and is an error like any other.
#pragma once

#include <stddef.h>

void *xmalloc(size_t bytes);
void *xcalloc(size_t count, size_t bytes); // zeroed
// Overflow of count * bytes is a BUG.
void *xrealloc(void *old, size_t count, size_t bytes);
char *xstrdup(const char *s);
