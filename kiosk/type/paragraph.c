#include "type/paragraph.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/mem.h"
#include "type/debug.h"

struct paragraph *paragraph_create(void)
{
    struct paragraph *p = xcalloc(1, sizeof(*p));
    str_init(&p->text);
    return p;
}

void paragraph_destroy(struct paragraph *p)
{
    if (!p)
        return;
    str_release(&p->text);
    free(p->runs);
    free(p->lines);
    free(p);
}

struct face_run paragraph_face_run(const struct paragraph *p, const struct run *run)
{
    return (struct face_run){
        .file = run->file,
        .px = run->px,
        .script = run->script,
        .rtl = run->level & 1,
        .join_before = run->join_before,
        .join_after = run->join_after,
        .text = str_c(&p->text) + run->start,
        .len = run->end - run->start,
    };
}

float paragraph_width(const struct paragraph *p)
{
    return (float)p->width;
}

float paragraph_height(const struct paragraph *p)
{
    return (float)p->height;
}

float paragraph_first_baseline(const struct paragraph *p)
{
    return p->n_lines > 0 ? (float)p->lines[0].baseline : 0.0f;
}

int paragraph_lines(const struct paragraph *p)
{
    return (int)p->n_lines;
}

bool paragraph_cut(const struct paragraph *p)
{
    return p->cut;
}

uint64_t paragraph_hash(const struct paragraph *p)
{
    return p->hash;
}

int paragraph_missing(const struct paragraph *p)
{
    return p->missing;
}

static const struct line *line_at(const struct paragraph *p, int i)
{
    if (i < 0 || (size_t)i >= p->n_lines)
        BUG("line %d of %zu", i, p->n_lines);
    return &p->lines[i];
}

const char *paragraph_line(const struct paragraph *p, int i, size_t *len_out)
{
    const struct line *line = line_at(p, i);
    *len_out = line->end - line->start;
    return str_c(&p->text) + line->start;
}

struct line_debug paragraph_line_debug(const struct paragraph *p, int i)
{
    const struct line *line = line_at(p, i);
    return (struct line_debug){.left = line->left,
                               .width = line->advance,
                               .top = line->top,
                               .height = line->height,
                               .baseline = line->baseline,
                               .runs = line->n};
}

struct run_debug paragraph_run_debug(const struct paragraph *p, int i, int n)
{
    const struct line *line = line_at(p, i);
    if (n < 0 || n >= line->n)
        BUG("run %d of %d", n, line->n);
    const struct run *run = &p->runs[line->first + n];
    return (struct run_debug){.text = str_c(&p->text) + run->start,
                              .len = run->end - run->start,
                              .x = run->x,
                              .width = run->advance,
                              .px = run->px,
                              .rtl = run->level & 1,
                              .colour = run->colour,
                              .rise = run->rise,
                              .family = run->file->family,
                              .script = uscript_getShortName(run->script)};
}
