#include "bake/files.h"

#include <stdlib.h>
#include <string.h>

#include "bake/data.h"

static int by_name(const void *key, const void *item)
{
    return strcmp(key, ((const struct bake_file *)item)->name);
}

const struct bake_file *bake_file_find(const char *name)
{
    const struct bake_data *data = bake_file_data();
    return bsearch(name, data->files, data->n_files, sizeof(*data->files), by_name);
}

const struct bake_file *bake_files(size_t *n_out)
{
    const struct bake_data *data = bake_file_data();
    *n_out = data->n_files;
    return data->files;
}
