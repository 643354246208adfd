#include "place/place.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/mem.h"
#include "place/gpsd.h"
#include "place/track.h"

// A pause of the track is waited for no longer than this: nobody stands through a lunch again.
#define GAP_MAX_US INT64_C(60000000)

struct place {
    struct gpsd *gpsd;  // or
    struct track track; // and how far it was played
    size_t next;
    float speed;
    bool begun;
    int64_t start_us;  // of the caller's clock
    int64_t played_us; // of the track, at its next fix, with its pauses cut
};

struct place *place_open(const struct place_spec *spec, void (*wake)(void *),
                         void *wake_data, struct err *err)
{
    struct place *p = xcalloc(1, sizeof(*p));
    bool ok;
    p->speed = spec->speed;
    if (spec->kind == PLACE_GPSD) {
        p->gpsd = gpsd_open(spec->host, spec->port, wake, wake_data, err);
        ok = p->gpsd != NULL;
    } else if (spec->kind == PLACE_REPLAY) {
        ok = track_read(spec->file, &p->track, err);
    } else {
        BUG("a place that is neither gpsd nor a replay");
    }
    if (ok)
        return p;
    free(p);
    return NULL;
}

void place_close(struct place *place)
{
    if (!place)
        return;
    if (place->gpsd)
        gpsd_close(place->gpsd);
    track_release(&place->track);
    free(place);
}

static int64_t due_us(const struct place *p)
{
    return p->start_us + (int64_t)((double)p->played_us / (double)p->speed);
}

bool place_next(struct place *place, int64_t now_us, struct fix *out)
{
    struct place *p = place;
    if (p->gpsd)
        return gpsd_next(p->gpsd, out);
    if (!p->begun) {
        p->begun = true;
        p->start_us = now_us;
    }
    if (p->next == p->track.n || now_us < due_us(p))
        return false;
    *out = p->track.fixes[p->next++];
    if (p->next < p->track.n) {
        int64_t gap = p->track.fixes[p->next].time_us - out->time_us;
        p->played_us += gap < GAP_MAX_US ? gap : GAP_MAX_US;
    }
    return true;
}

int64_t place_deadline_us(const struct place *place)
{
    if (place->gpsd || place->next == place->track.n)
        return -1;
    return place->begun ? due_us(place) : 0;
}

bool place_over(const struct place *place)
{
    return !place->gpsd && place->next == place->track.n;
}

bool place_connected(const struct place *place)
{
    return place->gpsd && gpsd_connected(place->gpsd);
}

int place_connections(const struct place *place)
{
    return place->gpsd ? gpsd_connections(place->gpsd) : 0;
}
