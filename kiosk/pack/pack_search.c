#include "pack/search.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "find/find.h"
#include "pack/mend.h"

// The terms that count of what was typed.
static void read_query(struct arena *arena, const char *typed, struct mend_query *out,
                       bool *signs_out)
{
    struct find_terms terms;
    size_t len = strnlen(typed, SEARCH_QUERY_MAX * 4), pos = 0;
    for (int i = 0; i < SEARCH_QUERY_MAX && pos < len; i++)
        utf8_next(typed, len, &pos);
    find_fold(arena, arena_strndup(arena, typed, pos), FIND_QUERY, SEARCH_TERMS_MAX,
              &terms);
    *out = (struct mend_query){.n = terms.n};
    *signs_out = false;
    for (size_t i = 0; i < terms.n; i++) {
        out->words[i] = terms.items[i].text;
        *signs_out = *signs_out || terms.items[i].signs;
    }
}

// `all`: each word may be a beginning, not the last alone.
static bool make_ask(const struct load *l, const struct mend_query *q, bool all,
                     struct ask *out)
{
    *out = (struct ask){.n = q->n};
    for (size_t i = 0; i < q->n; i++) {
        bool any;
        struct ask_option *o = &out->words[i].options[0];
        out->words[i].n = 1;
        *o = (struct ask_option){.text = q->words[i]};
        if ((all || i + 1 == q->n) && !finder_expand(l, o, &any))
            return false;
    }
    return true;
}

static const char *joined(struct arena *arena, const struct mend_query *q)
{
    struct str whole;
    str_init(&whole);
    for (size_t i = 0; i < q->n; i++)
        str_printf(&whole, "%s%s", i ? " " : "", q->words[i]);
    const char *copy = arena_strdup(arena, str_c(&whole));
    str_release(&whole);
    return copy;
}

static bool find_all(struct finder *f, const struct mend_query *q, bool signs)
{
    struct ask *ask = ARENA_NEW(f->l->arena, struct ask);
    if (!make_ask(f->l, q, false, ask) || !finder_starts(f, f->whole, NULL) ||
        !finder_titles(f, ask))
        return false;
    if (finder_count(f) == 0 && q->n > 1 &&
        (!make_ask(f->l, q, true, ask) || !finder_titles(f, ask)))
        return false;
    // One letter begins a word of almost every text.
    bool titles = finder_count(f) > 0;
    if ((!titles || strlen(f->whole) > 1) && !finder_texts(f, ask))
        return false;
    f->sure = finder_count(f) > 0;
    return titles || signs || mend_search(f, q);
}

// Loads a group's best; a text in another language than the one that matched tells nothing.
static bool load_group(const struct load *l, const struct finder *f, int kind,
                       struct search_group *out)
{
    const struct found_group *from = &f->groups[kind];
    *out = (struct search_group){
        .kind = (enum search_kind)kind,
        .hits = ARENA_ARRAY(l->arena, struct search_hit, SEARCH_GROUP_MAX)};
    for (size_t i = 0; i < from->n; i++) {
        const struct found *one = &from->items[i];
        if (out->n == SEARCH_GROUP_MAX) {
            out->more = true;
            break;
        }
        struct hits_wanted wanted = {(enum search_kind)kind, one->id,
                                     one->mended ? one->mended : f->whole,
                                     one->lang[0] != 0};
        struct search_hit *hit = &out->hits[out->n];
        if (!hits_load(l, &wanted, hit))
            return false;
        if (kind != SEARCH_TRIVIA || strcmp(hit->excerpt_lang, one->lang) == 0)
            out->n++;
    }
    return true;
}

static const struct found *best_of(const struct finder *f, int kind)
{
    return f->groups[kind].n ? &f->groups[kind].items[0] : NULL;
}

// Groups in the order of their best hit, and what stood for what was typed in the very best.
static bool load_results(const struct load *l, const struct finder *f,
                         struct search_results *out)
{
    bool done[SEARCH_KINDS] = {false};
    for (int i = 0; i < SEARCH_KINDS; i++) {
        int next = -1;
        for (int kind = 0; kind < SEARCH_KINDS; kind++) {
            const struct found *one = best_of(f, kind);
            if (one && !done[kind] &&
                (next < 0 || one->nearness < best_of(f, next)->nearness))
                next = kind;
        }
        if (next < 0)
            break;
        done[next] = true;
        if (i == 0 && best_of(f, next)->mended)
            out->corrected = best_of(f, next)->mended;
        if (!load_group(l, f, next, &out->groups[out->n]))
            return false;
        out->n += out->groups[out->n].n > 0;
    }
    return true;
}

bool pack_search(struct pack *pack, struct arena *arena, const char *query,
                 struct search_results *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    struct mend_query terms;
    struct finder finder;
    bool signs;
    *out = (struct search_results){.corrected = "", .marked = ""};
    read_query(arena, query, &terms, &signs);
    if (terms.n == 0)
        return true;
    if (!finder_open(&finder, &l, joined(arena, &terms)) ||
        !find_all(&finder, &terms, signs))
        return false;
    finder_sort(&finder);
    if (!load_results(&l, &finder, out))
        return false;
    out->marked = out->corrected[0] ? out->corrected : arena_strdup(arena, finder.whole);
    return true;
}
