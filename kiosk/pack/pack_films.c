#include "pack/load_films.h"

bool pack_load_film_card(struct pack *pack, struct arena *arena, const char *id,
                         struct film_card *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    return load_film_card(&l, id, out);
}

static bool load_ids(const struct load *l, struct films_model *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_FILMS, l->pack->original, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        const char *id = query_id(rows, 0, l->arena);
        if (!*id)
            continue;
        out->ids = QUERY_GROW(l->arena, out->ids, out->n);
        out->ids[out->n++] = id;
    }
    query_end(rows);
    return got == 0;
}

bool pack_load_films(struct pack *pack, struct arena *arena, struct films_model *out,
                     struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct films_model){0};
    sqlite3_stmt *rows = query_begin(pack, QUERY_FEATURED, NULL, NULL);
    int got = 0;
    while (out->n_featured < FILMS_FEATURED && (got = query_step(pack, rows, err)) > 0) {
        struct film_card *card = &out->featured[out->n_featured];
        if (!load_film_card(&l, query_id(rows, 0, arena), card)) {
            got = -1;
            break;
        }
        out->n_featured += *card->picture.media != '\0';
    }
    query_end(rows);
    return got >= 0 && load_ids(&l, out);
}
