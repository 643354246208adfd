// The pack's handle from inside the room, and its queries: each is prepared once, when the pack
// is opened, so that a pack whose tables are not as they should be is found then.
//
// A query is used as begin, step until it gives no row, end. One query can't be used within
// itself. Every text that comes out is valid UTF-8 and in the arena.
#pragma once

#include <sqlite3.h>

#include "base/arena.h"
#include "pack/file.h"
#include "pack/pack.h"

enum query {
    QUERY_PACK,
    QUERY_LANGS,
    QUERY_TEXT,
    QUERY_SPANS,
    QUERY_PICTURE,
    QUERY_PICTURES_OF,
    QUERY_VARIANT,
    QUERY_TILES,
    QUERY_SOURCE,
    QUERY_CITATIONS,
    QUERY_TOUR,
    QUERY_TOUR_EGG,
    QUERY_TOURS,
    QUERY_TOUR_CARDS,
    QUERY_CARD,
    QUERY_CODE,
    QUERY_CODES_FROM,
    QUERY_STOP,
    QUERY_STOPS,
    QUERY_WORKS,
    QUERY_PEOPLE,
    QUERY_PLACES,
    QUERY_PREVIOUS,
    QUERY_NEXT,
    QUERY_PLACE,
    QUERY_CLAIMS,
    QUERY_CLAIMS_BY_YEAR,
    QUERY_GROUND,
    QUERY_STOPS_AT,
    QUERY_VANTAGES,
    QUERY_SAVED_STOP,
    QUERY_SAVED_PLACE,
    QUERY_SOURCE_IDS,
    QUERY_PICTURE_IDS,
    QUERY_FIRST_CLAIMS,
    QUERY_CLAIMS_COUNT,
    QUERY_FACTS,
    QUERY_SEARCH_PARTS,
    QUERY_SEARCH_ROWS,
    QUERY_SEARCH_STARTS,
    QUERY_SEARCH_WORDS,
    QUERY_SEARCH_NEAR,
    QUERY_SEARCH_FILM,
    QUERY_SEARCH_PERSON,
    QUERY_SEARCH_FACT,
    QUERY_SEARCH_STOP_AT,
    QUERY_QUIZ_COUNT,
    QUERY_QUIZ,
    QUERY_QUIZ_CHOICES,
    QUERY_WORK_YEAR,
    QUERY_FACT,
    QUERY_FACT_COUNT,
    QUERY_FACT_USES,
    QUERY_DECK_WORKS,
    QUERY_DECK_PLACES,
    QUERY_FACTS_ALL,
    QUERY_FACTS_OF_WORK,
    QUERY_FACTS_OF_PLACE,
    QUERY_EGGS,
    QUERY_STOP_AT,
    QUERY_WORK,
    QUERY_FILMS,
    QUERY_FEATURED,
    QUERY_CREDITS,
    QUERY_CREDITS_OF,
    QUERY_AWARDS,
    QUERY_AWARDS_TO,
    QUERY_RATINGS,
    QUERY_MONEY,
    QUERY_TIES,
    QUERY_CLAIMS_OF,
    QUERY_CLAIM_PLACE,
    QUERY_FACT_OPEN,
    QUERY_SCENES,
    QUERY_THEMES,
    QUERY_PERSON,
    QUERY_WALK_STOPS,
    QUERY_LEGS,
    QUERY_LEG_STEPS,
    QUERY_LEG_METRES,
    QUERY_REGIONS,
    QUERY_MAP_TILE,
    QUERY_COUNT,
};

#define CHAIN_MAX                                                                        \
    6 // languages tried for a text: the chosen one, its fallbacks, the original

#define STOPS_MAX 1000000 // of a tour

struct pack_language {
    struct language shown;
    const char *fallback; // another tag or ""
};

struct pack {
    sqlite3 *db;
    sqlite3_stmt *statements[QUERY_COUNT];
    struct shown_path name; // of the file, for messages
    struct arena arena;     // of the strings below
    struct pack_language *languages;
    size_t n_languages;
    const char *original;
    const char *chain[CHAIN_MAX]; // [0] is the chosen one
    size_t n_chain;
    long steps; // progress calls since the query began
    pack_filter_fn filter;
    void *filter_data;
};

bool query_prepare_all(struct pack *pack, struct err *err);
void query_release_all(struct pack *pack);

// Binds up to two texts; either may be NULL for a query with fewer. They must outlive the query.
sqlite3_stmt *query_begin(struct pack *pack, enum query query, const char *one,
                          const char *two);
// 1: a row, 0: no more, -1: damaged, with a sentence.
int query_step(struct pack *pack, sqlite3_stmt *stmt, struct err *err);
void query_end(sqlite3_stmt *stmt);

// A column as a string in the arena, "" for NULL; invalid UTF-8 becomes U+FFFD.
const char *query_text(sqlite3_stmt *stmt, int column, struct arena *arena);
// The same for an id: "" if it is too long to be one.
const char *query_id(sqlite3_stmt *stmt, int column, struct arena *arena);
// A column as an int in least ... most, or `other`.
int query_int(sqlite3_stmt *stmt, int column, int least, int most, int other);
// A column of 0xRRGGBB as 0xFFRRGGBB, 0 for NULL: black is a colour, too.
uint32_t query_colour(sqlite3_stmt *stmt, int column);
// A column's place in a list of names, or `other`.
int query_enum(sqlite3_stmt *stmt, int column, const char *const *names, int n,
               int other);

// Room for one more in an array of n things in the arena; returns where the array is now.
void *query_grow(struct arena *arena, void *items, size_t n, size_t bytes);
#define QUERY_GROW(arena, items, n) query_grow((arena), (items), (n), sizeof(*(items)))
