// How pages and sheets come and go: which way, and how far along.
#include <math.h>

#include "ui/paint.h"
#include "ui/ui_private.h"

#define PUSH_S 0.3f
#define RISE_S 0.25f
#define FADE_S 0.2f
#define STEP_MOST_S (1.0f / 30) // a slow frame makes it longer, not shorter
#define FRAME_S (1.0f / 60)

void ui_turn(struct ui *ui, enum turn_kind kind, bool back, const struct command *command)
{
    ui->turning.kind = kind;
    ui->turning.back = back;
    ui->turning.command = command ? *command : (struct command){0};
}

void ui_finish(struct ui *ui)
{
    ui->changed |= ui->turning.turn.kind != TURN_NONE;
    ui->turning.turn = (struct draw_turn){0};
}

enum way ui_posted_way(const struct ui *ui)
{
    return ui->posted.way;
}

// The node's box in the window as far as it is in sight; empty: it is not.
static struct rect seen_box(const struct ui *ui, const struct node *n)
{
    const struct look *look = &ui->look;
    float x, y;
    ui_window_box(ui, n, &x, &y);
    struct rect box = {paint_px(look, x), paint_px(look, y), paint_px(look, n->w),
                       paint_px(look, n->h)};
    box = rect_cut(box, (struct rect){0, 0, ui->w_px, ui->h_px});
    if (n->scroller)
        box = rect_cut(box, seen_box(ui, n->scroller));
    return box;
}

void turn_posted(struct ui *ui, const struct node *n)
{
    ui->posted = (struct posted){.way = n->way,
                                 .grows = n->grows,
                                 .box = seen_box(ui, n),
                                 .radius = paint_px(&ui->look, n->style.radius)};
}

static float duration(enum turn_kind kind)
{
    return kind == TURN_RISE ? RISE_S : kind == TURN_FADE ? FADE_S : PUSH_S;
}

// Fast at first, and slowly into place, but never by less than a pixel a frame. False at the end.
static bool advance(struct turning *t, float dt_s)
{
    t->part += dt_s / duration(t->turn.kind);
    float left = fmaxf(0, 1 - t->part);
    t->turn.at = 1 - left * left;
    return left > 0;
}

static void start(struct ui *ui, const struct draw_turn *turn)
{
    struct turning *t = &ui->turning;
    if (ui->look.reduced_motion)
        return;
    t->turn = *turn;
    t->turn.serial = ++t->serial;
    t->turn.mirrored = ui->look.rtl;
    t->part = 0;
    t->at_us = -1;
    t->fresh = true;
    advance(t, FRAME_S); // its first frame shows something new already
    ui->changed = true;
}

// The card that a page came out of, if the focus is still on it.
static const struct node *card_of(const struct ui *ui, const struct command *command)
{
    const struct node *n = ui_by_path(ui, focus_path(ui));
    return n && n->grows && command_eq(&n->command, command) ? n : NULL;
}

void turn_page(struct ui *ui, bool had_page)
{
    struct turning *t = &ui->turning;
    struct draw_turn turn = {.kind = t->kind, .back = t->back};
    t->kind = TURN_NONE;
    if (turn.kind == TURN_NONE || !had_page)
        return;
    if (turn.kind == TURN_GROW) {
        const struct node *card = t->back ? card_of(ui, &t->command) : NULL;
        bool grows = t->back ? card != NULL : ui->posted.grows;
        turn.box = !grows ? (struct rect){0} : card ? seen_box(ui, card) : ui->posted.box;
        turn.radius = card ? paint_px(&ui->look, card->style.radius) : ui->posted.radius;
        turn.corners = CORNER_ALL;
        if (rect_empty(turn.box))
            turn.kind = TURN_PUSH;
    }
    start(ui, &turn);
}

// A card that rises, or a sheet that grows out of what opened it, or nothing of the kind.
static struct draw_turn sheet_turn(const struct ui *ui, const struct node *root)
{
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!n->rises)
            continue;
        const struct node *beside = n->parent ? n->parent->first : NULL;
        struct draw_turn turn = {.kind = TURN_RISE,
                                 .box = seen_box(ui, n),
                                 .radius = paint_px(&ui->look, n->style.radius),
                                 .corners = n->style.corners};
        if (beside && beside->style.fill_alpha)
            turn.shade = (look_colour(&ui->look, beside->style.fill) & 0xFFFFFF) |
                         (uint32_t)beside->style.fill_alpha << 24;
        return turn;
    }
    return (struct draw_turn){.kind = root->grows ? TURN_FADE : TURN_NONE};
}

void turn_sheet(struct ui *ui, bool had_sheet)
{
    struct turning *t = &ui->turning;
    const struct node *root = ui->trees[UI_SHEET].root;
    struct draw_turn turn = root ? sheet_turn(ui, root) : t->sheet;
    turn.back = !root;
    t->sheet = root ? turn : (struct draw_turn){0};
    // A page that comes at the same time takes the sheet along.
    bool page_turns = t->fresh && t->turn.kind != TURN_NONE;
    if (turn.kind != TURN_NONE && had_sheet == !root && !page_turns)
        start(ui, &turn);
}

void turn_step(struct ui *ui, int64_t now_us)
{
    struct turning *t = &ui->turning;
    if (t->turn.kind == TURN_NONE)
        return;
    float dt = t->at_us < 0 ? FRAME_S : (float)(now_us - t->at_us) / 1e6f;
    t->at_us = now_us;
    t->fresh = false;
    ui->changed = true;
    if (!advance(t, fminf(fmaxf(dt, 0), STEP_MOST_S)))
        ui_finish(ui);
}
