// One path, three ways to hear of it: the walker himself, a GPX track and an NMEA log. Each stop is
// told by all of them, in the same order and at about the same time.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "../visit/walk_town.h"
#include "place/track.h"
#include "visit/walker.h"

#define BEGUN_US INT64_C(1750000000000000) // some day
#define TOLD_MAX 64
#define APART_S 6.0

struct told {
    int n;
    struct one {
        enum walk_event event;
        int stop;
        double s; // since the path began
    } items[TOLD_MAX];
};

static void hear(struct told *told, struct walk *w, const struct walk_plan *plan,
                 const struct fix *fix)
{
    enum walk_event e = walk_fix(w, plan, fix);
    if (e != WALK_ARRIVED && e != WALK_DONE && e != WALK_STRAYED)
        return;
    assert_true(told->n < TOLD_MAX);
    told->items[told->n++] =
        (struct one){e, w->at, (double)(fix->time_us - BEGUN_US) / 1e6};
}

static struct fix fix_at(const struct walk_plan *plan, double second)
{
    const struct walker_noise noise = {
        .seed = 5, .sigma_m = 3, .tau_s = 60, .white_m = 1};
    struct fix fix = walker_fix(plan, second, &noise);
    fix.time_us += BEGUN_US;
    return fix;
}

static void write_gpx(const struct walk_plan *plan, const char *path)
{
    struct err err;
    struct track_writer *w = track_create(path, &err);
    assert_non_null(w);
    for (double t = 0; t < walker_seconds(plan); t++) {
        struct fix fix = fix_at(plan, t);
        assert_true(track_write(w, &fix, &err));
    }
    track_close(w);
}

static void put_line(FILE *file, const char *body)
{
    unsigned sum = 0;
    for (const char *c = body; *c; c++)
        sum ^= (unsigned char)*c;
    fprintf(file, "$%s*%02X\r\n", body, sum);
}

// As NMEA has it: degrees and minutes in one.
static double in_minutes(double degrees)
{
    double whole = floor(fabs(degrees));
    return whole * 100 + (fabs(degrees) - whole) * 60;
}

static void write_nmea(const struct walk_plan *plan, const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (double t = 0; t < walker_seconds(plan); t++) {
        struct fix fix = fix_at(plan, t);
        time_t seconds = (time_t)(fix.time_us / 1000000);
        struct tm tm;
        char clock[16], day[16], where[64], body[128];
        gmtime_r(&seconds, &tm);
        strftime(clock, sizeof(clock), "%H%M%S.00", &tm);
        strftime(day, sizeof(day), "%d%m%y", &tm);
        snprintf(where, sizeof(where), "%010.5f,%c,%011.5f,%c", in_minutes(fix.lat),
                 fix.lat < 0 ? 'S' : 'N', in_minutes(fix.lon), fix.lon < 0 ? 'W' : 'E');
        snprintf(body, sizeof(body), "GPGGA,%s,%s,1,08,1.0,90.0,M,-34.0,M,,", clock,
                 where);
        put_line(file, body);
        snprintf(body, sizeof(body), "GPRMC,%s,A,%s,2.4,90.0,%s,,,A", clock, where, day);
        put_line(file, body);
    }
    assert_int_equal(fclose(file), 0);
}

static struct told hear_track(const struct walk_plan *plan, const char *path)
{
    struct told told = {0};
    struct track track;
    struct err err = {0};
    struct walk w;
    if (!track_read(path, &track, &err))
        fail_msg("%s", err.text);
    assert_true((double)track.n > walker_seconds(plan) - 5);
    walk_begin(&w);
    for (size_t i = 0; i < track.n; i++)
        hear(&told, &w, plan, &track.fixes[i]);
    track_release(&track);
    return told;
}

static void assert_same(const struct told *a, const struct told *b)
{
    assert_int_equal(a->n, b->n);
    for (int i = 0; i < a->n; i++) {
        assert_int_equal(a->items[i].event, b->items[i].event);
        assert_int_equal(a->items[i].stop, b->items[i].stop);
        assert_true(fabs(a->items[i].s - b->items[i].s) <= APART_S);
    }
}

static void test_all_tell_the_same(void **state)
{
    (void)state;
    char folder[] = "/tmp/backlot-walk-XXXXXX", gpx[64], nmea[64];
    struct town town;
    town_open(&town);
    assert_non_null(mkdtemp(folder));
    snprintf(gpx, sizeof(gpx), "%s/path.gpx", folder);
    snprintf(nmea, sizeof(nmea), "%s/path.nmea", folder);
    write_gpx(town.plan, gpx);
    write_nmea(town.plan, nmea);

    struct told direct = {0};
    struct walk w;
    walk_begin(&w);
    for (double t = 0; t < walker_seconds(town.plan); t++) {
        struct fix fix = fix_at(town.plan, t);
        hear(&direct, &w, town.plan, &fix);
    }
    struct told by_gpx = hear_track(town.plan, gpx),
                by_nmea = hear_track(town.plan, nmea);
    unlink(gpx);
    unlink(nmea);
    rmdir(folder);
    assert_int_equal(direct.n, TOWN_STOPS);
    for (int i = 0; i < direct.n; i++)
        assert_int_equal(direct.items[i].stop, i);
    assert_int_equal(direct.items[TOWN_STOPS - 1].event, WALK_DONE);
    assert_same(&direct, &by_gpx);
    assert_same(&direct, &by_nmea);
    town_close(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_tell_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
