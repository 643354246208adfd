#include "ui/kept.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"

void kept_init(struct kept *k)
{
    *k = (struct kept){0};
}

void kept_release(struct kept *k)
{
    for (size_t i = 0; i < k->count; i++)
        free(k->items[i].extents_dp);
    free(k->items);
    kept_init(k);
}

struct kept_item *kept_find(struct kept *k, uint64_t path)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->items[i].path == path)
            return &k->items[i];
    return NULL;
}

struct kept_item *kept_get(struct kept *k, uint64_t path)
{
    struct kept_item *item = kept_find(k, path);
    if (item)
        return item;
    ARRAY_GROW(k->items, k->count + 1, k->cap);
    k->items[k->count] = (struct kept_item){.entry = k->entry, .path = path};
    return &k->items[k->count++];
}

void kept_forget(struct kept *k, uint64_t entry)
{
    size_t left = 0;
    for (size_t i = 0; i < k->count; i++) {
        if (k->items[i].entry == entry)
            free(k->items[i].extents_dp);
        else
            k->items[left++] = k->items[i];
    }
    k->count = left;
}

uint64_t kept_hash(const struct kept *k, uint64_t h)
{
    for (size_t i = 0; i < k->count; i++) {
        // An offset of zero is what there is without an item.
        if (k->items[i].offset_dp != 0) {
            h = hash_u64(h, k->items[i].path);
            h = hash_f32(h, k->items[i].offset_dp);
        }
    }
    return h;
}
