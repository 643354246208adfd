// Where a text has the words that were looked for.
#include <string.h>

#include "find/find.h"

#define TERMS_MOST 4000
#define QUERY_TERMS 16

// How much of a word a query's word covers: letters are counted in the folded word, which may
// be longer than the shown one, so the part is found by folding longer and longer beginnings.
static size_t covered(const char *text, const struct find_term *term, const char *word)
{
    size_t want = strlen(word);
    if (strlen(term->text) == want)
        return term->end;
    struct arena arena;
    arena_init(&arena);
    size_t end = term->end, len = term->end - term->start;
    char *part = arena_strndup(&arena, text + term->start, len);
    for (size_t at = 1; at < len; at++) {
        if (((unsigned char)part[at] & 0xC0) == 0x80)
            continue; // within a character
        struct find_terms folded;
        char cut = part[at];
        part[at] = '\0';
        find_fold(&arena, part, FIND_QUERY, 1, &folded);
        part[at] = cut;
        if (folded.n && strlen(folded.items[0].text) >= want) {
            end = term->start + at;
            break;
        }
    }
    arena_release(&arena);
    return end;
}

static void add_mark(struct find_mark *marks, size_t *n, size_t start, size_t end)
{
    if (*n && marks[*n - 1].end >= start) {
        if (marks[*n - 1].end < end)
            marks[*n - 1].end = end;
        return;
    }
    marks[(*n)++] = (struct find_mark){start, end};
}

size_t find_marks(struct arena *arena, const char *text, const char *query,
                  struct find_mark **out)
{
    struct find_terms words, terms;
    find_fold(arena, query, FIND_QUERY, QUERY_TERMS, &words);
    find_fold(arena, text, FIND_INDEX, words.n ? TERMS_MOST : 0, &terms);
    struct find_mark *marks = ARENA_ARRAY(arena, struct find_mark, terms.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < terms.n; i++) {
        const struct find_term *t = &terms.items[i];
        size_t end = 0;
        for (size_t k = 0; k < words.n; k++) {
            const char *word = words.items[k].text;
            size_t len = strlen(word);
            if (strncmp(t->text, word, len) != 0)
                continue;
            size_t to = covered(text, t, word);
            end = to > end ? to : end;
        }
        if (end)
            add_mark(marks, &n, t->start, end);
    }
    *out = marks;
    return n;
}
