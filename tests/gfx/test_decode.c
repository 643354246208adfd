#include "gfx/decode.h"

#include <math.h>

#include "encoded.h"
#include "gfx/resample.h"

static const struct image_ref ref_60x40 = {.media = "quarters",
                                           .w = 60,
                                           .h = 40,
                                           .focus_x = 0.5f,
                                           .focus_y = 0.5f,
                                           .colour = 0xFF808080};

static bool decode_one(struct gfx_piece *piece, const struct image_ref *ref,
                       struct bitmap *out, struct err *err)
{
    return decode_picture(&(struct gfx_media){piece, 1, 0, 0}, ref, out, err);
}

static bool near(uint32_t a, uint32_t b, int by)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > by)
            return false;
    return a >> 24 == 0xFF;
}

// Of a picture of four quarters, a few pixels away from the edges between them.
static void check_quarters(const struct bitmap *b)
{
    for (int y = 0; y < b->h; y++)
        for (int x = 0; x < b->w; x++)
            if (abs(2 * x - b->w) > 12 && abs(2 * y - b->h) > 12)
                if (!near(canvas_at(b, x, y), encoded_colour(x, y, b->w, b->h), 24))
                    fail_msg("%d, %d is %08x", x, y, canvas_at(b, x, y));
}

static void decode_well(struct gfx_piece piece, const struct image_ref *ref)
{
    struct bitmap b;
    struct err err;
    if (!decode_one(&piece, ref, &b, &err))
        fail_msg("%s", err.text);
    assert_int_equal(b.w, ref->w);
    assert_int_equal(b.h, ref->h);
    check_quarters(&b);
    bitmap_release(&b);
    free(piece.bytes);
}

static void test_pictures_of_any_size_become_the_size_shown(void **state)
{
    (void)state;
    static const int sizes[][2] = {{60, 40}, {61, 41}, {120, 80},   {600, 400},
                                   {45, 30}, {30, 20}, {1200, 800}, {137, 91}};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        decode_well(encoded_jpeg(sizes[i][0], sizes[i][1]), &ref_60x40);
        decode_well(encoded_webp(sizes[i][0], sizes[i][1], 255), &ref_60x40);
    }
}

static void test_a_picture_of_another_shape_is_cropped_not_squeezed(void **state)
{
    (void)state;
    decode_well(encoded_jpeg(400, 100), &ref_60x40);
    decode_well(encoded_jpeg(100, 400), &ref_60x40);
}

static void test_the_focus_chooses_what_is_cropped(void **state)
{
    (void)state;
    struct image_ref ref = ref_60x40;
    struct gfx_piece piece = encoded_webp(400, 40, 255);
    struct bitmap b;
    struct err err;
    ref.focus_x = 0.0f;
    assert_true(decode_one(&piece, &ref, &b, &err));
    assert_int_equal(canvas_at(&b, 50, 5), 0xFFFF0000);
    bitmap_release(&b);
    ref.focus_x = 1.0f;
    assert_true(decode_one(&piece, &ref, &b, &err));
    assert_int_equal(canvas_at(&b, 10, 5), 0xFF00FF00);
    bitmap_release(&b);
    free(piece.bytes);
}

static void test_a_see_through_picture_stands_on_its_placeholder(void **state)
{
    (void)state;
    struct gfx_piece piece = encoded_webp(60, 40, 0);
    struct bitmap b;
    struct err err;
    assert_true(decode_one(&piece, &ref_60x40, &b, &err));
    assert_int_equal(canvas_at(&b, 3, 3), 0xFF808080);
    bitmap_release(&b);
    free(piece.bytes);
}

static void refuse(struct gfx_piece piece, const struct image_ref *ref)
{
    struct bitmap b;
    struct err err = {{0}};
    assert_false(decode_one(&piece, ref, &b, &err));
    assert_null(b.px);
    assert_non_null(strstr(err.text, ref->media)); // it says which picture
    free(piece.bytes);
}

static void test_truncated_pictures_are_refused(void **state)
{
    (void)state;
    for (int part = 0; part < 16; part++) {
        struct gfx_piece jpeg = encoded_jpeg(300, 200),
                         webp = encoded_webp(300, 200, 255);
        jpeg.len = jpeg.len * (size_t)part / 16;
        webp.len = webp.len * (size_t)part / 16;
        refuse(jpeg, &ref_60x40);
        refuse(webp, &ref_60x40);
    }
}

