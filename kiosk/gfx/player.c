#include "gfx/player.h"

#include "base/bug.h"
#include "base/hash.h"

void player_init(struct player *p, struct type *type, struct pictures *pictures)
{
    *p = (struct player){.pictures = pictures};
    painter_init(&p->painter, type, pictures);
    grid_init(&p->now);
    grid_init(&p->before);
    region_init(&p->region);
    region_init(&p->owed);
}

void player_release(struct player *p)
{
    for (size_t i = 0; i < p->n_strips; i++)
        strip_destroy(p->strips[i]);
    painter_release(&p->painter);
    grid_release(&p->now);
    grid_release(&p->before);
    region_release(&p->region);
    region_release(&p->owed);
    *p = (struct player){0};
}

static struct rect moved(struct rect r, int dx, int dy)
{
    return (struct rect){r.x + dx, r.y + dy, r.w, r.h};
}

static bool inside(struct rect area, struct rect box)
{
    return rect_eq(rect_cut(area, box), area);
}

// From a layer's coordinates to the picture's.
static int origin_x(const struct draw_layer *layer)
{
    return layer->clip.x - layer->offset_x;
}

static int origin_y(const struct draw_layer *layer)
{
    return layer->clip.y - layer->offset_y;
}

// ---- pictures

static void want_command(struct player *p, const struct draw_command *c,
                         enum pictures_need need)
{
    if (c->kind == DRAW_IMAGE)
        pictures_want(p->pictures, &c->image, need);
    if (c->kind != DRAW_ZOOM)
        return;
    // Of what is zoomed the whole was there before, and nothing fades in.
    pictures_want(p->pictures, &c->zoom->whole, PICTURES_NEAR);
    for (int i = 0; i < DRAW_SHARP_MAX; i++)
        pictures_want(p->pictures, &c->zoom->sharp[i], PICTURES_NEAR);
}

// Those within `beyond` px above and below what the layer shows.
static void want_pictures(struct player *p, const struct draw_layer *layer,
                          struct rect screen, int beyond)
{
    enum pictures_need need = beyond ? PICTURES_NEAR : PICTURES_SEEN;
    struct rect view = rect_cut(layer->clip, screen);
    view = moved(view, -origin_x(layer), -origin_y(layer));
    view.y -= beyond;
    view.h += 2 * beyond;
    for (size_t i = 0; i < layer->list.count; i++) {
        const struct draw_command *c = &layer->list.items[i];
        if (!rect_empty(rect_cut(draw_reach(c), view)))
            want_command(p, c, need);
    }
}

// First what is seen, then what a finger may bring into view, then what a tap may: jobs are
// done in this order.
static void want_all(struct player *p, const struct draw_frame *frame, struct rect screen)
{
    for (size_t i = 0; i < frame->n_layers; i++)
        want_pictures(p, &frame->layers[i], screen, 0);
    for (size_t i = 0; i < frame->n_layers; i++)
        if (frame->layers[i].kind == LAYER_SCROLLER)
            want_pictures(p, &frame->layers[i], screen, frame->layers[i].clip.h);
    for (size_t i = 0; i < frame->n_soon; i++)
        pictures_want(p->pictures, &frame->soon[i], PICTURES_SOON);
}

// ---- strips

static struct strip *take_strip(struct player *p, const struct draw_layer *layer)
{
    for (size_t i = 0; i < p->n_strips; i++)
        if (strip_is(p->strips[i], layer)) {
            struct strip *s = p->strips[i];
            p->strips[i] = p->strips[--p->n_strips];
            return s;
        }
    return strip_create(layer);
}

// Gives each scroller the strip it had, or a new one; those of layers that left are freed.
static void deal_strips(struct player *p, const struct draw_frame *frame)
{
    size_t n = 0;
    for (size_t i = 0; i < frame->n_layers; i++) {
        const struct draw_layer *layer = &frame->layers[i];
        bool fits = strip_fits(layer) && layer->opacity > 0;
        p->strip_of[i] = fits ? take_strip(p, layer) : NULL;
    }
    for (size_t i = 0; i < p->n_strips; i++)
        strip_destroy(p->strips[i]);
    for (size_t i = 0; i < frame->n_layers; i++)
        if (p->strip_of[i])
            p->strips[n++] = p->strip_of[i];
    p->n_strips = n;
}

