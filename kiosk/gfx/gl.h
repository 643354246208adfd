// Whether layers are composed by GL, and a renderer that does it.
//
// Where SDL_RENDER_DRIVER says opengl or opengles2 it is tried whatever computes it; any other
// value forbids it. Unset, only a computer with a render node is asked for a context, for that
// costs 120 ms and 88 MB, and a renderer that turns out to be a program is given back.
#pragma once

#include <SDL.h>
#include <stdbool.h>

struct gl_wish {
    const char *driver; // SDL's name of it; NULL: none is wanted
    bool forced;        // also where it is slower than painting
};

struct gl_wish gl_wish(void);
// Before a window is made for it, with SDL_WINDOW_OPENGL.
void gl_prepare(struct gl_wish wish);
// NULL: not here; why was logged. The window is of no use then.
SDL_Renderer *gl_open(SDL_Window *window, struct gl_wish wish);
