#include "base/array.h"
#include "pack/load.h"

static const char *const modes[] = {"walk", "drive", "lot", "armchair"};

enum tour_mode load_mode(sqlite3_stmt *row, int column)
{
    return (enum tour_mode)query_enum(row, column, modes, ARRAY_LEN(modes), TOUR_WALK);
}

static bool load_words(const struct load *l, struct tour_model *tour)
{
    const struct {
        const char *field;
        struct text *out;
    } words[] = {{"eyebrow", &tour->eyebrow},
                 {"lede", &tour->lede},
                 {"about", &tour->about},
                 {"needs", &tour->needs}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!load_text(l, "tour", tour->id, words[i].field, words[i].out))
            return false;
    }
    return load_title(l, "tour", tour->id, &tour->title);
}

static bool load_behind(const struct load *l, struct tour_model *tour)
{
    struct load_sources sources = {0};
    bool good = load_cited(l, &tour->lede, &sources) &&
                load_cited(l, &tour->needs, &sources) &&
                load_cited(l, &tour->about, &sources);
    tour->sources = sources.items;
    tour->n_sources = sources.n;
    return good;
}

static bool find_egg(const struct load *l, struct tour_model *tour)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_TOUR_EGG, tour->id, NULL);
    int got = query_step(l->pack, row, l->err);
    tour->has_eggs = got > 0;
    query_end(row);
    return got >= 0;
}

static bool add_way(const struct load *l, struct tour_model *tour)
{
    struct load_way way;
    bool good = load_way(l, tour->id, &way);
    tour->metres = way.metres;
    tour->walk_minutes = way.minutes;
    tour->has_legs = way.has_legs;
    return good;
}

bool pack_load_tour(struct pack *pack, struct arena *arena, const char *id,
                    struct tour_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct tour_model){.id = arena_strdup(arena, id)};
    sqlite3_stmt *row = query_begin(pack, QUERY_TOUR, id, NULL);
    int got = query_step(pack, row, err);
    out->mode = load_mode(row, 1);
    out->minutes = query_int(row, 2, 1, 100000, 0);
    out->n_stops = (size_t)query_int(row, 3, 1, STOPS_MAX, 0);
    out->first_stop = query_id(row, 4, arena);
    out->accent = query_colour(row, 5);
    query_end(row);
    if (got == 0)
        return load_absent(&l, "tour", id);
    return got > 0 && load_words(&l, out) && load_behind(&l, out) && find_egg(&l, out) &&
           add_way(&l, out) && load_first_picture(&l, "tour", out->id, &out->picture);
}

static bool read_tour_card(const struct load *l, sqlite3_stmt *row,
                           struct tour_card *card)
{
    *card = (struct tour_card){
        .id = query_id(row, 0, l->arena),
        .mode = load_mode(row, 1),
        .minutes = query_int(row, 2, 1, 100000, 0),
        .n_stops = query_int(row, 3, 1, STOPS_MAX, 0),
    };
    struct load_way way;
    bool good = load_way(l, card->id, &way);
    card->metres = way.metres;
    card->walk_minutes = way.minutes;
    return good && load_title(l, "tour", card->id, &card->title) &&
           load_text(l, "tour", card->id, "eyebrow", &card->eyebrow) &&
           load_text(l, "tour", card->id, "lede", &card->lede) &&
           load_first_picture(l, "tour", card->id, &card->picture);
}

bool pack_load_home(struct pack *pack, struct arena *arena, struct home_model *out,
                    struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct home_model){0};
    sqlite3_stmt *rows = query_begin(pack, QUERY_TOUR_CARDS, NULL, NULL);
    int got;
    while ((got = query_step(pack, rows, err)) > 0) {
        out->tours = QUERY_GROW(arena, out->tours, out->n_tours);
        if (!read_tour_card(&l, rows, &out->tours[out->n_tours])) {
            got = -1;
            break;
        }
        out->n_tours += out->tours[out->n_tours].id[0] != '\0';
    }
    query_end(rows);
    return got == 0;
}
