// What the pages of films, stories and people are given.
#include "pack/films.h"
#include "opened.h"

static const char rows[] =
    "INSERT INTO txt (entity, id, field, lang, body, spans) VALUES"
    " ('work', 'her', 'summary', 'en', 'A voice answers.', '[[16,16,\"cite\",\"book\"]]'),"
    " ('work', 'her', 'summary', 'es', 'Una voz responde.', '[]'),"
    " ('work', 'noir', 'title', 'en', 'Another', '[]'),"
    " ('person', 'jo', 'title', 'en', 'Jo Doe', '[]'),"
    " ('credit', 'her.3', 'character', 'en', 'A voice', '[]'),"
    " ('award', 'prize', 'award', 'en', 'The Prize', '[]'),"
    " ('rating', 'critics', 'by', 'en', 'Critics', '[]'),"
    " ('scene', 'first', 'body', 'en', 'He writes.', '[]'),"
    " ('scene', 'last', 'body', 'en', 'She leaves.', '[]'),"
    " ('theme', 'alone', 'title', 'en', 'Alone', '[]'),"
    " ('theme', 'alone', 'body', 'en', 'Together.', '[]');"
    "INSERT INTO work VALUES ('book', 'book', 1964, NULL), ('far', 'film', 2020, NULL);"
    "INSERT INTO person VALUES ('jo', 'person', 1950, 2001),"
    " ('firm', 'organisation', NULL, NULL), ('ann', 'person', NULL, NULL);"
    "INSERT INTO credit VALUES ('her.1', 'her', 'firm', 'company', 1),"
    " ('her.2', 'her', 'jo', 'director', 2), ('her.3', 'her', 'jo', 'voice', 3),"
    " ('her.4', 'her', 'ann', 'cast', 4), ('noir.1', 'noir', 'jo', 'writer', 1);"
    "INSERT INTO award VALUES ('prize', 'her', 'jo', 2014, 'won', 1),"
    " ('ribbon', 'her', NULL, 2015, 'nominated', 2);"
    "INSERT INTO rating VALUES ('critics', 'her', '94 %', 291, 0, '2023-07', 1);"
    "INSERT INTO money VALUES ('all', 'her', 'gross', 'worldwide', 47400000, 'USD', 1, '', 1);"
    "INSERT INTO work_rel VALUES ('noir.1', 'noir', 'her', 'same_director', 1),"
    " ('noir.2', 'noir', 'book', 'inspired_by', 2), ('book.1', 'book', 'far', 'predates', 1);"
    "INSERT INTO scene VALUES ('last', 'her', NULL, 3, 2), ('first', 'her', 'hall', 0, 1);"
    "INSERT INTO theme VALUES ('alone', 'her', 1);"
    "INSERT INTO fact VALUES ('gone', 'trivia', 2, 'confirmed');"
    "INSERT INTO fact_use VALUES ('work', 'her', 1, 'gone'), ('work', 'her', 2, 'dates');"
    "INSERT INTO media_use VALUES ('work', 'noir', 1, 'hero');"
    "INSERT INTO citation VALUES ('award', 'prize', 1, 'paper', '', 'supports', ''),"
    " ('scene', 'last', 1, 'book', '', 'supports', '');";

static int setup(void **state)
{
    (void)state;
    return opened_setup(rows);
}

static struct film_model load_film(const char *id)
{
    struct film_model m;
    if (!pack_load_film(pack, &arena, id, &m, &err))
        fail_msg("%s", err.text);
    return m;
}

static void test_films_come_by_title_and_those_with_pictures_first(void **state)
{
    (void)state;
    struct films_model m;
    struct film_card card;
    assert_true(pack_load_films(pack, &arena, &m, &err));
    assert_int_equal(m.n, 4);
    assert_string_equal(m.ids[2], "noir"); // two have no title
    assert_string_equal(m.ids[3], "her");
    assert_int_equal(m.n_featured, 1);
    assert_string_equal(m.featured[0].id, "noir");
    assert_true(pack_load_film_card(pack, &arena, "her", &card, &err));
    assert_string_equal(text_line(&card.director), "Jo Doe");
    assert_int_equal(card.n_places, 1);
    assert_int_equal(card.year, 2013);
}

static void test_a_person_of_several_roles_is_one_and_cast_comes_first(void **state)
{
    (void)state;
    struct film_model m = load_film("her");
    assert_int_equal(m.n_people, 3);
    assert_int_equal(m.n_cast, 1);
    assert_string_equal(m.people[0].person, "ann");
    assert_string_equal(m.people[1].person, "jo");
    assert_int_equal(m.people[1].n, 2);
    assert_int_equal(m.people[1].items[0].role, CREDIT_DIRECTOR);
    assert_string_equal(text_line(&m.people[1].items[1].character), "A voice");
    assert_string_equal(m.people[2].person, "firm");
}

