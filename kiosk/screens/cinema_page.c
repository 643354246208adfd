// The page of a film, its story, or a person: a banner, and one or two columns under it.
#include <math.h>

#include "screens/cinema.h"
#include "screens/nav.h"

#define COLUMN_GAP 72

static void add_title(struct build *b, struct node *parent,
                      const struct cinema_head *head, bool on_picture)
{
    if (*head->eyebrow)
        node_text(b, parent, "eyebrow", TEXT_EYEBROW,
                  on_picture ? COLOUR_ON_PLUM : COLOUR_CORAL_TEXT, head->eyebrow);
    enum text_role role =
        on_picture && !look_compact(b->look) ? TEXT_DISPLAY : TEXT_TITLE;
    struct node *t =
        node_text(b, parent, "title", role, on_picture ? COLOUR_ON_PLUM : COLOUR_INK,
                  text_line(head->title));
    t->lang = head->title->lang;
    t->style.w = GROW;
    t->text.balance = true;
    t->text.fit_lines = 2;
}

static void add_banner(struct build *b, struct node *all, const struct screen_env *env,
                       const struct cinema_head *head)
{
    const struct look *look = b->look;
    float margin = look_margin(look);
    bool upright = look_portrait(look);
    struct node *banner =
        node_box(b, all, "banner",
                 (struct node_style){.flow = FLOW_STACK,
                                     .w = GROW,
                                     .min_h = look->h_dp * (upright ? 0.32f : 0.43f),
                                     .justify = AT_END});
    parts_picture(b, banner, "image", head->picture,
                  (struct node_style){.w = GROW, .h = GROW});
    struct node *words = parts_on_picture(
        b, banner, "over", (struct edges){0, margin, margin * 0.55f, margin}, 8);
    add_title(b, words, head, true);
    if (upright)
        return;
    struct node *corner =
        node_box(b, banner, "corner",
                 (struct node_style){
                     .w = GROW, .h = GROW, .pad = PAD(look_compact(look) ? 16 : 40)});
    parts_back_button(b, corner, env, false);
}

// Without a picture: letters in a circle, if there are any, and the words.
static void add_plain_head(struct build *b, struct node *all,
                           const struct screen_env *env, const struct cinema_head *head)
{
    const struct look *look = b->look;
    float margin = look_margin(look);
    struct node *row = node_box(
        b, all, "head",
        (struct node_style){.flow = FLOW_ROW,
                            .w = GROW,
                            .gap = look_compact(look) ? 16 : 36,
                            .align = AT_CENTER,
                            .pad = {margin * 0.6f, margin, margin * 0.4f, margin}});
    if (!look_portrait(look))
        parts_back_button(b, row, env, false);
    if (head->badge && *head->badge) {
        float side = look_compact(look) ? 80 : 144;
        struct node *badge = node_box(b, row, "badge",
                                      (struct node_style){.flow = FLOW_STACK,
                                                          .w = DP(side),
                                                          .h = DP(side),
                                                          .radius = side / 2,
                                                          .fill = COLOUR_SAND,
                                                          .align = AT_CENTER,
                                                          .justify = AT_CENTER});
        struct node *t =
            node_text(b, badge, "initials", TEXT_TITLE, COLOUR_INK, head->badge);
        t->text.fit_lines = 1;
        t->text.scale = 0.75f;
    }
    struct node *words =
        node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 8});
    add_title(b, words, head, false);
}

struct cinema_page cinema_page(struct build *b, const struct screen_env *env,
                               uint64_t entry, const struct cinema_head *head)
{
    const struct look *look = b->look;
    struct cinema_page p;
    float margin = look_margin(look);
    bool pictured = head->picture && *head->picture->media;
    p.root = node_root(b, entry,
                       &(struct node){.key = "page",
                                      .role = ROLE_PAGE,
                                      .name = text_line(head->title),
                                      .lang = head->title->lang,
                                      .style = {.fill = COLOUR_PAPER}});
    struct node *all = node_add(
        b, p.root,
        &(struct node){
            .key = "text",
            .role = ROLE_GROUP,
            .name = parts_word(env, "Text"),
            .style = {.scroll = true, .fill = COLOUR_PAPER, .w = GROW, .h = GROW}});
    if (pictured)
        add_banner(b, all, env, head);
    else
        add_plain_head(b, all, env, head);
    p.w = look->w_dp - 2 * margin;
    p.two = p.w >= 1000 * look_factor(look, TEXT_BODY);
    p.column_w = p.two ? (p.w - COLUMN_GAP) / 2 : p.w;
    p.body = node_box(
        b, all, "body",
        (struct node_style){.w = GROW,
                            .gap = 24,
                            .pad = {look_compact(look) ? 20 : 48, margin, 80, margin}});
    return p;
}

void cinema_bar(struct build *b, struct cinema_page *p, const struct screen_env *env,
                const struct cinema_on *on)
{
    if (!look_portrait(b->look)) {
        nav_bar(b, p->root, env, on->here);
        return;
    }
    struct parts_bar bar = parts_bar(b, p->root, env);
    parts_back_button(b, bar.tools, env, true);
    parts_home(b, bar.tools, env);
    parts_search(b, bar.tools, env);
    parts_settings(b, bar.tools, env);
    if (on->words)
        parts_primary(b, bar.on, "on", on->words, on->command)->way = WAY_ON;
}

void cinema_way(struct build *b, struct node *parent, const struct cinema_on *on)
{
    if (on->words && !look_portrait(b->look))
        parts_primary(b, parent, "on", on->words, on->command)->way = WAY_ON;
}

struct cinema_columns cinema_columns(struct build *b, const struct cinema_page *p,
                                     const char *key)
{
    struct node *n = node_box(b, p->body, key,
                              (struct node_style){.flow = p->two ? FLOW_ROW : FLOW_COLUMN,
                                                  .w = GROW,
                                                  .gap = p->two ? COLUMN_GAP : 24,
                                                  .align = AT_START});
    struct node_style column = {.w = GROW, .gap = 24};
    struct node *main = node_box(b, n, "main", column);
    return (struct cinema_columns){main, p->two ? node_box(b, n, "side", column) : main};
}
