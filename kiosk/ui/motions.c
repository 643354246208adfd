// All that moves at once, and how it comes to rest.
#include <math.h>

#include "ui/pages_place.h"
#include "ui/plane.h"
#include "ui/ui_private.h"

struct motion *ui_motion(const struct ui *ui, uint64_t path)
{
    for (int i = 0; i < ui->n_motions; i++)
        if (ui->motions[i].path == path)
            return (struct motion *)&ui->motions[i];
    return NULL;
}

static void forget(struct ui *ui, int i)
{
    ui->n_motions--;
    for (; i < ui->n_motions; i++)
        ui->motions[i] = ui->motions[i + 1];
}

static void keep(struct ui *ui, struct motion *m, const struct node *n, int64_t now_us)
{
    if (!motion_keep(m, n, &ui->kept))
        return;
    ui->changed = true;
    m->stirred_us = now_us;
    m->still = false;
}

// What is seen of a picture at rest is wanted sharp.
static void rest(struct ui *ui, struct motion *m, const struct node *n)
{
    m->still = true;
    if (motion_is_plane(n))
        ui->changed = true; // drawn sharp
    else if (motion_zooms(n) &&
             pages_sharpen(&ui->look, n, &kept_get(&ui->kept, m->entry, m->path)->canvas))
        ui->changed = true;
}

struct motion *ui_take_motion(struct ui *ui, const struct node *n)
{
    struct motion *m = ui_motion(ui, n->path);
    if (m)
        return m;
    if (ui->n_motions == UI_MOTIONS) {
        const struct node *oldest = ui_by_path(ui, ui->motions[0].path);
        if (oldest) {
            motion_finish(&ui->motions[0], oldest);
            keep(ui, &ui->motions[0], oldest, ui->now_us);
        }
        forget(ui, 0);
    }
    m = &ui->motions[ui->n_motions++];
    motion_init(m, n, &ui->kept, ui_active_entry(ui));
    m->stirred_us = ui->now_us;
    return m;
}

void ui_set_off(struct ui *ui, struct motion *m, const struct node *n)
{
    if (ui->look.reduced_motion)
        motion_finish(m, n);
    keep(ui, m, n, ui->now_us);
    ui->changed = true;
}

void ui_stir(struct ui *ui, struct motion *m, const struct node *n, int64_t now_us)
{
    keep(ui, m, n, now_us);
}

// ---- trees ----

// The picture in view is another one now: the row goes there, or is there where nobody sees it.
static void turn_pages(struct ui *ui, const struct node *root, uint64_t entry, bool seen)
{
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (n->kind != NODE_INSIDE || n->inside != &pages_inside)
            continue;
        const struct pages *p = n->inside_data;
        struct kept_canvas *c = &kept_get(&ui->kept, entry, n->path)->canvas;
        pages_kept(c, n);
        if (c->index == p->index)
            continue;
        if (seen) {
            struct motion *m = ui_take_motion(ui, n);
            motion_turn_to(m, n, &ui->kept);
            ui_set_off(ui, m, n);
        } else {
            *c = (struct kept_canvas){0};
            pages_kept(c, n);
        }
    }
}

// Where the tree wants a camera, it goes, unless a finger has taken it elsewhere since.
static void go_planes(struct ui *ui, const struct node *root, uint64_t entry, bool seen)
{
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!motion_is_plane(n))
            continue;
        const struct plane *p = n->inside_data;
        struct kept_canvas *c = &kept_get(&ui->kept, entry, n->path)->canvas;
        plane_kept(c, p);
        if (c->camera_for != p->serial)
            c->astray = false;
        c->camera_for = p->serial;
        struct motion *m = ui_motion(ui, n->path);
        struct camera goal = m && m->plane.way == PLANE_GOES ? m->plane.to : c->camera;
        if (c->astray || (m && m->held) || !plane_off_base(p, &goal))
            continue;
        if (!seen) {
            c->camera = p->base;
            continue;
        }
        m = ui_take_motion(ui, n);
        plane_motion_go(&m->plane, &p->base);
        ui_set_off(ui, m, n);
    }
}

void ui_fit_motions(struct ui *ui)
{
    for (int i = ui->n_motions; i-- > 0;) {
        const struct node *n = ui_by_path(ui, ui->motions[i].path);
        if (!n || !motion_can(n)) {
            forget(ui, i);
            continue;
        }
        motion_fit(&ui->motions[i], n);
        keep(ui, &ui->motions[i], n, ui->now_us);
    }
    for (int i = 0; i < UI_STACKS; i++)
        if (ui->trees[i].root) {
            bool seen = ui->trees[i].root == ui_active_root(ui);
            turn_pages(ui, ui->trees[i].root, ui->trees[i].entry, seen);
            go_planes(ui, ui->trees[i].root, ui->trees[i].entry, seen);
        }
}

// ---- time ----

void ui_step_motions(struct ui *ui, int64_t now_us)
{
    for (int i = ui->n_motions; i-- > 0;) {
        struct motion *m = &ui->motions[i];
        const struct node *n = ui_by_path(ui, m->path);
        if (!n) {
            forget(ui, i);
            continue;
        }
        bool more = motion_step(m, n, now_us);
        keep(ui, m, n, now_us);
        if (m->held) {
            if (!m->still && now_us - m->stirred_us >= MOTION_STILL_US)
                rest(ui, m, n);
        } else if (!more) {
            rest(ui, m, n);
            ui->changed = true; // the thumb goes
            forget(ui, i);
        }
    }
}

bool ui_in_motion(const struct ui *ui)
{
    for (int i = 0; i < ui->n_motions; i++)
        if (!ui->motions[i].held)
            return true;
    return false;
}

int64_t ui_still_us(const struct ui *ui)
{
    for (int i = 0; i < ui->n_motions; i++)
        if (ui->motions[i].held && !ui->motions[i].still)
            return ui->motions[i].stirred_us + MOTION_STILL_US;
    return -1;
}

// ---- canvases ----

const struct node *ui_canvas(const struct ui *ui)
{
    const struct node *root = ui_active_root(ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (motion_zooms(n) || motion_has_edge(n))
            return n;
    return NULL;
}

bool ui_move_canvas(struct ui *ui, const struct node *n, enum arrow arrow)
{
    bool plane = motion_is_plane(n);
    if (!plane && !motion_by_keys(n, &ui->kept))
        return false;
    struct motion *m = ui_take_motion(ui, n);
    if (!plane && !motion_can_move(m, n, arrow))
        return false;
    if (plane)
        kept_get(&ui->kept, m->entry, n->path)->canvas.astray = true;
    motion_move(m, n, arrow);
    ui_set_off(ui, m, n);
    return true;
}
