// A stop's pictures: the gallery on its page, one of them as large as the window, and two of
// them beside each other, by touch and by keys.
#include <unistd.h>

#include "base/array.h"
#include "changed.h"
#include "ui/compare.h"
#include "ui/pages.h"

#define CHANGED_PACK BUILD_DIR "/tests/pictures.pack"

static struct stand *open_at(const char *pack, const char *screen, const char *lang)
{
    struct options o = stand_options(pack);
    o.screen = screen;
    o.lang = lang;
    o.w = 1920;
    o.h = 1080;
    return stand_create(&o);
}

static struct stand *open_gate(const char *lang)
{
    return open_at(FIXTURE_PACK, "stop:gate", lang);
}

static const struct node *find(const struct stand *s, const char *key)
{
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->key && strcmp(n->key, key) == 0)
            return n;
    return NULL;
}

static const struct node *canvas(const struct stand *s)
{
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->role == ROLE_CANVAS)
            return n;
    return NULL;
}

static void press(struct stand *s, bool by_keys, const char *key)
{
    const struct node *n = find(s, key);
    char line[64];
    float x, y;
    if (!n)
        fail_msg("there is no '%s'", key);
    assert_true(node_pressable(n));
    if (!by_keys) {
        assert_true(ui_where(s->app.ui, n, &x, &y));
        snprintf(line, sizeof(line), "touch %.1f,%.1f", (double)x, (double)y);
        stand_do(s, line);
        app_advance(&s->app, 1000000);
        return;
    }
    uint64_t path = n->path;
    for (int i = 0; i < 60; i++) {
        if (ui_focus(s->app.ui) && ui_focus(s->app.ui)->path == path) {
            stand_do(s, "key Return");
            app_advance(&s->app, 1000000);
            return;
        }
        stand_do(s, "key Tab");
    }
    fail_msg("keys don't come to '%s'", key);
}

static void assert_sheet(const struct stand *s, enum sheet sheet)
{
    assert_int_equal(s->app.visit.sheet, sheet);
    assert_int_equal(ui_active_root(s->app.ui)->role, sheet ? ROLE_SHEET : ROLE_PAGE);
}

static int picture(const struct stand *s)
{
    return visit_top(&s->app.visit)->picture;
}

// ---- on the stop's page ----

static void test_each_picture_has_a_dot_and_the_shown_one_is_long(void **state)
{
    (void)state;
    struct stand *s = open_at(TOURS_PACK, "stop:union-station", "en");
    for (int at = 0; at < 3; at++) {
        const struct node *place = find(s, "place");
        int i = 0;
        for (const struct node *dot = place->first; dot; dot = dot->next, i++)
            assert_true((dot->w > 2 * dot->h) == (i == at));
        assert_int_equal(i, 3);
        assert_int_equal(place->live, LIVE_POLITE);
        press(s, false, "next");
    }
    stand_do(s, "expect \"1 of 3\"");
    stand_destroy(s);
}

static void test_many_pictures_are_counted_in_words(void **state)
{
    (void)state;
    struct stand *s;
    changed_make(CHANGED_PACK,
                 "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n"
                 " WHERE i < 9) INSERT INTO media_use SELECT 'stop', 'gate', i, 'dot'"
                 " FROM n");
    s = open_at(CHANGED_PACK, "stop:gate", "en");
    assert_int_equal(find(s, "place")->kind, NODE_TEXT);
    assert_string_equal(find(s, "place")->text.words, "1 of 9");
    press(s, false, "zoom-in");
    assert_int_equal(find(s, "place")->kind, NODE_TEXT);
    stand_destroy(s);
    unlink(CHANGED_PACK);
}

static void test_the_page_asks_for_the_next_stops_picture(void **state)
{
    (void)state;
    struct stand *s = open_gate("en");
    struct stop_model *m = s->app.model;
    assert_non_null(canvas(s)->soon);
    assert_true(*m->next.picture.media != '\0');
    assert_string_equal(canvas(s)->soon->media, m->next.picture.media);
    stand_destroy(s);
    s = open_at(FIXTURE_PACK, "stop:square", "en"); // the last one
    assert_null(canvas(s)->soon);
    stand_destroy(s);
}

