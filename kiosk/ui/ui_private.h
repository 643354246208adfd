// What ui.c, anchor.c, focus.c and dump.c share; nobody outside this folder includes it.
#pragma once

#include "ui/kept.h"
#include "ui/scroll.h"
#include "ui/ui.h"

#define UI_COMMANDS 16

struct ui_tree {
    struct arena arenas[2]; // the tree that is shown, and the one being built
    int in_use;
    struct build build;
    uint64_t entry;
    struct node *root; // NULL: none
};

struct ui {
    struct type *type;
    struct look look;
    int w_px, h_px;
    struct ui_tree trees[UI_STACKS];
    struct kept kept;

    struct gesture gesture;
    uint64_t pressed; // path under the finger
    bool focus_shown; // the ring is there only while keys are used
    uint64_t moving;  // path of the scroller in motion, 0: none
    struct scroll scroll;
    int64_t stepped_us; // of the last step while something moved, 0: at rest

    uint64_t show;        // path of the page's slides, 0: none
    int64_t show_from_us; // when they began, -1: they will with the next step
    int64_t show_at_us;   // since then
    uint8_t dim;

    struct command commands[UI_COMMANDS];
    int n_commands;

    struct arena frame_arena;
    struct draw_frame frame;
    bool changed;
};

struct node *ui_by_path(const struct ui *ui, uint64_t path); // in the active tree; NULL
uint64_t ui_active_entry(const struct ui *ui);
float ui_offset(const struct ui *ui, const struct node *scroller);
float ui_goal(const struct ui *ui, const struct node *scroller); // where it glides to
// Box of a node in dp of the window, with its scroller's offset.
void ui_window_box(const struct ui *ui, const struct node *n, float *x, float *y);
void ui_post(struct ui *ui, const struct command *command);
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
