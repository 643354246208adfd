#include "gfx/compose.h"

#include <stddef.h>
#include <string.h>

#include "gfx/card.h"
#include "gfx/raster.h"
#include "gfx/scale.h"

static const struct round square = {0};

// What comes over and what goes under; `at` 0: all is under ... 1: all is over. A turn back is
// the same one from its end.
struct pair {
    const struct bitmap *under, *over, *band;
    float at;
};

static struct raster raster_of(const struct bitmap *b)
{
    return (struct raster){b->px, b->pitch_px, bitmap_rect(b)};
}

static uint32_t *pixel(const struct bitmap *b, int x, int y)
{
    return b->px + (ptrdiff_t)y * b->pitch_px + x;
}

// The part of `from` to where its top left comes to lie at x, y; both within their pictures.
static void copy(const struct bitmap *to, int x, int y, const struct bitmap *from,
                 struct rect part)
{
    for (int row = 0; row < part.h; row++)
        memcpy(pixel(to, x, y + row), pixel(from, part.x, part.y + row),
               (size_t)part.w * sizeof(*to->px));
}

static void fade(const struct bitmap *to, const struct pair *p)
{
    struct raster r = raster_of(to);
    // Row by row, while it is in the nearest cache.
    for (int y = 0; y < to->h; y++) {
        struct rect row = {0, y, to->w, 1};
        copy(to, 0, y, p->under, row);
        raster_lerp(&r, row, pixel(p->over, 0, y), p->over->pitch_px,
                    card_part(255, p->at));
    }
}

// ---- push

// Beside the edge at x, on the side that it comes from or goes to; it grows as that comes in.
static void edge_shadow(const struct bitmap *to, int x, int entered, bool mirrored)
{
    uint8_t mask[CARD_EDGE_W];
    struct raster r = raster_of(to);
    for (int i = 0; i < CARD_EDGE_W; i++)
        mask[mirrored ? i : CARD_EDGE_W - 1 - i] = (uint8_t)card_edge(i);
    uint32_t alpha = (uint32_t)(entered < CARD_EDGE_ALPHA ? entered : CARD_EDGE_ALPHA);
    for (int y = 0; y < to->h; y++)
        raster_mask(&r, (struct rect){mirrored ? x : x - CARD_EDGE_W, y, CARD_EDGE_W, 1},
                    mask, alpha << 24);
}

static void push(const struct bitmap *to, const struct pair *p, bool mirrored)
{
    int w = to->w, h = to->h, away = card_between(w, 0, p->at), entered = w - away;
    int moved = entered / 3;
    if (mirrored) {
        copy(to, 0, 0, p->over, (struct rect){away, 0, entered, h});
        copy(to, entered, 0, p->under, (struct rect){entered - moved, 0, away, h});
        edge_shadow(to, entered, entered, true);
    } else {
        copy(to, 0, 0, p->under, (struct rect){moved, 0, away, h});
        copy(to, away, 0, p->over, (struct rect){0, 0, entered, h});
        edge_shadow(to, away, entered, false);
    }
}

// ---- cards

// Around the card, and at its round corners over it.
struct ground {
    struct raster to;
    const struct bitmap *under;
    struct card card;
    int radius;
    uint32_t shade;
};

static void ground_span(const struct ground *g, int y, int from, int end)
{
    struct rect span = {from, y, end - from, 1};
    if (span.w <= 0)
        return;
    memcpy(g->to.px + (ptrdiff_t)y * g->to.pitch_px + from, pixel(g->under, from, y),
           (size_t)span.w * sizeof(*g->to.px));
    raster_fill(&g->to, span, square, g->shade);
}

static void ground_corner(const struct ground *g, int y, int from)
{
    const struct raster *to = &g->to;
    struct rect reach = rect_cut((struct rect){from, y, g->radius, 1}, to->clip);
    for (int x = reach.x; x < reach.x + reach.w; x++) {
        unsigned cover = raster_cover(g->card.box, g->card.round, x, y);
        uint32_t px = *pixel(g->under, x, y);
        const struct raster one = {&px, 1, {0, 0, 1, 1}};
        raster_fill(&one, one.clip, square, g->shade);
        raster_lerp(to, (struct rect){x, y, 1, 1}, &px, 1, 255 - cover);
    }
}

