#include "tourc/markup.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "tourc/values.h"

struct span_out {
    size_t start, end;
    const char *kind, *target;
};

struct writer {
    struct arena *arena;
    struct report *report;
    const struct markup_input *in;
    bool failed;
    const char *cursor; // where line cursor_line of the text begins
    int cursor_line;
    struct str body;
    struct span_out *spans; // in the order of their starts
    size_t n_spans, cap_spans;
    size_t *open; // spans begun and not ended
    size_t n_open, cap_open;
    struct markup_cite *cites;
    size_t n_cites, cap_cites;
};

static void writer_init(struct writer *w, struct arena *arena, struct report *report,
                        const struct markup_input *in)
{
    *w = (struct writer){
        .arena = arena,
        .report = report,
        .in = in,
        .cursor = in->text,
        .cursor_line = 1,
    };
    str_init(&w->body);
}

static void writer_release(struct writer *w)
{
    str_release(&w->body);
    free(w->spans);
    free(w->open);
    free(w->cites);
}

// Nodes come in order, so the cursor hardly ever starts again.
static const char *line_of(struct writer *w, int line, size_t *len_out)
{
    const char *end = w->in->text + w->in->len;
    if (line < w->cursor_line) {
        w->cursor = w->in->text;
        w->cursor_line = 1;
    }
    for (; w->cursor_line < line; w->cursor_line++) {
        const char *lf = memchr(w->cursor, '\n', (size_t)(end - w->cursor));
        if (!lf)
            break;
        w->cursor = lf + 1;
    }
    const char *lf = memchr(w->cursor, '\n', (size_t)(end - w->cursor));
    *len_out = (size_t)((lf ? lf : end) - w->cursor);
    return w->cursor;
}

// The place in the file of byte `offset` of a line of the text.
static struct spot spot_of(struct writer *w, int line, size_t offset)
{
    if (line > 1 && !w->in->lines_follow)
        return w->in->at;
    size_t len;
    const char *text = line_of(w, line, &len);
    struct spot start = w->in->at;
    start.line += line - 1;
    return spot_in(start, text, offset < len ? offset : len);
}

static struct spot spot_of_node(struct writer *w, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    int col = cmark_node_get_start_column(node);
    return spot_of(w, line > 0 ? line : 1, col > 0 ? (size_t)col - 1 : 0);
}

// What an author is told about what the kiosk can't show.
static const char *advice(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        return "raw HTML: expected Markdown alone; write \\< for a plain <";
    case CMARK_NODE_LINK:
        return "a link: a kiosk leads nowhere; expected words, and [^source-id] for where "
               "they are from";
    case CMARK_NODE_IMAGE:
        return "a picture in the text: expected its name under 'pictures' instead";
    case CMARK_NODE_CODE:
    case CMARK_NODE_CODE_BLOCK:
        return "code: expected words, not indented by four spaces nor between `";
    case CMARK_NODE_THEMATIC_BREAK:
        return "a rule: expected a '## heading' between parts, or nothing";
    case CMARK_NODE_LINEBREAK:
        return "a forced line break (two spaces or \\ at the end of a line): expected an "
               "empty line for a new paragraph";
    case CMARK_NODE_HEADING:
        return "a heading: expected '## ' before it, and only in a text of several paragraphs";
    case CMARK_NODE_LIST:
        return "a list: expected items that begin with '- ', not numbered, not nested, and "
               "only in a text of several paragraphs";
    case CMARK_NODE_BLOCK_QUOTE:
        return "a quotation: expected paragraphs in it, and only in a text of several "
               "paragraphs";
    default:
        return "expected a paragraph";
    }
}

static void refuse(struct writer *w, cmark_node *node)
{
    report_error(w->report, spot_of_node(w, node), "%s", advice(node));
    w->failed = true;
}

static void span_begin(struct writer *w, const char *kind)
{
    ARRAY_GROW(w->spans, w->n_spans + 1, w->cap_spans);
    ARRAY_GROW(w->open, w->n_open + 1, w->cap_open);
    w->open[w->n_open++] = w->n_spans;
    w->spans[w->n_spans++] = (struct span_out){w->body.len, w->body.len, kind, ""};
}

static void span_end(struct writer *w)
{
    w->spans[w->open[--w->n_open]].end = w->body.len;
}

