// Within place: what the readers of both kinds of track share.
#pragma once

#include "place/track.h"

struct track_reading {
    const char *path;
    struct track *track;
    size_t cap;
    struct err *err;
};

// Adds a fix unless it goes back in time. False, with the sentence: there are too many.
bool track_add(struct track_reading *r, const struct fix *fix, unsigned long line);

// A whole file, from its beginning.
bool gpx_read(struct track_reading *r, FILE *file);
bool nmea_read(struct track_reading *r, FILE *file);
