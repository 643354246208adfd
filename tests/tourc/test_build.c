// tourc as a black box, on a tour that is good.
#include "pack/pack.h"
#include "paint.h"
#include "rows.h"

static int setup(void **state)
{
    (void)state;
    sandbox_enter("build");
    sandbox_copy_fixture("tour");
    build("tour", "tour.pack");
    return 0;
}

static void test_the_pack_is_a_sound_sqlite_file_of_ours(void **state)
{
    (void)state;
    expect_rows("tour.pack", "PRAGMA application_id", "1112230996");
    expect_rows("tour.pack", "PRAGMA user_version", "1");
    expect_rows("tour.pack", "PRAGMA page_size", "4096");
    expect_rows("tour.pack", "PRAGMA encoding", "UTF-8");
    expect_rows("tour.pack", "PRAGMA integrity_check", "ok");
    expect_rows("tour.pack", "PRAGMA foreign_key_check", "");
    expect_rows("tour.pack",
                "SELECT id, built_at, original_lang, default_tour, hero FROM pack",
                "fixture|1772323200|en|walk|gate");
    expect_rows("tour.pack", "SELECT * FROM lang ORDER BY position",
                "en|1|English|ltr|NULL\nes|2|Español|ltr|en");
}

static void test_every_text_is_there_in_its_language(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT lang, count(*) FROM txt GROUP BY lang",
                "en|129\nes|45");
    expect_rows(
        "tour.pack",
        "SELECT lang, body, spans FROM txt WHERE entity = 'pack' AND field = 'title'",
        "en|Where was It filmed?|[[10,12,\"em\",\"\"]]\n"
        "es|¿Dónde se rodó It?|[[18,20,\"em\",\"\"]]");
    expect_rows(
        "tour.pack",
        "SELECT field, lang, body FROM txt WHERE entity = 'stop' AND id = 'gate'",
        "lede|en|The gate stands where it stood.\n"
        "lede|es|La puerta sigue en pie.\n"
        "story|en|Its story is long, and told elsewhere.\n\nLater\n\nA quotation.\n"
        "title|es|La puerta");
    expect_rows(
        "tour.pack",
        "SELECT body, spans FROM txt WHERE entity = 'place' AND field = 'access' AND "
        "lang = 'en'",
        "One step at the gate.\n\nNo lift\n\nTwo benches|"
        "[[23,30,\"item\",\"\"],[32,43,\"item\",\"\"],[32,35,\"em\",\"\"],"
        "[43,43,\"cite\",\"plaque\"]]");
    expect_rows("tour.pack", "SELECT body FROM txt WHERE id = 'gate-age'",
                "The gate is older than the town.");
}

static void test_citations_stand_in_the_order_of_first_use(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM citation WHERE entity = 'claim'",
                "claim|gate-in-it|1|gazette|p. 3|silent|Does not name it.\n"
                "claim|gate-in-it|2|plaque||supports|");
    expect_rows("tour.pack",
                "SELECT entity_id, position, source FROM citation WHERE entity = 'stop'",
                "gate|1|plaque\ngate|2|gazette\nsquare|1|gazette");
    // A source that only the reveal names stands behind the fact as well.
    expect_rows("tour.pack",
                "SELECT position, source FROM citation WHERE entity_id = 'gate-egg'",
                "1|plaque\n2|gazette");
}

