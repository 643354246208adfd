// What the pages of the ground are loaded from: places, views, sources, what was saved.
#include "pack/grounds.h"
#include "opened.h"

static int setup(void **state)
{
    (void)state;
    return opened_setup(NULL);
}

static struct cited_model cited(const char *entity, const char *id)
{
    struct cited_model m;
    assert_true(pack_load_cited(pack, &arena, entity, id, &m, &err));
    return m;
}

static void test_a_statement_has_all_its_sources(void **state)
{
    (void)state;
    struct cited_model m = cited("claim", "her-hall");
    assert_string_equal(text_line(&m.statement), "Filmed in the hall.");
    assert_int_equal(m.n_citations, 2);
    assert_int_equal(m.n_sources, 2);
    assert_string_equal(m.citations[0].locator, "p. 3");
    assert_int_equal(m.citations[1].stance, STANCE_CONTRADICTS);
    assert_string_equal(m.sources[1].id, "book");
    assert_string_equal(m.sources[1].address, "https://example.org");
    assert_string_equal(m.sources[1].read_on, "2026-01-02");
    assert_string_equal(m.sources[0].read_on, "");
}

static void test_what_the_words_cite_stands_behind_them_too(void **state)
{
    (void)state;
    struct cited_model m = cited("stop", "one");
    assert_string_equal(text_line(&m.statement), "A hall.");
    assert_int_equal(m.n_citations, 2);
    m = cited("place", "hall"); // no citations of its own, and its words are no statement
    assert_int_equal(m.n_sources, 0);
}

static void test_a_statement_that_is_not_there_has_no_sources(void **state)
{
    (void)state;
    struct cited_model m = cited("fact", "nobody");
    assert_int_equal(m.n_citations, 0);
    assert_int_equal(m.n_sources, 0);
    assert_int_equal(m.statement.n_blocks, 0);
}

static struct place_model place(const char *id)
{
    struct place_model m;
    if (!pack_load_place(pack, &arena, id, &m, &err))
        fail_msg("%s", err.text);
    return m;
}

static void test_a_place_has_its_films_by_year_and_who_says_so(void **state)
{
    (void)state;
    struct place_model m = place("hall");
    assert_int_equal(m.n_claims, 2);
    assert_int_equal(m.claims[0].work_year, 1982); // the author has it second
    assert_int_equal(m.claims[1].work_year, 2013);
    assert_string_equal(text_line(&m.claims[1].work_title), "Her");
    assert_int_equal(m.claims[1].n_citations, 2);
    assert_int_equal(m.n_facts, 2);
    assert_int_equal(m.n_sources, 3);
    assert_string_equal(m.sources[2].id, "access");
}

static void test_a_place_says_how_to_get_in(void **state)
{
    (void)state;
    struct place_model m = place("hall");
    assert_int_equal(m.indoors, INDOORS_PARTLY);
    assert_string_equal(m.booking_address, "https://example.org/hall");
    assert_string_equal(m.place.checked_on, "2026-11-01");
    m = place("lake");
    assert_int_equal(m.indoors, INDOORS_UNKNOWN);
    assert_string_equal(m.booking_address, "");
    assert_int_equal(m.place.etiquette, ETI_PRIVATE_HOME);
}

static void test_a_place_has_the_stops_of_all_tours_and_their_pictures(void **state)
{
    (void)state;
    struct place_model m = place("hall");
    assert_int_equal(m.n_stops, 2);
    assert_string_equal(m.stops[0].id, "one");
    assert_string_equal(text_line(&m.stops[0].title), "The great hall");
    assert_string_equal(text_line(&m.stops[0].tour_title), "A walk");
    assert_string_equal(m.stops[1].id, "far");
    assert_int_equal(m.n_pictures, 1);
    assert_string_equal(m.pictures[0].media, "hero");
    m = place("lake");
    assert_int_equal(m.n_stops, 1);
    assert_int_equal(m.n_pictures, 0);
}

static void test_a_place_that_is_not_there_is_said_to_be_so(void **state)
{
    (void)state;
    struct place_model m;
    assert_false(pack_load_place(pack, &arena, "nowhere", &m, &err));
    assert_non_null(strstr(err.text, "nowhere"));
    struct scene_model s;
    assert_false(pack_load_scene(pack, &arena, "nowhere", &s, &err));
}

