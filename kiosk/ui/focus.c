// Where the keys are: the order of focus and the arrow from one target to the next.
#include <math.h>
#include <string.h>

#include "ui/ui_private.h"

#define FAR_ASIDE 1e5f // more than any window

struct box {
    float x, y, w, h;
};

static const struct node *focused(const struct ui *ui)
{
    return ui_by_path(ui, focus_path(ui));
}

uint64_t focus_path(const struct ui *ui)
{
    const struct node *root = ui_active_root(ui);
    const struct kept_item *item = root ? kept_find(&ui->kept, root->path) : NULL;
    return item ? item->focus : 0;
}

void focus_set(struct ui *ui, uint64_t path)
{
    const struct node *root = ui_active_root(ui);
    if (root)
        kept_get(&ui->kept, ui_active_entry(ui), root->path)->focus = path;
}

static bool scrolls(const struct node *n)
{
    return n->style.scroll && n->role != ROLE_NONE && n->content_h > n->h + 1;
}

static bool is_stop(const struct node *n)
{
    return (node_pressable(n) && !n->by_touch) || scrolls(n);
}

// What keys can stand on: what can be pressed, a scroller with more than it shows, and a canvas
// in which arrows move something.
static bool stands(const struct ui *ui, const struct node *n)
{
    return is_stop(n) || motion_by_keys(n, &ui->kept);
}

static struct box window_box(const struct ui *ui, const struct node *n)
{
    struct box b = {.w = n->w, .h = n->h};
    ui_window_box(ui, n, &b.x, &b.y);
    return b;
}

static bool in_sight(const struct ui *ui, const struct node *n)
{
    const struct node *s = n->scroller;
    if (!s)
        return true;
    struct box b = window_box(ui, n), view = window_box(ui, s);
    return b.y + b.h > view.y + 8 && b.y < view.y + view.h - 8;
}

static void stand_on(struct ui *ui, const struct node *n)
{
    focus_set(ui, n->path);
    ui->focus_shown = true;
    ui->changed = true;
    const struct node *s = n->scroller;
    if (!s)
        return;
    // With a little of what surrounds it, so that one sees where one is.
    float offset = ui_goal(ui, s), air = fminf(48, s->h / 8);
    if (n->y - air < offset)
        ui_scroll_to(ui, s, n->y - air);
    else if (n->y + n->h + air > offset + s->h)
        ui_scroll_to(ui, s, fminf(n->y - air, n->y + n->h + air - s->h));
}

// Where keys begin: at what says so or is chosen, else at the first that can be pressed.
static const struct node *first_target(const struct ui *ui)
{
    const struct node *root = ui_active_root(ui), *first = NULL;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!node_pressable(n) || n->by_touch || !in_sight(ui, n))
            continue;
        if (n->state & NODE_SELECTED || n->keys_begin)
            return n;
        if (!first)
            first = n;
    }
    return first;
}

// Smaller is nearer; negative: not in that direction.
static float farness(struct box from, struct box to, enum arrow arrow)
{
    bool upright = arrow == ARROW_UP || arrow == ARROW_DOWN;
    float along, a0, a1, b0, b1;
    if (upright) {
        along = arrow == ARROW_DOWN ? to.y - (from.y + from.h) : from.y - (to.y + to.h);
        a0 = from.x, a1 = from.x + from.w, b0 = to.x, b1 = to.x + to.w;
    } else {
        along = arrow == ARROW_RIGHT ? to.x - (from.x + from.w) : from.x - (to.x + to.w);
        a0 = from.y, a1 = from.y + from.h, b0 = to.y, b1 = to.y + to.h;
    }
    float least = upright ? -0.5f * fminf(from.h, to.h) : -0.5f * fminf(from.w, to.w);
    if (along < least)
        return -1;
    // What lies straight ahead comes before all that lies aside, however near.
    float aside = fmaxf(0, fmaxf(b0 - a1, a0 - b1));
    float ahead = aside > 0 ? FAR_ASIDE + 2.5f * aside : 0;
    return fmaxf(0, along) + ahead + 0.01f * fabsf((a0 + a1 - b0 - b1) / 2);
}

