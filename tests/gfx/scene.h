// Frames for the player's tests: draw lists in an arena, by hand or by chance.
#pragma once

#include <stdio.h>

#include "base/arena.h"
#include "canvas.h"
#include "draw/draw.h"

static inline struct draw_layer *scene_layer(struct draw_frame *f, struct arena *arena,
                                             enum layer_kind kind, uint64_t key,
                                             struct rect clip)
{
    struct draw_layer *layer = &f->layers[f->n_layers++];
    *layer = (struct draw_layer){.kind = kind, .key = key, .clip = clip, .opacity = 255};
    layer->background = 0xFFFBF3EA;
    draw_list_init(&layer->list, arena);
    return layer;
}

static inline void scene_fill(struct draw_layer *layer, struct rect box, uint32_t colour)
{
    draw_add(&layer->list,
             &(struct draw_command){.kind = DRAW_FILL, .box = box, .colour = colour});
}

static inline struct rect scene_box(uint32_t *seed, int w, int h)
{
    return (struct rect){chance_to(seed, w) - 20, chance_to(seed, h) - 20,
                         1 + chance_to(seed, w / 2), 1 + chance_to(seed, h / 3)};
}

static inline struct draw_command scene_command(uint32_t *seed, int w, int h)
{
    static const enum draw_kind kinds[] = {DRAW_FILL,     DRAW_OUTLINE, DRAW_SHADOW,
                                           DRAW_GRADIENT, DRAW_IMAGE,   DRAW_ICON};
    struct draw_command c = {.kind = kinds[chance_to(seed, 6)]};
    c.box = scene_box(seed, w, h);
    if (chance_to(seed, 4) == 0)
        c.clip = scene_box(seed, w, h);
    c.colour =
        (chance_to(seed, 3) ? 0xFF000000u : chance(seed) << 24) | chance(seed) % 0xFFFFFF;
    c.colour2 = chance(seed) << 12 | chance(seed) % 0xFFF;
    c.radius = chance_to(seed, 3) ? chance_to(seed, 30) : 0;
    c.corners = chance_to(seed, 16);
    c.line = 1 + chance_to(seed, 4);
    c.blur = chance_to(seed, 14);
    c.dy = chance_to(seed, 9);
    c.flip = chance_to(seed, 2);
    c.faded = chance_to(seed, 4) ? 0 : (uint8_t)chance(seed);
    c.hollow = chance_to(seed, 2);
    c.axis = chance_to(seed, 2) ? GRADIENT_DOWN : GRADIENT_RIGHT;
    c.icon = chance_to(seed, 2) ? "play" : "back";
    c.image = (struct image_ref){.w = c.box.w, .h = c.box.h, .colour = chance(seed)};
    snprintf(c.image.media, sizeof(c.image.media), "m%d", chance_to(seed, 3));
    return c;
}

static inline void scene_fill_by_chance(struct draw_layer *layer, uint32_t seed,
                                        int count, int w, int h)
{
    for (int i = 0; i < count; i++) {
        struct draw_command c = scene_command(&seed, w, h);
        draw_add(&layer->list, &c);
    }
}
