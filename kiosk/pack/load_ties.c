#include <string.h>

#include "base/array.h"
#include "pack/load_films.h"

#define RELATED_MOST 24
#define TIES_MOST 48

// Where the work is among the related, added if it is new; RELATED_MOST: there are too many.
static size_t find(const struct load *l, struct film_model *film, const char *id)
{
    for (size_t i = 0; i < film->n_related; i++)
        if (strcmp(film->related[i].id, id) == 0)
            return i;
    if (film->n_related == RELATED_MOST)
        return RELATED_MOST;
    film->related = QUERY_GROW(l->arena, film->related, film->n_related);
    film->related[film->n_related] = (struct related){.id = id};
    return film->n_related++;
}

static bool has_tie(const struct film_model *film, const char *id)
{
    for (size_t i = 0; i < film->n_ties; i++)
        if (strcmp(film->ties[i].id, id) == 0)
            return true;
    return false;
}

// The work of a row is `from`, which its relation may turn round.
static void read_tie(const struct load *l, sqlite3_stmt *row, struct film_model *film)
{
    static const char *const relations[] = {"predates", "inspired_by", "same_director",
                                            "companion"};
    const char *id = query_text(row, 0, l->arena);
    if (film->n_ties == TIES_MOST || has_tie(film, id))
        return;
    size_t work = find(l, film, query_id(row, 1, l->arena));
    size_t other = find(l, film, query_id(row, 2, l->arena));
    if (work == RELATED_MOST || other == RELATED_MOST || work == other)
        return;
    struct tie tie = {.id = id, .from = work, .to = other};
    tie.relation = (enum work_relation)query_enum(row, 3, relations, ARRAY_LEN(relations),
                                                  WORK_COMPANION);
    film->ties = QUERY_GROW(l->arena, film->ties, film->n_ties);
    film->ties[film->n_ties++] = tie;
}

static bool load_from(const struct load *l, struct film_model *film, const char *work)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_TIES, work, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0)
        read_tie(l, rows, film);
    query_end(rows);
    return got == 0;
}

static bool load_related(const struct load *l, struct related *r)
{
    struct film_card card;
    bool good = load_film_card(l, r->id, &card);
    r->title = card.title;
    r->kind = card.kind;
    r->year = card.year;
    return good;
}

static bool load_tie(const struct load *l, const struct film_model *film, struct tie *t,
                     struct load_sources *sources)
{
    const struct related *from = &film->related[t->from], *to = &film->related[t->to];
    bool mutual = t->relation == WORK_SAME_DIRECTOR || t->relation == WORK_COMPANION;
    if (t->relation == WORK_INSPIRED_BY || (mutual && from->year > to->year)) {
        size_t first = t->to;
        t->to = t->from;
        t->from = first;
    }
    return load_text(l, "relation", t->id, "body", &t->body) &&
           load_citations(l, "relation", t->id, sources, &t->citations,
                          &t->n_citations) &&
           load_cited(l, &t->body, sources);
}

bool load_ties(const struct load *l, struct film_model *film,
               struct load_sources *sources)
{
    find(l, film, film->card.id);
    if (!load_from(l, film, film->card.id))
        return false;
    for (size_t i = 1, near = film->n_related; i < near; i++)
        if (!load_from(l, film, film->related[i].id))
            return false;
    for (size_t i = 0; i < film->n_related; i++)
        if (!load_related(l, &film->related[i]))
            return false;
    for (size_t i = 0; i < film->n_ties; i++)
        if (!load_tie(l, film, &film->ties[i], sources))
            return false;
    return true;
}
