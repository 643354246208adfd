// How long a tile of the map takes, against cairo drawing the same shapes in the same style, in
// one run. Prints and asserts nothing. Times are the processor's, the least of three each.
//
//     bench_raster FILE.mbtiles [TILES] [--zoom Z] [--turn DEGREES] [--theme 0|1|2] [--size PX]
//                  [--level L] [--pictures PREFIX]
//
// Takes the TILES (40) largest tiles of the file's greatest zoom, or of zoom L. Z may be larger
// than that: then it is the middle of each tile, larger. Cairo fills and strokes, with round caps
// and joins, once a row of the style, and once shape by shape; the ratio is to the faster of both.
// With --pictures ours and cairo's are written, PREFIX-N-ours.ppm and PREFIX-N-cairo.ppm.
#include <cairo.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/bug.h"
#include "map/raster.h"
#include "map/shapes_data.h"

#define TILES_MOST 1000
#define ROUNDS 3

struct options {
    const char *file, *pictures;
    size_t n;
    double zoom, turn;
    enum map_theme theme;
    int size, level;
};

enum what { DECODE, SHAPES, OURS, BY_ROW, BY_SHAPE, CAIRO, WHATS };

struct bench {
    struct options o;
    struct map_scratch *scratch;
    uint32_t *ours, *theirs;
    cairo_surface_t *surface;
    double ms[WHATS][TILES_MOST];
    size_t n, bytes;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void save(const uint32_t *px, int size, const char *prefix, size_t n,
                 const char *whose)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s-%zu-%s.ppm", prefix, n, whose);
    FILE *f = fopen(path, "wb");
    if (!f)
        BUG("%s can't be written", path);
    fprintf(f, "P6 %d %d 255\n", size, size);
    for (int i = 0; i < size * size; i++) {
        const unsigned char rgb[3] = {(unsigned char)(px[i] >> 16),
                                      (unsigned char)(px[i] >> 8), (unsigned char)px[i]};
        fwrite(rgb, 1, 3, f);
    }
    fclose(f);
}

struct drawing {
    cairo_t *cr;
    const struct map_shapes *shapes;
    const struct map_raster_spec *spec;
    double west, north, east, south; // what is seen, of the tile
    double px;                       // of the tile's side
    bool by_shape;
};

static void colour(cairo_t *cr, uint32_t c)
{
    cairo_set_source_rgb(cr, (c >> 16 & 255) / 255.0, (c >> 8 & 255) / 255.0,
                         (c & 255) / 255.0);
}

static void end_path(const struct drawing *d, bool area)
{
    if (area)
        cairo_fill(d->cr);
    else
        cairo_stroke(d->cr);
}

