#include "ui/layout.h"

#include <math.h>
#include <string.h>

#include "base/bug.h"
#include "ui/kept.h"

#define ROW_MAX 32  // children of one row; more go to a list
#define BEYOND 0.9f // of a view
#define NEAR_VIEWS 2

static float clampf(float v, float least, float most)
{
    if (most > 0 && v > most)
        v = most;
    return v < least ? least : v;
}

static float pad_w(const struct node *n)
{
    return n->style.pad.start + n->style.pad.end;
}

static float pad_h(const struct node *n)
{
    return n->style.pad.top + n->style.pad.bottom;
}

static bool sideways(const struct node *n)
{
    return n->style.flow == FLOW_ROW || n->style.flow == FLOW_WRAP;
}

// ---- text ----

static struct type_spec spec_of(const struct build *b, const struct node *n, float w,
                                float shrink)
{
    const struct node_text *t = &n->text;
    return (struct type_spec){
        .text = t->words ? t->words : "",
        .parts = t->parts,
        .n_parts = t->n_parts,
        .style = look_style(b->look, t->role, shrink),
        .lang = node_lang(n),
        .dir = n->dir != TYPE_DIR_AUTO ? n->dir
               : b->look->rtl          ? TYPE_RTL
                                       : TYPE_LTR,
        .align = t->align,
        .width_px = fmaxf(1, ceilf(w * b->look->scale - 0.01f)),
        .max_lines = t->max_lines,
        .balance = t->balance,
    };
}

bool layout_is_far(const struct build *b)
{
    return b->limit > 0 && b->at > b->limit;
}

// NULL: it is far below, and there is no time for it now.
static const struct paragraph *shape(struct build *b, const struct node *n, float w,
                                     float shrink)
{
    struct type_spec spec = spec_of(b, n, w, shrink);
    if (!layout_is_far(b))
        return type_paragraph(b->type, &spec);
    const struct paragraph *p = type_ready(b->type, &spec);
    if (!p && b->letters > 0) {
        b->letters -= (int)strlen(spec.text);
        p = type_paragraph(b->type, &spec);
    }
    b->rough |= p == NULL;
    return p;
}

// Fitted titles lose size in steps until they have few enough lines.
static const struct paragraph *shape_fitted(struct build *b, const struct node *n,
                                            float w)
{
    float scale = n->text.scale > 0 ? n->text.scale : 1;
    const struct paragraph *p = shape(b, n, w, scale);
    for (float s = 0.94f; p && n->text.fit_lines && s > 0.55f; s -= 0.06f) {
        if (paragraph_lines(p) <= n->text.fit_lines)
            break;
        p = shape(b, n, w, scale * s);
    }
    return p;
}

// As long as its letters make likely, in one line; dp.
static float likely_width(const struct build *b, const struct node *n)
{
    struct type_style style = look_style(b->look, n->text.role, 1);
    size_t letters = n->text.words ? strlen(n->text.words) : 0;
    return (float)letters * style.size_px * 0.5f / b->look->scale;
}

static float likely_height(const struct build *b, const struct node *n, float w)
{
    struct type_style style = look_style(b->look, n->text.role, 1);
    float lines = fmaxf(1, ceilf(likely_width(b, n) / fmaxf(w, 1)));
    if (n->text.max_lines)
        lines = fminf(lines, (float)n->text.max_lines);
    return lines * style.line_px / b->look->scale;
}

static float text_width(struct build *b, const struct node *n, float w)
{
    const struct paragraph *p = shape_fitted(b, n, w);
    // A pixel of air, so that the words break again as they did.
    return p ? (ceilf(paragraph_width(p)) + 1) / b->look->scale : likely_width(b, n);
}

static float text_height(struct build *b, const struct node *n, float w)
{
    const struct paragraph *p = shape_fitted(b, n, w);
    return p ? paragraph_height(p) / b->look->scale : likely_height(b, n, w);
}

// ---- widths ----

static float width_of(struct build *b, struct node *n, float avail);

static float children_natural(struct build *b, struct node *n, float avail)
{
    float sum = 0, most = 0;
    int count = 0;
    for (struct node *c = n->first; c; c = c->next, count++) {
        float w = width_of(b, c, avail);
        sum += w;
        most = fmaxf(most, w);
    }
    if (!sideways(n))
        return most;
    return sum + n->style.gap * (float)(count > 1 ? count - 1 : 0);
}