static void test_damaged_pictures_are_refused_or_shown_but_never_crash(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (int round = 0; round < 200; round++) {
        struct gfx_piece piece =
            round & 1 ? encoded_jpeg(90, 60) : encoded_webp(90, 60, (uint8_t)round);
        unsigned char *bytes = piece.bytes;
        for (int i = 0; i < 4; i++)
            bytes[chance(&seed) % piece.len] = (unsigned char)chance(&seed);
        struct bitmap b;
        struct err err;
        if (decode_one(&piece, &ref_60x40, &b, &err))
            assert_int_equal(b.w, 60);
        bitmap_release(&b);
        free(piece.bytes);
    }
}

static void test_foreign_and_empty_bytes_are_refused(void **state)
{
    (void)state;
    for (int format = GFX_JPEG; format <= GFX_WEBP; format++) {
        refuse((struct gfx_piece){.format = (enum gfx_format)format}, &ref_60x40);
        refuse((struct gfx_piece){.format = (enum gfx_format)format,
                                  .bytes = calloc(1, 5000),
                                  .len = 5000},
               &ref_60x40);
    }
    struct gfx_piece swapped = encoded_jpeg(60, 40);
    swapped.format = GFX_WEBP;
    refuse(swapped, &ref_60x40);
}

// Changes the size a JPEG's frame header tells.
static void claim(struct gfx_piece *piece, int w, int h)
{
    unsigned char *p = piece->bytes;
    for (size_t i = 0; i + 9 < piece->len; i++)
        if (p[i] == 0xFF && p[i + 1] == 0xC0) {
            p[i + 5] = (unsigned char)(h >> 8);
            p[i + 6] = (unsigned char)h;
            p[i + 7] = (unsigned char)(w >> 8);
            p[i + 8] = (unsigned char)w;
            return;
        }
    fail_msg("no frame header");
}

static void test_absurd_sizes_are_refused_by_the_header(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {20001, 10}, {10, 20001}, {65500, 65500}, {7746, 7747}};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct gfx_piece piece = encoded_jpeg(60, 40);
        claim(&piece, sizes[i][0], sizes[i][1]);
        struct bitmap b;
        struct err err;
        assert_false(decode_one(&piece, &ref_60x40, &b, &err));
        assert_non_null(strstr(err.text, "too many"));
        free(piece.bytes);
    }
}

static bool refused(const struct gfx_media *media, const struct image_ref *ref)
{
    struct bitmap b;
    struct err err = {{0}};
    bool ok = decode_picture(media, ref, &b, &err);
    assert_int_equal(b.px != NULL, ok);
    assert_true(ok || strstr(err.text, ref->media));
    bitmap_release(&b);
    return !ok;
}

// Much of a picture in few bytes: a header that lies, or a bomb.
static void test_a_jpeg_much_too_short_for_its_size_is_refused(void **state)
{
    (void)state;
    struct gfx_piece piece = encoded_jpeg(60, 40);
    claim(&piece, 7000, 7000);
    struct bitmap b;
    struct err err;
    assert_false(decode_one(&piece, &ref_60x40, &b, &err));
    assert_non_null(strstr(err.text, "too many for"));
    free(piece.bytes);
}

static void test_absurd_webp_sizes_are_refused_by_the_header(void **state)
{
    (void)state;
    // VP8L: 14 bits each of width - 1 and height - 1 behind the signature byte.
    struct gfx_piece piece = encoded_webp(60, 40, 255);
    unsigned char *p = piece.bytes;
    assert_memory_equal(p + 12, "VP8L", 4);
    assert_int_equal(p[20], 0x2F);
    memset(p + 21, 0xFF, 3);
    p[24] |= 0x0F; // 16,384 x 16,384
    struct bitmap b;
    struct err err;
    assert_false(decode_one(&piece, &ref_60x40, &b, &err));
    assert_non_null(strstr(err.text, "16384 x 16384 pixels are too many"));
    free(piece.bytes);
}

// ---- parts

