// The search page: by fingers on its keys, by a real keyboard and by a script.
#include <math.h>

#include "stand.h"

static struct stand *search_on(const char *pack, const char *profile)
{
    struct options o = stand_options(pack);
    o.profile = profile;
    o.screen = "search";
    return stand_create(&o);
}

static const char *query(const struct stand *s)
{
    return s->app.visit.typing.query;
}

static enum screen top(const struct stand *s)
{
    return visit_top(&s->app.visit)->screen;
}

// What a keyboard sends: the key, and what it gives as text.
static void press(struct stand *s, const char *key, const char *text)
{
    app_key(&s->app, key, false, false, false);
    if (text)
        app_text(&s->app, text);
    app_settle(&s->app);
}

static const struct node *find_key(const struct stand *s, uint32_t kind, const char *id)
{
    const struct node *root = ui_active_root(s->app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->command.kind == kind && strcmp(n->command.id, id) == 0 && !n->by_touch)
            return n;
    return NULL;
}

static void where(const struct stand *s, const char *letter, float *x, float *y)
{
    const struct node *n = find_key(s, VISIT_TYPE, letter);
    if (!n || !ui_where(s->app.ui, n, x, y))
        fail_msg("no key types '%s'", letter);
}

static void hold(struct stand *s, const char *letter)
{
    float x, y;
    where(s, letter, &x, &y);
    app_pointer(&s->app, POINTER_DOWN, 0, x, y);
    app_advance(&s->app, 700000);
    app_pointer(&s->app, POINTER_UP, 0, x, y);
    app_settle(&s->app);
}

static void test_a_visitor_types_with_fingers(void **state)
{
    (void)state;
    struct stand *s = search_on(TOURS_PACK, "kiosk");
    static const char *const steps[] = {
        "expect \"What are you looking for?\"",
        "touch \"p\"",
        "touch \"h\"",
        "touch \"o\"",
        "touch \"x\"",
        "touch \"Erase\"",
        "touch \"e\"",
        "expect \"pho\"",
        "expect \"Joaquin Phoenix\"",
    };
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        stand_do(s, steps[i]);
    assert_string_equal(query(s), "phoe");
    stand_do(s, "touch \"Clear\"");
    assert_string_equal(query(s), "");
    stand_do(s, "touch \"Capitals\"");
    stand_do(s, "touch \"H\"");
    stand_do(s, "touch \"e\"");
    stand_do(s, "touch \"Space\"");
    stand_do(s, "touch \"Digits and signs\"");
    stand_do(s, "touch \"7\"");
    stand_do(s, "touch \"Letters\"");
    stand_do(s, "touch \"r\"");
    assert_string_equal(query(s), "He 7r");
    // Put away, there is more room, and the field brings it back.
    stand_do(s, "touch \"Done\"");
    assert_null(find_key(s, VISIT_TYPE, "r"));
    stand_do(s, "expect \"Settings\"");
    const struct node *root = ui_active_root(s->app.ui), *field = root;
    while (field && field->role != ROLE_FIELD)
        field = node_after(field, root);
    assert_non_null(field);
    assert_string_equal(field->value, "He 7r");
    float x, y;
    assert_true(ui_where(s->app.ui, field, &x, &y));
    char line[64];
    snprintf(line, sizeof(line), "touch %.0f,%.0f", (double)x, (double)y);
    stand_do(s, line);
    assert_non_null(find_key(s, VISIT_TYPE, "r"));
    stand_destroy(s);
}

static void test_a_name_leads_to_its_person_from_a_cold_start(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    struct stand *s = stand_create(&o);
    static const char *const steps[] = {
        "touch 960,540",
        "touch \"Search\"",
        "type phoenix",
        "touch \"Joaquin Phoenix\"",
    };
    for (size_t i = 0; i < 4; i++)
        stand_do(s, steps[i]);
    assert_int_equal(top(s), SCREEN_PERSON);
    stand_do(s, "key Escape");
    assert_int_equal(top(s), SCREEN_SEARCH);
    assert_string_equal(query(s), "phoenix");
    stand_do(s, "expect \"Joaquin Phoenix\"");
    stand_destroy(s);
}

