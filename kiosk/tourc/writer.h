// The book as a pack: one SQLite file, the same bytes for the same sources.
#pragma once

#include "tourc/gallery.h"

// Writes the whole of it into a file that is there and empty.
bool writer_write(const char *path, struct book *book, struct gallery *gallery,
                  struct err *err);
