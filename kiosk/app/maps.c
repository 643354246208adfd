#include "app/maps.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "pack/walks.h"

struct maps {
    const char *path;
    pthread_mutex_t lock; // of the handle: one at a time
    struct pack *pack;    // NULL: not opened yet
    struct map *map;
};

static bool read_tile(void *data, struct arena *arena, int z, int x, int y,
                      const void **bytes, size_t *len)
{
    struct maps *m = data;
    enum pack_fault fault;
    struct err err = {0};
    pthread_mutex_lock(&m->lock);
    if (!m->pack)
        m->pack = pack_open(m->path, &fault, &err);
    bool good = m->pack && pack_load_map_tile(m->pack, arena, z, x, y, bytes, len, &err);
    pthread_mutex_unlock(&m->lock);
    return good;
}

struct maps *maps_create(const char *pack, struct jobs *jobs, struct type *type)
{
    struct maps *m = xcalloc(1, sizeof(*m));
    m->path = pack;
    pthread_mutex_init(&m->lock, NULL);
    m->map = map_create(jobs, type, read_tile, m);
    return m;
}

void maps_destroy(struct maps *m)
{
    if (!m)
        return;
    map_destroy(m->map);
    pack_close(m->pack);
    pthread_mutex_destroy(&m->lock);
    free(m);
}

struct map *maps_map(struct maps *m)
{
    return m->map;
}

void maps_forget(struct maps *m)
{
    map_forget(m->map);
    pthread_mutex_lock(&m->lock);
    pack_close(m->pack);
    m->pack = NULL;
    pthread_mutex_unlock(&m->lock);
}
