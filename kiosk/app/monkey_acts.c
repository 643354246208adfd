#include "app/monkey_acts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/app_private.h"
#include "base/array.h"
#include "base/utf8.h"

#define S 1000000ll
#define FRAME_US 16667

int monkey_any(struct monkey *m, int below)
{
    uint64_t z = m->random += 0x9E3779B97F4A7C15u; // splitmix64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (int)((z ^ z >> 31) % (uint64_t)below);
}

static void note(struct monkey *m, const char *form, ...) PRINTF_LIKE(2, 3);

static void note(struct monkey *m, const char *form, ...)
{
    va_list args;
    va_start(args, form);
    vsnprintf(m->did[m->action % MONKEY_REMEMBERED], sizeof(m->did[0]), form, args);
    va_end(args);
}

// ---- fingers ----

static void pointer(struct monkey *m, enum pointer_kind kind, int finger, float x,
                    float y)
{
    m->down[finger] = kind == POINTER_DOWN || (kind == POINTER_MOVE && m->down[finger]);
    app_pointer(m->app, kind, finger, x, y);
}

static void somewhere(struct monkey *m, float *x, float *y)
{
    struct gfx_size size = gfx_size(m->app->gfx);
    *x = (float)monkey_any(m, size.w + 40) - 20;
    *y = (float)monkey_any(m, size.h + 40) - 20;
}

// On something that can be pressed, if any of it is seen.
static void on_target(struct monkey *m, float *x, float *y)
{
    const struct ui *ui = m->app->ui;
    const struct node *root = ui_active_root(ui), *targets[64];
    int count = 0;
    for (const struct node *n = root; n && count < 64; n = node_after(n, root))
        if (node_pressable(n) && ui_where(ui, n, x, y))
            targets[count++] = n;
    somewhere(m, x, y);
    if (count)
        ui_where(ui, targets[monkey_any(m, count)], x, y);
}

static void do_touch(struct monkey *m)
{
    float x, y;
    on_target(m, &x, &y);
    int64_t held_us = monkey_any(m, 6) ? monkey_any(m, 200) * 1000 : 900000;
    int times = monkey_any(m, 5) ? 1 : 2;
    note(m, "touch %g,%g for %lld us, %d times", (double)x, (double)y, (long long)held_us,
         times);
    for (int i = 0; i < times; i++) {
        pointer(m, POINTER_DOWN, 0, x, y);
        monkey_pass(m, times > 1 ? 40000 : held_us);
        pointer(m, monkey_any(m, 8) ? POINTER_UP : POINTER_CANCEL, 0, x, y);
        monkey_pass(m, times > 1 ? 60000 : 0);
    }
}

// Straight or with a trembling hand; ending at rest, or as a flick.
static void do_drag(struct monkey *m)
{
    float x0, y0, x1, y1;
    somewhere(m, &x0, &y0);
    somewhere(m, &x1, &y1);
    bool flick = !monkey_any(m, 3), trembles = !monkey_any(m, 4);
    int steps = flick ? 3 : 1 + monkey_any(m, trembles ? 30 : 10);
    note(m, "drag %g,%g %g,%g in %d%s", (double)x0, (double)y0, (double)x1, (double)y1,
         steps, trembles ? ", trembling" : "");
    pointer(m, POINTER_DOWN, 0, x0, y0);
    for (int i = 1; i <= steps; i++) {
        float part = (float)i / (float)steps;
        float dx = trembles ? (float)monkey_any(m, 13) - 6 : 0;
        monkey_pass(m, flick ? 8000 : monkey_any(m, 3) * 8000);
        pointer(m, POINTER_MOVE, 0, x0 + (x1 - x0) * part + dx,
                y0 + (y1 - y0) * part - dx);
    }
    if (!flick && monkey_any(m, 2))
        monkey_pass(m, 150000);
    pointer(m, POINTER_UP, 0, x1, y1);
}

