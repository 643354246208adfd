// The attract screen's invitation, in turn in the pack's languages, and a few pixels to the
// side every few minutes, so that letters do not burn into a panel that shows them for months.
#include <math.h>
#include <string.h>

#include "app/app_private.h"
#include "base/array.h"

#define TURN_US 6000000
#define SHIFT_TURNS 30

static const struct {
    float x, y; // dp
} shifts[] = {{0, 0}, {6, -4}, {10, 2}, {6, 8}, {0, 10}, {-6, 8}, {-10, 2}, {-6, -4}};

// The pack's languages that the interface speaks, beginning with the visit's own.
static size_t languages(const struct app *app, const char *out[], size_t cap)
{
    const char *const *spoken;
    size_t n = 0, own = 0, n_spoken = words_languages(&spoken);
    for (size_t i = 0; i < app->intro.n_languages && n < cap; i++) {
        const char *tag = app->intro.languages[i].tag;
        for (size_t j = 0; j < n_spoken; j++)
            if (strcmp(spoken[j], tag) == 0)
                out[n++] = tag;
        if (n && strcmp(out[n - 1], words_tag(app->words)) == 0)
            own = n; // the one after
    }
    // A test language is spoken all the time.
    if (!own)
        return 1;
    for (size_t i = 1; i < own; i++) {
        const char *first = out[0];
        memmove(out, out + 1, (n - 1) * sizeof(out[0]));
        out[n - 1] = first;
    }
    return n;
}

static void take_turn(struct app *app, int64_t turn)
{
    const char *tags[32];
    size_t n = languages(app, tags, ARRAY_LEN(tags));
    size_t at = (size_t)turn % n,
           shift = (size_t)(turn / SHIFT_TURNS) % ARRAY_LEN(shifts);
    words_destroy(app->turns.words);
    app->turns.words = at ? words_create(tags[at]) : NULL;
    app->turns.turn = turn;
    app->env.turn_words = at ? app->turns.words : app->words;
    app->env.shift_x = shifts[shift].x;
    app->env.shift_y = shifts[shift].y;
    app->stale = true;
}

// The walk between the pictures goes on so many times a second.
#define WALK_STEPS_S 5

// Round by round, pictures first. A model that is not there yet is looked for with the next step.
static void walk(struct app *app, int64_t now)
{
    bool ready = app_model_ready(app);
    bool walks = ready && !app->visit.settings.reduced_motion;
    double pictures_s = walks ? attract_pictures_s(app->model) : 0, walked = -1;
    double at =
        fmod((double)(now - app->turns.from_us) / 1e6, pictures_s + ATTRACT_WALK_S);
    double next = pictures_s;
    if (pictures_s > 0 && at >= pictures_s) {
        double steps = floor((at - pictures_s) * WALK_STEPS_S);
        walked = steps / (ATTRACT_WALK_S * WALK_STEPS_S);
        next += (steps + 1) / WALK_STEPS_S;
    }
    app->turns.walk_us = !ready ? now
                         : pictures_s > 0
                             ? now + (int64_t)fmax(1, ceil((next - at) * 1e6))
                             : -1;
    app->stale |= walked != app->env.walked;
    app->env.walked = walked;
}

static bool shown(const struct app *app)
{
    return app->pack && visit_top(&app->visit)->screen == SCREEN_ATTRACT &&
           app->visit.sheet != SHEET_BLANK;
}

// With one language only the place changes.
static int64_t period_us(const struct app *app)
{
    const char *tags[32];
    return TURN_US * (languages(app, tags, ARRAY_LEN(tags)) > 1 ? 1 : SHIFT_TURNS);
}

void app_turns_step(struct app *app)
{
    int64_t now = clock_now_us(&app->clock);
    if (!shown(app)) {
        app->turns.from_us = -1;
        app->env.walked = -1;
        return;
    }
    bool begins = app->turns.from_us < 0;
    if (begins)
        app->turns.from_us = now;
    int64_t period = period_us(app);
    int64_t turn = (now - app->turns.from_us) / period * (period / TURN_US);
    if (begins || turn != app->turns.turn)
        take_turn(app, turn);
    walk(app, now);
}

int64_t app_turns_deadline_us(const struct app *app)
{
    if (!shown(app))
        return -1;
    if (app->turns.from_us < 0)
        return 0; // the first one with the next step
    int64_t turn_us = app->turns.from_us + app->turns.turn * TURN_US + period_us(app);
    return app->turns.walk_us >= 0 && app->turns.walk_us < turn_us ? app->turns.walk_us
                                                                   : turn_us;
}
