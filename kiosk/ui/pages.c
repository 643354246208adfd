#include "ui/pages.h"

#include <math.h>

#include "ui/kept.h"
#include "ui/paint.h"
#include "ui/pages_place.h"

#define ZOOMED 1.01f // less is not worth a sharper picture

void pages_size(const struct node *n, size_t i, float zoom, float *w, float *h)
{
    const struct pages *p = n->inside_data;
    float aspect = p->items[i < p->count ? i : 0].aspect;
    *w = n->w * zoom;
    *h = n->h * zoom;
    if (!p->whole || aspect <= 0)
        return;
    float fit = fminf(n->w, n->h * aspect);
    *w = fit * zoom;
    *h = fit / aspect * zoom;
}

void pages_kept(struct kept_canvas *c, const struct node *n)
{
    const struct pages *p = n->inside == &pages_inside ? n->inside_data : NULL;
    if (!c->set) {
        c->set = true;
        c->index = p ? p->index : 0;
        c->row = p ? (float)p->index : 0;
    }
    if (c->zoom <= 0) {
        c->zoom = 1;
        c->x = c->y = 0.5f;
    }
}

// Never touched: as at the beginning.
static struct kept_canvas state(const struct build *b, const struct node *n)
{
    const struct kept_item *item = kept_find(b->kept, n->path);
    struct kept_canvas c = item ? item->canvas : (struct kept_canvas){0};
    pages_kept(&c, n);
    return c;
}

// ---- places, px ----

static float left_edge(float box, float side, float middle)
{
    return side > box ? box / 2 - middle * side : (box - side) / 2;
}

// Of the zoomed picture, in the layer.
static struct fbox zoomed_box(const struct look *look, const struct node *n,
                              const struct kept_canvas *c, struct rect box)
{
    float w, h, s = look->scale;
    pages_size(n, c->index, c->zoom, &w, &h);
    return (struct fbox){(float)box.x + left_edge((float)box.w, w * s, c->x),
                         (float)box.y + left_edge((float)box.h, h * s, c->y), w * s,
                         h * s};
}

// Of the picture as it stands in its box, on whole pixels.
static struct rect plain_box(const struct look *look, const struct node *n, size_t i,
                             struct rect box)
{
    float w, h;
    const struct pages *p = n->inside_data;
    if (!p->whole)
        return box;
    pages_size(n, i, 1, &w, &h);
    int pw = (int)lroundf(w * look->scale), ph = (int)lroundf(h * look->scale);
    return (struct rect){box.x + (box.w - pw) / 2, box.y + (box.h - ph) / 2, pw, ph};
}

bool pages_sharpen(const struct look *look, const struct node *n, struct kept_canvas *c)
{
    struct rect box = paint_box(look, n);
    struct fbox at = zoomed_box(look, n, c, box);
    float x0 = fmaxf((float)box.x, ceilf(at.x)), y0 = fmaxf((float)box.y, ceilf(at.y));
    float x1 = fminf((float)(box.x + box.w), floorf(at.x + at.w));
    float y1 = fminf((float)(box.y + box.h), floorf(at.y + at.h));
    if (c->zoom <= ZOOMED || x1 - x0 < 1 || y1 - y0 < 1) {
        bool had = c->sharp[0].w > 0;
        c->sharp[0] = c->sharp[1] = (struct part){0};
        return had;
    }
    struct part part = {(x0 - at.x) / at.w, (y0 - at.y) / at.h, (x1 - x0) / at.w,
                        (y1 - y0) / at.h};
    if (part.x == c->sharp[0].x && part.y == c->sharp[0].y && part.w == c->sharp[0].w &&
        part.h == c->sharp[0].h)
        return false;
    c->sharp[1] = c->sharp[0];
    c->sharp_w[1] = c->sharp_w[0];
    c->sharp_h[1] = c->sharp_h[0];
    c->sharp[0] = part;
    c->sharp_w[0] = (int)(x1 - x0);
    c->sharp_h[0] = (int)(y1 - y0);
    return true;
}

// ---- painting ----

