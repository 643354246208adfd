// A plane under a finger: pulled, pinched, thrown, told by buttons, and led by its tree.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench.h"
#include "ui/plane.h"
#include "ui/ui_private.h"

#define NEAR 1e-9

static int n_drawn, n_children;

static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box, const struct camera *camera)
{
    (void)b, (void)n, (void)list, (void)box, (void)camera;
    n_drawn++;
}

static void children(struct build *b, struct node *n, const struct camera *camera)
{
    float x, y;
    plane_to_box(camera, n->w, n->h, 0.5, 0.5, &x, &y);
    n_children++;
    plane_child(b, n, x, y, 80,
                &(struct node){.key = "pin",
                               .role = ROLE_BUTTON,
                               .name = "pin",
                               .command = command_make(1, 0, NULL)});
}

// The window is the box: 1000 x 800.
static void show(struct stand *s, struct camera base, uint64_t serial, float slack_dp)
{
    struct build *b = ui_begin(s->ui, UI_PAGE, 5, "en");
    struct node *root = stand_root(b, 5, (struct node_style){0});
    struct plane *p = ARENA_NEW(b->arena, struct plane);
    *p = (struct plane){.base = base,
                        .serial = serial,
                        .slack_dp = slack_dp,
                        .min_zoom = 8,
                        .max_zoom = 18,
                        .right = 1,
                        .bottom = 1,
                        .draw = draw,
                        .children = children};
    plane_add(b, root, "plane", "map", p);
    ui_set(s->ui, UI_PAGE, root);
}

static const struct camera middle = {0.5, 0.5, 12, 0};

static struct camera now(struct stand *s)
{
    return plane_camera(&s->ui->trees[UI_PAGE].build, ui_find(s->ui, "map"));
}

static void same(struct camera a, struct camera b)
{
    assert_true(fabs(a.x - b.x) < NEAR && fabs(a.y - b.y) < NEAR);
    assert_true(fabs(a.zoom - b.zoom) < 1e-6);
    assert_true(fabs(remainder(a.bearing_deg - b.bearing_deg, 360)) < 1e-6);
}

static void finger(struct stand *s, enum pointer_kind kind, int64_t id, float x, float y,
                   int64_t at_us)
{
    ui_pointer(s->ui, kind, id, x, y, at_us);
}

static int64_t rest(struct stand *s, int64_t at_us)
{
    for (int i = 0; i < 1000 && ui_step(s->ui, at_us); i++)
        at_us += 16000;
    return at_us;
}

// From the middle, by so many dp after the slop, and held still.
static void pull(struct stand *s, float dx, float dy, int64_t at)
{
    finger(s, POINTER_DOWN, 1, 500, 400, at);
    finger(s, POINTER_MOVE, 1, 500 + copysignf(11, dx), 400, at + 10000);
    finger(s, POINTER_MOVE, 1, 500 + copysignf(11, dx) + dx, 400 + dy, at + 500000);
}

static void lift(struct stand *s, int64_t at)
{
    const struct gesture_finger *f = &s->ui->gesture.finger[0];
    finger(s, POINTER_UP, 1, f->x, f->y, at);
}

static void test_the_ground_stays_under_the_finger(void **state)
{
    static const double bearings[] = {0, 38, 90, 200};
    struct stand *s = *state;
    for (size_t i = 0; i < 4; i++) {
        struct camera base = {0.5, 0.5, 12, bearings[i]};
        show(s, base, i + 1, 0);
        rest(s, (int64_t)i * 10000000);
        double x0, y0, x1, y1;
        struct camera c = now(s);
        plane_from_box(&c, 1000, 800, 500, 400, &x0, &y0);
        pull(s, 200, -120, (int64_t)i * 10000000 + 5000000);
        c = now(s);
        plane_from_box(&c, 1000, 800, 500 + 200, 400 - 120, &x1, &y1);
        // The slop was not part of the drag.
        assert_true(hypot(x1 - x0, y1 - y0) * 512 * 4096 < 12);
        lift(s, (int64_t)i * 10000000 + 6000000);
    }
}

static void test_what_is_thrown_goes_equally_far_at_any_rate(void **state)
{
    struct stand *s = *state;
    double far[2];
    for (int turn = 0; turn < 2; turn++) {
        int64_t at = turn * 100000000ll, step = turn ? 7000 : 33000;
        show(s, middle, (uint64_t)turn + 1, 0);
        rest(s, at);
        finger(s, POINTER_DOWN, 1, 500, 400, at);
        for (int i = 1; i <= 10; i++)
            finger(s, POINTER_MOVE, 1, 500 + 20 * (float)i, 400, at + i * 10000);
        struct camera let = now(s);
        lift(s, at + 101000);
        for (int64_t t = at + 101000; ui_step(s->ui, t); t += step)
            ;
        far[turn] = (let.x - now(s).x) * 512 * 4096;
    }
    assert_true(far[0] > 100);
    assert_true(fabs(far[0] - far[1]) < 4);
}

static void test_two_fingers_keep_what_is_between_them(void **state)
{
    struct stand *s = *state;
    double x0, y0, x1, y1;
    show(s, middle, 1, 0);
    finger(s, POINTER_DOWN, 1, 200, 300, 0);
    finger(s, POINTER_DOWN, 2, 400, 300, 1000);
    finger(s, POINTER_MOVE, 2, 415, 300, 20000);
    finger(s, POINTER_MOVE, 1, 185, 300, 30000);
    struct camera c = now(s);
    plane_from_box(&c, 1000, 800, 300, 300, &x0, &y0);
    finger(s, POINTER_MOVE, 2, 530, 300, 60000);
    finger(s, POINTER_MOVE, 1, 70, 300, 90000);
    c = now(s);
    assert_true(c.zoom > 12.8 && c.zoom < 13.2);
    plane_from_box(&c, 1000, 800, 300, 300, &x1, &y1);
    assert_true(hypot(x1 - x0, y1 - y0) * 512 * exp2(c.zoom) < 2);
    assert_true(plane_astray(&s->ui->trees[UI_PAGE].build, ui_find(s->ui, "map")));
}

