// Text: from UTF-8 to placed glyphs. Bidi, breaks and scripts by ICU, shaping by SDL_ttf
// (HarfBuzz), fonts by fontconfig, by exact family with fallback.
//
// One `struct type` owns the fonts and a cache of paragraphs; all of it belongs to the main
// thread. A paragraph is immutable, laid out once for one width, and borrowed from the cache:
// it lives until it was not asked for during two calls of type_tick.
//
// Units are pixels. Any UTF-8 is safe: invalid bytes show as U+FFFD, controls as nothing.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/rect.h"

struct type;
struct paragraph;

struct type *type_create(struct err *err); // NULL: not one usable font
void type_destroy(struct type *type);
void type_tick(struct type *type); // once per built tree: lets go of paragraphs not used

enum type_face { TYPE_SANS, TYPE_SERIF_DISPLAY };
enum type_dir {
    TYPE_LTR,
    TYPE_RTL,
    TYPE_DIR_AUTO
}; // auto: by the first strong character
// Start and end follow the paragraph's direction.
enum type_align { TYPE_START, TYPE_CENTER, TYPE_END };

struct type_style {
    enum type_face face;
    float size_px;    // em
    float line_px;    // from baseline to baseline; grows where a fallback font is taller
    float spacing_px; // between grapheme clusters; ignored in scripts whose letters join
    bool bold, italic;
    bool capitals; // upper case by the language's rules, where the script has any
};

// A part of the text that differs from the paragraph's style. Bytes, end excluded; in order,
// not overlapping.
struct type_part {
    uint32_t start, end;
    bool bold, italic;
    bool raised;    // superscript: 0.62 of the size
    uint8_t colour; // which of the colours given when painting; 0 or 1
};

struct type_spec {
    const char *text; // NUL-terminated; a '\n' ends a line
    const struct type_part *parts;
    size_t n_parts;
    struct type_style style;
    const char *lang;  // BCP 47 of the words: line breaks, CJK face, capitals
    enum type_dir dir; // of the paragraph
    enum type_align align;
    float width_px; // <= 0: no limit, one line
    int max_lines;  // 0: all; else the last line ends in an ellipsis
    bool balance;   // lines of about equal width (titles)
};

// Never NULL. Borrowed.
const struct paragraph *type_paragraph(struct type *type, const struct type_spec *spec);
// The same if it is laid out already, else NULL.
const struct paragraph *type_ready(struct type *type, const struct type_spec *spec);

float paragraph_width(const struct paragraph *p);  // of its longest line, rounded up
float paragraph_height(const struct paragraph *p); // all lines
float paragraph_first_baseline(const struct paragraph *p);
int paragraph_lines(const struct paragraph *p);
bool paragraph_cut(const struct paragraph *p);      // max_lines left something out
uint64_t paragraph_hash(const struct paragraph *p); // equal inputs, equal hashes
// The cluster-exact words of line i as they were broken, for tests. Borrowed; len in bytes.
const char *paragraph_line(const struct paragraph *p, int i, size_t *len_out);
int paragraph_missing(const struct paragraph *p); // clusters that no font could show

// Where to paint: 32 bits a pixel, 0xAARRGGBB in memory order of the machine, opaque.
struct type_target {
    uint32_t *px;
    int pitch_px;
    struct rect clip; // within the buffer
};

// Paints with the paragraph's box at x, y. colours[0] is the text's, [1] that of parts which
// ask for it; 0xAARRGGBB. Only lines that meet the clip are shaped.
void paragraph_paint(struct type *type, const struct paragraph *p,
                     const struct type_target *target, int x, int y,
                     const uint32_t colours[2]);
