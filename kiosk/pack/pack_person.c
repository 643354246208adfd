#include <string.h>

#include "base/array.h"
#include "pack/load_films.h"

#define FACTS_MOST 100

static struct filmed_part *film_of(const struct load *l, struct person_model *p,
                                   const char *work)
{
    for (size_t i = 0; i < p->n_films; i++)
        if (strcmp(p->films[i].card.id, work) == 0)
            return &p->films[i];
    p->films = QUERY_GROW(l->arena, p->films, p->n_films);
    struct filmed_part *f = &p->films[p->n_films];
    *f = (struct filmed_part){.parts = {.person = p->id}};
    if (!load_film_card(l, work, &f->card))
        return NULL;
    p->n_films++;
    return f;
}

static bool load_films(const struct load *l, struct person_model *p,
                       struct load_sources *sources)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_CREDITS_OF, p->id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        struct filmed_part *f = film_of(l, p, query_id(rows, 2, l->arena));
        if (!f || !load_part(l, rows, &f->parts) ||
            !load_citations(l, "credit", f->parts.items[f->parts.n - 1].id, sources, NULL,
                            NULL)) {
            got = -1;
            break;
        }
    }
    query_end(rows);
    return got == 0;
}

static int read_person(const struct load *l, struct person_model *p)
{
    static const char *const kinds[] = {"person", "organisation"};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_PERSON, p->id, NULL);
    int got = query_step(l->pack, row, l->err);
    p->organisation = query_enum(row, 0, kinds, ARRAY_LEN(kinds), 0) == 1;
    p->born = query_int(row, 1, 1, 9999, 0);
    p->died = query_int(row, 2, 1, 9999, 0);
    query_end(row);
    return got;
}

static bool load_behind(const struct load *l, struct person_model *p)
{
    struct load_sources sources = {0};
    struct load_awards awards = {0};
    struct load_facts facts = {0};
    size_t all;
    bool good =
        load_citations(l, "person", p->id, &sources, &p->citations, &p->n_citations) &&
        load_cited(l, &p->summary, &sources) && load_cited(l, &p->notable, &sources) &&
        load_films(l, p, &sources) &&
        load_awards(l, QUERY_AWARDS_TO, p->id, &sources, &awards) &&
        load_open_facts(l, "person", p->id, &sources, FACTS_MOST, &facts, &all);
    p->awards = awards.items;
    p->n_awards = awards.n;
    p->facts = facts.items;
    p->n_facts = facts.n;
    p->sources = sources.items;
    p->n_sources = sources.n;
    return good;
}

bool pack_load_person(struct pack *pack, struct arena *arena, const char *id,
                      struct person_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct person_model){.id = arena_strdup(arena, id)};
    int got = read_person(&l, out);
    if (got == 0)
        return load_absent(&l, "person", id);
    return got > 0 && load_title(&l, "person", id, &out->name) &&
           load_text(&l, "person", id, "summary", &out->summary) &&
           load_text(&l, "person", id, "notable", &out->notable) && load_behind(&l, out);
}
