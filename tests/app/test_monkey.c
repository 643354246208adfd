// A monkey: fingers, keys, wheels, waits, naps and changes without sense, the same ones for the
// same seed. After each of them the program must be sound and due for nothing that it does not
// do, and at the end it must come to rest.
//
// BACKLOT_SEED chooses another monkey, BACKLOT_LONG lets it play for longer.
#include <math.h>
#include <unistd.h>

#include "base/array.h"
#include "changed.h"
#include "ui/ui_private.h"

#define ACTIONS 500 // on each stand
#define LONG_TIMES 12
#define FINGERS 3
#define REMEMBERED 12
#define S 1000000ll
#define FRAME_US 16667
#define WAKES 150 // in a nap; what is left of it is one long sleep
#define MANY_PACK BUILD_DIR "/tests/monkey.pack"

struct monkey {
    struct stand *s;
    uint64_t seed, random, cold;
    int action, seen[SCREEN_COUNT], sheets[SHEET_COUNT]; // how often each was on show
    int wiped, dark;
    bool down[FINGERS];
    char did[REMEMBERED][96]; // the last ones, for the one who has to find out
};

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static int any(struct monkey *m, int below)
{
    return (int)(splitmix(&m->random) % (uint64_t)below);
}

static void note(struct monkey *m, const char *form, ...)
{
    va_list args;
    va_start(args, form);
    vsnprintf(m->did[m->action % REMEMBERED], sizeof(m->did[0]), form, args);
    va_end(args);
}

static void fail_now(const struct monkey *m, const char *what)
{
    const struct options *o = &m->s->options;
    print_message("%s %dx%d %s %s, seed %llu, action %d; the last were:\n", o->profile,
                  o->w, o->h, o->lang, o->theme, (unsigned long long)m->seed, m->action);
    for (int i = REMEMBERED - 1; i >= 0; i--)
        if (m->action >= i)
            print_message("    %s\n", m->did[(m->action - i) % REMEMBERED]);
    for (int i = 0; i < SCREEN_COUNT; i++)
        print_message("    %s %d", screen_name((enum screen)i), m->seen[i]);
    for (int i = 1; i < SHEET_COUNT; i++)
        print_message("    sheet %d: %d", i, m->sheets[i]);
    print_message("    wiped %d, dark %d\n", m->wiped, m->dark);
    fail_msg("%s", what);
}

// ---- what must hold after each action ----

static void check_trees(const struct monkey *m)
{
    struct err err = {0};
    for (int i = 0; i < UI_STACKS; i++) {
        const struct node *root = ui_root(m->s->app.ui, (enum ui_stack)i);
        if (root && !node_check(root, &err))
            fail_now(m, err.text);
        for (const struct node *n = root; n; n = node_after(n, root))
            if (!isfinite(n->x) || !isfinite(n->y) || !isfinite(n->w) || !isfinite(n->h))
                fail_now(m, "a box is not a number");
    }
}

static void check_focus(const struct monkey *m)
{
    const struct node *n = ui_focus(m->s->app.ui);
    if (n && !node_pressable(n) && !n->style.scroll)
        fail_now(m, "the focus is on what is no target");
}

static bool touched(const struct monkey *m)
{
    for (int i = 0; i < FINGERS; i++)
        if (m->down[i])
            return true;
    return false;
}

// Pulled, a page goes beyond its ends by a quarter of the view at most.
static void check_offsets(const struct monkey *m, bool moving)
{
    const struct draw_frame *f = ui_frame(m->s->app.ui);
    for (size_t i = 0; i < f->n_layers; i++) {
        const struct draw_layer *l = &f->layers[i];
        int most = l->content_h - l->clip.h, slack = 2;
        if (l->kind != LAYER_SCROLLER)
            continue;
        if (moving || touched(m))
            slack += l->clip.h / 4;
        if (l->offset_y < -slack || l->offset_y > (most > 0 ? most : 0) + slack)
            fail_now(m, "a page is scrolled beyond its end");
    }
}

static enum screen screen(const struct monkey *m)
{
    const struct app *app = &m->s->app;
    return app->pack ? visit_top(&app->visit)->screen : SCREEN_FAULT;
}

