// Pictures that were damaged after the pack was made, or made to do damage: the page is shown,
// the placeholder stands in, the log names the picture once and memory stays what it was.
#include <sys/resource.h>
#include <unistd.h>

#include "app/media.h"
#include "changed.h"
#include "gfx/decode.h"

#define BAD_PACK BUILD_DIR "/tests/bad.pack"
#ifdef __SANITIZE_ADDRESS__
#define MORE_MAX_KB (512 << 10) // it keeps what was freed
#else
#define MORE_MAX_KB (48 << 10)
#endif

// The frame header's height and width replaced.
#define CLAIM(size)                                                                      \
    "CAST(substr(bytes, 1, instr(bytes, x'FFC0') + 4) || x'" size                        \
    "' || substr(bytes, instr(bytes, x'FFC0') + 9) AS BLOB)"
// The header of a WebP of another size, and nothing more.
#define WEBP(size) "x'524946461600000057454250565038580A00000000000000" size "'"

static const char *const damages[] = {
    "UPDATE media_variant SET bytes = zeroblob(5000) WHERE media = 'gate'",
    "UPDATE media_variant SET bytes = substr(bytes, 1, length(bytes) / 3)"
    " WHERE media = 'gate'",
    "UPDATE media_variant SET bytes = substr(bytes, 1, length(bytes) - 40)"
    " WHERE media = 'gate'",
    "UPDATE media_variant SET format = 'webp' WHERE media = 'gate'",
    // 1 x 65,535, 30,000 x 30,000, and as much as could be decoded
    "UPDATE media_variant SET bytes = " CLAIM("FFFF0001") " WHERE media = 'gate'",
    "UPDATE media_variant SET bytes = " CLAIM("75307530") " WHERE media = 'gate'",
    "UPDATE media_variant SET bytes = " CLAIM("1E001E00") " WHERE media = 'gate'",
    // 1 x 100,000 and 30,000 x 30,000
    "UPDATE media_variant SET format = 'webp', bytes = " WEBP(
        "0000009F8601") " WHERE media = 'gate'",
    "UPDATE media_variant SET format = 'webp', bytes = " WEBP(
        "2F75002F7500") " WHERE media = 'gate'",
};

static struct options options_of(const char *pack)
{
    struct options o = stand_options(pack);
    o.w = 960;
    o.h = 540;
    return o;
}

static void open_stop(struct stand *s, const char *id)
{
    struct command c = command_make(VISIT_BEGIN, 0, NULL);
    app_command(&s->app, &c);
    app_settle(&s->app);
    c = command_make(VISIT_OPEN_STOP, 0, id);
    app_command(&s->app, &c);
    app_settle(&s->app);
    assert_non_null(s->app.pack);
}

static uint32_t colour_of(const char *media)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open(FIXTURE_PACK, &db), SQLITE_OK);
    sqlite3_prepare_v2(db, "SELECT colour FROM media WHERE id = ?", -1, &row, NULL);
    sqlite3_bind_text(row, 1, media, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    uint32_t colour = 0xFF000000u | (uint32_t)sqlite3_column_int(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return colour;
}

// How many pixels of what is shown have the colour.
static int count(struct stand *s, uint32_t colour)
{
    int pitch, n = 0;
    const uint32_t *px = gfx_pixels(s->app.gfx, &pitch);
    for (int y = 0; y < 540; y++)
        for (int x = 0; x < 960; x++)
            n += px[(ptrdiff_t)y * pitch + x] == colour;
    return n;
}

static long peak_kb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

// Standard error, kept in a file until it is read.
struct held {
    FILE *file;
    int real;
};

static struct held hold(void)
{
    struct held h = {tmpfile(), dup(STDERR_FILENO)};
    assert_non_null(h.file);
    fflush(stderr);
    dup2(fileno(h.file), STDERR_FILENO);
    return h;
}

static int lines_with(struct held *h, const char *what)
{
    char line[2048];
    int n = 0;
    fflush(stderr);
    dup2(h->real, STDERR_FILENO);
    close(h->real);
    rewind(h->file);
    while (fgets(line, sizeof(line), h->file))
        n += strstr(line, what) != NULL;
    fclose(h->file);
    return n;
}

static void check_damage(const char *sql, uint32_t colour)
{
    struct options o = options_of(BAD_PACK);
    changed_make(BAD_PACK, sql);
    struct held held = hold();
    struct stand *s = stand_create(&o);
    open_stop(s, "gate");
    bool titled = ui_find(s->app.ui, "Back") != NULL;
    int standin = count(s, colour), named = lines_with(&held, "picture gate");
    stand_destroy(s);
    unlink(BAD_PACK);
    if (!titled || standin < 5000 || named != 1)
        fail_msg("%s: %d pixels of the placeholder, named %d times", sql, standin, named);
}

static void test_a_bad_picture_is_its_placeholder_and_one_line(void **state)
{
    (void)state;
    const uint32_t colour = colour_of("gate");
    struct options o = options_of(FIXTURE_PACK);
    struct stand *s = stand_create(&o);
    open_stop(s, "gate");
    assert_true(count(s, colour) < 500); // the picture itself
    stand_destroy(s);
    long before = peak_kb();
    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++)
        check_damage(damages[i], colour);
    if (peak_kb() - before > MORE_MAX_KB)
        fail_msg("%ld KB more than with good pictures", peak_kb() - before);
}

