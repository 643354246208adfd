// Swipes, pinches and an edge that is moved, at 30, 60, 90 and 144 frames a second: the same
// picture, the same zoom, the same place.
#include "replay.h"

static struct area canvas_area(struct player *p)
{
    struct ui *ui = ui_of(p);
    const struct node *root = ui_active_root(ui);
    struct area a = {0};
    for (const struct node *n = root; n; n = node_after(n, root)) {
        if (n->role != ROLE_CANVAS)
            continue;
        float scale = ui->look.scale;
        ui_window_box(ui, n, &a.x, &a.y);
        a = (struct area){a.x * scale, a.y * scale, n->w * scale, n->h * scale};
    }
    return a;
}

// Across the upper part of it, where no button lies.
static struct trace_finger swipe(struct player *p, const struct area *a, double part)
{
    float y = a->y + a->h * (float)any(p, 0.3, 0.5);
    float from = a->x + a->w * (part < 0 ? 0.8f : 0.2f);
    return (struct trace_finger){.pointer = 1,
                                 .x = from,
                                 .y = y,
                                 .to_x = from + a->w * (float)part,
                                 .to_y = y + a->h * (float)any(p, -0.05, 0.05),
                                 .from_us = 20 * MS,
                                 .move_us = any_ms(p, 80, 250),
                                 .roll_mm = (float)any(p, -2, 2)};
}

static void do_swipe(struct player *p, const struct area *a)
{
    struct trace_finger f = swipe(p, a, any(p, -0.6, -0.3));
    trace_add(&p->trace, &f);
}

static void do_swipe_there_and_back(struct player *p, const struct area *a)
{
    struct trace_finger f = swipe(p, a, -0.5);
    trace_add(&p->trace, &f);
    f = swipe(p, a, any(p, 0.3, 0.6));
    f.from_us = any_ms(p, 400, 1200);
    trace_add(&p->trace, &f);
}

static void do_swipe_that_rests(struct player *p, const struct area *a)
{
    struct trace_finger f = swipe(p, a, any(p, 0, 1) < 0.5 ? -0.25 : -0.75);
    f.rest_after_us = any_ms(p, 200, 400);
    trace_add(&p->trace, &f);
}

// Two fingers apart or together, about a place of their own.
static void add_pinch(struct player *p, const struct area *a, double wider,
                      int64_t from_us)
{
    float x = a->x + a->w * (float)any(p, 0.4, 0.6), y = a->y + a->h * 0.45f;
    float near = a->h * 0.12f, far = near * (float)wider;
    int64_t move_us = any_ms(p, 300, 700), rest_us = any_ms(p, 20, 90);
    for (int i = 0; i < 2; i++) {
        float way = i ? 1 : -1;
        struct trace_finger f = {.pointer = 1 + i,
                                 .x = x + way * (wider > 1 ? near : -far / (float)wider),
                                 .y = y,
                                 .to_x = x + way * (wider > 1 ? far : -far),
                                 .to_y = y,
                                 .from_us = from_us + i * 15 * MS,
                                 .rest_us = rest_us,
                                 .move_us = move_us,
                                 .rest_after_us = (i ? 200 : 290) * MS};
        trace_add(&p->trace, &f);
    }
}

static void do_pinch(struct player *p, const struct area *a)
{
    add_pinch(p, a, any(p, 1.5, 3), 20 * MS);
}

static void do_pinch_beyond_the_most(struct player *p, const struct area *a)
{
    add_pinch(p, a, 3.4, 20 * MS);
    add_pinch(p, a, 3.4, 1300 * MS);
}

static void do_pinch_and_pull(struct player *p, const struct area *a)
{
    add_pinch(p, a, any(p, 2, 3), 20 * MS);
    struct trace_finger f = swipe(p, a, any(p, -0.5, -0.2));
    f.from_us = any_ms(p, 1400, 1600);
    trace_add(&p->trace, &f);
}

static void do_double_touch(struct player *p, const struct area *a)
{
    struct trace_finger f = swipe(p, a, 0);
    f.rest_us = any_ms(p, 40, 90);
    f.move_us = 0;
    f.to_y = f.y;
    f.roll_mm = 0.4f;
    trace_add(&p->trace, &f);
    f.from_us += any_ms(p, 150, 280);
    f.x = f.to_x = f.x + p->trace.mm_px * (float)any(p, -3, 3);
    trace_add(&p->trace, &f);
}

static void do_edge(struct player *p, const struct area *a)
{
    struct trace_finger f = swipe(p, a, any(p, -0.25, -0.1));
    trace_add(&p->trace, &f);
}

static const struct maker edges[] = {{"edge", do_edge}};
static const struct maker swipes[] = {{"swipe", do_swipe},
                                      {"swipe there and back", do_swipe_there_and_back},
                                      {"swipe that rests", do_swipe_that_rests}};
static const struct maker pinches[] = {
    {"pinch", do_pinch},
    {"pinch beyond the most", do_pinch_beyond_the_most},
    {"pinch and pull", do_pinch_and_pull},
    {"double touch", do_double_touch},
};

static void play_pictures(const struct scene *scene, const struct maker *makers, size_t n)
{
    struct player p;
    open(&p, scene);
    for (int round = 0; round < seeds(); round++) {
        for (size_t i = 0; i < n; i++) {
            arrive(&p);
            fresh_trace(&p, first_seed() + (uint64_t)(round * 100) + i);
            p.gesture = makers[i].name;
            struct end before = end_of(&p);
            struct area a = canvas_area(&p);
            makers[i].make(&p, &a);
            struct end end = play_at_all_rates(&p);
            bool back = makers[i].make == do_swipe_there_and_back ||
                        makers[i].make == do_swipe_that_rests;
            if (!back && same_end(&before, &end))
                fail_now(&p, "nothing comes of it");
        }
    }
    stand_destroy(p.s);
}

static void test_pictures_go_the_same_way_at_every_frame_rate(void **state)
{
    (void)state;
    static const struct scene stop = {"stop", SHEET_NONE, 480, 270, 2};
    static const struct scene viewer = {"stop", SHEET_VIEWER, 270, 480, 2};
    static const struct scene compare = {"stop", SHEET_COMPARE, 480, 270, 2};
    play_pictures(&stop, swipes, ARRAY_LEN(swipes));
    play_pictures(&viewer, swipes, ARRAY_LEN(swipes));
    play_pictures(&viewer, pinches, ARRAY_LEN(pinches));
    play_pictures(&compare, edges, ARRAY_LEN(edges));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures_go_the_same_way_at_every_frame_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
