// Puts a paragraph's lines one below the other.
#pragma once

#include "type/runs.h"

// Glyphs stand in the middle of a line: half of the leading above, half below. A line grows
// where its script's letters, with their marks, need more than line_px.
void stack_lines(struct layout_tools *tools, const struct type_spec *spec,
                 struct paragraph *p);
