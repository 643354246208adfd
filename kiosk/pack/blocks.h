// A stored text, cut into blocks: paragraphs, headings, items, quotes, each with its own spans.
#pragma once

#include "base/arena.h"
#include "pack/model.h"

enum blocks_mark {
    BLOCKS_EM = SPAN_EM,
    BLOCKS_STRONG = SPAN_STRONG,
    BLOCKS_CITE = SPAN_CITE,
    BLOCKS_HEADING,
    BLOCKS_ITEM,
    BLOCKS_QUOTE,
};

// A span as it is stored: offsets into the whole text.
struct blocks_span {
    size_t start, end;
    enum blocks_mark mark;
    const char *target;
};

struct blocks_input {
    const char *body; // valid UTF-8
    size_t len;
    const struct blocks_span *spans; // in order of start
    size_t n_spans;
};

// Whether a span can be one of this text at all: in order, inside it, on code points.
bool blocks_span_fits(const char *body, size_t len, const struct blocks_span *span);

// Every span of the input must fit. Returns the blocks, in the arena.
struct block *blocks_split(struct arena *arena, const struct blocks_input *in,
                           size_t *n_out);
