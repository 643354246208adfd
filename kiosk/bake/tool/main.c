// The build's own generator: icons and files in, one C file out.
//
//   bake_tool icons OUT.c a.svg b.svg ...
//   bake_tool files OUT.c name=path name=path ...
//
// Same input, same bytes. It runs at build only, so errors end it with a line for the log.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <librsvg/rsvg.h>

#include "bake/icons.h"

static _Noreturn void fail(const char *path, const char *what)
{
    fprintf(stderr, "%s: error: %s\n", path, what);
    exit(1);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void write_bytes(FILE *out, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        fprintf(out, i % 32 == 31 ? "%d,\n" : "%d,", bytes[i]);
}

// "folder/zoom-in.svg" gives "zoom-in". The caller frees it.
static char *stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *name = strdup(slash ? slash + 1 : path);
    char *dot = name ? strrchr(name, '.') : NULL;
    if (!dot)
        fail(path, "expected a file name with .svg at its end");
    *dot = '\0';
    return name;
}

static cairo_surface_t *rasterise(const char *path)
{
    GError *error = NULL;
    RsvgHandle *svg = rsvg_handle_new_from_file(path, &error);
    if (!svg)
        fail(path, error->message);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, BAKE_ICON_PX, BAKE_ICON_PX);
    cairo_t *cairo = cairo_create(surface);
    RsvgRectangle all = {0, 0, BAKE_ICON_PX, BAKE_ICON_PX};
    if (!rsvg_handle_render_document(svg, cairo, &all, &error))
        fail(path, error->message);
    cairo_destroy(cairo);
    g_object_unref(svg);
    cairo_surface_flush(surface);
    return surface;
}

static void write_icon(FILE *out, const char *path, int number)
{
    cairo_surface_t *surface = rasterise(path);
    const unsigned char *rows = cairo_image_surface_get_data(surface);
    int pitch = cairo_image_surface_get_stride(surface);
    unsigned any = 0;
    fprintf(out, "static const unsigned char icon%d[] = {\n", number);
    for (int y = 0; y < BAKE_ICON_PX; y++) {
        const unsigned char *row = rows + (size_t)y * (size_t)pitch;
        for (int x = 0; x < BAKE_ICON_PX; x++)
            any |= row[x];
        write_bytes(out, row, BAKE_ICON_PX);
    }
    fputs("};\n", out);
    if (!any)
        fail(path, "the icon is empty");
    cairo_surface_destroy(surface);
}

static void write_icons(FILE *out, char **paths, int n)
{
    char **names = calloc((size_t)n + 1, sizeof(*names));
    if (!names)
        fail("icons", "no memory");
    for (int i = 0; i < n; i++) {
        write_icon(out, paths[i], i);
        // The name first: sorting the texts sorts by name, and the number rides along.
        char *stem = stem_of(paths[i]);
        size_t cap = strlen(stem) * 2 + 64;
        names[i] = malloc(cap);
        if (!names[i])
            fail(paths[i], "no memory");
        snprintf(names[i], cap, "%s\", %d, icon%d", stem, BAKE_ICON_PX, i);
        free(stem);
    }
    // The closing quote (0x22) sorts below every letter, digit and '-', so that "map" stands
    // before "map-pin", as bsearch wants it.
    qsort(names, (size_t)n, sizeof(*names), by_text);
    fputs("static const struct bake_icon icons[] = {\n", out);
    for (int i = 0; i < n; i++) {
        fprintf(out, "    {\"%s},\n", names[i]);
        free(names[i]);
    }
    free(names);
    fputs("};\n"
          "const struct bake_data *bake_icon_data(void)\n{\n"
          "    static const struct bake_data data = {\n"
          "        .icons = icons, .n_icons = sizeof(icons) / sizeof(icons[0])};\n"
          "    return &data;\n}\n",
          out);
}

// By the name in "name=path", as bsearch wants it: '=' counts as the end.
static int by_pair_name(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    size_t n = strcspn(x, "="), m = strcspn(y, "=");
    int order = memcmp(x, y, n < m ? n : m);
    return order ? order : (n > m) - (n < m);
}

// Returns the length; writes the bytes and a NUL.
static size_t write_file(FILE *out, const char *path, int number)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        fail(path, "can't be opened");
    fprintf(out, "static const _Alignas(16) unsigned char file%d[] = {\n", number);
    size_t len = 0, got;
    unsigned char block[4096];
    while ((got = fread(block, 1, sizeof(block), in)) > 0) {
        write_bytes(out, block, got);
        len += got;
    }
    if (ferror(in))
        fail(path, "can't be read");
    fclose(in);
    fputs("0};\n", out);
    return len;
}

static void write_files(FILE *out, char **pairs, int n)
{
    size_t *lens = calloc((size_t)n + 1, sizeof(*lens));
    if (!lens)
        fail("files", "no memory");
    qsort(pairs, (size_t)n, sizeof(*pairs), by_pair_name);
    for (int i = 0; i < n; i++) {
        char *path = strchr(pairs[i], '=');
        if (!path)
            fail(pairs[i], "expected name=path");
        *path++ = '\0';
        lens[i] = write_file(out, path, i);
    }
    fputs("static const struct bake_file files[] = {\n", out);
    for (int i = 0; i < n; i++)
        fprintf(out, "    {\"%s\", file%d, %zu},\n", pairs[i], i, lens[i]);
    free(lens);
    fputs("};\n"
          "const struct bake_data *bake_file_data(void)\n{\n"
          "    static const struct bake_data data = {\n"
          "        .files = files, .n_files = sizeof(files) / sizeof(files[0])};\n"
          "    return &data;\n}\n",
          out);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: bake_tool icons OUT SVG... | bake_tool files OUT NAME=PATH...\n",
              stderr);
        return 2;
    }
    FILE *out = fopen(argv[2], "w");
    if (!out)
        fail(argv[2], "can't be written");
    fputs("// Written by bake_tool at build.\n#include \"bake/data.h\"\n\n", out);
    if (strcmp(argv[1], "icons") == 0)
        write_icons(out, argv + 3, argc - 3);
    else
        write_files(out, argv + 3, argc - 3);
    if (fclose(out) != 0)
        fail(argv[2], "can't be written");
    return 0;
}