// Views of a pack of their own: of the hall (a building), a corner (a spot) and a town (a city).
static void test_headings_are_between_two_points_alone(void **state)
{
    (void)state;
    struct sample own;
    enum pack_fault fault;
    sample_init(&own);
    sample_make(&own);
    sample_sql(
        own.path,
        "INSERT INTO place VALUES"
        " ('corner', 35.056, -118.236, 'spot', 'public', '', 'yes', 'no', '', ''),"
        " ('town', 36, -118.236, 'city', 'public', '', 'yes', 'no', '', '');"
        "INSERT INTO vantage VALUES ('v1', 'hall', 'corner', 'night', 1),"
        " ('v2', 'hall', 'town', NULL, 2), ('v3', 'hall', NULL, 'hero', 3),"
        " ('v4', 'town', 'hall', NULL, 1);"
        "INSERT INTO txt (entity, id, field, lang, body) VALUES"
        " ('vantage', 'v1', 'stand', 'en', 'At the door.'),"
        " ('vantage', 'v1', 'look', 'en', 'Up.'),"
        " ('place', 'corner', 'title', 'en', 'The corner');"
        "INSERT INTO citation VALUES ('vantage', 'v1', 1, 'map', '', 'supports', '');");
    struct pack *p = pack_open(own.path, &fault, &err);
    struct scene_model m;
    assert_true(pack_load_scene(p, &arena, "hall", &m, &err));
    assert_int_equal(m.n_vantages, 3);
    assert_true(m.vantages[0].heading < 0.001 && m.vantages[0].heading >= 0);
    assert_string_equal(text_line(&m.vantages[0].towards), "The corner");
    assert_string_equal(text_line(&m.vantages[0].stand), "At the door.");
    assert_int_equal(m.vantages[0].n_citations, 1);
    assert_string_equal(m.vantages[0].picture.pair->media, "hero");
    assert_true(m.vantages[1].heading < 0); // towards a whole city
    assert_string_equal(text_line(&m.vantages[1].towards), "town");
    assert_true(m.vantages[2].heading < 0); // towards nothing that is named
    assert_int_equal(m.n_pictures, 2);
    assert_true(pack_load_scene(p, &arena, "town", &m, &err));
    assert_true(m.vantages[0].heading < 0); // from somewhere in a city
    struct place_model place;
    assert_true(pack_load_place(p, &arena, "hall", &place, &err));
    assert_int_equal(place.n_vantages, 3);
    pack_close(p);
    sample_release(&own);
}

static void test_what_is_saved_has_a_card(void **state)
{
    (void)state;
    struct saved_card c;
    bool found;
    assert_true(pack_load_saved(pack, &arena, true, "one", &c, &found, &err));
    assert_true(found && c.stop);
    assert_string_equal(text_line(&c.title), "The great hall");
    assert_string_equal(text_line(&c.tour_title), "A walk");
    assert_int_equal(c.minutes, 10);
    assert_int_equal(c.step_free, STEP_FREE_YES);
    assert_int_equal(c.indoors, INDOORS_PARTLY);
    assert_string_equal(c.picture.media, "hero");
    assert_true(pack_load_saved(pack, &arena, false, "hall", &c, &found, &err));
    assert_true(found && !c.stop);
    assert_string_equal(text_line(&c.area), "Downtown");
    assert_int_equal(c.minutes, 0);
    assert_string_equal(c.picture.media, "hero"); // of a stop there
    assert_true(pack_load_saved(pack, &arena, true, "nowhere", &c, &found, &err));
    assert_false(found);
}

static void test_credits_have_every_source_and_picture(void **state)
{
    (void)state;
    struct credits_model m;
    struct source s;
    struct picture p;
    assert_true(pack_load_credits(pack, &arena, &m, &err));
    assert_int_equal(m.n_sources, 4);
    assert_string_equal(m.sources[0], "book"); // by title
    assert_string_equal(m.sources[3], "access");
    assert_int_equal(m.n_pictures, 2);
    assert_string_equal(m.licences[0], "Attribution");
    assert_true(pack_load_source(pack, &arena, "book", &s, &err));
    assert_string_equal(s.read_on, "2026-01-02");
    assert_false(pack_load_source(pack, &arena, "nobody", &s, &err));
    assert_true(pack_load_picture(pack, &arena, "night", &p, &err));
    assert_string_equal(p.credit, "A. Painter");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement_has_all_its_sources),
        cmocka_unit_test(test_what_the_words_cite_stands_behind_them_too),
        cmocka_unit_test(test_a_statement_that_is_not_there_has_no_sources),
        cmocka_unit_test(test_a_place_has_its_films_by_year_and_who_says_so),
        cmocka_unit_test(test_a_place_says_how_to_get_in),
        cmocka_unit_test(test_a_place_has_the_stops_of_all_tours_and_their_pictures),
        cmocka_unit_test(test_a_place_that_is_not_there_is_said_to_be_so),
        cmocka_unit_test(test_headings_are_between_two_points_alone),
        cmocka_unit_test(test_what_is_saved_has_a_card),
        cmocka_unit_test(test_credits_have_every_source_and_picture),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
