#include <string.h>

#include "pack/load.h"

static float fraction(sqlite3_stmt *row, int column)
{
    double v = sqlite3_column_double(row, column);
    return v >= 0 && v <= 1 ? (float)v : 0.5f;
}

// Returns its pair's id, "" when it has none.
static const char *read_picture(sqlite3_stmt *row, const char *media, struct arena *arena,
                                struct picture *out)
{
    out->media = arena_strdup(arena, media);
    out->width = query_int(row, 0, 1, ORIGINAL_MOST, 1);
    out->height = query_int(row, 1, 1, ORIGINAL_MOST, 1);
    out->focus_x = fraction(row, 2);
    out->focus_y = fraction(row, 3);
    out->colour = (uint32_t)query_int(row, 4, 0, 0xFFFFFF, 0x808080);
    out->credit = query_text(row, 5, arena);
    out->licence = query_text(row, 6, arena);
    return query_id(row, 7, arena);
}

static bool load_alone(const struct load *l, const char *media, const char **pair,
                       struct picture *out)
{
    *pair = "";
    *out = (struct picture){
        .media = "", .focus_x = 0.5f, .focus_y = 0.5f, .credit = "", .licence = ""};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_PICTURE, media, NULL);
    int got = query_step(l->pack, row, l->err);
    if (got > 0)
        *pair = read_picture(row, media, l->arena, out);
    query_end(row);
    return got >= 0 && load_text(l, "media", media, "alt", &out->alt);
}

// One step and no further: pairs may lead round in a circle.
static bool load_pair(const struct load *l, const char *media, struct picture *of)
{
    struct picture *pair = ARENA_NEW(l->arena, struct picture);
    const char *its_own;
    if (!load_alone(l, media, &its_own, pair))
        return false;
    if (pair->media[0] && strcmp(pair->media, of->media) != 0)
        of->pair = pair;
    return true;
}

bool load_picture(const struct load *l, const char *media, struct picture *out)
{
    const char *pair;
    return load_alone(l, media, &pair, out) && (!pair[0] || load_pair(l, pair, out));
}

bool load_pictures(const struct load *l, const char *entity, const char *id,
                   struct picture **out, size_t *n_out)
{
    struct picture *pictures = NULL;
    size_t n = 0;
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_PICTURES_OF, entity, id);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        pictures = QUERY_GROW(l->arena, pictures, n);
        if (!load_picture(l, query_id(rows, 0, l->arena), &pictures[n])) {
            got = -1;
            break;
        }
        n += pictures[n].media[0] != '\0';
    }
    query_end(rows);
    *out = pictures;
    *n_out = n;
    return got == 0;
}

bool load_first_picture(const struct load *l, const char *entity, const char *id,
                        struct picture *out)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_PICTURES_OF, entity, id);
    int got = query_step(l->pack, row, l->err);
    const char *media = got > 0 ? query_id(row, 0, l->arena) : "";
    query_end(row);
    return got >= 0 && load_picture(l, media, out);
}
