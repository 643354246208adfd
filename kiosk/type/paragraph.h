// What a laid-out paragraph is: lines of runs at whole pixels. For the room itself; others
// have type.h.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/ubidi.h>
#include <unicode/uscript.h>

#include "base/str.h"
#include "type/faces.h"
#include "type/type.h"

struct run {
    uint32_t start, end; // bytes of the paragraph's text
    const struct font_file *file;
    int px;
    UScriptCode script;
    UBiDiLevel level;
    bool join_before, join_after;
    uint8_t colour;
    int rise; // px above the line's baseline
    int x;    // from the paragraph's left edge
    float advance;
};

struct line {
    uint32_t start, end; // bytes
    int first, n;        // runs, from left to right once the paragraph is done
    int top, height, baseline;
    int left; // px, of the first run
    float advance;
};

struct paragraph {
    uint64_t hash;
    struct str text; // as shown, line after line, each in logical order
    struct run *runs;
    size_t n_runs, cap_runs;
    struct line *lines;
    size_t n_lines, cap_lines;
    int em_px;
    int width, height; // of the longest line; of all lines
    int box_w;         // what lines are aligned in
    UBiDiLevel base;
    bool cut;
    int missing;
};

struct paragraph *paragraph_create(void);
void paragraph_destroy(struct paragraph *p);
struct face_run paragraph_face_run(const struct paragraph *p, const struct run *run);
