#include "visit/walking.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "visit/visit.h"

void walking_init(struct walking *w)
{
    memset(w, 0, sizeof(*w));
    w->speed = WALKING_SPEED;
    w->card = -1;
    walk_begin(&w->walk);
}

bool walking_begin(struct walking *w, const char *tour, bool preview)
{
    bool same = strcmp(w->tour, tour) == 0 && w->preview == preview;
    if (same && w->walk.status != WALK_ENDED) {
        bool was = w->paused;
        w->paused = false;
        return was;
    }
    struct walking before = *w;
    walking_init(w);
    str_copy(w->tour, sizeof(w->tour), tour);
    w->preview = preview;
    w->safe = before.safe;
    w->speed = before.speed;
    w->camera = before.camera;
    w->camera_serial = before.camera_serial + 1;
    return true;
}

static bool ask(struct walking *w, enum walking_ask what, int number)
{
    w->ask = what;
    w->asked = number;
    return true;
}

static bool set_speed(struct walking *w, int speed)
{
    if (speed < 1 || speed > WALKING_SPEED_MAX || speed == w->speed)
        return false;
    w->speed = speed;
    return true;
}

static bool set_camera(struct walking *w, int camera)
{
    if (camera < 0 || camera >= WALKING_CAMERAS)
        return false;
    w->camera = (enum walking_camera)camera;
    w->camera_serial++;
    return true;
}

static bool set_card(struct walking *w, int open)
{
    int16_t card = open == 1 ? w->walk.at : -1;
    if (open < 0 || open > 1 || card == w->card)
        return false;
    w->card = card;
    return true;
}

bool walking_apply(struct walking *w, uint32_t kind, int number)
{
    if (kind == VISIT_WALK_CAMERA)
        return set_camera(w, number);
    if (!*w->tour)
        return false;
    switch ((enum visit_command)kind) {
    case VISIT_WALK_PAUSE:
        w->paused = !w->paused;
        return true;
    case VISIT_WALK_SPEED:
        return set_speed(w, number);
    case VISIT_WALK_SEEK:
        return w->preview && number >= 0 && number <= 1000 &&
               ask(w, WALKING_ASK_SEEK, number);
    case VISIT_WALK_SKIP:
        return ask(w, WALKING_ASK_SKIP, 0);
    case VISIT_WALK_HERE:
        return number >= 0 && number < WALK_STOPS_MAX && ask(w, WALKING_ASK_HERE, number);
    case VISIT_WALK_SAFE:
        if (w->safe)
            return false;
        w->safe = true;
        return true;
    case VISIT_WALK_CARD:
        return set_card(w, number);
    default:
        return false;
    }
}

static uint64_t hash_f64(uint64_t h, double v)
{
    return hash_bytes(h, &v, sizeof(v));
}

uint64_t walking_hash(const struct walking *w, uint64_t h)
{
    h = hash_str(h, w->tour);
    h = hash_u64(h, (uint64_t)w->preview | (uint64_t)w->paused << 1 |
                        (uint64_t)w->safe << 2 | (uint64_t)w->camera << 8 |
                        (uint64_t)w->ask << 16 | (uint64_t)w->speed << 32);
    h = hash_u64(h, (uint64_t)w->camera_serial << 32 | (uint64_t)(uint16_t)w->card);
    h = hash_f64(hash_u64(h, (uint64_t)w->asked), w->seconds);
    return walk_hash(&w->walk, h);
}
