// The trees of the screens as text, in both pseudo-languages and all profiles, against what
// was agreed on. After a change that is meant: BACKLOT_UPDATE=1, and read the difference.
#include <sys/stat.h>

#include "stand.h"

#define FOLDER SOURCE_DIR "/tests/app/dumps"

static char *read_all(const char *path)
{
    struct str text;
    char part[4096];
    size_t n;
    FILE *f = fopen(path, "r");
    str_init(&text);
    str_add(&text, "");
    while (f && (n = fread(part, 1, sizeof(part), f)) > 0)
        str_add_bytes(&text, part, n);
    if (f)
        fclose(f);
    return text.data;
}

static void write_all(const char *path, const char *text)
{
    mkdir(FOLDER, 0777);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

// The first line that differs.
static void fail_where(const char *path, const char *is, const char *was)
{
    int line = 1;
    while (*is && *is == *was) {
        line += *is == '\n';
        is++;
        was++;
    }
    while (line > 1 && is[-1] != '\n') {
        is--;
        was--;
    }
    fail_msg("%s:%d: is\n%.*s\nwas\n%.*s", path, line, (int)strcspn(is, "\n"), is,
             (int)strcspn(was, "\n"), was);
}

static void test_the_trees_are_as_agreed(void **state)
{
    (void)state;
    static const char *const profiles[] = {"kiosk", "laptop", "tablet"};
    static const char *const langs[] = {"en-XA", "ar-XB"};
    static const char *const screens[] = {"attract", "tour", "stop:gate", "fault"};
    for (size_t i = 0; i < 3 * 2 * 4; i++) {
        char path[512];
        struct options o = stand_options(FIXTURE_PACK);
        o.profile = profiles[i % 3];
        o.lang = langs[i / 3 % 2];
        o.screen = screens[i / 6];
        snprintf(path, sizeof(path), FOLDER "/%.*s-%s-%s.txt",
                 (int)strcspn(o.screen, ":"), o.screen, o.profile, o.lang);
        struct stand *s = stand_create(&o);
        struct str text;
        str_init(&text);
        ui_dump(s->app.ui, &text);
        if (getenv("BACKLOT_UPDATE"))
            write_all(path, str_c(&text));
        char *was = read_all(path);
        if (strcmp(str_c(&text), was) != 0)
            fail_where(path, str_c(&text), was);
        free(was);
        str_release(&text);
        stand_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_trees_are_as_agreed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
