// A hundred visitors at random, one after the other, at one kiosk that is never restarted: each
// next one finds what the first one found. Sessions are played by fingers and keys, and end as
// they do on a kiosk: most by idling, some by "Start again".
#include "stand.h"

#include "base/array.h"
#include "ui/ui_private.h"

#define SESSIONS 100
#define S 1000000ll

static uint64_t seed = 20261122;

static unsigned any(unsigned below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % below;
}

// How many sessions changed what.
struct tally {
    int theme, lang, size, motion, eggs, scroll, focus, sheet, pages, digits, picture;
};

static void touch(struct app *app, float x, float y)
{
    app_pointer(app, POINTER_DOWN, 1, x, y);
    app_advance(app, 50000);
    app_pointer(app, POINTER_UP, 1, x, y);
    app_settle(app);
}

// Something that can be pressed; anywhere on the glass one touch in four.
static void touch_any(struct app *app)
{
    const struct node *root = ui_active_root(app->ui), *chosen = NULL;
    struct gfx_size size = gfx_size(app->gfx);
    float x, y;
    unsigned n = 0;
    for (const struct node *m = root; m; m = node_after(m, root))
        if (node_pressable(m) && ui_where(app->ui, m, &x, &y) && any(++n) == 0)
            chosen = m;
    if (any(4) == 0 || !chosen || !ui_where(app->ui, chosen, &x, &y)) {
        x = (float)any((unsigned)size.w);
        y = (float)any((unsigned)size.h);
    }
    touch(app, x, y);
}

static void key_any(struct app *app)
{
    static const char *const keys[] = {
        "Down", "Up",       "Left",     "Right",  "Tab", "Return", "Return",    "Escape",
        "1",    "Keypad 0", "PageDown", "PageUp", "End", "Home",   "Backspace", "Space"};
    app_key(app, keys[any(ARRAY_LEN(keys))], any(6) == 0, any(20) == 0, any(20) == 0);
    app_settle(app);
}

static void drag_any(struct app *app)
{
    struct gfx_size size = gfx_size(app->gfx);
    float x = (float)any((unsigned)size.w), y = (float)any((unsigned)size.h);
    app_pointer(app, POINTER_DOWN, 2, x, y);
    for (int i = 0; i < 6; i++) {
        y -= (float)any(120);
        app_advance(app, 16667);
        app_pointer(app, POINTER_MOVE, 2, x, y);
    }
    // Some fingers are lost by the glass and never come up.
    if (any(8))
        app_pointer(app, POINTER_UP, 2, x, y);
    app_advance(app, (int64_t)any(800000));
}

static void settings_any(struct app *app)
{
    static const char *const themes[] = {"evening", "contrast", "daylight"};
    static const char *const langs[] = {"es", "en", "ar-XB", "en-XA"};
    const struct command commands[] = {
        command_make(VISIT_THEME, 0, themes[any(3)]),
        command_make(VISIT_LANG, 0, langs[any(4)]),
        command_make(VISIT_TEXT_SIZE, 1 + (int)any(5), NULL),
        command_make(VISIT_MOTION, (int)any(2), NULL),
        command_make(VISIT_PICTURE, (int)any(3), NULL),
        command_make(VISIT_REVEAL, 0, "gate-egg"),
        command_make(VISIT_OPEN_STOP, 0, any(2) ? "gate" : "square"),
    };
    app_command(app, &commands[any(ARRAY_LEN(commands))]);
    app_settle(app);
}

static void count(struct tally *t, const struct app *app, const struct visit *cold)
{
    const struct visit_settings *s = &app->visit.settings;
    bool scrolled = false, focus = false;
    for (size_t i = 0; i < app->ui->kept.count; i++) {
        scrolled |= app->ui->kept.items[i].offset_dp > 0;
        focus |= app->ui->kept.items[i].focus != 0;
    }
    t->theme += strcmp(s->theme, cold->settings.theme) != 0;
    t->lang += strcmp(s->lang, cold->settings.lang) != 0;
    t->size += s->text_size != cold->settings.text_size;
    t->motion += s->reduced_motion;
    t->eggs += app->visit.ledger.n > 0;
    t->sheet += app->visit.sheet != SHEET_NONE;
    t->pages += app->visit.depth > 2;
    t->digits += app->visit.digits[0] != '\0';
    t->picture += visit_top(&app->visit)->picture > 0;
    t->scroll += scrolled;
    t->focus += focus;
}

static void play(struct app *app)
{
    unsigned actions = 10 + any(60);
    for (unsigned i = 0; i < actions; i++) {
        switch (any(8)) {
        case 0:
        case 1:
        case 2:
            touch_any(app);
            break;
        case 3:
            drag_any(app);
            break;
        case 4:
            settings_any(app);
            break;
        case 5:
            app_advance(app, (int64_t)any(3000000));
            break;
        default:
            key_any(app);
        }
    }
}

static void idle(struct app *app)
{
    for (int i = 0; i < 60 && visit_top(&app->visit)->screen != SCREEN_ATTRACT; i++)
        app_advance(app, 5 * S);
}

static void test_the_next_visitor_finds_a_fresh_screen(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    o.w = 960;
    o.h = 540;
    struct stand *s = stand_create(&o);
    struct app *app = &s->app;
    struct visit cold_visit = app->visit;
    uint64_t cold = app_hash(app), cold_ui = ui_hash(app->ui);
    struct tally t = {0};
    int changed = 0;
    for (int i = 0; i < SESSIONS; i++) {
        play(app);
        count(&t, app, &cold_visit);
        changed += app_hash(app) != cold;
        if (any(3))
            idle(app);
        else
            app_command(app, &(struct command){.kind = VISIT_RESET});
        app_settle(app);
        if (app_hash(app) != cold)
            fail_msg("session %d left something: screen %s, ui %s", i,
                     screen_name(visit_top(&app->visit)->screen),
                     ui_hash(app->ui) == cold_ui ? "fresh" : "not fresh");
        assert_memory_equal(&app->visit, &cold_visit, sizeof(cold_visit));
        assert_int_equal(app->ui->kept.count, 0);
    }
    // Or nothing was tried.
    assert_true(changed > SESSIONS * 9 / 10);
    const int least[] = {t.theme, t.lang,  t.size,   t.motion, t.eggs,   t.sheet,
                         t.pages, t.focus, t.scroll, t.digits, t.picture};
    for (size_t i = 0; i < ARRAY_LEN(least); i++)
        if (least[i] < 3)
            fail_msg("only %d sessions did thing %zu", least[i], i);
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_next_visitor_finds_a_fresh_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
