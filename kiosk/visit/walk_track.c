#include "visit/walk_track.h"

#include <math.h>
#include <string.h>

#define PACE_M_S 1.0     // that is expected on the way
#define AT_PACE_M_S 0.8  // and at a stop
#define PACE_SIGMA 0.6   // how far from it walkers are
#define PACE_TAU_S 12.0  // how long they stay so
#define ERROR_TAU_S 60.0 // how long a receiver is wrong in the same way
#define SIGMA_MIN_M 2.0f
#define SIGMA_MAX_M 300.0f
#define UNTOLD_M 20.0f // where no accuracy is told, until it is learned
#define UNTOLD_MIN_M 8.0
#define UNTOLD_MAX_M 45.0
#define LEARN 0.02            // a fix
#define WHITE2 1.0            // of a fix, from one to the next
#define ASIDE2 0.5            // a second: nobody walks on the line itself
#define SIGMA_OF_RADIUS 0.66f // of two in three
#define LEGS_M_S 2.5          // nobody with a tablet is faster
#define GATE2 10.0            // 3.2 sigma
#define LEAP_SIGMAS 3.5       // of the error's change meanwhile
#define GATE_M 12.0           // any receiver may be wrong by so much
#define BEND_M 8.0            // besides the error
#define BEND_REACH_M 60.0
#define BEND_US 4000000
#define ERRED_M 25.0            // there and back again was an error ...
#define HOP_US 90000000         // ... within this time
#define JUMP_US 36000000        // so long a jump is not believed
#define JUMP_FORGET_US 35000000 // unless it is said again
#define JUMP_YOUNG_US 12000000  // nor so long against a younger position
#define JUMP_OLDER_US 2000000   // but longer than it is old
#define JUMP_POOR_US 5000000    // after which the receiver is called poor
#define GAP_US 30000000         // after which it is looked for anew
#define BACK_FIXES 5            // at least
#define BACK_US 10000000        // so long an older time is not believed
#define FAR_AWAY_M 500e3 // in another country, and beyond what the plane is good for
#define TIME_MAX_US (INT64_C(1) << 60) // differences of two can be taken

enum { S, V, X, Y };

static double seconds(int64_t us)
{
    return (double)us / 1e6;
}

double track_spread_m(const struct walk *w)
{
    return sqrt(fmax(0, w->inner.p[S][S]));
}

void track_follow(struct walk *w, double metres)
{
    struct walk_inner *n = &w->inner;
    double error2 = (double)n->sigma_m * (double)n->sigma_m;
    memset(n->p, 0, sizeof(n->p));
    n->s = n->peak_m = metres;
    n->v = PACE_M_S / 2;
    n->bx = n->by = 0;
    n->p[S][S] = error2 + 25;
    n->p[V][V] = PACE_SIGMA * PACE_SIGMA;
    n->p[X][X] = n->p[Y][Y] = error2;
    n->tracking = true;
}

void track_leave(struct walk *w)
{
    w->inner.tracking = false;
    w->inner.spread2 = w->inner.p[X][X] + 4;
}

// Time goes forward. A source that began anew has other times for good, which is seen when it goes
// on like that.
static bool take_time(struct walk *w, int64_t now)
{
    struct walk_inner *n = &w->inner;
    if (!n->begun || now > n->last_us) {
        n->back = false;
        return true;
    }
    if (now == n->last_us)
        return false;
    if (!n->back || now <= n->back_last_us) {
        n->back = true;
        n->back_fixes = 1;
        n->back_us = n->back_last_us = now;
        return false;
    }
    n->back_last_us = now;
    if (n->back_fixes < BACK_FIXES)
        n->back_fixes++;
    if (now - n->back_us < BACK_US || n->back_fixes < BACK_FIXES)
        return false;
    n->begun = n->back = n->jumped = n->in = n->far = n->near = false;
    return true;
}

// The stated accuracy, smoothed; the engine's idea of the error follows at once when it grows.
static void take_accuracy(struct walk *w, float stated_m, double dt)
{
    struct walk_inner *n = &w->inner;
    bool told = isfinite(stated_m) && stated_m > 0;
    if (told && !n->told)
        w->accuracy_m = stated_m;
    else if (!told && n->sigma_m == 0)
        w->accuracy_m = UNTOLD_M;
    n->told = n->told || told;
    if (told)
        w->accuracy_m += (stated_m - w->accuracy_m) * (float)(1 - exp(-dt / 5));
    float sigma = fminf(fmaxf(w->accuracy_m * SIGMA_OF_RADIUS, SIGMA_MIN_M), SIGMA_MAX_M);
    if (sigma > n->sigma_m) {
        double more = (double)(sigma * sigma - n->sigma_m * n->sigma_m);
        n->p[X][X] += more;
        n->p[Y][Y] += more;
    }
    n->sigma_m = sigma;
    if (w->accuracy_m > 50)
        n->poor = true;
    else if (w->accuracy_m < 40)
        n->poor = false;
}

