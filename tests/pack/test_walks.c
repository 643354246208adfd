// Walks: stops with what starts them, legs with directions. And what of it may be damaged.
#include <math.h>

#include "opened.h"
#include "pack/walks.h"
#include "pack/wkt.h"

#define LEG                                                                              \
    "INSERT INTO leg VALUES ('two', 'walk', 1, 412, 6, 'no',"                            \
    " 'LINESTRING(-118.236 34.056, -118.25 34.0575, -118.28 34.06)');"

static int setup(void **state)
{
    (void)state;
    return opened_setup(
        LEG "INSERT INTO leg_step VALUES ('two.2', 'two', 2, 120, 'sharp_left'),"
            " ('two.1', 'two', 1, 0, 'start'), ('two.3', 'two', 3, 412, 'arrive');"
            "INSERT INTO txt (entity, id, field, lang, body) VALUES"
            " ('leg_step', 'two.1', 'body', 'en', 'Out of the hall.'),"
            " ('leg_step', 'two.1', 'body', 'es', 'Sal de la sala.'),"
            " ('leg_step', 'two.2', 'body', 'en', 'Round the corner.');"
            "INSERT INTO \"trigger\" VALUES"
            " ('one', 'circle', 34.056, -118.236, 40, 60, 3, 0, 1, ''),"
            " ('two', 'polygon', 34.06, -118.28, 0, 20, 0, -2, 0,"
            "  'POLYGON((-118.3 34, -118.2 34, -118.2 34.1, -118.3 34))');");
}

static struct walk_model walk_of(const char *tour)
{
    struct walk_model m;
    if (!pack_load_walk(pack, &arena, tour, &m, &err))
        fail_msg("%s", err.text);
    return m;
}

static void test_a_walk_has_its_stops_in_order_and_what_starts_them(void **state)
{
    (void)state;
    struct walk_model m = walk_of("walk");
    assert_string_equal(m.tour, "walk");
    assert_int_equal(m.mode, TOUR_WALK);
    assert_string_equal(text_line(&m.title), "A walk");
    assert_int_equal(m.accent, 0xFF000000u | 1998699);
    assert_int_equal(m.n_stops, 2);
    const struct walk_stop *s = &m.stops[0];
    assert_string_equal(s->id, "one");
    assert_int_equal(s->code, 101);
    assert_float_equal(s->lat, 34.056, 1e-9);
    assert_float_equal(s->lon, -118.236, 1e-9);
    assert_float_equal(s->precision_m, 30, 0);
    assert_string_equal(text_line(&s->title), "The great hall");
    assert_string_equal(text_line(&s->area), "Downtown");
    assert_string_equal(s->picture.media, "hero");
    assert_int_equal(s->trigger.shape, TRIGGER_CIRCLE);
    assert_float_equal(s->trigger.radius_m, 40, 0);
    assert_float_equal(s->trigger.exit_m, 60, 0);
    assert_float_equal(s->trigger.dwell_s, 3, 0);
    assert_true(s->trigger.once);
    s = &m.stops[1];
    assert_string_equal(text_line(&s->title), "The lake");
    assert_float_equal(s->precision_m, 75, 0);
    assert_int_equal(s->trigger.shape, TRIGGER_POLYGON);
    assert_int_equal(s->trigger.n_ring, 3);
    assert_float_equal(s->trigger.ring[2].lat, 34.1, 1e-9);
    assert_float_equal(s->trigger.ring[2].lon, -118.2, 1e-9);
    assert_int_equal(s->trigger.priority, -2);
    assert_false(s->trigger.once);
}

static void test_a_leg_has_its_line_its_length_and_directions(void **state)
{
    (void)state;
    struct walk_model m = walk_of("walk");
    assert_int_equal(m.n_legs, 1);
    assert_float_equal(m.metres, 412, 0);
    assert_int_equal(m.minutes, 6); // 412 m at 75 m a minute
    const struct walk_leg *leg = &m.legs[0];
    assert_int_equal(leg->n_line, 3);
    assert_float_equal(leg->line[1].lat, 34.0575, 1e-9);
    assert_float_equal(leg->line[1].lon, -118.25, 1e-9);
    assert_int_equal(leg->minutes, 6);
    assert_int_equal(leg->steps, STEPS_NO);
    assert_int_equal(leg->n_directions, 3);
    assert_int_equal(leg->directions[0].turn, WAY_START);
    assert_string_equal(text_line(&leg->directions[0].body), "Out of the hall.");
    assert_int_equal(leg->directions[1].turn, WAY_SHARP_LEFT);
    assert_float_equal(leg->directions[1].at_m, 120, 0);
    assert_int_equal(leg->directions[2].turn, WAY_ARRIVE);
    assert_int_equal(leg->directions[2].body.n_blocks, 0);
}

