// The program plays itself, for a stand at a fair: every tour, every stop read to its end with
// its pictures and easter eggs, a piece of each walk with the walker who isn't there, then the
// settings and the keypad, then from the beginning.
// Whoever touches or types takes over; a minute after the last input it goes on from there.
#include "app/app_private.h"
#include "base/array.h"

#define PACE_US 4000000
#define REST_US 60000000
#define WALK_BEATS 8 // of PACE_US
#define DEMO_SPEED 20

static void send(struct app *app, enum visit_command kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(app, &c);
}

void app_demo_rest(struct app *app)
{
    app->demo.next_us = clock_now_us(&app->clock) + REST_US;
}

// An easter egg in sight that is not open yet. A visit remembers so many, and no more.
static bool find_egg(struct app *app)
{
    const struct node *root = ui_root(app->ui, UI_PAGE);
    float x, y;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        bool egg = n->command.kind == VISIT_REVEAL && (n->state & NODE_COLLAPSED);
        if (egg && ui_where(app->ui, n, &x, &y)) {
            app_command(app, &n->command);
            return visit_revealed(&app->visit, n->command.id);
        }
    }
    return false;
}

// Once each: a picture beside its pair, and one as large as the window.
static bool show_picture(struct app *app, const struct stop_model *m, int picture)
{
    bool known = picture < (int)m->n_pictures;
    if (known && m->pictures[picture].pair && !app->demo.compared) {
        app->demo.compared = true;
        send(app, VISIT_SHEET, SHEET_COMPARE, NULL);
        return true;
    }
    if (known && !app->demo.enlarged) {
        app->demo.enlarged = true;
        send(app, VISIT_SHEET, SHEET_VIEWER, NULL);
        return true;
    }
    return false;
}

// What is on show over a stop: enlarged once, then it is gone on with.
static void play_over_stop(struct app *app)
{
    bool viewer = app->visit.sheet == SHEET_VIEWER && !app->demo.zoomed;
    if (viewer && app_press(app, UI_ZOOM, 1))
        app->demo.zoomed = true;
    else
        send(app, VISIT_SHEET, SHEET_NONE, NULL);
}

static void play_stop(struct app *app)
{
    const struct stop_model *m = app->model;
    int picture = visit_top(&app->visit)->picture;
    app->demo.on_stops = true;
    if (find_egg(app) || show_picture(app, m, picture))
        return;
    if (picture + 1 < (int)m->n_pictures)
        send(app, VISIT_PICTURE, picture + 1, NULL);
    ui_click_on(app->ui, WAY_ON);
}

static void play_tour(struct app *app)
{
    bool whole = app->demo.on_stops;
    const struct tour_model *m = app->model;
    app->demo.on_stops = false;
    if (!whole && m->n_stops && ui_click_on(app->ui, WAY_ON))
        return;
    if (whole && m->has_legs) {
        send(app, VISIT_WALK, 1, m->id);
        send(app, VISIT_WALK_SAFE, 0, NULL);
        return;
    }
    app->demo.tour++;
    send(app, VISIT_HOME, 0, NULL);
}

// Walked for a while, first as one walks and then with the whole route in sight.
static void play_walk(struct app *app)
{
    const struct walking *w = &app->visit.walking;
    int beat = app->demo.walked++;
    if (beat == 0 && w->speed != DEMO_SPEED) {
        send(app, VISIT_WALK_SPEED, DEMO_SPEED, NULL);
    } else if (beat == WALK_BEATS / 2) {
        send(app, VISIT_WALK_CAMERA, WALKING_HEADING, NULL);
    } else if (beat == WALK_BEATS - 2) {
        send(app, VISIT_WALK_CAMERA, WALKING_FIT, NULL);
    } else if (beat >= WALK_BEATS) {
        app->demo.walked = 0;
        app->demo.tour++;
        send(app, VISIT_HOME, 0, NULL);
    }
}

// After the tours: how it looks in the evening and in larger letters, and a number typed.
static void play_show(struct app *app)
{
    const struct visit_settings *start = &app->visit.start;
    const struct {
        enum visit_command kind;
        int number;
        const char *id;
    } steps[] = {
        {VISIT_SHEET, SHEET_SETTINGS, NULL}, {VISIT_THEME, 0, "evening"},
        {VISIT_TEXT_SIZE, 3, NULL},          {VISIT_SHEET, SHEET_NONE, NULL},
        {VISIT_THEME, 0, start->theme},      {VISIT_TEXT_SIZE, start->text_size, NULL},
        {VISIT_SHEET, SHEET_KEYPAD, NULL}};
    int at = app->demo.show++;
    if (at < (int)ARRAY_LEN(steps)) {
        if (steps[at].number != SHEET_KEYPAD || steps[at].kind != VISIT_SHEET ||
            app->intro.has_codes)
            send(app, steps[at].kind, steps[at].number, steps[at].id);
        return;
    }
    for (int digit = 0; digit < 10; digit++) {
        if (app_keypad_leads(app, digit)) {
            send(app, VISIT_DIGIT, digit, NULL);
            return;
        }
    }
    app->demo = (struct demo){0};
    app_reset(app);
}

static void play_home(struct app *app)
{
    const struct home_model *m = app->model;
    if (app->demo.tour < m->n_tours)
        send(app, VISIT_OPEN_TOUR, 0, m->tours[app->demo.tour].id);
    else
        play_show(app);
}

static void play(struct app *app)
{
    enum screen screen = visit_top(&app->visit)->screen;
    enum sheet sheet = app->visit.sheet;
    if (screen != SCREEN_HOME && sheet != SHEET_NONE)
        play_over_stop(app); // or what somebody left open
    else if (screen == SCREEN_ATTRACT)
        send(app, VISIT_BEGIN, 0, NULL);
    else if (screen == SCREEN_HOME)
        play_home(app);
    else if (screen == SCREEN_TOUR)
        play_tour(app);
    else if (screen == SCREEN_STOP)
        play_stop(app);
    else if (screen == SCREEN_WALK)
        play_walk(app);
    else
        send(app, VISIT_HOME, 0, NULL); // a page that somebody left open
}

static bool ready(const struct app *app)
{
    return !app->stale && app_model_ready(app);
}

void app_demo_step(struct app *app)
{
    int64_t now = clock_now_us(&app->clock);
    if (!app->options->demo || !app->pack)
        return;
    if (!app->demo.next_us)
        app->demo.next_us = now + PACE_US;
    if (now < app->demo.next_us || !ready(app))
        return;
    play(app);
    app->demo.next_us = now + PACE_US;
}

int64_t app_demo_deadline_us(const struct app *app)
{
    return app->options->demo && app->pack ? app->demo.next_us : -1;
}
