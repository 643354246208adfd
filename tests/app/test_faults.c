// When there is no good pack, or none any more: what the visitor sees, and how it ends.
#include <unistd.h>

#include "stand.h"

static void send(struct stand *s, enum visit_command kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

// Asleep until the next try: nothing moves, nothing is to be painted.
static void check_rest(struct stand *s)
{
    assert_false(app_step(&s->app));
    assert_false(ui_changed(s->app.ui) || ui_wants_view(s->app.ui));
    assert_false(gfx_dirty(s->app.gfx) || s->app.stale);
    assert_true(ui_deadline_us(s->app.ui) < 0);
}

static void test_an_open_sheet_does_not_stay_over_the_built_in_page(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    struct stand *s = stand_create(&o);
    uint64_t cold = app_hash(&s->app);
    send(s, VISIT_OPEN_TOUR, 0, "walk");
    send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
    assert_non_null(ui_root(s->app.ui, UI_SHEET));
    app_show_fault(&s->app, PACK_FAULT_DAMAGED, "gone");
    app_settle(&s->app);
    assert_null(ui_root(s->app.ui, UI_SHEET));
    stand_do(s, "expect \"We will be right back\"");
    stand_do(s, "key Escape");
    stand_do(s, "key Down");
    stand_do(s, "key Return");
    check_rest(s);
    stand_do(s, "wait 31s");
    stand_do(s, "expect \"Touch anywhere to begin\"");
    assert_true(app_hash(&s->app) == cold);
    stand_destroy(s);
}

static void test_a_page_that_is_not_in_the_pack_ends_at_the_first_screen(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    struct stand *s = stand_create(&o);
    send(s, VISIT_OPEN_TOUR, 0, "walk");
    send(s, VISIT_OPEN_STOP, 0, "no-such-stop");
    stand_do(s, "expect \"no-such-stop\""); // for the staff
    send(s, VISIT_BACK, 0, NULL);
    stand_do(s, "expect \"We will be right back\"");
    stand_do(s, "wait 31s");
    stand_do(s, "expect \"Touch anywhere to begin\"");
    stand_destroy(s);
}

static void test_a_bad_file_is_tried_until_it_is_a_good_one(void **state)
{
    (void)state;
    const char *path = BUILD_DIR "/tests/mended.pack";
    char text[600];
    memset(text, '-', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    unlink(path); // a link that was left here leads to the fixture
    write_file(path, text);
    struct options o = stand_options(path);
    struct stand *s = stand_create(&o);
    for (int i = 0; i < 3; i++) {
        stand_do(s, "wait 31s");
        stand_do(s, "expect \"The file is not a Backlot pack\"");
        check_rest(s);
    }
    unlink(path);
    stand_do(s, "wait 31s");
    stand_do(s, "expect \"The tours are not where\"");
    assert_int_equal(symlink(FIXTURE_PACK, path), 0);
    stand_do(s, "wait 31s");
    stand_do(s, "touch \"Touch anywhere to begin\"");
    stand_do(s, "expect \"A short walk\"");
    stand_destroy(s);
    unlink(path);
}

static void test_every_fault_has_its_own_advice(void **state)
{
    (void)state;
    static const struct {
        enum pack_fault fault;
        const char *says;
    } cases[] = {
        {PACK_FAULT_MISSING, "expect \"The tours are not where\""},
        {PACK_FAULT_UNREADABLE, "expect \"may not read them\""},
        {PACK_FAULT_FOREIGN, "expect \"not a Backlot pack\""},
        {PACK_FAULT_NEWER, "expect \"made for a newer Backlot\""},
        {PACK_FAULT_DAMAGED, "expect \"The tours are damaged\""},
    };
    struct options o = stand_options(FIXTURE_PACK);
    struct stand *s = stand_create(&o);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        app_show_fault(&s->app, cases[i].fault, "the reason");
        app_settle(&s->app);
        stand_do(s, cases[i].says);
        stand_do(s, "expect \"the reason\"");
    }
    stand_destroy(s);
}

static void test_a_laptop_can_be_left_whatever_was_open(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    o.profile = "laptop";
    struct stand *s = stand_create(&o);
    send(s, VISIT_OPEN_TOUR, 0, "walk");
    send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
    stand_do(s, "key Escape");
    assert_false(s->app.quit);
    send(s, VISIT_SHEET, SHEET_SETTINGS, NULL);
    app_show_fault(&s->app, PACK_FAULT_DAMAGED, "gone");
    stand_do(s, "key Escape");
    assert_true(s->app.quit);
    stand_destroy(s);
}

static void test_a_reset_by_command_is_a_cold_start_too(void **state)
{
    (void)state;
    struct options o = stand_options(FIXTURE_PACK);
    struct stand *s = stand_create(&o);
    uint64_t cold = app_hash(&s->app);
    send(s, VISIT_OPEN_STOP, 0, "gate");
    stand_do(s, "key PageDown");
    stand_do(s, "wait 1s");
    send(s, VISIT_LANG, 0, "ar-XB");
    send(s, VISIT_THEME, 0, "no-such-theme"); // is not what a visitor could choose
    send(s, VISIT_RESET, 0, NULL);
    assert_true(app_hash(&s->app) == cold);
    // Serials begin again: the second stop must not be taken for the first.
    send(s, VISIT_OPEN_STOP, 0, "square");
    stand_do(s, "expect \"The empty square\"");
    stand_destroy(s);
}

// A page's first frame leaves what is far below to the next ones, and those may come too late.
static void test_a_page_that_is_gone_is_not_laid_out_further(void **state)
{
    (void)state;
    const struct command pages[] = {command_make(VISIT_OPEN_TOUR, 0, "her-los-angeles"),
                                    command_make(VISIT_OPEN_STOP, 0, "union-station")};
    struct options o = stand_options(TOURS_PACK);
    o.w = 360;
    o.h = 640;
    o.text_size = TEXT_SIZES;
    for (int i = 0; i < 6; i++) {
        struct stand *s = stand_create(&o);
        uint64_t cold = app_hash(&s->app);
        app_command(&s->app, &pages[i % 2]);
        app_step(&s->app);
        assert_true(ui_rough(s->app.ui));
        if (i < 2)
            app_command(&s->app, &(struct command){.kind = VISIT_RESET});
        else if (i < 4)
            app_show_fault(&s->app, PACK_FAULT_DAMAGED, "gone");
        else
            send(s, VISIT_LANG, 0, "ar-XB");
        app_settle(&s->app);
        stand_do(s, "wait 31s");
        assert_true(i >= 4 || app_hash(&s->app) == cold);
        stand_destroy(s);
    }
}

static void test_a_screen_to_start_at_is_opened_as_a_visitor_would(void **state)
{
    (void)state;
    static const struct {
        const char *screen, *expect; // NULL: refused
        int depth;
    } cases[] = {
        {"attract", "expect \"Touch anywhere to begin\"", 1},
        {"home", "expect \"A short walk\"", 2},
        {"tour", "expect \"Start tour\"", 3},
        {"tour:walk", "expect \"Start tour\"", 3},
        {"stop", "expect \"The Old Gate\"", 4},
        {"stop:square", "expect \"The empty square\"", 4},
        {"fault", "expect \"We will be right back\"", 1},
        {"stop:nowhere", NULL, 0},
        {"tour:nowhere", NULL, 0},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct options o = stand_options(FIXTURE_PACK);
        o.screen = cases[i].screen;
        if (!cases[i].expect) {
            struct err err = {0};
            struct app app;
            assert_false(app_create(&app, &o, &err));
            assert_non_null(strstr(err.text, "nowhere"));
            app_destroy(&app);
            continue;
        }
        struct stand *s = stand_create(&o);
        stand_do(s, cases[i].expect);
        assert_int_equal(s->app.visit.depth, cases[i].depth);
        stand_destroy(s);
    }
}

static void test_a_turned_screen_has_an_upright_page(void **state)
{
    (void)state;
    for (int rotate = 0; rotate < 360; rotate += 90) {
        struct options o = stand_options(FIXTURE_PACK);
        o.rotate = rotate;
        struct stand *s = stand_create(&o);
        struct gfx_size size = gfx_size(s->app.gfx);
        assert_int_equal(size.w > size.h, rotate % 180 == 0);
        stand_do(s, "touch \"Touch anywhere to begin\"");
        stand_do(s, "touch \"A short walk\"");
        stand_do(s, "touch \"Start tour\"");
        stand_do(s, "expect \"The Old Gate\"");
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_open_sheet_does_not_stay_over_the_built_in_page),
        cmocka_unit_test(test_a_page_that_is_not_in_the_pack_ends_at_the_first_screen),
        cmocka_unit_test(test_a_bad_file_is_tried_until_it_is_a_good_one),
        cmocka_unit_test(test_every_fault_has_its_own_advice),
        cmocka_unit_test(test_a_laptop_can_be_left_whatever_was_open),
        cmocka_unit_test(test_a_reset_by_command_is_a_cold_start_too),
        cmocka_unit_test(test_a_page_that_is_gone_is_not_laid_out_further),
        cmocka_unit_test(test_a_screen_to_start_at_is_opened_as_a_visitor_would),
        cmocka_unit_test(test_a_turned_screen_has_an_upright_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