static void test_cards_grow_into_the_pages_they_open(void **state)
{
    (void)state;
    static const struct {
        const char *screen, *key;
    } cards[] = {{"home", "walk"}, {"tour:walk", "gate"}};
    for (size_t i = 0; i < ARRAY_LEN(cards); i++) {
        struct stand *s = open_at(FIXTURE_PACK, cards[i].screen, "en");
        const struct node *card = find(s, cards[i].key);
        assert_non_null(card);
        assert_int_equal(card->role, ROLE_LINK);
        assert_true(card->grows);
        stand_destroy(s);
    }
}

// ---- as large as the window ----

static void test_a_picture_opens_and_closes_and_the_page_follows(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = open_gate("en");
        press(s, keys, "zoom-in");
        assert_sheet(s, SHEET_VIEWER);
        assert_string_equal(node_name(canvas(s)), "A white gate.");
        stand_do(s, "expect \"1 of 2\"");
        stand_do(s, "expect \"100 %\"");
        press(s, keys, "next");
        assert_string_equal(node_name(canvas(s)), "A red square.");
        press(s, keys, "next");
        press(s, keys, "previous");
        assert_int_equal(picture(s), 1);
        press(s, keys, "close");
        assert_sheet(s, SHEET_NONE);
        stand_do(s, "expect \"2 of 2\"");
        assert_string_equal(node_name(canvas(s)), "A red square.");
        stand_destroy(s);
    }
}

static void test_a_touched_picture_opens_and_escape_closes_it(void **state)
{
    (void)state;
    struct stand *s = open_gate("en");
    stand_do(s, "touch 480,500");
    app_advance(&s->app, 1000000);
    assert_sheet(s, SHEET_VIEWER);
    stand_do(s, "key Escape");
    assert_sheet(s, SHEET_NONE);
    assert_string_equal(visit_top(&s->app.visit)->id, "gate");
    stand_destroy(s);
}

static float zoom(const struct stand *s)
{
    return canvas(s)->told;
}

static void test_buttons_enlarge_to_the_end_and_back(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = open_gate("en");
        int steps = 0;
        press(s, keys, "zoom-in");
        assert_false(node_pressable(find(s, "zoom-out")));
        assert_null(find(s, "moves"));
        while (node_pressable(find(s, "zoom-in")) && steps++ < 20) {
            float before = zoom(s);
            press(s, keys, "zoom-in");
            assert_true(zoom(s) > before);
            assert_non_null(find(s, "moves"));
        }
        assert_in_range(steps, 2, 10);
        stand_do(s, "expect \"400 %\"");
        // Keys go on where there is something to press.
        if (keys)
            assert_string_equal(ui_focus(s->app.ui)->key, "zoom-out");
        while (node_pressable(find(s, "zoom-out")) && steps-- > -20)
            press(s, keys, "zoom-out");
        stand_do(s, "expect \"100 %\"");
        assert_null(find(s, "moves"));
        stand_destroy(s);
    }
}

// Where the middle of the window is in the picture: as the moves go, so it goes.
static void test_an_enlarged_picture_is_moved_about_by_buttons(void **state)
{
    (void)state;
    static const char *const keys[] = {"left", "up", "right", "down"};
    struct stand *s = open_gate("en");
    press(s, false, "zoom-in");
    press(s, false, "zoom-in");
    press(s, false, "zoom-in");
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        uint64_t before = app_hash(&s->app);
        press(s, false, keys[i]);
        assert_true(app_hash(&s->app) != before);
        assert_sheet(s, SHEET_VIEWER);
    }
    // Another picture is seen whole.
    press(s, false, "next");
    assert_true(zoom(s) == 1);
    stand_destroy(s);
}

static void test_a_hand_that_is_quicker_than_the_pictures_loses_no_touch(void **state)
{
    (void)state;
    struct stand *s = open_at(TOURS_PACK, "stop:union-station", "en");
    stand_do(s, "touch \"Next picture\"");
    stand_do(s, "touch \"Next picture\"");
    assert_int_equal(picture(s), 2);
    stand_do(s, "wait 1s");
    assert_int_equal(picture(s), 2);
    stand_destroy(s);
}

static void test_pictures_are_swiped_on_the_page_and_large(void **state)
{
    (void)state;
    struct stand *s = open_gate("en");
    stand_do(s, "drag 800,500 200,500 200ms");
    stand_do(s, "wait 1s");
    assert_int_equal(picture(s), 1);
    assert_sheet(s, SHEET_NONE);
    press(s, false, "zoom-in");
    stand_do(s, "drag 400,500 1400,500 200ms");
    stand_do(s, "wait 1s");
    assert_int_equal(picture(s), 0);
    assert_sheet(s, SHEET_VIEWER);
    stand_do(s, "expect \"1 of 2\"");
    stand_destroy(s);
}

