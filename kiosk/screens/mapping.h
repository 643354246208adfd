// A tour on a map: what the walk, the map and the tour's page show of it.
#pragma once

#include "pack/walks.h"
#include "screens/parts.h"

struct mapping {
    struct walk_model walk;
    struct map_regions regions;
};

bool mapping_load(struct pack *pack, struct arena *arena, const char *tour,
                  struct mapping *out, struct err *err);

// The walk that the visitor is on, if it is this tour's; NULL.
const struct walking *mapping_walking(const struct screen_env *env,
                                      const struct mapping *m);
// The same, and what its walker is told; false without a plan of it.
bool mapping_guide(const struct screen_env *env, const struct mapping *m,
                   struct walk_guide *out);

bool mapping_on(const struct map_regions *regions, struct geo_point at); // any of them
// The region that holds most of the stops; regions.n: there is none.
size_t mapping_home(const struct mapping *m);
bool mapping_holds(const struct mapping *m, size_t region, size_t stop);
// How many stops of it a region holds.
size_t mapping_count(const struct mapping *m, size_t region);

// Route and stops, with names; camera, position, covered and what a pin does are the caller's.
// `pin` has the command of a stop; NULL: pins can't be pressed.
struct map_view *mapping_view(
    struct build *b, const struct screen_env *env, const struct mapping *m, size_t region,
    struct command (*pin)(const struct mapping *m, size_t stop, int number), int number);
// A camera that shows the stops of the region, and the route where it lies there.
struct camera mapping_fit(struct build *b, const struct mapping *m, size_t region,
                          float w_dp, float h_dp, struct edges covered);

// Of a map's covered edges, which are left and right where others are start and end.
struct edges mapping_covered(const struct look *look, struct edges edges);
// What must stand on every map: who made it, and that it is drawn and not to scale. On the map, or
// as a `line` below it; NULL: there is no map.
struct node *mapping_attribution(struct build *b, struct node *parent,
                                 const struct screen_env *env, const struct mapping *m,
                                 size_t region, bool line);
// What a pinch does.
void mapping_zoom(struct build *b, struct node *parent, const struct screen_env *env);

// "310 m · 5 min".
const char *mapping_way(struct build *b, const struct screen_env *env, double metres,
                        double seconds);
// "4.6 km, 1 h 2 min on foot at an easy pace"; nothing without legs.
void mapping_length(struct build *b, struct node *parent, const struct screen_env *env,
                    const struct mapping *m);
// Opens the map of a tour with this stop chosen (-1: none), in this region.
struct command mapping_choose(const struct mapping *m, size_t region, int stop);
// How the tour's page and the list say a walk begins, goes on or is previewed; adds one or two
// buttons, the first of them primary. Nothing where the tour has no legs.
void mapping_begin(struct build *b, struct node *parent, const struct screen_env *env,
                   const struct mapping *m);
