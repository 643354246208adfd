// An easter egg as a card: its question, its hints one by one, its answer and who says so. What
// was done with it stands in the visit's ledger, so that it is the same card on every page.
#pragma once

#include "screens/statements.h"

// The card, to which a page may add what leads on. Keyed by the fact.
struct node *egg_card(struct build *b, struct node *parent, const struct statements *s,
                      const struct fact *f);
