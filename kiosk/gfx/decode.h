// From encoded bytes to a picture at the size it is shown at. Any thread.
//
// Of one in pieces, those that what is shown touches are decoded and put together.
//
// Headers are read before memory is asked for: what claims more than 60 megapixels or a side
// of more than 20,000, or is too short for its size, is refused. Decoders scale down while they
// decode (by eighths), so that a large picture never exists in full.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/gfx.h"

bool decode_picture(const struct gfx_media *media, const struct image_ref *ref,
                    struct bitmap *out, struct err *err);
