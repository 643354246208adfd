#include "gfx/png.h"

#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void pack_row(const uint32_t *row, int w, png_byte *out)
{
    for (int x = 0; x < w; x++) {
        *out++ = (png_byte)(row[x] >> 16);
        *out++ = (png_byte)(row[x] >> 8);
        *out++ = (png_byte)row[x];
    }
}

// libpng leaves its functions by longjmp: nothing here may hold what would be lost by that.
static bool write_rows(png_structp png, png_infop info, FILE *file,
                       const struct bitmap *b, png_byte *row)
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    png_init_io(png, file);
    png_set_IHDR(png, info, (png_uint_32)b->w, (png_uint_32)b->h, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, 4);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB | PNG_FILTER_UP);
    png_write_info(png, info);
    for (int y = 0; y < b->h; y++) {
        pack_row(b->px + (ptrdiff_t)y * b->pitch_px, b->w, row);
        png_write_row(png, row);
    }
    png_write_end(png, NULL);
    return true;
}

static bool write_file(FILE *file, const struct bitmap *b)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    png_byte *row = malloc(3 * (size_t)b->w);
    bool ok = info && row && write_rows(png, info, file, b, row);
    png_destroy_write_struct(&png, &info);
    free(row);
    return ok;
}

bool png_save(const struct bitmap *b, const char *path, struct err *err)
{
    if (!b->px)
        return err_set(err, "%s: there is no picture to write", path);
    FILE *file = fopen(path, "wb");
    if (!file)
        return err_set(err, "%s: %s", path, strerror(errno));
    bool ok = write_file(file, b);
    ok = fclose(file) == 0 && ok;
    return ok || err_set(err, "%s: could not be written", path);
}
