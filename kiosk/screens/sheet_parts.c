// What sheets are made of: the card, its head, and what can be chosen on it.
#include <math.h>

#include "screens/parts.h"
#include "ui/ui.h"

// Of the window's height at most, so that the page is seen behind it; in the hand there is less
// to see, and more to fit in.
#define SHEET_PART 0.85f
#define SHEET_PART_COMPACT 0.94f
#define WORDS_PART 0.36f // of the words under what is shown on a stage

static void add_head(struct build *b, struct node *card,
                     const struct parts_sheet_way *way, float margin)
{
    bool compact = look_compact(b->look);
    float above = compact ? 12 : margin, below = compact ? 12 : 24;
    struct node *head =
        node_box(b, card, "head",
                 (struct node_style){.flow = FLOW_ROW,
                                     .w = GROW,
                                     .pad = {above, margin, below, margin},
                                     .gap = 24,
                                     .align = AT_CENTER});
    struct node *title =
        node_text(b, head, "title", compact ? TEXT_SUBHEADING : TEXT_HEADING, COLOUR_INK,
                  way->title);
    title->style.w = GROW;
    title->text.fit_lines = 2;
    if (!way->asks)
        parts_round(b, head,
                    &(struct parts_button){.key = "close",
                                           .icon = "close",
                                           .flat = true,
                                           .name = way->beside_name,
                                           .command = way->beside});
}

struct parts_sheet parts_sheet(struct build *b, const struct parts_sheet_way *way)
{
    struct parts_sheet sheet;
    float margin = fminf(look_margin(b->look), 40);
    float part = look_compact(b->look) ? SHEET_PART_COMPACT : SHEET_PART;
    sheet.root = node_root(
        b, 0,
        &(struct node){
            .key = way->key,
            .role = ROLE_SHEET,
            .name = way->title,
            .modal = true,
            .style = {.flow = FLOW_STACK, .align = AT_CENTER, .justify = AT_END}});
    node_add(
        b, sheet.root,
        &(struct node){
            .key = "beside",
            .role = ROLE_BUTTON,
            .name = way->beside_name,
            .by_touch = true,
            .command = way->beside,
            .style = {.w = GROW, .h = GROW, .fill = COLOUR_PLUM, .fill_alpha = 150}});
    struct node *card = node_box(b, sheet.root, "card",
                                 (struct node_style){.w = GROW,
                                                     .max_w = way->max_w,
                                                     .max_h = b->look->h_dp * part,
                                                     .fill = COLOUR_CARD,
                                                     .radius = 32,
                                                     .corners = CORNER_TL | CORNER_TR,
                                                     .shadow = true});
    card->rises = true;
    add_head(b, card, way, margin);
    sheet.body = node_add(b, card,
                          &(struct node){.key = "body",
                                         .role = ROLE_GROUP,
                                         .name = way->title,
                                         .style = {.scroll = true,
                                                   .w = GROW,
                                                   .pad = {8, margin, margin, margin},
                                                   .gap = 32,
                                                   .fill = COLOUR_CARD}});
    sheet.w_dp = fminf(b->look->w_dp, way->max_w) - 2 * margin;
    return sheet;
}

struct parts_stage parts_stage(struct build *b, const struct screen_env *env,
                               const char *key, const char *name)
{
    struct parts_stage s;
    bool compact = look_compact(b->look);
    float pad = compact ? 8 : 16, margin = compact ? 8 : look_margin(b->look) / 2;
    s.root =
        node_root(b, 0,
                  &(struct node){.key = key,
                                 .role = ROLE_SHEET,
                                 .name = name,
                                 .modal = true,
                                 .grows = true,
                                 .style = {.flow = FLOW_STACK, .fill = COLOUR_PLUM}});
    struct node *column =
        node_box(b, s.root, "column", (struct node_style){.w = GROW, .h = GROW});
    s.stage = node_box(b, column, "stage",
                       (struct node_style){.flow = FLOW_STACK, .w = GROW, .h = GROW});
    s.bar = node_add(b, column,
                     &(struct node){.key = "bar",
                                    .role = ROLE_BAR,
                                    .name = parts_word(env, "Navigation"),
                                    .style = {.w = GROW,
                                              .pad = PAD2(pad, margin),
                                              .gap = pad,
                                              .align = AT_CENTER}});
    s.w_dp = b->look->w_dp - 2 * margin;
    struct node *corner = node_box(
        b, s.root, "corner",
        (struct node_style){.w = GROW, .h = GROW, .pad = PAD(margin), .align = AT_END});
    parts_round(
        b, corner,
        &(struct parts_button){.key = "close",
                               .icon = "close",
                               .name = parts_word(env, "Close"),
                               .command = command_make(VISIT_SHEET, SHEET_NONE, NULL)});
    return s;
}

