#include "pack/finder.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "base/utf8.h"
#include "find/find.h"

#define STARTS_MOST 16 // rows read of a kind, before titles are compared
#define EXACT_MOST 16
#define TITLES_MOST 40
#define TEXTS_MOST (2 * SEARCH_GROUP_MAX)
#define PREFIX_LETTERS 4 // as the schema's `prefix` has it
#define EXPANDED_MOST 24
#define SLIP_LETTERS 5 // a shorter title is too near to too much

static const char *const kinds[] = {
    [SEARCH_PLACE] = "place", [SEARCH_FILM] = "work", [SEARCH_PERSON] = "person",
    [SEARCH_TRIVIA] = "fact", [SEARCH_STOP] = "stop",
};

// Where a language stands among those that texts are shown in; FINDER_TEXTS: none of them.
static size_t chain_place(const struct pack *pack, const char *lang)
{
    size_t i = 0;
    while (i < pack->n_chain && i < FINDER_TEXTS && strcmp(pack->chain[i], lang) != 0)
        i++;
    return i < pack->n_chain ? i : FINDER_TEXTS;
}

bool finder_open(struct finder *f, const struct load *l, const char *whole)
{
    *f = (struct finder){.l = l, .whole = whole};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_SEARCH_PARTS, NULL, NULL);
    int got;
    while ((got = query_step(l->pack, row, l->err)) > 0) {
        int kind = query_enum(row, 0, kinds, ARRAY_LEN(kinds), -1);
        if (kind < 0)
            continue;
        struct finder_part part = {query_int(row, 3, 1, INT32_MAX, 1),
                                   query_int(row, 4, 1, INT32_MAX, 0),
                                   query_id(row, 2, l->arena)};
        size_t place = chain_place(l->pack, part.lang);
        if (strcmp(query_text(row, 1, l->arena), "title") == 0)
            f->parts[kind].title = part;
        else if (place < FINDER_TEXTS)
            f->parts[kind].texts[place] = part;
    }
    query_end(row);
    return got >= 0;
}

size_t finder_count(const struct finder *f)
{
    size_t n = 0;
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        n += f->groups[kind].n;
    return n;
}

static void keep(struct finder *f, int kind, const struct found *one)
{
    struct found_group *group = &f->groups[kind];
    if (f->sure && one->mended && one->nearness != NEAR_SLIP)
        return;
    for (size_t i = 0; i < group->n; i++) {
        if (strcmp(group->items[i].id, one->id) != 0)
            continue;
        if (one->nearness < group->items[i].nearness)
            group->items[i] = *one;
        return;
    }
    group->items = QUERY_GROW(f->l->arena, group->items, group->n);
    group->items[group->n++] = *one;
}

// The option of a word that a title has, as a word or the beginning of one; NULL: none.
static const struct ask_option *option_of(const struct ask_word *word, const char *line,
                                          size_t len, bool *whole_out)
{
    const struct ask_option *part = NULL;
    for (size_t at = 0; at < len;) {
        const char *start = line + at;
        size_t end = 0;
        while (at + end < len && start[end] != ' ')
            end++;
        for (size_t i = 0; i < word->n; i++) {
            const struct ask_option *o = &word->options[i];
            size_t n = strlen(o->text);
            if (n > end || memcmp(start, o->text, n) != 0)
                continue;
            if (n == end) {
                *whole_out = true;
                return o;
            }
            if (o->prefix && !part)
                part = o;
        }
        at += end + 1;
    }
    *whole_out = false;
    return part;
}

// How near one title is, a line of `words`.
static enum nearness line_nearness(const struct finder *f, const struct ask *ask,
                                   const char *line, size_t len)
{
    size_t typed = strlen(f->whole);
    if (len >= typed && memcmp(line, f->whole, typed) == 0)
        return len == typed         ? NEAR_WHOLE
               : line[typed] == ' ' ? NEAR_START
                                    : NEAR_START_PART;
    if (ask->mended) {
        char copy[FIND_TERM_BYTES * 4];
        if (len < sizeof(copy) && (typed >= SLIP_LETTERS || !f->sure)) {
            memcpy(copy, line, len);
            copy[len] = '\0';
            if (find_distance(copy, f->whole, 1) <= 1)
                return NEAR_SLIP;
        }
        return NEAR_MENDED;
    }
    bool all = true, whole;
    for (size_t i = 0; i < ask->n; i++)
        all = option_of(&ask->words[i], line, len, &whole) && whole && all;
    return all ? NEAR_WORDS : NEAR_PARTS;
}