// A receiver that tells no accuracy shows it: by how much more or less than expected its fixes
// differ from each other.
static void learn_accuracy(struct walk *w, double surprise2)
{
    if (w->inner.told)
        return;
    double more = exp(LEARN * (fmin(surprise2, GATE2) / 2 - 1));
    w->accuracy_m =
        (float)fmax(UNTOLD_MIN_M, fmin((double)w->accuracy_m * more, UNTOLD_MAX_M));
}

// By so many seconds. Pace and error are first-order Gauss-Markov; this is their exact solution.
static void predict(struct walk *w, double dt)
{
    struct walk_inner *n = &w->inner;
    double(*p)[4] = n->p;
    double mean = w->at >= 0 ? AT_PACE_M_S : PACE_M_S;
    double pace2 = PACE_SIGMA * PACE_SIGMA,
           error2 = (double)n->sigma_m * (double)n->sigma_m;
    double a = exp(-dt / PACE_TAU_S), c = PACE_TAU_S * (1 - a);
    // What no error explains is where the visitor is, and stays.
    bool elsewhere = n->bx * n->bx + n->by * n->by > 9 * error2;
    double g = elsewhere ? 1 : exp(-dt / ERROR_TAU_S);
    double drift = elsewhere ? 2 * dt : error2 * (1 - g * g);

    n->s += mean * dt + (n->v - mean) * c;
    n->v = mean + (n->v - mean) * a;
    n->bx *= g;
    n->by *= g;
    p[S][S] +=
        ASIDE2 * dt + 2 * c * p[S][V] + c * c * p[V][V] +
        pace2 * PACE_TAU_S * PACE_TAU_S * (2 * dt / PACE_TAU_S - 3 + 4 * a - a * a);
    p[S][X] = g * (p[S][X] + c * p[V][X]);
    p[S][Y] = g * (p[S][Y] + c * p[V][Y]);
    p[S][V] = a * (p[S][V] + c * p[V][V]) + pace2 * PACE_TAU_S * (1 - a) * (1 - a);
    p[V][V] = a * a * p[V][V] + pace2 * (1 - a * a);
    p[V][X] *= a * g;
    p[V][Y] *= a * g;
    p[X][X] = g * g * p[X][X] + drift;
    p[Y][Y] = g * g * p[Y][Y] + drift;
    p[X][Y] *= g * g;
    p[V][S] = p[S][V];
    p[X][S] = p[S][X];
    p[Y][S] = p[S][Y];
    p[X][V] = p[V][X];
    p[Y][V] = p[V][Y];
    p[Y][X] = p[X][Y];
}

// What a fix measures: the legs' point there, and how it moves as one goes on. Across a bend both
// are those of its chord, as far as one can't know on which side of it the visitor is.
struct measure {
    double mx, my, tx, ty; // expected without error; its change with a metre
    double ex, ey;         // what was measured besides what was expected
    double white2;
};

static struct measure measure(const struct walk *w, const struct walk_plan *plan,
                              struct geo_xy z, double white2)
{
    const struct walk_inner *n = &w->inner;
    double reach = fmin(fmax(1.2 * track_spread_m(w), 2), 40);
    double low = fmax(0, n->s - reach), high = fmin(plan_length(plan), n->s + reach);
    struct geo_xy a = plan_at(plan, low), b = plan_at(plan, high),
                  c = plan_at(plan, n->s);
    struct measure m = {
        .mx = 0.3 * c.x + 0.35 * (a.x + b.x),
        .my = 0.3 * c.y + 0.35 * (a.y + b.y),
    };
    if (high > low) {
        m.tx = (b.x - a.x) / (high - low);
        m.ty = (b.y - a.y) / (high - low);
    }
    double off2 = (c.x - m.mx) * (c.x - m.mx) + (c.y - m.my) * (c.y - m.my);
    m.white2 = white2 + off2;
    m.ex = z.x - m.mx - n->bx;
    m.ey = z.y - m.my - n->by;
    return m;
}

// One axis of it, the other one having been taken or not.
static void update_axis(struct walk_inner *n, double t, int axis, double e, double white2)
{
    double(*p)[4] = n->p;
    double k[4], h[4], var = white2;
    for (int i = 0; i < 4; i++)
        h[i] = p[i][S] * t + p[i][axis];
    var += h[S] * t + h[axis];
    for (int i = 0; i < 4; i++)
        k[i] = h[i] / var;
    n->s += k[S] * e;
    n->v += k[V] * e;
    n->bx += k[X] * e;
    n->by += k[Y] * e;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            p[i][j] -= k[i] * h[j];
}

