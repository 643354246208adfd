// Files compiled into the program: the interface's words, the keyboards, the pack's schema.
//
// Which ones: kiosk/bake/bake.cmake. Everything is const and static.
#pragma once

#include <stddef.h>

struct bake_file {
    const char *name;           // "schema.sql", "words/es.mo"
    const unsigned char *bytes; // 16-aligned, and a NUL after the last one, not counted
    size_t len;
};

// NULL where there is no such file.
const struct bake_file *bake_file_find(const char *name);
// All of them, in the order of their names.
const struct bake_file *bake_files(size_t *n_out);
