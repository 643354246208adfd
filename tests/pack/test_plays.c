// What there is to play with, from a good pack and from odd ones.
#include "pack/plays.h"
#include "opened.h"

static const char more[] =
    "INSERT INTO txt (entity, id, field, lang, body) VALUES"
    " ('fact', 'egg', 'hint-1', 'en', 'Look up.'), ('fact', 'egg', 'hint-3', 'en', 'Tick.'),"
    " ('quiz', 'q', 'body', 'en', 'When?'), ('quiz', 'q', 'body', 'es', '¿Cuándo?'),"
    " ('quiz', 'q', 'explain', 'en', 'In 1939.'),"
    " ('quiz_choice', 'q.1', 'body', 'en', '1939'),"
    " ('quiz_choice', 'q.2', 'body', 'en', '1940');"
    "INSERT INTO quiz VALUES ('none', NULL, NULL, NULL, 0, 1),"
    " ('q', 'her', 'hall', 'hero', 2, 2), ('both', NULL, NULL, NULL, 0, 3);"
    "INSERT INTO quiz_choice VALUES ('q.1', 'q', 1, 1), ('q.2', 'q', 0, 2),"
    " ('both.1', 'both', 1, 1), ('both.2', 'both', 1, 2);"
    "INSERT INTO citation VALUES ('quiz', 'q', 1, 'book', '', 'supports', '');"
    "INSERT INTO fact VALUES ('twist', 'trivia', 3, 'rumour');"
    "INSERT INTO fact_use VALUES ('stop', 'two', 1, 'twist'), ('work', 'her', 1, 'twist'),"
    " ('work', 'her', 2, 'egg');";

static int setup(void **state)
{
    (void)state;
    return opened_setup(more);
}

static void test_a_question_has_its_choices_picture_and_source(void **state)
{
    (void)state;
    struct quiz_model m;
    const uint16_t asked[] = {0, 7};
    assert_true(pack_load_quiz(pack, &arena, asked, 2, &m, &err));
    // Those without one right choice among several are not counted; the eighth is not there.
    assert_int_equal(m.n_pack, 1);
    assert_int_equal(m.n_questions, 1);
    assert_true(m.spoils);
    const struct quiz_question *q = &m.questions[0];
    assert_string_equal(q->id, "q");
    assert_string_equal(text_line(&q->body), "When?");
    assert_string_equal(text_line(&q->explain), "In 1939.");
    assert_int_equal(q->n_choices, 2);
    assert_true(q->choices[0].right && !q->choices[1].right);
    assert_string_equal(text_line(&q->choices[1].body), "1940");
    assert_string_equal(q->picture.media, "hero");
    assert_int_equal(q->n_citations, 1);
    assert_string_equal(m.sources[0].title, "A book");
    pack_set_lang(pack, "es");
    assert_true(pack_load_quiz(pack, &arena, asked, 1, &m, &err));
    assert_string_equal(text_line(&m.questions[0].body), "¿Cuándo?");
    assert_true(m.questions[0].explain.fallback);
    pack_set_lang(pack, "en");
}

static void test_questions_lead_to_their_place_and_film_once(void **state)
{
    (void)state;
    struct play_links links;
    const uint16_t asked[] = {0, 0};
    assert_true(pack_load_quiz_links(pack, &arena, asked, 2, &links, &err));
    assert_int_equal(links.n, 2);
    assert_int_equal(links.items[0].kind, PLAY_PLACE);
    assert_string_equal(text_line(&links.items[0].title), "The great hall");
    assert_string_equal(links.items[0].picture.media, "hero"); // of a stop there
    assert_int_equal(links.items[1].kind, PLAY_WORK);
    assert_int_equal(links.items[1].year, 2013);
}

static void test_the_eggs_of_a_tour_are_those_its_stops_show(void **state)
{
    (void)state;
    struct eggs_model m;
    struct fact_card card;
    assert_true(pack_load_eggs(pack, &arena, "walk", &m, &err));
    assert_int_equal(m.n_eggs, 1); // the stop shows what its place has
    assert_string_equal(m.eggs[0].fact, "egg");
    assert_string_equal(m.eggs[0].stop, "one");
    assert_int_equal(m.accent, 0xFF000000u | 1998699);
    assert_true(pack_load_fact(pack, &arena, "egg", &card, &err));
    assert_string_equal(text_line(&card.fact.hints[0]), "Look up.");
    assert_int_equal(card.fact.hints[1].n_blocks, 0);
    assert_string_equal(text_line(&card.fact.hints[2]), "Tick.");
    assert_false(pack_load_eggs(pack, &arena, "nowhere", &m, &err));
    assert_false(pack_load_fact(pack, &arena, "nothing", &card, &err));
}

static void test_decks_hold_all_but_easter_eggs(void **state)
{
    (void)state;
    struct trivia_model m;
    struct fact_card card;
    assert_true(pack_load_trivia(pack, &arena, &m, &err));
    assert_int_equal(m.n_all, 2);
    assert_int_equal(m.n_facts, 2);
    assert_int_equal(m.n_decks, 3); // her; hall; lake, by its stop
    assert_int_equal(m.decks[0].kind, PLAY_WORK);
    assert_int_equal(m.decks[0].count, 1);
    assert_true(pack_load_deck(pack, &arena, PLAY_PLACE, "lake", &m, &err));
    assert_int_equal(m.n_facts, 1);
    assert_string_equal(m.facts[0], "twist");
    assert_true(pack_load_deck(pack, &arena, PLAY_WORK, "noir", &m, &err));
    assert_int_equal(m.n_facts, 0);
    assert_false(pack_load_deck(pack, &arena, PLAY_WORK, "hall", &m, &err));
    assert_true(pack_load_fact(pack, &arena, "twist", &card, &err));
    assert_int_equal(card.spoiler, 3);
    assert_int_equal(card.fact.status, FACT_RUMOUR);
    assert_int_equal(card.links.n, 2);
    assert_int_equal(card.links.items[0].kind, PLAY_WORK);
    assert_string_equal(card.links.items[1].id, "lake");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_question_has_its_choices_picture_and_source),
        cmocka_unit_test(test_questions_lead_to_their_place_and_film_once),
        cmocka_unit_test(test_the_eggs_of_a_tour_are_those_its_stops_show),
        cmocka_unit_test(test_decks_hold_all_but_easter_eggs),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