static float natural_of(struct build *b, struct node *n, float avail)
{
    if (n->memo_avail == avail && n->memo_natural > 0)
        return n->memo_natural;
    float inner = fmaxf(0, avail - pad_w(n)), w;
    if (n->kind == NODE_TEXT)
        w = text_width(b, n, inner);
    else if (n->kind == NODE_INSIDE)
        w = inner;
    else
        w = children_natural(b, n, inner);
    n->memo_avail = avail;
    n->memo_natural = fminf(avail, w + pad_w(n));
    return n->memo_natural;
}

static float width_of(struct build *b, struct node *n, float avail)
{
    const struct node_style *s = &n->style;
    float w = avail;
    if (s->w.how == LENGTH_DP)
        w = s->w.v;
    else if (s->w.how == LENGTH_PART)
        w = s->w.v * avail;
    else if (s->w.how == LENGTH_FIT)
        w = natural_of(b, n, s->max_w > 0 ? fminf(avail, s->max_w) : avail);
    return clampf(w, s->min_w, s->max_w);
}

// Shares a row's width among its children; widths must have room for ROW_MAX.
static int share_row(struct build *b, struct node *n, float inner, float *widths)
{
    float fixed = 0, fit = 0, weight = 0, kept = 0;
    int count = 0;
    for (struct node *c = n->first; c; c = c->next, count++) {
        if (count == ROW_MAX)
            BUG("row '%s' has more than %d children", n->key, ROW_MAX);
        enum length_how how = c->style.w.how;
        widths[count] = how == LENGTH_GROW ? 0 : width_of(b, c, inner);
        if (how == LENGTH_GROW) {
            weight += c->style.w.v;
            kept += c->style.min_w;
        } else if (how == LENGTH_FIT) {
            fit += widths[count];
        } else {
            fixed += widths[count];
        }
    }
    float left = inner - fixed - n->style.gap * (float)(count > 1 ? count - 1 : 0);
    float squeeze = fit > left - kept && fit > 0 ? fmaxf(0, left - kept) / fit : 1;
    left -= fit * fminf(squeeze, 1);
    int i = 0;
    for (struct node *c = n->first; c; c = c->next, i++) {
        if (c->style.w.how == LENGTH_FIT && squeeze < 1)
            widths[i] *= squeeze;
        if (c->style.w.how == LENGTH_GROW)
            widths[i] = clampf(fmaxf(0, left) * c->style.w.v / weight, c->style.min_w,
                               c->style.max_w);
    }
    return count;
}

// ---- heights ----

static float wrapped_height(struct build *b, struct node *n, float inner, bool place,
                            float x, float y)
{
    float lx = 0, ly = 0, line_h = 0;
    for (struct node *c = n->first; c; c = c->next) {
        float w = fminf(width_of(b, c, inner), inner), h = layout_height(b, c, w);
        if (lx > 0 && lx + w > inner + 0.01f) {
            lx = 0;
            ly += line_h + n->style.gap;
            line_h = 0;
        }
        if (place)
            layout_place(b, c, b->look->rtl ? x + inner - lx - w : x + lx, y + ly, w, h);
        lx += w + n->style.gap;
        line_h = fmaxf(line_h, h);
    }
    return ly + line_h;
}

static float content_height(struct build *b, struct node *n, float inner)
{
    float sum = 0, most = 0;
    int count = 0;
    if (n->style.flow == FLOW_WRAP)
        return wrapped_height(b, n, inner, false, 0, 0);
    if (n->style.flow == FLOW_ROW) {
        float widths[ROW_MAX];
        share_row(b, n, inner, widths);
        for (struct node *c = n->first; c; c = c->next, count++)
            most = fmaxf(most, layout_height(b, c, widths[count]));
        return most;
    }
    float at = b->at;
    for (struct node *c = n->first; c; c = c->next, count++) {
        if (n->style.flow == FLOW_COLUMN)
            b->at = at + sum + n->style.gap * (float)count;
        float h = layout_height(b, c, fminf(width_of(b, c, inner), inner));
        sum += h;
        most = fmaxf(most, h);
    }
    b->at = at;
    if (n->style.flow == FLOW_STACK)
        return most;
    return sum + n->style.gap * (float)(count > 1 ? count - 1 : 0);
}

