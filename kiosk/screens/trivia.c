// Trivia: cards of facts in decks, all of them or by film and by place.
#include <math.h>

#include "base/str.h"
#include "pack/plays.h"
#include "screens/nav.h"
#include "screens/statements.h"
#include "ui/list.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct trivia_model *m = ARENA_NEW(arena, struct trivia_model);
    const struct visit_entry *top = visit_top(visit);
    *model_out = m;
    if (top->number == DECK_ALL)
        return pack_load_trivia(pack, arena, m, err);
    return pack_load_deck(pack, arena, top->number == DECK_WORK ? PLAY_WORK : PLAY_PLACE,
                          top->id, m, err);
}

struct rows {
    const struct trivia_model *m;
    const struct screen_env *env;
};

// ---- a card ----

static const char *kind_words(const struct screen_env *env, enum fact_kind kind)
{
    static const char *const kinds[] = {
        [FACT_TRIVIA] = WORD("Trivia"),
        [FACT_EASTER_EGG] = WORD("Easter egg"),
        [FACT_PRODUCTION] = WORD("How it was made"),
        [FACT_MUSIC] = WORD("Music"),
        [FACT_HISTORY] = WORD("History"),
    };
    return parts_word(env, kinds[kind]);
}

static const char *status_words(const struct screen_env *env, enum fact_status status)
{
    static const char *const forms[] = {
        [FACT_CONFIRMED] = WORD("Confirmed"),
        [FACT_REPORTED] = WORD("Reported, not confirmed"),
        [FACT_RUMOUR] = WORD("A rumour"),
    };
    return parts_word(env, forms[status]);
}

// What it is about, each a touch away.
static void add_links(struct build *b, struct node *parent,
                      const struct play_links *links)
{
    static const enum screen screens[] = {SCREEN_FILM, SCREEN_PLACE, SCREEN_PERSON};
    static const char *const icons[] = {"film", "pin", "people"};
    if (!links->n)
        return;
    struct node *all = node_box(
        b, parent, "about", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 16});
    for (size_t i = 0; i < links->n; i++) {
        const struct play_link *l = &links->items[i];
        float high = fmaxf(look_touch(b->look), 64);
        struct node *n = node_add(
            b, all,
            &(struct node){
                .key = arena_printf(b->arena, "%d:%s", (int)l->kind, l->id),
                .role = ROLE_LINK,
                .name = text_line(&l->title),
                .lang = l->title.lang,
                .command = visit_open(screens[l->kind], 0, l->id),
                .style = {.flow = FLOW_ROW,
                          .min_h = high,
                          .min_w = high,
                          .pad = PAD2(8, 28),
                          .gap = 14,
                          .align = AT_CENTER,
                          .radius = high / 2,
                          .fill = COLOUR_SAND,
                          .outline = b->look->theme->outlines ? COLOUR_LINE : COLOUR_NONE,
                          .outline_dp = 2}});
        node_icon(b, n, icons[l->kind], COLOUR_INK, 32);
        node_text(b, n, "words", TEXT_CAPTION, COLOUR_INK, text_line(&l->title));
    }
}

// Part of a story that is given away is covered until it is touched.
static void add_cover(struct build *b, struct node *card, const struct screen_env *env,
                      const struct fact_card *f)
{
    const char *name = parts_word(env, "This gives away a part of the story.");
    struct node *n = node_add(
        b, card,
        &(struct node){
            .key = "cover",
            .role = ROLE_BUTTON,
            .name = name,
            .state = NODE_COLLAPSED,
            .command = command_make(VISIT_REVEAL, 0, f->fact.id),
            .style = {.w = GROW,
                      .min_h = fmaxf(look_touch(b->look), 120),
                      .pad = PAD(28),
                      .gap = 8,
                      .radius = 20,
                      .justify = AT_CENTER,
                      .fill = COLOUR_PLUM,
                      .outline = b->look->theme->outlines ? COLOUR_LINE : COLOUR_NONE,
                      .outline_dp = 2}});
    node_text(b, n, "why", TEXT_LABEL, COLOUR_ON_PLUM, name)->style.w = GROW;
    node_text(b, n, "touch", TEXT_CAPTION, COLOUR_ON_PLUM,
              parts_word(env, "Touch to read it"))
        ->style.w = GROW;
}

