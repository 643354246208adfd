#include "gfx/painter.h"

#include "base/hash.h"
#include "gfx/gradient.h"
#include "gfx/pixels.h"
#include "gfx/scale.h"

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
    uint8_t level = pictures_level(p->pictures, &c->image);
    if (b && c->faded && b->w == box.w && b->h == box.h)
        raster_lerp(r, box, b->px, b->pitch_px, 255u - c->faded);
    else if (c->faded)
        raster_fill(r, box, round,
                    (c->image.colour & 0xFFFFFFu) | (255u - c->faded) << 24);
    else if (b && level == 255 && b->w == box.w && b->h == box.h)
        raster_image(r, box, round, b->px, b->pitch_px);
    else
        raster_fill(r, box, round, c->image.colour | 0xFF000000u);
    if (b && !c->faded && level < 255 && b->w == box.w && b->h == box.h)
        raster_fade(r, box, round, b->px, b->pitch_px, level);
}

// The four sides of `at` around `in`, which lies within it; some may be empty.
static void around(struct rect at, struct rect in, struct rect out[4])
{
    int right = in.x + in.w, below = in.y + in.h;
    out[0] = (struct rect){at.x, at.y, at.w, in.y - at.y};
    out[1] = (struct rect){at.x, below, at.w, at.y + at.h - below};
    out[2] = (struct rect){at.x, in.y, in.x - at.x, in.h};
    out[3] = (struct rect){right, in.y, at.x + at.w - right, in.h};
}

// From above: `level` pictures are left to paint, of which the last is the whole; each leaves
// only what is around it to those below.
static void paint_zoom(struct painter *p, const struct raster *r,
                       const struct draw_command *c, int level)
{
    const struct draw_zoom *z = c->zoom;
    if (rect_empty(r->clip))
        return;
    if (level == 0) {
        raster_fill(r, r->clip, (struct round){0}, c->image.colour | 0xFF000000u);
        return;
    }
    const struct image_ref *ref = level > 1 ? &z->sharp[level - 2] : &z->whole;
    struct fbox at = level > 1 ? z->sharp_at[level - 2] : z->whole_at;
    const struct bitmap *b = *ref->media ? pictures_find(p->pictures, ref) : NULL;
    struct rect in = rect_cut(scale_box(at), r->clip), sides[4];
    if (rect_empty(in) || (!b && (level > 1 || !*ref->media))) {
        paint_zoom(p, r, c, level - 1);
        return;
    }
    if (b)
        scale_bilinear(r, at, b);
    else
        raster_fill(r, in, (struct round){0}, ref->colour | 0xFF000000u);
    around(r->clip, in, sides);
    for (int i = 0; i < 4; i++) {
        struct raster part = *r;
        part.clip = sides[i];
        paint_zoom(p, &part, c, level - 1);
    }
}

// In the command's own coordinates: moved by whole pixels, fractions stay what they are.
static void paint_zoom_moved(struct painter *p, const struct raster *r,
                             const struct draw_command *c, int dx, int dy)
{
    struct raster own = {r->px + (ptrdiff_t)dy * r->pitch_px + dx, r->pitch_px,
                         moved(r->clip, -dx, -dy)};
    paint_zoom(p, &own, c, DRAW_SHARP_MAX + 1);
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
    struct rect sides[4];
    around(at, in, sides);
    for (int i = 0; i < 4; i++) {
        struct raster part = *r;
        part.clip = sides[i];
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
        paint_zoom_moved(p, &part, c, dx, dy);
        break;
    case DRAW_ICON:
        icons_paint(&p->icons, &part, box, c->icon, c->flip, c->colour);
        break;
    case DRAW_PIXELS:
        pixels_paint(&part, box, c->pixels, c->warp);
        break;
    }
}

void painter_paint_list(struct painter *p, const struct raster *r,
                        const struct draw_list *list, int dx, int dy)
{
    for (size_t i = 0; i < list->count; i++)
        painter_paint(p, r, &list->items[i], dx, dy);
}

static uint64_t hash_there(uint64_t h, const struct painter *p,
                           const struct image_ref *ref)
{
    return hash_u64(h, *ref->media && pictures_find(p->pictures, ref));
}

uint64_t painter_hash(const struct painter *p, const struct draw_command *c)
{
    uint64_t h = draw_hash(c);
    if (c->kind == DRAW_IMAGE)
        h = hash_u64(hash_there(h, p, &c->image), pictures_level(p->pictures, &c->image));
    if (c->kind == DRAW_ZOOM) {
        h = hash_there(hash_u64(h, c->zoom->whole.colour), p, &c->zoom->whole);
        for (int i = 0; i < DRAW_SHARP_MAX; i++)
            h = hash_there(h, p, &c->zoom->sharp[i]);
    }
    return h;
}

static bool inside(struct rect area, struct rect box)
{
    return rect_eq(rect_cut(area, box), area);
}

int painter_solid(const struct draw_command *c, struct rect out[2])
{
    bool opaque =
        c->kind == DRAW_ZOOM || (c->kind == DRAW_IMAGE && !c->faded) ||
        (c->kind == DRAW_FILL && c->colour >> 24 == 255) ||
        (c->kind == DRAW_PIXELS && c->pixels->opaque && !c->warp) ||
        (c->kind == DRAW_GRADIENT && c->colour >> 24 == 255 && c->colour2 >> 24 == 255);
    int radius = c->corners ? c->radius : 0;
    struct rect b = c->box;
    if (!opaque)
        return 0;
    out[0] = (struct rect){b.x, b.y + radius, b.w, b.h - 2 * radius};
    out[1] = (struct rect){b.x + radius, b.y, b.w - 2 * radius, b.h};
    for (int i = 0; i < 2 && c->clip.w; i++)
        out[i] = rect_cut(out[i], c->clip);
    return radius ? 2 : 1;
}

bool painter_covers(const struct draw_command *c, struct rect area)
{
    struct rect solid[2];
    int n = painter_solid(c, solid);
    for (int i = 0; i < n; i++)
        if (inside(area, solid[i]))
            return true;
    return false;
}
