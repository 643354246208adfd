#include <string.h>

#include "base/array.h"
#include "pack/grounds.h"
#include "pack/load.h"

// Where the words of a statement stand.
static const char *words_field(const char *entity)
{
    static const char *const fields[][2] = {
        {"stop", "lede"},      {"person", "summary"}, {"credit", "character"},
        {"award", "category"}, {"rating", "by"},      {"money", "note"},
        {"vantage", "look"},
    };
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (strcmp(fields[i][0], entity) == 0)
            return fields[i][1];
    return "body";
}

bool pack_load_cited(struct pack *pack, struct arena *arena, const char *entity,
                     const char *id, struct cited_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    struct load_sources sources = {0};
    *out = (struct cited_model){0};
    bool good =
        load_text(&l, entity, id, words_field(entity), &out->statement) &&
        load_citations(&l, entity, id, &sources, &out->citations, &out->n_citations) &&
        load_cited(&l, &out->statement, &sources);
    out->sources = sources.items;
    out->n_sources = sources.n;
    return good;
}
