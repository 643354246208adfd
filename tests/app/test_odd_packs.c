// Packs that no author has yet written: very long tours, empty ones, stops with nothing to show.
#include <assert.h>
#include <unistd.h>

#include "changed.h"

#define ODD_PACK BUILD_DIR "/tests/odd.pack"

static void make_pack(const char *sql)
{
    changed_make(ODD_PACK, sql);
}

static struct stand *open_pack(const char *sql)
{
    struct options o = stand_options(ODD_PACK);
    o.w = 960;
    o.h = 540;
    make_pack(sql);
    return stand_create(&o);
}

static void close_pack(struct stand *s)
{
    stand_destroy(s);
    unlink(ODD_PACK);
}

static void go(struct stand *s, enum visit_command kind, const char *id)
{
    struct command c = command_make(kind, 0, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
    assert_non_null(s->app.pack);
}

static void check_sound(const struct stand *s)
{
    struct err err = {0};
    if (!node_check(ui_active_root(s->app.ui), &err))
        fail_msg("%s", err.text);
}

static void test_a_tours_accent_is_on_its_pages_and_nowhere_else(void **state)
{
    (void)state;
    struct stand *s = open_pack("UPDATE tour SET accent = 0x1E6F6B WHERE id = 'walk'");
    const uint32_t teal = 0xFF1E6F6B;
    go(s, VISIT_BEGIN, NULL);
    assert_int_equal(ui_look(s->app.ui)->accent, 0);
    go(s, VISIT_OPEN_TOUR, "walk");
    assert_int_equal(look_colour(ui_look(s->app.ui), COLOUR_CORAL), teal);
    float x = 0, y = 0;
    const struct node *start = ui_find(s->app.ui, "Start tour");
    assert_true(start && ui_where(s->app.ui, start, &x, &y));
    int pitch;
    const uint32_t *px = gfx_pixels(s->app.gfx, &pitch);
    assert_int_equal(px[(ptrdiff_t)(y + start->h * 0.2f) * pitch + (ptrdiff_t)x], teal);
    go(s, VISIT_OPEN_STOP, "gate");
    assert_int_equal(look_colour(ui_look(s->app.ui), COLOUR_CORAL), teal);
    go(s, VISIT_HOME, NULL);
    assert_int_equal(ui_look(s->app.ui)->accent, 0);
    close_pack(s);
}

// ---- five hundred stops ----

#define STOPS 500

static const char many[] =
    "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
    " INSERT INTO tour_stop SELECT 'stop-' || i, 'walk', i, NULL, NULL, 'square' FROM n;"
    "INSERT INTO txt (entity, id, field, lang, body) SELECT 'stop', id, 'title', 'en',"
    " 'Number ' || position || substr(' and a good many words that take two lines or even "
    "three', 1, position % 7 * 12) FROM tour_stop WHERE position > 2;";

struct rows {
    int built, seen, first, last;
};

static struct rows count_rows(const struct stand *s)
{
    struct rows r = {.first = STOPS + 1};
    const struct node *root = ui_root(s->app.ui, UI_PAGE);
    float x = 0, y = 0;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (n->role != ROLE_LINK || !n->position) // rows alone
            continue;
        r.built++;
        r.seen += ui_where(s->app.ui, n, &x, &y);
        r.first = n->position < r.first ? n->position : r.first;
        r.last = n->position > r.last ? n->position : r.last;
    }
    return r;
}

static struct rows check_rows(const struct stand *s)
{
    struct rows r = count_rows(s);
    if (!r.seen || r.built > 4 * (r.seen + 1))
        fail_msg("%d rows built, %d seen, %d..%d", r.built, r.seen, r.first, r.last);
    assert_int_equal(r.last - r.first + 1, r.built);
    check_sound(s);
    return r;
}

static void test_of_five_hundred_stops_few_are_built(void **state)
{
    (void)state;
    struct stand *s = open_pack(many);
    go(s, VISIT_OPEN_TOUR, "walk");
    int least = 1;
    check_rows(s);
    for (int i = 0; i < 1000 && count_rows(s).last < STOPS; i++) {
        stand_do(s, "key PageDown");
        stand_do(s, "wait 1s");
        struct rows r = check_rows(s);
        assert_true(r.first >= least); // never backwards
        least = r.first;
    }
    stand_do(s, "key Home");
    stand_do(s, "wait 2s");
    assert_int_equal(check_rows(s).first, 1);
    stand_do(s, "key End");
    for (int i = 0; i < 100; i++) {
        app_advance(&s->app, 16000);
        check_sound(s);
    }
    assert_true(count_rows(s).last == STOPS || count_rows(s).built == 0);
    assert_false(app_step(&s->app));
    assert_false(ui_wants_view(s->app.ui) || ui_changed(s->app.ui));
    close_pack(s);
}

