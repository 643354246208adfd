#include "app/monkey.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/app_private.h"
#include "app/monkey_acts.h"
#include "base/array.h"
#include "base/hash.h"

#define FRAME_US 16667
#define WAKES 60  // in a wait; what is left of it is one long sleep
#define AT_ONCE 5 // steps that may follow each other without a moment between them
#define HANG_US 1000000ll // an action that takes longer hangs ...
#define GONE_S 20         // ... and one that does not end is ended
#define PAINTED_EACH 6
#define SURE 10000 // of so many actions some have seen every screen
#define WALKED 4   // pages of a kind

// ---- what broke ----

static void tell(const struct monkey *m, const char *what)
{
    const struct options *o = &m->options;
    fprintf(stderr,
            "backlot: monkey %llu:%d, action %d: %s\n"
            "    --profile %s --pack %s; the last were:\n",
            (unsigned long long)m->seed, m->count, m->action, what, o->profile, o->pack);
    for (int i = MONKEY_REMEMBERED - 1; i >= 0; i--)
        if (m->action >= i)
            fprintf(stderr, "    %d: %s\n", m->action - i,
                    m->did[(m->action - i) % MONKEY_REMEMBERED]);
}

void monkey_broke(struct monkey *m, const char *what)
{
    tell(m, what);
    fflush(NULL);
    _exit(1);
}

// For the alarm's handler alone, which gets no argument.
static struct monkey *watched;

static void gone(int signal_number)
{
    (void)signal_number;
    // Not safe in a handler, but this program does nothing else any more.
    tell(watched, "it never comes back");
    _exit(1);
}

