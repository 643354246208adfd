// Tracks as GPX: read, refused with file and line, and written whole.
#include "scratch.h"

#include <math.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "place/track.h"

#define GPX "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\">\n<trk><trkseg>\n"
#define END "</trkseg></trk></gpx>\n"
#define SECOND INT64_C(1000000)
// 2026-11-23T07:10:00Z
#define MORNING (INT64_C(1795417800) * SECOND)

static bool reads(const char *text, size_t len, struct track *out, struct err *err)
{
    struct scratch s;
    scratch_init(&s);
    scratch_write(&s, text, len);
    bool ok = track_read(s.path, out, err);
    scratch_release(&s);
    return ok;
}

static void test_points_are_read_with_all_they_say(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBF" GPX "<trkpt lat=\"34.0558333\" lon=\"-118.2361\"><ele>87</ele>"
        "<time>2026-11-23T07:10:00.250Z</time><hdop>1.4</hdop></trkpt>\n"
        "<trkpt lon='-118.24' lat='34.06'><time> 2026-11-23T08:10:01+01:00 </time>"
        "<hdop>9</hdop><extensions><x:accuracy xmlns:x='urn:x'>3.5</x:accuracy>"
        "<tp:TrackPointExtension xmlns:tp='urn:tp'><tp:speed>1.25</tp:speed>"
        "<tp:course>271.5</tp:course></tp:TrackPointExtension></extensions></trkpt>\n"
        "<trkpt lat='34.07' lon='-118.25'><time>2026-11-23T07:10:02</time>"
        "<course>NaN</course><speed>1e0</speed></trkpt>\n" END;
    struct track t;
    struct err err = {0};
    (void)state;
    if (!reads(text, sizeof(text) - 1, &t, &err))
        fail_msg("%s", err.text);
    assert_int_equal(t.n, 3);
    assert_int_equal(t.fixes[0].time_us, MORNING + SECOND / 4);
    assert_true(t.fixes[0].lat == 34.0558333 && t.fixes[0].lon == -118.2361);
    assert_true(fabsf(t.fixes[0].accuracy_m - 7) < 1e-4f); // 1.4 times 5 m
    assert_true(isnan(t.fixes[0].course_deg) && isnan(t.fixes[0].speed_m_s));
    assert_int_equal(t.fixes[1].time_us, MORNING + SECOND);
    assert_true(t.fixes[1].accuracy_m == 3.5f); // what is said outright goes before hdop
    assert_true(t.fixes[1].speed_m_s == 1.25f && t.fixes[1].course_deg == 271.5f);
    assert_true(isnan(t.fixes[2].accuracy_m) && isnan(t.fixes[2].course_deg));
    assert_true(t.fixes[2].speed_m_s == 1);
    track_release(&t);
    assert_null(t.fixes);
}

static void test_points_without_a_time_or_back_in_time_are_left_out(void **state)
{
    static const char text[] =
        "<gpx version='1.0'><wpt lat='1' lon='2'><time>x</time></wpt>"
        "<trk><trkseg><trkpt lat='1' lon='1'/>"
        "<trkpt lat='2' lon='1'><time>2026-11-23T07:10:05Z</time></trkpt>"
        "<trkpt lat='3' lon='1'><time>2026-11-23T07:10:05Z</time></trkpt>"
        "<trkpt lat='4' lon='1'><time>2026-11-23T07:09:00Z</time></trkpt></trkseg><trkseg>"
        "<trkpt lat='5' lon='1'><time>2026-11-23T07:10:06Z</time></trkpt>"
        "</trkseg></trk></gpx>";
    struct track t;
    struct err err = {0};
    (void)state;
    if (!reads(text, sizeof(text) - 1, &t, &err))
        fail_msg("%s", err.text);
    assert_int_equal(t.n, 2);
    assert_true(t.fixes[0].lat == 2 && t.fixes[1].lat == 5);
    track_release(&t);
}

