#include "app/pace.h"

void pace_shown(struct pace *p, int64_t now_us)
{
    p->shown_us = now_us;
    p->grid_us += p->frame_us;
    // One that input brought, or that took long, is the first of a new grid.
    if (now_us < p->grid_us - p->frame_us / 4 || now_us > p->grid_us + p->frame_us / 4)
        p->grid_us = now_us;
}

int64_t pace_next_us(const struct pace *p, bool moving, int64_t due_us)
{
    int64_t next = p->grid_us + p->frame_us;
    return moving && (due_us < 0 || next < due_us) ? next : due_us;
}

int64_t pace_soonest_us(const struct pace *p)
{
    return p->shown_us + p->frame_us * 7 / 8;
}
