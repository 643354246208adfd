// Files that a test writes, in a folder of its own below the build's.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

struct scratch {
    char folder[64];
    char path[96];
};

static inline void scratch_init(struct scratch *s)
{
    snprintf(s->folder, sizeof(s->folder), "/tmp/backlot-place-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    snprintf(s->path, sizeof(s->path), "%s/track", s->folder);
}

static inline void scratch_release(struct scratch *s)
{
    unlink(s->path);
    assert_int_equal(rmdir(s->folder), 0);
}

static inline void scratch_write(struct scratch *s, const char *bytes, size_t len)
{
    FILE *file = fopen(s->path, "wbe");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

// All of it, terminated; to be freed.
static inline char *scratch_read(struct scratch *s, size_t *len_out)
{
    FILE *file = fopen(s->path, "rbe");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t len = (size_t)ftell(file);
    rewind(file);
    char *bytes = xmalloc(len + 1);
    assert_int_equal(fread(bytes, 1, len, file), len);
    bytes[len] = '\0';
    fclose(file);
    if (len_out)
        *len_out = len;
    return bytes;
}

// What a run repeats exactly: xorshift64.
static inline uint32_t scratch_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 32);
}
