#include "map/cover.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define BLOCK 16
#define BLOCK_SHIFT 4
#define FULL (COVER_SUB * COVER_SUB * 2u)

void cover_init(struct cover *c)
{
    *c = (struct cover){0};
}

void cover_release(struct cover *c)
{
    free(c->cells);
    *c = (struct cover){0};
}

void cover_size(struct cover *c, int w, int h)
{
    // A cell more than pixels, for what the last pixel hands on.
    int blocks = w / BLOCK + 1;
    c->pitch = blocks * BLOCK;
    c->words = (blocks + 63) / 64;
    c->w = w;
    c->h = h;
    size_t marks = (size_t)h * (size_t)c->words * sizeof(*c->marks);
    size_t cells = (size_t)h * (size_t)c->pitch * sizeof(*c->cells);
    // All of it is 0 since the last painting, however it was divided.
    if (marks + cells > c->room) {
        free(c->cells);
        c->room = marks + cells;
        c->cells = xcalloc(1, c->room);
    }
    c->marks = (uint64_t *)(void *)((char *)c->cells + cells);
    c->top = h;
    c->bottom = 0;
    c->work = 0;
}

// An edge's part in one row: `twice` is where it enters and where it leaves, from the pixel's left
// side, together; `tall` how much of the row it spans, negative upwards.
static inline void put(uint32_t *cells, uint64_t *marks, int x, int tall, int twice)
{
    cells[x] += (uint32_t)(tall * (2 * COVER_SUB - twice));
    cells[x + 1] += (uint32_t)(tall * twice);
    int one = x >> BLOCK_SHIFT, two = (x + 1) >> BLOCK_SHIFT;
    marks[one >> 6] |= (uint64_t)1 << (one & 63);
    marks[two >> 6] |= (uint64_t)1 << (two & 63);
}

// The same over several pixels.
static void put_long(const struct cover *c, int row, int from, int to, int tall, int sign)
{
    uint32_t *cells = c->cells + (size_t)row * (size_t)c->pitch;
    uint64_t *marks = c->marks + (size_t)row * (size_t)c->words;
    int left = from < to ? from : to, right = from < to ? to : from;
    int x = left >> 8, last = right >> 8, in = left & 255, done = 0;
    double a_unit = (double)tall / (double)(right - left);
    if (x < 0) { // what is left of the picture counts for all of it
        done = last < 0 ? tall : (int)((double)-left * a_unit);
        put(cells, marks, 0, sign * done, 0);
        if (last < 0)
            return;
        x = 0;
        in = 0;
    }
    for (; x < last && x < c->w; x++) {
        int until = (int)((double)((x + 1) * COVER_SUB - left) * a_unit);
        put(cells, marks, x, sign * (until - done), in + COVER_SUB);
        done = until;
        in = 0;
    }
    if (x < c->w)
        put(cells, marks, x, sign * (tall - done), in + (right & 255));
}

void cover_edge(struct cover *c, int x0, int y0, int x1, int y1)
{
    int sign = 1;
    if (y0 > y1) {
        int x = x0, y = y0;
        x0 = x1;
        y0 = y1;
        x1 = x;
        y1 = y;
        sign = -1;
    }
    int right = c->w * COVER_SUB;
    if (y0 == y1 || y1 <= 0 || y0 >= c->h * COVER_SUB || (x0 >= right && x1 >= right))
        return;
    double slope = (double)(x1 - x0) / (double)(y1 - y0);
    int row = y0 >> 8, end = (y1 + 255) >> 8, x = x0, y = y0;
    if (row < 0) {
        row = 0;
        y = 0;
        x = x0 + (int)((double)-y0 * slope);
    }
    if (end > c->h)
        end = c->h;
    c->top = row < c->top ? row : c->top;
    c->bottom = end > c->bottom ? end : c->bottom;
    c->work += (uint64_t)(end - row);
    for (; row < end; row++) {
        int below = (row + 1) * COVER_SUB;
        int next_y = below < y1 ? below : y1;
        int next_x = below < y1 ? x0 + (int)((double)(below - y0) * slope) : x1;
        int at = x >> 8;
        if (at == next_x >> 8 && (unsigned)at < (unsigned)c->w)
            put(c->cells + (size_t)row * (size_t)c->pitch,
                c->marks + (size_t)row * (size_t)c->words, at, sign * (next_y - y),
                (x & 255) + (next_x & 255));
        else if (x < right || next_x < right)
            put_long(c, row, x, next_x, next_y - y, sign);
        x = next_x;
        y = next_y;
    }
}