static void test_a_stop_without_pictures_has_no_way_to_them(void **state)
{
    (void)state;
    changed_make(CHANGED_PACK, "DELETE FROM media_use WHERE entity IN ('stop', 'place')");
    struct stand *s = open_at(CHANGED_PACK, "stop:gate", "en");
    static const enum sheet sheets[] = {SHEET_VIEWER, SHEET_COMPARE};
    assert_null(find(s, "zoom-in"));
    assert_null(find(s, "compare"));
    assert_null(find(s, "place"));
    // Not even by a command that nothing here posts.
    for (size_t i = 0; i < ARRAY_LEN(sheets); i++) {
        struct command c = command_make(VISIT_SHEET, (int)sheets[i], NULL);
        app_command(&s->app, &c);
        app_settle(&s->app);
        assert_int_equal(ui_active_root(s->app.ui)->role, ROLE_PAGE);
    }
    stand_do(s, "touch \"Back\"");
    stand_destroy(s);
    unlink(CHANGED_PACK);
}

// ---- two of them ----

static void test_only_a_picture_with_a_pair_can_be_compared(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = open_gate("en");
        press(s, keys, "compare");
        assert_sheet(s, SHEET_COMPARE);
        assert_non_null(strstr(node_name(canvas(s)), "A white gate."));
        assert_non_null(strstr(node_name(canvas(s)), "The gate by night."));
        press(s, keys, "close");
        assert_sheet(s, SHEET_NONE);
        press(s, keys, "next");
        assert_null(find(s, "compare"));
        stand_destroy(s);
    }
}

// The first picture is left of the edge and so are its words, in every direction of reading.
static void test_what_is_left_is_said_at_the_left(void **state)
{
    (void)state;
    static const char *const langs[] = {"en", "ar-XB"};
    for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
        struct stand *s = open_gate(langs[i]);
        press(s, false, "compare");
        const struct node *left = find(s, "left"), *right = find(s, "right");
        const struct node *root = ui_active_root(s->app.ui);
        const struct node *words[2] = {0};
        for (const struct node *n = root; n; n = node_after(n, root))
            if (n->key && strcmp(n->key, "alt") == 0)
                words[strstr(node_name(n), "night") != NULL] = n;
        assert_non_null(words[0]);
        assert_non_null(words[1]);
        assert_true(words[0]->scroller->x < words[1]->scroller->x);
        assert_true(left->x < right->x);
        const struct compare *c = canvas(s)->inside_data;
        assert_string_equal(c->image[0].media, "gate");
        assert_string_equal(c->image[1].media, "gate-night");
        stand_destroy(s);
    }
}

static void test_buttons_move_the_edge_and_its_value_tells(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = open_gate("en");
        press(s, keys, "compare");
        assert_string_equal(canvas(s)->value, "50 %");
        press(s, keys, "right");
        assert_string_equal(canvas(s)->value, "60 %");
        press(s, keys, "left");
        press(s, keys, "left");
        assert_string_equal(canvas(s)->value, "40 %");
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_picture_has_a_dot_and_the_shown_one_is_long),
        cmocka_unit_test(test_many_pictures_are_counted_in_words),
        cmocka_unit_test(test_the_page_asks_for_the_next_stops_picture),
        cmocka_unit_test(test_cards_grow_into_the_pages_they_open),
        cmocka_unit_test(test_a_picture_opens_and_closes_and_the_page_follows),
        cmocka_unit_test(test_a_touched_picture_opens_and_escape_closes_it),
        cmocka_unit_test(test_buttons_enlarge_to_the_end_and_back),
        cmocka_unit_test(test_an_enlarged_picture_is_moved_about_by_buttons),
        cmocka_unit_test(test_a_hand_that_is_quicker_than_the_pictures_loses_no_touch),
        cmocka_unit_test(test_pictures_are_swiped_on_the_page_and_large),
        cmocka_unit_test(test_a_stop_without_pictures_has_no_way_to_them),
        cmocka_unit_test(test_only_a_picture_with_a_pair_can_be_compared),
        cmocka_unit_test(test_what_is_left_is_said_at_the_left),
        cmocka_unit_test(test_buttons_move_the_edge_and_its_value_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