static void press(struct stand *s, uint32_t kind, int number)
{
    struct command c = command_make(kind, number, NULL);
    ui_post(s->ui, ui_find(s->ui, "map"), &c);
}

static void test_buttons_zoom_and_move(void **state)
{
    struct stand *s = *state;
    int64_t at = 0;
    show(s, middle, 1, 0);
    press(s, UI_ZOOM, 1);
    press(s, UI_ZOOM, 1); // a second one adds to the first
    at = rest(s, at);
    assert_true(fabs(now(s).zoom - 14) < 1e-6);
    press(s, UI_ZOOM, -1);
    at = rest(s, at + 1000000);
    assert_true(fabs(now(s).zoom - 13) < 1e-6);
    for (int i = 0; i < 20; i++)
        press(s, UI_ZOOM, 1);
    at = rest(s, at + 1000000);
    assert_true(now(s).zoom == 18);
    struct camera before = now(s);
    press(s, UI_MOVE, ARROW_RIGHT);
    at = rest(s, at + 1000000);
    assert_true(fabs((now(s).x - before.x) * 512 * exp2(18) - 400) < 1);
    press(s, UI_MOVE, ARROW_UP);
    rest(s, at + 1000000);
    assert_true(fabs((before.y - now(s).y) * 512 * exp2(18) - 320) < 1);
}

static void test_the_tree_leads_until_a_finger_does(void **state)
{
    struct stand *s = *state;
    struct camera east = {0.501, 0.5, 14, 350}, west = {0.499, 0.5, 13, 10};
    show(s, middle, 1, 0);
    show(s, east, 1, 0);
    assert_true(ui_moving(s->ui));
    int64_t at = rest(s, 0);
    same(now(s), east);
    // The shorter way round, and no jump on it.
    show(s, west, 1, 0);
    ui_step(s->ui, at + 1000000);
    ui_step(s->ui, at + 1050000);
    double off = remainder(now(s).bearing_deg, 360);
    assert_true(off > -10 && off < 10.01);
    at = rest(s, at + 1066000);
    same(now(s), west);
    pull(s, 300, 0, at + 1000000);
    lift(s, at + 2500000);
    at = rest(s, at + 2500000);
    struct camera pulled = now(s);
    show(s, east, 1, 0); // the same wish as before does not take it back ...
    rest(s, at + 1000000);
    same(now(s), pulled);
    show(s, east, 2, 0); // ... another one does
    rest(s, at + 3000000);
    same(now(s), east);
}

static void test_less_than_the_slack_sets_nothing_off(void **state)
{
    struct stand *s = *state;
    struct camera near = middle, far = middle;
    near.x += 90 / (512 * 4096.0);
    far.x += 110 / (512 * 4096.0);
    show(s, middle, 1, 100);
    show(s, near, 1, 100);
    assert_false(ui_moving(s->ui));
    same(now(s), middle);
    show(s, far, 1, 100);
    rest(s, 0);
    same(now(s), far);
}

static void test_reduced_motion_cuts(void **state)
{
    struct stand *s = *state;
    struct camera there = {0.5, 0.501, 14, 90};
    s->look.reduced_motion = true;
    ui_set_look(s->ui, &s->look, 1000, 800);
    show(s, middle, 1, 0);
    show(s, there, 1, 0);
    same(now(s), there);
}

static void test_children_are_where_the_camera_rests(void **state)
{
    struct stand *s = *state;
    show(s, middle, 1, 0);
    const struct node *pin = ui_find(s->ui, "pin");
    assert_true(pin->x == 460 && pin->y == 360 && pin->w == 80);
    pull(s, 200, 0, 0);
    lift(s, 2000000);
    int64_t at = rest(s, 2000000);
    assert_true(ui_wants_view(s->ui));
    show(s, middle, 1, 0);
    assert_false(ui_wants_view(s->ui));
    pin = ui_find(s->ui, "pin");
    assert_true(fabsf(pin->x - 660) < 1);
    stand_tap(s->ui, pin->x + 40, pin->y + 40, at + 1000000);
    assert_int_equal(stand_command(s->ui), 1);
}

static void test_a_reset_forgets_the_camera(void **state)
{
    struct stand *s = *state;
    uint64_t before = ui_hash(s->ui);
    show(s, middle, 1, 0);
    pull(s, 200, 0, 0);
    lift(s, 2000000);
    rest(s, 2000000);
    assert_true(ui_hash(s->ui) != before);
    ui_reset(s->ui);
    assert_true(ui_hash(s->ui) == before);
}

static int setup(void **state)
{
    *state = stand_create();
    return 0;
}

#define ON_STAND(f) cmocka_unit_test_setup_teardown(f, setup, stand_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STAND(test_the_ground_stays_under_the_finger),
        ON_STAND(test_what_is_thrown_goes_equally_far_at_any_rate),
        ON_STAND(test_two_fingers_keep_what_is_between_them),
        ON_STAND(test_buttons_zoom_and_move),
        ON_STAND(test_the_tree_leads_until_a_finger_does),
        ON_STAND(test_less_than_the_slack_sets_nothing_off),
        ON_STAND(test_reduced_motion_cuts),
        ON_STAND(test_children_are_where_the_camera_rests),
        ON_STAND(test_a_reset_forgets_the_camera),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