// What only the attract screen has is there on it alone, and lives.
static void check_attract(const struct monkey *m)
{
    const struct app *app = &m->s->app;
    const struct words *turn = app->env.turn_words;
    if (screen(m) != SCREEN_ATTRACT) {
        if (app->ui->show || show_deadline_us(app->ui) >= 0)
            fail_now(m, "the idle screen's loop goes on elsewhere");
        if (app->turns.from_us >= 0)
            fail_now(m, "the invitation turns elsewhere");
    } else if (turn != app->words && (!turn || turn != app->turns.words)) {
        fail_now(m, "the invitation's words are gone");
    }
    if (!app->idle.dark && app->ui->dim)
        fail_now(m, "it is dark, and no touch will light it");
}

// What is due is done by the step that it woke; a few may follow at once, not all the time.
static void check_deadline(const struct monkey *m)
{
    struct app *app = &m->s->app;
    for (int i = 0; i < 4; i++) {
        int64_t due = app_deadline_us(app);
        if (due < 0 || due > clock_now_us(&app->clock))
            return;
        app_step(app);
    }
    fail_now(m, "something is due, and stays due");
}

static void check(struct monkey *m)
{
    struct app *app = &m->s->app;
    bool moving = app_step(app);
    check_deadline(m);
    check_attract(m);
    m->seen[screen(m)]++;
    m->sheets[app->visit.sheet] += ui_root(app->ui, UI_SHEET) != NULL;
    m->dark += app->idle.dark;
    if (app->visit.depth < 1 || app->visit.depth > VISIT_DEPTH)
        fail_now(m, "the history has no depth");
    check_trees(m);
    check_focus(m);
    check_offsets(m, moving);
}

// ---- what a monkey does ----

static void pointer(struct monkey *m, enum pointer_kind kind, int finger, float x,
                    float y)
{
    m->down[finger] = kind == POINTER_DOWN || (kind == POINTER_MOVE && m->down[finger]);
    app_pointer(&m->s->app, kind, finger, x, y);
}

static void somewhere(struct monkey *m, float *x, float *y)
{
    struct gfx_size size = gfx_size(m->s->app.gfx);
    *x = (float)any(m, size.w + 40) - 20;
    *y = (float)any(m, size.h + 40) - 20;
}

// On something that can be pressed, if any of it is seen.
static void on_target(struct monkey *m, float *x, float *y)
{
    const struct ui *ui = m->s->app.ui;
    const struct node *root = ui_active_root(ui), *targets[64];
    int count = 0;
    for (const struct node *n = root; n && count < 64; n = node_after(n, root))
        if (node_pressable(n) && ui_where(ui, n, x, y))
            targets[count++] = n;
    somewhere(m, x, y);
    if (count)
        ui_where(ui, targets[any(m, count)], x, y);
}

static void do_touch(struct monkey *m)
{
    float x, y;
    on_target(m, &x, &y);
    int64_t held_us = any(m, 6) ? any(m, 200) * 1000 : 900000;
    note(m, "touch %g,%g for %lld us", (double)x, (double)y, (long long)held_us);
    pointer(m, POINTER_DOWN, 0, x, y);
    app_advance(&m->s->app, held_us);
    pointer(m, any(m, 8) ? POINTER_UP : POINTER_CANCEL, 0, x, y);
}

static void do_drag(struct monkey *m)
{
    float x0, y0, x1, y1;
    somewhere(m, &x0, &y0);
    somewhere(m, &x1, &y1);
    int steps = 1 + any(m, 12);
    note(m, "drag %g,%g %g,%g in %d", (double)x0, (double)y0, (double)x1, (double)y1,
         steps);
    pointer(m, POINTER_DOWN, 0, x0, y0);
    for (int i = 1; i <= steps; i++) {
        float part = (float)i / (float)steps;
        app_advance(&m->s->app, any(m, 3) * 8000);
        pointer(m, POINTER_MOVE, 0, x0 + (x1 - x0) * part, y0 + (y1 - y0) * part);
    }
    pointer(m, POINTER_UP, 0, x1, y1);
}