// Its colours tell where a pixel was: red grows to the right, green downwards.
static struct bitmap slopes(int w, int h)
{
    struct bitmap b = canvas_make(w, h, 0);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b.px[y * w + x] = 0xFF000060u | (uint32_t)(x * 255 / (w - 1)) << 16 |
                              (uint32_t)(y * 255 / (h - 1)) << 8;
    return b;
}

static struct image_ref ref_of_part(struct part part, int w, int h)
{
    return (struct image_ref){
        .media = "slopes", .w = w, .h = h, .colour = 0xFF808080, .part = part};
}

// Each pixel of the part shows what lies there in the picture.
static void check_part(const struct bitmap *b, const struct image_ref *ref)
{
    for (int y = 0; y < b->h; y++)
        for (int x = 0; x < b->w; x++) {
            float at_x = ref->part.x + ((float)x + 0.5f) / (float)b->w * ref->part.w,
                  at_y = ref->part.y + ((float)y + 0.5f) / (float)b->h * ref->part.h;
            uint32_t there =
                0xFF000060u | (uint32_t)(at_x * 255) << 16 | (uint32_t)(at_y * 255) << 8;
            if (!near(canvas_at(b, x, y), there, 6))
                fail_msg("%d, %d is %08x, not %08x", x, y, canvas_at(b, x, y), there);
        }
}

static void decode_part(const struct gfx_media *media, const struct image_ref *ref)
{
    struct bitmap b;
    struct err err;
    if (!decode_picture(media, ref, &b, &err))
        fail_msg("%s", err.text);
    assert_int_equal(b.w, ref->w);
    assert_int_equal(b.h, ref->h);
    check_part(&b, ref);
    bitmap_release(&b);
}

static void test_a_part_is_that_part_at_every_scale(void **state)
{
    (void)state;
    static const struct part parts[] = {{0, 0, 1, 1},
                                        {0.25f, 0.5f, 0.25f, 0.25f},
                                        {0.9f, 0.9f, 0.1f, 0.1f},
                                        {0, 0.3f, 0.7f, 0.07f},
                                        {0.501f, 0.013f, 0.3f, 0.5f}};
    static const int widths[] = {40, 75, 130, 260, 400, 900};
    struct bitmap whole = slopes(601, 403);
    struct gfx_media one = encoded_media(encoded_jpeg_of(whole.px, 601, 601, 403)),
                     tiles = encoded_tiles(&whole, 64);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        for (size_t k = 0; k < sizeof(widths) / sizeof(widths[0]); k++) {
            struct image_ref ref = ref_of_part(parts[i], widths[k], widths[k] * 2 / 3);
            decode_part(&one, &ref);
            decode_part(&tiles, &ref);
        }
    gfx_media_release(&one);
    gfx_media_release(&tiles);
    bitmap_release(&whole);
}

static void test_of_tiles_only_those_that_are_seen_are_needed(void **state)
{
    (void)state;
    struct bitmap whole = slopes(640, 384);
    struct gfx_media tiles = encoded_tiles(&whole, 64), few = tiles;
    // The second and third of the second row: 64 ... 192, 64 ... 128.
    struct image_ref ref =
        ref_of_part((struct part){0.1f, 64 / 384.0f, 0.2f, 64 / 384.0f}, 128, 64);
    struct gfx_piece some[3] = {tiles.pieces[11], tiles.pieces[12], tiles.pieces[59]};
    few.pieces = some;
    few.n = 3; // one of them far away
    decode_part(&few, &ref);
    few.n = 1;
    assert_true(refused(&few, &ref)); // one is missing
    // What is not seen may be as broken as it likes.
    memset(tiles.pieces[0].bytes, 0, tiles.pieces[0].len);
    decode_part(&tiles, &ref);
    gfx_media_release(&tiles);
    bitmap_release(&whole);
}

static void test_tiles_that_lie_are_refused(void **state)
{
    (void)state;
    const struct gfx_piece lies[] = {
        {.x = -8, .w = 64, .h = 64},
        {.x = 4, .w = 64, .h = 64},
        {.w = 0, .h = 64},
        {.w = 128, .h = 64},
        {.w = 64, .h = 32},
        {.w = 30000, .h = 30000},
        {.w = 1, .h = 100000},
        {.x = 2147483640, .w = 64, .h = 64},
        {.y = 64, .w = 64, .h = 64},
        {.w = 64, .h = -2147483647},
        {.x = 0, .w = 2147483647, .h = 64},
    };
    struct bitmap whole = slopes(128, 128);
    struct image_ref ref = ref_of_part((struct part){0, 0, 1, 1}, 50, 50);
    for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
        struct gfx_media tiles = encoded_tiles(&whole, 64);
        struct gfx_piece *p = &tiles.pieces[0];
        p->x = lies[i].x, p->y = lies[i].y, p->w = lies[i].w, p->h = lies[i].h;
        if (!refused(&tiles, &ref))
            fail_msg("lie %zu is believed", i);
        gfx_media_release(&tiles);
    }
    bitmap_release(&whole);
}

