// The map as a node: vector tiles of the pack, drawn by workers to tiles of 512 px in our own
// style, names over them in one collision pass, and over those the route, the stops and where the
// visitor is.
//
// A struct map keeps what was read and drawn, within MAP_BYTES; it belongs to the main thread, and
// its jobs read tiles through `read`. What is not there yet is shown from what is: a coarser tile,
// an older zoom, else the colour of paper.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/jobs.h"
#include "geo/geo.h"
#include "type/type.h"
#include "ui/plane.h"

#define MAP_BYTES ((size_t)48 << 20)

struct map;

// On a worker. A tile's bytes, rows counted from the north; in the arena. NULL bytes: there is no
// such tile. False: it can't be read; then there is none.
typedef bool (*map_read_fn)(void *data, struct arena *arena, int z, int x, int y,
                            const void **bytes, size_t *len);

// Borrows all; `changed` is called on the main thread (by jobs_drain) when there is more to show.
struct map *map_create(struct jobs *jobs, struct type *type, map_read_fn read,
                       void *data);
void map_destroy(struct map *map);
void map_forget(struct map *map); // another pack
// A tile arrived, or a camera came to rest, since the last frame: the same tree shows more now.
// While something is moving, a camera does not rest.
bool map_stirred(const struct map *map, bool moving);
bool map_take_stirred(struct map *map, bool moving); // and it has been noticed
// How the last frame went, for the benches and tests.
struct map_stats {
    int paper_px;   // for want of any tile
    size_t waiting; // tiles wanted and not there
};

struct map_stats map_stats(const struct map *map);
void map_trim(struct map *map);          // nothing of it is on show
size_t map_bytes(const struct map *map); // of all that it keeps

enum map_stop_state { MAP_STOP_LATER, MAP_STOP_NEXT, MAP_STOP_HERE, MAP_STOP_SEEN };

struct map_stop {
    struct geo_point at;
    const char *label; // what stands on the pin: "3"
    const char *title; // beside it, where there is room
    const char *name;  // spoken: "Stop 3: Bradbury Building"
    enum map_stop_state state;
    struct command command; // kind 0: it can't be pressed
};

// A route in parts: what is behind is drawn as a line, what is ahead as dots with its direction.
struct map_route {
    const struct geo_point *line;
    size_t n;
    double done; // 0..1 of its length
};

struct map_position {
    bool shown;
    struct geo_point at;
    float accuracy_m;  // 0 or NAN: no circle
    float heading_deg; // NAN: none
    bool stale;        // drawn pale
};

// What a map shows. All of it is borrowed, and must live as long as the tree.
struct map_view {
    struct map *map; // NULL: paper, route and stops
    struct camera base;
    uint64_t serial;
    float slack_dp;
    bool fixed;
    bool dark;                       // as in the evening, under words in white
    double west, south, east, north; // of the region; all 0: anywhere
    double min_zoom, max_zoom;       // of the tiles; it goes on to 18
    const char *lang;                // of the names, where the map has them
    const struct map_route *routes;
    size_t n_routes;
    const struct map_stop *stops;
    size_t n_stops;
    struct map_position position;
    // So much of the box, dp, is covered by cards: the titles of stops keep out of there.
    struct edges covered;
};

struct node *map_add(struct build *b, struct node *parent, const char *key,
                     const char *name, const struct map_view *view);
// A camera that shows all these points in a box of so many dp, within its covered edges, at most
// at max_zoom. With no points the whole world.
struct camera map_fit(const struct geo_point *points, size_t n, float w_dp, float h_dp,
                      struct edges covered, double max_zoom, double bearing_deg);
// A camera that has a point in the middle of what is not covered.
struct camera map_at(struct geo_point at, double zoom, double bearing_deg,
                     struct edges covered);
// Metres a dp is, there and at that zoom: for a scale.
double map_metres_a_dp(double lat, double zoom);
