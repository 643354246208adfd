// Within place: gpsd, read on a thread of its own.
//
// The thread looks the host up, connects, listens, and begins again when the connection is gone,
// or says nothing for too long. Of these only the look-up can't be interrupted (getaddrinfo waits
// as long as the resolver likes): a thread that hangs there when gpsd_close comes is left alone,
// owns what it needs, and frees it when the look-up returns. It touches nothing of the caller's
// then, not even `wake`. libgps takes the JSON apart; its gps_open isn't used, for it connects
// without a limit of time.
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "geo/fix.h"

// From the loss of a connection to the next attempt, and from attempt to attempt.
#define GPSD_PAUSE_LEAST_MS 250
#define GPSD_PAUSE_MOST_MS 2000
// An address that doesn't answer, and all addresses of a host.
#define GPSD_CONNECT_MS 1200
#define GPSD_CONNECT_ALL_MS 2400
// A server that hasn't greeted, or answered, by then is none.
#define GPSD_ANSWER_MS 2500
// So long may gpsd be silent (no receiver, no fix) until it is asked whether it is there.
#define GPSD_SILENT_MS 8000

struct gpsd;

struct gpsd *gpsd_open(const char *host, const char *port, void (*wake)(void *),
                       void *wake_data, struct err *err);
void gpsd_close(struct gpsd *g);
bool gpsd_next(struct gpsd *g, struct fix *out);
bool gpsd_connected(struct gpsd *g);
int gpsd_connections(struct gpsd *g);
