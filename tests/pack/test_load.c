// What the loading functions make of a good pack.
#include <math.h>
#include "opened.h"

static int setup(void **state)
{
    (void)state;
    return opened_setup(NULL);
}

static struct stop_model load_stop(const char *id)
{
    struct stop_model stop;
    if (!pack_load_stop(pack, &arena, id, &stop, &err))
        fail_msg("%s", err.text);
    return stop;
}

static struct tour_model load_tour(const char *id)
{
    struct tour_model tour;
    if (!pack_load_tour(pack, &arena, id, &tour, &err))
        fail_msg("%s", err.text);
    return tour;
}

static void test_the_intro_names_tour_languages_and_hero(void **state)
{
    (void)state;
    struct intro_model intro;
    assert_true(pack_load_intro(pack, &arena, &intro, &err));
    assert_string_equal(intro.id, "sample");
    assert_string_equal(intro.default_tour, "walk");
    assert_string_equal(intro.original_lang, "en");
    assert_string_equal(text_line(&intro.title), "Where was Her filmed?");
    assert_int_equal(intro.title.blocks[0].n_spans, 1);
    assert_int_equal(intro.title.blocks[0].spans[0].kind, SPAN_EM);
    assert_int_equal(intro.invitation.n_blocks, 0);
    assert_string_equal(text_line(&intro.invitation), "");
    assert_int_equal(intro.n_languages, 4);
    assert_string_equal(intro.languages[1].endonym, "العربية");
    assert_true(intro.languages[1].rtl);
    assert_false(intro.languages[2].rtl);
    assert_string_equal(intro.hero.media, "hero");
    assert_int_equal(intro.hero.colour, 11189196);
    assert_true(fabsf(intro.hero.focus_x - 0.25f) < 1e-6f);
    assert_string_equal(text_line(&intro.hero.alt), "A hall at dusk");
    assert_string_equal(intro.hero.licence, "CC-BY-4.0");
    assert_string_equal(intro.hero.credit, "A. Painter");
}

static struct stop_card load_card(const char *tour, int position)
{
    struct stop_card card;
    assert_true(pack_load_card(pack, &arena, tour, position, &card, &err));
    return card;
}

static void test_the_home_page_has_the_tours_the_packs_first_one_first(void **state)
{
    (void)state;
    struct home_model home;
    struct intro_model intro;
    assert_true(pack_load_home(pack, &arena, &home, &err));
    assert_true(pack_load_intro(pack, &arena, &intro, &err));
    assert_int_equal(home.n_tours, 2);
    assert_string_equal(home.tours[0].id, intro.default_tour);
    const struct tour_card *walk = &home.tours[strcmp(home.tours[0].id, "walk") != 0];
    assert_string_equal(text_line(&walk->lede), "Two stops.");
    assert_int_equal(walk->mode, TOUR_WALK);
    assert_int_equal(walk->minutes, 90);
    assert_int_equal(walk->n_stops, 2);
    assert_string_equal(walk->picture.media, "hero");
}

static struct keypad_model type(const char *digits)
{
    struct keypad_model m;
    assert_true(pack_load_keypad(pack, &arena, digits, &m, &err));
    return m;
}

// The sample has the codes 101 and 201.
static void test_a_keypad_knows_which_digits_lead_on(void **state)
{
    (void)state;
    struct intro_model intro;
    assert_true(pack_load_intro(pack, &arena, &intro, &err));
    assert_true(intro.has_codes);
    static const struct {
        const char *digits;
        int leads, also; // -1: nowhere
        bool found;
    } typed[] = {{"", 1, 2, false},     {"1", 0, -1, false},  {"10", 1, -1, false},
                 {"101", -1, -1, true}, {"3", -1, -1, false}, {"1010", -1, -1, false}};
    for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
        struct keypad_model m = type(typed[i].digits);
        for (int d = 0; d < 10; d++)
            assert_int_equal(m.leads[d], d == typed[i].leads || d == typed[i].also);
        assert_int_equal(m.found, typed[i].found);
    }
    struct keypad_model m = type("101");
    assert_string_equal(m.stop.id, "one");
    assert_string_equal(text_line(&m.stop.title), "The great hall");
    assert_true(*text_line(&m.tour_title) != '\0');
}

