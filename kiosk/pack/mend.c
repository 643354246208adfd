#include "pack/mend.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "find/find.h"

#define NEAR_MOST 8 // words tried instead of one
#define TEXT_NEAR_MOST 3
#define GATHERED_MOST 400
#define LONG_LETTERS 6 // a word that may have two slips
#define WHOLE_MOST 6
#define START_LETTERS 4 // of an unfinished word that is mended
#define START_LETTERS_MOST 12
#define START_MOST 6

struct near {
    const char *word;
    int distance, titles, texts;
};

struct nears {
    struct near items[GATHERED_MOST];
    size_t n;
};

static int by_distance(const void *a, const void *b)
{
    const struct near *one = a, *two = b;
    if (one->distance != two->distance)
        return one->distance < two->distance ? -1 : 1;
    if ((one->titles > 0) != (two->titles > 0))
        return one->titles > 0 ? -1 : 1;
    if (one->titles != two->titles)
        return one->titles > two->titles ? -1 : 1;
    if (one->texts != two->texts)
        return one->texts > two->texts ? -1 : 1;
    return strcmp(one->word, two->word);
}

static bool has(const struct nears *nears, const char *word)
{
    for (size_t i = 0; i < nears->n; i++)
        if (strcmp(nears->items[i].word, word) == 0)
            return true;
    return false;
}

static bool gather_key(const struct load *l, const char *key, const char *word,
                       struct nears *out)
{
    int most = utf8_count(word, strlen(word)) >= LONG_LETTERS ? 2 : 1, got;
    sqlite3_stmt *row = query_begin(l->pack, QUERY_SEARCH_NEAR, key, NULL);
    while ((got = query_step(l->pack, row, l->err)) > 0 && out->n < GATHERED_MOST) {
        struct near near = {query_text(row, 0, l->arena), 0,
                            query_int(row, 1, 0, INT32_MAX, 0),
                            query_int(row, 2, 0, INT32_MAX, 0)};
        near.distance = find_distance(word, near.word, most);
        if (near.distance > 0 && near.distance <= most && !has(out, near.word))
            out->items[out->n++] = near;
    }
    query_end(row);
    return got >= 0;
}

// The words nearest to one, the likeliest first.
static bool nears_of(const struct load *l, const char *word, struct nears *out)
{
    const char **keys;
    size_t n = find_deletions(l->arena, word, &keys);
    out->n = 0;
    for (size_t i = 0; i < n; i++)
        if (!gather_key(l, keys[i], word, out))
            return false;
    if (out->n)
        qsort(out->items, out->n, sizeof(*out->items), by_distance);
    return true;
}

// Whether the vocabulary has a word; with `start`, or one that begins so.
static bool knows(const struct load *l, const char *word, bool start, bool *yes)
{
    struct ask_option o = {.text = word};
    return start ? finder_expand(l, &o, yes) : finder_known(l, word, yes);
}

static bool add_option(const struct load *l, struct ask_word *word, const char *text,
                       bool start)
{
    bool any;
    if (word->n == ASK_OTHERS_MAX)
        return true;
    struct ask_option *o = &word->options[word->n++];
    *o = (struct ask_option){.text = text};
    return !start || finder_expand(l, o, &any);
}

// The words as they are, the last one unfinished.
static bool ask_plain(const struct load *l, const struct mend_query *q, struct ask *ask)
{
    *ask = (struct ask){.mended = true};
    for (; ask->n < q->n; ask->n++)
        if (!add_option(l, &ask->words[ask->n], q->words[ask->n], ask->n + 1 == q->n))
            return false;
    return true;
}

// Whole titles with one word instead of another: such a title must not be missed for many that
// merely have the word, too.
static bool try_whole(struct finder *f, const struct mend_query *q, size_t at,
                      const char *instead)
{
    struct str whole;
    str_init(&whole);
    for (size_t i = 0; i < q->n; i++)
        str_printf(&whole, "%s%s", i ? " " : "", i == at ? instead : q->words[i]);
    const char *copy = arena_strdup(f->l->arena, str_c(&whole));
    str_release(&whole);
    return finder_starts(f, copy, copy);
}

