// A window through SDL, on its driver that needs no display.
#pragma once

#include <SDL2/SDL.h>
#include <stdlib.h>

#include "canvas.h"
#include "gfx/gfx.h"

static inline struct gfx *offscreen_open(int w, int h, int rotate)
{
    struct err err;
    struct gfx_event event;
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    struct gfx *gfx = gfx_create(
        &(struct gfx_config){.title = "test", .w = w, .h = h, .rotate = rotate}, &err);
    if (!gfx)
        fail_msg("%s", err.text);
    while (gfx_wait(gfx, &event, 0))
        ; // what comes with a new window
    return gfx;
}

// The only one there is.
static inline SDL_Window *offscreen_window(void)
{
    Uint32 id = 1;
    while (!SDL_GetWindowFromID(id))
        assert_true(id++ < 1000);
    return SDL_GetWindowFromID(id);
}
