// A page's pictures, of a stop, a place or a view: on the page one at a time, swiped or turned by
// buttons, with who made it and the ways to see it larger and beside its pair; and what viewer.c
// and compare.c share with that.
#pragma once

#include "screens/parts.h"
#include "ui/pages.h"

struct gallery {
    const struct picture *pictures;
    size_t n_pictures;
    const struct picture *soon; // the next page's; NULL: not known
};

// Of the model of the page that is on top.
struct gallery gallery_of(const struct screen_env *env, const void *model);
// Which one is shown; NULL: there are none.
const struct picture *gallery_picture(const struct screen_env *env,
                                      const struct gallery *m);
size_t gallery_count(const struct gallery *m);

// The page's picture, with the way back on it and what stands at its foot.
void gallery_add(struct build *b, struct parts_page *page, const struct screen_env *env,
                 const struct gallery *m);

// All of them, for a canvas; of a stop that has one at least.
struct pages *gallery_pages(struct build *b, const struct screen_env *env,
                            const struct gallery *m);
// The buttons go round in a ring, so that the one that was pressed is still there to be
// pressed again.
void gallery_previous(struct build *b, struct node *row, const struct screen_env *env,
                      const struct gallery *m);
void gallery_next(struct build *b, struct node *row, const struct screen_env *env,
                  const struct gallery *m);
// Which of them is shown: a dot each, or of many in words.
struct node *gallery_place(struct build *b, struct node *parent,
                           const struct screen_env *env, const struct gallery *m);
float gallery_place_dp(const struct build *b, const struct gallery *m); // its width
// Who made it; NULL: nobody is named.
struct node *gallery_credit(struct build *b, struct node *parent,
                            const struct picture *picture, enum type_align align);
