// What a film belongs together with, drawn: a tree of two steps whose edges are lines with an
// arrow the way of time and words on them. Beside each other where there is room, else below.
#include <math.h>

#include "screens/cinema.h"

#define LINE_DP 3
#define NONE ((size_t)-1)

struct graph {
    const struct statements *s;
    const struct film_model *m;
    bool down; // steps go down the page, not along the line
    float card_w, edge_w;
};

static const char *tie_words(const struct screen_env *env, enum work_relation relation)
{
    static const char *const forms[] = {
        [WORK_PREDATES] = WORD("Came before"),
        [WORK_INSPIRED_BY] = WORD("Inspired"),
        [WORK_SAME_DIRECTOR] = WORD("Same director"),
        [WORK_COMPANION] = WORD("A companion to"),
    };
    return parts_word(env, forms[relation]);
}

static struct node *add_card(struct build *b, struct node *parent, const struct graph *g,
                             size_t at)
{
    const struct related *r = &g->m->related[at];
    bool self = at == 0;
    struct node *n =
        node_add(b, parent,
                 &(struct node){.key = arena_printf(b->arena, "work:%s", r->id),
                                .role = self ? ROLE_NONE : ROLE_LINK,
                                .name = self ? NULL : text_line(&r->title),
                                .lang = r->title.lang,
                                .grows = !self,
                                .command = self ? (struct command){0}
                                                : visit_open(SCREEN_FILM, 0, r->id),
                                .style = {.w = g->down ? GROW : DP(g->card_w),
                                          .max_w = g->down ? 640 : 0,
                                          .min_h = fmaxf(look_touch(b->look), 104),
                                          .pad = PAD2(20, 28),
                                          .gap = 4,
                                          .justify = AT_CENTER,
                                          .radius = 24,
                                          .fill = self ? COLOUR_CORAL_SOFT : COLOUR_CARD,
                                          .outline = COLOUR_LINE,
                                          .outline_dp = self ? 0 : 2}});
    struct node *t =
        node_text(b, n, "title", TEXT_SUBHEADING, self ? COLOUR_CORAL_DEEP : COLOUR_INK,
                  text_line(&r->title));
    t->style.w = GROW;
    t->text.fit_lines = 3;
    const char *kind = cinema_kind(g->s->env, r->kind);
    node_text(b, n, "line", TEXT_CAPTION, self ? COLOUR_CORAL_DEEP : COLOUR_INK_SOFT,
              r->year ? arena_printf(b->arena, "%s · %d", kind, r->year) : kind)
        ->style.w = GROW;
    return n;
}

static bool joins(const struct tie *t, size_t one, size_t other)
{
    return (t->from == one && t->to == other) || (t->from == other && t->to == one);
}

// The words of all ties between the two, and whether time goes to `child`.
static const char *words_between(struct build *b, const struct graph *g, size_t parent,
                                 size_t child, bool *to_child)
{
    const char *words = "";
    unsigned told = 0; // each relation once, whichever of the two names it
    for (size_t i = 0; i < g->m->n_ties; i++) {
        const struct tie *t = &g->m->ties[i];
        if (!joins(t, parent, child) || (told >> t->relation & 1))
            continue;
        if (!*words)
            *to_child = t->to == child;
        told |= 1u << t->relation;
        const char *one = tie_words(g->s->env, t->relation);
        words = *words ? arena_printf(b->arena, "%s · %s", words, one) : one;
    }
    return words;
}

static void add_line(struct build *b, struct node *parent, const char *key, bool upright)
{
    node_box(b, parent, key,
             (struct node_style){.w = upright ? DP(LINE_DP) : GROW,
                                 .h = upright ? DP(28) : DP(LINE_DP),
                                 .fill = COLOUR_CORAL_TEXT});
}

// Along the line of reading: the words over the line, whose arrow is at its end.
static void add_edge(struct build *b, struct node *row, const struct graph *g,
                     const char *words, bool to_child)
{
    struct node *edge = node_box(
        b, row, "edge", (struct node_style){.w = DP(g->edge_w), .pad = {0, 8, 0, 8}});
    struct node *t = node_text(b, edge, "words", TEXT_CAPTION, COLOUR_INK, words);
    t->style.w = GROW;
    t->text.align = TYPE_CENTER;
    struct node *line =
        node_box(b, edge, "line",
                 (struct node_style){.flow = FLOW_ROW, .w = GROW, .align = AT_CENTER});
    if (!to_child)
        node_icon(b, line, "previous", COLOUR_CORAL_TEXT, 28)->icon_mirrors = true;
    add_line(b, line, "stroke", false);
    if (to_child)
        node_icon(b, line, "next", COLOUR_CORAL_TEXT, 28)->icon_mirrors = true;
    // As high again, so that the line meets the middle of the cards.
    node_box(b, edge, "below",
             (struct node_style){.h = DP(1.4f * b->look->caption_dp *
                                         look_factor(b->look, TEXT_CAPTION))});
}

// Down the page: an arrow, and the words beside it.
static void add_edge_down(struct build *b, struct node *column, const char *words,
                          bool to_child)
{
    struct node *edge = node_box(b, column, "edge",
                                 (struct node_style){.flow = FLOW_ROW,
                                                     .w = GROW,
                                                     .gap = 16,
                                                     .pad = {4, 0, 4, 32},
                                                     .align = AT_CENTER});
    struct node *line =
        node_box(b, edge, "line", (struct node_style){.align = AT_CENTER});
    if (!to_child)
        node_icon(b, line, "up", COLOUR_CORAL_TEXT, 28);
    add_line(b, line, "stroke", true);
    if (to_child)
        node_icon(b, line, "down", COLOUR_CORAL_TEXT, 28);
    node_text(b, edge, "words", TEXT_CAPTION, COLOUR_INK, words)->style.w = GROW;
}

