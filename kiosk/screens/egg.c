#include "screens/egg.h"

#include <math.h>

#define ICON 52
#define ICON_GAP 28

static const char *hint_name(struct build *b, const struct screen_env *env, int n)
{
    return words_format(
        env->words, b->arena, NULL, "Hint {n} of {total}",
        (struct word_arg[]){{"n", words_number(env->words, b->arena, n)},
                            {"total", words_number(env->words, b->arena, LEDGER_HINTS)},
                            {0}});
}

// Those that were asked for, and a button for the next one.
static void add_hints(struct build *b, struct node *card, const struct statements *s,
                      const struct fact *f, struct edges pad)
{
    const struct screen_env *env = s->env;
    const struct ledger_entry *e = ledger_find(&env->visit->ledger, f->id);
    int given = e ? e->hints : 0;
    bool open = visit_revealed(env->visit, f->id);
    bool more = !open && given < LEDGER_HINTS && f->hints[given].n_blocks > 0;
    if (!given && !more)
        return;
    pad.top = 0;
    if (!look_compact(b->look))
        pad.start += ICON + ICON_GAP;
    struct node *hints = node_box(
        b, card, "hints",
        (struct node_style){.w = GROW, .pad = pad, .gap = 16, .align = AT_START});
    for (int i = 0; i < given; i++) {
        struct node *hint = node_box(b, hints, arena_printf(b->arena, "hint-%d", i + 1),
                                     (struct node_style){.w = GROW, .gap = 4});
        node_text(b, hint, "which", TEXT_CAPTION, COLOUR_INK, hint_name(b, env, i + 1));
        parts_text(b, hint, &f->hints[i], &s->body);
    }
    if (!more)
        return;
    const char *words =
        given ? parts_word(env, "Another hint") : parts_word(env, "A hint");
    struct node *n =
        parts_secondary(b, hints, "ask", words, command_make(VISIT_HINT, 0, f->id));
    n->name = arena_printf(b->arena, "%s: %s", words, text_line(&f->body));
    n->style.fill = COLOUR_CARD;
}

static void add_behind(struct build *b, struct node *card, const struct statements *s,
                       const struct fact *f, struct edges pad)
{
    struct node *behind = statements_behind(
        b, card, s, &(struct statement){CITE_FACT, f->id, f->citations, f->n_citations});
    if (!behind)
        return;
    pad.top = 0;
    if (!look_compact(b->look))
        pad.start += ICON + ICON_GAP;
    behind->style.pad = pad;
    for (struct node *c = behind->first->first; c; c = c->next)
        c->text.colour = COLOUR_INK; // soft ink is too weak on coral
    behind->last->first->icon_colour = COLOUR_CORAL_DEEP;
}

// "Look for it", and a mark once it was found.
static void add_head(struct build *b, struct node *words, const struct screen_env *env,
                     bool found)
{
    if (!found) {
        node_text(b, words, "look", TEXT_LABEL, COLOUR_INK,
                  parts_word(env, "Look for it"));
        return;
    }
    struct node *row = node_box(
        b, words, "head",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 12, .align = AT_CENTER});
    node_icon(b, row, "check", COLOUR_CORAL_DEEP, 32);
    node_text(b, row, "found", TEXT_LABEL, COLOUR_CORAL_DEEP, parts_word(env, "Found"))
        ->style.w = GROW;
}

struct node *egg_card(struct build *b, struct node *parent, const struct statements *s,
                      const struct fact *f)
{
    const struct screen_env *env = s->env;
    const struct ledger_entry *e = ledger_find(&env->visit->ledger, f->id);
    bool open = e && e->open, takes = ledger_takes(&env->visit->ledger, f->id);
    struct node *card = statements_card(
        b, parent, arena_printf(b->arena, "fact:%s", f->id), COLOUR_CORAL_SOFT);
    struct edges pad = card->style.pad, inner = pad;
    card->style.pad = (struct edges){0};
    card->style.gap = 0;
    inner.bottom = 20;
    struct node *n =
        node_add(b, card,
                 &(struct node){.key = "egg",
                                .role = ROLE_BUTTON,
                                .name = arena_printf(b->arena, "%s: %s",
                                                     parts_word(env, "Look for it"),
                                                     text_line(&f->body)),
                                .state = (open ? NODE_EXPANDED : NODE_COLLAPSED) |
                                         (takes ? 0 : NODE_DISABLED),
                                .command = command_make(VISIT_REVEAL, 0, f->id),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .gap = ICON_GAP,
                                          .pad = inner,
                                          .min_h = look_touch(b->look),
                                          .radius = 24}});
    if (!look_compact(b->look))
        node_icon(b, n, "easter-egg", COLOUR_CORAL_DEEP, ICON);
    struct node *words =
        node_box(b, n, "words", (struct node_style){.w = GROW, .gap = 12});
    add_head(b, words, env, e && e->found);
    parts_text(b, words, &f->body, &s->body);
    if (open)
        parts_text(b, words, &f->reveal, &s->body);
    else if (takes)
        node_text(b, words, "touch", TEXT_LABEL, COLOUR_CORAL_DEEP,
                  parts_word(env, "Touch to reveal"));
    else
        node_text(b, words, "full", TEXT_LABEL, COLOUR_CORAL_DEEP,
                  parts_word(env, "Your list of finds is full."));
    if (takes)
        add_hints(b, card, s, f, pad);
    if (open)
        add_behind(b, card, s, f, pad);
    if (card->last == n)
        n->style.pad.bottom = pad.bottom;
    return card;
}
