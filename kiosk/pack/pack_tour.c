#include "base/array.h"
#include "pack/load.h"

static bool read_card(const struct load *l, sqlite3_stmt *row, struct stop_card *card)
{
    *card = (struct stop_card){
        .id = query_id(row, 0, l->arena),
        .position = query_int(row, 1, 1, 9999, 1),
        .code = query_int(row, 2, 1, 9999, 0),
    };
    const char *place = query_id(row, 3, l->arena);
    return load_stop_title(l, card->id, place, &card->title) &&
           load_text(l, "stop", card->id, "lede", &card->lede) &&
           load_text(l, "place", place, "area", &card->area) &&
           load_first_picture(l, "stop", card->id, &card->picture);
}

static bool load_cards(const struct load *l, struct tour_model *tour)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_CARDS, tour->id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        tour->stops = QUERY_GROW(l->arena, tour->stops, tour->n_stops);
        struct stop_card *card = &tour->stops[tour->n_stops];
        if (!read_card(l, rows, card)) {
            got = -1;
            break;
        }
        tour->n_stops += card->id[0] != '\0';
    }
    query_end(rows);
    return got == 0;
}

static bool load_words(const struct load *l, struct tour_model *tour)
{
    const struct {
        const char *field;
        struct text *out;
    } words[] = {{"title", &tour->title},
                 {"eyebrow", &tour->eyebrow},
                 {"lede", &tour->lede},
                 {"about", &tour->about},
                 {"needs", &tour->needs}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!load_text(l, "tour", tour->id, words[i].field, words[i].out))
            return false;
    }
    return true;
}

bool pack_load_tour(struct pack *pack, struct arena *arena, const char *id,
                    struct tour_model *out, struct err *err)
{
    static const char *const modes[] = {"walk", "drive", "lot", "armchair"};
    const struct load l = {pack, arena, err};
    *out = (struct tour_model){.id = arena_strdup(arena, id)};
    sqlite3_stmt *row = query_begin(pack, QUERY_TOUR, id, NULL);
    int got = query_step(pack, row, err);
    out->mode = (enum tour_mode)query_enum(row, 1, modes, ARRAY_LEN(modes), TOUR_WALK);
    out->minutes = query_int(row, 2, 1, 100000, 0);
    query_end(row);
    if (got == 0)
        return load_absent(&l, "tour", id);
    return got > 0 && load_words(&l, out) &&
           load_first_picture(&l, "tour", out->id, &out->picture) && load_cards(&l, out);
}
