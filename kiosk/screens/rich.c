// Authors' text as nodes: emphasis and cites become parts of a paragraph.
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "screens/parts.h"

static size_t source_number(const struct parts_words *how, const char *id)
{
    for (size_t i = 0; i < how->n_sources; i++)
        if (str_eq(how->sources[i].id, id))
            return i + 1;
    return 0;
}

// Words joined to what precedes, and kept from the bidi run around: "word2".
#define CITE_OPEN "\u2060\u2066"
#define CITE_CLOSE "\u2069"

static bool adjoining(const struct span *a, const struct span *next)
{
    return next->kind == SPAN_CITE && next->start == a->start;
}

struct node *parts_block(struct build *b, struct node *parent, const struct block *block,
                         const char *lang, const struct parts_words *how)
{
    struct str words;
    size_t at = 0, n_parts = 0;
    struct type_part *parts = ARENA_ARRAY(b->arena, struct type_part, block->n_spans);
    str_init(&words);
    for (size_t i = 0; i < block->n_spans; i++) {
        const struct span *s = &block->spans[i];
        if (s->start < at && s->kind != SPAN_CITE)
            continue; // a mark inside a mark: the outer one stands
        if (s->start > at) {
            str_add_bytes(&words, block->text + at, s->start - at);
            at = s->start;
        }
        struct type_part part = {.start = (uint32_t)words.len};
        if (s->kind == SPAN_CITE) {
            size_t number = source_number(how, s->target);
            if (!number)
                continue;
            bool again = i > 0 && adjoining(&block->spans[i - 1], s);
            str_printf(&words, CITE_OPEN "%s%zu" CITE_CLOSE, again ? ", " : "", number);
            part.raised = true;
            part.colour = 1;
        } else {
            str_add_bytes(&words, block->text + at, s->end - at);
            at = s->end;
            part.italic = s->kind == SPAN_EM;
            part.bold = s->kind == SPAN_STRONG;
        }
        part.end = (uint32_t)words.len;
        parts[n_parts++] = part;
    }
    str_add(&words, block->text + at);
    struct node *n = node_text(b, parent, NULL, how->role, how->colour,
                               arena_strdup(b->arena, str_c(&words)));
    str_release(&words);
    n->lang = lang;
    n->text.parts = parts;
    n->text.n_parts = n_parts;
    n->text.colour2 = COLOUR_CORAL_TEXT;
    n->style.w = GROW; // not to its words' width, for that would shape them twice
    n->style.max_w = parts_card_dp(b->look) - 60;
    return n;
}

static void add_item(struct build *b, struct node *parent, const struct block *block,
                     const char *lang, const struct parts_words *how)
{
    struct node *row = node_box(
        b, parent, NULL, (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 20});
    struct node *dot = node_box(b, row, "dot", (struct node_style){.pad = {18, 0, 0, 4}});
    node_box(
        b, dot, "mark",
        (struct node_style){.w = DP(8), .h = DP(8), .radius = 4, .fill = COLOUR_CORAL});
    parts_block(b, row, block, lang, how)->style.w = GROW;
}

void parts_text(struct build *b, struct node *parent, const struct text *text,
                const struct parts_words *how)
{
    struct parts_words heading = *how;
    heading.role = TEXT_HEADING;
    heading.colour = COLOUR_INK;
    for (size_t i = 0; i < text->n_blocks; i++) {
        const struct block *block = &text->blocks[i];
        if (block->kind == BLOCK_ITEM) {
            add_item(b, parent, block, text->lang, how);
            continue;
        }
        bool heads = block->kind == BLOCK_HEADING;
        struct node *n =
            parts_block(b, parent, block, text->lang, heads ? &heading : how);
        if (heads)
            n->style.pad.top = 24;
        if (block->kind == BLOCK_QUOTE)
            n->style.pad.start = 32;
    }
}

void parts_sources(struct build *b, struct node *parent, const struct screen_env *env,
                   const struct source *sources, size_t n_sources)
{
    if (!n_sources)
        return;
    parts_eyebrow(b, parent, "sources", parts_word(env, "Sources"))->style.pad.top = 24;
    for (size_t i = 0; i < n_sources; i++) {
        const struct source *s = &sources[i];
        struct node *row = node_box(
            b, parent, arena_printf(b->arena, "source-%zu", i + 1),
            (struct node_style){
                .flow = FLOW_ROW, .w = GROW, .max_w = parts_card_dp(b->look), .gap = 16});
        struct node *n = node_text(b, row, "number", TEXT_CAPTION, COLOUR_CORAL_TEXT,
                                   words_number(env->words, b->arena, (long)i + 1));
        n->style.min_w = 44;
        struct node *words = node_box(b, row, "words", (struct node_style){.w = GROW});
        node_text(b, words, "title", TEXT_CAPTION, COLOUR_INK, s->title);
        const char *rest = *s->address
                               ? arena_printf(b->arena, "%s%s%s", s->publisher,
                                              *s->publisher ? " · " : "", s->address)
                               : s->publisher;
        if (*rest)
            node_text(b, words, "rest", TEXT_CAPTION, COLOUR_INK_SOFT, rest);
    }
}
