#include "visit/ledger.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"

const struct ledger_entry *ledger_find(const struct ledger *l, const char *id)
{
    for (int i = 0; i < l->n; i++)
        if (strcmp(l->items[i].id, id) == 0)
            return &l->items[i];
    return NULL;
}

bool ledger_takes(const struct ledger *l, const char *id)
{
    return *id && (l->n < LEDGER_MOST || ledger_find(l, id));
}

// NULL: there is no room.
static struct ledger_entry *enter(struct ledger *l, const char *id)
{
    if (!ledger_takes(l, id))
        return NULL;
    for (int i = 0; i < l->n; i++)
        if (strcmp(l->items[i].id, id) == 0)
            return &l->items[i];
    struct ledger_entry *e = &l->items[l->n++];
    str_copy(e->id, sizeof(e->id), id);
    return e;
}

bool ledger_hint(struct ledger *l, const char *id)
{
    struct ledger_entry *e = enter(l, id);
    if (!e || e->hints == LEDGER_HINTS)
        return false;
    e->hints++;
    return true;
}

bool ledger_toggle(struct ledger *l, const char *id)
{
    struct ledger_entry *e = enter(l, id);
    if (!e)
        return false;
    e->open = !e->open;
    e->found = true;
    return true;
}

uint64_t ledger_hash(uint64_t h, const struct ledger *l)
{
    h = hash_u64(h, (uint64_t)l->n);
    for (int i = 0; i < l->n; i++) {
        const struct ledger_entry *e = &l->items[i];
        h = hash_str(h, e->id);
        h = hash_u64(h, (uint64_t)e->hints << 2 | (uint64_t)e->open << 1 | e->found);
    }
    return h;
}
