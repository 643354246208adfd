#include "gfx/resample.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define TAPS_MAX 512

// A pixel's channels at once, which every compiler here turns into vector code. Blue is in
// lane 0; green and red stay where they are in a pixel's bits, 256 and 65,536 times as large,
// until the end: no lane has to be shifted, and scaling by powers of two loses nothing.
typedef float lanes __attribute__((vector_size(16)));
typedef int32_t int_lanes __attribute__((vector_size(16)));

// For each target pixel: the weights of `count` source pixels from `first` on.
struct taps {
    int *first;
    int *count;
    float *weights; // stride a target pixel
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

// Weights of one target pixel whose middle is at `middle`; they add up to 1.
static void taps_set(struct taps *t, int i, double middle, double stretch, int n)
{
    double w[TAPS_MAX], sum = 0;
    int first = (int)floor(middle - 2 * stretch), last = (int)ceil(middle + 2 * stretch);
    first = first < 0 ? 0 : first;
    last = last > n - 1 ? n - 1 : last;
    int count = last - first + 1, skip = 0;
    for (int k = 0; k < count; k++) {
        w[k] = catmull_rom((first + k + 0.5 - middle) / stretch);
        sum += w[k];
    }
    while (count > 1 && w[count - 1] == 0)
        count--;
    while (count > skip + 1 && w[skip] == 0)
        skip++;
    for (int k = skip; k < count; k++)
        t->weights[(ptrdiff_t)i * t->stride + k - skip] = (float)(w[k] / sum);
    t->first[i] = first + skip;
    t->count[i] = count - skip;
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

// The pixels of the source that any of n target pixels looks at. Not those of the first and the
// last one: where a middle falls on a pixel's, its neighbours weigh nothing and are left out.
static void taps_span(const struct taps *t, int n, int *first_out, int *end_out)
{
    *first_out = t->first[0];
    *end_out = 0;
    for (int i = 0; i < n; i++) {
        int end = t->first[i] + t->count[i];
        *first_out = t->first[i] < *first_out ? t->first[i] : *first_out;
        *end_out = end > *end_out ? end : *end_out;
    }
}

// Rows of the source, squashed to the target's width, that the row being made needs: row y is
// kept in slot y mod slots.
struct rows {
    const struct bitmap *src;
    const struct taps *across;
    int w;         // of the target
    int x0, x1;    // the columns of the source that are looked at
    lanes *source; // one row of those, as numbers
    lanes *kept;   // slots x w
    int slots;
    int y0;   // the first row that is looked at
    int done; // rows before this one are there, or were
};

static lanes from_pixel(uint32_t px)
{
    const int_lanes channels = {0xFF, 0xFF00, 0xFF0000, 0};
    int32_t v = (int32_t)(px & 0xFFFFFF);
    return __builtin_convertvector((int_lanes){v, v, v, v} & channels, lanes);
}

static void squash_row(struct rows *r, int y)
{
    const uint32_t *px = r->src->px + (ptrdiff_t)y * r->src->pitch_px;
    lanes *out = r->kept + (ptrdiff_t)(y % r->slots) * r->w;
    for (int x = r->x0; x < r->x1; x++)
        r->source[x - r->x0] = from_pixel(px[x]);
    for (int x = 0; x < r->w; x++) {
        const float *weights = r->across->weights + (ptrdiff_t)x * r->across->stride;
        const lanes *p = r->source + (r->across->first[x] - r->x0);
        lanes sum = p[0] * weights[0];
        for (int k = 1; k < r->across->count[x]; k++)
            sum += p[k] * weights[k];
        out[x] = sum;
    }
}

static uint32_t to_pixel(lanes v)
{
    const lanes scale = {1, 1.0f / 256, 1.0f / 65536, 0};
    int_lanes i = __builtin_convertvector(v * scale + 0.5f, int_lanes);
    int_lanes high = i > 255, low = i < 0; // all bits set where true
    i = ((i & ~high) | (high & 255)) & ~low;
    return 0xFF000000u | (uint32_t)i[2] << 16 | (uint32_t)i[1] << 8 | (uint32_t)i[0];
}

static void make_row(struct rows *r, const struct taps *down, int y, uint32_t *out)
{
    const float *weights = down->weights + (ptrdiff_t)y * down->stride;
    int first = down->first[y], end = first + down->count[y];
    int from = !r->done ? r->y0 : r->done > first ? r->done : first;
    for (int i = from; i < end; i++)
        squash_row(r, i);
    r->done = r->done > end ? r->done : end;
    const lanes *row[TAPS_MAX];
    int count = end - first;
    for (int k = 0; k < count; k++)
        row[k] = r->kept + (ptrdiff_t)((first + k) % r->slots) * r->w;
    for (int x = 0; x < r->w; x++) {
        lanes sum = row[0][x] * weights[0];
        for (int k = 1; k < count; k++)
            sum += row[k][x] * weights[k];
        out[x] = to_pixel(sum);
    }
}

static bool rows_init(struct rows *r, const struct bitmap *src, const struct taps *across,
                      const struct taps *down, const struct bitmap *to)
{
    int w = to->w, y1;
    *r = (struct rows){.src = src, .across = across, .w = w, .slots = down->stride};
    taps_span(across, w, &r->x0, &r->x1);
    taps_span(down, to->h, &r->y0, &y1);
    r->source = aligned_alloc(16, (size_t)(r->x1 - r->x0) * sizeof(lanes));
    r->kept = aligned_alloc(16, (size_t)r->slots * (size_t)w * sizeof(lanes));
    return r->source && r->kept;
}

bool resample(const struct bitmap *src, struct resample_from from, struct bitmap *to)
{
    struct taps across = {0}, down = {0};
    struct rows rows = {0};
    bool ok = taps_init(&across, src->w, from.x, from.w, to->w) &&
              taps_init(&down, src->h, from.y, from.h, to->h) &&
              rows_init(&rows, src, &across, &down, to);
    for (int y = 0; ok && y < to->h; y++)
        make_row(&rows, &down, y, to->px + (ptrdiff_t)y * to->pitch_px);
    taps_release(&across);
    taps_release(&down);
    free(rows.source);
    free(rows.kept);
    return ok;
}
