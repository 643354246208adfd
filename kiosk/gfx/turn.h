// Page turns without a GPU: the picture that is shown is frozen, the coming one is played into
// memory of its own, and each frame the two are composed (compose.h).
//
// What the player last painted on is `coming` during a turn and the picture otherwise; a turn
// that ends copies the one to the other, and the player goes on by what has changed.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/player.h"

struct turn {
    struct bitmap frozen, coming, band; // kept from turn to turn
    struct draw_turn now; // as it is shown; TURN_NONE: the player paints on the picture
    uint64_t serial;      // of the last one that began, or for which there was no memory
    bool any;             // serial is one
    bool trim;            // give the memory back with the next frame of no turn
    struct rect all;
    const struct rect
        *changed; // what the last turn_play changed in the picture; borrowed
    size_t n_changed;
};

void turn_init(struct turn *t);
void turn_release(struct turn *t);

// player_play on the picture, or what its turn makes of it. `lost`: the picture holds nothing of
// what was shown, so that a turn can't begin; the frame is shown at once, as it is without
// memory. True if the picture was changed.
bool turn_play(struct turn *t, struct player *player, const struct bitmap *picture,
               const struct draw_frame *frame, bool lost);
// Gives the memory back, but not before a turn that the next frame belongs to is over.
void turn_trim(struct turn *t);
size_t turn_bytes(const struct turn *t);
