// The SDL window: its pixels, its display, its events as SDL has them.
//
// SDL types stay inside gfx. Only the main thread, but for window_wake.
#pragma once

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/rect.h"
#include "gfx/bitmap.h"
#include "gfx/gfx.h"

struct window;

// turned: the picture is shown at 90 or 270 degrees, so config's w and h change places.
struct window *window_create(const struct gfx_config *config, bool turned,
                             struct err *err);
// One that is never shown, for its renderer. NULL where GL is not asked for, or not there.
struct window *window_create_hidden(void);
void window_destroy(struct window *w);

// Where GL composes: then there are no pixels, and nothing to present, of the window itself.
SDL_Renderer *window_renderer(const struct window *w); // or NULL
void window_drop_renderer(struct window *w);           // from then on it has pixels

void window_size(const struct window *w, int *w_out, int *h_out); // px, as it hangs
// What the display says of itself, as it hangs; 0 where it says nothing plausible.
void window_display(const struct window *w, float *w_mm, float *h_mm, int *refresh_hz);
void window_set_fullscreen(struct window *w, bool on);
void window_allow_sleep(bool on); // the display's, which all windows of a program share
// Put away by a window manager: one that has the keyboard to itself is shown again.
void window_come_back(struct window *w);
// What was left for later when it was opened; may take 100 ms, once.
void window_settle(struct window *w);

// Its pixels, if they are 0xXXRRGGBB in 32 bits; px is NULL where they are not. Borrowed,
// valid until the window's size changes.
struct bitmap window_pixels(struct window *w);
// Copies the rectangles from `from` (the window's size) where window_pixels has none.
void window_copy(struct window *w, const struct bitmap *from, const struct rect *rects,
                 size_t count);
void window_present(struct window *w, const struct rect *rects, size_t count);

// The next event of the window. timeout_ms as in gfx_wait.
bool window_wait(struct window *w, SDL_Event *out, int timeout_ms);
void window_wake(struct window *w);
bool window_is_wake(const struct window *w, const SDL_Event *e);
