// Themes, views, hints, the quiz, and what one needs to go there: as they come into the pack, and
// every way in which they can be written wrong.
#include "mistakes.h"
#include "rows.h"

static int setup(void **state)
{
    (void)state;
    sandbox_enter("story");
    sandbox_copy_fixture("tour");
    build("tour", "tour.pack");
    return 0;
}

static void test_themes_are_rows_with_words_and_sources(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM theme ORDER BY position",
                "it-doors|it|1\nit-towns|it|2");
    expect_rows("tour.pack",
                "SELECT id, field, lang, body, spans FROM txt WHERE entity = 'theme'",
                "it-doors|body|en|What is shut is worth more than what is open.|"
                "[[22,26,\"em\",\"\"],[45,45,\"cite\",\"plaque\"]]\n"
                "it-doors|title|en|Doors|[]\n"
                "it-towns|body|en|Towns forget.|[]\n"
                "it-towns|body|es|Los pueblos olvidan.|[[12,19,\"em\",\"\"]]\n"
                "it-towns|title|en|Old towns|[]\n"
                "it-towns|title|es|Pueblos viejos|[]");
    expect_rows("tour.pack",
                "SELECT entity_id, position, source, stance, says FROM citation "
                "WHERE entity = 'theme'",
                "it-doors|1|gazette|supports|\nit-doors|2|plaque|supports|\n"
                "it-towns|1|plaque|contradicts|Towns remember.");
    expect_rows("tour.pack", "SELECT lang, body, spans FROM txt WHERE field = 'synopsis'",
                "en|A gate is found.\n\nSomebody opens it.|"
                "[[16,16,\"cite\",\"gazette\"],[27,32,\"em\",\"\"]]\n"
                "es|Se encuentra una puerta.|[]");
}

static void test_a_place_says_who_built_it_and_how_to_book(void **state)
{
    (void)state;
    expect_rows("tour.pack",
                "SELECT field, lang, body FROM txt WHERE entity = 'place' AND field IN "
                "('architects', 'booking', 'history')",
                "architects|en|A. Mason and Daughters\n"
                "architects|es|A. Mason e Hijas\n"
                "booking|en|The warden opens on Sundays; write first.\n"
                "booking|es|El guarda abre los domingos.\n"
                "history|en|Built for a market.\n\nSince then\n\nNothing.\n"
                "history|es|Construida para un mercado.");
}

static void test_views_are_rows_with_words_and_sources(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM vantage ORDER BY position",
                "gate-from-the-bench|old-gate|NULL|gate|1\n"
                "gate-to-the-tower|old-gate|tower|NULL|2");
    expect_rows("tour.pack",
                "SELECT id, field, lang, body FROM txt WHERE entity = 'vantage'",
                "gate-from-the-bench|look|en|Up, to where the clock is painted.\n"
                "gate-from-the-bench|stand|en|At the left bench.\n"
                "gate-to-the-tower|look|en|Along the street.\n"
                "gate-to-the-tower|look|es|Por la calle.\n"
                "gate-to-the-tower|stand|en|Under the arch.");
    expect_rows("tour.pack",
                "SELECT entity_id, source, locator FROM citation WHERE entity = "
                "'vantage'",
                "gate-from-the-bench|plaque|\n"
                "gate-to-the-tower|plaque|back\ngate-to-the-tower|gazette|");
}

static void test_an_egg_has_three_hints(void **state)
{
    (void)state;
    expect_rows(
        "tour.pack", "SELECT id, field, lang, body FROM txt WHERE field LIKE 'hint%'",
        "gate-egg|hint-1|en|Count the towers.\ngate-egg|hint-1|es|Cuenta las torres.\n"
        "gate-egg|hint-2|en|Look up, at both.\ngate-egg|hint-2|es|Mira arriba.\n"
        "gate-egg|hint-3|en|What keeps no time was never built.\n"
        "gate-egg|hint-3|es|Nunca se construyó.");
    expect_rows("tour.pack", "SELECT source FROM citation WHERE entity_id = 'gate-egg'",
                "plaque\ngazette");
}

