// Where the pictures of a page turn lie on its way: the same with a GPU and without. Pure.
#pragma once

#include "base/rect.h"
#include "draw/draw.h"
#include "gfx/raster.h"

#define CARD_EDGE_W 24       // px of the shadow beside a picture that is pushed in
#define CARD_EDGE_ALPHA 40   // where it is darkest
#define CARD_GROUND_ALPHA 56 // of black over what a card has grown out of, at the end
// Parts of the way between which its own pixels become the picture's. Until then the picture is
// being painted: nothing of it in the first frame, which has enough to do, then half of it. On
// the way back, where all around the card is seen, it waits for that.
#define CARD_ALONE 0.35f
#define CARD_GONE 0.5f
#define CARD_PAINT_HALF 0.15f
#define CARD_PAINT_ALL 0.25f

struct card {
    struct rect box;
    struct round round;
};

int card_between(int from, int to, float at);
unsigned card_part(unsigned alpha, float at);

// What of the turn's box lies in a picture of w x h. Where that cuts it, no corner is round.
struct card card_of(const struct draw_turn *turn, int w, int h);
// On its way up from the lower edge of a picture that is h high.
struct card card_risen(const struct card *card, int h, float at);
// On its way to fill w x h.
struct card card_grown(const struct card *card, int w, int h, float at);
// How far along it is seen to be: a card that shrinks begins when what is around it is painted.
float card_at(const struct draw_turn *turn);
// How much is seen of its own pixels, 0..255.
unsigned card_own(float at);
// w x h, as large as covers the box: at its top, and in the middle of its width.
struct fbox card_covering(struct rect box, int w, int h);
// How dark the shadow beside a pushed picture is, `away` px from it (0 ... CARD_EDGE_W - 1):
// 0..255 of `alpha`, which grows as the picture comes in.
unsigned card_edge(int away);
