// Composes frames by a GPU: each layer is a texture, of pixels that our own painter painted.
//
// A strip's ring of bands is one texture, so that scrolling moves what is there; a plain layer
// is one of what its commands reach, and of it only cells that changed are painted and sent.
// They are laid over each other in another texture, the picture, from which what is shown and
// what is read come.
#pragma once

#include <SDL.h>
#include <stdbool.h>

#include "draw/draw.h"
#include "gfx/bitmap.h"
#include "gfx/player.h"

struct gpu;

struct gpu *gpu_create(SDL_Renderer *renderer); // borrowed
void gpu_destroy(struct gpu *g);                // before the renderer

// What was in textures is gone: the next frame makes all of them anew.
void gpu_lost(struct gpu *g);
// Brings the picture, of w x h, to the frame. True if it changed.
bool gpu_play(struct gpu *g, struct player *p, const struct draw_frame *frame, int w,
              int h);
// After player_fill_ahead of the same frame.
void gpu_fill_ahead(struct gpu *g, const struct player *p,
                    const struct draw_frame *frame);
// Shows the picture in the renderer's window, turned clockwise.
void gpu_present(struct gpu *g, int degrees);
// The picture's pixels, 0xFFRRGGBB; borrowed until the next call. px is NULL where there are
// none.
const struct bitmap *gpu_read(struct gpu *g);
// A texture was not to be had, so that the picture lacks something, now and from now on.
bool gpu_failed(const struct gpu *g);
int gpu_textures(const struct gpu *g); // that are alive
