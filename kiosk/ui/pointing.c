// What fingers and wheels do to nodes: press, drag, pinch, and what a canvas is told by buttons.
#include <math.h>

#include "ui/pages.h"
#include "ui/ui_private.h"

#define NOTCH_DP 120.0f
#define NOTCH_ZOOM 1.25f
#define BUTTON_ZOOM 1.5f
#define TOUCH_ZOOM 2.5f // of a double touch

// ---- where ----

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

static bool is_target(const struct node *n)
{
    return n->command.kind != 0;
}

// From the topmost that moves at a point to those around it.
static int chain_at(const struct ui *ui, float x, float y,
                    const struct node *out[UI_CHAIN])
{
    const struct node *root = ui_active_root(ui);
    int count = 0;
    for (const struct node *n = root ? at_point(ui, root, x, y, motion_can) : NULL;
         n && count < UI_CHAIN; n = n->parent)
        if (motion_can(n))
            out[count++] = n;
    return count;
}

// ---- press and let go ----

static void let_go(struct ui *ui, float vx, float vy, int64_t at_us)
{
    ui->changed |= ui->pressed != 0;
    ui->pressed = 0;
    for (int i = 0; i < ui->n_motions; i++) {
        struct motion *m = &ui->motions[i];
        const struct node *n = m->held ? ui_by_path(ui, m->path) : NULL;
        if (!n)
            continue;
        bool last = ui->drag.count && m->path == ui->drag.path[ui->drag.last];
        int to = motion_release(m, n, last ? vx : 0, last ? vy : 0);
        const struct pages *p = to >= 0 ? n->inside_data : NULL;
        m->at_us = at_us;
        if (ui->look.reduced_motion)
            motion_finish(m, n);
        if (p && (size_t)to != p->index) {
            struct command turned = p->turned;
            turned.number = to;
            ui_post(ui, n, &turned);
        }
    }
    ui->drag.count = 0;
}

void point_drop(struct ui *ui)
{
    gesture_drop(&ui->gesture);
    let_go(ui, 0, 0, -1);
}

static bool within(const struct node *n, const struct node *around)
{
    while (n && n != around)
        n = n->parent;
    return n != NULL;
}

// A touch stops dead what coasts under it, where it was when the finger came down; true if
// something did. A button that lies over it and stands still is pressed as ever.
static bool catch (struct ui *ui, const struct node *const chain[], int count,
                   const struct node *target, int64_t at_us)
{
    bool caught = false;
    for (int i = 0; i < count; i++) {
        struct motion *m = ui_motion(ui, chain[i]->path);
        if (!m || m->held || (target && !within(target, chain[i])))
            continue;
        if (m->at_us >= 0 && m->at_us < at_us)
            motion_step(m, chain[i], at_us);
        caught |= motion_fast(m);
        motion_hold(m);
        ui_stir(ui, m, chain[i], at_us);
    }
    return caught;
}

// Where two fingers mean something, a second one may join.
static void set_field(struct ui *ui, const struct node *const chain[], int count)
{
    for (int i = 0; i < count; i++) {
        if (!motion_zooms(chain[i]))
            continue;
        ui_window_box(ui, chain[i], &ui->gesture.field.x, &ui->gesture.field.y);
        ui->gesture.field.w = chain[i]->w;
        ui->gesture.field.h = chain[i]->h;
    }
}

static void on_press(struct ui *ui, const struct gesture_event *e)
{
    const struct node *chain[UI_CHAIN], *root = ui_active_root(ui);
    ui_finish(ui);
    let_go(ui, 0, 0, e->at_us); // of what a lost finger held
    const struct node *target = at_point(ui, root, e->x, e->y, is_target);
    int count = chain_at(ui, e->x, e->y, chain);
    set_field(ui, chain, count);
    // A touch that stops a coasting page presses nothing.
    bool caught = catch (ui, chain, count, target, e->at_us);
    ui->chord = target && target->chord;
    // What the finger before has just pressed may change which keys work.
    bool works = target && (node_pressable(target) || target->chord);
    ui->pressed = works && !caught ? target->path : 0;
    ui->focus_shown = false;
    ui->changed = true;
}

// ---- drag ----

// Those that mean something by this direction; if none does, those of the other one.
static void begin_drag(struct ui *ui, const struct gesture_event *e)
{
    const struct node *chain[UI_CHAIN];
    float sx = ui->gesture.start_x, sy = ui->gesture.start_y;
    int count = chain_at(ui, sx, sy, chain);
    bool across = fabsf(e->x - sx) > fabsf(e->y - sy);
    ui->drag.count = ui->drag.last = 0;
    for (int turn = 0; turn < 2 && !ui->drag.count; turn++, across = !across)
        for (int i = 0; i < count; i++)
            if (across ? motion_along_x(chain[i], &ui->kept)
                       : motion_along_y(chain[i], &ui->kept))
                ui->drag.path[ui->drag.count++] = chain[i]->path;
    for (int i = 0; i < ui->drag.count; i++)
        motion_hold(ui_take_motion(ui, ui_by_path(ui, ui->drag.path[i])));
}

