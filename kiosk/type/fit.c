#include "type/fit.h"

#include <math.h>
#include <string.h>

#define BALANCED_LINES 8 // more are read, not looked at

// What p held before a try at a line.
struct mark {
    size_t runs, bytes;
};

static struct mark mark_of(const struct paragraph *p)
{
    return (struct mark){p->n_runs, p->text.len};
}

static void roll_back(struct paragraph *p, struct mark mark)
{
    p->n_runs = mark.runs;
    p->text.len = mark.bytes;
}

static int trimmed(const struct text *text, int start, int end)
{
    while (end > start && text_is_space(text->unit[end - 1]))
        end--;
    return end;
}

static void add_seg(struct fit *fit, int start, int end)
{
    if (fit->n == fit->cap) {
        int cap = fit->cap ? fit->cap * 2 : 64;
        struct fit_seg *segs =
            arena_array(fit->text->arena, (size_t)cap, sizeof(struct fit_seg));
        if (fit->n > 0)
            memcpy(segs, fit->segs, (size_t)fit->n * sizeof(*segs));
        fit->segs = segs;
        fit->cap = cap;
    }
    fit->segs[fit->n++] = (struct fit_seg){
        .start = start,
        .end = end,
        .text_end = trimmed(fit->text, start, end),
        .hard = end > start && fit->text->unit[end - 1] == '\n',
    };
}

void fit_init(struct fit *fit, struct layout_tools *tools, struct text *text, float width)
{
    *fit = (struct fit){.tools = tools, .text = text, .width = width};
    breaks_lines(tools->breaks, text);
    int start = 0;
    for (int i = 1; i <= text->len; i++) {
        if (i < text->len && !(text->marks[i] & TEXT_BREAK) && text->unit[i - 1] != '\n')
            continue;
        add_seg(fit, start, i);
        start = i;
    }
}

static float gap_of(struct fit *fit, const struct fit_seg *seg)
{
    const struct text *text = fit->text;
    float px = 0.0f;
    for (int i = seg->text_end; i < seg->end; i++) {
        if (text->unit[i] != ' ')
            return runs_advance(fit->tools, text, seg->text_end, seg->end);
        const struct text_item *item = runs_item(text, i);
        px += faces_advance_one(fit->tools->faces, item->file, item->px, ' ');
        px += item->spaced ? text->spec->style.spacing_px : 0.0f;
    }
    return px;
}

// About as many units as could stand in a line.
static int units_of(const struct fit *fit)
{
    float units = fit->width / (float)text_px(&fit->text->spec->style, false) * 2.0f;
    return units < TEXT_MAX_BYTES ? (int)units + 4 : TEXT_MAX_BYTES;
}

static const struct fit_seg *measured(struct fit *fit, int k)
{
    struct fit_seg *seg = &fit->segs[k];
    if (seg->measured)
        return seg;
    seg->measured = true;
    // Of a word without end only its beginning is measured, if that is too wide already:
    // else dividing it line by line would take time by the square of its length.
    int some = seg->start + units_of(fit) * 4;
    if (some < seg->text_end) {
        seg->w = runs_advance(fit->tools, fit->text, seg->start, some);
        if (seg->w > fit->width)
            return seg;
    }
    seg->w = runs_advance(fit->tools, fit->text, seg->start, seg->text_end);
    seg->gap = seg->hard ? 0.0f : gap_of(fit, seg);
    if (seg->end > seg->start && fit->text->unit[seg->end - 1] == 0xAD)
        seg->hyphen = runs_tail_advance(fit->tools, fit->text, seg->end, TAIL_HYPHEN);
    return seg;
}

// The segment after the last that fits a line beginning with k; k itself if none does.
static int fill(struct fit *fit, int k, float width)
{
    float x = 0.0f;
    int best = k;
    for (int i = k; i < fit->n; i++) {
        const struct fit_seg *seg = measured(fit, i);
        if (x + seg->w > width)
            break;
        if (x + seg->w + seg->hyphen <= width)
            best = i + 1;
        if (seg->hard)
            break;
        x += seg->w + seg->gap;
    }
    return best;
}

static float add_line(struct fit *fit, struct paragraph *p, int k, int end,
                      struct fit_line *out)
{
    const struct fit_seg *last = &fit->segs[end - 1];
    bool hyphen = fit->text->unit[last->end - 1] == 0xAD && end < fit->n;
    *out = (struct fit_line){
        .start = fit->segs[k].start,
        .end = last->text_end,
        .tail = hyphen ? TAIL_HYPHEN : TAIL_NONE,
    };
    out->advance = runs_add(fit->tools, fit->text, out->start, out->end, out->tail, p);
    return out->advance;
}

