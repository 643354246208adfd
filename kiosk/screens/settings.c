// The sheet of settings: how this visitor wants it, and the way to start again. What is chosen
// shows at once on the page behind.
#include <math.h>

#include "base/array.h"
#include "base/str.h"
#include "screens/parts.h"

static bool narrow(const struct build *b)
{
    return look_portrait(b->look) || look_compact(b->look) || b->look->text_size > 3;
}

// A headed group of choices; returns where they go.
static struct node *section(struct build *b, struct node *parent, const char *key,
                            const char *title, struct node_style style)
{
    struct node *column =
        node_box(b, parent, key, (struct node_style){.w = GROW, .gap = 12});
    parts_eyebrow(b, column, "title", title);
    return node_add(
        b, column,
        &(struct node){
            .key = "choices", .role = ROLE_GROUP, .name = title, .style = style});
}

// Each language by its own name, in its own direction, so that it is found by who needs it.
static void add_languages(struct build *b, struct node *parent,
                          const struct screen_env *env)
{
    const struct intro_model *intro = env->intro;
    const char *now = words_content_lang(env->words);
    if (!intro || intro->n_languages < 2)
        return;
    struct node *row =
        section(b, parent, "languages", parts_word(env, "Language"),
                (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 16});
    for (size_t i = 0; i < intro->n_languages; i++) {
        const struct language *l = &intro->languages[i];
        struct parts_choice choice = {.key = l->tag,
                                      .name = l->endonym,
                                      .lang = l->tag,
                                      .dir = l->rtl ? TYPE_RTL : TYPE_LTR,
                                      .chosen = str_eq(l->tag, now),
                                      .position = (int)i + 1,
                                      .of = (int)intro->n_languages,
                                      .command = command_make(VISIT_LANG, 0, l->tag)};
        parts_choice_words(b, parts_choice(b, row, &choice), &choice);
    }
}

static void add_size(struct build *b, struct node *row, const struct screen_env *env,
                     int i)
{
    static const float sample[TEXT_SIZES] = {26, 32, 42, 54, 68};
    struct word_arg args[] = {{"n", words_number(env->words, b->arena, i + 1)}, {0}};
    struct parts_choice choice = {
        .key = arena_printf(b->arena, "size-%d", i + 1),
        .name = words_format(env->words, b->arena, NULL, "Text size {n}", args),
        .chosen = env->visit->settings.text_size == i + 1,
        .position = i + 1,
        .of = TEXT_SIZES,
        .command = command_make(VISIT_TEXT_SIZE, i + 1, NULL)};
    struct node *n = parts_choice(b, row, &choice);
    n->style.w = GROW;
    n->style.min_w = look_touch(b->look);
    n->style.min_h = fmaxf(look_touch(b->look), 112);
    n->style.pad = PAD(0);
    node_icon(b, n, "text-size", choice.chosen ? COLOUR_CORAL_DEEP : COLOUR_INK,
              sample[i]);
}

// Five in a row, or where fingers would need more width than there is, three and two.
static void add_sizes(struct build *b, struct node *parent, const struct screen_env *env,
                      float w_dp)
{
    const float gap = 12;
    bool fits = TEXT_SIZES * look_touch(b->look) + (TEXT_SIZES - 1) * gap <= w_dp;
    struct node *rows = section(b, parent, "sizes", parts_word(env, "Text size"),
                                (struct node_style){.w = GROW, .gap = gap});
    struct node *row = NULL;
    for (int i = 0; i < TEXT_SIZES; i++) {
        if (i == 0 || (!fits && i == 3))
            row = node_box(
                b, rows, NULL,
                (struct node_style){
                    .flow = FLOW_ROW, .w = GROW, .gap = gap, .align = AT_STRETCH});
        add_size(b, row, env, i);
    }
}

// ---- themes ----

static float sample_height(struct build *b, struct node *node, float w_dp)
{
    (void)b;
    (void)node;
    return w_dp * 0.66f;
}

static void fill(struct draw_list *list, struct rect box, uint32_t colour)
{
    draw_add(list, &(struct draw_command){.kind = DRAW_FILL,
                                          .box = box,
                                          .colour = colour,
                                          .radius = box.h / 4,
                                          .corners = CORNER_ALL});
}

// A page as small as a stamp: two lines of ink on paper, and something to press.
static void draw_sample(const struct build *b, const struct node *node,
                        struct draw_list *list, struct rect box)
{
    const uint32_t *colour = ((const struct theme *)node->inside_data)->colour;
    int pad = box.w / 8, line = box.h / 9, w = box.w - 2 * pad, radius = box.h / 6;
    const int widths[] = {w, w * 3 / 4, w / 2};
    draw_add(list, &(struct draw_command){.kind = DRAW_FILL,
                                          .box = box,
                                          .colour = colour[COLOUR_PAPER],
                                          .radius = radius,
                                          .corners = CORNER_ALL});
    for (int i = 0; i < 3; i++) {
        int x = b->look->rtl ? box.x + box.w - pad - widths[i] : box.x + pad;
        int y = box.y + pad + 2 * i * line, h = i == 2 ? 2 * line : line;
        fill(list, (struct rect){x, y, widths[i], h},
             colour[i == 2 ? COLOUR_CORAL : COLOUR_INK]);
    }
    draw_add(list, &(struct draw_command){.kind = DRAW_OUTLINE,
                                          .box = box,
                                          .colour = look_colour(b->look, COLOUR_LINE),
                                          .radius = radius,
                                          .corners = CORNER_ALL,
                                          .line = 2});
}

