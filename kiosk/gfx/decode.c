#include "gfx/decode.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <turbojpeg.h>
#include <webp/decode.h>

#include "gfx/resample.h"

#define SIDE_MAX 20000
#define PIXELS_MAX 60000000LL
#define WHOLE_MAX 100000 // a side of what is there in pieces

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "BGRA bytes are 0xAARRGGBB here");

// A picture of which a part, or all, is to be shown, and how it is decoded for that: what of it
// the pieces at hand cover, scaled down by `eighths`.
struct plan {
    const struct image_ref *ref;
    int w, h;
    struct resample_from part; // what is shown, in px of the whole
    struct rect area;
    int eighths;
};

static bool size_ok(const struct image_ref *ref, int w, int h, struct err *err)
{
    if (w <= 0 || h <= 0 || w > SIDE_MAX || h > SIDE_MAX || (long long)w * h > PIXELS_MAX)
        return err_set(err, "picture %s: %d x %d pixels are too many", ref->media, w, h);
    return true;
}

static bool whole_ok(const struct image_ref *ref, int w, int h, struct err *err)
{
    if (w <= 0 || h <= 0 || w > WHOLE_MAX || h > WHOLE_MAX)
        return err_set(err, "picture %s: %d x %d pixels are too many", ref->media, w, h);
    return true;
}

static int scaled(int side, int eighths)
{
    return (side * eighths + 7) / 8;
}

// ---- one piece

static bool no_memory(const struct image_ref *ref, struct err *err)
{
    return err_set(err, "picture %s: no memory", ref->media);
}

// No code of a JPEG tells more than a block of 8 x 8 pixels by one bit: what is much shorter
// than its size asks for is not worth the memory.
static bool jpeg_size(const struct gfx_piece *piece, const struct image_ref *ref, int *w,
                      int *h, struct err *err)
{
    int subsampling, space;
    tjhandle tj = tjInitDecompress();
    if (!tj)
        return err_set(err, "picture %s: no JPEG decoder", ref->media);
    bool ok = piece->len <= ULONG_MAX &&
              tjDecompressHeader3(tj, piece->bytes, (unsigned long)piece->len, w, h,
                                  &subsampling, &space) == 0;
    if (!ok)
        err_set(err, "picture %s: not a JPEG: %s", ref->media, tjGetErrorStr2(tj));
    tjDestroy(tj);
    if (!ok || !size_ok(ref, *w, *h, err))
        return false;
    if ((size_t)*w * (size_t)*h / 512 > piece->len)
        return err_set(err, "picture %s: %d x %d pixels are too many for %zu bytes",
                       ref->media, *w, *h, piece->len);
    return true;
}

static bool webp_size(const struct gfx_piece *piece, const struct image_ref *ref, int *w,
                      int *h, struct err *err)
{
    if (!WebPGetInfo(piece->bytes, piece->len, w, h))
        return err_set(err, "picture %s: not a WebP", ref->media);
    return size_ok(ref, *w, *h, err);
}

// By its header alone.
static bool piece_size(const struct gfx_piece *piece, const struct image_ref *ref, int *w,
                       int *h, struct err *err)
{
    *w = *h = 0; // a header alone may leave them as they are
    if (!piece->bytes || piece->len == 0)
        return err_set(err, "picture %s: no bytes", ref->media);
    return piece->format == GFX_JPEG ? jpeg_size(piece, ref, w, h, err)
                                     : webp_size(piece, ref, w, h, err);
}

// `out` has the piece's size, scaled.
static bool decode_jpeg(const struct gfx_piece *piece, const struct image_ref *ref,
                        struct bitmap *out, struct err *err)
{
    tjhandle tj = tjInitDecompress();
    if (!tj)
        return err_set(err, "picture %s: no JPEG decoder", ref->media);
    // Warnings count as errors: half a picture with a grey rest is worse than none.
    bool ok = tjDecompress2(tj, piece->bytes, (unsigned long)piece->len,
                            (unsigned char *)out->px, out->w, out->pitch_px * 4, out->h,
                            TJPF_BGRX, TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) == 0;
    if (!ok)
        err_set(err, "picture %s: %s", ref->media, tjGetErrorStr2(tj));
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

static bool decode_webp(const struct gfx_piece *piece, const struct image_ref *ref,
                        struct bitmap *out, struct err *err)
{
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config))
        return err_set(err, "picture %s: a WebP library of another version", ref->media);
    if (WebPGetFeatures(piece->bytes, piece->len, &config.input) != VP8_STATUS_OK)
        return err_set(err, "picture %s: not a WebP", ref->media);
    config.options.use_scaling =
        out->w != config.input.width || out->h != config.input.height;
    config.options.scaled_width = out->w;
    config.options.scaled_height = out->h;
    config.output.colorspace = MODE_BGRA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = (uint8_t *)out->px;
    config.output.u.RGBA.stride = out->pitch_px * 4;
    config.output.u.RGBA.size =
        ((size_t)(out->h - 1) * (size_t)out->pitch_px + (size_t)out->w) * 4;
    if (WebPDecode(piece->bytes, piece->len, &config) != VP8_STATUS_OK)
        return err_set(err, "picture %s: the WebP is broken", ref->media);
    if (config.input.has_alpha)
        flatten(out, ref->colour);
    return true;
}