// The furthest cluster up to `limit` where a line from `start` may be cut to fit `width`.
// At least one cluster, for less can't be shown.
static int cut_point(struct fit *fit, int start, int limit, float width)
{
    const struct text *text = fit->text;
    int good = start, bad = limit + 1;
    // Words are short: try as much as could stand there before halving the whole rest.
    int step = units_of(fit);
    while (good < limit && bad > limit) {
        int at = good + step < limit ? good + step : limit;
        if (runs_advance(fit->tools, text, start, at) > width)
            bad = at;
        else
            good = at;
    }
    while (bad - good > 1) {
        int mid = (good + bad) / 2;
        if (runs_advance(fit->tools, text, start, mid) > width)
            bad = mid;
        else
            good = mid;
    }
    while (good > start && good < text->len && !(text->marks[good] & TEXT_CLUSTER))
        good--;
    int least = text_next_cluster(text, start);
    return good > least ? good : least < limit ? least : limit;
}

// Divides a segment that no line can hold, so that its first part fits one.
static void divide(struct fit *fit, int k)
{
    struct fit_seg seg = fit->segs[k];
    int at = cut_point(fit, seg.start, seg.text_end, fit->width);
    if (at >= seg.text_end)
        return;
    add_seg(fit, seg.start, at); // makes room; its place is k
    struct fit_seg first = fit->segs[fit->n - 1];
    memmove(&fit->segs[k + 1], &fit->segs[k],
            (size_t)(fit->n - 1 - k) * sizeof(struct fit_seg));
    first.hard = false;
    fit->segs[k] = first;
    fit->segs[k + 1].start = at;
    fit->segs[k + 1].measured = false;
}

bool fit_next(struct fit *fit, struct paragraph *p, struct fit_line *out)
{
    if (fit->next >= fit->n)
        return false;
    int k = fit->next;
    int end = fill(fit, k, fit->width);
    if (end == k) {
        divide(fit, k);
        end = k + 1;
    }
    struct mark mark = mark_of(p);
    float w = add_line(fit, p, k, end, out);
    // Words rounded one by one may differ from the line by some pixels, both ways.
    while (w > fit->width && end > k + 1) {
        roll_back(p, mark);
        w = add_line(fit, p, k, --end, out);
    }
    if (w > fit->width && end == k + 1 && out->end > out->start) {
        roll_back(p, mark);
        divide(fit, k);
        w = add_line(fit, p, k, end, out);
    }
    const struct fit_seg *last = &fit->segs[end - 1];
    if (end < fit->n && !last->hard &&
        w + last->gap + measured(fit, end)->w + measured(fit, end)->hyphen <=
            fit->width) {
        roll_back(p, mark);
        if (add_line(fit, p, k, end + 1, out) <= fit->width) {
            end++;
        } else {
            roll_back(p, mark);
            add_line(fit, p, k, end, out);
        }
    }
    fit->next = end;
    return true;
}

void fit_last(struct fit *fit, struct paragraph *p, struct fit_line *out)
{
    struct text *text = fit->text;
    int k = fit->next;
    int start = fit->segs[k].start;
    float tail = runs_tail_advance(fit->tools, text, start + 1, TAIL_ELLIPSIS);
    float room = fit->width - tail;
    int end = fill(fit, k, room);
    bool hard = end > k && fit->segs[end - 1].hard;
    int at = end > k ? fit->segs[end - 1].text_end : start;
    if (!hard && end < fit->n) {
        int further = cut_point(fit, start, fit->segs[end].text_end, room);
        // A whole word reads better, if the line is not left half empty for it.
        if ((at - start) * 3 < (further - start) * 2)
            at = further;
    }
    struct mark mark = mark_of(p);
    for (;;) {
        at = trimmed(text, start, at);
        *out = (struct fit_line){.start = start, .end = at, .tail = TAIL_ELLIPSIS};
        out->advance = runs_add(fit->tools, text, start, at, TAIL_ELLIPSIS, p);
        if (out->advance <= fit->width || at <= start)
            break;
        roll_back(p, mark);
        for (at--; at > start && !(text->marks[at] & TEXT_CLUSTER);)
            at--;
    }
    fit->next = fit->n;
}

static int count_lines(struct fit *fit, float width)
{
    int lines = 0;
    for (int k = 0; k < fit->n; lines++) {
        int end = fill(fit, k, width);
        if (end == k || lines > BALANCED_LINES)
            return BALANCED_LINES + 1;
        k = end;
    }
    return lines;
}

void fit_balance(struct fit *fit, int max_lines)
{
    int lines = count_lines(fit, fit->width);
    if (lines < 2 || lines > BALANCED_LINES || (max_lines > 0 && lines > max_lines))
        return;
    float low = fit->width / 3.0f, high = fit->width;
    while (high - low > 1.0f) {
        float mid = (low + high) / 2.0f;
        if (count_lines(fit, mid) <= lines)
            high = mid;
        else
            low = mid;
    }
    // Room for what rounding word by word left out.
    fit->width = fminf(fit->width, ceilf(high) + 2.0f);
}
