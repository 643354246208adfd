#include "map/near.h"

#include <math.h>

#define SQUARE 8       // px
#define BESIDE_DP 22.0 // a street that it follows, on its other side, too
#define ON_DP 7.0      // its line and dots

static void mark(struct near *near, struct geo_xy at, double reach, uint8_t what)
{
    int64_t x0 = (int64_t)floor((at.x - reach) / SQUARE) - near->col;
    int64_t x1 = (int64_t)floor((at.x + reach) / SQUARE) - near->col;
    int64_t y0 = (int64_t)floor((at.y - reach) / SQUARE) - near->row;
    int64_t y1 = (int64_t)floor((at.y + reach) / SQUARE) - near->row;
    x0 = x0 < 0 ? 0 : x0;
    y0 = y0 < 0 ? 0 : y0;
    for (int64_t y = y0; y <= y1 && y < near->rows; y++)
        for (int64_t x = x0; x <= x1 && x < near->columns; x++)
            near->squares[y * near->columns + x] |= what;
}

static void mark_both(struct near *near, struct geo_xy at, double dp)
{
    mark(near, at, BESIDE_DP * dp, NEAR_IT);
    mark(near, at, ON_DP * dp, NEAR_ON_IT);
}

void near_init(struct near *near, struct arena *arena, const struct map_labels_spec *spec,
               struct near_box in)
{
    *near = (struct near){0};
    if (spec->n_route < 2)
        return;
    near->col = (int64_t)floor(in.left / SQUARE);
    near->row = (int64_t)floor(in.top / SQUARE);
    near->columns = (int)((in.right - in.left) / SQUARE) + 2;
    near->rows = (int)((in.bottom - in.top) / SQUARE) + 2;
    near->squares =
        ARENA_ARRAY(arena, uint8_t, (size_t)near->columns * (size_t)near->rows);
    for (size_t i = 0; i + 1 < spec->n_route; i++) {
        struct geo_xy a = map_plane_px(&spec->to_px, spec->route[i]);
        struct geo_xy b = map_plane_px(&spec->to_px, spec->route[i + 1]);
        double t[2] = {0, 1}, dx = b.x - a.x, dy = b.y - a.y;
        if (!isfinite(dx + dy) || !geo_cut(a.x, dx, in.left, in.right, t) ||
            !geo_cut(a.y, dy, in.top, in.bottom, t))
            continue;
        // By steps of the whole segment, so that it is the same squares whatever is seen of it.
        double step = SQUARE / fmax(hypot(dx, dy), SQUARE);
        for (double k = floor(t[0] / step); k <= ceil(t[1] / step); k++)
            mark_both(near, (struct geo_xy){a.x + k * step * dx, a.y + k * step * dy},
                      (double)spec->px_dp);
    }
}

unsigned near_at(const struct near *near, struct geo_xy at)
{
    int64_t x = (int64_t)floor(at.x / SQUARE) - near->col;
    int64_t y = (int64_t)floor(at.y / SQUARE) - near->row;
    return near->squares && x >= 0 && y >= 0 && x < near->columns && y < near->rows
               ? near->squares[y * near->columns + x]
               : 0;
}

bool near_covers(const struct near *near, struct geo_xy a, struct geo_xy b)
{
    int steps = near->squares ? (int)(hypot(b.x - a.x, b.y - a.y) / SQUARE) + 1 : -1;
    for (int i = 0; i <= steps; i++)
        if (near_at(near, (struct geo_xy){a.x + (b.x - a.x) * i / steps,
                                          a.y + (b.y - a.y) * i / steps}) &
            NEAR_ON_IT)
            return true;
    return false;
}
