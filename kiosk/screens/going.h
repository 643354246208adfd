// How one gets to a place and behaves there, on the pages of stops and places; and the heart that
// puts one by.
#pragma once

#include "pack/grounds.h"
#include "screens/parts.h"

// "Open to the public", "With a ticket" ...
const char *going_open_words(const struct screen_env *env, enum etiquette etiquette);
const char *going_step_free_words(const struct screen_env *env, enum step_free step_free);
const char *going_indoors_words(const struct screen_env *env, enum indoors indoors);

// Where it is and whether one may go in.
struct node *going_chips(struct build *b, struct node *parent,
                         const struct screen_env *env, const struct place *place);
// Station and line, steps, access, manners, and when that was checked.
void going_access(struct build *b, struct node *parent, const struct screen_env *env,
                  const struct place *place);

// Puts by a stop or a place, and says whether it is. Where the bar has no room it
// stands in `else_in`.
void going_heart(struct build *b, const struct parts_bar *bar, struct node *else_in,
                 const struct screen_env *env, enum screen screen, const char *id);