// ---- the plan

// What is shown, in the whole's pixels.
static struct resample_from part_of(const struct image_ref *ref, int w, int h)
{
    const struct part *p = &ref->part;
    if (p->w == 0)
        return resample_cover(w, h, ref->w, ref->h, ref->focus_x, ref->focus_y);
    struct resample_from f = {.x = fmax((double)p->x * w, 0),
                              .y = fmax((double)p->y * h, 0)};
    f.w = fmin((double)(p->x + p->w) * w, w) - f.x;
    f.h = fmin((double)(p->y + p->h) * h, h) - f.y;
    return f;
}

// The fewest eighths that still cover what is shown.
static int eighths_for(const struct plan *plan)
{
    const double w = plan->ref->w, h = plan->ref->h;
    int n = 1;
    while (n < 8 && (plan->part.w * n < w * 8 - 7.01 || plan->part.h * n < h * 8 - 7.01))
        n++;
    // Of a part, which somebody waits for, quickly: other scales take twice the time of the next
    // power of two.
    if (plan->ref->part.w > 0)
        n = n > 4 ? 8 : n == 3 ? 4 : n;
    return n;
}

static bool plan_init(struct plan *plan, const struct image_ref *ref, int w, int h,
                      struct err *err)
{
    *plan = (struct plan){ref, w, h, part_of(ref, w, h), {0, 0, w, h}, 8};
    const struct part *p = &ref->part;
    if (!isfinite(p->x + p->y + p->w + p->h) || plan->part.w <= 0 || plan->part.h <= 0)
        return err_set(err, "picture %s: nothing of it is shown", ref->media);
    plan->eighths = eighths_for(plan);
    return true;
}

// The pixels of the whole that what is shown touches by more than a rounding error.
static struct rect touched(const struct plan *plan)
{
    const struct resample_from *f = &plan->part;
    int x = (int)(f->x + 0.02), y = (int)(f->y + 0.02);
    struct rect r = {x, y, (int)ceil(f->x + f->w - 0.02) - x,
                     (int)ceil(f->y + f->h - 0.02) - y};
    return rect_cut(r, (struct rect){0, 0, plan->w, plan->h});
}

static struct rect place(const struct gfx_piece *piece)
{
    return (struct rect){piece->x, piece->y, piece->w, piece->h};
}

static bool in_place(const struct plan *plan, const struct gfx_piece *p)
{
    return p->x >= 0 && p->y >= 0 && p->w > 0 && p->h > 0 && p->x % 8 == 0 &&
           p->y % 8 == 0 && p->x < plan->w && p->y < plan->h && p->w <= plan->w - p->x &&
           p->h <= plan->h - p->y;
}

static bool is_needed(const struct plan *plan, const struct gfx_piece *piece)
{
    return !rect_empty(rect_cut(place(piece), touched(plan)));
}

// Of those before piece i that are needed, one that it overlaps.
static bool overlaps(const struct plan *plan, const struct gfx_media *media, size_t i)
{
    struct rect at = place(&media->pieces[i]);
    for (size_t k = 0; k < i; k++)
        if (is_needed(plan, &media->pieces[k]) &&
            !rect_empty(rect_cut(at, place(&media->pieces[k]))))
            return true;
    return false;
}

// Takes the pieces as they say they are, and checks that those that are needed fill the area
// around them.
static bool plan_pieces(struct plan *plan, const struct gfx_media *media, struct err *err)
{
    long long filled = 0;
    plan->area = (struct rect){0};
    for (size_t i = 0; i < media->n; i++) {
        const struct gfx_piece *piece = &media->pieces[i];
        bool good = in_place(plan, piece), needed = good && is_needed(plan, piece);
        if (!good || (needed && overlaps(plan, media, i)))
            return err_set(err, "picture %s: a piece at %d, %d is out of place",
                           plan->ref->media, piece->x, piece->y);
        if (!needed)
            continue;
        plan->area = rect_join(plan->area, place(piece));
        filled += (long long)piece->w * piece->h;
    }
    if (filled != (long long)plan->area.w * plan->area.h ||
        !rect_eq(rect_cut(touched(plan), plan->area), touched(plan)))
        return err_set(err, "picture %s: pieces are missing", plan->ref->media);
    return true;
}