static void draw_row(const struct drawing *d, enum style_row row, bool casing)
{
    const struct style *style = style_of(row);
    const struct map_shapes *s = d->shapes;
    bool area = style->kind == STYLE_AREA;
    double width = (double)style_width_dp(row, d->spec->zoom);
    if (!style_shown(row, d->spec->zoom))
        return;
    if (casing)
        width += 2 * (double)style_casing_dp((float)width);
    double unit = (double)d->spec->px_dp / d->px, around = area ? 0 : width * unit;
    cairo_set_line_width(d->cr, width * unit);
    const double dashes[2] = {(double)style->dash_dp * unit,
                              (double)style->gap_dp * unit};
    bool dashed = style->kind == STYLE_DASHED;
    cairo_set_dash(d->cr, dashes, dashed ? 2 : 0, 0);
    cairo_set_line_cap(d->cr, dashed ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    colour(d->cr, (casing ? style->casing : style->colour)[d->spec->theme]);
    for (uint32_t i = s->begin[row]; i < s->begin[row + 1]; i++) {
        const struct shape *shape = &s->shapes[i];
        if ((double)shape->west > d->east + around ||
            (double)shape->east < d->west - around ||
            (double)shape->north > d->south + around ||
            (double)shape->south < d->north - around)
            continue;
        for (uint32_t k = 0; k < shape->n; k++) {
            struct shape_point p = s->points[shape->first + k];
            if (k == 0)
                cairo_move_to(d->cr, (double)p.x, (double)p.y);
            else
                cairo_line_to(d->cr, (double)p.x, (double)p.y);
        }
        if (area)
            cairo_close_path(d->cr);
        // Holes belong to their area: areas are always drawn row by row.
        if (d->by_shape && !area)
            end_path(d, area);
    }
    end_path(d, area);
}

static void draw(struct drawing *d)
{
    colour(d->cr, style_paper(d->spec->theme));
    cairo_paint(d->cr);
    cairo_set_line_join(d->cr, CAIRO_LINE_JOIN_ROUND);
    for (enum style_row row = 0; row <= STYLE_BUILDING; row++)
        draw_row(d, row, false);
    for (enum style_row row = STYLE_BUILDING + 1; row < STYLE_ROWS; row++)
        if (style_of(row)->kind == STYLE_CASED)
            draw_row(d, row, true);
    for (enum style_row row = STYLE_BUILDING + 1; row < STYLE_ROWS; row++)
        draw_row(d, row, false);
}

static double by_cairo(struct bench *b, const struct map_shapes *shapes,
                       const struct map_raster_spec *spec, bool by_shape)
{
    double start = now_ms();
    cairo_t *cr = cairo_create(b->surface);
    const struct map_affine *a = &spec->to_px;
    struct drawing d = {.cr = cr, .shapes = shapes, .spec = spec, .by_shape = by_shape};
    struct geo_xy origin = map_to_px(a, shapes->x, shapes->y);
    d.px = a->scale * shapes->side;
    cairo_matrix_t m = {d.px * a->cos, -d.px * a->sin, d.px * a->sin,
                        d.px * a->cos, origin.x,       origin.y};
    cairo_set_matrix(cr, &m);
    cairo_clip_extents(cr, &d.west, &d.north, &d.east, &d.south);
    cairo_rectangle(cr, 0, 0, 1, 1);
    if (d.west < 0 || d.north < 0 || d.east > 1 || d.south > 1)
        cairo_clip(cr);
    cairo_new_path(cr);
    draw(&d);
    cairo_destroy(cr);
    cairo_surface_flush(b->surface);
    return now_ms() - start;
}

static double by_us(struct bench *b, const struct map_raster_spec *spec)
{
    double start = now_ms();
    map_raster(b->scratch, spec, b->ours, b->o.size, b->o.size);
    return now_ms() - start;
}

static void measure(struct bench *b, const struct map_shapes *shapes, int z)
{
    size_t n = b->n;
    double turn = b->o.turn * acos(-1) / 180, zoom = fmax(b->o.zoom, z);
    double scale = b->o.size * exp2(zoom), half = b->o.size / 2.0;
    struct map_raster_spec spec = {
        .tiles = &shapes,
        .n_tiles = 1,
        .to_px = {{shapes->x + shapes->side / 2, shapes->y + shapes->side / 2},
                  scale,
                  cos(turn),
                  sin(turn),
                  half,
                  half},
        .zoom = zoom,
        .px_dp = (float)b->o.size / 512,
        .theme = b->o.theme,
    };
    for (int what = OURS; what < WHATS; what++)
        b->ms[what][n] = INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
        b->ms[OURS][n] = fmin(b->ms[OURS][n], by_us(b, &spec));
        b->ms[BY_SHAPE][n] = fmin(b->ms[BY_SHAPE][n], by_cairo(b, shapes, &spec, true));
        b->ms[BY_ROW][n] = fmin(b->ms[BY_ROW][n], by_cairo(b, shapes, &spec, false));
    }
    b->ms[CAIRO][n] = fmin(b->ms[BY_SHAPE][n], b->ms[BY_ROW][n]);
    if (b->o.pictures) {
        save(b->ours, b->o.size, b->o.pictures, n, "ours");
        save(b->theirs, b->o.size, b->o.pictures, n, "cairo");
    }
}

static void tile(struct bench *b, sqlite3_stmt *row)
{
    int z = sqlite3_column_int(row, 0), x = sqlite3_column_int(row, 1);
    int y = (1 << z) - 1 - sqlite3_column_int(row, 2);
    struct map_shapes *shapes = NULL;
    b->ms[DECODE][b->n] = b->ms[SHAPES][b->n] = INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
        struct arena arena;
        struct mvt_tile mvt;
        struct err err = {""};
        arena_init(&arena);
        double start = now_ms();
        if (!mvt_read(&arena, sqlite3_column_blob(row, 3),
                      (size_t)sqlite3_column_bytes(row, 3), &mvt, &err))
            BUG("%d/%d/%d: %s", z, x, y, err.text);
        double read = now_ms();
        map_shapes_destroy(shapes);
        shapes = map_shapes_create(&mvt, z, x, y);
        double made = now_ms();
        arena_release(&arena);
        b->ms[DECODE][b->n] = fmin(b->ms[DECODE][b->n], read - start);
        b->ms[SHAPES][b->n] = fmin(b->ms[SHAPES][b->n], made - read);
    }
    measure(b, shapes, z);
    b->bytes += map_shapes_bytes(shapes);
    b->n++;
    map_shapes_destroy(shapes);
}

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return (one > two) - (one < two);
}

