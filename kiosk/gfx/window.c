#include "gfx/window.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/log.h"
#include "base/mem.h"
#include "gfx/gl.h"

#define POLL_MS 8

struct window {
    SDL_Window *sdl;
    SDL_Renderer *renderer; // NULL: its pixels are painted
    Uint32 wake_event;
    bool blocks; // SDL waits without waking up
    bool stays;  // on show, whoever puts it away
    bool covers; // as large as the display, but the window manager was not told yet
    int w, h;    // when not fullscreen
    SDL_Rect *rects;
    size_t rects_cap;
};

static bool driver_is(const char *const *names, size_t count)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    for (size_t i = 0; driver && i < count; i++)
        if (strcmp(driver, names[i]) == 0)
            return true;
    return false;
}

static bool start_video(struct err *err)
{
    // A finger is a finger and a mouse a mouse: neither shall arrive twice.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    // SIGTERM and SIGINT are the program's; a closed window is something else.
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    // Who has the keyboard to itself stays: by Alt+Tab, too, SDL would hide the window.
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return err_set(err, "no display: %s", SDL_GetError());
    static const char *const plain[] = {"x11", "offscreen", "dummy"};
    if (driver_is(plain, ARRAY_LEN(plain)))
        // Else SDL shows the pixels through GL, which costs 20 ms a frame and 88 MB without
        // a GPU. Elsewhere there is no other way.
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    return true;
}

static SDL_Window *open_window(const struct gfx_config *config, bool turned, bool covers,
                               Uint32 flags)
{
    SDL_Rect screen = {0, 0, 1920, 1080};
    SDL_GetDisplayBounds(config->display, &screen);
    int w = turned ? config->h : config->w, h = turned ? config->w : config->h;
    flags |= config->fullscreen ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_RESIZABLE;
    if (config->fullscreen && !covers)
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (config->fullscreen || w <= 0 || h <= 0) {
        w = screen.w;
        h = screen.h;
    }
    int centre = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)config->display);
    int x = config->fullscreen ? screen.x : centre;
    int y = config->fullscreen ? screen.y : centre;
    return SDL_CreateWindow(config->title ? config->title : "", x, y, w, h, flags);
}

// Unasked only where a screen is looked at.
static bool gl_wanted(struct gl_wish *wish)
{
    static const char *const shown[] = {"x11", "wayland", "KMSDRM"};
    *wish = gl_wish();
    return wish->driver && (wish->forced || driver_is(shown, ARRAY_LEN(shown)));
}

// With GL if it is wanted and there, else for its pixels.
static SDL_Window *open_either(const struct gfx_config *config, bool turned, bool covers,
                               SDL_Renderer **renderer_out)
{
    struct gl_wish wish;
    SDL_Window *sdl;
    *renderer_out = NULL;
    if (gl_wanted(&wish)) {
        gl_prepare(wish);
        sdl = open_window(config, turned, covers, SDL_WINDOW_OPENGL);
        *renderer_out = gl_open(sdl, wish);
        if (*renderer_out)
            return sdl;
        SDL_DestroyWindow(sdl);
    }
    sdl = open_window(config, turned, covers, 0);
    if (sdl && SDL_GetWindowSurface(sdl))
        return sdl;
    SDL_DestroyWindow(sdl);
    return NULL;
}

