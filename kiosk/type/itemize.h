// Cuts a text into items: stretches of one level, script, style and font.
#pragma once

#include "type/breaks.h"
#include "type/faces.h"
#include "type/text.h"

// Fills all that text_init left but the line breaks. Fonts that can't be opened are passed
// over here, so that what follows may take every item's font for good.
void itemize(struct text *text, struct breaks *breaks, struct fonts *fonts,
             struct faces *faces);
