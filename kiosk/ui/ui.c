#include "ui/ui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "ui/compare.h"
#include "ui/layout.h"
#include "ui/pages.h"
#include "ui/paint.h"
#include "ui/ui_private.h"

#define LETTERS_A_FRAME 500

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

void ui_set_look(struct ui *ui, const struct look *look, int w_px, int h_px)
{
    ui->look = *look;
    ui->w_px = w_px;
    ui->h_px = h_px;
    ui->gesture.slop_dp = GESTURE_SLOP_MM / look->dp_mm;
    point_drop(ui);
    ui_finish(ui);
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
        if (item && !ui_motion(ui, n->path))
            item->offset_dp = fmaxf(0, fminf(item->offset_dp, ui_scroll_range(n)));
    }
}

// A press stays with its node when that is still there, and can still be pressed; else it is off.
static void leave_lost(struct ui *ui)
{
    const struct node *pressed = ui_by_path(ui, ui->pressed);
    if (ui->pressed && !(pressed && (node_pressable(pressed) || pressed->chord)))
        point_drop(ui);
    ui_fit_motions(ui);
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
    turn_sheet(ui, true);
    ui->changed = true;
    point_drop(ui);
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
    leave_lost(ui);
    focus_validate(ui, around);
    if (stack == UI_PAGE)
        turn_page(ui, old != NULL);
    else
        turn_sheet(ui, old != NULL);
}

// ---- scrolling ----

float ui_offset(const struct ui *ui, const struct node *scroller)
{
    return kept_offset(&ui->kept, scroller->path);
}

float ui_goal(const struct ui *ui, const struct node *scroller)
{
    const struct motion *m = ui_motion(ui, scroller->path);
    return m && m->y.gliding ? m->y.goal_dp : ui_offset(ui, scroller);
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

void ui_scroll_to(struct ui *ui, const struct node *scroller, float offset_dp)
{
    struct motion *m = ui_take_motion(ui, scroller);
    motion_scroll_to(m, offset_dp);
    ui_set_off(ui, m, scroller);
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

// A canvas has come to rest at another zoom or edge than the tree tells of.
static bool tells_old(const struct ui *ui, const struct build *b, const struct node *n)
{
    const struct motion *m = ui_motion(ui, n->path);
    if (m && !m->still)
        return false;
    if (motion_has_edge(n))
        return compare_at(b, n) != n->told;
    if (motion_is_plane(n)) {
        struct camera now = plane_camera(b, n);
        return !camera_eq(&now, &n->told_camera);
    }
    return motion_zooms(n) && pages_zoom(b, n) != n->told;
}

bool ui_wants_view(const struct ui *ui)
{
    for (int i = 0; i < UI_STACKS; i++) {
        const struct ui_tree *t = &ui->trees[i];
        for (const struct node *n = t->root; n; n = node_after(n, t->root))
            if (wants_children(ui, n) || tells_old(ui, &t->build, n))
                return true;
    }
    return false;
}

// ---- commands ----

void ui_post(struct ui *ui, const struct node *n, const struct command *command)
{
    if (command->kind == UI_ZOOM || command->kind == UI_MOVE) {
        point_command(ui, command);
    } else if (ui->n_commands < UI_COMMANDS) {
        turn_posted(ui, n);
        ui->commands[ui->n_commands++] = *command;
    }
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

// ---- time ----

static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

int64_t ui_deadline_us(const struct ui *ui)
{
    int64_t hold, until = sooner(show_deadline_us(ui), ui_still_us(ui));
    if (gesture_waiting(&ui->gesture, &hold) && point_holdable(ui))
        until = sooner(until, hold);
    return until;
}

bool ui_rough(const struct ui *ui)
{
    bool rough = false;
    for (int i = 0; i < UI_STACKS; i++)
        rough |= ui->trees[i].root && ui->trees[i].build.rough;
    return rough;
}

void ui_outdate(struct ui *ui)
{
    for (int i = 0; i < UI_STACKS; i++)
        ui->trees[i].build.rough = false;
}

// A few paragraphs a frame, so that none takes long.
static void lay_out_more(struct ui *ui)
{
    for (int i = 0; i < UI_STACKS; i++) {
        struct ui_tree *t = &ui->trees[i];
        if (!t->root || !t->build.rough)
            continue;
        layout_more(&t->build, t->root, LETTERS_A_FRAME);
        leave_lost(ui);
        ui->changed = true;
    }
}

bool ui_moving(const struct ui *ui)
{
    return ui_rough(ui) || ui->turning.turn.kind != TURN_NONE || ui_in_motion(ui);
}

bool ui_step(struct ui *ui, int64_t now_us)
{
    point_step(ui, now_us);
    show_step(ui, now_us);
    turn_step(ui, now_us);
    lay_out_more(ui);
    ui_step_motions(ui, now_us);
    ui->now_us = now_us;
    return ui_moving(ui);
}

// ---- frames ----

void ui_refresh(struct ui *ui)
{
    ui->changed = true;
}

bool ui_changed(const struct ui *ui)
{
    return ui->changed;
}

// Of what moves by itself or is drawn along.
static int list_thumbs(const struct ui *ui, uint64_t *out)
{
    int n = 0;
    for (int i = 0; i < ui->n_motions; i++)
        if (!ui->motions[i].held || ui->gesture.state == GESTURE_DRAGGING)
            out[n++] = ui->motions[i].path;
    return n;
}

const struct draw_frame *ui_frame(struct ui *ui)
{
    arena_clear(&ui->frame_arena);
    ui->frame = (struct draw_frame){
        .w = ui->w_px,
        .h = ui->h_px,
        .background = look_colour(&ui->look, COLOUR_PAPER),
        .now_us = ui->now_us,
        .still = ui->look.reduced_motion,
        .turn = ui->turning.turn,
    };
    bool in_sheet = ui->trees[UI_SHEET].root != NULL;
    for (int i = 0; i < UI_STACKS; i++) {
        bool active = in_sheet == (i == UI_SHEET);
        uint64_t thumbs[UI_MOTIONS];
        ui->trees[i].build.show_us = ui->show_at_us;
        struct paint p = {
            .b = &ui->trees[i].build,
            .frame = &ui->frame,
            .arena = &ui->frame_arena,
            .pressed = active ? ui->pressed : 0,
            .focus = active && ui->focus_shown ? focus_path(ui) : 0,
            .thumbs = thumbs,
            .n_thumbs = active ? list_thumbs(ui, thumbs) : 0,
        };
        p.b->frame = &ui->frame;
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

void ui_forget(struct ui *ui, uint64_t entry)
{
    kept_forget(&ui->kept, entry);
}

void ui_reset(struct ui *ui)
{
    kept_release(&ui->kept);
    gesture_drop(&ui->gesture);
    ui->gesture.tapped = (struct gesture_sample){0};
    ui->pressed = 0;
    ui->n_motions = 0;
    ui->drag.count = 0;
    ui->wheel_right = 0;
    ui->focus_shown = false;
    ui->posted = (struct posted){0};
    ui_finish(ui);
    ui->show = 0;
    ui->n_commands = 0;
    ui->changed = true;
}

uint64_t ui_hash(const struct ui *ui)
{
    uint64_t h = kept_hash(&ui->kept, HASH_START);
    h = hash_u64(h, ui->pressed);
    h = hash_u64(h, (uint64_t)ui->n_motions);
    return hash_u64(h, (uint64_t)ui->focus_shown << 8 | (uint64_t)ui->n_commands);
}
