// Where the visitor is, from outside: gpsd, or a recorded track. Never blocks: gpsd is read on a
// thread of its own, which calls `wake` when there is something new; a track is played by the
// caller's clock.
//
// The simulated walker is not here: he is a pure function of the walk (visit/walker.h).
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "geo/fix.h"

enum place_kind { PLACE_NONE, PLACE_GPSD, PLACE_REPLAY, PLACE_SIMULATE };

#define PLACE_SPEED_MAX 20.0f

// What --position says: none | gpsd[:host:port] | replay:FILE[@SPEED] | simulate[:SPEED]. An
// IPv6 address stands in [brackets]; what follows a file's last @ is a speed if it is a number.
struct place_spec {
    enum place_kind kind;
    char host[256], port[16]; // gpsd: localhost, 2947
    char file[1024];
    float speed; // 1 .. PLACE_SPEED_MAX
};

bool place_parse(const char *text, struct place_spec *out, struct err *err);

struct place;

// Of gpsd or a replay. False, with a sentence: a track that can't be read (file, line, what was
// expected). A gpsd that isn't there is no error: it is tried again, at most 5 s apart. `wake` is
// called on the thread that reads gpsd, and calls nothing of here.
struct place *place_open(const struct place_spec *spec, void (*wake)(void *),
                         void *wake_data, struct err *err);
// Returns within 0.2 s, whatever gpsd or the network do; `wake` is not called any more then. NULL
// is no place.
void place_close(struct place *place);
// The next fix that is due at now_us of a clock that only grows (a replay begins with the first
// call); false: none. Newer ones wait. A replay's fixes keep the times that were recorded, but a
// pause of more than a minute is played as a minute. What gpsd says without a time is no fix.
bool place_next(struct place *place, int64_t now_us, struct fix *out);
// When a replay's next fix is due; 0: it hasn't begun; -1: none will be.
int64_t place_deadline_us(const struct place *place);
bool place_over(const struct place *place); // a replay has come to its end
// Whether gpsd is there: something that greeted as gpsd does, and was heard from since.
bool place_connected(const struct place *place);
// How many times a connection to gpsd was made.
int place_connections(const struct place *place);
