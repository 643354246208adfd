#include "screens/nav.h"

#include <math.h>

#define ITEMS_MAX 8

struct item {
    enum screen screen; // SCREEN_COUNT: a tool, and no page
    const char *key, *name;
    struct command command;
};

// Beside the icon where there is room for it in one row, or else in two; below it; or nowhere.
enum label { LABEL_BESIDE, LABEL_BELOW, LABEL_NONE };

struct plan {
    struct item items[ITEMS_MAX];
    int n, rows;
    enum label label;
    float pad, gap, side; // of the bar; of an item's height
};

static void add(struct plan *p, enum screen screen, const char *key, const char *name,
                struct command command)
{
    p->items[p->n++] = (struct item){screen, key, name, command};
}

static void add_items(struct plan *p, const struct screen_env *env)
{
    add(p, SCREEN_HOME, "tour", WORD("Tours"), command_make(VISIT_HOME, 0, NULL));
    add(p, SCREEN_FILMS, "film", WORD("Films"), visit_open(SCREEN_FILMS, 0, NULL));
    add(p, SCREEN_TRIVIA, "trivia", WORD("Trivia"), visit_open(SCREEN_TRIVIA, 0, NULL));
    add(p, SCREEN_QUIZ, "quiz", WORD("Quiz"), visit_open(SCREEN_QUIZ, 0, NULL));
    add(p, SCREEN_SEARCH, "search", WORD("Search"), visit_open(SCREEN_SEARCH, 0, NULL));
    add(p, SCREEN_SAVED, "heart", WORD("My stops"), visit_open(SCREEN_SAVED, 0, NULL));
    if (env->intro && env->intro->has_codes)
        add(p, SCREEN_COUNT, "keypad", WORD("Number of a stop"),
            command_make(VISIT_SHEET, SHEET_KEYPAD, NULL));
    add(p, SCREEN_COUNT, "settings", WORD("Settings"),
        command_make(VISIT_SHEET, SHEET_SETTINGS, NULL));
}

static struct plan plan_bar(const struct look *look, const struct screen_env *env)
{
    bool compact = look_compact(look);
    struct plan p = {.pad = compact ? 8 : 16, .gap = compact ? 4 : 12, .rows = 1};
    add_items(&p, env);
    p.side = parts_round_dp(look);
    float w = look->w_dp - 2 * p.pad;
    float letters = look_factor(look, TEXT_CAPTION) * look->caption_dp / 28;
    int half = (p.n + 1) / 2;
    // By the longest names of our languages, and their half as much again.
    if (w >= 1750 * letters) {
        p.label = LABEL_BESIDE;
    } else if (w >= (float)p.n * 145 * letters) {
        p.label = LABEL_BELOW;
        p.side =
            fmaxf(p.side, 72 + 1.5f * look->caption_dp * look_factor(look, TEXT_CAPTION));
    } else if (look_portrait(look) && !compact && w >= (float)half * 250 * letters) {
        p.label = LABEL_BESIDE;
        p.rows = 2;
    } else {
        p.label = LABEL_NONE;
        p.rows = w >= (float)p.n * (p.side + p.gap) ? 1 : 2;
    }
    return p;
}

float nav_above(const struct look *look, const struct screen_env *env)
{
    struct plan p = plan_bar(look, env);
    float rows = (float)p.rows;
    return look->h_dp - 2 - 2 * p.pad - rows * p.side - (rows - 1) * p.gap;
}

static void add_item(struct build *b, struct node *row, const struct screen_env *env,
                     const struct plan *p, const struct item *item, bool here)
{
    bool tool = item->screen == SCREEN_COUNT && p->label == LABEL_BESIDE && p->rows == 1;
    const char *name = parts_word(env, item->name);
    struct node *n = node_add(
        b, row,
        &(struct node){.key = item->key,
                       .role = ROLE_BUTTON,
                       .name = name,
                       .state = here ? NODE_SELECTED : 0,
                       .command = item->command,
                       .style = {.flow = p->label == LABEL_BELOW ? FLOW_COLUMN : FLOW_ROW,
                                 .w = tool ? DP(p->side) : GROW,
                                 .min_h = p->side,
                                 .radius = fminf(p->side / 2, 44),
                                 .gap = p->label == LABEL_BELOW ? 4 : 12,
                                 .pad = {0, 8, 0, 8},
                                 .align = AT_CENTER,
                                 .justify = AT_CENTER,
                                 .fill = here ? COLOUR_CORAL_SOFT : COLOUR_CARD}});
    enum colour ink = here ? COLOUR_CORAL_DEEP : COLOUR_INK;
    node_icon(b, n, item->key, ink, 40);
    if (tool || p->label == LABEL_NONE)
        return;
    bool keypad = item->screen == SCREEN_COUNT && item->command.number == SHEET_KEYPAD;
    const char *words = keypad ? parts_word(env, "Number") : name;
    struct node *t = node_text(b, n, "label", TEXT_CAPTION, ink, words);
    t->text.fit_lines = 1;
    t->text.align = TYPE_CENTER;
}

void nav_bar(struct build *b, struct node *root, const struct screen_env *env,
             enum screen here)
{
    struct plan p = plan_bar(b->look, env);
    node_box(b, root, "line",
             (struct node_style){.w = GROW, .h = DP(2), .fill = COLOUR_LINE});
    struct node *bar = node_add(
        b, root,
        &(struct node){
            .key = "bar",
            .role = ROLE_BAR,
            .name = parts_word(env, "Navigation"),
            .style = {.w = GROW, .pad = PAD(p.pad), .gap = p.gap, .fill = COLOUR_CARD}});
    int per_row = (p.n + p.rows - 1) / p.rows;
    for (int r = 0, i = 0; r < p.rows; r++) {
        struct node *row =
            node_box(b, bar, r ? "more" : "pages",
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .gap = p.gap, .align = AT_STRETCH});
        for (int k = 0; k < per_row && i < p.n; k++, i++)
            add_item(b, row, env, &p, &p.items[i], p.items[i].screen == here);
    }
}
