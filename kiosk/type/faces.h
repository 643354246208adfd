// Opened fonts and what SDL_ttf does with them: how far a run advances, how it looks.
//
// A run is text of one font, size, script and direction, in logical order. It is shaped
// between two spaces: SDL_ttf tells the size of the surface, not of the text, and moves
// overhanging glyphs without saying how far; a space on either side takes up the overhang.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/uscript.h>

#include "base/err.h"
#include "type/fonts.h"

struct faces;

struct faces *faces_create(struct err *err);
void faces_destroy(struct faces *faces);

struct face_metrics {
    int ascent, descent; // both positive, px
};

// False: the file can't be opened; it is marked broken, and that is logged once.
bool faces_metrics(struct faces *faces, const struct font_file *file, int px,
                   struct face_metrics *out);

struct face_run {
    const struct font_file *file;
    int px;
    UScriptCode script;
    bool rtl;
    bool join_before, join_after; // cut out of a word whose letters join
    const char *text;             // UTF-8, nothing unprintable
    size_t len;
};

float faces_advance(struct faces *faces, const struct face_run *run);
// Of one character alone, to a fraction of a pixel.
float faces_advance_one(struct faces *faces, const struct font_file *file, int px,
                        uint32_t code);

// A painted run: a mask of coverage, or, of a colour font, pixels as 0xAARRGGBB, not
// premultiplied, to be drawn at `scale`.
struct face_image {
    const uint8_t *mask;    // NULL: coloured
    const uint32_t *colour; // NULL: a mask
    int w, h, pitch;        // in pixels, of either
    int left;               // of the first column, from where the run starts
    int top;                // of the first row, above the baseline
    float scale;
    void *held;
};

bool faces_render(struct faces *faces, const struct face_run *run,
                  struct face_image *out);
void face_image_release(struct face_image *image);
