// Every page, in every size, language and direction: nothing cut, nothing outside its card,
// targets large enough, and words that can be read on what is really behind them.
#include "fits.h"

#define FILMS                                                                            \
    "saved", "films", "film:her", "film:im-here", "film:the-kid", "story:her",           \
        "person:spike-jonze", "credits", "map:downtown-on-film", "map:her-los-angeles"
static const char *const screens[] = {"attract",
                                      "home",
                                      "tour",
                                      "stop:union-station",
                                      "stop:macarthur-park",
                                      "fault",
                                      "place:union-station",
                                      "scene:grand-park",
                                      FILMS};
#define N_SCREENS (sizeof(screens) / sizeof(screens[0]))
static void send(struct stand *s, enum visit_command kind, int number)
{
    struct command c = command_make(kind, number, NULL);
    app_command(&s->app, &c);
    app_settle(&s->app);
}

// Something to be seen on it.
static void fill_saved(struct stand *s)
{
    if (strcmp(s->options.screen, "saved") != 0)
        return;
    struct command c = command_make(VISIT_SAVE, SCREEN_STOP, "union-station");
    app_command(&s->app, &c);
    c = command_make(VISIT_SAVE, SCREEN_PLACE, "grand-park");
    app_command(&s->app, &c);
    app_settle(&s->app);
}

static void show_sources(struct stand *s)
{
    struct command c = command_make(VISIT_CITE, CITE_CLAIM, "her-at-union-station");
    app_command(&s->app, &c);
    app_settle(&s->app);
    assert_int_equal(s->app.visit.sheet, SHEET_SOURCES);
    check_page(s);
}

// The sheets over a page, the keypad before and after a number.
static const struct {
    enum sheet sheet;
    const char *digits;
} sheets[] = {{SHEET_SETTINGS, ""},
              {SHEET_KEYPAD, ""},
              {SHEET_KEYPAD, "1"},
              {SHEET_KEYPAD, "101"},
              {SHEET_STILL_THERE, ""}};
#define N_SHEETS (sizeof(sheets) / sizeof(sheets[0]))

// And those over a stop, as large as the window.
static const enum sheet stages[] = {SHEET_VIEWER, SHEET_COMPARE};
#define N_STAGES (sizeof(stages) / sizeof(stages[0]))

static void show_sheet(struct stand *s, size_t i)
{
    struct command c = command_make(VISIT_SHEET, SHEET_SETTINGS, NULL);
    app_command(&s->app, &c);
    c = command_make(VISIT_SHEET, (int)sheets[i].sheet, NULL);
    app_command(&s->app, &c);
    for (const char *d = sheets[i].digits; *d; d++) {
        c = command_make(VISIT_DIGIT, *d - '0', NULL);
        app_command(&s->app, &c);
    }
    app_settle(&s->app);
    assert_int_equal(s->app.visit.sheet, sheets[i].sheet);
}

static void show_stage(struct stand *s, size_t i)
{
    send(s, VISIT_PICTURE, 0);
    send(s, VISIT_SHEET, (int)stages[i]);
    assert_int_equal(s->app.visit.sheet, stages[i]);
    assert_int_equal(ui_active_root(s->app.ui)->role, ROLE_SHEET);
}

// The moves of an enlarged picture are there while it is.
static void enlarge(struct stand *s)
{
    const struct node *root = ui_active_root(s->app.ui), *n = root;
    struct command c = {0};
    char line[64];
    float x, y;
    for (; n && !(n->command.kind == UI_ZOOM && n->command.number > 0);)
        n = node_after(n, root);
    assert_non_null(n);
    assert_true(ui_where(s->app.ui, n, &x, &y));
    snprintf(line, sizeof(line), "touch %.1f,%.1f", (double)x, (double)y);
    stand_do(s, line);
    app_advance(&s->app, 1000000);
    for (n = root = ui_active_root(s->app.ui); n; n = node_after(n, root))
        if (n->command.kind == UI_MOVE)
            c = n->command;
    assert_int_equal(c.kind, UI_MOVE);
}

static void test_nothing_is_cut_or_outside_its_place(void **state)
{
    (void)state;
    static const char *const langs[] = {"en-XA", "ar-XB"};
    static const int sizes[] = {1, 2, 5};
    for (size_t w = 0; w < N_WINDOWS; w++) {
        // With time only: the smallest letters, and both languages of a page, window and size.
        for (size_t i = getenv("BACKLOT_LONG") ? 0 : 2; i < 6; i++) {
            struct options o = stand_options(TOURS_PACK);
            set_window(&o, w);
            o.lang = langs[i % 2];
            o.text_size = sizes[i / 2];
            for (size_t k = 0; k < N_SCREENS; k++) {
                if (!getenv("BACKLOT_LONG") && (w + i / 2 + k + i) % 2)
                    continue;
                o.screen = screens[k];
                struct stand *s = stand_create(&o);
                check_page(s);
                fill_saved(s);
                check_page(s);
                if (k == 3) {
                    send(s, VISIT_PICTURE, 1);
                    check_page(s);
                }
                for (size_t n = 0; k == 1 && n < N_SHEETS; n++) {
                    show_sheet(s, n);
                    check_page(s);
                }
                for (size_t n = 0; k == 3 && n < N_STAGES; n++) {
                    show_stage(s, n);
                    check_page(s);
                    if (stages[n] != SHEET_VIEWER)
                        continue;
                    enlarge(s);
                    check_page(s);
                }
                if (k == 3)
                    show_sources(s);
                stand_destroy(s);
            }
        }
    }
}

