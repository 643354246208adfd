#include "ui/scroll.h"

#include <math.h>

#define LN2 0.693147f
#define STILL_DP_S 12.0f // slower than this is standing
#define STILL_DP 0.4f

static float clampf(float v, float least, float most)
{
    return v < least ? least : v > most ? most : v;
}

// Beyond an end the finger moves more than the page: half at first, never beyond a quarter
// of the view.
static float band(const struct scroll *s, float pull)
{
    float inside = clampf(pull, 0, s->range_dp), over = pull - inside;
    float most = s->view_dp * 0.25f;
    return most > 0 ? inside + over / (2 + fabsf(over) / most) : inside;
}

static float unband(const struct scroll *s, float pos)
{
    float inside = clampf(pos, 0, s->range_dp), over = pos - inside;
    float most = s->view_dp * 0.25f;
    if (most <= 0)
        return inside;
    float left = 1 - fabsf(over) / most;
    return inside + 2 * over / fmaxf(left, 0.05f);
}

void scroll_fit(struct scroll *s, float range_dp, float view_dp)
{
    s->range_dp = range_dp;
    s->view_dp = view_dp;
    s->goal_dp = clampf(s->goal_dp, 0, range_dp);
    s->pos_dp = clampf(s->pos_dp, view_dp * -0.25f, range_dp + view_dp * 0.25f);
    if (s->held)
        s->pull_dp = unband(s, s->pos_dp);
}

void scroll_hold(struct scroll *s)
{
    s->held = true;
    s->gliding = false;
    s->vel_dp_s = 0;
    s->pull_dp = unband(s, s->pos_dp);
}

void scroll_drag(struct scroll *s, float by_dp)
{
    s->pull_dp += by_dp;
    s->pos_dp = band(s, s->pull_dp);
}

float scroll_takes(const struct scroll *s, float by_dp)
{
    float now = s->pull_dp,
          room = by_dp < 0 ? fmaxf(now, 0) : fmaxf(s->range_dp - now, 0);
    return clampf(by_dp, -room, room);
}

void scroll_release(struct scroll *s, float vel_dp_s)
{
    s->held = false;
    bool beyond = s->pos_dp < 0 || s->pos_dp > s->range_dp;
    s->vel_dp_s = beyond || fabsf(vel_dp_s) < 4 * STILL_DP_S ? 0 : vel_dp_s;
}

void scroll_glide(struct scroll *s, float goal_dp, bool at_once)
{
    s->held = false;
    s->goal_dp = clampf(goal_dp, 0, s->range_dp);
    s->gliding = true;
    // What speed it has it keeps, but not so much that it would shoot beyond the goal.
    float x = s->pos_dp - s->goal_dp;
    float most = s->vel_dp_s * x < 0 ? fabsf(x) : s->view_dp * 0.25f;
    s->vel_dp_s = clampf(s->vel_dp_s, -most * SCROLL_SPRING, most * SCROLL_SPRING);
    if (at_once)
        scroll_finish(s);
}

// From x beyond where it wants to be; true while it moves.
static bool spring(float *x, float *v, float dt_s)
{
    float w = SCROLL_SPRING, fall = expf(-w * dt_s), b = *v + w * *x;
    *x = (*x + b * dt_s) * fall;
    *v = (*v - w * b * dt_s) * fall;
    if (fabsf(*x) > STILL_DP || fabsf(*v) > STILL_DP_S)
        return true;
    *x = *v = 0;
    return false;
}

static bool spring_to(struct scroll *s, float goal, float dt_s)
{
    float x = s->pos_dp - goal;
    bool more = spring(&x, &s->vel_dp_s, dt_s);
    s->pos_dp = goal + x;
    return more;
}

// Beyond an end it goes no faster than leads to a quarter of the view.
static float slowed(const struct scroll *s)
{
    float most = s->view_dp * SCROLL_SPRING * 0.25f;
    return clampf(s->vel_dp_s, -most, most);
}

// Until it stands, an end comes or the time is over; what is left of the time. The distance is
// the exact integral of v * 2^(-t/h): k * (speed at first - speed at last).
static float coast(struct scroll *s, float dt_s)
{
    const float h = SCROLL_COAST_HALF_LIFE_S, k = h / LN2;
    float speed = fabsf(s->vel_dp_s), way = s->vel_dp_s < 0 ? -1 : 1;
    float room = way < 0 ? s->pos_dp : s->range_dp - s->pos_dp;
    float last = fmaxf(speed * exp2f(-dt_s / h), STILL_DP_S);
    if (k * (speed - last) > room) {
        float at_end = speed - room / k;
        s->pos_dp = way < 0 ? 0 : s->range_dp;
        s->vel_dp_s = way * at_end;
        s->vel_dp_s = slowed(s);
        return fmaxf(0, dt_s - h * log2f(speed / at_end));
    }
    s->pos_dp += way * k * (speed - last);
    s->vel_dp_s = last > STILL_DP_S ? way * last : 0;
    return 0;
}

bool scroll_step(struct scroll *s, float dt_s)
{
    if (s->held)
        return false;
    if (s->gliding) {
        s->gliding = spring_to(s, s->goal_dp, dt_s);
        return s->gliding;
    }
    bool inside = s->pos_dp >= 0 && s->pos_dp <= s->range_dp;
    bool leaves = (s->pos_dp <= 0 && s->vel_dp_s < 0) ||
                  (s->pos_dp >= s->range_dp && s->vel_dp_s > 0);
    if (inside && !leaves) {
        if (s->vel_dp_s == 0)
            return false;
        dt_s = coast(s, dt_s);
        if (dt_s <= 0)
            return s->vel_dp_s != 0;
    } else if (inside) {
        s->vel_dp_s = slowed(s);
    }
    return spring_to(s, clampf(s->pos_dp, 0, s->range_dp), dt_s);
}

void scroll_finish(struct scroll *s)
{
    s->pos_dp = clampf(s->gliding ? s->goal_dp : s->pos_dp, 0, s->range_dp);
    s->vel_dp_s = 0;
    s->gliding = s->held = false;
}
