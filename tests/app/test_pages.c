// Every page, in every size, language and direction: nothing cut, nothing outside its card,
// targets large enough, and words that can be read on what is really behind them.
#include <math.h>

#include "stand.h"

#define FILMS                                                                            \
    "saved", "films", "film:her", "film:im-here", "film:the-kid", "story:her",           \
        "person:spike-jonze", "credits"
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
static const struct {
    const char *profile;
    int w, h;
    float panel_w_mm, panel_h_mm; // the last two are in the hand, and compact
} windows[] = {{"kiosk", 1920, 1080, 0, 0},   {"kiosk", 1080, 1920, 0, 0},
               {"laptop", 1920, 1080, 0, 0},  {"tablet", 1280, 800, 0, 0},
               {"tablet", 800, 1280, 0, 0},   {"laptop", 640, 480, 0, 0},
               {"tablet", 400, 640, 64, 102}, {"tablet", 320, 480, 51.2f, 76.8f}};

static void set_window(struct options *o, size_t w)
{
    o->profile = windows[w].profile;
    o->w = windows[w].w;
    o->h = windows[w].h;
    o->panel_w_mm = windows[w].panel_w_mm;
    o->panel_h_mm = windows[w].panel_h_mm;
}

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

static void fail_at(const struct stand *s, const struct node *n, const char *what)
{
    const struct options *o = &s->options;
    fail_msg("%s %dx%d %s size %d, %s: %s '%s': %s", o->profile, o->w, o->h, o->lang,
             o->text_size, o->screen, role_name(n->role), node_name(n), what);
}

static void check_text(const struct stand *s, const struct node *n)
{
    if (paragraph_cut(n->paragraph))
        fail_at(s, n, "cut short");
    if (paragraph_missing(n->paragraph))
        fail_at(s, n, "a glyph is missing");
    // The end mark of the long language stands in the last line that is painted.
    size_t all = strlen(n->text.words);
    if (all > 3 && strcmp(n->text.words + all - 3, "\u27e7") == 0) {
        size_t len;
        int last = paragraph_lines(n->paragraph) - 1;
        const char *line = paragraph_line(n->paragraph, last, &len);
        if (!memmem(line, len, "\u27e7", 3))
            fail_at(s, n, "its end mark is not painted");
    }
    if (paragraph_width(n->paragraph) > n->w * ui_look(s->app.ui)->scale + 1.5f)
        fail_at(s, n, "wider than its box");
}

// Inside every box around it, up to what scrolls.
static void check_inside(const struct stand *s, const struct node *n)
{
    // Letters are as high as whole pixels, which may be more than a dp.
    float slack = fmaxf(1.5f, 1.5f / ui_look(s->app.ui)->scale);
    for (const struct node *p = n->parent; p && p != n->scroller; p = p->parent) {
        bool aside = n->x < p->x - slack || n->x + n->w > p->x + p->w + slack;
        bool below = n->y < p->y - slack || n->y + n->h > p->y + p->h + slack;
        if (aside || below)
            fail_at(s, n, "outside what it stands in");
    }
    if (n->scroller && (n->x < -1 || n->x + n->w > n->scroller->w + 1.5f))
        fail_at(s, n, "beside its scroller");
}

// Of the keyboard, which has ten keys beside each other in every window.
static bool is_key(const struct node *n)
{
    while (n && strcmp(n->key, "keys") != 0 && strcmp(n->key, "accents") != 0)
        n = n->parent;
    return n != NULL;
}

static void check_target(const struct stand *s, const struct node *n)
{
    const struct look *look = ui_look(s->app.ui);
    float least = look_touch(look) - 0.5f, least_w = least, least_h = least;
    if (is_key(n)) {
        least_w = fminf(least, look->w_dp / 14);
        least_h = fminf(least, look->h_dp / 12);
    }
    if (n->w < least_w || n->h < least_h)
        fail_at(s, n, "too small to touch");
}