// The words at `mask` each mended, the others as they are.
static bool try_words(struct finder *f, const struct mend_query *q, unsigned mask,
                      const struct nears *nears)
{
    struct ask *ask = ARENA_NEW(f->l->arena, struct ask);
    bool any = false;
    if (!ask_plain(f->l, q, ask))
        return false;
    for (size_t i = 0; i < q->n; i++) {
        if (!(mask & 1u << i) || nears[i].n == 0)
            continue;
        ask->words[i].n = 0;
        any = true;
        for (size_t k = 0; k < nears[i].n && k < NEAR_MOST; k++)
            if (!add_option(f->l, &ask->words[i], nears[i].items[k].word, false))
                return false;
        for (size_t k = 0; k < nears[i].n && k < WHOLE_MOST; k++)
            if (!try_whole(f, q, i, nears[i].items[k].word))
                return false;
    }
    return !any || finder_titles(f, ask);
}

// Other words altogether: a space too many, or one that is missing.
static bool try_spaces(struct finder *f, const struct mend_query *other)
{
    struct ask *ask = ARENA_NEW(f->l->arena, struct ask);
    struct str whole;
    str_init(&whole);
    for (size_t i = 0; i < other->n; i++)
        str_printf(&whole, "%s%s", i ? " " : "", other->words[i]);
    const char *copy = arena_strdup(f->l->arena, str_c(&whole));
    str_release(&whole);
    return ask_plain(f->l, other, ask) && finder_starts(f, copy, copy) &&
           finder_titles(f, ask);
}

// Two words in one, at `at`, and where nobody knows that, the nearest one.
static bool try_joined(struct finder *f, const struct mend_query *q, size_t at)
{
    const struct load *l = f->l;
    struct mend_query other = {.n = q->n - 1};
    for (size_t i = 0, k = 0; k < other.n; i++, k++) {
        other.words[k] = q->words[i];
        if (i == at) {
            other.words[k] = arena_printf(l->arena, "%s%s", q->words[i], q->words[i + 1]);
            i++;
        }
    }
    if (strlen(other.words[at]) >= FIND_TERM_BYTES)
        return true;
    bool known;
    if (!knows(l, other.words[at], at + 1 == other.n, &known))
        return false;
    if (known)
        return try_spaces(f, &other);
    struct nears *nears = ARENA_ARRAY(l->arena, struct nears, other.n);
    return nears_of(l, other.words[at], &nears[at]) &&
           try_words(f, &other, 1u << at, nears);
}

// One word as two: parted anywhere, also where the space became another letter.
static bool try_parted(struct finder *f, const struct mend_query *q, size_t at)
{
    const struct load *l = f->l;
    const char *word = q->words[at];
    size_t len = strlen(word);
    if (q->n == SEARCH_TERMS_MAX)
        return true;
    for (size_t pos = 1; pos < len; pos++) {
        if (((unsigned char)word[pos] & 0xC0) == 0x80)
            continue;
        const char *first = arena_strndup(l->arena, word, pos);
        bool known;
        if (!knows(l, first, false, &known))
            return false;
        for (size_t skip = 0; known && skip < 2 && pos + skip < len; skip++) {
            bool second;
            if (!knows(l, word + pos + skip, at + 1 == q->n, &second))
                return false;
            if (!second)
                continue;
            struct mend_query other = {.n = q->n + 1};
            for (size_t i = 0; i < q->n; i++)
                other.words[i < at ? i : i + 1] = q->words[i];
            other.words[at] = first;
            other.words[at + 1] = word + pos + skip;
            if (!try_spaces(f, &other))
                return false;
        }
    }
    return true;
}

// No title: then texts with the likeliest words.
static bool try_texts(struct finder *f, const struct mend_query *q, unsigned mask,
                      const struct nears *nears)
{
    struct ask *ask = ARENA_NEW(f->l->arena, struct ask);
    for (size_t k = 0; k < TEXT_NEAR_MOST && finder_count(f) == 0; k++) {
        bool any = false;
        if (!ask_plain(f->l, q, ask))
            return false;
        for (size_t i = 0; i < q->n; i++) {
            size_t n = nears[i].n;
            if (!(mask & 1u << i) || n == 0)
                continue;
            any = any || k < n;
            ask->words[i].n = 0;
            const char *word = nears[i].items[k < n ? k : n - 1].word;
            if (!add_option(f->l, &ask->words[i], word, false))
                return false;
        }
        if (any && !finder_texts(f, ask))
            return false;
    }
    return true;
}

struct starts {
    const struct load *l;
    struct ask_word *out;
    char text[FIND_TERM_BYTES + 1];
};

