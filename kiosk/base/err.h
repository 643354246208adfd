// A failure message on its way up to whoever can act on it.
//
// Functions that can fail at run time return bool and take `struct err *err` last. They
// add one sentence naming the thing that failed; they do not log. The caller that decides
// what happens next (retry, placeholder, error screen) logs it once. `err` is never NULL.
#pragma once

#include <stdbool.h>

#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))

struct err {
    char text[512];
};

// Replaces the message. Always returns false: `return err_set(err, ...)`.
bool err_set(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);
