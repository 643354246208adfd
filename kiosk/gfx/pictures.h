// Pictures at the size they are shown at: read and decoded by workers, kept while they are
// shown and, within a budget, after.
//
// One that can't be had is logged once and stays a placeholder. One that comes late, after its
// placeholder was looked at, fades in by the frames' time. Main thread only; the jobs it posted
// may end after pictures_close, and then let go of what is left.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/jobs.h"
#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/gfx.h"

#define PICTURES_LATE_US 250000 // after which a picture fades in
#define PICTURES_FADE_US 150000

struct pictures;

// jobs or read NULL: there are only placeholders.
struct pictures *pictures_open(struct jobs *jobs, gfx_read_fn read, void *read_data);
void pictures_close(struct pictures *p);

// A frame: begin, want what it shows, end. What is no longer wanted and not yet started is
// not decoded; what was not wanted is kept up to keep_bytes, the longest unused goes first.
void pictures_begin(struct pictures *p, int64_t now_us, bool still);

enum pictures_need {
    PICTURES_SEEN,
    PICTURES_NEAR, // a finger may bring it into view
    PICTURES_SOON, // the next page may: only while nothing else is to be decoded
};

void pictures_want(struct pictures *p, const struct image_ref *ref,
                   enum pictures_need need);
void pictures_end(struct pictures *p, size_t keep_bytes);

// NULL: not there (yet). Borrowed until pictures_end.
const struct bitmap *pictures_find(const struct pictures *p, const struct image_ref *ref);

// How much of one that is there has faded in: 255 all.
uint8_t pictures_level(const struct pictures *p, const struct image_ref *ref);
bool pictures_fading(const struct pictures *p); // one that the frame shows
void pictures_settle(struct pictures *p);       // what is there is there at once
// Since pictures_begin, one that the frame wants for itself.
bool pictures_arrived(const struct pictures *p);
size_t pictures_pending(const struct pictures *p);
size_t pictures_bytes(const struct pictures *p);
