// A walk for tests: eleven stops downtown, legs of 52 to some 700 m with the bends of a grid of
// streets, circles of 40 m (out at 60 m), two of them only 41 m apart. Each test includes it once.
#pragma once

#include <math.h>

#include "base/arena.h"
#include "visit/walk.h"

#define TOWN_STOPS 11

static const struct walk_vertex town_at[TOWN_STOPS] = {
    {34.05583, -118.23611}, {34.05715, -118.23816}, {34.05370, -118.24270},
    {34.05330, -118.24770}, {34.05054, -118.24786}, {34.05083, -118.24814},
    {34.05087, -118.24906}, {34.04980, -118.25420}, {34.05134, -118.25021},
    {34.05528, -118.25000}, {34.05674, -118.24728},
};

struct town {
    struct arena arena;
    struct walk_model model;
    struct walk_stop stops[TOWN_STOPS];
    struct walk_leg legs[TOWN_STOPS - 1];
    struct walk_vertex lines[TOWN_STOPS - 1][4];
    struct walk_step steps[TOWN_STOPS - 1][2];
    const struct walk_plan *plan;
};

// By streets that run 38 degrees from north: along, across, along.
static void town_leg(struct town *t, size_t i)
{
    struct geo_plane plane = geo_plane_at((struct geo_point){34.053, -118.245});
    struct geo_xy a =
        geo_to_plane(&plane, (struct geo_point){town_at[i].lat, town_at[i].lon});
    struct geo_xy b =
        geo_to_plane(&plane, (struct geo_point){town_at[i + 1].lat, town_at[i + 1].lon});
    double c = cos(38 * M_PI / 180), s = sin(38 * M_PI / 180);
    double dx = b.x - a.x, dy = b.y - a.y, along = dx * s + dy * c,
           across = dx * c - dy * s;
    double first = fabs(along) + fabs(across) > 150 ? along * 0.6 : along;
    struct geo_xy line[4] = {a};
    line[1] = (struct geo_xy){a.x + first * s, a.y + first * c};
    line[2] = (struct geo_xy){line[1].x + across * c, line[1].y - across * s};
    line[3] = b;
    for (int k = 0; k < 4; k++) {
        struct geo_point p = geo_from_plane(&plane, line[k]);
        t->lines[i][k] = (struct walk_vertex){p.lat, p.lon};
    }
    t->steps[i][0] = (struct walk_step){.at_m = 0, .turn = WAY_START};
    t->steps[i][1] = (struct walk_step){.at_m = fabs(first), .turn = WAY_RIGHT};
    t->legs[i] = (struct walk_leg){
        .line = t->lines[i], .n_line = 4, .directions = t->steps[i], .n_directions = 2};
}

static void town_open(struct town *t)
{
    *t = (struct town){0};
    arena_init(&t->arena);
    for (size_t i = 0; i < TOWN_STOPS; i++)
        t->stops[i] = (struct walk_stop){
            .lat = town_at[i].lat,
            .lon = town_at[i].lon,
            .trigger = {.shape = TRIGGER_CIRCLE,
                        .at = town_at[i],
                        .radius_m = 40,
                        .exit_m = 60,
                        .dwell_s = 3,
                        .once = true},
        };
    for (size_t i = 0; i + 1 < TOWN_STOPS; i++)
        town_leg(t, i);
    t->model = (struct walk_model){.tour = "town",
                                   .mode = TOUR_WALK,
                                   .stops = t->stops,
                                   .n_stops = TOWN_STOPS,
                                   .legs = t->legs,
                                   .n_legs = TOWN_STOPS - 1};
    t->plan = walk_plan_make(&t->arena, &t->model);
}

static void town_close(struct town *t)
{
    arena_release(&t->arena);
}
