// Screenshots: 8-bit RGB, the same bytes for the same pixels, no times or names in it.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "gfx/bitmap.h"

bool png_save(const struct bitmap *b, const char *path, struct err *err);