static void test_directions_come_in_the_language_chosen(void **state)
{
    (void)state;
    pack_set_lang(pack, "es");
    struct walk_model m = walk_of("walk");
    assert_string_equal(text_line(&m.legs[0].directions[0].body), "Sal de la sala.");
    assert_true(m.legs[0].directions[1].body.fallback);
    pack_set_lang(pack, NULL);
}

static void test_a_tour_without_legs_has_none(void **state)
{
    (void)state;
    struct walk_model m = walk_of("drive");
    assert_int_equal(m.mode, TOUR_DRIVE);
    assert_int_equal(m.n_stops, 1);
    assert_int_equal(m.n_legs, 0);
    assert_int_equal(m.minutes, 0);
    assert_float_equal(m.stops[0].trigger.radius_m, 0, 0); // by hand alone
}

static void test_the_pages_of_tours_know_how_far_it_is(void **state)
{
    (void)state;
    struct tour_model tour;
    struct home_model home;
    assert_true(pack_load_tour(pack, &arena, "walk", &tour, &err));
    assert_true(tour.has_legs);
    assert_float_equal(tour.metres, 412, 0);
    assert_int_equal(tour.walk_minutes, 6);
    assert_true(pack_load_tour(pack, &arena, "drive", &tour, &err));
    assert_false(tour.has_legs);
    assert_int_equal(tour.walk_minutes, 0);
    assert_true(pack_load_home(pack, &arena, &home, &err));
    assert_float_equal(home.tours[0].metres, 412, 0);
    assert_int_equal(home.tours[0].walk_minutes, 6);
    assert_int_equal(home.tours[1].walk_minutes, 0);
}

static void test_a_tour_that_is_not_there_is_said_to_be_so(void **state)
{
    (void)state;
    struct walk_model m;
    assert_false(pack_load_walk(pack, &arena, "nowhere", &m, &err));
    assert_non_null(strstr(err.text, "nowhere"));
}

static bool loads(const char *rows, struct walk_model *m)
{
    struct sample own;
    enum pack_fault fault;
    sample_init(&own);
    sample_make(&own);
    char all[2000];
    snprintf(all, sizeof(all), "PRAGMA ignore_check_constraints = ON; %s", rows);
    sample_sql(own.path, all);
    struct pack *p = pack_open(own.path, &fault, &err);
    assert_non_null(p);
    err.text[0] = '\0';
    bool good = pack_load_walk(p, &arena, "walk", m, &err);
    assert_true(good || (err.text[0] && strstr(err.text, own.path)));
    pack_close(p);
    sample_release(&own);
    return good;
}

static void test_what_does_not_fit_is_refused_with_a_sentence(void **state)
{
    (void)state;
    static const char *const rows[] = {
        LEG "UPDATE leg SET line = ''",
        LEG "UPDATE leg SET line = 'LINESTRING(-118 34)'",
        LEG "UPDATE leg SET line = 'LINESTRING(-118 34, -118 )'",
        LEG "UPDATE leg SET line = 'LINESTRING(-118 34, -118 95)'",
        LEG "UPDATE leg SET line = 'LINESTRING(-118 34, nan 34)'",
        LEG "UPDATE leg SET line = 'LINESTRING(-118 34, 1e9 34)'",
        LEG "UPDATE leg SET line = 'LINESTRING(-118 34, -118 35) '",
        LEG
        "UPDATE leg SET line = 'LINESTRING(-118 34, -118 35, ' || hex(zeroblob(99)) || ')'",
        LEG "UPDATE leg SET position = 2",
        LEG "UPDATE leg SET metres = 9e999",
        LEG "INSERT INTO leg VALUES ('far', 'walk', 2, 1, 1, 'no',"
            " 'LINESTRING(-118 34, -118 35)')",
        LEG "DELETE FROM tour_stop WHERE id = 'two'",
        LEG "INSERT INTO leg_step VALUES ('two.1', 'two', 1, 413, 'left')",
        LEG "INSERT INTO leg_step VALUES ('two.1', 'two', 1, 100, 'left'),"
            " ('two.2', 'two', 2, 99, 'left')",
        "DELETE FROM place WHERE id = 'lake'",
        "INSERT INTO \"trigger\" VALUES ('one', 'circle', 34, -118, 60, 60, 3, 0, 1, '')",
        "INSERT INTO \"trigger\" VALUES ('one', 'circle', 34, -118, 60, 9e999, 3, 0, 1, '')",
        "INSERT INTO \"trigger\" VALUES ('one', 'polygon', 34, -118, 0, 60, 3, 0, 1, '')",
        "INSERT INTO \"trigger\" VALUES ('one', 'polygon', 34, -8, 0, 60, 3, 0, 1, 'x')",
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct walk_model m;
        if (loads(rows[i], &m))
            fail_msg("%s was let through", rows[i]);
    }
}

