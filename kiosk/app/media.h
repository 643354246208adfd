// Pictures of a pack for gfx: called on workers, each with a handle of its own.
#pragma once

#include "gfx/gfx.h"

// `data` is the path of the pack.
bool media_read(void *data, const struct image_ref *ref, struct gfx_media *out,
                struct err *err);
