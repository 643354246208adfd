#include "app/shots.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app_private.h"
#include "app/pages.h"
#include "base/array.h"

#define PAGES_MAX 24
#define FIRST 3 // of films, people and places

struct shots {
    struct app *app;
    const char *folder;
    struct err *err;
};

static bool write_one(struct shots *s, const char *name, int page)
{
    char path[1024];
    if (page > 1)
        snprintf(path, sizeof(path), "%s/%s-%d.png", s->folder, name, page);
    else
        snprintf(path, sizeof(path), "%s/%s.png", s->folder, name);
    return gfx_write_png(s->app->gfx, path, s->err);
}

// Page by page by the keys, until nothing moves any more.
static bool write_pages(struct shots *s, const char *name)
{
    struct app *app = s->app;
    uint64_t before;
    int page = 0;
    app_settle(app);
    do {
        if (!write_one(s, name, ++page))
            return false;
        before = ui_hash(app->ui);
        ui_key(app->ui, "PageDown", false);
        app_advance(app, 1500000);
    } while (ui_hash(app->ui) != before && page < PAGES_MAX);
    return true;
}

static void send(struct app *app, enum visit_command kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(app, &c);
}

static bool write_page(struct shots *s, const struct command *opens)
{
    char name[ID_CAP + 16];
    app_reset(s->app);
    app_command(s->app, opens);
    const struct visit_entry *top = visit_top(&s->app->visit);
    snprintf(name, sizeof(name), "%s%s%s", screen_name(top->screen), *top->id ? "-" : "",
             top->id);
    return write_pages(s, name);
}

static bool write_sheets(struct shots *s)
{
    static const struct {
        enum sheet sheet;
        const char *name;
    } sheets[] = {{SHEET_SETTINGS, "sheet-settings"},
                  {SHEET_KEYPAD, "sheet-keypad"},
                  {SHEET_STILL_THERE, "sheet-still-there"}};
    app_reset(s->app);
    send(s->app, VISIT_BEGIN, 0, NULL);
    for (size_t i = 0; i < ARRAY_LEN(sheets); i++) {
        send(s->app, VISIT_SHEET, (int)sheets[i].sheet, NULL);
        if (!write_pages(s, sheets[i].name))
            return false;
    }
    return true;
}

bool app_press(struct app *app, uint32_t kind, int number)
{
    const struct node *root = ui_active_root(app->ui), *n = root;
    int64_t now = clock_now_us(&app->clock);
    float x, y;
    while (n && !(n->command.kind == kind && n->command.number == number))
        n = node_after(n, root);
    if (!n || !ui_where(app->ui, n, &x, &y))
        return false;
    ui_pointer(app->ui, POINTER_DOWN, 0, x, y, now);
    ui_pointer(app->ui, POINTER_UP, 0, x, y, now);
    return true;
}

static bool write_viewer(struct shots *s)
{
    send(s->app, VISIT_SHEET, SHEET_VIEWER, NULL);
    if (!write_pages(s, "sheet-viewer"))
        return false;
    for (int i = 0; i < 3 && app_press(s->app, UI_ZOOM, 1); i++)
        app_advance(s->app, 1500000);
    return write_pages(s, "sheet-viewer-zoomed");
}

// Over the first stop that has what they show.
static bool write_pictures(struct shots *s, const struct pages_list *pages)
{
    bool viewer = false, compare = false;
    for (size_t i = 0; i < pages->n && !(viewer && compare); i++) {
        if (pages->items[i].kind != VISIT_OPEN_STOP)
            continue;
        app_reset(s->app);
        app_command(s->app, &pages->items[i]);
        app_settle(s->app);
        const struct stop_model *m = s->app->model;
        bool paired = m->n_pictures && m->pictures[0].pair;
        if (!compare && paired) {
            send(s->app, VISIT_SHEET, SHEET_COMPARE, NULL);
            if (!write_pages(s, "sheet-compare"))
                return false;
        }
        if (!viewer && m->n_pictures && !write_viewer(s))
            return false;
        viewer |= m->n_pictures > 0;
        compare |= paired;
    }
    return true;
}

// The tours and stops, and of what there may be hundreds the first ones.
static bool write_all(struct shots *s, struct arena *arena)
{
    struct app *app = s->app;
    struct pages_list all, pages;
    if (!pages_list(app->pack, arena, 0, &all, s->err) ||
        !pages_list(app->pack, arena, FIRST, &pages, s->err))
        return false;
    app_reset(app);
    if (!write_pages(s, "attract"))
        return false;
    send(app, VISIT_BEGIN, 0, NULL);
    if (!write_pages(s, "home"))
        return false;
    for (size_t i = 0; i < all.n; i++)
        if (all.items[i].kind != VISIT_OPEN && !write_page(s, &all.items[i]))
            return false;
    for (size_t i = 0; i < pages.n; i++)
        if (pages.items[i].kind == VISIT_OPEN && !write_page(s, &pages.items[i]))
            return false;
    return write_sheets(s) && write_pictures(s, &all);
}

bool shots_write(struct app *app, const char *folder, struct err *err)
{
    struct shots s = {app, folder, err};
    struct arena arena;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return err_set(err, "%s: %s", folder, strerror(errno));
    app_settle(app);
    arena_init(&arena);
    bool good = !app->pack || write_all(&s, &arena);
    arena_release(&arena);
    if (!good)
        return false;
    if (app->pack)
        app_show_fault(app, PACK_FAULT_MISSING, "There is no pack at 'tours.pack'.");
    return write_pages(&s, "fault");
}
