// Fingers on the whole program as panels tell of them, at 30, 60, 90 and 144 frames a second:
// what a gesture comes to is the same, whatever the panel adds and however fast the frames are.
#include "replay.h"

// The largest that scrolls here; w == 0: nothing does.
static struct area scrolling(struct player *p)
{
    struct ui *ui = ui_of(p);
    const struct node *root = ui_active_root(ui), *best = NULL;
    struct area a = {0};
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->style.scroll && ui_scroll_range(n) > 50 &&
            (!best || n->w * n->h > best->w * best->h))
            best = n;
    if (best) {
        float scale = ui->look.scale;
        ui_window_box(ui, best, &a.x, &a.y);
        a = (struct area){a.x * scale, a.y * scale, best->w * scale, best->h * scale};
    }
    return a;
}

// Up or down the area by a part of its height; the finger is down from `from_us`.
static struct trace_finger stroke(struct player *p, const struct area *a, double part)
{
    float x = a->x + a->w * (float)any(p, 0.2, 0.8);
    float from = a->y + a->h * (part < 0 ? 0.9f : 0.1f);
    return (struct trace_finger){.pointer = 1,
                                 .x = x,
                                 .y = from,
                                 .to_x = x + a->h * (float)any(p, -0.05, 0.05),
                                 .to_y = from + a->h * (float)part,
                                 .from_us = 20 * MS,
                                 .rest_us = any_ms(p, 0, 40),
                                 .roll_mm =
                                     (float)any(p, 1, 2) * (any(p, 0, 1) < 0.5 ? -1 : 1)};
}

static void add_flick(struct player *p, const struct area *a, double part,
                      int64_t from_us)
{
    struct trace_finger f = stroke(p, a, part);
    f.from_us = from_us;
    f.move_us = any_ms(p, 60, 220);
    trace_add(&p->trace, &f);
}

static void do_flick(struct player *p, const struct area *a)
{
    add_flick(p, a, any(p, -0.75, -0.15), 20 * MS);
}

static void do_flick_there_and_back(struct player *p, const struct area *a)
{
    add_flick(p, a, any(p, -0.6, -0.3), 20 * MS);
    add_flick(p, a, any(p, 0.2, 0.5), any_ms(p, 700, 1500));
}

static void do_flick_into_an_end(struct player *p, const struct area *a)
{
    add_flick(p, a, any(p, -0.4, -0.2), 20 * MS);
    for (int i = 1; i <= 3; i++) {
        struct trace_finger f = stroke(p, a, 0.75);
        f.from_us = i * 600 * MS;
        f.move_us = 70 * MS;
        trace_add(&p->trace, &f);
    }
}

static void do_drag(struct player *p, const struct area *a)
{
    struct trace_finger f = stroke(p, a, any(p, -0.7, -0.2));
    f.move_us = any_ms(p, 300, 900);
    trace_add(&p->trace, &f);
}

static void do_pull_beyond_the_beginning(struct player *p, const struct area *a)
{
    struct trace_finger f = stroke(p, a, any(p, 0.3, 0.7));
    f.move_us = any_ms(p, 150, 500);
    trace_add(&p->trace, &f);
}

static void do_drag_that_rests(struct player *p, const struct area *a)
{
    struct trace_finger f = stroke(p, a, any(p, -0.7, -0.3));
    f.move_us = any_ms(p, 500, 1200);
    f.rest_after_us = any_ms(p, 200, 500);
    trace_add(&p->trace, &f);
}

static void do_catch(struct player *p, const struct area *a)
{
    add_flick(p, a, any(p, -0.7, -0.4), 20 * MS);
    struct trace_finger f = stroke(p, a, -0.1);
    f.to_x = f.x;
    f.to_y = f.y;
    f.roll_mm = 0.5f;
    f.from_us = any_ms(p, 380, 600);
    f.rest_us = any_ms(p, 60, 200);
    trace_add(&p->trace, &f);
}

