// Pictures made before, in a folder beside the pack, by the hash of their file and of the
// recipe. Only ever a saving of time: an entry that isn't whole is as good as none, and a
// folder that can't be written costs nothing but the next build's seconds.
#pragma once

#include "tourc/picture.h"

struct cache {
    const char *folder; // NULL: no cache; borrowed
};

// True and the set filled in when the picture was made before.
bool cache_find(const struct cache *cache, uint64_t key, struct picture_set *out);
void cache_keep(const struct cache *cache, uint64_t key, const struct picture_set *set);
uint64_t cache_key(const void *bytes, size_t len);
// Forgets what is not among the keys.
void cache_prune(const struct cache *cache, const uint64_t *keys, size_t n);
