// The log: one line a thing, on standard error, for the operator. Any thread.
#pragma once

#include "base/err.h"

void log_info(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_warn(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_quiet(bool quiet); // true: info lines are dropped (scripts, tests)
