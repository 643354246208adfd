// From a range of a text to measured runs.
#pragma once

#include "type/itemize.h"
#include "type/paragraph.h"

// What layout works with; owned by `struct type`.
struct layout_tools {
    struct fonts *fonts;
    struct faces *faces;
    struct breaks *breaks;
    struct arena arena; // of the paragraph at hand
    struct str scratch;
};

// What a broken line ends in.
enum line_tail { TAIL_NONE, TAIL_HYPHEN, TAIL_ELLIPSIS };

// px of the range in one line. Nothing is kept.
float runs_advance(struct layout_tools *tools, const struct text *text, int start,
                   int end);
float runs_tail_advance(struct layout_tools *tools, const struct text *text, int at,
                        enum line_tail tail);

// Adds the range and its tail to p's text and runs, in logical order; returns its px.
float runs_add(struct layout_tools *tools, const struct text *text, int start, int end,
               enum line_tail tail, struct paragraph *p);

const struct text_item *runs_item(const struct text *text, int at); // NULL: no text
