#include "map/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/mem.h"
#include "base/str.h"

struct map_sources {
    struct jobs *jobs;
    map_read_fn read;
    void *data;
    void (*arrived)(void *);
    void *arrived_data;
    char lang[ID_CAP];
    struct map_source **items;
    size_t n, cap;
    size_t bytes;
    int refs; // itself, and its jobs
    bool closed;
    unsigned generation;
};

struct reading {
    struct map_sources *s;
    unsigned generation;
    int z, x, y;
    char lang[ID_CAP];
    struct map_shapes *shapes;
    struct map_names *names;
};

static void let_go(struct map_sources *s)
{
    if (--s->refs)
        return;
    free(s->items);
    free(s);
}

struct map_sources *map_sources_create(struct jobs *jobs, map_read_fn read, void *data,
                                       void (*arrived)(void *), void *arrived_data)
{
    struct map_sources *s = xcalloc(1, sizeof(*s));
    *s = (struct map_sources){.jobs = jobs,
                              .read = read,
                              .data = data,
                              .arrived = arrived,
                              .arrived_data = arrived_data,
                              .refs = 1};
    return s;
}

static void drop(struct map_sources *s, size_t i)
{
    struct map_source *t = s->items[i];
    s->bytes -= t->bytes;
    map_shapes_destroy(t->shapes);
    map_names_destroy(t->names);
    free(t);
    s->items[i] = s->items[--s->n];
}

void map_sources_destroy(struct map_sources *s)
{
    if (!s)
        return;
    s->closed = true;
    while (s->n)
        drop(s, s->n - 1);
    let_go(s);
}

void map_sources_forget(struct map_sources *s, const char *lang)
{
    str_copy(s->lang, sizeof(s->lang), lang);
    s->generation++;
    for (size_t i = s->n; i-- > 0;)
        if (!s->items[i]->pins)
            drop(s, i);
        else
            s->items[i]->z = -1; // nobody finds it, and it goes when there is no room
}

static struct map_source *find(const struct map_sources *s, int z, int x, int y)
{
    for (size_t i = 0; i < s->n; i++) {
        struct map_source *t = s->items[i];
        if (t->x == x && t->y == y && t->z == z)
            return t;
    }
    return NULL;
}

// ---- on a worker ----

static void run(void *data)
{
    struct reading *r = data;
    struct arena arena;
    struct mvt_tile tile;
    struct err err = {0};
    const void *bytes = NULL;
    size_t len = 0;
    arena_init(&arena);
    // What can't be read is paper: there is nothing that a visitor could do about it.
    if (r->s->read(r->s->data, &arena, r->z, r->x, r->y, &bytes, &len) && bytes &&
        mvt_read(&arena, bytes, len, &tile, &err)) {
        r->shapes = map_shapes_create(&tile, r->z, r->x, r->y);
        r->names = map_names_create(&tile, r->z, r->x, r->y, r->lang);
    }
    arena_release(&arena);
}

// ---- on the main thread ----

static void done(void *data, bool ran)
{
    struct reading *r = data;
    struct map_sources *s = r->s;
    struct map_source *t =
        s->closed || r->generation != s->generation ? NULL : find(s, r->z, r->x, r->y);
    if (t && ran && !t->there) {
        t->there = true;
        t->shapes = r->shapes;
        t->names = r->names;
        t->bytes = sizeof(*t) + (t->shapes ? map_shapes_bytes(t->shapes) : 0) +
                   (t->names ? map_names_bytes(t->names) : 0);
        s->bytes += t->bytes;
    } else {
        map_shapes_destroy(r->shapes);
        map_names_destroy(r->names);
    }
    if (t && ran)
        s->arrived(s->arrived_data);
    free(r);
    let_go(s);
}

struct map_source *map_sources_want(struct map_sources *s, int z, int x, int y,
                                    uint64_t used)
{
    struct map_source *t = find(s, z, x, y);
    if (t) {
        t->used = used;
        return t;
    }
    t = xcalloc(1, sizeof(*t));
    *t = (struct map_source){.z = z, .x = x, .y = y, .used = used};
    ARRAY_GROW(s->items, s->n + 1, s->cap);
    s->items[s->n++] = t;
    struct reading *r = xcalloc(1, sizeof(*r));
    *r = (struct reading){.s = s, .generation = s->generation, .z = z, .x = x, .y = y};
    str_copy(r->lang, sizeof(r->lang), s->lang);
    s->refs++;
    jobs_post(s->jobs, (struct job){run, done, r});
    return t;
}

size_t map_sources_bytes(const struct map_sources *s)
{
    return s->bytes;
}

void map_sources_evict(struct map_sources *s, size_t bytes, uint64_t used)
{
    while (s->bytes > bytes) {
        size_t oldest = s->n;
        for (size_t i = 0; i < s->n; i++) {
            const struct map_source *t = s->items[i];
            if (t->there && !t->pins && t->used < used &&
                (oldest == s->n || t->used < s->items[oldest]->used))
                oldest = i;
        }
        if (oldest == s->n)
            return;
        drop(s, oldest);
    }
}
