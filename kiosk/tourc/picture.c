#include "tourc/picture.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

#include "base/array.h"
#include "base/mem.h"
#include "base/str.h"
#include "pack/pack.h"

#define RECIPE 3
#define STRINGIFY(x) #x
#define STRING(x) STRINGIFY(x)

#define JPEG_QUALITY 86
#define ASPECT_MAX 20 // beyond it a small variant would be a hair

enum form { FORM_UNKNOWN, FORM_JPEG, FORM_PNG, FORM_WEBP, FORM_SVG };

static const int widths[] = {480, 960, 1600, 2560};

struct original {
    const void *bytes;
    size_t len;
    enum form form;
    int width, height; // upright
};

// By what is in it, not by its name; and before libvips is asked, which knows formats that we
// don't want to meet.
static enum form form_of(const unsigned char *b, size_t len)
{
    if (len >= 3 && memcmp(b, "\xFF\xD8\xFF", 3) == 0)
        return FORM_JPEG;
    if (len >= 8 && memcmp(b, "\x89PNG\r\n\x1A\n", 8) == 0)
        return FORM_PNG;
    if (len >= 12 && memcmp(b, "RIFF", 4) == 0 && memcmp(b + 8, "WEBP", 4) == 0)
        return FORM_WEBP;
    if (len && memmem(b, len < 4096 ? len : 4096, "<svg", 4))
        return FORM_SVG;
    return FORM_UNKNOWN;
}

const char *picture_recipe(void)
{
    return "backlot picture " STRING(RECIPE) ", vips " VIPS_VERSION;
}

static void drop_log(const gchar *domain, GLogLevelFlags level, const gchar *message,
                     gpointer data)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

static bool start(struct err *err)
{
    // Each thread would have a heap of its own, and keep what one large picture left in it.
    mallopt(M_ARENA_MAX, 1);
    // Words in an SVG find their fonts by the locale; a pack must not.
    setenv("LC_ALL", "C.UTF-8", 1);
    if (vips_init("tourc") != 0)
        return err_set(err, "libvips does not start: %s", vips_error_buffer());
    g_log_set_handler("VIPS",
                      G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO,
                      drop_log, NULL);
    vips_cache_set_max(0);
    vips_error_clear();
    return true;
}

// The first line of what libvips says, as a sentence of ours.
static bool corrupt(struct err *err)
{
    char line[200];
    str_copy(line, sizeof(line), vips_error_buffer());
    line[strcspn(line, "\n")] = '\0';
    vips_error_clear();
    return err_set(err,
                   "a corrupt picture: expected a whole SVG, JPEG, PNG or WebP%s%s%s",
                   *line ? " (" : "", line, *line ? ")" : "");
}

// Reads the header; pixels are decoded when they are asked for.
static VipsImage *open_scaled(const struct original *o, double scale)
{
    VipsImage *image = NULL;
    void *bytes = (void *)(uintptr_t)o->bytes; // libvips only reads
    switch (o->form) {
    case FORM_JPEG:
        vips_jpegload_buffer(bytes, o->len, &image, "access", VIPS_ACCESS_SEQUENTIAL,
                             "fail_on", VIPS_FAIL_ON_ERROR, NULL);
        break;
    case FORM_PNG:
        vips_pngload_buffer(bytes, o->len, &image, "access", VIPS_ACCESS_SEQUENTIAL,
                            "fail_on", VIPS_FAIL_ON_ERROR, NULL);
        break;
    case FORM_WEBP:
        vips_webpload_buffer(bytes, o->len, &image, "access", VIPS_ACCESS_SEQUENTIAL,
                             "fail_on", VIPS_FAIL_ON_ERROR, NULL);
        break;
    default:
        vips_svgload_buffer(bytes, o->len, &image, "scale", scale, NULL);
    }
    return image;
}

static bool check_size(const struct original *o, struct err *err)
{
    int largest = widths[ARRAY_LEN(widths) - 1];
    double shown = o->form == FORM_SVG ? (double)largest * largest * o->height / o->width
                                       : (double)o->width * o->height;
    if (o->width / o->height > ASPECT_MAX || o->height / o->width > ASPECT_MAX)
        return err_set(
            err,
            "a picture of %d × %d: expected at most %d times as long one way as the other",
            o->width, o->height, ASPECT_MAX);
    if (shown > PICTURE_PIXELS_MAX)
        return err_set(err, "a picture of %d × %d: expected at most %u megapixels",
                       o->width, o->height, PICTURE_PIXELS_MAX / 1000000);
    return true;
}

