#include "app/script.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"

#define TAP_US 60000

// What is left of a line.
struct args {
    const char *at;
};

static void skip_space(struct args *a)
{
    while (isspace((unsigned char)*a->at))
        a->at++;
}

static bool at_end(struct args *a)
{
    skip_space(a);
    return *a->at == '\0' || *a->at == '#';
}

static bool take_word(struct args *a, char *out, size_t cap)
{
    skip_space(a);
    size_t len = strcspn(a->at, " \t\r\n");
    if (!len || len >= cap)
        return false;
    memcpy(out, a->at, len);
    out[len] = '\0';
    a->at += len;
    return true;
}

// "words", with \" for a quote inside.
static bool take_quoted(struct args *a, char *out, size_t cap)
{
    size_t n = 0;
    skip_space(a);
    if (*a->at != '"')
        return false;
    for (a->at++; *a->at && *a->at != '"'; a->at++) {
        if (*a->at == '\\' && a->at[1])
            a->at++;
        if (n + 1 < cap)
            out[n++] = *a->at;
    }
    out[n] = '\0';
    if (*a->at != '"')
        return false;
    a->at++;
    return true;
}

static bool take_point(struct args *a, float *x, float *y)
{
    char word[48], *end;
    if (!take_word(a, word, sizeof(word)))
        return false;
    *x = strtof(word, &end);
    if (end == word || *end != ',')
        return false;
    const char *second = end + 1;
    *y = strtof(second, &end);
    return end != second && !*end && isfinite(*x) && isfinite(*y);
}

static bool take_time(struct args *a, int64_t *us)
{
    char word[32], *end;
    if (!take_word(a, word, sizeof(word)))
        return false;
    double v = strtod(word, &end);
    double unit = strcmp(end, "ms") == 0 ? 1e3 : strcmp(end, "s") == 0 ? 1e6 : 0;
    if (end == word || unit <= 0 || !(v >= 0 && v <= 36000))
        return false;
    *us = (int64_t)(v * unit);
    return true;
}

static void touch_at(struct app *app, float x, float y)
{
    app_pointer(app, POINTER_DOWN, 0, x, y);
    app_advance(app, TAP_US);
    app_pointer(app, POINTER_UP, 0, x, y);
    app_settle(app);
}

static bool do_touch(struct app *app, struct args *a, struct err *err)
{
    char name[256];
    float x, y;
    skip_space(a);
    if (*a->at != '"') {
        if (!take_point(a, &x, &y))
            return err_set(err, "touch wants \"a name\" or x,y");
        touch_at(app, x, y);
        return true;
    }
    if (!take_quoted(a, name, sizeof(name)))
        return err_set(err, "touch: the quotes are not closed");
    const struct node *n = ui_find(app->ui, name);
    if (!n)
        return err_set(err, "touch: nothing here is called \"%s\"", name);
    if (!ui_where(app->ui, n, &x, &y))
        return err_set(err, "touch: \"%s\" is out of sight; drag first", name);
    touch_at(app, x, y);
    return true;
}

static bool do_drag(struct app *app, struct args *a, struct err *err)
{
    float x0, y0, x1, y1;
    int64_t us;
    if (!take_point(a, &x0, &y0) || !take_point(a, &x1, &y1) || !take_time(a, &us))
        return err_set(err, "drag wants x,y x,y and a time such as 300ms");
    int steps = (int)(us / 16667) + 1;
    app_pointer(app, POINTER_DOWN, 0, x0, y0);
    for (int i = 1; i <= steps; i++) {
        float part = (float)i / (float)steps;
        app_advance(app, us / steps);
        app_pointer(app, POINTER_MOVE, 0, x0 + (x1 - x0) * part, y0 + (y1 - y0) * part);
        app_settle(app);
    }
    app_pointer(app, POINTER_UP, 0, x1, y1);
    app_settle(app);
    return true;
}

