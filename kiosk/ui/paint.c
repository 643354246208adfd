#include "ui/paint.h"

#include <math.h>

#include "base/bug.h"
#include "base/hash.h"
#include "ui/kept.h"

int paint_px(const struct look *look, float dp)
{
    return (int)lroundf(dp * look->scale);
}

static int px(const struct look *look, float dp)
{
    return paint_px(look, dp);
}

static struct rect box_px(const struct look *look, float x, float y, float w, float h)
{
    int left = px(look, x), top = px(look, y);
    return (struct rect){left, top, px(look, x + w) - left, px(look, y + h) - top};
}

struct rect paint_box(const struct look *look, const struct node *n)
{
    return box_px(look, n->x, n->y, n->w, n->h);
}

void paint_soon(const struct build *b, struct image_ref ref)
{
    struct draw_frame *f = b->frame;
    if (f->n_soon < DRAW_SOON_MAX && ref.w > 0 && ref.h > 0 && ref.media[0])
        f->soon[f->n_soon++] = ref;
}

static struct draw_layer *new_layer(struct paint *p, enum layer_kind kind, uint64_t key)
{
    if (p->frame->n_layers == DRAW_LAYERS_MAX)
        BUG("more than %d layers", DRAW_LAYERS_MAX);
    struct draw_layer *l = &p->frame->layers[p->frame->n_layers++];
    *l = (struct draw_layer){
        .kind = kind,
        .key = hash_u64(key, p->frame->n_layers),
        .clip = p->view,
        .offset_y = p->offset_y,
        .opacity = 255,
    };
    draw_list_init(&l->list, p->arena);
    return l;
}

static void add(struct paint *p, const struct draw_command *c)
{
    if (!p->at)
        p->at = new_layer(p, LAYER_PLAIN, HASH_START);
    draw_add(&p->at->list, c);
}

static uint32_t with_alpha(uint32_t colour, uint8_t alpha)
{
    return (colour & 0xFFFFFF) | (uint32_t)alpha << 24;
}

static uint32_t colour_of(const struct paint *p, enum colour c)
{
    return look_colour(p->b->look, c);
}

static int radius_px(const struct paint *p, const struct node_style *s, struct rect box)
{
    int most = (box.w < box.h ? box.w : box.h) / 2, r = px(p->b->look, s->radius);
    return r < most ? r : most;
}

// A picture lies over all of it.
static bool hidden_by_picture(const struct node *n)
{
    const struct node *c = n->first;
    return c && c->kind == NODE_PICTURE && c->x == n->x && c->y == n->y && c->w == n->w &&
           c->h == n->h && c->style.radius <= n->style.radius &&
           c->style.corners == n->style.corners;
}

// What is pressed is a little smaller and darker; what is large has a frame instead, which is
// there sooner.
static bool is_large(const struct paint *p, struct rect box)
{
    return (int64_t)box.w * box.h * 6 > (int64_t)p->frame->w * p->frame->h;
}

static void paint_back(struct paint *p, const struct node *n, struct rect box)
{
    const struct node_style *s = &n->style;
    const struct look *look = p->b->look;
    int corners = s->corners ? s->corners : CORNER_ALL, radius = radius_px(p, s, box);
    if (s->shadow && !look->theme->outlines)
        add(p, &(struct draw_command){.kind = DRAW_SHADOW,
                                      .box = box,
                                      .colour = colour_of(p, COLOUR_SHADOW),
                                      .radius = radius,
                                      .corners = corners,
                                      .blur = px(look, 28),
                                      .hollow = s->fill != COLOUR_NONE && !s->fill_alpha,
                                      .dy = px(look, 8)});
    if (s->fill != COLOUR_NONE && !hidden_by_picture(n))
        add(p,
            &(struct draw_command){
                .kind = DRAW_FILL,
                .box = box,
                .colour = s->fill_alpha ? with_alpha(colour_of(p, s->fill), s->fill_alpha)
                                        : colour_of(p, s->fill),
                .radius = radius,
                .corners = corners});
}

static void paint_line(struct paint *p, const struct node *n, struct rect box)
{
    const struct node_style *s = &n->style;
    const struct look *look = p->b->look;
    bool forced =
        look->theme->outlines && (s->shadow || node_pressable(n)) && s->radius > 0;
    if (s->outline == COLOUR_NONE && !forced)
        return;
    float dp = s->outline_dp > 0 ? s->outline_dp : 2;
    add(p, &(struct draw_command){.kind = DRAW_OUTLINE,
                                  .box = box,
                                  .colour =
                                      colour_of(p, s->outline ? s->outline : COLOUR_LINE),
                                  .radius = radius_px(p, s, box),
                                  .corners = s->corners ? s->corners : CORNER_ALL,
                                  .line = px(look, dp) > 0 ? px(look, dp) : 1});
}

