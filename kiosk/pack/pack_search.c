#include <string.h>

#include "base/array.h"
#include "find/find.h"
#include "pack/hits.h"

struct found {
    const char *ids[SEARCH_GROUP_MAX];
    size_t n;
    bool more;
};

static void keep(struct found *f, const char *id)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->ids[i], id) == 0)
            return;
    if (f->n == SEARCH_GROUP_MAX)
        f->more = true;
    else
        f->ids[f->n++] = id;
}

static bool look(const struct load *l, const char *query,
                 struct found found[SEARCH_KINDS])
{
    static const char *const kinds[] = {"place", "work", "person", "fact", "stop"};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_SEARCH_TITLES, NULL, NULL);
    int got;
    while ((got = query_step(l->pack, row, l->err)) > 0) {
        struct find_mark *marks;
        int kind = query_enum(row, 0, kinds, ARRAY_LEN(kinds), 0);
        if (find_marks(l->arena, query_text(row, 2, l->arena), query, &marks))
            keep(&found[kind], query_id(row, 1, l->arena));
    }
    query_end(row);
    return got >= 0;
}

bool pack_search(struct pack *pack, struct arena *arena, const char *query,
                 struct search_results *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    struct found found[SEARCH_KINDS] = {0};
    *out = (struct search_results){.corrected = ""};
    if (!look(&l, query, found))
        return false;
    for (int kind = 0; kind < SEARCH_KINDS; kind++) {
        const struct found *f = &found[kind];
        if (f->n == 0)
            continue;
        struct search_group *group = &out->groups[out->n++];
        *group = (struct search_group){(enum search_kind)kind,
                                       ARENA_ARRAY(arena, struct search_hit, f->n), f->n,
                                       f->more};
        for (size_t i = 0; i < f->n; i++) {
            struct hits_wanted wanted = {(enum search_kind)kind, f->ids[i], query, false};
            if (!hits_load(&l, &wanted, &group->hits[i]))
                return false;
        }
    }
    return true;
}
