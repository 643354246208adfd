// gpsd, played by a server of the test's own on a loopback port, well and ill.
#include "scratch.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <math.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <time.h>

#include "base/log.h"
#include "base/str.h"
#include "place/place.h"

#define SECOND INT64_C(1000000)
// 2026-11-23T07:10:00Z
#define MORNING (INT64_C(1795417800) * SECOND)

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

#define VERSION                                                                          \
    "{\"class\":\"VERSION\",\"release\":\"3.22\",\"rev\":\"3.22\",\"proto_major\":3,"    \
    "\"proto_minor\":14}\r\n"
#define DEVICES                                                                             \
    "{\"class\":\"DEVICES\",\"devices\":[{\"class\":\"DEVICE\",\"path\":\"udp://x\"}]}\r\n" \
    "{\"class\":\"WATCH\",\"enable\":true,\"json\":true}\r\n"
#define TPV(second, more)                                                                      \
    "{\"class\":\"TPV\",\"device\":\"udp://x\",\"mode\":3,\"time\":\"2026-11-23T07:10:" second \
    ".000Z\",\"lat\":34.0558333,\"lon\":-118.2361" more "}\r\n"

// A loopback port where the test is gpsd.
struct server {
    int listening, port;
    int talking; // the connection, -1: none
};

static void server_open(struct server *s, int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    socklen_t len = sizeof(at);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    s->listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(s->listening >= 0);
    setsockopt(s->listening, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    assert_int_equal(bind(s->listening, (struct sockaddr *)&at, sizeof(at)), 0);
    assert_int_equal(listen(s->listening, 8), 0);
    assert_int_equal(getsockname(s->listening, (struct sockaddr *)&at, &len), 0);
    s->port = ntohs(at.sin_port);
    s->talking = -1;
}

static void server_hang_up(struct server *s)
{
    if (s->talking >= 0)
        close(s->talking);
    s->talking = -1;
}

static void server_close(struct server *s)
{
    server_hang_up(s);
    close(s->listening);
}

static void server_accept(struct server *s)
{
    struct pollfd polled = {.fd = s->listening, .events = POLLIN};
    if (poll(&polled, 1, 30000) != 1)
        fail_msg("nobody connects");
    s->talking = accept4(s->listening, NULL, NULL, SOCK_CLOEXEC);
    assert_true(s->talking >= 0);
}

static void server_say(struct server *s, const char *words)
{
    size_t len = strlen(words);
    assert_int_equal(send(s->talking, words, len, MSG_NOSIGNAL), len);
}

// Waits for these words from the other side.
static void server_hear(struct server *s, const char *words)
{
    char heard[256] = "";
    size_t n = 0;
    while (!strstr(heard, words)) {
        struct pollfd polled = {.fd = s->talking, .events = POLLIN};
        if (poll(&polled, 1, 30000) != 1)
            fail_msg("heard '%s', not '%s'", heard, words);
        ssize_t got = recv(s->talking, heard + n, sizeof(heard) - 1 - n, 0);
        if (got <= 0)
            fail_msg("heard '%s', and they left", heard);
        n += (size_t)got;
        heard[n] = '\0';
    }
}

static void on_wake(void *data)
{
    atomic_fetch_add((atomic_int *)data, 1);
}

static struct place *ask(const char *host, int port, atomic_int *wakes)
{
    struct place_spec spec = {.kind = PLACE_GPSD, .speed = 1};
    struct err err = {0};
    str_copy(spec.host, sizeof(spec.host), host);
    snprintf(spec.port, sizeof(spec.port), "%d", port);
    struct place *p = place_open(&spec, on_wake, wakes, &err);
    if (!p)
        fail_msg("%s", err.text);
    return p;
}

static bool await_fix(struct place *p, struct fix *out)
{
    for (int64_t end = now_ms() + 30000; now_ms() < end; usleep(2000))
        if (place_next(p, 0, out))
            return true;
    return false;
}

static bool await_connected(struct place *p, bool connected)
{
    for (int64_t end = now_ms() + 30000; now_ms() < end; usleep(1000))
        if (place_connected(p) == connected)
            return true;
    return false;
}

// How long it took to close, which must be short whatever the other side does.
static void close_fast(struct place *p)
{
    int64_t start = now_ms();
    place_close(p);
    int64_t took = now_ms() - start;
    print_message("           closed in %d ms\n", (int)took);
    assert_true(took < 200);
}

static void test_gpsd_gives_fixes(void **state)
{
    struct server s;
    struct fix fix;
    atomic_int wakes = 0;
    (void)state;
    server_open(&s, 0);
    struct place *p = ask("127.0.0.1", s.port, &wakes);
    assert_false(place_connected(p));
    server_accept(&s);
    server_hear(&s, "?WATCH={\"enable\":true,\"json\":true}");
    server_say(&s, VERSION DEVICES);
    assert_true(await_connected(p, true));
    assert_int_equal(place_connections(p), 1);
    server_say(&s, "{\"class\":\"TPV\",\"device\":\"udp://x\",\"mode\":1}\r\n");
    server_say(&s, "{\"class\":\"TPV\",\"mode\":3,\"lat\":1,\"lon\":2}\r\n"); // no time
    server_say(
        &s, TPV("01", ",\"eph\":10,\"epx\":1,\"epy\":1,\"track\":271.5,\"speed\":1.25"));
    server_say(&s, TPV("02", ",\"epx\":10,\"epy\":10"));
    server_say(&s, TPV("03", ""));
    assert_true(await_fix(p, &fix));
    assert_int_equal(fix.time_us, MORNING + SECOND);
    assert_true(fix.lat == 34.0558333 && fix.lon == -118.2361);
    assert_true(fabsf(fix.accuracy_m - 6.056f) < 0.001f);
    assert_true(fix.course_deg == 271.5f && fix.speed_m_s == 1.25f);
    assert_true(await_fix(p, &fix));
    assert_int_equal(fix.time_us, MORNING + 2 * SECOND);
    assert_true(fabsf(fix.accuracy_m - 7.563f) < 0.001f);
    assert_true(isnan(fix.course_deg) && isnan(fix.speed_m_s));
    assert_true(await_fix(p, &fix));
    assert_true(isnan(fix.accuracy_m));
    assert_true(wakes >= 2); // for the connection, and for fixes
    assert_int_equal(place_deadline_us(p), -1);
    assert_false(place_over(p));
    close_fast(p);
    server_close(&s);
}

static void test_gpsd_dies_and_comes_back_and_is_found_within_5_s(void **state)
{
    struct server s;
    struct fix fix;
    atomic_int wakes = 0;
    int64_t longest = 0;
    (void)state;
    server_open(&s, 0);
    int port = s.port;
    struct place *p = ask("127.0.0.1", port, &wakes);
    for (int i = 0; i < 4; i++) {
        server_accept(&s);
        server_say(&s, VERSION);
        server_say(&s, TPV("01", ""));
        assert_true(await_fix(p, &fix));
        assert_int_equal(place_connections(p), i + 1);
        server_close(&s);
        assert_true(await_connected(p, false));
        usleep(700000u * (unsigned)i); // so long it is away
        server_open(&s, port);
        int64_t back = now_ms();
        struct pollfd polled = {.fd = s.listening, .events = POLLIN};
        assert_int_equal(poll(&polled, 1, 30000), 1);
        int64_t took = now_ms() - back;
        longest = took > longest ? took : longest;
    }
    print_message("           found again within %d ms\n", (int)longest);
    assert_true(longest < 5000);
    close_fast(p);
    server_close(&s);
}

static void test_garbage_is_passed_over(void **state)
{
    struct server s;
    struct fix fix;
    struct str line;
    atomic_int wakes = 0;
    (void)state;
    server_open(&s, 0);
    struct place *p = ask("127.0.0.1", s.port, &wakes);
    server_accept(&s);
    server_say(&s, "garbage\r\n{\n}\n\n" TPV("01", "") "{\"class\":\"VERSION\"\r\n" TPV(
                       "02", ""));
    server_say(
        &s, "{\"class\":\"TPV\"\r\n{\"class\":\"TPV\",\"mode\":\"x\",\"lat\":[[[[{{{{\n"
            "{\"class\":\"TPV\",\"mode\":3,\"lat\":1e999,\"lon\":-1e999}\n"
            "{\"class\":\"TPV\",\"mode\":3,\"time\":\"soon\",\"lat\":1,\"lon\":2}\n");
    str_init(&line);
    str_add(&line, "{\"class\":\"TPV\",\"mode\":3,\"device\":\"");
    while (line.len < 100000) // too long for any line of gpsd's
        str_add(&line, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    str_add(&line, "\"}\n" TPV("03", ""));
    server_say(&s, str_c(&line));
    assert_int_equal(send(s.talking, "{\"class\":\0\"TPV\"}\n", 17, MSG_NOSIGNAL), 17);
    server_say(&s, TPV("04", ""));
    for (int i = 2; i <= 4; i++) { // the one before the greeting is not gpsd's
        assert_true(await_fix(p, &fix));
        assert_int_equal(fix.time_us, MORNING + i * SECOND);
    }
    str_release(&line);
    close_fast(p);
    server_close(&s);
}

// Reports with a few bytes damaged; the sanitizers watch, and what comes out is on the earth.
static void test_damaged_reports_do_no_harm(void **state)
{
    static const char good[] =
        TPV("01", ",\"eph\":10,\"epx\":1,\"epy\":1,\"track\":271.5,\"speed\":1.25");
    static const char bits[] = "\"\"{}[],,::\\\\0123456789.-eENull\x80\xFF";
    uint64_t seed = 20261123;
    struct server s;
    struct fix fix;
    atomic_int wakes = 0;
    int fixes = 0;
    (void)state;
    server_open(&s, 0);
    struct place *p = ask("127.0.0.1", s.port, &wakes);
    server_accept(&s);
    server_say(&s, VERSION);
    for (int i = 0; i < 20000; i++) {
        char line[sizeof(good)];
        memcpy(line, good, sizeof(good));
        // Not in the class, which would leave all of it unread.
        for (uint32_t k = 0; k <= scratch_random(&seed) % 4; k++)
            line[15 + scratch_random(&seed) % (sizeof(good) - 18)] =
                bits[scratch_random(&seed) % (sizeof(bits) - 1)];
        server_say(&s, line);
        while (place_next(p, 0, &fix)) {
            fixes++;
            assert_true(fabs(fix.lat) <= 90 && fabs(fix.lon) <= 180);
        }
    }
    server_say(&s, "\n" TPV("59", ""));
    while (fix.time_us != MORNING + 59 * SECOND)
        assert_true(await_fix(p, &fix));
    assert_int_equal(place_connections(p), 1);
    assert_true(fixes > 100);
    close_fast(p);
    server_close(&s);
}

static void test_nobody_fetches_and_the_newest_are_kept(void **state)
{
    struct server s;
    struct fix fix;
    atomic_int wakes = 0;
    int n = 0;
    (void)state;
    server_open(&s, 0);
    struct place *p = ask("127.0.0.1", s.port, &wakes);
    server_accept(&s);
    server_hear(&s, "true};\n"); // what is left unread would turn the end into a reset
    server_say(&s, VERSION);
    for (int i = 0; i < 1000; i++)
        server_say(&s, TPV("01", ""));
    server_say(&s, TPV("59", ""));
    server_hang_up(&s);
    assert_true(await_connected(p, false) || place_connections(p) == 1);
    server_accept(&s); // the thread is beyond all of them
    while (place_next(p, 0, &fix))
        n++;
    assert_true(n > 0 && n <= 64);
    assert_int_equal(fix.time_us, MORNING + 59 * SECOND);
    assert_true(wakes < 10); // once, not for each
    close_fast(p);
    server_close(&s);
}

static void test_a_server_that_says_nothing_is_left_and_closing_is_fast(void **state)
{
    struct server s;
    atomic_int wakes = 0;
    (void)state;
    server_open(&s, 0);
    struct place *p = ask("127.0.0.1", s.port, &wakes);
    server_accept(&s);
    close_fast(p);
    server_hang_up(&s);
    p = ask("127.0.0.1", s.port, &wakes);
    server_accept(&s);
    int64_t start = now_ms();
    int silent = s.talking;
    server_accept(&s); // it came again, for this was none
    print_message("           left after %d ms\n", (int)(now_ms() - start));
    assert_true(now_ms() - start < 10000);
    close(silent);
    assert_false(place_connected(p));
    assert_int_equal(place_connections(p), 0);
    assert_int_equal(wakes, 0);
    close_fast(p);
    server_close(&s);
}

static void test_a_host_that_does_not_answer_holds_nobody(void **state)
{
    atomic_int wakes = 0;
    (void)state;
    // TEST-NET-1, where nobody is; a name that never is one; a port that is closed.
    static const char *const hosts[] = {"192.0.2.1", "gpsd.invalid", "127.0.0.1", "::1"};
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        struct place *p = ask(hosts[i], 9, &wakes);
        struct fix fix;
        assert_false(place_next(p, 0, &fix));
        usleep(30000);
        assert_false(place_connected(p));
        close_fast(p);
    }
    assert_int_equal(wakes, 0);
}

static sem_t looking, found;

// Instead of the C library's: a name that nobody answers for until the test says so.
int getaddrinfo(const char *host, const char *port, const struct addrinfo *hints,
                struct addrinfo **out)
{
    static int (*real)(const char *, const char *, const struct addrinfo *,
                       struct addrinfo **);
    if (strcmp(host, "slow.invalid") == 0) {
        sem_post(&looking);
        sem_wait(&found);
        sem_post(&looking);
        return EAI_AGAIN;
    }
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
    return real(host, port, hints, out);
}

static void test_a_look_up_that_hangs_is_left_alone(void **state)
{
    atomic_int *wakes = xcalloc(1, sizeof(*wakes));
    (void)state;
    sem_init(&looking, 0, 0);
    sem_init(&found, 0, 0);
    struct place *p = ask("slow.invalid", 2947, wakes);
    sem_wait(&looking);
    close_fast(p);
    free(wakes); // nothing of the caller's is touched any more
    sem_post(&found);
    sem_wait(&looking);
    usleep(100000); // for the thread to free what it has, which the sanitizers count
}

// No room in the queue of a listener: a connection that is never made.
static void test_a_connection_that_hangs_is_left(void **state)
{
    struct server s;
    atomic_int wakes = 0;
    int fill[64];
    (void)state;
    server_open(&s, 0);
    assert_int_equal(listen(s.listening, 0), 0);
    for (int i = 0; i < 64; i++) {
        struct sockaddr_in at = {.sin_family = AF_INET,
                                 .sin_port = htons((uint16_t)s.port)};
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        fill[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        (void)!connect(fill[i], (struct sockaddr *)&at, sizeof(at));
    }
    struct place *p = ask("127.0.0.1", s.port, &wakes);
    usleep(100000);
    assert_false(place_connected(p));
    close_fast(p);
    for (int i = 0; i < 64; i++)
        close(fill[i]);
    server_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gpsd_gives_fixes),
        cmocka_unit_test(test_gpsd_dies_and_comes_back_and_is_found_within_5_s),
        cmocka_unit_test(test_garbage_is_passed_over),
        cmocka_unit_test(test_damaged_reports_do_no_harm),
        cmocka_unit_test(test_nobody_fetches_and_the_newest_are_kept),
        cmocka_unit_test(test_a_server_that_says_nothing_is_left_and_closing_is_fast),
        cmocka_unit_test(test_a_host_that_does_not_answer_holds_nobody),
        cmocka_unit_test(test_a_look_up_that_hangs_is_left_alone),
        cmocka_unit_test(test_a_connection_that_hangs_is_left),
    };
    log_quiet(true);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
