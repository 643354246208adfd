// Lays a text out: lines one below the other, their runs in visual order at whole pixels.
#pragma once

#include "type/runs.h"

// Caller owns the result.
struct paragraph *layout_paragraph(struct layout_tools *tools,
                                   const struct type_spec *spec);
