// Where lines end. Words are measured once, between the places where a line may begin; a
// line is filled by adding them up and then corrected by measuring it as it will be shaped.
#pragma once

#include "type/runs.h"

// From one place where a line may begin to the next.
struct fit_seg {
    int start, end;
    int text_end; // without the white space that a line's end swallows
    float w, gap; // px of the text and of that white space, once measured
    float hyphen; // px, where the line would end in one
    bool measured;
    bool hard; // the line ends here
};

struct fit {
    struct layout_tools *tools;
    struct text *text;
    float width;
    struct fit_seg *segs; // in the text's arena
    int n, cap;
    int next; // the first one not yet in a line
};

// A line in units of the text, without the white space at its end.
struct fit_line {
    int start, end;
    enum line_tail tail;
    float advance;
};

void fit_init(struct fit *fit, struct layout_tools *tools, struct text *text,
              float width);
// Lines of about equal width: narrows fit->width as far as the number of lines stays.
void fit_balance(struct fit *fit, int max_lines);
// Takes the next line and adds its runs to p. False: no text is left.
bool fit_next(struct fit *fit, struct paragraph *p, struct fit_line *out);
// Takes the last line, with an ellipsis for all that follows.
void fit_last(struct fit *fit, struct paragraph *p, struct fit_line *out);
