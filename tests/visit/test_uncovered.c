// What of a story a visitor has uncovered.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "visit/visit.h"

static struct visit begin(void)
{
    struct visit v;
    visit_init(&v, &(struct visit_settings){.text_size = 2});
    return v;
}

static bool uncover(struct visit *v, const char *scene)
{
    struct command c = command_make(VISIT_UNCOVER, 0, scene);
    return visit_apply(v, &c);
}

static void test_a_scene_is_uncovered_and_covered_again(void **state)
{
    (void)state;
    struct visit v = begin();
    uint64_t before = visit_hash(&v);
    assert_true(uncover(&v, "end"));
    assert_true(uncovered_has(&v.uncovered, "end"));
    assert_false(uncovered_has(&v.uncovered, "middle"));
    assert_true(visit_hash(&v) != before);
    assert_true(uncover(&v, "end"));
    assert_false(uncovered_has(&v.uncovered, "end"));
    assert_int_equal(visit_hash(&v), before);
    assert_false(uncover(&v, ""));
}

static void test_the_first_is_covered_again_for_one_too_many(void **state)
{
    (void)state;
    struct visit v = begin();
    char id[32];
    for (int i = 0; i <= UNCOVERED_MOST; i++) {
        snprintf(id, sizeof(id), "scene-%d", i);
        assert_true(uncover(&v, id));
    }
    assert_int_equal(v.uncovered.n, UNCOVERED_MOST);
    assert_false(uncovered_has(&v.uncovered, "scene-0"));
    assert_true(uncovered_has(&v.uncovered, "scene-1"));
    assert_true(uncovered_has(&v.uncovered, id));
}

static void test_a_reset_covers_all(void **state)
{
    (void)state;
    struct visit v = begin();
    uint64_t before = visit_hash(&v);
    uncover(&v, "end");
    visit_apply(&v, &(struct command){.kind = VISIT_RESET});
    assert_false(uncovered_has(&v.uncovered, "end"));
    assert_int_equal(visit_hash(&v), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_scene_is_uncovered_and_covered_again),
        cmocka_unit_test(test_the_first_is_covered_again_for_one_too_many),
        cmocka_unit_test(test_a_reset_covers_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