static void test_places_works_tours_and_facts_are_rows(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM place",
                "old-gate|34.0558|-118.2363|building|public|1939|partly|"
                "partly|https://example.org/gate_tours?day=sun&n=2|2026-01-31\n"
                "square|34.0569|-118.2381|block|ticketed||unknown|unknown||\n"
                "tower|34.0538|-118.2427|spot|public||unknown|no||");
    expect_rows("tour.pack", "SELECT * FROM work",
                "it|film|2013|126\nsecond-film|short|2010|31");
    expect_rows("tour.pack", "SELECT * FROM scene_place",
                "gate-in-it|it|old-gate|1|filmed_at|spot|confirmed");
    expect_rows("tour.pack", "SELECT * FROM tour", "walk|1|walk|20|NULL");
    expect_rows("tour.pack", "SELECT * FROM tour_stop",
                "gate|walk|1|101|NULL|old-gate\nsquare|walk|2|NULL|5|square");
    expect_rows("tour.pack", "SELECT * FROM fact",
                "ada-bell|history|0|confirmed\n"
                "gate-age|history|1|confirmed\n"
                "gate-egg|easter_egg|0|confirmed\n"
                "it-score|music|0|reported\n"
                "second-film-fact|production|0|confirmed");
    expect_rows("tour.pack",
                "SELECT * FROM fact_use ORDER BY entity, entity_id, position",
                "person|ada-example|1|ada-bell\nplace|old-gate|1|gate-age\n"
                "place|old-gate|2|gate-egg\nstop|gate|1|gate-age\n"
                "stop|gate|2|gate-egg\nstop|square|1|it-score\nstop|square|2|gate-age\n"
                "work|it|1|it-score\nwork|second-film|1|second-film-fact");
    expect_rows(
        "tour.pack", "SELECT id, title, publisher, address, read_on FROM source",
        "gazette|The Gazette|City Press|https://example.org/gazette_1|2026-02-28\n"
        "plaque|A plaque at the gate|City of Somewhere||");
}

static void test_pictures_have_their_sizes_and_uses(void **state)
{
    (void)state;
    expect_rows("tour.pack",
                "SELECT id, width, height, credit, licence, focus_x, focus_y FROM media",
                "dot|24|16|Someone|CC-BY-4.0|0.5|0.5\n"
                "gate|160|100|Someone|CC-BY-4.0|0.25|0.75\n"
                "gate-night|160|100|Someone|CC-BY-4.0|0.5|0.5");
    expect_rows("tour.pack",
                "SELECT media, width, height, format FROM media_variant"
                " WHERE media <> 'gate-night'",
                "dot|24|16|jpeg\ngate|480|300|jpeg\ngate|960|600|jpeg\n"
                "gate|1600|1000|jpeg\ngate|2560|1600|jpeg");
    expect_rows("tour.pack", "SELECT * FROM media_use",
                "stop|gate|1|gate\nstop|gate|2|dot\n"
                "stop|square|1|dot\ntour|walk|1|gate\n"
                "work|second-film|1|gate\n"
                "work|second-film|2|dot");
}

static void test_a_pair_is_one_from_either_side(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT id, pair FROM media",
                "dot|NULL\ngate|gate-night\ngate-night|gate");
}

static void test_the_reader_opens_it(void **state)
{
    (void)state;
    enum pack_fault fault;
    struct err err;
    struct pack *pack = pack_open("tour.pack", &fault, &err);
    if (!pack)
        fail_msg("%s", err.text);
    struct arena arena;
    arena_init(&arena);
    struct stop_model stop;
    assert_true(pack_load_stop(pack, &arena, "gate", &stop, &err));
    assert_int_equal(stop.n_pictures, 2);
    assert_string_equal(stop.pictures[0].pair->media, "gate-night");
    assert_string_equal(stop.next.picture.media, "dot");
    assert_int_equal(stop.n_facts, 2);
    assert_int_equal(stop.n_sources, 2);
    assert_string_equal(text_line(&stop.lede), "The gate stands where it stood.");
    arena_release(&arena);
    pack_close(pack);
}

static void expect_same_bytes(const char *a, const char *b)
{
    size_t len_a, len_b;
    char *bytes_a = sandbox_read(a, &len_a);
    char *bytes_b = sandbox_read(b, &len_b);
    assert_int_equal(len_a, len_b);
    assert_memory_equal(bytes_a, bytes_b, len_a);
    free(bytes_a);
    free(bytes_b);
}

static void test_the_same_sources_give_the_same_bytes_anywhere(void **state)
{
    (void)state;
    sandbox_shell("mkdir -p 'else where'/#1 && cp -r tour 'else where'/#1/");
    build("tour", "again.pack");
    build("./tour//", "slash.pack");
    build("else where/#1/tour", "else where/b?.pack");
    build("tour", "tour.pack"); // with pictures from its cache
    expect_same_bytes("tour.pack", "again.pack");
    expect_same_bytes("tour.pack", "slash.pack");
    expect_same_bytes("tour.pack", "else where/b?.pack");
}

