// Lines and dots with a casing, as small pictures of coverage: what DRAW_FILL can't turn.
//
// The plane is cut into cells of the same place whatever is seen of it, so that a cell whose
// strokes are the same is the same picture: panning draws nothing anew but what comes in.
#pragma once

#include "draw/draw.h"
#include "map/affine.h"

struct strokes; // main thread: keeps pictures of cells while they are asked for

struct strokes *strokes_create(void);
void strokes_destroy(struct strokes *strokes);
size_t strokes_bytes(const struct strokes *strokes);

struct strokes_style {
    float radius_px, casing_px; // half a line's width; how much wider its casing is
    uint32_t colour, casing;    // 0xAARRGGBB
};

// Begins a picture of what is in the box; what was drawn before the last four of these may go.
void strokes_begin(struct strokes *strokes, const struct map_affine *to_px,
                   struct rect box, const struct strokes_style *style);
// Where something of Mercator lies, in px; those coordinates of a plane that turns and grows with
// the camera and is not moved by it.
struct geo_xy strokes_at(const struct strokes *strokes, struct geo_xy mercator);
// The part of a to b that may be seen, as fractions; false: none.
bool strokes_seen(const struct strokes *strokes, struct geo_xy a, struct geo_xy b,
                  double *from_out, double *to_out);
// A line with round ends; a dot where both are the same. Casings lie under all strokes.
void strokes_line(struct strokes *strokes, struct geo_xy a, struct geo_xy b, float width);
// Adds the pictures to the list.
void strokes_end(struct strokes *strokes, struct draw_list *list);
