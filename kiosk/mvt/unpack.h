// A tile's bytes without gzip or zlib around them; what is neither is left as it is.
//
// What comes out is counted while it comes, so that a few bytes never become more than
// MVT_BYTES_MAX of memory.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct unpacked {
    const uint8_t *bytes;
    size_t len;
    void *owned; // NULL: bytes are the caller's
};

bool unpack_init(struct unpacked *out, const void *bytes, size_t len, struct err *err);
void unpack_release(struct unpacked *out);
