// A whole program without a display, for the tests of app.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "app/app.h"
#include "app/script.h"
#include "base/log.h"
#include "base/mem.h"

#define TOURS_PACK BUILD_DIR "/tests/tours.pack"
#define FIXTURE_PACK BUILD_DIR "/tests/fixture.pack"

struct stand {
    struct options options;
    struct app app;
};

static inline struct options stand_options(const char *pack)
{
    return (struct options){.pack = pack,
                            .profile = "kiosk",
                            .theme = "daylight",
                            .text_size = TEXT_SIZE_DEFAULT,
                            .dump_tree = true};
}

// Options by their values; the pack must be there.
static inline struct stand *stand_create(const struct options *options)
{
    struct err err = {0};
    struct stand *s = xcalloc(1, sizeof(*s));
    log_quiet(true);
    s->options = *options;
    if (!app_create(&s->app, &s->options, &err))
        fail_msg("%s", err.text);
    app_settle(&s->app);
    return s;
}

static inline void stand_destroy(struct stand *s)
{
    app_destroy(&s->app);
    free(s);
}

static inline void stand_do(struct stand *s, const char *line)
{
    struct err err = {0};
    if (!script_step(&s->app, line, &err))
        fail_msg("%s: %s", line, err.text);
}
