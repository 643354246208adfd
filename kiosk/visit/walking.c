#include "visit/walking.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "visit/visit.h"

#define TICK_S 0.2 // between fixes of a preview

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

// What a trigger or a hand said, for the card.
static void take_event(struct walking *w, enum walk_event event)
{
    if (event == WALK_ARRIVED || event == WALK_DONE)
        w->card = w->walk.at;
    else if (event == WALK_LEFT)
        w->card = -1;
}

static double walker_end(const struct walk_plan *plan, size_t stop)
{
    return walker_when(plan, walk_plan_stop_metres(plan, stop));
}

// In a preview the walker is put where the visitor wants him.
static void act_skip(struct walking *w, const struct walk_plan *plan)
{
    size_t passed = w->walk.next;
    walk_skip(&w->walk, plan);
    w->card = -1; // what is passed over is no arrival, even if it ends the walk
    if (!w->preview || passed >= walk_plan_stops(plan))
        return;
    w->seconds = fmax(w->seconds, walker_end(plan, passed) + WALKER_PAUSE_S);
    if (w->walk.status != WALK_ENDED) // on the way to the stop after it
        walk_seek(&w->walk, plan, walk_plan_stop_metres(plan, passed) + 1);
}

static void act_here(struct walking *w, const struct walk_plan *plan)
{
    if ((size_t)w->asked >= walk_plan_stops(plan))
        return;
    take_event(w, walk_arrive(&w->walk, plan, (size_t)w->asked));
    if (w->preview)
        w->seconds = walker_end(plan, (size_t)w->asked);
}

static void act_seek(struct walking *w, const struct walk_plan *plan)
{
    w->seconds = walker_seconds(plan) * w->asked / 1000;
    w->card = -1;
    walk_seek(&w->walk, plan, walker_metres(plan, w->seconds));
}

bool walking_act(struct walking *w, const struct walk_plan *plan)
{
    enum walking_ask what = w->ask;
    if (what == WALKING_ASK_NOTHING)
        return false;
    w->ask = WALKING_ASK_NOTHING;
    if (what == WALKING_ASK_SKIP)
        act_skip(w, plan);
    else if (what == WALKING_ASK_HERE)
        act_here(w, plan);
    else if (w->preview)
        act_seek(w, plan);
    w->asked = 0;
    return true;
}

// The engine sees the walker at the same times however long the steps are.
bool walking_pass(struct walking *w, const struct walk_plan *plan, double seconds)
{
    double end = walker_seconds(plan), before = w->seconds;
    if (!w->preview || w->paused || before >= end || !(seconds > 0))
        return false;
    w->seconds = fmin(before + seconds * w->speed, end);
    double tick = floor(before / TICK_S) + (before > 0 || w->walk.inner.begun ? 1 : 0);
    for (; tick * TICK_S <= w->seconds; tick++) {
        struct fix fix = walker_fix(plan, tick * TICK_S, NULL);
        take_event(w, walk_fix(&w->walk, plan, &fix));
    }
    if (w->seconds >= end && w->walk.status != WALK_ENDED)
        take_event(w, walk_arrive(&w->walk, plan, walk_plan_stops(plan) - 1));
    return true;
}

bool walking_fix(struct walking *w, const struct walk_plan *plan, const struct fix *fix)
{
    if (w->preview || w->paused || !*w->tour)
        return false;
    uint64_t before = walk_hash(&w->walk, HASH_START);
    take_event(w, walk_fix(&w->walk, plan, fix));
    return walk_hash(&w->walk, HASH_START) != before;
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
