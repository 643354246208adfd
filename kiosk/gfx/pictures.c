#include "gfx/pictures.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/bug.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "gfx/decode.h"

enum state { WAITING, LOADING, READY, FAILED };

struct entry {
    struct image_ref ref;
    uint64_t hash;
    enum state state;
    struct load *load; // LOADING
    struct bitmap bitmap;
    unsigned frame;   // the last that wanted it
    unsigned seen;    // the last that showed it, or its placeholder
    int64_t since_us; // when its placeholder came into view
    int64_t fade_us;  // fading: when that began
    bool soon;        // no frame wanted it for itself yet
    bool shown, fading;
};

struct pictures {
    struct jobs *jobs;
    gfx_read_fn read;
    void *read_data;
    struct entry *entries;
    size_t count, cap;
    uint64_t *bad; // hashes of media that the log names
    size_t n_bad, bad_cap;
    unsigned frame;
    int64_t now_us;
    size_t loads; // posted and not ended; each holds this alive
    bool still, arrived, fading, closed;
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
    free(p->bad);
    p->entries = NULL;
    p->bad = NULL;
    p->count = p->cap = p->n_bad = p->bad_cap = 0;
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
    load->ok = load->read(load->read_data, &load->ref, &media, &load->err) &&
               decode_picture(&media, &load->ref, &load->bitmap, &load->err);
    gfx_media_release(&media);
}

// Once a picture, however many of its sizes and parts can't be had.
static void complain(struct pictures *p, const struct load *load)
{
    uint64_t hash = hash_str(HASH_START, load->ref.media);
    for (size_t i = 0; i < p->n_bad; i++)
        if (p->bad[i] == hash)
            return;
    ARRAY_GROW(p->bad, p->n_bad + 1, p->bad_cap);
    p->bad[p->n_bad++] = hash;
    log_warn("%s", load->err.text);
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
        p->arrived |= e->frame == p->frame && !e->soon;
    } else if (!load->skipped) {
        e->state = FAILED;
        complain(p, load);
    } else if (e->frame == p->frame && e->soon) {
        e->state = WAITING; // it made way
    } else if (e->frame == p->frame) {
        post(p, e); // wanted again after all
    } else {
        forget(p, e);
    }
}

// What is seen is decoded first, whenever it comes: of what is wanted soon one is posted at a
// time, while nothing else is, and it makes way if it has not started.
static void post_soon(struct pictures *p)
{
    for (size_t i = 0; i < p->count && p->loads == 0; i++)
        if (p->entries[i].state == WAITING && p->entries[i].frame == p->frame)
            post(p, &p->entries[i]);
}

static void make_way(struct pictures *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->entries[i].load && p->entries[i].soon)
            atomic_store(&p->entries[i].load->unwanted, true);
}

static void load_done(void *data, bool ran)
{
    struct load *load = data;
    struct pictures *p = load->pictures;
    p->loads--;
    load->skipped |= !ran;
    if (!p->closed && ran) {
        settle(p, load);
        post_soon(p);
    } else if (!p->closed) // the workers have gone, and with them any hope
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

void pictures_begin(struct pictures *p, int64_t now_us, bool still)
{
    p->frame++;
    p->now_us = now_us;
    p->still = still;
    p->arrived = p->fading = false;
}

// It or its placeholder is shown now.
static void see(struct pictures *p, struct entry *e)
{
    if (e->seen != p->frame && e->seen != p->frame - 1)
        e->since_us = p->now_us;
    if (e->state == READY && !e->shown) {
        e->shown = true;
        e->fading = p->now_us - e->since_us > PICTURES_LATE_US;
        e->fade_us = p->now_us;
    }
    e->fading &= !p->still && p->now_us - e->fade_us < PICTURES_FADE_US;
    p->fading |= e->fading;
    e->seen = p->frame;
}

void pictures_want(struct pictures *p, const struct image_ref *ref,
                   enum pictures_need need)
{
    if (!p->jobs || !p->read || ref->media[0] == '\0')
        return;
    struct entry *e = find(p, ref);
    if (!e) {
        ARRAY_GROW(p->entries, p->count + 1, p->cap);
        e = &p->entries[p->count++];
        *e = (struct entry){.ref = *ref, .hash = image_ref_hash(ref), .soon = true};
    }
    e->frame = p->frame;
    if (need == PICTURES_SOON)
        return;
    e->soon = false;
    if (e->load)
        atomic_store(&e->load->unwanted, false);
    if (e->state == WAITING) {
        make_way(p);
        post(p, e);
    }
    if (need == PICTURES_SEEN)
        see(p, e);
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

// Neither asked for nor of use: parts that can't be had are as many as ways to look at them.
static bool idle(const struct pictures *p, const struct entry *e)
{
    return e->frame != p->frame &&
           (e->state == WAITING || (e->state == FAILED && e->ref.part.w > 0));
}

void pictures_end(struct pictures *p, size_t keep_bytes)
{
    size_t kept = 0;
    for (size_t i = p->count; i-- > 0;) {
        struct entry *e = &p->entries[i];
        if (e->frame == p->frame)
            continue;
        kept += bitmap_bytes(&e->bitmap);
        if (e->load)
            atomic_store(&e->load->unwanted, true);
        if (idle(p, e))
            forget(p, e);
    }
    while (kept > keep_bytes) {
        struct entry *e = longest_unused(p);
        kept -= bitmap_bytes(&e->bitmap);
        forget(p, e);
    }
    post_soon(p);
}

const struct bitmap *pictures_find(const struct pictures *p, const struct image_ref *ref)
{
    const struct entry *e = find(p, ref);
    return e && e->state == READY ? &e->bitmap : NULL;
}

uint8_t pictures_level(const struct pictures *p, const struct image_ref *ref)
{
    const struct entry *e = find(p, ref);
    if (!e || !e->fading || p->now_us - e->fade_us >= PICTURES_FADE_US)
        return 255;
    int64_t level = (p->now_us - e->fade_us) * 255 / PICTURES_FADE_US;
    return level > 0 ? (uint8_t)level : 0;
}

bool pictures_fading(const struct pictures *p)
{
    return p->fading;
}

void pictures_settle(struct pictures *p)
{
    p->fading = false;
    for (size_t i = 0; i < p->count; i++) {
        struct entry *e = &p->entries[i];
        e->shown |= e->state == READY;
        e->fading = false;
    }
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
