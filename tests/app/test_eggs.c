// The hunt for easter eggs, and trivia of which there is much.
#include <unistd.h>

#include "changed.h"
#include "pack/plays.h"

#define EGGS_PACK BUILD_DIR "/tests/eggs.pack"

static struct stand *open_at(const char *pack, const char *screen, const char *sql)
{
    struct options o = stand_options(pack);
    o.w = 1920;
    o.h = 1080;
    o.screen = screen;
    if (sql)
        changed_make(EGGS_PACK, sql);
    return stand_create(&o);
}

static const struct node *find_command(const struct stand *s, uint32_t kind,
                                       const char *id)
{
    const struct node *root = ui_root(s->app.ui, UI_PAGE);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->command.kind == kind && strcmp(n->command.id, id) == 0)
            return n;
    return NULL;
}

// Drags the page until it is in sight, and touches it.
static void touch_command(struct stand *s, uint32_t kind, const char *id)
{
    char line[64];
    float x, y;
    for (int i = 0; i < 400; i++) {
        const struct node *n = find_command(s, kind, id);
        if (n && ui_where(s->app.ui, n, &x, &y)) {
            snprintf(line, sizeof(line), "touch %.1f,%.1f", (double)x, (double)y);
            stand_do(s, line);
            stand_do(s, "wait 1s");
            return;
        }
        stand_do(s, "drag 1500,800 1500,500 400ms");
        stand_do(s, "wait 4s"); // a touch while it moves only stops it
    }
    fail_msg("%s is never in sight", id);
}

static void test_all_eggs_of_a_tour_are_found_by_touch(void **state)
{
    (void)state;
    struct stand *s = open_at(TOURS_PACK, "eggs:her-los-angeles", NULL);
    const struct eggs_model *m = s->app.model;
    char found[64];
    assert_true(m->n_eggs >= 7);
    for (size_t i = 0; i < m->n_eggs; i++) {
        if (i > 0)
            assert_true(m->eggs[i].position >= m->eggs[i - 1].position);
        touch_command(s, VISIT_REVEAL, m->eggs[i].fact);
        assert_true(visit_revealed(&s->app.visit, m->eggs[i].fact));
        snprintf(found, sizeof(found), "expect \"Found %zu of %zu\"", i + 1, m->n_eggs);
        stand_do(s, found);
    }
    stand_do(s, "expect \"You have found all of them.\"");
    stand_destroy(s);
}

static void test_an_egg_leads_to_its_stop_and_is_found_there_too(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "eggs", NULL);
    touch_command(s, VISIT_REVEAL, "gate-egg");
    touch_command(s, VISIT_REVEAL, "gate-egg"); // hidden again
    stand_do(s, "expect \"Found 1 of 1\"");
    touch_command(s, VISIT_OPEN_STOP, "gate");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_STOP);
    for (int i = 0; i < 20 && !find_command(s, VISIT_REVEAL, "gate-egg"); i++)
        stand_do(s, "wait 1s");
    stand_do(s, "expect \"Found\"");
    stand_do(s, "expect \"Touch to reveal\"");
    stand_destroy(s);
}

static void test_hints_come_one_by_one_and_tell_nothing_before(void **state)
{
    (void)state;
    struct stand *s =
        open_at(EGGS_PACK, "eggs",
                "DELETE FROM txt WHERE field IN ('hint-1', 'hint-2', 'hint-3');"
                "INSERT INTO txt (entity, id, field, lang, body) VALUES"
                " ('fact', 'gate-egg', 'hint-1', 'en', 'Up is good.'),"
                " ('fact', 'gate-egg', 'hint-2', 'en', 'Left is better.'),"
                " ('fact', 'gate-egg', 'hint-3', 'en', 'It has hands.');");
    static const char *const hints[] = {"Up is good.", "Left is better.",
                                        "It has hands."};
    char line[64];
    for (int given = 0; given <= 3; given++) {
        for (int i = 0; i < 3; i++) {
            snprintf(line, sizeof(line), "expect %s\"%s\"", i < given ? "" : "no ",
                     hints[i]);
            stand_do(s, line);
        }
        stand_do(s, "expect \"Found 0 of 1\"");
        if (given < 3)
            touch_command(s, VISIT_HINT, "gate-egg");
    }
    assert_null(find_command(s, VISIT_HINT, "gate-egg"));
    stand_destroy(s);
    unlink(EGGS_PACK);
}

static void test_a_tour_without_eggs_says_so(void **state)
{
    (void)state;
    struct stand *s = open_at(
        EGGS_PACK, "eggs", "UPDATE fact SET kind = 'trivia' WHERE kind = 'easter_egg'");
    stand_do(s, "expect \"Nothing is hidden on this tour.\"");
    stand_destroy(s);
    unlink(EGGS_PACK);
}

