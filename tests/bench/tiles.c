// How long a vector tile takes from its bytes to points and tags: every tile of one zoom of an
// MBTiles file, many times over, each with the least that was seen, as other programs make it
// longer. Prints and asserts nothing.
//
//     bench_tiles FILE.mbtiles [ZOOM [RUNS]]     zoom 14, 30 runs
//
// "packed" is the tile as it stands in the file, "plain" the same without gzip.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>
#include <zlib.h>

#include "base/bug.h"
#include "mvt/mvt.h"

struct tile {
    uint8_t *packed, *plain;
    size_t n_packed, n_plain;
    double packed_ms, plain_ms; // the least
    size_t features, points;
};

struct bench {
    struct tile *tiles;
    size_t n, cap;
    struct arena arena;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

// What is no gzip is left as it is.
static void unpack(struct tile *tile)
{
    tile->plain = malloc(MVT_BYTES_MAX);
    z_stream z = {.next_in = tile->packed, .avail_in = (uInt)tile->n_packed};
    z.next_out = tile->plain;
    z.avail_out = (uInt)MVT_BYTES_MAX;
    if (!tile->plain || inflateInit2(&z, 15 + 32) != Z_OK)
        BUG("no memory");
    if (inflate(&z, Z_FINISH) == Z_STREAM_END) {
        tile->n_plain = z.total_out;
    } else {
        memcpy(tile->plain, tile->packed, tile->n_packed);
        tile->n_plain = tile->n_packed;
    }
    inflateEnd(&z);
    tile->plain = realloc(tile->plain, tile->n_plain ? tile->n_plain : 1);
}

static bool load(struct bench *b, const char *path, int zoom)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    bool good = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(db, "SELECT tile_data FROM tiles WHERE zoom_level = ?",
                                   -1, &q, NULL) == SQLITE_OK;
    if (good)
        sqlite3_bind_int(q, 1, zoom);
    while (good && sqlite3_step(q) == SQLITE_ROW) {
        if (b->n == b->cap) {
            b->cap = b->cap ? 2 * b->cap : 64;
            b->tiles = realloc(b->tiles, b->cap * sizeof(*b->tiles));
            if (!b->tiles)
                BUG("no memory");
        }
        struct tile *tile = &b->tiles[b->n++];
        *tile = (struct tile){.packed_ms = 1e9, .plain_ms = 1e9};
        tile->n_packed = (size_t)sqlite3_column_bytes(q, 0);
        tile->packed = malloc(tile->n_packed + 1);
        if (!tile->packed)
            BUG("no memory");
        if (tile->n_packed)
            memcpy(tile->packed, sqlite3_column_blob(q, 0), tile->n_packed);
        unpack(tile);
    }
    if (!good)
        fprintf(stderr, "%s: %s\n", path, db ? sqlite3_errmsg(db) : "no memory");
    sqlite3_finalize(q);
    sqlite3_close(db);
    return good;
}

static void read_once(struct bench *b, const uint8_t *bytes, size_t n, double *least_ms,
                      struct mvt_tile *out)
{
    struct err err = {""};
    arena_clear(&b->arena);
    double start = now_ms();
    if (!mvt_read(&b->arena, bytes, n, out, &err))
        BUG("%s", err.text);
    double ms = now_ms() - start;
    if (ms < *least_ms)
        *least_ms = ms;
}

static void run(struct bench *b)
{
    for (size_t i = 0; i < b->n; i++) {
        struct tile *tile = &b->tiles[i];
        struct mvt_tile out;
        read_once(b, tile->plain, tile->n_plain, &tile->plain_ms, &out);
        read_once(b, tile->packed, tile->n_packed, &tile->packed_ms, &out);
        tile->features = tile->points = 0;
        for (size_t l = 0; l < out.n_layers; l++)
            for (size_t f = 0; f < out.layers[l].n_features; f++, tile->features++)
                for (size_t p = 0; p < out.layers[l].features[f].n_parts; p++)
                    tile->points += out.layers[l].features[f].parts[p].n;
    }
}

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return (one > two) - (one < two);
}

static void report(const struct bench *b, const char *what, bool packed)
{
    double *ms = malloc(b->n * sizeof(*ms)), sum = 0, bytes = 0;
    if (!ms)
        BUG("no memory");
    for (size_t i = 0; i < b->n; i++) {
        ms[i] = packed ? b->tiles[i].packed_ms : b->tiles[i].plain_ms;
        sum += ms[i];
        bytes += (double)b->tiles[i].n_plain;
    }
    qsort(ms, b->n, sizeof(*ms), by_size);
    printf("%-8s %6zu %8.3f %8.3f %8.3f %8.0f\n", what, b->n, ms[b->n / 2],
           ms[b->n * 95 / 100], ms[b->n - 1], bytes / 1e3 / sum);
    free(ms);
}

int main(int argc, char **argv)
{
    struct bench b = {.n = 0};
    if (argc < 2)
        return fprintf(stderr, "usage: bench_tiles FILE.mbtiles [ZOOM [RUNS]]\n"), 1;
    int runs = argc > 3 ? atoi(argv[3]) : 30;
    if (!load(&b, argv[1], argc > 2 ? atoi(argv[2]) : 14))
        return 1;
    if (b.n == 0)
        return fprintf(stderr, "%s: no tiles of that zoom\n", argv[1]), 1;
    arena_init(&b.arena);
    for (int i = 0; i < runs; i++)
        run(&b);
    printf("%-8s %6s %8s %8s %8s %8s\n", "ms", "tiles", "median", "p95", "worst", "MB/s");
    report(&b, "packed", true);
    report(&b, "plain", false);
    const struct tile *most = b.tiles;
    for (size_t i = 0; i < b.n; i++)
        if (b.tiles[i].packed_ms > most->packed_ms)
            most = &b.tiles[i];
    printf("the worst: %zu bytes, %zu unpacked, %zu features, %zu points\n",
           most->n_packed, most->n_plain, most->features, most->points);
    for (size_t i = 0; i < b.n; i++) {
        free(b.tiles[i].packed);
        free(b.tiles[i].plain);
    }
    free(b.tiles);
    arena_release(&b.arena);
    return 0;
}
