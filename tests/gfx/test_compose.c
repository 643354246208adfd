#include "gfx/compose.h"

#include "canvas.h"

#define W 320
#define H 200
#define RED 0xFFFF0000u
#define GREEN 0xFF00FF00u
#define BLUE 0xFF0000FFu
#define WHITE 0xFFFFFFFFu

static void fill(const struct bitmap *b, struct rect box, uint32_t colour)
{
    struct raster r = canvas_raster(b);
    raster_fill(&r, box, (struct round){0}, colour);
}

// `turn` of these two, which leaves nothing of what was there before.
static struct bitmap composed(const struct bitmap *frozen, const struct bitmap *coming,
                              const struct draw_turn *turn)
{
    struct bitmap to = canvas_make(W, H, 0x12345678),
                  band = canvas_make(W, COMPOSE_BAND_H, 0);
    const struct compose_from from = {frozen, coming, &band};
    compose(&to, &from, turn);
    for (int i = 0; i < W * H; i++)
        assert_int_equal(to.px[i] >> 24, 0xFF);
    bitmap_release(&band);
    return to;
}

// Each column in its own colour, so that a pixel tells where it comes from.
static struct bitmap columns(uint32_t colour)
{
    struct bitmap b = canvas_make(W, H, 0);
    for (int x = 0; x < W; x++)
        fill(&b, (struct rect){x, 0, 1, H}, colour | (uint32_t)x);
    return b;
}

static void test_a_push_moves_the_old_picture_a_third_as_far(void **state)
{
    (void)state;
    // Halfway: which column of which picture is where, and where the shadow is darkest.
    static const struct {
        bool back, mirrored;
        int old_at, old_x, new_at, new_x, shadow_at;
    } cases[] = {
        {false, false, 10, 10 + 53, 170, 10, 159},
        {false, true, 310, 310 - 53, 10, 170, 160},
        {true, false, 170, 10, 10, 10 + 53, 159},
        {true, true, 10, 170, 310, 310 - 53, 160},
    };
    struct bitmap old = columns(0xFFF00000), new = columns(0xFF00F000);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct draw_turn turn = {.kind = TURN_PUSH,
                                       .at = 0.5f,
                                       .back = cases[i].back,
                                       .mirrored = cases[i].mirrored};
        struct bitmap b = composed(&old, &new, &turn);
        for (int y = 0; y < H; y += H - 1) {
            assert_int_equal(canvas_at(&b, cases[i].old_at, y),
                             0xFFF00000 | (uint32_t)cases[i].old_x);
            assert_int_equal(canvas_at(&b, cases[i].new_at, y),
                             0xFF00F000 | (uint32_t)cases[i].new_x);
            uint32_t shaded = canvas_at(&b, cases[i].shadow_at, y);
            uint32_t bright = cases[i].back ? shaded >> 8 & 0xFF : shaded >> 16 & 0xFF;
            assert_in_range(bright, 200, 210); // a good 40 of 255 less than 240
        }
        bitmap_release(&b);
    }
    bitmap_release(&old);
    bitmap_release(&new);
}

static void test_a_sheet_rises_over_the_shaded_old_picture(void **state)
{
    (void)state;
    const struct rect card = {100, 50, 120, 100};
    struct bitmap ground = canvas_make(W, H, RED), sheet = canvas_make(W, H, BLUE);
    fill(&sheet, card, GREEN);
    for (int back = 0; back < 2; back++) {
        const struct draw_turn turn = {.kind = TURN_RISE,
                                       .at = 0.5f,
                                       .back = back,
                                       .box = card,
                                       .radius = 20,
                                       .corners = CORNER_TL | CORNER_TR,
                                       .shade = 0x80000000};
        struct bitmap b =
            composed(back ? &sheet : &ground, back ? &ground : &sheet, &turn);
        // Half of the 150 rows to the lower edge are left; half of 128 / 255 is shade.
        const uint32_t shaded = 0xFF000000u | 191u << 16;
        assert_int_equal(canvas_at(&b, 160, 124), shaded);
        assert_int_equal(canvas_at(&b, 160, 125), GREEN);
        assert_int_equal(canvas_at(&b, 100, 125), shaded); // a round corner
        assert_int_equal(canvas_at(&b, 219, 125), shaded);
        assert_int_equal(canvas_at(&b, 100, 199), GREEN);
        assert_int_equal(canvas_at(&b, 219, 199), GREEN);
        assert_int_equal(canvas_at(&b, 99, 199), shaded);
        assert_int_equal(canvas_at(&b, 220, 199), shaded);
        assert_int_equal(canvas_at(&b, 0, 0), shaded);
        uint32_t arc = canvas_at(&b, 106, 130); // between the two
        assert_in_range(arc >> 16 & 0xFF, 1, 190);
        assert_in_range(arc >> 8 & 0xFF, 1, 254);
        bitmap_release(&b);
    }
    bitmap_release(&ground);
    bitmap_release(&sheet);
}

