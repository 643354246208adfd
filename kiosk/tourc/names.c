#include "tourc/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "tourc/nearest.h"

void names_release(struct names *names)
{
    free(names->items);
    free(names->slots);
    *names = (struct names){0};
}

static size_t *slot_of(const struct names *names, const char *id)
{
    size_t i = (size_t)hash_str(HASH_START, id) & (names->n_slots - 1);
    while (names->slots[i] && strcmp(names->items[names->slots[i] - 1].id, id) != 0)
        i = (i + 1) & (names->n_slots - 1);
    return &names->slots[i];
}

static void rehash(struct names *names)
{
    free(names->slots);
    names->n_slots = names->n_slots ? names->n_slots * 2 : 64;
    names->slots = xcalloc(names->n_slots, sizeof(*names->slots));
    for (size_t i = 0; i < names->n; i++)
        *slot_of(names, names->items[i].id) = i + 1;
}

bool names_add(struct names *names, const char *id, struct spot at, size_t index)
{
    if (names_find(names, id))
        return false;
    if (2 * (names->n + 1) > names->n_slots)
        rehash(names);
    ARRAY_GROW(names->items, names->n + 1, names->cap);
    names->items[names->n] = (struct name){id, at, index};
    *slot_of(names, id) = ++names->n;
    return true;
}

const struct name *names_find(const struct names *names, const char *id)
{
    if (!names->n)
        return NULL;
    size_t slot = *slot_of(names, id);
    return slot ? &names->items[slot - 1] : NULL;
}

const char *names_hint(const struct names *names, const char *id, struct arena *arena)
{
    struct nearest near;
    nearest_start(&near, id);
    for (size_t i = 0; i < names->n; i++)
        nearest_offer(&near, names->items[i].id);
    return nearest_hint(&near, arena);
}
