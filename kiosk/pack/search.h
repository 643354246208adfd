// Search: what a visitor typed, from the first letter on, and what of the pack it leads to.
//
// Words are found by their beginning, without regard to case, diacritics and apostrophes; CJK
// and Thai by any two characters, and in Latin letters too (find/find.h). Where too little is
// found, words that are one slip of the finger away are looked for as well.
//
// Whatever is typed is no error: quotes, signs, emoji, bad UTF-8, ten thousand characters. What
// has no letter and no digit finds nothing. False only when the pack is damaged.
//
// With 100,000 stops a key takes a millisecond or two, one in a hundred more than 8 ms and the
// worst about 30, where several words are in nearly all texts. So type on a worker, with a pack
// handle of its own that stays open while the page is shown (opening takes 3 ms); a handle that
// has searched keeps about 3 MB.
#pragma once

#include "pack/pack.h"

// Groups that are equally good stand in this order.
enum search_kind {
    SEARCH_PLACE,
    SEARCH_FILM,
    SEARCH_PERSON,
    SEARCH_TRIVIA,
    SEARCH_STOP,
    SEARCH_KINDS
};

#define SEARCH_GROUP_MAX 8  // hits shown of a group
#define SEARCH_QUERY_MAX 64 // characters of a query that count
#define SEARCH_TERMS_MAX 8  // words of it that count

struct search_hit {
    enum search_kind kind;
    const char *id; // of the place, work, person, fact or stop
    // Of a fact the title of what it is about.
    struct text title;
    // Place: its area; person: what the first credit is for; stop: its tour; else nothing.
    struct text line;
    // Of a text around the match, one line, with "…" where it was cut; "" where the title alone
    // matched or the words are others' that belong to it. A fact always has one.
    const char *excerpt, *excerpt_lang;
    enum work_sort {
        SEARCH_WORK_FILM,
        SEARCH_WORK_SHORT,
        SEARCH_WORK_BOOK,
        SEARCH_WORK_SERIES
    } sort;           // of a film
    int year;         // of a film, else 0
    const char *role; // a person's first credit: "director", "cast" ..., else ""
    int code;         // a stop's, else 0
    // What a fact is about: "place", "work", "person" or "stop", and its id; else "".
    const char *owner_kind, *owner;
    struct picture picture; // media "" where there is none
};

struct search_group {
    enum search_kind kind;
    struct search_hit *hits; // best first
    size_t n;                // 1 ... SEARCH_GROUP_MAX
    bool more;               // there are more than these
};

struct search_results {
    struct search_group groups[SEARCH_KINDS]; // in the order of their best hit
    size_t n;                                 // 0: nothing was found
    // "Showing results for ...": the words instead of those that were typed, "" when nothing of
    // what was typed had to be mended.
    const char *corrected;
    const char *marked; // the words to mark in titles and excerpts, with find_marks
};

bool pack_search(struct pack *pack, struct arena *arena, const char *query,
                 struct search_results *out, struct err *err);