// ---- all of it

static bool decode_piece(const struct plan *plan, const struct gfx_piece *piece,
                         struct rect at, const struct bitmap *area, struct err *err)
{
    int n = plan->eighths, w, h;
    if (!piece_size(piece, plan->ref, &w, &h, err))
        return false;
    if (w != at.w || h != at.h)
        return err_set(err, "picture %s: a piece of %d x %d is %d x %d", plan->ref->media,
                       at.w, at.h, w, h);
    int x = (at.x - plan->area.x) * n / 8, y = (at.y - plan->area.y) * n / 8;
    struct bitmap out = {area->px + (ptrdiff_t)y * area->pitch_px + x, scaled(w, n),
                         scaled(h, n), area->pitch_px};
    return piece->format == GFX_JPEG ? decode_jpeg(piece, plan->ref, &out, err)
                                     : decode_webp(piece, plan->ref, &out, err);
}

static bool decode_area(const struct plan *plan, const struct gfx_media *media,
                        struct bitmap *out, struct err *err)
{
    int n = plan->eighths, w = scaled(plan->area.w, n), h = scaled(plan->area.h, n);
    if (!size_ok(plan->ref, w, h, err))
        return false;
    if (!bitmap_init(out, w, h))
        return no_memory(plan->ref, err);
    if (media->w == 0)
        return decode_piece(plan, media->pieces, plan->area, out, err);
    for (size_t i = 0; i < media->n; i++)
        if (is_needed(plan, &media->pieces[i]) &&
            !decode_piece(plan, &media->pieces[i], place(&media->pieces[i]), out, err))
            return false;
    return true;
}

static void make_opaque(struct bitmap *b)
{
    for (int y = 0; y < b->h; y++)
        for (int x = 0; x < b->w; x++)
            b->px[(ptrdiff_t)y * b->pitch_px + x] |= 0xFF000000u;
}

// What is shown, in the pixels of what was decoded.
static struct resample_from shown_in(const struct plan *plan,
                                     const struct bitmap *decoded)
{
    const struct image_ref *ref = plan->ref;
    if (ref->part.w == 0 && plan->area.w == plan->w && plan->area.h == plan->h)
        return resample_cover(decoded->w, decoded->h, ref->w, ref->h, ref->focus_x,
                              ref->focus_y);
    double scale = plan->eighths / 8.0;
    struct resample_from f = {
        (plan->part.x - plan->area.x) * scale, (plan->part.y - plan->area.y) * scale,
        fmin(plan->part.w * scale, decoded->w), fmin(plan->part.h * scale, decoded->h)};
    f.x = fmax(fmin(f.x, decoded->w - f.w), 0);
    f.y = fmax(fmin(f.y, decoded->h - f.h), 0);
    return f;
}

// Scales what was decoded to the size shown; takes it.
static bool fit(const struct plan *plan, struct bitmap *decoded, struct bitmap *out,
                struct err *err)
{
    const struct image_ref *ref = plan->ref;
    struct resample_from from = shown_in(plan, decoded);
    if (decoded->w == ref->w && decoded->h == ref->h && from.w == ref->w &&
        from.h == ref->h) {
        make_opaque(decoded);
        *out = *decoded;
        return true;
    }
    bool ok = bitmap_init(out, ref->w, ref->h) && resample(decoded, from, out);
    bitmap_release(decoded);
    if (!ok)
        bitmap_release(out);
    return ok || no_memory(ref, err);
}

bool decode_picture(const struct gfx_media *media, const struct image_ref *ref,
                    struct bitmap *out, struct err *err)
{
    struct bitmap decoded = {0};
    struct plan plan;
    int w = media->w, h = media->h;
    *out = decoded;
    if (ref->w <= 0 || ref->h <= 0 || ref->w > SIDE_MAX || ref->h > SIDE_MAX)
        return err_set(err, "picture %s: shown at %d x %d", ref->media, ref->w, ref->h);
    if (media->n == 0)
        return err_set(err, "picture %s: no bytes", ref->media);
    bool ok = w ? whole_ok(ref, w, h, err) : piece_size(media->pieces, ref, &w, &h, err);
    ok = ok && plan_init(&plan, ref, w, h, err) &&
         (media->w == 0 || plan_pieces(&plan, media, err)) &&
         decode_area(&plan, media, &decoded, err);
    if (!ok) {
        bitmap_release(&decoded);
        return false;
    }
    return fit(&plan, &decoded, out, err);
}
