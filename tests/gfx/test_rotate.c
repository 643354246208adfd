#include "gfx/rotate.h"

#include "canvas.h"

static const int turns[] = {0, 90, 180, 270};

static struct bitmap turned(const struct bitmap *b, int degrees)
{
    bool quarter = degrees == 90 || degrees == 270;
    struct bitmap to = canvas_make(quarter ? b->h : b->w, quarter ? b->w : b->h, 0);
    rotate_copy(b, &to, bitmap_rect(b), degrees);
    return to;
}

static struct bitmap noise(int w, int h)
{
    struct bitmap b = canvas_make(w, h, 0);
    uint32_t seed = 9;
    for (int i = 0; i < w * h; i++)
        b.px[i] = 0xFF000000u | chance(&seed);
    return b;
}

static void test_a_quarter_turn_goes_clockwise(void **state)
{
    (void)state;
    struct bitmap b = noise(3, 2), t = turned(&b, 90);
    assert_int_equal(t.w, 2);
    assert_int_equal(t.h, 3);
    assert_int_equal(canvas_at(&t, 1, 0), canvas_at(&b, 0, 0)); // top left goes top right
    assert_int_equal(canvas_at(&t, 1, 2), canvas_at(&b, 2, 0));
    assert_int_equal(canvas_at(&t, 0, 0), canvas_at(&b, 0, 1));
    bitmap_release(&b);
    bitmap_release(&t);
}

static void test_there_and_back_is_the_same_picture(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct bitmap b = noise(67, 45), t = turned(&b, turns[i]);
        struct bitmap back = turned(&t, (360 - turns[i]) % 360);
        canvas_same(&b, &back);
        bitmap_release(&b);
        bitmap_release(&t);
        bitmap_release(&back);
    }
}

static void test_a_part_goes_where_the_whole_would_have_put_it(void **state)
{
    (void)state;
    struct rect part = {11, 7, 20, 30};
    for (int i = 0; i < 4; i++) {
        struct bitmap b = noise(67, 45), whole = turned(&b, turns[i]);
        struct bitmap some = canvas_make(whole.w, whole.h, 0);
        struct rect at = rotate_rect(part, b.w, b.h, turns[i]);
        rotate_copy(&b, &some, part, turns[i]);
        for (int y = 0; y < some.h; y++)
            for (int x = 0; x < some.w; x++)
                assert_int_equal(canvas_at(&some, x, y),
                                 rect_has(at, x, y) ? canvas_at(&whole, x, y) : 0);
        bitmap_release(&b);
        bitmap_release(&whole);
        bitmap_release(&some);
    }
}

static void test_a_touch_lands_on_the_pixel_it_shows(void **state)
{
    (void)state;
    struct bitmap b = noise(67, 45);
    for (int i = 0; i < 4; i++) {
        struct bitmap t = turned(&b, turns[i]);
        for (int y = 0; y < t.h; y += 5)
            for (int x = 0; x < t.w; x += 3) {
                float px = (float)x + 0.5f, py = (float)y + 0.5f;
                rotate_point_back(&px, &py, b.w, b.h, turns[i]);
                assert_int_equal(canvas_at(&b, (int)px, (int)py), canvas_at(&t, x, y));
            }
        bitmap_release(&t);
    }
    bitmap_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_quarter_turn_goes_clockwise),
        cmocka_unit_test(test_there_and_back_is_the_same_picture),
        cmocka_unit_test(test_a_part_goes_where_the_whole_would_have_put_it),
        cmocka_unit_test(test_a_touch_lands_on_the_pixel_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
