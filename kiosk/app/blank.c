// A black window, so that a display may sleep: at hours when the house is closed, and after so
// many minutes of nobody. Only ever over the attract screen, for a visit ends by itself.
#include <time.h>

#include "app/app_private.h"

#define MINUTE_US 60000000ll
#define DAY_US (1440 * MINUTE_US)
// At a closed hour somebody who woke it is gone after this.
#define GONE_US MINUTE_US
// Clocks are set, and summer comes: no look ahead is longer.
#define LOOK_US (60 * MINUTE_US)

// Since midnight, local time.
static int64_t time_of_day_us(struct app *app)
{
    struct timespec now;
    struct tm local = {0};
    if (app->clock.manual)
        return (app->wall_us + clock_now_us(&app->clock)) % DAY_US;
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &local);
    return ((local.tm_hour * 60ll + local.tm_min) * 60 + local.tm_sec) * 1000000 +
           now.tv_nsec / 1000;
}

static int64_t since_us(int64_t day_us, int minute)
{
    return (day_us - minute * MINUTE_US + DAY_US) % DAY_US;
}

static bool scheduled(const struct app *app)
{
    return app->options->blank_from != app->options->blank_to;
}

static bool may_blank(const struct app *app)
{
    return (scheduled(app) || app->options->blank_after > 0) && app->pack &&
           !app->options->demo && visit_top(&app->visit)->screen == SCREEN_ATTRACT;
}

static void show(struct app *app, bool black)
{
    bool is = app->visit.sheet == SHEET_BLANK;
    if (black ? !is : is && app->blank.on) {
        struct command c =
            command_make(VISIT_SHEET, black ? SHEET_BLANK : SHEET_NONE, NULL);
        app_command(app, &c);
    }
    if (black != app->blank.on)
        gfx_allow_sleep(app->gfx, black);
    app->blank.on = black;
}

static int64_t less(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

void app_blank_step(struct app *app)
{
    const struct options *o = app->options;
    int64_t now = clock_now_us(&app->clock), quiet = now - app->idle.input_us;
    int64_t limit = (int64_t)((double)o->blank_after * MINUTE_US), ahead = 0;
    app->blank.due_us = 0;
    if (!may_blank(app)) {
        show(app, false);
        return;
    }
    if (scheduled(app)) {
        int64_t day = time_of_day_us(app);
        int64_t from = since_us(day, o->blank_from), to = since_us(day, o->blank_to);
        bool closed = from < to;
        if (closed)
            limit = limit ? less(limit, GONE_US) : GONE_US;
        else
            quiet = less(quiet, to); // opening is as if somebody had come
        ahead = less(DAY_US - (closed ? to : from), LOOK_US);
    }
    bool black = limit && quiet >= limit;
    if (limit && !black)
        ahead = ahead ? less(ahead, limit - quiet) : limit - quiet;
    app->blank.due_us = ahead ? now + ahead : -1;
    show(app, black);
}

int64_t app_blank_deadline_us(const struct app *app)
{
    return may_blank(app) ? app->blank.due_us : -1;
}
