// The pictures of a book: each made or found again, in the order of their ids, one at a time
// in memory.
#pragma once

#include <stdio.h>

#include "tourc/book.h"
#include "tourc/cache.h"

struct gallery {
    struct book *book;
    struct cache cache;
    FILE *progress;             // NULL: none
    size_t *order;              // indices of book->media by id
    uint64_t *keys;             // of each, by index; 0 when unread
    bool *made;                 // is in the cache
    struct picture_size *sizes; // of the originals; 0 when unread
    size_t n_new;               // that must be made
    size_t n_done;
};

void gallery_init(struct gallery *g, struct book *book, const char *cache_folder,
                  FILE *progress);
void gallery_release(struct gallery *g);

// Looks at every picture that the cache doesn't know; complaints go to the book's report.
void gallery_check(struct gallery *g);

// The i-th picture by id. False when it can't be made after all (the disk changed).
bool gallery_get(struct gallery *g, size_t i, const struct book_media **media_out,
                 struct picture_set *out, struct err *err);
void gallery_tidy(struct gallery *g); // the cache forgets what this book doesn't use