static void test_broken_tiles_are_refused(void **state)
{
    (void)state;
    struct bitmap whole = slopes(128, 128);
    struct image_ref ref = ref_of_part((struct part){0.1f, 0.1f, 0.8f, 0.8f}, 50, 50);
    for (int broken = 0; broken < 7; broken++) {
        struct gfx_media tiles = encoded_tiles(&whole, 64);
        struct gfx_piece *p = &tiles.pieces[3];
        if (broken == 0)
            p->len /= 2;
        if (broken == 1)
            memset(p->bytes, 0x5A, p->len);
        if (broken == 2)
            p->len = 0;
        if (broken == 3)
            claim(p, 30000, 30000);
        if (broken == 4)
            tiles.w = 200000;
        if (broken > 4) { // another picture than it says, larger or smaller
            free(p->bytes);
            struct gfx_piece other = encoded_jpeg(broken == 5 ? 128 : 32, 64);
            p->bytes = other.bytes;
            p->len = other.len;
        }
        assert_true(refused(&tiles, &ref));
        gfx_media_release(&tiles);
    }
    bitmap_release(&whole);
}

static void test_nonsense_parts_are_refused(void **state)
{
    (void)state;
    static const struct part parts[] = {{0, 0, -1, 1},
                                        {0, 0, 1, 0},
                                        {2, 0, 1, 1},
                                        {0, -3, 1, 1},
                                        {0, 0, NAN, NAN},
                                        {NAN, 0, 1, 1},
                                        {0.5f, 0.5f, 1e-9f, 1e-9f}};
    struct bitmap whole = slopes(128, 128);
    struct gfx_media one = encoded_media(encoded_jpeg(128, 128)),
                     tiles = encoded_tiles(&whole, 64);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        struct image_ref ref = ref_of_part(parts[i], 50, 50);
        if (!refused(&tiles, &ref))
            fail_msg("part %zu is shown", i);
        refused(&one, &ref); // or shown, but nothing worse
    }
    gfx_media_release(&one);
    gfx_media_release(&tiles);
    bitmap_release(&whole);
}

static void test_nonsense_sizes_shown_are_refused(void **state)
{
    (void)state;
    static const int sizes[][2] = {{0, 10}, {10, -1}, {20001, 10}};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct image_ref ref = ref_60x40;
        ref.w = sizes[i][0];
        ref.h = sizes[i][1];
        refuse(encoded_jpeg(60, 40), &ref);
    }
}

static void test_scaling_by_one_changes_nothing(void **state)
{
    (void)state;
    struct bitmap a = canvas_make(31, 17, 0), b = canvas_make(31, 17, 0);
    uint32_t seed = 2;
    for (int i = 0; i < 31 * 17; i++)
        a.px[i] = 0xFF000000u | chance(&seed);
    assert_true(resample(&a, (struct resample_from){0, 0, 31, 17}, &b));
    canvas_same(&a, &b);
    bitmap_release(&a);
    bitmap_release(&b);
}

static void test_one_colour_stays_that_colour_at_any_scale(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1},   {7, 90},  {90, 7},
                                   {63, 63}, {64, 65}, {300, 2}};
    struct bitmap a = canvas_make(64, 64, 0xFFC8402B);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct bitmap b = canvas_make(sizes[i][0], sizes[i][1], 0);
        assert_true(resample(&a, (struct resample_from){0.3, 1.7, 61.5, 60.1}, &b));
        for (int k = 0; k < b.w * b.h; k++)
            assert_int_equal(b.px[k], 0xFFC8402B);
        bitmap_release(&b);
    }
    bitmap_release(&a);
}

