// Somebody who made films, or a firm: who that is, their part in each film, and what they won.
#include "screens/cinema.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct person_model *m = ARENA_NEW(arena, struct person_model);
    *model_out = m;
    return pack_load_person(pack, arena, visit_top(visit)->id, m, err);
}

static const char *dates(struct build *b, const struct screen_env *env,
                         const struct person_model *m)
{
    const struct word_arg args[] = {
        {"born", cinema_year(b, m->born)}, {"died", cinema_year(b, m->died)}, {0}};
    const char *form = m->organisation      ? WORD("Founded {born}")
                       : m->born && m->died ? WORD("{born} – {died}")
                       : m->born            ? WORD("Born {born}")
                                            : WORD("Died {died}");
    if (m->born || (m->died && !m->organisation))
        return words_format(env->words, b->arena, NULL, form, args);
    return parts_word(env, m->organisation ? WORD("Company") : WORD("Person"));
}

static void add_films(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct person_model *m, float w_dp)
{
    if (!m->n_films)
        return;
    parts_eyebrow(b, parent, "films", parts_word(env, "In these films"));
    struct node *rows = node_box(b, parent, "film-rows", (struct node_style){.w = GROW});
    for (size_t i = 0; i < m->n_films; i++) {
        const struct filmed_part *f = &m->films[i];
        cinema_row(
            b, rows,
            &(struct cinema_row){.key = f->card.id,
                                 .name = text_line(&f->card.title),
                                 .lang = f->card.title.lang,
                                 .icon = "film",
                                 .end = cinema_parts(b, env, &f->parts),
                                 .note = cinema_line(b, env, &f->card, 0),
                                 .w_dp = w_dp,
                                 .command = visit_open(SCREEN_FILM, 0, f->card.id)});
    }
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct person_model *m = model;
    const struct statements s = statements_of(env, m->sources, m->n_sources);
    struct cinema_page p = cinema_page(
        b, env, entry,
        &(struct cinema_head){.eyebrow = dates(b, env, m),
                              .title = &m->name,
                              .badge = cinema_initials(b, text_line(&m->name))});
    const struct cinema_columns c = cinema_columns(b, &p, "first");
    parts_text(b, c.main, &m->summary,
               &(struct parts_words){TEXT_LEDE, COLOUR_INK, m->sources, m->n_sources});
    parts_text(b, c.main, &m->notable, &s.body);
    statements_behind(
        b, c.main, &s,
        &(struct statement){CITE_PERSON, m->id, m->citations, m->n_citations});
    if (!p.two)
        add_films(b, c.side, env, m, p.column_w);
    if (m->n_awards) {
        statements_section(b, c.main, "won", parts_word(env, "Awards"));
        cinema_awards(b, c.main, env, m->awards, m->n_awards, p.column_w);
    }
    statements_facts(b, c.main, &s, m->facts, m->n_facts);
    if (p.two)
        add_films(b, c.side, env, m, p.column_w);
    parts_sources(b, p.body, env, m->sources, m->n_sources);
    cinema_bar(b, &p, env, &(struct cinema_on){.here = SCREEN_PERSON});
    return p.root;
}

const struct screen_class screen_person = {load, view, NULL, NULL};
