#include "tourc/output.h"

#include <sys/wait.h>

#include "sandbox.h"

static size_t files_here(void)
{
    struct arena arena;
    arena_init(&arena);
    const char **names;
    size_t n;
    struct err err;
    assert_true(files_list(".", &arena, &names, &n, &err));
    arena_release(&arena);
    return n;
}

static void test_a_file_appears_whole_when_it_is_committed(void **state)
{
    (void)state;
    sandbox_enter("output");
    struct output out;
    struct err err;
    assert_true(output_open(&out, "x", &err));
    assert_false(files_exists("x"));
    sandbox_write(out.temp, "new", 3);
    assert_true(output_commit(&out, &err));
    output_close(&out);
    size_t len;
    char *bytes = sandbox_read("x", &len);
    assert_string_equal(bytes, "new");
    free(bytes);
    assert_int_equal(files_here(), 1);
}

static void test_without_a_commit_the_old_file_stays_and_nothing_else(void **state)
{
    (void)state;
    sandbox_enter("output");
    sandbox_write("x", "old", 3);
    struct output out;
    struct err err;
    assert_true(output_open(&out, "x", &err));
    sandbox_write(out.temp, "half", 4);
    output_close(&out);
    size_t len;
    char *bytes = sandbox_read("x", &len);
    assert_string_equal(bytes, "old");
    free(bytes);
    assert_int_equal(files_here(), 1);
}

static void test_two_at_once_do_not_meet(void **state)
{
    (void)state;
    sandbox_enter("output");
    struct output a, b;
    struct err err;
    assert_true(output_open(&a, "x", &err));
    assert_true(output_open(&b, "x", &err));
    assert_string_not_equal(a.temp, b.temp);
    assert_true(output_commit(&b, &err));
    assert_true(output_commit(&a, &err));
    output_close(&b);
    output_close(&a);
    assert_int_equal(files_here(), 1);
}

static void test_only_plain_files_in_folders_that_are_there_can_be_written(void **state)
{
    (void)state;
    sandbox_enter("output");
    sandbox_shell("mkdir folder && mkfifo pipe && touch file");
    const struct {
        const char *target, *says;
    } rows[] = {
        {"folder", "expected the name of a file, this is a folder"},
        {"pipe", "expected a plain file"},
        {"/dev/null", "expected a plain file"},
        {"nowhere/x", "can't write this file: No such file or directory"},
        {"file/x", "can't write this file: Not a directory"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct output out;
        struct err err;
        assert_false(output_open(&out, rows[i].target, &err));
        assert_string_equal(err.text, rows[i].says);
        output_close(&out);
    }
    assert_int_equal(files_here(), 3);
}

// Opens an output, says so, and waits to be ended.
static void wait_with_an_open_output(int said)
{
    struct output out;
    struct err err;
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    bool ok = output_open(&out, "x", &err);
    if (write(said, ok ? "y" : "n", 1) == 1)
        pause();
    _exit(9);
}

static void test_ctrl_c_and_sigterm_leave_nothing_and_end_as_they_should(void **state)
{
    (void)state;
    const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        sandbox_enter("output");
        int pipes[2];
        assert_int_equal(pipe(pipes), 0);
        pid_t child = fork();
        if (child == 0)
            wait_with_an_open_output(pipes[1]);
        char said = 0;
        assert_int_equal(read(pipes[0], &said, 1), 1);
        assert_int_equal(said, 'y');
        assert_int_equal(files_here(), 1);
        assert_int_equal(kill(child, signals[i]), 0);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_int_equal(files_here(), 0);
        close(pipes[0]);
        close(pipes[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_appears_whole_when_it_is_committed),
        cmocka_unit_test(test_without_a_commit_the_old_file_stays_and_nothing_else),
        cmocka_unit_test(test_two_at_once_do_not_meet),
        cmocka_unit_test(test_only_plain_files_in_folders_that_are_there_can_be_written),
        cmocka_unit_test(test_ctrl_c_and_sigterm_leave_nothing_and_end_as_they_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