// A colour's four bytes as the even and the odd ones of two words, over and over.
struct paint {
    uint32_t colour;
    uint16_t even[2 * BLOCK], odd[2 * BLOCK];
};

// From 0 to 256.
static inline unsigned part_of(uint32_t sum)
{
    uint32_t size = sum >> 31 ? 0 - sum : sum;
    return ((size > FULL ? FULL : size) + (1 << 8)) >> 9;
}

static void blend(uint32_t *restrict px, const uint16_t *restrict parts,
                  const struct paint *restrict paint)
{
    uint16_t half[2 * BLOCK];
    memcpy(half, px, sizeof(half));
    for (int i = 0; i < 2 * BLOCK; i++) {
        uint16_t part = parts[i], rest = (uint16_t)(256 - part);
        uint16_t even = (uint16_t)((half[i] & 255) * rest + paint->even[i] * part + 128);
        uint16_t odd = (uint16_t)((half[i] >> 8) * rest + paint->odd[i] * part + 128);
        half[i] = (uint16_t)((even >> 8) | (odd & 0xFF00));
    }
    memcpy(px, half, sizeof(half));
}

static void fill(uint32_t *px, int n, unsigned part, const struct paint *paint)
{
    if (part == 256) {
        for (int i = 0; i < n; i++)
            px[i] = paint->colour;
        return;
    }
    uint32_t mine = paint->colour, rest = 256 - part;
    uint32_t even = (mine & 0xFF00FF) * part, odd = (mine >> 8 & 0xFF00FF) * part;
    for (int i = 0; i < n; i++) {
        uint32_t a = (px[i] & 0xFF00FF) * rest + even + 0x800080;
        uint32_t b = (px[i] >> 8 & 0xFF00FF) * rest + odd + 0x800080;
        px[i] = (a >> 8 & 0xFF00FF) | (b & 0xFF00FF00);
    }
}

// A block that edges touch; it is 0 afterwards. Returns the sum at its end.
static uint32_t paint_block(uint32_t *restrict cells, uint32_t sum, uint32_t *px, int n,
                            const struct paint *paint)
{
    uint32_t sums[BLOCK];
    uint16_t parts[2 * BLOCK];
    for (int i = 0; i < BLOCK; i++) {
        sum += cells[i];
        sums[i] = sum;
    }
    memset(cells, 0, BLOCK * sizeof(*cells));
    for (int i = 0; i < BLOCK; i++) {
        uint32_t part = part_of(sums[i]);
        uint32_t twice = part | part << 16;
        memcpy(parts + 2 * (size_t)i, &twice, sizeof(twice));
    }
    if (n == BLOCK) {
        blend(px, parts, paint);
    } else if (n > 0) {
        uint32_t some[BLOCK] = {0};
        memcpy(some, px, (size_t)n * sizeof(*px));
        blend(some, parts, paint);
        memcpy(px, some, (size_t)n * sizeof(*px));
    }
    return sum;
}

static void paint_row(const struct cover *c, int y, uint32_t *px,
                      const struct paint *paint)
{
    uint32_t *cells = c->cells + (size_t)y * (size_t)c->pitch, sum = 0;
    uint64_t *marks = c->marks + (size_t)y * (size_t)c->words;
    int x = 0;
    for (int word = 0; word < c->words; word++) {
        uint64_t bits = marks[word];
        marks[word] = 0;
        while (bits) {
            int at = (word * 64 + __builtin_ctzll(bits)) * BLOCK;
            bits &= bits - 1;
            unsigned part = part_of(sum);
            if (part && at > x)
                fill(px + x, at - x, part, paint);
            int n = c->w - at < BLOCK ? c->w - at : BLOCK;
            sum = paint_block(cells + at, sum, px + at, n, paint);
            x = at + BLOCK;
        }
    }
    unsigned part = part_of(sum);
    if (part && x < c->w)
        fill(px + x, c->w - x, part, paint);
}

void cover_paper(uint32_t *px, size_t n, uint32_t colour)
{
    for (size_t i = 0; i < n; i++)
        px[i] = colour;
}

void cover_paint(struct cover *c, uint32_t *px, int pitch_px, uint32_t colour)
{
    struct paint paint = {.colour = colour};
    for (int i = 0; i < 2 * BLOCK; i++) {
        uint32_t half = i % 2 ? colour >> 16 : colour;
        paint.even[i] = half & 255;
        paint.odd[i] = half >> 8 & 255;
    }
    for (int y = c->top; y < c->bottom; y++)
        paint_row(c, y, px + (size_t)y * (size_t)pitch_px, &paint);
    c->top = c->h;
    c->bottom = 0;
}
