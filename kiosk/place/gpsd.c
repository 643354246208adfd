#include "place/gpsd.h"

#include <errno.h>
#include <gps.h>
#include <math.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "geo/geo.h"
#include "place/accuracy.h"
#include "place/number.h"

#define LINE_BYTES 16384 // gpsd's own limit is 10240
#define WAITING_MAX 64   // fixes nobody has fetched; then the oldest go
#define CLOSE_MS 100     // what gpsd_close waits for the thread

struct gpsd {
    char host[256], port[16];
    pthread_t thread;
    int quit_fd; // readable: end

    pthread_mutex_t lock; // of all that follows
    pthread_cond_t ended_now;
    void (*wake)(void *);
    void *wake_data;
    struct fix fixes[WAITING_MAX];
    size_t first, n;
    bool connected, closing, ended, orphan;
    int connections;
};

// What one connection is read with; the thread's own.
struct session {
    struct gpsd *g;
    int fd;
    bool greeted, asked, skipping;
    int64_t heard_ms;
    char line[LINE_BYTES];
    size_t len;
    struct gps_data_t data;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void destroy(struct gpsd *g)
{
    pthread_cond_destroy(&g->ended_now);
    pthread_mutex_destroy(&g->lock);
    close(g->quit_fd);
    free(g);
}

// `fd` (-1: nothing) ready for `events`: 1; after so many milliseconds: 0; the end: -1.
static int await(struct gpsd *g, int fd, short events, int64_t ms)
{
    struct pollfd polled[2] = {{.fd = g->quit_fd, .events = POLLIN},
                               {.fd = fd, .events = events}};
    int n = poll(polled, 2, ms > 0 ? (int)ms : 0);
    if (polled[0].revents)
        return -1;
    return n > 0 && polled[1].revents ? 1 : 0;
}

static void tell(struct gpsd *g, bool connected)
{
    pthread_mutex_lock(&g->lock);
    bool news = g->connected != connected;
    g->connected = connected;
    if (news && connected)
        g->connections++;
    // Under the lock: after gpsd_close nobody is woken any more.
    if (news && g->wake && !g->closing)
        g->wake(g->wake_data);
    pthread_mutex_unlock(&g->lock);
}

static void hand_over(struct gpsd *g, const struct fix *fix)
{
    pthread_mutex_lock(&g->lock);
    bool news = g->n == 0;
    if (g->n == WAITING_MAX) {
        g->first = (g->first + 1) % WAITING_MAX;
        g->n--;
    }
    g->fixes[(g->first + g->n++) % WAITING_MAX] = *fix;
    if (news && g->wake && !g->closing)
        g->wake(g->wake_data);
    pthread_mutex_unlock(&g->lock);
}

// A time-position-velocity report as a fix; false: it has no position, or no time.
static bool fix_of(const struct gps_data_t *data, struct fix *out)
{
    const struct gps_fix_t *f = &data->fix;
    if (!(data->set & LATLON_SET) || f->mode < MODE_2D ||
        !geo_valid((struct geo_point){f->latitude, f->longitude}) ||
        f->time.tv_sec <= 0 || f->time.tv_sec > INT64_C(253402300799)) // the year 9999
        return false;
    *out = (struct fix){
        .time_us = (int64_t)f->time.tv_sec * 1000000 + f->time.tv_nsec / 1000,
        .lat = f->latitude,
        .lon = f->longitude,
        .accuracy_m = accuracy_of_gpsd(f->eph, f->epx, f->epy),
        .course_deg = f->track >= 0 && f->track <= 360 ? (float)f->track : NAN,
        .speed_m_s = f->speed >= 0 && f->speed < 1e4 ? (float)f->speed : NAN};
    return true;
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

// All but two classes are passed over unread; what isn't JSON, too.
static void take_line(struct session *s)
{
    struct fix fix;
    s->line[s->len] = '\0';
    if (strlen(s->line) < s->len)
        return; // a byte 0
    if (begins(s->line, "{\"class\":\"VERSION\"") && !s->greeted) {
        s->greeted = true;
        log_info("gpsd at %s, port %s, is there", s->g->host, s->g->port);
        tell(s->g, true);
    }
    if (!s->greeted || !begins(s->line, "{\"class\":\"TPV\""))
        return;
    s->data.set = 0;
    gps_unpack(s->line, &s->data);
    if (fix_of(&s->data, &fix))
        hand_over(s->g, &fix);
}

static void take_bytes(struct session *s, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\n') {
            if (!s->skipping)
                take_line(s);
            s->skipping = false;
            s->len = 0;
        } else if (s->len < sizeof(s->line) - 1) {
            s->line[s->len++] = bytes[i];
        } else {
            s->skipping = true; // too long for a line of gpsd's
        }
    }
}