// "built in 1939 [^station]." must not leave a space before the full stop.
static void drop_space(struct writer *w)
{
    size_t len = w->body.len;
    bool begun = w->n_spans && w->spans[w->n_spans - 1].start == len;
    if (begun || !len || w->body.data[len - 1] != ' ')
        return;
    w->body.data[--w->body.len] = '\0';
}

static void add_cite(struct writer *w, const char *source, struct spot at)
{
    drop_space(w);
    ARRAY_GROW(w->spans, w->n_spans + 1, w->cap_spans);
    w->spans[w->n_spans++] = (struct span_out){w->body.len, w->body.len, "cite", source};
    ARRAY_GROW(w->cites, w->n_cites + 1, w->cap_cites);
    w->cites[w->n_cites++] = (struct markup_cite){source, at};
}

// cmark's columns of inline nodes are off after an escape; the line's own text is not.
static struct spot spot_of_cite(struct writer *w, cmark_node *node, const char *cite,
                                size_t cite_len)
{
    int line = cmark_node_get_start_line(node);
    size_t len;
    const char *text = line_of(w, line, &len);
    const char *found = memmem(text, len, cite, cite_len);
    return found ? spot_of(w, line, (size_t)(found - text)) : spot_of_node(w, node);
}

static void add_words(struct writer *w, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    for (;;) {
        const char *cite = strstr(text, "[^");
        if (!cite)
            break;
        str_add_bytes(&w->body, text, (size_t)(cite - text));
        const char *end = strchr(cite, ']');
        size_t len = end ? (size_t)(end - cite) + 1 : strlen(cite);
        struct spot at = spot_of_cite(w, node, cite, len);
        char *source = arena_strndup(w->arena, cite + 2, len - 2 - (end != NULL));
        if (end && value_is_slug(source)) {
            add_cite(w, source, at);
        } else {
            report_error(w->report, at,
                         "expected [^source-id] with the name of a source");
            w->failed = true;
        }
        text = cite + len;
    }
    str_add(&w->body, text);
}

static void add_inline(struct writer *w, cmark_node *node, bool enter)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        add_words(w, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        str_add(&w->body, " ");
        break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        if (enter)
            span_begin(w, cmark_node_get_type(node) == CMARK_NODE_EMPH ? "em" : "strong");
        else
            span_end(w);
        break;
    default:
        if (enter)
            refuse(w, node);
    }
}

