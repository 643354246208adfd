// What outlives the program: read again, the newest, after a kill, and beside a damaged file.
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/log.h"
#include "keep/keep.h"

struct folder {
    char path[64], file[128], damaged[160];
};

static int open_folder(void **state)
{
    static struct folder f;
    snprintf(f.path, sizeof(f.path), "/tmp/backlot-keep-XXXXXX");
    if (!mkdtemp(f.path))
        return -1;
    snprintf(f.file, sizeof(f.file), "%s/a/b/state.db", f.path);
    snprintf(f.damaged, sizeof(f.damaged), "%s.damaged", f.file);
    log_quiet(true);
    *state = &f;
    return 0;
}

static int close_folder(void **state)
{
    const struct folder *f = *state;
    char line[128];
    snprintf(line, sizeof(line), "rm -rf '%s'", f->path);
    return system(line);
}

static struct keep *open_good(const struct folder *f)
{
    struct err err = {0};
    struct keep *keep = keep_open(f->file, &err);
    if (!keep)
        fail_msg("%s", err.text);
    return keep;
}

static void put_text(struct keep *keep, const char *name, const char *text)
{
    keep_put(keep, name, text, strlen(text));
}

static void assert_text(struct keep *keep, const char *name, const char *text)
{
    char got[256] = "";
    size_t len = keep_get(keep, name, got, sizeof(got));
    assert_int_equal(len, strlen(text));
    assert_memory_equal(got, text, len);
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void test_what_was_put_is_there_again(void **state)
{
    const struct folder *f = *state;
    static char large[100000], got[100000];
    for (size_t i = 0; i < sizeof(large); i++)
        large[i] = (char)(i * 7 + i / 251);
    struct keep *keep = open_good(f);
    assert_int_equal(keep_get(keep, "walk", got, sizeof(got)), 0);
    put_text(keep, "walk", "third stop");
    put_text(keep, "visit'; DROP TABLE value; --", "\xff\xfe");
    keep_put(keep, "zeros", "\0\0\0", 3);
    keep_put(keep, "large", large, sizeof(large));
    put_text(keep, "gone", "soon");
    keep_put(keep, "gone", NULL, 0);
    assert_text(keep, "walk", "third stop"); // before it is on the disk
    assert_text(keep, "gone", "");
    keep_close(keep);

    struct stat st;
    assert_int_equal(stat(f->file, &st), 0);
    assert_int_equal(st.st_mode & 077, 0);
    keep = open_good(f);
    assert_text(keep, "walk", "third stop");
    assert_text(keep, "visit'; DROP TABLE value; --", "\xff\xfe");
    assert_int_equal(keep_get(keep, "zeros", got, 2), 3);
    assert_int_equal(keep_get(keep, "gone", got, sizeof(got)), 0);
    assert_int_equal(keep_get(keep, "large", got, sizeof(got)), sizeof(large));
    assert_memory_equal(got, large, sizeof(large));
    memset(got, 'x', 8);
    assert_int_equal(keep_get(keep, "large", got, 4), sizeof(large));
    assert_memory_equal(got + 4, "xxxx", 4);
    keep_put(keep, "walk", NULL, 0);
    keep_close(keep);
    keep = open_good(f);
    assert_text(keep, "walk", "");
    keep_close(keep);
    keep_close(NULL);
}

static void test_folders_are_the_owners_alone(void **state)
{
    const struct folder *f = *state;
    mode_t before = umask(0);
    keep_close(open_good(f));
    umask(before);
    char path[80];
    struct stat st;
    snprintf(path, sizeof(path), "%s/a/b", f->path);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(stat(f->file, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void test_the_newest_of_many_wins(void **state)
{
    const struct folder *f = *state;
    struct keep *keep = open_good(f);
    char name[16], text[32];
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof(name), "n%d", i % 7);
        snprintf(text, sizeof(text), "value %d", i);
        put_text(keep, name, text);
        if (i % 5000 == 0)
            nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    keep_close(keep);
    keep = open_good(f);
    for (int i = 19993; i < 20000; i++) {
        snprintf(name, sizeof(name), "n%d", i % 7);
        snprintf(text, sizeof(text), "value %d", i);
        assert_text(keep, name, text);
    }
    keep_close(keep);
}

static void test_what_is_too_large_is_not_kept(void **state)
{
    const struct folder *f = *state;
    struct keep *keep = open_good(f);
    char *large = calloc(1, KEEP_VALUE_MAX + 1);
    put_text(keep, "a", "before");
    keep_put(keep, "a", large, KEEP_VALUE_MAX + 1);
    assert_text(keep, "a", "before");
    keep_put(keep, "a", large, KEEP_VALUE_MAX);
    keep_close(keep);
    keep = open_good(f);
    assert_int_equal(keep_get(keep, "a", NULL, 0), KEEP_VALUE_MAX);
    keep_close(keep);
    free(large);
}

// Each value is one number, many times over: half of one and half of another is seen.
#define NUMBERS 700

static _Noreturn void write_until_killed(const struct folder *f, uint32_t first)
{
    struct err err;
    struct keep *keep = keep_open(f->file, &err);
    uint32_t numbers[NUMBERS];
    if (!keep)
        _exit(1);
    for (uint32_t i = first;; i++) {
        for (int k = 0; k < NUMBERS; k++)
            numbers[k] = i;
        keep_put(keep, "count", numbers, sizeof(numbers));
        keep_put(keep, "other", numbers, sizeof(numbers) / 2);
        nanosleep(&(struct timespec){.tv_nsec = 50000}, NULL);
    }
}

static uint32_t read_count(const struct folder *f, uint32_t at_least)
{
    uint32_t numbers[NUMBERS] = {0};
    struct keep *keep = open_good(f);
    size_t len = keep_get(keep, "count", numbers, sizeof(numbers));
    keep_close(keep);
    if (len == 0)
        return at_least; // killed before anything was written
    assert_int_equal(len, sizeof(numbers));
    for (int k = 1; k < NUMBERS; k++)
        assert_int_equal(numbers[k], numbers[0]);
    assert_true(numbers[0] >= at_least);
    return numbers[0];
}

static void test_a_kill_leaves_a_value_that_was_put(void **state)
{
    const struct folder *f = *state;
    int rounds = getenv("BACKLOT_LONG") ? 200 : 12;
    uint32_t count = 0, begun = 1;
    for (int i = 0; i < rounds; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            write_until_killed(f, begun);
        int ms = 5 + i * 37 % 90;
        nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));
        count = read_count(f, count);
        begun = count + 1;
        assert_false(exists(f->damaged));
    }
    assert_true(count > 0); // something was written at all
}

static void write_file(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static void assert_begins_anew(const struct folder *f)
{
    unlink(f->damaged);
    struct keep *keep = open_good(f);
    assert_int_equal(keep_get(keep, "walk", NULL, 0), 0);
    put_text(keep, "walk", "again");
    keep_close(keep);
    assert_true(exists(f->damaged));
    keep = open_good(f);
    assert_text(keep, "walk", "again");
    keep_close(keep);
}

static void test_a_damaged_file_is_put_aside(void **state)
{
    const struct folder *f = *state;
    static const char rubbish[] =
        "This is no database, but it is longer than a hundred bytes, "
        "so that it is looked at as one and found to be something "
        "else altogether by whoever opens it.";
    keep_close(open_good(f));
    write_file(f->file, rubbish, sizeof(rubbish));
    assert_begins_anew(f);

    // Whole at its head, wrong in the middle.
    struct keep *keep = open_good(f);
    for (int i = 0; i < 400; i++) {
        char name[16];
        snprintf(name, sizeof(name), "name %d", i);
        keep_put(keep, name, rubbish, sizeof(rubbish));
    }
    keep_close(keep);
    FILE *file = fopen(f->file, "r+b");
    assert_non_null(file);
    for (long at = 4096; at < 40000; at += 4096) {
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        fwrite(rubbish, 1, sizeof(rubbish), file);
    }
    fclose(file);
    assert_begins_anew(f);

    // Cut off.
    assert_int_equal(truncate(f->file, 5000), 0);
    assert_begins_anew(f);
}

static void test_any_bytes_are_a_file_to_it(void **state)
{
    const struct folder *f = *state;
    struct keep *keep = open_good(f);
    for (int i = 0; i < 60; i++) {
        char name[16];
        snprintf(name, sizeof(name), "name %d", i);
        put_text(keep, name, "a value that is as long as most of them are");
    }
    keep_close(keep);
    static unsigned char whole[65536];
    FILE *file = fopen(f->file, "rb");
    assert_non_null(file);
    size_t len = fread(whole, 1, sizeof(whole), file);
    fclose(file);
    int rounds = getenv("BACKLOT_LONG") ? 3000 : 150;
    int loud = dup(STDERR_FILENO); // it warns of each
    assert_non_null(freopen("/dev/null", "w", stderr));
    uint32_t r = 1;
    for (int i = 0; i < rounds; i++) {
        unsigned char bad[sizeof(whole)];
        memcpy(bad, whole, len);
        for (int k = 0; k < 1 + i % 20; k++) {
            r = r * 1664525 + 1013904223;
            bad[(r >> 8) % (i % 2 ? 200 : len)] = (unsigned char)(r >> 24);
        }
        write_file(f->file, (const char *)bad, i % 3 ? len : len - r % len);
        keep = open_good(f);
        put_text(keep, "walk", "on");
        keep_close(keep);
    }
    fflush(stderr);
    dup2(loud, STDERR_FILENO);
    close(loud);
}

static void assert_refused(const char *path)
{
    struct err err = {0};
    assert_null(keep_open(path, &err));
    assert_true(strstr(err.text, "can't be") != NULL);
}

static void test_where_nothing_can_be_written_it_says_so(void **state)
{
    const struct folder *f = *state;
    char path[200];
    snprintf(path, sizeof(path), "%s/plain", f->path);
    write_file(path, "x", 1);
    snprintf(path, sizeof(path), "%s/plain/state.db", f->path);
    assert_refused(path);
    assert_refused(f->path); // a folder
    keep_close(open_good(f));
    snprintf(path, sizeof(path), "%s/a/b", f->path);
    chmod(f->path, 0755);
    // Another user, since the tests may be root's: neither the folder nor the file are his.
    pid_t child = fork();
    if (child == 0) {
        chmod(path, 0500);
        chmod(f->file, 0400);
        if (geteuid() == 0 && (setegid(65534) != 0 || seteuid(65534) != 0))
            _exit(3);
        struct err err = {0};
        _exit(keep_open(f->file, &err) == NULL && *err.text ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    chmod(path, 0700);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_was_put_is_there_again, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_folders_are_the_owners_alone, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_the_newest_of_many_wins, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_what_is_too_large_is_not_kept, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_a_kill_leaves_a_value_that_was_put,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(test_a_damaged_file_is_put_aside, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_any_bytes_are_a_file_to_it, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(test_where_nothing_can_be_written_it_says_so,
                                        open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