static void paint_ground(const struct bitmap *to, const struct bitmap *under,
                         const struct card *card, uint32_t shade)
{
    struct rect box = card->box, cut = rect_cut(box, bitmap_rect(to));
    int short_side = box.w < box.h ? box.w : box.h, radius = card->round.radius;
    struct ground g = {raster_of(to), under, *card, radius, shade};
    if (radius > short_side / 2)
        g.radius = short_side / 2;
    for (int y = 0; y < to->h; y++) {
        if (y < cut.y || y >= cut.y + cut.h) {
            ground_span(&g, y, 0, to->w);
            continue;
        }
        ground_span(&g, y, 0, cut.x);
        ground_span(&g, y, cut.x + cut.w, to->w);
        if (y - box.y < g.radius || box.y + box.h - 1 - y < g.radius) {
            ground_corner(&g, y, box.x);
            ground_corner(&g, y, box.x + box.w - g.radius);
        }
    }
}

static void rise(const struct bitmap *to, const struct pair *p, const struct card *card,
                 uint32_t shade)
{
    struct card up = card_risen(card, to->h, p->at);
    int left = to->h - up.box.y;
    struct rect part = card->box;
    part.h = part.h < left ? part.h : left;
    copy(to, up.box.x, up.box.y, p->over, part);
    paint_ground(to, p->under, &up,
                 (shade & 0xFFFFFFu) | card_part(shade >> 24, p->at) << 24);
}

// The card's own pixels over what lies in the box already.
static void fade_card(const struct bitmap *to, const struct pair *p, struct rect from,
                      struct rect box)
{
    const struct bitmap card = {pixel(p->under, from.x, from.y), from.w, from.h,
                                p->under->pitch_px};
    struct raster r = raster_of(to), band = raster_of(p->band);
    unsigned opacity = card_own(p->at);
    for (int y = 0; y < box.h; y += COMPOSE_BAND_H) {
        struct rect part = rect_cut((struct rect){0, y, box.w, COMPOSE_BAND_H},
                                    (struct rect){0, 0, box.w, box.h});
        struct rect whole = {0, -y, box.w, box.h};
        band.clip = (struct rect){0, 0, part.w, part.h};
        scale_bilinear(&band, card_covering(whole, from.w, from.h), &card);
        part.x += box.x;
        part.y += box.y;
        raster_lerp(&r, part, p->band->px, p->band->pitch_px, opacity);
    }
}

static void grow(const struct bitmap *to, const struct pair *p, const struct card *card)
{
    struct card grown = card_grown(card, to->w, to->h, p->at);
    struct raster r = raster_of(to);
    r.clip = grown.box;
    if (p->at >= CARD_ALONE)
        scale_bilinear(&r, card_covering(grown.box, to->w, to->h), p->over);
    if (p->at < CARD_GONE)
        fade_card(to, p, card->box, grown.box);
    paint_ground(to, p->under, &grown, card_part(CARD_GROUND_ALPHA, p->at) << 24);
}

struct rect compose_seen(const struct draw_turn *turn, int w, int h)
{
    struct rect all = {0, 0, w, h};
    float at = turn->back ? 1 - turn->at : turn->at;
    int away = card_between(w, 0, at), entered = w - away, moved = entered / 3;
    if (turn->at <= 0)
        return (struct rect){0};
    if (turn->at >= 1 ||
        (turn->kind != TURN_PUSH && rect_empty(rect_cut(turn->box, all))))
        return all;
    if (turn->kind == TURN_PUSH && !turn->back)
        return (struct rect){turn->mirrored ? away : 0, 0, entered, h};
    if (turn->kind == TURN_PUSH)
        return (struct rect){turn->mirrored ? entered - moved : moved, 0, away, h};
    if (turn->kind == TURN_GROW && turn->at < CARD_PAINT_HALF)
        return (struct rect){0, 0, w, turn->back ? h / 2 : 0};
    if (turn->kind == TURN_GROW && !turn->back && at < CARD_PAINT_ALL)
        return (struct rect){0, 0, w, h / 2};
    if (turn->kind == TURN_RISE && !turn->back)
        return rect_cut(turn->box, all);
    return all;
}

void compose(const struct bitmap *to, const struct compose_from *from,
             const struct draw_turn *turn)
{
    float at = card_at(turn);
    struct pair p = {from->frozen, from->coming, from->band, at};
    if (turn->back)
        p = (struct pair){from->coming, from->frozen, from->band, 1 - at};
    struct card card = card_of(turn, to->w, to->h);
    if (at <= 0)
        copy(to, 0, 0, from->frozen, bitmap_rect(to));
    else if (at >= 1)
        copy(to, 0, 0, from->coming, bitmap_rect(to));
    else if (turn->kind == TURN_PUSH)
        push(to, &p, turn->mirrored);
    else if (turn->kind == TURN_GROW && !rect_empty(card.box))
        grow(to, &p, &card);
    else if (turn->kind == TURN_RISE && !rect_empty(card.box))
        rise(to, &p, &card, turn->shade);
    else
        fade(to, &p);
}