static void test_figures_keep_their_days_and_what_is_not_known(void **state)
{
    (void)state;
    struct film_model m = load_film("her");
    assert_int_equal(m.n_ratings, 1);
    assert_string_equal(m.ratings[0].as_of, "2023-07");
    assert_int_equal(m.ratings[0].count, 291);
    assert_int_equal(m.n_money, 1);
    assert_int_equal(m.money[0].amount, 47400000);
    assert_true(m.money[0].about);
    assert_int_equal(m.n_awards, 2);
    assert_true(m.awards[0].won);
    assert_int_equal(m.awards[0].n_citations, 1);
    assert_int_equal(m.awards[1].year, 2015);
    assert_false(m.awards[1].won);
    assert_string_equal(text_line(&m.awards[1].name), "");
}

static void test_ties_reach_two_steps_and_go_the_way_of_time(void **state)
{
    (void)state;
    struct film_model m = load_film("her");
    assert_int_equal(m.n_related, 3); // not as far as 'far'
    assert_string_equal(m.related[0].id, "her");
    assert_int_equal(m.n_ties, 2);
    assert_string_equal(m.related[m.ties[0].from].id, "noir"); // of 1982
    assert_string_equal(m.related[m.ties[0].to].id, "her");
    assert_string_equal(m.related[m.ties[1].from].id, "book");
    assert_string_equal(m.related[m.ties[1].to].id, "noir");
    assert_int_equal(load_film("far").n_ties, 2);
}

static void test_places_have_their_claim_and_facts_give_nothing_away(void **state)
{
    (void)state;
    struct film_model m = load_film("her");
    assert_int_equal(m.n_places, 1);
    assert_string_equal(m.places[0].place, "hall");
    assert_string_equal(text_line(&m.places[0].title), "The great hall");
    assert_int_equal(m.places[0].claim.relation, REL_FILMED_AT);
    assert_int_equal(m.n_all_facts, 2);
    assert_int_equal(m.n_facts, 1);
    assert_string_equal(m.facts[0].id, "dates");
}

static void test_a_film_of_title_and_year_alone_loads(void **state)
{
    (void)state;
    struct film_model m = load_film("far");
    assert_int_equal(m.n_people + m.n_awards + m.n_ratings + m.n_money, 0);
    assert_int_equal(m.n_places + m.n_facts + m.n_scenes, 0);
    assert_string_equal(text_line(&m.card.title), "far");
}

static void test_a_story_has_its_parts_in_order_and_what_they_tell(void **state)
{
    (void)state;
    struct story_model m;
    assert_true(pack_load_story(pack, &arena, "her", &m, &err));
    assert_int_equal(m.n_scenes, 2);
    assert_string_equal(m.scenes[0].id, "first");
    assert_string_equal(text_line(&m.scenes[0].place_title), "The great hall");
    assert_int_equal(m.scenes[1].spoiler, 3);
    assert_int_equal(m.scenes[1].n_citations, 1);
    assert_int_equal(m.n_themes, 1);
    assert_string_equal(text_line(&m.themes[0].title), "Alone");
    assert_string_equal(text_line(&m.synopsis), "A voice answers."); // the summary
}

static void test_a_person_has_dates_films_and_awards(void **state)
{
    (void)state;
    struct person_model m;
    assert_true(pack_load_person(pack, &arena, "jo", &m, &err));
    assert_int_equal(m.born, 1950);
    assert_int_equal(m.died, 2001);
    assert_int_equal(m.n_films, 2);
    assert_string_equal(m.films[0].card.id, "noir"); // by year
    assert_int_equal(m.films[1].parts.n, 2);
    assert_int_equal(m.n_awards, 1);
    assert_string_equal(text_line(&m.awards[0].name), "Her");
    assert_true(pack_load_person(pack, &arena, "firm", &m, &err));
    assert_true(m.organisation);
}

static void test_texts_fall_back_one_by_one(void **state)
{
    (void)state;
    pack_set_lang(pack, "es");
    struct film_model m = load_film("her");
    assert_string_equal(text_line(&m.summary), "Una voz responde.");
    assert_string_equal(text_line(&m.awards[0].award), "The Prize");
    assert_true(m.awards[0].award.fallback);
}

static void test_what_is_absent_is_said_so(void **state)
{
    (void)state;
    struct film_model film;
    struct story_model story;
    struct person_model person;
    assert_false(pack_load_film(pack, &arena, "nobody", &film, &err));
    assert_string_equal(err.text, "The pack has no film named 'nobody'.");
    assert_false(pack_load_story(pack, &arena, "nobody", &story, &err));
    assert_false(pack_load_person(pack, &arena, "nobody", &person, &err));
    assert_string_equal(err.text, "The pack has no person named 'nobody'.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(test_films_come_by_title_and_those_with_pictures_first),
        TEST(test_a_person_of_several_roles_is_one_and_cast_comes_first),
        TEST(test_figures_keep_their_days_and_what_is_not_known),
        TEST(test_ties_reach_two_steps_and_go_the_way_of_time),
        TEST(test_places_have_their_claim_and_facts_give_nothing_away),
        TEST(test_a_film_of_title_and_year_alone_loads),
        TEST(test_a_story_has_its_parts_in_order_and_what_they_tell),
        TEST(test_a_person_has_dates_films_and_awards),
        TEST(test_texts_fall_back_one_by_one),
        TEST(test_what_is_absent_is_said_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
