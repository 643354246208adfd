// Names on the map: one collision pass over the window and a border around it.
//
// Which names stand where depends on the tiles and the camera alone, not on the order in which
// tiles came nor on what stood before: places are chosen on the ground, so that a map that is
// pulled shows the same names on the same spots. Place once the camera is at rest, or every 200 ms
// while it moves; in between names go along with the ground and stay upright.
#pragma once

#include "draw/draw.h"
#include "map/affine.h"
#include "map/names.h"
#include "map/raster.h"
#include "type/type.h"

struct map_labels; // main thread: owns the pictures of names

struct map_labels *map_labels_create(struct type *type);
void map_labels_destroy(struct map_labels *labels);
size_t map_labels_bytes(const struct map_labels *labels);
void map_labels_trim(
    struct map_labels *labels); // nothing of it is on show: none is placed

// The title of a stop, which stands beside its pin.
struct map_labels_stop {
    struct geo_xy at; // Mercator
    const char *title;
    float radius_px; // of the pin
    bool next;       // comes first
};

struct map_labels_spec {
    const struct map_names *const *tiles;
    size_t n_tiles;
    struct map_affine to_px; // of the box's top left
    int w, h;                // px of the box
    double zoom;
    float px_dp;
    enum map_theme theme;
    const struct rect *blocked; // pins and cards, in px of the box: no name overlaps them
    size_t n_blocked;
    // Streets of the route come before others: their names' places are near this line.
    const struct geo_xy *route; // Mercator; a NAN in it parts two lines
    size_t n_route;
    const struct map_labels_stop *stops;
    size_t n_stops;
    // What of the box no card covers: titles stand there where they can. w == 0: all of it.
    struct rect open;
    float text; // how much larger than usual letters are; 0: not at all
};

void map_labels_place(struct map_labels *labels, const struct map_labels_spec *spec);
// With the camera as it is now, which may have moved since; box in px of the layer.
void map_labels_draw(struct map_labels *labels, const struct map_affine *to_px,
                     struct rect box, struct draw_list *list);
// Some names were not drawn, so that the frame need not wait for them: the next one has more.
bool map_labels_waiting(const struct map_labels *labels);

// For tests: the placed ones in the order of placing.
struct map_label {
    const char *text;
    float x, y,
        // Of its middle, px of the box; angle of its baseline, clockwise. What leans a little
        // beyond the vertical is read upwards like its neighbours: -100 to 80 degrees.
        angle_rad;
    float w, h; // before it is turned
};
size_t map_labels_count(const struct map_labels *labels);
struct map_label map_labels_at(const struct map_labels *labels, size_t i);
