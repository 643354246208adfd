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

struct kept_item *kept_find(const struct kept *k, uint64_t path)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->items[i].path == path)
            return &k->items[i];
    return NULL;
}

struct kept_item *kept_get(struct kept *k, uint64_t entry, uint64_t path)
{
    struct kept_item *item = kept_find(k, path);
    if (item)
        return item;
    ARRAY_GROW(k->items, k->count + 1, k->cap);
    k->items[k->count] = (struct kept_item){.entry = entry, .path = path};
    return &k->items[k->count++];
}

float kept_offset(const struct kept *k, uint64_t path)
{
    const struct kept_item *item = kept_find(k, path);
    return item ? item->offset_dp : 0;
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
        const struct kept_item *item = &k->items[i];
        const struct kept_canvas *c = &item->canvas;
        // At its beginning and without a focus it is as if there were no item.
        if (item->offset_dp == 0 && !item->focus && !c->set)
            continue;
        h = hash_u64(hash_u64(h, item->path), item->focus);
        h = hash_f32(h, item->offset_dp);
        if (c->set)
            h = hash_f32(hash_f32(hash_f32(h, c->zoom), c->x), c->y);
        if (c->set && c->camera_for)
            h = hash_f32(hash_f32(hash_f32(h, (float)c->camera.zoom), (float)c->camera.x),
                         (float)c->camera.y);
    }
    return h;
}
