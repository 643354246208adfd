// The sheets as a visitor uses them, by touch and by keys: what each choice does, where it goes
// on being so, and that all of a sheet can be reached in every window.
#include <unistd.h>

#include "base/array.h"
#include "changed.h"

#define CHANGED_PACK BUILD_DIR "/tests/changed.pack"

// ---- hands

static const struct look *look(const struct stand *s)
{
    return ui_look(s->app.ui);
}

static void send(struct stand *s, enum visit_command kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
}

static void key(struct stand *s, const char *name)
{
    app_key(&s->app, name, false, false, false);
    app_advance(&s->app, 1000000);
}

// What would be pressed for it, in any language.
static const struct node *find(const struct stand *s, enum visit_command kind, int number,
                               const char *id)
{
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->command.kind == (uint32_t)kind && n->command.number == number &&
            !n->by_touch && strcmp(n->command.id, id ? id : "") == 0)
            return n;
    fail_msg("nothing has the command %d %d %s", (int)kind, number, id ? id : "");
    return NULL;
}

static const struct node *by_key(const struct stand *s, const char *name)
{
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->key && strcmp(n->key, name) == 0)
            return n;
    fail_msg("no node has the key '%s'", name);
    return NULL;
}

static void touch_at(struct stand *s, float x, float y)
{
    char line[64];
    snprintf(line, sizeof(line), "touch %.1f,%.1f", (double)x, (double)y);
    stand_do(s, line);
}

// Presses it, by finger or by keys.
static void press(struct stand *s, bool by_keys, const struct node *n)
{
    float x, y;
    uint64_t path = n->path;
    assert_true(node_pressable(n));
    if (!by_keys) {
        assert_true(ui_where(s->app.ui, n, &x, &y));
        touch_at(s, x, y);
        return;
    }
    for (int i = 0; i < 60; i++) {
        if (ui_focus(s->app.ui) && ui_focus(s->app.ui)->path == path) {
            key(s, "Return");
            return;
        }
        key(s, "Tab");
    }
    fail_msg("keys don't come to '%s'", node_name(n));
}

static struct stand *open_at(const char *pack, int w, int h)
{
    struct options o = stand_options(pack);
    o.w = w;
    o.h = h;
    return stand_create(&o);
}

static struct stand *open_changed(const char *sql, const char *lang)
{
    struct options o = stand_options(CHANGED_PACK);
    changed_make(CHANGED_PACK, sql);
    o.w = 1280;
    o.h = 800;
    o.lang = lang;
    return stand_create(&o);
}

static void close_changed(struct stand *s)
{
    stand_destroy(s);
    unlink(CHANGED_PACK);
}

// ---- settings

static void assert_as_chosen(const struct stand *s)
{
    assert_string_equal(look(s)->theme->name, "evening");
    assert_int_equal(look(s)->text_size, 3);
    assert_true(look(s)->reduced_motion);
    assert_string_equal(words_tag(s->app.words), "es");
}

static void choose_all(struct stand *s, bool by_keys)
{
    press(s, by_keys, find(s, VISIT_THEME, 0, "evening"));
    assert_string_equal(look(s)->theme->name, "evening");
    press(s, by_keys, find(s, VISIT_MOTION, 1, NULL));
    assert_true(look(s)->reduced_motion);
    press(s, by_keys, find(s, VISIT_TEXT_SIZE, 3, NULL));
    assert_int_equal(look(s)->text_size, 3);
    press(s, by_keys, find(s, VISIT_LANG, 0, "es"));
    stand_do(s, "expect \"Ajustes\"");
    assert_as_chosen(s);
}

// What is chosen is marked, and nothing else of its kind.
static void assert_marked(const struct stand *s)
{
    static const struct {
        enum visit_command kind;
        int number;
        const char *id;
    } marked[] = {{VISIT_THEME, 0, "evening"},
                  {VISIT_MOTION, 1, NULL},
                  {VISIT_TEXT_SIZE, 3, NULL},
                  {VISIT_LANG, 0, "es"}};
    int n = 0;
    const struct node *root = ui_active_root(s->app.ui);
    for (size_t i = 0; i < ARRAY_LEN(marked); i++)
        assert_true(find(s, marked[i].kind, marked[i].number, marked[i].id)->state &
                    NODE_SELECTED);
    for (const struct node *a = root; a; a = node_after(a, root))
        n += (a->state & NODE_SELECTED) != 0;
    assert_int_equal(n, (int)ARRAY_LEN(marked));
}