static bool look(const void *bytes, size_t len, struct original *out, struct err *err)
{
    *out = (struct original){.bytes = bytes, .len = len, .form = form_of(bytes, len)};
    if (out->form == FORM_UNKNOWN)
        return err_set(err, "not a picture: expected an SVG, JPEG, PNG or WebP");
    if (!start(err))
        return false;
    VipsImage *image = open_scaled(out, 1.0);
    if (!image)
        return corrupt(err);
    bool lies = vips_image_get_orientation_swap(image);
    out->width = lies ? vips_image_get_height(image) : vips_image_get_width(image);
    out->height = lies ? vips_image_get_width(image) : vips_image_get_height(image);
    g_object_unref(image);
    return check_size(out, err);
}

// Replaces *image by what an operation made of it.
static bool replace(VipsImage **image, int status, VipsImage **made)
{
    g_object_unref(*image);
    *image = status == 0 ? *made : NULL;
    return status == 0;
}

// Upright and as wide as asked. Only a picture that brings a profile is converted: libvips
// would otherwise assume one, and shift the colours on the way there and back.
static int shrink(VipsImage *image, int width, VipsImage **out)
{
    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME) == 0)
        return vips_thumbnail_image(image, out, width, "height", VIPS_MAX_COORD, NULL);
    return vips_thumbnail_image(image, out, width, "height", VIPS_MAX_COORD,
                                "export_profile", "srgb", "intent", VIPS_INTENT_RELATIVE,
                                NULL);
}

// Upright, opaque, sRGB, as wide as asked. NULL on failure.
static VipsImage *open_sized(const struct original *o, int width)
{
    VipsImage *image = open_scaled(o, (double)width / o->width);
    VipsImage *made = NULL;
    if (!image)
        return NULL;
    if (o->form != FORM_SVG && !replace(&image, shrink(image, width, &made), &made))
        return NULL;
    if (!replace(&image, vips_colourspace(image, &made, VIPS_INTERPRETATION_sRGB, NULL),
                 &made))
        return NULL;
    if (vips_image_hasalpha(image)) {
        double white[] = {255, 255, 255};
        VipsArrayDouble *paper = vips_array_double_new(white, 3);
        bool ok =
            replace(&image, vips_flatten(image, &made, "background", paper, NULL), &made);
        vips_area_unref(VIPS_AREA(paper));
        if (!ok)
            return NULL;
    }
    // Pixels are made here, once, so that a fault in them is this picture's.
    // With threads libvips may forget that one of them failed, but not what it said.
    VipsImage *pixels = vips_image_copy_memory(image);
    g_object_unref(image);
    if (pixels && *vips_error_buffer()) {
        g_object_unref(pixels);
        return NULL;
    }
    return pixels;
}

static bool save(VipsImage *image, enum form form, struct picture_variant *out)
{
    // Flat artwork shows colour fringes if its chroma is halved; photographs don't.
    bool flat = form == FORM_SVG || form == FORM_PNG;
    out->width = vips_image_get_width(image);
    out->height = vips_image_get_height(image);
    void *bytes = NULL;
    int status = vips_jpegsave_buffer(
        image, &bytes, &out->len, "Q", JPEG_QUALITY, "optimize_coding", TRUE, "interlace",
        FALSE, "strip", TRUE, "subsample_mode",
        flat ? VIPS_FOREIGN_SUBSAMPLE_OFF : VIPS_FOREIGN_SUBSAMPLE_ON, NULL);
    if (status != 0)
        return false;
    out->bytes = malloc(out->len);
    if (out->bytes)
        memcpy(out->bytes, bytes, out->len);
    g_free(bytes);
    return out->bytes != NULL;
}

static uint32_t mean_colour(VipsImage *image)
{
    size_t size;
    unsigned char *pixels = vips_image_write_to_memory(image, &size);
    uint64_t sums[3] = {0};
    size_t n = size / 3;
    for (size_t i = 0; pixels && i < n * 3; i++)
        sums[i % 3] += pixels[i];
    g_free(pixels);
    uint32_t colour = 0;
    for (size_t i = 0; i < 3; i++)
        colour = colour << 8 | (uint32_t)(n ? (sums[i] + n / 2) / n : 0);
    return colour;
}

