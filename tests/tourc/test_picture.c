#include "tourc/picture.h"

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

static void test_a_photograph_is_turned_as_its_exif_says(void **state)
{
    (void)state;
    struct picture_set set = make_file(FIXTURE "gate.svg");
    static const unsigned char exif[] = {
        0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, // APP1
        'M',  'M',  0, 42, 0,   0,   0,   8,         // TIFF, big-endian
        0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0, 6, 0, 0, 0, 0, 0, 0, // turn right
    };
    size_t len = set.variants[0].len + sizeof(exif);
    char *turned = xmalloc(len);
    const char *bytes = set.variants[0].bytes;
    memcpy(turned, bytes, 2);
    memcpy(turned + 2, exif, sizeof(exif));
    memcpy(turned + 2 + sizeof(exif), bytes + 2, set.variants[0].len - 2);
    struct picture_set upright = make(turned, len);
    assert_int_equal(upright.width, 300);
    assert_int_equal(upright.height, 480);
    assert_int_equal(upright.variants[0].width, 300);
    assert_int_equal(upright.variants[0].height, 480);
    picture_release(&upright);
    picture_release(&set);
    free(turned);
}

static void test_the_same_picture_gives_the_same_bytes(void **state)
{
    (void)state;
    struct picture_set a = make_file(FIXTURE "gate.svg");
    struct picture_set b = make_file(FIXTURE "gate.svg");
    for (size_t i = 0; i < a.n_variants; i++) {
        assert_int_equal(a.variants[i].len, b.variants[i].len);
        assert_memory_equal(a.variants[i].bytes, b.variants[i].bytes, a.variants[i].len);
    }
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
    struct picture_set set = make_file(FIXTURE "gate.svg");
    struct picture_set found;
    assert_false(cache_find(&cache, 7, &found));
    cache_keep(&cache, 7, &set);
    assert_true(cache_find(&cache, 7, &found));
    assert_int_equal(found.width, 160);
    assert_int_equal(found.height, 100);
    assert_int_equal(found.colour, set.colour);
    assert_int_equal(found.n_variants, 4);
    assert_int_equal(found.variants[3].len, set.variants[3].len);
    assert_memory_equal(found.variants[3].bytes, set.variants[3].bytes,
                        set.variants[3].len);
    picture_release(&found);
    const uint64_t others[] = {8};
    cache_prune(&cache, others, 1);
    assert_false(cache_find(&cache, 7, &found));
    picture_release(&set);
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
        if (at >= 24 &&
            at < 40) // the size and colour in the head are not part of the sum
            continue;
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
        cmocka_unit_test(test_the_same_picture_gives_the_same_bytes),
        cmocka_unit_test(test_what_is_no_whole_picture_is_refused),
        cmocka_unit_test(test_the_cache_gives_back_what_it_was_given),
        cmocka_unit_test(test_a_damaged_entry_is_as_good_as_none),
        cmocka_unit_test(test_a_cache_that_cannot_be_written_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