struct window *window_create(const struct gfx_config *config, bool turned,
                             struct err *err)
{
    static const char *const blocking[] = {"x11", "wayland"};
    if (!start_video(err))
        return NULL;
    if (config->display >= SDL_GetNumVideoDisplays()) {
        err_set(err, "there is no display %d; the last one is %d", config->display,
                SDL_GetNumVideoDisplays() - 1);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return NULL;
    }
    // On X11 SDL waits up to 100 ms for a window manager's answer, before the first picture
    // is shown. A window that covers the display will do until window_settle.
    static const char *const managed[] = {"x11"};
    bool covers = config->fullscreen && driver_is(managed, ARRAY_LEN(managed));
    SDL_Renderer *renderer;
    SDL_Window *sdl = open_either(config, turned, covers, &renderer);
    if (!sdl) {
        err_set(err, "no window: %s", SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return NULL;
    }
    SDL_StopTextInput();
    SDL_SetWindowKeyboardGrab(sdl, config->grab ? SDL_TRUE : SDL_FALSE);
    SDL_ShowCursor(config->cursor ? SDL_ENABLE : SDL_DISABLE);
    struct window *w = xcalloc(1, sizeof(*w));
    w->sdl = sdl;
    w->renderer = renderer;
    w->wake_event = SDL_RegisterEvents(1);
    w->blocks = driver_is(blocking, ARRAY_LEN(blocking));
    w->stays = config->grab;
    w->covers = covers;
    w->w = turned ? config->h : config->w;
    w->h = turned ? config->w : config->h;
    return w;
}

struct window *window_create_hidden(void)
{
    struct gl_wish wish = gl_wish();
    struct err err;
    if (!wish.forced)
        return NULL;
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "offscreen", SDL_HINT_OVERRIDE);
    bool started = start_video(&err);
    SDL_ResetHint(SDL_HINT_VIDEODRIVER);
    if (!started) {
        log_warn("no %s: %s", wish.driver, err.text);
        return NULL;
    }
    gl_prepare(wish);
    struct window *w = xcalloc(1, sizeof(*w));
    w->sdl = SDL_CreateWindow("", 0, 0, 64, 64, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
    w->renderer = gl_open(w->sdl, wish);
    if (w->renderer)
        return w;
    window_destroy(w);
    return NULL;
}

void window_destroy(struct window *w)
{
    if (!w)
        return;
    if (w->renderer)
        SDL_DestroyRenderer(w->renderer);
    SDL_DestroyWindow(w->sdl);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    free(w->rects);
    free(w);
}

SDL_Renderer *window_renderer(const struct window *w)
{
    return w->renderer;
}

void window_drop_renderer(struct window *w)
{
    SDL_DestroyRenderer(w->renderer);
    w->renderer = NULL;
}

void window_size(const struct window *w, int *w_out, int *h_out)
{
    SDL_GetWindowSize(w->sdl, w_out, h_out);
}

static bool plausible(float w_mm, float h_mm, const SDL_DisplayMode *mode)
{
    if (w_mm < 100 || h_mm < 100 || w_mm > 2000 || h_mm > 2000 || !mode->w || !mode->h)
        return false;
    float skew = w_mm * (float)mode->h / (h_mm * (float)mode->w);
    return skew > 0.95f && skew < 1.05f;
}

void window_display(const struct window *w, float *w_mm, float *h_mm, int *refresh_hz)
{
    SDL_DisplayMode mode = {0};
    float across = 0, down = 0;
    int display = SDL_GetWindowDisplayIndex(w->sdl);
    *w_mm = *h_mm = 0;
    *refresh_hz = 60;
    if (display < 0 || SDL_GetCurrentDisplayMode(display, &mode) != 0)
        return;
    if (mode.refresh_rate >= 20 && mode.refresh_rate <= 500)
        *refresh_hz = mode.refresh_rate;
    if (SDL_GetDisplayDPI(display, NULL, &across, &down) != 0 || across <= 0 || down <= 0)
        return;
    float mm_w = (float)mode.w / across * 25.4f, mm_h = (float)mode.h / down * 25.4f;
    if (plausible(mm_w, mm_h, &mode)) {
        *w_mm = mm_w;
        *h_mm = mm_h;
    }
}

void window_set_fullscreen(struct window *w, bool on)
{
    w->covers = false;
    if (SDL_SetWindowFullscreen(w->sdl, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) != 0)
        log_warn("the window stays as it is: %s", SDL_GetError());
    if (on)
        return;
    SDL_SetWindowBordered(w->sdl, SDL_TRUE);
    SDL_SetWindowResizable(w->sdl, SDL_TRUE);
    SDL_Rect usable = {0};
    if (w->w > 0 && w->h > 0)
        SDL_SetWindowSize(w->sdl, w->w, w->h);
    else if (SDL_GetDisplayUsableBounds(SDL_GetWindowDisplayIndex(w->sdl), &usable) == 0)
        SDL_SetWindowSize(w->sdl, usable.w * 3 / 4, usable.h * 3 / 4);
}

void window_allow_sleep(bool on)
{
    if (on)
        SDL_EnableScreenSaver();
    else
        SDL_DisableScreenSaver();
}

void window_come_back(struct window *w)
{
    if (w->stays)
        SDL_RestoreWindow(w->sdl);
}

void window_settle(struct window *w)
{
    if (w->covers)
        window_set_fullscreen(w, true);
}

static bool is_plain(const SDL_Surface *s)
{
    return s->format->BytesPerPixel == 4 && s->format->Rmask == 0xFF0000 &&
           s->format->Gmask == 0xFF00 && s->format->Bmask == 0xFF && !SDL_MUSTLOCK(s);
}

struct bitmap window_pixels(struct window *w)
{
    const SDL_Surface *s = SDL_GetWindowSurface(w->sdl);
    if (!s || !is_plain(s))
        return (struct bitmap){0};
    return (struct bitmap){s->pixels, s->w, s->h, s->pitch / 4};
}

static SDL_Rect sdl_rect(struct rect r)
{
    return (SDL_Rect){r.x, r.y, r.w, r.h};
}

void window_copy(struct window *w, const struct bitmap *from, const struct rect *rects,
                 size_t count)
{
    SDL_Surface *to = SDL_GetWindowSurface(w->sdl);
    SDL_Surface *src = SDL_CreateRGBSurfaceWithFormatFrom(
        from->px, from->w, from->h, 32, from->pitch_px * 4, SDL_PIXELFORMAT_RGB888);
    for (size_t i = 0; src && to && i < count; i++) {
        SDL_Rect r = sdl_rect(rects[i]), at = r;
        SDL_BlitSurface(src, &r, to, &at);
    }
    SDL_FreeSurface(src);
}

void window_present(struct window *w, const struct rect *rects, size_t count)
{
    ARRAY_GROW(w->rects, count, w->rects_cap);
    for (size_t i = 0; i < count; i++)
        w->rects[i] = sdl_rect(rects[i]);
    if (count)
        SDL_UpdateWindowSurfaceRects(w->sdl, w->rects, (int)count);
}

// Where SDL would wake up every millisecond to look, it is enough to look every eighth.
static bool poll_event(SDL_Event *out, int timeout_ms)
{
    Uint64 end = SDL_GetTicks64() + (Uint64)(timeout_ms > 0 ? timeout_ms : 0);
    while (!SDL_PollEvent(out)) {
        Uint64 now = SDL_GetTicks64();
        if (timeout_ms >= 0 && now >= end)
            return false;
        Uint64 left = timeout_ms < 0 ? POLL_MS : end - now;
        SDL_Delay(left < POLL_MS ? (Uint32)left : POLL_MS);
    }
    return true;
}

bool window_wait(struct window *w, SDL_Event *out, int timeout_ms)
{
    // The first look may find only SDL's own mark of where the last look ended.
    if (timeout_ms == 0)
        return SDL_PollEvent(out) == 1 || SDL_PollEvent(out) == 1;
    if (!w->blocks)
        return poll_event(out, timeout_ms);
    return (timeout_ms < 0 ? SDL_WaitEvent(out)
                           : SDL_WaitEventTimeout(out, timeout_ms)) == 1;
}

void window_wake(struct window *w)
{
    SDL_Event e = {.type = w->wake_event};
    SDL_PushEvent(&e);
}

bool window_is_wake(const struct window *w, const SDL_Event *e)
{
    return e->type == w->wake_event;
}
