#include "gfx/gfx.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "gfx/bell.h"
#include "gfx/events.h"
#include "gfx/gpu.h"
#include "gfx/pictures.h"
#include "gfx/player.h"
#include "gfx/png.h"
#include "gfx/screen.h"
#include "gfx/turn.h"
#include "gfx/window.h"

// Beyond this a frame has no time left for what may be needed later.
#define AHEAD_MS 6.0

struct gfx {
    struct window *window; // NULL: offscreen
    struct window *hidden; // of an offscreen GL
    struct gpu *gpu;       // NULL: painted by the processor
    struct screen screen;
    struct events events;
    struct bell bell; // offscreen
    struct pictures *pictures;
    struct player player;
    struct turn turn;
    struct clock clock;
    struct gfx_stats stats;
    size_t picture_bytes;
    bool fullscreen;
    bool played; // something
};

static bool open_screen(struct gfx *gfx, const struct gfx_config *config, int degrees,
                        struct err *err)
{
    bool turned = degrees == 90 || degrees == 270;
    int w = config->w > 0 ? config->w : 1920, h = config->h > 0 ? config->h : 1080;
    if (!config->offscreen) {
        gfx->window = window_create(config, turned, err);
        if (!gfx->window)
            return false;
    } else {
        gfx->hidden = window_create_hidden();
    }
    struct window *window = gfx->window ? gfx->window : gfx->hidden;
    SDL_Renderer *renderer = window ? window_renderer(window) : NULL;
    gfx->gpu = renderer ? gpu_create(renderer) : NULL;
    return screen_init(&gfx->screen, gfx->window, degrees, w, h, err);
}

static bool good_turn(int degrees, struct err *err)
{
    if (degrees % 90 == 0 && degrees >= 0 && degrees <= 270)
        return true;
    return err_set(err, "the picture turns by 0, 90, 180 or 270 degrees, not by %d",
                   degrees);
}

struct gfx *gfx_create(const struct gfx_config *config, struct err *err)
{
    int degrees = config->rotate;
    if (!good_turn(degrees, err))
        return NULL;
    struct gfx *gfx = xcalloc(1, sizeof(*gfx));
    gfx->picture_bytes = config->picture_bytes;
    gfx->fullscreen = config->fullscreen;
    clock_init(&gfx->clock, false);
    bell_init(&gfx->bell);
    gfx->pictures = pictures_open(config->jobs, config->read_media, config->read_data);
    player_init(&gfx->player, config->type, gfx->pictures);
    turn_init(&gfx->turn);
    if (!open_screen(gfx, config, degrees, err)) {
        gfx_destroy(gfx);
        return NULL;
    }
    events_init(&gfx->events, gfx->window, degrees);
    return gfx;
}

void gfx_destroy(struct gfx *gfx)
{
    if (!gfx)
        return;
    turn_release(&gfx->turn);
    player_release(&gfx->player);
    pictures_close(gfx->pictures);
    screen_release(&gfx->screen);
    gpu_destroy(gfx->gpu);
    window_destroy(gfx->window);
    window_destroy(gfx->hidden);
    bell_release(&gfx->bell);
    free(gfx);
}

void gfx_media_release(struct gfx_media *media)
{
    for (size_t i = 0; i < media->n; i++)
        free(media->pieces[i].bytes);
    free(media->pieces);
    *media = (struct gfx_media){0};
}

struct gfx_size gfx_size(const struct gfx *gfx)
{
    struct gfx_size size = {.refresh_hz = 60};
    screen_size(&gfx->screen, &size.w, &size.h);
    if (!gfx->window)
        return size;
    float w_mm, h_mm;
    bool turned = gfx->screen.degrees == 90 || gfx->screen.degrees == 270;
    window_display(gfx->window, &w_mm, &h_mm, &size.refresh_hz);
    size.screen_w_mm = turned ? h_mm : w_mm;
    size.screen_h_mm = turned ? w_mm : h_mm;
    return size;
}

static double ms_since(struct gfx *gfx, int64_t start_us)
{
    return (double)(clock_now_us(&gfx->clock) - start_us) / 1000.0;
}

static void present(struct gfx *gfx, bool exposed)
{
    struct rect all = bitmap_rect(&gfx->screen.picture);
    if (exposed)
        screen_present(&gfx->screen, &all, 1);
    else
        screen_present(&gfx->screen, gfx->turn.changed, gfx->turn.n_changed);
}

// By the processor. True if anything was painted.
static bool play(struct gfx *gfx, const struct draw_frame *frame, bool exposed)
{
    int64_t start = clock_now_us(&gfx->clock);
    bool lost = screen_begin(&gfx->screen);
    if (!gfx->screen.picture.px)
        return false;
    bool painted = turn_play(&gfx->turn, &gfx->player, &gfx->screen.picture, frame, lost);
    gfx->stats.paint_ms = ms_since(gfx, start);
    start = clock_now_us(&gfx->clock);
    present(gfx, exposed || lost);
    gfx->stats.present_ms = ms_since(gfx, start);
    return painted;
}

// The processor can do all of it, too.
static void leave_gpu(struct gfx *gfx)
{
    log_warn("pictures are painted by the processor from now on");
    gpu_destroy(gfx->gpu);
    gfx->gpu = NULL;
    if (gfx->window)
        window_drop_renderer(gfx->window);
    window_destroy(gfx->hidden);
    gfx->hidden = NULL;
    gfx->screen.lost = true;
}

