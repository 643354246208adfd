// The idle screen's loop: how far a picture has drifted, when the next one comes, and that
// nothing is due before something changes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "ui/slides.h"

static const struct look look = {.w_dp = 1920, .h_dp = 1080, .scale = 1, .text_size = 2};

static struct node slides_node(const struct slides *s, float w, float h)
{
    return (struct node){
        .kind = NODE_INSIDE, .inside = &slides_inside, .inside_data = s, .w = w, .h = h};
}

static const struct slide three[] = {
    {.aspect = 1.6f}, {.aspect = 1.6f}, {.aspect = 1.78f}};
static const struct slides show = {three, 3};

static bool same(struct slides_view a, struct slides_view b)
{
    return a.shown == b.shown && a.drift == b.drift && a.faded == b.faded &&
           a.soon == b.soon && (!a.soon || a.next_drift == b.next_drift);
}

// Walks a whole minute by the deadlines: between two of them nothing changes, at each something
// may, and never do they come faster than a display shows frames.
static void test_nothing_changes_before_it_is_due(void **state)
{
    (void)state;
    struct node n = slides_node(&show, 1920, 1080);
    int frames = 0;
    for (int64_t at = 0; at < 60000000;) {
        int64_t until = slides_until_us(&n, &look, at);
        assert_true(until > at);
        struct slides_view v = slides_at(&n, &look, at);
        // While two pictures fade, both drift: a frame is as long as a frame.
        if (v.faded == 255 && !v.soon)
            assert_true(same(v, slides_at(&n, &look, until - 1)));
        at = until;
        frames++;
    }
    assert_in_range(frames, 60 * 8, 60 * 20);
}

// Waked at the very microsecond, it is never a pixel late; whatever the size of the window.
static void test_each_pixel_of_the_drift_is_a_step(void **state)
{
    (void)state;
    for (int h = 320; h < 1400; h++) {
        struct node n = slides_node(&show, (float)h * 2, (float)h);
        int before = slides_at(&n, &look, 0).drift;
        for (int64_t at = 0; at < SLIDES_HOLD_US - 3000000;) {
            at = slides_until_us(&n, &look, at);
            int drift = slides_at(&n, &look, at).drift;
            if (drift - before != 1)
                fail_msg("%d px high: %d after %d", h, drift, before);
            before = drift;
        }
    }
}

static void test_the_drift_is_slow_and_stays_within_the_picture(void **state)
{
    (void)state;
    static const struct {
        float w, h, aspect;
        int spare; // px that the picture has too much, at least; 0: it is shown larger
    } boxes[] = {{1920, 1080, 1.6f, 119}, {1080, 1920, 1.6f, 1900}, {1280, 800, 1.6f, 0}};
    for (size_t i = 0; i < 3; i++) {
        struct slide one = {.aspect = boxes[i].aspect};
        struct slides s = {&one, 1};
        struct node n = slides_node(&s, boxes[i].w, boxes[i].h);
        float side = boxes[i].w / boxes[i].h > 1.6f ? boxes[i].h : boxes[i].w;
        if (boxes[i].spare == 0)
            side = boxes[i].w;
        int before = slides_at(&n, &look, 0).drift, most = before;
        for (int64_t t = 0; t < 10000000; t += 100000) {
            int now = slides_at(&n, &look, t).drift;
            assert_true(now >= before);
            assert_true((float)(now - before) <= 0.1f * side * SLIDES_DRIFT_PART + 1);
            before = most = now;
        }
        assert_true(most > 20);
        assert_true(boxes[i].spare == 0 || most <= boxes[i].spare);
    }
}

static void test_the_next_one_fades_in_for_half_a_second(void **state)
{
    (void)state;
    struct node n = slides_node(&show, 1920, 1080);
    struct slides_view before = slides_at(&n, &look, SLIDES_HOLD_US - SLIDES_FADE_US - 1);
    struct slides_view middle = slides_at(&n, &look, SLIDES_HOLD_US - SLIDES_FADE_US / 2);
    struct slides_view after = slides_at(&n, &look, SLIDES_HOLD_US);
    assert_int_equal(before.faded, 255);
    assert_true(before.soon);
    assert_in_range(middle.faded, 120, 135);
    assert_int_equal(middle.next, 1);
    assert_int_equal(after.shown, 1);
    assert_int_equal(after.faded, 255);
    // What fades in goes on drifting from where it was.
    int drifted = slides_at(&n, &look, SLIDES_HOLD_US - 1).next_drift;
    assert_true(abs(after.drift - drifted) <= 1);
    assert_int_equal(slides_at(&n, &look, 3 * (int64_t)SLIDES_HOLD_US).shown, 0);
}

static void test_with_reduced_motion_it_only_cuts(void **state)
{
    (void)state;
    struct look calm = look;
    calm.reduced_motion = true;
    struct node n = slides_node(&show, 1920, 1080);
    struct slides_view first = slides_at(&n, &calm, 0);
    for (int64_t t = 0; t < SLIDES_HOLD_US; t += 50000) {
        struct slides_view v = slides_at(&n, &calm, t);
        assert_int_equal(v.drift, first.drift);
        assert_int_equal(v.faded, 255);
        assert_int_equal(v.shown, 0);
    }
    assert_int_equal(slides_at(&n, &calm, SLIDES_HOLD_US).shown, 1);
    assert_true(slides_until_us(&n, &calm, 0) >= SLIDES_HOLD_US - 2000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_changes_before_it_is_due),
        cmocka_unit_test(test_each_pixel_of_the_drift_is_a_step),
        cmocka_unit_test(test_the_drift_is_slow_and_stays_within_the_picture),
        cmocka_unit_test(test_the_next_one_fades_in_for_half_a_second),
        cmocka_unit_test(test_with_reduced_motion_it_only_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
