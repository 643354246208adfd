// What ui.c, focus.c and dump.c share; nobody outside this folder includes it.
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
    uint64_t focus;   // path; with the ring only while keys are used
    bool focus_shown;
    uint64_t moving; // path of the scroller in motion, 0: none
    struct scroll scroll;
    int64_t stepped_us; // of the last step while something moved, 0: at rest

    struct command commands[UI_COMMANDS];
    int n_commands;

    struct arena frame_arena;
    struct draw_frame frame;
    bool changed;
};

struct node *ui_by_path(const struct ui *ui, uint64_t path); // in the active tree; NULL
float ui_offset(const struct ui *ui, const struct node *scroller);
// Box of a node in dp of the window, with its scroller's offset.
void ui_window_box(const struct ui *ui, const struct node *n, float *x, float *y);
void ui_post(struct ui *ui, const struct command *command);
void ui_scroll_to(struct ui *ui, const struct node *scroller, float offset_dp);
float ui_scroll_range(const struct node *scroller);

// focus.c
void focus_validate(struct ui *ui); // after a tree was set
