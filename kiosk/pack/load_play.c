#include <string.h>

#include "pack/load.h"

static int read_year(const struct load *l, const char *work)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_WORK_YEAR, work, NULL);
    int year = query_step(l->pack, row, l->err) > 0 ? query_int(row, 0, 1, 9999, 0) : 0;
    query_end(row);
    return year;
}

// A place has its own picture, else that of a stop there.
static bool load_place_picture(const struct load *l, const char *place,
                               struct picture *out)
{
    if (!load_first_picture(l, "place", place, out))
        return false;
    sqlite3_stmt *row = query_begin(l->pack, QUERY_STOP_AT, place, NULL);
    int got = query_step(l->pack, row, l->err);
    const char *stop = got > 0 ? query_id(row, 0, l->arena) : "";
    query_end(row);
    return got >= 0 && (out->media[0] || load_first_picture(l, "stop", stop, out));
}

bool load_play(const struct load *l, enum play_kind kind, const char *id,
               struct play_links *out)
{
    static const char *const entities[] = {"work", "place", "person"};
    for (size_t i = 0; i < out->n; i++)
        if (out->items[i].kind == kind && strcmp(out->items[i].id, id) == 0)
            return true;
    if (!*id)
        return true;
    out->items = QUERY_GROW(l->arena, out->items, out->n);
    struct play_link *link = &out->items[out->n++];
    *link = (struct play_link){.kind = kind, .id = id, .picture = {.media = ""}};
    if (!load_title(l, entities[kind], id, &link->title))
        return false;
    if (kind == PLAY_WORK) {
        link->year = read_year(l, id);
        return load_first_picture(l, "work", id, &link->picture);
    }
    return kind == PLAY_PERSON || (load_text(l, "place", id, "area", &link->area) &&
                                   load_place_picture(l, id, &link->picture));
}