static void test_a_card_grows_into_the_picture(void **state)
{
    (void)state;
    const struct rect card = {40, 100, 80, 50};
    struct bitmap list = canvas_make(W, H, RED), whole = canvas_make(W, H, BLUE);
    fill(&list, card, GREEN);
    fill(&whole, (struct rect){0, 0, W, H / 2}, WHITE);
    for (int back = 0; back < 2; back++) {
        const struct bitmap *from = back ? &whole : &list, *to = back ? &list : &whole;
        struct draw_turn turn = {.kind = TURN_GROW,
                                 .at = back ? 0.625f
                                            : 0.5f, // it waits a quarter of the way
                                 .back = back,
                                 .box = card,
                                 .radius = 16,
                                 .corners = CORNER_ALL};
        struct bitmap b = composed(from, to, &turn);
        // From 20, 50 to 220, 175, of the picture's shape: its lower half is blue.
        const uint32_t dark = 0xFF000000u | 227u << 16;
        assert_int_equal(canvas_at(&b, 120, 51), WHITE);
        assert_int_equal(canvas_at(&b, 120, 110), WHITE);
        assert_int_equal(canvas_at(&b, 120, 115), BLUE);
        assert_int_equal(canvas_at(&b, 120, 174), BLUE);
        assert_int_equal(canvas_at(&b, 120, 49), dark);
        assert_int_equal(canvas_at(&b, 120, 175), dark);
        assert_int_equal(canvas_at(&b, 19, 110), dark);
        assert_int_equal(canvas_at(&b, 220, 110), dark);
        assert_int_equal(canvas_at(&b, 20, 50), dark); // a round corner
        assert_int_equal(canvas_at(&b, 219, 174), dark);
        bitmap_release(&b);
        // First it is the card's own pixels, which then give way to the picture's.
        turn.at = back ? 0.9f : 0.1f;
        b = composed(from, to, &turn);
        assert_int_equal(canvas_at(&b, 80, 135), GREEN);
        bitmap_release(&b);
        turn.at = back ? 0.6625f : 0.45f;
        b = composed(from, to, &turn);
        uint32_t mixed = canvas_at(&b, 80, 150);
        assert_int_equal(mixed >> 16 & 0xFF, 0);
        assert_in_range(mixed >> 8 & 0xFF, 80, 90);
        assert_in_range(mixed & 0xFF, 165, 175);
        bitmap_release(&b);
    }
    bitmap_release(&list);
    bitmap_release(&whole);
}

// Nothing but what compose_seen says decides what is composed.
static void test_what_is_not_seen_of_the_coming_picture_does_not_matter(void **state)
{
    (void)state;
    static const enum turn_kind kinds[] = {TURN_PUSH, TURN_GROW, TURN_RISE, TURN_FADE};
    struct bitmap old = canvas_make(W, H, RED), new = canvas_make(W, H, BLUE);
    for (int i = 0; i < 4 * 2 * 2 * 11; i++) {
        struct draw_turn turn = {.kind = kinds[i % 4],
                                 .back = i / 4 % 2,
                                 .mirrored = i / 8 % 2,
                                 .at = (float)(i / 16) / 10,
                                 .box = {30, 40, 100, 60},
                                 .radius = 12,
                                 .corners = CORNER_ALL};
        struct rect seen = compose_seen(&turn, W, H);
        struct bitmap part = canvas_make(W, H, GREEN);
        fill(&part, seen, BLUE);
        struct bitmap a = composed(&old, &new, &turn), b = composed(&old, &part, &turn);
        assert_memory_equal(a.px, b.px, bitmap_bytes(&a));
        bitmap_release(&a);
        bitmap_release(&b);
        bitmap_release(&part);
    }
    bitmap_release(&old);
    bitmap_release(&new);
}

// Of a card that the window cuts, the corners that are cut off are not round.
static void test_a_card_is_round_where_its_own_corners_are(void **state)
{
    (void)state;
    struct bitmap ground = canvas_make(W, H, RED), sheet = canvas_make(W, H, BLUE);
    const struct draw_turn turn = {.kind = TURN_RISE,
                                   .at = 0.9999f,
                                   .box = {-30, 40, 130, 100},
                                   .radius = 20,
                                   .corners = CORNER_ALL};
    struct bitmap b = composed(&ground, &sheet, &turn);
    assert_int_equal(canvas_at(&b, 0, 40), BLUE);
    assert_int_equal(canvas_at(&b, 0, 139), BLUE);
    assert_int_equal(canvas_at(&b, 99, 40), RED);
    assert_int_equal(canvas_at(&b, 99, 139), RED);
    assert_int_equal(canvas_at(&b, 99, 90), BLUE);
    bitmap_release(&b);
    bitmap_release(&ground);
    bitmap_release(&sheet);
}

static void test_a_fade_is_a_part_of_each(void **state)
{
    (void)state;
    struct bitmap old = canvas_make(W, H, 0xFF640000),
                  new = canvas_make(W, H, 0xFF0000C8);
    for (int back = 0; back < 2; back++) {
        const struct draw_turn turn = {.kind = TURN_FADE, .at = 0.2f, .back = back};
        struct bitmap b = composed(&old, &new, &turn);
        for (int i = 0; i < W * H; i++)
            assert_int_equal(b.px[i], 0xFF500028);
        bitmap_release(&b);
    }
    bitmap_release(&old);
    bitmap_release(&new);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_push_moves_the_old_picture_a_third_as_far),
        cmocka_unit_test(test_a_sheet_rises_over_the_shaded_old_picture),
        cmocka_unit_test(test_a_card_grows_into_the_picture),
        cmocka_unit_test(test_what_is_not_seen_of_the_coming_picture_does_not_matter),
        cmocka_unit_test(test_a_card_is_round_where_its_own_corners_are),
        cmocka_unit_test(test_a_fade_is_a_part_of_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
