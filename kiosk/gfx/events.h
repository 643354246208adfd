// From SDL's events to ours: fingers and the mouse as pointers in the upright picture, keys
// by name. Every move is handed on, with its time: how a finger left is known from all of them.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "gfx/gfx.h"
#include "gfx/window.h"

#define EVENTS_POINTERS 10

struct events {
    struct window *window; // borrowed
    int degrees;
    int w, h; // of the window, as last told
    struct gfx_event waiting[2 * EVENTS_POINTERS + 2];
    size_t first, count;
    struct {
        int64_t id;
        float x, y;
    } down[EVENTS_POINTERS];
    size_t n_down;
    int64_t age_us; // of the event being handed on
    bool exposed, resized,
        lost; // what the GPU held; set here; whoever acts on them clears them
};

void events_init(struct events *e, struct window *window, int degrees);
bool events_wait(struct events *e, struct gfx_event *out, int timeout_ms);
