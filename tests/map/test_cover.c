#include "town.h"

#include "map/cover.h"

#define W 70
#define H 40

struct corner {
    int x, y;
};

// Of a pixel's 16 x 16 parts, how many middles are in the polygon, by the non-zero rule.
static double by_counting(const struct corner *at, size_t n, int x, int y)
{
    int in = 0;
    for (int part = 0; part < 256; part++) {
        double px = x * 256 + part % 16 * 16 + 8.1, py = y * 256 + part / 16 * 16 + 8.1;
        int turns = 0;
        for (size_t i = 0; i < n; i++) {
            const struct corner *a = &at[i], *b = &at[(i + 1) % n];
            if ((a->y <= py) == (b->y <= py))
                continue;
            if (px > a->x + (py - a->y) * (b->x - a->x) / (double)(b->y - a->y))
                turns += a->y < b->y ? 1 : -1;
        }
        in += turns != 0;
    }
    return in / 256.0;
}

static void paint(struct cover *c, const struct corner *at, size_t n, uint32_t *px)
{
    for (int i = 0; i < W * H; i++)
        px[i] = 0xFF000000;
    for (size_t i = 0; i < n; i++)
        cover_edge(c, at[i].x, at[i].y, at[(i + 1) % n].x, at[(i + 1) % n].y);
    cover_paint(c, px, W, 0xFFFFFFFF);
}

static void test_coverage_is_what_counting_finds(void **state)
{
    (void)state;
    uint32_t px[W * H], seed = 3;
    struct cover c;
    cover_init(&c);
    cover_size(&c, W, H);
    for (int round = 0; round < 60; round++) {
        struct corner at[3];
        for (int i = 0; i < 3; i++)
            for (int k = 0; k < 2; k++) {
                seed = seed * 1664525u + 1013904223u;
                int reach = round % 2 ? 3 : 1; // also far outside
                int v = (int)(seed >> 8) % (W * 256 * reach) - (reach - 1) * W * 128;
                *(k ? &at[i].y : &at[i].x) = v;
            }
        paint(&c, at, 3, px);
        for (int y = 0; y < H; y++)
            for (int x = 0; x < W; x++) {
                double is = (px[y * W + x] & 255) / 255.0;
                assert_float_equal(is, by_counting(at, 3, x, y), 0.07);
            }
    }
    cover_release(&c);
}

static void test_shapes_side_by_side_fill_and_overlapping_ones_fill_once(void **state)
{
    (void)state;
    uint32_t px[W * H];
    struct cover c;
    cover_init(&c);
    cover_size(&c, W, H);
    // Two halves of a box along a slanted line, a second box over it.
    const struct corner left[4] = {
        {1000, 1000}, {7000, 1000}, {9333, 9000}, {1000, 9000}};
    const struct corner right[4] = {
        {7000, 1000}, {16000, 1000}, {16000, 9000}, {9333, 9000}};
    const struct corner over[4] = {
        {4096, 4096}, {8192, 4096}, {8192, 8192}, {4096, 8192}};
    for (int i = 0; i < W * H; i++)
        px[i] = 0xFF102030;
    for (size_t i = 0; i < 4; i++) {
        size_t k = (i + 1) % 4;
        cover_edge(&c, left[i].x, left[i].y, left[k].x, left[k].y);
        cover_edge(&c, right[i].x, right[i].y, right[k].x, right[k].y);
        cover_edge(&c, over[i].x, over[i].y, over[k].x, over[k].y);
    }
    cover_paint(&c, px, W, 0xFFF0E0D0);
    for (int y = 4; y < 35; y++)
        for (int x = 4; x < 62; x++)
            assert_int_equal(px[y * W + x], 0xFFF0E0D0);
    // Nothing is left for the next one.
    const uint32_t before = px[0];
    cover_paint(&c, px, W, 0xFFFF0000);
    assert_int_equal(px[10 * W + 10], 0xFFF0E0D0);
    assert_int_equal(px[0], before);
    cover_size(&c, W / 2, H);
    cover_paint(&c, px, W, 0xFFFF0000);
    assert_int_equal(px[10 * W + 10], 0xFFF0E0D0);
    cover_release(&c);
}

static void test_edges_from_far_away_are_endured(void **state)
{
    (void)state;
    uint32_t px[W * H];
    struct cover c;
    const int far = COVER_REACH;
    const struct corner at[4] = {
        {-far, -far}, {far, -far + 5}, {far, far}, {-far, far - 9}};
    cover_init(&c);
    cover_size(&c, W, H);
    for (int round = 0; round < 3; round++) {
        paint(&c, at, 4, px);
        for (int i = 0; i < W * H; i++)
            assert_int_equal(px[i], 0xFFFFFFFF);
    }
    for (int i = 0; i < 40000; i++) // more often than a sum can hold
        for (size_t k = 0; k < 4; k++)
            cover_edge(&c, at[k].x, at[k].y, at[(k + 1) % 4].x, at[(k + 1) % 4].y);
    cover_paint(&c, px, W, 0xFF777777);
    cover_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage_is_what_counting_finds),
        cmocka_unit_test(test_shapes_side_by_side_fill_and_overlapping_ones_fill_once),
        cmocka_unit_test(test_edges_from_far_away_are_endured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
