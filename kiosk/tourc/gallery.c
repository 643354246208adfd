#include "tourc/gallery.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tourc/files.h"

#define PAIR_MOST 0.005 // by which the sides of a pair may differ

void gallery_init(struct gallery *g, struct book *book, const char *cache_folder,
                  FILE *progress)
{
    size_t n = book->n_media;
    *g = (struct gallery){
        .book = book,
        .cache = {cache_folder},
        .progress = progress,
        .order = xcalloc(n + 1, sizeof(*g->order)),
        .keys = xcalloc(n + 1, sizeof(*g->keys)),
        .made = xcalloc(n + 1, sizeof(*g->made)),
        .sizes = xcalloc(n + 1, sizeof(*g->sizes)),
    };
    // Insertion by id: files are read in the order of media.yaml, which is nearly sorted.
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(book->media[g->order[at - 1]].id, book->media[i].id) > 0;
             at--)
            g->order[at] = g->order[at - 1];
        g->order[at] = i;
    }
}

void gallery_release(struct gallery *g)
{
    free(g->order);
    free(g->keys);
    free(g->made);
    free(g->sizes);
    *g = (struct gallery){0};
}

static bool load(const struct book_media *media, char **bytes, size_t *len,
                 struct err *err)
{
    if (files_read(media->path, PICTURE_FILE_MAX, bytes, len, err))
        return true;
    struct err why = *err;
    return err_set(err, "can't read this file: %s", why.text);
}

static void check_one(struct gallery *g, size_t index)
{
    const struct book_media *media = &g->book->media[index];
    char *bytes;
    size_t len;
    struct err err;
    if (!load(media, &bytes, &len, &err)) {
        report_error(g->book->report, media->path_at, "picture '%s': %s", media->path,
                     err.text);
        return;
    }
    struct picture_set set;
    g->keys[index] = cache_key(bytes, len);
    if (cache_find(&g->cache, g->keys[index], &set)) {
        g->made[index] = true;
        g->sizes[index] = (struct picture_size){set.width, set.height};
        picture_release(&set);
    } else if (!picture_check(bytes, len, &g->sizes[index], &err)) {
        report_error(g->book->report, media->path_at, "picture '%s': %s", media->path,
                     err.text);
    } else {
        g->n_new++;
    }
    free(bytes);
}

// Both are shown in one frame, so that nothing but time moves when they are compared.
static void check_pair(struct gallery *g, size_t index)
{
    const struct book_media *media = &g->book->media[index];
    struct picture_size a = g->sizes[index], b = g->sizes[media->mate - 1];
    double left = (double)a.width * b.height, right = (double)b.width * a.height;
    if (fabs(left - right) > PAIR_MOST * fmax(left, right))
        report_error(g->book->report, media->pair.at,
                     "picture '%s' is %d × %d, its pair '%s' %d × %d: expected sides in "
                     "the same proportion",
                     media->id, a.width, a.height, g->book->media[media->mate - 1].id,
                     b.width, b.height);
}

void gallery_check(struct gallery *g)
{
    for (size_t i = 0; i < g->book->n_media; i++)
        if (g->book->media[i].path)
            check_one(g, i);
    for (size_t i = 0; i < g->book->n_media; i++)
        if (g->book->media[i].pair.id && g->book->media[i].mate)
            check_pair(g, i);
}

static void show_progress(struct gallery *g)
{
    g->n_done++;
    if (!g->progress)
        return;
    bool rewritten = isatty(fileno(g->progress)) == 1;
    bool last = g->n_done == g->n_new;
    fprintf(g->progress, "pictures: %zu of %zu%s", g->n_done, g->n_new,
            rewritten && !last ? "\r" : "\n");
    fflush(g->progress);
}

bool gallery_get(struct gallery *g, size_t i, const struct book_media **media_out,
                 struct picture_set *out, struct err *err)
{
    size_t index = g->order[i];
    const struct book_media *media = &g->book->media[index];
    *media_out = media;
    if (g->made[index] && cache_find(&g->cache, g->keys[index], out))
        return true;
    char *bytes;
    size_t len;
    if (!load(media, &bytes, &len, err))
        return false;
    bool ok = picture_make(bytes, len, out, err);
    if (ok) {
        g->keys[index] = cache_key(bytes, len);
        cache_keep(&g->cache, g->keys[index], out);
        show_progress(g);
    }
    free(bytes);
    return ok;
}

void gallery_tidy(struct gallery *g)
{
    cache_prune(&g->cache, g->keys, g->book->n_media);
}
