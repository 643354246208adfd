// The pages of films, stories and people, gone through as a visitor does.
#include <sqlite3.h>

#include "stand.h"

#define MANY_PACK BUILD_DIR "/tests/films-500.pack"

static struct stand *open_at(const char *pack, const char *screen)
{
    struct options o = stand_options(pack);
    o.screen = screen;
    return stand_create(&o);
}

static char *dump(struct stand *s)
{
    struct str text;
    str_init(&text);
    ui_dump(s->app.ui, &text);
    return text.data;
}

static bool shows(struct stand *s, const char *words)
{
    char *text = dump(s);
    bool found = strstr(text, words) != NULL;
    free(text);
    return found;
}

static void test_from_the_list_to_a_film_a_person_and_back(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "films");
    stand_do(s, "expect \"All by title\"");
    stand_do(s, "touch \"A Second Film\"");
    stand_do(s, "expect \"The Prize\"");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_FILM);
    // One row for three credits.
    stand_do(s, "expect \"Director, The Keeper, The Keeper's Sister\"");
    struct command c = visit_open(SCREEN_PERSON, 0, "ada-example");
    const struct node *row = ui_find(s->app.ui, "Ada Example, Director, The Keeper");
    assert_non_null(row);
    assert_int_equal(row->command.kind, c.kind);
    assert_int_equal(row->command.number, c.number);
    app_command(&s->app, &c);
    app_settle(&s->app);
    stand_do(s, "expect \"In these films\"");
    stand_do(s, "touch \"Back\"");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_FILM);
    stand_destroy(s);
}

static void test_a_covered_part_is_not_in_the_tree(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "story:second-film");
    assert_false(shows(s, "The gate opens by itself"));
    assert_true(shows(s, "Nobody knows where this is"));
    const struct node *cover = ui_find(s->app.ui, "Part 1: Tells what happens");
    assert_non_null(cover);
    assert_int_equal(cover->state, NODE_COLLAPSED);
    for (int i = 0; i < 60 && ui_focus(s->app.ui) != cover; i++) {
        stand_do(s, "key Tab");
        cover = ui_find(s->app.ui, "Part 1: Tells what happens");
    }
    assert_ptr_equal(ui_focus(s->app.ui), cover);
    stand_do(s, "key Return");
    assert_true(shows(s, "The gate opens by itself"));
    stand_do(s, "key Return");
    assert_false(shows(s, "The gate opens by itself"));
    stand_destroy(s);
}

static void test_related_films_are_there_and_lead_on(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, "film:second-film");
    const struct node *graph = ui_find(s->app.ui, "Belongs together with");
    assert_non_null(graph);
    bool leads = false;
    for (const struct node *n = ui_root(s->app.ui, UI_PAGE); n;
         n = node_after(n, ui_root(s->app.ui, UI_PAGE)))
        leads =
            leads || (n->command.kind == VISIT_OPEN && strcmp(n->command.id, "it") == 0);
    assert_true(leads);
    stand_do(s, "expect \"Came before · Same director\"");
    stand_destroy(s);
    s = open_at(TOURS_PACK, "film:the-kid"); // belongs to nothing
    stand_do(s, "expect no \"Belongs together with\"");
    stand_destroy(s);
}

static int links_to_films(struct stand *s)
{
    const struct node *root = ui_root(s->app.ui, UI_PAGE);
    struct command film = visit_open(SCREEN_FILM, 0, "x");
    int n_links = 0;
    for (const struct node *n = root; n; n = node_after(n, root))
        n_links += n->command.kind == film.kind && n->command.number == film.number;
    return n_links;
}

// The small pack with 500 films more.
static void make_many(void)
{
    sqlite3 *from = NULL, *to = NULL;
    remove(MANY_PACK);
    assert_int_equal(sqlite3_open(FIXTURE_PACK, &from), SQLITE_OK);
    assert_int_equal(sqlite3_open(MANY_PACK, &to), SQLITE_OK);
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
    assert_int_equal(sqlite3_backup_step(copy, -1), SQLITE_DONE);
    sqlite3_backup_finish(copy);
    const char *sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                      " WHERE i < 500) INSERT INTO work (id, kind, year)"
                      " SELECT 'film-' || i, 'film', 1900 + i % 100 FROM n";
    assert_int_equal(sqlite3_exec(to, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(from);
    sqlite3_close(to);
}

static void test_a_list_of_many_films_builds_few_rows(void **state)
{
    (void)state;
    make_many();
    struct stand *s = open_at(MANY_PACK, "films");
    const struct node *list = ui_find(s->app.ui, "All by title");
    assert_non_null(list);
    int before = links_to_films(s);
    for (int i = 0; i < 12; i++)
        stand_do(s, "key PageDown");
    app_settle(&s->app);
    float row = 0, seen;
    int rows = 0;
    const struct node *root = ui_root(s->app.ui, UI_PAGE);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->role == ROLE_LINK && n->of > 500) {
            row = n->h;
            rows++;
        }
    assert_true(row > 0);
    seen = ui_look(s->app.ui)->h_dp / row;
    assert_true((float)rows <= 3 * seen + 3);
    assert_true(before < 60);
    stand_destroy(s);
    remove(MANY_PACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_the_list_to_a_film_a_person_and_back),
        cmocka_unit_test(test_a_covered_part_is_not_in_the_tree),
        cmocka_unit_test(test_related_films_are_there_and_lead_on),
        cmocka_unit_test(test_a_list_of_many_films_builds_few_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
