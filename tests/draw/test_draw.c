#include "draw/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/str.h"

static struct draw_command card(void)
{
    return (struct draw_command){.kind = DRAW_FILL,
                                 .box = {10, 20, 300, 200},
                                 .colour = 0xFFFFFCF8,
                                 .radius = 24,
                                 .corners = CORNER_ALL};
}

static void test_a_list_keeps_copies_in_order(void **state)
{
    (void)state;
    struct arena arena;
    struct draw_list list;
    arena_init(&arena);
    draw_list_init(&list, &arena);
    for (int i = 0; i < 1000; i++) {
        struct draw_command c = card();
        c.box.x = i;
        assert_int_equal(draw_add(&list, &c)->box.x, i);
        c.box.x = -1;
    }
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.items[i].box.x, i);
    arena_release(&arena);
}

static void test_a_shadow_reaches_beyond_its_box(void **state)
{
    (void)state;
    struct draw_command c = card();
    assert_true(rect_eq(draw_reach(&c), c.box));
    c.kind = DRAW_SHADOW;
    c.blur = 30;
    c.dy = 8;
    assert_true(rect_eq(draw_reach(&c), (struct rect){-20, -2, 360, 260}));
    c.clip = (struct rect){0, 0, 50, 50};
    assert_true(rect_eq(draw_reach(&c), (struct rect){0, 0, 50, 50}));
    c.clip.x = 1000;
    assert_true(rect_empty(draw_reach(&c)));
}

// Together they are all that an outline paints, and no more than its sides.
static void test_an_outline_has_sides_and_no_middle(void **state)
{
    (void)state;
    struct rect parts[DRAW_PARTS_MAX];
    struct draw_command c = card();
    assert_int_equal(draw_parts(&c, parts), 1);
    assert_true(rect_eq(parts[0], c.box));
    c.kind = DRAW_OUTLINE;
    c.line = 10;
    int n = draw_parts(&c, parts), area = 0;
    for (int i = 0; i < n; i++)
        area += parts[i].w * parts[i].h;
    assert_int_equal(n, 8);
    // Four corners of 24 x 24, and between them 10 px along each side.
    assert_int_equal(area, 4 * 24 * 24 + 2 * 10 * (300 - 48) + 2 * 10 * (200 - 48));
    for (int i = 0; i < n; i++)
        assert_false(rect_has(parts[i], 160, 120));
    c.clip = (struct rect){0, 0, 30, 30};
    n = draw_parts(&c, parts);
    for (int i = 0; i < n; i++)
        assert_true(rect_eq(rect_cut(parts[i], c.clip), parts[i]));
    c.box.w = 40; // nothing but corners
    assert_int_equal(draw_parts(&c, parts), 1);
}

static void test_whatever_decides_the_pixels_changes_the_hash(void **state)
{
    (void)state;
    struct draw_command base = card(), all[22];
    base.kind = DRAW_IMAGE;
    base.icon = "back";
    str_copy(base.image.media, sizeof(base.image.media), "hero");
    for (int i = 0; i < 22; i++)
        all[i] = base;
    all[1].kind = DRAW_FILL;
    all[2].box.x++;
    all[3].box.h++;
    all[4].clip.w = 5;
    all[5].colour ^= 1;
    all[6].colour2 ^= 1;
    all[7].radius++;
    all[8].corners = CORNER_TL;
    all[9].line++;
    all[10].blur++;
    all[11].dy++;
    all[12].flip = true;
    all[13].axis = GRADIENT_RIGHT;
    all[14].icon = "next";
    all[15].image.w++;
    all[16].image.focus_x = 0.5f;
    all[17].image.focus_y = 0.5f;
    all[18].image.colour = 7;
    str_copy(all[19].image.media, sizeof(all[19].image.media), "hera");
    all[20].faded = 1;
    all[21].hollow = true;
    for (int i = 0; i < 22; i++)
        for (int k = 0; k < i; k++)
            if (draw_hash(&all[i]) == draw_hash(&all[k]))
                fail_msg("%d and %d", k, i);
    all[3] = base;
    assert_true(draw_hash(&all[3]) == draw_hash(&base));
}

static void test_pictures_are_equal_where_their_pixels_would_be(void **state)
{
    (void)state;
    struct image_ref a = {
        .media = "hero", .w = 10, .h = 20, .focus_x = 0.5f, .colour = 1};
    struct image_ref b = a;
    b.colour = 2; // only stands in for it
    assert_true(image_ref_eq(&a, &b));
    assert_true(image_ref_hash(&a) == image_ref_hash(&b));
    b.h++;
    assert_false(image_ref_eq(&a, &b));
    b = a;
    b.focus_y = 0.1f;
    assert_false(image_ref_eq(&a, &b));
    b = a;
    b.media[0] = 'z';
    assert_false(image_ref_eq(&a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_keeps_copies_in_order),
        cmocka_unit_test(test_a_shadow_reaches_beyond_its_box),
        cmocka_unit_test(test_an_outline_has_sides_and_no_middle),
        cmocka_unit_test(test_whatever_decides_the_pixels_changes_the_hash),
        cmocka_unit_test(test_pictures_are_equal_where_their_pixels_would_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
