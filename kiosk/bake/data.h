// What the generator writes (tool/main.c) and the lookups read. For this folder only.
#pragma once

#include <stddef.h>

#include "bake/files.h"
#include "bake/icons.h"

// Both in the order of their names, by strcmp.
struct bake_data {
    const struct bake_icon *icons;
    size_t n_icons;
    const struct bake_file *files;
    size_t n_files;
};

const struct bake_data *bake_icon_data(void); // icons only
const struct bake_data *bake_file_data(void); // files only
