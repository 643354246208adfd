// Nothing flashes: whatever a visitor does, no part of the window goes light and dark more than
// three times in a second. And with reduced motion nothing moves for longer than 100 ms.
//
// A flash as WCAG 2.3.1 has it: relative luminance changes by a tenth or more and back, the
// darker of both below 0.80. Each cell of a grid counts its own, and no more than a quarter of
// any field may have more than three in one second; the field has 341 x 256 px of a window of
// 1024 x 768, which is a third of each side.
#include <math.h>

#include "app/app_private.h"
#include "base/array.h"
#include "base/hash.h"
#include "stand.h"

#define FRAME_US 16667
#define SECOND 60 // frames
#define COLUMNS 12
#define ROWS 6
#define CELLS (COLUMNS * ROWS)
#define FIELD_W (COLUMNS / 3)
#define FIELD_H (ROWS / 3)
#define FIELDS_X (COLUMNS - FIELD_W + 1)
#define FIELDS_Y (ROWS - FIELD_H + 1)
#define FLASHES 12 // remembered
#define FLASHES_MAX 3
#define CHANGE 0.10f
#define DARK 0.80f
#define TURN_MS 1000 // from one turn of a page or a sheet to the next

struct cell {
    float low, high;               // since its last change
    int way;                       // of that: 1 lighter, -1 darker, 0 none yet
    int when;                      // frame
    bool half;                     // it is the first one of a pair
    int flashes, flashed[FLASHES]; // when, in a ring
};

struct watch {
    struct cell cells[CELLS];
    int frame;
    int most; // flashes in one second, in the worst field
};

static float linear(unsigned level)
{
    float v = (float)level / 255;
    return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f);
}

static void see_cell(struct cell *c, float l, int frame)
{
    bool up = c->way != 1 && l - c->low >= CHANGE && c->low < DARK;
    bool down = c->way != -1 && c->high - l >= CHANGE && l < DARK;
    c->low = fminf(c->low, l);
    c->high = fmaxf(c->high, l);
    if (!up && !down)
        return;
    bool pair = c->half && frame - c->when < SECOND;
    c->way = up ? 1 : -1;
    c->low = c->high = l;
    c->when = frame;
    c->half = !pair;
    if (pair)
        c->flashed[c->flashes++ % FLASHES] = frame;
}

static int recent(const struct cell *c, int frame)
{
    int n = 0;
    for (int i = 0; i < FLASHES && i < c->flashes; i++)
        n += frame - c->flashed[i] < SECOND;
    return n;
}

// So many that more than a quarter of the field has them.
static int see_field(const struct watch *w, int x, int y)
{
    int with[FLASHES + 1] = {0}, n = FLASHES, sum = 0;
    for (int i = 0; i < FIELD_W * FIELD_H; i++) {
        int at = (y + i / FIELD_W) * COLUMNS + x + i % FIELD_W;
        with[recent(&w->cells[at], w->frame)]++;
    }
    while (n > 0 && (sum += with[n]) <= FIELD_W * FIELD_H / 4)
        n--;
    return n;
}

static void see(struct watch *w, const uint32_t *pixels, int pitch, int width, int height)
{
    static float table[256];
    for (unsigned i = 0; i < 256 && table[255] <= 0; i++)
        table[i] = linear(i);
    for (int i = 0; i < CELLS; i++) {
        int x0 = i % COLUMNS * width / COLUMNS, x1 = (i % COLUMNS + 1) * width / COLUMNS;
        int y0 = i / COLUMNS * height / ROWS, y1 = (i / COLUMNS + 1) * height / ROWS;
        float sum = 0, n = 0;
        for (int y = y0; y < y1; y += 2)
            for (int x = x0; x < x1; x += 2, n++) {
                uint32_t p = pixels[y * pitch + x];
                sum += 0.2126f * table[p >> 16 & 255] + 0.7152f * table[p >> 8 & 255] +
                       0.0722f * table[p & 255];
            }
        float l = sum / n;
        if (!w->frame)
            w->cells[i] = (struct cell){.low = l, .high = l};
        see_cell(&w->cells[i], l, w->frame);
    }
    // What is there for a second is seen by looking twelve times in it.
    for (int i = 0; w->frame % (SECOND / 12) == 0 && i < FIELDS_X * FIELDS_Y; i++) {
        int n = see_field(w, i % FIELDS_X, i / FIELDS_X);
        w->most = n > w->most ? n : w->most;
    }
    w->frame++;
}

