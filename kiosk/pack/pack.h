// A pack, opened for reading: checked, immutable, and behind an authorizer that lets nothing
// through but SELECT. One handle belongs to one thread; a worker opens its own.
//
// Loading functions fill a model in the caller's arena and return false with a sentence when
// the pack has no such thing or is damaged.
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "pack/model.h"

#define PACK_APPLICATION_ID 0x424b4c54 // 'BKLT'
#define PACK_SCHEMA 1

struct pack;

// Why a file is not shown, for the built-in page.
enum pack_fault {
    PACK_FAULT_NONE,
    PACK_FAULT_MISSING,    // no such file, or a dangling link
    PACK_FAULT_UNREADABLE, // no permission, a folder, a device
    PACK_FAULT_FOREIGN,    // not a Backlot pack
    PACK_FAULT_NEWER,      // made by a newer tourc
    PACK_FAULT_DAMAGED,    // truncated or corrupt
};

// NULL on failure, with *fault and *err set.
struct pack *pack_open(const char *path, enum pack_fault *fault, struct err *err);
void pack_close(struct pack *pack); // takes NULL

// Which language texts are loaded in: this tag if the pack has it, else the part before the
// first '-' if it has that, else the original. Each text falls back by itself.
void pack_set_lang(struct pack *pack, const char *tag);
const char *pack_lang(const struct pack *pack); // the one chosen

// Called for each block as it is loaded (pseudo-languages); may replace text and spans with
// others from the arena. NULL: none.
typedef void (*pack_filter_fn)(void *data, struct arena *arena, struct block *block);
void pack_set_filter(struct pack *pack, pack_filter_fn filter, void *data);

bool pack_load_intro(struct pack *pack, struct arena *arena, struct intro_model *out,
                     struct err *err);
bool pack_load_home(struct pack *pack, struct arena *arena, struct home_model *out,
                    struct err *err);
// Digits of which at most the first four count.
bool pack_load_keypad(struct pack *pack, struct arena *arena, const char *digits,
                      struct keypad_model *out, struct err *err);
// The stop at a position, 1 ..., of a tour.
bool pack_load_card(struct pack *pack, struct arena *arena, const char *tour,
                    int position, struct stop_card *out, struct err *err);
bool pack_load_tour(struct pack *pack, struct arena *arena, const char *id,
                    struct tour_model *out, struct err *err);
bool pack_load_stop(struct pack *pack, struct arena *arena, const char *id,
                    struct stop_model *out, struct err *err);

enum pack_things {
    PACK_TOURS,
    PACK_STOPS, // in the order of their tours
    PACK_WORKS,
    PACK_PEOPLE,
    PACK_PLACES,
    PACK_THINGS,
};

// The ids of all that there are.
bool pack_list(struct pack *pack, struct arena *arena, enum pack_things things,
               const char ***out, size_t *n_out, struct err *err);

enum media_format { MEDIA_JPEG, MEDIA_WEBP };

struct media_bytes {
    enum media_format format;
    int width, height;
    const void *bytes; // in the arena
    size_t len;
};

// The smallest variant at least min_w wide and min_h high, else the largest there is.
bool pack_load_media(struct pack *pack, struct arena *arena, const char *media, int min_w,
                     int min_h, struct media_bytes *out, struct err *err);

#define PACK_TILE 512 // px, the sides of a tile

struct media_tile {
    struct media_bytes bytes;
    int x, y; // of its top left in the original, px
};

struct media_tiles {
    int width, height; // of the original
    struct media_tile *items;
    size_t n;
};

// What of a large original is seen at full size: its tiles (JPEG) that touch a part of it, given
// as x, y, width and height in fractions of its sides. n == 0: the original is no larger than its
// largest variant. A damaged pack may lack some.
bool pack_load_tiles(struct pack *pack, struct arena *arena, const char *media,
                     const float part[4], struct media_tiles *out, struct err *err);

// For the test of the authorizer: runs any statement; false with SQLite's message if denied.
bool pack_try(struct pack *pack, const char *sql, struct err *err);
