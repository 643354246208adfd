// What a finger or a key means before ui sees it: waking, leaving, a presenter's clicker, the
// number keys of a keypad, what is typed into the search page.
#include <string.h>

#include "app/app_private.h"
#include "base/utf8.h"
#include "screens/quiz.h"

// A whole hand is down after this; only so long, for a finger that is never lifted is lost.
#define HAND_US 1000000

static void send(struct app *app, enum visit_command kind, int number)
{
    app_command(app, &(struct command){.kind = kind, .number = number});
}

// True: this input only woke the screen, and presses nothing.
static bool wake(struct app *app)
{
    bool asleep = app_idle_input(app);
    if (app->pack && app->visit.sheet == SHEET_BLANK) {
        send(app, VISIT_SHEET, SHEET_NONE);
        asleep = true;
    } else if (app->pack && visit_top(&app->visit)->screen == SCREEN_ATTRACT) {
        send(app, VISIT_BEGIN, 0);
        asleep = true;
    }
    return asleep;
}

void app_pointer(struct app *app, enum pointer_kind kind, int64_t pointer, float x,
                 float y)
{
    app_pointer_ago(app, kind, pointer, x, y, 0);
}

void app_pointer_ago(struct app *app, enum pointer_kind kind, int64_t pointer, float x,
                     float y, int64_t age_us)
{
    int64_t now = clock_now_us(&app->clock);
    bool hand = kind == POINTER_DOWN && app->waking && pointer != app->waker &&
                now - app->woke_us < HAND_US;
    app_demo_rest(app);
    if (kind != POINTER_DOWN || hand) {
        app_idle_input(app);
    } else if (wake(app)) {
        app->waking = true;
        app->waker = pointer;
        app->woke_us = now;
    } else if (pointer == app->waker) {
        app->waking = false; // it was lost, and this is its next touch
    }
    bool woke = app->waking && app->waker == pointer;
    if (kind == POINTER_UP || kind == POINTER_CANCEL)
        app->waking = app->waking && !woke;
    if (!woke && !hand)
        ui_pointer(app->ui, kind, pointer, x, y, now - age_us);
}

void app_wheel(struct app *app, float x, float y, float right, float down)
{
    app_demo_rest(app);
    if (!wake(app))
        ui_wheel(app->ui, x, y, right, down);
}

static bool leave_key(struct app *app, const char *key, bool ctrl)
{
    bool first =
        visit_top(&app->visit)->screen <= SCREEN_HOME && app->visit.sheet == SHEET_NONE;
    if (!app->profile->keys_leave)
        return false;
    return (ctrl && strcmp(key, "Q") == 0) ||
           (strcmp(key, "Escape") == 0 && (first || !app->pack));
}

static bool presenter_key(struct app *app, const char *key)
{
    bool on = strcmp(key, "PageDown") == 0, back = strcmp(key, "PageUp") == 0;
    if (!app->profile->presenter || !app->pack)
        return false;
    if (strcmp(key, "B") == 0) {
        send(app, VISIT_SHEET, SHEET_BLANK);
        return true;
    }
    if ((on || back) && app->visit.sheet != SHEET_NONE)
        send(app, VISIT_SHEET, SHEET_NONE);
    else if (on || back)
        ui_click_on(app->ui, on ? WAY_ON : WAY_BACK);
    return on || back;
}

// "7" or "Keypad 7"; -1: another key.
static int digit_of(const char *key)
{
    size_t prefix = strncmp(key, "Keypad ", 7) == 0 ? 7 : 0;
    const char *digit = key + prefix;
    return digit[0] >= '0' && digit[0] <= '9' && !digit[1] ? digit[0] - '0' : -1;
}

// Digits are answers, and no stop's number, while the quiz is open; Return without a ring goes
// on.
static bool quiz_key(struct app *app, const char *key)
{
    struct command c;
    int digit = digit_of(key);
    bool enter = strcmp(key, "Return") == 0 || strcmp(key, "Keypad Enter") == 0;
    if (!app->pack || app->visit.sheet != SHEET_NONE ||
        visit_top(&app->visit)->screen != SCREEN_QUIZ)
        return false;
    if (enter && !ui_focus(app->ui) && quiz_answered(&app->visit.quiz)) {
        send(app, VISIT_QUESTION, 0);
        return true;
    }
    if (digit < 0)
        return false;
    if (app_model_ready(app) && quiz_digit(&app->visit, app->model, digit, &c))
        app_command(app, &c);
    return true;
}

