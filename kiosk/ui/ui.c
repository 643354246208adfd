#include "ui/ui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "ui/layout.h"
#include "ui/paint.h"
#include "ui/ui_private.h"

struct ui *ui_create(struct type *type)
{
    struct ui *ui = xcalloc(1, sizeof(*ui));
    ui->type = type;
    kept_init(&ui->kept);
    arena_init(&ui->frame_arena);
    return ui;
}

void ui_destroy(struct ui *ui)
{
    if (!ui)
        return;
    for (int i = 0; i < UI_STACKS; i++) {
        arena_release(&ui->trees[i].arenas[0]);
        arena_release(&ui->trees[i].arenas[1]);
    }
    arena_release(&ui->frame_arena);
    kept_release(&ui->kept);
    free(ui);
}

static void let_go(struct ui *ui, float vy)
{
    ui->changed |= ui->pressed != 0;
    ui->pressed = 0;
    if (ui->moving && ui->scroll.held)
        scroll_release(&ui->scroll, -vy);
}

// What the finger was doing is off, and what it held goes on by itself.
static void drop_press(struct ui *ui)
{
    gesture_drop(&ui->gesture);
    let_go(ui, 0);
}

void ui_set_look(struct ui *ui, const struct look *look, int w_px, int h_px)
{
    ui->look = *look;
    ui->w_px = w_px;
    ui->h_px = h_px;
    ui->gesture.slop_dp = GESTURE_SLOP_MM / look->dp_mm;
    drop_press(ui);
    ui->changed = true;
}

const struct look *ui_look(const struct ui *ui)
{
    return &ui->look;
}

// ---- trees ----

struct build *ui_begin(struct ui *ui, enum ui_stack stack, uint64_t entry,
                       const char *lang)
{
    struct ui_tree *t = &ui->trees[stack];
    struct arena *next = &t->arenas[!t->in_use];
    arena_clear(next);
    t->build = (struct build){.arena = next,
                              .look = &ui->look,
                              .type = ui->type,
                              .kept = &ui->kept,
                              .entry = entry,
                              .lang = arena_strdup(next, lang)};
    return &t->build;
}

const struct node *ui_root(const struct ui *ui, enum ui_stack stack)
{
    return ui->trees[stack].root;
}

const struct node *ui_active_root(const struct ui *ui)
{
    const struct node *sheet = ui->trees[UI_SHEET].root;
    return sheet ? sheet : ui->trees[UI_PAGE].root;
}

uint64_t ui_active_entry(const struct ui *ui)
{
    return ui->trees[ui->trees[UI_SHEET].root ? UI_SHEET : UI_PAGE].entry;
}

struct node *ui_by_path(const struct ui *ui, uint64_t path)
{
    const struct node *root = ui_active_root(ui);
    for (const struct node *n = root; n && path; n = node_after(n, root))
        if (n->path == path)
            return (struct node *)n;
    return NULL;
}

// The layout may have made a scroller's content shorter than it was.
static void clamp_offsets(struct ui *ui, const struct node *root)
{
    for (const struct node *n = root; n; n = node_after(n, root)) {
        struct kept_item *item = n->style.scroll ? kept_find(&ui->kept, n->path) : NULL;
        if (!item)
            continue;
        if (ui->moving == n->path) {
            scroll_fit(&ui->scroll, ui_scroll_range(n), n->h);
            item->offset_dp = ui->scroll.pos_dp;
        } else {
            item->offset_dp = fmaxf(0, fminf(item->offset_dp, ui_scroll_range(n)));
        }
    }
}

// A press and a motion stay with their node when that is still there, and can still be pressed;
// else they are off.
static void leave_lost(struct ui *ui)
{
    const struct node *pressed = ui_by_path(ui, ui->pressed);
    if (ui->pressed && !(pressed && node_pressable(pressed)))
        drop_press(ui);
    if (!ui->moving || ui_by_path(ui, ui->moving))
        return;
    drop_press(ui);
    ui->moving = 0;
    for (int i = 0; i < UI_STACKS; i++)
        if (ui->trees[i].root)
            clamp_offsets(ui, ui->trees[i].root);
}