static void test_a_tour_has_its_stops_in_order(void **state)
{
    (void)state;
    struct tour_model tour = load_tour("walk");
    assert_int_equal(tour.mode, TOUR_WALK);
    assert_int_equal(tour.minutes, 90);
    assert_string_equal(text_line(&tour.lede), "Two stops.");
    assert_string_equal(tour.picture.media, "hero");
    assert_int_equal(tour.n_stops, 2);
    assert_string_equal(tour.first_stop, "one");
    assert_int_equal(tour.accent, 0xFF1E7F6B);
    assert_int_equal(tour.n_sources, 1);
    assert_string_equal(tour.sources[0].id, "map");
    struct stop_card one = load_card("walk", 1), two = load_card("walk", 2), none;
    assert_string_equal(one.id, "one");
    assert_int_equal(one.code, 101);
    assert_string_equal(text_line(&one.area), "Downtown");
    assert_string_equal(one.picture.media, "hero");
    assert_int_equal(two.position, 2);
    assert_int_equal(two.code, 0);
    assert_string_equal(two.picture.media, "");
    assert_false(pack_load_card(pack, &arena, "walk", 3, &none, &err));

    tour = load_tour("drive");
    assert_int_equal(tour.mode, TOUR_DRIVE);
    assert_int_equal(tour.minutes, 0);
    assert_int_equal(tour.accent, 0xFF000000); // black, not none
}

static void test_a_stop_without_a_title_has_its_places(void **state)
{
    (void)state;
    struct stop_model two = load_stop("two");
    struct stop_card first = load_card("walk", 1), second = load_card("walk", 2);
    assert_string_equal(text_line(&first.title), "The great hall");
    assert_string_equal(text_line(&second.title), "The lake");
    assert_string_equal(text_line(&two.previous.title), "The great hall");
}

static void test_a_stop_knows_its_place_and_neighbours(void **state)
{
    (void)state;
    struct stop_model one = load_stop("one"), two = load_stop("two"),
                      far = load_stop("far");
    assert_string_equal(one.tour, "walk");
    assert_string_equal(text_line(&one.tour_title), "A walk");
    assert_int_equal(one.n_stops, 2);
    assert_int_equal(one.code, 101);
    assert_string_equal(one.previous.id, "");
    assert_string_equal(one.next.id, "two");
    assert_string_equal(text_line(&one.next.title), "The lake");
    assert_string_equal(one.next.picture.media, ""); // it has none
    assert_string_equal(one.previous.picture.media, "");
    assert_string_equal(two.previous.id, "one");
    assert_string_equal(two.previous.picture.media, "hero");
    assert_string_equal(two.next.id, "");
    assert_string_equal(far.previous.id, "");
    assert_string_equal(one.place.id, "hall");
    assert_string_equal(one.place.opened, "1939");
    assert_string_equal(one.place.checked_on, "2026-11-01");
    assert_true(fabs(one.place.lat - 34.056) < 1e-9 &&
                fabs(one.place.lon + 118.236) < 1e-9);
    assert_int_equal(one.place.step_free, STEP_FREE_YES);
    assert_int_equal(two.place.etiquette, ETI_PRIVATE_HOME);
    assert_int_equal(two.place.step_free, STEP_FREE_UNKNOWN);
}

static void test_pictures_the_pack_lacks_are_left_out(void **state)
{
    (void)state;
    struct stop_model one = load_stop("one");
    assert_int_equal(one.n_pictures, 1);
    assert_string_equal(one.pictures[0].media, "hero");
}