static const struct player_shown *shown_before(const struct player *p, uint64_t key)
{
    for (size_t i = 0; i < p->n_shown; i++)
        if (p->shown[i].key == key)
            return &p->shown[i];
    return NULL;
}

// A layer that is new, or whose clip changed, changes the cells as well (fold_scroller).
static void update_strip(struct player *p, const struct draw_layer *layer,
                         struct strip *strip)
{
    const struct player_shown *before = shown_before(p, layer->key);
    bool still = before && before->offset_y == layer->offset_y;
    p->strip_px +=
        strip_update(strip, &p->painter, layer, p->within, still ? &p->region : NULL);
    if (!still)
        region_add(&p->region, layer->clip);
}

static bool is_seen(const struct player *p, struct rect r)
{
    return !p->within || !rect_empty(rect_cut(r, *p->within));
}

static bool is_seen_whole(const struct player *p, struct rect r)
{
    return !p->within || rect_eq(rect_cut(r, *p->within), r);
}

// What is not seen, or in part, counts as not shown, and will be painted whole.
static void update_strips(struct player *p, const struct draw_frame *frame)
{
    for (size_t i = 0; i < frame->n_layers; i++) {
        const struct draw_layer *layer = &frame->layers[i];
        if (p->strip_of[i] && is_seen(p, layer->clip))
            update_strip(p, layer, p->strip_of[i]);
        else if (p->strip_of[i] && p->owed.count) // not in the first frame
            p->strip_px += strip_prepare(p->strip_of[i], &p->painter, layer);
    }
    p->n_shown = 0;
    for (size_t i = 0; i < frame->n_layers; i++)
        if (is_seen_whole(p, frame->layers[i].clip))
            p->shown[p->n_shown++] =
                (struct player_shown){frame->layers[i].key, frame->layers[i].offset_y};
}

// ---- cells

static uint64_t hash_place(const struct draw_layer *layer)
{
    uint64_t h = hash_u64(HASH_START, layer->key);
    h = hash_u64(h, (uint64_t)(uint32_t)layer->clip.x << 32 | (uint32_t)layer->clip.y);
    h = hash_u64(h, (uint64_t)(uint32_t)layer->clip.w << 32 | (uint32_t)layer->clip.h);
    return hash_u64(h, (uint64_t)layer->background << 8 | layer->opacity);
}

// That it is there, and where between the others; what it shows is known otherwise.
static void fold_scroller(struct player *p, const struct draw_layer *layer)
{
    grid_fold(&p->now, layer->clip, hash_place(layer));
}

// What an opaque command hides may change unseen.
static void hide_below(struct player *p, const struct draw_layer *layer,
                       const struct draw_command *c, int x, int y)
{
    struct rect solid[2];
    int n = layer->opacity == 255 ? painter_solid(c, solid) : 0;
    for (int i = 0; i < n; i++)
        grid_hide(&p->now, rect_cut(moved(solid[i], x, y), layer->clip), HASH_START);
}

static void fold_plain(struct player *p, const struct draw_layer *layer)
{
    int x = origin_x(layer), y = origin_y(layer);
    uint64_t place = hash_u64(HASH_START, (uint64_t)(uint32_t)x << 32 | (uint32_t)y);
    place = hash_u64(place, layer->opacity);
    for (size_t i = 0; i < layer->list.count; i++) {
        const struct draw_command *c = &layer->list.items[i];
        struct rect reach = rect_cut(moved(draw_reach(c), x, y), layer->clip),
                    parts[DRAW_PARTS_MAX];
        if (rect_empty(rect_cut(reach, p->now.area)))
            continue;
        hide_below(p, layer, c, x, y);
        uint64_t h = painter_hash(&p->painter, c) ^ place;
        // Where the layer's clip cuts the command, the cut counts too.
        h = hash_u64(h, (uint64_t)(uint32_t)reach.x << 32 | (uint32_t)reach.y);
        h = hash_u64(h, (uint64_t)(uint32_t)reach.w << 32 | (uint32_t)reach.h);
        int n = draw_parts(c, parts);
        for (int k = 0; k < n; k++)
            grid_fold(&p->now, rect_cut(moved(parts[k], x, y), layer->clip), h);
    }
}