// Short enough for any socket's buffer.
static bool say(int fd, const char *words)
{
    return send(fd, words, strlen(words), MSG_NOSIGNAL) == (ssize_t)strlen(words);
}

// Until it is silent for too long; then asks, and at last gives up. False: it is gone.
static bool keep_alive(struct session *s)
{
    int64_t silent = now_ms() - s->heard_ms;
    if (!s->greeted)
        return silent < GPSD_ANSWER_MS;
    if (silent >= GPSD_SILENT_MS && !s->asked) {
        s->asked = true;
        return say(s->fd, "?VERSION;\n");
    }
    return silent < GPSD_SILENT_MS + GPSD_ANSWER_MS;
}

static int64_t patience_ms(const struct session *s)
{
    int64_t end = !s->greeted ? GPSD_ANSWER_MS
                  : s->asked  ? GPSD_SILENT_MS + GPSD_ANSWER_MS
                              : GPSD_SILENT_MS;
    return s->heard_ms + end - now_ms();
}

// True until the connection is gone, or the end comes.
static bool listen_once(struct session *s)
{
    char bytes[4096];
    int ready = await(s->g, s->fd, POLLIN, patience_ms(s));
    if (ready < 0)
        return false;
    if (ready == 0)
        return keep_alive(s);
    ssize_t n = recv(s->fd, bytes, sizeof(bytes), 0);
    if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    take_bytes(s, bytes, (size_t)n);
    if (!s->greeted)
        return keep_alive(
            s); // whoever talks without a greeting has no longer than who doesn't
    s->heard_ms = now_ms();
    s->asked = false;
    return true;
}

// True: it was gpsd.
static bool converse(struct gpsd *g, int fd)
{
    struct session *s = xcalloc(1, sizeof(*s));
    *s = (struct session){.g = g, .fd = fd, .heard_ms = now_ms()};
    if (say(fd, "?WATCH={\"enable\":true,\"json\":true};\n"))
        while (listen_once(s))
            ;
    bool greeted = s->greeted;
    free(s);
    return greeted;
}

// A connected socket, or -1.
static int connect_one(struct gpsd *g, const struct addrinfo *a, int64_t ms)
{
    int failed = 0;
    socklen_t len = sizeof(failed);
    int fd = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
                    a->ai_protocol);
    if (fd < 0)
        return -1;
    if (connect(fd, a->ai_addr, a->ai_addrlen) == 0)
        return fd;
    if (errno == EINPROGRESS && await(g, fd, POLLOUT, ms) > 0 &&
        getsockopt(fd, SOL_SOCKET, SO_ERROR, &failed, &len) == 0 && failed == 0)
        return fd;
    close(fd);
    return -1;
}

static int connect_any(struct gpsd *g)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM},
                    *all = NULL;
    int fd = -1;
    if (getaddrinfo(g->host, g->port, &hints, &all) != 0)
        return -1;
    int64_t end = now_ms() + GPSD_CONNECT_ALL_MS;
    for (struct addrinfo *a = all; a && fd < 0; a = a->ai_next) {
        int64_t left = end - now_ms();
        if (left <= 0 || await(g, -1, 0, 0) < 0)
            break;
        fd = connect_one(g, a, left < GPSD_CONNECT_MS ? left : GPSD_CONNECT_MS);
    }
    freeaddrinfo(all);
    return fd;
}