static void test_halving_keeps_the_mean(void **state)
{
    (void)state;
    struct bitmap a = canvas_make(256, 256, 0), b = canvas_make(113, 113, 0);
    uint32_t seed = 8;
    double from = 0, to = 0;
    for (int i = 0; i < 256 * 256; i++) {
        uint32_t v = 64 + chance(&seed) % 128;
        a.px[i] = 0xFF000000u | v << 8;
        from += v / 65536.0;
    }
    assert_true(resample(&a, (struct resample_from){0, 0, 256, 256}, &b));
    for (int i = 0; i < 113 * 113; i++)
        to += (b.px[i] >> 8 & 0xFF) / (113.0 * 113.0);
    assert_true(from - to < 1 && to - from < 1);
    bitmap_release(&a);
    bitmap_release(&b);
}

static void test_what_is_cropped_lies_within_the_picture(void **state)
{
    (void)state;
    uint32_t seed = 4;
    for (int i = 0; i < 2000; i++) {
        int w = 1 + chance_to(&seed, 5000), h = 1 + chance_to(&seed, 5000);
        int to_w = 1 + chance_to(&seed, 2000), to_h = 1 + chance_to(&seed, 2000);
        float fx = (float)chance_to(&seed, 101) / 100,
              fy = (float)chance_to(&seed, 101) / 100;
        struct resample_from f = resample_cover(w, h, to_w, to_h, fx, fy);
        assert_true(f.x >= 0 && f.y >= 0 && f.x + f.w <= w + 1e-6 &&
                    f.y + f.h <= h + 1e-6);
        assert_true(f.w > 0 && f.h > 0);
        double skew = f.w * to_h / (f.h * to_w);
        assert_true(skew > 0.999999 && skew < 1.000001);
    }
}

// Where the first target pixel's middle is that of a source pixel, only that one counts for it,
// and the second one looks further back.
static void test_neighbours_that_weigh_nothing_count_for_the_next_pixel(void **state)
{
    (void)state;
    struct bitmap a, b;
    assert_true(bitmap_init(&a, 6, 6));
    assert_true(bitmap_init(&b, 9, 9));
    for (int i = 0; i < 36; i++)
        a.px[i / 6 * a.pitch_px + i % 6] = 0xFF4080C0;
    for (double at = 0; at < 2; at += 0.1) {
        struct resample_from f = {at + 0.3, at + 0.3, 3.6, 3.6};
        assert_true(resample(&a, f, &b));
        for (int i = 0; i < 81; i++)
            assert_int_equal(b.px[i / 9 * b.pitch_px + i % 9], 0xFF4080C0);
    }
    bitmap_release(&a);
    bitmap_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures_of_any_size_become_the_size_shown),
        cmocka_unit_test(test_a_picture_of_another_shape_is_cropped_not_squeezed),
        cmocka_unit_test(test_the_focus_chooses_what_is_cropped),
        cmocka_unit_test(test_a_see_through_picture_stands_on_its_placeholder),
        cmocka_unit_test(test_truncated_pictures_are_refused),
        cmocka_unit_test(test_damaged_pictures_are_refused_or_shown_but_never_crash),
        cmocka_unit_test(test_foreign_and_empty_bytes_are_refused),
        cmocka_unit_test(test_absurd_sizes_are_refused_by_the_header),
        cmocka_unit_test(test_a_jpeg_much_too_short_for_its_size_is_refused),
        cmocka_unit_test(test_absurd_webp_sizes_are_refused_by_the_header),
        cmocka_unit_test(test_a_part_is_that_part_at_every_scale),
        cmocka_unit_test(test_of_tiles_only_those_that_are_seen_are_needed),
        cmocka_unit_test(test_tiles_that_lie_are_refused),
        cmocka_unit_test(test_broken_tiles_are_refused),
        cmocka_unit_test(test_nonsense_parts_are_refused),
        cmocka_unit_test(test_nonsense_sizes_shown_are_refused),
        cmocka_unit_test(test_scaling_by_one_changes_nothing),
        cmocka_unit_test(test_one_colour_stays_that_colour_at_any_scale),
        cmocka_unit_test(test_halving_keeps_the_mean),
        cmocka_unit_test(test_what_is_cropped_lies_within_the_picture),
        cmocka_unit_test(test_neighbours_that_weigh_nothing_count_for_the_next_pixel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
