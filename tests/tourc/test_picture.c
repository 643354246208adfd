#include "tourc/picture.h"

#include "pack/pack.h"
#include "paint.h"
#include "sandbox.h"
#include "tourc/cache.h"

#define FIXTURE SOURCE_DIR "/tests/tourc/fixture/media/"

static struct picture_set make(const char *bytes, size_t len)
{
    struct picture_set set;
    struct err err;
    if (!picture_make(bytes, len, &set, &err))
        fail_msg("%s", err.text);
    return set;
}

static struct picture_set make_file(const char *path)
{
    size_t len;
    char *bytes = sandbox_read(path, &len);
    struct picture_set set = make(bytes, len);
    free(bytes);
    return set;
}

// Looks for a segment of a JPEG before its picture data; its length, or 0.
static size_t segment(const unsigned char *jpeg, unsigned char marker,
                      const unsigned char **out)
{
    for (size_t at = 2; jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;) {
        size_t len = (size_t)jpeg[at + 2] << 8 | jpeg[at + 3];
        if (jpeg[at + 1] == marker) {
            *out = jpeg + at + 4;
            return len - 2;
        }
        at += 2 + len;
    }
    return 0;
}

static void test_a_drawing_is_made_at_every_width(void **state)
{
    (void)state;
    struct picture_set set = make_file(FIXTURE "gate.svg");
    const int widths[] = {480, 960, 1600, 2560};
    const int heights[] = {300, 600, 1000, 1600};
    assert_int_equal(set.width, 160);
    assert_int_equal(set.height, 100);
    assert_int_equal(set.n_variants, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(set.variants[i].width, widths[i]);
        assert_int_equal(set.variants[i].height, heights[i]);
    }
    // White, 80 × 60 of 160 × 100, but for a gate of 40 × 40, on 204060.
    int white = (80 * 60 - 40 * 40) * 1000 / 16000;
    int red = (white * 0xFF + (1000 - white) * 0x20) / 1000;
    int blue = (white * 0xFF + (1000 - white) * 0x60) / 1000;
    assert_in_range(set.colour >> 16, red - 1, red + 1);
    assert_in_range(set.colour & 0xFF, blue - 1, blue + 1);
    picture_release(&set);
}

static void test_pixels_are_never_made_larger(void **state)
{
    (void)state;
    struct picture_set set = make_file(FIXTURE "dot.png");
    assert_int_equal(set.n_variants, 1);
    assert_int_equal(set.variants[0].width, 24);
    assert_int_equal(set.variants[0].height, 16);
    assert_int_equal(set.colour, 0xC02010);
    struct picture_set drawing = make_file(FIXTURE "gate.svg");
    struct picture_set again = make(drawing.variants[2].bytes, drawing.variants[2].len);
    assert_int_equal(again.n_variants, 3);
    assert_int_equal(again.variants[2].width, 1600);
    picture_release(&again);
    picture_release(&drawing);
    picture_release(&set);
}

static void test_variants_are_baseline_jpegs_without_metadata(void **state)
{
    (void)state;
    struct picture_set set = make_file(FIXTURE "gate.svg");
    struct picture_set photo = make(set.variants[1].bytes, set.variants[1].len);
    const unsigned char *part;
    for (size_t i = 0; i < 2; i++) {
        const unsigned char *jpeg = i ? photo.variants[0].bytes : set.variants[0].bytes;
        assert_int_equal(segment(jpeg, 0xC2, &part), 0); // progressive
        assert_int_equal(segment(jpeg, 0xE1, &part), 0); // EXIF
        assert_int_equal(segment(jpeg, 0xE2, &part), 0); // ICC
        assert_true(segment(jpeg, 0xC0, &part) >= 9);
        // Sampling of the first of three parts: 1 × 1 for flat artwork, 2 × 2 for photographs.
        assert_int_equal(part[5], 3);
        assert_int_equal(part[7], i ? 0x22 : 0x11);
    }
    picture_release(&photo);
    picture_release(&set);
}

// The same with EXIF that says "turn right", and what is made of it.
static struct picture_set make_turned(const struct picture_variant *jpeg)
{
    static const unsigned char exif[] = {
        0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, // APP1
        'M',  'M',  0, 42, 0,   0,   0,   8,         // TIFF, big-endian
        0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
    };
    size_t len = jpeg->len + sizeof(exif);
    char *turned = xmalloc(len);
    const char *bytes = jpeg->bytes;
    memcpy(turned, bytes, 2);
    memcpy(turned + 2, exif, sizeof(exif));
    memcpy(turned + 2 + sizeof(exif), bytes + 2, jpeg->len - 2);
    struct picture_set upright = make(turned, len);
    free(turned);
    return upright;
}

static void test_a_photograph_is_turned_as_its_exif_says(void **state)
{
    (void)state;
    struct picture_set set = make_file(FIXTURE "gate.svg");
    struct picture_set upright = make_turned(&set.variants[0]);
    assert_int_equal(upright.width, 300);
    assert_int_equal(upright.height, 480);
    assert_int_equal(upright.variants[0].width, 300);
    assert_int_equal(upright.variants[0].height, 480);
    assert_int_equal(upright.n_tiles, 0);
    picture_release(&upright);
    picture_release(&set);
}

