#include "gfx/decode.h"

#include <assert.h>
#include <limits.h>
#include <turbojpeg.h>
#include <webp/decode.h>

#include "gfx/resample.h"

#define SIDE_MAX 20000
#define PIXELS_MAX 60000000LL

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "BGRA bytes are 0xAARRGGBB here");

static bool size_ok(const struct image_ref *ref, int w, int h, struct err *err)
{
    if (w <= 0 || h <= 0 || w > SIDE_MAX || h > SIDE_MAX || (long long)w * h > PIXELS_MAX)
        return err_set(err, "picture %s: %d x %d pixels are too many", ref->media, w, h);
    return true;
}

static int eighths(int side, int n)
{
    return (side * n + 7) / 8;
}

// The fewest eighths that still cover what is shown.
static int scale_for(const struct image_ref *ref, int w, int h)
{
    int n = 1;
    while (n < 8 && (eighths(w, n) < ref->w || eighths(h, n) < ref->h))
        n++;
    return n;
}

static bool decode_jpeg(const struct gfx_media *media, const struct image_ref *ref,
                        struct bitmap *out, struct err *err)
{
    int w = 0, h = 0, subsampling, space; // a header alone may leave them as they are
    tjhandle tj = tjInitDecompress();
    if (!tj)
        return err_set(err, "picture %s: no JPEG decoder", ref->media);
    bool ok = media->len <= ULONG_MAX &&
              tjDecompressHeader3(tj, media->bytes, (unsigned long)media->len, &w, &h,
                                  &subsampling, &space) == 0;
    if (!ok)
        err_set(err, "picture %s: not a JPEG: %s", ref->media, tjGetErrorStr2(tj));
    ok = ok && size_ok(ref, w, h, err);
    if (ok) {
        int n = scale_for(ref, w, h);
        ok = bitmap_init(out, eighths(w, n), eighths(h, n));
        if (!ok)
            err_set(err, "picture %s: no memory for %d x %d", ref->media, w, h);
    }
    // Warnings count as errors: half a picture with a grey rest is worse than none.
    if (ok && tjDecompress2(tj, media->bytes, (unsigned long)media->len,
                            (unsigned char *)out->px, out->w, out->pitch_px * 4, out->h,
                            TJPF_BGRX, TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) != 0)
        ok = err_set(err, "picture %s: %s", ref->media, tjGetErrorStr2(tj));
    tjDestroy(tj);
    return ok;
}

static void flatten(struct bitmap *b, uint32_t colour)
{
    for (int y = 0; y < b->h; y++) {
        uint32_t *row = b->px + (ptrdiff_t)y * b->pitch_px;
        for (int x = 0; x < b->w; x++) {
            uint32_t a = row[x] >> 24, c = 0xFF;
            for (int shift = 16; shift >= 0; shift -= 8)
                c = c << 8 | ((row[x] >> shift & 0xFF) * a +
                              (colour >> shift & 0xFF) * (255 - a) + 127) /
                                 255;
            row[x] = c;
        }
    }
}

static bool decode_webp(const struct gfx_media *media, const struct image_ref *ref,
                        struct bitmap *out, struct err *err)
{
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config))
        return err_set(err, "picture %s: a WebP library of another version", ref->media);
    if (WebPGetFeatures(media->bytes, media->len, &config.input) != VP8_STATUS_OK)
        return err_set(err, "picture %s: not a WebP", ref->media);
    int w = config.input.width, h = config.input.height;
    if (!size_ok(ref, w, h, err))
        return false;
    int n = scale_for(ref, w, h);
    if (!bitmap_init(out, eighths(w, n), eighths(h, n)))
        return err_set(err, "picture %s: no memory for %d x %d", ref->media, w, h);
    config.options.use_scaling = n < 8;
    config.options.scaled_width = out->w;
    config.options.scaled_height = out->h;
    config.output.colorspace = MODE_BGRA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = (uint8_t *)out->px;
    config.output.u.RGBA.stride = out->pitch_px * 4;
    config.output.u.RGBA.size = bitmap_bytes(out);
    if (WebPDecode(media->bytes, media->len, &config) != VP8_STATUS_OK)
        return err_set(err, "picture %s: the WebP is broken", ref->media);
    if (config.input.has_alpha)
        flatten(out, ref->colour);
    return true;
}

static void make_opaque(struct bitmap *b)
{
    for (int y = 0; y < b->h; y++)
        for (int x = 0; x < b->w; x++)
            b->px[(ptrdiff_t)y * b->pitch_px + x] |= 0xFF000000u;
}

// Scales what was decoded to the size shown; takes it.
static bool fit(struct bitmap *decoded, const struct image_ref *ref, struct bitmap *out,
                struct err *err)
{
    if (decoded->w == ref->w && decoded->h == ref->h) {
        make_opaque(decoded);
        *out = *decoded;
        return true;
    }
    struct resample_from from = resample_cover(decoded->w, decoded->h, ref->w, ref->h,
                                               ref->focus_x, ref->focus_y);
    bool ok = bitmap_init(out, ref->w, ref->h) && resample(decoded, from, out);
    bitmap_release(decoded);
    if (!ok)
        bitmap_release(out);
    return ok || err_set(err, "picture %s: no memory", ref->media);
}

bool decode_picture(const struct gfx_media *media, const struct image_ref *ref,
                    struct bitmap *out, struct err *err)
{
    struct bitmap decoded = {0};
    *out = decoded;
    if (ref->w <= 0 || ref->h <= 0 || ref->w > SIDE_MAX || ref->h > SIDE_MAX)
        return err_set(err, "picture %s: shown at %d x %d", ref->media, ref->w, ref->h);
    if (!media->bytes || media->len == 0)
        return err_set(err, "picture %s: no bytes", ref->media);
    bool ok = media->format == GFX_JPEG ? decode_jpeg(media, ref, &decoded, err)
                                        : decode_webp(media, ref, &decoded, err);
    if (!ok) {
        bitmap_release(&decoded);
        return false;
    }
    return fit(&decoded, ref, out, err);
}
