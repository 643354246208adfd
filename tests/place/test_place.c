// What --position says, and a replay on a clock of the test's own.
#include "scratch.h"

#include <math.h>

#include "base/str.h"
#include "place/place.h"
#include "place/track.h"

#define SECOND INT64_C(1000000)
// 2026-11-23T07:10:00Z
#define MORNING (INT64_C(1795417800) * SECOND)

static void test_a_position_is_said_in_four_ways(void **state)
{
    static const struct {
        const char *text;
        enum place_kind kind;
        const char *host, *port, *file;
        float speed;
    } cases[] = {
        {"none", PLACE_NONE, "localhost", "2947", "", 1},
        {"gpsd", PLACE_GPSD, "localhost", "2947", "", 1},
        {"gpsd:10.0.0.7:3000", PLACE_GPSD, "10.0.0.7", "3000", "", 1},
        {"gpsd:[fe80::1%eth0]:1", PLACE_GPSD, "fe80::1%eth0", "1", "", 1},
        {"replay:walk.gpx", PLACE_REPLAY, "localhost", "2947", "walk.gpx", 1},
        {"replay:/a b/walk@home.gpx@12.5", PLACE_REPLAY, "localhost", "2947",
         "/a b/walk@home.gpx", 12.5f},
        {"replay:walk@home", PLACE_REPLAY, "localhost", "2947", "walk@home", 1},
        {"replay:c:walk@1", PLACE_REPLAY, "localhost", "2947", "c:walk", 1},
        {"simulate", PLACE_SIMULATE, "localhost", "2947", "", 1},
        {"simulate:20", PLACE_SIMULATE, "localhost", "2947", "", 20},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct place_spec spec;
        struct err err = {0};
        if (!place_parse(cases[i].text, &spec, &err))
            fail_msg("%s: %s", cases[i].text, err.text);
        assert_int_equal(spec.kind, cases[i].kind);
        assert_string_equal(spec.host, cases[i].host);
        assert_string_equal(spec.port, cases[i].port);
        assert_string_equal(spec.file, cases[i].file);
        assert_true(spec.speed == cases[i].speed);
    }
}

static void test_what_is_no_position_is_named(void **state)
{
    static const char *const cases[] = {
        "",
        "gps",
        "gpsdx",
        "gpsd:",
        "gpsd:host",
        "gpsd::1",
        "gpsd:host:",
        "gpsd:host:0",
        "gpsd:host:65536",
        "gpsd:host:http",
        "gpsd:a b:1",
        "gpsd:::1:2947",
        "gpsd:[]:2947",
        "replay",
        "replay:",
        "replay:@4",
        "replay:f@0",
        "replay:f@20.1",
        "replay:f@-1",
        "simulate:",
        "simulate:0.5",
        "simulate:fast",
        "simulate:1e9",
        "None",
    };
    char longest[2048];
    struct place_spec spec;
    struct err err = {0};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        err.text[0] = '\0';
        if (place_parse(cases[i], &spec, &err))
            fail_msg("'%s' is a position", cases[i]);
        assert_true(err.text[0]);
    }
    memset(longest, 'x', sizeof(longest));
    memcpy(longest, "replay:", 7);
    longest[sizeof(longest) - 1] = '\0';
    assert_false(place_parse(longest, &spec, &err));
    memcpy(longest, "gpsd:", 5);
    memcpy(longest + sizeof(longest) - 6, ":2947", 6);
    assert_false(place_parse(longest, &spec, &err));
}

// A track with fixes at these seconds, opened at a speed.
static struct place *replay(struct scratch *s, const int *seconds, size_t n, float speed)
{
    struct err err = {0};
    struct place_spec spec = {.kind = PLACE_REPLAY, .speed = speed};
    scratch_init(s);
    struct track_writer *w = track_create(s->path, &err);
    for (size_t i = 0; i < n; i++)
        assert_true(track_write(w,
                                &(struct fix){.time_us = MORNING + seconds[i] * SECOND,
                                              .lat = (double)i,
                                              .accuracy_m = NAN},
                                &err));
    track_close(w);
    str_copy(spec.file, sizeof(spec.file), s->path);
    struct place *p = place_open(&spec, NULL, NULL, &err);
    if (!p)
        fail_msg("%s", err.text);
    return p;
}

static void test_a_replay_keeps_time_at_any_speed(void **state)
{
    static const float speeds[] = {1, 2, 7.5f, 20};
    static const int seconds[] = {0, 1, 2, 4, 30, 31, 4000, 4001};
    static const int played[] = {0, 1, 2, 4, 30, 31, 91, 92}; // a long pause is a minute
    const size_t n = sizeof(seconds) / sizeof(seconds[0]);
    (void)state;
    for (size_t k = 0; k < sizeof(speeds) / sizeof(speeds[0]); k++) {
        struct scratch s;
        struct fix fix;
        struct place *p = replay(&s, seconds, n, speeds[k]);
        int64_t start = 77 * SECOND + 3, now = start;
        assert_int_equal(place_deadline_us(p), 0);
        for (size_t i = 0; i < n; i++) {
            int64_t due = start + (int64_t)(played[i] / (double)speeds[k] * 1e6);
            if (i > 0) {
                assert_true(llabs(place_deadline_us(p) - due) <= 1);
                now = place_deadline_us(p);
                assert_false(place_next(p, now - 1, &fix));
            }
            assert_false(place_over(p));
            assert_true(place_next(p, now, &fix));
            assert_true(fix.lat == (double)i);
            assert_int_equal(fix.time_us, MORNING + seconds[i] * SECOND);
            assert_false(place_next(p, now, &fix));
        }
        assert_true(place_over(p));
        assert_int_equal(place_deadline_us(p), -1);
        assert_false(place_next(p, INT64_MAX, &fix));
        assert_false(place_connected(p));
        place_close(p);
        scratch_release(&s);
    }
}

static void test_a_caller_who_comes_late_gets_all_that_was_due_in_order(void **state)
{
    static const int seconds[] = {0, 1, 2, 3, 10};
    struct scratch s;
    struct fix fix;
    struct place *p = replay(&s, seconds, 5, 1);
    (void)state;
    assert_true(place_next(p, 0, &fix));
    for (int i = 1; i < 4; i++) {
        assert_true(place_next(p, 3 * SECOND + 500000, &fix));
        assert_true(fix.lat == i);
    }
    assert_false(place_next(p, 3 * SECOND + 500000, &fix));
    place_close(p);
    scratch_release(&s);
}

static void test_a_track_that_cannot_be_read_is_said(void **state)
{
    struct place_spec spec = {
        .kind = PLACE_REPLAY, .speed = 1, .file = "/nowhere/walk.nmea"};
    struct err err = {0};
    (void)state;
    assert_null(place_open(&spec, NULL, NULL, &err));
    assert_non_null(strstr(err.text, "/nowhere/walk.nmea"));
    place_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_position_is_said_in_four_ways),
        cmocka_unit_test(test_what_is_no_position_is_named),
        cmocka_unit_test(test_a_replay_keeps_time_at_any_speed),
        cmocka_unit_test(test_a_caller_who_comes_late_gets_all_that_was_due_in_order),
        cmocka_unit_test(test_a_track_that_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