static void test_a_full_ledger_says_so(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "eggs", NULL);
    for (int i = 0; i < LEDGER_MOST; i++) {
        char id[16];
        snprintf(id, sizeof(id), "egg-%d", i);
        struct command c = command_make(VISIT_REVEAL, 0, id);
        app_command(&s->app, &c);
    }
    app_settle(&s->app);
    stand_do(s, "expect \"Your list of finds is full.\"");
    stand_destroy(s);
}

// ---- trivia ----

static const char many[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
    " INSERT INTO fact SELECT 'many-' || i, 'trivia', 0, 'confirmed' FROM n;"
    "INSERT INTO fact_use SELECT 'work', 'it', 1000 + rowid, id FROM"
    " (SELECT row_number() OVER (ORDER BY id) AS rowid, id FROM fact"
    "  WHERE id LIKE 'many-%');"
    "INSERT INTO txt (entity, id, field, lang, body) SELECT 'fact', id, 'body', 'en',"
    " 'Fact ' || id || substr(' and a good many words that take two lines or even three',"
    " 1, length(id) * 6) FROM fact WHERE id LIKE 'many-%';";

static void count_cards(const struct stand *s, int *built, int *seen)
{
    const struct node *root = ui_root(s->app.ui, UI_PAGE);
    float x, y;
    *built = *seen = 0;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (n->role != ROLE_GROUP || n->of < 500)
            continue;
        (*built)++;
        bool here = false;
        for (const struct node *k = n->first; k && !here; k = k->next)
            here = ui_where(s->app.ui, k, &x, &y);
        *seen += here;
    }
}

static void test_of_five_hundred_facts_few_are_built(void **state)
{
    (void)state;
    struct stand *s = open_at(EGGS_PACK, "trivia:it", many);
    const struct trivia_model *m = s->app.model;
    assert_true(m->n_facts >= 500);
    for (int i = 0; i < 30; i++) {
        int built, seen;
        count_cards(s, &built, &seen);
        if (!seen || built > 3 * seen)
            fail_msg("%d cards are built, %d seen", built, seen);
        stand_do(s, "drag 1500,900 1500,200 200ms");
        stand_do(s, "wait 1s");
    }
    stand_destroy(s);
    unlink(EGGS_PACK);
}

static void test_decks_have_their_facts_and_no_easter_eggs(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "trivia", NULL);
    struct trivia_model all = *(const struct trivia_model *)s->app.model;
    assert_int_equal(all.n_all, all.n_facts);
    assert_true(all.n_decks >= 2);
    for (size_t i = 0; i < all.n_facts; i++)
        assert_string_not_equal(all.facts[i], "gate-egg");
    char line[96];
    for (size_t i = 0; i < all.n_decks; i++) {
        const struct deck_card *d = &all.decks[i];
        char id[ID_CAP];
        int count = d->count;
        snprintf(id, sizeof(id), "%s", d->id);
        struct command c =
            visit_open(SCREEN_TRIVIA, d->kind == PLAY_WORK ? DECK_WORK : DECK_PLACE, id);
        app_command(&s->app, &c);
        app_settle(&s->app);
        const struct trivia_model *m = s->app.model;
        assert_int_equal(m->n_facts, count);
        snprintf(line, sizeof(line), "expect \"%d thing\"", count);
        stand_do(s, line);
        c = visit_open(SCREEN_TRIVIA, DECK_ALL, "");
        app_command(&s->app, &c);
        app_settle(&s->app);
        all = *(const struct trivia_model *)s->app.model;
        // From deck to deck is no way to go back along.
        assert_int_equal(s->app.visit.depth, 3);
    }
    stand_destroy(s);
}

static void test_what_gives_a_story_away_is_covered_until_it_is_touched(void **state)
{
    (void)state;
    struct stand *s =
        open_at(EGGS_PACK, "trivia:it",
                "UPDATE fact SET spoiler = 2, kind = 'trivia';"
                "INSERT OR REPLACE INTO fact_use VALUES ('work', 'it', 1, 'gate-age');");
    stand_do(s, "expect \"This gives away a part of the story.\"");
    stand_do(s, "expect no \"The gate is older\"");
    touch_command(s, VISIT_REVEAL, "gate-age");
    stand_do(s, "expect \"The gate is older\"");
    stand_destroy(s);
    unlink(EGGS_PACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_eggs_of_a_tour_are_found_by_touch),
        cmocka_unit_test(test_an_egg_leads_to_its_stop_and_is_found_there_too),
        cmocka_unit_test(test_hints_come_one_by_one_and_tell_nothing_before),
        cmocka_unit_test(test_a_tour_without_eggs_says_so),
        cmocka_unit_test(test_a_full_ledger_says_so),
        cmocka_unit_test(test_of_five_hundred_facts_few_are_built),
        cmocka_unit_test(test_decks_have_their_facts_and_no_easter_eggs),
        cmocka_unit_test(test_what_gives_a_story_away_is_covered_until_it_is_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
