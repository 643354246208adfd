#include "base/array.h"
#include "base/bearing.h"
#include "pack/grounds.h"
#include "pack/load.h"

// A row of id, media, towards, whether it is a point, and its latitude and longitude.
static bool read_vantage(const struct load *l, sqlite3_stmt *row,
                         const struct scene_model *scene, struct vantage *v)
{
    const char *media = query_id(row, 1, l->arena);
    const char *towards = query_id(row, 2, l->arena);
    *v = (struct vantage){.id = query_id(row, 0, l->arena), .heading = -1};
    if (query_int(row, 3, 0, 1, 0))
        v->heading =
            bearing_deg(scene->place.lat, scene->place.lon, sqlite3_column_double(row, 4),
                        sqlite3_column_double(row, 5));
    v->picture.media = "";
    return load_text(l, "vantage", v->id, "stand", &v->stand) &&
           load_text(l, "vantage", v->id, "look", &v->look) &&
           (!*towards || load_title(l, "place", towards, &v->towards)) &&
           (!*media || load_picture(l, media, &v->picture));
}

static bool load_vantages(const struct load *l, struct scene_model *out)
{
    struct load_sources sources = {0};
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_VANTAGES, out->place.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->vantages = QUERY_GROW(l->arena, out->vantages, out->n_vantages);
        struct vantage *v = &out->vantages[out->n_vantages];
        if (!read_vantage(l, rows, out, v) ||
            !load_citations(l, "vantage", v->id, &sources, &v->citations,
                            &v->n_citations) ||
            !load_cited(l, &v->stand, &sources) || !load_cited(l, &v->look, &sources)) {
            got = -1;
            break;
        }
        out->n_vantages += v->id[0] != '\0';
    }
    query_end(rows);
    out->sources = sources.items;
    out->n_sources = sources.n;
    return got == 0;
}

bool pack_load_scene(struct pack *pack, struct arena *arena, const char *place,
                     struct scene_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct scene_model){0};
    sqlite3_stmt *row = query_begin(pack, QUERY_GROUND, place, NULL);
    int got = query_step(pack, row, err);
    query_end(row);
    if (got == 0)
        return load_absent(&l, "place", place);
    if (got < 0 || !load_place(&l, place, &out->place) || !load_vantages(&l, out))
        return false;
    out->pictures = ARENA_ARRAY(arena, struct picture, out->n_vantages);
    for (size_t i = 0; i < out->n_vantages; i++)
        if (*out->vantages[i].picture.media)
            out->pictures[out->n_pictures++] = out->vantages[i].picture;
    return true;
}
