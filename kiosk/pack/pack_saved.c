#include "base/array.h"
#include "pack/grounds.h"
#include "pack/load.h"

// Rows of both queries: place, tour or NULL, minutes or NULL, step_free, indoors.
static int read_saved(const struct load *l, enum query query, const char *id,
                      const char *of[2], struct saved_card *out)
{
    static const char *const yes_no[] = {"yes", "partly", "no", "unknown"};
    sqlite3_stmt *row = query_begin(l->pack, query, id, NULL);
    int got = query_step(l->pack, row, l->err);
    of[0] = query_id(row, 0, l->arena);
    of[1] = query_id(row, 1, l->arena);
    out->minutes = query_int(row, 2, 1, 600, 0);
    out->step_free =
        (enum step_free)query_enum(row, 3, yes_no, ARRAY_LEN(yes_no), STEP_FREE_UNKNOWN);
    out->indoors =
        (enum indoors)query_enum(row, 4, yes_no, ARRAY_LEN(yes_no), INDOORS_UNKNOWN);
    query_end(row);
    return got;
}

// A place without a picture of its own has that of a stop there.
static bool load_card_picture(const struct load *l, const char *place,
                              struct saved_card *out)
{
    if (out->stop)
        return load_first_picture(l, "stop", out->id, &out->picture);
    if (!load_first_picture(l, "place", place, &out->picture))
        return false;
    if (*out->picture.media)
        return true;
    sqlite3_stmt *row = query_begin(l->pack, QUERY_STOPS_AT, place, NULL);
    int got = query_step(l->pack, row, l->err);
    const char *stop = got > 0 ? query_id(row, 0, l->arena) : "";
    query_end(row);
    return got >= 0 && (!*stop || load_first_picture(l, "stop", stop, &out->picture));
}

bool pack_load_saved(struct pack *pack, struct arena *arena, bool stop, const char *id,
                     struct saved_card *out, bool *found_out, struct err *err)
{
    const struct load l = {pack, arena, err};
    const char *of[2];
    *out = (struct saved_card){.stop = stop, .id = arena_strdup(arena, id)};
    int got = read_saved(&l, stop ? QUERY_SAVED_STOP : QUERY_SAVED_PLACE, id, of, out);
    *found_out = got > 0;
    if (got <= 0)
        return got == 0;
    return (stop ? load_stop_title(&l, id, of[0], &out->title)
                 : load_title(&l, "place", id, &out->title)) &&
           load_text(&l, "place", of[0], "area", &out->area) &&
           (!*of[1] || load_title(&l, "tour", of[1], &out->tour_title)) &&
           load_card_picture(&l, of[0], out);
}