static bool try_start(struct starts *s)
{
    bool any;
    struct ask_option o = {.text = s->text};
    if (s->out->n == START_MOST)
        return true;
    if (!finder_expand(s->l, &o, &any))
        return false;
    if (any) {
        o.text = arena_strdup(s->l->arena, s->text);
        s->out->options[s->out->n++] = o;
    }
    return true;
}

// All beginnings one slip from a word's, after its first letter. Only Latin letters are put in.
static bool try_starts_at(struct starts *s, const char *word, size_t at)
{
    size_t len = strlen(word);
    memcpy(s->text, word, len + 1);
    if (at + 1 < len) { // swapped
        s->text[at] = word[at + 1];
        s->text[at + 1] = word[at];
        if (!try_start(s))
            return false;
    }
    memcpy(s->text + at, word + at + 1, len - at); // one too many
    if (at + 1 < len && !try_start(s))
        return false;
    for (char c = 'a'; c <= 'z'; c++) {
        memcpy(s->text, word, len + 1); // another
        s->text[at] = c;
        if (c != word[at] && !try_start(s))
            return false;
        memcpy(s->text + at + 1, word + at, len - at + 1); // left out
        if (!try_start(s))
            return false;
    }
    return true;
}

static bool is_plain(const char *word)
{
    for (; *word; word++)
        if ((unsigned char)*word >= 0x80)
            return false;
    return true;
}

// An unfinished last word with a slip in it: the vocabulary has keys for whole words alone, so all
// that it may have been is tried.
static bool try_unfinished(struct finder *f, const struct mend_query *q)
{
    struct ask *ask = ARENA_NEW(f->l->arena, struct ask);
    const char *word = q->words[q->n - 1];
    size_t len = strlen(word);
    if (len < START_LETTERS || len > START_LETTERS_MOST || !is_plain(word))
        return true;
    if (!ask_plain(f->l, q, ask))
        return false;
    struct starts starts = {.l = f->l, .out = &ask->words[q->n - 1]};
    starts.out->n = 0;
    for (size_t at = 1; at < len; at++)
        if (!try_starts_at(&starts, word, at))
            return false;
    return starts.out->n == 0 || finder_titles(f, ask);
}

static bool try_all(struct finder *f, const struct mend_query *q, unsigned unknown,
                    const struct nears *nears)
{
    if (unknown && !try_words(f, q, unknown, nears))
        return false;
    // Where all words are known, any of them may be another one's slip.
    for (size_t i = 0; !unknown && i < q->n; i++)
        if (!try_words(f, q, 1u << i, nears))
            return false;
    for (size_t i = 0; i + 1 < q->n; i++)
        if (!try_joined(f, q, i))
            return false;
    for (size_t i = 0; i < q->n; i++)
        if ((!unknown || unknown & 1u << i) && !try_parted(f, q, i))
            return false;
    bool last = unknown & 1u << (q->n - 1);
    if (finder_count(f) == 0 && last && !try_unfinished(f, q))
        return false;
    return finder_count(f) > 0 || try_texts(f, q, unknown ? unknown : ~0u, nears);
}

// What the texts have of the words that the best title was found by.
static bool add_texts(struct finder *f)
{
    const struct found *best = NULL;
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        for (size_t i = 0; i < f->groups[kind].n; i++) {
            const struct found *one = &f->groups[kind].items[i];
            if (one->mended && (!best || one->nearness < best->nearness))
                best = one;
        }
    if (!best || best->nearness >= NEAR_TEXT)
        return true;
    struct find_terms terms;
    struct mend_query words = {.n = 0};
    struct ask *ask = ARENA_NEW(f->l->arena, struct ask);
    find_fold(f->l->arena, best->mended, FIND_QUERY, SEARCH_TERMS_MAX, &terms);
    for (; words.n < terms.n; words.n++)
        words.words[words.n] = terms.items[words.n].text;
    return ask_plain(f->l, &words, ask) && finder_texts(f, ask);
}

bool mend_search(struct finder *f, const struct mend_query *query)
{
    const struct load *l = f->l;
    struct nears *nears = ARENA_ARRAY(l->arena, struct nears, query->n);
    unsigned unknown = 0;
    for (size_t i = 0; i < query->n; i++) {
        bool known;
        if (!knows(l, query->words[i], i + 1 == query->n, &known) ||
            !nears_of(l, query->words[i], &nears[i]))
            return false;
        unknown |= known ? 0 : 1u << i;
    }
    return try_all(f, query, unknown, nears) && (f->sure || add_texts(f));
}