static void test_a_picture_brings_its_pair_one_step_far(void **state)
{
    (void)state;
    struct stop_model one = load_stop("one");
    const struct picture *pair = one.pictures[0].pair;
    assert_non_null(pair);
    assert_string_equal(pair->media, "night");
    assert_string_equal(text_line(&pair->alt), "The hall by night");
    assert_int_equal(pair->width, 3200);
    assert_null(pair->pair);
}

static void test_what_is_no_pair_is_none(void **state)
{
    (void)state;
    static const char *const odd[] = {"NULL",
                                      "'hero'",
                                      "'lost'",
                                      "''",
                                      "CAST(x'ff00' AS TEXT)",
                                      "CAST(zeroblob(90) AS TEXT)"};
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        struct sample other;
        char sql[200];
        sample_init(&other);
        sample_make(&other);
        snprintf(sql, sizeof(sql), "UPDATE media SET pair = %s WHERE id = 'hero'",
                 odd[i]);
        sample_sql(other.path, sql);
        enum pack_fault fault;
        struct intro_model intro;
        struct pack *p = pack_open(other.path, &fault, &err);
        assert_non_null(p);
        assert_true(pack_load_intro(p, &arena, &intro, &err));
        assert_string_equal(intro.hero.media, "hero");
        assert_null(intro.hero.pair);
        pack_close(p);
        sample_release(&other);
    }
}

static void test_what_was_filmed_here_comes_before_what_is_set_here(void **state)
{
    (void)state;
    struct stop_model one = load_stop("one");
    assert_int_equal(one.n_claims, 2);
    assert_string_equal(one.claims[0].id, "her-hall");
    assert_int_equal(one.claims[0].relation, REL_FILMED_AT);
    assert_int_equal(one.claims[0].confidence, CONF_CONFIRMED);
    assert_int_equal(one.claims[0].work_year, 2013);
    assert_string_equal(text_line(&one.claims[0].work_title), "Her");
    assert_int_equal(one.claims[0].n_citations, 2);
    assert_string_equal(one.claims[0].citations[0].locator, "p. 3");
    assert_int_equal(one.claims[0].citations[1].stance, STANCE_CONTRADICTS);
    assert_string_equal(one.claims[0].citations[1].says, "It was not.");
    assert_int_equal(one.claims[1].relation, REL_SET_IN);
}

static void test_a_stops_own_facts_take_the_place_of_its_places(void **state)
{
    (void)state;
    struct stop_model one = load_stop("one"), far = load_stop("far");
    assert_int_equal(one.n_facts, 2);
    assert_string_equal(one.facts[0].id, "dates");
    assert_int_equal(one.facts[0].status, FACT_REPORTED);
    assert_int_equal(one.facts[1].kind, FACT_EASTER_EGG);
    assert_string_equal(text_line(&one.facts[1].body), "What hangs here?");
    assert_string_equal(text_line(&one.facts[1].reveal), "A clock.");
    assert_int_equal(one.facts[1].citations[0].stance, STANCE_SILENT);
    assert_int_equal(far.n_facts, 1);
    assert_string_equal(far.facts[0].id, "egg");
}