static void fold_all(struct player *p, const struct draw_frame *frame, struct rect screen)
{
    struct grid last = p->before;
    p->before = p->now;
    p->now = last;
    grid_start(&p->now, screen, PLAYER_CELL, PLAYER_CELL,
               hash_u64(HASH_START, frame->background));
    for (size_t i = 0; i < frame->n_layers; i++) {
        const struct draw_layer *layer = &frame->layers[i];
        if (layer->opacity == 0)
            continue;
        if (p->strip_of[i])
            fold_scroller(p, layer);
        else if (layer->kind == LAYER_SCROLLER)
            grid_fold(&p->now, layer->clip, hash_place(layer));
        if (!p->strip_of[i])
            fold_plain(p, layer);
    }
}

// ---- painting

static void paint_layer(struct player *p, const struct raster *r,
                        const struct draw_layer *layer, const struct strip *strip,
                        size_t from)
{
    struct raster part = *r;
    part.clip = rect_cut(r->clip, layer->clip);
    if (rect_empty(part.clip))
        return;
    if (strip) {
        strip_blit(strip, layer, &part);
        return;
    }
    if (layer->kind == LAYER_SCROLLER)
        raster_fill(&part, part.clip, (struct round){0}, layer->background | 0xFF000000u);
    for (size_t i = from; i < layer->list.count; i++)
        painter_paint(&p->painter, &part, &layer->list.items[i], origin_x(layer),
                      origin_y(layer));
}

// On a copy of what lies below, which then takes the place in part. Without memory for the
// copy it is shown as it is.
static void paint_faded(struct player *p, const struct raster *r,
                        const struct draw_layer *layer, const struct strip *strip)
{
    struct rect area = rect_cut(r->clip, layer->clip);
    struct bitmap copy;
    if (rect_empty(area) || layer->opacity == 0)
        return;
    if (!bitmap_init(&copy, area.w, area.h)) {
        paint_layer(p, r, layer, strip, 0);
        return;
    }
    struct draw_layer near = *layer;
    near.clip = moved(layer->clip, -area.x, -area.y);
    struct raster to = {copy.px, copy.pitch_px, bitmap_rect(&copy)};
    const uint32_t *below = r->px + (ptrdiff_t)area.y * r->pitch_px + area.x;
    raster_image(&to, to.clip, (struct round){0}, below, r->pitch_px);
    paint_layer(p, &to, &near, strip, 0);
    raster_lerp(r, area, copy.px, copy.pitch_px, layer->opacity);
    bitmap_release(&copy);
}

// The topmost thing that hides all below it within `area`.
struct cover {
    bool found;
    size_t layer, command;
};

static struct cover find_cover(const struct draw_frame *frame, struct rect area)
{
    for (size_t i = frame->n_layers; i-- > 0;) {
        const struct draw_layer *layer = &frame->layers[i];
        if (layer->opacity < 255 || !inside(area, layer->clip))
            continue;
        if (layer->kind == LAYER_SCROLLER)
            return (struct cover){true, i, 0};
        struct rect own = moved(area, -origin_x(layer), -origin_y(layer));
        for (size_t k = layer->list.count; k-- > 0;)
            if (painter_covers(&layer->list.items[k], own))
                return (struct cover){true, i, k};
    }
    return (struct cover){0};
}

static void paint_area(struct player *p, const struct bitmap *picture,
                       const struct draw_frame *frame, struct rect area)
{
    struct raster r = {picture->px, picture->pitch_px, area};
    struct cover cover = find_cover(frame, area);
    if (!cover.found)
        raster_fill(&r, area, (struct round){0}, frame->background | 0xFF000000u);
    for (size_t i = cover.layer; i < frame->n_layers; i++) {
        const struct draw_layer *layer = &frame->layers[i];
        if (layer->opacity < 255)
            paint_faded(p, &r, layer, p->strip_of[i]);
        else
            paint_layer(p, &r, layer, p->strip_of[i],
                        i == cover.layer ? cover.command : 0);
    }
    p->painted_px += area.w * area.h;
}

static void keep_larger(struct rect *best, struct rect r)
{
    if (!rect_empty(r) && (int64_t)r.w * r.h > (int64_t)best->w * best->h)
        *best = r;
}

