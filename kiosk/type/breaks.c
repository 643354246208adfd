#include "type/breaks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uloc.h>

#include "base/mem.h"

#define KEPT 8
#define CLUSTER_MAX 32 // units; a longer one (joined emoji without end) is cut up

struct kept {
    char locale[ULOC_FULLNAME_CAPACITY];
    UBreakIterator *iterator;
};

struct breaks {
    UBreakIterator *clusters;
    struct kept lines[KEPT];
    int next;
};

struct breaks *breaks_create(void)
{
    return xcalloc(1, sizeof(struct breaks));
}

void breaks_destroy(struct breaks *breaks)
{
    if (!breaks)
        return;
    if (breaks->clusters)
        ubrk_close(breaks->clusters);
    for (int i = 0; i < KEPT; i++) {
        if (breaks->lines[i].iterator)
            ubrk_close(breaks->lines[i].iterator);
    }
    free(breaks);
}

// Japanese by its strict rules: no line begins with a small kana or a sound mark. Titles
// break between phrases.
static void line_locale(const struct type_spec *spec, char *out, size_t cap)
{
    const char *lang = spec->lang ? spec->lang : "";
    UErrorCode status = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY - 32];
    int32_t parsed = 0;
    uloc_forLanguageTag(lang, id, sizeof(id), &parsed, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        id[0] = '\0';
    char *at = strchr(id, '@');
    if (at)
        *at = '\0';
    bool japanese = strncmp(id, "ja", 2) == 0 && (id[2] == '\0' || id[2] == '_');
    snprintf(out, cap, "%s%s", id,
             !japanese       ? ""
             : spec->balance ? "@lb=strict;lw=phrase"
                             : "@lb=strict");
}

static UBreakIterator *line_iterator(struct breaks *breaks, const struct type_spec *spec)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    line_locale(spec, locale, sizeof(locale));
    for (int i = 0; i < KEPT; i++) {
        if (breaks->lines[i].iterator && strcmp(breaks->lines[i].locale, locale) == 0)
            return breaks->lines[i].iterator;
    }
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
    if (U_FAILURE(status))
        return NULL;
    struct kept *kept = &breaks->lines[breaks->next];
    breaks->next = (breaks->next + 1) % KEPT;
    if (kept->iterator)
        ubrk_close(kept->iterator);
    kept->iterator = iterator;
    snprintf(kept->locale, sizeof(kept->locale), "%s", locale);
    return iterator;
}

static bool set_text(UBreakIterator *iterator, const struct text *text)
{
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator, text->unit, text->len, &status);
    return U_SUCCESS(status);
}

static void cut_long_clusters(struct text *text)
{
    int start = 0;
    for (int i = 1; i < text->len; i++) {
        bool inside = U16_IS_TRAIL(text->unit[i]) && U16_IS_LEAD(text->unit[i - 1]);
        if (i - start >= CLUSTER_MAX && !inside)
            text->marks[i] |= TEXT_CLUSTER;
        if (text->marks[i] & TEXT_CLUSTER)
            start = i;
    }
}

void breaks_clusters(struct breaks *breaks, struct text *text)
{
    if (text->plain) {
        memset(text->marks, TEXT_CLUSTER, (size_t)text->len + 1);
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    if (!breaks->clusters)
        breaks->clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
    if (U_FAILURE(status))
        breaks->clusters = NULL;
    text->marks[0] = text->marks[text->len] = TEXT_CLUSTER;
    if (breaks->clusters && set_text(breaks->clusters, text)) {
        for (int32_t at = ubrk_first(breaks->clusters); at != UBRK_DONE;
             at = ubrk_next(breaks->clusters))
            text->marks[at] |= TEXT_CLUSTER;
    }
    cut_long_clusters(text);
}

void breaks_lines(struct breaks *breaks, struct text *text)
{
    UBreakIterator *iterator = line_iterator(breaks, text->spec);
    if (!iterator || !set_text(iterator, text))
        return;
    for (int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
        if (text->marks[at] & TEXT_CLUSTER)
            text->marks[at] |= TEXT_BREAK;
    }
}
