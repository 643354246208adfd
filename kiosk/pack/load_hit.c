// What a search shows of a thing that it found.
#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "find/find.h"
#include "pack/hits.h"

#define EXCERPT_BEFORE 40 // bytes before the match, and in all; about a line of a card
#define EXCERPT_BYTES 160

// Up to two columns of the first row for an id, as strings; "" where there is none.
static bool first_row(const struct load *l, enum query query, const char *id,
                      const char *out[2])
{
    sqlite3_stmt *row = query_begin(l->pack, query, id, NULL);
    int got = query_step(l->pack, row, l->err);
    for (int i = 0; i < 2; i++)
        out[i] =
            got > 0 && i < sqlite3_column_count(row) ? query_text(row, i, l->arena) : "";
    query_end(row);
    return got >= 0;
}

static bool load_place_hit(const struct load *l, struct search_hit *hit)
{
    const char *stop[2];
    if (!load_title(l, "place", hit->id, &hit->title) ||
        !load_text(l, "place", hit->id, "area", &hit->line) ||
        !load_first_picture(l, "place", hit->id, &hit->picture))
        return false;
    if (hit->picture.media[0])
        return true;
    return first_row(l, QUERY_SEARCH_STOP_AT, hit->id, stop) &&
           (!stop[0][0] || load_first_picture(l, "stop", stop[0], &hit->picture));
}

static bool load_film_hit(const struct load *l, struct search_hit *hit)
{
    static const char *const kinds[] = {"film", "short", "book", "series"};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_SEARCH_FILM, hit->id, NULL);
    int got = query_step(l->pack, row, l->err);
    if (got > 0) {
        hit->sort = (enum work_sort)query_enum(row, 0, kinds, ARRAY_LEN(kinds), 0);
        hit->year = query_int(row, 1, 1, 9999, 0);
    }
    query_end(row);
    return got >= 0 && load_title(l, "work", hit->id, &hit->title) &&
           load_first_picture(l, "work", hit->id, &hit->picture);
}

static bool load_person_hit(const struct load *l, struct search_hit *hit)
{
    const char *credit[2];
    if (!first_row(l, QUERY_SEARCH_PERSON, hit->id, credit))
        return false;
    hit->role = credit[1];
    return load_title(l, "person", hit->id, &hit->title) &&
           (!credit[0][0] || load_title(l, "work", credit[0], &hit->line));
}

static bool load_stop_hit(const struct load *l, struct search_hit *hit)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_STOP, hit->id, NULL);
    int got = query_step(l->pack, row, l->err);
    const char *tour = "", *place = "";
    if (got > 0) {
        tour = query_id(row, 1, l->arena);
        hit->code = query_int(row, 3, 1, 9999, 0);
        place = query_id(row, 4, l->arena);
    }
    query_end(row);
    return got >= 0 && load_stop_title(l, hit->id, place, &hit->title) &&
           load_title(l, "tour", tour, &hit->line) &&
           load_first_picture(l, "stop", hit->id, &hit->picture);
}

static bool load_owner(const struct load *l, struct search_hit *hit)
{
    const char *of[2];
    if (!first_row(l, QUERY_SEARCH_FACT, hit->id, of))
        return false;
    hit->owner_kind = of[0];
    hit->owner = of[1];
    if (strcmp(of[0], "stop") != 0)
        return load_title(l, of[0], of[1], &hit->title) &&
               load_first_picture(l, of[0], of[1], &hit->picture);
    struct search_hit stop = {.id = of[1], .picture.media = ""};
    if (!load_stop_hit(l, &stop))
        return false;
    hit->title = stop.title;
    hit->picture = stop.picture;
    return true;
}

static size_t word_start(const char *text, size_t at)
{
    while (at > 0 && text[at] != ' ')
        at--;
    return at + (text[at] == ' ');
}

// The part of a text around its first mark, or its beginning.
static const char *excerpt_of(struct arena *arena, const char *text,
                              const struct find_mark *mark)
{
    size_t len = strlen(text), start = 0, end = len, keep = mark ? mark->end : 0;
    if (mark && mark->start > EXCERPT_BEFORE && len > EXCERPT_BYTES) {
        size_t at = mark->start - EXCERPT_BEFORE;
        while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        size_t word = word_start(text, at);
        start = at - word < EXCERPT_BEFORE / 2 ? word : at;
    }
    if (end - start > EXCERPT_BYTES) {
        size_t at = start + EXCERPT_BYTES;
        while (((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        size_t word = at;
        while (word > start && text[word] != ' ')
            word--;
        end = at - word < EXCERPT_BYTES / 4 && word > keep ? word : at;
    }
    return arena_printf(arena, "%s%.*s%s", start ? "…" : "", (int)(end - start),
                        text + start, end < len ? "…" : "");
}

// From the first block that has one of the words; of a fact its beginning where none has, since
// it has no title of its own.
static bool load_excerpt(const struct load *l, struct search_hit *hit,
                         const char *const of[2], const char *words)
{
    struct text text;
    if (!load_text(l, of[0], hit->id, of[1], &text))
        return false;
    for (size_t i = 0; i < text.n_blocks && !hit->excerpt[0]; i++) {
        struct find_mark *marks;
        if (find_marks(l->arena, text.blocks[i].text, words, &marks))
            hit->excerpt = excerpt_of(l->arena, text.blocks[i].text, marks);
    }
    if (!hit->excerpt[0] && hit->kind == SEARCH_TRIVIA)
        hit->excerpt = excerpt_of(l->arena, text_line(&text), NULL);
    hit->excerpt_lang = text.lang;
    return true;
}

bool hits_load(const struct load *l, const struct hits_wanted *wanted,
               struct search_hit *hit)
{
    static const struct {
        bool (*load)(const struct load *l, struct search_hit *hit);
        const char
            *text[2]; // of its own, from which a line is shown where it was found by it
    } kinds[] = {
        [SEARCH_PLACE] = {load_place_hit, {"place", "history"}},
        [SEARCH_FILM] = {load_film_hit, {"work", "summary"}},
        [SEARCH_PERSON] = {load_person_hit, {"person", "summary"}},
        [SEARCH_TRIVIA] = {load_owner, {"fact", "body"}},
        [SEARCH_STOP] = {load_stop_hit, {"stop", "lede"}},
    };
    static_assert(ARRAY_LEN(kinds) == SEARCH_KINDS, "a kind of hit can't be loaded");
    *hit = (struct search_hit){.kind = wanted->kind,
                               .id = wanted->id,
                               .excerpt = "",
                               .excerpt_lang = "",
                               .role = "",
                               .owner_kind = "",
                               .owner = "",
                               .picture.media = ""};
    if (!kinds[wanted->kind].load(l, hit))
        return false;
    return !wanted->by_text ||
           load_excerpt(l, hit, kinds[wanted->kind].text, wanted->words);
}