// ---- parts

static struct image_ref part_ref(float side, int px)
{
    return (struct image_ref){
        .media = "gate", .w = px, .h = px * 5 / 8, .part = {0.1f, 0.1f, side, side}};
}

static bool shown(const char *sql, const struct image_ref *ref, size_t *pieces_out,
                  struct err *err)
{
    struct gfx_media media = {0};
    struct bitmap b = {0};
    char path[] = BAD_PACK;
    changed_make(BAD_PACK, sql);
    bool ok = media_read(path, ref, &media, err);
    *pieces_out = media.n;
    ok = ok && decode_picture(&media, ref, &b, err);
    assert_int_equal(b.px != NULL, ok);
    bitmap_release(&b);
    gfx_media_release(&media);
    unlink(BAD_PACK);
    return ok;
}

// The only variant left is 480 px wide, and the original is of one tile.
#define ONE_TILE                                                                         \
    "DELETE FROM media_variant WHERE media = 'gate' AND width > 480;"                    \
    "UPDATE media SET width = 24, height = 16 WHERE id = 'gate';"                        \
    "INSERT INTO media_tile SELECT 'gate', 0, 0, bytes FROM media_variant"               \
    " WHERE media = 'dot';"

static void test_a_part_comes_from_a_variant_that_covers_it_or_from_tiles(void **state)
{
    (void)state;
    struct image_ref far = part_ref(0.5f, 200), near = part_ref(0.5f, 300);
    struct err err = {0};
    size_t n;
    if (!shown("", &near, &n, &err)) // there are no tiles, so the largest variant it is
        fail_msg("%s", err.text);
    assert_int_equal(n, 1);
    if (!shown(ONE_TILE "UPDATE media_tile SET bytes = zeroblob(9)", &far, &n, &err))
        fail_msg("%s", err.text);
    if (!shown(ONE_TILE, &near, &n, &err))
        fail_msg("%s", err.text);
    assert_int_equal(n, 1);
    assert_false(
        shown(ONE_TILE "UPDATE media_tile SET bytes = zeroblob(9)", &near, &n, &err));
}

static void test_bad_tiles_are_refused_by_name(void **state)
{
    (void)state;
    static const char *const bad[] = {
        ONE_TILE "UPDATE media_tile SET bytes = zeroblob(5000)",
        ONE_TILE "UPDATE media_tile SET bytes = substr(bytes, 1, 120)",
        ONE_TILE "UPDATE media_tile SET bytes = " CLAIM("75307530"),
        ONE_TILE "UPDATE media_tile SET bytes = " CLAIM("00080008"),
        // of an original that is larger than its tiles
        ONE_TILE "UPDATE media SET width = 500, height = 500 WHERE id = 'gate'",
        ONE_TILE "UPDATE media SET width = 1, height = 2000 WHERE id = 'gate'",
    };
    struct image_ref near = part_ref(0.5f, 300);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct err err = {0};
        size_t n;
        if (shown(bad[i], &near, &n, &err) || !strstr(err.text, "picture gate"))
            fail_msg("%s: %s", bad[i], err.text);
    }
}

static void test_an_original_without_its_tiles_is_shown_by_its_variants(void **state)
{
    (void)state;
    static const char *const bad[] = {
        ONE_TILE "UPDATE media SET width = 30000, height = 30000 WHERE id = 'gate'",
        ONE_TILE "UPDATE media SET width = 1, height = 100000 WHERE id = 'gate'",
        ONE_TILE "UPDATE media_tile SET y = 7000000, x = 7000000",
    };
    struct image_ref near = part_ref(0.5f, 300);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct err err = {0};
        size_t n;
        if (!shown(bad[i], &near, &n, &err))
            fail_msg("%s: %s", bad[i], err.text);
        assert_int_equal(n, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_bad_picture_is_its_placeholder_and_one_line),
        cmocka_unit_test(test_a_part_comes_from_a_variant_that_covers_it_or_from_tiles),
        cmocka_unit_test(test_bad_tiles_are_refused_by_name),
        cmocka_unit_test(test_an_original_without_its_tiles_is_shown_by_its_variants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