static size_t choose_widths(const struct original *o, int out[PICTURE_VARIANTS])
{
    size_t n = 0;
    int own = o->form == FORM_SVG ? widths[ARRAY_LEN(widths) - 1] : o->width;
    for (size_t i = 0; i < ARRAY_LEN(widths); i++)
        if (widths[i] <= own)
            out[n++] = widths[i];
    if (own < widths[ARRAY_LEN(widths) - 1] && (n == 0 || out[n - 1] != own))
        out[n++] = own;
    return n;
}

static bool make_variant(const struct original *o, int width, struct picture_set *set,
                         struct err *err)
{
    VipsImage *image = open_sized(o, width);
    if (!image)
        return corrupt(err);
    bool first = set->n_variants == 0;
    if (first)
        set->colour = mean_colour(image);
    bool ok = save(image, o->form, &set->variants[set->n_variants]);
    set->n_variants += ok;
    g_object_unref(image);
    return ok || corrupt(err);
}

static bool cut_tile(VipsImage *image, enum form form, struct picture_tile *tile)
{
    int x = tile->x * PACK_TILE, y = tile->y * PACK_TILE;
    int right = vips_image_get_width(image) - x;
    int below = vips_image_get_height(image) - y;
    VipsImage *part = NULL;
    if (vips_extract_area(image, &part, x, y, right < PACK_TILE ? right : PACK_TILE,
                          below < PACK_TILE ? below : PACK_TILE, NULL) != 0)
        return false;
    bool ok = save(part, form, &tile->jpeg);
    g_object_unref(part);
    return ok;
}

// What is wider than the widest variant is kept at full size, too, in pieces that can be decoded
// one by one.
static bool make_tiles(const struct original *o, struct picture_set *set, struct err *err)
{
    if (o->form == FORM_SVG || o->width <= widths[ARRAY_LEN(widths) - 1])
        return true;
    VipsImage *image = open_sized(o, o->width);
    if (!image)
        return corrupt(err);
    int columns = (vips_image_get_width(image) + PACK_TILE - 1) / PACK_TILE;
    int rows = (vips_image_get_height(image) + PACK_TILE - 1) / PACK_TILE;
    bool ok = true;
    set->tiles = xcalloc((size_t)(columns * rows), sizeof(*set->tiles));
    for (int i = 0; i < columns * rows && ok; i++) {
        struct picture_tile *tile = &set->tiles[set->n_tiles++];
        *tile = (struct picture_tile){.x = i % columns, .y = i / columns};
        ok = cut_tile(image, o->form, tile);
    }
    g_object_unref(image);
    return ok || corrupt(err);
}

bool picture_check(const void *bytes, size_t len, struct picture_size *out,
                   struct err *err)
{
    struct original o;
    if (!look(bytes, len, &o, err))
        return false;
    *out = (struct picture_size){o.width, o.height};
    int all[PICTURE_VARIANTS];
    choose_widths(&o, all);
    VipsImage *image = open_sized(&o, all[0]);
    if (!image)
        return corrupt(err);
    g_object_unref(image);
    return true;
}

bool picture_make(const void *bytes, size_t len, struct picture_set *out, struct err *err)
{
    *out = (struct picture_set){0};
    struct original o;
    if (!look(bytes, len, &o, err))
        return false;
    out->width = o.width;
    out->height = o.height;
    int all[PICTURE_VARIANTS];
    size_t n = choose_widths(&o, all);
    bool ok = true;
    for (size_t i = 0; i < n && ok; i++)
        ok = make_variant(&o, all[i], out, err);
    ok = ok && make_tiles(&o, out, err);
    if (!ok)
        picture_release(out);
    return ok;
}

void picture_release(struct picture_set *set)
{
    for (size_t i = 0; i < set->n_variants; i++)
        free(set->variants[i].bytes);
    for (size_t i = 0; i < set->n_tiles; i++)
        free(set->tiles[i].jpeg.bytes);
    free(set->tiles);
    *set = (struct picture_set){0};
}