static void on_drag(struct ui *ui, const struct gesture_event *e)
{
    float dx = e->dx, dy = e->dy;
    ui->changed |= ui->pressed != 0;
    ui->pressed = 0;
    if (!ui->drag.count)
        begin_drag(ui, e);
    for (int i = 0; i < ui->drag.count && (dx != 0 || dy != 0); i++) {
        const struct node *n = ui_by_path(ui, ui->drag.path[i]);
        struct motion *m = n ? ui_motion(ui, n->path) : NULL;
        float before_x = dx, before_y = dy;
        if (!m || !m->held)
            continue;
        motion_drag(m, n, &dx, &dy, i == ui->drag.count - 1);
        if (dx != before_x || dy != before_y)
            ui->drag.last = i;
        ui_stir(ui, m, n, e->at_us);
    }
}

static void on_pinch(struct ui *ui, const struct gesture_event *e)
{
    const struct node *n = ui->drag.count ? ui_by_path(ui, ui->drag.path[0]) : NULL;
    if (!n || !motion_zooms(n)) {
        let_go(ui, 0, 0, e->at_us);
        n = ui_canvas(ui);
        if (!n || !motion_zooms(n))
            return;
        ui->drag.path[0] = n->path;
        ui->drag.count = 1;
        ui->drag.last = 0;
    }
    // A button may have set it off meanwhile.
    struct motion *m = ui_take_motion(ui, n);
    if (!m->held)
        motion_hold(m);
    float left, top;
    ui_window_box(ui, n, &left, &top);
    motion_pinch(m, n,
                 &(struct motion_pinch){e->x - left, e->y - top, e->dx, e->dy, e->wider});
    ui_stir(ui, m, n, e->at_us);
}

// ---- touch ----

static void zoom_by(struct ui *ui, const struct node *n, float by, float fx, float fy);

// A second touch goes near, or back to the whole; a touch of a comparison brings the edge there.
static void touch_canvas(struct ui *ui, const struct gesture_event *e)
{
    const struct node *chain[UI_CHAIN];
    const struct node *n = chain_at(ui, e->x, e->y, chain) ? chain[0] : NULL;
    float left, top;
    if (!n || !((e->twice && motion_zooms(n)) || motion_has_edge(n)))
        return;
    struct motion *m = ui_take_motion(ui, n);
    ui_window_box(ui, n, &left, &top);
    if (motion_is_plane(n)) {
        zoom_by(ui, n, 2, e->x - left, e->y - top);
        return;
    }
    if (motion_zooms(n))
        motion_zoom_to(m, motion_zoom(m) > 1.05f ? 1 : TOUCH_ZOOM, e->x - left,
                       e->y - top);
    else
        motion_edge_to(m, n, e->x - left);
    ui_set_off(ui, m, n);
}

static void on_tap(struct ui *ui, const struct gesture_event *e)
{
    const struct node *n = ui_by_path(ui, ui->pressed);
    struct command command;
    let_go(ui, 0, 0, e->at_us);
    if (!n) {
        touch_canvas(ui, e);
        return;
    }
    if (!inside(ui, n, e->x, e->y) || !node_pressable(n))
        return;
    focus_set(ui, n->path);
    float left, top;
    ui_window_box(ui, n, &left, &top);
    bool own = n->kind == NODE_INSIDE && n->inside->hit &&
               n->inside->hit(n, e->x - left, e->y - top, &command);
    ui_post(ui, n, own ? &command : &n->command);
}

static void on_hold(struct ui *ui, const struct gesture_event *e)
{
    const struct node *n = ui_by_path(ui, ui->pressed);
    let_go(ui, 0, 0, e->at_us);
    if (n)
        ui_post(ui, n, &n->long_command);
}

static void on_gesture(struct ui *ui, const struct gesture_event *e)
{
    if (!ui_active_root(ui))
        return;
    switch (e->kind) {
    case GESTURE_PRESS:
        on_press(ui, e);
        break;
    case GESTURE_TAP:
        on_tap(ui, e);
        break;
    case GESTURE_HOLD:
        on_hold(ui, e);
        break;
    case GESTURE_DRAG:
        on_drag(ui, e);
        break;
    case GESTURE_PINCH:
        on_pinch(ui, e);
        break;
    case GESTURE_THROW:
    case GESTURE_CANCEL:
        let_go(ui, e->vx, e->vy, e->at_us);
        break;
    case GESTURE_NOTHING:
        break;
    }
}

