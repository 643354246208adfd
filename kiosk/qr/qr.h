// QR codes: a text as squares, dark and light (libqrencode). What draws one gives it a quiet zone
// of QR_QUIET light modules on every side (ISO/IEC 18004, 7.3.8), black on white, and as many
// whole pixels a module. Any thread.
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

#define QR_QUIET 4
#define QR_TEXT_MOST 600 // bytes; more would be too fine for a phone at arm's length

struct qr_code {
    int side;                  // modules, without the quiet zone
    const unsigned char *dark; // side × side, row by row; 1: dark
};

// Level M: 15 % of it may be dirt or glare. False: the text is empty or too long.
bool qr_make(struct arena *arena, const char *text, struct qr_code *out, struct err *err);
