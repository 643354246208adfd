// The picture in the middle of a page turn, by a GPU: what compose.h makes in memory.
#pragma once

#include <SDL.h>

#include "draw/draw.h"

struct gpu_turn {
    SDL_Renderer *renderer;
    SDL_BlendMode over;           // of premultiplied pixels
    SDL_Texture *frozen, *coming; // of w x h, opaque, scaled linearly
    int w, h;
};

// Fills the renderer's target, which is as large.
void gpu_turn_compose(const struct gpu_turn *g, const struct draw_turn *turn);
