#include "tourc/cli.h"

#include "sandbox.h"

static void test_help_and_version_are_answers(void **state)
{
    (void)state;
    struct sandbox_run run = SANDBOX_TOURC("--help");
    assert_int_equal(run.status, 0);
    assert_string_equal(run.err, "");
    const char *words[] = {"tourc build DIR -o PACK", "tourc check DIR",
                           "tourc info PACK", "tourc new DIR"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        assert_non_null(strstr(run.out, words[i]));
    sandbox_done(&run);
    run = SANDBOX_TOURC("--version");
    assert_int_equal(run.status, 0);
    assert_string_equal(run.out, "tourc " BACKLOT_VERSION "\n");
    sandbox_done(&run);
}

static void test_a_wrong_command_line_ends_with_2_and_says_why(void **state)
{
    (void)state;
    const struct {
        const char *words[6], *says;
    } rows[] = {
        {{NULL}, "expected a command: build, check, info or new"},
        {{""}, "unknown command ''"},
        {{"biuld", "x"}, "unknown command 'biuld' (did you mean 'build'?)"},
        {{"zzzzzz"}, "unknown command 'zzzzzz'"},
        {{"build"}, "expected tourc build DIR -o PACK"},
        {{"build", "x"}, "expected tourc build DIR -o PACK"},
        {{"build", "-o", "x"}, "expected tourc build DIR -o PACK"},
        {{"build", "x", "-o"}, "expected the name of a pack after -o"},
        {{"build", "x", "-o", ""}, "expected the name of a pack after -o"},
        {{"build", "x", "y", "-o", "z"}, "expected one name, found 'y' too"},
        {{"build", "x", "--fast", "-oz"}, "unknown option '--fast'"},
        {{"check"}, "expected tourc check DIR"},
        {{"check", ""}, "expected one name, found '' too"},
        {{"check", "x", "-o", "y"}, "expected tourc check DIR"},
        {{"info"}, "expected tourc info PACK"},
        {{"new"}, "expected tourc new DIR"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct sandbox_run run = sandbox_tourc(rows[i].words);
        char expected[200];
        snprintf(expected, sizeof(expected), "tourc: %s\nTry 'tourc --help'.\n",
                 rows[i].says);
        assert_string_equal(run.err, expected);
        assert_string_equal(run.out, "");
        assert_int_equal(run.status, 2);
        sandbox_done(&run);
    }
}

static void test_after_two_dashes_a_dash_is_a_name(void **state)
{
    (void)state;
    sandbox_enter("cli");
    struct sandbox_run run = SANDBOX_TOURC("new", "--", "-o");
    assert_int_equal(run.status, 0);
    sandbox_done(&run);
    run = SANDBOX_TOURC("build", "-op.pack", "--", "-o");
    assert_int_equal(run.status, 0);
    assert_true(files_exists("p.pack"));
    sandbox_done(&run);
}

static void test_a_new_tour_builds_without_a_word_of_complaint(void **state)
{
    (void)state;
    sandbox_enter("cli");
    struct sandbox_run run = SANDBOX_TOURC("new", "mine");
    assert_int_equal(run.status, 0);
    assert_string_equal(run.err, "");
    assert_string_equal(run.out,
                        "mine: a tour of two stops. Begin with mine/README.md.\n");
    sandbox_done(&run);
    run = SANDBOX_TOURC("check", "mine");
    assert_string_equal(run.err, "");
    assert_int_equal(run.status, 0);
    sandbox_done(&run);
    run = SANDBOX_TOURC("build", "mine", "-o", "mine.pack");
    assert_int_equal(run.status, 0);
    assert_string_equal(run.out, "mine.pack: 2 stops, 1 pictures\n");
    sandbox_done(&run);
}

static void test_new_takes_an_empty_folder_and_no_other(void **state)
{
    (void)state;
    sandbox_enter("cli");
    sandbox_shell("mkdir empty full && touch full/x file");
    struct sandbox_run run = SANDBOX_TOURC("new", "empty");
    assert_int_equal(run.status, 0);
    sandbox_done(&run);
    const struct {
        const char *dir, *says;
    } rows[] = {
        {"full", "full:1:1: expected a new or empty folder, this has 'x' in it\n"},
        {"file", "file:1:1: Not a directory\n"},
        {"no/where", "no/where:1:1: can't make this folder: No such file or directory\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        run = SANDBOX_TOURC("new", rows[i].dir);
        assert_int_equal(run.status, 1);
        assert_string_equal(run.err, rows[i].says);
        sandbox_done(&run);
    }
    sandbox_shell("test \"$(ls full)\" = x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help_and_version_are_answers),
        cmocka_unit_test(test_a_wrong_command_line_ends_with_2_and_says_why),
        cmocka_unit_test(test_after_two_dashes_a_dash_is_a_name),
        cmocka_unit_test(test_a_new_tour_builds_without_a_word_of_complaint),
        cmocka_unit_test(test_new_takes_an_empty_folder_and_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
