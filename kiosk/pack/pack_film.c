#include <string.h>

#include "base/array.h"
#include "pack/load_films.h"

#define FACTS_SHOWN 6

// ---- who made it ----

enum group { GROUP_CAST, GROUP_CREW, GROUP_COMPANY };

static enum group group_of(const struct credits *p)
{
    enum group group = GROUP_COMPANY;
    for (size_t i = 0; i < p->n; i++) {
        enum credit_role role = p->items[i].role;
        bool acts = role == CREDIT_CAST || role == CREDIT_VOICE;
        if (!acts && role != CREDIT_COMPANY)
            return GROUP_CREW; // who directs it may be heard in it, too
        if (acts)
            group = GROUP_CAST;
    }
    return group;
}

static struct credits *parts_of(const struct load *l, struct load_parts *all,
                                const char *person)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->items[i].person, person) == 0)
            return &all->items[i];
    all->items = QUERY_GROW(l->arena, all->items, all->n);
    all->items[all->n] = (struct credits){.person = person};
    return &all->items[all->n++];
}

static bool load_people(const struct load *l, struct film_model *film)
{
    struct load_parts all = {0};
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_CREDITS, film->card.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        const char *person = query_id(rows, 2, l->arena);
        if (*person && !load_part(l, rows, parts_of(l, &all, person))) {
            got = -1;
            break;
        }
    }
    query_end(rows);
    film->people = ARENA_ARRAY(l->arena, struct credits, all.n);
    for (int group = GROUP_CAST; group <= GROUP_COMPANY; group++) {
        for (size_t i = 0; i < all.n; i++)
            if ((int)group_of(&all.items[i]) == group)
                film->people[film->n_people++] = all.items[i];
        if (group == GROUP_CAST)
            film->n_cast = film->n_people;
    }
    for (size_t i = 0; got == 0 && i < film->n_people; i++)
        if (!load_title(l, "person", film->people[i].person, &film->people[i].name))
            got = -1;
    return got == 0;
}

// ---- figures ----

static long read_whole(sqlite3_stmt *row, int column)
{
    sqlite3_int64 v = sqlite3_column_int64(row, column);
    bool good = sqlite3_column_type(row, column) == SQLITE_INTEGER && v >= 0;
    return good ? (long)v : -1;
}

static bool load_ratings(const struct load *l, struct film_model *film,
                         struct load_sources *sources)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_RATINGS, film->card.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        struct rating r = {.id = query_id(rows, 0, l->arena),
                           .value = query_text(rows, 1, l->arena),
                           .count = read_whole(rows, 2),
                           .about = query_int(rows, 3, 0, 1, 1) == 1,
                           .as_of = query_text(rows, 4, l->arena)};
        if (!load_text(l, "rating", r.id, "by", &r.by) ||
            !load_citations(l, "rating", r.id, sources, NULL, NULL)) {
            got = -1;
            break;
        }
        film->ratings = QUERY_GROW(l->arena, film->ratings, film->n_ratings);
        film->ratings[film->n_ratings] = r;
        film->n_ratings += *r.id && *r.value;
    }
    query_end(rows);
    return got == 0;
}

static bool load_money(const struct load *l, struct film_model *film,
                       struct load_sources *sources)
{
    static const char *const kinds[] = {"budget", "gross", "opening"};
    static const char *const territories[] = {"us_canada", "international", "worldwide"};
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_MONEY, film->card.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        struct money m = {
            .id = query_id(rows, 0, l->arena),
            .kind = (enum money_kind)query_enum(rows, 1, kinds, ARRAY_LEN(kinds), 1),
            .territory = (enum territory)query_enum(rows, 2, territories,
                                                    ARRAY_LEN(territories), 2),
            .amount = read_whole(rows, 3),
            .currency = query_text(rows, 4, l->arena),
            .about = query_int(rows, 5, 0, 1, 1) == 1,
            .as_of = query_text(rows, 6, l->arena),
        };
        if (!load_text(l, "money", m.id, "note", &m.note) ||
            !load_citations(l, "money", m.id, sources, NULL, NULL)) {
            got = -1;
            break;
        }
        film->money = QUERY_GROW(l->arena, film->money, film->n_money);
        film->money[film->n_money] = m;
        film->n_money += *m.id && m.amount >= 0;
    }
    query_end(rows);
    return got == 0;
}

static bool load_film_awards(const struct load *l, struct film_model *film,
                             struct load_sources *sources)
{
    struct load_awards awards = {0};
    bool good = load_awards(l, QUERY_AWARDS, film->card.id, sources, &awards);
    film->awards = awards.items;
    film->n_awards = awards.n;
    return good;
}

// ---- where ----

static bool load_where(const struct load *l, struct film_place *p)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_CLAIM_PLACE, p->claim.id, NULL);
    int got = query_step(l->pack, row, l->err);
    p->place = query_id(row, 0, l->arena);
    query_end(row);
    return got >= 0 && load_title(l, "place", p->place, &p->title) &&
           load_text(l, "place", p->place, "area", &p->area);
}

static bool load_places(const struct load *l, struct film_model *film,
                        struct load_sources *sources)
{
    struct load_claims claims = {0};
    if (!load_claims(l, QUERY_CLAIMS_OF, film->card.id, sources, &claims))
        return false;
    film->places = ARENA_ARRAY(l->arena, struct film_place, claims.n);
    for (size_t i = 0; i < claims.n; i++) {
        struct film_place *p = &film->places[film->n_places];
        *p = (struct film_place){.claim = claims.items[i]};
        if (!load_where(l, p))
            return false;
        film->n_places += *p->place != '\0';
    }
    return true;
}

static bool load_film_facts(const struct load *l, struct film_model *film,
                            struct load_sources *sources)
{
    struct load_facts facts = {0};
    bool good = load_open_facts(l, "work", film->card.id, sources, FACTS_SHOWN, &facts,
                                &film->n_all_facts);
    film->facts = facts.items;
    film->n_facts = facts.n;
    return good;
}

static bool load_own(const struct load *l, struct film_model *film)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_WORK, film->card.id, NULL);
    int got = query_step(l->pack, row, l->err);
    film->minutes = query_int(row, 2, 1, 100000, 0);
    film->n_scenes = (size_t)query_int(row, 5, 0, 100000, 0);
    query_end(row);
    return got > 0 && load_text(l, "work", film->card.id, "summary", &film->summary) &&
           load_text(l, "work", film->card.id, "synopsis", &film->synopsis);
}

// In the order in which the page shows what they stand behind.
static bool load_behind(const struct load *l, struct film_model *film)
{
    struct load_sources sources = {0};
    bool good = load_cited(l, &film->summary, &sources) &&
                load_cited(l, &film->synopsis, &sources) &&
                load_ratings(l, film, &sources) && load_money(l, film, &sources) &&
                load_film_awards(l, film, &sources) && load_places(l, film, &sources) &&
                load_ties(l, film, &sources) && load_film_facts(l, film, &sources);
    for (size_t i = 0; good && i < film->n_people; i++)
        for (size_t k = 0; good && k < film->people[i].n; k++)
            good = load_citations(l, "credit", film->people[i].items[k].id, &sources,
                                  NULL, NULL);
    film->sources = sources.items;
    film->n_sources = sources.n;
    return good;
}

bool pack_load_film(struct pack *pack, struct arena *arena, const char *id,
                    struct film_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct film_model){0};
    return load_film_card(&l, id, &out->card) && load_own(&l, out) &&
           load_people(&l, out) && load_behind(&l, out);
}
