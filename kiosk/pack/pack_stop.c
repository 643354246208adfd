#include <string.h>

#include "base/array.h"
#include "pack/load.h"

static bool read_place(const struct load *l, const char *id, struct place *out)
{
    static const char *const etiquettes[] = {"public", "ticketed", "private_home",
                                             "closed_lot"};
    static const char *const step_free[] = {"yes", "partly", "no", "unknown"};
    *out =
        (struct place){.id = arena_strdup(l->arena, id), .opened = "", .checked_on = ""};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_PLACE, id, NULL);
    int got = query_step(l->pack, row, l->err);
    out->opened = query_text(row, 1, l->arena);
    out->checked_on = query_text(row, 2, l->arena);
    out->lat = sqlite3_column_double(row, 3);
    out->lon = sqlite3_column_double(row, 4);
    // What isn't known to be public is treated with more care, not less.
    out->etiquette = (enum etiquette)query_enum(row, 5, etiquettes, ARRAY_LEN(etiquettes),
                                                ETI_PRIVATE_HOME);
    out->step_free = (enum step_free)query_enum(row, 6, step_free, ARRAY_LEN(step_free),
                                                STEP_FREE_UNKNOWN);
    query_end(row);
    return got >= 0;
}

static bool load_place(const struct load *l, const char *id, struct place *out)
{
    if (!read_place(l, id, out))
        return false;
    const struct {
        const char *field;
        struct text *out;
    } words[] = {{"area", &out->area},
                 {"address", &out->address},
                 {"access", &out->access},
                 {"transit", &out->transit},
                 {"manners", &out->manners}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!load_text(l, "place", id, words[i].field, words[i].out))
            return false;
    }
    return load_title(l, "place", id, &out->title);
}

static bool read_claim(const struct load *l, sqlite3_stmt *row,
                       struct load_sources *sources, struct claim *c)
{
    static const char *const relations[] = {"filmed_at", "set_in", "stands_in_for",
                                            "studio_set", "plate"};
    static const char *const confidences[] = {"confirmed", "reported", "disputed"};
    *c = (struct claim){
        .id = query_id(row, 0, l->arena),
        .work = query_id(row, 1, l->arena),
        .relation = (enum relation)query_enum(row, 2, relations, ARRAY_LEN(relations),
                                              REL_SET_IN),
        .confidence = (enum confidence)query_enum(row, 3, confidences,
                                                  ARRAY_LEN(confidences), CONF_DISPUTED),
        .work_year = query_int(row, 4, 1, 9999, 0),
    };
    return load_title(l, "work", c->work, &c->work_title) &&
           load_text(l, "claim", c->id, "body", &c->body) &&
           load_citations(l, "claim", c->id, sources, &c->citations, &c->n_citations) &&
           load_cited(l, &c->body, sources);
}

static bool load_claims(const struct load *l, struct stop_model *stop,
                        struct load_sources *sources)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_CLAIMS, stop->place.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        stop->claims = QUERY_GROW(l->arena, stop->claims, stop->n_claims);
        if (!read_claim(l, rows, sources, &stop->claims[stop->n_claims])) {
            got = -1;
            break;
        }
        stop->n_claims += stop->claims[stop->n_claims].id[0] != '\0';
    }
    query_end(rows);
    return got == 0;
}

static bool read_fact(const struct load *l, sqlite3_stmt *row,
                      struct load_sources *sources, struct fact *f)
{
    static const char *const kinds[] = {"trivia", "easter_egg", "production", "music",
                                        "history"};
    static const char *const statuses[] = {"confirmed", "reported", "rumour"};
    *f = (struct fact){
        .id = query_id(row, 0, l->arena),
        .kind = (enum fact_kind)query_enum(row, 1, kinds, ARRAY_LEN(kinds), FACT_TRIVIA),
        .status = (enum fact_status)query_enum(row, 2, statuses, ARRAY_LEN(statuses),
                                               FACT_RUMOUR),
    };
    return load_text(l, "fact", f->id, "body", &f->body) &&
           load_text(l, "fact", f->id, "reveal", &f->reveal) &&
           load_citations(l, "fact", f->id, sources, &f->citations, &f->n_citations) &&
           load_cited(l, &f->body, sources) && load_cited(l, &f->reveal, sources);
}

static bool load_facts_of(const struct load *l, const char *entity, const char *id,
                          struct stop_model *stop, struct load_sources *sources)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_FACTS, entity, id);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        stop->facts = QUERY_GROW(l->arena, stop->facts, stop->n_facts);
        if (!read_fact(l, rows, sources, &stop->facts[stop->n_facts])) {
            got = -1;
            break;
        }
        stop->n_facts += stop->facts[stop->n_facts].id[0] != '\0';
    }
    query_end(rows);
    return got == 0;
}

// A stop that names no facts shows those of its place.
static bool load_facts(const struct load *l, struct stop_model *stop,
                       struct load_sources *sources)
{
    if (!load_facts_of(l, "stop", stop->id, stop, sources))
        return false;
    return stop->n_facts > 0 || load_facts_of(l, "place", stop->place.id, stop, sources);
}

// All that stand behind the page, in the order in which it shows them.
static bool load_behind(const struct load *l, struct stop_model *stop)
{
    struct load_sources sources = {0};
    bool good = load_citations(l, "stop", stop->id, &sources, NULL, NULL) &&
                load_cited(l, &stop->lede, &sources) &&
                load_cited(l, &stop->story, &sources) && load_claims(l, stop, &sources) &&
                load_facts(l, stop, &sources) &&
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