static void paint_scrim(struct paint *p, const struct node *n, struct rect box)
{
    const struct node_style *s = &n->style;
    if (s->scrim == COLOUR_NONE)
        return;
    bool swap = s->scrim_sideways && p->b->look->rtl;
    uint8_t from = swap ? s->scrim_to : s->scrim_from,
            to = swap ? s->scrim_from : s->scrim_to;
    uint32_t colour = colour_of(p, s->scrim);
    add(p,
        &(struct draw_command){.kind = DRAW_GRADIENT,
                               .box = box,
                               .colour = with_alpha(colour, from),
                               .colour2 = with_alpha(colour, to),
                               .axis = s->scrim_sideways ? GRADIENT_RIGHT : GRADIENT_DOWN,
                               .radius = radius_px(p, s, box),
                               .corners = s->corners ? s->corners : CORNER_ALL});
}

static void paint_text(struct paint *p, const struct node *n)
{
    const struct edges *pad = &n->style.pad;
    const struct look *look = p->b->look;
    float start = look->rtl ? pad->end : pad->start;
    uint32_t second = n->text.colour2 ? n->text.colour2 : n->text.colour;
    if (!n->text.words || !*n->text.words || !n->paragraph)
        return;
    add(p, &(struct draw_command){.kind = DRAW_TEXT,
                                  .box = box_px(look, n->x + start, n->y + pad->top,
                                                n->w - pad->start - pad->end,
                                                n->h - pad->top - pad->bottom),
                                  .colour = colour_of(p, n->text.colour),
                                  .colour2 = colour_of(p, second),
                                  .paragraph = n->paragraph});
}

static void paint_content(struct paint *p, const struct node *n, struct rect box)
{
    if (n->soon) {
        struct image_ref ref = *n->soon;
        ref.w = box.w;
        ref.h = box.h;
        paint_soon(p->b, ref);
    }
    if (n->kind == NODE_TEXT) {
        paint_text(p, n);
    } else if (n->kind == NODE_ICON) {
        add(p, &(struct draw_command){.kind = DRAW_ICON,
                                      .box = box,
                                      .icon = n->icon,
                                      .colour = colour_of(p, n->icon_colour),
                                      .flip = n->icon_mirrors && p->b->look->rtl});
    } else if (n->kind == NODE_PICTURE) {
        struct image_ref ref = n->image;
        ref.w = box.w;
        ref.h = box.h;
        add(p, &(struct draw_command){.kind = DRAW_IMAGE,
                                      .box = box,
                                      .image = ref,
                                      .radius = radius_px(p, &n->style, box),
                                      .corners = n->style.corners ? n->style.corners
                                                                  : CORNER_ALL});
    } else if (n->kind == NODE_INSIDE && n->inside->draw) {
        if (!p->at)
            p->at = new_layer(p, LAYER_PLAIN, HASH_START);
        n->inside->draw(p->b, n, &p->at->list, box);
    }
}

// Around the box with a little air; inside it where there is no room around.
static void paint_ring(struct paint *p, const struct node *n, struct rect box)
{
    const struct look *look = p->b->look;
    int out = px(look, 6), line = px(look, 5);
    struct rect ring = {box.x - out, box.y - out, box.w + 2 * out, box.h + 2 * out};
    int limit_w = n->scroller ? px(look, n->scroller->w) : p->frame->w;
    if (ring.x < 0 || ring.x + ring.w > limit_w || (!n->scroller && ring.y < 0))
        ring = (struct rect){box.x + 2, box.y + 2, box.w - 4, box.h - 4};
    int radius = px(look, n->style.radius) + (ring.w > box.w ? out : 0);
    int most = (ring.w < ring.h ? ring.w : ring.h) / 2;
    add(p, &(struct draw_command){.kind = DRAW_OUTLINE,
                                  .box = ring,
                                  .colour = colour_of(p, COLOUR_FOCUS),
                                  .radius = radius < most ? radius : most,
                                  .corners = CORNER_ALL,
                                  .line = line});
}

static void paint_node(struct paint *p, const struct node *n);

// What comes after a scroller in a stack lies above it; elsewhere beside it, on the layer that
// was there before.
static void paint_children(struct paint *p, const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next) {
        struct draw_layer *before = p->at;
        paint_node(p, c);
        if (c->scroller && n->style.flow != FLOW_STACK)
            p->at = before;
    }
}

