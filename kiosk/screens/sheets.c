// The sheets that ask: settings, "still there?", and a presenter's black screen.
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

static struct node *settings_view(struct build *b, const struct screen_env *env,
                                  const void *model)
{
    (void)model;
    struct parts_sheet sheet = parts_sheet(b, env, parts_word(env, "Settings"),
                                           command_make(VISIT_SHEET, SHEET_NONE, NULL),
                                           parts_word(env, "Close"));
    add_sizes(b, sheet.card, env);
    return sheet.root;
}

const struct sheet_class sheet_settings = {NULL, settings_view};

static struct node *keypad_view(struct build *b, const struct screen_env *env,
                                const void *model)
{
    (void)model;
    struct parts_sheet sheet = parts_sheet(b, env, parts_word(env, "Number of a stop"),
                                           command_make(VISIT_SHEET, SHEET_NONE, NULL),
                                           parts_word(env, "Close"));
    return sheet.root;
}

const struct sheet_class sheet_keypad = {NULL, keypad_view};

static struct node *still_view(struct build *b, const struct screen_env *env,
                               const void *model)
{
    (void)model;
    const char *here = parts_word(env, "I’m still here");
    struct command stay = command_make(VISIT_SHEET, SHEET_NONE, NULL);
    struct parts_sheet sheet =
        parts_sheet(b, env, parts_word(env, "Still there?"), stay, here);
    parts_primary(b, sheet.card, "here", here, stay);
    parts_primary(b, sheet.card, "again", parts_word(env, "Start again"),
                  command_make(VISIT_RESET, 0, NULL));
    return sheet.root;
}

const struct sheet_class sheet_still_there = {NULL, still_view};

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
    node_add(b, root,
             &(struct node){.key = "on",
                            .role = ROLE_BUTTON,
                            .name = parts_word(env, "Go on"),
                            .command = command_make(VISIT_SHEET, SHEET_NONE, NULL),
                            .style = {.w = GROW, .h = GROW, .fill = COLOUR_BLACK}});
    return root;
}

const struct sheet_class sheet_blank = {NULL, blank_view};