// Two fingers, together or apart, and mostly not in a line.
static void do_pinch(struct monkey *m)
{
    float from[2][2], to[2][2];
    for (int i = 0; i < 2; i++) {
        somewhere(m, &from[i][0], &from[i][1]);
        somewhere(m, &to[i][0], &to[i][1]);
    }
    int steps = 1 + monkey_any(m, 10);
    note(m, "pinch %g,%g %g,%g to %g,%g %g,%g in %d", (double)from[0][0],
         (double)from[0][1], (double)from[1][0], (double)from[1][1], (double)to[0][0],
         (double)to[0][1], (double)to[1][0], (double)to[1][1], steps);
    for (int i = 0; i < 2; i++)
        pointer(m, POINTER_DOWN, 1 + i, from[i][0], from[i][1]);
    for (int at = 1; at <= steps; at++) {
        float part = (float)at / (float)steps;
        monkey_pass(m, monkey_any(m, 3) * 8000);
        for (int i = 0; i < 2; i++)
            pointer(m, POINTER_MOVE, 1 + i, from[i][0] + (to[i][0] - from[i][0]) * part,
                    from[i][1] + (to[i][1] - from[i][1]) * part);
    }
    int first = monkey_any(m, 2);
    pointer(m, POINTER_UP, 1 + first, to[first][0], to[first][1]);
    monkey_pass(m, monkey_any(m, 3) * 20000);
    pointer(m, monkey_any(m, 5) ? POINTER_UP : POINTER_CANCEL, 2 - first,
            to[1 - first][0], to[1 - first][1]);
}

// One event of any finger: several may be down, and for longer than the next action.
static void do_finger(struct monkey *m)
{
    float x, y;
    enum pointer_kind kind = (enum pointer_kind)monkey_any(m, 4);
    int finger = monkey_any(m, MONKEY_FINGERS);
    if (monkey_any(m, 2))
        on_target(m, &x, &y);
    else
        somewhere(m, &x, &y);
    note(m, "finger %d does %d at %g,%g", finger, (int)kind, (double)x, (double)y);
    pointer(m, kind, finger, x, y);
}

static void do_wheel(struct monkey *m)
{
    static const float notches[] = {1, -1, 0.1f, -3, 3, 40, -1e6f};
    float x, y, by = notches[monkey_any(m, ARRAY_LEN(notches))];
    bool aside = !monkey_any(m, 4);
    somewhere(m, &x, &y);
    note(m, "wheel %g %s at %g,%g", (double)by, aside ? "aside" : "down", (double)x,
         (double)y);
    app_wheel(m->app, x, y, aside ? by : 0, aside ? 0 : by);
}

// ---- keys ----

static void do_key(struct monkey *m)
{
    static const char *const keys[] = {
        "Up",     "Down",      "Left",    "Right",  "Down",     "Tab",  "Return",
        "Space",  "Down",      "Tab",     "Right",  "PageDown", "Home", "Keypad Enter",
        "PageUp", "End",       "Return",  "Tab",    "Down",     "F11",  "Escape",
        "A",      "Backspace", "AC Back", "",       "Ä",        "B",    "1",
        "2",      "Keypad 0",  "7",       "Delete", "+",        "-",    "0",
    };
    const char *key = keys[monkey_any(m, ARRAY_LEN(keys))];
    bool shift = !monkey_any(m, 4), ctrl = !monkey_any(m, 12), alt = !monkey_any(m, 12);
    note(m, "key %s%s%s%s", shift ? "Shift+" : "", ctrl ? "Ctrl+" : "", alt ? "Alt+" : "",
         key);
    app_key(m->app, key, shift, ctrl, alt);
    if (utf8_count(key, strlen(key)) == 1)
        app_text(m->app, key);
}

// ---- time ----

static void do_wait(struct monkey *m)
{
    int64_t us =
        monkey_any(m, 8) ? monkey_any(m, 300) * 1000ll : monkey_any(m, 3) * 1000000ll;
    note(m, "wait %lld us", (long long)us);
    monkey_pass(m, us);
}

static void do_nap(struct monkey *m)
{
    static const int64_t lengths[] = {35 * S, 91 * S, 130 * S, 400 * S, 86400 * S};
    int64_t length = lengths[monkey_any(m, ARRAY_LEN(lengths))];
    note(m, "nap %lld s", (long long)(length / S));
    monkey_pass(m, length);
}

// What an operator may have asked for, and a clock on the wall that is set.
static void do_options(struct monkey *m)
{
    static const int hours[][2] = {{0, 0}, {11 * 60, 15 * 60}, {22 * 60, 9 * 60}};
    int i = monkey_any(m, ARRAY_LEN(hours));
    m->options.demo = !monkey_any(m, 3);
    m->options.blank_after = monkey_any(m, 2) ? 0.5f : 0;
    m->options.blank_from = hours[i][0];
    m->options.blank_to = hours[i][1];
    m->app->wall_us += monkey_any(m, 86400) * S;
    note(m, "options%s, black after %g, at %d", m->options.demo ? " demo" : "",
         (double)m->options.blank_after, i);
}

// ---- commands ----

static void send(struct monkey *m, uint32_t kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    note(m, "command %d %d '%s'", (int)kind, number, c.id);
    app_command(m->app, &c);
}

static void do_open(struct monkey *m)
{
    if (!m->pages.n)
        return;
    const struct command *c = &m->pages.items[monkey_any(m, (int)m->pages.n)];
    send(m, c->kind, c->number, c->id);
}