static void test_what_is_broken_is_named_with_its_line(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {GPX "<trkpt lat='1' lon='2'><time>2026-11-23T07:10:00Z</time></trkpt>\n",
         ":5: "},
        {GPX "<trkpt lat='1'><time>2026-11-23T07:10:00Z</time></trkpt>" END,
         ":4: expected a trkpt with lat"},
        {GPX "\n<trkpt lat='91' lon='2'/>" END, ":5: expected a trkpt with lat"},
        {GPX "<trkpt lat='nan' lon='2'/>" END, ":4: expected a trkpt with lat"},
        {GPX "<trkpt lat='1' lon='1,5'/>" END, ":4: expected a trkpt with lat"},
        {GPX "<trkpt lat='1' lon='2'>\n\n<time>today</time></trkpt>" END,
         ":6: expected a time such as"},
        {GPX "<trkpt lat='1' lon='2'><time>2026-02-29T07:10:00Z</time></trkpt>" END,
         ":4: expected a time such as"},
        {GPX "<trkpt lat='1' lon='2'><hdop>good</hdop></trkpt>" END,
         ":4: expected a number"},
        {GPX END, ":5: expected a trkpt with a time"},
        {GPX "<trkpt lat='1' lon='2'/>\n" END, "none of its points has one"},
        {"<kml>\n</kml>", ":1: expected <gpx>"},
        {GPX "</trk>", ":4: expected GPX: mismatched tag"},
        {GPX "<trkpt lat='1' lon='2'>&boom;</trkpt>" END,
         ":4: expected GPX: undefined entity"},
        {"<?xml version='1.0'?>\n<!DOCTYPE gpx [\n<!ENTITY a 'aaaaaaaaaa'>\n"
         "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\n]>\n<gpx>&b;</gpx>",
         ":2: expected no DOCTYPE"},
        {"<!DOCTYPE gpx SYSTEM 'file:///etc/passwd'><gpx/>", ":1: expected no DOCTYPE"},
        {"", "expected GPX, or a line of NMEA"},
        {"lat;lon\n1;2\n", ":2: expected GPX, or a line of NMEA"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct track t;
        struct err err = {0};
        if (reads(cases[i].text, strlen(cases[i].text), &t, &err))
            fail_msg("case %zu is read", i);
        assert_null(t.fixes);
        if (!strstr(err.text, cases[i].says) || !strstr(err.text, "/track:"))
            fail_msg("case %zu: '%s' does not say '%s'", i, err.text, cases[i].says);
    }
}

static void test_what_is_no_file_is_an_error_at_once(void **state)
{
    struct track t;
    struct err err = {0};
    struct scratch s;
    (void)state;
    assert_false(track_read("/nowhere/walk.gpx", &t, &err));
    assert_non_null(strstr(err.text, "/nowhere/walk.gpx"));
    assert_false(track_read("/tmp", &t, &err));
    scratch_init(&s);
    assert_int_equal(mkfifo(s.path, 0600), 0);
    assert_false(track_read(s.path, &t, &err)); // and does not wait for a writer
    scratch_release(&s);
}

static void test_deep_and_long_things_are_bounded(void **state)
{
    const size_t n = 200000;
    char *text = xmalloc(n * 3 + 200), *end = text;
    struct track t;
    struct err err = {0};
    (void)state;
    end += snprintf(end, 100, "<gpx>");
    for (size_t i = 0; i < n; i++)
        end += snprintf(end, 4, "<a>");
    assert_false(reads(text, (size_t)(end - text), &t, &err));
    assert_non_null(strstr(err.text, "fewer elements"));
    end = text + snprintf(text, 100, "<gpx><trkpt lat='1' lon='2'><time>");
    memset(end, '7', n);
    end += n;
    end += snprintf(end, 40, "</time></trkpt></gpx>");
    assert_false(reads(text, (size_t)(end - text), &t, &err));
    assert_non_null(strstr(err.text, "expected a time"));
    free(text);
}

// Any damage to a good file gives a track or a sentence; the sanitizers watch.
static void test_damaged_files_are_read_or_refused(void **state)
{
    static const char good[] = GPX
        "<trkpt lat=\"34.0558333\" lon=\"-118.2361\"><time>2026-11-23T07:10:00Z</time>"
        "<hdop>1.4</hdop><extensions><accuracy>3.5</accuracy></extensions></trkpt>\n"
        "<trkpt lat='34.07' lon='-118.25'><time>2026-11-23T07:10:02Z</time>"
        "<course>12</course><speed>1</speed></trkpt>\n" END;
    static const char bits[] = "<>&;'\"/!?-[]0123456789.eE+:TZ\0\x80\xFF trkpt";
    uint64_t seed = 20261123;
    struct scratch s;
    int read = 0, refused = 0;
    (void)state;
    scratch_init(&s);
    for (int i = 0; i < 3000; i++) {
        char text[sizeof(good)];
        struct track t;
        struct err err = {0};
        size_t len = sizeof(good) - 1;
        memcpy(text, good, sizeof(good));
        // In every other one only numbers, so that more than XML's own rules are tried.
        for (uint32_t k = 0; k <= scratch_random(&seed) % 4; k++) {
            char *at = &text[scratch_random(&seed) % len];
            if (i % 2 == 0)
                *at = bits[scratch_random(&seed) % (sizeof(bits) - 1)];
            else if (*at >= '0' && *at <= '9')
                *at = "0123456789.-+eT"[scratch_random(&seed) % 15];
        }
        if (scratch_random(&seed) % 4 == 0)
            len = scratch_random(&seed) % len;
        scratch_write(&s, text, len);
        if (track_read(s.path, &t, &err)) {
            read++;
            for (size_t k = 0; k < t.n; k++)
                assert_true(fabs(t.fixes[k].lat) <= 90 && fabs(t.fixes[k].lon) <= 180);
            track_release(&t);
        } else {
            refused++;
            assert_true(err.text[0]);
        }
    }
    scratch_release(&s);
    if (read < 100 || refused < 100)
        fail_msg("%d read, %d refused", read, refused);
}

