#include "tourc/land.h"

#include <math.h>

struct land_box land_box_of(const struct land_part *parts, size_t n)
{
    struct land_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < parts[i].n; k++) {
            struct geo_xy p = parts[i].points[k];
            box = (struct land_box){fmin(box.x0, p.x), fmin(box.y0, p.y),
                                    fmax(box.x1, p.x), fmax(box.y1, p.y)};
        }
    return box;
}

bool land_meets(struct land_box a, struct land_box b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

double land_area(const struct geo_xy *ring, size_t n)
{
    double twice = 0;
    for (size_t i = 0; i < n; i++) {
        // From the first point, so that what is far from 0 keeps its digits.
        struct geo_xy a = ring[i], b = ring[(i + 1) % n];
        twice +=
            (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y);
    }
    return twice / 2;
}
