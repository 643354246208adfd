#include "visit/walker.h"

#include <math.h>

#define ACCURACY_M 3.0f // of one who isn't there
#define MEMORY_TAUS 10.0
#define MEMORY_MAX_S 3600
#define TWO_IN_THREE 1.52 // sigmas of one axis, as a radius

// Where he is: when he came to the stop before, and how long he has been there or on.
struct leg_time {
    size_t stop;
    double since;
};

// To each stop there leads a walk (to the first none), and there he stands.
static struct leg_time find(const struct walk_plan *plan, double seconds)
{
    struct leg_time t = {0, fmax(0, seconds)};
    while (t.stop + 1 < walk_plan_stops(plan)) {
        double leg_m =
            walk_plan_stop_metres(plan, t.stop + 1) - walk_plan_stop_metres(plan, t.stop);
        double takes = WALKER_PAUSE_S + leg_m / WALK_PACE_M_S;
        if (t.since < takes)
            break;
        t.since -= takes;
        t.stop++;
    }
    return t;
}

double walker_seconds(const struct walk_plan *plan)
{
    double pauses = WALKER_PAUSE_S * (double)walk_plan_stops(plan);
    return pauses + walk_plan_metres(plan) / WALK_PACE_M_S;
}

double walker_metres(const struct walk_plan *plan, double seconds)
{
    struct leg_time t = find(plan, seconds);
    double on = fmax(0, t.since - WALKER_PAUSE_S) * WALK_PACE_M_S;
    return fmin(walk_plan_stop_metres(plan, t.stop) + on, walk_plan_metres(plan));
}

double walker_when(const struct walk_plan *plan, double metres)
{
    metres = fmax(0, fmin(metres, walk_plan_metres(plan)));
    double pauses = 0;
    for (size_t i = 0; i < walk_plan_stops(plan); i++)
        if (walk_plan_stop_metres(plan, i) < metres)
            pauses += WALKER_PAUSE_S;
    return pauses + metres / WALK_PACE_M_S;
}

// SplitMix64's last step, by G. Steele, D. Lea and C. Flood (2014): a number for a number.
static uint64_t scatter(uint64_t z)
{
    z += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

// Two independent values of the normal distribution (Box and Muller, 1958) for a seed and a time.
static struct geo_xy normal(uint64_t seed, int64_t when)
{
    uint64_t first = scatter(scatter(seed) ^ (uint64_t)when), second = scatter(first);
    double u = ((double)(first >> 11) + 1) / 0x1p53, v = (double)(second >> 11) / 0x1p53;
    double r = sqrt(-2 * log(u));
    return (struct geo_xy){r * cos(2 * M_PI * v), r * sin(2 * M_PI * v)};
}

// The chain at a whole second: a sum over the past as far as it is remembered.
static struct geo_xy chain(const struct walker_noise *noise, int64_t second)
{
    double keep = exp(-1 / fmax(noise->tau_s, 1e-3)), part = sqrt(1 - keep * keep);
    int64_t memory = (int64_t)fmin(ceil(MEMORY_TAUS * noise->tau_s), MEMORY_MAX_S);
    struct geo_xy sum = {0};
    for (int64_t i = second - memory; i <= second; i++) {
        struct geo_xy w = normal(noise->seed, i);
        sum.x = sum.x * keep + w.x * part;
        sum.y = sum.y * keep + w.y * part;
    }
    return sum;
}

static struct geo_xy error_at(const struct walker_noise *noise, double seconds,
                              int64_t time_us)
{
    double whole = floor(seconds), t = seconds - whole;
    struct geo_xy a = chain(noise, (int64_t)whole);
    struct geo_xy b = t > 0 ? chain(noise, (int64_t)whole + 1) : a;
    struct geo_xy white = normal(~(uint64_t)noise->seed, time_us);
    return (struct geo_xy){
        noise->sigma_m * (a.x + (b.x - a.x) * t) + noise->white_m * white.x,
        noise->sigma_m * (a.y + (b.y - a.y) * t) + noise->white_m * white.y};
}

struct fix walker_fix(const struct walk_plan *plan, double seconds,
                      const struct walker_noise *noise)
{
    seconds = fmax(0, fmin(seconds, walker_seconds(plan)));
    double metres = walker_metres(plan, seconds);
    bool stands =
        find(plan, seconds).since < WALKER_PAUSE_S || metres >= walk_plan_metres(plan);
    struct geo_point at = walk_plan_at(plan, metres);
    struct fix fix = {
        .time_us = llround(seconds * 1e6),
        .accuracy_m = ACCURACY_M,
        .course_deg = stands ? NAN : (float)walk_plan_bearing(plan, metres),
        .speed_m_s = stands ? 0 : (float)WALK_PACE_M_S,
    };
    if (noise && noise->seed) {
        struct geo_plane plane = geo_plane_at(at);
        at = geo_from_plane(&plane, error_at(noise, seconds, fix.time_us));
        fix.accuracy_m = (float)(TWO_IN_THREE * hypot(noise->sigma_m, noise->white_m));
    }
    fix.lat = at.lat;
    fix.lon = at.lon;
    return fix;
}