static void test_a_large_picture_is_there_at_full_size(void **state)
{
    (void)state;
    struct str png;
    str_init(&png);
    paint_png(2700, 1100, &png);
    sandbox_copy_fixture("large");
    sandbox_write("large/media/dot.png", png.data, png.len);
    str_release(&png);
    build("large", "large.pack");
    expect_rows("large.pack",
                "SELECT media, count(*), max(x), max(y), count(DISTINCT bytes)"
                " FROM media_tile GROUP BY media",
                "dot|18|5|2|18");
    expect_rows("large.pack", "SELECT width, height FROM media WHERE id = 'dot'",
                "2700|1100");
    build("large", "large again.pack");
    build("large", "large.pack"); // with tiles from its cache
    expect_same_bytes("large.pack", "large again.pack");
    enum pack_fault fault;
    struct err err;
    struct arena arena;
    struct media_tiles tiles;
    struct pack *pack = pack_open("large.pack", &fault, &err);
    assert_non_null(pack);
    arena_init(&arena);
    const float corner[] = {0.9f, 0.9f, 0.1f, 0.1f}; // 2430 ... 2700, 990 ... 1100
    assert_true(pack_load_tiles(pack, &arena, "dot", corner, &tiles, &err));
    assert_int_equal(tiles.n, 4);
    assert_int_equal(tiles.items[3].x, 2560);
    assert_int_equal(tiles.items[3].bytes.width, 140);
    assert_int_equal(tiles.items[3].bytes.height, 76);
    arena_release(&arena);
    pack_close(pack);
}

static void test_line_ends_and_a_byte_order_mark_change_nothing(void **state)
{
    (void)state;
    sandbox_copy_fixture("crlf");
    sandbox_shell("find crlf -name '*.yaml' -o -name '*.md' | xargs sed -i 's/$/\\r/'");
    sandbox_shell("sed -i '1s/^/\\xef\\xbb\\xbf/' crlf/pack.yaml crlf/walk/01-gate.md");
    build("crlf", "crlf.pack");
    expect_same_bytes("tour.pack", "crlf.pack");
}

static void test_pictures_are_not_made_twice(void **state)
{
    (void)state;
    struct sandbox_run first = SANDBOX_TOURC("build", "tour", "-o", "cached.pack");
    struct sandbox_run second = SANDBOX_TOURC("build", "tour", "-o", "cached.pack");
    sandbox_shell("sed -i 's/204060/204061/' tour/media/gate.svg");
    struct sandbox_run third = SANDBOX_TOURC("build", "tour", "-o", "cached.pack");
    assert_string_equal(first.err,
                        "pictures: 1 of 3\npictures: 2 of 3\npictures: 3 of 3\n");
    assert_string_equal(second.err, "");
    assert_string_equal(third.err, "pictures: 1 of 1\n");
    assert_string_equal(second.out, "cached.pack: 2 stops, 3 pictures\n");
    sandbox_shell(
        "test $(ls cached.pack.cache | wc -l) = 3"); // the old gate is forgotten
    sandbox_shell("sed -i 's/204061/204060/' tour/media/gate.svg");
    sandbox_done(&first);
    sandbox_done(&second);
    sandbox_done(&third);
}

static void test_the_epoch_of_the_environment_is_the_date(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1000000000", 1);
    build("tour", "tour.pack");
    expect_rows("tour.pack", "SELECT built_at FROM pack", "1000000000");
    setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
    struct sandbox_run run = SANDBOX_TOURC("build", "tour", "-o", "never.pack");
    assert_int_equal(run.status, 1);
    assert_string_equal(run.err,
                        "tour:1:1: SOURCE_DATE_EPOCH is 'yesterday': expected seconds "
                        "since 1970\n");
    sandbox_done(&run);
    unsetenv("SOURCE_DATE_EPOCH");
    build("tour", "tour.pack");
}

static void test_check_counts_what_a_stop_has(void **state)
{
    (void)state;
    struct sandbox_run run = SANDBOX_TOURC("check", "tour");
    assert_int_equal(run.status, 0);
    assert_string_equal(run.err, "");
    assert_true(sandbox_has_line(run.out, "  gate                              16       2"
                                          "         2        2  es 14 of 20 texts"));
    assert_true(sandbox_has_line(run.out, "  square                             3       2"
                                          "         1        2  es 0 of 7 texts"));
    assert_true(sandbox_has_line(run.out, "  10 quiz questions"));
    sandbox_done(&run);
}