static struct fix fix_at(int i)
{
    return (struct fix){.time_us = MORNING + i * SECOND,
                        .lat = 34 + i * 1e-5,
                        .lon = -118.2361 - i * 1e-5,
                        .accuracy_m = i % 3 == 0 ? NAN : 4.25f,
                        .course_deg = i % 4 == 0 ? NAN : (float)(i % 360),
                        .speed_m_s = i % 5 == 0 ? NAN : 1.25f};
}

static bool same(float a, float b)
{
    return (isnan(a) && isnan(b)) || fabsf(a - b) < 0.01f;
}

static void assert_same(const struct fix *a, const struct fix *b)
{
    assert_int_equal(a->time_us, b->time_us);
    assert_true(fabs(a->lat - b->lat) < 1e-7 && fabs(a->lon - b->lon) < 1e-7);
    assert_true(same(a->accuracy_m, b->accuracy_m));
    assert_true(same(a->course_deg, b->course_deg) && same(a->speed_m_s, b->speed_m_s));
}

static void test_a_written_track_is_whole_after_each_fix_and_reads_the_same(void **state)
{
    struct scratch s;
    struct err err = {0};
    struct stat st;
    (void)state;
    scratch_init(&s);
    struct track_writer *w = track_create(s.path, &err);
    assert_non_null(w);
    assert_int_equal(stat(s.path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    for (int i = 0; i < 120; i++) { // over several pages
        struct fix fix = fix_at(i);
        struct track t;
        assert_true(track_write(w, &fix, &err));
        if (!track_read(s.path, &t, &err))
            fail_msg("after %d: %s", i, err.text);
        assert_int_equal(t.n, i + 1);
        for (size_t k = 0; k < t.n; k++)
            assert_same(&t.fixes[k], &(struct fix[]){fix_at((int)k)}[0]);
        track_release(&t);
    }
    track_close(w);
    scratch_release(&s);
}

// Where a point goes over to the next page, two writes make the step: between them, too, the file
// is whole, and goes on.
static void test_between_the_two_writes_of_a_step_the_file_is_whole(void **state)
{
    static const char tail[] = "</trkseg></trk></gpx>\n";
    struct scratch s;
    struct err err = {0};
    int steps = 0;
    (void)state;
    scratch_init(&s);
    for (int i = 0; i < 100; i++) {
        struct track t;
        size_t len = 0, before_len = 0;
        char *before = i == 0 ? xstrdup("") : scratch_read(&s, &before_len);
        struct track_writer *w = track_create(s.path, &err);
        struct fix fix = fix_at(i);
        assert_true(w && track_write(w, &fix, &err));
        track_close(w);
        char *now = scratch_read(&s, &len);
        char *end = strstr(before, tail);
        // Not a write within the page, which is one: the old end is covered by a comment.
        if (end && memcmp(now + (end - before), "<!--", 4) == 0) {
            memcpy(now + (end - before), tail, sizeof(tail) - 1);
            scratch_write(&s, now, len);
            if (!track_read(s.path, &t, &err))
                fail_msg("in the step to %d: %s", i, err.text);
            assert_int_equal(t.n, i);
            track_release(&t);
            w = track_create(s.path, &err); // killed there, and begun again
            assert_true(w && track_write(w, &fix, &err));
            track_close(w);
            steps++;
        }
        if (!track_read(s.path, &t, &err))
            fail_msg("after %d: %s", i, err.text);
        assert_int_equal(t.n, i + 1);
        track_release(&t);
        free(before);
        free(now);
    }
    assert_true(steps > 3);
    scratch_release(&s);
}

static void test_a_track_goes_on_in_a_new_segment(void **state)
{
    struct scratch s;
    struct err err = {0};
    (void)state;
    scratch_init(&s);
    for (int i = 0; i < 60; i++) { // a program that ends after each fix
        struct track_writer *w = track_create(s.path, &err);
        struct fix fix = fix_at(i);
        assert_non_null(w);
        assert_true(track_write(w, &fix, &err));
        track_close(w);
        struct track t;
        if (!track_read(s.path, &t, &err))
            fail_msg("after %d: %s", i, err.text);
        assert_int_equal(t.n, i + 1);
        track_release(&t);
    }
    char *text = scratch_read(&s, NULL);
    int segments = 0;
    for (char *at = text; (at = strstr(at, "<trkseg>")); at++)
        segments++;
    free(text);
    assert_int_equal(segments, 60);
    scratch_release(&s);
}

static void test_what_is_not_ours_is_left_alone(void **state)
{
    // Somebody's GPX, longer than the head of ours, and with the same end.
    static const char diary[] = GPX
        "<trkpt lat='1' lon='2'><desc>The first time that we came here it rained, and the lions "
        "stood in the water up to their paws. We went on to the tower, and there we waited until "
        "it was over.</desc></trkpt>\n<trkpt lat='1' lon='2'><desc>The second time it was dry. "
        "The lions were still there, and so was the man with the umbrellas, who remembered us "
        "and laughed, and gave us one, though none was needed.</desc></trkpt>\n" END;
    struct scratch s;
    struct err err = {0};
    size_t len;
    (void)state;
    scratch_init(&s);
    scratch_write(&s, diary, sizeof(diary) - 1);
    assert_null(track_create(s.path, &err));
    assert_non_null(strstr(err.text, s.path));
    char *now = scratch_read(&s, &len);
    assert_true(len == sizeof(diary) - 1 && memcmp(now, diary, len) == 0);
    free(now);
    assert_null(track_create("/nowhere/walk.gpx", &err));
    assert_non_null(strstr(err.text, "/nowhere/walk.gpx"));
    scratch_release(&s);
}

static void test_odd_fixes_leave_the_file_whole(void **state)
{
    const struct fix odd[] = {
        {INT64_MAX, 90, 180, INFINITY, -1, -1},
        {INT64_MIN, -90, -180, -1, 720, INFINITY},
        {0, NAN, 0, 1, 1, 1},
        {0, 0, INFINITY, 1, 1, 1},
        {-1, -1e-9, 1e-300, 1e-9f, 0, 1e-9f},
    };
    struct scratch s;
    struct err err = {0};
    struct track t;
    (void)state;
    scratch_init(&s);
    struct track_writer *w = track_create(s.path, &err);
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        assert_true(track_write(w, &odd[i], &err));
        // The first is in the last year that can be said; what follows is back in time.
        if (!track_read(s.path, &t, &err))
            fail_msg("after %zu: %s", i, err.text);
        assert_int_equal(t.n, 1);
        track_release(&t);
    }
    track_close(w);
    scratch_release(&s);
}

// Killed in the middle of writing, again and again: what is there is whole, and goes on.
static void test_a_killed_program_leaves_a_whole_file(void **state)
{
    const int rounds = getenv("BACKLOT_LONG") ? 2000 : 150;
    uint64_t seed = 7;
    struct scratch s;
    struct err err = {0};
    size_t points = 0;
    (void)state;
    scratch_init(&s);
    for (int i = 0; i < rounds; i++) {
        int ready[2];
        assert_int_equal(pipe(ready), 0);
        pid_t child = fork();
        if (child == 0) {
            struct track_writer *w = track_create(s.path, &err);
            for (int k = 0; w; k++) {
                struct fix fix = fix_at((int)points + k);
                if (!track_write(w, &fix, &err))
                    break;
                if (k == 0)
                    (void)!write(ready[1], "", 1);
            }
            _exit(1);
        }
        char c;
        close(ready[1]);
        assert_int_equal(read(ready[0], &c, 1), 1);
        close(ready[0]);
        usleep(scratch_random(&seed) % 1500);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        struct track t;
        if (!track_read(s.path, &t, &err))
            fail_msg("killed %d times: %s", i + 1, err.text);
        assert_true(t.n > points);
        points = t.n;
        track_release(&t);
        if (points > 20000) { // reading it all again and again would take the time
            unlink(s.path);
            points = 0;
        }
    }
    scratch_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points_are_read_with_all_they_say),
        cmocka_unit_test(test_points_without_a_time_or_back_in_time_are_left_out),
        cmocka_unit_test(test_what_is_broken_is_named_with_its_line),
        cmocka_unit_test(test_what_is_no_file_is_an_error_at_once),
        cmocka_unit_test(test_deep_and_long_things_are_bounded),
        cmocka_unit_test(test_damaged_files_are_read_or_refused),
        cmocka_unit_test(test_a_written_track_is_whole_after_each_fix_and_reads_the_same),
        cmocka_unit_test(test_between_the_two_writes_of_a_step_the_file_is_whole),
        cmocka_unit_test(test_a_track_goes_on_in_a_new_segment),
        cmocka_unit_test(test_what_is_not_ours_is_left_alone),
        cmocka_unit_test(test_odd_fixes_leave_the_file_whole),
        cmocka_unit_test(test_a_killed_program_leaves_a_whole_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
