// What the files of ui share; nobody outside this folder includes it.
#pragma once

#include "ui/kept.h"
#include "ui/motion.h"
#include "ui/ui.h"

#define UI_COMMANDS 16
#define UI_MOTIONS 4 // at once; the oldest one ends
#define UI_CHAIN 4   // of scrollers, one in the other

struct ui_tree {
    struct arena arenas[2]; // the tree that is shown, and the one being built
    int in_use;
    struct build build;
    uint64_t entry;
    struct node *root; // NULL: none
};

struct posted {
    enum way way;
    bool grows;
    struct rect box; // px, in sight
    int radius;
};

struct turning {
    struct draw_turn turn; // kind TURN_NONE: none
    uint64_t serial;       // of the last one
    float part;            // of its time, 0 .. 1
    int64_t at_us;         // of the last step, -1: it begins with the next one
    bool fresh;            // begun since the last step
    // What the next page is asked to come with.
    enum turn_kind kind;
    bool back;
    struct command command;
    struct draw_turn sheet; // how the sheet on show goes
};

struct ui {
    struct type *type;
    struct look look;
    int w_px, h_px;
    struct ui_tree trees[UI_STACKS];
    struct kept kept;

    struct gesture gesture;
    uint64_t pressed; // path under the finger
    bool chord;       // it came down on a node of that kind
    bool focus_shown; // the ring is there only while keys are used
    struct motion motions[UI_MOTIONS];
    int n_motions;
    // What the drag moves, from the innermost out; what one can't take the next one does.
    struct {
        uint64_t path[UI_CHAIN];
        int count, last; // which one moved last
    } drag;
    float wheel_right; // not yet a whole notch

    struct posted posted; // of the node whose command was posted last
    struct turning turning;

    uint64_t show;        // path of the page's slides, 0: none
    int64_t show_from_us; // when they began, -1: they will with the next step
    int64_t show_at_us;   // since then
    uint8_t dim;

    struct command commands[UI_COMMANDS];
    int n_commands;

    int64_t now_us; // of the last step
    struct arena frame_arena;
    struct draw_frame frame;
    bool changed;
};

struct node *ui_by_path(const struct ui *ui, uint64_t path); // in the active tree; NULL
uint64_t ui_active_entry(const struct ui *ui);
float ui_offset(const struct ui *ui, const struct node *scroller);
float ui_goal(const struct ui *ui, const struct node *scroller); // where it glides to
struct motion *ui_motion(const struct ui *ui, uint64_t path);    // NULL: at rest
// Of a node of the active tree, at rest so far or not.
struct motion *ui_take_motion(struct ui *ui, const struct node *n);
// After it was set off: with reduced motion it is where it goes, and else on its way.
void ui_set_off(struct ui *ui, struct motion *m, const struct node *n);
// After a finger moved it.
void ui_stir(struct ui *ui, struct motion *m, const struct node *n, int64_t now_us);
void ui_fit_motions(struct ui *ui);                  // after a tree was set
void ui_step_motions(struct ui *ui, int64_t now_us); // as time passes
bool ui_in_motion(const struct ui *ui);              // by itself
int64_t ui_still_us(const struct ui *ui);            // when a held picture is at rest; -1
// Box of a node in dp of the window, with its scroller's offset.
void ui_window_box(const struct ui *ui, const struct node *n, float *x, float *y);
void ui_post(struct ui *ui, const struct node *n, const struct command *command);
// What moves by keys on the node that has the focus; false: it can't go there.
bool ui_move_canvas(struct ui *ui, const struct node *n, enum arrow arrow);
const struct node *ui_canvas(
    const struct ui *ui); // that UI_ZOOM and UI_MOVE are for; NULL

// pointing.c: what fingers do to nodes.
bool point_holdable(const struct ui *ui);
void point_step(struct ui *ui, int64_t now_us);
void point_drop(struct ui *ui); // what the finger was doing is off; what it held goes on
void point_command(struct ui *ui, const struct command *command); // UI_ZOOM, UI_MOVE

// turning.c: after a page or a sheet was set, and as time passes.
void turn_page(struct ui *ui, bool had_page);
void turn_sheet(struct ui *ui, bool had_sheet);
void turn_step(struct ui *ui, int64_t now_us);
void turn_posted(struct ui *ui, const struct node *n); // its command is on its way
void ui_scroll_to(struct ui *ui, const struct node *scroller, float offset_dp);
float ui_scroll_range(const struct node *scroller);

// focus.c: each page and the sheet have a focus of their own, so that one who comes back
// finds it there.
uint64_t focus_path(const struct ui *ui); // in the active tree; 0: none
void focus_set(struct ui *ui, uint64_t path);
// After a tree was set; `otherwise` is the path to go to when the focus is gone.
void focus_validate(struct ui *ui, uint64_t otherwise);

// show.c: after a page was set; as time passes; -1: there are no slides.
void show_take(struct ui *ui);
void show_step(struct ui *ui, int64_t now_us);
int64_t show_deadline_us(const struct ui *ui);

// anchor.c: what is at the top of each scroller's view stays there when the next tree has it
// at another height. Before offsets are clamped.
void anchor_keep(struct ui *ui, const struct node *old, const struct node *root);
