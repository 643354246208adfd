// Where time comes from. The program's clock is monotonic; a script and the tests have one
// of their own that only moves when they say so. Everything below `app` takes times as
// arguments and never asks.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool manual;    // a script's clock
    int64_t now_us; // read through clock_now_us
};

void clock_init(struct clock *c, bool manual);
int64_t clock_now_us(struct clock *c); // microseconds since some fixed moment
void clock_advance(struct clock *c, int64_t by_us); // a manual clock only
