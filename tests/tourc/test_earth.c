#include "tourc/earth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_distances_are_those_of_the_globe(void **state)
{
    (void)state;
    const struct {
        struct earth_point a, b;
        double least, most;
    } rows[] = {
        {{34, -118}, {34, -118}, 0, 0},
        {{0, 0}, {0, 90}, 10007, 10008},       // a quarter of the equator
        {{90, 0}, {-90, 77}, 20015, 20016},    // from pole to pole
        {{10, 179.5}, {10, -179.5}, 109, 110}, // across the date line
        {{34.05583, -118.23611}, {34.05861, -118.2775}, 3.8, 3.9},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double there = earth_distance_km(rows[i].a, rows[i].b);
        double back = earth_distance_km(rows[i].b, rows[i].a);
        if (there < rows[i].least || there > rows[i].most || there != back)
            fail_msg("row %zu: %.3f there, %.3f back", i, there, back);
    }
}

static void test_the_earth_ends_at_its_poles_and_at_the_date_line(void **state)
{
    (void)state;
    assert_true(earth_has((struct earth_point){90, 180}));
    assert_true(earth_has((struct earth_point){-90, -180}));
    assert_false(earth_has((struct earth_point){90.1, 0}));
    assert_false(earth_has((struct earth_point){0, -180.1}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distances_are_those_of_the_globe),
        cmocka_unit_test(test_the_earth_ends_at_its_poles_and_at_the_date_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