static bool do_key(struct app *app, struct args *a, struct err *err)
{
    char word[64];
    bool shift = false, ctrl = false, alt = false;
    if (!take_word(a, word, sizeof(word)))
        return err_set(err, "key wants a name such as Down, Return or Shift+Tab");
    const char *key = word;
    for (const char *plus; (plus = strchr(key, '+')) && plus[1]; key = plus + 1) {
        size_t len = (size_t)(plus - key);
        if (strncmp(key, "Shift", len) == 0)
            shift = true;
        else if (strncmp(key, "Ctrl", len) == 0)
            ctrl = true;
        else if (strncmp(key, "Alt", len) == 0)
            alt = true;
        else
            return err_set(err, "key: '%s' is not Shift, Ctrl or Alt and a key", word);
    }
    app_key(app, key, shift, ctrl, alt);
    app_settle(app);
    return true;
}

// As it stands, but for the spaces before it; in quotes with those and a '#'.
static bool do_type(struct app *app, struct args *a, struct err *err)
{
    char text[512];
    skip_space(a);
    if (*a->at == '"' && a->at[1] && strchr(a->at + 1, '"')) {
        if (!take_quoted(a, text, sizeof(text)))
            return err_set(err, "type: the quotes are not closed");
    } else {
        if (!str_copy(text, sizeof(text), a->at) || !*text)
            return err_set(err, "type wants what is typed");
        a->at += strlen(a->at);
    }
    app->deaf = false;
    app_text(app, text);
    app_settle(app);
    return true;
}

static bool do_wait(struct app *app, struct args *a, struct err *err)
{
    int64_t us;
    if (!take_time(a, &us))
        return err_set(err, "wait wants a time such as 2s or 300ms");
    app_advance(app, us);
    return true;
}

static bool do_expect(struct app *app, struct args *a, struct err *err)
{
    char name[256], word[4];
    skip_space(a);
    bool absent = strncmp(a->at, "no ", 3) == 0 && take_word(a, word, sizeof(word));
    if (!take_quoted(a, name, sizeof(name)))
        return err_set(err, "expect wants \"words\" or no \"words\"");
    if ((ui_find(app->ui, name) != NULL) == absent)
        return err_set(err, "expected %s\"%s\" on %s", absent ? "no " : "", name,
                       node_name(ui_active_root(app->ui)));
    return true;
}

static bool do_screenshot(struct app *app, struct args *a, struct err *err)
{
    char path[512];
    if (!take_word(a, path, sizeof(path)))
        return err_set(err, "screenshot wants a file name");
    return gfx_write_png(app->gfx, path, err);
}

static bool do_dump(struct app *app, struct args *a, struct err *err)
{
    struct str text;
    (void)a;
    (void)err;
    str_init(&text);
    ui_dump(app->ui, &text);
    fputs(str_c(&text), stdout);
    str_release(&text);
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct app *app, struct args *a, struct err *err);
} steps[] = {
    {"touch", do_touch}, {"drag", do_drag},     {"key", do_key},
    {"wait", do_wait},   {"expect", do_expect}, {"screenshot", do_screenshot},
    {"dump", do_dump},   {"type", do_type},
};

// The tree must be sound at every step, or what a script finds in it is worth nothing.
static bool check_tree(struct app *app, struct err *err)
{
    for (int i = 0; i < UI_STACKS; i++) {
        const struct node *root = ui_root(app->ui, (enum ui_stack)i);
        if (root && !node_check(root, err))
            return false;
    }
    return true;
}

bool script_step(struct app *app, const char *line, struct err *err)
{
    struct args a = {line};
    char name[32];
    if (at_end(&a))
        return true;
    if (!take_word(&a, name, sizeof(name)))
        return err_set(err, "a step begins with a short word");
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        if (strcmp(steps[i].name, name) != 0)
            continue;
        if (!steps[i].run(app, &a, err))
            return false;
        if (!at_end(&a))
            return err_set(err, "%s: '%s' is too much", name, a.at);
        return check_tree(app, err);
    }
    return err_set(err, "no step is called '%s'", name);
}

bool script_run(struct app *app, const char *path, struct err *err)
{
    FILE *f = fopen(path, "r");
    char line[1024];
    bool good = true;
    if (!f)
        return err_set(err, "%s: %s", path, strerror(errno));
    app_settle(app);
    for (int number = 1; good && !app->quit && fgets(line, sizeof(line), f); number++) {
        line[strcspn(line, "\r\n")] = '\0';
        good = script_step(app, line, err);
        if (!good)
            err_set(err, "%s:%d: %s", path, number, err->text);
    }
    fclose(f);
    return good;
}
