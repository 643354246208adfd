// A stop's pictures, one at a time: the large picture, who made it, and a way to the others.
#pragma once

#include "screens/screens.h"

// Which one is shown; NULL: the stop has none.
const struct picture *gallery_picture(const struct screen_env *env,
                                      const struct stop_model *m);
// What stands at the foot of the picture. The buttons go round in a ring, so that the one that
// was pressed is still there to be pressed again.
void gallery_add(struct build *b, struct node *picture, const struct screen_env *env,
                 const struct stop_model *m);
