// Names as pictures: letters with a halo, turned, premultiplied, and kept while they are shown.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw/draw.h"
#include "type/type.h"

struct lettering; // main thread

struct lettering *lettering_create(struct type *type);
void lettering_destroy(struct lettering *l);
void lettering_clear(struct lettering *l); // all pictures go
size_t lettering_bytes(const struct lettering *l);
// Once a frame, before the first picture: what the last frames did not show may go, and
// LETTERING_A_FRAME new ones may be made.
#define LETTERING_A_FRAME 8
void lettering_tick(struct lettering *l);
// More were asked for since: they are made after the next tick.
bool lettering_waiting(const struct lettering *l);

struct letters {
    const char *text;
    float size_px, spacing_px, halo_px;
    float wrap_px; // 0: one line
    bool bold, capitals;
    bool stacked; // sign below sign
};

// What the letters fill, their middle in its middle: of a line what reaches above and below the
// small letters alike.
struct letters_size {
    float w, h;
};

struct letters_size lettering_measure(struct lettering *l, const struct letters *letters);
// Whether all signs stand in a square each, so that they may be stacked.
bool letters_stackable(const char *text);

// A turned picture has more air than letters, so it comes in bands.
struct lettering_band {
    int x, y, w, h; // from the middle of the letters
    const uint32_t *px;
};

struct lettering_picture {
    const struct lettering_band *bands;
    size_t n;
    uint64_t id;
};

// Turned clockwise by whole degrees; colours 0xFFRRGGBB. No bands: not made yet. Valid until the
// second tick after it was last asked for.
struct lettering_picture lettering_picture(struct lettering *l,
                                           const struct letters *letters, int turn_deg,
                                           uint32_t ink, uint32_t halo);