static void test_keys_go_through_five_hundred_stops_one_by_one(void **state)
{
    (void)state;
    struct stand *s = open_pack(many);
    go(s, VISIT_OPEN_TOUR, "walk");
    int at = 0;
    stand_do(s, "key Down");
    stand_do(s, "key Right");
    for (int i = 0; i < 4 * STOPS && at < STOPS; i++) {
        stand_do(s, "key Down");
        stand_do(s, "wait 400ms");
        const struct node *n = ui_focus(s->app.ui);
        assert_non_null(n);
        if (n->role != ROLE_LINK || !n->position) // rows alone
            continue;
        if (n->position != at && n->position != at + 1)
            fail_msg("from %d to %d", at, n->position);
        at = n->position;
    }
    assert_int_equal(at, STOPS);
    // There and back again: the same row, at the same height.
    float x, y, x_then, y_then;
    assert_true(ui_where(s->app.ui, ui_focus(s->app.ui), &x, &y));
    stand_do(s, "key Return");
    stand_do(s, "expect \"Number 500\"");
    stand_do(s, "key Escape");
    assert_int_equal(ui_focus(s->app.ui)->position, STOPS);
    assert_true(ui_where(s->app.ui, ui_focus(s->app.ui), &x_then, &y_then));
    assert_true(x == x_then && y == y_then);
    close_pack(s);
}

// The same list after the text size changed: the row at the top is still there.
static void test_the_row_that_is_read_stays_in_sight_when_letters_grow(void **state)
{
    (void)state;
    struct stand *s = open_pack(many);
    go(s, VISIT_OPEN_TOUR, "walk");
    for (int i = 0; i < 30; i++)
        stand_do(s, "key PageDown");
    stand_do(s, "wait 3s");
    struct rows before = check_rows(s);
    int middle = (before.first + before.last) / 2;
    struct command large = command_make(VISIT_TEXT_SIZE, 5, NULL);
    app_command(&s->app, &large);
    stand_do(s, "wait 1s");
    struct rows after = count_rows(s);
    if (middle < after.first || middle > after.last)
        fail_msg("%d is not in %d..%d", middle, after.first, after.last);
    close_pack(s);
}

// ---- a damaged pack ----

// Its schema forbids all of this; a disk that rots does not ask.
static void test_rows_that_are_not_there_leave_a_place_that_leads_nowhere(void **state)
{
    (void)state;
    struct stand *s = open_pack(
        "INSERT INTO tour_stop VALUES ('far', 'walk', 1000000, NULL, NULL, 'nowhere');"
        "UPDATE tour_stop SET position = 4 WHERE id = 'square'");
    stand_do(s, "wait 1s");
    go(s, VISIT_OPEN_TOUR, "walk");
    check_sound(s);
    stand_do(s, "expect \"The empty square\"");
    assert_int_equal(count_rows(s).seen, 2);
    stand_do(s, "key End");
    stand_do(s, "wait 2s");
    check_sound(s);
    stand_do(s, "touch \"Start tour\"");
    stand_do(s, "touch \"Next:\"");
    stand_do(s, "touch \"Next: nowhere\""); // called by its place's id
    check_sound(s);
    close_pack(s);
}

static void test_codes_that_no_keypad_has_are_no_codes(void **state)
{
    (void)state;
    struct stand *s = open_pack("UPDATE tour_stop SET code = position * 10000 - 20000");
    go(s, VISIT_OPEN_TOUR, "walk");
    stand_do(s, "expect no \"Number of a stop\"");
    close_pack(s);
}

// ---- nothing there ----

static void walk_about(struct stand *s)
{
    static const char *const keys[] = {"Down",     "Right", "Tab",  "PageDown",
                                       "PageDown", "Up",    "Left", "End"};
    check_sound(s);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        app_key(&s->app, keys[i], false, false, false);
        app_advance(&s->app, 500000);
        check_sound(s);
    }
}

static void test_a_tour_without_stops_is_shown_without_a_start(void **state)
{
    (void)state;
    struct stand *s = open_pack("DELETE FROM tour_stop");
    go(s, VISIT_OPEN_TOUR, "walk");
    stand_do(s, "expect \"0 stops\"");
    stand_do(s, "expect no \"Start tour\"");
    walk_about(s);
    close_pack(s);
}

static void test_pages_without_pictures_are_pages(void **state)
{
    (void)state;
    struct stand *s = open_pack("DELETE FROM media_use; UPDATE pack SET hero = 'none'");
    walk_about(s);
    go(s, VISIT_OPEN_TOUR, "walk");
    walk_about(s);
    go(s, VISIT_OPEN_STOP, "gate");
    stand_do(s, "expect \"The Old Gate\"");
    walk_about(s);
    close_pack(s);
}