static void test_the_sources_of_a_page_stand_in_order_of_first_use(void **state)
{
    (void)state;
    static const char *const want[] = {"map", "book", "paper", "access"};
    struct stop_model one = load_stop("one");
    assert_int_equal(one.n_sources, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(one.sources[i].id, want[i]);
    assert_string_equal(one.sources[1].address, "https://example.org");
    assert_string_equal(one.sources[2].publisher, "Daily");
}

static void test_a_missing_tour_stop_or_picture_is_named(void **state)
{
    (void)state;
    struct tour_model tour;
    struct stop_model stop;
    struct media_bytes media;
    assert_false(pack_load_tour(pack, &arena, "nix", &tour, &err));
    assert_string_equal(err.text, "The pack has no tour named 'nix'.");
    assert_false(pack_load_stop(pack, &arena, "nix", &stop, &err));
    assert_string_equal(err.text, "The pack has no stop named 'nix'.");
    assert_false(pack_load_media(pack, &arena, "nix", 1, 1, &media, &err));
    assert_string_equal(err.text, "The pack has no picture named 'nix'.");
}

static void test_the_smallest_variant_that_is_large_enough_is_taken(void **state)
{
    (void)state;
    static const struct {
        int w, h, want_w;
        enum media_format format;
        size_t len;
    } cases[] = {
        {1, 1, 400, MEDIA_JPEG, 300},      {400, 225, 400, MEDIA_JPEG, 300},
        {401, 1, 800, MEDIA_WEBP, 90000},  {1, 226, 800, MEDIA_WEBP, 90000},
        {900, 1, 1600, MEDIA_JPEG, 5000},  {9000, 1, 1600, MEDIA_JPEG, 5000},
        {1, 9000, 1600, MEDIA_JPEG, 5000},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct media_bytes m;
        assert_true(
            pack_load_media(pack, &arena, "hero", cases[i].w, cases[i].h, &m, &err));
        assert_int_equal(m.width, cases[i].want_w);
        assert_int_equal(m.format, cases[i].format);
        assert_int_equal(m.len, cases[i].len);
        assert_int_equal(((const char *)m.bytes)[m.len - 1], 0);
    }
}

static void test_lists_go_through_the_tours_in_order(void **state)
{
    (void)state;
    const char **ids;
    size_t n;
    assert_true(pack_list(pack, &arena, PACK_TOURS, &ids, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(ids[0], "walk");
    assert_true(pack_list(pack, &arena, PACK_STOPS, &ids, &n, &err));
    assert_int_equal(n, 3);
    assert_string_equal(ids[0], "one");
    assert_string_equal(ids[2], "far");
}

static void test_long_lists_are_whole_and_in_order(void **state)
{
    (void)state;
    struct sample big;
    sample_init(&big);
    sample_make(&big);
    sample_sql(big.path,
               "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE"
               " x < 300) INSERT INTO tour_stop SELECT printf('s%03d', x), 'drive',"
               " x + 1, NULL, NULL, 'lake' FROM t");
    enum pack_fault fault;
    struct pack *other = pack_open(big.path, &fault, &err);
    assert_non_null(other);
    struct tour_model tour;
    assert_true(pack_load_tour(other, &arena, "drive", &tour, &err));
    assert_int_equal(tour.n_stops, 301);
    for (int i = 1; i <= (int)tour.n_stops; i++) {
        struct stop_card card;
        assert_true(pack_load_card(other, &arena, "drive", i, &card, &err));
        assert_int_equal(card.position, i);
        if (i == 301)
            assert_string_equal(card.id, "s300");
    }
    pack_close(other);
    sample_release(&big);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_intro_names_tour_languages_and_hero),
        cmocka_unit_test(test_the_home_page_has_the_tours_the_packs_first_one_first),
        cmocka_unit_test(test_a_keypad_knows_which_digits_lead_on),
        cmocka_unit_test(test_a_tour_has_its_stops_in_order),
        cmocka_unit_test(test_a_stop_without_a_title_has_its_places),
        cmocka_unit_test(test_a_stop_knows_its_place_and_neighbours),
        cmocka_unit_test(test_pictures_the_pack_lacks_are_left_out),
        cmocka_unit_test(test_a_picture_brings_its_pair_one_step_far),
        cmocka_unit_test(test_what_is_no_pair_is_none),
        cmocka_unit_test(test_what_was_filmed_here_comes_before_what_is_set_here),
        cmocka_unit_test(test_a_stops_own_facts_take_the_place_of_its_places),
        cmocka_unit_test(test_the_sources_of_a_page_stand_in_order_of_first_use),
        cmocka_unit_test(test_a_missing_tour_stop_or_picture_is_named),
        cmocka_unit_test(test_the_smallest_variant_that_is_large_enough_is_taken),
        cmocka_unit_test(test_lists_go_through_the_tours_in_order),
        cmocka_unit_test(test_long_lists_are_whole_and_in_order),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