// ---- the program before it ----

struct visitor {
    struct stand *s;
    struct watch watch;
    bool late;       // pictures come long after they were asked for
    uint64_t pixels; // of the last frame
    int steps, still_since;
};

static uint64_t look(struct visitor *v)
{
    struct gfx_size size = gfx_size(v->s->app.gfx);
    int pitch;
    const uint32_t *pixels = gfx_pixels(v->s->app.gfx, &pitch);
    uint64_t h = HASH_START;
    see(&v->watch, pixels, pitch, size.w, size.h);
    for (int y = 0; y < size.h; y++)
        h = hash_bytes(h, pixels + y * pitch, (size_t)size.w * sizeof(*pixels));
    return h;
}

// Frame by frame; since when nothing has changed is noted.
static void wait_ms(struct visitor *v, int ms)
{
    struct app *app = &v->s->app;
    for (int i = 0; i * FRAME_US < ms * 1000; i++) {
        if (v->late) {
            clock_advance(&app->clock, FRAME_US);
            if (++v->steps % 15 == 0)
                jobs_finish(app->jobs);
            app_step(app);
        } else {
            app_advance(app, FRAME_US);
        }
        uint64_t h = look(v);
        if (h != v->pixels)
            v->still_since = v->watch.frame;
        v->pixels = h;
    }
}

static struct visitor *enter_at(const char *pack, const char *screen, bool reduced)
{
    struct options o = stand_options(pack);
    struct visitor *v = xcalloc(1, sizeof(*v));
    o.w = 480;
    o.h = 270;
    o.screen = screen;
    o.reduced_motion = reduced;
    v->s = stand_create(&o);
    wait_ms(v, 100);
    return v;
}

static void leave(struct visitor *v)
{
    stand_destroy(v->s);
    free(v);
}

static void check_flashes(const struct visitor *v, const char *what)
{
    if (v->watch.most > FLASHES_MAX)
        fail_msg("%s: %d flashes in a second", what, v->watch.most);
}

static const struct node *find(const struct visitor *v, const char *key, uint32_t kind)
{
    const struct node *root = ui_active_root(v->s->app.ui);
    float x, y;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        bool it = key ? n->key && strcmp(n->key, key) == 0 : n->command.kind == kind;
        if (it && node_pressable(n) && ui_where(v->s->app.ui, n, &x, &y))
            return n;
    }
    fail_msg("there is no %s %u", key ? key : "command", kind);
    return NULL;
}

static void touch(struct visitor *v, const struct node *n)
{
    float x, y;
    ui_where(v->s->app.ui, n, &x, &y);
    app_pointer(&v->s->app, POINTER_DOWN, 1, x, y);
    wait_ms(v, 50);
    app_pointer(&v->s->app, POINTER_UP, 1, x, y);
}

static void touch_kind(struct visitor *v, uint32_t kind)
{
    touch(v, find(v, NULL, kind));
}

static void send(struct visitor *v, enum visit_command kind, int number)
{
    app_command(&v->s->app, &(struct command){.kind = kind, .number = number});
}

static void swipe(struct visitor *v, float part)
{
    const struct node *root = ui_active_root(v->s->app.ui), *n = root;
    while (n && n->role != ROLE_CANVAS)
        n = node_after(n, root);
    if (!n)
        fail_msg("there is no canvas");
    float scale = ui_look(v->s->app.ui)->scale;
    float x = (n->x + n->w * (part < 0 ? 0.8f : 0.2f)) * scale;
    float y = (n->y + n->h * 0.4f) * scale;
    app_pointer(&v->s->app, POINTER_DOWN, 1, x, y);
    for (int i = 1; i <= 6; i++) {
        wait_ms(v, FRAME_US / 1000);
        app_pointer(&v->s->app, POINTER_MOVE, 1, x + n->w * scale * part * (float)i / 6,
                    y);
    }
    app_pointer(&v->s->app, POINTER_UP, 1, x + n->w * scale * part, y);
}