static void test_settings_hold_on_every_page_until_the_next_visitor(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = open_at(FIXTURE_PACK, 1920, 1080);
        uint64_t start = app_hash(&s->app);
        send(s, VISIT_OPEN_STOP, 0, "gate");
        press(s, keys, find(s, VISIT_SHEET, SHEET_SETTINGS, NULL));
        choose_all(s, keys);
        assert_marked(s);
        press(s, keys, by_key(s, "close"));
        assert_int_equal(s->app.visit.sheet, SHEET_NONE);
        assert_as_chosen(s);
        send(s, VISIT_BACK, 0, NULL);
        send(s, VISIT_HOME, 0, NULL);
        assert_as_chosen(s);
        send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
        assert_marked(s);
        if (!keys) // in large letters it is below what is seen
            stand_do(s, "drag 960,900 960,200 300ms");
        stand_do(s, "wait 2s");
        press(s, keys, find(s, VISIT_RESET, 0, NULL));
        assert_int_equal(visit_top(&s->app.visit)->screen, SCREEN_ATTRACT);
        assert_string_equal(look(s)->theme->name, "daylight");
        assert_int_equal(look(s)->text_size, TEXT_SIZE_DEFAULT);
        assert_false(look(s)->reduced_motion);
        assert_string_equal(words_tag(s->app.words), "en");
        assert_true(app_hash(&s->app) == start);
        stand_destroy(s);
    }
}

static void test_one_language_is_not_asked_for(void **state)
{
    (void)state;
    struct stand *s = open_changed("DELETE FROM txt WHERE lang <> 'en';"
                                   "DELETE FROM lang WHERE tag <> 'en'",
                                   "en");
    send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
    stand_do(s, "expect \"Theme\"");
    stand_do(s, "expect no \"Language\"");
    close_changed(s);
}

static void test_the_card_is_no_place_beside_it(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, 1280, 800);
    float x, y;
    send(s, VISIT_OPEN_STOP, 0, "gate");
    send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
    assert_true(ui_where(s->app.ui, by_key(s, "title"), &x, &y));
    touch_at(s, x, y);
    assert_int_equal(s->app.visit.sheet, SHEET_SETTINGS);
    touch_at(s, 20, 20);
    assert_int_equal(s->app.visit.sheet, SHEET_NONE);
    stand_destroy(s);
}

// ---- what does not fit

static const enum sheet all_sheets[] = {SHEET_SETTINGS, SHEET_KEYPAD, SHEET_STILL_THERE};

static const enum sheet key_sheets[] = {SHEET_SETTINGS, SHEET_KEYPAD, SHEET_STILL_THERE,
                                        SHEET_VIEWER, SHEET_COMPARE};

static struct stand *open_tight(size_t i)
{
    static const struct {
        int w, h, panel_w, panel_h;
        const char *lang;
    } windows[] = {{1280, 800, 0, 0, "en"},
                   {1280, 800, 0, 0, "ar-XB"},
                   {400, 640, 0, 0, "en-XA"},
                   {400, 640, 63, 100, "ar-XB"},
                   {640, 400, 100, 63, "en-XA"}};
    struct options o = stand_options(FIXTURE_PACK);
    if (i >= ARRAY_LEN(windows))
        return NULL;
    o.profile = "tablet";
    o.text_size = TEXT_SIZES;
    o.w = windows[i].w;
    o.h = windows[i].h;
    o.panel_w_mm = (float)windows[i].panel_w;
    o.panel_h_mm = (float)windows[i].panel_h;
    o.lang = windows[i].lang;
    struct stand *s = stand_create(&o);
    send(s, VISIT_OPEN_STOP, 0, "gate");
    return s;
}

static bool all_seen(const struct stand *s, uint64_t seen[], int cap)
{
    const struct node *root = ui_active_root(s->app.ui);
    bool all = true;
    float x, y;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!node_pressable(n) || n->by_touch)
            continue;
        int i = 0;
        while (i < cap && seen[i] && seen[i] != n->path)
            i++;
        assert_true(i < cap);
        if (ui_where(s->app.ui, n, &x, &y))
            seen[i] = n->path;
        all &= seen[i] == n->path;
    }
    return all;
}

enum by { BY_FINGER, BY_WHEEL, BY_KEYS, BYS };

