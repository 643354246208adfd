// What the tests of this room share: one `struct type` a program and short ways to ask.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "type/debug.h"
#include "type/type.h"

static inline int sample_setup(void **state)
{
    struct err err;
    log_quiet(true);
    *state = type_create(&err);
    if (!*state)
        fail_msg("%s", err.text);
    return 0;
}

static inline int sample_teardown(void **state)
{
    type_destroy(*state);
    return 0;
}

static inline struct type_spec sample_spec(const char *text, const char *lang,
                                           float width_px)
{
    return (struct type_spec){
        .text = text,
        .lang = lang,
        .dir = TYPE_DIR_AUTO,
        .width_px = width_px,
        .style = {.face = TYPE_SANS, .size_px = 30, .line_px = 45},
    };
}

static inline const struct paragraph *sample_lay(void **state, const char *text,
                                                 const char *lang, float width_px)
{
    struct type_spec spec = sample_spec(text, lang, width_px);
    return type_paragraph(*state, &spec);
}

static inline void assert_line(const struct paragraph *p, int i, const char *expected)
{
    size_t len;
    const char *line = paragraph_line(p, i, &len);
    char *copy = strndup(line, len);
    assert_string_equal(copy, expected);
    free(copy);
}

// The runs of a line from left to right, with '|' between, for the order that is seen.
static inline void sample_runs(const struct paragraph *p, int i, char *out, size_t cap)
{
    size_t at = 0;
    int runs = paragraph_line_debug(p, i).runs;
    out[0] = '\0';
    for (int n = 0; n < runs; n++) {
        struct run_debug run = paragraph_run_debug(p, i, n);
        at += (size_t)snprintf(out + at, cap - at, "%s%.*s", n ? "|" : "", (int)run.len,
                               run.text);
        assert_true(at < cap);
    }
}

// The family that shows the first letter.
static inline const char *sample_family(void **state, const char *text, const char *lang)
{
    const struct paragraph *p = sample_lay(state, text, lang, 0);
    return paragraph_run_debug(p, 0, 0).family;
}

static inline void sample_need(void **state, const char *text, const char *lang,
                               const char *family)
{
    const char *found = sample_family(state, text, lang);
    if (strncmp(found, family, strlen(family)) != 0) {
        print_message("SKIP: %s is not installed\n", family);
        skip();
    }
}
