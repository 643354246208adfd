// The sheets: short questions over a page, modal, closed by touching beside them.
#include <math.h>

#include "screens/parts.h"

static void add_sizes(struct build *b, struct node *card, const struct screen_env *env)
{
    static const float sample[TEXT_SIZES] = {26, 32, 42, 54, 68};
    struct node *row = node_add(
        b, card,
        &(struct node){
            .key = "sizes",
            .role = ROLE_GROUP,
            .name = parts_word(env, "Text size"),
            .style = {.flow = FLOW_ROW, .w = GROW, .gap = 16, .align = AT_STRETCH}});
    for (int i = 0; i < TEXT_SIZES; i++) {
        bool chosen = env->visit->settings.text_size == i + 1;
        struct node *n =
            node_add(b, row,
                     &(struct node){
                         .key = arena_printf(b->arena, "size-%d", i + 1),
                         .role = ROLE_RADIO,
                         .name = words_format(
                             env->words, b->arena, NULL, "Text size {n}",
                             (struct word_arg[]){
                                 {"n", words_number(env->words, b->arena, i + 1)}, {0}}),
                         .state = chosen ? NODE_SELECTED : 0,
                         .position = i + 1,
                         .of = TEXT_SIZES,
                         .command = command_make(VISIT_TEXT_SIZE, i + 1, NULL),
                         .style = {.flow = FLOW_STACK,
                                   .w = GROW,
                                   .min_h = fmaxf(look_touch(b->look), 112),
                                   .radius = 24,
                                   .align = AT_CENTER,
                                   .justify = AT_CENTER,
                                   .fill = chosen ? COLOUR_CORAL_SOFT : COLOUR_SAND,
                                   .outline = chosen ? COLOUR_CORAL_TEXT : COLOUR_NONE,
                                   .outline_dp = 4},
                     });
        node_icon(b, n, "text-size", chosen ? COLOUR_CORAL_DEEP : COLOUR_INK, sample[i]);
    }
}

static struct node *text_size_sheet(struct build *b, const struct screen_env *env)
{
    float margin = fminf(look_margin(b->look), 40);
    struct node *root = node_root(
        b, 0,
        &(struct node){
            .key = "sheet",
            .role = ROLE_SHEET,
            .name = parts_word(env, "Text size"),
            .modal = true,
            .style = {.flow = FLOW_STACK, .align = AT_CENTER, .justify = AT_END}});
    node_add(
        b, root,
        &(struct node){
            .key = "beside",
            .role = ROLE_BUTTON,
            .name = parts_word(env, "Close"),
            .by_touch = true,
            .command = command_make(VISIT_SHEET, SHEET_NONE, NULL),
            .style = {.w = GROW, .h = GROW, .fill = COLOUR_PLUM, .fill_alpha = 150}});
    struct node *card = node_box(b, root, "card",
                                 (struct node_style){.w = GROW,
                                                     .max_w = 1100,
                                                     .fill = COLOUR_CARD,
                                                     .radius = 32,
                                                     .corners = CORNER_TL | CORNER_TR,
                                                     .shadow = true,
                                                     .pad = PAD(margin),
                                                     .gap = 32});
    struct node *head = node_box(
        b, card, "head",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 24, .align = AT_CENTER});
    node_text(b, head, "title", TEXT_HEADING, COLOUR_INK, parts_word(env, "Text size"))
        ->style.w = GROW;
    parts_round(
        b, head,
        &(struct parts_button){.key = "close",
                               .icon = "close",
                               .flat = true,
                               .name = parts_word(env, "Close"),
                               .command = command_make(VISIT_SHEET, SHEET_NONE, NULL)});
    add_sizes(b, card, env);
    return root;
}

struct node *sheet_view(struct build *b, const struct screen_env *env)
{
    return env->visit->sheet == SHEET_TEXT_SIZE ? text_size_sheet(b, env) : NULL;
}
