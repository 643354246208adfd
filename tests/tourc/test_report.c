#include "tourc/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *printed(struct report *r)
{
    char *text = NULL;
    size_t len;
    FILE *to = open_memstream(&text, &len);
    report_print(r, to);
    fclose(to);
    return text;
}

static void test_complaints_come_out_by_file_line_and_column_and_once(void **state)
{
    (void)state;
    struct report r;
    report_init(&r);
    report_error(&r, (struct spot){"b.yaml", 2, 1}, "third");
    report_warn(&r, (struct spot){"b.yaml", 10, 1}, "fourth of %d", 5);
    report_error(&r, (struct spot){"a.yaml", 9, 2}, "second");
    report_error(&r, (struct spot){"a.yaml", 9, 1}, "first");
    report_error(&r, (struct spot){"b.yaml", 2, 1}, "third");
    report_error(&r, (struct spot){"b.yaml", 11, 1}, "fifth");
    char *text = printed(&r);
    assert_string_equal(text, "a.yaml:9:1: first\na.yaml:9:2: second\nb.yaml:2:1: third\n"
                              "b.yaml:10:1: warning: fourth of 5\nb.yaml:11:1: fifth\n");
    assert_int_equal(r.n_errors, 5);
    free(text);
    report_release(&r);
}

static void test_hints_are_warnings_until_there_is_an_error(void **state)
{
    (void)state;
    struct report r;
    report_init(&r);
    report_hint(&r, (struct spot){"a.yaml", 1, 1}, "unused");
    report_warn(&r, (struct spot){"a.yaml", 2, 1}, "odd");
    char *text = printed(&r);
    assert_string_equal(text, "a.yaml:1:1: warning: unused\na.yaml:2:1: warning: odd\n");
    free(text);
    report_error(&r, (struct spot){"a.yaml", 3, 1}, "wrong");
    text = printed(&r);
    assert_string_equal(text, "a.yaml:2:1: warning: odd\na.yaml:3:1: wrong\n");
    free(text);
    report_release(&r);
}

static void test_nothing_to_complain_of_prints_nothing(void **state)
{
    (void)state;
    struct report r;
    report_init(&r);
    char *text = printed(&r);
    assert_string_equal(text, "");
    free(text);
    report_release(&r);
}

static void test_columns_count_characters(void **state)
{
    (void)state;
    const char *text = "añb\n¿x?";
    struct spot start = {"f", 5, 3};
    struct spot at = spot_in(start, text, strlen("añ"));
    assert_int_equal(at.line, 5);
    assert_int_equal(at.col, 5);
    at = spot_in(start, text, strlen("añb\n¿"));
    assert_int_equal(at.line, 6);
    assert_int_equal(at.col, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_complaints_come_out_by_file_line_and_column_and_once),
        cmocka_unit_test(test_hints_are_warnings_until_there_is_an_error),
        cmocka_unit_test(test_nothing_to_complain_of_prints_nothing),
        cmocka_unit_test(test_columns_count_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
