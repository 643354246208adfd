#include "tourc/languages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_languages_are_told_from_slips(void **state)
{
    (void)state;
    const char *const good[] = {"aa", "en", "EN-us", "zh-Hant", "zu", "fil", "yue-HK"};
    const char *const bad[] = {"xq",       "eg",      "jp", "cz-CZ", "und",
                               "mul-Latn", "spanish", "",   "e"};
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        if (!language_is_known(good[i]))
            fail_msg("'%s' is a language", good[i]);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (language_is_known(bad[i]))
            fail_msg("'%s' is no language", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages_are_told_from_slips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
