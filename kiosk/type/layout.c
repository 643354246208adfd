#include "type/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ustring.h>

#include "base/array.h"
#include "type/fit.h"
#include "type/stack.h"

#define UNLIMITED 1e9f
#define LINE_PX_MAX 4096.0f

struct layout {
    struct layout_tools *tools;
    const struct type_spec *spec;
    struct text text;
    struct paragraph *p;
    float width;
};

static void add_line(struct layout *l, const struct fit_line *from, size_t first_run,
                     size_t first_byte)
{
    struct paragraph *p = l->p;
    ARRAY_GROW(p->lines, p->n_lines + 1, p->cap_lines);
    p->lines[p->n_lines++] = (struct line){
        .start = (uint32_t)first_byte,
        .end = (uint32_t)p->text.len,
        .first = (int)first_run,
        .n = (int)(p->n_runs - first_run),
        .advance = from->advance,
    };
}

// Most texts are labels of one line: they need no line breaks.
static bool lay_single(struct layout *l)
{
    struct text *text = &l->text;
    int end = text->len;
    while (end > 0 && text->unit[end - 1] == ' ')
        end--;
    if ((float)end * l->spec->style.size_px * 0.2f > l->width ||
        u_memchr(text->unit, '\n', text->len))
        return false;
    struct fit_line line = {.start = 0, .end = end};
    line.advance = runs_add(l->tools, text, 0, end, TAIL_NONE, l->p);
    if (line.advance > l->width) {
        l->p->n_runs = l->p->text.len = 0;
        return false;
    }
    add_line(l, &line, 0, 0);
    return true;
}

static void clear_lines(struct paragraph *p)
{
    p->n_lines = p->n_runs = p->text.len = 0;
}

static void lay_lines(struct layout *l, bool balance)
{
    struct fit fit;
    struct paragraph *p = l->p;
    fit_init(&fit, l->tools, &l->text, l->width);
    if (balance)
        fit_balance(&fit, l->spec->max_lines);
    bool narrowed = fit.width < l->width;
    while (fit.next < fit.n) {
        size_t runs = p->n_runs, bytes = p->text.len;
        int before = fit.next;
        struct fit_line line;
        fit_next(&fit, p, &line);
        if (l->spec->max_lines > 0 && (int)p->n_lines + 1 == l->spec->max_lines &&
            fit.next < fit.n) {
            if (narrowed) { // one line more than was counted
                clear_lines(p);
                lay_lines(l, false);
                return;
            }
            p->n_runs = runs;
            p->text.len = bytes;
            fit.next = before;
            fit_last(&fit, p, &line);
            p->cut = true;
        }
        add_line(l, &line, runs, bytes);
    }
}

// Rule L2: runs from left to right.
static void reorder(struct layout *l, struct line *line)
{
    struct arena *arena = &l->tools->arena;
    size_t n = (size_t)line->n;
    if (n < 2)
        return;
    struct run *runs = l->p->runs + line->first;
    UBiDiLevel *levels = arena_array(arena, n + 1, sizeof(*levels));
    bool turned = false;
    for (size_t i = 0; i < n; i++) {
        levels[i] = runs[i].level;
        turned |= runs[i].level != 0;
    }
    if (!turned)
        return;
    int32_t *order = arena_array(arena, n, sizeof(*order));
    struct run *visual = arena_array(arena, n, sizeof(*visual));
    ubidi_reorderVisual(levels, line->n, order);
    for (size_t i = 0; i < n; i++)
        visual[i] = runs[order[i]];
    memcpy(runs, visual, n * sizeof(*runs));
}

static void place_runs(struct layout *l)
{
    struct paragraph *p = l->p;
    float longest = 0.0f;
    for (size_t i = 0; i < p->n_lines; i++)
        longest = fmaxf(longest, p->lines[i].advance);
    p->width = (int)ceilf(longest);
    p->box_w = l->width < UNLIMITED ? (int)l->width : p->width;
    bool rtl = p->base & 1;
    enum type_align align = l->spec->align;
    for (size_t i = 0; i < p->n_lines; i++) {
        struct line *line = &p->lines[i];
        float spare = (float)p->box_w - line->advance;
        bool right = align != TYPE_CENTER && (align == TYPE_END) != rtl;
        float x = align == TYPE_CENTER ? floorf(spare / 2.0f) : right ? spare : 0.0f;
        line->left = (int)lroundf(x);
        reorder(l, line);
        for (int r = line->first; r < line->first + line->n; r++) {
            p->runs[r].x = (int)lroundf(x);
            x += p->runs[r].advance;
        }
    }
}

static float within(float value, float least, float most)
{
    return value > least ? fminf(value, most) : least; // not a number: the least
}

static struct type_spec within_reason(const struct type_spec *asked)
{
    struct type_spec spec = *asked;
    struct type_style *style = &spec.style;
    style->size_px = within(style->size_px, TEXT_PX_MIN, TEXT_PX_MAX);
    style->line_px = within(style->line_px, 0.0f, LINE_PX_MAX);
    style->spacing_px =
        within(style->spacing_px, -style->size_px / 2.0f, style->size_px * 4.0f);
    spec.width_px = within(spec.width_px, 0.0f, UNLIMITED);
    return spec;
}

struct paragraph *layout_paragraph(struct layout_tools *tools,
                                   const struct type_spec *asked)
{
    const struct type_spec sane = within_reason(asked), *spec = &sane;
    bool limited = spec->width_px > 0.0f && spec->width_px < UNLIMITED;
    struct layout l = {.tools = tools,
                       .spec = spec,
                       .p = paragraph_create(),
                       .width = limited ? spec->width_px : UNLIMITED};
    text_init(&l.text, spec, &tools->arena);
    itemize(&l.text, tools->breaks, tools->fonts, tools->faces);
    l.p->base = l.text.base;
    l.p->missing = l.text.missing;
    l.p->cut = l.text.cut;
    l.p->em_px = text_px(&spec->style, false);
    if (l.text.len > 0 && !lay_single(&l))
        lay_lines(&l, spec->balance && limited);
    stack_lines(tools, spec, l.p);
    place_runs(&l);
    arena_clear(&tools->arena);
    return l.p;
}
