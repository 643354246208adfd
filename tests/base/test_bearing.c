#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bearing.h"

static void test_bearings_of_known_pairs(void **state)
{
    (void)state;
    static const struct {
        double from[2], to[2], is, within;
    } pairs[] = {
        {{0, 0}, {1, 0}, 0, 1e-9},
        {{0, 0}, {0, 1}, 90, 1e-9},
        {{0, 0}, {-1, 0}, 180, 1e-9},
        {{0, 0}, {0, -1}, 270, 1e-9},
        {{0, 179.5}, {0, -179.5}, 90, 1e-9}, // over the date line
        // Baghdad to Osaka, a textbook's pair.
        {{35, 45}, {35, 135}, 60.16, 0.02},
        // Short ways are as on a flat map: east shrinks with the cosine of the latitude.
        {{34, -118}, {34.001, -118 + 0.001 / 0.829038}, 45, 0.05},
        {{52.2, 0.1}, {52.2, 0.1}, 0, 1e-9},
    };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        double got = bearing_deg(pairs[i].from[0], pairs[i].from[1], pairs[i].to[0],
                                 pairs[i].to[1]);
        if (fabs(got - pairs[i].is) > pairs[i].within)
            fail_msg("pair %zu: %.4f instead of %.4f", i, got, pairs[i].is);
        assert_true(got >= 0 && got < 360);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bearings_of_known_pairs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