static void test_info_says_what_is_in_a_pack(void **state)
{
    (void)state;
    struct sandbox_run run = SANDBOX_TOURC("info", "tour.pack");
    assert_int_equal(run.status, 0);
    assert_true(sandbox_has_line(run.out, "id         fixture"));
    assert_true(sandbox_has_line(run.out, "title      Where was It filmed?"));
    assert_true(sandbox_has_line(run.out, "schema     1"));
    assert_true(sandbox_has_line(run.out, "questions  10"));
    assert_true(sandbox_has_line(
        run.out, "built_at   2026-03-01T00:00:00Z, tourc " BACKLOT_VERSION));
    assert_true(sandbox_has_line(run.out, "languages  en English, es Español"));
    assert_true(sandbox_has_line(run.out, "tour       walk: 2 stops"));
    assert_true(
        sandbox_has_line(run.out, "way        walk: 1 leg, 213 m, 3 min on foot"));
    assert_true(sandbox_has_line(run.out, "leg        square: 213 m, 3 min"));
    assert_true(sandbox_has_line(
        run.out, "map        old-town: zoom 12 to 14, illustrated, Drawn for the tests"));
    assert_non_null(strstr(run.out, "\ntiles      zoom 13: 2 tiles, "));
    assert_true(sandbox_has_line(run.out, "works      2"));
    assert_true(sandbox_has_line(run.out, "people     2"));
    assert_true(sandbox_has_line(run.out, "credits    4"));
    assert_true(sandbox_has_line(run.out, "awards     2"));
    assert_true(sandbox_has_line(run.out, "ratings    2"));
    assert_true(sandbox_has_line(run.out, "scenes     2"));
    assert_true(sandbox_has_line(run.out, "pictures   3"));
    assert_non_null(strstr(run.out, "\nbytes      "));
    sandbox_done(&run);
}

static void test_info_refuses_what_is_no_good_pack(void **state)
{
    (void)state;
    sandbox_shell(
        "mkdir -p folder; : > empty; echo some text > text;"
        "head -c 9000 tour.pack > cut.pack; cp tour.pack newer.pack; ln -sf no dangling");
    sqlite3 *db;
    assert_int_equal(sqlite3_open("newer.pack", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 2", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    const struct {
        const char *path, *begins;
    } rows[] = {
        {"missing", "missing:1:1: can't read this file: No such file"},
        {"dangling", "dangling:1:1: can't read this file: No such file"},
        {"folder", "folder:1:1: expected a pack, this is not a plain file"},
        {"empty", "empty:1:1: not a Backlot pack"},
        {"text", "text:1:1: not a Backlot pack"},
        {"cut.pack", "cut.pack:1:1: a damaged pack: "},
        {"newer.pack", "newer.pack:1:1: a pack of schema 2: this tourc knows schema 1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct sandbox_run run = SANDBOX_TOURC("info", rows[i].path);
        assert_int_equal(run.status, 1);
        if (strncmp(run.err, rows[i].begins, strlen(rows[i].begins)) != 0)
            fail_msg("%s", run.err);
        sandbox_done(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_pack_is_a_sound_sqlite_file_of_ours),
        cmocka_unit_test(test_every_text_is_there_in_its_language),
        cmocka_unit_test(test_citations_stand_in_the_order_of_first_use),
        cmocka_unit_test(test_places_works_tours_and_facts_are_rows),
        cmocka_unit_test(test_pictures_have_their_sizes_and_uses),
        cmocka_unit_test(test_a_pair_is_one_from_either_side),
        cmocka_unit_test(test_the_reader_opens_it),
        cmocka_unit_test(test_the_same_sources_give_the_same_bytes_anywhere),
        cmocka_unit_test(test_a_large_picture_is_there_at_full_size),
        cmocka_unit_test(test_line_ends_and_a_byte_order_mark_change_nothing),
        cmocka_unit_test(test_pictures_are_not_made_twice),
        cmocka_unit_test(test_the_epoch_of_the_environment_is_the_date),
        cmocka_unit_test(test_check_counts_what_a_stop_has),
        cmocka_unit_test(test_info_says_what_is_in_a_pack),
        cmocka_unit_test(test_info_refuses_what_is_no_good_pack),
    };
    unsetenv("SOURCE_DATE_EPOCH");
    return cmocka_run_group_tests(tests, setup, NULL);
}
