// A visitor who wants all of it: through every stop of every tour with every easter egg found,
// once with a finger and once with keys alone. Both are scripts, step by step.
#include "stand.h"

#define STEPS 4000

static enum screen screen(const struct stand *s)
{
    return visit_top(&s->app.visit)->screen;
}

static struct stand *kiosk(int w, int h)
{
    struct options o = stand_options(TOURS_PACK);
    o.w = w;
    o.h = h;
    return stand_create(&o);
}

// An easter egg that is still closed.
static bool is_egg(const struct node *n)
{
    return n->command.kind == VISIT_REVEAL && (n->state & NODE_COLLAPSED);
}

static bool leads_on(const struct node *n)
{
    return n->way == WAY_ON && node_pressable(n);
}

static const struct node *find(const struct stand *s, bool (*wanted)(const struct node *))
{
    const struct node *root = ui_active_root(s->app.ui);
    float x, y;
    for (const struct node *n = root; n; n = node_after(n, root))
        if (wanted(n) && ui_where(s->app.ui, n, &x, &y))
            return n;
    return NULL;
}

static void touch_node(struct stand *s, const struct node *n)
{
    char line[64];
    float x, y;
    assert_true(ui_where(s->app.ui, n, &x, &y));
    snprintf(line, sizeof(line), "touch %.0f,%.0f", (double)x, (double)y);
    stand_do(s, line);
}

// Half a view further, slowly, so that nothing coasts. False at the end.
static bool drag_on(struct stand *s)
{
    char line[96];
    uint64_t before = ui_hash(s->app.ui);
    struct gfx_size size = gfx_size(s->app.gfx);
    int x = size.w * 3 / 4, y = size.h * 2 / 3;
    snprintf(line, sizeof(line), "drag %d,%d %d,%d 600ms", x, y, x, y - size.h / 3);
    stand_do(s, line);
    stand_do(s, "wait 1500ms");
    return ui_hash(s->app.ui) != before;
}

// What there is to find in a tour of so many stops, and what was found.
static void expect_all(struct stand *s, const char *tour, int stops_seen)
{
    struct arena arena;
    struct err err;
    struct tour_model t;
    struct stop_card card;
    struct stop_model m;
    size_t eggs = 0;
    arena_init(&arena);
    assert_true(pack_load_tour(s->app.pack, &arena, tour, &t, &err));
    assert_int_equal(stops_seen, t.n_stops);
    for (int i = 1; i <= (int)t.n_stops; i++) {
        assert_true(pack_load_card(s->app.pack, &arena, tour, i, &card, &err));
        assert_true(pack_load_stop(s->app.pack, &arena, card.id, &m, &err));
        size_t here = 0;
        for (size_t j = 0; j < m.n_facts; j++) {
            bool egg = m.facts[j].kind == FACT_EASTER_EGG;
            here += egg;
            if (egg && !visit_revealed(&s->app.visit, m.facts[j].id))
                fail_msg("%s: %s was not found", card.id, m.facts[j].id);
        }
        assert_true(here > 0);
        eggs += here;
    }
    assert_int_equal(s->app.visit.ledger.n, eggs);
    arena_release(&arena);
}

static void play_stop_by_touch(struct stand *s)
{
    const struct node *egg;
    do {
        while ((egg = find(s, is_egg)))
            touch_node(s, egg);
    } while (drag_on(s));
}

static void test_by_touch(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}};
    for (int i = 0; i < 2; i++) {
        struct stand *s = kiosk(sizes[i][0], sizes[i][1]);
        int stops = 0;
        stand_do(s, "touch 500,500");
        touch_node(s, find(s, leads_on));
        char tour[ID_CAP];
        assert_int_equal(screen(s), SCREEN_TOUR);
        snprintf(tour, sizeof(tour), "%s", visit_top(&s->app.visit)->id);
        touch_node(s, find(s, leads_on));
        for (; screen(s) == SCREEN_STOP && stops < 100; stops++) {
            play_stop_by_touch(s);
            assert_non_null(find(s, leads_on));
            touch_node(s, find(s, leads_on));
        }
        assert_string_equal(visit_top(&s->app.visit)->id, tour);
        expect_all(s, tour, stops);
        stand_destroy(s);
    }
}

// Tab until the ring is on what is wanted; then Return. False once round without it.
static bool press_by_keys(struct stand *s, bool (*wanted)(const struct node *))
{
    uint64_t first = 0;
    for (int i = 0; i < STEPS; i++) {
        stand_do(s, "key Tab");
        stand_do(s, "wait 500ms");
        const struct node *n = ui_focus(s->app.ui);
        assert_non_null(n);
        if (wanted(n)) {
            stand_do(s, "key Return");
            return true;
        }
        if (n->path == first)
            return false;
        if (!first)
            first = n->path;
    }
    fail_msg("Tab never comes round");
    return false;
}

static void test_by_keys(void **state)
{
    (void)state;
    struct stand *s = kiosk(1920, 1080);
    int stops = 0;
    stand_do(s, "key Return");
    assert_int_equal(screen(s), SCREEN_HOME);
    assert_true(press_by_keys(s, leads_on));
    char tour[ID_CAP];
    assert_int_equal(screen(s), SCREEN_TOUR);
    snprintf(tour, sizeof(tour), "%s", visit_top(&s->app.visit)->id);
    assert_true(press_by_keys(s, leads_on));
    for (; screen(s) == SCREEN_STOP && stops < 100; stops++) {
        while (press_by_keys(s, is_egg))
            ;
        assert_true(press_by_keys(s, leads_on));
    }
    assert_string_equal(visit_top(&s->app.visit)->id, tour);
    expect_all(s, tour, stops);
    stand_destroy(s);
}

// The first stop's number, typed and opened, by finger and by the number keys.
static void test_by_the_keypad(void **state)
{
    (void)state;
    for (int keys = 0; keys < 2; keys++) {
        struct stand *s = kiosk(1920, 1080);
        stand_do(s, "touch 500,500");
        if (keys) {
            stand_do(s, "key 1");
            stand_do(s, "key 9"); // leads nowhere, and is not taken
            app_key(&s->app, "Keypad 0", false, false, false);
            stand_do(s, "key 1");
            stand_do(s, "key Return");
        } else {
            stand_do(s, "touch \"Number of a stop\"");
            stand_do(s, "touch \"1\"");
            stand_do(s, "touch \"0\"");
            stand_do(s, "touch \"1\"");
            stand_do(s, "touch \"Open\"");
        }
        assert_int_equal(screen(s), SCREEN_STOP);
        assert_string_equal(visit_top(&s->app.visit)->id, "union-station");
        assert_int_equal(s->app.visit.sheet, SHEET_NONE);
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_touch),
        cmocka_unit_test(test_by_keys),
        cmocka_unit_test(test_by_the_keypad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
