// Our own mistakes. BUG() logs where and what, and aborts in every build: a supervisor
// restarts the kiosk, which is better than a kiosk that goes on with a broken state.
#pragma once

#include "base/err.h"

_Noreturn void bug_abort(const char *file, int line, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

#define BUG(...) bug_abort(__FILE__, __LINE__, __VA_ARGS__)
