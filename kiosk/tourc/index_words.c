#include "tourc/index_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/mem.h"

void index_words_init(struct index_words *words)
{
    *words = (struct index_words){0};
    arena_init(&words->arena);
}

void index_words_release(struct index_words *words)
{
    arena_release(&words->arena);
    free(words->items);
    free(words->slots);
}

// Where the word stands or would stand.
static uint32_t *slot_of(const struct index_words *words, const char *text)
{
    size_t at = (size_t)hash_str(HASH_START, text) & (words->n_slots - 1);
    while (words->slots[at] && strcmp(words->items[words->slots[at] - 1].text, text) != 0)
        at = (at + 1) & (words->n_slots - 1);
    return &words->slots[at];
}

static void make_room(struct index_words *words)
{
    ARRAY_GROW(words->items, words->n + 1, words->cap);
    if (words->n * 2 < words->n_slots)
        return;
    words->n_slots = words->n_slots ? words->n_slots * 2 : 1024;
    free(words->slots);
    words->slots = xcalloc(words->n_slots, sizeof(*words->slots));
    for (size_t i = 0; i < words->n; i++)
        *slot_of(words, words->items[i].text) = (uint32_t)(i + 1);
}

struct index_word *index_words_get(struct index_words *words, const char *text)
{
    make_room(words);
    uint32_t *slot = slot_of(words, text);
    if (*slot == 0) {
        words->items[words->n++] =
            (struct index_word){.text = arena_strdup(&words->arena, text)};
        *slot = (uint32_t)words->n;
    }
    return &words->items[*slot - 1];
}

static int by_text(const void *a, const void *b)
{
    const struct index_word *one = a, *two = b;
    return strcmp(one->text, two->text);
}

void index_words_sort(struct index_words *words)
{
    if (words->n)
        qsort(words->items, words->n, sizeof(*words->items), by_text);
}
