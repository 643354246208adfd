#include "base/array.h"
#include "pack/load.h"

static bool load_hints(const struct load *l, struct fact *f)
{
    static const char *const fields[] = {"hint-1", "hint-2", "hint-3"};
    for (size_t i = 0; f->kind == FACT_EASTER_EGG && i < ARRAY_LEN(fields); i++)
        if (!load_text(l, "fact", f->id, fields[i], &f->hints[i]))
            return false;
    return true;
}

bool load_fact(const struct load *l, sqlite3_stmt *row, struct load_sources *sources,
               struct fact *f)
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
           load_text(l, "fact", f->id, "reveal", &f->reveal) && load_hints(l, f) &&
           load_citations(l, "fact", f->id, sources, &f->citations, &f->n_citations) &&
           load_cited(l, &f->body, sources) && load_cited(l, &f->reveal, sources);
}

bool load_facts(const struct load *l, const char *entity, const char *id,
                struct load_sources *sources, struct load_facts *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_FACTS, entity, id);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->items = QUERY_GROW(l->arena, out->items, out->n);
        if (!load_fact(l, rows, sources, &out->items[out->n])) {
            got = -1;
            break;
        }
        out->n += out->items[out->n].id[0] != '\0';
    }
    query_end(rows);
    return got == 0;
}
