#include "visit/uncovered.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"

static int find(const struct uncovered *u, const char *scene)
{
    for (int i = 0; i < u->n; i++)
        if (strcmp(u->scenes[i], scene) == 0)
            return i;
    return -1;
}

bool uncovered_has(const struct uncovered *u, const char *scene)
{
    return find(u, scene) >= 0;
}

static void take_out(struct uncovered *u, int at)
{
    u->n--;
    memmove(u->scenes[at], u->scenes[at + 1], (size_t)(u->n - at) * ID_CAP);
    memset(u->scenes[u->n], 0, ID_CAP);
}

bool uncovered_turn(struct uncovered *u, const char *scene)
{
    int at = find(u, scene);
    if (!*scene)
        return false;
    if (at >= 0) {
        take_out(u, at);
        return true;
    }
    if (u->n == UNCOVERED_MOST)
        take_out(u, 0);
    str_copy(u->scenes[u->n++], ID_CAP, scene);
    return true;
}

uint64_t uncovered_hash(const struct uncovered *u, uint64_t h)
{
    h = hash_u64(h, (uint64_t)u->n);
    for (int i = 0; i < u->n; i++)
        h = hash_str(h, u->scenes[i]);
    return h;
}
