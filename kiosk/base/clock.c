#include "base/clock.h"

#include <time.h>

#include "base/bug.h"

void clock_init(struct clock *c, bool manual)
{
    *c = (struct clock){.manual = manual};
}

int64_t clock_now_us(struct clock *c)
{
    if (!c->manual) {
        struct timespec t;
        clock_gettime(CLOCK_MONOTONIC, &t);
        c->now_us = (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
    }
    return c->now_us;
}

void clock_advance(struct clock *c, int64_t by_us)
{
    if (!c->manual || by_us < 0)
        BUG("only a manual clock is moved, and only forward");
    c->now_us += by_us;
}
