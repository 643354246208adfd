// What tourc writes for the search, and what the kiosk finds by it.
#include "indexed.h"

static void put_txt(sqlite3 *db, const char *rows)
{
    struct str sql;
    str_init(&sql);
    str_printf(&sql, "INSERT INTO txt (entity, id, field, lang, body) VALUES %s", rows);
    indexed_run(db, sql.data);
    str_release(&sql);
}

static void make(const char *path)
{
    sqlite3 *db = indexed_begin(path);
    indexed_work(db, "her", "Her");
    indexed_work(db, "im-here", "I’m Here");
    indexed_work(db, "wall-e", "WALL·E");
    indexed_work(db, "beijing", "北京");
    indexed_work(db, "capital", "東京");
    indexed_person(db, "joaquin-phoenix", "Joaquin Phoenix");
    indexed_place(db, "river", "Los Ángeles River");
    indexed_place(db, "city", "Angeles City");
    indexed_place(db, "hotel", "Phoenix Hotel");
    indexed_stop(db, "river", NULL);
    put_txt(db, "('tour', 'walk', 'title', 'en', 'A walk'),"
                " ('stop', 'river', 'lede', 'en', 'Concrete and herons.'),"
                " ('stop', 'river', 'lede', 'es', 'Hormigón y garzas.'),"
                " ('place', 'river', 'title', 'es', 'El río'),"
                " ('fact', 'plain', 'body', 'en', 'A heron was seen here in 1938.'),"
                " ('fact', 'spoils', 'body', 'en', 'The butlerxyz did it.'),"
                " ('fact', 'egg', 'body', 'en', 'Which eggquestion is it?'),"
                " ('fact', 'egg', 'reveal', 'en', 'The egganswer.'),"
                " ('fact', 'egg', 'hint-1', 'en', 'An egghint.'),"
                " ('scene', 'end', 'body', 'en', 'Everybody leavesxyz.'),"
                " ('credit', 'her.1', 'character', 'en', 'Theodore')");
    indexed_run(db, "INSERT INTO fact VALUES ('plain', 'trivia', 0, 'confirmed'),"
                    " ('spoils', 'trivia', 1, 'confirmed'),"
                    " ('egg', 'easter_egg', 0, 'confirmed');"
                    "INSERT INTO fact_use VALUES ('place', 'river', 1, 'plain'),"
                    " ('work', 'her', 1, 'spoils'), ('place', 'river', 2, 'egg');"
                    "INSERT INTO credit VALUES"
                    " ('her.1', 'her', 'joaquin-phoenix', 'cast', 1);"
                    "INSERT INTO scene VALUES ('end', 'her', NULL, 0, 1);"
                    "UPDATE tour_stop SET code = 107;");
    indexed_end(db);
}

static struct pack *pack;
static struct arena arena;
static struct search_results results;

static int open_it(void **state)
{
    (void)state;
    make("index.pack");
    arena_init(&arena);
    pack = indexed_open("index.pack");
    return 0;
}

static int close_it(void **state)
{
    (void)state;
    pack_close(pack);
    arena_release(&arena);
    return 0;
}

static int at(const char *typed, enum search_kind kind, const char *id)
{
    struct err err;
    if (!pack_search(pack, &arena, typed, &results, &err))
        fail_msg("'%s': %s", typed, err.text);
    return indexed_place_of(&results, kind, id);
}

static void test_titles_are_found_by_beginnings_of_their_words(void **state)
{
    (void)state;
    assert_int_equal(at("p", SEARCH_PERSON, "joaquin-phoenix"), 2);
    assert_int_equal(at("h", SEARCH_FILM, "her"), 1);
    assert_int_equal(at("her", SEARCH_FILM, "her"), 1);
    assert_int_equal(at("im here", SEARCH_FILM, "im-here"), 1);
    assert_int_equal(at("i’m h", SEARCH_FILM, "im-here"), 1);
    assert_int_equal(at("walle", SEARCH_FILM, "wall-e"), 1);
    assert_int_equal(at("jo ph", SEARCH_PERSON, "joaquin-phoenix"), 1);
    assert_int_equal(at("107", SEARCH_STOP, "river"), 1);
    assert_string_equal(results.corrected, "");
}

static void test_signs_are_found_by_two_and_in_latin_letters(void **state)
{
    (void)state;
    assert_int_equal(at("東京", SEARCH_FILM, "capital"), 1);
    assert_int_equal(results.groups[0].n, 1);
    assert_int_equal(at("北京", SEARCH_FILM, "beijing"), 1);
    assert_int_equal(results.groups[0].n, 1);
    assert_int_equal(at("京", SEARCH_FILM, "beijing") * at("京", SEARCH_FILM, "capital"),
                     2);
    assert_int_equal(at("beijing", SEARCH_FILM, "beijing"), 1);
    assert_int_equal(at("Bei Jing", SEARCH_FILM, "beijing"), 1);
    assert_int_equal(at("bejiing", SEARCH_FILM, "beijing"), 1);
}

