// Films and people, as they come into the pack, and every way in which they can be written wrong.
#include "mistakes.h"
#include "rows.h"

static int setup(void **state)
{
    (void)state;
    sandbox_enter("works");
    sandbox_copy_fixture("tour");
    sandbox_shell("echo \"accent: '#8A4b2D'\" >> tour/walk/tour.yaml");
    build("tour", "tour.pack");
    return 0;
}

static void test_an_accent_is_a_number(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT printf('%06x', accent) FROM tour", "8a4b2d");
}

static void test_people_are_rows(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM person",
                "ada-example|person|1969|2024\nexample-pictures|organisation|NULL|NULL");
    expect_rows("tour.pack",
                "SELECT field, lang, body FROM txt WHERE entity = 'person' AND "
                "id = 'ada-example'",
                "notable|en|“The Gate”, and a bell.\n"
                "notable|es|«La puerta» y una campana.\n"
                "summary|en|Ada opens gates.\nsummary|es|Ada abre puertas.\n"
                "title|en|Ada Example");
    expect_rows("tour.pack",
                "SELECT position, source, locator FROM citation WHERE entity = 'person'",
                "1|plaque|second line\n2|gazette|");
}

static void test_what_a_work_lists_are_rows_in_its_order(void **state)
{
    (void)state;
    const struct {
        const char *table, *rows;
    } all[] = {
        {"scene", "scene-at-the-gate|second-film|old-gate|2|1\n"
                  "scene-nowhere|second-film|NULL|0|2"},
        {"credit", "second-film.1|second-film|ada-example|director|1\n"
                   "second-film.2|second-film|ada-example|cast|2\n"
                   "second-film.3|second-film|ada-example|cast|3\n"
                   "second-film.4|second-film|example-pictures|company|4"},
        {"award", "second-film-prize|second-film|ada-example|2011|won|1\n"
                  "second-film-ribbon|second-film|NULL|2012|nominated|2"},
        {"rating", "second-film-critics|second-film|94 %|1200|1|2026-02|1\n"
                   "second-film-stars|second-film|4 of 5|NULL|0||2"},
        {"money",
         "second-film-budget|second-film|budget|worldwide|30000000000|JPY|1||1\n"
         "second-film-opening|second-film|opening|us_canada|0|USD|0|2010-01-21|2"},
        {"work_rel", "second-film.1|second-film|it|predates|1\n"
                     "second-film.2|second-film|it|same_director|2"},
        {"external_id", "second-film|imdb|tt0000001\nsecond-film|wikidata|Q1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        char sql[100];
        snprintf(sql, sizeof(sql), "SELECT * FROM %s", all[i].table);
        expect_rows("tour.pack", sql, all[i].rows);
    }
}

static void test_their_words_are_texts_in_both_languages(void **state)
{
    (void)state;
    expect_rows("tour.pack",
                "SELECT entity, id, field, lang, body, spans FROM txt WHERE entity IN "
                "('scene', 'credit', 'award', 'rating', 'money', 'relation')",
                "award|second-film-prize|award|en|The Prize|[]\n"
                "award|second-film-prize|award|es|El Premio|[]\n"
                "award|second-film-prize|category|en|Best Gate|[]\n"
                "award|second-film-prize|category|es|Mejor puerta|[]\n"
                "award|second-film-ribbon|award|en|The Ribbon|[]\n"
                "award|second-film-ribbon|category|en|Short Films|[]\n"
                "credit|second-film.1|note|en|Her first.|[]\n"
                "credit|second-film.1|note|es|La primera.|[]\n"
                "credit|second-film.2|character|en|The Keeper|[]\n"
                "credit|second-film.2|character|es|La guardiana|[]\n"
                "credit|second-film.3|character|en|The Keeper's Sister|[]\n"
                "credit|second-film.3|character|es|La hermana de la guardiana|[]\n"
                "money|second-film-budget|note|en|Or a little less.|[]\n"
                "money|second-film-budget|note|es|O un poco menos.|[]\n"
                "rating|second-film-critics|by|en|The Gazette, readers|[]\n"
                "rating|second-film-critics|by|es|The Gazette, lectores|[]\n"
                "rating|second-film-stars|by|en|The Gazette, critics|[]\n"
                "relation|second-film.1|body|en|Made three years before It.|"
                "[[24,26,\"em\",\"\"],[26,26,\"cite\",\"plaque\"]]\n"
                "relation|second-film.1|body|es|Rodada tres años antes que It.|"
                "[[28,30,\"em\",\"\"]]\n"
                "scene|scene-at-the-gate|body|en|The gate opens by itself.|"
                "[[24,24,\"cite\",\"gazette\"]]\n"
                "scene|scene-nowhere|body|en|Nobody knows where this is.|"
                "[[7,12,\"em\",\"\"]]\n"
                "scene|scene-nowhere|body|es|Nadie sabe dónde está.|"
                "[[6,10,\"em\",\"\"]]");
}

static void test_every_entry_has_its_sources(void **state)
{
    (void)state;
    expect_rows(
        "tour.pack",
        "SELECT entity, entity_id, group_concat(source) FROM citation WHERE "
        "entity NOT IN ('claim', 'fact', 'stop', 'person', 'theme', 'vantage', 'quiz') "
        "GROUP BY entity, entity_id",
        "award|second-film-prize|gazette\naward|second-film-ribbon|gazette\n"
        "credit|second-film.1|gazette\ncredit|second-film.2|gazette,plaque\n"
        "credit|second-film.3|gazette\ncredit|second-film.4|gazette\n"
        "money|second-film-budget|gazette\nmoney|second-film-opening|gazette\n"
        "rating|second-film-critics|gazette\nrating|second-film-stars|gazette\n"
        "relation|second-film.1|gazette,plaque\nrelation|second-film.2|gazette\n"
        "scene|scene-at-the-gate|plaque,gazette\nscene|scene-nowhere|gazette");
    expect_rows("tour.pack",
                "SELECT stance FROM citation WHERE entity_id = 'scene-nowhere'",
                "silent");
}

static void test_a_stop_may_show_a_fact_of_a_person_or_work(void **state)
{
    (void)state;
    sandbox_shell("cp -r tour shown && sed -i 's/^facts: .*/facts: [ada-bell, "
                  "second-film-fact]/' shown/walk/02-square.md");
    build("shown", "shown.pack");
    expect_rows("shown.pack",
                "SELECT position, fact FROM fact_use WHERE entity_id = 'square'",
                "1|ada-bell\n2|second-film-fact");
}

#define FILM "works/second-film.yaml"
#define FILM_ES "works/second-film.es.yaml"
#define ADA "people/ada-example.yaml"

// Each is one mistake, and brings one complaint.
static const struct mistake mistakes[] = {
    // Keys and choices.
    {FILM, "scenes:", "scenery:",
     FILM ":6:1: unknown key 'scenery' in a work (did you mean 'scenes'?)"},
    {FILM, "awards:", "award:",
     FILM ":33:1: unknown key 'award' in a work (did you mean 'awards'?)"},
    {FILM, "    category: Best Gate\n", "",
     FILM ":34:5: expected key 'category' in awards"},
    {FILM, "role: director", "role: directr",
     FILM ":19:11: unknown role 'directr' (did you mean 'director'?)"},
    {FILM, "result: won", "result: lost",
     FILM ":38:13: unknown result 'lost': expected one of won, nominated"},
    {FILM, "relation: predates", "relation: predate",
     FILM ":78:15: unknown relation 'predate' (did you mean 'predates'?)"},
    {FILM, "territory: us_canada", "territory: usa",
     FILM ":70:16: unknown territory 'usa': expected one of us_canada, international, "
          "worldwide"},
    {FILM, "about: yes", "about: true",
     FILM ":52:12: unknown about 'true': expected one of yes, no"},
    {FILM, "  imdb: tt", "  imbd: tt",
     FILM ":86:3: unknown key 'imbd' in external_ids (did you mean 'imdb'?)"},
    {FILM, "external_ids:\n  wikidata: Q1\n  imdb: tt0000001", "external_ids: [Q1]",
     FILM ":84:15: expected the keys of external_ids, found a list"},
    {FILM, "  - person: example-pictures\n    role: company\n    sources: [gazette]",
     "  - example-pictures", FILM ":30:5: expected the keys of credits, found text"},
    {FILM, "character: The Keeper\n", "character: The [^gazette] Keeper\n",
     FILM ":24:20: a source can't be cited in 'character'"},
    {FILM, "note: Her first.", "character: Herself",
     FILM ":20:16: only cast and voice have a 'character': expected a 'note'"},
    {FILM, "    role: cast\n    character: The Keeper\n",
     "    role: cast\n    character: \n",
     FILM ":24:15: 'character' is empty: expected a value"},
    // Figures.
    {FILM, "spoiler: 2", "spoiler: 4",
     FILM ":10:14: expected a whole number from 0 to 3 for 'spoiler', found '4'"},
    {FILM, "year: 2011", "year: 20111",
     FILM ":37:11: expected a whole number from 1800 to 2999 for 'year', found '20111'"},
    {FILM, "count: 1200", "count: -1",
     FILM ":51:12: expected a whole number from 0 to 1000000000 for 'count', found '-1'"},
    {FILM, "count: 1200", "count: 1,200",
     FILM ":51:12: expected a whole number from 0 to 1000000000 for 'count', found "
          "'1,200'"},
    {FILM, "amount: 0", "amount: -5",
     FILM ":71:13: expected a whole number from 0 to 1000000000000 for 'amount', found "
          "'-5'"},
    {FILM, "amount: 0", "amount: 9999999999999999999",
     FILM ":71:13: expected a whole number from 0 to 1000000000000 for 'amount', found "
          "'9999999999999999999'"},
    {FILM, "currency: USD", "currency: usd",
     FILM ":72:15: expected a currency like USD for 'currency', found 'usd'"},
    {FILM, "currency: USD", "currency: US$",
     FILM ":72:15: expected a currency like USD for 'currency', found 'US$'"},
    {FILM, "as_of: 2026-02", "as_of: 2026-13",
     FILM ":53:12: expected a date like 2026-11-22, 2026-11 or 2026 for 'as_of', found "
          "'2026-13'"},
    {FILM, "as_of: 2010-01-21", "as_of: January 2010",
     FILM ":74:12: expected a date like 2026-11-22, 2026-11 or 2026 for 'as_of', found "
          "'January 2010'"},
    {ADA, "born: 1969", "born: c. 1969",
     ADA ":2:7: expected a whole number from 1000 to 2999 for 'born', found 'c. 1969'"},
    {"walk/tour.yaml", "'#8A4b2D'", "#8A4b2D",
     "walk/tour.yaml:30:8: 'accent' is empty: expected a colour like '#8A4B2D'"},
    {"walk/tour.yaml", "'#8A4b2D'", "brown",
     "walk/tour.yaml:30:9: expected a colour like '#8A4B2D' for 'accent', found 'brown'"},
    {"walk/tour.yaml", "'#8A4b2D'", "'#84D'",
     "walk/tour.yaml:30:9: expected a colour like '#8A4B2D' for 'accent', found '#84D'"},
    // Names of other things.
    {FILM, "person: example-pictures", "person: exmaple-pictures",
     FILM ":30:13: unknown person 'exmaple-pictures' (did you mean 'example-pictures'?)"},
    {FILM, "person: ada-example\n    role: director",
     "person: Ada Example\n    role: director",
     FILM ":18:13: 'Ada Example' is no name: expected a-z, 0-9 and '-', at most 63 of "
          "them"},
    {FILM, "won\n    person: ada-example", "won\n    person: nobody",
     FILM ":39:13: unknown person 'nobody'"},
    {FILM, "place: old-gate", "place: odl-gate",
     FILM ":9:12: unknown place 'odl-gate' (did you mean 'old-gate'?)"},
    {FILM, "work: it\n    relation: same", "work: if\n    relation: same",
     FILM ":81:11: unknown work 'if' (did you mean 'it'?)"},
    {FILM, "work: it\n    relation: same", "work: second-film\n    relation: same",
     FILM ":81:11: expected another work than this one"},
    {FILM, "pictures: [gate, dot]", "pictures: [gate, dott]",
     FILM ":5:18: unknown picture 'dott' (did you mean 'dot'?)"},
    {FILM, "pictures: [gate, dot]", "pictures: [gate, gate]",
     FILM ":5:18: picture 'gate' is listed twice"},
    {FILM, "sources: [plaque]", "sources: [plauqe]",
     FILM ":11:15: unknown source 'plauqe' (did you mean 'plaque'?)"},
    {FILM, "itself[^gazette]", "itself[^gazete]",
     FILM ":8:35: unknown source 'gazete' (did you mean 'gazette'?)"},
    {"people/example-pictures.yaml", "kind: organisation", "kind: person",
     FILM ":30:13: the company 'example-pictures' is a person: expected 'kind: "
          "organisation' in its file"},
    // Sources that are not there.
    {FILM, "    sources: [plaque]\n", "", FILM ":7:5: expected key 'sources' in scenes"},
    {FILM, "sources: [gazette, plaque]", "sources: []",
     FILM ":25:14: 'sources' is empty: expected at least one"},
    {"people/example-pictures.yaml", "kind:", "summary: They make films.\nkind:",
     "people/example-pictures.yaml:2:10: expected key 'sources': who says this of "
     "'example-pictures'?"},
    {"people/example-pictures.yaml", "kind:", "born: 1999\nkind:",
     "people/example-pictures.yaml:2:7: expected key 'sources': who says this of "
     "'example-pictures'?"},
    // Ids.
    {FILM, "id: scene-at-the-gate", "id: scene-nowhere",
     FILM ":12:9: duplicate scene 'scene-nowhere', first given at t/" FILM ":7"},
    {FILM, "id: second-film-stars", "id: second-film-critics",
     FILM ":55:9: duplicate rating 'second-film-critics', first given at t/" FILM ":48"},
    {FILM, "id: second-film-ribbon", "id: The Ribbon",
     FILM
     ":41:9: 'The Ribbon' is no name: expected a-z, 0-9 and '-', at most 63 of them"},
    {ADA, "facts:\n",
     "facts:\n  - id: it-score\n    kind: music\n    text: No.\n    sources: [plaque]\n",
     ADA ":8:9: duplicate fact 'it-score', first given at t/works/it.yaml:7"},
    // Translations.
    {FILM_ES, "id: scene-nowhere", "id: scene-nowere",
     FILM_ES ":3:9: unknown scene 'scene-nowere' (did you mean 'scene-nowhere'?)"},
    {FILM_ES, "role: director", "role: writer",
     FILM_ES ":12:5: unknown credit 'second-film: ada-example, writer' (did you mean "
             "'second-film: ada-example, director'?)"},
    {FILM_ES, "    award: El Premio", "    year: 2011",
     FILM_ES ":17:5: unknown key 'year' in awards"},
    {"people/ada-example.es.yaml", "summary:", "born:",
     "people/ada-example.es.yaml:1:1: unknown key 'born' in a translated person"},
    {"people/adda-example.es.yaml", "", "summary: Ada.\n",
     "people/adda-example.es.yaml:1:1: unknown person 'adda-example' (did you mean "
     "'ada-example'?)"},
    {"people/ada.txt", "", "Ada.\n",
     "people/ada.txt:1:1: unknown file: expected names that end in .yaml here"},
};

static void test_a_mistake_brings_one_complaint_that_names_it(void **state)
{
    (void)state;
    assert_int_equal(mistakes_missed(mistakes, ARRAY_LEN(mistakes)), 0);
}

static void test_a_broken_film_brings_no_complaints_elsewhere(void **state)
{
    (void)state;
    sandbox_shell("rm -rf t && cp -r tour t && echo '[' >> t/" FILM);
    struct sandbox_run run = SANDBOX_TOURC("check", "t");
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err, "t/" FILM));
    assert_null(strchr(strchr(run.err, '\n') + 1, '\n')); // one line
    sandbox_done(&run);
}

