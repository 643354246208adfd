#include "gfx/resample.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ONE 16384 // a weight of 1
#define TAPS_MAX 512

// For each target pixel: the weights of `count` source pixels from `first` on.
struct taps {
    int *first;
    int *count;
    int16_t *weights; // stride a target pixel
    int stride;
};

struct resample_from resample_cover(int w, int h, int to_w, int to_h, float focus_x,
                                    float focus_y)
{
    double scale = fmax((double)to_w / w, (double)to_h / h);
    struct resample_from f = {.w = fmin(to_w / scale, w), .h = fmin(to_h / scale, h)};
    f.x = fmin(fmax((double)focus_x * w - f.w / 2, 0), w - f.w);
    f.y = fmin(fmax((double)focus_y * h - f.h / 2, 0), h - f.h);
    return f;
}

static double catmull_rom(double x)
{
    x = fabs(x);
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

static void taps_release(struct taps *t)
{
    free(t->first);
    free(t->count);
    free(t->weights);
}

// Weights of one target pixel whose middle is at `middle`; they add up to ONE exactly.
static void taps_set(struct taps *t, int i, double middle, double stretch, int n)
{
    double w[TAPS_MAX], sum = 0;
    int first = (int)floor(middle - 2 * stretch), last = (int)ceil(middle + 2 * stretch);
    first = first < 0 ? 0 : first;
    last = last > n - 1 ? n - 1 : last;
    int count = last - first + 1, best = 0, left = ONE;
    for (int k = 0; k < count; k++) {
        w[k] = catmull_rom((first + k + 0.5 - middle) / stretch);
        sum += w[k];
        if (w[k] > w[best])
            best = k;
    }
    int16_t *weights = t->weights + (ptrdiff_t)i * t->stride;
    for (int k = 0; k < count; k++) {
        weights[k] = (int16_t)lround(w[k] / sum * ONE);
        left -= weights[k];
    }
    weights[best] = (int16_t)(weights[best] + left);
    int skip = 0;
    while (count > 1 && weights[count - 1] == 0)
        count--;
    while (count > 1 && weights[skip] == 0) {
        skip++;
        count--;
    }
    memmove(weights, weights + skip, (size_t)count * sizeof(*weights));
    t->first[i] = first + skip;
    t->count[i] = count;
}

// n source pixels, of which `from`..`from + len` become `to_n`.
static bool taps_init(struct taps *t, int n, double from, double len, int to_n)
{
    double ratio = len / to_n, stretch = ratio > 1 ? ratio : 1;
    // Beyond this the mean of a part is as good as the mean of all.
    if (stretch > (TAPS_MAX - 4) / 4.0)
        stretch = (TAPS_MAX - 4) / 4.0;
    size_t count = (size_t)to_n;
    *t = (struct taps){.stride = (int)(4 * stretch) + 4};
    t->first = malloc(count * sizeof(*t->first));
    t->count = malloc(count * sizeof(*t->count));
    t->weights = malloc(count * (size_t)t->stride * sizeof(*t->weights));
    if (!t->first || !t->count || !t->weights)
        return false;
    for (int i = 0; i < to_n; i++)
        taps_set(t, i, from + (i + 0.5) * ratio, stretch, n);
    return true;
}

static uint8_t clamp(int32_t v)
{
    v = (v + ONE / 2) >> 14;
    return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

// Rows of the source into one of the target's height: plain loops over bytes, which
// compilers turn into vector code.
static void squash_rows(const struct bitmap *src, const struct taps *t, int y, int x,
                        int w, int32_t *restrict sum, uint8_t *restrict out)
{
    const int16_t *weights = t->weights + (ptrdiff_t)y * t->stride;
    int bytes = 4 * w;
    for (int i = 0; i < bytes; i++)
        sum[i] = 0;
    for (int k = 0; k < t->count[y]; k++) {
        const uint8_t *restrict row =
            (const uint8_t *)(src->px + (ptrdiff_t)(t->first[y] + k) * src->pitch_px + x);
        int32_t weight = weights[k];
        for (int i = 0; i < bytes; i++)
            sum[i] += weight * row[i];
    }
    for (int i = 0; i < bytes; i++)
        out[i] = clamp(sum[i]);
}

static void squash_columns(const uint8_t *row, const struct taps *t, int x0, int w,
                           uint32_t *out)
{
    for (int x = 0; x < w; x++) {
        const int16_t *weights = t->weights + (ptrdiff_t)x * t->stride;
        const uint8_t *p = row + 4 * (ptrdiff_t)(t->first[x] - x0);
        int32_t c[4] = {0};
        for (int k = 0; k < t->count[x]; k++, p += 4)
            for (int i = 0; i < 4; i++)
                c[i] += weights[k] * p[i];
        uint8_t px[4] = {clamp(c[0]), clamp(c[1]), clamp(c[2]), clamp(c[3])};
        memcpy(&out[x], px, 4);
        out[x] |= 0xFF000000u;
    }
}

bool resample(const struct bitmap *src, struct resample_from from, struct bitmap *to)
{
    struct taps across = {0}, down = {0};
    int32_t *sum = NULL;
    uint8_t *row = NULL;
    bool ok = taps_init(&across, src->w, from.x, from.w, to->w) &&
              taps_init(&down, src->h, from.y, from.h, to->h);
    if (ok) {
        // Only the columns that the target looks at.
        int x0 = across.first[0];
        int x1 = across.first[to->w - 1] + across.count[to->w - 1];
        sum = malloc(4 * (size_t)(x1 - x0) * sizeof(*sum));
        row = malloc(4 * (size_t)(x1 - x0));
        ok = sum && row;
        for (int y = 0; ok && y < to->h; y++) {
            squash_rows(src, &down, y, x0, x1 - x0, sum, row);
            squash_columns(row, &across, x0, to->w, to->px + (ptrdiff_t)y * to->pitch_px);
        }
    }
    taps_release(&across);
    taps_release(&down);
    free(sum);
    free(row);
    return ok;
}
