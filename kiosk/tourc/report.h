// What is wrong with the sources: every complaint of a run, kept until the end and printed in
// the order of the files, so that an author mends them all at once and two runs look alike.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

struct spot {
    const char *file; // as the author would type it
    int line, col;    // from 1; col counts characters, not bytes
};

struct complaint;

struct report {
    struct arena arena;
    struct complaint *items;
    size_t n, cap;
    size_t n_errors; // the rest are warnings
};

void report_init(struct report *r);
void report_release(struct report *r);

void report_error(struct report *r, struct spot at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
void report_warn(struct report *r, struct spot at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

// A warning that is not printed beside errors: it may be of their making.
void report_hint(struct report *r, struct spot at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

// One a line, `file:line:col: text`, sorted; a complaint made twice is printed once.
void report_print(struct report *r, FILE *to);

// The first place of a file: for what is wrong with the whole of it.
struct spot spot_top(const char *file);

// Where text[offset] stands, if text[0] stands at `start` and lines begin at column 1.
struct spot spot_in(struct spot start, const char *text, size_t offset);
