#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "visit/visit.h"

static struct visit fresh(void)
{
    struct visit v;
    visit_init(&v, &(struct visit_settings){"en", "daylight", 2, false});
    return v;
}

static bool apply(struct visit *v, uint32_t kind, const char *id)
{
    struct command c = command_make(kind, 0, id);
    return visit_apply(v, &c);
}

static void test_what_was_found_stays_found_when_it_is_hidden_again(void **state)
{
    (void)state;
    struct visit v = fresh();
    assert_null(ledger_find(&v.ledger, "egg"));
    assert_true(apply(&v, VISIT_REVEAL, "egg"));
    assert_true(visit_revealed(&v, "egg"));
    uint64_t open = visit_hash(&v);
    assert_true(apply(&v, VISIT_REVEAL, "egg"));
    assert_false(visit_revealed(&v, "egg"));
    assert_true(ledger_find(&v.ledger, "egg")->found);
    assert_true(visit_hash(&v) != open);
    assert_false(apply(&v, VISIT_REVEAL, ""));
}

static void test_there_are_three_hints_and_none_of_them_finds(void **state)
{
    (void)state;
    struct visit v = fresh();
    for (int i = 1; i <= LEDGER_HINTS; i++) {
        uint64_t before = visit_hash(&v);
        assert_true(apply(&v, VISIT_HINT, "egg"));
        assert_int_equal(ledger_find(&v.ledger, "egg")->hints, i);
        assert_true(visit_hash(&v) != before);
    }
    assert_false(apply(&v, VISIT_HINT, "egg"));
    assert_false(apply(&v, VISIT_HINT, ""));
    assert_false(ledger_find(&v.ledger, "egg")->found);
    assert_false(visit_revealed(&v, "egg"));
}

static void test_a_full_ledger_keeps_what_it_has_and_takes_no_more(void **state)
{
    (void)state;
    struct visit v = fresh();
    char id[16];
    for (int i = 0; i < LEDGER_MOST; i++) {
        snprintf(id, sizeof(id), "egg-%d", i);
        assert_true(ledger_takes(&v.ledger, id));
        assert_true(apply(&v, i % 2 ? VISIT_REVEAL : VISIT_HINT, id));
    }
    uint64_t full = visit_hash(&v);
    assert_false(ledger_takes(&v.ledger, "one-too-many"));
    assert_false(apply(&v, VISIT_REVEAL, "one-too-many"));
    assert_false(apply(&v, VISIT_HINT, "one-too-many"));
    assert_true(visit_hash(&v) == full);
    assert_true(ledger_takes(&v.ledger, "egg-7"));
    assert_true(apply(&v, VISIT_HINT, "egg-7"));
    assert_true(apply(&v, VISIT_RESET, NULL));
    struct visit cold = fresh();
    assert_true(visit_hash(&v) == visit_hash(&cold));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_found_stays_found_when_it_is_hidden_again),
        cmocka_unit_test(test_there_are_three_hints_and_none_of_them_finds),
        cmocka_unit_test(test_a_full_ledger_keeps_what_it_has_and_takes_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
