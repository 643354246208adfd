// A look into a laid-out paragraph, for tests and for finding out why a text looks odd.
#pragma once

#include "type/type.h"

struct line_debug {
    int left;    // px from the paragraph's left edge
    float width; // px, of its words
    int top, height, baseline;
    int runs;
};

// What is shaped and painted in one go.
struct run_debug {
    const char *text; // UTF-8 in logical order, not terminated; borrowed
    size_t len;
    int x;
    float width;
    int px;
    bool rtl;
    uint8_t colour;
    int rise;           // px above the baseline
    const char *family; // of the font
    const char *script; // ISO 15924
};

struct line_debug paragraph_line_debug(const struct paragraph *p, int i);
// Runs are counted from left to right.
struct run_debug paragraph_run_debug(const struct paragraph *p, int i, int n);