static void draw_zoomed(const struct build *b, const struct node *n,
                        const struct kept_canvas *c, struct draw_list *list,
                        struct rect box)
{
    const struct pages *p = n->inside_data;
    struct rect plain = plain_box(b->look, n, c->index, box);
    struct draw_zoom *z = ARENA_NEW(list->arena, struct draw_zoom);
    z->whole = p->items[c->index].image;
    z->whole.w = plain.w;
    z->whole.h = plain.h;
    z->whole_at = zoomed_box(b->look, n, c, box);
    // The older one below the newer, which may not be there yet.
    for (int i = 0, from = DRAW_SHARP_MAX; from-- > 0;) {
        const struct part *part = &c->sharp[from];
        if (part->w <= 0)
            continue;
        z->sharp[i] = z->whole;
        z->sharp[i].w = c->sharp_w[from];
        z->sharp[i].h = c->sharp_h[from];
        z->sharp[i].part = *part;
        struct fbox at = {z->whole_at.x + part->x * z->whole_at.w,
                          z->whole_at.y + part->y * z->whole_at.h,
                          part->w * z->whole_at.w, part->h * z->whole_at.h};
        // At rest it lies on whole pixels, but for what floats lose.
        if (fabsf(at.w - (float)z->sharp[i].w) < 0.05f)
            at = (struct fbox){roundf(at.x), roundf(at.y), (float)z->sharp[i].w,
                               (float)z->sharp[i].h};
        z->sharp_at[i++] = at;
    }
    draw_add(list, &(struct draw_command){
                       .kind = DRAW_ZOOM,
                       .box = box,
                       .zoom = z,
                       .image = {.colour = look_colour(b->look, n->style.fill)}});
}

static struct image_ref item_ref(const struct node *n, size_t i, struct rect at)
{
    const struct pages *p = n->inside_data;
    struct image_ref ref = p->items[i].image;
    ref.w = at.w;
    ref.h = at.h;
    return ref;
}

static void draw_page(const struct build *b, const struct node *n, size_t i, int shift,
                      struct draw_list *list, struct rect box)
{
    struct rect at = plain_box(b->look, n, i, box);
    struct image_ref ref = item_ref(n, i, at);
    at.x += shift;
    draw_add(list, &(struct draw_command){
                       .kind = DRAW_IMAGE, .box = at, .clip = box, .image = ref});
}

static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    const struct pages *p = n->inside_data;
    struct kept_canvas c = state(b, n);
    float pitch = (float)box.w + PAGES_GAP * b->look->scale;
    if (c.index >= p->count)
        c = (struct kept_canvas){.set = true, .zoom = 1};
    if (p->zooms && c.zoom != 1 && c.row == (float)c.index) {
        draw_zoomed(b, n, &c, list, box);
        return;
    }
    if (p->whole || c.row != floorf(c.row))
        draw_add(list,
                 &(struct draw_command){.kind = DRAW_FILL,
                                        .box = box,
                                        .colour = look_colour(b->look, n->style.fill)});
    for (size_t i = 0; i < p->count; i++) {
        int shift = (int)lroundf(((float)i - c.row) * pitch);
        if (shift < box.w && shift > -box.w)
            draw_page(b, n, i, shift, list, box);
        else if (fabsf((float)i - c.row) < 1.5f)
            paint_soon(b, item_ref(n, i, plain_box(b->look, n, i, box)));
    }
}

static float measure(struct build *b, struct node *n, float w_dp)
{
    (void)b, (void)n;
    return w_dp / 1.6f;
}

const struct inside_class pages_inside = {
    .name = "pages", .measure = measure, .draw = draw};

float pages_zoom(const struct build *b, const struct node *n)
{
    const struct pages *p = n->inside_data;
    struct kept_canvas c = state(b, n);
    return c.index == p->index ? c.zoom : 1;
}

struct node *pages_add(struct build *b, struct node *parent, const char *key,
                       const char *name, const struct pages *pages)
{
    struct node *n =
        node_add(b, parent,
                 &(struct node){.key = key,
                                .kind = NODE_INSIDE,
                                .role = ROLE_CANVAS,
                                .name = name,
                                .position = pages->count > 1 ? (int)pages->index + 1 : 0,
                                .of = pages->count > 1 ? (int)pages->count : 0,
                                .inside = &pages_inside,
                                .inside_data = pages,
                                .style = {.w = GROW, .h = GROW, .fill = COLOUR_PLUM}});
    n->told = pages_zoom(b, n);
    return n;
}
