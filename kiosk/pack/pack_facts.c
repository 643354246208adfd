// Facts as cards, in decks, and the easter eggs of a tour.
#include <string.h>

#include "base/array.h"
#include "pack/load.h"

#define FACTS_MOST 5000 // as the queries say

// ---- one fact ----

static bool load_uses(const struct load *l, const char *fact, struct play_links *out)
{
    static const char *const kinds[] = {"work", "place", "person"};
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_FACT_USES, fact, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        int kind = query_enum(rows, 0, kinds, ARRAY_LEN(kinds), PLAY_PLACE);
        if (!load_play(l, (enum play_kind)kind, query_id(rows, 1, l->arena), out)) {
            got = -1;
            break;
        }
    }
    query_end(rows);
    return got == 0;
}

bool pack_load_fact(struct pack *pack, struct arena *arena, const char *id,
                    struct fact_card *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    struct load_sources sources = {0};
    *out = (struct fact_card){0};
    sqlite3_stmt *row = query_begin(pack, QUERY_FACT, id, NULL);
    int got = query_step(pack, row, err);
    bool good = got > 0 && load_fact(&l, row, &sources, &out->fact);
    out->spoiler = query_int(row, 3, 0, 3, 3);
    query_end(row);
    if (got == 0)
        return load_absent(&l, "fact", id);
    out->sources = sources.items;
    out->n_sources = sources.n;
    return good && load_uses(&l, out->fact.id, &out->links);
}

// ---- decks ----

static bool load_decks(const struct load *l, enum play_kind kind,
                       struct trivia_model *out)
{
    bool works = kind == PLAY_WORK;
    sqlite3_stmt *rows =
        query_begin(l->pack, works ? QUERY_DECK_WORKS : QUERY_DECK_PLACES, NULL, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->decks = QUERY_GROW(l->arena, out->decks, out->n_decks);
        struct deck_card *d = &out->decks[out->n_decks++];
        *d = (struct deck_card){.kind = kind,
                                .id = query_id(rows, 0, l->arena),
                                .count = query_int(rows, 1, 0, FACTS_MOST, FACTS_MOST)};
        if (!load_title(l, works ? "work" : "place", d->id, &d->title)) {
            got = -1;
            break;
        }
    }
    query_end(rows);
    return got == 0;
}

static bool load_ids(const struct load *l, enum query query, const char *of,
                     struct trivia_model *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, query, of, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->facts = QUERY_GROW(l->arena, out->facts, out->n_facts);
        out->facts[out->n_facts] = query_id(rows, 0, l->arena);
        out->n_facts += out->facts[out->n_facts][0] != '\0';
    }
    query_end(rows);
    return got == 0;
}

static bool load_choosers(const struct load *l, struct trivia_model *out)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_FACT_COUNT, NULL, NULL);
    int got = query_step(l->pack, row, l->err);
    out->n_all = (size_t)query_int(row, 0, 0, FACTS_MOST, FACTS_MOST);
    query_end(row);
    return got >= 0 && load_decks(l, PLAY_WORK, out) && load_decks(l, PLAY_PLACE, out);
}

bool pack_load_trivia(struct pack *pack, struct arena *arena, struct trivia_model *out,
                      struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct trivia_model){0};
    return load_choosers(&l, out) && load_ids(&l, QUERY_FACTS_ALL, NULL, out);
}

static int has(const struct load *l, enum query query, const char *id)
{
    sqlite3_stmt *row = query_begin(l->pack, query, id, NULL);
    int got = query_step(l->pack, row, l->err);
    query_end(row);
    return got;
}

bool pack_load_deck(struct pack *pack, struct arena *arena, enum play_kind kind,
                    const char *id, struct trivia_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    bool work = kind == PLAY_WORK;
    *out = (struct trivia_model){0};
    int got = has(&l, work ? QUERY_WORK_YEAR : QUERY_PLACE, id);
    if (got == 0)
        return load_absent(&l, work ? "work" : "place", id);
    return got > 0 && load_title(&l, work ? "work" : "place", id, &out->title) &&
           load_choosers(&l, out) &&
           load_ids(&l, work ? QUERY_FACTS_OF_WORK : QUERY_FACTS_OF_PLACE, id, out);
}

// ---- easter eggs ----

static bool is_listed(const struct eggs_model *m, const char *fact)
{
    for (size_t i = 0; i < m->n_eggs; i++)
        if (strcmp(m->eggs[i].fact, fact) == 0)
            return true;
    return false;
}

static bool load_egg_places(const struct load *l, struct eggs_model *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_EGGS, out->tour, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        struct egg_place egg = {.fact = query_id(rows, 0, l->arena),
                                .stop = query_id(rows, 1, l->arena),
                                .position = query_int(rows, 2, 1, STOPS_MAX, 1)};
        if (!egg.fact[0] || is_listed(out, egg.fact))
            continue;
        out->eggs = QUERY_GROW(l->arena, out->eggs, out->n_eggs);
        out->eggs[out->n_eggs++] = egg;
    }
    query_end(rows);
    return got == 0;
}

bool pack_load_eggs(struct pack *pack, struct arena *arena, const char *tour,
                    struct eggs_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct eggs_model){.tour = arena_strdup(arena, tour)};
    sqlite3_stmt *row = query_begin(pack, QUERY_TOUR, tour, NULL);
    int got = query_step(pack, row, err);
    out->accent = query_colour(row, 5);
    query_end(row);
    if (got == 0)
        return load_absent(&l, "tour", tour);
    return got > 0 && load_title(&l, "tour", out->tour, &out->title) &&
           load_first_picture(&l, "tour", out->tour, &out->picture) &&
           load_egg_places(&l, out);
}
