// The home page with one tour and with many, and the pictures of a stop.
#include <assert.h>
#include <math.h>
#include <sqlite3.h>
#include <unistd.h>

#include "stand.h"
#include "ui/pages.h"

#define HOME_PACK BUILD_DIR "/tests/home.pack"

// The real tours with others beside them.
static void make_pack(int tours)
{
    static const char sql[] =
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO tour SELECT 'tour-' || i, i, 'walk', 40 + i, NULL FROM n;"
        "INSERT INTO txt (entity, id, field, lang, body) SELECT 'tour', id, 'title', 'en',"
        " 'Number ' || position || substr(' and a good many words for a title', 1,"
        " position %% 4 * 12) FROM tour WHERE position > 1;"
        "INSERT INTO media_use SELECT 'tour', id, 1, (SELECT media FROM media_use LIMIT 1)"
        " FROM tour WHERE position > 1;";
    static const char alone[] =
        "DELETE FROM tour WHERE id <> (SELECT default_tour FROM pack);"
        "UPDATE tour SET position = 1;";
    sqlite3 *db = NULL;
    char *message = NULL, words[sizeof(sql) + 16];
    unlink(HOME_PACK);
    assert_int_equal(sqlite3_open(TOURS_PACK, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "VACUUM INTO '" HOME_PACK "'", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(sqlite3_open(HOME_PACK, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, alone, NULL, NULL, NULL), SQLITE_OK);
    snprintf(words, sizeof(words), sql, tours);
    if (tours > 1 && sqlite3_exec(db, words, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(db);
}

static struct stand *open_home(const char *profile, int w, int h, int text_size,
                               const char *lang)
{
    struct options o = stand_options(HOME_PACK);
    o.profile = profile;
    o.w = w;
    o.h = h;
    o.text_size = text_size;
    o.lang = lang;
    o.screen = "home";
    return stand_create(&o);
}

static const struct node *find(const struct stand *s, const char *key)
{
    const struct node *root = ui_active_root(s->app.ui), *n = root;
    while (n && strcmp(n->key, key) != 0)
        n = node_after(n, root);
    return n;
}

// No word is cut, or reaches out of its card.
static void check_words(const struct stand *s, const struct node *card)
{
    float scale = ui_look(s->app.ui)->scale;
    for (const struct node *n = card; n; n = node_after(n, card)) {
        if (n->kind != NODE_TEXT)
            continue;
        if (paragraph_cut(n->paragraph) ||
            paragraph_width(n->paragraph) > n->w * scale + 1.5f)
            fail_msg("'%s' is cut", node_name(n));
        if (n->x < card->x || n->x + n->w > card->x + card->w + 0.5f || n->y < card->y ||
            n->y + n->h > card->y + card->h + 0.5f)
            fail_msg("'%s' is outside its card", node_name(n));
    }
}

// Two cards share no point, and a row of them ends where the page's margin begins.
static void check_cards(const struct stand *s, int tours)
{
    const struct node *root = ui_active_root(s->app.ui), *cards[64];
    struct err err = {0};
    bool rtl = ui_look(s->app.ui)->rtl;
    int count = 0;
    if (!node_check(root, &err))
        fail_msg("%s", err.text);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->role == ROLE_LINK)
            cards[count++] = n;
    assert_int_equal(count, tours);
    float margin = look_margin(ui_look(s->app.ui)), w = ui_look(s->app.ui)->w_dp;
    for (int i = 0; i < count; i++) {
        const struct node *a = cards[i];
        check_words(s, a);
        assert_int_equal(a->position, i + 1);
        assert_int_equal(a->of, tours);
        assert_int_equal(a->command.kind, VISIT_OPEN_TOUR);
        assert_string_equal(a->command.id, a->key);
        assert_int_equal(a->way, i == 0 ? WAY_ON : WAY_NONE);
        bool last = i + 1 == count || cards[i + 1]->y > a->y + 1;
        float end = rtl ? w - a->x : a->x + a->w;
        if (last && fabsf(end - (w - margin)) > 1.5f)
            fail_msg("%d tours: card %d ends at %.1f of %.1f", tours, i + 1, (double)end,
                     (double)w);
        bool first_row = fabsf(a->y - cards[0]->y) < 1;
        if (!first_row && fabsf(a->w - cards[count - 1]->w) > 1.5f)
            fail_msg("%d tours: card %d is %.1f wide, the last %.1f", tours, i + 1,
                     (double)a->w, (double)cards[count - 1]->w);
        for (int k = i + 1; k < count; k++) {
            const struct node *c = cards[k];
            float beside = rtl ? a->x - c->x - c->w : c->x - a->x - a->w;
            bool apart = c->y >= a->y + a->h + 8 || beside >= 8;
            if (!apart)
                fail_msg("%d tours: cards %d and %d meet", tours, i + 1, k + 1);
        }
    }
}

static void test_any_number_of_tours_stands_in_full_rows(void **state)
{
    (void)state;
    static const int tours[] = {1, 2, 3, 4, 5, 6, 20};
    static const struct {
        const char *profile;
        int w, h;
    } windows[] = {{"kiosk", 960, 540}, {"kiosk", 540, 960}, {"tablet", 640, 400}};
    for (size_t i = 0; i < sizeof(tours) / sizeof(tours[0]); i++) {
        make_pack(tours[i]);
        for (size_t k = 0; k < sizeof(windows) / sizeof(windows[0]) * 2; k++) {
            struct stand *s =
                open_home(windows[k / 2].profile, windows[k / 2].w, windows[k / 2].h,
                          k % 2 ? 5 : 2, i % 2 ? "ar-XB" : "en-XA");
            check_cards(s, tours[i]);
            stand_destroy(s);
        }
    }
    unlink(HOME_PACK);
}

static void test_up_to_three_tours_fit_a_wide_screen_without_scrolling(void **state)
{
    (void)state;
    for (int tours = 1; tours <= 4; tours++) {
        make_pack(tours);
        struct stand *s = open_home("kiosk", 1920, 1080, 2, "en");
        const struct node *text = find(s, "text");
        assert_non_null(text);
        if ((text->content_h <= text->h + 0.5f) != (tours <= 3))
            fail_msg("%d tours: %.1f dp in %.1f", tours, (double)text->content_h,
                     (double)text->h);
        stand_destroy(s);
    }
    unlink(HOME_PACK);
}

// A card opens its own tour, by a finger and by keys.
static void test_a_card_opens_its_tour(void **state)
{
    (void)state;
    make_pack(3);
    struct stand *s = open_home("kiosk", 960, 540, 2, "en");
    stand_do(s, "touch \"Number 3\"");
    assert_string_equal(visit_top(&s->app.visit)->id, "tour-3");
    stand_do(s, "touch \"All tours\"");
    assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_HOME);
    stand_destroy(s);
    unlink(HOME_PACK);
}

// ---- a stop's pictures ----

static struct stand *open_stop(const char *id)
{
    struct options o = stand_options(TOURS_PACK);
    o.w = 960;
    o.h = 540;
    o.screen = id;
    return stand_create(&o);
}

static const char *media_shown(const struct stand *s)
{
    const struct pages *pages = find(s, "image")->inside_data;
    return pages->items[pages->index].image.media;
}

static void test_a_gallery_goes_round_both_ways(void **state)
{
    (void)state;
    struct stand *s = open_stop("stop:union-station");
    char media[ID_CAP];
    snprintf(media, sizeof(media), "%s", media_shown(s));
    stand_do(s, "expect \"1 of 3\"");
    stand_do(s, "touch \"Next picture\"");
    stand_do(s, "expect \"2 of 3\"");
    assert_string_not_equal(media_shown(s), media);
    stand_do(s, "touch \"Next picture\"");
    stand_do(s, "touch \"Next picture\"");
    stand_do(s, "expect \"1 of 3\"");
    assert_string_equal(media_shown(s), media);
    stand_do(s, "touch \"Previous picture\"");
    stand_do(s, "expect \"3 of 3\"");
    stand_destroy(s);
}

// The button that was pressed is there still, so keys can press it again.
static void test_keys_stay_on_the_button_of_a_gallery(void **state)
{
    (void)state;
    struct stand *s = open_stop("stop:union-station");
    for (int i = 0; i < 12; i++) {
        const struct node *n = ui_focus(s->app.ui);
        if (n && strcmp(node_name(n), "Next picture") == 0)
            break;
        stand_do(s, "key Tab");
    }
    for (int i = 0; i < 2; i++) {
        stand_do(s, "key Return");
        assert_non_null(ui_focus(s->app.ui));
        assert_string_equal(node_name(ui_focus(s->app.ui)), "Next picture");
    }
    assert_int_equal(visit_top(&s->app.visit)->picture, 2);
    stand_destroy(s);
}

static void test_one_picture_has_its_credit_and_no_buttons(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    o.w = 960;
    o.h = 540;
    o.screen = "stop:square";
    struct stand *s = stand_create(&o);
    stand_do(s, "expect no \"Next picture\"");
    stand_do(s, "expect no \"Previous picture\"");
    assert_non_null(find(s, "credit"));
    stand_destroy(s);
}

// ---- numbers for the keypad ----

static void test_a_stop_and_its_row_show_the_number_to_type(void **state)
{
    (void)state;
    struct stand *s = open_stop("stop:union-station");
    stand_do(s, "expect \"Stop 1 of 7 · 101\"");
    stand_do(s, "touch \"Back\"");
    stand_do(s, "expect \"101\"");
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_number_of_tours_stands_in_full_rows),
        cmocka_unit_test(test_up_to_three_tours_fit_a_wide_screen_without_scrolling),
        cmocka_unit_test(test_a_card_opens_its_tour),
        cmocka_unit_test(test_a_gallery_goes_round_both_ways),
        cmocka_unit_test(test_keys_stay_on_the_button_of_a_gallery),
        cmocka_unit_test(test_one_picture_has_its_credit_and_no_buttons),
        cmocka_unit_test(test_a_stop_and_its_row_show_the_number_to_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