// A scroller that hides something is entered as a whole, not by what is inside.
static bool enterable(const struct ui *ui, const struct node *from, const struct node *n)
{
    if (!stands(ui, n) || n == from || !in_sight(ui, n))
        return false;
    const struct node *inside = from->style.scroll ? from : from->scroller;
    if (n->scroller && n->scroller != inside)
        return !scrolls(n->scroller);
    return n != from->scroller;
}

static const struct node *nearest(const struct ui *ui, const struct node *from,
                                  enum arrow arrow)
{
    const struct node *root = ui_active_root(ui), *best = NULL;
    struct box here = window_box(ui, from);
    float best_far = 0;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!enterable(ui, from, n))
            continue;
        float far = farness(here, window_box(ui, n), arrow);
        if (far >= 0 && (!best || far < best_far)) {
            best = n;
            best_far = far;
        }
    }
    return best;
}

// How far aside of each other two stand that lie one below the other; 0: they don't.
static float asideness(const struct node *a, const struct node *b)
{
    float apart = fmaxf(0, fmaxf(b->x - (a->x + a->w), a->x - (b->x + b->w)));
    return apart + 0.01f * fabsf(a->x + a->w / 2 - b->x - b->w / 2);
}

// Whether it is a target of the scroller further up or down than `edge`, in its content.
static bool beyond(const struct node *n, const struct node *s, float edge, bool down)
{
    if (n->scroller != s || !is_stop(n))
        return false;
    return down ? n->y >= edge - 1 : n->y + n->h <= edge + 1;
}

// The next target up or down in the same scroller; of several beside each other the one that
// is straight ahead.
static const struct node *next_inside(const struct ui *ui, const struct node *s,
                                      const struct node *from, float edge, bool down)
{
    const struct node *root = ui_active_root(ui), *next = NULL;
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n != from && beyond(n, s, edge, down) &&
            (!next || (down ? n->y < next->y : n->y > next->y)))
            next = n;
    const struct node *best = next;
    for (const struct node *n = root; next && from != s && n; n = node_after(n, root)) {
        bool beside = n->y < next->y + next->h - 1 && n->y + n->h > next->y + 1;
        if (n != from && beside && beyond(n, s, edge, down) &&
            asideness(from, n) < asideness(from, best))
            best = n;
    }
    return best;
}

// Moves within the scroller around the focus: to its next target when that is near, else by
// half a view, so that nothing that is only read is jumped over. False at its end.
static bool within(struct ui *ui, const struct node *from, bool down)
{
    const struct node *s = scrolls(from) ? from : from->scroller;
    if (!s)
        return false;
    float offset = ui_goal(ui, s);
    float view_end = offset + s->h;
    float edge = down ? offset : view_end;
    bool seen = from != s && from->y < view_end && from->y + from->h > offset;
    if (seen)
        edge = down ? from->y + from->h : from->y;
    const struct node *n = next_inside(ui, s, from, edge, down);
    bool near = n && (down ? n->y + fminf(n->h, s->h * 0.5f) < view_end + s->h * 0.35f
                           : n->y + n->h > offset - s->h * 0.35f);
    if (near) {
        stand_on(ui, n);
        return true;
    }
    if (down ? offset >= ui_scroll_range(s) - 1 : offset <= 1)
        return false;
    ui_scroll_to(ui, s, offset + (down ? 0.5f : -0.5f) * s->h);
    ui->focus_shown = true;
    return true;
}

static void go(struct ui *ui, enum arrow arrow)
{
    const struct node *from = focused(ui);
    if (!from || !ui->focus_shown) {
        const struct node *n = from && in_sight(ui, from) ? from : first_target(ui);
        if (n)
            stand_on(ui, n);
        return;
    }
    if (ui_move_canvas(ui, from, arrow) || ((arrow == ARROW_UP || arrow == ARROW_DOWN) &&
                                            within(ui, from, arrow == ARROW_DOWN)))
        return;
    const struct node *n = nearest(ui, from, arrow);
    if (n)
        stand_on(ui, n);
}

static void tab(struct ui *ui, bool back)
{
    const struct node *root = ui_active_root(ui), *first = NULL, *last = NULL;
    const struct node *from = focused(ui), *before = NULL, *after = NULL;
    bool passed = false;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!stands(ui, n))
            continue;
        if (!first)
            first = n;
        if (n == from)
            passed = true;
        else if (!passed)
            before = n;
        else if (!after)
            after = n;
        last = n;
    }
    const struct node *to = back ? before ? before : last : after ? after : first;
    if (!passed || !ui->focus_shown)
        to = passed ? from : back ? last : first;
    if (to)
        stand_on(ui, to);
}