static void close_sheet(struct ui *ui)
{
    struct ui_tree *t = &ui->trees[UI_SHEET];
    if (!t->root)
        return;
    kept_forget(&ui->kept, t->entry);
    t->root = NULL;
    ui->changed = true;
    drop_press(ui);
    leave_lost(ui);
    focus_validate(ui, 0);
}

void ui_set(struct ui *ui, enum ui_stack stack, struct node *root)
{
    struct ui_tree *t = &ui->trees[stack];
    if (!root) {
        close_sheet(ui);
        return;
    }
    const struct node *old = t->root; // in the other arena until the next ui_begin
    const struct node *focus = ui_by_path(ui, focus_path(ui));
    // A row of a list may be left behind: then the keys stand on what scrolls.
    uint64_t around = focus && focus->scroller ? focus->scroller->path : 0;
    t->in_use = !t->in_use;
    t->root = root;
    t->entry = t->build.entry;
    ui->changed = true;
    layout_tree(&t->build, root);
    anchor_keep(ui, old, root);
    if (stack == UI_PAGE)
        show_take(ui);
    clamp_offsets(ui, root);
    leave_lost(ui);
    focus_validate(ui, around);
}

// ---- scrolling ----

float ui_offset(const struct ui *ui, const struct node *scroller)
{
    return kept_offset(&ui->kept, scroller->path);
}

float ui_goal(const struct ui *ui, const struct node *scroller)
{
    if (ui->moving == scroller->path && ui->scroll.gliding)
        return ui->scroll.goal_dp;
    return ui_offset(ui, scroller);
}

float ui_scroll_range(const struct node *scroller)
{
    return fmaxf(0, scroller->content_h - scroller->h);
}

void ui_window_box(const struct ui *ui, const struct node *n, float *x, float *y)
{
    *x = n->x;
    *y = n->y;
    for (const struct node *s = n->scroller; s; s = s->scroller) {
        *x += s->x;
        *y += s->y - ui_offset(ui, s);
    }
}

static void keep_offset(struct ui *ui)
{
    struct kept_item *item = kept_get(&ui->kept, ui_active_entry(ui), ui->moving);
    if (item->offset_dp != ui->scroll.pos_dp)
        ui->changed = true;
    item->offset_dp = ui->scroll.pos_dp;
}

static void take_scroller(struct ui *ui, const struct node *s)
{
    if (ui->moving != s->path)
        ui->scroll = (struct scroll){.pos_dp = ui_offset(ui, s)};
    ui->moving = s->path;
    scroll_fit(&ui->scroll, ui_scroll_range(s), s->h);
}

void ui_scroll_to(struct ui *ui, const struct node *scroller, float offset_dp)
{
    take_scroller(ui, scroller);
    scroll_glide(&ui->scroll, offset_dp, ui->look.reduced_motion);
    keep_offset(ui);
    ui->changed = true;
}

// What is seen of it reaches beyond what was built.
static bool wants_children(const struct ui *ui, const struct node *n)
{
    if (n->kind != NODE_INSIDE || !n->scroller || !n->inside->children)
        return false;
    float top = ui_offset(ui, n->scroller) - n->y;
    float from = fmaxf(0, top), to = fminf(n->h, top + n->scroller->h);
    return from < to && (from < n->built_from || to > n->built_to);
}

bool ui_wants_view(const struct ui *ui)
{
    for (int i = 0; i < UI_STACKS; i++) {
        const struct node *root = ui->trees[i].root;
        for (const struct node *n = root; n; n = node_after(n, root))
            if (wants_children(ui, n))
                return true;
    }
    return false;
}

// ---- pointers ----

void ui_post(struct ui *ui, const struct command *command)
{
    if (ui->n_commands < UI_COMMANDS)
        ui->commands[ui->n_commands++] = *command;
}

bool ui_next_command(struct ui *ui, struct command *out)
{
    if (!ui->n_commands)
        return false;
    *out = ui->commands[0];
    memmove(ui->commands, ui->commands + 1,
            (size_t)--ui->n_commands * sizeof(ui->commands[0]));
    return true;
}

