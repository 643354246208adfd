// FNV-1a against its published values.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/hash.h"

static void test_published_values_come_out(void **state)
{
    (void)state;
    // From the test suite in draft-eastlake-fnv, appendix C.
    static const struct {
        const char *text;
        uint64_t hash;
    } cases[] = {
        {"", 0xcbf29ce484222325u},
        {"a", 0xaf63dc4c8601ec8cu},
        {"foobar", 0x85944171f73967e8u},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_true(hash_bytes(HASH_START, cases[i].text, strlen(cases[i].text)) ==
                    cases[i].hash);
}

static void test_values_that_differ_hash_differently(void **state)
{
    (void)state;
    const uint64_t all[] = {
        hash_str(HASH_START, NULL),
        hash_str(HASH_START, ""),
        hash_str(HASH_START, "a"),
        hash_u64(HASH_START, 0),
        hash_u64(HASH_START, 1),
        hash_f32(HASH_START, 1.0f),
        hash_f32(HASH_START, 2.0f),
        hash_str(hash_str(HASH_START, "a"), "bc"),
        hash_str(hash_str(HASH_START, "ab"), "c"),
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        for (size_t k = 0; k < i; k++)
            assert_true(all[i] != all[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_values_come_out),
        cmocka_unit_test(test_values_that_differ_hash_differently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