static int64_t clock_us(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

// Longer than a second by the clock and by the work done: another program's turn is no hang.
static void act_watched(struct monkey *m)
{
    int64_t wall = clock_us(CLOCK_MONOTONIC), work = clock_us(CLOCK_PROCESS_CPUTIME_ID);
    char what[64];
    alarm(GONE_S);
    monkey_act(m);
    alarm(0);
    wall = clock_us(CLOCK_MONOTONIC) - wall;
    work = clock_us(CLOCK_PROCESS_CPUTIME_ID) - work;
    if (work > m->slowest_us) {
        m->slowest_us = work;
        m->slowest = m->action;
    }
    snprintf(what, sizeof(what), "it hangs for %lld ms", (long long)wall / 1000);
    if (wall > HANG_US && work > HANG_US)
        monkey_broke(m, what);
}

// ---- what must hold after each action ----

enum screen monkey_screen(const struct monkey *m)
{
    const struct app *app = m->app;
    return app->pack ? visit_top(&app->visit)->screen : SCREEN_FAULT;
}

static void check_trees(struct monkey *m)
{
    struct err err = {0};
    for (int i = 0; i < UI_STACKS; i++) {
        const struct node *root = ui_root(m->app->ui, (enum ui_stack)i);
        if (root && !node_check(root, &err))
            monkey_broke(m, err.text);
        for (const struct node *n = root; n; n = node_after(n, root))
            if (!isfinite(n->x) || !isfinite(n->y) || !isfinite(n->w) || !isfinite(n->h))
                monkey_broke(m, "a box is not a number");
    }
    const struct node *n = ui_focus(m->app->ui);
    if (n && !node_pressable(n) && !n->style.scroll && n->role != ROLE_CANVAS)
        monkey_broke(m, "the focus is on what is no target");
}

static bool touched(const struct monkey *m)
{
    for (int i = 0; i < MONKEY_FINGERS; i++)
        if (m->down[i])
            return true;
    return false;
}

// Pulled, a page goes beyond its ends by a quarter of the view at most.
static void check_offsets(struct monkey *m)
{
    const struct draw_frame *f = ui_frame(m->app->ui);
    for (size_t i = 0; i < f->n_layers; i++) {
        const struct draw_layer *l = &f->layers[i];
        int most = l->content_h - l->clip.h, slack = 2;
        if (l->kind != LAYER_SCROLLER)
            continue;
        if (ui_moving(m->app->ui) || touched(m))
            slack += l->clip.h / 4;
        if (l->offset_y < -slack || l->offset_y > (most > 0 ? most : 0) + slack)
            monkey_broke(m, "a page is scrolled beyond its end");
    }
}

// What only the attract screen has is there on it alone, and lives.
static void check_attract(struct monkey *m)
{
    const struct app *app = m->app;
    const struct words *turn = app->env.turn_words;
    if (monkey_screen(m) != SCREEN_ATTRACT && app->turns.from_us >= 0)
        monkey_broke(m, "the invitation turns elsewhere");
    if (monkey_screen(m) == SCREEN_ATTRACT && turn != app->words &&
        (!turn || turn != app->turns.words))
        monkey_broke(m, "the invitation's words are gone");
    if (app->blank.on && monkey_screen(m) != SCREEN_ATTRACT)
        monkey_broke(m, "it went black over a visitor");
}

static bool step(struct monkey *m)
{
    struct app *app = m->app;
    enum screen before = monkey_screen(m);
    bool moving;
    do {
        moving = app_step(app);
        if (!app->blind)
            jobs_finish(app->jobs);
    } while (!app->blind && (gfx_dirty(app->gfx) || app->stale));
    if (before > SCREEN_ATTRACT && before < SCREEN_FAULT &&
        monkey_screen(m) == SCREEN_ATTRACT) {
        m->wiped++;
        if (!m->options.demo && app_hash(app) != m->cold)
            monkey_broke(m, "the next visitor finds something");
    }
    return moving;
}

void monkey_pass(struct monkey *m, int64_t us)
{
    struct clock *clock = &m->app->clock;
    int64_t end = clock_now_us(clock) + us, now;
    int wakes = 0, at_once = 0;
    bool moving = step(m);
    while ((now = clock_now_us(clock)) < end) {
        int64_t due = moving ? now + FRAME_US : app_deadline_us(m->app);
        at_once = due < 0 || due > now ? 0 : at_once + 1;
        if (at_once == AT_ONCE)
            monkey_broke(m, "something is due, and stays due");
        due = due < 0 || due > end || ++wakes > WAKES ? end : due < now ? now : due;
        clock_advance(clock, due - now);
        moving = step(m);
    }
}

static void check(struct monkey *m)
{
    struct app *app = m->app;
    monkey_pass(m, 0);
    check_attract(m);
    check_trees(m);
    check_offsets(m);
    if (app->visit.depth < 1 || app->visit.depth > VISIT_DEPTH)
        monkey_broke(m, "the history has no depth");
    m->seen[monkey_screen(m)]++;
    m->sheets[app->visit.sheet] += ui_root(app->ui, UI_SHEET) != NULL;
    m->dark += app->idle.dark;
    m->black += app->blank.on;
    m->hash = hash_u64(m->hash, app_hash(app));
}

// ---- at the end ----

// Ten seconds after the last finger is up there is nothing left to wake up for, but when the time
// has come to ask.
static void check_rest(struct monkey *m)
{
    struct app *app = m->app;
    m->options.demo = false;
    for (int i = 0; i < MONKEY_FINGERS; i++)
        app_pointer(app, POINTER_UP, i, 0, 0);
    app_key(app, "F5", false, false, false);
    app_key(app, "F5", false, false, false);
    app_advance(app, 10000000);
    if (app_step(app) || ui_changed(app->ui) || ui_wants_view(app->ui) ||
        gfx_dirty(app->gfx) || app->stale || ui_deadline_us(app->ui) >= 0)
        monkey_broke(m, "it does not come to rest");
}

// What a walk through all of it came upon.
struct sights {
    bool screens[SCREEN_COUNT], sheets[SHEET_COUNT];
};

static void go(struct monkey *m, uint32_t kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(m->app, &c);
    app_settle(m->app);
}

// Each sheet that was not seen yet and that this page has, and back by the key.
static void walk_sheets(struct monkey *m, struct sights *w)
{
    struct app *app = m->app;
    w->screens[monkey_screen(m)] = true;
    check_trees(m);
    for (int i = SHEET_NONE + 1; i < SHEET_COUNT; i++) {
        if (w->sheets[i])
            continue;
        go(m, VISIT_SHEET, i, NULL);
        w->sheets[i] = app->visit.sheet == (enum sheet)i && ui_root(app->ui, UI_SHEET);
        check_trees(m);
        if (!w->sheets[i])
            go(m, VISIT_SHEET, SHEET_NONE, NULL);
        else
            app_key(app, "AC Back", false, false, false);
        app_settle(app);
        if (app->visit.sheet != SHEET_NONE)
            monkey_broke(m, "a sheet does not go");
    }
}

static void walk_pages(struct monkey *m, struct sights *w)
{
    for (size_t i = 0; i < m->pages.n; i++) {
        const struct command *c = &m->pages.items[i];
        go(m, c->kind, c->number, c->id);
        walk_sheets(m, w);
        app_key(m->app, "AC Back", false, false, false);
        app_settle(m->app);
        if (monkey_screen(m) != SCREEN_HOME)
            monkey_broke(m, "no key leads back to the home page");
    }
}

static struct sights see_all(struct monkey *m)
{
    struct app *app = m->app;
    struct sights w = {0};
    app_reset(app);
    app_settle(app);
    w.screens[monkey_screen(m)] = true;
    if (app->pack) {
        app_key(app, "Return", false, false, false);
        app_settle(app);
        if (monkey_screen(m) != SCREEN_HOME)
            monkey_broke(m, "no key leads into it");
        walk_sheets(m, &w);
        walk_pages(m, &w);
        app_show_fault(app, PACK_FAULT_MISSING, "the monkey has it");
        app_settle(app);
        w.screens[monkey_screen(m)] = true;
        app_advance(app, APP_RETRY_US);
        if (!app->pack)
            monkey_broke(m, "the pack does not come back");
    }
    app_reset(app);
    app_settle(app);
    if (app_hash(app) != m->cold)
        monkey_broke(m, "a reset is no cold start");
    return w;
}

static void compare_walks(struct monkey *m, const struct sights *first)
{
    if (!m->app->pack) // the last actions may have lost it
        app_advance(m->app, APP_RETRY_US);
    struct sights last = see_all(m);
    if (memcmp(&last, first, sizeof(last)) != 0)
        monkey_broke(m, "what could be reached at first can't be reached any more");
    for (int i = 0; i < SCREEN_COUNT && m->count >= SURE; i++)
        if (first->screens[i] && !m->seen[i])
            monkey_broke(m, "a screen was never seen");
    for (int i = 0; i < SHEET_COUNT && m->count >= SURE; i++)
        if (first->sheets[i] && !m->sheets[i])
            monkey_broke(m, "a sheet was never seen");
}

static void add_line(const struct monkey *m, struct str *line)
{
    str_printf(line, "monkey %llu:%d is at %016llx; saw", (unsigned long long)m->seed,
               m->count, (unsigned long long)m->hash);
    for (int i = 0; i < SCREEN_COUNT; i++)
        str_printf(line, " %s %d", screen_name((enum screen)i), m->seen[i]);
    str_add(line, ", sheets");
    for (int i = SHEET_NONE + 1; i < SHEET_COUNT; i++)
        str_printf(line, " %d", m->sheets[i]);
    str_printf(line, "; wiped %d, dark %d, black %d", m->wiped, m->dark, m->black);
}

static void begin(struct monkey *m)
{
    struct err err = {0};
    struct app *app = m->app;
    arena_init(&m->arena);
    app_settle(app);
    m->cold = app_hash(app);
    if (app->pack && !pages_list(app->pack, &m->arena, WALKED, &m->pages, &err))
        monkey_broke(m, err.text);
    watched = m;
    signal(SIGALRM, gone);
}

void monkey_run(struct app *app, uint64_t seed, int count, struct str *line)
{
    const struct options *options = app->options;
    struct monkey m = {.app = app,
                       .options = *options,
                       .seed = seed,
                       .random = seed,
                       .hash = HASH_START,
                       .count = count};
    begin(&m);
    struct sights first = see_all(&m);
    app->options = &m.options;
    for (m.action = 0; m.action < count; m.action++) {
        app->blind = m.action % PAINTED_EACH != 0;
        act_watched(&m);
        check(&m);
        if (!app->blind)
            gfx_settle(app->gfx);
    }
    app->blind = false;
    m.action--;
    check_rest(&m);
    m.options = *options;
    compare_walks(&m, &first);
    add_line(&m, line);
    app->options = options;
    arena_release(&m.arena);
    fprintf(stderr, "monkey: the slowest action was %d with %.0f ms\n", m.slowest,
            (double)m.slowest_us / 1000);
}
