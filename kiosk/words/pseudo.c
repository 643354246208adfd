#include "words/pseudo.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/bug.h"
#include "base/mem.h"

#define RLO "\xE2\x80\xAE" // U+202E
#define PDF "\xE2\x80\xAC" // U+202C

static const char filler[] = " one two three four five six seven eight nine ten";

// Bytes of a {name} at s, 0 where there is none.
static size_t placeholder_bytes(const char *s)
{
    if (*s != '{')
        return 0;
    size_t n = 1 + strspn(s + 1, "abcdefghijklmnopqrstuvwxyz_");
    return n > 1 && s[n] == '}' ? n + 1 : 0;
}

static char *without_placeholders(const char *text)
{
    char *bare = xstrdup(text), *to = bare;
    while (*text) {
        size_t skip = placeholder_bytes(text);
        if (skip)
            text += skip;
        else
            *to++ = *text++;
    }
    *to = '\0';
    return bare;
}

size_t pseudo_length(const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    char *bare = without_placeholders(text);
    UText *u = utext_openUTF8(NULL, bare, -1, &status);
    UBreakIterator *breaks = ubrk_open(UBRK_CHARACTER, "en", NULL, 0, &status);
    ubrk_setUText(breaks, u, &status);
    if (U_FAILURE(status))
        BUG("ICU has no grapheme breaks: %s", u_errorName(status));
    size_t n = 0;
    while (ubrk_next(breaks) != UBRK_DONE)
        n++;
    ubrk_close(breaks);
    utext_close(u);
    free(bare);
    return n;
}

static const char *make_long(struct arena *arena, const char *text)
{
    // At least a letter and the mark; exactly 40 % (rounded up) beyond that.
    size_t more = (pseudo_length(text) * 2 + 4) / 5;
    more = more > 2 ? more : 2;
    size_t len = strlen(text), round = sizeof(filler) - 1;
    char *out = arena_alloc(arena, len + more + sizeof(PSEUDO_END));
    memcpy(out, text, len);
    for (size_t i = 0; i < more - 1; i++)
        out[len + i] = filler[i % round];
    // Not a blank before the mark, where a line could be broken and the mark left alone.
    if (out[len + more - 2] == ' ')
        out[len + more - 2] = '~';
    memcpy(out + len + more - 1, PSEUDO_END, sizeof(PSEUDO_END));
    return out;
}

const char *pseudo_make(enum pseudo pseudo, struct arena *arena, const char *text,
                        size_t *prefix_out)
{
    if (prefix_out)
        *prefix_out = 0;
    if (pseudo == PSEUDO_NONE || !*text)
        return text;
    if (pseudo == PSEUDO_LONG)
        return make_long(arena, text);
    if (prefix_out)
        *prefix_out = strlen(RLO);
    return arena_printf(arena, RLO "%s" PDF, text);
}