// The search page as it is when something has been done on it.
static void search(struct stand *s, int step)
{
    static const struct {
        enum visit_command kind;
        int number;
        const char *id;
    } steps[] = {
        {VISIT_TYPE, 0, "p"},
        {VISIT_HOLD, 0, "a"},
        {VISIT_TYPE, 0, "zzqqx"},
        {VISIT_KEYS, KEYS_LAYOUTS, NULL},
        {VISIT_LAYOUT, 0, "ru"},
        {VISIT_KEYS, KEYS_SYMBOLS, NULL},
        {VISIT_TYPE, 0,
         "a place with a very long name, such as there are in some cities"},
        {VISIT_KEYS, KEYS_AWAY, NULL},
    };
    struct command c = command_make(steps[step].kind, steps[step].number, steps[step].id);
    app_command(&s->app, &c);
    app_settle(&s->app);
}
#define SEARCH_STEPS 8

static void test_the_search_page_fits_whatever_is_done_on_it(void **state)
{
    (void)state;
    static const char *const langs[] = {"en-XA", "ar-XB"};
    for (size_t w = 0; w < N_WINDOWS; w++) {
        for (size_t i = 0; i < 4; i++) {
            struct options o = stand_options(TOURS_PACK);
            set_window(&o, w);
            o.lang = langs[i % 2];
            o.text_size = i < 2 ? 2 : 5;
            o.screen = "search";
            struct stand *s = stand_create(&o);
            check_page(s);
            for (int step = 0; step < SEARCH_STEPS; step++) {
                search(s, step);
                check_page(s);
            }
            stand_destroy(s);
        }
    }
}

// Every string of the long pseudo-language carries its end mark to the page.
static void test_every_string_ends_with_its_mark(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_SCREENS; k++) {
        struct options o = stand_options(TOURS_PACK);
        o.lang = "en-XA";
        o.screen = screens[k];
        struct stand *s = stand_create(&o);
        const struct node *root = ui_active_root(s->app.ui);
        int marked = 0;
        for (const struct node *n = root; n; n = node_after(n, root))
            if (n->kind == NODE_TEXT && strstr(n->text.words, "\u27e7"))
                marked++;
        if (marked < 3)
            fail_at(s, root, "hardly a string is marked");
        stand_destroy(s);
    }
}

// Where a sheet's card is: what is beside it is the page, darkened.
static struct rect card_box(const struct stand *s)
{
    const struct node *root = ui_active_root(s->app.ui), *n = root;
    float scale = ui_look(s->app.ui)->scale;
    while (n && strcmp(n->key, "card") != 0)
        n = node_after(n, root);
    assert_non_null(n);
    return (struct rect){(int)(n->x * scale), (int)(n->y * scale), (int)(n->w * scale),
                         (int)(n->h * scale)};
}

static void test_words_can_be_read_on_what_is_behind_them(void **state)
{
    (void)state;
    static const struct {
        const char *theme;
        double least;
        int text_size;
    } themes[] = {{"daylight", 4.5, 2},
                  {"daylight", 4.5, 5},
                  {"evening", 4.5, 2},
                  {"contrast", 7, 2}};
    for (size_t i = 0; i < 4 * 4 * N_SCREENS; i++) {
        struct options o = stand_options(TOURS_PACK);
        size_t t = i % 4, w = i / 4 % 4;
        o.theme = themes[t].theme;
        o.text_size = themes[t].text_size;
        set_window(&o, w);
        o.lang = "en";
        o.screen = screens[i / 16];
        if (strcmp(o.screen, "fault") == 0)
            continue; // is in its own colours
        struct stand *s = stand_create(&o);
        fill_saved(s);
        check_words(s, (struct rect){0, 0, o.w, o.h}, themes[t].least);
        // The other pictures of the gallery, under its words.
        for (int k = 1; strncmp(o.screen, "stop:", 5) == 0 && k < 3; k++) {
            send(s, VISIT_PICTURE, k);
            check_words(s, (struct rect){0, 0, o.w, o.h}, themes[t].least);
        }
        for (size_t n = 0; i / 16 == 1 && n < N_SHEETS; n++) {
            show_sheet(s, n);
            check_words(s, card_box(s), themes[t].least);
        }
        for (size_t n = 0; i / 16 == 3 && n < N_STAGES; n++) {
            show_stage(s, n);
            check_words(s, (struct rect){0, 0, o.w, o.h}, themes[t].least);
        }
        if (i / 16 == 3) {
            show_sources(s);
            check_words(s, card_box(s), themes[t].least);
        }
        stand_destroy(s);
    }
}