static void test_a_picture_that_can_not_be_decoded_leaves_its_colour(void **state)
{
    (void)state;
    struct stand *s =
        open_pack("UPDATE media_variant SET bytes = x'ffd8ffe000104a464946'");
    go(s, VISIT_OPEN_STOP, "gate");
    walk_about(s);
    assert_false(gfx_dirty(s->app.gfx));
    close_pack(s);
}

static void test_an_id_may_be_63_bytes_long(void **state)
{
    (void)state;
    static const char id[] =
        "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnopqrstuvwxy";
    static_assert(sizeof(id) == ID_CAP, "not the longest id");
    char sql[512];
    snprintf(sql, sizeof(sql),
             "UPDATE tour_stop SET id = '%s' WHERE id = 'square';"
             "UPDATE txt SET id = '%s' WHERE entity = 'stop' AND id = 'square';",
             id, id);
    struct stand *s = open_pack(sql);
    go(s, VISIT_OPEN_STOP, "gate");
    stand_do(s, "touch \"Next:\"");
    assert_string_equal(visit_top(&s->app.visit)->id, id);
    stand_do(s, "expect \"The empty square\"");
    walk_about(s);
    close_pack(s);
}

// ---- asleep ----

#define QUIET_US 300000000ll

// Five minutes as a display's loop sees it: asleep until something is due, which is then done. How
// often it woke.
static int sleep_a_while(struct stand *s, const char *what)
{
    struct app *app = &s->app;
    int64_t end = clock_now_us(&app->clock) + QUIET_US;
    int wakes = 0, at_once = 0;
    while (clock_now_us(&app->clock) < end) {
        app_settle(app);
        int64_t now = clock_now_us(&app->clock), due = app_deadline_us(app);
        if (ui_moving(app->ui))
            due = now + 16667;
        at_once = due >= 0 && due <= now ? at_once + 1 : 0;
        if (at_once > 3)
            fail_msg("%s, %s, demo %d: something is due, and stays due", what,
                     app->profile->name, app->options->demo);
        clock_advance(&app->clock, due < 0 || due > end ? end - now
                                   : due > now          ? due - now
                                                        : 0);
        wakes++;
    }
    return wakes;
}

static void test_with_nothing_to_show_it_sleeps(void **state)
{
    (void)state;
    static const struct {
        const char *what, *sql;
        int most; // how often it may wake up; a demo has more to do
    } cases[] = {
        {"no pictures", "DELETE FROM media_use; UPDATE pack SET hero = ''", 80},
        {"no such picture", "DELETE FROM media_use; UPDATE pack SET hero = 'none'", 80},
        {"one picture", "DELETE FROM media_use", 6000},
        {"pictures that can't be read", "UPDATE media_variant SET bytes = x'ffd8ff'",
         6000},
        {"no tours", "DELETE FROM tour", 6000},
        {"no stops", "DELETE FROM tour_stop", 6000},
        {"no words", "DELETE FROM txt", 6000},
        {"a language that nobody speaks",
         "DELETE FROM lang WHERE tag <> 'en'; UPDATE lang SET tag = 'tlh'", 6000},
        {"no languages, no pictures",
         "DELETE FROM lang; DELETE FROM media_use; UPDATE pack SET hero = ''", 80},
    };
    static const char *const profiles[] = {"kiosk", "laptop", "tablet"};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        make_pack(cases[i].sql);
        for (int k = 0; k < 6; k++) {
            struct options o = stand_options(ODD_PACK);
            o.profile = profiles[k % 3];
            o.demo = k >= 3;
            o.w = 320;
            o.h = 200;
            struct stand *s = stand_create(&o);
            int wakes = sleep_a_while(s, cases[i].what);
            if (!o.demo && wakes > cases[i].most)
                fail_msg("%s: woke %d times", cases[i].what, wakes);
            stand_destroy(s);
        }
    }
    unlink(ODD_PACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_tours_accent_is_on_its_pages_and_nowhere_else),
        cmocka_unit_test(test_of_five_hundred_stops_few_are_built),
        cmocka_unit_test(test_keys_go_through_five_hundred_stops_one_by_one),
        cmocka_unit_test(test_the_row_that_is_read_stays_in_sight_when_letters_grow),
        cmocka_unit_test(test_rows_that_are_not_there_leave_a_place_that_leads_nowhere),
        cmocka_unit_test(test_codes_that_no_keypad_has_are_no_codes),
        cmocka_unit_test(test_a_tour_without_stops_is_shown_without_a_start),
        cmocka_unit_test(test_pages_without_pictures_are_pages),
        cmocka_unit_test(test_a_picture_that_can_not_be_decoded_leaves_its_colour),
        cmocka_unit_test(test_an_id_may_be_63_bytes_long),
        cmocka_unit_test(test_with_nothing_to_show_it_sleeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
