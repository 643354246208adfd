// A QR code on a page, for a visitor's own phone: the one thing of this house that leads out, and
// only by their hand. Black on white in every theme, since phones read nothing else as well.
#pragma once

#include "screens/parts.h"

// As large as a phone at arm's length wants it; `name` is what is spoken of it. NULL: the words
// are too long for a code.
struct node *qr_mark_add(struct build *b, struct node *parent, const char *name,
                         const char *text);
