#include "tourc/report.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"

struct complaint {
    struct spot at;
    const char *text;
    bool warning, hint;
};

void report_init(struct report *r)
{
    *r = (struct report){0};
    arena_init(&r->arena);
}

void report_release(struct report *r)
{
    free(r->items);
    arena_release(&r->arena);
    *r = (struct report){0};
}

static void add(struct report *r, struct spot at, bool warning, const char *fmt,
                va_list ap) __attribute__((format(printf, 4, 0)));

static void add(struct report *r, struct spot at, bool warning, const char *fmt,
                va_list ap)
{
    char text[1024];
    vsnprintf(text, sizeof(text), fmt, ap);
    ARRAY_GROW(r->items, r->n + 1, r->cap);
    at.file = arena_strdup(&r->arena, at.file);
    r->items[r->n++] = (struct complaint){
        .at = at,
        .text = arena_strdup(&r->arena, text),
        .warning = warning,
    };
    if (!warning)
        r->n_errors++;
}

void report_error(struct report *r, struct spot at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(r, at, false, fmt, ap);
    va_end(ap);
}

void report_warn(struct report *r, struct spot at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(r, at, true, fmt, ap);
    va_end(ap);
}

void report_hint(struct report *r, struct spot at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(r, at, true, fmt, ap);
    va_end(ap);
    r->items[r->n - 1].hint = true;
}

static int compare(const void *left, const void *right)
{
    const struct complaint *a = left;
    const struct complaint *b = right;
    int files = strcmp(a->at.file, b->at.file);
    if (files)
        return files;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.col != b->at.col)
        return a->at.col < b->at.col ? -1 : 1;
    return strcmp(a->text, b->text);
}

void report_print(struct report *r, FILE *to)
{
    if (r->n)
        qsort(r->items, r->n, sizeof(*r->items), compare);
    for (size_t i = 0; i < r->n; i++) {
        const struct complaint *c = &r->items[i];
        if ((i && !compare(c, c - 1)) || (c->hint && r->n_errors))
            continue;
        fprintf(to, "%s:%d:%d: %s%s\n", c->at.file, c->at.line, c->at.col,
                c->warning ? "warning: " : "", c->text);
    }
}

struct spot spot_top(const char *file)
{
    return (struct spot){file, 1, 1};
}

struct spot spot_in(struct spot start, const char *text, size_t offset)
{
    struct spot at = start;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            at.line++;
            at.col = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            at.col++;
        }
    }
    return at;
}