static void scroll_on(struct stand *s, enum by by)
{
    const struct options *o = &s->options;
    char line[80];
    snprintf(line, sizeof(line), "drag %d,%d %d,%d 200ms", o->w / 2, o->h * 4 / 5,
             o->w / 2, o->h * 3 / 5);
    if (by == BY_FINGER)
        stand_do(s, line);
    if (by == BY_WHEEL)
        app_wheel(&s->app, (float)o->w / 2, (float)o->h * 0.8f, 0, 1);
    if (by == BY_KEYS)
        key(s, "PageDown");
    app_advance(&s->app, 1500000);
}

static void test_what_does_not_fit_scrolls_below_a_head_that_stands(void **state)
{
    (void)state;
    struct stand *s;
    for (size_t i = 0; (s = open_tight(i)) != NULL; i++) {
        for (size_t k = 0; k < ARRAY_LEN(all_sheets) * BYS; k++) {
            uint64_t seen[64] = {0};
            send(s, VISIT_SHEET, SHEET_NONE, NULL);
            send(s, VISIT_SHEET, (int)all_sheets[k / BYS], NULL);
            float y = by_key(s, "head")->y;
            int turns = 0;
            while (!all_seen(s, seen, 64) && turns++ < 60)
                scroll_on(s, (enum by)(k % BYS));
            if (turns > 60)
                fail_msg("window %zu: sheet %d is not seen whole by way %zu", i,
                         (int)all_sheets[k / BYS], k % BYS);
            if (all_sheets[k / BYS] == SHEET_SETTINGS)
                assert_true(turns > 0);
            assert_true(by_key(s, "head")->y == y);
            assert_true(s->app.visit.sheet == all_sheets[k / BYS]);
        }
        stand_destroy(s);
    }
}

static void test_keys_come_to_everything_and_it_is_in_sight(void **state)
{
    (void)state;
    struct stand *s;
    for (size_t i = 0; (s = open_tight(i)) != NULL; i++) {
        for (size_t k = 0; k < ARRAY_LEN(key_sheets); k++) {
            int stops = 0, targets = 0;
            float x, y;
            send(s, VISIT_SHEET, SHEET_NONE, NULL);
            send(s, VISIT_SHEET, (int)key_sheets[k], NULL);
            const struct node *root = ui_active_root(s->app.ui);
            for (const struct node *n = root; n; n = node_after(n, root))
                targets += node_pressable(n) && !n->by_touch;
            key(s, "Tab");
            uint64_t first = ui_focus(s->app.ui)->path;
            do {
                const struct node *n = ui_focus(s->app.ui);
                stops += node_pressable(n);
                assert_true(ui_where(s->app.ui, n, &x, &y));
                key(s, "Tab");
            } while (ui_focus(s->app.ui)->path != first && stops < 100);
            assert_int_equal(stops, targets);
        }
        stand_destroy(s);
    }
}

static void test_the_page_is_seen_behind_a_sheet(void **state)
{
    (void)state;
    struct stand *s;
    for (size_t i = 0; (s = open_tight(i)) != NULL; i++) {
        float h = look(s)->h_dp, least = h * (look_compact(look(s)) ? 0.05f : 0.14f);
        for (size_t k = 0; k < ARRAY_LEN(all_sheets); k++) {
            send(s, VISIT_SHEET, (int)all_sheets[k], NULL);
            const struct node *card = by_key(s, "card");
            assert_true(card->y >= least);
            assert_true(card->y + card->h > h - 1);
        }
        stand_destroy(s);
    }
}

// ---- keypad

// The gate has 101, the square 10.
static struct stand *open_codes(const char *lang)
{
    struct stand *s =
        open_changed("UPDATE tour_stop SET code = 10 WHERE id = 'square'", lang);
    send(s, VISIT_BEGIN, 0, NULL);
    return s;
}

static const struct node *digit(const struct stand *s, int d)
{
    return find(s, VISIT_DIGIT, d, NULL);
}

// As a bit a digit.
static unsigned works(const struct stand *s)
{
    unsigned bits = 0;
    for (int d = 0; d < 10; d++)
        bits |= (unsigned)node_pressable(digit(s, d)) << d;
    return bits;
}

