#include "gfx/card.h"

#include <math.h>

int card_between(int from, int to, float at)
{
    return (int)lroundf((float)from + (float)(to - from) * at);
}

unsigned card_part(unsigned alpha, float at)
{
    return (unsigned)lroundf((float)alpha * at);
}

struct card card_of(const struct draw_turn *turn, int w, int h)
{
    struct rect box = turn->box, cut = rect_cut(box, (struct rect){0, 0, w, h});
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

struct card card_risen(const struct card *card, int h, float at)
{
    struct card up = *card;
    up.box.y += card_between(h - card->box.y, 0, at);
    return up;
}

struct card card_grown(const struct card *card, int w, int h, float at)
{
    struct rect box = card->box;
    struct card grown = *card;
    grown.box.x = card_between(box.x, 0, at);
    grown.box.y = card_between(box.y, 0, at);
    grown.box.w = card_between(box.x + box.w, w, at) - grown.box.x;
    grown.box.h = card_between(box.y + box.h, h, at) - grown.box.y;
    grown.round.radius = card_between(card->round.radius, 0, at);
    return grown;
}

float card_at(const struct draw_turn *turn)
{
    if (turn->kind != TURN_GROW || !turn->back)
        return turn->at;
    return fmaxf(0, (turn->at - CARD_PAINT_ALL) / (1 - CARD_PAINT_ALL));
}

unsigned card_own(float at)
{
    float gone = (at - CARD_ALONE) / (CARD_GONE - CARD_ALONE);
    return 255 - card_part(255, fminf(fmaxf(gone, 0), 1));
}

struct fbox card_covering(struct rect box, int w, int h)
{
    float scale = fmaxf((float)box.w / (float)w, (float)box.h / (float)h);
    struct fbox at = {(float)box.x, (float)box.y, (float)w * scale, (float)h * scale};
    at.x += ((float)box.w - at.w) / 2;
    return at;
}

unsigned card_edge(int away)
{
    float near = (CARD_EDGE_W - (float)away - 0.5f) / CARD_EDGE_W;
    return (unsigned)lroundf(255 * near * near);
}