static struct picture_set make_painted(int width, int height)
{
    struct str png;
    str_init(&png);
    paint_png(width, height, &png);
    struct picture_set set = make(png.data, png.len);
    str_release(&png);
    return set;
}

// The mean of a channel over a tile, from the painting; `turned`: whose sides were swapped.
static int mean_of(const struct picture_tile *tile, int channel, const int *turned)
{
    int64_t sum = 0;
    for (int y = 0; y < tile->jpeg.height; y++) {
        for (int x = 0; x < tile->jpeg.width; x++) {
            int at_x = tile->x * PACK_TILE + x, at_y = tile->y * PACK_TILE + y;
            int colour =
                turned ? paint_at(at_y, *turned - 1 - at_x) : paint_at(at_x, at_y);
            sum += paint_channel(colour, channel);
        }
    }
    return (int)(sum / (tile->jpeg.width * tile->jpeg.height));
}

static void expect_tiles(const struct picture_set *set, const int *turned)
{
    int columns = (set->width + PACK_TILE - 1) / PACK_TILE;
    int rows = (set->height + PACK_TILE - 1) / PACK_TILE;
    const unsigned char *part;
    assert_int_equal(set->n_tiles, columns * rows);
    for (int i = 0; i < columns * rows; i++) {
        const struct picture_tile *tile = &set->tiles[i];
        int right = set->width - tile->x * PACK_TILE;
        int below = set->height - tile->y * PACK_TILE;
        assert_int_equal(tile->x, i % columns);
        assert_int_equal(tile->y, i / columns);
        assert_int_equal(tile->jpeg.width, right < PACK_TILE ? right : PACK_TILE);
        assert_int_equal(tile->jpeg.height, below < PACK_TILE ? below : PACK_TILE);
        assert_true(segment(tile->jpeg.bytes, 0xC0, &part) >= 9); // baseline
        assert_int_equal(part[7], turned ? 0x22 : 0x11);
        struct picture_set alone = make(tile->jpeg.bytes, tile->jpeg.len);
        assert_int_equal(alone.width, tile->jpeg.width);
        assert_int_equal(alone.height, tile->jpeg.height);
        for (int channel = 0; channel < 3; channel++) {
            int want = mean_of(tile, channel, turned);
            int got = (int)(alone.colour >> (16 - 8 * channel) & 0xFF);
            if (got < want - 3 || got > want + 3)
                fail_msg("tile %d: channel %d is %d, not %d", i, channel, got, want);
        }
        picture_release(&alone);
    }
}

static void test_what_is_wider_than_its_variants_is_cut_into_tiles(void **state)
{
    (void)state;
    struct picture_set set = make_painted(2700, 1100);
    assert_int_equal(set.n_variants, 4);
    assert_int_equal(set.variants[3].width, 2560);
    assert_int_equal(set.n_tiles, 18);
    expect_tiles(&set, NULL);
    picture_release(&set);
    struct picture_set just = make_painted(2560, 600);
    struct picture_set high = make_painted(1100, 2700); // has a variant of its own size
    assert_int_equal(just.n_tiles, 0);
    assert_int_equal(high.n_tiles, 0);
    assert_int_equal(high.variants[2].height, 2700);
    struct picture_set upright = make_turned(&high.variants[2]);
    assert_int_equal(upright.width, 2700);
    assert_int_equal(upright.height, 1100);
    expect_tiles(&upright, &upright.width);
    picture_release(&upright);
    picture_release(&high);
    picture_release(&just);
}

static void expect_same(const struct picture_variant *a, const struct picture_variant *b)
{
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    assert_int_equal(a->len, b->len);
    assert_memory_equal(a->bytes, b->bytes, a->len);
}

static void expect_same_sets(const struct picture_set *a, const struct picture_set *b)
{
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    assert_int_equal(a->colour, b->colour);
    assert_int_equal(a->n_variants, b->n_variants);
    assert_int_equal(a->n_tiles, b->n_tiles);
    for (size_t i = 0; i < a->n_variants; i++)
        expect_same(&a->variants[i], &b->variants[i]);
    for (size_t i = 0; i < a->n_tiles; i++) {
        assert_int_equal(a->tiles[i].x, b->tiles[i].x);
        assert_int_equal(a->tiles[i].y, b->tiles[i].y);
        expect_same(&a->tiles[i].jpeg, &b->tiles[i].jpeg);
    }
}

static void test_the_same_picture_gives_the_same_bytes(void **state)
{
    (void)state;
    struct picture_set a = make_file(FIXTURE "gate.svg");
    struct picture_set b = make_file(FIXTURE "gate.svg");
    expect_same_sets(&a, &b);
    picture_release(&a);
    picture_release(&b);
    a = make_painted(2600, 600);
    b = make_painted(2600, 600);
    expect_same_sets(&a, &b);
    picture_release(&a);
    picture_release(&b);
}

