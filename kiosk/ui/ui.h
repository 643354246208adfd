// The toolkit as its user sees it: takes trees and input, gives commands and frames.
//
// Two stacks: a page, and over it at most one sheet, which takes all input while it is there.
// A tree is built between ui_begin and ui_set with the build that ui_begin returns, and lives
// until the next one of its stack is set. Kept between trees, by path: scroll offsets, focus,
// running motion.
//
// Pure: no window, no clock. Times are microseconds of any clock that only grows; positions
// of input are px. Nothing is called back: commands are taken with ui_next_command.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"
#include "base/str.h"
#include "draw/draw.h"
#include "ui/gesture.h"
#include "ui/look.h"
#include "ui/node.h"

struct ui;

enum ui_stack { UI_PAGE, UI_SHEET, UI_STACKS };

struct ui *ui_create(struct type *type); // borrows
void ui_destroy(struct ui *ui);

// Before the first tree and whenever window, theme, direction or text size changed. The trees
// must be set again.
void ui_set_look(struct ui *ui, const struct look *look, int w_px, int h_px);
const struct look *ui_look(const struct ui *ui);

// Commands that ui takes for itself: they are for the canvas of the active tree (pages.h,
// compare.h), so that each gesture on it has a button that does the same.
enum ui_command {
    UI_ZOOM = 0x8000, // number: 1 larger, -1 smaller, 0 as it stands in its box
    UI_MOVE,          // number: enum arrow; what is seen moves that way
};

// How the next page comes: told before ui_set, and forgotten with it. TURN_GROW grows out of the
// node whose command was posted last, if it is a card in sight, else it is a push; backwards it
// shrinks into the focus, if that has `command`, else it is a push backwards. With reduced motion
// it cuts. A sheet rises and sinks by itself.
void ui_turn(struct ui *ui, enum turn_kind kind, bool back,
             const struct command *command);
void ui_finish(struct ui *ui); // a running turn is over at once
// Which way the node leads whose command was posted last.
enum way ui_posted_way(const struct ui *ui);

struct build *ui_begin(struct ui *ui, enum ui_stack stack, uint64_t entry,
                       const char *lang);
void ui_set(struct ui *ui, enum ui_stack stack, struct node *root); // NULL: no sheet
const struct node *ui_root(const struct ui *ui, enum ui_stack stack);
const struct node *ui_active_root(const struct ui *ui); // the sheet's, else the page's
// A list has been scrolled past the rows that were built, or a canvas rests at another zoom or
// edge: set the tree again.
bool ui_wants_view(const struct ui *ui);
// The trees will be set again, and what they borrow may be gone until then: nothing more of them
// is laid out.
void ui_outdate(struct ui *ui);

void ui_pointer(struct ui *ui, enum pointer_kind kind, int64_t pointer, float x_px,
                float y_px, int64_t now_us);
void ui_wheel(struct ui *ui, float x_px, float y_px, float right, float down); // notches
// Arrows, Tab, Return, Space, Page Up and Down, Home, End; Return with shift does what holding a
// finger does. False: not a key of ui's.
bool ui_key(struct ui *ui, const char *key, bool shift);
bool ui_next_command(struct ui *ui, struct command *out);

// How many words of the active tree can be seen; two signs of a script without spaces count as
// one.
int ui_visible_words(const struct ui *ui);
// The whole frame darker: 0 as it is ... 255 black.
void ui_set_dim(struct ui *ui, uint8_t dim);

// Moves what moves. True while more is to come: call again for the next frame.
bool ui_step(struct ui *ui, int64_t now_us);
bool ui_rough(const struct ui *ui);  // what is far below is not laid out yet: step it
bool ui_moving(const struct ui *ui); // whether ui_step has something to do by now
// When ui_step wants to be called although nothing moves by itself (a held finger, the next
// pixel of a slow drift); -1: never.
int64_t ui_deadline_us(const struct ui *ui);
void ui_refresh(struct ui *ui);       // what a canvas draws is another picture now
bool ui_changed(const struct ui *ui); // since the last ui_frame
const struct draw_frame *ui_frame(struct ui *ui); // borrowed until the next call

// One line a node with a role: role, name, state, value, position, language and box in dp of
// the window.
void ui_dump(const struct ui *ui, struct str *out);
// The first node of the active tree with this name or value, exactly, else one that contains
// it; pressable ones first. NULL: none.
const struct node *ui_find(const struct ui *ui, const char *name);
// Where a finger would press it: px of the window; false where it is out of sight.
bool ui_where(const struct ui *ui, const struct node *n, float *x_px_out,
              float *y_px_out);
// The node with the ring, NULL while fingers are used.
const struct node *ui_focus(const struct ui *ui);

// What a presenter's clicker does: scrolls the page by a screenful, or at its end posts the
// command of the first node that leads that way. False: there is no way to go.
bool ui_click_on(struct ui *ui, enum way way);

void ui_forget(struct ui *ui, uint64_t entry);
void ui_reset(struct ui *ui);
uint64_t ui_hash(
    const struct ui *ui); // of what is kept; equal after a reset and at the start