static void update(struct walk_inner *n, const struct measure *m)
{
    double s = n->s, by = n->by;
    update_axis(n, m->tx, X, m->ex, m->white2);
    double taken = m->ty * (n->s - s) + (n->by - by);
    update_axis(n, m->ty, Y, m->ey - taken, m->white2);
}

// How many sigmas, squared, it lies from what was expected.
static double surprise2(const struct walk_inner *n, const struct measure *m)
{
    const double(*p)[4] = (const double(*)[4])n->p;
    double xx = m->tx * m->tx * p[S][S] + 2 * m->tx * p[S][X] + p[X][X] + m->white2;
    double yy = m->ty * m->ty * p[S][S] + 2 * m->ty * p[S][Y] + p[Y][Y] + m->white2;
    double xy = m->tx * m->ty * p[S][S] + m->tx * p[S][Y] + m->ty * p[S][X] + p[X][Y];
    double det = fmax(xx * yy - xy * xy, 1e-6);
    return (yy * m->ex * m->ex - 2 * xy * m->ex * m->ey + xx * m->ey * m->ey) / det;
}

static void place_at(struct walk *w, const struct walk_plan *plan)
{
    struct geo_xy at = plan_at(plan, w->inner.s);
    w->x = at.x + w->inner.bx;
    w->y = at.y + w->inner.by;
}

static double ahead_m(const struct walk *w, const struct walk_plan *plan)
{
    return w->next < plan->n_stops ? plan->stops[w->next].metres : plan_length(plan);
}

// Position without a past: the first fix, or the one after which all is different.
static void begin_at(struct walk *w, const struct walk_plan *plan, struct geo_xy z)
{
    struct walk_inner *n = &w->inner;
    n->begun = true;
    w->x = z.x;
    w->y = z.y;
    n->spread2 = (double)n->sigma_m * (double)n->sigma_m;
    if (!n->tracking)
        return;
    struct plan_near near =
        plan_nearest(plan, z, fmax(n->floor_m, w->metres - 60), ahead_m(w, plan));
    track_follow(w, near.metres);
    n->bx = z.x - near.at.x;
    n->by = z.y - near.at.y;
}

// A fix that can't be where one was led to. It is believed when those after it go on saying so;
// what says something else again, for a moment, does not count.
static bool believe_jump(struct walk *w, struct geo_xy z, int64_t now)
{
    struct walk_inner *n = &w->inner;
    double far = hypot(z.x - n->jump_x, z.y - n->jump_y);
    double may =
        GATE_M + 3 * (double)n->sigma_m + LEGS_M_S * seconds(now - n->jump_last_us);
    if (!n->jumped || (far > may && now - n->jump_last_us > JUMP_FORGET_US)) {
        n->jumped = true;
        n->jump_us = now;
    } else if (far > may) {
        return false;
    }
    n->jump_last_us = now;
    n->jump_x = z.x;
    n->jump_y = z.y;
    int64_t age = w->time_us - n->since_us + JUMP_OLDER_US;
    int64_t wait = age < JUMP_YOUNG_US ? JUMP_YOUNG_US : age < JUMP_US ? age : JUMP_US;
    if (now - n->jump_us > JUMP_POOR_US)
        n->poor = true;
    return now - n->jump_us >= wait;
}

// Before a bend a linear filter takes the new street for an error of the receiver. Where the legs
// have a point that explains what is seen with half of the error, and go on having one, that is
// where the visitor is.
static void turn_bend(struct walk *w, const struct walk_plan *plan, int64_t now)
{
    struct walk_inner *n = &w->inner;
    double error = hypot(n->bx, n->by), reach = BEND_REACH_M + 1.5 * error;
    struct plan_near near = {.distance = INFINITY};
    if (error >= BEND_M + (double)n->sigma_m)
        near = plan_nearest(plan, (struct geo_xy){w->x, w->y},
                            fmax(n->floor_m, n->s - reach),
                            fmin(ahead_m(w, plan), n->s + reach));
    if (near.distance > error / 2) {
        n->bent = false;
        return;
    }
    if (!n->bent) {
        n->bent = true;
        n->bent_us = now;
    }
    if (now - n->bent_us < BEND_US)
        return;
    n->bent = false;
    double pace = n->v, peak = n->peak_m, moved = near.metres - n->s;
    double spread2 = n->p[S][S] + moved * moved / 4;
    track_follow(w, near.metres);
    n->v = pace;
    // Back from where it had just been put so: that was an error, and no peak.
    bool erred = n->hopped && now - n->hop_us < HOP_US && moved < -ERRED_M;
    n->peak_m = erred ? n->s : peak;
    if (moved > ERRED_M) {
        n->hopped = true;
        n->hop_us = now;
    }
    n->p[S][S] = spread2;
    n->bx = w->x - near.at.x;
    n->by = w->y - near.at.y;
}