static void do_catch_and_drag_on(struct player *p, const struct area *a)
{
    add_flick(p, a, any(p, -0.7, -0.4), 20 * MS);
    add_flick(p, a, any(p, -0.6, -0.3), any_ms(p, 380, 600));
}

static const struct maker gestures[] = {
    {"flick", do_flick},
    {"flick there and back", do_flick_there_and_back},
    {"flick into an end", do_flick_into_an_end},
    {"drag", do_drag},
    {"pull beyond the beginning", do_pull_beyond_the_beginning},
    {"drag that rests", do_drag_that_rests},
    {"catch", do_catch},
    {"catch and drag on", do_catch_and_drag_on},
};

// ---- properties ----

// A palm beside it, and a second visitor's hand that goes where it likes; they may stay longer.
static void add_others(struct player *p, const struct area *a)
{
    int64_t down_us = p->trace.events[0].at_us, up_us = 0;
    for (int i = 0; i < p->trace.count; i++)
        if (p->trace.events[i].kind == POINTER_UP && !up_us)
            up_us = p->trace.events[i].at_us;
    for (int i = 0; i < 3; i++) {
        struct trace_finger f = stroke(p, a, i ? any(p, -0.8, -0.1) : 0);
        f.pointer = 7 + i;
        f.x = a->x + a->w * (float)any(p, 0, 1);
        f.from_us = down_us + (int64_t)((double)(up_us - down_us) * any(p, 0.1, 0.7));
        f.move_us = any_ms(p, 50, 900);
        trace_add(&p->trace, &f);
    }
}

static const struct scene scrolled[] = {{"tour", SHEET_NONE, 480, 270, 2},
                                        {"tour", SHEET_NONE, 270, 480, 4},
                                        {"stop", SHEET_NONE, 480, 270, 2},
                                        {"stop", SHEET_NONE, 270, 480, 2},
                                        {"stop", SHEET_SETTINGS, 480, 270, 5}};

// Between the first report beyond the slop and the last one.
static float dragged_dp(struct player *p)
{
    const struct trace_event *e = p->trace.events;
    const struct look *look = ui_look(ui_of(p));
    float slop = GESTURE_SLOP_MM * p->trace.mm_px;
    int first = 1, last = p->trace.count - 2;
    while (first < last && hypotf(e[first].x - e[0].x, e[first].y - e[0].y) <= slop)
        first++;
    return (e[first].y - e[last].y) / look->scale;
}

// The page went as far as the finger, and no throw adds to it.
static void check_rest(struct player *p)
{
    const struct node *root = ui_active_root(ui_of(p));
    float moved = 0, range = 0;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (!n->style.scroll || ui_offset(ui_of(p), n) <= 0)
            continue;
        moved = ui_offset(ui_of(p), n);
        range = ui_scroll_range(n);
    }
    if (fabsf(moved - fminf(dragged_dp(p), range)) > 1)
        fail_now(p, "a finger that rested throws");
}

static int play_place(struct player *p, int rounds)
{
    int count = 0;
    for (int round = 0; round < rounds; round++) {
        for (size_t g = 0; g < ARRAY_LEN(gestures); g++, count++) {
            p->gesture = gestures[g].name;
            arrive(p);
            fresh_trace(p, first_seed() + (uint64_t)(round * 100) + g);
            struct area a = scrolling(p);
            if (a.w <= 0)
                fail_now(p, "nothing scrolls here");
            gestures[g].make(p, &a);
            struct end alone = play_at_all_rates(p);
            if (gestures[g].make == do_drag_that_rests)
                check_rest(p);
            add_others(p, &a);
            struct end among = play(p, 60);
            if (!same_end(&alone, &among)) {
                print_end("alone", &alone);
                print_end("among others", &among);
                fail_now(p, "another hand decides");
            }
        }
    }
    return count;
}

static void test_a_gesture_comes_to_the_same_at_every_frame_rate_and_among_others(
    void **state)
{
    (void)state;
    int count = 0;
    for (size_t i = 0; i < ARRAY_LEN(scrolled); i++) {
        struct player p;
        open(&p, &scrolled[i]);
        int n = play_place(&p, seeds());
        count += n;
        stand_destroy(p.s);
    }
    assert_true(count >= 80);
}

