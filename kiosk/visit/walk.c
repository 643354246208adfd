#include "visit/walk.h"

#include <string.h>

#include "base/hash.h"

void walk_begin(struct walk *w)
{
    memset(w, 0, sizeof(*w));
    w->at = -1;
}

bool walk_seen(const struct walk *w, size_t stop)
{
    return stop < WALK_STOPS_MAX && (w->seen[stop / 64] >> (stop % 64) & 1);
}

static uint64_t hash_f64(uint64_t h, double v)
{
    return hash_bytes(h, &v, sizeof(v));
}

uint64_t walk_hash(const struct walk *w, uint64_t h)
{
    h = hash_u64(h, (uint64_t)w->status << 32 | (uint64_t)w->next << 16 |
                        (uint64_t)(uint16_t)w->at);
    h = hash_bytes(h, w->seen, sizeof(w->seen));
    h = hash_f64(hash_f64(hash_f64(h, w->metres), w->x), w->y);
    h = hash_u64(hash_f32(h, w->accuracy_m), (uint64_t)w->time_us);
    const struct walk_inner *n = &w->inner;
    h = hash_f64(hash_f64(h, n->far_x), n->far_y);
    h = hash_f64(hash_f64(h, n->jump_x), n->jump_y);
    h = hash_f64(hash_u64(h, (uint64_t)n->far_us), n->strayed_m);
    h = hash_u64(hash_u64(h, (uint64_t)n->in_us), (uint64_t)n->jump_us);
    return hash_u64(h, (uint64_t)n->in_stop | (uint64_t)n->begun << 16 |
                           (uint64_t)n->far << 17 | (uint64_t)n->in << 18 |
                           (uint64_t)n->jumped << 19);
}
