// Plays frames onto a picture: what changed since the last one is painted again, from the
// lowest layer that can be seen there.
//
// Plain layers are compared by cells of the picture; a scroller by its offset and by the tiles
// of its strip, so that a drag repaints exactly its view, in one rectangle.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/grid.h"
#include "gfx/painter.h"
#include "gfx/pictures.h"
#include "gfx/region.h"
#include "gfx/strip.h"

#define PLAYER_CELL 96 // px

// A layer as it was last shown.
struct player_shown {
    uint64_t key;
    int offset_y;
};

struct player {
    struct painter painter;
    struct pictures *pictures; // borrowed
    struct grid now, before;
    struct region region; // what the last player_play painted
    // Nothing else of the picture is seen now: the rest is painted when it is, or when this is
    // NULL again. Borrowed.
    const struct rect *within;
    struct region owed;
    struct strip *strips[DRAW_LAYERS_MAX];
    size_t n_strips;
    struct strip
        *strip_of[DRAW_LAYERS_MAX]; // by layer of the frame being played; or NULL
    struct player_shown shown[DRAW_LAYERS_MAX];
    size_t n_shown;
    int painted_px, strip_px;
};

void player_init(struct player *p, struct type *type, struct pictures *pictures);
void player_release(struct player *p);

// `all`: the picture holds nothing of the last frame. True if anything was painted; region
// says where.
bool player_play(struct player *p, const struct bitmap *picture,
                 const struct draw_frame *frame, bool all);
// The first half of it, for who composes the picture elsewhere: asks for pictures, and brings
// the strips up to date and into strip_of. `screen` is the picture's size.
void player_prepare(struct player *p, const struct draw_frame *frame, struct rect screen);
// Uses time that is left after a frame was shown; the frame is that of the last player_play.
void player_fill_ahead(struct player *p, const struct draw_frame *frame);