static bool covered(const struct screen_env *env, const struct fact_card *f)
{
    return f->spoiler > 0 && ledger_takes(&env->visit->ledger, f->fact.id) &&
           !visit_revealed(env->visit, f->fact.id);
}

static struct node *fact_row(struct build *b, struct node *parent, const void *data,
                             size_t i)
{
    const struct rows *rows = data;
    const struct screen_env *env = rows->env;
    const char *id = rows->m->facts[i];
    struct fact_card f;
    struct err ignored; // its place stays, so that the others keep theirs
    if (!pack_load_fact(env->pack, b->arena, id, &f, &ignored))
        return node_box(b, parent, id,
                        (struct node_style){.w = GROW, .min_h = look_touch(b->look)});
    struct node *card = statements_card(b, parent, id, COLOUR_CARD);
    card->role = ROLE_GROUP;
    card->position = (int)i + 1;
    card->of = (int)rows->m->n_facts;
    card->style.gap = 16;
    struct statements s = statements_of(env, f.sources, f.n_sources);
    s.body.sources = NULL; // there are no numbered ones at the foot of this page
    s.body.n_sources = 0;
    card->name = kind_words(env, f.fact.kind);
    parts_eyebrow(b, card, "kind", card->name);
    if (covered(env, &f)) {
        add_cover(b, card, env, &f);
    } else {
        card->name = text_line(&f.fact.body);
        parts_text(b, card, &f.fact.body, &s.body);
        node_text(b, card, "status", TEXT_CAPTION, COLOUR_INK_SOFT,
                  status_words(env, f.fact.status));
        statements_behind(b, card, &s,
                          &(struct statement){CITE_FACT, f.fact.id, f.fact.citations,
                                              f.fact.n_citations});
    }
    add_links(b, card, &f.links);
    return card;
}

static const char *fact_name(struct arena *arena, const void *data, size_t i)
{
    const struct rows *rows = data;
    struct fact_card f;
    struct err ignored;
    if (!pack_load_fact(rows->env->pack, arena, rows->m->facts[i], &f, &ignored))
        return "";
    return covered(rows->env, &f) ? kind_words(rows->env, f.fact.kind)
                                  : text_line(&f.fact.body);
}

// ---- the decks ----

static void add_deck(struct build *b, struct node *parent, const struct screen_env *env,
                     enum deck deck, const struct deck_card *d)
{
    const struct visit_entry *top = visit_top(env->visit);
    const struct word_arg args[] = {
        {"title", deck == DECK_ALL ? parts_word(env, "All") : text_line(&d->title)},
        {"n", words_number(env->words, b->arena, d->count)},
        {0}};
    struct parts_choice choice = {
        .key = arena_printf(b->arena, "deck-%d:%s", (int)deck, d->id),
        .name = words_format(env->words, b->arena, NULL, "{title} · {n}", args),
        .lang = d->title.lang,
        .chosen = top->number == (int)deck && str_eq(top->id, d->id),
        .command = visit_open(SCREEN_TRIVIA, (int)deck, d->id)};
    parts_choice_words(b, parts_choice(b, parent, &choice), &choice)->text.max_lines = 0;
}

static void add_group(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct trivia_model *m, enum play_kind kind)
{
    struct node *wrap = NULL;
    for (size_t i = 0; i < m->n_decks; i++) {
        if (m->decks[i].kind != kind)
            continue;
        if (!wrap) {
            bool works = kind == PLAY_WORK;
            parts_eyebrow(b, parent, works ? "films" : "places",
                          parts_word(env, works ? WORD("By film") : WORD("By place")))
                ->style.pad.top = 16;
            wrap = node_box(b, parent, works ? "by-film" : "by-place",
                            (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 14});
        }
        add_deck(b, wrap, env, kind == PLAY_WORK ? DECK_WORK : DECK_PLACE, &m->decks[i]);
    }
}