static const struct inside_class sample_class = {
    .name = "sample", .measure = sample_height, .draw = draw_sample};

static void add_theme(struct build *b, struct node *parent, const struct theme *theme,
                      const struct parts_choice *choice)
{
    struct node *n = parts_choice(b, parent, choice);
    n->style.w = GROW;
    n->style.pad = PAD2(12, 16);
    node_add(b, n,
             &(struct node){.key = "sample",
                            .kind = NODE_INSIDE,
                            .role = ROLE_IMAGE,
                            .name = choice->name,
                            .inside = &sample_class,
                            .inside_data = theme,
                            .style = {.w = DP(112), .h = DP(76)}});
    parts_choice_words(b, n, choice)->style.w = GROW;
}

static void add_themes(struct build *b, struct node *parent, const struct screen_env *env)
{
    static const struct {
        const char *theme, *name;
    } names[] = {{"daylight", WORD("Daylight")},
                 {"evening", WORD("Evening")},
                 {"contrast", WORD("High contrast")}};
    struct node *column = section(b, parent, "themes", parts_word(env, "Theme"),
                                  (struct node_style){.w = GROW, .gap = 12});
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct theme *theme = theme_find(names[i].theme);
        add_theme(b, column, theme,
                  &(struct parts_choice){
                      .key = names[i].theme,
                      .name = parts_word(env, names[i].name),
                      .chosen = theme == b->look->theme,
                      .position = (int)i + 1,
                      .of = (int)ARRAY_LEN(names),
                      .command = command_make(VISIT_THEME, 0, names[i].theme)});
    }
}

static void add_motion(struct build *b, struct node *parent, const struct screen_env *env)
{
    static const char *const names[] = {WORD("Moving"), WORD("Reduced motion")};
    bool upright = look_compact(b->look) || (narrow(b) && b->look->text_size > 2);
    struct node *row =
        section(b, parent, "motion", parts_word(env, "Motion"),
                (struct node_style){.flow = upright ? FLOW_COLUMN : FLOW_ROW,
                                    .w = GROW,
                                    .gap = 12,
                                    .align = AT_STRETCH});
    for (int i = 0; i < 2; i++) {
        struct parts_choice choice = {.key = i ? "reduced" : "moving",
                                      .name = parts_word(env, names[i]),
                                      .chosen =
                                          env->visit->settings.reduced_motion == (i == 1),
                                      .position = i + 1,
                                      .of = 2,
                                      .command = command_make(VISIT_MOTION, i, NULL)};
        struct node *n = parts_choice(b, row, &choice);
        n->style.w = GROW;
        parts_choice_words(b, n, &choice);
    }
}

static void add_foot(struct build *b, struct node *parent, const struct screen_env *env)
{
    node_box(b, parent, "line",
             (struct node_style){.w = GROW, .h = DP(2), .fill = COLOUR_LINE});
    struct node *foot =
        node_box(b, parent, "foot",
                 (struct node_style){.flow = narrow(b) ? FLOW_COLUMN : FLOW_ROW,
                                     .w = GROW,
                                     .gap = 24,
                                     .align = narrow(b) ? AT_START : AT_CENTER});
    parts_secondary(b, foot, "credits", parts_word(env, "Sources and credits"),
                    visit_open(SCREEN_CREDITS, 0, NULL));
    node_text(b, foot, "why", TEXT_CAPTION, COLOUR_INK_SOFT,
              parts_word(env, "Starting again clears what you chose and found here, "
                              "and goes back to the beginning."))
        ->style.w = GROW;
    parts_secondary(b, foot, "again", parts_word(env, "Start again"),
                    command_make(VISIT_RESET, 0, NULL));
}

static struct node *view(struct build *b, const struct screen_env *env, const void *model)
{
    const float gap = 48;
    (void)model;
    struct parts_sheet sheet = parts_sheet(
        b,
        &(struct parts_sheet_way){.key = "settings",
                                  .title = parts_word(env, "Settings"),
                                  .beside = command_make(VISIT_SHEET, SHEET_NONE, NULL),
                                  .beside_name = parts_word(env, "Close"),
                                  .max_w = 1280});
    if (narrow(b)) {
        add_languages(b, sheet.body, env);
        add_sizes(b, sheet.body, env, sheet.w_dp);
        add_themes(b, sheet.body, env);
        add_motion(b, sheet.body, env);
    } else {
        struct node *row =
            node_box(b, sheet.body, "columns",
                     (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = gap});
        struct node_style column = {.w = GROW, .gap = 32};
        struct node *first = node_box(b, row, "first", column);
        add_languages(b, first, env);
        add_sizes(b, first, env, (sheet.w_dp - gap) / 2);
        add_motion(b, first, env);
        add_themes(b, node_box(b, row, "second", column), env);
    }
    add_foot(b, sheet.body, env);
    return sheet.root;
}

const struct sheet_class sheet_settings = {NULL, view, NULL};