// The head of a PNG of any size, without its pixels; the checksums are libpng's to doubt.
static const char big_png[] =
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x27\x10\0\0\x27\x10\x08\x02\0\0\0"
    "\x62\x24\x2c\x3b";

static void test_what_is_no_whole_picture_is_refused(void **state)
{
    (void)state;
    struct picture_set set = make_file(FIXTURE "gate.svg");
    const struct {
        const char *bytes;
        size_t len;
        const char *begins;
    } rows[] = {
        {"", 0, "not a picture: expected an SVG, JPEG, PNG or WebP"},
        {"GIF89a\1\0\1\0", 10, "not a picture"},
        {"%PDF-1.4 never", 14, "not a picture"},
        {"<svg", 4, "a corrupt picture"},
        {"<svg xmlns='http://www.w3.org/2000/svg'/>", 41, "a corrupt picture"},
        {"<svg xmlns='http://www.w3.org/2000/svg' width='900' height='9'/>", 64,
         "a picture of 900 × 9: expected at most 20 times"},
        {"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='99'/>", 63,
         "a picture of 9 × 99: expected at most 60 megapixels"},
        {"\xFF\xD8\xFF\xE0 no", 7, "a corrupt picture"},
        {"RIFF\4\0\0\0WEBPVP8 ", 16, "a corrupt picture"},
        {"\x89PNG\r\n\x1a\n", 8, "a corrupt picture"},
        {big_png, sizeof(big_png) - 1, "a "},
        {set.variants[1].bytes, set.variants[1].len / 2, "a corrupt picture"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err;
        struct picture_set out;
        struct picture_size size;
        assert_false(picture_check(rows[i].bytes, rows[i].len, &size, &err));
        if (strncmp(err.text, rows[i].begins, strlen(rows[i].begins)) != 0)
            fail_msg("row %zu: %s", i, err.text);
        assert_false(picture_make(rows[i].bytes, rows[i].len, &out, &err));
        assert_int_equal(out.n_variants, 0);
    }
    picture_release(&set);
}

static void test_the_cache_gives_back_what_it_was_given(void **state)
{
    (void)state;
    sandbox_enter("picture");
    const struct cache cache = {"kept"};
    struct picture_set sets[] = {make_file(FIXTURE "gate.svg"), make_painted(2600, 600)};
    struct picture_set found;
    for (uint64_t i = 0; i < 2; i++) {
        assert_false(cache_find(&cache, 7 + i, &found));
        cache_keep(&cache, 7 + i, &sets[i]);
        assert_true(cache_find(&cache, 7 + i, &found));
        expect_same_sets(&found, &sets[i]);
        picture_release(&found);
        picture_release(&sets[i]);
    }
    const uint64_t others[] = {8};
    cache_prune(&cache, others, 1);
    assert_false(cache_find(&cache, 7, &found));
    assert_true(cache_find(&cache, 8, &found));
    picture_release(&found);
}

static void test_a_damaged_entry_is_as_good_as_none(void **state)
{
    (void)state;
    sandbox_enter("picture");
    const struct cache cache = {"kept"};
    struct picture_set set = make_file(FIXTURE "dot.png");
    struct picture_set found;
    const char *path = "kept/0000000000000007.picture";
    cache_keep(&cache, 7, &set);
    size_t len;
    char *bytes = sandbox_read(path, &len);
    for (size_t at = 0; at < len; at++) {
        bytes[at] ^= 1;
        sandbox_write(path, bytes, len);
        bytes[at] ^= 1;
        assert_false(cache_find(&cache, 7, &found));
    }
    for (size_t shorter = 0; shorter < len; shorter += 7) {
        sandbox_write(path, bytes, shorter);
        assert_false(cache_find(&cache, 7, &found));
    }
    sandbox_write(path, bytes, len);
    assert_true(cache_find(&cache, 7, &found));
    picture_release(&found);
    picture_release(&set);
    free(bytes);
}

static void test_a_cache_that_cannot_be_written_is_passed_over(void **state)
{
    (void)state;
    sandbox_enter("picture");
    struct picture_set set = make_file(FIXTURE "dot.png");
    struct picture_set found;
    sandbox_write("file", "", 0);
    const char *folders[] = {NULL, "file", "no/where"};
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        const struct cache cache = {folders[i]};
        cache_keep(&cache, 7, &set);
        assert_false(cache_find(&cache, 7, &found));
        cache_prune(&cache, NULL, 0);
    }
    picture_release(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_drawing_is_made_at_every_width),
        cmocka_unit_test(test_pixels_are_never_made_larger),
        cmocka_unit_test(test_variants_are_baseline_jpegs_without_metadata),
        cmocka_unit_test(test_a_photograph_is_turned_as_its_exif_says),
        cmocka_unit_test(test_what_is_wider_than_its_variants_is_cut_into_tiles),
        cmocka_unit_test(test_the_same_picture_gives_the_same_bytes),
        cmocka_unit_test(test_what_is_no_whole_picture_is_refused),
        cmocka_unit_test(test_the_cache_gives_back_what_it_was_given),
        cmocka_unit_test(test_a_damaged_entry_is_as_good_as_none),
        cmocka_unit_test(test_a_cache_that_cannot_be_written_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