static void add_head(struct build *b, struct node *parent, const struct screen_env *env,
                     const struct trivia_model *m)
{
    const char *deck = text_line(&m->title);
    if (*deck)
        parts_eyebrow(b, parent, "eyebrow", parts_word(env, "Trivia"));
    struct node *title = node_text(b, parent, "title", TEXT_TITLE, COLOUR_INK,
                                   *deck ? deck : parts_word(env, "Trivia"));
    title->lang = *deck ? m->title.lang : NULL;
    title->text.fit_lines = 3;
    title->text.balance = true;
    if (m->n_facts)
        node_text(b, parent, "count", TEXT_LEDE, COLOUR_INK,
                  words_plural(env->words, b->arena, "{n} thing to know",
                               "{n} things to know", (long)m->n_facts))
            ->style.w = GROW;
    else
        node_text(b, parent, "none", TEXT_LEDE, COLOUR_INK,
                  parts_word(env, "There is nothing to tell here yet."))
            ->style.w = GROW;
}

static void add_decks(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct trivia_model *m)
{
    struct node *all = node_box(
        b, parent, "all", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 14});
    add_deck(b, all, env, DECK_ALL,
             &(struct deck_card){.id = "", .count = (int)m->n_all});
    add_group(b, parent, env, m, PLAY_WORK);
    add_group(b, parent, env, m, PLAY_PLACE);
}

static void add_facts(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct trivia_model *m)
{
    struct rows *rows = ARENA_NEW(b->arena, struct rows);
    struct list_source *source = ARENA_NEW(b->arena, struct list_source);
    *rows = (struct rows){m, env};
    *source = (struct list_source){.count = m->n_facts,
                                   .gap_dp = 24,
                                   .data = rows,
                                   .row = fact_row,
                                   .name = fact_name};
    if (m->n_facts)
        list_add(b, parent, "list", parts_word(env, "Trivia"), source);
}

static struct node *add_scroller(struct build *b, struct node *parent, const char *key,
                                 const char *name, struct length w)
{
    float margin = look_margin(b->look);
    return node_add(b, parent,
                    &(struct node){.key = key,
                                   .role = ROLE_GROUP,
                                   .name = name,
                                   .style = {.scroll = true,
                                             .fill = COLOUR_PAPER,
                                             .w = w,
                                             .h = GROW,
                                             .pad = {margin * 0.8f, margin, 80, margin},
                                             .gap = 24}});
}

// Wide: the decks stand beside the cards. Else above them, but all of them only where no deck is
// chosen, or they would be all that is seen.
static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct trivia_model *m = model;
    const struct look *look = b->look;
    bool wide = !look_portrait(look) && !look_compact(look) &&
                look->w_dp >= 1200 * look_factor(look, TEXT_LABEL);
    struct node *root = node_root(b, entry,
                                  &(struct node){.key = "page",
                                                 .role = ROLE_PAGE,
                                                 .name = parts_word(env, "Trivia"),
                                                 .style = {.fill = COLOUR_PAPER}});
    if (wide) {
        struct node *row =
            node_box(b, root, "row",
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .h = GROW, .align = AT_STRETCH});
        struct node *decks =
            add_scroller(b, row, "decks", parts_word(env, "Decks"), PART(0.4f));
        decks->style.pad.end = 24;
        add_head(b, decks, env, m);
        add_decks(b, decks, env, m);
        struct node *facts = add_scroller(b, row, "text", parts_word(env, "Text"), GROW);
        facts->style.pad.start = 40;
        add_facts(b, facts, env, m);
    } else {
        struct length w = GROW;
        struct node *all = add_scroller(b, root, "text", parts_word(env, "Text"), w);
        add_head(b, all, env, m);
        if (m->title.n_blocks) {
            struct node *wrap =
                node_box(b, all, "all",
                         (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 14});
            add_deck(b, wrap, env, DECK_ALL,
                     &(struct deck_card){.id = "", .count = (int)m->n_all});
        } else {
            add_decks(b, all, env, m);
        }
        add_facts(b, all, env, m);
    }
    nav_bar(b, root, env, SCREEN_TRIVIA);
    return root;
}

const struct screen_class screen_trivia = {load, view, NULL, NULL};
