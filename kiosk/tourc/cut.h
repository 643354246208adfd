// Cutting what a map shows along the edges of a box.
//
// Lines come out in pieces (Liang and Barsky, 1984), rings whole, with what lies beyond the box
// folded onto its edges (Sutherland and Hodgman, 1974): edges that are not there must lie
// outside what is seen, in a tile's buffer.
#pragma once

#include "tourc/land.h"

// What is left of a feature's parts in the box, in the arena; how many parts. A hole goes with
// its ring. Points on the box's right and lower edges are not in it, so that one is in one box.
size_t cut_parts(struct arena *arena, enum mvt_kind kind, const struct land_part *parts,
                 size_t n, struct land_box box, struct land_part **out);
