#include <math.h>

#include "base/array.h"
#include "pack/load.h"
#include "pack/walks.h"
#include "pack/wkt.h"

#define LEG_MOST_M 1e6

static int walk_minutes(double metres)
{
    return (int)ceil(metres / (WALK_PACE_M_S * 60));
}

static bool is_in(double value, double least, double most)
{
    return isfinite(value) && value >= least && value <= most;
}

static bool bad_stop(const struct load *l, const char *stop, const char *what)
{
    return err_set(l->err, "The pack '%s' is damaged: %s of stop '%s'.",
                   l->pack->name.text, what, stop);
}

static bool bad_leg(const struct load *l, const char *leg, const char *what)
{
    return err_set(l->err, "The pack '%s' is damaged: %s of the leg to '%s'.",
                   l->pack->name.text, what, leg);
}

static double precision_m(sqlite3_stmt *row, int column)
{
    static const char *const names[] = {"spot", "building", "block", "district", "city"};
    static const double metres[] = {10, 30, 75, 500, 5000};
    return metres[query_enum(row, column, names, ARRAY_LEN(names), 4)];
}

// Columns 7 to 15. Without a row nothing starts the stop but a hand: a radius of 0.
static bool read_trigger(const struct load *l, sqlite3_stmt *row, struct walk_stop *stop)
{
    static const char *const shapes[] = {"circle", "polygon"};
    struct walk_trigger *t = &stop->trigger;
    int shape = query_enum(row, 7, shapes, ARRAY_LEN(shapes), -1);
    *t = (struct walk_trigger){.at = {stop->lat, stop->lon}, .once = true};
    if (sqlite3_column_type(row, 7) == SQLITE_NULL)
        return true;
    *t = (struct walk_trigger){
        .shape = shape == 1 ? TRIGGER_POLYGON : TRIGGER_CIRCLE,
        .at = {sqlite3_column_double(row, 8), sqlite3_column_double(row, 9)},
        .radius_m = sqlite3_column_double(row, 10),
        .exit_m = sqlite3_column_double(row, 11),
        .dwell_s = sqlite3_column_double(row, 12),
        .priority = query_int(row, 13, -1000, 1000, 0),
        .once = query_int(row, 14, 0, 1, 1) != 0,
    };
    bool good = shape >= 0 && is_in(t->at.lat, -90, 90) && is_in(t->at.lon, -180, 180) &&
                is_in(t->radius_m, 0, 1e5) && is_in(t->exit_m, 0, 1e5) &&
                is_in(t->dwell_s, 0, 3600);
    if (good && t->shape == TRIGGER_POLYGON)
        good =
            wkt_read_ring(l->arena, query_text(row, 15, l->arena), &t->ring, &t->n_ring);
    else if (good)
        good = t->exit_m > t->radius_m;
    return good || bad_stop(l, stop->id, "the trigger");
}

static bool read_stop(const struct load *l, sqlite3_stmt *row, struct walk_stop *stop)
{
    const char *place = query_id(row, 3, l->arena);
    *stop = (struct walk_stop){
        .id = query_id(row, 0, l->arena),
        .position = query_int(row, 1, 1, STOPS_MAX, 1),
        .code = query_int(row, 2, 1, 9999, 0),
        .lat = sqlite3_column_double(row, 4),
        .lon = sqlite3_column_double(row, 5),
        .precision_m = precision_m(row, 6),
    };
    if (sqlite3_column_type(row, 4) == SQLITE_NULL || !is_in(stop->lat, -90, 90) ||
        !is_in(stop->lon, -180, 180))
        return bad_stop(l, stop->id, "the place");
    return read_trigger(l, row, stop) &&
           load_stop_title(l, stop->id, place, &stop->title) &&
           load_text(l, "place", place, "area", &stop->area) &&
           load_first_picture(l, "stop", stop->id, &stop->picture);
}

static bool load_stops(const struct load *l, struct walk_model *out)
{
    struct walk_stop *stops = NULL;
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_WALK_STOPS, out->tour, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        stops = QUERY_GROW(l->arena, stops, out->n_stops);
        if (!read_stop(l, rows, &stops[out->n_stops])) {
            got = -1;
            break;
        }
        out->n_stops++;
    }
    query_end(rows);
    out->stops = stops;
    return got == 0;
}