static void test_accents_make_no_difference(void **state)
{
    (void)state;
    static const char *const typed[] = {"ángeles", "angeles", "ANGELES", "a\u0301ngeles"};
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        assert_int_not_equal(at(typed[i], SEARCH_PLACE, "river"), 0);
        assert_int_not_equal(at(typed[i], SEARCH_PLACE, "city"), 0);
    }
}

static void test_a_slip_is_mended_and_told(void **state)
{
    (void)state;
    assert_int_equal(at("joaqiun pheonix", SEARCH_PERSON, "joaquin-phoenix"), 1);
    assert_string_equal(results.corrected, "joaquin phoenix");
    assert_string_equal(results.marked, "joaquin phoenix");
    assert_int_equal(indexed_place_of(&results, SEARCH_FILM, "her"), 2); // he is in it
    static const char *const unfinished[] = {"pheo", "phhoen", "phen", "phoxn",
                                             "joaquin pheoni"};
    for (size_t i = 0; i < ARRAY_LEN(unfinished); i++)
        assert_int_not_equal(at(unfinished[i], SEARCH_PERSON, "joaquin-phoenix"), 0);
    assert_int_equal(at("joaquinphoenix", SEARCH_PERSON, "joaquin-phoenix"), 1);
    assert_int_equal(at("joa quin phoenix", SEARCH_PERSON, "joaquin-phoenix"), 1);
}

static void test_texts_and_people_are_found_after_titles(void **state)
{
    (void)state;
    assert_int_equal(at("theodore", SEARCH_FILM, "her"), 1);
    assert_int_equal(at("phoenix", SEARCH_PLACE, "hotel"), 1);
    assert_int_equal(at("phoenix", SEARCH_PERSON, "joaquin-phoenix"), 2);
    assert_int_equal(at("phoenix", SEARCH_FILM, "her"), 3);
    assert_int_not_equal(at("heron 1938", SEARCH_TRIVIA, "plain"), 0);
    const struct search_hit *hit = &results.groups[0].hits[0];
    assert_string_equal(text_line(&hit->title), "Los Ángeles River");
    assert_string_equal(hit->excerpt, "A heron was seen here in 1938.");
    assert_string_equal(hit->owner, "river");
    assert_int_not_equal(at("river heron", SEARCH_TRIVIA, "plain"), 0);
}

static void test_words_are_shown_in_the_visitors_language(void **state)
{
    (void)state;
    pack_set_lang(pack, "es");
    assert_int_not_equal(at("garzas", SEARCH_STOP, "river"), 0);
    assert_string_equal(results.groups[0].hits[0].excerpt, "Hormigón y garzas.");
    assert_int_not_equal(at("los angeles", SEARCH_PLACE, "river"), 0);
    assert_string_equal(text_line(&results.groups[0].hits[0].title), "El río");
    pack_set_lang(pack, "en");
    assert_int_equal(at("garzas", SEARCH_STOP, "river"), 0);
}

static void test_nothing_that_spoils_is_in_the_pack_s_search(void **state)
{
    (void)state;
    static const char *const hidden[] = {"butlerxyz", "eggquestion", "egganswer",
                                         "egghint", "leavesxyz"};
    for (size_t i = 0; i < ARRAY_LEN(hidden); i++) {
        at(hidden[i], SEARCH_FILM, "her");
        assert_int_equal(results.n, 0);
        char sql[200];
        snprintf(sql, sizeof(sql), "SELECT count(*) FROM vocabulary WHERE word = '%s'",
                 hidden[i]);
        expect_rows("index.pack", sql, "0");
    }
}

static void test_ranges_of_rows_are_told(void **state)
{
    (void)state;
    expect_rows(
        "index.pack",
        "SELECT kind, part, lang, first, last FROM search_part WHERE kind"
        " IN ('place', 'stop') ORDER BY first",
        "place|title||1|3\nplace|text|en|4|6\nstop|title||20|20\nstop|text|en|21|21\n"
        "stop|text|es|22|22");
    expect_rows("index.pack", "SELECT id FROM search_row WHERE row = 1", "river");
    expect_rows("index.pack",
                "SELECT titles, texts FROM vocabulary WHERE word = 'phoenix'", "2|3");
}

static void test_the_same_rows_give_the_same_bytes(void **state)
{
    (void)state;
    make("again.pack");
    sandbox_shell("cmp index.pack again.pack");
}

int main(void)
{
    sandbox_enter("index");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles_are_found_by_beginnings_of_their_words),
        cmocka_unit_test(test_signs_are_found_by_two_and_in_latin_letters),
        cmocka_unit_test(test_accents_make_no_difference),
        cmocka_unit_test(test_a_slip_is_mended_and_told),
        cmocka_unit_test(test_texts_and_people_are_found_after_titles),
        cmocka_unit_test(test_words_are_shown_in_the_visitors_language),
        cmocka_unit_test(test_nothing_that_spoils_is_in_the_pack_s_search),
        cmocka_unit_test(test_ranges_of_rows_are_told),
        cmocka_unit_test(test_the_same_rows_give_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, open_it, close_it);
}