// What is typed without a ring is meant for the keypad: Return opens what was found.
static bool keypad_key(struct app *app, const char *key)
{
    bool open = app->visit.sheet == SHEET_KEYPAD;
    const struct keypad_model *m = app->sheet_model;
    int digit = digit_of(key);
    if (!app->pack || !app->intro.has_codes || (!open && app->visit.sheet != SHEET_NONE))
        return false;
    if (digit >= 0) {
        send(app, VISIT_SHEET, SHEET_KEYPAD);
        if (app_keypad_leads(app, digit))
            send(app, VISIT_DIGIT, digit);
        return true;
    }
    if (!open)
        return false;
    if (strcmp(key, "Backspace") == 0 || strcmp(key, "Delete") == 0) {
        if (!app->visit.digits[0])
            return false;
        send(app, VISIT_ERASE, 0);
        return true;
    }
    bool enter = strcmp(key, "Return") == 0 || strcmp(key, "Keypad Enter") == 0;
    if (!enter || ui_focus(app->ui) || !app_keypad_ready(app) || !m->found)
        return false;
    struct command c = command_make(VISIT_OPEN_STOP, 0, m->stop.id);
    app_command(app, &c);
    return true;
}

// On the search page: what comes as text, by app_text.
static bool gives_text(const struct app *app, const char *key)
{
    bool of_keypad = strncmp(key, "Keypad ", 7) == 0 && strcmp(key, "Keypad Enter") != 0;
    return app->pack && visit_types(&app->visit) &&
           (of_keypad || utf8_count(key, strlen(key)) == 1 || strcmp(key, "Space") == 0);
}

// There, too: what is erased and closed is the query's, before the page is left.
static bool query_key(struct app *app, const char *key)
{
    const struct typing *t = &app->visit.typing;
    if (!app->pack || !visit_types(&app->visit))
        return false;
    if (strcmp(key, "Backspace") == 0)
        send(app, VISIT_ERASE, 0);
    else if (strcmp(key, "Escape") == 0 && typing_open(t))
        send(app, VISIT_HOLD, 0);
    else if (strcmp(key, "Escape") == 0 && *t->query)
        send(app, VISIT_CLEAR, 0);
    else
        return false;
    return true;
}

// A letter on the home page begins a search with it.
static bool begins_search(const struct app *app, const char *text)
{
    unsigned char c = (unsigned char)*text;
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC0;
    return letter && app->visit.sheet == SHEET_NONE &&
           visit_top(&app->visit)->screen == SCREEN_HOME;
}

void app_text(struct app *app, const char *text)
{
    bool deaf = app->deaf;
    app->deaf = false;
    if (deaf || !app->pack || wake(app))
        return;
    if (begins_search(app, text)) {
        struct command search = visit_open(SCREEN_SEARCH, 0, NULL);
        app_command(app, &search);
    }
    // More than a command holds comes in parts.
    for (size_t at = 0, len = strlen(text); at < len;) {
        struct command type = command_make(VISIT_TYPE, 0, NULL);
        size_t from = at, end = at;
        while (end < len && end - from < sizeof(type.id)) {
            at = end;
            utf8_next(text, len, &end);
        }
        if (end - from < sizeof(type.id))
            at = end;
        memcpy(type.id, text + from, at - from);
        app_command(app, &type);
    }
}

void app_key(struct app *app, const char *key, bool shift, bool ctrl, bool alt)
{
    bool back = strcmp(key, "Escape") == 0 || strcmp(key, "Backspace") == 0 ||
                strcmp(key, "AC Back") == 0;
    bool text = false; // what the key gives may be typed
    app_demo_rest(app);
    if (leave_key(app, key, ctrl)) {
        app->quit = true;
    } else if (strcmp(key, "F11") == 0 && app->profile->keys_leave) {
        app->fullscreen = !app->fullscreen;
        gfx_set_fullscreen(app->gfx, app->fullscreen);
    } else if (ctrl || alt) {
        text = visit_types(&app->visit); // of AltGr
        app_idle_input(app);
    } else if (!wake(app)) {
        text = gives_text(app, key);
        if (!text && !query_key(app, key) && !presenter_key(app, key) &&
            !quiz_key(app, key) && !keypad_key(app, key) &&
            !ui_key(app->ui, key, shift)) {
            text = true;
            if (back)
                send(app, VISIT_BACK, 0);
        }
    }
    app->deaf = !text;
}
