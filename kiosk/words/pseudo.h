// The two languages nobody speaks, made from English so that a picture shows what is wrong:
//   long   40 % more grapheme clusters and an end mark: what is cut has no mark
//   rtl    overridden to right-to-left: what does not mirror stands on the wrong side
#pragma once

#include <stddef.h>

#include "base/arena.h"

enum pseudo { PSEUDO_NONE, PSEUDO_LONG, PSEUDO_RTL };

#define PSEUDO_END "\xE2\x9F\xA7" // U+27E7, a bracket no text of ours has

// Into the arena; *prefix_out (may be NULL) bytes stand before the text. {name}s are kept and
// not counted. An empty text stays empty.
const char *pseudo_make(enum pseudo pseudo, struct arena *arena, const char *text,
                        size_t *prefix_out);

// Grapheme clusters outside {name}s.
size_t pseudo_length(const char *text);