// One event of any finger: several may be down, and for longer than the next action.
static void do_finger(struct monkey *m)
{
    float x, y;
    enum pointer_kind kind = (enum pointer_kind)any(m, 4);
    int finger = any(m, FINGERS);
    if (any(m, 2))
        on_target(m, &x, &y);
    else
        somewhere(m, &x, &y);
    note(m, "finger %d does %d at %g,%g", finger, kind, (double)x, (double)y);
    pointer(m, kind, finger, x, y);
}

static void do_wheel(struct monkey *m)
{
    static const float notches[] = {1, -1, 0.1f, -3, 40, -1e6f};
    float x, y, by = notches[any(m, ARRAY_LEN(notches))];
    somewhere(m, &x, &y);
    note(m, "wheel %g at %g,%g", (double)by, (double)x, (double)y);
    app_wheel(&m->s->app, x, y, 0, by);
}

static void do_key(struct monkey *m)
{
    static const char *const keys[] = {
        "Up",     "Down",      "Left",    "Right",  "Down",     "Tab",  "Return",
        "Space",  "Down",      "Tab",     "Right",  "PageDown", "Home", "Keypad Enter",
        "PageUp", "End",       "Return",  "Tab",    "Down",     "F11",  "Escape",
        "A",      "Backspace", "AC Back", "",       "Ä",        "B",    "1",
        "2",      "Keypad 0",  "7",       "Delete",
    };
    const char *key = keys[any(m, ARRAY_LEN(keys))];
    bool shift = !any(m, 4), ctrl = !any(m, 12), alt = !any(m, 12);
    note(m, "key %s%s%s%s", shift ? "Shift+" : "", ctrl ? "Ctrl+" : "", alt ? "Alt+" : "",
         key);
    app_key(&m->s->app, key, shift, ctrl, alt);
}

static void do_wait(struct monkey *m)
{
    int64_t us = any(m, 8) ? any(m, 300) * 1000 : any(m, 3) * 1000000;
    note(m, "wait %lld us", (long long)us);
    app_advance(&m->s->app, us);
}

// Nobody does anything, as a display's loop sees it: asleep until something is due.
static void do_nap(struct monkey *m)
{
    static const int64_t lengths[] = {35 * S, 91 * S, 130 * S, 400 * S, 86400 * S};
    struct app *app = &m->s->app;
    int64_t length = lengths[any(m, ARRAY_LEN(lengths))];
    int64_t end = clock_now_us(&app->clock) + length;
    enum screen before = screen(m);
    note(m, "nap %lld s", (long long)(length / S));
    for (int i = 0; i < WAKES && clock_now_us(&app->clock) < end; i++) {
        bool moving = app_step(app);
        check_deadline(m);
        int64_t now = clock_now_us(&app->clock), due = app_deadline_us(app);
        due = moving ? now + FRAME_US : due < 0 || due > end ? end : due;
        clock_advance(&app->clock, i == WAKES - 1 ? end - now : due - now);
        app_settle(app);
        bool wiped = before > SCREEN_ATTRACT && before < SCREEN_FAULT &&
                     screen(m) == SCREEN_ATTRACT;
        before = screen(m);
        m->wiped += wiped;
        if (wiped && !app->options->demo && app_hash(app) != m->cold)
            fail_now(m, "the next visitor finds something");
    }
}

static void do_demo(struct monkey *m)
{
    m->s->options.demo = !m->s->options.demo;
    note(m, "demo %s", m->s->options.demo ? "on" : "off");
}

// What no control asks for yet, too, with numbers and names that make no sense.
static void do_command(struct monkey *m)
{
    static const char *const ids[] = {"en",      "es",       "ar-XB",    "en-XA",
                                      "evening", "contrast", "walk",     "gate",
                                      "square",  "",         "daylight", "no-such-thing"};
    static const enum visit_command safe[] = {
        VISIT_TEXT_SIZE, VISIT_SHEET,   VISIT_BACK,     VISIT_HOME,  VISIT_BEGIN,
        VISIT_REVEAL,    VISIT_NOTHING, VISIT_COMMANDS, VISIT_RESET, VISIT_MOTION,
        VISIT_PICTURE,   VISIT_DIGIT,   VISIT_ERASE};
    const char *id = ids[any(m, ARRAY_LEN(ids))];
    struct command c = command_make(safe[any(m, ARRAY_LEN(safe))], any(m, 8) - 1, id);
    if (!any(m, 4))
        c = command_make(VISIT_THEME, 0, id);
    else if (!any(m, 4))
        c = command_make(VISIT_LANG, 0, id);
    else if (!any(m, 9))
        c = command_make(any(m, 2) ? VISIT_OPEN_TOUR : VISIT_OPEN_STOP, 0, id);
    note(m, "command %d %d '%s'", (int)c.kind, c.number, c.id);
    app_command(&m->s->app, &c);
}