static void assert_at(const struct stand *s, enum screen screen, const char *id)
{
    assert_int_equal(visit_top(&s->app.visit)->screen, screen);
    assert_string_equal(visit_top(&s->app.visit)->id, id);
    assert_int_equal(s->app.visit.sheet, SHEET_NONE);
    assert_string_equal(s->app.visit.digits, "");
}

static void test_a_number_opens_its_stop_and_no_other_can_be_typed(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = open_codes("en");
        press(s, keys, find(s, VISIT_SHEET, SHEET_KEYPAD, NULL));
        stand_do(s, "expect \"Type the number of a stop.\"");
        assert_int_equal(works(s), 1 << 1);
        stand_do(s, "touch \"2\"");
        assert_string_equal(s->app.visit.digits, "");
        assert_int_equal(s->app.visit.sheet, SHEET_KEYPAD);
        press(s, keys, digit(s, 1));
        stand_do(s, "expect \"Go on typing.\"");
        assert_int_equal(works(s), 1 << 0);
        press(s, keys, digit(s, 0));
        stand_do(s, "expect \"The empty square\"");
        stand_do(s, "expect \"Other numbers begin like this one.\"");
        assert_int_equal(works(s), 1 << 1);
        press(s, keys, digit(s, 1));
        stand_do(s, "expect \"101\"");
        stand_do(s, "expect no \"The empty square\"");
        stand_do(s, "expect no \"Other numbers begin like this one.\"");
        assert_int_equal(works(s), 0);
        press(s, keys, find(s, VISIT_ERASE, 0, NULL));
        assert_string_equal(s->app.visit.digits, "10");
        press(s, keys, by_key(s, "open"));
        assert_at(s, SCREEN_STOP, "square");
        close_changed(s);
    }
}

// Without a step aside: the ring is where one goes on.
static void test_keys_begin_where_the_number_goes_on(void **state)
{
    (void)state;
    struct stand *s = open_codes("en");
    send(s, VISIT_SHEET, SHEET_KEYPAD, NULL);
    key(s, "Down");
    assert_string_equal(node_name(ui_focus(s->app.ui)), "1");
    key(s, "Return");
    assert_string_equal(node_name(ui_focus(s->app.ui)), "0");
    key(s, "Return");
    assert_string_equal(node_name(ui_focus(s->app.ui)), "Open");
    key(s, "Return");
    assert_at(s, SCREEN_STOP, "square");
    close_changed(s);
}

static void test_the_stop_itself_can_be_touched(void **state)
{
    (void)state;
    float x, y;
    struct stand *s = open_codes("en");
    send(s, VISIT_SHEET, SHEET_KEYPAD, NULL);
    send(s, VISIT_DIGIT, 1, NULL);
    send(s, VISIT_DIGIT, 0, NULL);
    assert_true(ui_where(s->app.ui, by_key(s, "stop"), &x, &y));
    touch_at(s, x, y);
    assert_at(s, SCREEN_STOP, "square");
    close_changed(s);
}

static void test_a_closed_keypad_forgets_and_erase_takes_back(void **state)
{
    (void)state;
    struct stand *s = open_codes("en");
    send(s, VISIT_SHEET, SHEET_KEYPAD, NULL);
    assert_false(node_pressable(find(s, VISIT_ERASE, 0, NULL)));
    stand_do(s, "touch \"1\"");
    stand_do(s, "touch \"0\"");
    stand_do(s, "touch \"Erase\"");
    assert_string_equal(s->app.visit.digits, "1");
    stand_do(s, "touch \"Erase\"");
    assert_string_equal(s->app.visit.digits, "");
    assert_false(node_pressable(find(s, VISIT_ERASE, 0, NULL)));
    stand_do(s, "touch \"1\"");
    stand_do(s, "touch \"Close\"");
    send(s, VISIT_SHEET, SHEET_KEYPAD, NULL);
    assert_string_equal(s->app.visit.digits, "");
    stand_do(s, "expect \"Type the number of a stop.\"");
    // A keyboard types what no key here would.
    send(s, VISIT_DIGIT, 9, NULL);
    stand_do(s, "expect \"No stop has this number.\"");
    assert_int_equal(works(s), 0);
    close_changed(s);
}

