#include "gfx/scale.h"

#include <math.h>
#include <string.h>

// Columns painted at once: what is kept of them stays in the nearest cache.
#define BLOCK 1024
// Far more than any picture that is stretched to a window; keeps numbers within int.
#define FAR 1e8

// Four pixels, and their channels as pairs of bytes, for arithmetic that wraps.
typedef uint32_t pixels __attribute__((vector_size(16)));
typedef uint16_t pairs __attribute__((vector_size(16)));
typedef uint64_t couples __attribute__((vector_size(16))); // of neighbours

// Where the middle of a target pixel lies in the source: between `index` and the next, `part`
// of the way in 256ths.
struct place {
    int index, part;
};

// A side of the box, and the side of the picture that is stretched to it.
struct side {
    double start, ratio;
    int n;
};

static struct place place_of(const struct side *s, int i)
{
    double at = (i + 0.5 - s->start) * s->ratio - 0.5;
    at = fmin(fmax(at, 0), s->n - 1);
    int fixed = (int)(at * 256 + 0.5), last = s->n - 2;
    int index = fixed >> 8 < last ? fixed >> 8 : last;
    return s->n < 2 ? (struct place){0, 0} : (struct place){index, fixed - index * 256};
}

// From `a` to `b`, each pair of bytes by its own 256ths: 256 a + (b - a) part, of which 16 bits
// are enough, whatever overflows on the way.
static pixels lerp(pixels a, pixels b, pairs part)
{
    pairs a_low = (pairs)a & 0xFF, a_high = (pairs)a & 0xFF00;
    pairs low = (a_low << 8) + (((pairs)b & 0xFF) - a_low) * part + 128;
    pairs high = a_high + (((pairs)b >> 8) - (a_high >> 8)) * part + 128;
    return (pixels)((low >> 8) | (high & 0xFF00));
}

static pixels load(const uint32_t *px)
{
    pixels v;
    memcpy(&v, px, sizeof(v));
    return v;
}

// Some columns of the target, and the two rows of the source that were last needed, stretched
// to them: row y in slot y mod 2.
struct block {
    const struct bitmap *from;
    int x, n; // n: a multiple of 4, the last ones may be beyond what is painted
    int kept[2];
    int index[BLOCK];
    pairs part[BLOCK / 4 * 2]; // of four pixels: two of them a pair of lanes each
    uint32_t row[2][BLOCK];
};

static void block_init(struct block *b, const struct bitmap *from,
                       const struct side *across, struct rect columns)
{
    b->from = from;
    b->kept[0] = b->kept[1] = -1;
    b->x = columns.x;
    b->n = (columns.w + 3) & ~3;
    uint16_t part[2 * BLOCK];
    for (int i = 0; i < b->n; i++) {
        struct place p = place_of(across, b->x + i);
        b->index[i] = p.index;
        part[2 * i] = part[2 * i + 1] = (uint16_t)p.part;
    }
    memcpy(b->part, part, (size_t)b->n * 2 * sizeof(*part));
}

static uint64_t couple(const uint32_t *px)
{
    uint64_t v;
    memcpy(&v, px, sizeof(v));
    return v;
}

// Two neighbours for each of four pixels.
static const uint32_t *stretch(struct block *b, int y)
{
    uint32_t *out = b->row[y & 1], lone[2];
    if (b->kept[y & 1] == y)
        return out;
    b->kept[y & 1] = y;
    const uint32_t *px = b->from->px + (ptrdiff_t)y * b->from->pitch_px;
    if (b->from->w < 2) {
        lone[0] = lone[1] = *px;
        px = lone;
    }
    for (int i = 0; i < b->n; i += 4) {
        const int *at = b->index + i;
        pixels first = (pixels)(couples){couple(px + at[0]), couple(px + at[1])};
        pixels second = (pixels)(couples){couple(px + at[2]), couple(px + at[3])};
        pixels left = __builtin_shufflevector(first, second, 0, 2, 4, 6);
        pixels right = __builtin_shufflevector(first, second, 1, 3, 5, 7);
        pixels mixed = lerp(left, right, b->part[i / 4]);
        memcpy(out + i, &mixed, sizeof(mixed));
    }
    return out;
}

static void paint_row(struct block *b, struct place down, uint32_t *to, int n)
{
    if (down.part == 0 || down.part == 256) {
        memcpy(to, stretch(b, down.index + down.part / 256), (size_t)n * sizeof(*to));
        return;
    }
    const uint32_t *above = stretch(b, down.index), *below = stretch(b, down.index + 1);
    uint16_t p = (uint16_t)down.part;
    const pairs part = {p, p, p, p, p, p, p, p};
    int i = 0;
    for (; i + 4 <= n; i += 4) {
        pixels mixed = lerp(load(above + i), load(below + i), part);
        memcpy(to + i, &mixed, sizeof(mixed));
    }
    pixels rest =
        lerp(load(above + (i < b->n ? i : 0)), load(below + (i < b->n ? i : 0)), part);
    memcpy(to + i, &rest, (size_t)(n - i) * sizeof(*to));
}

static int pixel_of(float edge)
{
    return (int)ceil(fmin(fmax((double)edge, -FAR), FAR) - 0.5);
}

struct rect scale_box(struct fbox at)
{
    int x = pixel_of(at.x), y = pixel_of(at.y);
    return (struct rect){x, y, pixel_of(at.x + at.w) - x, pixel_of(at.y + at.h) - y};
}

void scale_bilinear(const struct raster *to, struct fbox at, const struct bitmap *from)
{
    struct rect box = scale_box(at), cut = rect_cut(box, to->clip);
    if (!from->px || rect_empty(cut))
        return;
    if (box.w == from->w && box.h == from->h && at.x == (float)box.x &&
        at.y == (float)box.y && at.w == (float)box.w && at.h == (float)box.h) {
        raster_image(to, box, (struct round){0}, from->px, from->pitch_px);
        return;
    }
    const struct side across = {(double)at.x, from->w / (double)at.w, from->w},
                      down = {(double)at.y, from->h / (double)at.h, from->h};
    for (int done = 0; done < cut.w; done += BLOCK) {
        struct block b;
        struct rect columns = cut;
        columns.x += done;
        columns.w = cut.w - done < BLOCK ? cut.w - done : BLOCK;
        block_init(&b, from, &across, columns);
        for (int y = cut.y; y < cut.y + cut.h; y++)
            paint_row(&b, place_of(&down, y),
                      to->px + (ptrdiff_t)y * to->pitch_px + columns.x, columns.w);
    }
}
