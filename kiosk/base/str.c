#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bug.h"

void str_init(struct str *s)
{
    *s = (struct str){0};
}

void str_release(struct str *s)
{
    free(s->data);
    str_init(s);
}

void str_clear(struct str *s)
{
    s->len = 0;
    if (s->data)
        s->data[0] = '\0';
}

void str_add_bytes(struct str *s, const char *bytes, size_t len)
{
    ARRAY_GROW(s->data, s->len + len + 1, s->cap);
    if (len)
        memcpy(s->data + s->len, bytes, len);
    s->len += len;
    s->data[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
    str_add_bytes(s, text, strlen(text));
}

void str_printf(struct str *s, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    va_list again;
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len < 0)
        BUG("bad format '%s'", fmt);
    ARRAY_GROW(s->data, s->len + (size_t)len + 1, s->cap);
    vsnprintf(s->data + s->len, (size_t)len + 1, fmt, again);
    va_end(again);
    s->len += (size_t)len;
}

const char *str_c(const struct str *s)
{
    return s->data ? s->data : "";
}

bool str_copy(char *to, size_t cap, const char *from)
{
    size_t len = strlen(from), n = len;
    if (!cap)
        return len == 0;
    if (n > cap - 1) {
        n = cap - 1;
        while (n && ((unsigned char)from[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(to, from, n);
    to[n] = '\0';
    return n == len;
}

bool str_eq(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}