static bool play_gpu(struct gfx *gfx, const struct draw_frame *frame, bool exposed)
{
    int64_t start = clock_now_us(&gfx->clock);
    int w, h;
    if (gfx->events.lost)
        gpu_lost(gfx->gpu);
    gfx->screen.lost = gfx->events.lost = false;
    screen_size(&gfx->screen, &w, &h);
    bool changed = gpu_play(gfx->gpu, &gfx->player, frame, w, h);
    if (gpu_failed(gfx->gpu)) {
        leave_gpu(gfx);
        return play(gfx, frame, exposed);
    }
    gfx->stats.paint_ms = ms_since(gfx, start);
    start = clock_now_us(&gfx->clock);
    if (gfx->window && (changed || exposed))
        gpu_present(gfx->gpu, gfx->screen.degrees);
    gfx->stats.present_ms = ms_since(gfx, start);
    return changed;
}

bool gfx_play(struct gfx *gfx, const struct draw_frame *frame)
{
    bool exposed = gfx->events.exposed || gfx->events.resized;
    gfx->screen.lost |= gfx->events.resized;
    gfx->events.exposed = gfx->events.resized = false;
    gfx->played = true;
    pictures_begin(gfx->pictures, frame->now_us, frame->still);
    bool painted = gfx->gpu ? play_gpu(gfx, frame, exposed) : play(gfx, frame, exposed);
    bool time_left = gfx->stats.paint_ms + gfx->stats.present_ms < AHEAD_MS;
    if (time_left && frame->turn.kind == TURN_NONE) {
        player_fill_ahead(&gfx->player, frame);
        if (gfx->gpu)
            gpu_fill_ahead(gfx->gpu, &gfx->player, frame);
    }
    pictures_end(gfx->pictures, gfx->picture_bytes);
    return painted;
}

bool gfx_dirty(const struct gfx *gfx)
{
    return gfx->screen.lost || gfx->events.exposed || gfx->events.resized ||
           gfx->events.lost || pictures_arrived(gfx->pictures);
}

bool gfx_fading(const struct gfx *gfx)
{
    return pictures_fading(gfx->pictures);
}

void gfx_settle(struct gfx *gfx)
{
    pictures_settle(gfx->pictures);
}

bool gfx_resize(struct gfx *gfx, int w, int h, int degrees, struct err *err)
{
    if (gfx->window)
        return err_set(err, "a window has the size that it has");
    if (!good_turn(degrees, err) || !screen_resize(&gfx->screen, degrees, w, h, err))
        return false;
    events_init(&gfx->events, NULL, degrees);
    return true;
}

void gfx_trim(struct gfx *gfx)
{
    pictures_end(gfx->pictures, 0);
    turn_trim(&gfx->turn);
}

size_t gfx_pictures_pending(const struct gfx *gfx)
{
    return pictures_pending(gfx->pictures);
}

struct gfx_stats gfx_stats(const struct gfx *gfx)
{
    struct gfx_stats stats = gfx->stats;
    stats.painted_px = gfx->player.painted_px;
    stats.strip_px = gfx->player.strip_px;
    stats.picture_bytes = pictures_bytes(gfx->pictures);
    stats.textures = gfx->gpu ? gpu_textures(gfx->gpu) : 0;
    stats.turn_bytes = turn_bytes(&gfx->turn);
    return stats;
}

// The picture, also where nothing was played since the window's pixels were replaced.
static const struct bitmap *picture(struct gfx *gfx)
{
    if (gfx->gpu)
        return gpu_read(gfx->gpu);
    gfx->screen.lost = screen_begin(&gfx->screen);
    return &gfx->screen.picture;
}

const uint32_t *gfx_pixels(struct gfx *gfx, int *pitch_px_out)
{
    const struct bitmap *b = picture(gfx);
    *pitch_px_out = b->pitch_px;
    return b->px;
}

bool gfx_write_png(struct gfx *gfx, const char *path, struct err *err)
{
    return png_save(picture(gfx), path, err);
}

bool gfx_wait(struct gfx *gfx, struct gfx_event *out, int timeout_ms)
{
    *out = (struct gfx_event){.kind = GFX_EVENT_NONE};
    if (gfx->window) {
        if (timeout_ms != 0 && gfx->played && pictures_pending(gfx->pictures) == 0)
            window_settle(gfx->window);
        return events_wait(&gfx->events, out, timeout_ms);
    }
    if (!bell_wait(&gfx->bell, timeout_ms))
        return false;
    out->kind = GFX_EVENT_WAKE;
    return true;
}

void gfx_wake(struct gfx *gfx)
{
    if (gfx->window)
        window_wake(gfx->window);
    else
        bell_ring(&gfx->bell);
}

void gfx_allow_sleep(struct gfx *gfx, bool on)
{
    if (gfx->window)
        window_allow_sleep(on);
}

void gfx_set_fullscreen(struct gfx *gfx, bool on)
{
    if (gfx->window && on != gfx->fullscreen)
        window_set_fullscreen(gfx->window, on);
    gfx->fullscreen = on;
}
