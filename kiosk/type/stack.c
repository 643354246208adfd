#include "type/stack.h"

#include <math.h>
#include <string.h>

#include "base/array.h"

// How far the letters of a script reach, in em. Measured on the ink of Noto's fonts: what
// the fonts declare is up to twice that, and would tear lines of one script in a page of
// another apart. Scripts that are not here stay within a line of any leading we use.
static const struct reach {
    UScriptCode script;
    float up, down;
} reaches[] = {
    {USCRIPT_ARABIC, 1.00f, 0.46f},     {USCRIPT_SYRIAC, 1.00f, 0.46f},
    {USCRIPT_DEVANAGARI, 0.92f, 0.44f}, {USCRIPT_BENGALI, 0.94f, 0.42f},
    {USCRIPT_TELUGU, 0.90f, 0.50f},     {USCRIPT_KANNADA, 0.90f, 0.50f},
    {USCRIPT_MALAYALAM, 0.90f, 0.45f},  {USCRIPT_TAMIL, 0.90f, 0.38f},
    {USCRIPT_THAI, 1.05f, 0.32f},       {USCRIPT_LAO, 1.12f, 0.32f},
    {USCRIPT_KHMER, 0.95f, 0.60f},      {USCRIPT_MYANMAR, 1.05f, 0.55f},
    {USCRIPT_TIBETAN, 1.15f, 0.80f},    {USCRIPT_JAVANESE, 1.00f, 0.75f},
    {USCRIPT_BALINESE, 1.00f, 0.75f},
};

// Nastaliq slopes: its words start above the line.
static const struct reach nastaliq = {USCRIPT_ARABIC, 1.75f, 0.60f};

static struct reach reach_of(const struct run *run)
{
    if (strstr(run->file->family, "Nastaliq"))
        return nastaliq;
    for (size_t i = 0; i < ARRAY_LEN(reaches); i++) {
        if (reaches[i].script == run->script)
            return reaches[i];
    }
    return (struct reach){run->script, 0.0f, 0.0f};
}

// How much a line's ink goes beyond line_px, and how much of that above its baseline's
// place.
static void growth(const struct paragraph *p, const struct line *line, float line_px,
                   float above, int *up_out, int *down_out)
{
    float up = 0.0f, down = 0.0f;
    for (int i = line->first; i < line->first + line->n; i++) {
        const struct run *run = &p->runs[i];
        struct reach reach = reach_of(run);
        up = fmaxf(up, reach.up * (float)run->px + (float)run->rise);
        down = fmaxf(down, reach.down * (float)run->px);
    }
    float more = fmaxf(up + down - line_px, 0.0f);
    float over = fminf(fmaxf(up - above, 0.0f), more);
    *up_out = (int)ceilf(over);
    *down_out = (int)ceilf(more - over);
}

void stack_lines(struct layout_tools *tools, const struct type_spec *spec,
                 struct paragraph *p)
{
    const struct type_style *style = &spec->style;
    const struct font_file *base =
        fonts_base(tools->fonts, style->face, style->bold, style->italic);
    struct face_metrics m;
    faces_metrics(tools->faces, base, text_px(style, false), &m);
    float natural = (float)(m.ascent + m.descent);
    float line_px = style->line_px > 0.0f ? style->line_px : natural;
    float above = (float)m.ascent + (line_px - natural) / 2.0f;
    float top = 0.0f;
    for (size_t i = 0; i < p->n_lines; i++) {
        struct line *line = &p->lines[i];
        int up, down;
        growth(p, line, line_px, above, &up, &down);
        line->top = (int)lroundf(top);
        line->baseline = (int)lroundf(top + above) + up;
        top += line_px + (float)(up + down);
        line->height = (int)lroundf(top) - line->top;
    }
    p->height = (int)ceilf(top - 0.01f);
}
