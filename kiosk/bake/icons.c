#include "bake/icons.h"

#include <stdlib.h>
#include <string.h>

#include "bake/data.h"

static int by_name(const void *key, const void *item)
{
    return strcmp(key, ((const struct bake_icon *)item)->name);
}

const struct bake_icon *bake_icon_find(const char *name)
{
    const struct bake_data *data = bake_icon_data();
    return bsearch(name, data->icons, data->n_icons, sizeof(*data->icons), by_name);
}
