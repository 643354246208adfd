// A growing string of bytes, always NUL-terminated once something was added.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct str {
    char *data; // NULL until the first byte is added
    size_t len;
    size_t cap;
};

void str_init(struct str *s);
void str_release(struct str *s);
void str_clear(struct str *s); // keeps the memory
void str_add(struct str *s, const char *text);
void str_add_bytes(struct str *s, const char *bytes, size_t len);
void str_printf(struct str *s, const char *fmt, ...) PRINTF_LIKE(2, 3); // appends
const char *str_c(const struct str *s);                                 // never NULL

// Copies at most cap - 1 bytes, never cuts a UTF-8 sequence, terminates. True if all fitted.
bool str_copy(char *to, size_t cap, const char *from);
bool str_eq(const char *a, const char *b); // NULL equals NULL only
