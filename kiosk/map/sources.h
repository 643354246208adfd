// Vector tiles, decoded: read and taken apart by workers, kept while there is room.
//
// Main thread only. A source that is pinned stays; the jobs that draw pin what they draw from.
#pragma once

#include "base/jobs.h"
#include "map/map.h"
#include "map/names.h"
#include "map/shapes.h"

struct map_source {
    int z, x, y;
    bool there; // read; shapes and names may be NULL all the same
    int pins;
    uint64_t used; // the count of frames when it was wanted last
    struct map_shapes *shapes;
    struct map_names *names;
    size_t bytes;
};

struct map_sources;

// `arrived` is called on the main thread.
struct map_sources *map_sources_create(struct jobs *jobs, map_read_fn read, void *data,
                                       void (*arrived)(void *), void *arrived_data);
// The jobs that run may end after it.
void map_sources_destroy(struct map_sources *s);
// Another language, or another pack: all that is not pinned goes, what is on its way is dropped.
void map_sources_forget(struct map_sources *s, const char *lang);
// Asked for when it is not there. Never NULL; borrowed while pinned or until map_sources_evict.
struct map_source *map_sources_want(struct map_sources *s, int z, int x, int y,
                                    uint64_t used);
size_t map_sources_bytes(const struct map_sources *s);
// The longest unused goes first, down to so many bytes; not those used by then.
void map_sources_evict(struct map_sources *s, size_t bytes, uint64_t used);
