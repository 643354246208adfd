// Markdown to what the pack holds: plain words, and spans that say what they are.
//
// The kiosk parses no Markdown and leads nowhere, so what it can't show is refused here with
// the way out: raw HTML, links, pictures, code, numbered and nested lists.
#pragma once

#include "tourc/report.h"

// Longer ones are refused: the parser needs seconds for some that are made to annoy it.
#define MARKUP_MAX (64u << 10)

enum markup_kind {
    MARKUP_LINE,   // one paragraph
    MARKUP_BLOCKS, // paragraphs, ## headings, - items, > quotes
};

// Where the Markdown stands in its file.
struct markup_input {
    const char *text;
    size_t len;
    struct spot at;    // of text[0]
    bool lines_follow; // line n of the text is line at.line + n - 1, from column at.col
    bool lasts;        // the text lives as long as the markup, which may borrow it
};

struct markup_cite {
    const char *source;
    struct spot at;
};

// All of it in the arena. body "" and spans "[]" when there is nothing.
struct markup {
    const char *body;  // blocks are separated by an empty line
    const char *spans; // JSON, as data/schema.sql has it
    struct markup_cite *cites;
    size_t n_cites;
};

// False when a complaint was made.
bool markup_parse(struct arena *arena, struct report *report,
                  const struct markup_input *in, enum markup_kind kind,
                  struct markup *out);

// A stop's text: the first paragraph is its lede, what follows its story.
bool markup_split(struct arena *arena, struct report *report,
                  const struct markup_input *in, struct markup *lede_out,
                  struct markup *story_out);
