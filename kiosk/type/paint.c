#include "type/paint.h"

#include <math.h>
#include <string.h>

#include "type/paragraph.h"

// a * b / 255, rounded.
static uint32_t mul(uint32_t a, uint32_t b)
{
    uint32_t t = a * b + 128;
    return (t + (t >> 8)) >> 8;
}

// One pixel over an opaque one; two channels at a time.
static uint32_t over(uint32_t below, uint32_t colour, uint32_t alpha)
{
    uint32_t keep = 255 - alpha;
    uint32_t rb = (colour & 0xFF00FF) * alpha + (below & 0xFF00FF) * keep + 0x800080;
    uint32_t g = (colour & 0x00FF00) * alpha + (below & 0x00FF00) * keep + 0x008000;
    rb = (rb + ((rb >> 8) & 0xFF00FF)) >> 8;
    g = (g + ((g >> 8) & 0x00FF00)) >> 8;
    return 0xFF000000u | (rb & 0xFF00FF) | (g & 0x00FF00);
}

static void paint_some(uint32_t *to, const uint8_t *mask, int n, uint32_t colour)
{
    uint32_t strength = colour >> 24;
    for (int i = 0; i < n; i++) {
        uint32_t alpha = strength == 255 ? mask[i] : mul(mask[i], strength);
        if (alpha == 255)
            to[i] = colour | 0xFF000000u;
        else if (alpha != 0)
            to[i] = over(to[i], colour, alpha);
    }
}

// Most of a mask is empty: eight pixels at a time are passed over.
static void paint_row(uint32_t *to, const uint8_t *mask, int n, uint32_t colour)
{
    int i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t eight;
        memcpy(&eight, mask + i, sizeof(eight));
        if (eight != 0)
            paint_some(to + i, mask + i, 8, colour);
    }
    paint_some(to + i, mask + i, n - i, colour);
}

static void paint_mask(const struct face_image *image, const struct type_target *target,
                       struct rect box, struct rect clip, uint32_t colour)
{
    struct rect r = rect_cut(box, clip);
    for (int y = r.y; y < r.y + r.h; y++) {
        const uint8_t *mask =
            image->mask + (size_t)(y - box.y) * (size_t)image->pitch + (r.x - box.x);
        uint32_t *to = target->px + (size_t)y * (size_t)target->pitch_px + r.x;
        paint_row(to, mask, r.w, colour);
    }
}

// The average of the picture's pixels under one pixel of the target, as colour and alpha.
static uint32_t average(const struct face_image *image, int x0, int x1, int y0, int y1,
                        uint32_t *alpha_out)
{
    uint32_t sum[4] = {0, 0, 0, 0};
    for (int y = y0; y < y1; y++) {
        const uint32_t *row = image->colour + (size_t)y * (size_t)image->pitch;
        for (int x = x0; x < x1; x++) {
            uint32_t a = row[x] >> 24;
            sum[0] += a;
            sum[1] += (row[x] >> 16 & 0xFF) * a;
            sum[2] += (row[x] >> 8 & 0xFF) * a;
            sum[3] += (row[x] & 0xFF) * a;
        }
    }
    uint32_t n = (uint32_t)((x1 - x0) * (y1 - y0));
    *alpha_out = n ? sum[0] / n : 0;
    if (sum[0] == 0)
        return 0;
    return sum[1] / sum[0] << 16 | sum[2] / sum[0] << 8 | sum[3] / sum[0];
}

static int span_end(int i, float step, int start, int limit)
{
    int end = (int)((float)(i + 1) * step);
    if (end <= start)
        end = start + 1;
    return end < limit ? end : limit;
}

static void paint_picture(const struct face_image *image,
                          const struct type_target *target, struct rect box,
                          struct rect clip, uint32_t strength)
{
    float step = 1.0f / image->scale;
    struct rect r = rect_cut(box, clip);
    for (int y = r.y; y < r.y + r.h; y++) {
        int y0 = (int)((float)(y - box.y) * step);
        int y1 = span_end(y - box.y, step, y0, image->h);
        uint32_t *to = target->px + (size_t)y * (size_t)target->pitch_px;
        for (int x = r.x; x < r.x + r.w; x++) {
            int x0 = (int)((float)(x - box.x) * step);
            int x1 = span_end(x - box.x, step, x0, image->w);
            uint32_t alpha;
            uint32_t colour = average(image, x0, x1, y0, y1, &alpha);
            if (alpha != 0)
                to[x] = over(to[x], colour, mul(alpha, strength));
        }
    }
}

void paint_image(const struct face_image *image, const struct type_target *target,
                 struct rect clip, int x, int y, uint32_t colour)
{
    struct rect box = {x + image->left, y - image->top, image->w, image->h};
    if (image->mask) {
        paint_mask(image, target, box, clip, colour);
        return;
    }
    box.y = y - (int)lroundf((float)image->top * image->scale);
    box.w = (int)floorf((float)image->w * image->scale);
    box.h = (int)floorf((float)image->h * image->scale);
    paint_picture(image, target, box, clip, colour >> 24);
}
