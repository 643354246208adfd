#include "type/runs.h"

#include <math.h>

#include <unicode/uchar.h>

#include "base/array.h"
#include "base/utf8.h"

#define RAISE 0.34f // of the size: a superscript's foot

// Where runs go: kept in a paragraph, or only measured through the scratch text.
struct sink {
    struct layout_tools *tools;
    const struct text *text;
    struct paragraph *p; // NULL: measured only
    float advance;
};

const struct text_item *runs_item(const struct text *text, int at)
{
    int low = 0, high = text->n_items - 1;
    while (low < high) {
        int mid = (low + high) / 2;
        if (text->items[mid].end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return text->n_items > 0 ? &text->items[low] : NULL;
}

static int joining_type(const struct text *text, int at)
{
    if (at > 0 && (text->unit[at] & 0xFC00) == 0xDC00)
        at--;
    return u_getIntPropertyValue((UChar32)text_read(text, &at), UCHAR_JOINING_TYPE);
}

static bool joins(const struct text *text, int at, bool forward)
{
    switch (joining_type(text, at)) {
    case U_JT_DUAL_JOINING:
    case U_JT_JOIN_CAUSING:
        return true;
    case U_JT_RIGHT_JOINING:
        return !forward;
    case U_JT_LEFT_JOINING:
        return forward;
    default:
        return false;
    }
}

// Is `at` within a joined word? Marks between the letters are looked through.
static bool joined_at(const struct text *text, int at)
{
    int before = at - 1;
    while (before > 0 && joining_type(text, before) == U_JT_TRANSPARENT)
        before--;
    return at > 0 && at < text->len && joins(text, before, true) &&
           joins(text, at, false);
}

static bool is_joining(UScriptCode script)
{
    return script != USCRIPT_LATIN && script != USCRIPT_GREEK &&
           script != USCRIPT_CYRILLIC && script != USCRIPT_HAN &&
           script != USCRIPT_HIRAGANA && script != USCRIPT_KATAKANA;
}

static struct str *sink_text(struct sink *sink)
{
    if (sink->p)
        return &sink->p->text;
    str_clear(&sink->tools->scratch);
    return &sink->tools->scratch;
}

static struct run run_of(const struct text *text, const struct text_item *item)
{
    const struct text_piece *piece = item->piece;
    return (struct run){
        .file = item->file,
        .px = item->px,
        .script = item->script,
        .level = item->level,
        .colour = piece->colour,
        .rise = piece->raised ? (int)lroundf(RAISE * text->spec->style.size_px) : 0,
    };
}

static void keep(struct sink *sink, struct run run, float advance)
{
    run.advance = advance;
    sink->advance += advance;
    struct paragraph *p = sink->p;
    if (!p)
        return;
    ARRAY_GROW(p->runs, p->n_runs + 1, p->cap_runs);
    p->runs[p->n_runs++] = run;
}

// Measures what stands in `out` from byte `first` on as one run.
static void add_emitted(struct sink *sink, struct run run, const struct str *out,
                        size_t first)
{
    run.start = (uint32_t)first;
    run.end = (uint32_t)out->len;
    struct face_run shape = {.file = run.file,
                             .px = run.px,
                             .script = run.script,
                             .rtl = run.level & 1,
                             .join_before = run.join_before,
                             .join_after = run.join_after,
                             .text = str_c(out) + first,
                             .len = out->len - first};
    if (shape.len > 0)
        keep(sink, run, faces_advance(sink->tools->faces, &shape));
}

static void add_stretch(struct sink *sink, const struct text_item *item, int start,
                        int end)
{
    const struct text *text = sink->text;
    struct str *out = sink_text(sink);
    size_t first = out->len;
    text_emit(text, start, end, out);
    struct run run = run_of(text, item);
    if (is_joining(item->script)) {
        run.join_before = joined_at(text, start);
        run.join_after = joined_at(text, end);
    }
    add_emitted(sink, run, out, first);
}

// Letter-spaced: a run for each cluster, at fractions of a pixel until they are placed.
static void add_spaced(struct sink *sink, const struct text_item *item, int start,
                       int end)
{
    const struct text *text = sink->text;
    for (int at = start; at < end;) {
        int next = text_next_cluster(text, at);
        next = next < end ? next : end;
        struct str *out = sink_text(sink);
        size_t first = out->len;
        text_emit(text, at, next, out);
        float before = sink->advance;
        struct run run = run_of(text, item);
        if (next == at + 1 && out->len > first) {
            run.start = (uint32_t)first;
            run.end = (uint32_t)out->len;
            keep(sink, run,
                 faces_advance_one(sink->tools->faces, item->file, item->px,
                                   text->unit[at]));
        } else {
            add_emitted(sink, run, out, first);
        }
        if (out->len > first) {
            float spacing = text->spec->style.spacing_px;
            sink->advance += spacing;
            if (sink->p)
                sink->p->runs[sink->p->n_runs - 1].advance = sink->advance - before;
        }
        at = next;
    }
}

static void add_range(struct sink *sink, int start, int end)
{
    const struct text *text = sink->text;
    if (end <= start)
        return;
    const struct text_item *item = runs_item(text, start);
    for (; item && item < text->items + text->n_items && item->start < end; item++) {
        int from = item->start > start ? item->start : start;
        int to = item->end < end ? item->end : end;
        if (item->spaced)
            add_spaced(sink, item, from, to);
        else
            add_stretch(sink, item, from, to);
    }
}

// An ellipsis ends the line in its direction; a hyphen stays with its word.
static void add_tail(struct sink *sink, int at, enum line_tail tail)
{
    const struct text_item *item = runs_item(sink->text, at > 0 ? at - 1 : 0);
    if (tail == TAIL_NONE || !item)
        return;
    struct run run = run_of(sink->text, item);
    uint32_t wanted = tail == TAIL_HYPHEN ? 0x2010 : TEXT_ELLIPSIS;
    if (tail == TAIL_ELLIPSIS)
        run.level = sink->text->base;
    if (item->file->colour || !font_file_has(item->file, wanted))
        run.file = fonts_base(sink->tools->fonts, sink->text->spec->style.face,
                              item->piece->bold, item->piece->italic);
    struct str *out = sink_text(sink);
    size_t first = out->len;
    char bytes[4];
    if (font_file_has(run.file, wanted))
        str_add_bytes(out, bytes, utf8_put(bytes, wanted));
    else
        str_add(out, tail == TAIL_HYPHEN ? "-" : "...");
    add_emitted(sink, run, out, first);
}

float runs_advance(struct layout_tools *tools, const struct text *text, int start,
                   int end)
{
    struct sink sink = {.tools = tools, .text = text};
    add_range(&sink, start, end);
    return sink.advance;
}

float runs_tail_advance(struct layout_tools *tools, const struct text *text, int at,
                        enum line_tail tail)
{
    struct sink sink = {.tools = tools, .text = text};
    add_tail(&sink, at, tail);
    return sink.advance;
}

float runs_add(struct layout_tools *tools, const struct text *text, int start, int end,
               enum line_tail tail, struct paragraph *p)
{
    struct sink sink = {.tools = tools, .text = text, .p = p};
    add_range(&sink, start, end);
    add_tail(&sink, end, tail);
    // The last cluster is not set apart from anything.
    const struct text_item *item = end > start ? runs_item(text, end - 1) : NULL;
    if (item && item->spaced && tail == TAIL_NONE)
        sink.advance -= text->spec->style.spacing_px;
    return sink.advance;
}
