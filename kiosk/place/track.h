// Recorded tracks: GPX 1.0 and 1.1 (track points with a time; expat) and NMEA 0183 (RMC and GGA,
// our own reader: small, and given any bytes in tests), by what the file begins with. And written:
// GPX 1.1. What they say of the error of a point, place/accuracy.h makes the radius of a fix.
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
//
// A fix is what RMC says, with the HDOP of the last GGA. A receiver that sends no RMC gives its
// second GGA and those after it, on a day of its own. Begin with zeros.
struct nmea {
    struct fix fix; // the last one
    int64_t day_us, last_us;
    float hdop;
    int hdop_age, alone;
    bool dated;
};

bool nmea_line(struct nmea *n, const char *line, size_t len, struct fix *out);

// A GPX file that is whole after each fix, and at any moment between, even if the program is killed
// (kiosk/place/writer.c says how); a power cut may cost what the system hadn't written yet. A file
// that was written so before goes on, in a new segment; any other that is there is left as it is,
// and an error. Others may not read it (0600).
struct track_writer;

struct track_writer *track_create(const char *path, struct err *err);
// False: the disk is full or gone; the file is as it was before.
bool track_write(struct track_writer *w, const struct fix *fix, struct err *err);
void track_close(struct track_writer *w); // NULL is no writer
