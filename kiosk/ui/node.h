// The tree: what a screen's view returns. A value in an arena, replaced by the next one.
//
// A node does nothing but post a command. Four readers go round the same tree: painting,
// speech, the order of focus, and the dump that tests read. So a node says what it is (role,
// name, value, state) besides what it looks like.
//
// A box with ROLE_NONE is layout alone and is passed over by all readers but painting; every
// other node needs a name, and a node with a command needs a role that can be pressed
// (node_check tells).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/command.h"
#include "base/err.h"
#include "draw/draw.h"
#include "ui/camera.h"
#include "ui/look.h"

enum role {
    ROLE_NONE,
    ROLE_PAGE,
    ROLE_SHEET,
    ROLE_BAR,
    ROLE_GROUP,
    ROLE_LIST,
    ROLE_HEADING,
    ROLE_TEXT,
    ROLE_IMAGE,
    ROLE_BUTTON,
    ROLE_LINK,  // a card or a row that opens a page
    ROLE_RADIO, // one of several; NODE_SELECTED on the chosen one
    ROLE_FIELD,
    ROLE_CANVAS,
    ROLE_COUNT,
};

const char *role_name(enum role role);
bool role_pressable(enum role role);

enum node_state {
    NODE_SELECTED = 1,
    NODE_DISABLED = 2,
    NODE_EXPANDED = 4,
    NODE_COLLAPSED = 8,
};

// Where a presenter's clicker leads from a page that can't be scrolled further.
enum way { WAY_NONE, WAY_ON, WAY_BACK };

enum arrow { ARROW_UP, ARROW_DOWN, ARROW_LEFT, ARROW_RIGHT };

enum live { LIVE_OFF, LIVE_POLITE, LIVE_ASSERTIVE };

enum node_kind { NODE_BOX, NODE_TEXT, NODE_PICTURE, NODE_ICON, NODE_INSIDE };

// A side's length: FIT to the content, GROW by weight into what is left, so many DP, or a
// PART of the parent.
enum length_how { LENGTH_FIT, LENGTH_GROW, LENGTH_DP, LENGTH_PART };

struct length {
    enum length_how how;
    float v;
};

#define GROW ((struct length){LENGTH_GROW, 1})
#define DP(x) ((struct length){LENGTH_DP, (x)})
#define PART(x) ((struct length){LENGTH_PART, (x)})

// start and end are left and right in a left-to-right page.
struct edges {
    float top, end, bottom, start;
};

#define PAD(all) ((struct edges){(all), (all), (all), (all)})
#define PAD2(v, h) ((struct edges){(v), (h), (v), (h)})

enum flow { FLOW_COLUMN, FLOW_ROW, FLOW_STACK, FLOW_WRAP };
enum place_at {
    AT_START,
    AT_CENTER,
    AT_END,
    AT_STRETCH,
    AT_SPREAD
}; // spread: justify only

struct node_style {
    enum flow flow;
    struct length w, h;
    float min_w, max_w, min_h, max_h; // 0: none
    float aspect;                     // w / h of a box whose height is FIT; 0: none
    struct edges pad;
    float gap;
    enum place_at align;   // across the flow; in a stack both ways with justify
    enum place_at justify; // along the flow
    enum colour fill;
    uint8_t fill_alpha; // 0: opaque
    float radius;
    int corners; // of enum corner, 0: all
    bool shadow;
    enum colour outline;
    float outline_dp;
    enum colour scrim;  // a gradient of this colour over the box ...
    uint8_t scrim_from; // ... from this alpha at the top (start, if sideways) ...
    uint8_t scrim_to;   // ... to this one
    bool scrim_sideways;
    // What is higher than the box scrolls; a layer of its own, on `fill`. FIT in a column: as
    // high as the content, and no higher than there is room.
    bool scroll;
};

struct node_text {
    const char *words;
    const struct type_part *parts;
    size_t n_parts;
    enum text_role role;
    enum colour colour, colour2;
    enum type_align align;
    int max_lines; // 0: all
    int fit_lines; // made smaller (to 0.55) until it has no more lines than this; 0: never
    float scale;   // of the role's size, where the room is what it is: a key; 0: 1
    bool balance;
};

struct node;
struct build;

// One row of a long thing, without building it: "312 of 10,000".
struct inside_item {
    const char *name; // in the arena given
    size_t position, count;
};

