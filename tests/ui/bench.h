// What the tests of ui stand on: a window of 1000 x 800 dp at one pixel a dp, and short ways
// to say a box.
#pragma once

#include "base/mem.h"
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

struct stand {
    struct type *type;
    struct ui *ui;
    struct look look;
};

static inline void stand_init(struct stand *s, bool rtl)
{
    struct err err;
    s->type = type_create(&err);
    s->ui = ui_create(s->type);
    s->look = (struct look){.w_dp = 1000,
                            .h_dp = 800,
                            .scale = 1,
                            .dp_mm = 0.25f,
                            .rtl = rtl,
                            .text_size = TEXT_SIZE_DEFAULT,
                            .theme = theme_find("daylight"),
                            .touch_mm = 20,
                            .caption_dp = 28};
    ui_set_look(s->ui, &s->look, 1000, 800);
}

static inline void stand_release(struct stand *s)
{
    ui_destroy(s->ui);
    type_destroy(s->type);
}

static inline struct stand *stand_create(void)
{
    struct stand *s = xcalloc(1, sizeof(*s));
    stand_init(s, false);
    return s;
}

static inline int stand_teardown(void **state)
{
    stand_release(*state);
    free(*state);
    return 0;
}

static inline struct node *stand_root(struct build *b, uint64_t entry,
                                      struct node_style style)
{
    return node_root(
        b, entry,
        &(struct node){.key = "root", .role = ROLE_PAGE, .name = "page", .style = style});
}

static inline struct node *stand_button(struct build *b, struct node *parent,
                                        const char *name, uint32_t command, float w,
                                        float h)
{
    return node_add(
        b, parent,
        &(struct node){.key = name,
                       .role = ROLE_BUTTON,
                       .name = name,
                       .command = command_make(command, 0, NULL),
                       .style = {.w = DP(w), .h = DP(h), .fill = COLOUR_CARD}});
}

// A scroller that fills the parent.
static inline struct node *stand_scroller(struct build *b, struct node *parent)
{
    return node_add(
        b, parent,
        &(struct node){
            .key = "scroller",
            .role = ROLE_GROUP,
            .name = "text",
            .style = {.scroll = true, .w = GROW, .h = GROW, .fill = COLOUR_PAPER}});
}

static inline void stand_tap(struct ui *ui, float x, float y, int64_t at_us)
{
    ui_pointer(ui, POINTER_DOWN, 1, x, y, at_us);
    ui_pointer(ui, POINTER_UP, 1, x, y, at_us + 50000);
}

// The kind of the next command, 0 when there is none.
static inline uint32_t stand_command(struct ui *ui)
{
    struct command c;
    return ui_next_command(ui, &c) ? c.kind : 0;
}