static void test_questions_and_choices_are_rows_in_their_order(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM quiz WHERE position < 4 ORDER BY position",
                "quiz-gate|it|old-gate|gate-night|0|1\n"
                "quiz-clock|NULL|old-gate|NULL|0|2\n"
                "quiz-bell|NULL|NULL|NULL|0|3");
    expect_rows("tour.pack", "SELECT id, spoiler FROM quiz WHERE spoiler > 0",
                "quiz-ending|3");
    expect_rows("tour.pack", "SELECT count(*), max(position) FROM quiz", "10|10");
    expect_rows("tour.pack",
                "SELECT * FROM quiz_choice WHERE quiz IN ('quiz-clock', 'quiz-gate') "
                "ORDER BY quiz, position",
                "quiz-clock.1|quiz-clock|0|1\nquiz-clock.2|quiz-clock|1|2\n"
                "quiz-clock.3|quiz-clock|0|3\nquiz-clock.4|quiz-clock|0|4\n"
                "quiz-gate.1|quiz-gate|1|1\nquiz-gate.2|quiz-gate|0|2\n"
                "quiz-gate.3|quiz-gate|0|3");
    expect_rows("tour.pack",
                "SELECT quiz FROM quiz_choice GROUP BY quiz HAVING sum(is_right) != 1",
                "");
}

static void test_the_quiz_has_words_in_both_languages_and_sources(void **state)
{
    (void)state;
    expect_rows("tour.pack",
                "SELECT entity, id, field, lang, body FROM txt WHERE entity LIKE 'quiz%' "
                "AND id LIKE 'quiz-clock%'",
                "quiz|quiz-clock|body|en|What is painted on the tower?\n"
                "quiz|quiz-clock|body|es|¿Qué está pintado en la torre?\n"
                "quiz|quiz-clock|explain|en|Neither tower has a real one.\n"
                "quiz|quiz-clock|explain|es|Ninguna torre tiene uno de verdad.\n"
                "quiz_choice|quiz-clock.1|body|en|A window\n"
                "quiz_choice|quiz-clock.1|body|es|Una ventana\n"
                "quiz_choice|quiz-clock.2|body|en|A clock\n"
                "quiz_choice|quiz-clock.2|body|es|Un reloj\n"
                "quiz_choice|quiz-clock.3|body|en|A flag\n"
                "quiz_choice|quiz-clock.3|body|es|Una bandera\n"
                "quiz_choice|quiz-clock.4|body|en|A bell\n"
                "quiz_choice|quiz-clock.4|body|es|Una campana");
    expect_rows(
        "tour.pack",
        "SELECT entity_id, source, stance FROM citation WHERE entity = 'quiz' AND "
        "entity_id IN ('quiz-clock', 'quiz-square')",
        "quiz-clock|plaque|supports\nquiz-clock|gazette|supports\n"
        "quiz-square|gazette|silent");
}

static void test_a_tour_needs_no_quiz(void **state)
{
    (void)state;
    sandbox_shell("rm -rf t && cp -r tour t && rm t/quiz.yaml t/quiz.es.yaml");
    build("t", "t.pack");
    expect_rows("t.pack", "SELECT count(*) FROM quiz", "0");
}

#define QUIZ "quiz.yaml"
#define QUIZ_ES "quiz.es.yaml"
#define GATE "places/old-gate.yaml"
#define GATE_ES "places/old-gate.es.yaml"
#define IT "works/it.yaml"
#define ADA "people/ada-example.yaml"

