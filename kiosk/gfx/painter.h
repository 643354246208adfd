// From draw commands to pixels.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "draw/draw.h"
#include "gfx/icons.h"
#include "gfx/pictures.h"
#include "gfx/raster.h"
#include "gfx/shadows.h"
#include "type/type.h"

struct painter {
    struct type *type; // borrowed; NULL: no words
    struct pictures *pictures;
    struct icons icons;
    struct shadows shadows;
};

void painter_init(struct painter *p, struct type *type, struct pictures *pictures);
void painter_release(struct painter *p); // but not the pictures

// With the command's coordinates moved by dx, dy.
void painter_paint(struct painter *p, const struct raster *r,
                   const struct draw_command *c, int dx, int dy);
void painter_paint_list(struct painter *p, const struct raster *r,
                        const struct draw_list *list, int dx, int dy);

// All that decides the pixels of a command: draw_hash, and how much of its pictures is there.
uint64_t painter_hash(const struct painter *p, const struct draw_command *c);
// The parts of it that become opaque, whatever was there: up to two rectangles, which overlap.
int painter_solid(const struct draw_command *c, struct rect out[2]);
// Whether all of `area`, in the command's coordinates, becomes opaque.
bool painter_covers(const struct draw_command *c, struct rect area);
