// What a pack says of a walk: its stops as points with triggers, and the legs between them.
// Read models like those of pack/model.h, and pure like them.
#pragma once

#include "pack/model.h"

struct walk_vertex {
    double lat, lon;
};

enum trigger_shape { TRIGGER_CIRCLE, TRIGGER_POLYGON };

// What starts a stop. Metres are on the ground.
struct walk_trigger {
    enum trigger_shape shape;
    struct walk_vertex at; // centre of a circle; of a polygon its label point
    double radius_m; // of a circle: where one is in; 0: nothing but a hand starts it
    double exit_m;   // of a circle: where one is out again, larger; of a polygon: so far
                     // from its border
    double dwell_s;  // so long one must be in
    int priority;    // of two that one is in, the higher one
    bool once;
    const struct walk_vertex *ring; // of a polygon
    size_t n_ring;
};

struct walk_stop {
    const char *id;
    int position, code; // as in stop_card
    double lat, lon;
    double precision_m; // how well the place's point is known, as a radius
    struct text title, area;
    struct picture picture;
    struct walk_trigger trigger;
};

enum way_turn {
    WAY_START,
    WAY_STRAIGHT,
    WAY_SLIGHT_LEFT,
    WAY_LEFT,
    WAY_SHARP_LEFT,
    WAY_SLIGHT_RIGHT,
    WAY_RIGHT,
    WAY_SHARP_RIGHT,
    WAY_CROSS,
    WAY_UP, // steps, a ramp, a railway
    WAY_DOWN,
    WAY_ARRIVE,
    WAY_TURNS,
};

struct walk_step {
    double at_m; // from the leg's beginning
    enum way_turn turn;
    struct text body; // "Right on Hill Street, past the market"
};

enum walk_steps { STEPS_YES, STEPS_NO, STEPS_UNKNOWN };

// From stop i to stop i + 1.
struct walk_leg {
    const struct walk_vertex *line;
    size_t n_line;
    double metres;
    int minutes;           // rounded up, at WALK_PACE_M_S
    enum walk_steps steps; // whether there are steps on the way
    const struct walk_step *directions;
    size_t n_directions;
};

#define WALK_PACE_M_S 1.25
#define WALK_STOPS_MAX 256

struct walk_model {
    const char *tour;
    enum tour_mode mode;
    struct text title;
    uint32_t accent; // as in tour_model
    const struct walk_stop *stops;
    size_t n_stops; // at most WALK_STOPS_MAX, what follows is left out
    const struct walk_leg *legs;
    size_t n_legs; // n_stops - 1, or 0: the tour has none
    double metres; // of all legs
    int minutes;   // of all legs on foot, without the stops
};

// A map of a region: all tiles are in one table, regions say what of the world they show.
struct map_region {
    const char *id, *attribution;
    struct text title;
    double west, south, east, north;
    int min_zoom, max_zoom;
    bool illustrated; // drawn, and not to scale
};

struct map_regions {
    const struct map_region *items;
    size_t n;
};