static void test_keys_alone_lead_there_too(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    struct stand *s = stand_create(&o);
    press(s, "P", "p"); // only wakes
    assert_int_equal(top(s), SCREEN_HOME);
    press(s, "P", "p"); // begins a search
    assert_int_equal(top(s), SCREEN_SEARCH);
    assert_string_equal(query(s), "p");
    press(s, "H", "h");
    press(s, "B", "b"); // means nothing else while one types
    press(s, "Backspace", NULL);
    press(s, "O", "o");
    press(s, "Space", " ");
    press(s, "1", "1");
    press(s, "-", "-");
    assert_string_equal(query(s), "pho 1-");
    assert_int_equal(s->app.visit.sheet, SHEET_NONE);
    for (int i = 0; i < 3; i++)
        press(s, "Backspace", NULL);
    press(s, "E", "e");
    press(s, "Down", NULL);
    assert_non_null(ui_focus(s->app.ui));
    assert_string_equal(node_name(ui_focus(s->app.ui)), "Joaquin Phoenix");
    press(s, "Return", NULL);
    assert_int_equal(top(s), SCREEN_PERSON);
    press(s, "X", "x"); // there is nothing to type
    assert_int_equal(top(s), SCREEN_PERSON);
    press(s, "Escape", NULL);
    assert_string_equal(query(s), "phoe");
    press(s, "Escape", NULL); // first what is typed, then the page
    assert_int_equal(top(s), SCREEN_SEARCH);
    assert_string_equal(query(s), "");
    press(s, "Backspace", NULL);
    assert_int_equal(top(s), SCREEN_SEARCH);
    press(s, "Escape", NULL);
    assert_int_equal(top(s), SCREEN_HOME);
    stand_destroy(s);
}

static void test_a_presenters_keys_stay_what_they_are(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    o.profile = "laptop";
    o.screen = "home";
    struct stand *s = stand_create(&o);
    press(s, "B", "b");
    assert_int_equal(s->app.visit.sheet, SHEET_BLANK);
    press(s, "C", "c"); // only ends it
    assert_int_equal(s->app.visit.sheet, SHEET_NONE);
    assert_int_equal(top(s), SCREEN_HOME);
    press(s, "1", "1");
    assert_int_equal(top(s), SCREEN_HOME);
    assert_string_equal(query(s), "");
    stand_destroy(s);
}

static void test_holding_a_key_offers_its_accents(void **state)
{
    (void)state;
    struct stand *s = search_on(TOURS_PACK, "kiosk");
    float x, y;
    hold(s, "e");
    assert_string_equal(query(s), "");
    stand_do(s, "expect \"Accents\"");
    stand_do(s, "touch \"\u00e9\"");
    assert_string_equal(query(s), "\u00e9");
    stand_do(s, "expect no \"Accents\"");
    // A touch elsewhere closes them, and types nothing.
    hold(s, "a");
    stand_do(s, "touch 1500,300");
    stand_do(s, "expect no \"Accents\"");
    assert_string_equal(query(s), "\u00e9");
    // Keys find them, and nothing behind them.
    where(s, "o", &x, &y);
    hold(s, "o");
    press(s, "Down", NULL);
    assert_string_equal(node_name(ui_focus(s->app.ui)), "\u00f2");
    press(s, "Right", NULL);
    press(s, "Return", NULL);
    assert_string_equal(query(s), "\u00e9\u00f3");
    // Escape closes them before it erases.
    hold(s, "u");
    press(s, "Escape", NULL);
    stand_do(s, "expect no \"Accents\"");
    assert_string_equal(query(s), "\u00e9\u00f3");
    // A key without accents is typed once, however long it is held.
    hold(s, "q");
    assert_string_equal(query(s), "\u00e9\u00f3q");
    // What a finger does by holding, keys do with Shift.
    while (!ui_focus(s->app.ui) || strcmp(node_name(ui_focus(s->app.ui)), "n") != 0)
        press(s, "Tab", NULL);
    app_key(&s->app, "Return", true, false, false);
    app_settle(&s->app);
    stand_do(s, "expect \"Accents\"");
    stand_destroy(s);
}

