#include <stdlib.h>
#include <string.h>

#include "pack/load.h"

static bool load_card_words(const struct load *l, const char *place,
                            struct stop_card *card)
{
    return load_stop_title(l, card->id, place, &card->title) &&
           load_text(l, "place", place, "area", &card->area) &&
           load_first_picture(l, "stop", card->id, &card->picture);
}

// From a row of id, position, code and place; the place is returned.
static const char *read_card(const struct load *l, sqlite3_stmt *row,
                             struct stop_card *card)
{
    *card = (struct stop_card){
        .id = query_id(row, 0, l->arena),
        .position = query_int(row, 1, 1, STOPS_MAX, 1),
        .code = query_int(row, 2, 1, 9999, 0),
    };
    return query_id(row, 3, l->arena);
}

bool pack_load_card(struct pack *pack, struct arena *arena, const char *tour,
                    int position, struct stop_card *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    sqlite3_stmt *row = query_begin(pack, QUERY_CARD, tour, NULL);
    sqlite3_bind_int(row, 2, position);
    int got = query_step(pack, row, err);
    const char *place = read_card(&l, row, out);
    query_end(row);
    if (got == 0)
        return err_set(err, "The tour '%s' has no stop %d.", tour, position);
    return got > 0 && load_card_words(&l, place, out);
}

// Whether there is a code in least ... most.
static int any_code(const struct load *l, int least, int most)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_CODES_FROM, NULL, NULL);
    sqlite3_bind_int(row, 1, least);
    sqlite3_bind_int(row, 2, most);
    int got = query_step(l->pack, row, l->err);
    query_end(row);
    return got;
}

// Codes have up to four digits: 12 leads to 12 itself, to 120 ... 129 and 1200 ... 1299.
static int leads(const struct load *l, int code)
{
    int got = 0;
    for (int one = 1; got == 0 && code > 0 && (long)code * one <= 9999; one *= 10)
        got = any_code(l, code * one, code * one + one - 1);
    return got;
}

static bool load_found(const struct load *l, int code, struct keypad_model *out)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_CODE, NULL, NULL);
    sqlite3_bind_int(row, 1, code);
    int got = query_step(l->pack, row, l->err);
    const char *place = read_card(l, row, &out->stop);
    const char *tour = query_id(row, 4, l->arena);
    query_end(row);
    out->found = got > 0 && out->stop.id[0];
    if (!out->found)
        return got >= 0;
    return load_card_words(l, place, &out->stop) &&
           load_title(l, "tour", tour, &out->tour_title);
}

bool pack_load_keypad(struct pack *pack, struct arena *arena, const char *digits,
                      struct keypad_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    char typed[5] = "";
    *out = (struct keypad_model){0};
    strncat(typed, digits, sizeof(typed) - 1);
    int code = (int)strtol(typed, NULL, 10);
    for (int i = 0; i < 10 && strlen(typed) < 4; i++) {
        int got = leads(&l, code * 10 + i);
        if (got < 0)
            return false;
        out->leads[i] = got > 0;
    }
    return code <= 0 || load_found(&l, code, out);
}