static void *run(void *data)
{
    struct gpsd *g = data;
    int64_t pause = GPSD_PAUSE_LEAST_MS;
    bool said = false;
    while (await(g, -1, 0, 0) == 0) {
        int fd = connect_any(g);
        bool was_there = fd >= 0 && converse(g, fd);
        if (fd >= 0)
            close(fd);
        if (await(g, -1, 0, 0) < 0)
            break;
        // Once for each loss, not for each attempt.
        if (was_there || !said)
            log_warn("gpsd at %s, port %s, is %s; it is looked for again and again",
                     g->host, g->port, was_there ? "gone" : "not there");
        said = true;
        tell(g, false);
        if (was_there)
            pause = GPSD_PAUSE_LEAST_MS;
        if (await(g, -1, 0, pause) < 0)
            break;
        pause = pause * 2 < GPSD_PAUSE_MOST_MS ? pause * 2 : GPSD_PAUSE_MOST_MS;
    }
    pthread_mutex_lock(&g->lock);
    g->ended = true;
    bool orphan = g->orphan; // else gpsd_close waits, or will come
    pthread_cond_signal(&g->ended_now);
    pthread_mutex_unlock(&g->lock);
    if (orphan)
        destroy(g);
    return NULL;
}

struct gpsd *gpsd_open(const char *host, const char *port, void (*wake)(void *),
                       void *wake_data, struct err *err)
{
    struct gpsd *g = xcalloc(1, sizeof(*g));
    pthread_condattr_t monotonic;
    g->wake = wake;
    g->wake_data = wake_data;
    str_copy(g->host, sizeof(g->host), host);
    str_copy(g->port, sizeof(g->port), port);
    pthread_mutex_init(&g->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&g->ended_now, &monotonic);
    pthread_condattr_destroy(&monotonic);
    g->quit_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (g->quit_fd < 0 || pthread_create(&g->thread, NULL, run, g) != 0) {
        err_set(err, "no thread for gpsd");
        destroy(g);
        return NULL;
    }
    return g;
}

void gpsd_close(struct gpsd *g)
{
    struct timespec end;
    (void)!write(g->quit_fd, &(uint64_t){1}, sizeof(uint64_t));
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += CLOSE_MS * 1000000L;
    end.tv_sec += end.tv_nsec / 1000000000;
    end.tv_nsec %= 1000000000;
    pthread_mutex_lock(&g->lock);
    g->closing = true;
    while (!g->ended &&
           pthread_cond_timedwait(&g->ended_now, &g->lock, &end) != ETIMEDOUT)
        ;
    bool ended = g->ended;
    pthread_t thread = g->thread;
    g->orphan = !ended;
    pthread_mutex_unlock(&g->lock);
    if (ended) {
        pthread_join(thread, NULL);
        destroy(g);
    } else {
        pthread_detach(thread); // in a look-up; `g` is the thread's from now on
    }
}

bool gpsd_next(struct gpsd *g, struct fix *out)
{
    pthread_mutex_lock(&g->lock);
    bool any = g->n > 0;
    if (any) {
        *out = g->fixes[g->first];
        g->first = (g->first + 1) % WAITING_MAX;
        g->n--;
    }
    pthread_mutex_unlock(&g->lock);
    return any;
}

bool gpsd_connected(struct gpsd *g)
{
    pthread_mutex_lock(&g->lock);
    bool connected = g->connected;
    pthread_mutex_unlock(&g->lock);
    return connected;
}

int gpsd_connections(struct gpsd *g)
{
    pthread_mutex_lock(&g->lock);
    int connections = g->connections;
    pthread_mutex_unlock(&g->lock);
    return connections;
}
