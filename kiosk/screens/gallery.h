// A stop's pictures: on its page one at a time, swiped or turned by buttons, with who made it
// and the ways to see it larger and beside its pair; and what viewer.c and compare.c share
// with that.
#pragma once

#include "screens/parts.h"
#include "ui/pages.h"

// Which one is shown; NULL: the stop has none.
const struct picture *gallery_picture(const struct screen_env *env,
                                      const struct stop_model *m);
size_t gallery_count(const struct stop_model *m);

// The page's picture, with the way back on it and what stands at its foot.
void gallery_add(struct build *b, struct parts_page *page, const struct screen_env *env,
                 const struct stop_model *m);

// All of them, for a canvas; of a stop that has one at least.
struct pages *gallery_pages(struct build *b, const struct screen_env *env,
                            const struct stop_model *m);
// The buttons go round in a ring, so that the one that was pressed is still there to be
// pressed again.
void gallery_previous(struct build *b, struct node *row, const struct screen_env *env,
                      const struct stop_model *m);
void gallery_next(struct build *b, struct node *row, const struct screen_env *env,
                  const struct stop_model *m);
// Which of them is shown: a dot each, or of many in words.
struct node *gallery_place(struct build *b, struct node *parent,
                           const struct screen_env *env, const struct stop_model *m);
float gallery_place_dp(const struct build *b, const struct stop_model *m); // its width
// Who made it; NULL: nobody is named.
struct node *gallery_credit(struct build *b, struct node *parent,
                            const struct picture *picture, enum type_align align);
