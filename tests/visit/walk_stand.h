// Who walks in a test's town: at a second's steps, wherever the test puts him. After cmocka.h.
#pragma once

#include "base/hash.h"
#include "visit/walker.h"
#include "walk_town.h"

struct stand {
    struct town town;
    const struct walk_plan *plan;
    struct walk walk;
    double now_s;
    float accuracy_m;
    struct geo_point at;
};

static inline int open_stand(void **state)
{
    struct stand *s = calloc(1, sizeof(*s));
    town_open(&s->town);
    s->plan = s->town.plan;
    s->accuracy_m = 5;
    walk_begin(&s->walk);
    *state = s;
    return s->plan ? 0 : -1;
}

static inline int close_stand(void **state)
{
    struct stand *s = *state;
    town_close(&s->town);
    free(s);
    return 0;
}

static inline void replan(struct stand *s)
{
    s->plan = walk_plan_make(&s->town.arena, &s->town.model);
    assert_non_null(s->plan);
}

static inline enum walk_event fix_at(struct stand *s, struct geo_point at)
{
    s->now_s += 1;
    s->at = at;
    struct fix fix = {.time_us = (int64_t)(s->now_s * 1e6),
                      .lat = at.lat,
                      .lon = at.lon,
                      .accuracy_m = s->accuracy_m,
                      .course_deg = NAN,
                      .speed_m_s = NAN};
    return walk_fix(&s->walk, s->plan, &fix);
}

static inline struct geo_point moved(struct geo_point from, double bearing_deg,
                                     double metres)
{
    struct geo_plane plane = geo_plane_at(from);
    double a = bearing_deg * M_PI / 180;
    return geo_from_plane(&plane, (struct geo_xy){metres * sin(a), metres * cos(a)});
}

// What happened on the way, each event counted; the last stop that was arrived at.
struct seen {
    int events[WALK_DONE + 1];
    int arrived;
    double first_s[WALK_DONE + 1];
};

static inline void note(struct seen *seen, const struct stand *s, enum walk_event e)
{
    if (seen->events[e]++ == 0)
        seen->first_s[e] = s->now_s;
    if (e == WALK_ARRIVED || e == WALK_DONE)
        seen->arrived = s->walk.at;
}

static inline struct seen stay(struct stand *s, double seconds)
{
    struct seen seen = {.arrived = -1};
    struct geo_point at = s->at;
    for (int i = 0; i < (int)seconds; i++)
        note(&seen, s, fix_at(s, at));
    return seen;
}

static inline struct seen go(struct stand *s, double bearing_deg, double metres)
{
    struct seen seen = {.arrived = -1};
    struct geo_point from = s->at;
    for (double m = 0; m < metres; m += 1.25)
        note(&seen, s, fix_at(s, moved(from, bearing_deg, m)));
    return seen;
}

static inline struct seen go_to(struct stand *s, struct geo_point to)
{
    struct geo_plane plane = geo_plane_at(s->at);
    struct geo_xy d = geo_to_plane(&plane, to);
    return go(s, atan2(d.x, d.y) * 180 / M_PI, hypot(d.x, d.y));
}

// Along the legs.
static inline struct seen follow(struct stand *s, double from_m, double to_m)
{
    struct seen seen = {.arrived = -1};
    for (double m = from_m; m < to_m; m += 1.25)
        note(&seen, s, fix_at(s, walk_plan_at(s->plan, m)));
    return seen;
}

static inline struct geo_point stop_at(size_t i)
{
    return (struct geo_point){town_at[i].lat, town_at[i].lon};
}

// To this stop, and half way on to the next one.
static inline void begin_after(struct stand *s, size_t stop)
{
    double at_m = walk_plan_stop_metres(s->plan, stop);
    double to_m = walk_plan_stop_metres(s->plan, stop + 1);
    walk_seek(&s->walk, s->plan, at_m + 1);
    follow(s, at_m + 1, (at_m + to_m) / 2);
    assert_int_equal(s->walk.next, stop + 1);
    assert_int_equal(s->walk.status, WALK_ON);
}

static inline uint64_t hash(const struct walk *w)
{
    return walk_hash(w, HASH_START);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stand, close_stand)
