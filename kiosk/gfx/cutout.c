#include "gfx/cutout.h"

#include <stddef.h>

#define BLACK 0xFF000000u
#define WHITE 0xFFFFFFFFu

void cutout_init(struct cutout *c)
{
    *c = (struct cutout){0};
}

void cutout_release(struct cutout *c)
{
    bitmap_release(&c->px);
    bitmap_release(&c->white);
}

void cutout_join(uint32_t *black, const uint32_t *white, int n)
{
    for (int i = 0; i < n; i++) {
        uint32_t b = black[i], w = white[i];
        // No channel is darker over white; each may be off by its own rounding.
        uint32_t seen = (w >> 16 & 255) - (b >> 16 & 255) + (w >> 8 & 255) -
                        (b >> 8 & 255) + (w & 255) - (b & 255);
        black[i] = (b & 0xFFFFFFu) | (255 - (seen + 1) / 3) << 24;
    }
}

static bool make_room(struct bitmap *b, struct rect part)
{
    if (b->w >= part.w && b->h >= part.h)
        return true;
    int w = b->w > part.w ? b->w : part.w, h = b->h > part.h ? b->h : part.h;
    bitmap_release(b);
    return bitmap_init(b, w, h);
}

// The command from which on it is painted: the topmost that hides all below it.
static size_t find_first(const struct draw_layer *layer, struct rect part, bool *covered)
{
    *covered = true;
    for (size_t i = layer->list.count; i-- > 0;)
        if (painter_covers(&layer->list.items[i], part))
            return i;
    *covered = false;
    return 0;
}

bool cutout_paint(struct cutout *c, struct painter *painter,
                  const struct draw_layer *layer, struct rect part, uint32_t below)
{
    bool covered;
    size_t first = find_first(layer, part, &covered);
    bool opaque = below || covered;
    if (!make_room(&c->px, part) || (!opaque && !make_room(&c->white, part)))
        return false;
    struct raster r = {c->px.px, c->px.pitch_px, {0, 0, part.w, part.h}};
    struct raster white = {c->white.px, c->white.pitch_px, r.clip};
    if (!covered)
        raster_fill(&r, r.clip, (struct round){0}, below ? below : BLACK);
    if (!opaque)
        raster_fill(&white, r.clip, (struct round){0}, WHITE);
    for (size_t i = first; i < layer->list.count; i++) {
        painter_paint(painter, &r, &layer->list.items[i], -part.x, -part.y);
        if (!opaque)
            painter_paint(painter, &white, &layer->list.items[i], -part.x, -part.y);
    }
    for (int y = 0; !opaque && y < part.h; y++)
        cutout_join(r.px + (ptrdiff_t)y * r.pitch_px,
                    white.px + (ptrdiff_t)y * white.pitch_px, part.w);
    return true;
}