static const struct mistake mistakes[] = {
    // The quiz.
    {QUIZ, "      - text: A clock\n        right: yes\n", "      - text: A clock\n",
     QUIZ ":18:7: no choice is right: expected 'right: yes' at one of them"},
    {QUIZ, "right: yes", "right: maybe",
     QUIZ ":7:16: unknown right 'maybe': expected one of yes, no"},
    {QUIZ, "A flag", "a window",
     QUIZ ":21:15: two choices say 'a window': expected a difference"},
    {QUIZ, "A flag", "A *window*",
     QUIZ ":21:15: two choices say 'A window': expected a difference"},
    {QUIZ, "text: None", "text: '[^plaque]'", QUIZ ":9:16: expected words here"},
    {QUIZ, "right: yes", "right: [yes]",
     QUIZ ":7:16: expected a value for 'right', found a list"},
    {QUIZ, "      - text: None\n", "      - None\n",
     QUIZ ":9:9: expected the keys of choices, found text"},
    {IT, "title: Doors", "title: ' '", IT ":18:13: expected words here"},
    {QUIZ, "      - text: None\n", "", QUIZ ":6:7: expected 3 or 4 choices, found 2"},
    {QUIZ, "id: quiz-bell", "id: quiz-gate",
     QUIZ ":26:9: duplicate question 'quiz-gate', first given at t/" QUIZ ":3"},
    {QUIZ, "    explain: Ada did it herself.\n", "",
     QUIZ ":26:5: expected key 'explain' in questions"},
    {QUIZ, "    sources: [gazette]\n", "",
     QUIZ ":3:5: expected key 'sources' in questions"},
    {QUIZ, "picture: gate-night", "picture: gate-nihgt",
     QUIZ ":11:14: unknown picture 'gate-nihgt' (did you mean 'gate-night'?)"},
    {QUIZ, "place: square", "place: squire",
     QUIZ ":101:12: unknown place 'squire' (did you mean 'square'?)"},
    {QUIZ, "work: second-film", "work: third-film",
     QUIZ ":56:11: unknown work 'third-film'"},
    {QUIZ, "[^plaque]", "[^plauqe]",
     QUIZ ":10:33: unknown source 'plauqe' (did you mean 'plaque'?)"},
    {QUIZ_ES, "      - text: Una bandera\n", "",
     QUIZ_ES ":5:7: expected 4 choices, in the order of the original, found 3"},
    {QUIZ_ES, "text: Un reloj", "right: yes",
     QUIZ_ES ":6:9: unknown key 'right' in choices"},
    {QUIZ_ES, "Un reloj", "Una ventana",
     QUIZ_ES ":6:15: two choices say 'Una ventana': expected a difference"},
    {QUIZ_ES, "quiz-clock", "quiz-clok",
     QUIZ_ES ":2:9: unknown question 'quiz-clok' (did you mean 'quiz-clock'?)"},
    {"quizz.yaml", "", "questions: []\n",
     "quizz.yaml:1:1: unknown file 'quizz.yaml' (did you mean 'quiz.yaml'?)"},
    {"quiz.fr.yaml", "", "questions: []\n",
     "quiz.fr.yaml:1:1: unknown language 'fr' in the file's name"},
    // Hints.
    {GATE, "Look *up*, at both.[^gazette]", "Count the towers.",
     GATE ":46:9: this hint is an earlier one: expected each to tell more"},
    {GATE, "      - Count the towers.\n", "      - [Count, the, towers]\n",
     GATE ":45:9: expected a value for 'hints', found a list"},
    {GATE, "- Count the towers.", "-", GATE ":45:8: 'hints' is empty: expected a value"},
    {GATE_ES, "      - Mira *arriba*.\n", "",
     GATE_ES ":12:7: expected 3 texts for 'hints', found 2"},
    {"works/it.es.yaml",
     "themes:", "facts:\n  - id: it-score\n    hints: [a, b, c]\nthemes:",
     "works/it.es.yaml:6:12: only an easter_egg has 'hints'"},
    // Views.
    {GATE, "id: gate-from-the-bench", "id: gate-to-the-tower",
     GATE ":64:9: duplicate vantage 'gate-to-the-tower', first given at t/" GATE ":59"},
    {GATE, "    look: Along the street.[^gazette]\n", "",
     GATE ":64:5: expected key 'look' in vantages"},
    {GATE, "    picture: gate\n    sources: [plaque]\n", "    picture: gate\n",
     GATE ":59:5: expected key 'sources' in vantages"},
    {GATE, "towards: tower", "towards: 90", GATE ":67:14: unknown place '90'"},
    {GATE, "towards: tower", "towards: The Tower",
     GATE
     ":67:14: 'The Tower' is no name: expected a-z, 0-9 and '-', at most 63 of them"},
    {GATE, "towards: tower", "heading: 220",
     GATE ":67:5: unknown key 'heading' in vantages"},
    {"places/tower.yaml", "precision: spot", "precision: district",
     GATE
     ":67:14: no heading can be computed, since of place 'tower' only the district is "
     "known: expected no 'towards'"},
    {"places/tower.yaml", "lat: 34.0538\nlon: -118.2427", "lat: 34.05581\nlon: -118.2363",
     GATE
     ":67:14: no heading can be computed, since places 'old-gate' and 'tower' are at "
     "the same point: expected no 'towards'"},
    {GATE_ES, "    look: Por la calle.", "    towards: tower",
     GATE_ES ":20:5: unknown key 'towards' in vantages"},
    {GATE_ES, "gate-to-the-tower", "gate-to-the-towre",
     GATE_ES
     ":19:9: unknown vantage 'gate-to-the-towre' (did you mean 'gate-to-the-tower'?)"},
    // Going there.
    {GATE, "https://example.org/gate_tours?day=sun&n=2", "example.org",
     GATE
     ":57:18: expected an address like https://example.org/tours, at most 200 characters for "
     "'booking_address', found 'example.org'"},
    {GATE, "booking: The warden opens on Sundays; write first.\n", "",
     GATE ":56:18: expected key 'booking' beside 'booking_address': how to book, or what "
          "awaits you there"},
    {GATE_ES, "booking:", "booking_address:",
     GATE_ES ":17:1: unknown key 'booking_address' in a translated place"},
    {GATE, "indoors: partly", "indoors: mostly",
     GATE ":55:10: unknown indoors 'mostly': expected one of yes, partly, no, unknown"},
    {GATE, "Built for a market.[^plaque]", "Built for a market.",
     GATE
     ":50:3: 'history' without a source: expected [^source-id] behind what it tells"},
    {GATE, "A. Mason and", "A. Mason[^plaque] and",
     GATE ":48:21: a source can't be cited in 'architects'"},
    {"walk/02-square.md", "minutes: 5", "minutes: 601",
     "walk/02-square.md:6:10: expected a whole number from 1 to 600 for 'minutes', found "
     "'601'"},
    // Themes and lives.
    {IT, "    title: Doors\n", "", IT ":17:5: expected key 'title' in themes"},
    {IT, "id: it-doors", "id: it-towns",
     IT ":21:9: duplicate theme 'it-towns', first given at t/" IT ":17"},
    {IT, "    sources: [gazette]\n  - id: it-towns", "  - id: it-towns",
     IT ":17:5: expected key 'sources' in themes"},
    {"works/it.es.yaml", "id: it-towns", "id: it-twons",
     "works/it.es.yaml:5:9: unknown theme 'it-twons' (did you mean 'it-towns'?)"},
    {ADA, "died: 2024", "died: 1968",
     ADA ":12:7: died in 1968, born in 1969: expected 'died' not to be before 'born'"},
    {"people/example-pictures.yaml", "kind:", "notable: Gates.\nkind:",
     "people/example-pictures.yaml:2:10: expected key 'sources': who says this of "
     "'example-pictures'?"},
};

