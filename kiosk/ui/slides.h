// Pictures one after the other, each drifting slowly, with a cross-fade to the next: the loop
// of an idle screen. Pixels are moved whole, so a picture is as sharp as at rest, and a step
// of one pixel is one frame: there is nothing to show in between.
//
// One node of a page may be such a loop. Its time begins when a page with it is shown first.
#pragma once

#include <stdint.h>

#include "ui/node.h"

#define SLIDES_HOLD_US 12000000 // from one picture to the next
#define SLIDES_FADE_US 500000
#define SLIDES_DRIFT_PART 0.02f // of the side, a second, at most

struct slide {
    struct image_ref image; // w and h are set here
    float aspect;           // w / h of the original
};

// Borrowed, must live as long as the tree.
struct slides {
    const struct slide *items;
    size_t count; // at least 1
};

extern const struct inside_class slides_inside;

// Fills its place; `name` says what the pictures are.
struct node *slides_add(struct build *b, struct node *parent, const char *key,
                        const char *name, const struct slides *slides);

// What is to be seen at a time since the beginning: equal values, equal pixels.
struct slides_view {
    size_t shown, next;    // items
    int drift, next_drift; // px of the way
    uint8_t faded;         // of the next one: 255 it is not there yet, 0 it is all there
    bool soon;             // the next one had better be decoded
};

struct slides_view slides_at(const struct node *n, const struct look *look,
                             int64_t since_us);
// Until when that stays so, us since the beginning.
int64_t slides_until_us(const struct node *n, const struct look *look, int64_t since_us);
