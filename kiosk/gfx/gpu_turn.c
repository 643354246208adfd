#include "gfx/gpu_turn.h"

#include <stdlib.h>

#include "base/array.h"
#include "gfx/card.h"

// What comes over and what goes under; `at` 0: all is under ... 1: all is over. A turn back is
// the same one from its end.
struct pair {
    SDL_Texture *under, *over;
    float at;
};

static void copy(const struct gpu_turn *g, SDL_Texture *t, struct rect part, int x, int y)
{
    const SDL_Rect from = {part.x, part.y, part.w, part.h}, at = {x, y, part.w, part.h};
    SDL_SetTextureBlendMode(t, SDL_BLENDMODE_NONE);
    if (!rect_empty(part))
        SDL_RenderCopy(g->renderer, t, &from, &at);
}

static void copy_all(const struct gpu_turn *g, SDL_Texture *t)
{
    copy(g, t, (struct rect){0, 0, g->w, g->h}, 0, 0);
}

static void shade(const struct gpu_turn *g, struct rect box, uint32_t colour,
                  unsigned alpha)
{
    const SDL_Rect r = {box.x, box.y, box.w, box.h};
    SDL_SetRenderDrawBlendMode(g->renderer, SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(g->renderer, colour >> 16 & 255, colour >> 8 & 255,
                           colour & 255, (Uint8)alpha);
    SDL_RenderFillRect(g->renderer, &r);
    SDL_SetRenderDrawBlendMode(g->renderer, SDL_BLENDMODE_NONE);
}

// ---- pieces of a picture, which may be stretched

struct pieces {
    SDL_Vertex *corners;
    size_t count, cap; // of corners
    struct fbox at;    // where all of the picture would lie
    unsigned opacity;
};

static void add_piece(struct pieces *p, struct rect r, unsigned cover)
{
    Uint8 o = (Uint8)(p->opacity * cover / 255);
    if (rect_empty(r) || !o)
        return;
    const int xs[2] = {r.x, r.x + r.w}, ys[2] = {r.y, r.y + r.h};
    // Two triangles.
    static const int order[6][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 0}, {1, 1}, {0, 1}};
    ARRAY_GROW(p->corners, p->count + 6, p->cap);
    for (int i = 0; i < 6; i++) {
        float x = (float)xs[order[i][0]], y = (float)ys[order[i][1]];
        p->corners[p->count++] = (SDL_Vertex){
            {x, y}, {o, o, o, o}, {(x - p->at.x) / p->at.w, (y - p->at.y) / p->at.h}};
    }
}

// A row that meets round corners: pixel by pixel where they cover a part of it.
static void add_row(struct pieces *p, const struct card *card, int y, int radius)
{
    struct rect box = card->box;
    for (int i = 0; i < radius; i++) {
        int left = box.x + i, right = box.x + box.w - 1 - i;
        add_piece(p, (struct rect){left, y, 1, 1},
                  raster_cover(box, card->round, left, y));
        add_piece(p, (struct rect){right, y, 1, 1},
                  raster_cover(box, card->round, right, y));
    }
    add_piece(p, (struct rect){box.x + radius, y, box.w - 2 * radius, 1}, 255);
}

// What of the picture, lying at `at`, is in the card.
static void lay(const struct gpu_turn *g, SDL_Texture *t, struct fbox at,
                const struct card *card, unsigned opacity)
{
    struct pieces p = {.at = at, .opacity = opacity};
    struct rect box = card->box;
    int side = box.w < box.h ? box.w : box.h, radius = card->round.radius;
    radius = radius < side / 2 ? radius : side / 2;
    for (int i = 0; i < radius; i++) {
        add_row(&p, card, box.y + i, radius);
        add_row(&p, card, box.y + box.h - 1 - i, radius);
    }
    add_piece(&p, (struct rect){box.x, box.y + radius, box.w, box.h - 2 * radius}, 255);
    SDL_SetTextureBlendMode(t, g->over);
    SDL_RenderGeometry(g->renderer, t, p.corners, (int)p.count, NULL, 0);
    free(p.corners);
}

// ---- turns

static void fade(const struct gpu_turn *g, const struct pair *p)
{
    const struct card all = {.box = {0, 0, g->w, g->h}};
    copy_all(g, p->under);
    lay(g, p->over, (struct fbox){0, 0, (float)g->w, (float)g->h}, &all,
        card_part(255, p->at));
}

static void push(const struct gpu_turn *g, const struct pair *p, bool mirrored)
{
    int w = g->w, h = g->h, away = card_between(w, 0, p->at), entered = w - away;
    int moved = entered / 3, edge = mirrored ? entered : away;
    unsigned alpha = (unsigned)(entered < CARD_EDGE_ALPHA ? entered : CARD_EDGE_ALPHA);
    if (mirrored) {
        copy(g, p->over, (struct rect){away, 0, entered, h}, 0, 0);
        copy(g, p->under, (struct rect){entered - moved, 0, away, h}, entered, 0);
    } else {
        copy(g, p->under, (struct rect){moved, 0, away, h}, 0, 0);
        copy(g, p->over, (struct rect){0, 0, entered, h}, away, 0);
    }
    for (int i = 0; i < CARD_EDGE_W; i++)
        shade(g, (struct rect){mirrored ? edge + i : edge - 1 - i, 0, 1, h}, 0,
              alpha * card_edge(i) / 255);
}

static void rise(const struct gpu_turn *g, const struct pair *p, const struct card *card,
                 uint32_t colour)
{
    struct card up = card_risen(card, g->h, p->at);
    float low = (float)(up.box.y - card->box.y);
    copy_all(g, p->under);
    shade(g, (struct rect){0, 0, g->w, g->h}, colour, card_part(colour >> 24, p->at));
    lay(g, p->over, (struct fbox){0, low, (float)g->w, (float)g->h}, &up, 255);
}

static void grow(const struct gpu_turn *g, const struct pair *p, const struct card *card)
{
    struct rect box = card->box;
    struct card grown = card_grown(card, g->w, g->h, p->at);
    copy_all(g, p->under);
    shade(g, (struct rect){0, 0, g->w, g->h}, 0, card_part(CARD_GROUND_ALPHA, p->at));
    lay(g, p->over, card_covering(grown.box, g->w, g->h), &grown, 255);
    if (p->at >= CARD_GONE)
        return;
    // The card's own pixels, as a part of the picture below that is stretched as a whole.
    struct fbox own = card_covering(grown.box, box.w, box.h);
    float scale = own.w / (float)box.w;
    own.x -= (float)box.x * scale;
    own.y -= (float)box.y * scale;
    own.w = (float)g->w * scale;
    own.h = (float)g->h * scale;
    lay(g, p->under, own, &grown, card_own(p->at));
}

void gpu_turn_compose(const struct gpu_turn *g, const struct draw_turn *turn)
{
    float at = card_at(turn);
    struct pair p = {g->frozen, g->coming, at};
    if (turn->back)
        p = (struct pair){g->coming, g->frozen, 1 - at};
    struct card card = card_of(turn, g->w, g->h);
    if (at <= 0)
        copy_all(g, g->frozen);
    else if (at >= 1)
        copy_all(g, g->coming);
    else if (turn->kind == TURN_PUSH)
        push(g, &p, turn->mirrored);
    else if (turn->kind == TURN_GROW && !rect_empty(card.box))
        grow(g, &p, &card);
    else if (turn->kind == TURN_RISE && !rect_empty(card.box))
        rise(g, &p, &card, turn->shade);
    else
        fade(g, &p);
}
