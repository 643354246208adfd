// --screenshots: a picture of every screen and stop, page by page.
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/shots.h"
#include "stand.h"

#define FOLDER BUILD_DIR "/tests/shots"

static bool there(const char *name)
{
    char path[512];
    struct stat st;
    snprintf(path, sizeof(path), FOLDER "/%s", name);
    return stat(path, &st) == 0 && st.st_size > 1000;
}

static int remove_all(void)
{
    char path[512];
    int count = 0;
    DIR *d = opendir(FOLDER);
    for (struct dirent *e; d && (e = readdir(d));) {
        snprintf(path, sizeof(path), FOLDER "/%.255s", e->d_name);
        count += unlink(path) == 0;
    }
    if (d)
        closedir(d);
    rmdir(FOLDER);
    return count;
}

static struct stand *open_stand(const char *pack, int text_size)
{
    struct options o = stand_options(pack);
    o.w = 640;
    o.h = 360;
    o.text_size = text_size;
    remove_all();
    return stand_create(&o);
}

static void test_every_screen_and_stop_is_written(void **state)
{
    (void)state;
    static const char *const names[] = {
        "attract.png",       "home.png",         "tour-walk.png",
        "stop-gate.png",     "stop-square.png",  "sheet-settings.png",
        "sheet-keypad.png",  "sheet-viewer.png", "sheet-viewer-zoomed.png",
        "sheet-compare.png", "fault.png",        "sheet-still-there.png"};
    struct err err = {0};
    struct stand *s = open_stand(FIXTURE_PACK, 5);
    assert_true(shots_write(&s->app, FOLDER, &err));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (!there(names[i]))
            fail_msg("no %s", names[i]);
    // In the largest letters a stop has more than one page; the attract screen has one.
    assert_true(there("stop-gate-2.png"));
    assert_false(there("stop-gate-1.png") || there("attract-2.png"));
    stand_destroy(s);
    remove_all();
}

static void test_without_a_pack_there_is_the_built_in_page(void **state)
{
    (void)state;
    struct err err = {0};
    struct stand *s = open_stand(BUILD_DIR "/tests/no-such.pack", 2);
    assert_true(shots_write(&s->app, FOLDER, &err));
    assert_true(there("fault.png"));
    assert_int_equal(remove_all(), 1);
    stand_destroy(s);
}

static void test_a_folder_that_can_not_be_made_is_named(void **state)
{
    (void)state;
    struct err err = {0};
    struct stand *s = open_stand(FIXTURE_PACK, 2);
    assert_false(shots_write(&s->app, "/nonexistent/shots", &err));
    assert_non_null(strstr(err.text, "/nonexistent/shots"));
    assert_false(shots_write(&s->app, FIXTURE_PACK, &err)); // a file, not a folder
    assert_non_null(strstr(err.text, "fixture.pack"));
    stand_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_screen_and_stop_is_written),
        cmocka_unit_test(test_without_a_pack_there_is_the_built_in_page),
        cmocka_unit_test(test_a_folder_that_can_not_be_made_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
