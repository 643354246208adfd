// The loop on a real display: waits, routes, turns the ring, paces.
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

#include "app/app.h"
#include "app/pace.h"
#include "base/array.h"

struct watcher {
    struct gfx *gfx;
    pthread_t thread;
    sigset_t signals;
    atomic_bool fired;
};

// SIGTERM and SIGINT are taken by a thread of their own, so that nothing unsafe runs in a
// handler and a sleeping loop is woken at once.
static void *watch(void *data)
{
    struct watcher *w = data;
    int signal_number;
    if (sigwait(&w->signals, &signal_number) == 0) {
        atomic_store(&w->fired, true);
        gfx_wake(w->gfx);
    }
    return NULL;
}

static sigset_t ending_signals(void)
{
    sigset_t s;
    sigemptyset(&s);
    sigaddset(&s, SIGTERM);
    sigaddset(&s, SIGINT);
    return s;
}

void app_hold_signals(void)
{
    sigset_t s = ending_signals();
    pthread_sigmask(SIG_BLOCK, &s, NULL);
}

static void watch_begin(struct watcher *w, struct gfx *gfx)
{
    w->gfx = gfx;
    w->signals = ending_signals();
    atomic_init(&w->fired, false);
    pthread_create(&w->thread, NULL, watch, w);
}

static void watch_end(struct watcher *w)
{
    pthread_cancel(w->thread);
    pthread_join(w->thread, NULL);
}

// A held key moves and erases again and again, but presses, goes back and leaves once.
static bool goes_on(const struct app *app, const struct gfx_event *e)
{
    static const char *const keys[] = {"Up",  "Down",     "Left",  "Right",
                                       "Tab", "PageDown", "PageUp"};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (strcmp(e->key, keys[i]) == 0)
            return true;
    return strcmp(e->key, "Backspace") == 0 && visit_types(&app->visit);
}

static void route(struct app *app, const struct gfx_event *e)
{
    static const enum pointer_kind kinds[] = {
        [GFX_EVENT_POINTER_DOWN] = POINTER_DOWN,
        [GFX_EVENT_POINTER_MOVE] = POINTER_MOVE,
        [GFX_EVENT_POINTER_UP] = POINTER_UP,
        [GFX_EVENT_POINTER_CANCEL] = POINTER_CANCEL,
    };
    switch (e->kind) {
    case GFX_EVENT_POINTER_DOWN:
    case GFX_EVENT_POINTER_MOVE:
    case GFX_EVENT_POINTER_UP:
    case GFX_EVENT_POINTER_CANCEL:
        app_pointer_ago(app, kinds[e->kind], e->pointer, e->x, e->y, e->age_us);
        break;
    case GFX_EVENT_WHEEL:
        app_wheel(app, e->x, e->y, e->dx, e->dy);
        break;
    case GFX_EVENT_KEY:
        if (!e->repeat || goes_on(app, e))
            app_key(app, e->key, e->shift, e->ctrl, e->alt);
        break;
    case GFX_EVENT_TEXT:
        app_text(app, e->key);
        break;
    case GFX_EVENT_RESIZED:
        app_relook(app);
        break;
    case GFX_EVENT_CLOSE:
        app->quit |= app->profile->close_leaves;
        break;
    case GFX_EVENT_NONE:
    case GFX_EVENT_WAKE:
        break;
    }
}

static void wait_for_input(struct app *app, int64_t until_us)
{
    struct gfx_event e;
    int timeout_ms = -1;
    if (until_us >= 0) {
        int64_t left = until_us - clock_now_us(&app->clock);
        timeout_ms = left > 0 ? (int)((left + 999) / 1000) : 0;
    }
    while (gfx_wait(app->gfx, &e, timeout_ms)) {
        route(app, &e);
        timeout_ms = 0;
    }
}

int app_run(struct app *app)
{
    struct watcher watcher;
    struct pace pace = {.frame_us = 1000000 / gfx_size(app->gfx).refresh_hz};
    watch_begin(&watcher, app->gfx);
    bool moving = app_step(app);
    while (!app->quit && !atomic_load(&watcher.fired)) {
        wait_for_input(app, pace_next_us(&pace, moving, app_deadline_us(app)));
        int64_t soonest = pace_soonest_us(&pace);
        while (clock_now_us(&app->clock) < soonest && !app->quit)
            wait_for_input(app, soonest);
        pace_shown(&pace, clock_now_us(&app->clock));
        moving = app_step(app);
    }
    watch_end(&watcher);
    return 0;
}
