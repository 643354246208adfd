// The pages of the ground, by touch: places, views, what is put by, and who says so.
#include <assert.h>
#include <unistd.h>

#include "changed.h"

#define ODD_PACK BUILD_DIR "/tests/grounds.pack"

static struct stand *open_at(const char *pack, const char *screen)
{
    struct options o = stand_options(pack);
    o.screen = screen;
    o.w = 1920;
    o.h = 1080;
    return stand_create(&o);
}

static struct stand *open_changed(const char *sql, const char *screen)
{
    changed_make(ODD_PACK, sql);
    return open_at(ODD_PACK, screen);
}

static void close_changed(struct stand *s)
{
    stand_destroy(s);
    unlink(ODD_PACK);
}

static void send(struct stand *s, enum visit_command kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
    assert_non_null(s->app.pack);
}

static const struct node *by_command(const struct stand *s, uint32_t kind, int number,
                                     const char *id)
{
    const struct node *root = ui_active_root(s->app.ui), *n = root;
    while (n && !(n->command.kind == kind && n->command.number == number &&
                  (!id || strcmp(n->command.id, id) == 0)))
        n = node_after(n, root);
    return n;
}

static bool says(const struct stand *s, const char *words)
{
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->kind == NODE_TEXT && strstr(n->text.words, words))
            return true;
    return false;
}

static void touch(struct stand *s, const char *name)
{
    char line[300];
    snprintf(line, sizeof(line), "touch \"%s\"", name);
    stand_do(s, line);
    stand_do(s, "wait 1s");
}

// ---- who says so ----

static void test_a_statement_is_read_in_full_from_its_page(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "stop:gate");
    touch(s, "Who says so: The Gazette");
    assert_int_equal(s->app.visit.sheet, SHEET_SOURCES);
    assert_true(says(s, "The first scene was filmed here"));
    assert_true(says(s, "Says nothing of it"));
    assert_true(says(s, "City Press"));
    assert_true(says(s, "https://example.org/gazette_1"));
    assert_true(says(s, "p. 3"));
    assert_true(says(s, "Does not name it."));
    assert_true(says(s, "A plaque at the gate"));
    touch(s, "Close");
    assert_int_equal(s->app.visit.sheet, SHEET_NONE);
    // An address is for reading.
    assert_null(by_command(s, VISIT_CITE, CITE_CLAIM, "https://example.org/gazette_1"));
    stand_destroy(s);
}

static void test_every_kind_of_statement_has_a_sheet(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "home");
    for (int kind = 0; kind < CITE_COUNT; kind++) {
        send(s, VISIT_CITE, kind, "nothing-of-the-kind");
        assert_int_equal(s->app.visit.sheet, SHEET_SOURCES);
        assert_true(says(s, "No source is named for this."));
        send(s, VISIT_BACK, 0, NULL);
    }
    stand_destroy(s);
}

// ---- places ----

static void test_a_closed_place_says_so_before_anybody_goes(void **state)
{
    (void)state;
    struct stand *s =
        open_changed("UPDATE place SET etiquette = 'closed_lot' WHERE id = 'old-gate'",
                     "place:old-gate");
    assert_true(says(s, "This place is closed to visitors."));
    close_changed(s);
    s = open_at(FIXTURE_PACK, "place:old-gate");
    assert_false(says(s, "This place is closed to visitors."));
    assert_true(says(s, "https://example.org/gate_tours?day=sun&n=2"));
    stand_destroy(s);
    s = open_at(FIXTURE_PACK, "place:square");
    assert_true(says(s, "To go in you need a ticket or a booking."));
    stand_destroy(s);
}

static void test_a_stop_leads_to_its_place_and_that_to_its_films_and_views(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "stop:gate");
    touch(s, "More about this place");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_PLACE);
    assert_string_equal(visit_top(&s->app.visit)->id, "old-gate");
    const int film = visit_page(SCREEN_FILM, 0);
    assert_non_null(by_command(s, VISIT_OPEN, film, "it"));
    assert_non_null(by_command(s, VISIT_OPEN_STOP, 0, "gate"));
    touch(s, "Stand here, look there");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_SCENE);
    stand_destroy(s);
}

struct built {
    int rows, seen;
};

// How many cards of films, or titles of sources, stand in the tree, and are in sight.
static struct built count_built(const struct stand *s, const char *key)
{
    struct built b = {0};
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!n->parent || n->parent->role != ROLE_LIST || !strstr(n->key, key))
            continue;
        float y = 0, x = 0;
        b.rows++;
        b.seen += ui_where(s->app.ui, n, &x, &y);
    }
    return b;
}

static void test_a_place_of_five_hundred_films_builds_what_is_near(void **state)
{
    (void)state;
    struct stand *s = open_changed(
        "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 500)"
        " INSERT INTO scene_place SELECT 'many-' || i, 'it', 'old-gate', 100 + i,"
        " 'filmed_at', 'spot', 'reported' FROM t;"
        "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 500)"
        " INSERT INTO source SELECT 'many-' || i, 'Source ' || i, 'P', '', '' FROM t;",
        "place:old-gate");
    for (int i = 0; i < 12; i++) {
        struct built b = count_built(s, "many-");
        assert_true(b.rows <= 3 * (b.seen + 1));
        stand_do(s, "key PageDown");
        stand_do(s, "wait 2s");
    }
    assert_true(count_built(s, "many-").seen > 0);
    send(s, VISIT_OPEN, visit_page(SCREEN_CREDITS, 0), NULL);
    struct built all = {0};
    for (int i = 0; i < 12; i++) {
        struct built b = count_built(s, "many-");
        assert_true(b.rows <= 3 * (b.seen + 2));
        all.seen += b.seen;
        stand_do(s, "key PageDown");
        stand_do(s, "wait 2s");
    }
    assert_true(all.seen > 0);
    close_changed(s);
}