// Two thumbs type faster than one finger leaves before the other comes.
static void give_way(struct ui *ui, int64_t pointer, float x, float y, int64_t now_us)
{
    struct gesture *g = &ui->gesture;
    const struct node *root = ui_active_root(ui);
    if (!root || !ui->chord || g->state == GESTURE_IDLE || g->finger[0].id == pointer)
        return;
    const struct node *target = at_point(ui, root, x, y, is_target);
    if (!target || !target->chord)
        return;
    struct gesture_event e = gesture_finish(g, now_us);
    on_gesture(ui, &e);
}

void ui_pointer(struct ui *ui, enum pointer_kind kind, int64_t pointer, float x_px,
                float y_px, int64_t now_us)
{
    float x = x_px / ui->look.scale, y = y_px / ui->look.scale;
    point_step(ui, now_us); // a hold that nobody has noticed before this
    if (kind == POINTER_DOWN)
        give_way(ui, pointer, x, y, now_us);
    struct gesture_event e = gesture_feed(&ui->gesture, kind, pointer, x, y, now_us);
    on_gesture(ui, &e);
}

bool point_holdable(const struct ui *ui)
{
    const struct node *n = ui_by_path(ui, ui->pressed);
    return n && n->long_command.kind != 0;
}

void point_step(struct ui *ui, int64_t now_us)
{
    if (!point_holdable(ui))
        return;
    struct gesture_event e = gesture_wait(&ui->gesture, now_us);
    on_gesture(ui, &e);
}

// ---- wheel and buttons ----

static bool goes_on(const struct ui *ui, const struct node *s, float down)
{
    float goal = ui_goal(ui, s);
    return down < 0 ? goal > 0.5f : goal < ui_scroll_range(s) - 0.5f;
}

static void zoom_by(struct ui *ui, const struct node *n, float by, float fx, float fy)
{
    struct motion *m = ui_take_motion(ui, n);
    if (motion_is_plane(n)) {
        double goal = m->plane.way == PLANE_ZOOMS ? m->plane.to.zoom : m->plane.at.zoom;
        m->held = false;
        plane_motion_zoom_to(&m->plane, n, goal + log2(by), fx, fy);
        ui_set_off(ui, m, n);
        return;
    }
    motion_zoom_to(m, motion_zoom_goal(m) * by, fx, fy);
    ui_set_off(ui, m, n);
}

// A touchpad's wheel comes in parts: pictures turn by whole notches.
static void wheel_across(struct ui *ui, const struct node *n, float right)
{
    ui->wheel_right += right;
    if (fabsf(ui->wheel_right) < 1)
        return;
    bool on = ui->wheel_right > 0;
    ui->wheel_right = 0;
    if (motion_by_keys(n, &ui->kept)) {
        ui_move_canvas(ui, n, on ? ARROW_RIGHT : ARROW_LEFT);
        return;
    }
    const struct pages *p = n->inside_data;
    struct command turned = p->turned;
    turned.number = (int)p->index + (on ? 1 : -1);
    if (turned.number >= 0 && turned.number < (int)p->count)
        ui_post(ui, n, &turned);
}

void ui_wheel(struct ui *ui, float x_px, float y_px, float right, float down)
{
    const struct node *chain[UI_CHAIN];
    float x = x_px / ui->look.scale, y = y_px / ui->look.scale, left, top;
    int count = chain_at(ui, x, y, chain);
    for (int i = 0; i < count && right != 0; i++) {
        if (motion_along_x(chain[i], &ui->kept)) {
            wheel_across(ui, chain[i], right);
            break;
        }
    }
    for (int i = 0; i < count && down != 0; i++) {
        const struct node *n = chain[i];
        if (motion_zooms(n)) {
            ui_window_box(ui, n, &left, &top);
            zoom_by(ui, n, powf(NOTCH_ZOOM, -fmaxf(-8, fminf(down, 8))), x - left,
                    y - top);
            return;
        }
        // At its end the wheel turns what is around it.
        if (n->style.scroll && goes_on(ui, n, down)) {
            ui_scroll_to(ui, n, ui_goal(ui, n) + down * NOTCH_DP);
            return;
        }
    }
}

void point_command(struct ui *ui, const struct command *command)
{
    const struct node *n = ui_canvas(ui);
    if (!n)
        return;
    if (command->kind == UI_MOVE) {
        ui_move_canvas(ui, n, (enum arrow)command->number);
    } else if (motion_is_plane(n)) {
        zoom_by(ui, n, command->number > 0 ? 2 : 0.5f, n->w / 2, n->h / 2);
    } else if (motion_zooms(n)) {
        struct motion *m = ui_take_motion(ui, n);
        float by = command->number > 0   ? BUTTON_ZOOM
                   : command->number < 0 ? 1 / BUTTON_ZOOM
                                         : 1 / motion_zoom_goal(m);
        zoom_by(ui, n, by, n->w / 2, n->h / 2);
    }
}
