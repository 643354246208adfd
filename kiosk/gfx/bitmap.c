#include "gfx/bitmap.h"

#include <sys/mman.h>

#define SIDE_MAX 32768

bool bitmap_init(struct bitmap *b, int w, int h)
{
    *b = (struct bitmap){0};
    if (w <= 0 || h <= 0 || w > SIDE_MAX || h > SIDE_MAX)
        return false;
    size_t bytes = (size_t)w * (size_t)h * sizeof(*b->px);
    void *p =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return false;
    *b = (struct bitmap){.px = p, .w = w, .h = h, .pitch_px = w};
    return true;
}

void bitmap_release(struct bitmap *b)
{
    if (b->px)
        munmap(b->px, bitmap_bytes(b));
    *b = (struct bitmap){0};
}

size_t bitmap_bytes(const struct bitmap *b)
{
    return (size_t)b->w * (size_t)b->h * sizeof(*b->px);
}

struct rect bitmap_rect(const struct bitmap *b)
{
    return (struct rect){0, 0, b->w, b->h};
}