static bool read_direction(const struct load *l, const char *leg_id,
                           const struct walk_leg *leg, sqlite3_stmt *row,
                           struct walk_step *out)
{
    static const char *const turns[WAY_TURNS] = {
        "start", "straight",    "slight_left", "left", "sharp_left", "slight_right",
        "right", "sharp_right", "cross",       "up",   "down",       "arrive"};
    int turn = query_enum(row, 2, turns, WAY_TURNS, -1);
    double at = sqlite3_column_double(row, 1);
    if (turn < 0 || !is_in(at, 0, leg->metres))
        return bad_leg(l, leg_id, "a direction");
    *out = (struct walk_step){.at_m = at, .turn = (enum way_turn)turn};
    return load_text(l, "leg_step", query_text(row, 0, l->arena), "body", &out->body);
}

static bool load_directions(const struct load *l, const char *leg_id,
                            struct walk_leg *leg)
{
    struct walk_step *steps = NULL;
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_LEG_STEPS, leg_id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        steps = QUERY_GROW(l->arena, steps, leg->n_directions);
        struct walk_step *step = &steps[leg->n_directions];
        if (!read_direction(l, leg_id, leg, rows, step) ||
            (leg->n_directions && step->at_m < step[-1].at_m &&
             !bad_leg(l, leg_id, "the order of the directions"))) {
            got = -1;
            break;
        }
        leg->n_directions++;
    }
    query_end(rows);
    leg->directions = steps;
    return got == 0;
}

static bool read_leg(const struct load *l, sqlite3_stmt *row, size_t i,
                     struct walk_leg *leg)
{
    static const char *const steps[] = {"yes", "no", "unknown"};
    const char *id = query_id(row, 0, l->arena);
    *leg = (struct walk_leg){
        .metres = sqlite3_column_double(row, 2),
        .minutes = query_int(row, 3, 0, 100000, -1),
        .steps =
            (enum walk_steps)query_enum(row, 4, steps, ARRAY_LEN(steps), STEPS_UNKNOWN),
    };
    if (query_int(row, 1, 1, WALK_STOPS_MAX, 0) != (int)i + 1)
        return bad_leg(l, id, "the position");
    if (!is_in(leg->metres, 0, LEG_MOST_M) || leg->minutes < 0)
        return bad_leg(l, id, "the length");
    if (!wkt_read_line(l->arena, query_text(row, 5, l->arena), &leg->line, &leg->n_line))
        return bad_leg(l, id, "the line");
    return load_directions(l, id, leg);
}

static bool load_legs(const struct load *l, struct walk_model *out)
{
    struct walk_leg *legs = NULL;
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_LEGS, out->tour, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        if (out->n_legs + 1 >= WALK_STOPS_MAX && out->n_stops == WALK_STOPS_MAX)
            break; // to stops that were left out
        legs = QUERY_GROW(l->arena, legs, out->n_legs);
        if (!read_leg(l, rows, out->n_legs, &legs[out->n_legs])) {
            got = -1;
            break;
        }
        out->metres += legs[out->n_legs].metres;
        out->n_legs++;
    }
    query_end(rows);
    out->legs = legs;
    if (got >= 0 && out->n_legs && out->n_legs + 1 != out->n_stops)
        return err_set(l->err,
                       "The pack '%s' is damaged: tour '%s' has %zu legs for %zu stops.",
                       l->pack->name.text, out->tour, out->n_legs, out->n_stops);
    out->minutes = walk_minutes(out->metres);
    return got >= 0;
}

bool pack_load_walk(struct pack *pack, struct arena *arena, const char *tour,
                    struct walk_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct walk_model){.tour = arena_strdup(arena, tour)};
    sqlite3_stmt *row = query_begin(pack, QUERY_TOUR, tour, NULL);
    int got = query_step(pack, row, err);
    out->mode = load_mode(row, 1);
    out->accent = query_colour(row, 5);
    query_end(row);
    if (got == 0)
        return load_absent(&l, "tour", tour);
    return got > 0 && load_title(&l, "tour", out->tour, &out->title) &&
           load_stops(&l, out) && load_legs(&l, out);
}

bool load_way(const struct load *l, const char *tour, struct load_way *out)
{
    *out = (struct load_way){0};
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_LEG_METRES, tour, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        double leg = sqlite3_column_double(rows, 0);
        out->has_legs = true;
        out->metres += is_in(leg, 0, LEG_MOST_M) ? leg : 0;
    }
    query_end(rows);
    out->minutes = walk_minutes(out->metres);
    return got == 0;
}
