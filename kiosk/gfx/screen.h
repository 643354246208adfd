// What is painted on: an upright picture. It is the window's own pixels where it can be, and
// otherwise memory that is turned or converted on its way to the window, or just memory.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "gfx/bitmap.h"
#include "gfx/window.h"

struct screen {
    struct window *window; // borrowed; NULL: offscreen
    int degrees;
    struct bitmap picture; // upright
    struct bitmap turned;  // as it hangs, where the window's pixels are of another kind
    bool own_picture;      // picture is memory of ours
    bool lost;             // the window's pixels may be others now
};

// w, h: upright, used only offscreen.
bool screen_init(struct screen *s, struct window *window, int degrees, int w, int h,
                 struct err *err);
void screen_release(struct screen *s);
// Offscreen: a picture of another size, with nothing on it. False: no memory, all stays.
bool screen_resize(struct screen *s, int degrees, int w, int h, struct err *err);
void screen_size(const struct screen *s, int *w_out, int *h_out); // upright
// Before painting. True if the picture is a new one with nothing on it.
bool screen_begin(struct screen *s);
// Shows these parts of the picture.
void screen_present(struct screen *s, const struct rect *rects, size_t count);