// Nobody steps so far between two fixes, however wrong the receiver is in its usual way.
static bool leaps(const struct walk *w, struct geo_xy z, double since)
{
    const struct walk_inner *n = &w->inner;
    double drift = (double)n->sigma_m * sqrt(1 - exp(-2 * since / ERROR_TAU_S));
    double may = GATE_M + LEAP_SIGMAS * drift + LEGS_M_S * since;
    return hypot(z.x - n->last_x, z.y - n->last_y) > may;
}

static bool track_along(struct walk *w, const struct walk_plan *plan, struct geo_xy z,
                        double white2, int64_t now)
{
    struct walk_inner *n = &w->inner;
    struct measure m = measure(w, plan, z, white2);
    double e2 = m.ex * m.ex + m.ey * m.ey, surprise = surprise2(n, &m);
    if (surprise > GATE2 && e2 > GATE_M * GATE_M) {
        // Was it what went before that was wrong?
        double dx = z.x - m.mx, dy = z.y - m.my,
               error2 = (double)n->sigma_m * (double)n->sigma_m;
        if (dx * dx + dy * dy > 9 * error2 || n->bx * n->bx + n->by * n->by < 4 * error2)
            return false;
        n->bx = n->by = 0;
        for (int i = 0; i < 4; i++)
            n->p[i][X] = n->p[X][i] = n->p[i][Y] = n->p[Y][i] = 0;
        n->p[X][X] = n->p[Y][Y] = error2;
        m.ex = dx;
        m.ey = dy;
    }
    learn_accuracy(w, surprise);
    update(n, &m);
    n->s = fmax(n->floor_m, fmin(n->s, ahead_m(w, plan)));
    n->v = fmax(-1, fmin(n->v, LEGS_M_S));
    place_at(w, plan);
    turn_bend(w, plan, now);
    return true;
}

static bool track_free(struct walk *w, struct geo_xy z, double white2, double dt,
                       double since)
{
    struct walk_inner *n = &w->inner;
    double error2 = (double)n->sigma_m * (double)n->sigma_m + white2;
    double ex = z.x - w->x, ey = z.y - w->y;
    double may = GATE_M + 3 * (double)n->sigma_m + LEGS_M_S * since;
    n->spread2 += 2 * dt;
    if (ex * ex + ey * ey > may * may)
        return false;
    double k = n->spread2 / (n->spread2 + error2);
    w->x += k * ex;
    w->y += k * ey;
    n->spread2 *= 1 - k;
    return true;
}

bool track_fix(struct walk *w, const struct walk_plan *plan, const struct fix *fix)
{
    struct walk_inner *n = &w->inner;
    struct geo_point at = {fix->lat, fix->lon};
    int64_t now = fix->time_us;
    if (!geo_valid(at) || now > TIME_MAX_US || now < -TIME_MAX_US)
        return false;
    struct geo_xy z = geo_to_plane(&plan->plane, at);
    if (hypot(z.x, z.y) > FAR_AWAY_M || !take_time(w, now))
        return false;
    double dt = n->begun ? seconds(now - n->last_us) : 0;
    double since = n->begun ? seconds(now - w->time_us) : 0; // the last that was believed
    take_accuracy(w, fix->accuracy_m, dt);
    double told = isfinite(fix->accuracy_m) && fix->accuracy_m > w->accuracy_m
                      ? (double)(fix->accuracy_m * SIGMA_OF_RADIUS)
                      : (double)n->sigma_m;
    double white2 = fmax(WHITE2, told * told - (double)n->sigma_m * (double)n->sigma_m);
    bool good = true;
    if (!n->begun) {
        n->since_us = now;
        begin_at(w, plan, z);
    } else if (n->tracking && dt * 1e6 > GAP_US) {
        double far = hypot(z.x - n->last_x, z.y - n->last_y);
        good = far <= GATE_M + 3 * (double)n->sigma_m + LEGS_M_S * since;
        if (good)
            begin_at(w, plan, z);
    } else if (n->tracking) {
        predict(w, dt);
        good = !leaps(w, z, since) && track_along(w, plan, z, white2, now);
    } else {
        good = track_free(w, z, white2, dt, since);
    }
    if (!good && believe_jump(w, z, now)) {
        n->since_us = n->jump_us;
        begin_at(w, plan, z);
        good = true;
    }
    n->last_us = now;
    if (good) {
        if (n->jumped && w->accuracy_m < 40)
            n->poor = false;
        n->jumped = false;
        n->last_x = z.x;
        n->last_y = z.y;
        w->time_us = now;
    }
    return good;
}
