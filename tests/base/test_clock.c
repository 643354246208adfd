// The clock, and the log's lines.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "died.h"

static void test_a_real_clock_never_goes_back(void **state)
{
    (void)state;
    struct clock c;
    clock_init(&c, false);
    int64_t before = clock_now_us(&c);
    assert_true(before > 0);
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_now_us(&c);
        assert_true(now >= before);
        before = now;
    }
}

static void test_a_manual_clock_moves_when_told_and_not_else(void **state)
{
    (void)state;
    struct clock c;
    clock_init(&c, true);
    assert_int_equal(clock_now_us(&c), 0);
    clock_advance(&c, 16667);
    clock_advance(&c, 0);
    assert_int_equal(clock_now_us(&c), 16667);
    assert_int_equal(clock_now_us(&c), 16667);
}

static void move_a_real_clock(void)
{
    struct clock c;
    clock_init(&c, false);
    clock_advance(&c, 1);
}

static void move_back(void)
{
    struct clock c;
    clock_init(&c, true);
    clock_advance(&c, -1);
}

static void test_moving_a_real_clock_or_back_is_a_bug(void **state)
{
    (void)state;
    assert_true(died(move_a_real_clock, "manual clock"));
    assert_true(died(move_back, "forward"));
}

// What fn writes to standard error; at most cap - 1 bytes.
static void heard(void (*fn)(void), char *out, size_t cap)
{
    FILE *kept = tmpfile();
    assert_non_null(kept);
    fflush(stderr);
    int was = dup(STDERR_FILENO);
    dup2(fileno(kept), STDERR_FILENO);
    fn();
    fflush(stderr);
    dup2(was, STDERR_FILENO);
    close(was);
    rewind(kept);
    out[fread(out, 1, cap - 1, kept)] = '\0';
    fclose(kept);
}

static void log_two(void)
{
    log_info("pack %s opened", "a.pack");
    log_warn("no font for %d clusters", 2);
}

static void log_two_quietly(void)
{
    log_quiet(true);
    log_two();
    log_quiet(false);
}

static void test_quiet_drops_information_but_never_a_warning(void **state)
{
    (void)state;
    char text[300];
    heard(log_two, text, sizeof(text));
    assert_string_equal(text, "backlot: pack a.pack opened\n"
                              "backlot: warning: no font for 2 clusters\n");
    heard(log_two_quietly, text, sizeof(text));
    assert_string_equal(text, "backlot: warning: no font for 2 clusters\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_real_clock_never_goes_back),
        cmocka_unit_test(test_a_manual_clock_moves_when_told_and_not_else),
        cmocka_unit_test(test_moving_a_real_clock_or_back_is_a_bug),
        cmocka_unit_test(test_quiet_drops_information_but_never_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
