// One walk, three ways: the simulated walker as he is, written down by the recorder and played as
// GPX, and written as NMEA and played. The same stops start, in the same order, at
// the same seconds.
#include "stand.h"

#include <math.h>
#include <unistd.h>

#include "pack/walks.h"
#include "place/place.h"
#include "place/track.h"
#include "visit/walker.h"

#define SECOND INT64_C(1000000)
// 2026-11-23T17:00:00Z
#define START (INT64_C(1795453200) * SECOND)
#define ARRIVALS_MAX 64

struct arrivals {
    size_t n;
    int stop[ARRIVALS_MAX];
    int64_t second[ARRIVALS_MAX];
};

struct tried {
    struct arena arena;
    struct pack *pack;
    struct walk_model model;
    const struct walk_plan *plan;
    struct walk walk;
    struct arrivals arrivals;
};

static void tried_open(struct tried *w, const char *path, const char *tour)
{
    enum pack_fault fault;
    struct err err = {0};
    memset(w, 0, sizeof(*w));
    arena_init(&w->arena);
    w->pack = pack_open(path, &fault, &err);
    if (!w->pack || !pack_load_walk(w->pack, &w->arena, tour, &w->model, &err))
        fail_msg("%s", err.text);
    w->plan = walk_plan_make(&w->arena, &w->model);
    assert_non_null(w->plan);
}

static void tried_close(struct tried *w)
{
    pack_close(w->pack);
    arena_release(&w->arena);
}

static void take(struct tried *w, const struct fix *fix)
{
    enum walk_event event = walk_fix(&w->walk, w->plan, fix);
    if (event != WALK_ARRIVED && event != WALK_DONE)
        return;
    struct arrivals *a = &w->arrivals;
    assert_true(a->n < ARRIVALS_MAX);
    a->stop[a->n] = w->walk.at;
    a->second[a->n++] = (fix->time_us - START) / SECOND;
}

static struct fix fix_at(const struct tried *w, int second, unsigned seed)
{
    const struct walker_noise noise = {
        .seed = seed, .sigma_m = 5, .tau_s = 60, .white_m = 1};
    struct fix fix = walker_fix(w->plan, second, seed ? &noise : NULL);
    fix.time_us = START + second * SECOND;
    return fix;
}

static void begin(struct tried *w)
{
    memset(&w->walk, 0, sizeof(w->walk));
    walk_begin(&w->walk);
    w->arrivals.n = 0;
}

// A file as --position replay plays it.
static void play(struct tried *w, const char *path)
{
    struct err err = {0};
    struct place_spec spec = {.kind = PLACE_REPLAY, .speed = PLACE_SPEED_MAX};
    struct fix fix;
    begin(w);
    str_copy(spec.file, sizeof(spec.file), path);
    struct place *p = place_open(&spec, NULL, NULL, &err);
    if (!p)
        fail_msg("%s", err.text);
    for (int64_t now = 0; !place_over(p); now = place_deadline_us(p))
        while (place_next(p, now, &fix))
            take(w, &fix);
    place_close(p);
}

static void write_degrees(FILE *file, double value, int digits, const char *letters)
{
    long units = lround(fabs(value) * 600000);
    fprintf(file, "%0*ld%02ld.%04ld,%c,", digits, units / 600000, units % 600000 / 10000,
            units % 10000, letters[value < 0]);
}

// What stands between $ and *, by writing it to a stream of memory first.
static void write_nmea(FILE *out, const struct fix *fix, bool rmc)
{
    char body[160] = "";
    unsigned sum = 0;
    long s = (long)((fix->time_us - START) / SECOND) + 17 * 3600;
    FILE *file = fmemopen(body, sizeof(body), "w");
    fprintf(file, rmc ? "GPRMC,%02ld%02ld%02ld,A," : "GPGGA,%02ld%02ld%02ld,", s / 3600,
            s / 60 % 60, s % 60);
    write_degrees(file, fix->lat, 2, "NS");
    write_degrees(file, fix->lon, 3, "EW");
    if (rmc)
        fprintf(file, "%.2f,%.1f,231126,,,A", (double)fix->speed_m_s * 3600 / 1852,
                isnan(fix->course_deg) ? 0 : (double)fix->course_deg);
    else
        fprintf(file, "1,09,%.2f,90.0,M,-34.0,M,,", (double)fix->accuracy_m / 5);
    fclose(file);
    for (const char *c = body; *c; c++)
        sum ^= (unsigned char)*c;
    fprintf(out, "$%s*%02X\r\n", body, sum);
}

static void expect_same(const char *what, const struct arrivals *a,
                        const struct arrivals *b)
{
    if (a->n != b->n)
        fail_msg("%s: %zu arrivals, not %zu", what, b->n, a->n);
    for (size_t i = 0; i < a->n; i++)
        // What a file rounds may move a threshold by one fix.
        if (a->stop[i] != b->stop[i] || llabs(a->second[i] - b->second[i]) > 1)
            fail_msg("%s: stop %d after %lld s, not stop %d after %lld s", what,
                     b->stop[i], (long long)b->second[i], a->stop[i],
                     (long long)a->second[i]);
}

static void check(const char *pack, const char *tour, unsigned seed)
{
    char folder[] = "/tmp/backlot-sources-XXXXXX", gpx[64], nmea[64];
    struct err err = {0};
    struct tried w;
    assert_non_null(mkdtemp(folder));
    snprintf(gpx, sizeof(gpx), "%s/walk.gpx", folder);
    snprintf(nmea, sizeof(nmea), "%s/walk.nmea", folder);
    tried_open(&w, pack, tour);
    struct track_writer *recorder = track_create(gpx, &err);
    FILE *sentences = fopen(nmea, "we");
    assert_true(recorder && sentences);
    const int seconds = (int)walker_seconds(w.plan) + 30;
    assert_true(seconds < 7 * 3600); // all on one day
    begin(&w);
    for (int s = 0; s < seconds; s++) {
        struct fix fix = fix_at(&w, s, seed);
        take(&w, &fix);
        assert_true(track_write(recorder, &fix, &err));
        write_nmea(sentences, &fix, false);
        write_nmea(sentences, &fix, true);
    }
    track_close(recorder);
    fclose(sentences);
    struct arrivals simulated = w.arrivals;
    print_message("           %s: %zu stops, %d s\n", tour, simulated.n, seconds);
    assert_int_equal(simulated.n, walk_plan_stops(w.plan));
    for (size_t i = 0; i < simulated.n; i++)
        assert_int_equal(simulated.stop[i], i);
    play(&w, gpx);
    expect_same("GPX", &simulated, &w.arrivals);
    play(&w, nmea);
    expect_same("NMEA", &simulated, &w.arrivals);
    tried_close(&w);
    unlink(gpx);
    unlink(nmea);
    rmdir(folder);
}

static void test_a_short_walk_is_the_same_from_every_source(void **state)
{
    (void)state;
    check(FIXTURE_PACK, "walk", 0);
    check(FIXTURE_PACK, "walk", 7);
}

static void test_downtown_is_the_same_from_every_source(void **state)
{
    (void)state;
    check(TOURS_PACK, "downtown-on-film", 0);
    check(TOURS_PACK, "downtown-on-film", 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_short_walk_is_the_same_from_every_source),
        cmocka_unit_test(test_downtown_is_the_same_from_every_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
