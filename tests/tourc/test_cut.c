// What is cut into boxes is still all there: areas, lengths and points, once each. And files of
// GeoJSON that a cat walked over.
#include <math.h>

#include "sandbox.h"
#include "tourc/cut.h"
#include "tourc/geojson.h"

static struct arena arena;
static uint32_t seed = 20261123;

static uint32_t next_random(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static double at_random(double most)
{
    return next_random() % 100000 / 100000.0 * most;
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

// A star that turns clockwise on a screen, around the middle of a square of 100.
static struct land_part star(size_t n, double least, double most)
{
    struct land_part part = {ARENA_ARRAY(&arena, struct geo_xy, n), n, false};
    for (size_t i = 0; i < n; i++) {
        double angle = 2 * acos(-1) * (double)i / (double)n;
        double radius = least + at_random(most - least);
        part.points[i] =
            (struct geo_xy){50 + radius * cos(angle), 50 + radius * sin(angle)};
    }
    return part;
}

static double area_of(const struct land_part *parts, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += land_area(parts[i].points, parts[i].n);
    return sum;
}

static double length_of(const struct land_part *parts, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += geo_line_length(parts[i].points, parts[i].n);
    return sum;
}

static void expect_inside(struct land_box box, const struct land_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < parts[i].n; k++) {
            struct geo_xy p = parts[i].points[k];
            assert_true(p.x >= box.x0 - 1e-9 && p.x <= box.x1 + 1e-9);
            assert_true(p.y >= box.y0 - 1e-9 && p.y <= box.y1 + 1e-9);
        }
}

// All parts, cut into boxes of 10 by 10 that leave no gap; the sum of what `measure` says.
static double in_boxes(enum mvt_kind kind, const struct land_part *parts, size_t n,
                       double (*measure)(const struct land_part *, size_t))
{
    double sum = 0;
    for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 10; x++) {
            struct land_box box = {x * 10, y * 10, x * 10 + 10, y * 10 + 10};
            struct land_part *out;
            size_t n_out = cut_parts(&arena, kind, parts, n, box, &out);
            expect_inside(box, out, n_out);
            sum += measure(out, n_out);
        }
    }
    return sum;
}

static void test_areas_are_all_there_in_boxes(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        struct land_part rings[2] = {star(3 + next_random() % 60, 20, 49),
                                     star(3 + next_random() % 9, 2, 9)};
        for (size_t k = 0; k < rings[1].n / 2; k++) {
            struct geo_xy p = rings[1].points[k];
            rings[1].points[k] = rings[1].points[rings[1].n - 1 - k];
            rings[1].points[rings[1].n - 1 - k] = p;
        }
        rings[1].hole = true;
        double whole = area_of(rings, 2);
        assert_true(whole > 0);
        assert_float_equal(in_boxes(MVT_AREA, rings, 2, area_of), whole, 1e-6);
        arena_clear(&arena);
    }
}

static void test_lines_are_all_there_in_boxes(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        struct land_part line = {ARENA_ARRAY(&arena, struct geo_xy, 40),
                                 2 + next_random() % 39, false};
        for (size_t k = 0; k < line.n; k++)
            line.points[k] =
                (struct geo_xy){0.001 + at_random(99.9), 0.001 + at_random(99.9)};
        double whole = length_of(&line, 1);
        assert_float_equal(in_boxes(MVT_LINE, &line, 1, length_of), whole, 1e-6);
        arena_clear(&arena);
    }
}

static double count_of(const struct land_part *parts, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)parts[i].n;
    return sum;
}

static void test_points_are_in_one_box_each(void **state)
{
    (void)state;
    struct land_part points = {ARENA_ARRAY(&arena, struct geo_xy, 1000), 1000, false};
    for (size_t i = 0; i < 1000; i++) // many on the edges
        points.points[i] =
            (struct geo_xy){next_random() % 200 / 2.0, next_random() % 200 / 2.0};
    assert_float_equal(in_boxes(MVT_POINT, &points, 1, count_of), 1000, 0);
    arena_clear(&arena);
}

static void test_what_is_beyond_leaves_nothing(void **state)
{
    (void)state;
    struct land_part *out;
    struct land_part ring = star(20, 20, 49);
    struct land_box far = {200, 200, 300, 300}, within = {49, 49, 51, 51};
    assert_int_equal(cut_parts(&arena, MVT_AREA, &ring, 1, far, &out), 0);
    assert_int_equal(cut_parts(&arena, MVT_LINE, &ring, 1, far, &out), 0);
    assert_int_equal(cut_parts(&arena, MVT_POINT, &ring, 1, far, &out), 0);
    assert_int_equal(cut_parts(&arena, MVT_LINE, &ring, 1, within, &out), 0);
    // A box that an area covers is full.
    assert_int_equal(cut_parts(&arena, MVT_AREA, &ring, 1, within, &out), 1);
    assert_float_equal(area_of(out, 1), 4, 1e-9);
    arena_clear(&arena);
}

// Figures of a file changed; or any of its letters, and its end cut off.
static size_t mutate(char *bytes, size_t len)
{
    static const char letters[] = "[]{},:\"-.0123456789eEtfn\\ \n\x80";
    bool figures = next_random() % 2;
    size_t n = 1 + next_random() % 6;
    for (size_t i = 0; i < n; i++) {
        char *at = &bytes[next_random() % len];
        if (figures && *at >= '0' && *at <= '9')
            *at = (char)('0' + next_random() % 10);
        else if (!figures)
            *at = letters[next_random() % (sizeof(letters) - 1)];
    }
    return !figures && next_random() % 4 == 0 ? next_random() % len : len;
}

static void test_files_that_are_not_whole_are_complained_of(void **state)
{
    (void)state;
    static const char *const names[] = {"water", "streets", "names"};
    static const char *const layers[] = {"water", "transportation", "place"};
    size_t good = 0, bad = 0;
    sandbox_enter("cut");
    for (int i = 0; i < 1500; i++) {
        char path[300];
        size_t len;
        snprintf(path, sizeof(path), "%s/tests/tourc/fixture/maps/old-town/%s.geojson",
                 SOURCE_DIR, names[i % 3]);
        char *bytes = sandbox_read(path, &len);
        sandbox_write("x.geojson", bytes, mutate(bytes, len));
        free(bytes);
        struct report report;
        struct land_layer layer;
        report_init(&report);
        bool read = geojson_read("x.geojson", layers[i % 3], &arena, &report, &layer);
        assert_int_equal(read, report.n_errors == 0);
        for (size_t k = 0; k < layer.n; k++)
            assert_true(layer.features[k].n_parts > 0 &&
                        layer.features[k].box.x0 <= layer.features[k].box.x1);
        good += read;
        bad += !read;
        report_release(&report);
        arena_clear(&arena);
    }
    assert_true(good > 100 && bad > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_areas_are_all_there_in_boxes),
        cmocka_unit_test(test_lines_are_all_there_in_boxes),
        cmocka_unit_test(test_points_are_in_one_box_each),
        cmocka_unit_test(test_what_is_beyond_leaves_nothing),
        cmocka_unit_test(test_files_that_are_not_whole_are_complained_of),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
