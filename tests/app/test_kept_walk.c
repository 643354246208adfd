// A tablet whose battery went finds the walk where it was; a kiosk keeps nothing.
#include "stand.h"

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "visit/walk.h"

#define SECOND INT64_C(1000000)
#define WALK "walk" // of the fixture

struct folder {
    char path[64], file[96];
};

static void folder_init(struct folder *f)
{
    snprintf(f->path, sizeof(f->path), "/tmp/backlot-kept-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    snprintf(f->file, sizeof(f->file), "%s/state.db", f->path);
}

static void folder_release(struct folder *f)
{
    char more[128];
    unlink(f->file);
    snprintf(more, sizeof(more), "%s-wal", f->file);
    unlink(more);
    snprintf(more, sizeof(more), "%s-shm", f->file);
    unlink(more);
    assert_int_equal(rmdir(f->path), 0);
}

static struct stand *start(const struct folder *f, const char *profile)
{
    struct options o = stand_options(FIXTURE_PACK);
    o.profile = profile;
    o.position = "simulate:10";
    o.state = f->path;
    return stand_create(&o);
}

static void send(struct stand *s, uint32_t kind, int number, const char *id)
{
    struct command c = command_make(kind, number, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
}

static void walk_on(struct stand *s, int seconds)
{
    send(s, VISIT_BEGIN, 0, NULL);
    send(s, VISIT_OPEN_TOUR, 0, WALK);
    send(s, VISIT_WALK, 0, WALK);
    for (int i = 0; i < seconds; i++)
        app_advance(&s->app, SECOND);
}

static enum screen screen(const struct stand *s)
{
    return visit_top(&s->app.visit)->screen;
}

static void test_a_walk_goes_on_after_a_restart(void **state)
{
    (void)state;
    struct folder f;
    folder_init(&f);
    struct stand *s = start(&f, "tablet");
    assert_int_equal(screen(s), SCREEN_ATTRACT);
    walk_on(s, 15);
    struct walk before = s->app.visit.walking.walk;
    assert_true(before.metres > 20 && before.status != WALK_ENDED);
    stand_destroy(s);
    s = start(&f, "tablet");
    const struct walk *now = &s->app.visit.walking.walk;
    assert_int_equal(screen(s), SCREEN_WALK);
    assert_string_equal(s->app.visit.walking.tour, WALK);
    assert_false(s->app.visit.walking.preview);
    assert_int_equal(now->next, before.next);
    // It is kept every two seconds, in which the walker makes 25 m.
    assert_true(fabs(now->metres - before.metres) < 30);
    assert_memory_equal(now->seen, before.seen, sizeof(now->seen));
    stand_destroy(s);
    folder_release(&f);
}

static void test_what_was_passed_over_stays_behind(void **state)
{
    (void)state;
    struct folder f;
    folder_init(&f);
    struct stand *s = start(&f, "tablet");
    walk_on(s, 0);
    send(s, VISIT_WALK_PAUSE, 0, NULL);
    send(s, VISIT_WALK_SKIP, 0, NULL);
    int next = s->app.visit.walking.walk.next;
    assert_int_equal(next, 1);
    app_advance(&s->app, 3 * SECOND);
    stand_destroy(s);
    s = start(&f, "tablet");
    assert_int_equal(s->app.visit.walking.walk.next, next);
    stand_destroy(s);
    folder_release(&f);
}

static void test_who_starts_again_leaves_nothing(void **state)
{
    (void)state;
    struct folder f;
    folder_init(&f);
    struct stand *s = start(&f, "tablet");
    walk_on(s, 10);
    send(s, VISIT_RESET, 0, NULL);
    app_advance(&s->app, SECOND);
    stand_destroy(s);
    s = start(&f, "tablet");
    assert_int_equal(screen(s), SCREEN_ATTRACT);
    assert_string_equal(s->app.visit.walking.tour, "");
    stand_destroy(s);
    folder_release(&f);
}

static void test_a_preview_is_not_kept(void **state)
{
    (void)state;
    struct folder f;
    folder_init(&f);
    struct stand *s = start(&f, "tablet");
    send(s, VISIT_BEGIN, 0, NULL);
    send(s, VISIT_WALK, 1, WALK);
    app_advance(&s->app, 5 * SECOND);
    stand_destroy(s);
    s = start(&f, "tablet");
    assert_int_equal(screen(s), SCREEN_ATTRACT);
    stand_destroy(s);
    folder_release(&f);
}

static void test_a_preview_between_leaves_the_walk_as_it_was(void **state)
{
    (void)state;
    struct folder f;
    folder_init(&f);
    struct stand *s = start(&f, "tablet");
    walk_on(s, 15);
    double metres = s->app.visit.walking.walk.metres;
    assert_true(metres > 20);
    send(s, VISIT_BACK, 0, NULL);
    send(s, VISIT_WALK, 1, WALK);
    app_advance(&s->app, 2 * SECOND);
    assert_true(s->app.visit.walking.preview);
    send(s, VISIT_BACK, 0, NULL);
    send(s, VISIT_WALK, 0, WALK);
    assert_true(fabs(s->app.visit.walking.walk.metres - metres) < 30);
    stand_destroy(s);
    folder_release(&f);
}

static void test_a_kiosk_keeps_nothing(void **state)
{
    (void)state;
    struct folder f;
    struct stat there;
    folder_init(&f);
    struct stand *s = start(&f, "kiosk");
    walk_on(s, 10);
    stand_destroy(s);
    assert_int_equal(stat(f.file, &there), -1);
    s = start(&f, "kiosk");
    assert_int_equal(screen(s), SCREEN_ATTRACT);
    stand_destroy(s);
    folder_release(&f);
}

// Of a file that says something else, and of one that is none, nothing is taken up.
static void test_a_damaged_file_begins_anew(void **state)
{
    (void)state;
    struct folder f;
    char damaged[128];
    folder_init(&f);
    struct stand *s = start(&f, "tablet");
    walk_on(s, 10);
    stand_destroy(s);
    FILE *file = fopen(f.file, "r+b");
    assert_non_null(file);
    for (int i = 0; i < 4096; i++)
        fputc(i * 7 & 255, file);
    fclose(file);
    s = start(&f, "tablet");
    assert_int_equal(screen(s), SCREEN_ATTRACT);
    stand_destroy(s);
    snprintf(damaged, sizeof(damaged), "%s.damaged", f.file);
    unlink(damaged);
    folder_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_walk_goes_on_after_a_restart),
        cmocka_unit_test(test_what_was_passed_over_stays_behind),
        cmocka_unit_test(test_who_starts_again_leaves_nothing),
        cmocka_unit_test(test_a_preview_is_not_kept),
        cmocka_unit_test(test_a_preview_between_leaves_the_walk_as_it_was),
        cmocka_unit_test(test_a_kiosk_keeps_nothing),
        cmocka_unit_test(test_a_damaged_file_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
