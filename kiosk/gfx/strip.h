// The kept pixels of a layer that scrolls: bands of rows in a ring, painted when they come
// into view or changed, and blitted from then on. Some are painted ahead of the finger.
//
// Bands lie at multiples of their height in the content's own rows, before 0 and beyond the
// end too, so that a list pulled past its end needs no special case.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/grid.h"
#include "gfx/painter.h"
#include "gfx/region.h"

#define STRIP_BAND_H 64
#define STRIP_TILE_W 128 // a band is hashed and repainted in parts this wide

struct strip;

// The layer must be one that strip_fits.
bool strip_fits(const struct draw_layer *layer);
struct strip *strip_create(const struct draw_layer *layer); // NULL: no memory
void strip_destroy(struct strip *s);
bool strip_is(const struct strip *s,
              const struct draw_layer *layer); // same key and shape

// Paints what the layer shows and the strip has not, but for bands that are nowhere `within` (in
// the window; NULL: all are). Adds to `changed`, if given, what of it was shown before and looks
// different now, in the window. Returns how many pixels it painted.
int strip_update(struct strip *s, struct painter *painter, const struct draw_layer *layer,
                 const struct rect *within, struct region *changed);
// Paints a few bands of what the layer will show soon, which nobody sees yet.
int strip_prepare(struct strip *s, struct painter *painter,
                  const struct draw_layer *layer);
// Paints one band in the direction of movement, if one is missing there: while it moves and
// in one frame after. Only after strip_update of the same layer.
int strip_fill_ahead(struct strip *s, struct painter *painter,
                     const struct draw_layer *layer);

// What the layer shows within `area` of the window, by copying. Only after strip_update.
void strip_blit(const struct strip *s, const struct draw_layer *layer,
                const struct raster *r);
// For a copy of its pixels elsewhere: all of them, where the last strip_update or
// strip_fill_ahead painted, and where it ever did.
const struct bitmap *strip_pixels(const struct strip *s);
const struct region *strip_painted(const struct strip *s);
void strip_add_all(const struct strip *s, struct region *out);
// Where in its pixels the rows of `cut` lie, a part of the layer's clip: from there on as many
// as follow each other. Returns how many.
int strip_run(const struct strip *s, const struct draw_layer *layer, struct rect cut,
              int *y_out);