static bool is_tied(const struct graph *g, size_t one, size_t other)
{
    for (size_t i = 0; i < g->m->n_ties; i++)
        if (joins(&g->m->ties[i], one, other))
            return true;
    return false;
}

static void add_branches(struct build *b, struct node *parent, const struct graph *g,
                         size_t at, size_t above);

static void add_branch(struct build *b, struct node *parent, const struct graph *g,
                       size_t at, size_t child)
{
    bool to_child = true;
    const char *words = words_between(b, g, at, child, &to_child);
    const char *key = arena_printf(b->arena, "to:%s", g->m->related[child].id);
    struct node *n =
        node_box(b, parent, key,
                 (struct node_style){.flow = g->down ? FLOW_COLUMN : FLOW_ROW,
                                     .w = GROW,
                                     .align = g->down ? AT_START : AT_CENTER});
    if (g->down)
        add_edge_down(b, n, words, to_child);
    else
        add_edge(b, n, g, words, to_child);
    add_card(b, n, g, child);
    // What is tied to both is shown once more: an edge must not be lost.
    if (at == 0)
        add_branches(b, n, g, child, at);
}

static void add_branches(struct build *b, struct node *parent, const struct graph *g,
                         size_t at, size_t above)
{
    size_t n = 0;
    for (size_t i = 1; i < g->m->n_related; i++)
        n += i != above && is_tied(g, at, i);
    if (!n)
        return;
    if (!g->down && n > 1) { // where several edges part, from the first to the last
        parent = node_box(
            b, parent, "parting",
            (struct node_style){.flow = FLOW_ROW, .w = GROW, .align = AT_STRETCH});
        struct node *trunk =
            node_box(b, parent, "trunk", (struct node_style){.pad = PAD2(52, 0)});
        node_box(
            b, trunk, "stroke",
            (struct node_style){.w = DP(LINE_DP), .h = GROW, .fill = COLOUR_CORAL_TEXT});
    }
    struct node *branches =
        node_box(b, parent, "branches",
                 (struct node_style){.w = GROW,
                                     .gap = g->down ? 8 : 24,
                                     .pad = {0, 0, 0, g->down && at ? 40 : 0}});
    for (size_t i = 1; i < g->m->n_related; i++)
        if (i != above && is_tied(g, at, i))
            add_branch(b, branches, g, at, i);
}

// Who says that they belong together, and how.
static void add_reasons(struct build *b, struct node *parent, const struct graph *g,
                        float w_dp)
{
    bool two = w_dp >= 1000 * look_factor(b->look, TEXT_BODY);
    struct node *row = node_box(b, parent, "reasons",
                                (struct node_style){.flow = two ? FLOW_ROW : FLOW_COLUMN,
                                                    .w = GROW,
                                                    .gap = two ? 72 : 24,
                                                    .align = AT_START});
    struct node *columns[2];
    for (int i = 0; i < 2; i++)
        columns[i] = i == 0 || two ? node_box(b, row, i ? "right" : "left",
                                              (struct node_style){.w = GROW, .gap = 24})
                                   : columns[0];
    for (size_t i = 0; i < g->m->n_ties; i++) {
        const struct tie *t = &g->m->ties[i];
        const char *key = arena_printf(b->arena, "tie:%s", t->id);
        struct node *n = node_box(
            b, parent, key,
            (struct node_style){.w = GROW, .max_w = parts_card_dp(b->look), .gap = 8});
        const char *from = text_line(&g->m->related[t->from].title);
        const char *to = text_line(&g->m->related[t->to].title);
        if (t->body.n_blocks)
            parts_text(b, n, &t->body, &g->s->body);
        else
            node_text(b, n, "tie", TEXT_BODY, COLOUR_INK,
                      arena_printf(b->arena, "%s, %s: %s", from, to,
                                   tie_words(g->s->env, t->relation)))
                ->style.w = GROW;
        statements_behind(
            b, n, g->s,
            &(struct statement){CITE_RELATION, t->id, t->citations, t->n_citations});
    }
}

void cinema_ties(struct build *b, struct node *parent, const struct statements *s,
                 const struct film_model *m, float w_dp)
{
    if (m->n_ties == 0)
        return;
    float card_w = 300 * look_factor(b->look, TEXT_SUBHEADING);
    float edge_w = 260 * look_factor(b->look, TEXT_CAPTION);
    struct graph g = {s, m, .card_w = card_w, .edge_w = edge_w};
    bool far = false;
    for (size_t i = 1; i < m->n_related; i++)
        far = far || !is_tied(&g, 0, i);
    float steps = far ? 2 : 1;
    g.down = w_dp < card_w * (steps + 1) + steps * edge_w + 8;
    statements_section(b, parent, "ties", parts_word(s->env, "Belongs together with"));
    struct node *graph =
        node_add(b, parent,
                 &(struct node){.key = "graph",
                                .role = ROLE_GROUP,
                                .name = parts_word(s->env, "Belongs together with"),
                                .style = {.flow = g.down ? FLOW_COLUMN : FLOW_ROW,
                                          .w = GROW,
                                          .align = g.down ? AT_START : AT_CENTER,
                                          .pad = {8, 0, 8, 0}}});
    add_card(b, graph, &g, 0);
    add_branches(b, graph, &g, 0, NONE);
    add_reasons(b, parent, &g, w_dp);
}
