// What happens when nobody does anything: the visitor is asked, then the visit is wiped for the
// next one; a tablet in the hand goes darker, but is never wiped.
#include <math.h>

#include "app/app_private.h"

#define DARK 150 // of 255

static int64_t us(float seconds)
{
    return (int64_t)((double)seconds * 1e6);
}

bool app_idle_input(struct app *app)
{
    struct idle *idle = &app->idle;
    bool was_dark = idle->dark;
    idle->input_us = clock_now_us(&app->clock);
    idle->until_us = 0;
    idle->dark = false;
    if (idle->asked_us)
        idle->asked_us = idle->input_us;
    if (was_dark)
        ui_set_dim(app->ui, 0);
    return was_dark;
}

static bool asks(const struct app *app)
{
    return app->profile->ask_s > 0 && app->pack && !app->options->demo &&
           visit_top(&app->visit)->screen != SCREEN_ATTRACT;
}

static bool darkens(const struct app *app)
{
    return app->profile->dim_s > 0 && !app->idle.dark && !app->options->demo;
}

// One who reads is asked no sooner than the words in sight can be read.
static void ask(struct app *app, int64_t now)
{
    const struct profile *p = app->profile;
    struct idle *idle = &app->idle;
    if (now < idle->input_us + us(p->ask_s))
        return;
    if (!idle->until_us) {
        float reading = p->ask_word_s * (float)ui_visible_words(app->ui);
        idle->until_us = idle->input_us + us(fmaxf(p->ask_s, reading));
    }
    if (now < idle->until_us)
        return;
    struct command c = command_make(VISIT_SHEET, SHEET_STILL_THERE, NULL);
    app_command(app, &c);
    idle->asked_us = now;
}

void app_idle_step(struct app *app)
{
    struct idle *idle = &app->idle;
    int64_t now = clock_now_us(&app->clock);
    if (idle->asked_us && app->visit.sheet != SHEET_STILL_THERE) {
        idle->asked_us = 0;
        app_idle_input(app);
    }
    if (idle->asked_us) {
        if (now >= idle->asked_us + us(app->profile->wipe_s))
            app_reset(app);
    } else if (asks(app)) {
        ask(app, now);
    }
    if (darkens(app) && now >= idle->input_us + us(app->profile->dim_s)) {
        idle->dark = true;
        ui_set_dim(app->ui, DARK);
    }
}

int64_t app_idle_deadline_us(const struct app *app)
{
    const struct profile *p = app->profile;
    const struct idle *idle = &app->idle;
    if (idle->asked_us)
        return idle->asked_us + us(p->wipe_s);
    if (asks(app))
        return idle->until_us ? idle->until_us : idle->input_us + us(p->ask_s);
    if (darkens(app))
        return idle->input_us + us(p->dim_s);
    return -1;
}
