// What lies over the map and is sharp in every frame: the route, the stops' pins, and where the
// visitor is with the circle of accuracy. All of it as draw commands of the layer.
#pragma once

#include "draw/draw.h"
#include "map/affine.h"
#include "map/map.h"
#include "ui/node.h"

struct map_overlay; // main thread: keeps what it drew, for the next frame

struct map_overlay *map_overlay_create(struct type *type);
void map_overlay_destroy(struct map_overlay *overlay);
size_t map_overlay_bytes(const struct map_overlay *overlay);
// Below the names: the route. to_px gives px of the box's top left.
void map_overlay_route(struct map_overlay *overlay, const struct build *b,
                       const struct map_view *view, const struct map_affine *to_px,
                       struct rect box, struct draw_list *list);
// Above them: pins and position.
void map_overlay_marks(struct map_overlay *overlay, const struct build *b,
                       const struct map_view *view, const struct map_affine *to_px,
                       struct rect box, struct draw_list *list);
// How large a stop's pin is, dp; its middle is at the stop. The next one's is larger.
#define MAP_PIN_DP 48.0f
float map_overlay_pin_dp(enum map_stop_state state);