static void test_the_search_page_can_be_read(void **state)
{
    (void)state;
    static const char *const themes[] = {"daylight", "evening", "contrast"};
    for (size_t i = 0; i < 3 * 2; i++) {
        struct options o = stand_options(TOURS_PACK);
        set_window(&o, i / 3);
        o.theme = themes[i % 3];
        o.lang = "en";
        o.screen = "search";
        struct stand *s = stand_create(&o);
        for (int step = 0; step < SEARCH_STEPS; step++) {
            check_words(s, (struct rect){0, 0, o.w, o.h}, i % 3 == 2 ? 7 : 4.5);
            search(s, step);
        }
        stand_destroy(s);
    }
}

// ---- trivia, easter eggs, and a quiz from its beginning to its end ----

static void open_page(struct stand *s, enum screen screen, int number, const char *id)
{
    struct command c = visit_open(screen, number, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
    assert_int_equal(visit_top(&s->app.visit)->screen, screen);
}

static void play_quiz(struct stand *s, int players, void (*look)(struct stand *s))
{
    send(s, VISIT_QUIZ, quiz_number(players, 10));
    look(s);
    while (quiz_on(&s->app.visit.quiz)) {
        for (int p = 0; p < players; p++)
            send(s, VISIT_ANSWER, quiz_answer_number(p, 1 - p));
        if (s->app.visit.quiz.at % 3 == 0)
            look(s);
        send(s, VISIT_QUESTION, 0);
    }
    look(s);
}

static void play_all(struct stand *s, void (*look)(struct stand *s))
{
    struct command hint = command_make(VISIT_HINT, 0, "gate-egg");
    struct command reveal = command_make(VISIT_REVEAL, 0, "gate-egg");
    open_page(s, SCREEN_TRIVIA, DECK_ALL, "");
    look(s);
    open_page(s, SCREEN_TRIVIA, DECK_PLACE, "old-gate");
    look(s);
    open_page(s, SCREEN_EGGS, 0, "walk");
    look(s);
    app_command(&s->app, &hint);
    app_command(&s->app, &hint);
    app_settle(&s->app);
    look(s);
    app_command(&s->app, &reveal);
    app_settle(&s->app);
    look(s);
    open_page(s, SCREEN_QUIZ, QUIZ_PLAY, "");
    look(s);
    play_quiz(s, 1, look);
    open_page(s, SCREEN_QUIZ, QUIZ_PLACES, "");
    look(s);
    send(s, VISIT_BACK, 0);
    play_quiz(s, 2, look);
}

static void look_over(struct stand *s)
{
    check_page(s);
}

static void look_at_words(struct stand *s)
{
    bool contrast = strcmp(s->options.theme, "contrast") == 0;
    check_words(s, (struct rect){0, 0, s->options.w, s->options.h}, contrast ? 7 : 4.5);
}

static void test_nothing_is_cut_where_one_plays(void **state)
{
    (void)state;
    static const char *const langs[] = {"en-XA", "ar-XB"};
    for (size_t w = 0; w < N_WINDOWS; w++) {
        for (int i = 0; i < 4; i++) {
            struct options o = stand_options(FIXTURE_PACK);
            set_window(&o, w);
            o.lang = langs[i % 2];
            o.text_size = i < 2 ? 2 : 5;
            o.screen = "home";
            struct stand *s = stand_create(&o);
            play_all(s, look_over);
            stand_destroy(s);
        }
    }
}

static void test_words_can_be_read_where_one_plays(void **state)
{
    (void)state;
    static const char *const themes[] = {"daylight", "evening", "contrast"};
    for (size_t i = 0; i < 3 * 2; i++) {
        struct options o = stand_options(FIXTURE_PACK);
        set_window(&o, i % 2);
        o.theme = themes[i / 2];
        o.screen = "home";
        struct stand *s = stand_create(&o);
        play_all(s, look_at_words);
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_search_page_fits_whatever_is_done_on_it),
        cmocka_unit_test(test_the_search_page_can_be_read),
        cmocka_unit_test(test_nothing_is_cut_or_outside_its_place),
        cmocka_unit_test(test_every_string_ends_with_its_mark),
        cmocka_unit_test(test_words_can_be_read_on_what_is_behind_them),
        cmocka_unit_test(test_nothing_is_cut_where_one_plays),
        cmocka_unit_test(test_words_can_be_read_where_one_plays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
