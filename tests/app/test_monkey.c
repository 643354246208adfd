// The monkey on packs and in windows that are not usual: what it checks, it checks itself, and
// ends the program where something is broken. tests/programs.cmake lets it play for longer.
#include <unistd.h>

#include "app/monkey.h"
#include "base/array.h"
#include "changed.h"

#define ACTIONS 150
#define MANY_PACK BUILD_DIR "/tests/monkey.pack"
#define NO_PACK BUILD_DIR "/tests/no-such.pack"

// The fixture with nine tours: what the second one has, the others have not.
static void make_many(void)
{
    static const char sql[] =
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 9)"
        " INSERT INTO tour SELECT 'tour-' || i, i, 'walk', 40 + i, NULL FROM n;"
        "INSERT INTO txt (entity, id, field, lang, body) SELECT 'tour', id, 'title', 'en',"
        " 'Number ' || position FROM tour WHERE position > 1;"
        "INSERT INTO media_use SELECT 'tour', id, 1, (SELECT media FROM media_use LIMIT 1)"
        " FROM tour WHERE position = 2;";
    changed_make(MANY_PACK, sql);
}

static void play(const struct options *o, unsigned seed, struct str *line)
{
    struct stand *s = stand_create(o);
    monkey_run(&s->app, seed, ACTIONS, line);
    stand_destroy(s);
}

static void test_every_profile_and_odd_packs(void **state)
{
    (void)state;
    static const struct {
        const char *pack, *profile, *lang, *theme;
        int w, h, panel_w, panel_h, text_size;
        bool demo;
    } cases[] = {
        {MANY_PACK, "kiosk", "en", "daylight", 960, 540, 0, 0, 2, false},
        {FIXTURE_PACK, "kiosk", "ar-XB", "evening", 540, 960, 0, 0, 5, false},
        {FIXTURE_PACK, "tablet", "es", "evening", 320, 512, 0, 0, 3, true},
        {MANY_PACK, "laptop", "en-XA", "contrast", 1600, 320, 4000, 300, 1, false},
        {FIXTURE_PACK, "laptop", "en-XA", "evening", 160, 120, 30, 22, 5, false},
        {NO_PACK, "kiosk", "en", "daylight", 640, 400, 0, 0, 2, true},
    };
    make_many();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct options o = stand_options(cases[i].pack);
        struct str line;
        o.profile = cases[i].profile;
        o.lang = cases[i].lang;
        o.theme = cases[i].theme;
        o.w = cases[i].w;
        o.h = cases[i].h;
        o.panel_w_mm = (float)cases[i].panel_w;
        o.panel_h_mm = (float)cases[i].panel_h;
        o.text_size = cases[i].text_size;
        o.demo = cases[i].demo;
        str_init(&line);
        play(&o, (unsigned)i, &line);
        assert_non_null(strstr(str_c(&line), "fault"));
        assert_true(!strstr(str_c(&line), "home 0 ") ==
                    (strcmp(cases[i].pack, NO_PACK) != 0));
        str_release(&line);
    }
    unlink(MANY_PACK);
}

static void test_the_same_seed_goes_the_same_way(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    struct str line[3];
    o.w = 480;
    o.h = 320;
    for (unsigned i = 0; i < 3; i++) {
        str_init(&line[i]);
        play(&o, 7 + i / 2, &line[i]);
    }
    assert_string_equal(str_c(&line[0]), str_c(&line[1]));
    assert_string_not_equal(str_c(&line[0]), str_c(&line[2]));
    for (int i = 0; i < 3; i++)
        str_release(&line[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_profile_and_odd_packs),
        cmocka_unit_test(test_the_same_seed_goes_the_same_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
