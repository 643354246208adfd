#include "gfx/painter.h"

#include "base/hash.h"
#include "gfx/gradient.h"

void painter_init(struct painter *p, struct type *type, struct pictures *pictures)
{
    *p = (struct painter){.type = type, .pictures = pictures};
    icons_init(&p->icons);
    shadows_init(&p->shadows);
}

void painter_release(struct painter *p)
{
    icons_release(&p->icons);
    shadows_release(&p->shadows);
}

static struct rect moved(struct rect r, int dx, int dy)
{
    return (struct rect){r.x + dx, r.y + dy, r.w, r.h};
}

static void paint_text(struct painter *p, const struct raster *r,
                       const struct draw_command *c, struct rect box)
{
    if (!p->type || !c->paragraph)
        return;
    const uint32_t colours[2] = {c->colour, c->colour2};
    const struct type_target target = {r->px, r->pitch_px, r->clip};
    paragraph_paint(p->type, c->paragraph, &target, box.x, box.y, colours);
}

static void paint_image(struct painter *p, const struct raster *r,
                        const struct draw_command *c, struct rect box, struct round round)
{
    const struct bitmap *b = pictures_find(p->pictures, &c->image);
    if (b && c->faded && b->w == box.w && b->h == box.h)
        raster_lerp(r, box, b->px, b->pitch_px, 255u - c->faded);
    else if (c->faded)
        raster_fill(r, box, round,
                    (c->image.colour & 0xFFFFFFu) | (255u - c->faded) << 24);
    else if (b && b->w == box.w && b->h == box.h)
        raster_image(r, box, round, b->px, b->pitch_px);
    else
        raster_fill(r, box, round, c->image.colour | 0xFF000000u);
}

// Around the opaque box that follows, but for its round corners.
static void paint_shadow(struct painter *p, const struct raster *r,
                         const struct draw_command *c, struct rect box)
{
    struct round round = {c->radius, c->corners};
    struct rect at = r->clip, under = moved(box, 0, c->dy);
    struct rect in = {box.x + c->radius, box.y, box.w - 2 * c->radius, box.h};
    if (!c->hollow || in.w <= 0 || rect_empty(rect_cut(in, at))) {
        shadows_paint(&p->shadows, r, under, round, c->blur, c->colour);
        return;
    }
    in = rect_cut(in, at);
    const struct rect around[4] = {
        {at.x, at.y, at.w, in.y - at.y},
        {at.x, in.y + in.h, at.w, at.y + at.h - in.y - in.h},
        {at.x, in.y, in.x - at.x, in.h},
        {in.x + in.w, in.y, at.x + at.w - in.x - in.w, in.h},
    };
    for (int i = 0; i < 4; i++) {
        struct raster part = *r;
        part.clip = around[i];
        if (!rect_empty(part.clip))
            shadows_paint(&p->shadows, &part, under, round, c->blur, c->colour);
    }
}

void painter_paint(struct painter *p, const struct raster *r,
                   const struct draw_command *c, int dx, int dy)
{
    struct raster part = *r;
    struct rect box = moved(c->box, dx, dy);
    struct round round = {c->radius, c->corners};
    part.clip = rect_cut(r->clip, moved(draw_reach(c), dx, dy));
    if (rect_empty(part.clip))
        return;
    switch (c->kind) {
    case DRAW_FILL:
        raster_fill(&part, box, round, c->colour);
        break;
    case DRAW_OUTLINE:
        raster_outline(&part, box, round, c->line, c->colour);
        break;
    case DRAW_SHADOW:
        paint_shadow(p, &part, c, box);
        break;
    case DRAW_GRADIENT:
        gradient_paint(&part, box, round, c->axis, c->colour, c->colour2);
        break;
    case DRAW_TEXT:
        paint_text(p, &part, c, box);
        break;
    case DRAW_IMAGE:
        paint_image(p, &part, c, box, round);
        break;
    case DRAW_ZOOM:
        raster_fill(&part, box, round, c->image.colour | 0xFF000000u);
        break;
    case DRAW_ICON:
        icons_paint(&p->icons, &part, box, c->icon, c->flip, c->colour);
        break;
    }
}

void painter_paint_list(struct painter *p, const struct raster *r,
                        const struct draw_list *list, int dx, int dy)
{
    for (size_t i = 0; i < list->count; i++)
        painter_paint(p, r, &list->items[i], dx, dy);
}

uint64_t painter_hash(const struct painter *p, const struct draw_command *c)
{
    uint64_t h = draw_hash(c);
    if (c->kind == DRAW_IMAGE)
        h = hash_u64(h, pictures_find(p->pictures, &c->image) != NULL);
    return h;
}

static bool inside(struct rect area, struct rect box)
{
    return rect_eq(rect_cut(area, box), area);
}

bool painter_covers(const struct draw_command *c, struct rect area)
{
    bool opaque =
        (c->kind == DRAW_IMAGE && !c->faded) ||
        (c->kind == DRAW_FILL && c->colour >> 24 == 255) ||
        (c->kind == DRAW_GRADIENT && c->colour >> 24 == 255 && c->colour2 >> 24 == 255);
    if (!opaque || !inside(area, c->box) || (c->clip.w && !inside(area, c->clip)))
        return false;
    int radius = c->corners ? c->radius : 0;
    struct rect b = c->box;
    struct rect wide = {b.x, b.y + radius, b.w, b.h - 2 * radius};
    struct rect high = {b.x + radius, b.y, b.w - 2 * radius, b.h};
    return inside(area, wide) || inside(area, high);
}
