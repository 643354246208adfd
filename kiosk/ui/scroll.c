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

void scroll_release(struct scroll *s, float vel_dp_s)
{
    s->held = false;
    s->vel_dp_s = fabsf(vel_dp_s) < 4 * STILL_DP_S ? 0 : vel_dp_s;
}

void scroll_glide(struct scroll *s, float goal_dp, bool at_once)
{
    s->held = false;
    s->vel_dp_s = 0;
    s->goal_dp = clampf(goal_dp, 0, s->range_dp);
    s->gliding = !at_once;
    if (at_once)
        s->pos_dp = s->goal_dp;
}

static bool approach(float *pos, float goal, float half_life_s, float dt_s)
{
    *pos = goal + (*pos - goal) * exp2f(-dt_s / half_life_s);
    if (fabsf(*pos - goal) > STILL_DP)
        return true;
    *pos = goal;
    return false;
}

bool scroll_step(struct scroll *s, float dt_s)
{
    if (s->held)
        return false;
    if (s->gliding) {
        s->gliding = approach(&s->pos_dp, s->goal_dp, SCROLL_SPRING_HALF_LIFE_S, dt_s);
        return s->gliding;
    }
    float end = clampf(s->pos_dp, 0, s->range_dp);
    if (s->pos_dp != end) {
        s->vel_dp_s = 0;
        return approach(&s->pos_dp, end, SCROLL_SPRING_HALF_LIFE_S, dt_s);
    }
    if (s->vel_dp_s == 0)
        return false;
    // Exact integral of v * 2^(-t/h), so the distance does not depend on dt.
    float k = SCROLL_COAST_HALF_LIFE_S / LN2,
          left = exp2f(-dt_s / SCROLL_COAST_HALF_LIFE_S);
    s->pos_dp += s->vel_dp_s * k * (1 - left);
    s->vel_dp_s *= left;
    if (s->pos_dp < 0 || s->pos_dp > s->range_dp) {
        s->pos_dp = clampf(s->pos_dp, 0, s->range_dp);
        s->vel_dp_s = 0;
    } else if (fabsf(s->vel_dp_s) < STILL_DP_S) {
        s->vel_dp_s = 0;
    }
    return s->vel_dp_s != 0;
}
