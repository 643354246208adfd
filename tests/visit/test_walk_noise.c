// A whole walk with receivers as bad as they are in a city: each stop must be told once, in order
// and where one is, whatever the seed. A hundred seeds, with BACKLOT_LONG a thousand; with
// BACKLOT_SEED one, told step by step.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "visit/walker.h"
#include "walk_town.h"

#define LAST_REST_S 90 // who has come to the end looks about
#define DELAYS_MAX (1000 * TOWN_STOPS)

// What this seed's walk is like.
struct weather {
    uint64_t state;
    double sigma_m, step_s; // noise of each axis; between fixes
    double canyon_every_s, pause_s, pace_m_s;
    bool says_accuracy;
    // now
    struct geo_xy error, canyon;
    double canyon_until, canyon_next;
    int jumps;
    struct geo_xy jump;
};

// Who really walks: the legs at a pace of his own, with rests of his own.
struct truth {
    double s, rest_s;
    size_t next;
    bool done;
};

struct result {
    double delays_s[TOWN_STOPS];
    int strayed;
};

static double uniform(struct weather *r)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (double)((z ^ z >> 31) >> 11) / 0x1p53;
}

static double between(struct weather *r, double low, double high)
{
    return low + (high - low) * uniform(r);
}

static struct geo_xy gauss(struct weather *r)
{
    double size = sqrt(-2 * log(1 - uniform(r))), turn = 2 * M_PI * uniform(r);
    return (struct geo_xy){size * cos(turn), size * sin(turn)};
}

static struct weather weather_of(int seed)
{
    static const double sigmas[] = {5, 10, 20};
    static const double steps_s[] = {0.2, 0.5, 1, 2, 5};
    struct weather r = {.state = (uint64_t)seed * 7919};
    uniform(&r);
    r.sigma_m = sigmas[seed % 3];
    r.step_s = steps_s[seed / 3 % 5];
    r.canyon_every_s = between(&r, 120, 480);
    r.pause_s = between(&r, 15, 60);
    r.pace_m_s = between(&r, 0.9, 1.6);
    r.says_accuracy = uniform(&r) > 0.2;
    struct geo_xy g = gauss(&r);
    r.error = (struct geo_xy){g.x * r.sigma_m, g.y * r.sigma_m};
    r.canyon_next = between(&r, 10, 2 * r.canyon_every_s);
    return r;
}

// The receiver's error at this time.
static struct geo_xy error_now(struct weather *r, double now)
{
    double keep = exp(-r->step_s / 60), part = r->sigma_m * sqrt(1 - keep * keep);
    struct geo_xy g = gauss(r), white = gauss(r);
    r->error.x = r->error.x * keep + g.x * part;
    r->error.y = r->error.y * keep + g.y * part;
    struct geo_xy e = {r->error.x + white.x, r->error.y + white.y};
    if (now >= r->canyon_next) {
        double turn = between(r, 0, 2 * M_PI), size = between(r, 40, 150);
        r->canyon = (struct geo_xy){size * cos(turn), size * sin(turn)};
        r->canyon_until = now + between(r, 5, 30);
        r->canyon_next = r->canyon_until + between(r, 0.3, 1.7) * r->canyon_every_s;
    }
    if (now < r->canyon_until) {
        e.x += r->canyon.x;
        e.y += r->canyon.y;
    }
    if (r->jumps == 0 && uniform(r) < 0.01 * r->step_s) {
        double turn = between(r, 0, 2 * M_PI);
        r->jumps = 1 + (int)(3 * uniform(r));
        r->jump = (struct geo_xy){500 * cos(turn), 500 * sin(turn)};
    }
    if (r->jumps > 0) {
        r->jumps--;
        e.x += r->jump.x;
        e.y += r->jump.y;
    }
    return e;
}

static struct fix fix_at(struct weather *r, struct geo_point at, double now)
{
    struct geo_plane plane = geo_plane_at(at);
    struct geo_point p = geo_from_plane(&plane, error_now(r, now));
    float accuracy = (float)(1.52 * hypot(r->sigma_m, 1) * between(r, 0.8, 1.25));
    if (!r->says_accuracy || uniform(r) < 0.05)
        accuracy = NAN;
    return (struct fix){(int64_t)(now * 1e6), p.lat, p.lon, accuracy, NAN, NAN};
}

static void walk_on(struct truth *t, const struct walk_plan *plan,
                    const struct weather *r)
{
    double left = r->step_s;
    while (left > 0) {
        if (t->rest_s > 0) {
            double takes = fmin(left, t->rest_s);
            t->rest_s -= takes;
            left -= takes;
            continue;
        }
        if (t->next == TOWN_STOPS) {
            t->done = true;
            return;
        }
        double to = walk_plan_stop_metres(plan, t->next);
        double takes = fmin(left, (to - t->s) / r->pace_m_s);
        t->s += takes * r->pace_m_s;
        left -= takes;
        if (t->s >= to - 1e-6) {
            t->next++;
            t->rest_s = t->next == TOWN_STOPS ? LAST_REST_S : r->pause_s;
        }
    }
}

