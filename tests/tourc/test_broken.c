// The real tour, broken in many ways: see broken/README.md.
#include "sandbox.h"

#include <dirent.h>

#define EDITS 79
#define FIVE_AT_ONCE 5

struct edit {
    char *all; // the file; the rest points into it
    const char *file, *old, *new, *says;
    bool gone;
};

// What stands between `mark` and the next one; NULL: no such mark.
static char *part(char *all, const char *mark)
{
    char *at = strstr(all, mark);
    return at ? at + strlen(mark) : NULL;
}

static void cut(char *text)
{
    char *end = text ? strstr(text, "\n--- ") : NULL;
    if (end)
        *end = '\0';
}

static void edit_read(struct edit *e, const char *path)
{
    size_t len;
    *e = (struct edit){.all = sandbox_read(path, &len)};
    char *file = part(e->all, "\nfile ");
    char *old = part(e->all, "\n--- old\n");
    char *new = part(e->all, "\n--- new\n");
    char *says = part(e->all, "\n--- says\n");
    e->gone = strstr(e->all, "\n--- gone\n") != NULL;
    if (!file || !says || (!new && !e->gone) || e->all[0] == '\n')
        fail_msg("%s: expected a line of description, file, new and says", path);
    cut(old);
    cut(new);
    file[strcspn(file, "\n")] = '\0';
    e->file = file;
    e->old = old;
    e->new = new;
    e->says = says;
}

static int line_of(const char *text, const char *at)
{
    int line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

// Where `words` stand in a file of the tour, which must have them once.
static char *find_once(const char *path, const char *words, char **text_out)
{
    size_t len;
    *text_out = sandbox_read(path, &len);
    char *found = strstr(*text_out, words);
    if (!found || strstr(found + 1, words))
        fail_msg("%s has '%s' %s", path, words, found ? "twice" : "nowhere");
    return found;
}

// Unlinked before it is written: what lies there is a link to the whole tour's file.
static void write_new(const char *path, const char *text, size_t len)
{
    unlink(path);
    sandbox_write(path, text, len);
}

// The line where the edit begins.
static int apply(const struct edit *e, const char *path)
{
    if (e->gone) {
        assert_int_equal(unlink(path), 0);
        return 1;
    }
    struct str text;
    str_init(&text);
    int line = 1;
    if (e->old) {
        char *before;
        char *found = find_once(path, e->old, &before);
        line = line_of(before, found);
        str_add_bytes(&text, before, (size_t)(found - before));
        str_add(&text, e->new);
        str_add(&text, found + strlen(e->old));
        free(before);
    } else {
        str_add(&text, e->new);
        str_add(&text, "\n");
    }
    write_new(path, str_c(&text), text.len);
    str_release(&text);
    return line;
}

// "{places/x.yaml|id: y}" as a line's number; returns what follows it.
static const char *add_line_of(struct str *out, const char *from)
{
    const char *bar = strchr(from, '|');
    const char *end = strchr(from, '}');
    assert_true(bar && end && bar < end);
    char path[300];
    char words[300];
    snprintf(path, sizeof(path), "tours/%.*s", (int)(bar - from - 1), from + 1);
    snprintf(words, sizeof(words), "%.*s", (int)(end - bar - 1), bar + 1);
    char *text;
    const char *found = find_once(path, words, &text);
    str_printf(out, "%d", line_of(text, found));
    free(text);
    return end + 1;
}

static void expand(const char *says, int line, struct str *out)
{
    for (char before = 0; *says;) {
        bool begins = before == ':' || before == ' ';
        before = *says;
        if (*says == '{') {
            says = add_line_of(out, says);
        } else if (*says == '@' && begins) {
            char *end = (char *)(uintptr_t)++says;
            long more = *end == '+' ? strtol(end + 1, &end, 10) : 0;
            str_printf(out, "%ld", line + more);
            says = end;
        } else {
            str_add_bytes(out, says++, 1);
        }
    }
}

static size_t count_errors(const char *text)
{
    size_t n = 0;
    for (const char *end; (end = strchr(text, '\n')); text = end + 1)
        n += !memmem(text, (size_t)(end - text), ": warning: ", 11);
    return n;
}

// How many mistakes it made; 0 when they are not as the edit says.
static size_t try_edit(const char *name)
{
    char path[500];
    snprintf(path, sizeof(path), SOURCE_DIR "/tests/tourc/broken/%s", name);
    struct edit edit;
    edit_read(&edit, path);
    sandbox_shell("rm -rf tours data && cp -rl whole tours && cp -rl maps data");
    snprintf(path, sizeof(path), "tours/%s", edit.file);
    int line = apply(&edit, path);
    struct str expected;
    str_init(&expected);
    expand(edit.says, line, &expected);
    struct sandbox_run run = SANDBOX_TOURC("check", "tours");
    bool good = run.status == 1 && !*run.out && str_eq(run.err, str_c(&expected));
    size_t n = good ? count_errors(run.err) : 0;
    if (!good)
        print_error("%s: status %d, expected\n%sfound\n%s\n", name, run.status,
                    str_c(&expected), run.err);
    sandbox_done(&run);
    str_release(&expected);
    free(edit.all);
    return n;
}

// Small pictures stand in for the real ones, which would be decoded for every edit.
static void copy_tours(void)
{
    sandbox_shell("cp -r '%s/tours' whole && for f in whole/media/*.svg; do "
                  "cp '%s/tests/tourc/fixture/media/gate.svg' \"$f\"; done && "
                  "mkdir maps && cp -r '%s/data/map' maps/ && cp -r maps data",
                  SOURCE_DIR, SOURCE_DIR, SOURCE_DIR);
}

static void test_broken_tours_are_told_apart_by_what_is_said(void **state)
{
    (void)state;
    sandbox_enter("broken");
    copy_tours();
    DIR *folder = opendir(SOURCE_DIR "/tests/tourc/broken");
    assert_non_null(folder);
    size_t n = 0;
    size_t bad = 0;
    size_t fives = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        size_t len = strlen(entry->d_name);
        if (len < 5 || strcmp(entry->d_name + len - 5, ".edit") != 0)
            continue;
        size_t complaints = try_edit(entry->d_name);
        n++;
        bad += complaints == 0;
        fives += complaints == 5;
    }
    closedir(folder);
    assert_int_equal(bad, 0);
    assert_int_equal(n, EDITS);
    assert_int_equal(fives, FIVE_AT_ONCE);
}

static void test_the_tour_itself_has_nothing_to_complain_of(void **state)
{
    (void)state;
    sandbox_enter("broken");
    copy_tours();
    struct sandbox_run run = SANDBOX_TOURC("check", "whole");
    assert_string_equal(run.err, "");
    assert_int_equal(run.status, 0);
    sandbox_done(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_tour_itself_has_nothing_to_complain_of),
        cmocka_unit_test(test_broken_tours_are_told_apart_by_what_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