// What a page has far below is of no use to its first frame. What one was brought back to is
// near, however far down.
static void begin_scroller(struct build *b, const struct node *n)
{
    b->at = 0;
    b->limit = kept_offset(b->kept, n->path) + NEAR_VIEWS * b->look->h_dp;
}

float layout_height(struct build *b, struct node *n, float w_dp)
{
    const struct node_style *s = &n->style;
    if (s->h.how == LENGTH_DP)
        return clampf(s->h.v, s->min_h, s->max_h);
    if (s->aspect > 0)
        return clampf(w_dp / s->aspect, s->min_h, s->max_h);
    if (n->memo_w == w_dp && n->memo_h > 0)
        return n->memo_h;
    float inner = fmaxf(0, w_dp - pad_w(n)), h, at = b->at, limit = b->limit;
    if (s->scroll)
        begin_scroller(b, n);
    b->at += s->pad.top;
    if (n->kind == NODE_TEXT)
        h = text_height(b, n, inner);
    else if (n->kind == NODE_INSIDE)
        h = n->inside->measure(b, n, inner);
    else
        h = content_height(b, n, inner);
    b->at = at;
    b->limit = limit;
    n->memo_w = w_dp;
    n->memo_h = clampf(h + pad_h(n), s->min_h, s->max_h);
    return n->memo_h;
}

// ---- placing ----

struct inner {
    float x, y, w, h; // h < 0: as high as it gets
};

static float across(enum place_at at, float room, float size)
{
    if (at == AT_CENTER)
        return (room - size) / 2;
    return at == AT_END ? room - size : 0;
}

static float mirror(const struct build *b, const struct inner *in, float lx, float w)
{
    return b->look->rtl ? in->x + in->w - lx - w : in->x + lx;
}

static void place_row(struct build *b, struct node *n, struct inner in)
{
    float widths[ROW_MAX], used = 0;
    int count = share_row(b, n, in.w, widths), i = 0;
    for (i = 0; i < count; i++)
        used += widths[i];
    used += n->style.gap * (float)(count > 1 ? count - 1 : 0);
    float spare = fmaxf(0, in.w - used), lx = across(n->style.justify, spare, 0);
    float extra =
        n->style.justify == AT_SPREAD && count > 1 ? spare / (float)(count - 1) : 0;
    i = 0;
    for (struct node *c = n->first; c; c = c->next, i++) {
        float h = layout_height(b, c, widths[i]);
        bool fills = c->style.h.how == LENGTH_GROW || n->style.align == AT_STRETCH;
        if (fills && c->style.h.how != LENGTH_DP)
            h = clampf(in.h, c->style.min_h, c->style.max_h);
        else if (c->style.h.how == LENGTH_PART)
            h = in.h * c->style.h.v;
        layout_place(b, c, mirror(b, &in, lx, widths[i]),
                     in.y + across(n->style.align, in.h, h), widths[i], h);
        lx += widths[i] + n->style.gap + extra;
    }
}

static float part_height(struct build *b, struct node *c, float w, float room)
{
    if (c->style.h.how == LENGTH_PART && room >= 0)
        return clampf(c->style.h.v * room, c->style.min_h, c->style.max_h);
    return layout_height(b, c, w);
}

// A scroller that is as high as its content gives up what there is no room for.
static float shown_height(struct build *b, struct node *c, float w, struct inner in,
                          float over)
{
    float h = part_height(b, c, w, in.h);
    bool gives = c->style.scroll && c->style.h.how == LENGTH_FIT;
    return gives ? fmaxf(c->style.min_h, h - over) : h;
}

static float place_column(struct build *b, struct node *n, struct inner in)
{
    float used = 0, weight = 0;
    int count = 0;
    for (struct node *c = n->first; c; c = c->next, count++) {
        b->at = in.y + used + n->style.gap * (float)count;
        if (c->style.h.how == LENGTH_GROW && in.h >= 0)
            weight += c->style.h.v;
        else
            used += part_height(b, c, fminf(width_of(b, c, in.w), in.w), in.h);
    }
    used += n->style.gap * (float)(count > 1 ? count - 1 : 0);
    float spare = in.h >= 0 ? fmaxf(0, in.h - used) : 0;
    float over = in.h >= 0 ? fmaxf(0, used - in.h) : 0;
    float y = weight > 0 ? 0 : across(n->style.justify, spare, 0);
    float extra = weight <= 0 && n->style.justify == AT_SPREAD && count > 1
                      ? spare / (float)(count - 1)
                      : 0;
    for (struct node *c = n->first; c; c = c->next) {
        b->at = in.y + y;
        bool fills = n->style.align == AT_STRETCH && c->style.w.how == LENGTH_FIT;
        float w = fills ? clampf(in.w, c->style.min_w, c->style.max_w)
                        : fminf(width_of(b, c, in.w), in.w);
        float h =
            c->style.h.how == LENGTH_GROW && in.h >= 0
                ? clampf(spare * c->style.h.v / weight, c->style.min_h, c->style.max_h)
                : shown_height(b, c, w, in, over);
        layout_place(b, c, mirror(b, &in, across(n->style.align, in.w, w), w), in.y + y,
                     w, h);
        y += h + n->style.gap + extra;
    }
    return count ? y - n->style.gap - extra : 0;
}

