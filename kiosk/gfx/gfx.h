// The window, its events and its pixels: plays draw frames, repainting what changed.
//
// All of it belongs to the main thread. Pictures are read and decoded on workers through
// `read_media`; when one has arrived, its cells are damaged and gfx_play shows it at the next
// call. Without a window (gfx_config.offscreen) it paints into memory, for scripts and tests,
// and needs no display.
//
// Where a GPU computes GL, it composes layers that are painted here; elsewhere all is painted
// by the processor, for a GL that is a program itself is slower. SDL_RENDER_DRIVER=opengles2
// or opengl forces GL, offscreen too, and =software forbids it.
//
// SIGINT and SIGTERM are left to the program: a closed window is an event, a signal is not.
// gfx_wake is no signal handler's business either; a thread in sigwait may call it.
//
// A rotated gfx turns the picture clockwise by 0, 90, 180 or 270 degrees on its way to the
// window, and touches back; everybody above sees an upright picture of gfx_size.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/jobs.h"
#include "draw/draw.h"

struct gfx;

enum gfx_format { GFX_JPEG, GFX_WEBP };

struct gfx_piece {
    enum gfx_format format;
    void *bytes; // malloc'ed
    size_t len;
    int x, y, w,
        h; // px of the whole, x and y multiples of 8; 0 of a picture in one piece
};

// An encoded picture: one piece, or those of a larger one that are needed.
struct gfx_media {
    struct gfx_piece *pieces; // malloc'ed
    size_t n;
    int w, h; // of the whole that the pieces belong to; 0: there is one, and it is all
};

void gfx_media_release(struct gfx_media *media);

// Called on a worker: the best encoded picture for `ref`, at least as large as it is shown. Of
// one with a part the whole that gives the part its size, or the pieces that touch the part.
// What it puts into `out` is gfx's, also where it fails.
typedef bool (*gfx_read_fn)(void *data, const struct image_ref *ref,
                            struct gfx_media *out, struct err *err);

struct gfx_config {
    const char *title;
    int w, h;        // of the upright picture; 0: the whole display
    bool fullscreen; // a window of w x h where false
    bool offscreen;  // no window; and no SDL video at all but where GL is forced
    bool cursor;
    bool grab;            // the keyboard, also what a window manager listens for
    int display;          // from 0; an error if there are not so many
    int rotate;           // 0, 90, 180, 270
    size_t picture_bytes; // how much memory pictures that are not shown may keep
    struct type *type;    // borrowed
    struct jobs *jobs;    // borrowed
    gfx_read_fn read_media;
    void *read_data;
};

struct gfx *gfx_create(const struct gfx_config *config, struct err *err);
void gfx_destroy(struct gfx *gfx);

struct gfx_size {
    int w, h; // px, upright
    float screen_w_mm,
        screen_h_mm; // what the display reports, upright; 0: nothing plausible
    int refresh_hz;  // 60 where unknown
};

struct gfx_size gfx_size(const struct gfx *gfx);

// Shows the frame: paints what changed since the last one and hands it to the window.
// True if anything was painted. The frame is borrowed for the call only.
bool gfx_play(struct gfx *gfx, const struct draw_frame *frame);
bool gfx_dirty(const struct gfx *gfx); // a picture arrived or the window was exposed
// A picture that arrived late is still fading in: the same frame with a later time shows more
// of it. gfx_settle ends that; the next gfx_play shows all of them.
bool gfx_fading(const struct gfx *gfx);
void gfx_settle(struct gfx *gfx);
// Another size and turn of what has no window; with one they are the window's own affair.
bool gfx_resize(struct gfx *gfx, int w, int h, int degrees, struct err *err);
// Lets go of pictures not in the last frame, and of the memory that page turns took.
void gfx_trim(struct gfx *gfx);
size_t gfx_pictures_pending(const struct gfx *gfx);

// How the last gfx_play went, for --frames and the tests.
struct gfx_stats {
    double paint_ms, present_ms;
    int painted_px; // in the picture, or for a turn; strips' own pixels apart
    int strip_px;   // painted into kept strips
    size_t picture_bytes;
    size_t turn_bytes; // of a page turn; kept for the next one
    int textures;      // that are alive; 0 without GL
};

struct gfx_stats gfx_stats(const struct gfx *gfx);

// The picture as it is now (upright), 0xFFRRGGBB; borrowed until the next call.
const uint32_t *gfx_pixels(struct gfx *gfx, int *pitch_px_out);
bool gfx_write_png(struct gfx *gfx, const char *path, struct err *err);

enum gfx_event_kind {
    GFX_EVENT_NONE,         // nothing to act on, but gfx_dirty may have changed
    GFX_EVENT_POINTER_DOWN, // a finger or the first mouse button; x, y upright px
    GFX_EVENT_POINTER_MOVE,
    GFX_EVENT_POINTER_UP,
    GFX_EVENT_POINTER_CANCEL,
    GFX_EVENT_WHEEL, // dx, dy in notches, right and down; x, y where the mouse is
    GFX_EVENT_KEY,
    GFX_EVENT_TEXT, // what the keys before it gave
    GFX_EVENT_RESIZED,
    GFX_EVENT_CLOSE, // the window's close button, Alt+F4
    GFX_EVENT_WAKE,  // gfx_wake was called
};

struct gfx_event {
    enum gfx_event_kind kind;
    int64_t pointer; // which finger; -1 the mouse
    int64_t age_us;  // how long ago it happened, when it was handed out
    float x, y, dx, dy;
    char key[32]; // as SDL_GetKeyName has it: "Down", "Return", "A"; the text of a text
    bool shift, ctrl, alt;
    bool repeat;
};

// Waits until an event is there or timeout_ms have passed (-1: for ever; 0: only looks).
// False when the time passed. On X11 and Wayland a wait costs no wake-ups.
bool gfx_wait(struct gfx *gfx, struct gfx_event *out, int timeout_ms);
void gfx_wake(struct gfx *gfx);                 // any thread
void gfx_allow_sleep(struct gfx *gfx, bool on); // whether the display may; at first not
void gfx_set_fullscreen(struct gfx *gfx, bool on);
