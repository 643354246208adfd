#include "base/array.h"
#include "pack/load.h"

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

bool load_claims(const struct load *l, enum query query, const char *id,
                 struct load_sources *sources, struct load_claims *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, query, id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->items = QUERY_GROW(l->arena, out->items, out->n);
        if (!read_claim(l, rows, sources, &out->items[out->n])) {
            got = -1;
            break;
        }
        out->n += out->items[out->n].id[0] != '\0';
    }
    query_end(rows);
    return got == 0;
}
