// The earth against published figures, and lines and areas by hand.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/array.h"
#include "geo/geo.h"

#define NEAR(a, b, within)                                                               \
    do {                                                                                 \
        double one_ = (a), other_ = (b), within_ = (within);                             \
        if (!(fabs(one_ - other_) <= within_))                                           \
            fail_msg("%s is %.12g, not %.12g within %g", #a, one_, other_, within_);     \
    } while (0)

static const double earth_m = 6371008.8; // Moritz, GRS 80: the mean radius R1 of IUGG

static struct geo_point degrees(const double lat[3], const double lon[3])
{
    double north = fabs(lat[0]) + lat[1] / 60 + lat[2] / 3600;
    double east = fabs(lon[0]) + lon[1] / 60 + lon[2] / 3600;
    return (struct geo_point){copysign(north, lat[0]), copysign(east, lon[0])};
}

static void test_what_is_not_on_the_earth_is_not_valid(void **state)
{
    (void)state;
    static const struct {
        struct geo_point p;
        bool valid;
    } cases[] = {
        {{0, 0}, true},       {{90, 180}, true},       {{-90, -180}, true},
        {{90.001, 0}, false}, {{0, -180.001}, false},  {{NAN, 0}, false},
        {{0, NAN}, false},    {{INFINITY, 0}, false},  {{0, -INFINITY}, false},
        {{34, -118}, true},   {{-118.2, 34.1}, false}, // swapped
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (geo_valid(cases[i].p) != cases[i].valid)
            fail_msg("case %zu", i);
}

static void test_distances_on_the_sphere(void **state)
{
    (void)state;
    // Ed Williams, Aviation Formulary, "Distance between points": LAX to JFK is 0.623585.
    struct geo_point lax = degrees((double[]){33, 57, 0}, (double[]){-118, 24, 0});
    struct geo_point jfk = degrees((double[]){40, 38, 0}, (double[]){-73, 47, 0});
    NEAR(geo_distance_m(lax, jfk) / earth_m, 0.623585, 1e-6);
    NEAR(geo_distance_m(jfk, lax), geo_distance_m(lax, jfk), 1e-6);
    NEAR(geo_distance_m(lax, lax), 0, 0);
    // A quarter and half of a great circle.
    NEAR(geo_distance_m((struct geo_point){0, 0}, (struct geo_point){90, 77}),
         earth_m * M_PI / 2, 1e-3);
    NEAR(geo_distance_m((struct geo_point){0, 0}, (struct geo_point){0, 180}),
         earth_m * M_PI, 1e-3);
    NEAR(geo_distance_m((struct geo_point){30, 50}, (struct geo_point){-30, -130}),
         earth_m * M_PI, 1e-3);
    // Ten centimetres, where a formula by the cosine gives 0.
    struct geo_point close = {34.05 + 0.1 / earth_m * 180 / M_PI, -118.25};
    NEAR(geo_distance_m((struct geo_point){34.05, -118.25}, close), 0.1, 1e-8);
}

static void test_distances_are_the_ellipsoids_within_six_in_a_thousand(void **state)
{
    (void)state;
    // Geoscience Australia, GDA Technical Manual: Flinders Peak to Buninyong, Vincenty's
    // inverse on GRS 80: 54,972.271 m.
    struct geo_point flinders =
        degrees((double[]){-37, 57, 3.7203}, (double[]){144, 25, 29.5244});
    struct geo_point buninyong =
        degrees((double[]){-37, 39, 10.1561}, (double[]){143, 55, 35.3839});
    NEAR(geo_distance_m(flinders, buninyong), 54972.271, 54972.271 * 0.006);
    // The length of a degree on WGS 84, centred at a latitude: along the meridian from
    // pi a (1 - e^2) / (180 (1 - e^2 sin^2 p)^1.5), along the parallel from
    // pi a cos p / (180 sqrt(1 - e^2 sin^2 p)); km as Wikipedia's "Latitude" has them.
    static const struct {
        double lat, north_km, east_km;
    } table[] = {
        {0, 110.574, 111.320}, {15, 110.649, 107.550}, {30, 110.852, 96.486},
        {45, 111.132, 78.847}, {60, 111.412, 55.800},  {75, 111.618, 28.902},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        double lat = table[i].lat, north = table[i].north_km * 1e3;
        struct geo_point below = {lat - 0.5, 7}, above = {lat + 0.5, 7};
        NEAR(geo_distance_m(below, above), north, north * 0.006);
        struct geo_point here = {lat, 7}, there = {lat, 7.01};
        double east = table[i].east_km * 1e3;
        NEAR(geo_distance_m(here, there) * 100, east, east * 0.006);
    }
}

// Up to 20 km from there, in any direction.
static struct geo_point somewhere_near(struct geo_point there, unsigned *seed)
{
    double turn = (double)(rand_r(seed) % 36000) / 100 * M_PI / 180;
    double far = (double)(rand_r(seed) % 20000) + 1;
    double east = far * sin(turn) / earth_m * 180 / M_PI;
    struct geo_point at;
    at.lat = there.lat + far * cos(turn) / earth_m * 180 / M_PI;
    at.lon = remainder(there.lon + east / cos(at.lat * M_PI / 180), 360);
    return at;
}

static void test_a_plane_is_right_to_a_thousandth_within_20_km(void **state)
{
    (void)state;
    static const double lats[] = {-70, -33.9, 0, 0.5, 31.2, 34.05, 51.5, 70};
    static const double lons[] = {-118.25, 0, 121.5, 179.99, -179.99};
    unsigned seed = 7;
    double worst = 0;
    for (size_t i = 0; i < ARRAY_LEN(lats) * ARRAY_LEN(lons) * 500; i++) {
        struct geo_point origin = {lats[i % ARRAY_LEN(lats)],
                                   lons[i / ARRAY_LEN(lats) % ARRAY_LEN(lons)]};
        struct geo_plane plane = geo_plane_at(origin);
        struct geo_point at[2];
        struct geo_xy xy[2];
        for (size_t k = 0; k < 2; k++) {
            at[k] = somewhere_near(origin, &seed);
            xy[k] = geo_to_plane(&plane, at[k]);
            struct geo_point back = geo_from_plane(&plane, xy[k]);
            NEAR(back.lat, at[k].lat, 1e-9);
            NEAR(remainder(back.lon - at[k].lon, 360), 0, 1e-9);
            assert_true(geo_valid(back));
        }
        double flat = hypot(xy[1].x - xy[0].x, xy[1].y - xy[0].y);
        double round = geo_distance_m(at[0], at[1]);
        if (round > 1)
            worst = fmax(worst, fabs(flat / round - 1));
    }
    if (worst > 0.001)
        fail_msg("wrong by %.4f %%", worst * 100);
}

static void test_a_plane_has_east_and_north(void **state)
{
    (void)state;
    struct geo_plane plane = geo_plane_at((struct geo_point){34, -118});
    struct geo_xy north = geo_to_plane(&plane, (struct geo_point){34.001, -118});
    struct geo_xy east = geo_to_plane(&plane, (struct geo_point){34, -117.999});
    NEAR(north.x, 0, 1e-9);
    NEAR(north.y, 111.195, 0.001);
    NEAR(east.x, 111.195 * cos(34 * M_PI / 180), 0.001);
    NEAR(east.y, 0, 0.001);
    struct geo_plane beyond = geo_plane_at((struct geo_point){10, 179.999});
    NEAR(geo_to_plane(&beyond, (struct geo_point){10, -179.999}).x, 219.0, 0.1);
}

static void test_nothing_far_is_near_in_a_plane(void **state)
{
    (void)state;
    struct geo_point origin = {34.05, -118.25};
    struct geo_plane plane = geo_plane_at(origin);
    for (int lat = -90; lat <= 90; lat += 5)
        for (int lon = -180; lon <= 180; lon += 5) {
            struct geo_point p = {lat, lon};
            struct geo_xy xy = geo_to_plane(&plane, p);
            if (hypot(xy.x, xy.y) < geo_distance_m(p, origin) / 2)
                fail_msg("%d, %d is %.0f m away", lat, lon, hypot(xy.x, xy.y));
        }
    struct geo_plane pole = geo_plane_at((struct geo_point){90, 0});
    struct geo_xy off = geo_to_plane(&pole, (struct geo_point){89, 9});
    struct geo_point back = geo_from_plane(&pole, off);
    assert_true(isfinite(back.lat) && isfinite(back.lon));
}

static void test_mercator_against_epsg_3857(void **state)
{
    (void)state;
    // IOGP Guidance Note 7-2, "Popular Visualisation Pseudo-Mercator": 24 22 54.433 N,
    // 100 20 00.000 W is E -11,169,055.58, N 2,800,000.00; half the world is pi a.
    struct geo_point p = degrees((double[]){24, 22, 54.433}, (double[]){-100, 20, 0});
    struct geo_xy xy = geo_mercator(p);
    double half = M_PI * 6378137;
    NEAR((xy.x - 0.5) * 2 * half, -11169055.58, 0.01);
    NEAR((0.5 - xy.y) * 2 * half, 2800000.00, 0.01);
    struct geo_point back = geo_unmercator(xy);
    NEAR(back.lat, p.lat, 1e-12);
    NEAR(back.lon, p.lon, 1e-12);
    // OpenStreetMap's wiki, "Slippy map tilenames": 85.0511 degrees are the edge.
    NEAR(geo_mercator((struct geo_point){85.0511287798066, -180}).y, 0, 1e-12);
    NEAR(geo_mercator((struct geo_point){-85.0511287798066, 180}).y, 1, 1e-12);
    NEAR(geo_mercator((struct geo_point){-85.0511287798066, 180}).x, 1, 0);
    NEAR(geo_mercator((struct geo_point){90, 0}).y, 0, 1e-12);
    NEAR(geo_mercator((struct geo_point){-90, 0}).y, 1, 1e-12);
    assert_true(geo_mercator((struct geo_point){90, 0}).y >= 0);
    assert_true(geo_mercator((struct geo_point){-90, 0}).y <= 1);
    NEAR(geo_mercator((struct geo_point){0, 0}).y, 0.5, 1e-15);
    NEAR(geo_unmercator((struct geo_xy){0.5, 0}).lat, 85.0511287798066, 1e-10);
}

static void test_a_unit_of_mercator_is_as_long_as_the_earth_is_round_there(void **state)
{
    (void)state;
    for (int lat = -80; lat <= 80; lat += 20) {
        struct geo_point a = {lat, 10}, b = {lat, 10.001}, c = {lat + 0.001, 10};
        struct geo_xy at = geo_mercator(a), east = geo_mercator(b),
                      north = geo_mercator(c);
        double unit = geo_mercator_m(lat);
        NEAR((east.x - at.x) * unit / geo_distance_m(a, b), 1, 1e-6);
        NEAR((at.y - north.y) * unit / geo_distance_m(a, c), 1, 2e-4);
    }
}

static const struct geo_xy bend[] = {{0, 0}, {30, 40}, {30, 40}, {130, 40}};

static void test_a_line_is_as_long_as_its_pieces(void **state)
{
    (void)state;
    NEAR(geo_line_length(bend, 4), 150, 1e-12);
    NEAR(geo_line_length(bend, 1), 0, 0);
    NEAR(geo_line_length(NULL, 0), 0, 0);
}

static void test_the_nearest_point_of_a_line(void **state)
{
    (void)state;
    static const struct {
        struct geo_xy p;
        size_t segment;
        double t, x, y, distance, along;
    } cases[] = {
        {{-3, -4}, 0, 0, 0, 0, 5, 0},              // before it
        {{150, 40}, 2, 1, 130, 40, 20, 150},       // behind it
        {{80, 30}, 2, 0.5, 80, 40, 10, 100},       // beside a piece
        {{15, 20}, 0, 0.5, 15, 20, 0, 25},         // on it
        {{27, 61}, 0, 1, 30, 40, 21.21320344, 50}, // at a corner: the first of its pieces
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct geo_near near = geo_line_nearest(bend, 4, cases[i].p);
        if (near.segment != cases[i].segment)
            fail_msg("case %zu: piece %zu", i, near.segment);
        NEAR(near.t, cases[i].t, 1e-9);
        NEAR(near.at.x, cases[i].x, 1e-9);
        NEAR(near.at.y, cases[i].y, 1e-9);
        NEAR(near.distance, cases[i].distance, 1e-6);
        NEAR(near.along, cases[i].along, 1e-9);
    }
    struct geo_near alone = geo_line_nearest(bend, 1, (struct geo_xy){3, 4});
    NEAR(alone.distance, 5, 1e-12);
    NEAR(alone.along, 0, 0);
    assert_int_equal(alone.segment, 0);
}

static void test_the_point_at_a_length_is_the_nearest_of_itself(void **state)
{
    (void)state;
    for (double along = 0; along <= 150; along += 2.5) {
        struct geo_xy at = geo_line_at(bend, 4, along);
        struct geo_near near = geo_line_nearest(bend, 4, at);
        NEAR(near.along, along, 1e-9);
        NEAR(near.distance, 0, 1e-9);
    }
    NEAR(geo_line_at(bend, 4, -5).x, 0, 0);
    NEAR(geo_line_at(bend, 4, NAN).x, 0, 0);
    NEAR(geo_line_at(bend, 4, 151).x, 130, 0);
    NEAR(geo_line_at(bend, 4, INFINITY).x, 130, 0);
    NEAR(geo_line_at(bend, 1, 10).x, 0, 0);
}

// A U, open to the north; its last point is its first.
static const struct geo_xy horseshoe[] = {{0, 0}, {9, 0}, {9, 9}, {6, 9}, {6, 3},
                                          {3, 3}, {3, 9}, {0, 9}, {0, 0}};

static void test_what_is_in_a_ring(void **state)
{
    (void)state;
    static const struct {
        struct geo_xy p;
        bool in;
        double border;
    } cases[] = {
        {{1, 8}, true, 1},    {{8, 8}, true, 1},        {{4.5, 8}, false, 1.5},
        {{4.5, 1}, true, 1},  {{-1, 3}, false, 1},      {{10, 9}, false, 1},
        {{12, 13}, false, 5}, {{4.5, 3.5}, false, 0.5}, {{1, 3}, true, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        for (size_t n = 8; n <= 9; n++) {
            if (geo_in_ring(horseshoe, n, cases[i].p) != cases[i].in)
                fail_msg("case %zu of %zu points", i, n);
            NEAR(geo_ring_distance(horseshoe, n, cases[i].p), cases[i].border, 1e-12);
        }
    assert_false(geo_in_ring(horseshoe, 0, (struct geo_xy){0, 0}));
    assert_false(geo_in_ring(horseshoe, 2, (struct geo_xy){4, 0.1}));
    assert_true(isinf(geo_ring_distance(horseshoe, 0, (struct geo_xy){0, 0})));
    NEAR(geo_ring_distance(horseshoe, 1, (struct geo_xy){3, 4}), 5, 1e-12);
    // The piece from the last point to the first counts.
    NEAR(geo_ring_distance(horseshoe, 8, (struct geo_xy){-2, 5}), 2, 1e-12);
}

static void test_a_simpler_line_stays_within_what_was_allowed(void **state)
{
    (void)state;
    enum { N = 2000 };
    static struct geo_xy line[N], kept[N];
    unsigned seed = 3;
    for (size_t i = 0; i < N; i++) {
        double noise = (double)(rand_r(&seed) % 100) / 100;
        line[i] = (struct geo_xy){(double)i, 20 * sin((double)i / 50) + noise};
    }
    size_t before = N + 1;
    static const double withins[] = {0, 0.5, 2, 8, 100};
    for (size_t w = 0; w < ARRAY_LEN(withins); w++) {
        for (size_t i = 0; i < N; i++)
            kept[i] = line[i];
        size_t n = geo_simplify(kept, N, withins[w]);
        if (n >= before || (w == 0 && n != N) || (w == 4 && n != 2))
            fail_msg("%zu points stay within %g", n, withins[w]);
        before = n;
        NEAR(kept[0].y, line[0].y, 0);
        NEAR(kept[n - 1].x, N - 1, 0);
        for (size_t i = 0; i < N; i++)
            if (geo_line_nearest(kept, n, line[i]).distance > withins[w] + 1e-9)
                fail_msg("point %zu is farther than %g", i, withins[w]);
    }
}

static void test_short_and_odd_lines_keep_two_points(void **state)
{
    (void)state;
    struct geo_xy three[] = {{0, 0}, {5, 0.1}, {10, 0}};
    assert_int_equal(geo_simplify(three, 0, 1), 0);
    assert_int_equal(geo_simplify(three, 1, 1), 1);
    assert_int_equal(geo_simplify(three, 2, 1), 2);
    assert_int_equal(geo_simplify(three, 3, 1), 2);
    NEAR(three[1].x, 10, 0);
    struct geo_xy odd[] = {{0, 0}, {NAN, 1}, {INFINITY, 2}, {10, 0}};
    assert_true(geo_simplify(odd, 4, 1) >= 2);
    // A ring: its ends are one point, and distances are from that, not from a line.
    struct geo_xy ring[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
    assert_int_equal(geo_simplify(ring, 5, 1), 5);
}

static void test_a_long_zigzag_needs_no_deep_stack(void **state)
{
    (void)state;
    // The farthest point is always next to an end: a plain recursion would go 6,000 deep.
    enum { N = 6000 };
    struct geo_xy *line = calloc(N, sizeof(*line));
    assert_non_null(line);
    for (size_t i = 0; i < N; i++)
        line[i] = (struct geo_xy){(double)i, (i % 2 ? 1.0 : -1.0) * (double)(N - i)};
    assert_int_equal(geo_simplify(line, N, 0.25), N);
    free(line);
}

static void test_a_segment_is_cut_to_a_box(void **state)
{
    (void)state;
    double t[2] = {0, 1};
    assert_true(geo_cut(-10, 40, 0, 20, t)); // from -10 to 30
    NEAR(t[0], 0.25, 1e-12);
    NEAR(t[1], 0.75, 1e-12);
    assert_true(geo_cut(8, -8, 0, 4, t)); // and the other side, backwards
    NEAR(t[0], 0.5, 1e-12);
    NEAR(t[1], 0.75, 1e-12);
    assert_false(geo_cut(0, 10, 8, 9, t));
    double whole[2] = {0, 1};
    assert_true(geo_cut(5, 0, 5, 6, whole) && whole[0] == 0 && whole[1] == 1);
    assert_false(geo_cut(5, 0, 6, 7, whole));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_not_on_the_earth_is_not_valid),
        cmocka_unit_test(test_distances_on_the_sphere),
        cmocka_unit_test(test_distances_are_the_ellipsoids_within_six_in_a_thousand),
        cmocka_unit_test(test_a_plane_is_right_to_a_thousandth_within_20_km),
        cmocka_unit_test(test_a_plane_has_east_and_north),
        cmocka_unit_test(test_nothing_far_is_near_in_a_plane),
        cmocka_unit_test(test_mercator_against_epsg_3857),
        cmocka_unit_test(test_a_unit_of_mercator_is_as_long_as_the_earth_is_round_there),
        cmocka_unit_test(test_a_line_is_as_long_as_its_pieces),
        cmocka_unit_test(test_the_nearest_point_of_a_line),
        cmocka_unit_test(test_the_point_at_a_length_is_the_nearest_of_itself),
        cmocka_unit_test(test_what_is_in_a_ring),
        cmocka_unit_test(test_a_simpler_line_stays_within_what_was_allowed),
        cmocka_unit_test(test_short_and_odd_lines_keep_two_points),
        cmocka_unit_test(test_a_long_zigzag_needs_no_deep_stack),
        cmocka_unit_test(test_a_segment_is_cut_to_a_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