static void do_sheet(struct monkey *m)
{
    send(m, VISIT_SHEET, monkey_any(m, SHEET_COUNT), NULL);
}

static void do_setting(struct monkey *m)
{
    static const char *const themes[] = {"daylight", "evening", "contrast", "no such"};
    static const char *const langs[] = {"en", "es", "ar-XB", "en-XA"};
    switch (monkey_any(m, 4)) {
    case 0:
        send(m, VISIT_TEXT_SIZE, 1 + monkey_any(m, TEXT_SIZES), NULL);
        break;
    case 1:
        send(m, VISIT_THEME, 0, themes[monkey_any(m, ARRAY_LEN(themes))]);
        break;
    case 2:
        send(m, VISIT_LANG, 0, langs[monkey_any(m, ARRAY_LEN(langs))]);
        break;
    default:
        send(m, VISIT_MOTION, monkey_any(m, 2), NULL);
        break;
    }
}

// What no control asks for, with numbers and names that make no sense.
static void do_command(struct monkey *m)
{
    static const char *const ids[] = {"en", "", "no-such-thing", "walk"};
    static const uint32_t ours[] = {UI_ZOOM, UI_MOVE, UINT32_MAX};
    int at = monkey_any(m, VISIT_COMMANDS + 1 + (int)ARRAY_LEN(ours));
    uint32_t kind = at <= VISIT_COMMANDS ? (uint32_t)at : ours[at - VISIT_COMMANDS - 1];
    const char *id = ids[monkey_any(m, ARRAY_LEN(ids))];
    bool opens = kind == VISIT_OPEN_TOUR || kind == VISIT_OPEN_STOP || kind == VISIT_OPEN;
    // A page that is not there is a damaged pack: seldom.
    if (opens && monkey_any(m, 4))
        id = "";
    send(m, kind, monkey_any(m, 12) - 2, id);
}

static void do_reset(struct monkey *m)
{
    note(m, "reset");
    app_reset(m->app);
    if (app_hash(m->app) != m->cold)
        monkey_broke(m, "something is left after a reset");
    monkey_pass(m, 0);
    if (app_hash(m->app) != m->cold)
        monkey_broke(m, "something comes back after a reset");
}

// ---- the world ----

// Mostly small ones, which cost less to paint. A window that changes cancels what is pressed.
static void do_resize(struct monkey *m)
{
    static const int sizes[][2] = {{480, 320}, {320, 480}, {640, 400}, {540, 960},
                                   {960, 540}, {320, 320}, {160, 120}, {480, 320},
                                   {320, 480}, {800, 320}};
    int i = monkey_any(m, ARRAY_LEN(sizes)), w = sizes[i][0], h = sizes[i][1];
    int degrees = 90 * monkey_any(m, 4);
    struct err err = {0};
    if (!monkey_any(m, 40)) {
        w = monkey_any(m, 2) ? 1920 : 1080;
        h = 3000 - w;
    }
    note(m, "a window of %dx%d, at %d degrees", w, h, degrees);
    for (int finger = 0; finger < MONKEY_FINGERS; finger++)
        if (m->down[finger])
            pointer(m, POINTER_CANCEL, finger, 0, 0);
    if (!gfx_resize(m->app->gfx, w, h, degrees, &err))
        monkey_broke(m, err.text);
    app_relook(m->app);
}

static void do_fault(struct monkey *m)
{
    note(m, "the pack is gone");
    app_show_fault(m->app, (enum pack_fault)monkey_any(m, 6), "the monkey has it");
}

void monkey_act(struct monkey *m)
{
    static const struct {
        int weight;
        void (*run)(struct monkey *m);
    } actions[] = {{48, do_touch},  {16, do_drag},   {8, do_pinch},  {26, do_finger},
                   {12, do_wheel},  {52, do_key},    {16, do_wait},  {10, do_command},
                   {6, do_setting}, {2, do_reset},   {5, do_resize}, {1, do_fault},
                   {3, do_nap},     {2, do_options}, {10, do_open},  {4, do_sheet}};
    int all = 0, i = 0;
    for (size_t k = 0; k < ARRAY_LEN(actions); k++)
        all += actions[k].weight;
    int at = monkey_any(m, all);
    while (at >= actions[i].weight)
        at -= actions[i++].weight;
    actions[i].run(m);
    m->app->quit = false; // a laptop would have been left by now
    if (!m->app->pack && !monkey_any(m, 6))
        monkey_pass(m, APP_RETRY_US);
    if (monkey_any(m, 3))
        monkey_pass(m, monkey_any(m, 2) * FRAME_US);
}