static const struct node *main_scroller(const struct ui *ui)
{
    const struct node *from = focused(ui), *root = ui_active_root(ui);
    if (from && (scrolls(from) || from->scroller))
        return scrolls(from) ? from : from->scroller;
    for (const struct node *n = root; n; n = node_after(n, root))
        if (scrolls(n))
            return n;
    return NULL;
}

static bool page(struct ui *ui, float views, float to_end)
{
    const struct node *s = main_scroller(ui);
    if (!s)
        return false;
    float goal = ui_goal(ui, s) + views * s->h;
    if (to_end < 0)
        goal = 0;
    if (to_end > 0)
        goal = ui_scroll_range(s);
    ui_scroll_to(ui, s, goal);
    return true;
}

// With shift what a finger does by holding.
static bool press(struct ui *ui, bool shift)
{
    const struct node *n = focused(ui);
    if (!n || !ui->focus_shown) {
        go(ui, ARROW_DOWN);
        return true;
    }
    if (node_pressable(n))
        ui_post(ui, n, shift && n->long_command.kind ? &n->long_command : &n->command);
    return true;
}

// As on maps and in browsers.
static bool zoom_key(struct ui *ui, const char *key)
{
    bool in =
        strcmp(key, "+") == 0 || strcmp(key, "=") == 0 || strcmp(key, "Keypad +") == 0;
    bool out = strcmp(key, "-") == 0 || strcmp(key, "Keypad -") == 0;
    const struct node *n = ui_canvas(ui);
    if (!(in || out) || !n || !motion_zooms(n))
        return false;
    struct command c = command_make(UI_ZOOM, in ? 1 : -1, NULL);
    point_command(ui, &c);
    return true;
}

bool ui_key(struct ui *ui, const char *key, bool shift)
{
    static const char *const arrows[] = {"Up", "Down", "Left", "Right"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(key, arrows[i]) == 0) {
            go(ui, (enum arrow)i);
            return true;
        }
    }
    if (zoom_key(ui, key))
        return true;
    if (strcmp(key, "Tab") == 0) {
        tab(ui, shift);
        return true;
    }
    if (strcmp(key, "Return") == 0 || strcmp(key, "Space") == 0 ||
        strcmp(key, "Keypad Enter") == 0)
        return press(ui, shift);
    if (strcmp(key, "PageDown") == 0)
        return page(ui, 0.85f, 0);
    if (strcmp(key, "PageUp") == 0)
        return page(ui, -0.85f, 0);
    if (strcmp(key, "Home") == 0)
        return page(ui, 0, -1);
    if (strcmp(key, "End") == 0)
        return page(ui, 0, 1);
    return false;
}

static bool leads(const struct node *n, enum way way)
{
    return n->way == way && node_pressable(n);
}

bool ui_click_on(struct ui *ui, enum way way)
{
    const struct node *s = main_scroller(ui), *root = ui_active_root(ui);
    float at = s ? ui_goal(ui, s) : 0, end = s ? ui_scroll_range(s) : 0;
    if (way == WAY_ON ? at < end - 1 : at > 1)
        return page(ui, way == WAY_ON ? 0.85f : -0.85f, 0);
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (leads(n, way)) {
            ui_post(ui, n, &n->command);
            return true;
        }
    }
    return false;
}

void focus_validate(struct ui *ui, uint64_t otherwise)
{
    const struct node *n = focused(ui), *other = ui_by_path(ui, otherwise);
    if (n && stands(ui, n))
        return;
    // What says that keys begin there is meant for what the last press has led to.
    const struct node *first = first_target(ui);
    bool around = other && stands(ui, other) && !(first && first->keys_begin);
    if (around || focus_path(ui))
        focus_set(ui, around ? otherwise : 0);
    // With keys in use a new page shows at once where they are.
    if (ui->focus_shown && !around && first)
        stand_on(ui, first);
}

const struct node *ui_focus(const struct ui *ui)
{
    return ui->focus_shown ? focused(ui) : NULL;
}