static void check_page(const struct stand *s)
{
    struct err err = {0};
    const struct node *root = ui_active_root(s->app.ui);
    if (!node_check(root, &err))
        fail_at(s, root, err.text);
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (n->role != ROLE_NONE) // decoration may reach beyond
            check_inside(s, n);
        if (n->kind == NODE_TEXT)
            check_text(s, n);
        if (node_pressable(n))
            check_target(s, n);
    }
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
    for (size_t w = 0; w < sizeof(windows) / sizeof(windows[0]); w++) {
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
    for (size_t w = 0; w < sizeof(windows) / sizeof(windows[0]); w++) {
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

// ---- contrast, measured on pixels ----

static double channel(uint32_t c)
{
    double v = (c & 0xFF) / 255.0;
    return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double contrast(uint32_t a, uint32_t b)
{
    double x = 0.2126 * channel(a >> 16) + 0.7152 * channel(a >> 8) + 0.0722 * channel(a);
    double y = 0.2126 * channel(b >> 16) + 0.7152 * channel(b >> 8) + 0.0722 * channel(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

// The frame again without its words: what is behind them.
static uint32_t *ground(struct stand *s, int *pitch)
{
    struct draw_frame bare = *ui_frame(s->app.ui);
    for (size_t i = 0; i < bare.n_layers; i++) {
        struct draw_list *list = &bare.layers[i].list;
        size_t left = 0;
        for (size_t k = 0; k < list->count; k++)
            if (list->items[k].kind != DRAW_TEXT)
                list->items[left++] = list->items[k];
        list->count = left;
    }
    gfx_play(s->app.gfx, &bare);
    const uint32_t *px = gfx_pixels(s->app.gfx, pitch);
    size_t bytes = (size_t)*pitch * (size_t)bare.h * sizeof(uint32_t);
    return memcpy(xmalloc(bytes), px, bytes);
}

struct worst {
    double contrast;
    int x, y, inked;
};

// The words' own pixels: where the frame is nearly the text's colour and the ground is not.
static void look_at(const struct draw_command *c, struct rect seen, int dx, int dy,
                    const uint32_t *with, const uint32_t *without, int pitch,
                    struct worst *worst)
{
    struct rect box = c->box;
    box.x += dx;
    box.y += dy;
    box = rect_cut(box, seen);
    for (int y = box.y; y < box.y + box.h; y++) {
        for (int x = box.x; x < box.x + box.w; x++) {
            uint32_t ink = with[y * pitch + x], behind = without[y * pitch + x];
            if (contrast(ink, c->colour) > 1.25 || contrast(ink, behind) < 1.15)
                continue;
            double here = contrast(c->colour, behind);
            worst->inked++;
            if (here < worst->contrast)
                *worst = (struct worst){here, x, y, worst->inked};
        }
    }
}

// The first layer of the tree that takes input: a sheet's begins with what lies over the page.
static size_t first_layer(const struct stand *s, const struct draw_frame *f)
{
    size_t first = f->n_layers;
    while (ui_root(s->app.ui, UI_SHEET) && first-- > 0) {
        const struct draw_list *list = &f->layers[first].list;
        if (list->count && list->items[0].kind == DRAW_FILL &&
            list->items[0].box.w == f->w && list->items[0].box.h == f->h)
            return first;
    }
    return 0;
}

// The worst of the words within `area` of the window.
static struct worst worst_words(struct stand *s, struct rect area)
{
    int pitch;
    uint32_t *without = ground(s, &pitch);
    const struct draw_frame *f = ui_frame(s->app.ui);
    gfx_play(s->app.gfx, f);
    const uint32_t *with = gfx_pixels(s->app.gfx, &pitch);
    struct worst worst = {.contrast = 99};
    for (size_t k = first_layer(s, f); k < f->n_layers; k++) {
        const struct draw_layer *l = &f->layers[k];
        bool scrolls = l->kind == LAYER_SCROLLER;
        struct rect seen = rect_cut(l->clip, area);
        for (size_t c = 0; c < l->list.count; c++)
            if (l->list.items[c].kind == DRAW_TEXT)
                look_at(&l->list.items[c], seen, scrolls ? l->clip.x : 0,
                        scrolls ? l->clip.y - l->offset_y : 0, with, without, pitch,
                        &worst);
    }
    free(without);
    return worst;
}

static void check_words(struct stand *s, struct rect area, double least)
{
    const struct options *o = &s->options;
    struct worst worst = worst_words(s, area);
    if (worst.inked < 500)
        fail_at(s, ui_active_root(s->app.ui), "no words were seen");
    if (worst.contrast < least)
        fail_msg("%s %s, %s %dx%d size %d: %.2f : 1 at %d,%d", o->screen,
                 node_name(ui_active_root(s->app.ui)), o->theme, o->w, o->h, o->text_size,
                 worst.contrast, worst.x, worst.y);
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
    for (size_t w = 0; w < sizeof(windows) / sizeof(windows[0]); w++) {
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
