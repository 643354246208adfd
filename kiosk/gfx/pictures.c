#include "gfx/pictures.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bug.h"
#include "base/log.h"
#include "base/mem.h"
#include "gfx/decode.h"

enum state { LOADING, READY, FAILED };

struct entry {
    struct image_ref ref;
    uint64_t hash;
    enum state state;
    struct load *load; // LOADING
    struct bitmap bitmap;
    unsigned frame; // the last that wanted it
};

struct pictures {
    struct jobs *jobs;
    gfx_read_fn read;
    void *read_data;
    struct entry *entries;
    size_t count, cap;
    unsigned frame;
    size_t loads; // posted and not ended; each holds this alive
    bool arrived, closed;
};

// What a job owns. The worker sees only ref, read, unwanted and writes what it found.
struct load {
    struct pictures *pictures;
    gfx_read_fn read;
    void *read_data;
    struct image_ref ref;
    atomic_bool unwanted;
    bool skipped, ok;
    struct bitmap bitmap;
    struct err err;
};

struct pictures *pictures_open(struct jobs *jobs, gfx_read_fn read, void *read_data)
{
    struct pictures *p = xcalloc(1, sizeof(*p));
    *p =
        (struct pictures){.jobs = jobs, .read = read, .read_data = read_data, .frame = 1};
    return p;
}

static void free_if_done(struct pictures *p)
{
    if (p->closed && p->loads == 0)
        free(p);
}

void pictures_close(struct pictures *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->count; i++) {
        bitmap_release(&p->entries[i].bitmap);
        if (p->entries[i].load)
            atomic_store(&p->entries[i].load->unwanted, true);
    }
    free(p->entries);
    p->entries = NULL;
    p->count = p->cap = 0;
    p->closed = true;
    free_if_done(p);
}

static struct entry *find(const struct pictures *p, const struct image_ref *ref)
{
    uint64_t hash = image_ref_hash(ref);
    for (size_t i = 0; i < p->count; i++)
        if (p->entries[i].hash == hash && image_ref_eq(&p->entries[i].ref, ref))
            return &p->entries[i];
    return NULL;
}

static void load_run(void *data)
{
    struct load *load = data;
    load->skipped = atomic_load(&load->unwanted);
    if (load->skipped)
        return;
    struct gfx_media media = {0};
    load->ok = load->read(load->read_data, load->ref.media, load->ref.w, load->ref.h,
                          &media, &load->err) &&
               decode_picture(&media, &load->ref, &load->bitmap, &load->err);
    free(media.bytes);
}

static bool failed_before(const struct pictures *p, const struct entry *e)
{
    for (size_t i = 0; i < p->count; i++)
        if (&p->entries[i] != e && p->entries[i].state == FAILED &&
            strcmp(p->entries[i].ref.media, e->ref.media) == 0)
            return true;
    return false;
}

static void forget(struct pictures *p, struct entry *e)
{
    bitmap_release(&e->bitmap);
    *e = p->entries[--p->count];
}

static void post(struct pictures *p, struct entry *e);

// The load has ended and the pictures still live.
static void settle(struct pictures *p, struct load *load)
{
    struct entry *e = find(p, &load->ref);
    if (!e || e->load != load)
        BUG("a load of %s without its entry", load->ref.media);
    e->load = NULL;
    if (load->ok) {
        e->state = READY;
        e->bitmap = load->bitmap;
        load->bitmap = (struct bitmap){0};
        p->arrived |= e->frame == p->frame;
    } else if (!load->skipped) {
        e->state = FAILED;
        if (!failed_before(p, e))
            log_warn("%s", load->err.text);
    } else if (e->frame == p->frame) {
        post(p, e); // wanted again after all
    } else {
        forget(p, e);
    }
}

static void load_done(void *data, bool ran)
{
    struct load *load = data;
    struct pictures *p = load->pictures;
    p->loads--;
    load->skipped |= !ran;
    if (!p->closed && ran)
        settle(p, load);
    else if (!p->closed) // the workers have gone, and with them any hope
        find(p, &load->ref)->load = NULL;
    bitmap_release(&load->bitmap);
    free(load);
    free_if_done(p);
}

static void post(struct pictures *p, struct entry *e)
{
    struct load *load = xcalloc(1, sizeof(*load));
    load->pictures = p;
    load->read = p->read;
    load->read_data = p->read_data;
    load->ref = e->ref;
    atomic_init(&load->unwanted, false);
    e->state = LOADING;
    e->load = load;
    p->loads++;
    jobs_post(p->jobs, (struct job){load_run, load_done, load});
}

void pictures_begin(struct pictures *p)
{
    p->frame++;
    p->arrived = false;
}

void pictures_want(struct pictures *p, const struct image_ref *ref)
{
    if (!p->jobs || !p->read || ref->media[0] == '\0')
        return;
    struct entry *e = find(p, ref);
    if (!e) {
        ARRAY_GROW(p->entries, p->count + 1, p->cap);
        e = &p->entries[p->count++];
        *e = (struct entry){.ref = *ref, .hash = image_ref_hash(ref)};
        post(p, e);
    }
    e->frame = p->frame;
    if (e->load)
        atomic_store(&e->load->unwanted, false);
}

static struct entry *longest_unused(struct pictures *p)
{
    struct entry *oldest = NULL;
    for (size_t i = 0; i < p->count; i++) {
        struct entry *e = &p->entries[i];
        if (e->state == READY && e->frame != p->frame &&
            (!oldest || e->frame < oldest->frame))
            oldest = e;
    }
    return oldest;
}

void pictures_end(struct pictures *p, size_t keep_bytes)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        struct entry *e = &p->entries[i];
        if (e->frame == p->frame)
            continue;
        kept += bitmap_bytes(&e->bitmap);
        if (e->load)
            atomic_store(&e->load->unwanted, true);
    }
    while (kept > keep_bytes) {
        struct entry *e = longest_unused(p);
        kept -= bitmap_bytes(&e->bitmap);
        forget(p, e);
    }
}

const struct bitmap *pictures_find(const struct pictures *p, const struct image_ref *ref)
{
    const struct entry *e = find(p, ref);
    return e && e->state == READY ? &e->bitmap : NULL;
}

bool pictures_arrived(const struct pictures *p)
{
    return p->arrived;
}

size_t pictures_pending(const struct pictures *p)
{
    return p->loads;
}

size_t pictures_bytes(const struct pictures *p)
{
    size_t bytes = 0;
    for (size_t i = 0; i < p->count; i++)
        bytes += bitmap_bytes(&p->entries[i].bitmap);
    return bytes;
}
