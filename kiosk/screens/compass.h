// A direction: in words, and as a small drawn compass.
#pragma once

#include "screens/parts.h"

// "north-east", of degrees clockwise from north; the nearest of eight.
const char *compass_words(const struct screen_env *env, double degrees);
// A ring with north at the top, in every direction of reading, and a needle.
struct node *compass_add(struct build *b, struct node *parent, const char *name,
                         double degrees);