// ---- what visitors do, as fast as eyes follow ----

static void do_walk(struct visitor *v)
{
    app_pointer(&v->s->app, POINTER_DOWN, 1, 200,
                100); // the idle screen fades to the home page
    app_pointer(&v->s->app, POINTER_UP, 1, 200, 100);
    wait_ms(v, TURN_MS);
    touch_kind(v, VISIT_OPEN_TOUR); // the card grows
    wait_ms(v, TURN_MS);
    touch_kind(v, VISIT_OPEN_STOP);
    wait_ms(v, TURN_MS);
    touch_kind(v, VISIT_OPEN_STOP); // the next one pushes
    wait_ms(v, TURN_MS);
    for (int i = 0; i < 3; i++) { // and back, shrinking
        send(v, VISIT_BACK, 0);
        wait_ms(v, TURN_MS);
    }
}

static void do_sheets(struct visitor *v)
{
    static const enum sheet sheets[] = {SHEET_SETTINGS, SHEET_KEYPAD, SHEET_STILL_THERE,
                                        SHEET_VIEWER, SHEET_COMPARE};
    for (size_t i = 0; i < ARRAY_LEN(sheets); i++) {
        send(v, VISIT_SHEET, (int)sheets[i]);
        wait_ms(v, TURN_MS);
        send(v, VISIT_SHEET, SHEET_NONE);
        wait_ms(v, TURN_MS);
    }
}

static void do_pictures(struct visitor *v)
{
    for (int i = 0; i < 4; i++) {
        swipe(v, i % 2 ? 0.5f : -0.5f);
        wait_ms(v, 800);
    }
    for (int i = 0; i < 10; i++) {
        touch(v, find(v, i % 2 ? "previous" : "next", 0));
        wait_ms(v, 700);
    }
    wait_ms(v, TURN_MS);
}

static void do_themes(struct visitor *v)
{
    static const char *const themes[] = {"evening", "contrast", "daylight"};
    for (int i = 0; i < 3; i++) {
        struct command c = command_make(VISIT_THEME, 0, themes[i]);
        app_command(&v->s->app, &c);
        wait_ms(v, 700);
    }
}

static void do_nothing(struct visitor *v)
{
    wait_ms(v, 30000);
}

static const struct way_to_use {
    const char *name, *screen;
    void (*run)(struct visitor *v);
} ways[] = {{"a walk", "attract", do_walk},
            {"sheets", "stop", do_sheets},
            {"pictures", "stop", do_pictures},
            {"themes", "stop", do_themes},
            {"the idle screen", "attract", do_nothing}};

static void test_nothing_flashes(void **state)
{
    (void)state;
    for (int late = 0; late < 2; late++)
        for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
            struct visitor *v = enter_at(TOURS_PACK, ways[i].screen, false);
            v->late = late;
            if (late)
                gfx_trim(v->s->app.gfx);
            ways[i].run(v);
            check_flashes(v, ways[i].name);
            leave(v);
        }
}

// ---- reduced motion ----

struct input {
    const char *name;
    enum visit_command kind; // touched, or a key, or a wheel
    const char *key;
    int sheet;
    float swipe, wheel;
};

