#include "pack/grounds.h"
#include "pack/load.h"

static bool load_source_ids(const struct load *l, struct credits_model *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_SOURCE_IDS, NULL, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->sources = QUERY_GROW(l->arena, out->sources, out->n_sources);
        out->sources[out->n_sources] = query_id(rows, 0, l->arena);
        out->n_sources += out->sources[out->n_sources][0] != '\0';
    }
    query_end(rows);
    return got == 0;
}

static bool load_picture_ids(const struct load *l, struct credits_model *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_PICTURE_IDS, NULL, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        size_t n = out->n_pictures;
        out->pictures = QUERY_GROW(l->arena, out->pictures, n);
        out->licences = QUERY_GROW(l->arena, out->licences, n);
        out->pictures[n] = query_id(rows, 0, l->arena);
        out->licences[n] = query_text(rows, 1, l->arena);
        out->n_pictures += out->pictures[n][0] != '\0';
    }
    query_end(rows);
    return got == 0;
}

bool pack_load_credits(struct pack *pack, struct arena *arena, struct credits_model *out,
                       struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct credits_model){0};
    return load_source_ids(&l, out) && load_picture_ids(&l, out);
}

bool pack_load_source(struct pack *pack, struct arena *arena, const char *id,
                      struct source *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct source){.id = arena_strdup(arena, id)};
    sqlite3_stmt *row = query_begin(pack, QUERY_SOURCE, id, NULL);
    int got = query_step(pack, row, err);
    out->title = query_text(row, 1, arena);
    out->publisher = query_text(row, 2, arena);
    out->address = query_text(row, 3, arena);
    out->read_on = query_text(row, 4, arena);
    query_end(row);
    return got == 0 ? load_absent(&l, "source", id) : got > 0;
}

bool pack_load_picture(struct pack *pack, struct arena *arena, const char *id,
                       struct picture *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    return load_picture(&l, id, out);
}
