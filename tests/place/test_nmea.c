// NMEA, sentence by sentence, and any bytes at all.
#include "scratch.h"

#include <math.h>

#include "base/str.h"
#include "place/track.h"

#define SECOND INT64_C(1000000)
// 2026-11-23T07:10:00Z
#define MORNING (INT64_C(1795417800) * SECOND)

// $BODY*SUM
static void sentence(struct str *out, const char *body)
{
    unsigned sum = 0;
    for (const char *c = body; *c; c++)
        sum ^= (unsigned char)*c;
    str_printf(out, "$%s*%02X\r\n", body, sum);
}

static bool says(struct nmea *n, const char *body, struct fix *out)
{
    struct str line;
    str_init(&line);
    sentence(&line, body);
    bool any = nmea_line(n, str_c(&line), line.len, out);
    str_release(&line);
    return any;
}

#define RMC "GPRMC,071000.25,A,3403.3500,N,11814.1660,W,2.43,271.5,231126,,,A"
#define GGA "GNGGA,071000.25,3403.3500,N,11814.1660,W,1,09,0.9,87.0,M,-34.0,M,,"

static void test_rmc_is_a_fix_with_the_error_that_gga_gives(void **state)
{
    struct nmea n = {.dated = false};
    struct fix fix;
    (void)state;
    assert_true(says(&n, RMC, &fix));
    assert_true(isnan(fix.accuracy_m)); // nobody said
    assert_false(says(&n, GGA, &fix));
    assert_true(says(&n, RMC, &fix));
    assert_int_equal(fix.time_us, MORNING + SECOND / 4);
    assert_true(fabs(fix.lat - (34 + 3.35 / 60)) < 1e-9);
    assert_true(fabs(fix.lon + (118 + 14.166 / 60)) < 1e-9);
    assert_true(fabsf(fix.accuracy_m - 4.5f) < 1e-4f); // 0.9 times 5 m
    assert_true(fabsf(fix.speed_m_s - 1.25f) < 0.001f);
    assert_true(fix.course_deg == 271.5f);
    // An old HDOP is none.
    for (int i = 0; i < 12; i++)
        assert_true(says(&n, RMC, &fix));
    assert_true(isnan(fix.accuracy_m));
    // No course and no speed when standing; south and east.
    assert_true(says(&n, "GNRMC,235959,A,3403.35,S,11814.16,E,,,311299,,", &fix));
    assert_true(isnan(fix.speed_m_s) && isnan(fix.course_deg));
    assert_true(fix.lat < 0 && fix.lon > 0);
    assert_int_equal(fix.time_us, INT64_C(946684799) * SECOND); // the end of 1999
}

static void test_a_receiver_without_rmc_gives_gga_and_counts_days(void **state)
{
    struct nmea n = {.dated = false};
    struct fix fix;
    (void)state;
    assert_false(says(&n, "GPGGA,235958,0000.00,N,00000.00,E,1,4,2,,,,,,", &fix));
    assert_true(says(&n, "GPGGA,235959,0000.00,N,00000.00,E,1,4,2,,,,,,", &fix));
    int64_t before = fix.time_us;
    assert_true(fix.accuracy_m == 10);
    assert_true(says(&n, "GPGGA,000001,0000.00,N,00000.00,E,1,4,,,,,,,", &fix));
    assert_int_equal(fix.time_us - before, 2 * SECOND);
    assert_true(isnan(fix.accuracy_m));
}

static void test_what_is_not_a_fix_changes_nothing(void **state)
{
    static const char *const bodies[] = {
        "GPRMC,071000,V,3403.35,N,11814.16,W,2.4,271,231126,,,N",
        "GPRMC,071000,A,3403.35,N,11814.16,W,2.4,271,231126,,,N",
        "GPRMC,071000,A,3403.35,N,11814.16,W,2.4,271,310226,,",
        "GPRMC,247000,A,3403.35,N,11814.16,W,2.4,271,231126,,",
        "GPRMC,07100,A,3403.35,N,11814.16,W,2.4,271,231126,,",
        "GPRMC,071000,A,3463.35,N,11814.16,W,2.4,271,231126,,",
        "GPRMC,071000,A,9103.35,N,11814.16,W,2.4,271,231126,,",
        "GPRMC,071000,A,3403.35,N,18114.16,W,2.4,271,231126,,",
        "GPRMC,071000,A,3403.35,E,11814.16,W,2.4,271,231126,,",
        "GPRMC,071000,A,3403.35,N,11814.16,,2.4,271,231126,,",
        "GPRMC,071000,A,34-3.35,N,11814.16,W,2.4,271,231126,,",
        "GPRMC,071000,A,34,N,118,W,2.4,271,231126,,",
        "GPRMC,071000,A,,,,,,,231126,,",
        "GPRMC,071000,A",
        "GPRMC",
        "GPRMC,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25",
        "GPGGA,071000,3403.35,N,11814.16,W,0,00,,,,,,,",
        "GPGSV,3,1,11,03,03,111,00,04,15,270,00,06,01,010,00,13,06,292,00",
        "PUBX,00,071000,3403.35,N,11814.16,W",
        "",
    };
    struct nmea n = {.dated = false}, fresh = {.dated = false};
    struct fix fix;
    (void)state;
    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
        if (says(&n, bodies[i], &fix))
            fail_msg("'%s' is a fix", bodies[i]);
    assert_memory_equal(&n, &fresh, sizeof(n));
}

