// The sheets that lie over whatever the visitor was doing: "still there?", and a presenter's
// black screen.
#include "screens/parts.h"

static struct node *still_view(struct build *b, const struct screen_env *env,
                               const void *model)
{
    const char *here = parts_word(env, "I’m still here");
    struct command stay = command_make(VISIT_SHEET, SHEET_NONE, NULL);
    (void)model;
    struct parts_sheet sheet =
        parts_sheet(b, &(struct parts_sheet_way){.key = "still-there",
                                                 .title = parts_word(env, "Still there?"),
                                                 .beside = stay,
                                                 .beside_name = here,
                                                 .max_w = 960,
                                                 .asks = true});
    struct node *why =
        node_text(b, sheet.body, "why", TEXT_LEDE, COLOUR_INK,
                  parts_word(env, "This guide starts again for the next visitor in half "
                                  "a minute."));
    why->style.w = GROW;
    why->live = LIVE_ASSERTIVE;
    // Of the same width, one below the other where they would be squeezed.
    bool upright = look_portrait(b->look) || b->look->text_size > 2;
    struct node *answers =
        node_box(b, sheet.body, "answers",
                 (struct node_style){.flow = upright ? FLOW_COLUMN : FLOW_ROW,
                                     .w = GROW,
                                     .gap = 24,
                                     .align = AT_STRETCH});
    parts_primary(b, answers, "here", here, stay)->style.w = GROW;
    parts_secondary(b, answers, "again", parts_word(env, "Start again"),
                    command_make(VISIT_RESET, 0, NULL))
        ->style.w = GROW;
    return sheet.root;
}

const struct sheet_class sheet_still_there = {NULL, still_view, NULL};

static struct node *blank_view(struct build *b, const struct screen_env *env,
                               const void *model)
{
    (void)model;
    struct node *root = node_root(b, 0,
                                  &(struct node){.key = "blank",
                                                 .role = ROLE_SHEET,
                                                 .name = parts_word(env, "Paused"),
                                                 .modal = true,
                                                 .style = {.flow = FLOW_STACK}});
    node_add(
        b, root,
        &(struct node){.key = "on",
                       .role = ROLE_BUTTON,
                       .name = parts_word(env, "Go on"),
                       .by_touch = true, // any key goes on, and a ring would not be black
                       .command = command_make(VISIT_SHEET, SHEET_NONE, NULL),
                       .style = {.w = GROW, .h = GROW, .fill = COLOUR_BLACK}});
    return root;
}

const struct sheet_class sheet_blank = {NULL, blank_view, NULL};