static void test_a_mistake_brings_one_complaint_that_names_it(void **state)
{
    (void)state;
    assert_int_equal(mistakes_missed(mistakes, ARRAY_LEN(mistakes)), 0);
}

static void test_a_broken_quiz_brings_no_complaints_elsewhere(void **state)
{
    (void)state;
    sandbox_shell("rm -rf t && cp -r tour t && echo '[' >> t/" QUIZ);
    struct sandbox_run run = SANDBOX_TOURC("check", "t");
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err, "t/" QUIZ));
    assert_null(strchr(strchr(run.err, '\n') + 1, '\n')); // one line
    sandbox_done(&run);
}

static void test_what_only_a_view_or_the_quiz_shows_is_shown(void **state)
{
    (void)state;
    // The night is seen in the quiz alone, the tower from the gate alone.
    sandbox_shell(
        "rm -rf t && cp -r tour t && sed -i '/pair: gate/d' t/media/media.yaml");
    struct sandbox_run run = SANDBOX_TOURC("check", "t");
    assert_string_equal(run.err, "");
    sandbox_done(&run);
    sandbox_shell("sed -i '/picture: gate-night/d' t/" QUIZ
                  "; sed -i '/towards:/d' t/" GATE);
    run = SANDBOX_TOURC("check", "t");
    assert_string_equal(
        run.err, "t/media/media.yaml:12:1: warning: picture 'gate-night' is not shown "
                 "anywhere\n"
                 "t/places/tower.yaml:1:1: warning: no stop is at this place\n");
    sandbox_done(&run);
    sandbox_shell("sed -i 's/picture: gate$/picture: gate-night/' t/" GATE);
    run = SANDBOX_TOURC("check", "t");
    assert_null(strstr(run.err, "gate-night"));
    sandbox_done(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_themes_are_rows_with_words_and_sources),
        cmocka_unit_test(test_a_place_says_who_built_it_and_how_to_book),
        cmocka_unit_test(test_views_are_rows_with_words_and_sources),
        cmocka_unit_test(test_an_egg_has_three_hints),
        cmocka_unit_test(test_questions_and_choices_are_rows_in_their_order),
        cmocka_unit_test(test_the_quiz_has_words_in_both_languages_and_sources),
        cmocka_unit_test(test_a_tour_needs_no_quiz),
        cmocka_unit_test(test_a_mistake_brings_one_complaint_that_names_it),
        cmocka_unit_test(test_a_broken_quiz_brings_no_complaints_elsewhere),
        cmocka_unit_test(test_what_only_a_view_or_the_quiz_shows_is_shown),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