static float place_stack(struct build *b, struct node *n, struct inner in)
{
    float most = 0;
    for (struct node *c = n->first; c; c = c->next) {
        float w = fminf(width_of(b, c, in.w), in.w);
        float h = part_height(b, c, w, in.h);
        if (c->style.h.how == LENGTH_GROW && in.h >= 0)
            h = in.h;
        float room = in.h >= 0 ? in.h : h;
        layout_place(b, c, mirror(b, &in, across(n->style.align, in.w, w), w),
                     in.y + across(n->style.justify, room, h), w, h);
        most = fmaxf(most, h);
    }
    return most;
}

static float place_children(struct build *b, struct node *n, struct inner in)
{
    switch (n->style.flow) {
    case FLOW_ROW:
        if (in.h < 0)
            in.h = content_height(b, n, in.w);
        place_row(b, n, in);
        return in.h;
    case FLOW_WRAP:
        return wrapped_height(b, n, in.w, true, in.x, in.y);
    case FLOW_STACK:
        return place_stack(b, n, in);
    case FLOW_COLUMN:
        break;
    }
    return place_column(b, n, in);
}

// A scroller's viewport and most of a screen on either side, so that never more than three times
// what is seen is built; everything where nothing scrolls.
static void place_inside(struct build *b, struct node *n)
{
    float from = 0, to = n->h;
    if (!n->inside->children)
        return;
    if (n->scroller) {
        float offset = kept_offset(b->kept, n->scroller->path), view_h = n->scroller->h;
        from = offset - BEYOND * view_h - n->y;
        to = offset + (1 + BEYOND) * view_h - n->y;
    }
    n->built_from = from;
    n->built_to = to;
    n->inside->children(b, n, from, to);
}

static float place_scroller(struct build *b, struct node *n, struct inner in)
{
    float limit = b->limit;
    begin_scroller(b, n);
    in.x -= n->x;
    in.y -= n->y;
    in.h = -1;
    float h = place_children(b, n, in);
    b->limit = limit;
    return h;
}

void layout_place(struct build *b, struct node *n, float x, float y, float w, float h)
{
    const struct edges *pad = &n->style.pad;
    n->x = x;
    n->y = y;
    n->w = w;
    n->h = h;
    b->at = y;
    struct inner in = {x + (b->look->rtl ? pad->end : pad->start), y + pad->top,
                       fmaxf(0, w - pad_w(n)), fmaxf(0, h - pad_h(n))};
    if (n->kind == NODE_TEXT)
        n->paragraph = shape_fitted(b, n, in.w);
    else if (n->kind == NODE_INSIDE)
        place_inside(b, n);
    else if (n->style.scroll)
        n->content_h = place_scroller(b, n, in) + pad_h(n);
    else
        place_children(b, n, in);
}

static void forget_sizes(struct node *root)
{
    for (struct node *n = root; n; n = node_after(n, root))
        n->memo_avail = n->memo_natural = n->memo_w = n->memo_h = 0;
}

void layout_tree(struct build *b, struct node *root)
{
    // Again when rows were met for the first time, or what follows their list would be placed
    // by a guess. Each round meets others at most, so it ends by itself; 4 is for what can't be.
    for (int round = 0; round < 4; round++) {
        b->learned = b->rough = false;
        layout_place(b, root, 0, 0, b->look->w_dp, b->look->h_dp);
        if (!b->learned)
            break;
        forget_sizes(root);
    }
}

void layout_more(struct build *b, struct node *root, int letters)
{
    b->letters = letters;
    forget_sizes(root);
    layout_tree(b, root);
}
