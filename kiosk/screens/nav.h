// The bar of the pages where a visitor chooses what to look at: one button for each of them.
#pragma once

#include "screens/parts.h"

// `here` is the page that it stands on.
void nav_bar(struct build *b, struct node *root, const struct screen_env *env,
             enum screen here);
float nav_above(const struct look *look, const struct screen_env *env); // what is left