struct node *parts_stage_words(struct build *b, struct node *parent, const char *key,
                               const struct screen_env *env)
{
    return node_add(b, parent,
                    &(struct node){.key = key,
                                   .role = ROLE_GROUP,
                                   .name = parts_word(env, "Text"),
                                   .style = {.scroll = true,
                                             .w = GROW,
                                             .max_h = b->look->h_dp * WORDS_PART,
                                             .gap = 4,
                                             .fill = COLOUR_PLUM}});
}

void parts_moves(struct build *b, struct node *parent, const struct screen_env *env)
{
    static const struct {
        enum arrow arrow;
        const char *icon, *name;
    } moves[] = {{ARROW_LEFT, "left", WORD("Look left")},
                 {ARROW_UP, "up", WORD("Look up")},
                 {ARROW_DOWN, "down", WORD("Look down")},
                 {ARROW_RIGHT, "right", WORD("Look right")}};
    struct node *row = node_box(
        b, parent, "row",
        (struct node_style){.flow = FLOW_ROW, .gap = look_compact(b->look) ? 4 : 12});
    for (int i = 0; i < 4; i++) {
        int k = b->look->rtl ? 3 - i : i;
        parts_round(b, row,
                    &(struct parts_button){
                        .key = moves[k].icon,
                        .icon = moves[k].icon,
                        .name = parts_word(env, moves[k].name),
                        .command = command_make(UI_MOVE, (int)moves[k].arrow, NULL)});
    }
}

struct node *parts_secondary(struct build *b, struct node *parent, const char *key,
                             const char *words, struct command command)
{
    struct node *n = parts_primary(b, parent, key, words, command);
    n->style.fill = COLOUR_SAND;
    n->first->text.colour = COLOUR_INK;
    return n;
}

struct node *parts_choice(struct build *b, struct node *parent,
                          const struct parts_choice *choice)
{
    struct node *n = node_add(
        b, parent,
        &(struct node){
            .key = choice->key,
            .role = ROLE_RADIO,
            .name = choice->name,
            .lang = choice->lang,
            .state = choice->chosen ? NODE_SELECTED : 0,
            .position = choice->position,
            .of = choice->of,
            .command = choice->command,
            .style = {.flow = FLOW_ROW,
                      .min_w = fmaxf(look_touch(b->look), 112),
                      .min_h = fmaxf(look_touch(b->look), 88),
                      .pad = PAD2(12, 24),
                      .gap = 20,
                      .radius = 24,
                      .align = AT_CENTER,
                      .justify = AT_CENTER,
                      .fill = choice->chosen ? COLOUR_CORAL_SOFT : COLOUR_SAND,
                      .outline = choice->chosen ? COLOUR_CORAL_TEXT : COLOUR_NONE,
                      .outline_dp = choice->chosen ? 4 : 0},
        });
    return n;
}

struct node *parts_choice_words(struct build *b, struct node *n,
                                const struct parts_choice *choice)
{
    enum colour colour = choice->chosen ? COLOUR_CORAL_DEEP : COLOUR_INK;
    struct node *t = node_text(b, n, "words", TEXT_LABEL, colour, choice->name);
    t->dir = choice->dir;
    if (choice->chosen)
        node_icon(b, n, "check", COLOUR_CORAL_DEEP, 32);
    return t;
}