static void test_what_is_merely_odd_is_loaded(void **state)
{
    (void)state;
    struct walk_model m;
    assert_true(loads(LEG, &m));
    assert_int_equal(m.n_legs, 1);
    assert_int_equal(m.legs[0].n_directions, 0);
    // More stops than a walk may have are left out, and their legs.
    assert_true(loads("DELETE FROM tour_stop; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
                      " SELECT i + 1 FROM n WHERE i < 400) INSERT INTO tour_stop"
                      " SELECT 's' || i, 'walk', i, NULL, NULL, 'hall' FROM n;"
                      "INSERT INTO leg SELECT id, 'walk', position - 1, 10, 1, 'unknown',"
                      " 'LINESTRING(1 2, 3 4)' FROM tour_stop WHERE position > 1",
                      &m));
    assert_int_equal(m.n_stops, WALK_STOPS_MAX);
    assert_int_equal(m.n_legs, WALK_STOPS_MAX - 1);
}

static void test_only_what_tourc_writes_is_a_line_or_a_ring(void **state)
{
    (void)state;
    const struct walk_vertex *v;
    size_t n;
    assert_true(wkt_read_line(&arena, "LINESTRING(-0.5 0, 180 -90)", &v, &n));
    assert_int_equal(n, 2);
    assert_float_equal(v[0].lon, -0.5, 0);
    assert_float_equal(v[1].lat, -90, 0);
    static const char *const bad[] = {
        "LINESTRING",
        "LINESTRING(",
        "LINESTRING()",
        "LINESTRING(1 2,3 4)",
        "LINESTRING(1 2, 3 4",
        "LINESTRING(1 2, 3 4))",
        "LINESTRING(1. 2, 3 4)",
        "LINESTRING(.5 2, 3 4)",
        "LINESTRING(- 2, 3 4)",
        "LINESTRING(--1 2, 3 4)",
        "LINESTRING(1.2.3 2, 3 4)",
        "LINESTRING(0.1234567890123456 2, 3 4)",
        "LINESTRING(181 2, 3 4)",
        "linestring(1 2, 3 4)",
        "POLYGON((1 2, 3 4, 5 6, 1 2))",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (wkt_read_line(&arena, bad[i], &v, &n))
            fail_msg("%s", bad[i]);
    assert_true(wkt_read_ring(&arena, "POLYGON((1 2, 3 4, 5 6, 1 2))", &v, &n));
    assert_int_equal(n, 3);
    assert_false(wkt_read_ring(&arena, "POLYGON((1 2, 3 4, 1 2))", &v, &n));
    assert_false(wkt_read_ring(&arena, "POLYGON((1 2, 3 4, 5 6, 1 3))", &v, &n));
    assert_false(wkt_read_ring(&arena, "POLYGON((1 2, 3 4, 5 6, 1 2), (1 2))", &v, &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_walk_has_its_stops_in_order_and_what_starts_them),
        cmocka_unit_test(test_a_leg_has_its_line_its_length_and_directions),
        cmocka_unit_test(test_directions_come_in_the_language_chosen),
        cmocka_unit_test(test_a_tour_without_legs_has_none),
        cmocka_unit_test(test_the_pages_of_tours_know_how_far_it_is),
        cmocka_unit_test(test_a_tour_that_is_not_there_is_said_to_be_so),
        cmocka_unit_test(test_what_does_not_fit_is_refused_with_a_sentence),
        cmocka_unit_test(test_what_is_merely_odd_is_loaded),
        cmocka_unit_test(test_only_what_tourc_writes_is_a_line_or_a_ring),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