static void test_a_wrong_checksum_is_no_sentence(void **state)
{
    struct str line;
    struct fix fix;
    int taken = 0;
    (void)state;
    str_init(&line);
    sentence(&line, RMC);
    for (size_t i = 0; i < line.len - 2;
         i++) { // each bit of it turned, all but the line's end
        for (int bit = 0; bit < 8; bit++) {
            struct nmea n = {.dated = false};
            char c = line.data[i];
            line.data[i] = (char)(c ^ 1 << bit);
            taken += nmea_line(&n, line.data, line.len, &fix);
            line.data[i] = c;
        }
    }
    // Letters of a checksum may be small.
    assert_true(taken <= 2);
    struct nmea n = {.dated = false};
    assert_true(nmea_line(&n, line.data, line.len, &fix));
    assert_false(nmea_line(&n, line.data, line.len - 3, &fix)); // cut within the checksum
    assert_false(nmea_line(&n, line.data, line.len - 5, &fix)); // and without one
    assert_false(nmea_line(&n, line.data + 1, line.len - 1, &fix));
    str_release(&line);
}

static void test_a_file_is_read_through_its_noise(void **state)
{
    struct scratch s;
    struct str text;
    struct track t;
    struct err err = {0};
    (void)state;
    str_init(&text);
    str_add(&text, "11814.16,W,2.4*00\n"); // begins in the middle of a line
    for (int i = 0; i < 5; i++) {
        char body[128];
        snprintf(body, sizeof(body), "GPGGA,07100%d,3403.35,N,11814.16,W,1,9,1.2,,,,,,",
                 i);
        sentence(&text, body);
        snprintf(body, sizeof(body),
                 "GPRMC,07100%d,A,3403.35,N,11814.16,W,2.4,271.5,231126,,", i);
        sentence(&text, body);
        for (int k = 0; k < 2000; k++)
            str_add(&text, "x"); // a line that is too long
        str_add(&text, "\n\n");
    }
    scratch_init(&s);
    scratch_write(&s, text.data, text.len);
    if (!track_read(s.path, &t, &err))
        fail_msg("%s", err.text);
    assert_int_equal(t.n, 5);
    for (size_t i = 0; i < t.n; i++)
        assert_int_equal(t.fixes[i].time_us, MORNING + (int64_t)i * SECOND);
    assert_true(fabsf(t.fixes[0].accuracy_m - 6) < 1e-4f);
    track_release(&t);
    scratch_release(&s);
    str_release(&text);
}

// Bytes of which a few are damaged, and their checksum mended so that they get further.
static void test_no_bytes_do_harm(void **state)
{
    const int rounds = getenv("BACKLOT_LONG") ? 20000000 : 400000;
    static const char *const good[] = {RMC, GGA};
    static const char bits[] = ",,,,..0123456789-+eENSWEAV*$ \0\xFF";
    uint64_t seed = 20261123;
    struct nmea n = {.dated = false};
    int fixes = 0;
    (void)state;
    for (int i = 0; i < rounds; i++) {
        char body[300], line[320];
        struct fix fix;
        unsigned sum = 0;
        size_t len = strlen(good[i % 2]);
        memcpy(body, good[i % 2], len);
        for (uint32_t k = 0; k <= scratch_random(&seed) % 3; k++)
            body[scratch_random(&seed) % len] =
                bits[scratch_random(&seed) % (sizeof(bits) - 1)];
        if (scratch_random(&seed) % 8 == 0)
            len = scratch_random(&seed) % len;
        for (size_t k = 0; k < len; k++)
            sum ^= (unsigned char)body[k];
        line[0] = '$';
        memcpy(line + 1, body, len);
        snprintf(line + 1 + len, 4, "*%02X", sum);
        // On the heap and to the byte, so that a sanitizer sees the first one too many.
        char *exact = xmalloc(len + 4);
        memcpy(exact, line, len + 4);
        if (nmea_line(&n, exact, len + 4, &fix)) {
            fixes++;
            assert_true(fabs(fix.lat) <= 90 && fabs(fix.lon) <= 180);
            assert_true(isnan(fix.accuracy_m) || fix.accuracy_m > 0);
            assert_true(isnan(fix.speed_m_s) || fix.speed_m_s >= 0);
        }
        free(exact);
    }
    assert_true(fixes > rounds / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rmc_is_a_fix_with_the_error_that_gga_gives),
        cmocka_unit_test(test_a_receiver_without_rmc_gives_gga_and_counts_days),
        cmocka_unit_test(test_what_is_not_a_fix_changes_nothing),
        cmocka_unit_test(test_a_wrong_checksum_is_no_sentence),
        cmocka_unit_test(test_a_file_is_read_through_its_noise),
        cmocka_unit_test(test_no_bytes_do_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
