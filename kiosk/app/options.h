// The command line of backlot.
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct options {
    const char *pack, *profile, *lang, *theme, *state, *screen;
    const char *screenshots, *script; // NULL: not asked for
    const char *position;             // as place_parse reads it; NULL: none
    const char *record;               // NULL: no track is written
    int monkey;                       // how many actions; 0: none
    unsigned monkey_seed;
    int w, h;                     // 0: the profile's, or the display's
    float panel_w_mm, panel_h_mm; // 0: the profile's
    int rotate, text_size;
    int display;              // which one, from 0
    int blank_from, blank_to; // minutes of the day; the same: never
    float blank_after;        // minutes; 0: never
    bool reduced_motion, demo, dump_tree, frames, version, help;
};

// The strings are borrowed from argv. False: a usage error.
bool options_parse(struct options *o, int argc, char **argv, struct err *err);
bool options_offscreen(const struct options *o); // needs no display
void options_help(void);