static bool inside(const struct ui *ui, const struct node *n, float x, float y)
{
    float left, top;
    ui_window_box(ui, n, &left, &top);
    return x >= left && y >= top && x < left + n->w && y < top + n->h;
}

// The topmost node at a point for which `wanted` holds: later siblings lie above, and an opaque
// one hides what is below it.
static const struct node *at_point(const struct ui *ui, const struct node *n, float x,
                                   float y, bool (*wanted)(const struct node *))
{
    const struct node *own = wanted(n) && inside(ui, n, x, y) ? n : NULL, *found = own;
    if (n->style.scroll && !inside(ui, n, x, y))
        return NULL;
    for (const struct node *c = n->first; c; c = c->next) {
        const struct node *f = at_point(ui, c, x, y, wanted);
        if (f)
            found = f;
        else if (c->style.fill && !c->style.fill_alpha && inside(ui, c, x, y))
            found = own;
    }
    return found;
}

static bool is_scroller(const struct node *n)
{
    return n->style.scroll;
}

static bool is_target(const struct node *n)
{
    return n->command.kind != 0;
}

static void on_press(struct ui *ui, const struct node *root, float x, float y)
{
    let_go(ui, 0); // of what a lost finger held
    const struct node *target = at_point(ui, root, x, y, is_target);
    const struct node *scroller = at_point(ui, root, x, y, is_scroller);
    bool caught = false;
    if (scroller) {
        caught = ui->moving == scroller->path && fabsf(ui->scroll.vel_dp_s) > 0;
        take_scroller(ui, scroller);
        scroll_hold(&ui->scroll);
    }
    // A touch that stops a coasting page presses nothing.
    ui->pressed = target && node_pressable(target) && !caught ? target->path : 0;
    ui->focus_shown = false;
    ui->changed = true;
}

static void on_tap(struct ui *ui, float x, float y)
{
    const struct node *n = ui_by_path(ui, ui->pressed);
    struct command command;
    if (!n || !inside(ui, n, x, y))
        return;
    focus_set(ui, n->path);
    float left, top;
    ui_window_box(ui, n, &left, &top);
    bool own = n->kind == NODE_INSIDE && n->inside->hit &&
               n->inside->hit(n, x - left, y - top, &command);
    ui_post(ui, own ? &command : &n->command);
}

static void on_gesture(struct ui *ui, const struct gesture_event *e)
{
    const struct node *root = ui_active_root(ui);
    if (!root)
        return;
    switch (e->kind) {
    case GESTURE_PRESS:
        on_press(ui, root, e->x, e->y);
        break;
    case GESTURE_TAP:
        on_tap(ui, e->x, e->y);
        let_go(ui, 0);
        break;
    case GESTURE_HOLD: {
        const struct node *n = ui_by_path(ui, ui->pressed);
        if (n)
            ui_post(ui, &n->long_command);
        let_go(ui, 0);
        break;
    }
    case GESTURE_DRAG:
        ui->changed |= ui->pressed != 0;
        ui->pressed = 0;
        if (ui->moving && ui->scroll.held) {
            scroll_drag(&ui->scroll, -e->dy);
            keep_offset(ui);
        }
        break;
    case GESTURE_THROW:
        let_go(ui, e->vy);
        break;
    case GESTURE_CANCEL:
        let_go(ui, 0);
        break;
    case GESTURE_NOTHING:
        break;
    }
}

void ui_pointer(struct ui *ui, enum pointer_kind kind, int64_t pointer, float x_px,
                float y_px, int64_t now_us)
{
    float x = x_px / ui->look.scale, y = y_px / ui->look.scale;
    struct gesture_event e = gesture_feed(&ui->gesture, kind, pointer, x, y, now_us);
    on_gesture(ui, &e);
}

void ui_wheel(struct ui *ui, float x_px, float y_px, float right, float down)
{
    (void)right;
    const struct node *root = ui_active_root(ui);
    float x = x_px / ui->look.scale, y = y_px / ui->look.scale;
    const struct node *s = root ? at_point(ui, root, x, y, is_scroller) : NULL;
    if (!s)
        return;
    ui_scroll_to(ui, s, ui_goal(ui, s) + down * 120);
}

