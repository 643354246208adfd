#include "gfx/compose.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "gfx/raster.h"
#include "gfx/scale.h"

#define BLACK 0xFF000000u
#define EDGE_W 24            // px of the shadow beside a picture that is pushed in
#define EDGE_ALPHA 40        // where it is darkest
#define GROUND_ALPHA 56      // of black over what a card has grown out of, at the end
#define FADE_PART (1.0f / 3) // of the way, in which a card's pixels become the picture's

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

static unsigned part_of(unsigned alpha, float at)
{
    return (unsigned)lroundf((float)alpha * at);
}

static int between(int from, int to, float at)
{
    return (int)lroundf((float)from + (float)(to - from) * at);
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
                    part_of(255, p->at));
    }
}

// ---- push

// Beside the edge at x, on the side that it comes from or goes to; it grows as that comes in.
static void edge_shadow(const struct bitmap *to, int x, int entered, bool mirrored)
{
    uint8_t mask[EDGE_W];
    struct raster r = raster_of(to);
    for (int i = 0; i < EDGE_W; i++) {
        float near = ((float)i + 0.5f) / EDGE_W;
        mask[mirrored ? EDGE_W - 1 - i : i] = (uint8_t)lroundf(255 * near * near);
    }
    uint32_t alpha = (uint32_t)(entered < EDGE_ALPHA ? entered : EDGE_ALPHA);
    for (int y = 0; y < to->h; y++)
        raster_mask(&r, (struct rect){mirrored ? x : x - EDGE_W, y, EDGE_W, 1}, mask,
                    alpha << 24);
}

static void push(const struct bitmap *to, const struct pair *p, bool mirrored)
{
    int w = to->w, h = to->h, away = between(w, 0, p->at), entered = w - away;
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

// What of the turn's box lies in the window. Where the window cuts it, no corner is round.
struct card {
    struct rect box;
    struct round round;
};

static struct card card_of(const struct draw_turn *turn, const struct bitmap *picture)
{
    struct rect box = turn->box, cut = rect_cut(box, bitmap_rect(picture));
    struct card card = {cut, {turn->radius, turn->corners}};
    if (cut.x > box.x)
        card.round.corners &= ~(CORNER_TL | CORNER_BL);
    if (cut.y > box.y)
        card.round.corners &= ~(CORNER_TL | CORNER_TR);
    if (cut.x + cut.w < box.x + box.w)
        card.round.corners &= ~(CORNER_TR | CORNER_BR);
    if (cut.y + cut.h < box.y + box.h)
        card.round.corners &= ~(CORNER_BL | CORNER_BR);
    return card;
}

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
    struct card up = *card;
    int low = between(to->h - card->box.y, 0, p->at), left = to->h - card->box.y - low;
    struct rect part = card->box;
    part.h = part.h < left ? part.h : left;
    up.box.y += low;
    copy(to, up.box.x, up.box.y, p->over, part);
    paint_ground(to, p->under, &up,
                 (shade & 0xFFFFFFu) | part_of(shade >> 24, p->at) << 24);
}

// w x h, as large as covers the box: at its top, and in the middle of its width.
static struct fbox covering(struct rect box, int w, int h)
{
    float scale = fmaxf((float)box.w / (float)w, (float)box.h / (float)h);
    struct fbox at = {(float)box.x, (float)box.y, (float)w * scale, (float)h * scale};
    at.x += ((float)box.w - at.w) / 2;
    return at;
}

// The card's own pixels over what lies in the box already.
static void fade_card(const struct bitmap *to, const struct pair *p, struct rect from,
                      struct rect box)
{
    const struct bitmap card = {pixel(p->under, from.x, from.y), from.w, from.h,
                                p->under->pitch_px};
    struct raster r = raster_of(to), band = raster_of(p->band);
    unsigned opacity = 255 - part_of(255, p->at / FADE_PART);
    for (int y = 0; y < box.h; y += COMPOSE_BAND_H) {
        struct rect part = rect_cut((struct rect){0, y, box.w, COMPOSE_BAND_H},
                                    (struct rect){0, 0, box.w, box.h});
        struct rect whole = {0, -y, box.w, box.h};
        band.clip = (struct rect){0, 0, part.w, part.h};
        scale_bilinear(&band, covering(whole, from.w, from.h), &card);
        part.x += box.x;
        part.y += box.y;
        raster_lerp(&r, part, p->band->px, p->band->pitch_px, opacity);
    }
}

static void grow(const struct bitmap *to, const struct pair *p, const struct card *card)
{
    struct rect box = card->box;
    int right = between(box.x + box.w, to->w, p->at),
        low = between(box.y + box.h, to->h, p->at);
    struct card grown = *card;
    grown.box.x = between(box.x, 0, p->at);
    grown.box.y = between(box.y, 0, p->at);
    grown.box.w = right - grown.box.x;
    grown.box.h = low - grown.box.y;
    grown.round.radius = between(card->round.radius, 0, p->at);
    struct raster r = raster_of(to);
    r.clip = grown.box;
    scale_bilinear(&r, covering(grown.box, to->w, to->h), p->over);
    if (p->at < FADE_PART)
        fade_card(to, p, box, grown.box);
    paint_ground(to, p->under, &grown, part_of(GROUND_ALPHA, p->at) << 24);
}

void compose(const struct bitmap *to, const struct compose_from *from,
             const struct draw_turn *turn)
{
    struct pair p = {from->frozen, from->coming, from->band, turn->at};
    if (turn->back)
        p = (struct pair){from->coming, from->frozen, from->band, 1 - turn->at};
    struct card card = card_of(turn, to);
    if (turn->at <= 0)
        copy(to, 0, 0, from->frozen, bitmap_rect(to));
    else if (turn->at >= 1)
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