static double distance_to(const struct geo_point p, size_t stop)
{
    return geo_distance_m(p, (struct geo_point){town_at[stop].lat, town_at[stop].lon});
}

static bool told;

static bool wrong(int seed, const char *what, size_t stop, double metres)
{
    print_error("seed %d: %s at stop %zu, %.0f m\n", seed, what, stop, metres);
    return false;
}

static bool walk_all(const struct walk_plan *plan, int seed, struct result *out)
{
    struct weather r = weather_of(seed);
    struct truth t = {.rest_s = r.pause_s, .next = 1};
    struct walk w;
    double entered[TOWN_STOPS];
    size_t fired = 0;
    walk_begin(&w);
    for (size_t i = 0; i < TOWN_STOPS; i++)
        entered[i] = -1;
    for (double now = 0; !t.done; now += r.step_s) {
        struct geo_point at = walk_plan_at(plan, t.s);
        for (size_t i = 0; i < TOWN_STOPS; i++)
            if (entered[i] < 0 && distance_to(at, i) <= 40 && t.next >= i)
                entered[i] = now;
        struct fix fix = fix_at(&r, at, now);
        if (uniform(&r) < 0.02)
            fix.time_us -= (int64_t)(between(&r, 1, 20) * 1e6);
        enum walk_event e = walk_fix(&w, plan, &fix);
        out->strayed += e == WALK_STRAYED;
        if (told) {
            struct geo_point g = walk_guide(&w, plan).at;
            print_message(
                "%6.1f true %6.1f off by %5.1f says %6.1f status %d event %d next "
                "%d off by %5.1f v %4.1f spread %4.1f acc %.0f b %.0f %.0f j%d\n",
                now, t.s, geo_distance_m(at, (struct geo_point){fix.lat, fix.lon}),
                w.metres, (int)w.status, (int)e, w.next, geo_distance_m(at, g), w.inner.v,
                sqrt(w.inner.p[0][0]), (double)w.accuracy_m, w.inner.bx, w.inner.by,
                w.inner.jumped);
        }
        if (e == WALK_ARRIVED || e == WALK_DONE) {
            if (w.at != (int)fired)
                return wrong(seed, "out of order", (size_t)w.at, 0);
            if (distance_to(at, fired) > 60 + 2 * r.sigma_m)
                return wrong(seed, "too far", fired, distance_to(at, fired));
            out->delays_s[fired] = entered[fired] < 0 ? 0 : now - entered[fired];
            fired++;
        }
        walk_on(&t, plan, &r);
    }
    return fired == TOWN_STOPS || wrong(seed, "missed", fired, 0);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void test_each_stop_once_in_order_and_where_one_is(void **state)
{
    (void)state;
    static double delays[3][DELAYS_MAX];
    int n[3] = {0}, bad[3] = {0}, strayed = 0;
    const char *one = getenv("BACKLOT_SEED");
    int first = one ? atoi(one) : 0, seeds = getenv("BACKLOT_LONG") ? 1000 : 100;
    struct town town;
    town_open(&town);
    told = one != NULL;
    for (int seed = first; seed < (one ? first + 1 : seeds); seed++) {
        struct result result = {0};
        bool good = walk_all(town.plan, seed, &result);
        bad[seed % 3] += !good;
        strayed += result.strayed;
        for (size_t i = 0; good && i < TOWN_STOPS; i++)
            delays[seed % 3][n[seed % 3]++] = result.delays_s[i];
    }
    for (int i = 0; i < 3; i++) {
        if (n[i] == 0)
            continue;
        qsort(delays[i], (size_t)n[i], sizeof(delays[i][0]), compare);
        print_message("sigma %2d m: delay median %.1f s, p90 %.1f s, most %.1f s\n",
                      5 << i, delays[i][n[i] / 2], delays[i][n[i] * 9 / 10],
                      delays[i][n[i] - 1]);
    }
    print_message("%d times told to be off the legs\n", strayed);
    assert_int_equal(bad[0] + bad[1], 0);
    // With a sigma of 20 m an error of 70 m for a minute comes once in some hundred walks, and no
    // engine can know it: three walks in a thousand may have a stop that is wrong.
    assert_true(bad[2] <= seeds / 300);
    if (!one)
        assert_true(delays[0][n[0] / 2] <= 15);
    town_close(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_stop_once_in_order_and_where_one_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