// The largest part of an area below which something opaque leaves nothing to paint.
static struct rect find_part(const struct draw_frame *frame, struct rect area)
{
    struct rect best = {0};
    for (size_t i = 0; i < frame->n_layers; i++) {
        const struct draw_layer *layer = &frame->layers[i];
        struct rect seen = rect_cut(area, layer->clip), solid[2];
        if (layer->opacity < 255 || rect_empty(seen))
            continue;
        if (layer->kind == LAYER_SCROLLER)
            keep_larger(&best, seen);
        // The first thing lies on nothing but the background.
        for (size_t k = i == 0; k < layer->list.count; k++)
            for (int n = painter_solid(&layer->list.items[k], solid); n-- > 0;)
                keep_larger(&best, rect_cut(seen, moved(solid[n], origin_x(layer),
                                                        origin_y(layer))));
    }
    return best;
}

// What is hidden in most of an area is painted in the rest of it alone.
static void paint_parts(struct player *p, const struct bitmap *picture,
                        const struct draw_frame *frame, struct rect area)
{
    struct rect part = find_part(frame, area);
    if ((int64_t)part.w * part.h * 2 < (int64_t)area.w * area.h || rect_eq(part, area)) {
        paint_area(p, picture, frame, area);
        return;
    }
    int right = part.x + part.w, below = part.y + part.h;
    const struct rect parts[] = {
        part,
        {area.x, area.y, area.w, part.y - area.y},
        {area.x, below, area.w, area.y + area.h - below},
        {area.x, part.y, part.x - area.x, part.h},
        {right, part.y, area.x + area.w - right, part.h},
    };
    for (int i = 0; i < 5; i++)
        if (!rect_empty(parts[i]))
            paint_area(p, picture, frame, parts[i]);
}

void player_prepare(struct player *p, const struct draw_frame *frame, struct rect screen)
{
    if (frame->n_layers > DRAW_LAYERS_MAX)
        BUG("a frame of %zu layers", frame->n_layers);
    p->painted_px = p->strip_px = 0;
    region_clear(&p->region);
    want_all(p, frame, screen);
    deal_strips(p, frame);
    update_strips(p, frame);
}

// What lies within, and the rest into what is owed.
static struct rect take_seen(struct player *p, struct rect r)
{
    if (!p->within)
        return r;
    struct rect in = rect_cut(r, *p->within);
    if (rect_empty(in)) {
        region_add_once(&p->owed, r);
        return in;
    }
    int right = in.x + in.w, low = in.y + in.h;
    region_add_once(&p->owed, (struct rect){r.x, r.y, r.w, in.y - r.y});
    region_add_once(&p->owed, (struct rect){r.x, low, r.w, r.y + r.h - low});
    region_add_once(&p->owed, (struct rect){r.x, in.y, in.x - r.x, in.h});
    region_add_once(&p->owed, (struct rect){right, in.y, r.x + r.w - right, in.h});
    return in;
}

static void collect_owed(struct player *p)
{
    for (size_t i = 0; i < p->owed.count; i++)
        region_add(&p->region, p->owed.items[i]);
    region_clear(&p->owed);
}

bool player_play(struct player *p, const struct bitmap *picture,
                 const struct draw_frame *frame, bool all)
{
    struct rect screen = bitmap_rect(picture);
    player_prepare(p, frame, screen);
    fold_all(p, frame, screen);
    if (all || !grid_same_shape(&p->now, &p->before)) {
        region_clear(&p->region);
        region_add(&p->region, screen);
        region_clear(&p->owed);
    } else {
        region_add_changed(&p->region, &p->now, &p->before);
        collect_owed(p);
    }
    for (size_t i = 0; i < p->region.count; i++) {
        struct rect *r = &p->region.items[i];
        *r = take_seen(p, rect_cut(*r, screen));
        if (!rect_empty(*r))
            paint_parts(p, picture, frame, *r);
    }
    return p->painted_px > 0;
}

void player_fill_ahead(struct player *p, const struct draw_frame *frame)
{
    for (size_t i = 0; i < frame->n_layers; i++)
        if (p->strip_of[i])
            p->strip_px +=
                strip_fill_ahead(p->strip_of[i], &p->painter, &frame->layers[i]);
}
