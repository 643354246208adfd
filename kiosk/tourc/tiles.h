// The maps of a book as vector tiles: simplified for each zoom, cut, named as OpenMapTiles names
// them, and read back as a kiosk would read them.
//
// A tile is 4096 units wide, with a buffer of 64 around it. Names of streets get a layer of their
// own, transportation_name. A tile without anything to be seen is none. The same book gives the
// same bytes.
#pragma once

#include "tourc/book.h"

#define TILES_EXTENT 4096
#define TILES_BUFFER 64

// Fills book->tiles; complains of what no kiosk would show.
void tiles_make(struct book *book);
