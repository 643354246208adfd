// Pictures at the size they are shown at: read and decoded by workers, kept while they are
// shown and, within a budget, after.
//
// One that can't be had is logged once and stays a placeholder. Main thread only; the jobs it
// posted may end after pictures_close, and then let go of what is left.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/jobs.h"
#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/gfx.h"

struct pictures;

// jobs or read NULL: there are only placeholders.
struct pictures *pictures_open(struct jobs *jobs, gfx_read_fn read, void *read_data);
void pictures_close(struct pictures *p);

// A frame: begin, want what it shows, end. What is no longer wanted and not yet started is
// not decoded; what was not wanted is kept up to keep_bytes, the longest unused goes first.
void pictures_begin(struct pictures *p);
void pictures_want(struct pictures *p, const struct image_ref *ref);
void pictures_end(struct pictures *p, size_t keep_bytes);

// NULL: not there (yet). Borrowed until pictures_end.
const struct bitmap *pictures_find(const struct pictures *p, const struct image_ref *ref);

bool pictures_arrived(
    const struct pictures *p); // since pictures_begin, one the frame wants
size_t pictures_pending(const struct pictures *p);
size_t pictures_bytes(const struct pictures *p);
