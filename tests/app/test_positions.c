// --position and --record through the whole program, on a script's clock: a replayed and a
// simulated walk arrive and open cards, and what was walked is on the disk.
#include "stand.h"

#include <math.h>
#include <unistd.h>

#include "pack/walks.h"
#include "place/track.h"
#include "visit/walker.h"

#define SECOND INT64_C(1000000)

struct files {
    char folder[64], track[96], record[96];
};

static void files_init(struct files *f)
{
    snprintf(f->folder, sizeof(f->folder), "/tmp/backlot-positions-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->track, sizeof(f->track), "%s/track.gpx", f->folder);
    snprintf(f->record, sizeof(f->record), "%s/record.gpx", f->folder);
}

static void files_release(struct files *f)
{
    unlink(f->track);
    unlink(f->record);
    assert_int_equal(rmdir(f->folder), 0);
}

// The fixture's walk as a track; how many seconds it takes.
static int write_walk(const char *path)
{
    struct arena arena;
    struct walk_model model;
    enum pack_fault fault;
    struct err err = {0};
    arena_init(&arena);
    struct pack *pack = pack_open(FIXTURE_PACK, &fault, &err);
    assert_true(pack && pack_load_walk(pack, &arena, "walk", &model, &err));
    const struct walk_plan *plan = walk_plan_make(&arena, &model);
    struct track_writer *w = track_create(path, &err);
    int seconds = (int)walker_seconds(plan) + 10;
    for (int s = 0; s < seconds; s++) {
        struct fix fix = walker_fix(plan, s, NULL);
        fix.time_us = s * SECOND;
        assert_true(track_write(w, &fix, &err));
    }
    track_close(w);
    pack_close(pack);
    arena_release(&arena);
    return seconds;
}

static struct stand *stand_walking(const char *position, const char *record)
{
    struct options o = stand_options(FIXTURE_PACK);
    o.profile = "tablet";
    o.screen = "walk:walk";
    o.position = position;
    o.record = record;
    return stand_create(&o);
}

static size_t points(const char *path)
{
    struct track t;
    struct err err = {0};
    if (!track_read(path, &t, &err))
        fail_msg("%s", err.text);
    size_t n = t.n;
    track_release(&t);
    return n;
}

static void test_a_replay_arrives_and_is_recorded(void **state)
{
    char position[128], wait[32];
    struct files f;
    (void)state;
    files_init(&f);
    int seconds = write_walk(f.track);
    snprintf(position, sizeof(position), "replay:%s@20", f.track);
    struct stand *s = stand_walking(position, f.record);
    const struct walking *now = &s->app.visit.walking;
    stand_do(s, "wait 2s");
    assert_int_equal(now->walk.at, 0);
    assert_int_equal(now->card, 0);
    snprintf(wait, sizeof(wait), "wait %ds", seconds / 20);
    stand_do(s, wait);
    assert_int_equal(now->walk.at, 1);
    assert_int_equal(now->card, 1);
    assert_int_equal(now->walk.status, WALK_ENDED);
    // Whole while the program runs.
    assert_int_equal(points(f.record), seconds);
    stand_destroy(s);
    assert_int_equal(points(f.record), seconds);
    files_release(&f);
}

static void test_a_simulated_position_arrives(void **state)
{
    (void)state;
    struct stand *s = stand_walking("simulate:20", NULL);
    stand_do(s, "wait 3s");
    assert_int_equal(s->app.visit.walking.walk.at, 0);
    stand_do(s, "wait 20s");
    assert_int_equal(s->app.visit.walking.walk.status, WALK_ENDED);
    stand_destroy(s);
}

// It went dark in the hand two minutes after the last touch; the stop that is reached is seen.
static void test_an_arrival_lights_a_dark_tablet(void **state)
{
    (void)state;
    struct stand *s = stand_walking("simulate:1", NULL);
    const struct walking *now = &s->app.visit.walking;
    int seconds = 0;
    while (now->walk.at != 1 && seconds++ < 400) {
        stand_do(s, "wait 1s");
        // Between the stops it is dark by now.
        if (seconds > 121 && seconds < 170 && now->walk.at < 0)
            assert_true(s->app.idle.dark);
    }
    assert_in_range(seconds, 122, 399);
    assert_false(s->app.idle.dark);
    stand_destroy(s);
}

static void test_without_a_position_nothing_moves(void **state)
{
    (void)state;
    struct stand *s = stand_walking(NULL, NULL);
    stand_do(s, "wait 20s");
    assert_int_equal(s->app.visit.walking.walk.status, WALK_WAITING);
    stand_destroy(s);
}

static void test_what_cannot_be_read_or_written_ends_the_start(void **state)
{
    static const char broken[] = "<gpx>\n<trk></gpx>";
    char position[128];
    struct files f;
    (void)state;
    files_init(&f);
    FILE *file = fopen(f.track, "we");
    fputs(broken, file);
    fclose(file);
    snprintf(position, sizeof(position), "replay:%s", f.track);
    for (int i = 0; i < 2; i++) {
        struct options o = stand_options(FIXTURE_PACK);
        struct app app;
        struct err err = {0};
        o.position = i == 0 ? position : "none";
        o.record = i == 0 ? NULL : f.track; // there, and not ours
        assert_false(app_create(&app, &o, &err));
        app_destroy(&app);
        assert_non_null(strstr(err.text, f.track));
        assert_true(i > 0 || strstr(err.text, "track.gpx:2:"));
    }
    files_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_replay_arrives_and_is_recorded),
        cmocka_unit_test(test_a_simulated_position_arrives),
        cmocka_unit_test(test_an_arrival_lights_a_dark_tablet),
        cmocka_unit_test(test_without_a_position_nothing_moves),
        cmocka_unit_test(test_what_cannot_be_read_or_written_ends_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
