#include "base/rect.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

bool rect_empty(struct rect r)
{
    return r.w <= 0 || r.h <= 0;
}

struct rect rect_cut(struct rect a, struct rect b)
{
    int x = most(a.x, b.x), y = most(a.y, b.y);
    int right = least(a.x + a.w, b.x + b.w), below = least(a.y + a.h, b.y + b.h);
    struct rect r = {x, y, right - x, below - y};
    return rect_empty(r) ? (struct rect){x, y, 0, 0} : r;
}

struct rect rect_join(struct rect a, struct rect b)
{
    if (rect_empty(a))
        return b;
    if (rect_empty(b))
        return a;
    int x = least(a.x, b.x), y = least(a.y, b.y);
    return (struct rect){x, y, most(a.x + a.w, b.x + b.w) - x,
                         most(a.y + a.h, b.y + b.h) - y};
}

bool rect_has(struct rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

bool rect_eq(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}
