// Words of other scripts in Latin letters.
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/bug.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "find/find.h"

#define RUN_BYTES 256 // of a run that is taken at once; longer ones are cut
#define LATIN_UNITS (RUN_BYTES * 8)
#define SYLLABLES_MOST 200

struct find_latin {
    UTransliterator *icu;
};

static bool is_foreign(uint32_t code)
{
    UErrorCode status = U_ZERO_ERROR;
    if (code < 0x250)
        return false;
    switch (uscript_getScript((UChar32)code, &status)) {
    case USCRIPT_LATIN:
    case USCRIPT_COMMON:
        return code == 0x30FC;
    case USCRIPT_INHERITED:
        return false;
    default:
        return u_isalpha((UChar32)code) ||
               (U_MASK(u_charType((UChar32)code)) & U_GC_M_MASK);
    }
}

// A run of foreign letters, in Latin ones; "" if ICU can't.
static const char *latin_of(struct find_latin *latin, struct arena *arena,
                            const char *run, size_t len)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[LATIN_UNITS];
    int32_t n = 0;
    u_strFromUTF8(units, LATIN_UNITS, &n, run, (int32_t)len, &status);
    int32_t limit = n;
    utrans_transUChars(latin->icu, units, &n, LATIN_UNITS, 0, &limit, &status);
    char *out = arena_alloc(arena, LATIN_UNITS * 3 + 1);
    int32_t bytes = 0;
    u_strToUTF8(out, LATIN_UNITS * 3, &bytes, units, n, &status);
    return U_SUCCESS(status) ? out : "";
}

struct gathered {
    struct find_latin *latin;
    struct arena *arena;
    struct find_term *items;
    size_t n, cap;
};

static void gather(struct gathered *g, const char *text, bool whole)
{
    if (g->n == g->cap) {
        size_t cap = g->cap ? g->cap * 2 : 16;
        struct find_term *bigger = ARENA_ARRAY(g->arena, struct find_term, cap);
        if (g->n)
            memcpy(bigger, g->items, g->n * sizeof(*bigger));
        g->items = bigger;
        g->cap = cap;
    }
    g->items[g->n++] = (struct find_term){.text = text, .joined = whole};
}

// Syllable by syllable, two by two, and all in one.
static void gather_run(struct gathered *g, const char *run, size_t len)
{
    struct find_terms parts;
    find_fold(g->arena, latin_of(g->latin, g->arena, run, len), FIND_INDEX,
              SYLLABLES_MOST, &parts);
    char whole[FIND_TERM_BYTES] = "";
    for (size_t i = 0; i < parts.n; i++) {
        const char *part = parts.items[i].text;
        gather(g, part, parts.n == 1);
        if (i + 1 < parts.n && parts.n > 2) {
            char two[FIND_TERM_BYTES * 2];
            size_t first = strlen(part), second = strlen(parts.items[i + 1].text);
            memcpy(two, part, first);
            memcpy(two + first, parts.items[i + 1].text, second + 1);
            if (first + second < FIND_TERM_BYTES)
                gather(g, arena_strdup(g->arena, two), false);
        }
        size_t so_far = strlen(whole), more = strlen(part);
        if (so_far + more < sizeof(whole))
            memcpy(whole + so_far, part, more + 1);
    }
    if (parts.n > 1)
        gather(g, arena_strdup(g->arena, whole), true);
}

struct find_latin *find_latin_open(void)
{
    static const char id[] = "Any-Latin; Latin-ASCII";
    UChar name[sizeof(id)];
    UErrorCode status = U_ZERO_ERROR;
    u_uastrcpy(name, id);
    struct find_latin *latin = xmalloc(sizeof(*latin));
    latin->icu = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        BUG("ICU has no transliterator: %s", u_errorName(status));
    return latin;
}

void find_latin_close(struct find_latin *latin)
{
    if (latin)
        utrans_close(latin->icu);
    free(latin);
}

void find_latin_terms(struct find_latin *latin, struct arena *arena, const char *text,
                      struct find_terms *out)
{
    struct gathered g = {.latin = latin, .arena = arena};
    size_t len = strlen(text), start = 0;
    bool in_run = false;
    for (size_t pos = 0; pos < len;) {
        size_t at = pos;
        bool foreign = is_foreign(utf8_next(text, len, &pos));
        if (in_run && (!foreign || at - start >= RUN_BYTES - 4)) {
            gather_run(&g, text + start, at - start);
            in_run = false;
        }
        if (foreign && !in_run) {
            start = at;
            in_run = true;
        }
    }
    if (in_run)
        gather_run(&g, text + start, len - start);
    *out = (struct find_terms){g.items, g.n};
}
