// How many fixes a second the walk engine takes: a walk of eleven stops with noise, a fix a second,
// over and over. Prints one object of JSON. Not a test: it asserts nothing.
//
//     bench_walk [SECONDS]
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../visit/walk_town.h"
#include "visit/walker.h"

#define FIXES_MAX 8192

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    static struct fix fixes[FIXES_MAX];
    double seconds = argc > 1 ? atof(argv[1]) : 3, best = 1e9, all = 0;
    const struct walker_noise noise = {
        .seed = 1, .sigma_m = 5, .tau_s = 60, .white_m = 1};
    struct town town;
    town_open(&town);
    size_t n = 0, rounds = 0, stops = 0;
    while (n < FIXES_MAX && (double)n < walker_seconds(town.plan)) {
        fixes[n] = walker_fix(town.plan, (double)n, &noise);
        n++;
    }
    for (double end = now_s() + seconds; now_s() < end; rounds++) {
        struct walk walk;
        walk_begin(&walk);
        double from = now_s();
        for (size_t i = 0; i < n; i++) {
            enum walk_event e = walk_fix(&walk, town.plan, &fixes[i]);
            stops += e == WALK_ARRIVED || e == WALK_DONE;
        }
        double took = now_s() - from;
        best = took < best ? took : best;
        all += took;
    }
    printf("{\"fixes_s\": %.0f, \"fixes_s_mean\": %.0f, \"ns\": %.0f, \"fixes\": %zu, "
           "\"stops\": %.1f}\n",
           (double)n / best, (double)(n * rounds) / all, best / (double)n * 1e9, n,
           (double)stops / (double)rounds);
    town_close(&town);
    return 0;
}