// The live insides of a node: list, canvas and field have one each. ui asks for children when
// layout, focus, speech or a script needs them.
struct inside_class {
    const char *name;
    // Natural height for a width; dp.
    float (*measure)(struct build *b, struct node *node, float w_dp);
    // Adds and places the children between two heights of the node; dp from its top. NULL: none.
    void (*children)(struct build *b, struct node *node, float from_dp, float to_dp);
    // NULL: nothing of its own. Box in px of the layer.
    void (*draw)(const struct build *b, const struct node *node, struct draw_list *list,
                 struct rect box);
    // The command at a point, dp from the node's top left. NULL: the node's own.
    bool (*hit)(const struct node *node, float x_dp, float y_dp, struct command *out);
    bool (*describe)(struct arena *arena, const struct node *node, size_t i,
                     struct inside_item *out);
};

struct node {
    const char *key; // unique among its siblings; NULL: its place among them
    enum node_kind kind;

    enum role role;
    const char *name;  // NULL on a text node: its words
    const char *value; // NULL: none
    unsigned state;    // of enum node_state
    int position, of;  // 3 of 12; 0: none
    const char *lang;  // NULL: the parent's
    enum type_dir dir; // of its words; TYPE_DIR_AUTO: the page's
    enum live live;
    bool modal;
    enum way way;
    bool keys_begin; // where keys begin, instead of at the first that can be pressed
    bool grows;      // a card that the page it opens grows out of; a sheet that fades in
    bool rises;      // the card of a sheet, which comes from below
    // A key of a keyboard, or one of two players' answers: while a finger is down on a node like
    // this, another finger may press another one. The first one's press is then as good as done.
    bool chord;
    bool by_touch; // a place for fingers; keys find its command on another node
    struct command command, long_command;

    struct node_style style;
    struct node_text text;
    struct image_ref image; // w and h are set by layout
    const struct image_ref
        *soon; // a picture that the next page shows in this place; NULL
    const char *icon;
    enum colour icon_colour;
    bool icon_mirrors; // points along the line of reading
    const struct inside_class *inside;
    const void *inside_data;

    // Set by node_add and by layout.
    uint64_t path;
    struct node *parent, *first, *last, *next;
    struct node *scroller;             // the nearest around it, or NULL
    float x, y, w, h;                  // dp, in the scroller's content or the window
    float content_h;                   // of a scroller
    float built_from, built_to;        // of an inside: dp from its top that have children
    float told;                        // of a canvas: its zoom or edge when it was added
    struct camera told_camera;         // of a plane, when its children were placed
    const struct paragraph *paragraph; // of a text; NULL: far below, and not laid out yet
    float memo_avail, memo_natural;    // of the last measurement
    float memo_w, memo_h;
};

// What a view builds with.
struct build {
    struct arena *arena;
    const struct look *look;
    struct type *type; // layout only
    struct kept *kept; // layout only
    bool learned;      // layout only: an inside is higher or lower than it was taken for
    // Layout only. What lies further down a page than `limit` (0: nothing does) is taken for as
    // high as its letters make likely, but for paragraphs of so many `letters`; `rough` says so.
    float limit, at; // dp of the scroller; of the node being measured
    int letters;
    bool rough;
    uint64_t entry;           // of the history, to which what is kept belongs
    const char *lang;         // of the page
    int64_t show_us;          // painting only: since the pictures of slides.h began
    struct draw_frame *frame; // painting only: for what it will want soon
};

// The root of a tree; `entry` names the history entry, so that two visits of one screen keep
// their places apart.
struct node *node_root(struct build *b, uint64_t entry, const struct node *proto);
// A copy of the prototype, last among the parent's children.
struct node *node_add(struct build *b, struct node *parent, const struct node *proto);

// The common ones. Words are borrowed and must live as long as the tree.
struct node *node_box(struct build *b, struct node *parent, const char *key,
                      struct node_style style);
struct node *node_text(struct build *b, struct node *parent, const char *key,
                       enum text_role role, enum colour colour, const char *words);
struct node *node_icon(struct build *b, struct node *parent, const char *icon,
                       enum colour colour, float size_dp);

const char *node_name(const struct node *n); // never NULL
const char *node_lang(const struct node *n); // its own or the nearest parent's
bool node_pressable(const struct node *n);   // has a command and is not disabled
struct node *node_after(const struct node *n,
                        const struct node *root); // depth first; NULL

// The first thing wrong in a tree: a missing role or name, two siblings with one key, a
// command on what can't be pressed.
bool node_check(const struct node *root, struct err *err);
