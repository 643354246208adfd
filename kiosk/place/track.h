// Recorded tracks: GPX 1.0 and 1.1 (track points with a time; expat) and NMEA 0183 (RMC and GGA,
// our own reader: small, and given any bytes in tests), by what the file begins with. And written:
// GPX 1.1.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "geo/fix.h"

#define TRACK_FIXES_MAX ((size_t)1 << 20)

struct track {
    struct fix *fixes; // in the order of time; a point that goes back is left out
    size_t n;
};

// False: file, line, what was expected.
bool track_read(const char *path, struct track *out, struct err *err);
void track_release(struct track *track);

// One line of NMEA into what is known so far: true when a fix is complete. Lines whose checksum is
// wrong, and all other sentences, change nothing.
struct nmea {
    struct fix fix;
    int64_t day_us, last_us;
    float hdop;
    bool dated;
};

bool nmea_line(struct nmea *n, const char *line, size_t len, struct fix *out);

// A GPX file that is whole after each fix: its end is written with every one, and written over by
// the next.
struct track_writer;

struct track_writer *track_create(const char *path, struct err *err);
bool track_write(struct track_writer *w, const struct fix *fix, struct err *err);
void track_close(struct track_writer *w);