// The words that were found instead of those that were typed.
static const char *mended_words(const struct finder *f, const struct ask *ask,
                                const char *line, size_t len)
{
    struct str words;
    str_init(&words);
    for (size_t i = 0; i < ask->n; i++) {
        bool whole;
        const struct ask_option *o = option_of(&ask->words[i], line, len, &whole);
        str_printf(&words, "%s%s", i ? " " : "",
                   o ? o->text : ask->words[i].options[0].text);
    }
    const char *copy = arena_strdup(f->l->arena, str_c(&words));
    str_release(&words);
    return copy;
}

// A title's row: of its languages the nearest counts.
static void keep_title(struct finder *f, int kind, sqlite3_stmt *row,
                       const struct ask *ask)
{
    struct found one = {.id = query_id(row, 1, f->l->arena),
                        .row = query_int(row, 0, 1, INT32_MAX, INT32_MAX),
                        .lang = "",
                        .nearness = NEAR_MENDED_TEXT};
    const char *words = query_text(row, 2, f->l->arena), *best = words;
    if (!one.id[0])
        return;
    for (const char *line = words;; line++) {
        size_t len = strcspn(line, "\n");
        enum nearness n = line_nearness(f, ask, line, len);
        if (n < one.nearness) {
            one.nearness = n;
            best = line;
        }
        line += len;
        if (!*line)
            break;
    }
    if (ask->mended)
        one.mended = mended_words(f, ask, best, strcspn(best, "\n"));
    keep(f, kind, &one);
}

bool finder_starts(struct finder *f, const char *whole, const char *mended)
{
    const struct load *l = f->l;
    const char *end = arena_printf(l->arena, "%s\xF4\x8F\xBF\xBF", whole);
    size_t typed = strlen(whole);
    int got = 0;
    for (int kind = 0; kind < SEARCH_KINDS && got >= 0; kind++) {
        sqlite3_stmt *row = query_begin(l->pack, QUERY_SEARCH_STARTS, kinds[kind], whole);
        sqlite3_bind_text(row, 3, end, -1, SQLITE_STATIC);
        sqlite3_bind_int(row, 4, mended ? 4 : STARTS_MOST);
        while ((got = query_step(l->pack, row, l->err)) > 0) {
            const char *line = query_text(row, 2, l->arena);
            struct found one = {.id = query_id(row, 1, l->arena),
                                .row = query_int(row, 0, 1, INT32_MAX, INT32_MAX),
                                .lang = "",
                                .mended = mended};
            one.nearness = !line[typed]         ? NEAR_WHOLE
                           : line[typed] == ' ' ? NEAR_START
                                                : NEAR_START_PART;
            if (mended && one.nearness < NEAR_SLIP)
                one.nearness = line[typed] || (f->sure && typed < SLIP_LETTERS)
                                   ? NEAR_MENDED
                                   : NEAR_SLIP;
            if (one.id[0] && strlen(line) >= typed)
                keep(f, kind, &one);
        }
        query_end(row);
    }
    return got >= 0;
}

static void add_option(struct str *match, const struct ask_option *o, bool exact)
{
    if (exact || !o->prefix || o->n_words == 0) {
        str_printf(match, "\"%s\"%s", o->text, o->prefix && !exact ? "*" : "");
        return;
    }
    for (size_t i = 0; i < o->n_words; i++)
        str_printf(match, "%s\"%s\"", i ? " OR " : "", o->words[i]);
}

// What FTS5 is asked. Terms are letters and digits alone, so nothing in them is a sign to it.
static const char *match_of(struct arena *arena, const struct ask *ask, bool exact)
{
    struct str match;
    str_init(&match);
    for (size_t i = 0; i < ask->n; i++) {
        const struct ask_word *word = &ask->words[i];
        str_add(&match, i ? " AND (" : "(");
        for (size_t k = 0; k < word->n; k++) {
            str_add(&match, k ? " OR " : "");
            add_option(&match, &word->options[k], exact);
        }
        str_add(&match, ")");
    }
    const char *copy = arena_strdup(arena, str_c(&match));
    str_release(&match);
    return copy;
}

static sqlite3_stmt *begin_rows(const struct finder *f, const char *match,
                                const struct finder_part *part, int most)
{
    sqlite3_stmt *row = query_begin(f->l->pack, QUERY_SEARCH_ROWS, match, NULL);
    sqlite3_bind_int(row, 2, part->first);
    sqlite3_bind_int(row, 3, part->last);
    sqlite3_bind_int(row, 4, most);
    return row;
}

