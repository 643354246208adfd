#include "tourc/contrast.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_ratios_are_those_that_are_known(void **state)
{
    (void)state;
    const struct {
        uint32_t a, b;
        double least, most;
    } rows[] = {
        {0x000000, 0xFFFFFF, 20.999, 21.001},
        {0xFFFFFF, 0x000000, 20.999, 21.001},
        {0x123456, 0x123456, 0.999, 1.001},
        {0x767676, 0xFFFFFF, 4.540, 4.550}, // the lightest grey that is enough on white
        {0x777777, 0xFFFFFF, 4.475, 4.485}, // the next one, which is not
        {0xFF0000, 0xFFFFFF, 3.990, 4.000},
        {0x0000FF, 0xFFFFFF, 8.585, 8.600},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double ratio = contrast_ratio(rows[i].a, rows[i].b);
        if (ratio < rows[i].least || ratio > rows[i].most)
            fail_msg("row %zu: %.4f", i, ratio);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ratios_are_those_that_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