// ---- time ----

static bool holdable(const struct ui *ui)
{
    const struct node *n = ui_by_path(ui, ui->pressed);
    return n && n->long_command.kind != 0;
}

int64_t ui_deadline_us(const struct ui *ui)
{
    int64_t until, slides = show_deadline_us(ui);
    if (!gesture_waiting(&ui->gesture, &until) || !holdable(ui))
        return slides;
    return slides >= 0 && slides < until ? slides : until;
}

bool ui_moving(const struct ui *ui)
{
    return ui->moving && !ui->scroll.held;
}

bool ui_step(struct ui *ui, int64_t now_us)
{
    if (holdable(ui)) {
        struct gesture_event e = gesture_wait(&ui->gesture, now_us);
        on_gesture(ui, &e);
    }
    show_step(ui, now_us);
    if (!ui_moving(ui)) {
        ui->stepped_us = 0;
        return false;
    }
    // The first step after rest starts the clock; a stall counts as one slow frame.
    float dt = ui->stepped_us ? (float)(now_us - ui->stepped_us) / 1e6f : 1.0f / 120;
    ui->stepped_us = now_us;
    bool more = scroll_step(&ui->scroll, fminf(dt, 0.1f));
    keep_offset(ui);
    if (!more) {
        ui->moving = 0;
        ui->stepped_us = 0;
        ui->changed = true; // the thumb goes
    }
    return more;
}

// ---- frames ----

bool ui_changed(const struct ui *ui)
{
    return ui->changed;
}

const struct draw_frame *ui_frame(struct ui *ui)
{
    arena_clear(&ui->frame_arena);
    ui->frame = (struct draw_frame){
        .w = ui->w_px,
        .h = ui->h_px,
        .background = look_colour(&ui->look, COLOUR_PAPER),
    };
    bool in_sheet = ui->trees[UI_SHEET].root != NULL;
    for (int i = 0; i < UI_STACKS; i++) {
        bool active = in_sheet == (i == UI_SHEET);
        ui->trees[i].build.show_us = ui->show_at_us;
        struct paint p = {
            .b = &ui->trees[i].build,
            .frame = &ui->frame,
            .arena = &ui->frame_arena,
            .pressed = active ? ui->pressed : 0,
            .focus = active && ui->focus_shown ? focus_path(ui) : 0,
            .thumb = ui_moving(ui) ? ui->moving : 0,
        };
        if (ui->moving && ui->gesture.state == GESTURE_DRAGGING)
            p.thumb = ui->moving;
        if (ui->trees[i].root)
            paint_tree(&p, ui->trees[i].root);
    }
    if (ui->dim)
        paint_dim(&ui->frame, &ui->frame_arena, ui->dim);
    ui->changed = false;
    return &ui->frame;
}

void ui_set_dim(struct ui *ui, uint8_t dim)
{
    ui->changed |= ui->dim != dim;
    ui->dim = dim;
}

void ui_turn(struct ui *ui, enum turn_kind kind, bool back, const struct command *command)
{
    (void)ui, (void)kind, (void)back, (void)command;
}

void ui_finish(struct ui *ui)
{
    (void)ui;
}

enum way ui_posted_way(const struct ui *ui)
{
    (void)ui;
    return WAY_NONE;
}

void ui_forget(struct ui *ui, uint64_t entry)
{
    kept_forget(&ui->kept, entry);
}

void ui_reset(struct ui *ui)
{
    kept_release(&ui->kept);
    gesture_drop(&ui->gesture);
    ui->pressed = ui->moving = 0;
    ui->focus_shown = false;
    ui->scroll = (struct scroll){0};
    ui->stepped_us = 0;
    ui->show = 0;
    ui->n_commands = 0;
    ui->changed = true;
}

uint64_t ui_hash(const struct ui *ui)
{
    uint64_t h = kept_hash(&ui->kept, HASH_START);
    h = hash_u64(h, ui->pressed);
    h = hash_u64(h, ui->moving);
    return hash_u64(h, (uint64_t)ui->focus_shown << 8 | (uint64_t)ui->n_commands);
}
