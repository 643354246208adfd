// Arrows alone reach whatever can be pressed, on every page, in both directions of reading.
#include "stand.h"

#include "base/array.h"

#define TARGETS_MAX 64
#define PLACES_MAX 2048
#define PRESSES 40000

struct round {
    struct stand *s;
    const char *page;
    uint64_t targets[TARGETS_MAX];
    bool reached[TARGETS_MAX];
    int n_targets;
    struct {
        uint64_t hash; // of focus and offsets
        unsigned turn;
    } places[PLACES_MAX];
    int n_places;
};

static void send(struct stand *s, enum visit_command kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
}

static void press(struct stand *s, const char *key)
{
    app_key(&s->app, key, false, false, false);
    app_advance(&s->app, 700000);
}

static void find_targets(struct round *w)
{
    const struct node *root = ui_active_root(w->s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (node_pressable(n) && !n->by_touch && w->n_targets < TARGETS_MAX)
            w->targets[w->n_targets++] = n->path;
}

static void mark(struct round *w)
{
    const struct node *n = ui_focus(w->s->app.ui);
    for (int i = 0; i < w->n_targets; i++)
        w->reached[i] |= n && w->targets[i] == n->path;
}

static bool all_reached(const struct round *w)
{
    for (int i = 0; i < w->n_targets; i++)
        if (!w->reached[i])
            return false;
    return true;
}

static void fail_at(const struct round *w, const struct node *n, const char *what)
{
    const struct options *o = &w->s->options;
    fail_msg("%s %dx%d %s, %s: %s '%s' %s", o->profile, o->w, o->h, o->lang, w->page,
             role_name(n->role), node_name(n), what);
}

// The next key to try where the focus and the page are now: each in turn, so that all that is
// connected is walked over and over.
static const char *next_key(struct round *w)
{
    static const char *const keys[] = {"Down", "Right", "Up", "Left"};
    uint64_t here = ui_hash(w->s->app.ui);
    int i = 0;
    while (i < w->n_places && w->places[i].hash != here)
        i++;
    if (i == PLACES_MAX)
        fail_msg("%s: more than %d places", w->page, PLACES_MAX);
    if (i == w->n_places)
        w->places[w->n_places++].hash = here;
    return keys[w->places[i].turn++ % 4];
}

static void look_around(struct round *w)
{
    memset(w->reached, 0, sizeof(w->reached));
    for (int i = 0; i < PRESSES && !all_reached(w); i++) {
        press(w->s, next_key(w));
        if (!ui_focus(w->s->app.ui))
            fail_at(w, ui_active_root(w->s->app.ui), "has no focus");
        mark(w);
    }
}

static void check_page(struct stand *s, const char *page)
{
    struct round w = {.s = s, .page = page};
    find_targets(&w);
    assert_true(w.n_targets > 0);
    look_around(&w);
    if (all_reached(&w))
        look_around(&w); // from where that ended, or it is a trap
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        for (int i = 0; i < w.n_targets; i++)
            if (w.targets[i] == n->path && !w.reached[i])
                fail_at(&w, n, "is not reached by arrows");
}

// The real tours' pages are as long as they get.
static void test_arrows_reach_everything_of_a_long_page(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        if (!getenv("BACKLOT_LONG") && i % 2 != i / 2)
            continue;
        struct options o = stand_options(TOURS_PACK);
        o.profile = i % 2 ? "tablet" : "kiosk";
        o.w = i % 2 ? 400 : 960;
        o.h = i % 2 ? 640 : 540;
        o.lang = i / 2 ? "ar-XB" : "en-XA";
        struct stand *s = stand_create(&o);
        send(s, VISIT_OPEN_TOUR, 0, "her-los-angeles");
        check_page(s, "tour");
        send(s, VISIT_OPEN_STOP, 0, "union-station");
        check_page(s, "stop");
        stand_destroy(s);
    }
}

static void check_pages(struct stand *s)
{
    send(s, VISIT_BEGIN, 0, NULL);
    check_page(s, "home");
    send(s, VISIT_OPEN_TOUR, 0, "walk");
    check_page(s, "tour");
    send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
    check_page(s, "sheet");
    send(s, VISIT_SHEET, SHEET_KEYPAD, NULL);
    check_page(s, "keypad");
    send(s, VISIT_DIGIT, 1, NULL);
    check_page(s, "keypad with a digit");
    send(s, VISIT_SHEET, SHEET_STILL_THERE, NULL);
    check_page(s, "question");
    app_reset(&s->app);
    send(s, VISIT_OPEN_STOP, 0, "gate");
    check_page(s, "stop");
    app_reset(&s->app);
    send(s, VISIT_OPEN_STOP, 0, "gate");
    send(s, VISIT_REVEAL, 0, "gate-egg");
    check_page(s, "stop with the answer");
    app_reset(&s->app);
    send(s, VISIT_OPEN_STOP, 0, "square");
    check_page(s, "last stop");
    send(s, VISIT_OPEN, visit_page(SCREEN_MAP, 0), "walk");
    check_page(s, "map");
    send(s, VISIT_OPEN, visit_page(SCREEN_MAP, 2), "walk");
    check_page(s, "map with a stop");
    send(s, VISIT_WALK, 0, "walk");
    send(s, VISIT_WALK_SAFE, 0, NULL);
    check_page(s, "walk");
    send(s, VISIT_WALK_HERE, 0, NULL);
    check_page(s, "walk at a stop");
}

static void test_arrows_reach_everything(void **state)
{
    (void)state;
    static const struct {
        const char *profile;
        int w, h;
    } windows[] = {{"kiosk", 960, 540},  {"kiosk", 540, 960},  {"laptop", 640, 400},
                   {"tablet", 640, 400}, {"tablet", 400, 640}, {"laptop", 320, 320}};
    static const char *const langs[] = {"en", "ar-XB"};
    static const int sizes[] = {2, 5};
    for (size_t i = 0; i < ARRAY_LEN(windows) * 4; i++) {
        // In each window both languages and both sizes, but each pair of them with time only.
        if (!getenv("BACKLOT_LONG") && (i % 2 + i / 2 % 2 + i / 4) % 2)
            continue;
        struct options o = stand_options(FIXTURE_PACK);
        o.profile = windows[i / 4].profile;
        o.w = windows[i / 4].w;
        o.h = windows[i / 4].h;
        o.lang = langs[i % 2];
        o.text_size = sizes[i / 2 % 2];
        struct stand *s = stand_create(&o);
        check_pages(s);
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrows_reach_everything),
        cmocka_unit_test(test_arrows_reach_everything_of_a_long_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
