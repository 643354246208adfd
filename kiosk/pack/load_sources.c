#include <string.h>

#include "base/array.h"
#include "pack/load.h"

#define SOURCES_MOST 500

// 1: it is one of `sources` now, 0: the pack doesn't have it, -1: damaged.
static int add_source(const struct load *l, const char *id, struct load_sources *sources)
{
    for (size_t i = 0; i < sources->n; i++) {
        if (strcmp(sources->items[i].id, id) == 0)
            return 1;
    }
    if (sources->n == SOURCES_MOST)
        return 0;
    sqlite3_stmt *row = query_begin(l->pack, QUERY_SOURCE, id, NULL);
    int got = query_step(l->pack, row, l->err);
    if (got > 0) {
        sources->items = QUERY_GROW(l->arena, sources->items, sources->n);
        sources->items[sources->n++] =
            (struct source){arena_strdup(l->arena, id), query_text(row, 1, l->arena),
                            query_text(row, 2, l->arena), query_text(row, 3, l->arena),
                            query_text(row, 4, l->arena)};
    }
    query_end(row);
    return got;
}

// Our paraphrase is our words, and goes through the filter like any text.
static const char *read_says(const struct load *l, sqlite3_stmt *row)
{
    struct block block = {.text = query_text(row, 3, l->arena)};
    if (*block.text && l->pack->filter)
        l->pack->filter(l->pack->filter_data, l->arena, &block);
    return block.text;
}

static struct citation read_citation(const struct load *l, sqlite3_stmt *row)
{
    static const char *const stances[] = {"supports", "contradicts", "silent"};
    return (struct citation){
        .source = query_id(row, 0, l->arena),
        .locator = query_text(row, 1, l->arena),
        .stance =
            (enum stance)query_enum(row, 2, stances, ARRAY_LEN(stances), STANCE_SILENT),
        .says = read_says(l, row),
    };
}

bool load_citations(const struct load *l, const char *entity, const char *id,
                    struct load_sources *sources, struct citation **out, size_t *n_out)
{
    struct citation *items = NULL;
    size_t n = 0;
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_CITATIONS, entity, id);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        struct citation one = read_citation(l, rows);
        int known = add_source(l, one.source, sources);
        if (known < 0) {
            got = -1;
            break;
        }
        if (!known)
            continue;
        items = QUERY_GROW(l->arena, items, n);
        items[n++] = one;
    }
    query_end(rows);
    if (out) {
        *out = items;
        *n_out = n;
    }
    return got == 0;
}

static bool cited_by_block(const struct load *l, struct block *block,
                           struct load_sources *sources)
{
    size_t kept = 0;
    for (size_t i = 0; i < block->n_spans; i++) {
        const struct span *span = &block->spans[i];
        int known = span->kind == SPAN_CITE ? add_source(l, span->target, sources) : 1;
        if (known < 0)
            return false;
        if (known)
            block->spans[kept++] = *span;
    }
    block->n_spans = kept;
    return true;
}

bool load_cited(const struct load *l, struct text *text, struct load_sources *sources)
{
    for (size_t i = 0; i < text->n_blocks; i++) {
        if (!cited_by_block(l, &text->blocks[i], sources))
            return false;
    }
    return true;
}
