#include <math.h>
#include <string.h>

#include "pack/load.h"
#include "pack/walks.h"

#define ZOOM_MOST 16

static bool bad_region(const struct load *l, const char *id, const char *what)
{
    return err_set(l->err, "The pack '%s' is damaged: %s of map '%s'.",
                   l->pack->name.text, what, id);
}

static bool read_region(const struct load *l, sqlite3_stmt *row, struct map_region *out)
{
    *out = (struct map_region){
        .id = query_id(row, 0, l->arena),
        .west = sqlite3_column_double(row, 1),
        .south = sqlite3_column_double(row, 2),
        .east = sqlite3_column_double(row, 3),
        .north = sqlite3_column_double(row, 4),
        .min_zoom = query_int(row, 5, 0, ZOOM_MOST, -1),
        .max_zoom = query_int(row, 6, 0, ZOOM_MOST, -1),
        // What isn't known to be to scale is not said to be.
        .illustrated = query_int(row, 7, 0, 1, 1) != 0,
        .attribution = query_text(row, 8, l->arena),
    };
    // Comparisons with NAN are false.
    if (!(out->west >= -180 && out->west < out->east && out->east <= 180 &&
          out->south >= -90 && out->south < out->north && out->north <= 90))
        return bad_region(l, out->id, "the bounds");
    if (out->min_zoom < 0 || out->max_zoom < out->min_zoom)
        return bad_region(l, out->id, "the zooms");
    if (!out->attribution[0])
        return bad_region(l, out->id, "the attribution");
    return load_title(l, "map", out->id, &out->title);
}

bool pack_load_regions(struct pack *pack, struct arena *arena, struct map_regions *out,
                       struct err *err)
{
    const struct load l = {pack, arena, err};
    struct map_region *items = NULL;
    *out = (struct map_regions){0};
    sqlite3_stmt *rows = query_begin(pack, QUERY_REGIONS, NULL, NULL);
    int got;
    while ((got = query_step(pack, rows, err)) > 0) {
        items = QUERY_GROW(arena, items, out->n);
        if (!read_region(&l, rows, &items[out->n])) {
            got = -1;
            break;
        }
        out->n++;
    }
    query_end(rows);
    out->items = items;
    return got == 0;
}

bool pack_load_map_tile(struct pack *pack, struct arena *arena, int z, int x, int y,
                        const void **bytes, size_t *len, struct err *err)
{
    *bytes = NULL;
    *len = 0;
    if (z < 0 || z > ZOOM_MOST || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z)
        return true;
    sqlite3_stmt *row = query_begin(pack, QUERY_MAP_TILE, NULL, NULL);
    sqlite3_bind_int(row, 1, z);
    sqlite3_bind_int(row, 2, x);
    sqlite3_bind_int(row, 3, (1 << z) - 1 - y); // MBTiles counts from the south
    int got = query_step(pack, row, err);
    const void *blob = got > 0 ? sqlite3_column_blob(row, 0) : NULL;
    size_t n = blob ? (size_t)sqlite3_column_bytes(row, 0) : 0;
    bool fits = n <= PACK_MAP_TILE_MAX;
    if (!fits)
        err_set(err, "The map tile %d/%d/%d of the pack '%s' has %zu bytes.", z, x, y,
                pack->name.text, n);
    if (n && fits) {
        *bytes = memcpy(arena_alloc(arena, n), blob, n);
        *len = n;
    }
    query_end(row);
    return got >= 0 && fits;
}