static void test_two_thumbs_lose_no_letter(void **state)
{
    (void)state;
    static const char *const letters[] = {"p", "a", "l", "a", "z",
                                          "q", "p", "a", "w", "p"};
    struct stand *s = search_on(FIXTURE_PACK, "kiosk");
    float x, y, last_x = 0, last_y = 0;
    for (int i = 0; i < 10; i++) {
        where(s, letters[i], &x, &y);
        app_pointer(&s->app, POINTER_DOWN, i % 2, x, y);
        app_advance(&s->app, 20000);
        // Each is lifted after the next one is down.
        if (i > 0)
            app_pointer(&s->app, POINTER_UP, (i + 1) % 2, last_x, last_y);
        app_advance(&s->app, 20000);
        last_x = x;
        last_y = y;
    }
    app_pointer(&s->app, POINTER_UP, 1, last_x, last_y);
    app_settle(&s->app);
    assert_string_equal(query(s), "palazqpawp");
    stand_destroy(s);
}

static void test_whatever_is_typed_is_no_error(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "\"",
        "'",
        "*",
        "NEAR(",
        "a NEAR(b, 3)",
        "a AND",
        "OR",
        "NOT x",
        "col:x",
        "^a",
        "-",
        "\\",
        "%",
        "_",
        ";--",
        "\U0001F600",
        "\U0001F469\u200D\U0001F3A4",
        "\u0301",
        "(((",
        "\"\"\"\"",
        "{a b}",
        "a\"b",
        "\u200d",
        "\u202eabc",
        "\xff\xfe",
        "0",
        "0x00",
    };
    for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
        struct stand *s = search_on(TOURS_PACK, "kiosk");
        app_text(&s->app, hostile[i]);
        app_settle(&s->app);
        assert_non_null(s->app.pack);
        assert_int_equal(top(s), SCREEN_SEARCH);
        app_text(&s->app, "her");
        app_settle(&s->app);
        assert_non_null(s->app.pack);
        struct err err = {0};
        if (!node_check(ui_active_root(s->app.ui), &err))
            fail_msg("'%s': %s", hostile[i], err.text);
        stand_destroy(s);
    }
}

static void test_rows_are_built_where_they_are_seen(void **state)
{
    (void)state;
    static const char *const typed[] = {"a", "e", "s", "th"};
    for (size_t i = 0; i < 4; i++) {
        struct stand *s = search_on(TOURS_PACK, "kiosk");
        app_text(&s->app, typed[i]);
        app_settle(&s->app);
        const struct node *root = ui_active_root(s->app.ui), *row = NULL;
        int built = 0, of = 0;
        for (const struct node *n = root; n; n = node_after(n, root))
            if (n->role == ROLE_LINK) {
                row = n;
                built++;
                of = n->of;
            }
        assert_non_null(row);
        int seen = (int)ceilf(row->scroller->h / row->h);
        assert_true(of > 0);
        if (built > 3 * seen)
            fail_msg("'%s': %d of %d rows built, %d are seen", typed[i], built, of, seen);
        stand_destroy(s);
    }
}

// ---- keyboards ----

static void test_the_list_has_the_layouts_own_names(void **state)
{
    (void)state;
    struct stand *s = search_on(FIXTURE_PACK, "kiosk");
    static const char *const steps[] = {
        "touch \"Keyboard: English\"", "expect \"Deutsch\"", "expect \"Español\"",
        "expect \"Français\"",         "touch \"Русский\"",  "touch \"ж\"",
        "touch \"Capitals\"",          "touch \"Ж\"",
    };
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        stand_do(s, steps[i]);
    assert_string_equal(query(s), "жЖ");
    stand_destroy(s);
}

static void test_the_keyboard_is_that_of_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *letter;
    } cases[] = {{"es", "ñ"}, {"en", "q"}, {"ar-XB", "q"}};
    for (size_t i = 0; i < 3; i++) {
        struct options o = stand_options(FIXTURE_PACK);
        o.lang = cases[i].lang;
        o.screen = "search";
        struct stand *s = stand_create(&o);
        assert_non_null(find_key(s, VISIT_TYPE, cases[i].letter));
        // q stands left of w, whichever way the page is read.
        assert_true(find_key(s, VISIT_TYPE, "q")->x < find_key(s, VISIT_TYPE, "w")->x);
        assert_true(find_key(s, VISIT_KEYS, "")->x < find_key(s, VISIT_ERASE, "")->x);
        stand_destroy(s);
    }
}

