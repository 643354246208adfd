#include "gfx/bitmap.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define SIDE_MAX 32768
#define HUGE_BYTES ((size_t)2 << 20)

// Starts at a huge page's edge and asks for such pages, for a third of a first frame's time
// is page faults. What was mapped to get to the edge is given back.
static void *map_huge(size_t bytes)
{
    size_t room = bytes + HUGE_BYTES;
    char *p =
        mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return p;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t before = (HUGE_BYTES - (uintptr_t)p % HUGE_BYTES) % HUGE_BYTES;
    size_t end = (before + bytes + page - 1) / page * page;
    if (before)
        munmap(p, before);
    if (end < room)
        munmap(p + end, room - end);
    madvise(p + before, bytes, MADV_HUGEPAGE);
    return p + before;
}

static void *map_plain(size_t bytes)
{
    return mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

bool bitmap_init(struct bitmap *b, int w, int h)
{
    *b = (struct bitmap){0};
    if (w <= 0 || h <= 0 || w > SIDE_MAX || h > SIDE_MAX)
        return false;
    size_t bytes = (size_t)w * (size_t)h * sizeof(*b->px);
    void *p = bytes >= HUGE_BYTES ? map_huge(bytes) : map_plain(bytes);
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