static bool has_thumb(const struct paint *p, const struct node *n)
{
    for (int i = 0; i < p->n_thumbs; i++)
        if (p->thumbs[i] == n->path)
            return n->content_h > n->h;
    return false;
}

// A thin thumb, while the scroller moves.
static void paint_thumb(struct paint *p, const struct node *n, float offset)
{
    if (!has_thumb(p, n))
        return;
    float run = n->h - 16, h = fmaxf(48, run * n->h / n->content_h);
    float at = offset / (n->content_h - n->h);
    float y = n->y + 8 + (run - h) * fminf(1, fmaxf(0, at));
    float x = p->b->look->rtl ? n->x + 8 : n->x + n->w - 14;
    add(p,
        &(struct draw_command){.kind = DRAW_FILL,
                               .box = box_px(p->b->look, x, y, 6, h),
                               .colour = with_alpha(colour_of(p, COLOUR_INK_SOFT), 150),
                               .radius = px(p->b->look, 3),
                               .corners = CORNER_ALL});
}

// What of it is seen through the view around it, and how its content is moved there. False:
// nothing.
static bool enter(struct paint *p, const struct node *n, struct rect box, float offset)
{
    struct rect whole = {p->view.x + box.x, p->view.y + box.y - p->offset_y, box.w,
                         box.h};
    struct rect seen = rect_cut(whole, p->view);
    if (rect_empty(seen))
        return false;
    p->offset_y = px(p->b->look, offset) + seen.y - whole.y;
    p->view = seen;
    p->at = new_layer(p, LAYER_SCROLLER, n->path);
    p->at->content_w = box.w;
    p->at->content_h = px(p->b->look, n->content_h);
    p->at->background = colour_of(p, n->style.fill ? n->style.fill : COLOUR_PAPER);
    return true;
}

static void paint_scroller(struct paint *p, const struct node *n, struct rect box)
{
    float offset = kept_offset(p->b->kept, n->path);
    struct rect view = p->view;
    int offset_y = p->offset_y;
    if (!enter(p, n, box, offset))
        return;
    paint_children(p, n);
    p->view = view;
    p->offset_y = offset_y;
    p->at = NULL;
    paint_thumb(p, n, offset);
}

// The frame of what is large lies on a layer of its own, so that kept pixels stay as they are.
static void paint_pressed(struct paint *p, const struct node *n, struct rect box,
                          bool large)
{
    struct draw_layer *at = p->at;
    if (large)
        p->at = NULL;
    add(p, &(struct draw_command){
               .kind = large ? DRAW_OUTLINE : DRAW_FILL,
               .box = box,
               .colour = large ? colour_of(p, COLOUR_CORAL)
                               : with_alpha(colour_of(p, COLOUR_INK), 30),
               .line = px(p->b->look, 10),
               .radius = radius_px(p, &n->style, box),
               .corners = n->style.corners ? n->style.corners : CORNER_ALL});
    if (large)
        p->at = at;
}

static void paint_node(struct paint *p, const struct node *n)
{
    struct rect box = paint_box(p->b->look, n), back = box;
    bool pressed = p->pressed == n->path && node_pressable(n);
    bool large = is_large(p, box);
    if (pressed && n->style.radius > 0 && !large) {
        int in = px(p->b->look, 2);
        back = (struct rect){box.x + in, box.y + in, box.w - 2 * in, box.h - 2 * in};
    }
    if (n->style.scroll) {
        paint_scroller(p, n, box);
    } else {
        paint_back(p, n, back);
        paint_content(p, n, box);
        paint_scrim(p, n, back);
        paint_children(p, n);
        paint_line(p, n, back);
    }
    if (pressed)
        paint_pressed(p, n, back, large);
    if (p->focus == n->path)
        paint_ring(p, n, box);
}

void paint_tree(struct paint *p, const struct node *root)
{
    p->at = NULL;
    p->view = (struct rect){0, 0, p->frame->w, p->frame->h};
    p->offset_y = 0;
    paint_node(p, root);
}

void paint_dim(struct draw_frame *frame, struct arena *arena, uint8_t alpha)
{
    struct paint p = {.frame = frame, .arena = arena, .view = {0, 0, frame->w, frame->h}};
    add(&p, &(struct draw_command){.kind = DRAW_FILL,
                                   .box = {0, 0, frame->w, frame->h},
                                   .colour = (uint32_t)alpha << 24});
}
