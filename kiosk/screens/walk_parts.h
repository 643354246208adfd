// What the walk's page is made of: the guidance, the card of the next stop, and the controls.
#pragma once

#include "screens/mapping.h"

// What is shown, worked out once a view.
struct walk_shown {
    const struct screen_env *env;
    const struct mapping *m;
    const struct walking *w; // NULL: another walk has begun since
    const struct text *lede; // of the stop whose card is open
    struct walk_guide guide; // waiting, where there is none
    bool guided;
    double bearing;     // of the map: what is up
    bool compact, wide; // wide: the card is one row
    // In the hand and in large letters there is no room over the map: all stands beside it, and
    // scrolls.
    bool beside;
    float map_w, map_h, gap;
};

// Whether the card of a stop is open: one has arrived there.
bool walk_card_open(const struct walk_shown *s);
// The plum card: how far, which way, or why not.
struct node *walk_guidance(struct build *b, struct node *parent,
                           const struct walk_shown *s);
// The card below: the next stop, the one that is reached, or what comes after the last; with the
// controls.
struct node *walk_card(struct build *b, struct node *parent, const struct walk_shown *s);
// How to walk safely, in place of the card until it was read; false: it was, or it can wait.
bool walk_safety(struct build *b, struct node *parent, const struct walk_shown *s);

// The row of controls, and the walk as a row of legs (walk_controls.c).
void walk_controls(struct build *b, struct node *parent, const struct walk_shown *s);
void walk_progress(struct build *b, struct node *parent, const struct walk_shown *s);
