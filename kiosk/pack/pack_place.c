#include "base/array.h"
#include "pack/grounds.h"
#include "pack/load.h"

static int read_ground(const struct load *l, const char *id, struct place_model *out)
{
    static const char *const indoors[] = {"yes", "partly", "no", "unknown"};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_GROUND, id, NULL);
    int got = query_step(l->pack, row, l->err);
    out->indoors =
        (enum indoors)query_enum(row, 0, indoors, ARRAY_LEN(indoors), INDOORS_UNKNOWN);
    out->booking_address = query_text(row, 1, l->arena);
    out->n_vantages = query_int(row, 2, 0, 10000, 0);
    query_end(row);
    return got;
}

static bool load_stops(const struct load *l, struct place_model *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_STOPS_AT, out->place.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->stops = QUERY_GROW(l->arena, out->stops, out->n_stops);
        struct place_stop *s = &out->stops[out->n_stops];
        *s = (struct place_stop){.id = query_id(rows, 0, l->arena),
                                 .position = query_int(rows, 1, 1, STOPS_MAX, 1)};
        if (!load_stop_title(l, s->id, out->place.id, &s->title) ||
            !load_title(l, "tour", query_id(rows, 2, l->arena), &s->tour_title)) {
            got = -1;
            break;
        }
        out->n_stops += s->id[0] != '\0';
    }
    query_end(rows);
    return got == 0;
}

static bool load_views(const struct load *l, struct place_model *out)
{
    if (!load_pictures(l, "place", out->place.id, &out->pictures, &out->n_pictures))
        return false;
    for (size_t i = 0; i < out->n_stops && !out->n_pictures; i++)
        if (!load_pictures(l, "stop", out->stops[i].id, &out->pictures, &out->n_pictures))
            return false;
    return true;
}

// All that stand behind the page, in the order in which it shows them.
static bool load_behind(const struct load *l, struct place_model *out)
{
    struct load_sources sources = {0};
    struct load_claims claims = {0};
    struct load_facts facts = {0};
    struct place *p = &out->place;
    bool good =
        load_claims(l, QUERY_CLAIMS_BY_YEAR, p->id, &sources, &claims) &&
        load_cited(l, &out->architects, &sources) &&
        load_cited(l, &out->history, &sources) &&
        load_facts(l, "place", p->id, &sources, &facts) &&
        load_cited(l, &p->transit, &sources) && load_cited(l, &p->access, &sources) &&
        load_cited(l, &out->booking, &sources) && load_cited(l, &p->manners, &sources);
    out->claims = claims.items;
    out->n_claims = claims.n;
    out->facts = facts.items;
    out->n_facts = facts.n;
    out->sources = sources.items;
    out->n_sources = sources.n;
    return good;
}

bool pack_load_place(struct pack *pack, struct arena *arena, const char *id,
                     struct place_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct place_model){0};
    int got = read_ground(&l, id, out);
    if (got == 0)
        return load_absent(&l, "place", id);
    return got > 0 && load_place(&l, id, &out->place) &&
           load_text(&l, "place", id, "architects", &out->architects) &&
           load_text(&l, "place", id, "history", &out->history) &&
           load_text(&l, "place", id, "booking", &out->booking) && load_stops(&l, out) &&
           load_views(&l, out) && load_behind(&l, out);
}
