// What a frame looks like, as data: layers of draw commands in whole pixels.
//
// A draw list is filled in z order and lives in the caller's arena; nothing here paints.
// Coordinates of a command are those of its layer: a layer's own (0, 0) is shown at its
// clip's top left, moved by minus its offset. Colours are 0xAARRGGBB, not premultiplied.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/command.h"
#include "base/rect.h"
#include "type/type.h"

// A picture at the size it is shown at: the player decodes, scales so that it covers w x h,
// crops around the focus and keeps it. Until then `colour` stands in.
struct image_ref {
    char media[ID_CAP];
    int w, h;
    float focus_x, focus_y; // 0..1
    uint32_t colour;        // 0xFFRRGGBB
    // A part of the picture in fractions of its sides, scaled to w x h without a crop: what is
    // seen of one that is zoomed. w == 0: all of it.
    struct part {
        float x, y, w, h;
    } part;
};

uint64_t image_ref_hash(const struct image_ref *ref);
bool image_ref_eq(const struct image_ref *a, const struct image_ref *b);

enum corner {
    CORNER_TL = 1,
    CORNER_TR = 2,
    CORNER_BL = 4,
    CORNER_BR = 8,
    CORNER_ALL = 15
};

// A box that need not lie on whole pixels.
struct fbox {
    float x, y, w, h;
};

// A picture that is not shown at the size it was decoded for: the whole, stretched, and over it
// sharper parts, the later over the earlier, each as soon as it is there. media "": none.
#define DRAW_SHARP_MAX 2

struct draw_zoom {
    struct image_ref whole;
    struct fbox whole_at; // in the layer's coordinates
    struct image_ref sharp[DRAW_SHARP_MAX];
    struct fbox sharp_at[DRAW_SHARP_MAX];
};

// Pixels that somebody else made and keeps, until the next frame is made.
struct draw_pixels {
    const uint32_t *px; // 0xAARRGGBB, premultiplied
    int w, h, pitch_px;
    uint64_t id; // of what they show: others have another one
    bool opaque;
    // In place of px: squares of `side` px, row by row, none of them missing, that are shown from
    // x, y on, 1:1. NULL: none.
    const uint32_t *const *squares;
    int columns, side, x, y;
};

// From the box's pixels, from its top left, to those of a draw_pixels: the middle of pixel (i, j)
// of the box is at (xx * i + xy * j + x, yx * i + yy * j + y) of them.
struct draw_warp {
    float xx, xy, yx, yy, x, y;
};

enum draw_kind {
    DRAW_FILL,    // a rounded rectangle
    DRAW_OUTLINE, // its border, `line` px wide, inside the rectangle
    DRAW_SHADOW, // soft, under a rounded rectangle: blurred by `blur` px, moved down by `dy`
    DRAW_GRADIENT, // from colour (first edge) to colour2 (last), straight alpha
    DRAW_TEXT,
    DRAW_IMAGE,
    DRAW_ZOOM, // what of `zoom` lies in the box; the box is opaque, image.colour behind it
    DRAW_ICON, // an alpha mask of assets/icons by name, scaled to the rectangle
    // What of `pixels` falls into the box: 1:1 at its top left (then the box is no larger than
    // they are), or through `warp` (the nearest pixel). What they don't reach stays.
    DRAW_PIXELS,
};

enum gradient_axis { GRADIENT_DOWN, GRADIENT_RIGHT };

struct draw_command {
    enum draw_kind kind;
    struct rect box;
    struct rect clip; // w == 0: the layer's
    uint32_t colour, colour2;
    int radius;    // px; at most half the short side
    int corners;   // of enum corner, where radius applies
    int line;      // outline
    int blur, dy;  // shadow
    bool hollow;   // shadow: an opaque box follows, which hides what lies under it
    bool flip;     // icon: mirrored (right-to-left)
    uint8_t faded; // image: 0 as it is ... 255 not there
    enum gradient_axis axis;
    const char *icon;                  // static or in the arena
    const struct paragraph *paragraph; // text
    struct image_ref image;
    const struct draw_zoom *zoom;     // in the arena
    const struct draw_pixels *pixels; // in the arena
    const struct draw_warp *warp;     // in the arena; NULL: 1:1
};

struct draw_list {
    struct arena *arena;
    struct draw_command *items;
    size_t count, cap;
};

void draw_list_init(struct draw_list *list, struct arena *arena);
// A copy of the command is added; its address is valid until the next one.
struct draw_command *draw_add(struct draw_list *list, const struct draw_command *command);

// What a command may touch: its box, wider for a shadow and for letters that lean out.
struct rect draw_reach(const struct draw_command *command);
// The same in up to eight parts, closer: of an outline its sides and corners, and not what is
// between them.
#define DRAW_PARTS_MAX 8
int draw_parts(const struct draw_command *command, struct rect out[DRAW_PARTS_MAX]);
// Everything that decides its pixels, but not whether its picture has arrived.
uint64_t draw_hash(const struct draw_command *command);

enum layer_kind {
    LAYER_PLAIN,    // painted where damaged
    LAYER_SCROLLER, // opaque, its pixels are kept and moved
};

struct draw_layer {
    enum layer_kind kind;
    uint64_t key;     // the same from frame to frame: a hash of its path
    struct rect clip; // in the window, before rotation
    int offset_x, offset_y;
    int content_w, content_h; // scroller: how far its content reaches
    uint32_t background;      // scroller: 0xFFRRGGBB behind its content
    uint8_t opacity;          // 255: as it is
    struct draw_list list;
};

// How the picture that was shown becomes this one. The old one is frozen: pixels that nothing
// can happen to.
enum turn_kind {
    TURN_NONE,
    TURN_PUSH, // comes in from the side of the line's end; the old one moves a third as far
    TURN_GROW, // grows out of `box`, a card of the old one
    TURN_RISE, // `box`, a card of the new one, rises from the lower edge; `shade` over the rest
    TURN_FADE,
};

struct draw_turn {
    enum turn_kind kind;
    uint64_t
        serial; // of each turn another: with its first frame the old picture is frozen
    float at;   // 0: the old picture ... 1: the new one; eased already
    // The same backwards: the old one leaves to the end, shrinks into `box` of the new one, or
    // sinks with its `box` out of the new one.
    bool back;
    bool mirrored;   // lines end at the left
    struct rect box; // px of the picture
    int radius, corners;
    uint32_t shade; // 0xAARRGGBB, as it is at the end
};

#define DRAW_LAYERS_MAX 16
#define DRAW_SOON_MAX 8

struct draw_frame {
    int w, h; // of the picture, before rotation
    uint32_t background;
    int64_t now_us; // of ui's clock: a picture that was long awaited fades in by it
    bool still;     // motion is reduced: nothing fades in
    struct draw_turn turn;
    struct draw_layer layers[DRAW_LAYERS_MAX]; // from below
    size_t n_layers;
    struct image_ref soon[DRAW_SOON_MAX]; // not shown, but wanted by the next page
    size_t n_soon;
};