static void check_sizes(const struct stand *s, const char *id)
{
    const struct look *look = ui_look(s->app.ui);
    const struct node *root = ui_active_root(s->app.ui), *keys[64];
    float least = 20 / look->dp_mm - 0.01f, apart = 1 / look->dp_mm - 0.01f;
    size_t n = 0;
    for (const struct node *k = root; k; k = node_after(k, root))
        if (k->chord && n < 64)
            keys[n++] = k;
    assert_in_range(n, 28, 40);
    for (size_t i = 0; i < n; i++) {
        const struct node *a = keys[i];
        if (a->w < least || a->h < least || a->x < 0 || a->x + a->w > look->w_dp)
            fail_msg("%s: '%s' is %.1f x %.1f dp", id, a->name, (double)a->w,
                     (double)a->h);
        for (size_t j = 0; j < i; j++) {
            const struct node *c = keys[j];
            float dx = fmaxf(a->x - (c->x + c->w), c->x - (a->x + a->w));
            float dy = fmaxf(a->y - (c->y + c->h), c->y - (a->y + a->h));
            if (fmaxf(dx, dy) < apart)
                fail_msg("%s: '%s' and '%s' are too near", id, a->name, c->name);
        }
    }
}

static void test_keys_are_large_on_every_panel_of_220_mm(void **state)
{
    (void)state;
    static const char *const ids[] = {"de", "en", "es", "fr", "ru"};
    static const struct {
        int w, h;
        float w_mm, h_mm;
    } panels[] = {
        {1080, 1920, 220, 391}, {1920, 1080, 391, 220},  {1080, 1920, 270, 480},
        {1920, 1080, 480, 270}, {3840, 2160, 1210, 680}, {1280, 1024, 338, 270},
    };
    for (size_t i = 0; i < sizeof(panels) / sizeof(panels[0]); i++) {
        struct options o = stand_options(FIXTURE_PACK);
        o.w = panels[i].w;
        o.h = panels[i].h;
        o.panel_w_mm = panels[i].w_mm;
        o.panel_h_mm = panels[i].h_mm;
        o.screen = "search";
        struct stand *s = stand_create(&o);
        for (size_t k = 0; k < 5; k++) {
            struct command c = command_make(VISIT_LAYOUT, 0, ids[k]);
            app_command(&s->app, &c);
            app_settle(&s->app);
            check_sizes(s, ids[k]);
        }
        stand_destroy(s);
    }
}

static void test_nothing_of_it_is_left_for_the_next_visitor(void **state)
{
    (void)state;
    struct options o = stand_options(TOURS_PACK);
    struct stand *s = stand_create(&o);
    uint64_t cold = app_hash(&s->app);
    stand_do(s, "touch 960,540");
    stand_do(s, "type rob");
    hold(s, "e");
    struct command c = command_make(VISIT_LAYOUT, 0, "ru");
    app_command(&s->app, &c);
    app_settle(&s->app);
    assert_int_not_equal(app_hash(&s->app), cold);
    app_reset(&s->app);
    app_settle(&s->app);
    assert_int_equal(app_hash(&s->app), cold);
    stand_do(s, "touch 960,540");
    stand_do(s, "touch \"Search\"");
    stand_do(s, "expect \"What are you looking for?\"");
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_visitor_types_with_fingers),
        cmocka_unit_test(test_a_name_leads_to_its_person_from_a_cold_start),
        cmocka_unit_test(test_keys_alone_lead_there_too),
        cmocka_unit_test(test_a_presenters_keys_stay_what_they_are),
        cmocka_unit_test(test_holding_a_key_offers_its_accents),
        cmocka_unit_test(test_two_thumbs_lose_no_letter),
        cmocka_unit_test(test_whatever_is_typed_is_no_error),
        cmocka_unit_test(test_rows_are_built_where_they_are_seen),
        cmocka_unit_test(test_the_list_has_the_layouts_own_names),
        cmocka_unit_test(test_the_keyboard_is_that_of_the_language),
        cmocka_unit_test(test_keys_are_large_on_every_panel_of_220_mm),
        cmocka_unit_test(test_nothing_of_it_is_left_for_the_next_visitor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
