#include "visit/saved.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"

static int find(const struct saved *s, int screen, const char *id)
{
    for (int i = 0; i < s->n; i++)
        if (s->items[i].screen == screen && strcmp(s->items[i].id, id) == 0)
            return i;
    return -1;
}

bool saved_has(const struct saved *s, int screen, const char *id)
{
    return find(s, screen, id) >= 0;
}

bool saved_toggle(struct saved *s, int screen, const char *id)
{
    int at = find(s, screen, id);
    if (at >= 0) {
        s->n--;
        memmove(&s->items[at], &s->items[at + 1],
                (size_t)(s->n - at) * sizeof(s->items[0]));
        memset(&s->items[s->n], 0, sizeof(s->items[0]));
        return true;
    }
    if (s->n == SAVED_MAX)
        return false;
    struct saved_item *item = &s->items[s->n++];
    item->screen = screen;
    str_copy(item->id, sizeof(item->id), id);
    return true;
}

uint64_t saved_hash(const struct saved *s, uint64_t seed)
{
    uint64_t h = hash_u64(seed, (uint64_t)s->n);
    for (int i = 0; i < s->n; i++)
        h = hash_str(hash_u64(h, (uint64_t)s->items[i].screen), s->items[i].id);
    return h;
}