// A block of words; `kind` NULL for a plain paragraph.
static void add_block(struct writer *w, cmark_node *block, const char *kind)
{
    if (w->body.len)
        str_add(&w->body, "\n\n");
    if (kind)
        span_begin(w, kind);
    cmark_iter *iter = cmark_iter_new(block);
    for (cmark_event_type ev; (ev = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (node != block)
            add_inline(w, node, ev == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iter);
    if (kind)
        span_end(w);
}

static void add_paragraphs(struct writer *w, cmark_node *parent, const char *kind,
                           int most)
{
    cmark_node *child = cmark_node_first_child(parent);
    if (!child)
        refuse(w, parent);
    for (int n = 1; child; child = cmark_node_next(child), n++) {
        if (cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH || n > most)
            refuse(w, child);
        else
            add_block(w, child, kind);
    }
}

static void add_top(struct writer *w, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        add_block(w, node, NULL);
        break;
    case CMARK_NODE_HEADING:
        if (cmark_node_get_heading_level(node) == 2)
            add_block(w, node, "heading");
        else
            refuse(w, node);
        break;
    case CMARK_NODE_LIST:
        if (cmark_node_get_list_type(node) != CMARK_BULLET_LIST) {
            refuse(w, node);
            break;
        }
        for (cmark_node *item = cmark_node_first_child(node); item;
             item = cmark_node_next(item))
            add_paragraphs(w, item, "item", 1);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        add_paragraphs(w, node, "quote", 1000);
        break;
    default:
        refuse(w, node);
    }
}

static const char *spans_json(const struct writer *w)
{
    if (!w->n_spans)
        return "[]";
    struct str json;
    str_init(&json);
    str_add(&json, "[");
    for (size_t i = 0; i < w->n_spans; i++) {
        const struct span_out *s = &w->spans[i];
        if (s->start == s->end && !*s->target)
            continue; // around nothing but a cite
        str_printf(&json, "%s[%zu,%zu,\"%s\",\"%s\"]", json.len > 1 ? "," : "", s->start,
                   s->end, s->kind, s->target);
    }
    str_add(&json, "]");
    const char *kept = arena_strdup(w->arena, json.data);
    str_release(&json);
    return kept;
}

// Most texts of a line or two have no marks in them, and are what was written.
static const char *keep_body(const struct writer *w)
{
    const struct markup_input *in = w->in;
    bool same = in->lasts && in->len == w->body.len &&
                memcmp(in->text, str_c(&w->body), in->len) == 0;
    return same ? in->text : arena_strndup(w->arena, str_c(&w->body), w->body.len);
}

static void keep(struct writer *w, struct markup *out)
{
    *out = (struct markup){
        .body = keep_body(w),
        .spans = spans_json(w),
        .cites = ARENA_ARRAY(w->arena, struct markup_cite, w->n_cites + 1),
        .n_cites = w->n_cites,
    };
    if (w->n_cites)
        memcpy(out->cites, w->cites, w->n_cites * sizeof(*w->cites));
}

// `[^id]: words` would vanish without a sound: to Markdown it defines where a link leads.
static void refuse_definitions(struct writer *w)
{
    int line = 1;
    const char *end = w->in->text + w->in->len;
    for (const char *start = w->in->text; start < end; line++) {
        const char *lf = memchr(start, '\n', (size_t)(end - start));
        size_t len = (size_t)((lf ? lf : end) - start);
        size_t skip = strspn(start, " >-");
        if (skip < len && start[skip] == '[' && memmem(start, len, "]:", 2)) {
            report_error(
                w->report, spot_of(w, line, skip),
                "a footnote's text: expected [^source-id] in a sentence, and the "
                "source in sources.yaml");
            w->failed = true;
        }
        start += len + 1;
    }
}

// Nothing, with the complaint made, if there is too much of it.
static cmark_node *parse(struct writer *w)
{
    const struct markup_input *in = w->in;
    refuse_definitions(w);
    size_t len = in->len;
    if (len > MARKUP_MAX) {
        report_error(w->report, in->at, "a text of %zu kB: expected at most %u",
                     len >> 10, MARKUP_MAX >> 10);
        w->failed = true;
        len = 0;
    }
    cmark_node *document = cmark_parse_document(in->text, len, CMARK_OPT_DEFAULT);
    cmark_consolidate_text_nodes(document);
    return document;
}

bool markup_parse(struct arena *arena, struct report *report,
                  const struct markup_input *in, enum markup_kind kind,
                  struct markup *out)
{
    struct writer w;
    writer_init(&w, arena, report, in);
    cmark_node *document = parse(&w);
    cmark_node *first = cmark_node_first_child(document);
    for (cmark_node *node = first; node; node = cmark_node_next(node)) {
        bool paragraph = cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH;
        if (kind == MARKUP_BLOCKS) {
            add_top(&w, node);
        } else if (!paragraph) {
            refuse(&w, node);
        } else if (node != first) {
            report_error(report, spot_of_node(&w, node),
                         "expected one paragraph, found a second");
            w.failed = true;
        } else {
            add_block(&w, node, NULL);
        }
    }
    cmark_node_free(document);
    keep(&w, out);
    bool ok = !w.failed;
    writer_release(&w);
    return ok;
}

bool markup_split(struct arena *arena, struct report *report,
                  const struct markup_input *in, struct markup *lede_out,
                  struct markup *story_out)
{
    struct writer lede;
    struct writer story;
    writer_init(&lede, arena, report, in);
    writer_init(&story, arena, report, in);
    cmark_node *document = parse(&lede);
    cmark_node *first = cmark_node_first_child(document);
    if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH) {
        add_block(&lede, first, NULL);
    } else if (first) {
        report_error(report, spot_of_node(&lede, first),
                     "expected a paragraph first: it is shown as the lede");
        lede.failed = true;
    }
    for (cmark_node *node = first ? cmark_node_next(first) : NULL; node;
         node = cmark_node_next(node))
        add_top(&story, node);
    cmark_node_free(document);
    keep(&lede, lede_out);
    keep(&story, story_out);
    bool ok = !lede.failed && !story.failed;
    writer_release(&lede);
    writer_release(&story);
    return ok;
}
