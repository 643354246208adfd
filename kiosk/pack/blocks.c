#include "pack/blocks.h"

#include <string.h>

#define BLOCKS_MOST 2000

// One block's bytes, and where the next one's begin: a cite that stands between two blocks
// belongs to the former.
struct range {
    size_t start, end, next;
};

static bool on_code_point(const char *body, size_t len, size_t at)
{
    return at == len || ((unsigned char)body[at] & 0xC0) != 0x80;
}

bool blocks_span_fits(const char *body, size_t len, const struct blocks_span *span)
{
    if (span->start > span->end || span->end > len || span->end > UINT32_MAX)
        return false;
    if ((span->mark == BLOCKS_CITE) != (span->start == span->end))
        return false;
    return on_code_point(body, len, span->start) && on_code_point(body, len, span->end);
}

static size_t skip_newlines(const char *body, size_t len, size_t at)
{
    while (at < len && body[at] == '\n')
        at++;
    return at;
}

static struct range next_range(const char *body, size_t len, size_t at)
{
    struct range r = {.start = at, .end = len, .next = len + 1};
    const char *gap = strstr(body + at, "\n\n");
    if (gap) {
        r.end = (size_t)(gap - body);
        r.next = skip_newlines(body, len, r.end);
    }
    if (r.next >= len) {
        r.next = len + 1; // the last one owns what follows, too
        while (r.end > r.start && body[r.end - 1] == '\n')
            r.end--;
    }
    return r;
}

// The part of a span that lies in the block, relative to it; false if there is none.
static bool clip(const struct blocks_span *in, const struct range *r, struct span *out)
{
    size_t start = in->start, end = in->end;
    if (in->mark == BLOCKS_CITE) {
        if (start < r->start || start >= r->next)
            return false;
        start = end = start < r->end ? start : r->end;
    } else {
        start = start > r->start ? start : r->start;
        end = end < r->end ? end : r->end;
        if (start >= end)
            return false;
    }
    *out = (struct span){(uint32_t)(start - r->start), (uint32_t)(end - r->start),
                         (enum span_kind)in->mark, in->target};
    return true;
}

static enum block_kind kind_of(enum blocks_mark mark)
{
    return mark == BLOCKS_HEADING ? BLOCK_HEADING
           : mark == BLOCKS_ITEM  ? BLOCK_ITEM
                                  : BLOCK_QUOTE;
}

static struct block make_block(struct arena *arena, const struct blocks_input *in,
                               const struct range *r)
{
    struct block b = {.text =
                          arena_strndup(arena, in->body + r->start, r->end - r->start)};
    size_t most = 0;
    struct span part;
    for (size_t i = 0; i < in->n_spans; i++)
        most += clip(&in->spans[i], r, &part);
    b.spans = most ? ARENA_ARRAY(arena, struct span, most) : NULL;
    for (size_t i = 0; i < in->n_spans; i++) {
        if (!clip(&in->spans[i], r, &part))
            continue;
        if (in->spans[i].mark >= BLOCKS_HEADING)
            b.kind = kind_of(in->spans[i].mark);
        else
            b.spans[b.n_spans++] = part;
    }
    return b;
}

static size_t count_blocks(const char *body, size_t len, size_t first)
{
    size_t n = 0;
    for (size_t at = first; at < len && n < BLOCKS_MOST; n++)
        at = next_range(body, len, at).next;
    return n;
}

struct block *blocks_split(struct arena *arena, const struct blocks_input *in,
                           size_t *n_out)
{
    size_t first = skip_newlines(in->body, in->len, 0);
    size_t n = count_blocks(in->body, in->len, first);
    *n_out = n;
    if (n == 0)
        return NULL;
    struct block *blocks = ARENA_ARRAY(arena, struct block, n);
    size_t at = first;
    for (size_t i = 0; i < n; i++) {
        struct range r = next_range(in->body, in->len, at);
        blocks[i] = make_block(arena, in, &r);
        at = r.next;
    }
    return blocks;
}