static double report(struct bench *b, enum what what, const char *name)
{
    double *ms = b->ms[what], sum = 0;
    for (size_t i = 0; i < b->n; i++)
        sum += ms[i];
    qsort(ms, b->n, sizeof(*ms), by_size);
    printf("%-16s %8.2f %8.2f %8.2f\n", name, sum / (double)b->n, ms[b->n * 95 / 100],
           ms[b->n - 1]);
    return sum;
}

static bool read_options(struct options *o, int argc, char **argv)
{
    *o = (struct options){.n = 40, .size = 512};
    for (int i = 1; i < argc; i++) {
        const char *next = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--zoom") == 0)
            o->zoom = strtod(next, NULL), i++;
        else if (strcmp(argv[i], "--turn") == 0)
            o->turn = strtod(next, NULL), i++;
        else if (strcmp(argv[i], "--theme") == 0)
            o->theme = (enum map_theme)(strtoul(next, NULL, 10) % MAP_THEMES), i++;
        else if (strcmp(argv[i], "--size") == 0)
            o->size = (int)strtol(next, NULL, 10), i++;
        else if (strcmp(argv[i], "--level") == 0)
            o->level = (int)strtol(next, NULL, 10), i++;
        else if (strcmp(argv[i], "--pictures") == 0)
            o->pictures = next, i++;
        else if (!o->file)
            o->file = argv[i];
        else
            o->n = (size_t)strtoul(argv[i], NULL, 10);
    }
    if (o->n > TILES_MOST)
        o->n = TILES_MOST;
    return o->file && o->size >= 16 && o->size <= 8192;
}

int main(int argc, char **argv)
{
    static struct bench b;
    sqlite3 *db;
    sqlite3_stmt *rows;
    if (!read_options(&b.o, argc, argv))
        return fprintf(stderr, "usage: bench_raster FILE.mbtiles [TILES] [OPTIONS]\n"), 1;
    char uri[4096];
    snprintf(uri, sizeof(uri), "file:%s?immutable=1", b.o.file);
    if (sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) !=
            SQLITE_OK ||
        sqlite3_prepare_v2(
            db,
            "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles "
            "WHERE zoom_level = coalesce(?, (SELECT max(zoom_level) FROM tiles)) "
            "ORDER BY length(tile_data) DESC LIMIT ?",
            -1, &rows, NULL) != SQLITE_OK)
        return fprintf(stderr, "%s: %s\n", b.o.file, sqlite3_errmsg(db)), 1;
    size_t bytes = (size_t)b.o.size * (size_t)b.o.size * sizeof(uint32_t);
    b.scratch = map_scratch_create();
    b.ours = calloc(1, bytes);
    b.theirs = calloc(1, bytes);
    b.surface = cairo_image_surface_create_for_data(
        (unsigned char *)b.theirs, CAIRO_FORMAT_RGB24, b.o.size, b.o.size, 4 * b.o.size);
    if (b.o.level)
        sqlite3_bind_int(rows, 1, b.o.level);
    sqlite3_bind_int64(rows, 2, (sqlite3_int64)b.o.n);
    while (sqlite3_step(rows) == SQLITE_ROW)
        tile(&b, rows);
    sqlite3_finalize(rows);
    sqlite3_close(db);
    if (b.n == 0)
        return fprintf(stderr, "%s has no tiles\n", b.o.file), 1;
    printf("%zu tiles, %zu kB of shapes a tile\n", b.n, b.bytes / b.n / 1024);
    printf("%-16s %8s %8s %8s\n", "ms a tile", "average", "p95", "worst");
    report(&b, DECODE, "decode");
    report(&b, SHAPES, "shapes");
    report(&b, BY_ROW, "cairo, rows");
    report(&b, BY_SHAPE, "cairo, shapes");
    double cairo = report(&b, CAIRO, "cairo, better"), ours = report(&b, OURS, "ours");
    printf("ours / cairo     %8.2f %8.2f %8.2f\n", ours / cairo,
           b.ms[OURS][b.n * 95 / 100] / b.ms[CAIRO][b.n * 95 / 100],
           b.ms[OURS][b.n - 1] / b.ms[CAIRO][b.n - 1]);
    cairo_surface_destroy(b.surface);
    free(b.ours);
    free(b.theirs);
    map_scratch_destroy(b.scratch);
    return 0;
}
