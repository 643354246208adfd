// A film: what happens, who made it, what it won and earned, where it was shot, what it belongs
// together with, and who says so.
#include <math.h>

#include "screens/cinema.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct film_model *m = ARENA_NEW(arena, struct film_model);
    *model_out = m;
    return pack_load_film(pack, arena, visit_top(visit)->id, m, err);
}

static void add_people(struct build *b, struct node *parent, const struct screen_env *env,
                       const struct film_model *m, float w_dp)
{
    struct node *rows = NULL;
    for (size_t i = 0; i < m->n_people; i++) {
        const struct credits *p = &m->people[i];
        if (i == 0 || i == m->n_cast) {
            bool cast = i < m->n_cast;
            parts_eyebrow(b, parent, cast ? "cast" : "crew",
                          parts_word(env, cast ? WORD("Cast") : WORD("Who made it")));
            rows = node_box(b, parent, cast ? "cast-rows" : "crew-rows",
                            (struct node_style){.w = GROW});
        }
        const char *note = "", *lang = NULL;
        for (size_t k = 0; k < p->n && !*note; k++) {
            note = text_line(&p->items[k].note);
            lang = p->items[k].note.lang;
        }
        cinema_row(
            b, rows,
            &(struct cinema_row){.key = p->person,
                                 .name = text_line(&p->name),
                                 .lang = p->name.lang,
                                 .badge = cinema_initials(b, text_line(&p->name)),
                                 .end = cinema_parts(b, env, p),
                                 .note = note,
                                 .note_lang = lang,
                                 .w_dp = w_dp,
                                 .command = visit_open(SCREEN_PERSON, 0, p->person)});
    }
}

static struct cinema_on way_on(const struct screen_env *env, const struct film_model *m)
{
    return (struct cinema_on){SCREEN_FILMS,
                              m->n_scenes ? parts_word(env, "The story") : NULL,
                              visit_open(SCREEN_STORY, 0, m->card.id)};
}

static void add_ways(struct build *b, struct node *parent, const struct screen_env *env,
                     const struct film_model *m)
{
    struct node *row = node_box(
        b, parent, "ways", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 16});
    const struct cinema_on on = way_on(env, m);
    cinema_way(b, row, &on);
    if (m->n_all_facts)
        parts_secondary(b, row, "trivia", parts_word(env, "Trivia about it"),
                        visit_open(SCREEN_TRIVIA, DECK_WORK, m->card.id));
}

static void add_place(struct build *b, struct node *parent, const struct statements *s,
                      const struct film_place *p, float w_dp)
{
    const struct screen_env *env = s->env;
    struct node *n = statements_card(
        b, parent, arena_printf(b->arena, "claim:%s", p->claim.id), COLOUR_CARD);
    cinema_row(b, n,
               &(struct cinema_row){.key = "place",
                                    .name = text_line(&p->title),
                                    .lang = p->title.lang,
                                    .icon = "pin",
                                    .end = statements_claim_words(env, &p->claim),
                                    .note = text_line(&p->area),
                                    .note_lang = p->area.lang,
                                    .w_dp = fminf(w_dp, parts_card_dp(b->look)) - 72,
                                    .command = visit_open(SCREEN_PLACE, 0, p->place)});
    parts_text(b, n, &p->claim.body, &s->body);
    statements_behind(b, n, s,
                      &(struct statement){CITE_CLAIM, p->claim.id, p->claim.citations,
                                          p->claim.n_citations});
}

// Where it is set and where it was shot may be two places: said, if no claim has both.
static bool elsewhere(const struct film_model *m)
{
    bool set = false, filmed = false;
    for (size_t i = 0; i < m->n_places; i++) {
        enum relation r = m->places[i].claim.relation;
        set = set || r == REL_SET_IN;
        filmed = filmed || r != REL_SET_IN;
    }
    return set && filmed;
}

static void add_places(struct build *b, struct node *parent, const struct statements *s,
                       const struct film_model *m, float w_dp)
{
    if (!m->n_places)
        return;
    statements_section(b, parent, "places", parts_word(s->env, "Where it was shot"));
    if (elsewhere(m))
        node_text(
            b, parent, "elsewhere", TEXT_CAPTION, COLOUR_INK,
            parts_word(s->env, "Set in some of these places, and filmed in others."))
            ->style.w = GROW;
    for (size_t i = 0; i < m->n_places; i++)
        add_place(b, parent, s, &m->places[i], w_dp);
}

static void add_first(struct build *b, const struct cinema_page *p,
                      const struct statements *s, const struct film_model *m)
{
    const struct screen_env *env = s->env;
    const struct cinema_columns c = cinema_columns(b, p, "first");
    const struct parts_words lede = {TEXT_LEDE, COLOUR_INK, m->sources, m->n_sources};
    parts_text(b, c.main, &m->summary, &lede);
    cinema_figures(b, c.main, env, m, p->column_w);
    parts_text(b, c.main, &m->synopsis, &s->body);
    add_ways(b, c.main, env, m);
    // The awards and all figures are long: below the people where there is one column.
    if (!p->two)
        add_people(b, c.side, env, m, p->column_w);
    if (m->n_awards) {
        statements_section(b, c.main, "won", parts_word(env, "Awards"));
        cinema_awards(b, c.main, env, m->awards, m->n_awards, p->column_w);
    }
    cinema_all_figures(b, c.main, env, m, p->column_w);
    if (p->two)
        add_people(b, c.side, env, m, p->column_w);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct film_model *m = model;
    const struct statements s = statements_of(env, m->sources, m->n_sources);
    struct cinema_page p = cinema_page(
        b, env, entry,
        &(struct cinema_head){.eyebrow = cinema_line(b, env, &m->card, m->minutes),
                              .title = &m->card.title,
                              .picture = &m->card.picture});
    add_first(b, &p, &s, m);
    cinema_ties(b, p.body, &s, m, p.w);
    const struct cinema_columns c = cinema_columns(b, &p, "second");
    add_places(b, c.main, &s, m, p.column_w);
    statements_facts(b, c.side, &s, m->facts, m->n_facts);
    if (m->n_all_facts > m->n_facts)
        parts_secondary(b, c.side, "all-facts",
                        parts_word(env, "All trivia of this title"),
                        visit_open(SCREEN_TRIVIA, DECK_WORK, m->card.id));
    parts_sources(b, p.body, env, m->sources, m->n_sources);
    const struct cinema_on on = way_on(env, m);
    cinema_bar(b, &p, env, &on);
    return p.root;
}

const struct screen_class screen_film = {load, view, NULL, NULL};