static void do_open(struct monkey *m)
{
    static const char *const ids[] = {"walk", "gate", "square"};
    int i = any(m, ARRAY_LEN(ids));
    note(m, "open %s", ids[i]);
    struct command c = command_make(i ? VISIT_OPEN_STOP : VISIT_OPEN_TOUR, 0, ids[i]);
    app_command(&m->s->app, &c);
}

static void do_size(struct monkey *m)
{
    struct command c = command_make(VISIT_TEXT_SIZE, 1 + any(m, TEXT_SIZES), NULL);
    note(m, "text size %d", c.number);
    app_command(&m->s->app, &c);
}

static void do_reset(struct monkey *m)
{
    note(m, "reset");
    app_reset(&m->s->app);
    if (app_hash(&m->s->app) != m->cold)
        fail_now(m, "something is left after a reset");
    app_settle(&m->s->app);
    if (app_hash(&m->s->app) != m->cold)
        fail_now(m, "something comes back after a reset");
}

static void do_relook(struct monkey *m)
{
    note(m, "the window changed");
    app_relook(&m->s->app);
}

static void do_fault(struct monkey *m)
{
    note(m, "the pack is gone");
    app_show_fault(&m->s->app, (enum pack_fault)any(m, 6), "the monkey has it");
}

static void act(struct monkey *m)
{
    static const struct {
        int weight;
        void (*run)(struct monkey *m);
    } actions[] = {{24, do_touch}, {10, do_drag},  {14, do_finger}, {6, do_wheel},
                   {26, do_key},   {10, do_wait},  {5, do_command}, {3, do_size},
                   {1, do_reset},  {1, do_relook}, {1, do_fault},   {2, do_nap},
                   {1, do_demo},   {4, do_open}};
    int at = any(m, 108), i = 0;
    while (at >= actions[i].weight)
        at -= actions[i++].weight;
    actions[i].run(m);
    m->s->app.quit = false; // a laptop would have been left by now
    if (!m->s->app.pack && !any(m, 10))
        app_advance(&m->s->app, APP_RETRY_US);
    if (any(m, 3))
        app_settle(&m->s->app);
}

// Ten seconds after the last finger is up there is nothing left to wake up for, but on the
// attract screen, or when the time has come to ask.
static void check_rest(struct monkey *m)
{
    struct app *app = &m->s->app;
    m->s->options.demo = false;
    for (int i = 0; i < FINGERS; i++)
        pointer(m, POINTER_UP, i, 0, 0);
    app_key(app, "F5", false, false, false);
    app_advance(app, 10000000);
    if (app_step(app) || ui_changed(app->ui) || ui_wants_view(app->ui) ||
        gfx_dirty(app->gfx) || app->stale || ui_deadline_us(app->ui) >= 0)
        fail_now(m, "it does not come to rest");
}

static void play(struct monkey *m, const struct options *o, int actions)
{
    m->random = m->seed;
    m->s = stand_create(o);
    m->cold = app_hash(&m->s->app);
    for (m->action = 0; m->action < actions; m->action++) {
        act(m);
        check(m);
    }
    check_rest(m);
}

// Or nothing was tried.
static void check_seen(const struct monkey *all, int actions)
{
    for (int i = SCREEN_ATTRACT; i < SCREEN_COUNT; i++)
        if (all->seen[i] < actions / 40)
            fail_now(all, "a screen was hardly seen");
    for (int i = SHEET_SETTINGS; i < SHEET_COUNT; i++)
        if (all->sheets[i] < 1 + actions / 20000)
            fail_now(all, "a sheet was hardly seen");
    if (all->wiped < actions / 2000 || all->dark < actions / 2000)
        fail_now(all, "nobody ever slept");
}