// What can be pressed and is in sight, any of it; px of the window.
static const struct node *any_target(struct player *p, float *x, float *y)
{
    const struct ui *ui = ui_of(p);
    const struct node *root = ui_active_root(ui), *targets[64];
    int count = 0;
    for (const struct node *n = root; n && count < 64; n = node_after(n, root))
        if (node_pressable(n) && !n->by_touch && ui_where(ui, n, x, y))
            targets[count++] = n;
    const struct node *n = targets[(int)any(p, 0, count)];
    ui_where(ui, n, x, y);
    return n;
}

static const struct scene pressed[] = {{"home", SHEET_NONE, 480, 270, 2},
                                       {"tour", SHEET_NONE, 270, 480, 2},
                                       {"stop", SHEET_NONE, 480, 270, 2},
                                       {"stop", SHEET_SETTINGS, 480, 270, 2},
                                       {"home", SHEET_KEYPAD, 270, 480, 2}};

// The visit as it is after the command alone.
static uint64_t visit_after(struct player *p, const struct command *command)
{
    struct command copy = *command;
    arrive(p);
    app_command(&p->s->app, &copy);
    app_settle(&p->s->app);
    return visit_hash(&p->s->app.visit);
}

static void touch_one(struct player *p, uint64_t seed)
{
    float x, y;
    arrive(p);
    fresh_trace(p, seed);
    p->gesture = "touch";
    struct command command = any_target(p, &x, &y)->command;
    if (command.kind == VISIT_RESET)
        return;
    uint64_t wanted = visit_after(p, &command);
    struct trace_finger f = {.pointer = 1, .x = x, .y = y, .to_x = x, .to_y = y};
    f.from_us = 20 * MS;
    // A long one is a touch, too, where nothing else is asked for.
    f.rest_us = any(p, 0, 1) < 0.7 ? any_ms(p, 30, 250) : any_ms(p, 700, 1500);
    f.roll_mm = (float)any(p, -1.5, 1.5);
    trace_add(&p->trace, &f);
    if (play_at_all_rates(p).visit != wanted)
        fail_now(p, "it does not press what is under it");
}

static void drag_one(struct player *p, uint64_t seed)
{
    float x, y, way = 0;
    arrive(p);
    fresh_trace(p, seed);
    p->gesture = "drag from a button";
    uint64_t before = end_of(p).visit;
    any_target(p, &x, &y);
    struct trace_finger f = {.pointer = 1, .x = x, .y = y, .from_us = 20 * MS};
    way = (float)any(p, 8, 40) * p->trace.mm_px * (any(p, 0, 1) < 0.5 ? -1 : 1);
    f.to_x = x + way * (float)any(p, -0.3, 0.3);
    f.to_y = y + way;
    f.move_us = any_ms(p, 60, 500);
    trace_add(&p->trace, &f);
    // Back to where it began, half of the times.
    if (any(p, 0, 1) < 0.5) {
        p->trace.count--;
        int64_t at_us = p->trace.events[p->trace.count].at_us;
        trace_put(&p->trace, &(struct trace_event){at_us, POINTER_MOVE, 1, x, y});
        trace_put(&p->trace, &(struct trace_event){at_us + 9 * MS, POINTER_UP, 1, x, y});
    }
    if (play_at_all_rates(p).visit != before)
        fail_now(p, "it presses something");
}

static void test_a_touch_presses_and_a_drag_that_begins_there_does_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(pressed); i++) {
        struct player p;
        open(&p, &pressed[i]);
        for (int round = 0; round < 2 * seeds(); round++) {
            touch_one(&p, first_seed() + (uint64_t)round);
            drag_one(&p, first_seed() + (uint64_t)round);
        }
        stand_destroy(p.s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_touch_presses_and_a_drag_that_begins_there_does_not),
        cmocka_unit_test(
            test_a_gesture_comes_to_the_same_at_every_frame_rate_and_among_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