static void test_digits_stand_as_on_a_telephone_in_every_direction(void **state)
{
    (void)state;
    static const char *const langs[] = {"en", "ar-XB"};
    for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
        struct stand *s = open_codes(langs[i]);
        send(s, VISIT_SHEET, SHEET_KEYPAD, NULL);
        for (int d = 1; d < 10; d++) {
            if (d % 3)
                assert_true(digit(s, d)->x < digit(s, d + 1)->x);
            if (d < 7)
                assert_true(digit(s, d)->y < digit(s, d + 3)->y);
        }
        assert_true(digit(s, 0)->x == digit(s, 8)->x && digit(s, 0)->y > digit(s, 8)->y);
        close_changed(s);
    }
}

// ---- still there?

static void test_still_there_has_two_answers(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = open_at(FIXTURE_PACK, 1280, 800);
        send(s, VISIT_OPEN_STOP, 0, "gate");
        send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
        send(s, VISIT_THEME, 0, "evening");
        send(s, VISIT_SHEET, SHEET_STILL_THERE, NULL);
        press(s, keys, find(s, VISIT_SHEET, SHEET_NONE, NULL));
        assert_int_equal(s->app.visit.sheet, SHEET_SETTINGS); // as it was
        assert_string_equal(look(s)->theme->name, "evening");
        send(s, VISIT_SHEET, SHEET_STILL_THERE, NULL);
        press(s, keys, find(s, VISIT_RESET, 0, NULL));
        assert_at(s, SCREEN_ATTRACT, "");
        assert_string_equal(look(s)->theme->name, "daylight");
        stand_destroy(s);
    }
}

static void test_beside_the_question_and_the_first_key_mean_still_here(void **state)
{
    (void)state;
    struct stand *s = open_at(FIXTURE_PACK, 1280, 800);
    send(s, VISIT_OPEN_STOP, 0, "gate");
    send(s, VISIT_SHEET, SHEET_STILL_THERE, NULL);
    touch_at(s, 30, 30);
    assert_at(s, SCREEN_STOP, "gate");
    send(s, VISIT_SHEET, SHEET_STILL_THERE, NULL);
    key(s, "Return");
    assert_string_equal(node_name(ui_focus(s->app.ui)), "I’m still here");
    key(s, "Return");
    assert_at(s, SCREEN_STOP, "gate");
    stand_destroy(s);
}

// ---- a presenter's black screen

static void test_blank_is_black_in_every_theme(void **state)
{
    (void)state;
    for (int i = 0; theme_at(i); i++) {
        struct options o = stand_options(FIXTURE_PACK);
        int pitch, lit = 0;
        o.w = 640;
        o.h = 400;
        o.theme = theme_at(i)->name;
        struct stand *s = stand_create(&o);
        send(s, VISIT_OPEN_STOP, 0, "gate");
        key(s, "Down"); // with keys in use there would be a ring
        send(s, VISIT_SHEET, SHEET_BLANK, NULL);
        const uint32_t *px = gfx_pixels(s->app.gfx, &pitch);
        for (int y = 0; y < o.h; y++)
            for (int x = 0; x < o.w; x++)
                lit += (px[y * pitch + x] & 0xFFFFFF) != 0;
        assert_int_equal(lit, 0);
        touch_at(s, 300, 200);
        assert_at(s, SCREEN_STOP, "gate");
        send(s, VISIT_SHEET, SHEET_BLANK, NULL);
        key(s, "Return");
        assert_at(s, SCREEN_STOP, "gate");
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings_hold_on_every_page_until_the_next_visitor),
        cmocka_unit_test(test_one_language_is_not_asked_for),
        cmocka_unit_test(test_the_card_is_no_place_beside_it),
        cmocka_unit_test(test_what_does_not_fit_scrolls_below_a_head_that_stands),
        cmocka_unit_test(test_keys_come_to_everything_and_it_is_in_sight),
        cmocka_unit_test(test_the_page_is_seen_behind_a_sheet),
        cmocka_unit_test(test_a_number_opens_its_stop_and_no_other_can_be_typed),
        cmocka_unit_test(test_keys_begin_where_the_number_goes_on),
        cmocka_unit_test(test_the_stop_itself_can_be_touched),
        cmocka_unit_test(test_a_closed_keypad_forgets_and_erase_takes_back),
        cmocka_unit_test(test_digits_stand_as_on_a_telephone_in_every_direction),
        cmocka_unit_test(test_still_there_has_two_answers),
        cmocka_unit_test(test_beside_the_question_and_the_first_key_mean_still_here),
        cmocka_unit_test(test_blank_is_black_in_every_theme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
