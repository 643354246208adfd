// A sample pack that is open while a test runs.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pack/pack.h"
#include "sample.h"

static struct sample sample;
static struct pack *pack;
static struct arena arena;
static struct err err;

// With further rows, or NULL.
static inline int opened_setup(const char *rows)
{
    enum pack_fault fault;
    arena_init(&arena);
    sample_init(&sample);
    sample_make(&sample);
    if (rows)
        sample_sql(sample.path, rows);
    pack = pack_open(sample.path, &fault, &err);
    return pack ? 0 : -1;
}

static inline int teardown(void **state)
{
    (void)state;
    pack_close(pack);
    arena_release(&arena);
    sample_release(&sample);
    return 0;
}