static bool titles_of(struct finder *f, int kind, const struct ask *ask, bool exact)
{
    const struct finder_part *part = &f->parts[kind].title;
    const struct load *l = f->l;
    if (part->last < part->first || part->first == 0)
        return true;
    const char *match = match_of(l->arena, ask, exact);
    sqlite3_stmt *row = begin_rows(f, match, part, exact ? EXACT_MOST : TITLES_MOST);
    int got;
    while ((got = query_step(l->pack, row, l->err)) > 0)
        keep_title(f, kind, row, ask);
    query_end(row);
    return got >= 0;
}

static bool any_prefix(const struct ask *ask)
{
    for (size_t i = 0; i < ask->n; i++)
        for (size_t k = 0; k < ask->words[i].n; k++)
            if (ask->words[i].options[k].prefix)
                return true;
    return false;
}

bool finder_titles(struct finder *f, const struct ask *ask)
{
    bool prefix = any_prefix(ask);
    for (int kind = 0; kind < SEARCH_KINDS; kind++) {
        // Whole words come first; they may have less rank than many that only begin so.
        if (prefix && !titles_of(f, kind, ask, true))
            return false;
        if (!titles_of(f, kind, ask, false))
            return false;
    }
    return true;
}

static bool texts_of(struct finder *f, int kind, const struct finder_part *part,
                     const struct ask *ask, const char *match)
{
    const struct load *l = f->l;
    sqlite3_stmt *row = begin_rows(f, match, part, TEXTS_MOST);
    int got;
    while ((got = query_step(l->pack, row, l->err)) > 0) {
        struct found one = {.id = query_id(row, 1, l->arena),
                            .row = query_int(row, 0, 1, INT32_MAX, INT32_MAX),
                            .lang = part->lang,
                            .nearness = ask->mended ? NEAR_MENDED_TEXT : NEAR_TEXT};
        if (ask->mended)
            one.mended = mended_words(f, ask, "", 0);
        if (one.id[0])
            keep(f, kind, &one);
    }
    query_end(row);
    return got >= 0;
}

bool finder_texts(struct finder *f, const struct ask *ask)
{
    const char *match = match_of(f->l->arena, ask, false);
    for (int kind = 0; kind < SEARCH_KINDS; kind++) {
        for (size_t i = 0; i < FINDER_TEXTS; i++) {
            const struct finder_part *part = &f->parts[kind].texts[i];
            if (part->first == 0 || part->last < part->first ||
                f->groups[kind].n > SEARCH_GROUP_MAX)
                continue;
            if (!texts_of(f, kind, part, ask, match))
                return false;
        }
    }
    return true;
}

static int by_nearness(const void *a, const void *b)
{
    const struct found *one = a, *two = b;
    if (one->nearness != two->nearness)
        return one->nearness < two->nearness ? -1 : 1;
    return (one->row > two->row) - (one->row < two->row);
}

void finder_sort(struct finder *f)
{
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        if (f->groups[kind].n)
            qsort(f->groups[kind].items, f->groups[kind].n, sizeof(struct found),
                  by_nearness);
}

// FTS5 has lists of all rows for beginnings of up to PREFIX_LETTERS; for longer ones it would
// gather the lists of all words, every time anew. A few words are quicker asked for by name.
bool finder_expand(const struct load *l, struct ask_option *option, bool *any_out)
{
    const char *end = arena_printf(l->arena, "%s\xF4\x8F\xBF\xBF", option->text);
    sqlite3_stmt *row = query_begin(l->pack, QUERY_SEARCH_WORDS, option->text, end);
    sqlite3_bind_int(row, 3, EXPANDED_MOST + 1);
    const char **words = ARENA_ARRAY(l->arena, const char *, EXPANDED_MOST);
    size_t n = 0;
    int got;
    while ((got = query_step(l->pack, row, l->err)) > 0) {
        if (n < EXPANDED_MOST)
            words[n] = query_text(row, 0, l->arena);
        n++;
    }
    query_end(row);
    *any_out = n > 0;
    option->prefix = true;
    bool listed = utf8_count(option->text, strlen(option->text)) <= PREFIX_LETTERS;
    option->words = n > 0 && n <= EXPANDED_MOST && !listed ? words : NULL;
    option->n_words = option->words ? n : 0;
    return got >= 0;
}

bool finder_known(const struct load *l, const char *word, bool *yes)
{
    const char *end = arena_printf(l->arena, "%s\x01", word);
    sqlite3_stmt *row = query_begin(l->pack, QUERY_SEARCH_WORDS, word, end);
    sqlite3_bind_int(row, 3, 1);
    int got = query_step(l->pack, row, l->err);
    query_end(row);
    *yes = got > 0;
    return got >= 0;
}