static void add_seen(struct monkey *all, const struct monkey *m)
{
    all->s = m->s;
    for (int i = 0; i < SCREEN_COUNT; i++)
        all->seen[i] += m->seen[i];
    for (int i = 0; i < SHEET_COUNT; i++)
        all->sheets[i] += m->sheets[i];
    all->wiped += m->wiped;
    all->dark += m->dark;
    all->action += m->action;
}

// The fixture with nine tours: what the second one has, the others have not.
static void make_many(void)
{
    static const char sql[] =
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 9)"
        " INSERT INTO tour SELECT 'tour-' || i, i, 'walk', 40 + i, NULL FROM n;"
        "INSERT INTO txt (entity, id, field, lang, body) SELECT 'tour', id, 'title', 'en',"
        " 'Number ' || position FROM tour WHERE position > 1;"
        "INSERT INTO media_use SELECT 'tour', id, 1, (SELECT media FROM media_use LIMIT 1)"
        " FROM tour WHERE position = 2;";
    changed_make(MANY_PACK, sql);
}

static struct options options_of(size_t i)
{
    static const struct {
        const char *profile, *lang, *theme;
        int w, h, panel_w, panel_h, text_size;
    } cases[] = {
        {"kiosk", "en", "daylight", 960, 540, 0, 0, 2},
        {"kiosk", "ar-XB", "evening", 540, 960, 0, 0, 5},
        {"laptop", "en-XA", "contrast", 640, 400, 0, 0, 1},
        {"laptop", "ar-XB", "daylight", 320, 320, 60, 60, 4},
        {"tablet", "es", "evening", 320, 512, 0, 0, 3},
        {"tablet", "en-XA", "contrast", 512, 320, 50, 50, 5},
        {"kiosk", "en", "daylight", 1600, 320, 4000, 300, 2},
        {"laptop", "en", "daylight", 320, 900, 0, 0, 5},
        {"laptop", "en-XA", "evening", 160, 120, 30, 22, 5}, // hardly a window at all
    };
    struct options o = stand_options(i % 3 ? FIXTURE_PACK : MANY_PACK);
    if (i >= ARRAY_LEN(cases))
        return (struct options){0};
    o.profile = cases[i].profile;
    o.lang = cases[i].lang;
    o.theme = cases[i].theme;
    o.w = cases[i].w;
    o.h = cases[i].h;
    o.panel_w_mm = (float)cases[i].panel_w;
    o.panel_h_mm = (float)cases[i].panel_h;
    o.text_size = cases[i].text_size;
    o.demo = i % 4 == 2;
    return o;
}

static uint64_t first_seed(void)
{
    const char *seed = getenv("BACKLOT_SEED");
    return seed ? strtoull(seed, NULL, 10) : 2013;
}

static void test_a_monkey_breaks_nothing(void **state)
{
    (void)state;
    struct options o;
    int actions = getenv("BACKLOT_LONG") ? ACTIONS * LONG_TIMES : ACTIONS;
    struct monkey all = {.seed = first_seed()};
    make_many();
    for (size_t i = 0; o = options_of(i), o.pack; i++) {
        struct monkey m = {.seed = first_seed() + i};
        play(&m, &o, actions);
        add_seen(&all, &m);
        if (i == 8)
            check_seen(&all, all.action);
        stand_destroy(m.s);
    }
    unlink(MANY_PACK);
}

static void test_the_same_seed_ends_at_the_same_place(void **state)
{
    (void)state;
    struct options o = options_of(4);
    struct str text[2];
    uint64_t hash[2];
    for (int i = 0; i < 2; i++) {
        struct monkey m = {.seed = first_seed() + 100};
        play(&m, &o, ACTIONS / 2);
        str_init(&text[i]);
        ui_dump(m.s->app.ui, &text[i]);
        hash[i] = app_hash(&m.s->app);
        stand_destroy(m.s);
    }
    assert_string_equal(str_c(&text[0]), str_c(&text[1]));
    assert_true(hash[0] == hash[1]);
    str_release(&text[0]);
    str_release(&text[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_monkey_breaks_nothing),
        cmocka_unit_test(test_the_same_seed_ends_at_the_same_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