// ---- views ----

static void test_a_view_is_compared_and_has_a_heading_where_it_is_known(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "scene:old-gate");
    assert_true(says(s, "At the left bench."));
    assert_true(says(s, "Towards "));
    assert_true(says(s, "west"));
    touch(s, "Compare");
    assert_int_equal(s->app.visit.sheet, SHEET_COMPARE);
    assert_int_equal(ui_active_root(s->app.ui)->role, ROLE_SHEET);
    stand_destroy(s);
    s = open_changed("UPDATE place SET precision = 'city' WHERE id = 'tower'",
                     "scene:old-gate");
    assert_true(says(s, "Under the arch."));
    assert_false(says(s, "Towards "));
    close_changed(s);
}

// ---- what is put by ----

static void test_an_empty_list_leads_to_the_tours(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "saved");
    assert_true(says(s, "Nothing is saved yet."));
    touch(s, "See the tours");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_HOME);
    stand_destroy(s);
}

static void test_a_heart_puts_a_stop_by_and_a_reset_forgets_it(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "stop:gate");
    touch(s, "Save");
    const struct node *heart = by_command(s, VISIT_SAVE, SCREEN_STOP, "gate");
    assert_non_null(heart);
    assert_string_equal(node_name(heart), "Saved");
    assert_true(heart->state & NODE_SELECTED);
    send(s, VISIT_OPEN, visit_page(SCREEN_SAVED, 0), NULL);
    assert_non_null(by_command(s, VISIT_OPEN_STOP, 0, "gate"));
    touch(s, "Remove The Old Gate");
    assert_true(says(s, "Nothing is saved yet."));
    send(s, VISIT_SAVE, SCREEN_PLACE, "tower");
    assert_non_null(by_command(s, VISIT_OPEN, visit_page(SCREEN_PLACE, 0), "tower"));
    send(s, VISIT_RESET, 0, NULL);
    send(s, VISIT_OPEN, visit_page(SCREEN_SAVED, 0), NULL);
    assert_true(says(s, "Nothing is saved yet."));
    stand_destroy(s);
}

static void test_half_an_hour_is_filled_in_order_and_no_minutes_are_guessed(void **state)
{
    (void)state;
    struct stand *s = open_changed(
        "UPDATE tour_stop SET minutes = NULL;"
        "INSERT INTO tour_stop VALUES ('a', 'walk', 3, NULL, 12, 'square'),"
        " ('b', 'walk', 4, NULL, 20, 'square'), ('c', 'walk', 5, NULL, 18, 'old-gate');"
        "UPDATE place SET step_free = 'yes', indoors = 'yes' WHERE id = 'old-gate'",
        "saved");
    static const char *const ids[] = {"gate", "a", "b", "c"};
    for (int i = 0; i < 4; i++)
        send(s, VISIT_SAVE, SCREEN_STOP, ids[i]);
    touch(s, "I have 30 minutes");
    assert_null(by_command(s, VISIT_OPEN_STOP, 0, "gate")); // how long is not known
    assert_non_null(by_command(s, VISIT_OPEN_STOP, 0, "a"));
    assert_null(by_command(s, VISIT_OPEN_STOP, 0, "b")); // would be 32
    assert_non_null(by_command(s, VISIT_OPEN_STOP, 0, "c"));
    assert_true(says(s, "30 min"));
    assert_true(says(s, "is not counted"));
    touch(s, "I have 30 minutes");
    assert_non_null(by_command(s, VISIT_OPEN_STOP, 0, "b"));
    touch(s, "Step-free");
    assert_null(by_command(s, VISIT_OPEN_STOP, 0, "a"));
    assert_non_null(by_command(s, VISIT_OPEN_STOP, 0, "gate"));
    touch(s, "Indoors");
    assert_non_null(by_command(s, VISIT_OPEN_STOP, 0, "c"));
    send(s, VISIT_SAVE, SCREEN_STOP, "gate");
    send(s, VISIT_SAVE, SCREEN_STOP, "c");
    assert_true(says(s, "nothing is known to be like that"));
    close_changed(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement_is_read_in_full_from_its_page),
        cmocka_unit_test(test_every_kind_of_statement_has_a_sheet),
        cmocka_unit_test(test_a_closed_place_says_so_before_anybody_goes),
        cmocka_unit_test(test_a_stop_leads_to_its_place_and_that_to_its_films_and_views),
        cmocka_unit_test(test_a_place_of_five_hundred_films_builds_what_is_near),
        cmocka_unit_test(test_a_view_is_compared_and_has_a_heading_where_it_is_known),
        cmocka_unit_test(test_an_empty_list_leads_to_the_tours),
        cmocka_unit_test(test_a_heart_puts_a_stop_by_and_a_reset_forgets_it),
        cmocka_unit_test(test_half_an_hour_is_filled_in_order_and_no_minutes_are_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
