// Vector tiles made by hand, for tests of what draws them.
#pragma once

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "map/raster.h"

#define TOWN_EXTENT 4096

// A tile that grows feature by feature; each has a layer of its own.
struct town {
    struct arena arena;
    struct mvt_layer layers[600];
    struct mvt_tile tile;
};

static inline struct town *town_create(void)
{
    struct town *t = test_malloc(sizeof(*t));
    memset(t, 0, sizeof(*t));
    arena_init(&t->arena);
    t->tile.layers = t->layers;
    return t;
}

static inline void town_destroy(struct town *t)
{
    arena_release(&t->arena);
    test_free(t);
}

// `key` and `value`: the class; NULL: none.
static inline struct mvt_feature *town_feature(struct town *t, const char *layer,
                                               enum mvt_kind kind, const char *key,
                                               const char *value)
{
    assert_true(t->tile.n_layers < ARRAY_LEN(t->layers));
    struct mvt_feature *f = ARENA_NEW(&t->arena, struct mvt_feature);
    f->kind = kind;
    f->parts = ARENA_ARRAY(&t->arena, struct mvt_part, 8);
    f->tags = ARENA_ARRAY(&t->arena, struct mvt_tag, 4);
    if (key)
        f->tags[f->n_tags++] = (struct mvt_tag){key, {MVT_STRING, value, 0}};
    t->layers[t->tile.n_layers++] = (struct mvt_layer){layer, TOWN_EXTENT, f, 1};
    return f;
}

static inline void town_part(struct town *t, struct mvt_feature *f, const int (*at)[2],
                             size_t n)
{
    struct mvt_point *points = ARENA_ARRAY(&t->arena, struct mvt_point, n);
    for (size_t i = 0; i < n; i++)
        points[i] = (struct mvt_point){at[i][0], at[i][1]};
    assert_true(f->n_parts < 8);
    f->parts[f->n_parts++] = (struct mvt_part){points, n};
}

#define TOWN_PART(t, f, ...)                                                             \
    town_part((t), (f), (const int[][2]){__VA_ARGS__},                                   \
              ARRAY_LEN(((const int[][2]){__VA_ARGS__})))

#define TOWN_AREA(t, layer, class, ...)                                                  \
    TOWN_PART((t), town_feature((t), (layer), MVT_AREA, "class", (class)), __VA_ARGS__)
#define TOWN_LINE(t, layer, class, ...)                                                  \
    TOWN_PART((t), town_feature((t), (layer), MVT_LINE, "class", (class)), __VA_ARGS__)

// The tile z/x/y as it lies, its side so many px, its top left at (left, top).
static inline struct map_affine town_affine(int z, int x, int y, double side_px,
                                            double left, double top)
{
    double side = ldexp(1, -z);
    return (struct map_affine){{x * side, y * side}, side_px / side, 1, 0, left, top};
}

static inline uint32_t *town_raster(const struct map_shapes *const *tiles, size_t n,
                                    const struct map_raster_spec *how, int w, int h)
{
    struct map_scratch *scratch = map_scratch_create();
    struct map_raster_spec spec = *how;
    uint32_t *px = test_malloc((size_t)w * (size_t)h * sizeof(*px));
    spec.tiles = tiles;
    spec.n_tiles = n;
    map_raster(scratch, &spec, px, w, h);
    map_scratch_destroy(scratch);
    return px;
}

// The largest difference of two pixels in a channel.
static inline int town_apart(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        int by = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = by > most ? by : most;
    }
    return most;
}