static const struct input inputs[] = {
    {"a touch of the idle screen", .key = "Return"},
    {"a touch of a tour", .kind = VISIT_OPEN_TOUR},
    {"the wheel", .wheel = 3},
    {"a touch of a stop", .kind = VISIT_OPEN_STOP},
    {"a swipe", .swipe = -0.6f},
    {"the wheel on text", .wheel = 2},
    {"the key End", .key = "End"},
    {"the viewer", .sheet = SHEET_VIEWER},
    {"a swipe in the viewer", .swipe = 0.6f},
    {"back", .key = "Escape"},
    {"the settings", .sheet = SHEET_SETTINGS},
    {"back", .key = "Escape"},
    {"the keypad", .sheet = SHEET_KEYPAD},
    {"back", .key = "Escape"},
    {"a touch of the next stop", .kind = VISIT_OPEN_STOP},
    {"back", .key = "Escape"},
    {"back", .key = "Escape"},
};

static void act(struct visitor *v, const struct input *in)
{
    struct app *app = &v->s->app;
    if (in->kind)
        touch_kind(v, in->kind);
    else if (in->key)
        app_key(app, in->key, false, false, false);
    else if (in->sheet)
        send(v, VISIT_SHEET, in->sheet);
    else if (in->wheel > 0)
        app_wheel(app, 400, 150, 0, in->wheel);
    else
        swipe(v, in->swipe);
}

static void test_with_reduced_motion_nothing_moves_for_longer_than_100_ms(void **state)
{
    (void)state;
    struct visitor *v = enter_at(TOURS_PACK, "attract", true);
    for (size_t i = 0; i < ARRAY_LEN(inputs); i++) {
        act(v, &inputs[i]);
        int from = v->watch.frame;
        wait_ms(v, 700);
        if ((v->still_since - from) * FRAME_US > 100000)
            fail_msg("%s: something moves for %d ms", inputs[i].name,
                     (v->still_since - from) * FRAME_US / 1000);
    }
    leave(v);
}

// The idle screen's pictures and words change by a cut.
static void test_with_reduced_motion_the_idle_screen_cuts(void **state)
{
    (void)state;
    struct visitor *v = enter_at(TOURS_PACK, "attract", true);
    int run = 0, changes = 0;
    for (int i = 0; i < 30 * SECOND; i++) {
        wait_ms(v, FRAME_US / 1000);
        run = v->still_since == v->watch.frame ? run + 1 : 0;
        changes += run == 1;
        if (run * FRAME_US > 100000)
            fail_msg("it moves for longer than 100 ms after %d s", i / SECOND);
    }
    assert_true(changes > 1);
    leave(v);
}

// ---- the test itself ----

// A window whose left part of `w` px changes from one grey to another `hz` times a second.
static int planted(int w, float hz, unsigned dark, unsigned light)
{
    static uint32_t pixels[480 * 270];
    struct watch *watch = xcalloc(1, sizeof(*watch));
    for (int frame = 0; frame < 3 * SECOND; frame++) {
        bool on = (int)((float)frame * hz * 2 / SECOND) % 2 == 1;
        for (int i = 0; i < 480 * 270; i++)
            pixels[i] = 0x010101u * (i % 480 < w && on ? light : dark);
        see(watch, pixels, 480, 480, 270);
    }
    int most = watch->most;
    free(watch);
    return most;
}

static void test_planted_flashes_are_found(void **state)
{
    (void)state;
    assert_true(planted(480, 4, 60, 200) > FLASHES_MAX);
    assert_true(planted(480, 10, 60, 200) > FLASHES_MAX);
    assert_true(planted(120, 4, 60, 200) > FLASHES_MAX);
    assert_true(planted(480, 4, 100, 160) > FLASHES_MAX);
    assert_int_equal(planted(480, 2, 60, 200), 2);
    assert_true(planted(30, 4, 60, 200) <= FLASHES_MAX);   // a small part
    assert_true(planted(480, 4, 120, 130) <= FLASHES_MAX); // hardly a change
    assert_true(planted(480, 4, 235, 255) <= FLASHES_MAX); // both light
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted_flashes_are_found),
        cmocka_unit_test(test_with_reduced_motion_nothing_moves_for_longer_than_100_ms),
        cmocka_unit_test(test_with_reduced_motion_the_idle_screen_cuts),
        cmocka_unit_test(test_nothing_flashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
