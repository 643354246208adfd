#include "pack/load.h"

// A stop that names no facts shows those of its place.
static bool load_stop_facts(const struct load *l, struct stop_model *stop,
                            struct load_sources *sources)
{
    struct load_facts facts = {0};
    bool good = load_facts(l, "stop", stop->id, sources, &facts) &&
                (facts.n > 0 || load_facts(l, "place", stop->place.id, sources, &facts));
    stop->facts = facts.items;
    stop->n_facts = facts.n;
    return good;
}

static bool count_claims(const struct load *l, struct stop_model *stop)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_CLAIMS_COUNT, stop->place.id, NULL);
    int got = query_step(l->pack, row, l->err);
    stop->all_claims = query_int(row, 0, 0, 1000000, 0);
    stop->all_works = query_int(row, 1, 0, 1000000, 0);
    query_end(row);
    return got >= 0;
}

// A stop tells its story: the rest of what was shot here stands on the page of its place.
static bool load_stop_claims(const struct load *l, struct stop_model *stop,
                             struct load_sources *sources)
{
    struct load_claims claims = {0};
    bool good = load_claims(l, QUERY_FIRST_CLAIMS, stop->place.id, sources, &claims);
    stop->claims = claims.items;
    stop->n_claims = claims.n;
    return good && count_claims(l, stop);
}

// All that stand behind the page, in the order in which it shows them.
static bool load_behind(const struct load *l, struct stop_model *stop)
{
    struct load_sources sources = {0};
    bool good =
        load_citations(l, "stop", stop->id, &sources, NULL, NULL) &&
        load_cited(l, &stop->lede, &sources) && load_cited(l, &stop->story, &sources) &&
        load_stop_claims(l, stop, &sources) && load_stop_facts(l, stop, &sources) &&
        load_cited(l, &stop->place.access, &sources) &&
        load_cited(l, &stop->place.transit, &sources) &&
        load_cited(l, &stop->place.manners, &sources);
    stop->sources = sources.items;
    stop->n_sources = sources.n;
    return good;
}

static bool load_link(const struct load *l, enum query query,
                      const struct stop_model *stop, struct stop_link *out)
{
    *out = (struct stop_link){.id = ""};
    const char *place = "";
    sqlite3_stmt *row = query_begin(l->pack, query, stop->tour, NULL);
    sqlite3_bind_int(row, 2, stop->position);
    int got = query_step(l->pack, row, l->err);
    if (got > 0) {
        out->id = query_id(row, 0, l->arena);
        place = query_id(row, 1, l->arena);
    }
    query_end(row);
    return got >= 0 && load_stop_title(l, out->id, place, &out->title) &&
           load_first_picture(l, "stop", out->id, &out->picture);
}

static int read_stop(const struct load *l, const char *id, const char **place,
                     struct stop_model *out)
{
    *out = (struct stop_model){.id = arena_strdup(l->arena, id)};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_STOP, id, NULL);
    int got = query_step(l->pack, row, l->err);
    out->tour = query_id(row, 1, l->arena);
    out->position = query_int(row, 2, 1, STOPS_MAX, 1);
    out->code = query_int(row, 3, 1, 9999, 0);
    *place = query_id(row, 4, l->arena);
    out->n_stops = query_int(row, 5, 1, STOPS_MAX, 1);
    out->accent = query_colour(row, 6);
    query_end(row);
    return got;
}

bool pack_load_stop(struct pack *pack, struct arena *arena, const char *id,
                    struct stop_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    const char *place;
    int got = read_stop(&l, id, &place, out);
    if (got == 0)
        return load_absent(&l, "stop", id);
    return got > 0 && load_stop_title(&l, out->id, place, &out->title) &&
           load_text(&l, "stop", out->id, "lede", &out->lede) &&
           load_text(&l, "stop", out->id, "story", &out->story) &&
           load_title(&l, "tour", out->tour, &out->tour_title) &&
           load_place(&l, place, &out->place) && load_behind(&l, out) &&
           load_pictures(&l, "stop", out->id, &out->pictures, &out->n_pictures) &&
           load_link(&l, QUERY_PREVIOUS, out, &out->previous) &&
           load_link(&l, QUERY_NEXT, out, &out->next);
}
