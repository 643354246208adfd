// Which languages there are, as far as a slip of the hand should not make a new one.
#pragma once

#include <stdbool.h>

// Whether a well-shaped tag (values.h) begins with a language. Two letters must be one of
// ISO 639-1's codes. Of three letters ISO 639-3 has some 8,000, which are taken on trust, but
// for those that say that there is no one language. Longer ones nobody has registered.
bool language_is_known(const char *tag);
