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

bool load_place(const struct load *l, const char *id, struct place *out)
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