static void test_the_order_of_the_lists_decides_nothing_but_positions(void **state)
{
    (void)state;
    // The same keys in another order, and the same bytes.
    sandbox_shell(
        "rm -rf t && cp -r tour t && cd t/works && sed '/^[a-z]/s/^/\\x01/' second-film.yaml"
        " | tr '\\n\\001' '\\002\\n' | tail -n +2 | sort | tr -d '\\n' | tr '\\002' '\\n'"
        " > x && ! cmp -s x second-film.yaml && mv x second-film.yaml");
    build("t", "t.pack");
    sandbox_shell("cmp tour.pack t.pack");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_accent_is_a_number),
        cmocka_unit_test(test_people_are_rows),
        cmocka_unit_test(test_what_a_work_lists_are_rows_in_its_order),
        cmocka_unit_test(test_their_words_are_texts_in_both_languages),
        cmocka_unit_test(test_every_entry_has_its_sources),
        cmocka_unit_test(test_a_stop_may_show_a_fact_of_a_person_or_work),
        cmocka_unit_test(test_a_mistake_brings_one_complaint_that_names_it),
        cmocka_unit_test(test_a_broken_film_brings_no_complaints_elsewhere),
        cmocka_unit_test(test_the_order_of_the_lists_decides_nothing_but_positions),
    };
    unsetenv("SOURCE_DATE_EPOCH");
    return cmocka_run_group_tests(tests, setup, NULL);
}
