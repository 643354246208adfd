// A paragraph's text on its way to lines: UTF-16 as ICU reads it, in capitals where asked,
// with what is known of each position and the items it falls into.
//
// Everything lies in the caller's arena. Offsets are of UTF-16 units, ends are excluded.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/ubidi.h>
#include <unicode/uscript.h>

#include "base/arena.h"
#include "base/str.h"
#include "type/fonts.h"
#include "type/type.h"

#define TEXT_MAX_BYTES (64 * 1024) // more is cut and ends in an ellipsis
#define TEXT_ELLIPSIS 0x2026
#define TEXT_PX_MIN 6 // less is taken for this
#define TEXT_PX_MAX 1024

// What a position is; of the unit that starts there.
enum text_mark {
    TEXT_CLUSTER = 1, // a grapheme cluster begins
    TEXT_BREAK = 2,   // a line may begin
};

// A stretch of one style.
struct text_piece {
    int end;
    bool bold, italic, raised;
    uint8_t colour;
};

// A stretch that is shaped alike.
struct text_item {
    int start, end;
    const struct text_piece *piece;
    UBiDiLevel level;
    UScriptCode script;
    const struct font_file *file;
    int px;
    bool spaced; // its clusters are set apart
};

struct text {
    struct arena *arena;
    const struct type_spec *spec;
    UChar *unit;
    int len;
    bool plain; // every unit below U+0300: no bidi, each unit a cluster
    bool cut;   // longer than TEXT_MAX_BYTES
    bool kana;  // somewhere
    struct text_piece *pieces;
    int n_pieces;
    uint8_t *marks; // len + 1 of enum text_mark
    UBiDiLevel *levels;
    UBiDiLevel base;
    struct text_item *items;
    int n_items, cap_items;
    int missing; // clusters without a font
};

// Fills all up to `plain`, `pieces` and `marks` (zero).
void text_init(struct text *text, const struct type_spec *spec, struct arena *arena);

// Appends units as UTF-8, without controls and other characters that show nothing.
void text_emit(const struct text *text, int start, int end, struct str *out);
// The code point at *at, which moves on behind it; a lone surrogate is itself.
uint32_t text_read(const struct text *text, int *at);
int text_next_cluster(const struct text *text, int at); // at most len
bool text_is_space(uint32_t code);                      // one that a line's end swallows
int text_px(const struct type_style *style, bool raised);
